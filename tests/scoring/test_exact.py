"""Numbers are read as typed and rounded as people round."""

import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinovik_sheets.scoring.exact import as_decimal, fifteen, mean, median, plain, round_half_up


@pytest.mark.parametrize(
    ("raw", "typed"),
    [
        ("0.57999999999999996", "0.58"),
        ("68.900000000000006", "68.9"),
        ("85.50", "85.5"),
        ("100", "100"),
        ("1E2", "100"),
        ("-0", "0"),
        ("1.0000000000000001E-5", "0.00001"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_a_stored_number_is_read_as_it_was_typed(raw: str | float, typed: str) -> None:
    assert str(fifteen(raw)) == typed


def test_every_score_of_two_decimals_comes_back() -> None:
    typed = [Decimal(cents) / 100 for cents in range(10_001)]
    assert [fifteen(f"{float(score):.17g}") for score in typed] == typed


@pytest.mark.parametrize("raw", ["", "delapan", "nan", "inf", "1e999"])
def test_what_is_no_number_is_refused(raw: str) -> None:
    with pytest.raises(ValueError, match=r"convert|finite"):
        fifteen(raw)


@pytest.mark.parametrize("places", [0, 1, 2, 3])
@pytest.mark.parametrize("sign", [1, -1])
def test_halves_go_away_from_zero(places: int, sign: int) -> None:
    for odd in range(1, 3_001, 2):
        half = Decimal(sign * odd * 5).scaleb(-places - 1)
        expected = half.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        assert round_half_up(half, places) == expected == as_decimal(half, places)


def test_ten_thousand_means_that_end_in_a_half_are_rounded_up() -> None:
    """Scores of two decimals, stored as a workbook stores them; 5, 7, 9 jurors give no half."""
    chance = random.Random(10_000)  # noqa: S311 - test data, no secret
    wrong_by_float = 0
    for number in range(10_000):
        jurors = (2, 4, 6, 8, 10)[number % 5]
        cents = [chance.randint(0, 10_000) for _juror in range(jurors - 1)]
        cents.append((jurors // 2 - sum(cents)) % jurors + chance.randrange(900) * jurors)
        stored = [cent / 100 for cent in cents]
        assert sum(cents) % jurors == jurors // 2
        expected = Fraction(sum(cents) // jurors + 1, 100)
        assert round_half_up(mean(fifteen(f"{score:.17g}") for score in stored), 2) == expected
        wrong_by_float += round(sum(stored) / jurors, 2) != float(expected)
    assert wrong_by_float > 3_000


@given(st.fractions(max_denominator=10_000), st.integers(0, 6))
def test_rounding_moves_by_at_most_half_a_unit(value: Fraction, places: int) -> None:
    rounded = round_half_up(value, places)
    assert abs(rounded - value) <= Fraction(1, 2 * 10**places)
    assert round_half_up(rounded, places) == rounded


def test_without_places_nothing_is_rounded() -> None:
    assert round_half_up(Fraction(1, 3), None) == Fraction(1, 3)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(85), "85"),
        (Fraction(100), "100"),
        (Fraction(171, 2), "85.5"),
        (Fraction(2, 3), "0.6667"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(-1, 100_000), "0"),
    ],
)
def test_plain_text_has_a_point_and_no_trailing_zeros(value: Fraction, text: str) -> None:
    assert plain(value) == text


def test_decimals_have_the_places_asked_for() -> None:
    assert str(as_decimal(Fraction(171, 2), 2)) == "85.50"
    assert str(as_decimal(Fraction(171, 2), 0)) == "86"
    assert plain(Fraction(240), 0) == "240"


def test_mean_and_median_are_exact() -> None:
    assert mean([Decimal("0.1"), Decimal("0.2"), Fraction(0)]) == Fraction(1, 10)
    assert median([Fraction(9), Decimal(1), Fraction(4)]) == 4
    assert median([Fraction(1), Fraction(2)]) == Fraction(3, 2)


@pytest.mark.parametrize("average", [mean, median])
def test_nothing_has_no_average(average: object) -> None:
    with pytest.raises(ValueError, match="no values"):
        average([])  # type: ignore[operator]  # the two share no call type
