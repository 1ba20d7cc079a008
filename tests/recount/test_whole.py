"""Whole numbers over a denominator: rounding, counting, and corrections of jurors."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinovik_sheets.recount.jurors import Correction, leniency, standard
from sinovik_sheets.recount.whole import Ratio, ahead, blend, fraction, rounded, unit, whole


@pytest.mark.parametrize("places", [0, 1, 2, 6])
@pytest.mark.parametrize("sign", [1, -1])
def test_halves_go_away_from_zero(places: int, sign: int) -> None:
    for odd in range(1, 3_001, 2):
        half = Decimal(sign * odd * 5).scaleb(-places - 1)
        expected = half.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        assert Fraction(*rounded(Ratio(sign * odd, 2 * 10**places), places)) == expected


@given(st.lists(st.tuples(st.integers(-50, 50), st.fractions(max_denominator=60)), min_size=1))
def test_a_blend_is_the_weighted_sum(pairs: list[tuple[int, Fraction]]) -> None:
    blended = blend((weight, Ratio(*part.as_integer_ratio())) for weight, part in pairs)
    assert fraction(blended) == sum(weight * part for weight, part in pairs)


def test_every_number_is_whole_in_parts_of_the_unit() -> None:
    numbers = [Decimal("0.25"), Decimal("85.5"), Decimal("1E+1")]
    assert unit(numbers) == 4
    assert [whole(number, 8) for number in numbers] == [2, 684, 80]
    assert unit([]) == 1


def test_those_who_are_ahead_are_counted() -> None:
    assert ahead([3, 9, 3, 1]) == {9: 0, 3: 1, 1: 3}


def test_leniency_needs_jurors_who_are_connected() -> None:
    assert leniency({"A": {"J1": 1, "J2": 2}, "B": {"J3": 5, "J4": 6}}, 1) is None
    assert leniency({"A": {"J1": 1}, "B": {"J2": 5}}, 1) is None
    assert leniency({"A": {"J1": 7}, "B": {}}, 1) == {"J1": Correction(0)}
    assert leniency({"A": {}}, 1) == {}


def test_leniency_adds_up_to_zero_as_printed() -> None:
    corrections = leniency({"A": {"J1": 1, "J2": 1, "J3": 0}}, 1)
    assert corrections == {
        "J1": Correction(333_334),
        "J2": Correction(333_333),
        "J3": Correction(-666_667),
    }


def test_a_juror_without_spread_says_nothing_of_the_order() -> None:
    flat, alone = standard({"A": {"J1": 4, "J2": 9}, "B": {"J1": 4}}, 1).values()
    assert (flat, alone) == (Correction(4_000_000, 0), Correction(9_000_000, 0))
    assert flat.applied(Ratio(7, 1)).parts == 0


def test_a_spread_is_the_sample_deviation() -> None:
    ((_juror, correction),) = standard({"A": {"J1": 1}, "B": {"J1": 2}, "C": {"J1": 4}}, 2).items()
    assert correction == Correction(1_166_667, 763_763)
