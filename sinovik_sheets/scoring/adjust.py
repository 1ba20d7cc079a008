"""Adjustments of jurors by all of their scores: leniency and standardisation.

Both give every juror a centre and a spread; an adjusted score is
(score - centre) / spread. They are exact, rounded once at ADJUSTMENT_PLACES, and
counted as printed, so that anybody can compute the totals from them by hand.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt, lcm

from sinovik_sheets.scoring.exact import mean, round_half_up

ADJUSTMENT_PLACES = 6
"""Decimals of a centre and a spread."""

Table = Mapping[str, Mapping[str, Fraction]]
"""Entry -> juror -> score."""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What is subtracted from a juror's scores, and what they are then divided by.

    A spread of 0 means that the juror gave every entry the same score, or scored
    only one: such scores say nothing about the order and become 0.
    """

    centre: Fraction
    spread: Fraction = Fraction(1)

    def applied(self, score: Fraction) -> Fraction:
        """Return the adjusted score."""
        return (score - self.centre) / self.spread if self.spread else Fraction(0)


def components(table: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return the groups of jurors that shared entries connect, each sorted, largest first.

    `table` maps entries to their jurors, or to anything with these as keys.
    """
    leader: dict[str, str] = {}

    def find(juror: str) -> str:
        while leader[juror] != juror:
            leader[juror] = leader[leader[juror]]
            juror = leader[juror]
        return juror

    for row in table.values():
        jurors = list(row)
        for juror in jurors:
            leader.setdefault(juror, juror)
            leader[find(juror)] = find(jurors[0])
    groups: dict[str, list[str]] = {}
    for juror in sorted(leader):
        groups.setdefault(find(juror), []).append(juror)
    return sorted(groups.values(), key=lambda group: (-len(group), group))


def leniency(table: Table) -> dict[str, Adjustment]:
    """Return how far each juror lies above the others on the same entries.

    The additive model score = entry + juror, juror effects summing to 0, by least
    squares (as R's lm with sum contrasts). Rounded so that they still sum to 0:
    where everybody scores everything, means stay as they are. ValueError when the
    jurors are not connected by shared entries.
    """
    if len(components(table)) > 1:
        raise ValueError("the jurors are not connected by shared entries")
    jurors = sorted({juror for row in table.values() for juror in row})
    rows = [row for row in table.values() if row]
    effects = _rounded_to_zero_sum(dict(zip(jurors, _effects(rows, jurors), strict=True)))
    return {juror: Adjustment(effect) for juror, effect in effects.items()}


def _effects(rows: Iterable[Mapping[str, Fraction]], jurors: list[str]) -> list[Fraction]:
    """Solve the normal equations with the entries absorbed, in whole numbers."""
    place = {juror: number for number, juror in enumerate(jurors)}
    rows = list(rows)
    scale = lcm(*(len(row) for row in rows))
    left = [[0] * len(jurors) for _juror in jurors]
    right = [Fraction(0)] * len(jurors)
    for row in rows:
        share, middle = scale // len(row), mean(row.values())
        members = [place[juror] for juror in row]
        for juror, score in row.items():
            at = place[juror]
            left[at][at] += scale
            right[at] += scale * (score - middle)
            for other in members:
                left[at][other] -= share
    left[-1], right[-1] = [1] * len(jurors), Fraction(0)
    whole = lcm(*(value.denominator for value in right))
    matrix = [[*line, int(value * whole)] for line, value in zip(left, right, strict=True)]
    return [value / whole for value in _solved(matrix)]


def _solved(matrix: list[list[int]]) -> list[Fraction]:
    """Solve a regular system of whole numbers exactly (Bareiss 1968)."""
    size, before = len(matrix), 1
    for step in range(size):
        pivot = next(row for row in range(step, size) if matrix[row][step])
        matrix[step], matrix[pivot] = matrix[pivot], matrix[step]
        head = matrix[step]
        for row in range(size):
            if row == step:
                continue
            line, factor = matrix[row], matrix[row][step]
            matrix[row] = [
                (head[step] * value - factor * above) // before
                for value, above in zip(line, head, strict=True)
            ]
        before = head[step]
    return [Fraction(line[-1], line[number]) for number, line in enumerate(matrix)]


def _rounded_to_zero_sum(effects: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Round effects so that they sum to 0; the most rounded ones give way, then by code."""
    unit = Fraction(1, 10**ADJUSTMENT_PLACES)
    rounded = {juror: round_half_up(e, ADJUSTMENT_PLACES) for juror, e in effects.items()}
    excess = sum(rounded.values(), Fraction(0)) / unit
    sign = 1 if excess > 0 else -1
    order = sorted(rounded, key=lambda juror: (sign * (effects[juror] - rounded[juror]), juror))
    for juror in order[: abs(int(excess))]:
        rounded[juror] -= sign * unit
    return rounded


def standardisation(table: Table) -> dict[str, Adjustment]:
    """Return each juror's mean and standard deviation (n - 1) over the entries scored."""
    scores: dict[str, list[Fraction]] = {}
    for row in table.values():
        for juror, score in row.items():
            scores.setdefault(juror, []).append(score)
    return {
        juror: Adjustment(round_half_up(mean(given), ADJUSTMENT_PLACES), _deviation(given))
        for juror, given in sorted(scores.items())
    }


def _deviation(scores: list[Fraction]) -> Fraction:
    """Return the sample standard deviation, rounded half up without a float."""
    if len(scores) < 2:
        return Fraction(0)
    middle = mean(scores)
    variance = sum(((score - middle) ** 2 for score in scores), Fraction(0)) / (len(scores) - 1)
    twice = 4 * variance * 10 ** (2 * ADJUSTMENT_PLACES)
    units = (isqrt(twice.numerator // twice.denominator) + 1) // 2
    return Fraction(units, 10**ADJUSTMENT_PLACES)
