"""Exact ratios, many at once: whole numbers of any size in arrays, above and below the line."""

from fractions import Fraction
from math import lcm
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Whole = npt.NDArray[np.object_]
"""Python's whole numbers, which know no overflow."""


def whole(values: npt.ArrayLike) -> Whole:
    """Return whole numbers as an array that computes without overflow."""
    return np.asarray(values).astype(object)


class Ratios(NamedTuple):
    """The numbers `top / bottom`; `bottom` is above 0 and broadcasts against `top`."""

    top: Whole
    bottom: Whole

    def rounded(self, places: int | None) -> "Ratios":
        """Round to `places` decimals, a half away from zero; None leaves all as it is."""
        if places is None:
            return self
        up, down = 10 ** max(places, 0), 10 ** max(-places, 0)
        below = self.bottom * down
        size = (2 * abs(self.top) * up + below) // (2 * below)
        units = np.where(self.top < 0, -size, size) * down
        return Ratios(units, whole(up))

    def plus(self, other: "Ratios") -> "Ratios":
        """Add number by number."""
        bottom = lcm_of(self.bottom, other.bottom)
        top = self.top * (bottom // self.bottom) + other.top * (bottom // other.bottom)
        return Ratios(top, bottom)

    def times(self, factor: Fraction) -> "Ratios":
        """Multiply all by one number."""
        return Ratios(self.top * factor.numerator, self.bottom * factor.denominator)

    def on_one(self) -> "Ratios":
        """Return the same numbers over one common bottom."""
        common = lcm(*set(np.ravel(self.bottom).tolist()))
        return Ratios(self.top * (common // self.bottom), whole(common))


def lcm_of(first: Whole, second: Whole) -> Whole:
    """Return the least common multiple, number by number."""
    return whole(np.frompyfunc(lcm, 2, 1)(first, second))


def ratios(values: list[Fraction]) -> Ratios:
    """Return exact numbers as an array."""
    tops, bottoms = [v.numerator for v in values], [v.denominator for v in values]
    return Ratios(np.array(tops, dtype=object), np.array(bottoms, dtype=object))
