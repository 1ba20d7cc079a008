"""rekapitulasi.xlsx: what each method shows of its own, and the plenary beside the computed."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from sheets.summary_cases import (
    ALL_STEPS,
    FACTS,
    MISSING,
    POINTS,
    STAGE,
    TABLE,
    R,
    computed_anew,
    formulas,
    given_to,
    made,
    places_in,
    rule,
    summary,
    table,
    values,
)
from sinovik_sheets.model import (
    Aggregation,
    Criterion,
    Entry,
    Group,
    Method,
    PlenaryDecision,
    RoundingStep,
    Stage,
    Standing,
)
from sinovik_sheets.scoring.result import Absence, StageResult
from sinovik_sheets.sheets.summary import book as summary_book
from sinovik_sheets.sheets.summary import words
from sinovik_sheets.text import speaking
from stage_results import Scores, competition

AWAY = Absence.NOT_ASSIGNED
ONE = replace(STAGE, criteria=(Criterion("K1", "Mutu", Decimal(100)),))
APART: Scores = {
    "A": {"J1": ["80"], "J2": ["70"], "J3": AWAY, "J4": AWAY},
    "B": {"J1": ["81"], "J2": ["72"], "J3": AWAY, "J4": MISSING},
    "C": {"J1": AWAY, "J2": AWAY, "J3": ["60"], "J4": ["61"]},
}
FLAT: Scores = {
    "A": {"J1": ["80"], "J2": ["70"], "J3": ["50"]},
    "B": {"J1": ["80"], "J2": ["75"], "J3": R},
    "C": {"J1": ["80"], "J2": ["65"], "J3": R},
}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def trimming(trim: int, most: int = 120) -> tuple[Stage, Scores]:
    """Entries scored by 1, 2, ... jurors, with one score far above all others."""
    scores: Scores = {
        f"E{n:03}": {f"J{j:03}": [str(999 if j == 1 else j)] if j <= n else AWAY for j in jurors}
        for jurors in [range(1, most + 1)]
        for n in jurors
    }
    criterion = Criterion("K1", "Mutu", Decimal(100), maximum=Decimal(1000))
    return replace(ONE, method=Method.TRIMMED_MEAN, trim=trim, criteria=(criterion,)), scores


def decided(stage: Stage, **decisions: PlenaryDecision) -> tuple[StageResult, bytes]:
    """The summary of TABLE after the plenary decided about some entries."""
    result, _data = made(stage, TABLE)
    standings = tuple(
        replace(standing, plenary=decisions.get(standing.entry.code))
        for standing in result.standings
    )
    settled = replace(result, standings=standings)
    return settled, summary_book.write(competition(stage, TABLE), settled, FACTS)


WITHOUT_POINTS: Scores = {
    "A": {"J1": ["1"], "J2": ["2"]},
    "B": {"J1": ["0"], "J2": ["0"]},
    "C": {"J1": ["2"], "J2": ["1"]},
    "D": {"J1": ["0"], "J2": ["0"]},
    "E": {"J1": Absence.MISSING, "J2": Absence.MISSING},
}
"""Two entries without a point beside one that has no total at all."""


@pytest.mark.libreoffice
def test_libreoffice_computes_the_special_cases_alike(tmp_path: Path) -> None:
    leniency, scored = replace(ONE, method=Method.LENIENCY), replace(ONE, method=Method.Z_SCORE)
    per_criterion = replace(leniency, aggregation=Aggregation.PER_CRITERION)
    points = replace(ONE, method=Method.PLACE_POINTS, points=(Decimal(3), Decimal(1)))
    cases = {
        "trim 1": trimming(1),
        "trim 2": trimming(2),
        "trim 3": trimming(3),
        "apart": (leniency, APART),
        "apart per criterion": (per_criterion, APART),
        "a juror who gives one score": (scored, FLAT),
        "nothing, and one not scored": (points, WITHOUT_POINTS),
        "shared places": (replace(STAGE, method=Method.PLACE_POINTS), places_in(TABLE)),
    }
    books = {name: summary(stage, scores) for name, (stage, scores) in cases.items()}
    decision = PlenaryDecision(2, advances=True, reason="musyawarah", by="Ketua")
    books["plenary"] = decided(STAGE, D=decision)[1]
    for name, (wrong, compared) in computed_anew(books, tmp_path).items():
        assert (name, wrong) == (name, [])
        assert compared > 50


@pytest.mark.parametrize("trim", [1, 2, 3])
def test_trimming_asks_for_a_part_that_no_binary_noise_can_make_smaller(trim: int) -> None:
    for count in range(2 * trim + 2, 1000):
        part = (2 * trim + 1) / count
        assert int(count * part) // 2 * 2 == int(part * count / 2) * 2 == 2 * trim
    formula = str(formulas(summary(*trimming(trim, 8)))["Nilai"]["M9"].value)
    assert f",{2 * trim + 1}/COUNT(" in formula


def test_the_elements_of_the_jury_stand_above_it_with_their_means_and_weights() -> None:
    stage = rule(Method.ELEMENT_WEIGHTS, Aggregation.PER_JUROR, ALL_STEPS)
    result, data = made(stage, TABLE)
    sheet, nilai = values(data)["Nilai"], table(values(data), "Nilai")
    assert [cell.value for cell in sheet[5]][2:6] == ["lsm", "BIROKRASI*", "akademisi", "lsm"]
    assert [cell.value for cell in sheet[7]][8:12] == [50, 37.5, 12.5, 0]
    assert nilai["A"]["lsm"] == float(result.scores["A"].groups["lsm", ""])
    assert [nilai["A"][name] for name in ("akademisi", "media")] == ["tidak ada", "tidak ada"]
    rows = {
        row[0].value: row for row in values(data)["Parameter"].iter_rows(min_row=15, max_row=19)
    }
    assert rows["Element: lsm"][1].value == 12.5
    assert rows["Element: lsm"][2].value == "Jurors: 2; weight of each where all score: 6.25 %."
    assert rows["Element: media"][2].value == "No juror: the weight goes to the other elements."


def test_the_elements_stand_in_every_block_of_criteria() -> None:
    stage = rule(Method.ELEMENT_WEIGHTS, Aggregation.PER_CRITERION, {RoundingStep.MEAN: 1})
    result, data = made(stage, TABLE)
    sheet = values(data)["Kriteria"]
    row = next(r for r in range(9, 20) if sheet.cell(r, 1).value == "A")
    means = result.scores["A"].groups
    for block, code in enumerate(("K1", "K2", "K3")):
        first = 3 + block * 9
        assert sheet.cell(5, first).value == "lsm"
        assert sheet.cell(8, first + 4).value == "akademisi"
        assert sheet.cell(row, first + 5).value == float(means["BIROKRASI*", code])


def test_places_stay_as_given_and_become_points_beside_them() -> None:
    stage = rule(Method.PLACE_POINTS, Aggregation.PER_JUROR, {})
    scores = given_to(stage)
    result, data = made(replace(stage, criteria=ONE.criteria), _first_only(scores))
    book = values(data)
    row = next(r for r in range(9, 20) if book["Kriteria"].cell(r, 1).value == "F")
    assert book["Kriteria"].cell(row, 3).value == 1
    assert book["Kriteria"].cell(row, 3).number_format == '0;;"–"'
    assert table(book, "Nilai")["F"]["J1"] == float(POINTS[0])
    parameters = book["Parameter"]
    assert [parameters.cell(15, column).value for column in (1, 2)] == [
        "Jurors who count in this stage",
        4,
    ]
    points = [[cell.value for cell in row[:2]] for row in parameters["A16:B18"]]
    assert points == [[1, 5], [2, 3.5], [3, 2]]
    given = result.scores["F"]
    total = sum(given.juror_totals.values()) * 4 / given.n
    assert table(book, "Ringkasan")["F"]["Total"] == float(total)


def _first_only(scores: Scores) -> Scores:
    return {
        entry: {j: row if isinstance(row, Absence) else row[:1] for j, row in jurors.items()}
        for entry, jurors in scores.items()
    }


def test_where_places_are_added_up_fewer_is_better() -> None:
    stage = replace(ONE, method=Method.PLACE_POINTS, minimum_score=Decimal(5))
    places: Scores = {
        entry: dict(zip(("J1", "J2"), ([first], [second]), strict=True))
        for entry, first, second in (("A", "3", "3"), ("B", "1", "2"), ("C", "2", "1"))
    }
    book = values(summary(stage, places))
    ranking = table(book, "Ringkasan")
    assert {code: ranking[code]["Peringkat"] for code in "ABC"} == {"A": 3, "B": 1, "C": 1}
    assert {code: ranking[code]["Status"] for code in "AB"} == {"A": "tidak lolos", "B": "lolos"}
    parameters = {row[0].value: row[2].value for row in book["Parameter"].iter_rows(min_row=5)}
    assert "A total above 5 does not go on." in str(parameters["Seri di Batas"])
    assert "lower mean place" in str(parameters["Seri"])
    assert "fewer is better" in str(parameters["Metode"])
    assert book["Grafik"]["A6"].value == "1. Inovasi B"


@pytest.mark.parametrize("aggregation", Aggregation)
def test_what_a_juror_is_adjusted_by_stands_above_the_adjusted_values(
    aggregation: Aggregation,
) -> None:
    stage = rule(Method.Z_SCORE, aggregation, {})
    result, data = made(stage, TABLE)
    sheet = values(data)["Koreksi"]
    assert sheet["A1"].value == "Adjusted values"
    assert [sheet.cell(row, 2).value for row in (6, 7)] == [
        "Mean of the juror",
        "Standard deviation",
    ]
    code = "K1" if aggregation is Aggregation.PER_CRITERION else ""
    adjustment = result.adjustments["J1", code]
    assert [sheet.cell(row, 3).value for row in (6, 7)] == [
        float(adjustment.centre),
        float(adjustment.spread),
    ]
    row = next(r for r in range(9, 20) if sheet.cell(r, 1).value == "D")
    assert sheet.cell(row, 3).value == float(result.scores["D"].corrected["J1", code])


def test_a_juror_who_gives_one_score_adds_nothing_to_the_order() -> None:
    koreksi = table(values(summary(replace(ONE, method=Method.Z_SCORE), FLAT)), "Koreksi")
    assert {row["J1"] for row in koreksi.values()} == {0}
    assert koreksi["A"]["J3"] == 0


@pytest.mark.parametrize("aggregation", Aggregation)
def test_jurors_who_share_no_entry_get_no_places_and_are_told_why(aggregation: Aggregation) -> None:
    stage = replace(ONE, method=Method.LENIENCY, aggregation=aggregation)
    book = values(summary(stage, APART))
    ranking = table(book, "Ringkasan")
    assert {row["Status"] for row in ranking.values()} == {"the jurors cannot be compared"}
    assert {row["Peringkat"] for row in ranking.values()} == {None}
    why = str(book["Ringkasan"]["A7"].value)
    assert why.startswith("No totals and no places")
    assert "J1, J2 | J3, J4" in why
    assert book["Koreksi"]["A5"].value == why


def test_the_plenary_stands_beside_what_was_computed() -> None:
    up = PlenaryDecision(1, advances=True, reason="musyawarah mufakat", by="Ketua")
    same = PlenaryDecision(None, advances=True, reason="tetap", by="Ketua")
    result, data = decided(STAGE, D=up, A=same)
    ranking = table(values(data), "Ringkasan")
    place = next(s.place for s in result.standings if s.entry.code == "D")
    assert ranking["D"]["Peringkat"] == place != 1
    assert (ranking["D"]["Peringkat pleno"], ranking["D"]["Alasan pleno"]) == (1, up.reason)
    assert ranking["D"]["Status"] == "lolos (pleno)"
    assert (ranking["A"]["Peringkat pleno"], ranking["A"]["Status"]) == (None, "lolos")
    assert ranking["F"]["Alasan pleno"] is None
    headings = list(ranking["D"])
    first = headings.index("Peringkat")
    assert headings[first : first + 3] == ["Peringkat", "Peringkat pleno", "Alasan pleno"]
    assert "Peringkat pleno" not in table(values(summary(STAGE, TABLE)), "Ringkasan")["D"]


def test_a_quota_of_a_group_is_a_cut_like_one_of_a_category() -> None:
    stage = replace(STAGE, advance=None, advance_per="kelompok")
    scores: Scores = {"A": TABLE["A"], "C": TABLE["C"]}
    entries = [Entry("A", "A", group="umum"), Entry("C", "C", group="replikasi")]
    settled = replace(
        competition(stage, scores, entries),
        groups=(Group("umum", "Umum", quota=1), Group("replikasi", "Replikasi")),
    )

    def status(entry: Entry, *, advances: bool | None) -> str:
        standing = Standing(
            entry,
            None,
            None,
            {},
            1,
            1,
            tied=False,
            tie_order=1,
            decided_by="",
            n=1,
            recused=0,
            advances=advances,
        )
        return words.status(settled, stage, standing)

    assert status(entries[0], advances=True) == "lolos"
    assert status(entries[1], advances=None) == ""
