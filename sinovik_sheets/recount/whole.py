"""Whole numbers with a denominator beside them, which is never cancelled."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import NamedTuple


class Ratio(NamedTuple):
    """`parts` of a whole cut into `of` equal parts; `of` is above 0."""

    parts: int
    of: int


def unit(numbers: Iterable[Decimal]) -> int:
    """Return into how many parts 1 must be cut so that every number is a whole number of them."""
    return lcm(*{number.as_integer_ratio()[1] for number in numbers})


def whole(number: Decimal, of: int) -> int:
    """Return how many parts a number is, where 1 is cut into `of` (a multiple of its unit)."""
    parts, own = number.as_integer_ratio()
    return parts * (of // own)


def rounded(ratio: Ratio, places: int | None) -> Ratio:
    """Round to decimal places, a half away from zero; None leaves it as it is."""
    if places is None:
        return ratio
    of = 10**places
    count, rest = divmod(abs(ratio.parts) * of, ratio.of)
    count += 2 * rest >= ratio.of
    return Ratio(count if ratio.parts > 0 else -count, of)


def blend(weighted: Iterable[tuple[int, Ratio]]) -> Ratio:
    """Add ratios up, each as often as its weight says."""
    pairs = list(weighted)
    of = lcm(*(ratio.of for _weight, ratio in pairs))
    return Ratio(sum(weight * ratio.parts * (of // ratio.of) for weight, ratio in pairs), of)


def divided(ratio: Ratio, by: int) -> Ratio:
    """Divide by a whole number above 0."""
    return Ratio(ratio.parts, ratio.of * by)


def fraction(ratio: Ratio | None) -> Fraction | None:
    """Return the number a ratio stands for."""
    return None if ratio is None else Fraction(*ratio)


def ahead(numbers: Iterable[int]) -> dict[int, int]:
    """Count for each different number how many of all are greater."""
    counts = Counter(numbers)
    result, before = {}, 0
    for number in sorted(counts, reverse=True):
        result[number] = before
        before += counts[number]
    return result
