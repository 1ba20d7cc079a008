"""rekapitulasi.xlsx: what it shows is what was computed, and its formulas compute the same."""

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from office import recalculate
from sheets.summary_cases import (
    ALL_STEPS,
    CRITERIA,
    FACTS,
    MISSING,
    RULES,
    STAGE,
    TABLE,
    R,
    computed_anew,
    formulas,
    given_to,
    made,
    recomputed,
    rule,
    summary,
    table,
    values,
)
from sinovik_sheets.model import (
    Aggregation,
    Criterion,
    Entry,
    EntryStatus,
    Method,
    Stage,
    Ties,
)
from sinovik_sheets.scoring.exact import round_half_up
from sinovik_sheets.sheets.summary import book as summary_book
from sinovik_sheets.text import speaking
from stage_results import Scores, competition


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.mark.parametrize("stage", RULES.values(), ids=RULES.keys())
def test_the_cached_values_are_our_numbers(stage: Stage) -> None:
    result, data = made(stage, given_to(stage))
    book = values(data)
    ranking, nilai = table(book, "Ringkasan"), table(book, "Nilai")
    for expected in result.standings:
        code = expected.entry.code
        assert ranking[code]["Peringkat"] == expected.place
        shown = expected.total and float(round_half_up(expected.total, 10))
        assert ranking[code]["Total"] == shown
        assert ranking[code]["n"] == expected.n
        assert ranking[code]["R"] == expected.recused
        for juror, juror_total in result.scores[code].juror_totals.items():
            assert nilai[code][juror] == float(juror_total)


@pytest.mark.libreoffice
def test_libreoffice_computes_the_same(tmp_path: Path) -> None:
    entries = [Entry(code, code, category="X" if code in "AC" else "Y") for code in TABLE]
    books = {
        name: made(stage, given_to(stage), entries, ["X", "Y"])[1] for name, stage in RULES.items()
    }
    for name, (wrong, compared) in computed_anew(books, tmp_path).items():
        assert (name, wrong) == (name, [])
        assert compared > 200


@pytest.mark.libreoffice
def test_a_changed_score_moves_the_places_and_is_noticed(tmp_path: Path) -> None:
    book = formulas(summary(STAGE, TABLE))
    row = next(r for r in range(9, 20) if book["Kriteria"].cell(r, 1).value == "D")
    book["Kriteria"].cell(row, 3).value = 100
    path = tmp_path / "changed.xlsx"
    book.save(path)
    after = openpyxl.load_workbook(recalculate(path, tmp_path / "out"), data_only=True)
    ranking = table(after, "Ringkasan")
    assert ranking["D"]["Cek"] == "beda"
    assert ranking["D"]["Total"] != ranking["D"]["Nilai program"]
    assert str(after["Ringkasan"]["B7"].value).endswith("different")


@pytest.mark.libreoffice
def test_halves_are_rounded_up_whatever_binary_makes_of_them(tmp_path: Path) -> None:
    rng = random.Random(7)  # noqa: S311 - scores, not secrets
    scores = {
        f"E{n}": {j: [f"{rng.randrange(5000, 9999) / 100:.2f}"] * 3 for j in ("J1", "J2")}
        for n in range(200)
    }
    assert recomputed(summary(STAGE, scores), tmp_path)[0] == []


def test_entries_stand_in_the_same_row_everywhere() -> None:
    stage = rule(Method.LIMITED_MEAN, Aggregation.PER_JUROR, ALL_STEPS)
    result, data = made(stage, TABLE)
    book = values(data)
    columns = {"Ringkasan": 2, "Nilai": 1, "Kriteria": 1, "Koreksi": 1}
    codes = [s.entry.code for s in result.standings]
    for sheet, column in columns.items():
        assert [book[sheet].cell(row, column).value for row in range(9, 15)] == codes


def test_what_is_not_counted_shows_a_sign_and_never_a_number() -> None:
    book = values(summary(STAGE, TABLE))
    row = next(r for r in range(9, 20) if book["Kriteria"].cell(r, 1).value == "E")
    assert [book["Kriteria"].cell(row, column).value for column in (3, 4, 5, 6)] == [
        "R",
        "R",
        None,
        "–",
    ]
    assert table(book, "Nilai")["D"]["J2"] == "?"


def test_equal_totals_share_a_place_unless_the_ladder_separates_them() -> None:
    ranking = table(values(summary(STAGE, TABLE)), "Ringkasan")
    assert ranking["A"]["Peringkat"] == ranking["B"]["Peringkat"]
    assert ranking["A"]["Urutan seri"] == ranking["B"]["Urutan seri"] == 1
    assert ranking["A"]["Penentu seri"] == "shared place"
    two = {
        "X": {"J1": ["80", "60", "70"]},
        "Y": {"J1": ["60", "80", "70"]},
    }
    even = replace(STAGE, criteria=tuple(replace(c, weight=Decimal(30)) for c in CRITERIA))
    decided = table(values(summary(even, two)), "Ringkasan")
    assert [decided[code]["Peringkat"] for code in "XY"] == [1, 2]
    assert decided["Y"]["Penentu seri"] == "criterion Kebaruan"
    shared = replace(even, ties=Ties.SHARED)
    assert [r["Peringkat"] for r in table(values(summary(shared, two)), "Ringkasan").values()] == [
        1,
        1,
    ]


def test_status_says_who_goes_on_and_why_an_entry_has_no_place() -> None:
    gone = Entry("C", "C", status=EntryStatus.WITHDRAWN, reason="pindah tugas")
    ranking = table(values(summary(STAGE, TABLE, [gone])), "Ringkasan")
    assert ranking["C"]["Status"] == "mundur: pindah tugas"
    assert (ranking["C"]["Peringkat"], ranking["C"]["Total"]) == (None, None)
    assert ranking["E"]["Status"] == "belum dinilai"
    assert [ranking[code]["Status"] for code in "ABDF"] == [
        "lolos",
        "lolos",
        "tidak lolos",
        "tidak lolos",
    ]
    assert list(ranking)[-2:] == ["C", "E"]


@pytest.mark.libreoffice
def test_categories_have_places_of_their_own(tmp_path: Path) -> None:
    names = ["*", "<5", "="]
    entries = [
        Entry(code, code, category=names[n % 3]) for n, code in enumerate(TABLE) if code != "E"
    ]
    result, data = made(STAGE, TABLE, entries, names)
    ranking = table(values(data), "Ringkasan")
    for expected in result.standings:
        assert ranking[expected.entry.code]["Peringkat kategori"] == expected.place_in_category
    assert recomputed(data, tmp_path)[0] == []


@pytest.mark.libreoffice
def test_the_total_over_stages_is_live(tmp_path: Path) -> None:
    weights = {"T0": Decimal(30), "T1": Decimal(70)}
    stage = replace(STAGE, final_weights=weights, order=2)
    before = {("T0", code): Fraction(n * 72 + 401, 8) for n, code in enumerate("ABCD")}
    result, data = made(stage, TABLE, before=before)
    book = values(data)
    ranking = table(book, "Ringkasan")
    for expected in result.standings:
        value = expected.total and float(expected.total)
        assert ranking[expected.entry.code]["Total"] == value
    assert ranking["F"]["Status"] == "another stage is not scored yet"
    assert table(book, "Nilai")["A"]["Nilai T0"] == 50.125
    assert recomputed(data, tmp_path)[0] == []


def test_corrections_are_listed_with_what_was_given() -> None:
    stage = rule(Method.LIMITED_MEAN, Aggregation.PER_CRITERION, ALL_STEPS)
    sheet = values(summary(stage, TABLE))["Koreksi"]
    rows = [[cell.value for cell in row[:6]] for row in sheet.iter_rows(min_row=16)]
    assert ["D", "Inovasi D", "J1", "K1", 20, 50.83] in rows
    plain = values(summary(STAGE, TABLE))["Koreksi"]
    assert plain["A5"].value == "The method of this stage corrects nothing."


def test_recusals_are_listed_with_their_reason_before_the_gaps() -> None:
    sheet = values(summary(STAGE, TABLE))["Tidak Menilai"]
    listed = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    assert [row[4] for row in listed] == ["does not score (R)"] * 4 + ["not complete yet"] * 3 + [
        "question or error open (?)"
    ]
    assert listed[0][5] == "saudara kandung"


def test_every_sheet_says_what_is_open_until_the_result_is_final() -> None:
    book = values(summary(STAGE, TABLE))
    assert {sheet["A3"].value for sheet in book} == {"SEMENTARA – open matters: 4"}
    assert parameter(book, "Open matters") == (4, "Above 0 the result is SEMENTARA.")
    done = {"A": {"J1": ["1", "2", "3"]}}
    nothing_open = "SEMENTARA – all scores are in; final after “sinovik finalize”"
    assert {sheet["A3"].value for sheet in values(summary(STAGE, done))} == {nothing_open}
    settled = replace(made(STAGE, done)[0], final=True)
    final = values(summary_book.write(competition(STAGE, done), settled, FACTS))
    assert {sheet["A3"].value for sheet in final} == {None}
    assert parameter(final, "Open matters") == ("–", None)


def test_a_final_result_says_what_was_left_open_on_purpose() -> None:
    settled = replace(made(STAGE, TABLE)[0], final=True)
    final = values(summary_book.write(competition(STAGE, TABLE), settled, FACTS))
    sentence = "Left open on purpose; the minutes say by whom and why."
    assert parameter(final, "Open matters") == (4, sentence)
    assert not any("SEMENTARA" in str(c.value) for row in final["Parameter"] for c in row)


def parameter(book: Workbook, name: str) -> tuple[object, object]:
    """Value and explanation of a line of Parameter."""
    lines = book["Parameter"].iter_rows(values_only=True)
    return next((line[1], line[2]) for line in lines if line[0] == name)


def test_text_from_outside_is_never_a_formula() -> None:
    evil = Entry("A", "=1+1", unit='=HYPERLINK("http://x")', category="=2", reason="@x")
    book = formulas(summary(STAGE, TABLE, [evil]))
    found = {
        (cell.value, cell.data_type)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith(("=1", "=HY", "=2"))
    }
    assert found == {("=1+1", "s"), ('=HYPERLINK("http://x")', "s"), ("=2", "s")}


def test_the_trail_names_every_file() -> None:
    sheet = values(summary(STAGE, TABLE))["Jejak"]
    assert sheet["A1"].value == "Trail: the files received and what became of them"
    assert [cell.value for cell in sheet[6]] == ["a/J1.xlsx", "used", "J1", "ab" * 32]
    assert "cd" * 32 in str(sheet["A4"].value)


def test_the_same_result_gives_the_same_bytes() -> None:
    assert summary(STAGE, TABLE) == summary(STAGE, TABLE)


def test_a_stage_without_any_score_still_gives_a_workbook() -> None:
    data = summary(STAGE, {"A": {"J1": MISSING}})
    assert table(values(data), "Ringkasan")["A"]["Status"] == "belum dinilai"


@pytest.mark.libreoffice
def test_three_thousand_entries_are_computed_alike(tmp_path: Path) -> None:
    rng = random.Random(3)  # noqa: S311 - scores, not secrets
    criteria = tuple(Criterion(f"K{n}", f"Kriteria {n}", Decimal(20)) for n in range(5))
    stage = replace(
        STAGE, criteria=criteria, method=Method.TRIMMED_MEAN, advance=99, rounding=ALL_STEPS
    )
    scores: Scores = {
        f"INO-{n:04}": {
            f"J{j}": R if rng.random() < 0.05 else [str(rng.randrange(60, 95)) for _c in criteria]
            for j in range(9)
        }
        for n in range(3000)
    }
    entries = [Entry(code, code, category=rng.choice("XYZ")) for code in scores]
    _result, data = made(stage, scores, entries, "XYZ")
    wrong, compared = recomputed(data, tmp_path)
    assert wrong == []
    assert compared > 200_000
