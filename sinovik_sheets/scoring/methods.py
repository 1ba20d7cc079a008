"""The methods: how the values of several jurors become one."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from sinovik_sheets.model import Method, RoundingStep, Stage
from sinovik_sheets.scoring.adjust import Adjustment
from sinovik_sheets.scoring.exact import mean, median, round_half_up

Values = Mapping[str, Fraction]
"""Juror code -> value."""


class Setting(NamedTuple):
    """What a method may need besides the values of one entry.

    `elements` maps jurors to elements of the stage, `adjustments` jurors to theirs,
    `panel_size` counts the jurors who scored anything in the stage.
    """

    elements: Mapping[str, str] = {}
    adjustments: Mapping[str, Adjustment] = {}
    panel_size: int = 0


class Combined(NamedTuple):
    """One value out of many, unrounded, and what was done on the way.

    `corrected` holds what each juror's value was turned into before combining,
    `groups` the mean of each element that is present, `absent` the weighted
    elements nobody scored for. `fell_back`: too few to trim, so the mean stands.
    """

    value: Fraction
    corrected: Mapping[str, Fraction] = {}
    groups: Mapping[str, Fraction] = {}
    absent: tuple[str, ...] = ()
    fell_back: bool = False


def _plain_mean(values: Values, _stage: Stage, _setting: Setting) -> Combined:
    return Combined(mean(values.values()))


def _trimmed_mean(values: Values, stage: Stage, _setting: Setting) -> Combined:
    count = len(values)
    if stage.trim and count < 2 * stage.trim + 2:
        return Combined(mean(values.values()), fell_back=True)
    return Combined(mean(sorted(values.values())[stage.trim : count - stage.trim]))


def _limited_mean(values: Values, stage: Stage, _setting: Setting) -> Combined:
    if stage.limit is None:
        raise ValueError(f"stage {stage.code} has no limit for {stage.method}")
    middle = round_half_up(mean(values.values()), stage.rounding.get(RoundingStep.MEAN))
    low, high = middle - Fraction(stage.limit), middle + Fraction(stage.limit)
    places = stage.rounding.get(RoundingStep.CORRECTION)
    corrected = {j: round_half_up(min(max(x, low), high), places) for j, x in values.items()}
    return Combined(mean(corrected.values()), corrected)


def _element_mean(values: Values, stage: Stage, setting: Setting) -> Combined:
    """Weigh the means of the elements; the weights of absent ones go to the others."""
    members: dict[str, list[Fraction]] = {}
    for juror, value in values.items():
        element = setting.elements.get(juror, "")
        if element not in stage.element_weights:
            raise ValueError(f"juror {juror} belongs to no weighted element of {stage.code}")
        members.setdefault(element, []).append(value)
    places = stage.rounding.get(RoundingStep.MEAN)
    groups = {element: round_half_up(mean(given), places) for element, given in members.items()}
    weights = {e: Fraction(weight) for e, weight in stage.element_weights.items() if e in groups}
    whole = sum(weights.values(), Fraction(0))
    if not whole:
        raise ValueError(f"no juror with a weight scored the entry in {stage.code}")
    total = sum((weight * groups[element] for element, weight in weights.items()), Fraction(0))
    absent = tuple(e for e, weight in stage.element_weights.items() if weight and e not in groups)
    return Combined(total / whole, groups=groups, absent=absent)


def _median(values: Values, _stage: Stage, _setting: Setting) -> Combined:
    return Combined(median(values.values()))


def _sum_over_panel(values: Values, _stage: Stage, setting: Setting) -> Combined:
    """Add up; an entry that some jurors do not score is projected to the whole panel."""
    whole = max(setting.panel_size, len(values))
    return Combined(sum(values.values(), Fraction(0)) * whole / len(values))


def _adjusted_mean(values: Values, stage: Stage, setting: Setting) -> Combined:
    places = stage.rounding.get(RoundingStep.CORRECTION)
    adjusted = {
        juror: round_half_up(setting.adjustments[juror].applied(value), places)
        for juror, value in values.items()
    }
    return Combined(mean(adjusted.values()), adjusted)


METHODS: Mapping[Method, Callable[[Values, Stage, Setting], Combined]] = {
    Method.MEAN: _plain_mean,
    Method.TRIMMED_MEAN: _trimmed_mean,
    Method.LIMITED_MEAN: _limited_mean,
    Method.ELEMENT_WEIGHTS: _element_mean,
    Method.MEDIAN: _median,
    Method.PLACE_POINTS: _sum_over_panel,
    Method.LENIENCY: _adjusted_mean,
    Method.Z_SCORE: _adjusted_mean,
}
