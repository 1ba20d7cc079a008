"""Mistakes planted into honest panels are found in at least 95 of 100 trials."""

from collections.abc import Callable

import numpy as np
import pytest

from scoring.diagnostics.panels import Floats, panel_of, simulated
from sinovik_sheets.scoring.diagnostics.diagnosis import Draws, diagnose
from sinovik_sheets.scoring.diagnostics.results import Diagnosis, JurorReadings

TRIALS, TOP = 200, 12
FEW = Draws(bootstrap=10, permutations=10)
Random = np.random.Generator
Plant = Callable[[Random, Floats, int], None]
"""Spoil one juror's column; the first entry is the one whose cell is spoilt."""


def shifted(_random: Random, marks: Floats, juror: int) -> None:
    """Every score stands one row too low."""
    marks[:, juror] = np.roll(marks[:, juror], 1, axis=0)


def five_points(_random: Random, marks: Floats, juror: int) -> None:
    """The juror used 1-5 where the others use 0-100."""
    marks[:, juror] = np.clip(np.rint(marks[:, juror] / 20), 1, 5)


def ten_points(_random: Random, marks: Floats, juror: int) -> None:
    """The juror used 0-10 where the others use 0-100."""
    marks[:, juror] = np.rint(marks[:, juror] / 10)


def constant(_random: Random, marks: Floats, juror: int) -> None:
    marks[:, juror] = 80


def one_cell(random: Random, marks: Floats, juror: int) -> None:
    """One total is 30 points off, up where there is room."""
    up = marks[0, juror].max() <= 70 and random.random() < 0.5
    marks[0, juror] += 30 if up else -30


def strategic(random: Random, marks: Floats, juror: int) -> None:
    """One entry just below the cut gets 100; its rivals around the cut 30 less."""
    order = np.argsort(-marks.mean(axis=(1, 2)))
    favourite = order[TOP + random.integers(3)]
    rivals = [entry for entry in order[TOP - 4 : TOP + 3] if entry != favourite]
    marks[favourite, juror] = 100
    marks[rivals, juror] = np.maximum(marks[rivals, juror] - 30, 0)


def coloured(row: JurorReadings) -> bool:
    """Whether the juror's own scores raise a colour, the top apart."""
    own = (row.severity, row.consistency, row.spread, row.far, row.identical)
    return any(reading.alarming for reading in own)


def is_coloured(_found: Diagnosis, row: JurorReadings) -> bool:
    return coloured(row)


def is_listed(found: Diagnosis, row: JurorReadings) -> bool:
    return any((c.entry, c.juror) == ("INO-0001", row.juror) for c in found.far_cells)


def changes_the_top(_found: Diagnosis, row: JurorReadings) -> bool:
    return row.removal.alarming


@pytest.mark.parametrize(("entries", "jurors"), [(60, 7), (40, 9)])
@pytest.mark.parametrize(
    ("plant", "sign"),
    [
        (shifted, is_coloured),
        (five_points, is_coloured),
        (ten_points, is_coloured),
        (constant, is_coloured),
        (one_cell, is_listed),
        (strategic, changes_the_top),
    ],
)
def test_a_planted_error_is_found(
    plant: Plant,
    sign: Callable[[Diagnosis, JurorReadings], bool],
    entries: int,
    jurors: int,
) -> None:
    """Noise of 5 points between jurors on a scale of 100, entries 6 points apart."""
    random = np.random.Generator(np.random.PCG64(2027))
    hits = others = 0
    for _trial in range(TRIALS):
        marks = simulated(random, entries, jurors)
        spoilt = int(random.integers(jurors))
        plant(random, marks, spoilt)
        found = diagnose(panel_of(marks, top=TOP), draws=FEW)
        hits += sign(found, found.jurors[spoilt])
        others += sum(coloured(row) for at, row in enumerate(found.jurors) if at != spoilt)
    assert hits >= 0.95 * TRIALS
    assert others <= 0.01 * TRIALS * (jurors - 1)


def test_honest_panels_raise_no_alarm() -> None:
    random = np.random.Generator(np.random.PCG64(2028))
    alarms = cells = 0
    for _trial in range(TRIALS):
        found = diagnose(panel_of(simulated(random, 40, 9), top=TOP), draws=FEW)
        alarms += sum(coloured(row) for row in found.jurors)
        cells += len(found.far_cells)
    assert alarms <= 0.01 * TRIALS * 9
    assert cells <= 0.005 * TRIALS * 40 * 9
