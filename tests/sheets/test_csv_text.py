"""Plain text tables: every way offices save them gives the same cells, all of them text."""

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinovik_sheets.sheets.cells import Kind, UnreadableBook
from sinovik_sheets.sheets.reading.csv_text import CSV_SHEET, read_any, read_csv
from workbooks import by_openpyxl

UNITS = (
    ("Kode", "Nama", "Nilai"),
    ("0012", "Dinas Pemuda, Olahraga, dan Pariwisata", "85,5"),
    ("0013", 'Dinas "Contoh"', "90,25"),
    ("0014", "Kelurahan Tapa’an; Kota", "77"),
)


def written(rows: Sequence[Sequence[str]], delimiter: str) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


def rows_of(data: bytes) -> list[list[str]]:
    """The texts of the only sheet, row by row; a gap is an empty text."""
    (grid,) = read_csv(data).sheets
    rows = max((row for row, _column in grid.cells), default=0)
    widths = {row: max((c for r, c in grid.cells if r == row), default=0) for row, _ in grid.cells}
    return [
        [grid.at(row, column).text for column in range(1, widths.get(row, 0) + 1)]
        for row in range(1, rows + 1)
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_however_it_is_saved_the_cells_are_the_same(
    delimiter: str, encoding: str, line_end: str
) -> None:
    text = written(UNITS, delimiter).replace("\r\n", line_end)
    assert rows_of(text.encode(encoding)) == [list(row) for row in UNITS]


def test_every_cell_is_text_so_that_codes_keep_their_zeros() -> None:
    (grid,) = read_csv(b"kode,nilai\n00123,1e5\n").sheets
    assert grid.name == CSV_SHEET
    assert {cell.kind for cell in grid.cells.values()} == {Kind.TEXT}
    assert grid.at(2, 1).text == "00123"
    assert grid.at(2, 2).text == "1e5"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Nama;Nilai\nA;85,5\nB;90,5\n", [["Nama", "Nilai"], ["A", "85,5"], ["B", "90,5"]]),
        ("Nama\nDinas A, B dan C\nDinas D\n", [["Nama"], ["Dinas A, B dan C"], ["Dinas D"]]),
        ("Nama\nDinas A, B\nDinas C, D\n", [["Nama"], ["Dinas A, B"], ["Dinas C, D"]]),
        ("DAFTAR\n\nNo,Nama\n1,A\n", [["DAFTAR"], [], ["No", "Nama"], ["1", "A"]]),
        ('No, Nama\n1, "A, B"\n', [["No", "Nama"], ["1", "A, B"]]),
        ("sep=;\r\nNo;Nama\r\n1;A, B\r\n", [["No", "Nama"], ["1", "A, B"]]),
        ("sep=,\nNo;x,Nama\n1;y,A\n", [["No;x", "Nama"], ["1;y", "A"]]),
        ('Kode;Nama\n="007";A\n', [["Kode", "Nama"], ["007", "A"]]),
        ('No,Nama\n1,"Dinas\nContoh"\n', [["No", "Nama"], ["1", "Dinas\nContoh"]]),
        ("No\tNama\n1\tDinas A, B; C\n", [["No", "Nama"], ["1", "Dinas A, B; C"]]),
        ("", []),
    ],
)  # fmt: skip
def test_columns_are_parted_where_a_person_would_part_them(
    text: str, rows: list[list[str]]
) -> None:
    assert rows_of(text.encode()) == rows


def test_rows_are_numbered_as_excel_numbers_them() -> None:
    (grid,) = read_csv(b'No,Nama\n\n1,"two\nlines"\n2,B\n').sheets
    assert grid.at(3, 2).text == "two\nlines"
    assert grid.at(4, 1).text == "2"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"a,b\n" + b"x" * (10 * 2**20), "too-big"),
        (b"a,b\n" + b"1,2\n" * 100_001, "too-big"),
        (b",".join([b"x"] * 201), "too-big"),
        (b"kode,nama\n1,\0A\n", "broken"),
        ("kode,nama".encode("utf-16-le"), "broken"),
        (b"\xff\xfea", "broken"),
        (b'kode,nama\n1,"Dinas A\n2,Dinas B\n', "broken"),
        (b'kode,nama\n1,"Dinas A\n2,"Dinas B"\n', "broken"),
    ],
)
def test_what_cannot_be_read_whole_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableBook) as refused:
        read_csv(data)
    assert refused.value.reason == reason


def test_empty_rows_and_columns_to_the_edge_of_excel_cost_nothing() -> None:
    data = b"Kode;Nama\n1;A\n" + b";;;\n" * 200_000
    assert rows_of(data) == [["Kode", "Nama"], ["1", "A"]]


def test_one_way_in_for_workbooks_and_text() -> None:
    workbook = read_any(by_openpyxl({"A1": "Kode", "A2": 7}))
    text = read_any(b"Kode\n7\n")
    assert workbook.sheets[0].at(1, 1).text == text.sheets[0].at(1, 1).text == "Kode"
    assert workbook.sheets[0].at(2, 1).kind is Kind.NUMBER
    assert text.sheets[0].at(2, 1).kind is Kind.TEXT
    with pytest.raises(UnreadableBook):
        read_any(b"%PDF-1.7")
    with pytest.raises(UnreadableBook):
        read_any(b"")


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n"), min_size=1, max_size=9)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=2, max_size=6))
def test_a_well_made_table_is_never_changed(rows: list[list[str]]) -> None:
    """Quoted cells and a line `sep=` leave nothing to find out."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    (grid,) = read_csv(f"sep=;\n{stream.getvalue()}".encode()).sheets
    for row, record in enumerate(rows, start=1):
        for column, cell in enumerate(record, start=1):
            if cell.strip() and not cell.startswith('="'):
                assert grid.at(row, column).text == cell


@given(st.binary(max_size=200))
def test_whatever_the_bytes_are_it_is_read_or_refused(data: bytes) -> None:
    for read in (read_any, read_csv):
        try:
            read(data)
        except UnreadableBook:
            continue
