"""Panels for the tests of diagnostics: from a matrix, simulated, and from real juries."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sinovik_sheets.scoring.diagnostics.results import Panel, Scale

Floats = npt.NDArray[np.float64]
NAN = float("nan")


def panel_of(
    marks: Floats,
    *,
    weights: Sequence[float] = (),
    scale: tuple[str, str] = ("0", "100"),
    top: int | None = None,
    elements: Sequence[str] = (),
    kinds: Sequence[str] = (),
) -> Panel:
    """A panel from marks (entries x jurors [x criteria]), NaN where a row is not counted."""
    marks = marks if marks.ndim == 3 else marks[:, :, None]
    weights = weights or [1] * marks.shape[2]
    criteria = tuple(
        Scale(f"K{c}", Decimal(str(w)), Decimal(scale[0]), Decimal(scale[1]))
        for c, w in enumerate(weights, 1)
    )
    whole = sum(Fraction(c.weight) for c in criteria)
    entries = tuple(f"INO-{row:04}" for row in range(1, marks.shape[0] + 1))
    jurors = tuple(f"J{column:02}" for column in range(1, marks.shape[1] + 1))
    scores: dict[str, dict[str, dict[str, Decimal]]] = {e: {} for e in entries}
    totals: dict[str, dict[str, Fraction]] = {e: {} for e in entries}
    for row, column in np.argwhere(~np.isnan(marks).any(axis=2)).tolist():
        cells = [Decimal(repr(mark)) for mark in marks[row, column].tolist()]
        scores[entries[row]][jurors[column]] = {
            c.code: cell for c, cell in zip(criteria, cells, strict=True)
        }
        weighted = (Fraction(c.weight) * Fraction(x) for c, x in zip(criteria, cells, strict=True))
        totals[entries[row]][jurors[column]] = sum(weighted, Fraction(0)) / whole
    return Panel(
        entries,
        jurors,
        criteria,
        scores,
        totals,
        elements=dict(zip(jurors, elements, strict=True)) if elements else {},
        kinds=dict(zip(entries, kinds, strict=True)) if kinds else {},
        top=top,
    )


def simulated(
    random: np.random.Generator,
    entries: int,
    jurors: int,
    criteria: int = 1,
    *,
    noise: float = 5.0,
    spread: float = 6.0,
) -> Floats:
    """Whole marks of 0-100: entries (SD `spread`) + leniency (SD 4) + noise, criteria alike.

    `noise` is the SD of a juror's total; half of its variance belongs to single criteria.
    """
    worth = random.normal(75, spread, (entries, 1, 1))
    leniency = random.normal(0, 4, (1, jurors, 1))
    alone = noise * (0.5**0.5 if criteria > 1 else 1.0)
    marks = worth + leniency + random.normal(0, alone, (entries, jurors, 1))
    if criteria > 1:
        marks = marks + random.normal(0, alone * criteria**0.5, (entries, jurors, criteria))
    return np.clip(np.rint(marks), 0, 100)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def chopin(shared_data: Path) -> Iterator[tuple[str, Panel]]:
    """Stages 1 and 2 of the XIX Chopin Competition: 17 jurors, recusals, scale 1-25."""
    folder = shared_data / "panels" / "chopin2025"
    rows = table(folder / "scores.csv")
    for stage, top in (("1", 40), ("2", 20)):
        mine = [row for row in rows if row["stage"] == stage]
        entries = sorted({row["entry_no"] for row in mine}, key=int)
        jurors = sorted({row["juror"] for row in mine})
        marks = np.full((len(entries), len(jurors)), NAN)
        for row in mine:
            if row["recused"] == "0":
                at = entries.index(row["entry_no"]), jurors.index(row["juror"])
                marks[at] = float(row["score"])
        panel = panel_of(marks, scale=("1", "25"), top=top)
        yield f"Chopin {stage}", replace(panel, places=2)


def skating(shared_data: Path, top: int = 3) -> Iterator[tuple[str, Panel]]:
    """Segments of six ISU events 2016/17 (BuzzFeedNews/figure-skating-scores, CC BY 4.0).

    Entries in starting order; the components are the criteria, their factors the weights.
    """
    folder = shared_data / "panels" / "isu_skating_2016_17"
    marks = {row["aspect_id"]: row for row in table(folder / "component_scores_by_judge.csv")}
    aspects: defaultdict[str, dict[str, tuple[float, dict[str, str]]]] = defaultdict(dict)
    for row in table(folder / "components.csv"):
        cell = (float(row["factor"]), marks[row["aspect_id"]])
        aspects[row["performance_id"]][row["aspect_desc"]] = cell
    segments: defaultdict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in table(folder / "performances_official.csv"):
        segments[row["competition"], row["program"]].append(row)
    for (event, program), rows in sorted(segments.items()):
        rows.sort(key=lambda row: int(row["starting_number"]))
        yield f"{event}: {program}", _segment([aspects[r["performance_id"]] for r in rows], top)


def _segment(rows: Sequence[Mapping[str, tuple[float, dict[str, str]]]], top: int) -> Panel:
    names = sorted(rows[0])
    factors = [rows[0][name][0] for name in names]
    jurors = [f"J{number}" for number in range(1, 10)]
    cube = np.array(
        [
            [
                [
                    NAN if row[n][1]["excluded_judge"] == j else float(row[n][1][j] or NAN)
                    for n in names
                ]
                for j in jurors
            ]
            for row in rows
        ]
    )
    cube = cube[:, ~np.isnan(cube).all(axis=(0, 2)), :]
    return panel_of(cube, weights=factors, scale=("0", "10"), top=top)


def reference(shared_data: Path, folder: str) -> Any:
    """The reference figures in a folder of panels."""
    path = shared_data / "panels" / folder / "reference.json"
    return json.loads(path.read_text(encoding="utf-8"))
