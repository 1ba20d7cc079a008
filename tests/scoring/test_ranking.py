"""Places, shared places, and the ladder that separates equal totals."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinovik_sheets.model import Criterion, RoundingStep, Stage, Ties
from sinovik_sheets.scoring.aggregate import Rows, aggregate
from sinovik_sheets.scoring.ranking import Contender, Placing, rank

Scores = Mapping[str, Mapping[str, Sequence[int]]]
"""Entry -> juror -> scores in the order of the criteria."""


def stage_of(*weights: int) -> Stage:
    criteria = (Criterion(f"K{n}", f"K{n}", Decimal(w)) for n, w in enumerate(weights, 1))
    return Stage("T1", "Tahap 1", tuple(criteria))


EVEN = stage_of(50, 50)


def as_rows(jurors: Mapping[str, Sequence[int]]) -> Rows:
    return {
        juror: {f"K{n}": Decimal(score) for n, score in enumerate(scores, 1)}
        for juror, scores in jurors.items()
    }


def contenders(stage: Stage, scores: Scores, categories: Mapping[str, str]) -> list[Contender]:
    result = []
    for entry, jurors in scores.items():
        rows = as_rows(jurors)
        score = aggregate(stage, rows)
        assert score.total is not None
        result.append(Contender(entry, categories.get(entry, ""), score.total, score))
    return result


def ranked(
    stage: Stage, scores: Scores, categories: Mapping[str, str] | None = None
) -> dict[str, Placing]:
    return {p.entry: p for p in rank(contenders(stage, scores, categories or {}), stage)}


def alone(total: int) -> dict[str, Sequence[int]]:
    return {"J1": (total, total)}


def test_equal_totals_share_a_place_and_the_next_is_left_out() -> None:
    shared = replace(EVEN, ties=Ties.SHARED)
    placings = ranked(shared, {"D": alone(1), "C": alone(5), "B": alone(5), "A": alone(9)})
    assert [(p.entry, p.place, p.tied) for p in placings.values()] == [
        ("A", 1, False),
        ("B", 2, True),
        ("C", 2, True),
        ("D", 4, False),
    ]
    assert {p.decided_by for p in placings.values()} == {""}
    assert {p.tie_order for p in placings.values()} == {1}


def test_places_within_a_category() -> None:
    categories = {"A": "X", "B": "Y", "C": "X", "D": "Y"}
    shared = replace(EVEN, ties=Ties.SHARED)
    scores = {"A": alone(9), "B": alone(5), "C": alone(5), "D": alone(5)}
    placings = ranked(shared, scores, categories)
    assert {e: (p.place, p.place_in_category) for e, p in placings.items()} == {
        "A": (1, 1),
        "B": (2, 1),
        "C": (2, 2),
        "D": (2, 1),
    }
    assert [e for e, p in placings.items() if p.tied_in_category] == ["B", "D"]


def test_the_heaviest_criterion_decides_first() -> None:
    placings = ranked(stage_of(20, 30, 50), {"A": {"J": (60, 80, 72)}, "B": {"J": (60, 75, 75)}})
    assert [(p.entry, p.place, p.decided_by) for p in placings.values()] == [
        ("B", 1, "kriteria:K3"),
        ("A", 2, "kriteria:K3"),
    ]


def test_criteria_of_equal_weight_decide_in_declared_order() -> None:
    placings = ranked(EVEN, {"A": {"J": (70, 80)}, "B": {"J": (80, 70)}})
    assert (placings["B"].place, placings["B"].decided_by) == (1, "kriteria:K1")


def test_each_rung_leaves_the_rest_to_the_next() -> None:
    stage = stage_of(40, 30, 30)
    scores = {
        "A": {"J": (60, 70, 70)},
        "B": {"J": (60, 80, 60)},
        "C": {"J": (90, 50, 50)},
        "D": {"J": (60, 70, 70)},
    }
    placings = ranked(stage, scores)
    assert {e: (p.tie_order, p.decided_by, p.tied) for e, p in placings.items()} == {
        "C": (1, "kriteria:K1", False),
        "B": (2, "kriteria:K2", False),
        "A": (3, "kriteria:K2", True),
        "D": (3, "kriteria:K2", True),
    }


def test_a_criterion_without_weight_decides_nothing() -> None:
    placings = ranked(stage_of(0, 50, 50), {"A": {"J": (90, 70, 70)}, "B": {"J": (10, 70, 70)}})
    assert {p.place for p in placings.values()} == {1}
    assert {p.decided_by for p in placings.values()} == {""}


def test_one_criterion_does_not_undo_the_rounding() -> None:
    stage = replace(stage_of(100), rounding={RoundingStep.STAGE: 0})
    scores = {"A": {"J1": (80,), "J2": (81,)}, "B": {"J1": (81,), "J2": (81,)}}
    assert ranked(stage, scores)["B"].decided_by == "median"


def test_then_the_median_decides() -> None:
    scores = {
        "A": {"J1": (60, 60), "J2": (70, 70), "J3": (80, 80)},
        "B": {"J1": (60, 60), "J2": (60, 60), "J3": (90, 90)},
    }
    placings = ranked(EVEN, scores)
    assert (placings["A"].place, placings["B"].decided_by) == (1, "median")


def test_then_the_jurors_who_put_it_above_the_other() -> None:
    scores = {
        "A": {"J1": (50, 50), "J2": (70, 70), "J3": (90, 90)},
        "B": {"J1": (51, 51), "J2": (70, 70), "J3": (89, 89)},
        "C": {"J1": (52, 52), "J2": (88, 88), "J3": (70, 70)},
    }
    placings = ranked(EVEN, scores)
    assert {e: p.place for e, p in placings.items()} == {"C": 1, "A": 2, "B": 2}
    assert {p.decided_by for p in placings.values()} == {"perbandingan"}


def test_only_jurors_who_scored_both_compare() -> None:
    scores = {
        "A": {"J1": (60, 60), "J2": (80, 80)},
        "B": {"J1": (59, 59), "J3": (81, 81)},
    }
    assert ranked(EVEN, scores)["A"].place == 1


def test_an_entry_without_scores_or_twice_has_no_place() -> None:
    unscored = Contender("A", "", Fraction(0), aggregate(EVEN, {}))
    with pytest.raises(ValueError, match="nobody"):
        rank([unscored], EVEN)
    with pytest.raises(ValueError, match="twice"):
        rank(contenders(EVEN, {"A": alone(5)}, {}) * 2, EVEN)


JURORS = ("J1", "J2", "J3", "J4")
few = st.integers(1, 3)
designs = st.dictionaries(
    st.sampled_from([f"INO-{n}" for n in range(12)]),
    st.fixed_dictionaries(dict.fromkeys(JURORS, st.tuples(few, few, few))),
    min_size=1,
)


@given(designs, st.randoms(use_true_random=False))
def test_order_and_names_of_jurors_and_entries_never_matter(
    scores: dict[str, dict[str, tuple[int, ...]]], chance: random.Random
) -> None:
    stage = stage_of(50, 30, 20)
    names = dict(zip(JURORS, chance.sample(["Z", "B", "J1", "A"], 4), strict=True))
    mixed = {
        entry: {names[j]: scores[entry][j] for j in chance.sample(JURORS, 4)}
        for entry in chance.sample(list(scores), len(scores))
    }
    assert list(ranked(stage, mixed).items()) == list(ranked(stage, scores).items())


@given(designs, st.sampled_from(JURORS), st.integers(-50, 50))
def test_a_lenient_juror_of_all_entries_moves_no_place(
    scores: dict[str, dict[str, tuple[int, ...]]], juror: str, constant: int
) -> None:
    stage = replace(stage_of(50, 30, 20), rounding={}, ties=Ties.SHARED)
    lenient = {
        entry: {**jurors, juror: tuple(score + constant for score in jurors[juror])}
        for entry, jurors in scores.items()
    }
    assert ranked(stage, lenient) == ranked(stage, scores)


WEIGHTS = (15, 25, 20, 30, 10)


def integer_keys(scores: Scores) -> dict[str, tuple[int, ...]]:
    """Rank keys in whole numbers: hundredths of the total, then one value a rung."""
    totals = {
        entry: [sum(w * s for w, s in zip(WEIGHTS, row, strict=True)) for row in jurors.values()]
        for entry, jurors in scores.items()
    }
    tied: defaultdict[tuple[int, ...], list[str]] = defaultdict(list)
    for entry, jurors in scores.items():
        sums = [sum(column) for column in zip(*jurors.values(), strict=True)]
        by_weight = (sums[3], sums[1], sums[2], sums[0], sums[4])
        hundredths = (2 * sum(totals[entry]) + 9) // 18
        tied[hundredths, *by_weight, sorted(totals[entry])[4]].append(entry)
    return {
        entry: (
            *key,
            sum(
                mine > theirs
                for other in group
                for mine, theirs in zip(totals[entry], totals[other], strict=True)
            ),
        )
        for key, group in tied.items()
        for entry in group
    }


def tie_heavy(chance: random.Random, size: int) -> dict[str, dict[str, list[int]]]:
    """Make entries of nine jurors each: half at random, half near copies of those."""
    sheets = [[[chance.randint(70, 72) for _ in WEIGHTS] for _ in range(9)] for _ in range(size)]
    result = {}
    for number in range(size):
        sheet = sheets[number] if number % 2 else [list(row) for row in sheets[number % 60]]
        chance.shuffle(sheet)
        first, second = chance.sample(range(9), 2)
        criterion, step = chance.randrange(5), chance.choice((0, 0, 1))
        sheet[first][criterion] += step
        sheet[second][criterion] -= step
        result[f"INO-{number:04}"] = {f"J{j}": row for j, row in enumerate(sheet)}
    return result


def test_three_thousand_entries_full_of_ties() -> None:
    chance = random.Random(2027)  # noqa: S311 - the same numbers every time
    scores = tie_heavy(chance, 3_000)
    categories = {entry: chance.choice("XYZ") for entry in scores}
    placings = ranked(stage_of(*WEIGHTS), scores, categories)
    keys = integer_keys(scores)
    best_first = sorted(keys.values(), reverse=True)
    place = {key: n for n, key in reversed(list(enumerate(best_first, 1)))}
    equal_totals = {key[0]: place[key] for key in sorted(keys.values())}
    assert {e: p.place for e, p in placings.items()} == {e: place[k] for e, k in keys.items()}
    for entry, key in keys.items():
        assert placings[entry].tied == (best_first.count(key) > 1)
        assert placings[entry].tie_order == 1 + place[key] - equal_totals[key[0]]
    for category in "XYZ":
        own = sorted((keys[e] for e, c in categories.items() if c == category), reverse=True)
        for entry in (e for e, c in categories.items() if c == category):
            assert placings[entry].place_in_category == 1 + own.index(keys[entry])
    decided = {p.decided_by for p in placings.values()}
    assert {"kriteria:K4", "kriteria:K2", "kriteria:K3", "median", "perbandingan"} <= decided


def test_thousands_of_identical_entries_are_one_shared_place() -> None:
    same = {f"J{n}": (n, n) for n in range(9)}
    placings = ranked(EVEN, {f"INO-{n:04}": same for n in range(3_000)})
    assert {(p.place, p.tie_order, p.decided_by) for p in placings.values()} == {(1, 1, "")}
