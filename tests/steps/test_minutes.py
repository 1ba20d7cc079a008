"""What the minutes say of a settled stage: the rule, ties, the plenary, how it was settled."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from sinovik_sheets.documents.minutes import Minutes
from sinovik_sheets.model import Aggregation, Method, PlenaryDecision, Stage, Ties
from sinovik_sheets.steps.finality import Final
from sinovik_sheets.steps.minutes import Settled, method_sentence, minutes
from sinovik_sheets.text import speaking
from stage_results import competition, ranked
from told_outcomes import STAGE, give

SHARED = replace(STAGE, ties=Ties.SHARED)
FINAL = Final(
    "T1", 9, 1, "Drs. Ketua, M.Si.", "", "2027-03-10T09:00:00+07:00", {}, "", date(2027, 3, 9)
)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def settled(
    *points: int,
    stage: Stage = STAGE,
    plenary: Mapping[str, PlenaryDecision] | None = None,
    **final: Any,
) -> Minutes:
    """The minutes of entries with these points and decisions."""
    held = competition(stage, give(*points))
    result = ranked(held, give(*points))
    standings = (replace(s, plenary=(plenary or {}).get(s.entry.code)) for s in result.standings)
    result = replace(result, standings=tuple(standings), final=True)
    return minutes(Settled(held, result, replace(FINAL, **final), ()))


def decided(place: int | None, advances: bool | None = None) -> PlenaryDecision:  # noqa: FBT001
    return PlenaryDecision(place, advances, "dampak lebih luas", "Ketua")


TABLE = tuple(Decimal(points) for points in (14, 9, 8, "7.5", 6, 5, 4, 3, 2, 2, 1, 1))


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (
            {
                "method": Method.ELEMENT_WEIGHTS,
                "element_weights": {"akademisi": Decimal(40), "LSM": Decimal(60)},
            },
            "(akademisi 40 %, LSM 60 %)",
        ),
        (
            {"method": Method.PLACE_POINTS, "points": TABLE[:4]},
            "Points by place: 1 = 14, 2 = 9, 3 = 8, 4 = 7.5; every other place brings 0.",
        ),
        (
            {"method": Method.PLACE_POINTS, "points": TABLE},
            "4 = 7.5, 5 = 6, 6 = 5, 7 = 4, 8 = 3, 9 = 2, 10 = 2 and 2 more;",
        ),
        ({"method": Method.TRIMMED_MEAN, "trim": 2}, "the 2 highest and 2 lowest are left out"),
        (
            {
                "method": Method.LIMITED_MEAN,
                "limit": Decimal("2.5"),
                "aggregation": Aggregation.PER_JUROR,
            },
            "more than 2.5 from the mean",
        ),
    ],
)
def test_the_method_is_told_with_its_numbers(rule: Mapping[str, Any], sentence: str) -> None:
    assert sentence in method_sentence(replace(STAGE, **rule))


def test_a_tie_the_plenary_decided_is_no_longer_called_one() -> None:
    plenary = {"INO-0002": decided(3), "INO-0003": decided(2)}
    said = settled(90, 80, 80, 70, stage=SHARED, plenary=plenary)
    assert [tie.settled for tie in said.ties] == ["pleno: INO-0002 place 3, INO-0003 place 2"]
    assert [(one.entry, one.tied, one.decided_by) for one in said.ranking] == [
        ("INO-0001", False, ""),
        ("INO-0003", False, "pleno"),
        ("INO-0002", False, "pleno"),
        ("INO-0004", False, ""),
    ]


def test_a_tie_left_as_it_is_shares_the_place() -> None:
    said = settled(90, 80, 80, stage=SHARED)
    assert [tie.settled for tie in said.ties] == ["shared place"]
    assert [one.tied for one in said.ranking] == [False, True, True]


def test_of_a_shared_place_the_plenary_may_say_who_goes_on() -> None:
    plenary = {"INO-0002": decided(None, advances=True), "INO-0003": decided(None, advances=False)}
    (tie,) = settled(90, 80, 80, stage=SHARED, plenary=plenary).ties
    assert tie.settled == "pleno: INO-0002 lolos, INO-0003 tidak lolos; shared place"


def test_who_settled_it_is_named_without_a_second_full_stop() -> None:
    assert settled(90).remarks == ("Settled by: Drs. Ketua, M.Si.",)


def test_a_new_version_says_why_the_one_before_was_opened_again() -> None:
    said = settled(90, version=2, reopened="lembar terlambat diterima")
    assert said.remarks[1:] == (
        "This is version 2; it replaces the earlier minutes.",
        "The version before was opened again: lembar terlambat diterima",
    )


def test_the_day_is_the_one_the_minutes_name() -> None:
    assert settled(90).day == date(2027, 3, 9)


def test_the_workbooks_stand_by_name_whatever_order_they_were_read_in() -> None:
    books = {"penugasan.xlsx": "b" * 64, "daftar_peserta.xlsx": "a" * 64}
    assert [one.name for one in settled(90, inputs=books).inputs] == sorted(books)
