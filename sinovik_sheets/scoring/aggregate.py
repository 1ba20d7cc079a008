"""From the scores of several jurors to the one stage total of an entry."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from sinovik_sheets.model import Aggregation, Method, RoundingStep, Stage
from sinovik_sheets.scoring.exact import mean, round_half_up

Rows = Mapping[str, Mapping[str, Decimal]]
"""Juror code -> criterion code -> score: the complete rows of the counted jurors."""


@dataclass(frozen=True, slots=True)
class StageScore:
    """What the jury of one stage gives one entry, with every figure on the way.

    `total` is None when no juror counts. `juror_totals` are the weighted totals,
    rounded at `juri`. `corrected` holds every counted cell after the limit of
    `batas_simpangan`, by (juror, criterion), the criterion "" where totals were
    corrected; it is empty for other methods. `criteria` are the panel's values:
    those that enter the total (`per_kriteria`), else the plain means. `means` are
    the exact plain means. `n` counts the jurors. `fell_back`: too few jurors to
    trim, so the plain mean stands.
    """

    total: Fraction | None
    juror_totals: Mapping[str, Fraction] = field(default_factory=dict)
    corrected: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)
    criteria: Mapping[str, Fraction] = field(default_factory=dict)
    means: Mapping[str, Fraction] = field(default_factory=dict)
    n: int = 0
    fell_back: bool = False


class _Panel(NamedTuple):
    """One value out of many, unrounded; `corrected` and `fell_back` as in StageScore."""

    value: Fraction
    corrected: Mapping[str, Fraction] = {}
    fell_back: bool = False


def _plain_mean(scores: Mapping[str, Fraction], _stage: Stage) -> _Panel:
    return _Panel(mean(scores.values()))


def _trimmed_mean(scores: Mapping[str, Fraction], stage: Stage) -> _Panel:
    count = len(scores)
    if stage.trim and count < 2 * stage.trim + 2:
        return _Panel(mean(scores.values()), fell_back=True)
    return _Panel(mean(sorted(scores.values())[stage.trim : count - stage.trim]))


def _limited_mean(scores: Mapping[str, Fraction], stage: Stage) -> _Panel:
    if stage.limit is None:
        raise ValueError(f"stage {stage.code} has no limit for {stage.method}")
    middle = round_half_up(mean(scores.values()), stage.rounding.get(RoundingStep.MEAN))
    low, high = middle - Fraction(stage.limit), middle + Fraction(stage.limit)
    places = stage.rounding.get(RoundingStep.CORRECTION)
    corrected = {j: round_half_up(min(max(x, low), high), places) for j, x in scores.items()}
    return _Panel(mean(corrected.values()), corrected)


_METHODS: Mapping[Method, Callable[[Mapping[str, Fraction], Stage], _Panel]] = {
    Method.MEAN: _plain_mean,
    Method.TRIMMED_MEAN: _trimmed_mean,
    Method.LIMITED_MEAN: _limited_mean,
}


def _weighted(values: Mapping[str, Fraction], weights: Mapping[str, Fraction]) -> Fraction:
    """Return the weighted sum; the weights are in percent."""
    return sum((weight * values[code] for code, weight in weights.items()), Fraction(0)) / 100


def aggregate(stage: Stage, rows: Rows) -> StageScore:
    """Compute an entry's stage total by the stage's method, aggregation and rounding.

    Raises KeyError when a row lacks a criterion of the stage, and ValueError when
    `batas_simpangan` has no limit. The order of the jurors never matters.
    """
    if not rows:
        return StageScore(total=None)
    weights = {code: Fraction(weight) for code, weight in stage.weights.items()}
    columns = {code: {j: Fraction(row[code]) for j, row in rows.items()} for code in weights}
    juror_totals = {
        juror: round_half_up(
            _weighted({code: columns[code][juror] for code in weights}, weights),
            stage.rounding.get(RoundingStep.JUROR),
        )
        for juror in rows
    }
    means = {code: mean(column.values()) for code, column in columns.items()}
    method = _METHODS[stage.method]
    if stage.aggregation is Aggregation.PER_JUROR:
        panels = {"": method(juror_totals, stage)}
        criteria, total = means, panels[""].value
    else:
        panels = {code: method(column, stage) for code, column in columns.items()}
        places = stage.rounding.get(RoundingStep.CRITERION)
        criteria = {code: round_half_up(panel.value, places) for code, panel in panels.items()}
        total = _weighted(criteria, weights)
    return StageScore(
        total=round_half_up(total, stage.rounding.get(RoundingStep.STAGE)),
        juror_totals=juror_totals,
        corrected={(j, code): x for code, p in panels.items() for j, x in p.corrected.items()},
        criteria=criteria,
        means=means,
        n=len(rows),
        fell_back=any(panel.fell_back for panel in panels.values()),
    )
