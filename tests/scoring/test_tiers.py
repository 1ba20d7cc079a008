"""Tiers: what settled places earn, among everyone and within categories and groups."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sinovik_sheets.model import Entry, PlenaryDecision, Stage, Standing, Tier
from sinovik_sheets.scoring.tiers import earned

STAGE = Stage("T1", "Penilaian", ())
WINNERS = (Tier("T1", "Juara I", 1, 1), Tier("T1", "Juara II", 2, 2), Tier("T1", "Harapan", 4, 6))


def standing(
    code: str, place: int | None, category: str = "", group: str = "", settled: int | None = None
) -> Standing:
    return Standing(
        entry=Entry(code, f"Inovasi {code}", category=category, group=group),
        total=None if place is None else Fraction(100 - place),
        stage_total=None,
        criteria={},
        place=place,
        place_in_category=None,
        tied=False,
        tie_order=1,
        decided_by="",
        n=0 if place is None else 3,
        recused=0,
        advances=None,
        plenary=None if settled is None else PlenaryDecision(settled, None, "alasan", "pleno"),
    )


def names(tiers: tuple[Tier, ...], *standings: Standing) -> dict[str, list[str]]:
    found = earned(tiers, STAGE, standings)
    return {code: [tier.name for tier in held] for code, held in found.items()}


def test_a_place_earns_the_tier_that_holds_it_and_a_gap_earns_nothing() -> None:
    found = names(WINNERS, *(standing(f"I{place}", place) for place in (1, 2, 3, 4, 6, 7)))
    assert found == {
        "I1": ["Juara I"],
        "I2": ["Juara II"],
        "I3": [],
        "I4": ["Harapan"],
        "I6": ["Harapan"],
        "I7": [],
    }


def test_a_shared_place_shares_the_tier_and_the_next_place_is_left_out() -> None:
    found = names(WINNERS, standing("A", 1), standing("B", 1), standing("C", 3))
    assert found == {"A": ["Juara I"], "B": ["Juara I"], "C": []}


def test_the_place_the_plenary_set_is_what_counts() -> None:
    found = names(WINNERS, standing("A", 1, settled=2), standing("B", 2, settled=1))
    assert found == {"A": ["Juara II"], "B": ["Juara I"]}


def test_without_a_place_nothing_is_earned_whatever_was_written() -> None:
    assert names(WINNERS, standing("A", None, settled=1)) == {}


def test_tiers_of_another_stage_are_not_earned() -> None:
    assert names((replace(WINNERS[0], stage="T2"),), standing("A", 1)) == {"A": []}


def test_places_within_categories_and_groups_are_counted_there() -> None:
    tiers = (
        Tier("T1", "Juara umum", 1, 1),
        Tier("T1", "Terbaik kategori", 1, 1, "kategori"),
        Tier("T1", "Dua terbaik kelompok", 1, 2, "kelompok"),
    )
    found = names(
        tiers,
        standing("A", 1, "KES", "umum"),
        standing("B", 2, "KES", "umum"),
        standing("C", 3, "DIK", "umum"),
        standing("D", 3, "DIK", "replikasi"),
    )
    assert found == {
        "A": ["Juara umum", "Terbaik kategori", "Dua terbaik kelompok"],
        "B": ["Dua terbaik kelompok"],
        "C": ["Terbaik kategori"],
        "D": ["Terbaik kategori", "Dua terbaik kelompok"],
    }


@given(st.lists(st.tuples(st.integers(0, 6), st.sampled_from("xyz")), max_size=25))
def test_a_place_in_a_category_is_one_more_than_the_better_ones_there(
    drawn: list[tuple[int, str]],
) -> None:
    tiers = tuple(Tier("T1", str(place), place, place, "kategori") for place in range(1, 26))
    standings = []
    for number, (worth, category) in enumerate(drawn):
        place = 1 + sum(other > worth for other, _category in drawn)
        standings.append(standing(f"I{number}", place, category))
    expected = {
        f"I{number}": [str(1 + sum(w > worth and c == category for w, c in drawn))]
        for number, (worth, category) in enumerate(drawn)
    }
    assert names(tiers, *standings) == expected
