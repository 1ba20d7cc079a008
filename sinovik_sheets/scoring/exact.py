"""Exact numbers: what was typed, means without error, rounding as people do it."""

import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

Number = Fraction | Decimal


def fifteen(raw: str | float) -> Decimal:
    """Return the decimal of 15 significant digits that `raw` stands for.

    Excel keeps 15 digits and stores a typed 0,58 as 0.57999999999999996; this
    gives 0.58 back. Written plainly: no exponent, no trailing zeros, no -0.
    Raises ValueError when `raw` is not a finite number.
    """
    number = float(raw)
    if not math.isfinite(number):
        raise ValueError(f"not a finite number: {raw!r}")
    plain = Decimal(format(Decimal(format(number, ".15g")).normalize(), "f"))
    return plain or Decimal(0)


def _units(value: Number, places: int) -> int:
    """Count the units of the last place in `value`, half away from zero."""
    above, below = value.as_integer_ratio()
    if places >= 0:
        above *= 10**places
    else:
        below *= 10**-places
    size = (2 * abs(above) + below) // (2 * below)
    return size if above >= 0 else -size


def round_half_up(value: Number, places: int | None) -> Fraction:
    """Round to `places` decimals, a half away from zero, as ROUND does in Excel.

    None leaves the value as it is. The result is exact.
    """
    if places is None:
        return Fraction(value)
    return Fraction(_units(value, places)) / Fraction(10) ** places


def as_decimal(value: Number, places: int) -> Decimal:
    """Return `value` rounded half up, with exactly `places` (0 or more) decimals."""
    return Decimal(f"{_units(value, places)}E-{places}")


def plain(value: Number, most_places: int = 4) -> str:
    """Write `value` with a decimal point and no trailing zeros, for JSON and CSV.

    Rounded half up where it has more than `most_places` decimals.
    """
    text = format(as_decimal(value, most_places), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def mean(values: Iterable[Number]) -> Fraction:
    """Return the exact mean. Raises ValueError when there are no values."""
    ratios = [value.as_integer_ratio() for value in values]
    if not ratios:
        raise ValueError("the mean of no values")
    whole = math.lcm(*(below for _above, below in ratios))
    total = sum(above * (whole // below) for above, below in ratios)
    return Fraction(total, whole * len(ratios))


def median(values: Iterable[Number]) -> Fraction:
    """Return the exact median, of an even number the mean of the middle two.

    Raises ValueError when there are no values.
    """
    ordered = sorted(Fraction(value) for value in values)
    if not ordered:
        raise ValueError("the median of no values")
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
