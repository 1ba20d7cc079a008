"""From the scores of a jury to one stage total an entry, in whole numbers."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import lcm
from statistics import median_high, median_low

from sinovik_sheets.model import Aggregation, Method, RoundingStep, Stage
from sinovik_sheets.recount.jurors import Block, Correction, leniency, standard
from sinovik_sheets.recount.whole import Ratio, blend, divided, rounded, unit, whole

Rows = Mapping[str, Mapping[str, Mapping[str, Decimal]]]
"""Entry -> juror -> criterion -> score."""


@dataclass(frozen=True)
class Ballots:
    """What the jurors gave: each criterion's values and the weighted totals.

    Both are entry -> juror -> whole number, in parts of `value_unit` and `total_unit`.
    """

    values: Mapping[str, Block]
    value_unit: int
    totals: Block
    total_unit: int


@dataclass(frozen=True)
class _Combining:
    """One thing to combine over jurors: `of` is its unit, `panel` the size of the whole jury."""

    stage: Stage
    of: int
    panel: int
    elements: Mapping[str, str]
    corrections: Mapping[str, Correction]

    def rounded(self, ratio: Ratio, step: RoundingStep) -> Ratio:
        """Round at a step, if the rule of the stage names it."""
        return rounded(ratio, self.stage.rounding.get(step))


def read(stage: Stage, rows: Rows) -> Ballots:
    """Turn scores, or the points of places, into whole numbers, and weigh them."""
    points = dict(enumerate(stage.points, start=1))
    worth = {
        score: score for row in rows.values() for given in row.values() for score in given.values()
    }
    if points:
        worth = {score: points.get(int(score), Decimal(0)) for score in worth}
    value_unit, weight_unit = unit(worth.values()), unit(stage.weights.values())
    parts = {score: whole(number, value_unit) for score, number in worth.items()}
    weights = {code: whole(weight, weight_unit) for code, weight in stage.weights.items()}
    values = {
        code: {
            entry: {juror: parts[scores[code]] for juror, scores in row.items()}
            for entry, row in rows.items()
        }
        for code in weights
    }
    total_unit, places = 100 * weight_unit * value_unit, stage.rounding.get(RoundingStep.JUROR)
    totals = {
        entry: {
            juror: rounded(
                Ratio(
                    sum(w * values[code][entry][juror] for code, w in weights.items()), total_unit
                ),
                places,
            ).parts
            for juror in row
        }
        for entry, row in rows.items()
    }
    return Ballots(values, value_unit, totals, total_unit if places is None else 10**places)


def stage_totals(stage: Stage, ballots: Ballots, elements: Mapping[str, str]) -> dict[str, Ratio]:
    """Return the total of every entry that a juror scored; none where jurors are incomparable."""
    per_juror = stage.aggregation is Aggregation.PER_JUROR
    blocks = {"": ballots.totals} if per_juror else ballots.values
    of = ballots.total_unit if per_juror else ballots.value_unit
    combined: defaultdict[str, dict[str, Ratio]] = defaultdict(dict)
    for code, block in blocks.items():
        corrections = _corrections(stage.method, block, of)
        if corrections is None:
            return {}
        panel = len({juror for row in block.values() for juror in row})
        way = _Combining(stage, of, panel, elements, corrections)
        for entry, row in block.items():
            if row:
                combined[entry][code] = _METHODS[stage.method](row, way)
    places = stage.rounding.get(RoundingStep.STAGE)
    return {
        entry: rounded(parts[""] if per_juror else _weighted(parts, stage), places)
        for entry, parts in combined.items()
    }


def _weighted(parts: Mapping[str, Ratio], stage: Stage) -> Ratio:
    """Round the panel's value of each criterion, and weigh them."""
    places = stage.rounding.get(RoundingStep.CRITERION)
    of = unit(stage.weights.values())
    weights = {code: whole(weight, of) for code, weight in stage.weights.items()}
    return divided(
        blend((weights[c], rounded(part, places)) for c, part in parts.items()), 100 * of
    )


def _corrections(method: Method, block: Block, of: int) -> Mapping[str, Correction] | None:
    if method is Method.LENIENCY:
        return leniency(block, of)
    return standard(block, of) if method is Method.Z_SCORE else {}


def _mean(row: Mapping[str, int], way: _Combining) -> Ratio:
    return Ratio(sum(row.values()), way.of * len(row))


def _trimmed(row: Mapping[str, int], way: _Combining) -> Ratio:
    kept, off = list(row.values()), way.stage.trim
    for _time in range(off if len(kept) >= 2 * off + 2 else 0):
        kept.remove(max(kept))
        kept.remove(min(kept))
    return Ratio(sum(kept), way.of * len(kept))


def _limited(row: Mapping[str, int], way: _Combining) -> Ratio:
    if way.stage.limit is None:
        raise ValueError(f"stage {way.stage.code} has no limit")
    middle = way.rounded(_mean(row, way), RoundingStep.MEAN)
    of = lcm(way.of, middle.of, unit([way.stage.limit]))
    centre, limit = middle.parts * (of // middle.of), whole(way.stage.limit, of)
    drawn = [
        centre + max(-limit, min(limit, score * (of // way.of) - centre)) for score in row.values()
    ]
    kept = [way.rounded(Ratio(score, of), RoundingStep.CORRECTION) for score in drawn]
    return divided(blend((1, score) for score in kept), len(kept))


def _by_element(row: Mapping[str, int], way: _Combining) -> Ratio:
    weights = way.stage.element_weights
    members: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for juror, score in row.items():
        members[way.stage.element_of(way.elements.get(juror, ""))][juror] = score
    if not members.keys() <= weights.keys():
        raise ValueError(f"a juror belongs to no weighted element of {way.stage.code}")
    of = unit(weights.values())
    present = {element: whole(weights[element], of) for element in members}
    means = {e: way.rounded(_mean(part, way), RoundingStep.MEAN) for e, part in members.items()}
    return divided(blend((present[e], mean) for e, mean in means.items()), sum(present.values()))


def _median(row: Mapping[str, int], way: _Combining) -> Ratio:
    return Ratio(twice_median(row), 2 * way.of)


def twice_median(row: Mapping[str, int]) -> int:
    """Return the sum of the middle two scores, of an odd number twice the middle one."""
    return median_low(row.values()) + median_high(row.values())


def _added_up(row: Mapping[str, int], way: _Combining) -> Ratio:
    return Ratio(sum(row.values()) * way.panel, way.of * len(row))


def _corrected(row: Mapping[str, int], way: _Combining) -> Ratio:
    scores = [
        way.rounded(way.corrections[juror].applied(Ratio(score, way.of)), RoundingStep.CORRECTION)
        for juror, score in row.items()
    ]
    return divided(blend((1, score) for score in scores), len(scores))


_METHODS: Mapping[Method, Callable[[Mapping[str, int], _Combining], Ratio]] = {
    Method.MEAN: _mean,
    Method.TRIMMED_MEAN: _trimmed,
    Method.LIMITED_MEAN: _limited,
    Method.ELEMENT_WEIGHTS: _by_element,
    Method.MEDIAN: _median,
    Method.PLACE_POINTS: _added_up,
    Method.LENIENCY: _corrected,
    Method.Z_SCORE: _corrected,
}
