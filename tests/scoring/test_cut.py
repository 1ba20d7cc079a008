"""Who goes on to the next stage, and how far everyone is from the line."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sinovik_sheets.model import Criterion, CutTies, Method, Stage, Ties
from sinovik_sheets.scoring.aggregate import aggregate
from sinovik_sheets.scoring.ranking import Contender, advances, distance, rank

STAGE = Stage("T1", "Tahap 1", (Criterion("K1", "Nilai", Decimal(100)),), ties=Ties.SHARED)
TOTALS = {"A": 90, "B": 80, "C": 80, "D": 70, "E": 60}


def field(totals: Mapping[str, int], categories: Mapping[str, str]) -> list[Contender]:
    result = []
    for entry, total in totals.items():
        rows = {"J1": {"K1": Decimal(total)}}
        score = aggregate(STAGE, rows)
        result.append(Contender(entry, categories.get(entry, ""), Fraction(total), score))
    return result


def cut(
    stage: Stage,
    categories: Mapping[str, str] | None = None,
    quotas: Mapping[str, int] | None = None,
) -> tuple[dict[str, bool | None], dict[str, Fraction]]:
    contenders = field(TOTALS, categories or {})
    going = advances(contenders, rank(contenders, stage), stage, quotas or {})
    return going, distance(contenders, going, stage)


def test_without_a_cut_nothing_is_said() -> None:
    assert cut(STAGE, quotas={"": 1}) == ({}, {})


def test_the_first_places_go_on() -> None:
    going, away = cut(replace(STAGE, advance=3))
    assert going == {"A": True, "B": True, "C": True, "D": False, "E": False}
    assert away == {"A": 20, "B": 10, "C": 10, "D": -10, "E": -20}


def test_all_tied_at_the_cut_go_on() -> None:
    going, _ = cut(replace(STAGE, advance=2, cut_ties=CutTies.INCLUDE))
    assert [entry for entry, goes in going.items() if goes] == ["A", "B", "C"]


def test_the_plenary_decides_a_tie_at_the_cut() -> None:
    going, away = cut(replace(STAGE, advance=2, cut_ties=CutTies.PLENARY))
    assert going == {"A": True, "B": None, "C": None, "D": False, "E": False}
    assert away == {"A": 10, "B": 0, "C": 0, "D": -10, "E": -20}


def test_a_tie_that_ends_on_the_line_is_no_question() -> None:
    going, _ = cut(replace(STAGE, advance=3, cut_ties=CutTies.PLENARY))
    assert None not in going.values()


def test_below_the_minimum_nobody_goes_on_or_moves_up() -> None:
    going, _ = cut(replace(STAGE, advance=4, minimum_score=Decimal(80)))
    assert going == {"A": True, "B": True, "C": True, "D": False, "E": False}
    undecided, _ = cut(
        replace(STAGE, advance=2, minimum_score=Decimal("80.01"), cut_ties=CutTies.PLENARY)
    )
    assert undecided["B"] is False


def test_a_minimum_alone_is_a_cut() -> None:
    going, away = cut(replace(STAGE, minimum_score=Decimal(60)))
    assert set(going.values()) == {True}
    assert set(away.values()) == {0}


def test_where_nobody_goes_on_there_is_no_line() -> None:
    going, away = cut(replace(STAGE, minimum_score=Decimal(99)))
    assert set(going.values()) == {False}
    assert away == {}


def test_each_category_has_its_own_line_and_number() -> None:
    categories = {"A": "X", "B": "X", "C": "Y", "D": "Y", "E": "Y"}
    stage = replace(STAGE, advance=1, advance_per="kategori")
    going, away = cut(stage, categories, {"Y": 2})
    assert going == {"A": True, "B": False, "C": True, "D": True, "E": False}
    assert away == {"A": 10, "B": -10, "C": 20, "D": 10, "E": -10}


def test_a_category_without_any_number_has_no_cut() -> None:
    categories = {"A": "X", "B": "X", "C": "Y", "D": "Y", "E": "Y"}
    going, _ = cut(replace(STAGE, advance_per="kategori"), categories, {"Y": 0})
    assert going == {"C": False, "D": False, "E": False}


def test_each_group_has_its_own_line_whatever_the_category() -> None:
    groups = {"A": "provinsi", "B": "provinsi", "C": "kota", "D": "kota", "E": "kota"}
    stage = replace(STAGE, advance=1, advance_per="kelompok")
    contenders = [replace(c, group=groups[c.entry]) for c in field(TOTALS, {"A": "X"})]
    going = advances(contenders, rank(contenders, stage), stage, {"kota": 2})
    assert going == {"A": True, "B": False, "C": True, "D": True, "E": False}


def test_where_places_are_added_up_the_fewest_go_on() -> None:
    stage = replace(STAGE, method=Method.PLACE_POINTS, advance=2, minimum_score=Decimal(75))
    contenders = field(TOTALS, {})
    placings = rank(contenders, stage)
    assert [(p.entry, p.place) for p in placings] == [
        ("E", 1),
        ("D", 2),
        ("B", 3),
        ("C", 3),
        ("A", 5),
    ]
    going = advances(contenders, placings, stage, {})
    assert going == {"A": False, "B": False, "C": False, "D": True, "E": True}
    assert distance(contenders, going, stage) == {"A": -20, "B": -10, "C": -10, "D": 10, "E": 20}


@given(
    st.dictionaries(st.text("ABC", min_size=1), st.integers(1, 6), min_size=1),
    st.integers(0, 8),
    st.sampled_from(CutTies),
)
def test_the_line_is_never_crossed(totals: dict[str, int], most: int, ties: CutTies) -> None:
    stage = replace(STAGE, advance=most, cut_ties=ties)
    contenders = field(totals, {})
    going = advances(contenders, rank(contenders, stage), stage, {})
    sure = [totals[e] for e, goes in going.items() if goes is True]
    out = [totals[e] for e, goes in going.items() if goes is False]
    assert min(sure, default=9) > max(out, default=0)
    assert set(going) == set(totals)
    if ties is CutTies.PLENARY:
        assert len(sure) <= most
        assert len(sure) == min(most, len(totals)) or None in going.values()
    else:
        assert len(sure) >= min(most, len(totals))
