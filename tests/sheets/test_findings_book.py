"""The findings report: every finding and every file is in it, equal ones on one line."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import rows_from_range

from sinovik_sheets.model import Competition, Criterion, Entry, Fate, Juror, Settings, Stage
from sinovik_sheets.problems import Finding, Where
from sinovik_sheets.problems import files as file_rules
from sinovik_sheets.problems import scores as rules
from sinovik_sheets.sheets.cells import address
from sinovik_sheets.sheets.findings_book import FileLine, JurorLine, cell_ranges, write
from sinovik_sheets.text import speaking

STAGE = Stage(
    "T1", "Proposal", (Criterion("K1", "Kebaruan", None), Criterion("K2", "Dampak", None))
)
COMPETITION = Competition(
    Settings("Lomba Inovasi"),
    (STAGE,),
    jurors=(Juror("J01", "Siti"), Juror("J03", "Budi")),
    entries=tuple(Entry(f"INO-{n:04}", f"Judul {n}") for n in range(1, 61)),
)
SHEET = "Lembar Penilaian"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def sheets(
    findings: Sequence[Finding] = (),
    files: Sequence[FileLine] = (),
    board: Sequence[JurorLine] = (),
) -> Any:
    return load_workbook(BytesIO(write(COMPETITION, STAGE, findings, files, board)))


def table(page: Any, first: str) -> list[dict[str, Any]]:
    """The rows below the heading row that begins with `first`, by heading."""
    rows = list(page.values)
    start = next(number for number, row in enumerate(rows) if row[0] == first)
    return [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :]]


def missing(entry: int, criterion: str, juror: str = "J03") -> Finding:
    where = Where("a.xlsx", SHEET, f"{'G' if criterion == 'K1' else 'H'}{entry + 9}")
    return Finding(rules.MISSING, where, juror, f"INO-{entry:04}", criterion)


def formula(entry: int, value: str = "=80+5", juror: str = "J03") -> Finding:
    where = Where("a.xlsx", SHEET, f"G{entry + 9}")
    return Finding(rules.FORMULA, where, juror, f"INO-{entry:04}", "K1", value)


def lines(findings: Sequence[Finding], board: Sequence[JurorLine] = ()) -> list[dict[str, Any]]:
    return table(sheets(findings, board=board)["Temuan"], "Tingkat")


def test_a_finding_is_told_with_its_place_value_and_way_out() -> None:
    (line,) = lines([formula(4)])
    assert line == {
        "Tingkat": "Error",
        "Juri": "J03 – Budi",
        "Inovasi": "INO-0004",
        "Judul": "Judul 4",
        "Kriteria": "Kebaruan",
        "Berkas": "a.xlsx",
        "Lembar": SHEET,
        "Sel": "G13",
        "Tertulis": "=80+5",
        "Temuan": formula(4).message,
        "Yang perlu dilakukan": formula(4).fix,
        "Jumlah": 1,
    }


def test_findings_come_worst_first() -> None:
    low = Finding(rules.LOW, Where("a.xlsx"), "J03", "INO-0001", "K1", "5")
    note = Finding(rules.ONE_READER, Where("a.ods"))
    found = lines([note, missing(1, "K1"), low, formula(2)])
    assert [line["Tingkat"] for line in found] == ["Error", "Question", "Missing", "Note"]


def test_equal_findings_of_one_juror_share_a_line() -> None:
    (line,) = lines([formula(1), formula(2), formula(9)])
    assert line["Sel"] == "G10:G11, G18"
    assert line["Inovasi"] == "INO-0001, INO-0002, INO-0009"
    assert line["Judul"] == "3 innovations"
    assert line["Jumlah"] == 3


@pytest.mark.parametrize("other", [formula(2, "=90"), formula(2, juror="J01")])
def test_another_value_or_juror_has_a_line_of_its_own(other: Finding) -> None:
    assert [line["Jumlah"] for line in lines([formula(1), other])] == [1, 1]


def test_an_empty_sheet_is_one_line() -> None:
    (line,) = lines([missing(entry, k) for entry in range(1, 61) for k in ("K1", "K2")])
    assert line["Kriteria"] == "all criteria"
    assert line["Sel"] == "G10:H69"
    assert line["Jumlah"] == 120
    assert "36 more" in line["Inovasi"]


def test_scores_missing_here_and_there_are_one_line_a_criterion() -> None:
    gaps = [missing(entry, "K1" if entry % 2 else "K2") for entry in range(1, 21)]
    found = lines([*gaps, missing(30, "K1"), missing(30, "K2")])
    assert {(line["Kriteria"], line["Jumlah"]) for line in found} == {
        ("Kebaruan", 10),
        ("Dampak", 10),
        ("all criteria", 2),
    }


def test_the_cell_links_to_its_place_in_the_sheet_made_anew() -> None:
    anew = {("INO-0004", "K1"): Where("J03_perbaikan.xlsx", SHEET, "G20")}
    board = [JurorLine("J03", "Budi", 60, repair_file="J03_perbaikan.xlsx", repair_cells=anew)]
    book = sheets([formula(4)], board=board)
    cell = book["Temuan"]["H4"]
    assert cell.value == "G13"
    assert cell.hyperlink.target == "J03_perbaikan.xlsx"
    assert cell.hyperlink.location == f"'{SHEET}'!G20"
    links = [c.hyperlink.target for row in book["Ringkasan"] for c in row if c.hyperlink]
    assert links == ["J03_perbaikan.xlsx"]


def test_nothing_of_what_was_typed_becomes_a_formula() -> None:
    page = sheets([formula(1, '=HYPERLINK("http://x")')])["Temuan"]
    assert {cell.data_type for row in page for cell in row} <= {"s", "n"}


def test_the_levels_are_counted_finding_by_finding() -> None:
    page = sheets([formula(1), formula(2), missing(3, "K1")])["Ringkasan"]
    numbers = {row[0]: row[1] for row in page.iter_rows(min_row=6, max_row=10, values_only=True)}
    assert numbers == {"Error": 2, "Question": 0, "Missing": 1, "Warning": 0, "Note": 0}


@pytest.mark.parametrize(
    ("line", "state"),
    [
        (JurorLine("J01", "Siti", 45, 44, 1), "complete"),
        (JurorLine("J01", "Siti", 45, 40, 0, missing=25), "incomplete"),
        (JurorLine("J01", "Siti", 45, 40), "incomplete"),
        (JurorLine("J01", "Siti", 45), "nothing complete yet"),
        (JurorLine("J01", "Siti", 45, 40, 0, missing=9, questions=1), "questions to answer"),
        (JurorLine("J01", "Siti", 45, 40, 0, wrong=1, questions=1), "scores to correct"),
    ],
)
def test_the_board_says_how_far_each_juror_is(line: JurorLine, state: str) -> None:
    (row,) = table(sheets(board=[line])["Ringkasan"], "Juri")
    assert row["Nama"] == "Siti"
    assert row["Inovasi"] == 45
    assert row["Keadaan"] == state


LOW = Finding(rules.LOW, juror="J01", entry="INO-0001", criterion="K1", value="5")


@pytest.mark.parametrize(
    ("findings", "board", "words"),
    [
        ([], [JurorLine("J01", "Siti", 45, 45)], "sinovik rank"),
        ([], [JurorLine("J01", "Siti", 45)], "message"),
        ([LOW], [JurorLine("J01", "Siti", 45, 44, questions=1)], "Answer the questions"),
        ([LOW], [JurorLine("J01", "Siti", 45, 44, questions=1, wrong=1)], ", and answer"),
        ([Finding(file_rules.PDF)], [JurorLine("J01", "Siti", 45, 45)], "sheet Temuan"),
    ],
)
def test_the_next_step_fits_what_is_open(
    findings: list[Finding], board: list[JurorLine], words: str
) -> None:
    assert words in sheets(findings, board=board)["Ringkasan"]["A3"].value


def test_every_file_has_its_fate_and_the_totals_add_up() -> None:
    fates = [Fate.USED, Fate.USED, Fate.REJECTED, Fate.IGNORED, Fate.EVIDENCE]
    files = [FileLine(f"{n}.xlsx", fate, reason=f"because {n}") for n, fate in enumerate(fates)]
    page = sheets(files=files)["Nasib Berkas"]
    found = table(page, "No")
    assert [(row["Berkas"], row["Alasan"]) for row in found] == [
        (f"{n}.xlsx", f"because {n}") for n in range(5)
    ]
    rows = page.iter_rows(min_row=2, max_row=6, min_col=2, max_col=3, values_only=True)
    assert list(rows) == [
        ("used", 2),
        ("evidence", 1),
        ("rejected", 1),
        ("ignored", 1),
        ("Files altogether", 5),
    ]


def test_tables_are_frozen_and_filtered() -> None:
    book = sheets([formula(1), formula(2, "=1")], [FileLine("a.xlsx", Fate.USED)])
    assert book["Temuan"].freeze_panes == "C4"
    assert book["Temuan"].auto_filter.ref == "A3:L5"
    assert book["Nasib Berkas"].freeze_panes == "C6"
    assert book["Nasib Berkas"].auto_filter.ref == "A5:F6"
    for page in book:
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 14)


def test_a_report_without_anything_says_so() -> None:
    assert lines([])[0]["Tingkat"] == "Nothing was found."


PLACES = st.sets(st.tuples(st.integers(1, 6), st.integers(24, 29)))


@given(PLACES)
def test_ranges_cover_exactly_the_cells(places: set[tuple[int, int]]) -> None:
    cells = {address(*place) for place in places}
    covered = [cell for text in cell_ranges(cells) for row in rows_from_range(text) for cell in row]
    assert sorted(covered) == sorted(cells)


def test_what_is_no_address_is_kept() -> None:
    assert cell_ranges(["G8", "", "row 7", "G7"]) == ["G7:G8", "row 7"]
