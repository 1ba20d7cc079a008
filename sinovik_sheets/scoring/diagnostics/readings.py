"""The row of each juror, and the list of cells far from what is expected."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from sinovik_sheets.scoring.diagnostics import words
from sinovik_sheets.scoring.diagnostics.additive import Additive
from sinovik_sheets.scoring.diagnostics.jurors import (
    Consistency,
    consistency,
    copies,
    halo,
    identical_rows,
    others_mean,
    spread,
)
from sinovik_sheets.scoring.diagnostics.matrix import Bools, Floats, Ints, Table
from sinovik_sheets.scoring.diagnostics.results import (
    Advice,
    FarCell,
    JurorReadings,
    Panel,
    Removal,
)
from sinovik_sheets.scoring.diagnostics.thresholds import (
    FAR_CELL,
    FEW_CRITERIA,
    FEW_ENTRIES,
    FEW_SHARED,
    FEWEST_COMMON,
    FEWEST_ENTRIES,
    NEARLY_COMPLETE,
    NO_CUT,
    Colour,
    Reading,
    TooFew,
    no_spread,
    of_consistency,
    of_far_cells,
    of_identical,
    of_removal,
    of_severity,
    of_spread,
    worst,
)

_CLEARLY_BETTER = 0.3
_OTHER_SCALE = 0.2


class _Figures(NamedTuple):
    """Everything measured for all jurors at once, by column of the table."""

    panel: Panel
    table: Table
    fit: Additive
    n: Ints
    entry_sd: float
    complete: bool
    consistency: Consistency
    spread: Floats
    far: Bools
    identical: Ints
    rows: Ints
    halo: Floats
    medians: Floats
    copies: list[tuple[int, int, int]]


def _far(fit: Additive) -> Bools:
    return np.abs(np.nan_to_num(fit.studentised)) > FAR_CELL


def _measure(panel: Panel, table: Table, fit: Additive) -> _Figures:
    there = ~np.isnan(table.totals)
    same, rows = identical_rows(table.marks)
    return _Figures(
        panel=panel,
        table=table,
        fit=fit,
        n=there.sum(axis=0),
        entry_sd=float(np.std(fit.entries, ddof=1)),
        complete=bool(there.mean() >= NEARLY_COMPLETE),
        consistency=consistency(table.totals, fit.jurors),
        spread=spread(table.totals),
        far=_far(fit),
        identical=same,
        rows=rows,
        halo=halo(table.marks),
        medians=np.nanmedian(table.totals, axis=0),
        copies=copies(table.marks),
    )


def _severity(found: _Figures, at: int) -> Reading:
    points = float(found.fit.jurors[at])
    if found.entry_sd <= 0:
        return Reading(points)
    return Reading(points, of_severity(points / found.entry_sd, complete=found.complete))


def _consistency(found: _Figures, at: int) -> Reading:
    n, r = int(found.consistency.n[at]), float(found.consistency.r[at])
    if n < FEWEST_COMMON:
        return Reading(TooFew(FEW_SHARED, FEWEST_COMMON, n))
    if np.isnan(r):
        return Reading(no_spread())
    slipped = Colour.YELLOW if any(_slip(found, at)) else None
    return Reading(r, worst([of_consistency(r), slipped]))


def _spread(found: _Figures, at: int) -> Reading:
    ratio = float(found.spread[at])
    if found.n[at] < FEWEST_ENTRIES:
        return Reading(TooFew(FEW_ENTRIES, FEWEST_ENTRIES, int(found.n[at])))
    return (
        Reading(no_spread())
        if np.isnan(ratio)
        else Reading(ratio, of_spread(ratio, int(found.n[at])))
    )


def _share(count: Ints, n: Ints, at: int) -> float | TooFew:
    if n[at] < FEWEST_ENTRIES:
        return TooFew(FEW_ENTRIES, FEWEST_ENTRIES, int(n[at]))
    return float(count[at] / n[at])


def _far_share(found: _Figures, at: int) -> Reading:
    count = found.far.sum(axis=0)
    share = _share(count, found.n, at)
    colour = None if isinstance(share, TooFew) else of_far_cells(int(count[at]), int(found.n[at]))
    return Reading(share, colour)


def _identical(found: _Figures, at: int) -> Reading:
    if len(found.panel.criteria) < 2:
        return Reading(TooFew(FEW_CRITERIA, 2, len(found.panel.criteria)))
    share = _share(found.identical, found.rows, at)
    return Reading(share, None if isinstance(share, TooFew) else of_identical(share))


def _halo(found: _Figures, at: int) -> Reading:
    if len(found.panel.criteria) < 2:
        return Reading(TooFew(FEW_CRITERIA, 2, len(found.panel.criteria)))
    value = float(found.halo[at])
    return Reading(no_spread() if np.isnan(value) else value)


def _removal(found: _Figures, removal: Removal | None) -> Reading:
    if removal is None or not found.panel.top:
        return Reading(TooFew(NO_CUT, 1, 0))
    entries = len(found.panel.entries)
    return Reading(removal.changes, of_removal(removal.changes, found.panel.top, entries))


def _copied(found: _Figures, at: int) -> list[tuple[str, int]]:
    pairs = [(a if at == b else b, n) for a, b, n in found.copies if at in {a, b}]
    return [(found.table.jurors[other], n) for other, n in pairs]


def _slip(found: _Figures, at: int) -> Iterator[Advice]:
    """Say so where a juror's column fits the others clearly better one row up or down."""
    here = found.consistency
    for r, down in ((here.up[at], True), (here.down[at], False)):
        if r >= max(_CLEARLY_BETTER, here.r[at] + _CLEARLY_BETTER):
            yield words.slipped(found.table.jurors[at], float(r), down=down)


def _scale(found: _Figures, at: int) -> Iterator[Advice]:
    """Say so where a juror's scores lie at a fraction of the others' on the same criteria."""
    own = float(found.medians[at])
    others = float(np.median(np.delete(found.medians, at)))
    if 0 <= own < _OTHER_SCALE * others:
        yield words.other_scale(found.table.jurors[at], own, others)


def _advice(found: _Figures, at: int, row: JurorReadings) -> Iterator[Advice]:
    if (r := row.consistency.number) is not None and row.consistency.alarming:
        if of_consistency(r) is not Colour.GREEN:
            yield words.inconsistent(row.juror, r)
        yield from _slip(found, at)
    if (ratio := row.spread.number) is not None and row.spread.alarming:
        yield words.narrow_or_wide(row.juror, ratio)
        yield from _scale(found, at)
    points = row.severity.number or 0.0
    # Where all score all, leniency moves no place: only what is striking is told.
    remarkable = found.entry_sd if found.complete else found.entry_sd / 2
    if abs(points) > remarkable:
        yield words.severe(row.juror, points, complete=found.complete)
    if row.far.alarming:
        yield words.many_far_cells(row.juror, int(found.far[:, at].sum()), row.n)
    if row.identical.alarming:
        yield words.identical(row.juror, int(found.identical[at]), int(found.rows[at]))
    for other, n in _copied(found, at):
        yield words.copied(row.juror, other, n)
    if row.removed and row.removal.alarming:
        yield words.removal(row.removed, found.panel.top or 0)


def _row(found: _Figures, at: int, removal: Removal | None) -> JurorReadings:
    juror = found.table.jurors[at]
    row = JurorReadings(
        juror=juror,
        element=found.panel.elements.get(juror, ""),
        n=int(found.n[at]),
        severity=_severity(found, at),
        consistency=_consistency(found, at),
        spread=_spread(found, at),
        far=_far_share(found, at),
        identical=_identical(found, at),
        halo=_halo(found, at),
        removal=_removal(found, removal),
        removed=removal,
        copied=tuple(other for other, _n in _copied(found, at)),
    )
    return replace(row, advice=tuple(_advice(found, at, row)))


def _without_scores(panel: Panel, juror: str) -> JurorReadings:
    none = Reading(TooFew(FEW_ENTRIES, FEWEST_ENTRIES, 0))
    return JurorReadings(
        juror, panel.elements.get(juror, ""), 0, none, none, none, none, none, none, none
    )


def juror_readings(
    panel: Panel, table: Table, fit: Additive, removals: Mapping[str, Removal]
) -> tuple[JurorReadings, ...]:
    """Return the row of every juror, in the order of the panel; `removals` by juror."""
    found = _measure(panel, table, fit)
    column = {juror: at for at, juror in enumerate(table.jurors)}
    return tuple(
        _row(found, column[juror], removals.get(juror))
        if juror in column
        else _without_scores(panel, juror)
        for juror in panel.jurors
    )


def far_cells(table: Table, fit: Additive) -> tuple[FarCell, ...]:
    """List the scores more than 3 standard deviations from what is expected, farthest first."""
    others = others_mean(table.totals, np.zeros(len(table.jurors)))
    cells = []
    for row, column in np.argwhere(_far(fit)).tolist():
        entry, juror = table.entries[row], table.jurors[column]
        score, mean = float(table.totals[row, column]), float(others[row, column])
        cells.append(
            FarCell(
                entry=entry,
                juror=juror,
                score=score,
                others=mean,
                sds=float(fit.studentised[row, column]),
                advice=words.far_cell(juror, entry, score, mean),
            )
        )
    return tuple(sorted(cells, key=lambda cell: -abs(cell.sds)))
