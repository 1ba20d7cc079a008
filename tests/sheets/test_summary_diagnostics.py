"""The sheets Diagnostik Juri and Uji Kepekaan: what people read there, and that it is only text."""

import io
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from sinovik_sheets.model import Criterion, Entry, Juror, Stage
from sinovik_sheets.scoring.result import Absence, StageResult
from sinovik_sheets.scoring.sensitivity.scenarios import Diagnostics
from sinovik_sheets.sheets.summary import book as summary_book
from sinovik_sheets.sheets.summary.book import SummaryFacts
from sinovik_sheets.sheets.workbook import GREEN_FILL, RED_FILL, YELLOW_FILL
from sinovik_sheets.steps.diagnose import diagnose
from sinovik_sheets.text import speaking
from stage_results import competition, ranked

JURY, SENSITIVITY = "Diagnostik Juri", "Uji Kepekaan"
HOSTILE = '=HYPERLINK("http://contoh.id","klik")'
CRITERIA = (
    Criterion("K1", "Kebaruan", Decimal(60)),
    Criterion("K2", HOSTILE, Decimal(40)),
)
STAGE = Stage("T1", "Tahap 1", CRITERIA, advance=6)
JURORS = ("J01", "J02", "J03", "J04", "J05")
FILLS = {"hijau": GREEN_FILL, "kuning": YELLOW_FILL, "merah": RED_FILL}

Scores = dict[str, dict[str, list[str] | Absence]]


def scores(entries: int) -> Scores:
    """J03 reversed, J05 a copy of J02, J04's row for the first entry far off."""
    draw = random.Random(7)  # noqa: S311 - a test repeats itself
    table: Scores = {}
    for n in range(entries):
        worth = draw.gauss(70, 9)
        marks = {j: [round(worth + draw.gauss(0, 4)) for _c in CRITERIA] for j in JURORS}
        marks["J03"] = [140 - mark for mark in marks["J03"]]
        marks["J05"] = marks["J02"]
        if n == 0:
            marks["J04"] = [1, 1]
        table[f"INO-{n:04d}"] = {
            j: [str(min(100, max(0, mark))) for mark in row] for j, row in marks.items()
        }
    return table


def written(table: Scores, stage: Stage = STAGE) -> tuple[bytes, Diagnostics, StageResult]:
    entries = [
        Entry(code, HOSTILE if n % 2 == 0 else f"@Inovasi {n}") for n, code in enumerate(table)
    ]
    contest = competition(stage, table, entries)
    jurors = tuple(Juror(j.code, f"+{j.name}", element=HOSTILE) for j in contest.jurors)
    contest = replace(contest, jurors=jurors)
    result = ranked(contest, table)
    found = diagnose(contest, result)
    facts = SummaryFacts(date(2027, 3, 9), "0.1.0", diagnostics=found)
    with speaking("en"):
        return summary_book.write(contest, result, facts), found, result


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture(scope="module")
def made() -> tuple[bytes, Diagnostics, StageResult]:
    return written(scores(24))


@pytest.fixture(scope="module")
def book(made: tuple[bytes, Diagnostics, StageResult]) -> Workbook:
    return opened(made[0])


def rows(sheet: Any, heading: str, *, after: str = "") -> Iterator[dict[str, Any]]:
    """The rows of the table whose first column has this heading, down to the first empty row."""
    begun = not after
    names: dict[int, str] = {}
    for row in sheet.iter_rows():
        first = row[0].value
        begun = begun or first == after
        if begun and not names and first == heading:
            names = {c.column: str(c.value) for c in row if c.value is not None}
        elif names:
            if all(row[column - 1].value is None for column in names):
                return
            yield {name: row[column - 1].value for column, name in names.items()} | {
                "row": row[0].row
            }


def texts(sheet: Any) -> list[str]:
    return [c.value for row in sheet.iter_rows() for c in row if isinstance(c.value, str)]


def test_no_cell_of_either_sheet_is_a_formula(book: Workbook) -> None:
    for name in (JURY, SENSITIVITY):
        assert {c.data_type for row in book[name].iter_rows() for c in row} <= {"s", "n"}
    assert HOSTILE in texts(book[SENSITIVITY])
    assert HOSTILE in texts(book[JURY])
    assert not any(c.hyperlink for row in book[JURY].iter_rows() for c in row)


def test_it_says_that_nothing_of_it_changes_a_score(book: Workbook) -> None:
    for name in (JURY, SENSITIVITY):
        said = texts(book[name])
        assert "Diagnostics change no score; this is a list of what to check." in said


def test_every_colour_stands_as_a_word_on_its_fill(book: Workbook) -> None:
    sheet = book[JURY]
    found = [c for row in sheet.iter_rows() for c in row if c.value in FILLS]
    assert {c.value for c in found} >= {"kuning", "merah"}
    assert all(c.fill.fgColor.rgb == f"FF{FILLS[str(c.value)][1:]}" for c in found)


def test_a_row_a_juror_with_what_was_measured(
    book: Workbook, made: tuple[bytes, Diagnostics, StageResult]
) -> None:
    found = made[1].diagnosis
    shown = list(rows(book[JURY], "Juri"))[: len(JURORS)]
    assert [str(row["Juri"]).split()[0] for row in shown] == list(JURORS)
    for row, juror in zip(shown, found.jurors, strict=True):
        assert row["n"] == juror.n == 24
        assert row["Selisih (poin)"] == pytest.approx(juror.severity.number, abs=5e-5)
        assert row["Sejalan (r)"] == pytest.approx(juror.consistency.number, abs=5e-5)
        assert row["Warna"] == juror.colour
        assert row["Sama persis dengan"] == (", ".join(juror.copied) or "–")
    filled = {c.fill.fgColor.rgb for row in book[JURY].iter_rows() for c in row}
    assert f"FF{GREEN_FILL[1:]}" in filled
    assert {row["Warna"] for row in shown if str(row["Juri"]).startswith("J03")} == {"merah"}


def test_what_to_check_is_told_most_urgent_first(
    book: Workbook, made: tuple[bytes, Diagnostics, StageResult]
) -> None:
    said = texts(book[JURY])
    with speaking("en"):
        concerns = [concern.advice.text() for concern in made[1].concerns]
    at = [said.index(text) for text in concerns]
    assert at == sorted(at)
    assert any("J03" in text for text in concerns)


def test_scores_far_from_the_others_stand_with_their_entry(book: Workbook) -> None:
    far = list(rows(book[JURY], "Juri", after="Scores far from what the others give"))
    first = next(row for row in far if row["Kode"] == "INO-0000")
    assert str(first["Juri"]).startswith("J04")
    assert first["Nilai juri"] == 1
    assert first["Inovasi"] == HOSTILE


def test_every_scenario_has_a_row_with_its_changes(
    book: Workbook, made: tuple[bytes, Diagnostics, StageResult]
) -> None:
    found = made[1].sensitivity
    shown = list(rows(book[SENSITIVITY], "Jenis"))
    assert len(shown) == len(found.scenarios) == 6 + 8 + 5
    for row, scenario in zip(shown, found.scenarios, strict=True):
        assert row["Jenis"] == scenario.kind
        if scenario.goes_on is None:
            assert row["Berganti"] == "–"
            continue
        assert row["Berganti"] == found.changes(scenario)
        assert str(row["Keluar"] or "") == ", ".join(found.leaving(scenario))
        assert str(row["Masuk"] or "") == ", ".join(found.joining(scenario))
    assert "K1 Kebaruan: 60 % → 70 %" in [row["Jika"] for row in shown]


def test_the_matrix_holds_exactly_those_whose_fate_changes(
    book: Workbook, made: tuple[bytes, Diagnostics, StageResult]
) -> None:
    found = made[1].sensitivity
    table = list(rows(book[SENSITIVITY], "Kode", after="Whose fate changes anywhere"))
    counts, members = table[0], table[1:]
    assert [row["Kode"] for row in members] == list(found.touched)
    for scenario in found.scenarios:
        name = f"tanpa {scenario.code}"
        if name in counts and scenario.goes_on is not None:
            assert counts[name] == found.changes(scenario)
            words = {code: (code in found.own, code in scenario.goes_on) for code in found.touched}
            said = {(False, False): None, (True, True): "ya", (True, False): "keluar"}
            for row in members:
                fate = words[str(row["Kode"])]
                assert row[name] == said.get(fate, "masuk")


def test_entries_near_the_cut_have_chance_zone_and_places(
    book: Workbook, made: tuple[bytes, Diagnostics, StageResult]
) -> None:
    chances = {c.entry: c for c in made[1].diagnosis.chances}  # type: ignore[union-attr]
    shown = list(rows(book[SENSITIVITY], "Kode"))
    assert set(made[1].grey) <= {row["Kode"] for row in shown}
    for row in shown:
        chance = chances[str(row["Kode"])]
        assert row["Peluang"] == pytest.approx(chance.chance, abs=5e-5)
        assert (row["Zona"], row["Tempat 5 %"], row["Tempat 95 %"]) == (
            chance.zone,
            chance.best,
            chance.worst,
        )
    said = " ".join(texts(book[SENSITIVITY]))
    assert "1000 rounds" in said
    assert "seed 1" in said
    assert "an estimate" in said


def test_both_sheets_have_a_chart_and_print_on_f4_landscape(book: Workbook) -> None:
    for name in (JURY, SENSITIVITY):
        sheet: Any = book[name]
        assert len(sheet._charts) == 1  # noqa: SLF001 - openpyxl has no other way to ask
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (14, "landscape")
        assert sheet.page_setup.scale >= 70
        assert sheet.print_title_rows == "$1:$2"


def test_numbers_have_at_most_four_decimals(book: Workbook) -> None:
    for name in (JURY, SENSITIVITY):
        for row in book[name].iter_rows():
            for cell in row:
                if isinstance(cell.value, float):
                    assert cell.value == round(cell.value, 4)


def test_the_same_input_gives_the_same_bytes(
    made: tuple[bytes, Diagnostics, StageResult],
) -> None:
    assert written(scores(24))[0] == made[0]


@pytest.mark.parametrize("entries", [0, 1, 4])
def test_too_few_say_so_in_place_of_figures(entries: int) -> None:
    data, found, _result = written(scores(entries))
    sheet = opened(data)[JURY]
    assert found.diagnosis.too_few is not None
    with speaking("en"):
        assert found.diagnosis.too_few.text() in texts(sheet)
    assert not list(rows(sheet, "Juri"))


def test_no_cut_is_said_and_looked_at_all_the_same() -> None:
    data, _found, _result = written(scores(24), replace(STAGE, advance=None))
    said = " ".join(texts(opened(data)[SENSITIVITY]))
    assert "declares no cut" in said
    assert "places 1 to 3" in said


def test_without_diagnostics_there_are_no_such_sheets() -> None:
    table = scores(3)
    contest = competition(STAGE, table)
    data = summary_book.write(
        contest, ranked(contest, table), SummaryFacts(date(2027, 3, 9), "0.1.0")
    )
    assert not {JURY, SENSITIVITY} & set(opened(data).sheetnames)
