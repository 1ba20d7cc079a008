"""From the scores of several jurors to the one stage total of an entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from sinovik_sheets.model import Aggregation, Method, RoundingStep, Stage
from sinovik_sheets.scoring.adjust import Adjustment, components, leniency, standardisation
from sinovik_sheets.scoring.exact import mean, round_half_up
from sinovik_sheets.scoring.methods import METHODS, Setting

Rows = Mapping[str, Mapping[str, Decimal]]
"""Juror code -> criterion code -> score: the complete rows of the counted jurors."""

WHOLE = ""
"""Stands where a criterion's code would: the value concerns totals of jurors."""


@dataclass(frozen=True, slots=True)
class StageScore:
    """What the jury of one stage gives one entry, with every figure on the way.

    `total` is None when no juror counts. `juror_totals` are the weighted totals,
    rounded at `juri`. `corrected` holds every counted value after the limit of
    `batas_simpangan` or the adjustment of a juror, by (juror, criterion), the
    criterion "" where totals were corrected; it is empty for other methods.
    `criteria` are the panel's values: those that enter the total (`per_kriteria`),
    else the plain means. `means` are the exact plain means. `n` counts the jurors.
    `groups` holds the means of the elements by (element, criterion), `absent` the
    weighted elements no counted juror belongs to. `fell_back`: too few jurors to
    trim, so the plain mean stands. Where jurors give places, values are points.
    """

    total: Fraction | None
    juror_totals: Mapping[str, Fraction] = field(default_factory=dict)
    corrected: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)
    criteria: Mapping[str, Fraction] = field(default_factory=dict)
    means: Mapping[str, Fraction] = field(default_factory=dict)
    n: int = 0
    groups: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    fell_back: bool = False


@dataclass(frozen=True, slots=True)
class PanelScores:
    """What the jury of a stage gives all entries.

    `adjustments` are the jurors' by (juror, criterion), the criterion "" where totals
    are adjusted. `parts` names the jurors of each part of a design that shared
    entries do not connect, where the method needs that; there are no totals then.
    """

    scores: Mapping[str, StageScore]
    adjustments: Mapping[tuple[str, str], Adjustment] = field(default_factory=dict)
    parts: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """The values of one entry before jurors are combined; all by juror."""

    columns: Mapping[str, Mapping[str, Fraction]]
    totals: Mapping[str, Fraction]

    def block(self, code: str) -> Mapping[str, Fraction]:
        """Return what is combined: a criterion's values, or the totals."""
        return self.columns[code] if code else self.totals


def _blocks(stage: Stage) -> list[str]:
    """Return what is combined over the jurors: every criterion, or the totals."""
    per_criterion = stage.aggregation is Aggregation.PER_CRITERION
    return [criterion.code for criterion in stage.criteria] if per_criterion else [WHOLE]


def _worth(stage: Stage, written: Decimal) -> Fraction:
    """Return what a written score is worth: itself, or the points of that place.

    A place beyond the table, and 0 (no place given), is worth nothing.
    """
    if not stage.points:
        return Fraction(written)
    place = int(written)
    return Fraction(stage.points[place - 1]) if 1 <= place <= len(stage.points) else Fraction(0)


def _weighted(values: Mapping[str, Fraction], stage: Stage) -> Fraction:
    """Return the weighted sum; the weights are in percent."""
    weights = stage.weights.items()
    return sum((Fraction(weight) * values[code] for code, weight in weights), Fraction(0)) / 100


def _entry(stage: Stage, rows: Rows) -> _Entry:
    columns = {
        criterion.code: {j: _worth(stage, row[criterion.code]) for j, row in rows.items()}
        for criterion in stage.criteria
    }
    places = stage.rounding.get(RoundingStep.JUROR)
    totals = {
        juror: round_half_up(
            _weighted({code: column[juror] for code, column in columns.items()}, stage), places
        )
        for juror in rows
    }
    return _Entry(columns, totals)


def score_entries(
    stage: Stage, table: Mapping[str, Rows], elements: Mapping[str, str] | None = None
) -> PanelScores:
    """Compute the stage totals of all entries by the stage's method and rounding.

    `table` maps entries to their counted rows, `elements` jurors to what their element
    is written as. Raises KeyError when a row lacks a criterion of the stage, and
    ValueError when `batas_simpangan` has no limit or a juror's element has no weight.
    The order of entries and jurors never matters.
    """
    entries = {code: _entry(stage, rows) for code, rows in table.items()}
    groups = {juror: stage.element_of(written) for juror, written in (elements or {}).items()}
    panel = {juror for rows in table.values() for juror in rows}
    settings: dict[str, Setting] = {}
    for code in _blocks(stage):
        block = {entry: values.block(code) for entry, values in entries.items()}
        if stage.method is Method.LENIENCY and len(parts := components(block)) > 1:
            return _without_totals(entries, parts)
        settings[code] = Setting(groups, _adjustments(stage, block), len(panel))
    return PanelScores(
        {code: _combined(stage, entry, settings) for code, entry in entries.items()},
        {
            (juror, code): adjustment
            for code, setting in settings.items()
            for juror, adjustment in setting.adjustments.items()
        },
    )


def _adjustments(
    stage: Stage, block: Mapping[str, Mapping[str, Fraction]]
) -> Mapping[str, Adjustment]:
    if stage.method is Method.LENIENCY and any(block.values()):
        return leniency(block)
    return standardisation(block) if stage.method is Method.Z_SCORE else {}


def _without_totals(entries: Mapping[str, _Entry], parts: list[list[str]]) -> PanelScores:
    """Return what can be said where jurors cannot be compared with each other."""
    scores = {
        code: StageScore(None, entry.totals, n=len(entry.totals)) for code, entry in entries.items()
    }
    return PanelScores(scores, parts=tuple(tuple(part) for part in parts))


def _combined(stage: Stage, entry: _Entry, settings: Mapping[str, Setting]) -> StageScore:
    """Combine the jurors of one entry."""
    if not entry.totals:
        return StageScore(total=None)
    method = METHODS[stage.method]
    means = {code: mean(column.values()) for code, column in entry.columns.items()}
    panels = {code: method(entry.block(code), stage, settings[code]) for code in settings}
    if WHOLE in panels:
        criteria, total = means, panels[WHOLE].value
    else:
        places = stage.rounding.get(RoundingStep.CRITERION)
        criteria = {code: round_half_up(panel.value, places) for code, panel in panels.items()}
        total = _weighted(criteria, stage)
    return StageScore(
        total=round_half_up(total, stage.rounding.get(RoundingStep.STAGE)),
        juror_totals=entry.totals,
        corrected={(j, code): x for code, p in panels.items() for j, x in p.corrected.items()},
        criteria=criteria,
        means=means,
        n=len(entry.totals),
        groups={(e, code): x for code, p in panels.items() for e, x in p.groups.items()},
        absent=next(iter(panels.values())).absent,
        fell_back=any(panel.fell_back for panel in panels.values()),
    )


def aggregate(stage: Stage, rows: Rows) -> StageScore:
    """Compute the stage total of an entry that is alone in its stage (`score_entries`)."""
    return score_entries(stage, {"": rows}).scores[""]
