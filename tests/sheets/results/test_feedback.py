"""The feedback on an entry: what the jury gave together, never what one juror gave."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinovik_sheets.model import Method
from sinovik_sheets.scoring.result import Absence
from sinovik_sheets.sheets.results import feedback
from sinovik_sheets.text import speaking
from stage_results import Scores
from told_outcomes import PODIUM, STAGE, give, rows, standing, texts, told

CODE = "INO-0001"
RANGE = ("Terendah", "Tertinggi")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def written(scores: Scores, notes: Sequence[str] = (), **more: Any) -> bytes:
    outcome = told(scores, **more)
    return feedback.write(outcome, standing(outcome, CODE), notes)


def jurors(*scores: Sequence[str] | Absence) -> Scores:
    return {CODE: {f"J{number:02d}": given for number, given in enumerate(scores, start=1)}}


def test_each_criterion_has_its_weight_mean_range_and_number_of_jurors() -> None:
    data = written(jurors(["80", "70"], ["85.5", "60"], ["90", "95"], Absence.RECUSED))
    assert rows(data, "Kriteria") == [
        {
            "Kriteria": "Kebaruan",
            "Bobot (%)": 60,
            "Rata-rata": pytest.approx(85.1666666667),
            "Terendah": 80,
            "Tertinggi": 90,
            "n": 3,
        },
        {
            "Kriteria": "Manfaat",
            "Bobot (%)": 40,
            "Rata-rata": 75,
            "Terendah": 60,
            "Tertinggi": 95,
            "n": 3,
        },
    ]


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (1, "Only one juror scored this innovation."),
        (2, "The range is left out where fewer than three jurors scored."),
    ],
)
def test_a_range_that_would_be_the_scores_themselves_is_left_out(count: int, sentence: str) -> None:
    given_scores = [*[["80", "70"], ["90", "60"]][:count], Absence.RECUSED]
    data = written(jurors(*given_scores))
    assert {row[name] for row in rows(data, "Kriteria") for name in RANGE} == {None}
    assert {row["n"] for row in rows(data, "Kriteria")} == {count}
    assert sentence in texts(data)


def test_total_place_and_outcome_are_told() -> None:
    cells = texts(written(give(80, 90), stage=replace(STAGE, advance=1), tiers=PODIUM))
    facts = dict(pairwise(cells))
    assert facts["Total"] == "80.00"
    assert facts["Peringkat"] == "2 of 2"
    assert facts["Predikat/Hasil"] == "Juara 2; tidak lolos"


def test_remarks_are_in_an_order_that_says_nothing_of_their_writers() -> None:
    remarks = ["zaman baru", "Bukti kurang", "=1+1", "Bukti kurang"]
    for order in (remarks, remarks[::-1]):
        cells = texts(written(give(80), order))
        assert cells[-3:] == ["• =1+1", "• Bukti kurang", "• zaman baru"]
    assert "Remarks of the jury" not in texts(written(give(80)))


def test_the_method_is_told_so_that_means_and_total_agree() -> None:
    stage = replace(STAGE, method=Method.TRIMMED_MEAN, trim=1)
    cells = texts(
        written(jurors(["80", "70"], ["85", "60"], ["90", "95"], ["9", "9"]), stage=stage)
    )
    assert any("the 1 highest and 1 lowest are left out" in text for text in cells)


def test_it_says_sementara_until_it_is_final() -> None:
    assert any("SEMENTARA" in text for text in texts(written(give(80), final=False)))
    assert not any("SEMENTARA" in text for text in texts(written(give(80))))


def test_places_given_by_jurors_are_told_as_places() -> None:
    stage = replace(STAGE, method=Method.PLACE_POINTS, points=(Decimal(5), Decimal(3)))
    data = written(jurors(["1", "2"], ["2", "1"], ["0", "1"], ["2", "2"]), stage=stage)
    assert [(row["n"], row["Terendah"], row["Tertinggi"]) for row in rows(data, "Kriteria")] == [
        (4, 1, 2),
        (4, 1, 2),
    ]
    assert any("Points by place: 1 = 5, 2 = 3;" in text for text in texts(data))
    assert "The jurors gave places, not scores: 1 is the best." in texts(data)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=4))
def test_any_remark_can_be_written(remarks: list[str]) -> None:
    with speaking("en"):
        assert written(give(80), remarks) == written(give(80), remarks[::-1])
