"""One stage total out of several jurors' scores, by each method."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from sinovik_sheets.model import Aggregation, Criterion, Method, RoundingStep, Stage
from sinovik_sheets.scoring.aggregate import aggregate

STAGE = Stage(
    "T1",
    "Tahap 1",
    (Criterion("K1", "Kebaruan", Decimal(60)), Criterion("K2", "Dampak", Decimal(40))),
    rounding={RoundingStep.STAGE: 2},
)
SINGLE = replace(STAGE, criteria=(Criterion("K1", "Nilai", Decimal(100)),))


def rows(**scores: tuple[str, ...]) -> dict[str, dict[str, Decimal]]:
    return {
        juror: {f"K{number}": Decimal(score) for number, score in enumerate(given, 1)}
        for juror, given in scores.items()
    }


def single(*scores: str) -> dict[str, dict[str, Decimal]]:
    return {f"J{number}": {"K1": Decimal(score)} for number, score in enumerate(scores, 1)}


def test_the_plain_mean_of_weighted_totals() -> None:
    score = aggregate(STAGE, rows(A=("80", "70"), B=("85.5", "60"), C=("90", "75")))
    assert score.juror_totals == {"A": 76, "B": Fraction("75.3"), "C": 84}
    assert score.total == Fraction("78.43")
    assert score.criteria == score.means == {"K1": Fraction("255.5") / 3, "K2": Fraction(205, 3)}
    assert (score.n, score.fell_back, score.corrected) == (3, False, {})


def test_rounding_only_where_the_rule_says() -> None:
    given = rows(A=("0.01", "0.01"), B=("0.02", "0.01"), C=("0.02", "0.01"))
    unrounded = aggregate(replace(STAGE, rounding={}), given)
    assert unrounded.total == Fraction(42, 3000)
    jurors_too = replace(STAGE, rounding={RoundingStep.JUROR: 2})
    assert aggregate(jurors_too, given).total == Fraction(5, 300)


def test_per_criterion_the_rounded_panel_values_make_the_total() -> None:
    stage = replace(
        STAGE,
        aggregation=Aggregation.PER_CRITERION,
        rounding={RoundingStep.CRITERION: 0, RoundingStep.STAGE: 1},
    )
    score = aggregate(stage, rows(A=("80", "70"), B=("81", "70")))
    assert score.criteria == {"K1": 81, "K2": 70}
    assert score.means["K1"] == Fraction(161, 2)
    assert score.total == Fraction("76.6")


def test_trimming_drops_both_ends() -> None:
    stage = replace(SINGLE, method=Method.TRIMMED_MEAN, trim=1)
    assert aggregate(stage, single("0", "80", "90", "100")).total == 85
    twice = replace(stage, trim=2)
    assert aggregate(twice, single("0", "1", "80", "90", "99", "100")).total == 85


@pytest.mark.parametrize(("trim", "scores"), [(1, ("0", "80", "90")), (2, ("0", "1", "2", "3"))])
def test_too_few_scores_are_not_trimmed(trim: int, scores: tuple[str, ...]) -> None:
    stage = replace(SINGLE, method=Method.TRIMMED_MEAN, trim=trim)
    score = aggregate(stage, single(*scores))
    assert score.fell_back
    assert score.total == aggregate(SINGLE, single(*scores)).total


def test_trimming_nothing_is_the_plain_mean_and_no_fall_back() -> None:
    score = aggregate(replace(SINGLE, method=Method.TRIMMED_MEAN, trim=0), single("80"))
    assert score.total == 80
    assert not score.fell_back


def test_scores_far_from_the_mean_are_drawn_to_the_limit() -> None:
    stage = replace(SINGLE, method=Method.LIMITED_MEAN, limit=Decimal(3))
    score = aggregate(stage, single("10", "20", "21"))
    assert score.corrected == {("J1", ""): 14, ("J2", ""): 20, ("J3", ""): 20}
    assert score.total == 18
    assert score.juror_totals["J1"] == 10


@pytest.mark.parametrize(
    ("rounding", "low", "high"),
    [
        ({}, "41/3", "59/3"),
        ({RoundingStep.MEAN: 1}, "13.7", "19.7"),
        ({RoundingStep.CORRECTION: 0}, "14", "20"),
    ],
)
def test_the_mean_and_the_corrected_scores_are_rounded_by_themselves(
    rounding: dict[RoundingStep, int], low: str, high: str
) -> None:
    stage = replace(SINGLE, method=Method.LIMITED_MEAN, limit=Decimal(3), rounding=rounding)
    corrected = aggregate(stage, single("10", "20", "20")).corrected
    assert list(corrected.values()) == [Fraction(low), Fraction(high), Fraction(high)]


def test_limits_per_criterion_keep_each_corrected_cell() -> None:
    stage = replace(
        STAGE,
        method=Method.LIMITED_MEAN,
        limit=Decimal(2),
        aggregation=Aggregation.PER_CRITERION,
    )
    score = aggregate(stage, rows(A=("10", "50"), B=("20", "50")))
    assert score.corrected == {
        ("A", "K1"): 13,
        ("B", "K1"): 17,
        ("A", "K2"): 50,
        ("B", "K2"): 50,
    }


def test_limiting_needs_a_limit() -> None:
    with pytest.raises(ValueError, match="limit"):
        aggregate(replace(SINGLE, method=Method.LIMITED_MEAN), single("1"))


def test_nobody_scored_is_not_zero() -> None:
    score = aggregate(STAGE, {})
    assert (score.total, score.n, score.means) == (None, 0, {})


def test_a_row_with_a_hole_is_refused() -> None:
    with pytest.raises(KeyError):
        aggregate(STAGE, single("80"))


def test_weight_zero_counts_nothing_but_is_reported() -> None:
    criteria = (*SINGLE.criteria, Criterion("K2", "Catatan", Decimal(0)))
    score = aggregate(replace(SINGLE, criteria=criteria), rows(A=("80", "7")))
    assert score.total == 80
    assert score.criteria["K2"] == 7


# XIX International Chopin Competition 2025, stage 1 (limit 3), two competitors: the
# marks of the jurors who marked them, the official corrected marks that differ, and
# the official stage score; official PDFs of the Chopin Institute, without names.
CHOPIN = [
    (
        "14 17 19 21 21 18 16 17 20 21 21 18 21 18 16 15",
        {0: "15.31", 15: "15.31"},
        "18.41",
    ),
    (
        "9 14 18 16 17 16 17 16 15 17 16 16 19 16 15 12",
        {0: "12.56", 12: "18.56", 15: "12.56"},
        "15.79",
    ),
]


@pytest.mark.parametrize(("marks", "changed", "official"), CHOPIN)
def test_an_official_score_is_met(marks: str, changed: dict[int, str], official: str) -> None:
    steps = (RoundingStep.MEAN, RoundingStep.CORRECTION, RoundingStep.STAGE)
    stage = replace(
        SINGLE,
        method=Method.LIMITED_MEAN,
        limit=Decimal(3),
        rounding=dict.fromkeys(steps, 2),
    )
    given = marks.split()
    score = aggregate(stage, single(*given))
    expected = [Fraction(changed.get(place, mark)) for place, mark in enumerate(given)]
    assert list(score.corrected.values()) == expected
    assert score.total == Fraction(official)
