"""Tables somebody else made: heading, columns and rows are found, never guessed."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from sinovik_sheets.sheets.cells import Book
from sinovik_sheets.sheets.reading.csv_text import read_any, read_csv
from sinovik_sheets.sheets.tables.foreign import Field, ForeignTable, find_table, find_tables
from workbooks import by_openpyxl

FIELDS = (
    Field("name", ("nama unit", "unit", "opd", "nama sekolah", "nama"), required=True),
    Field("code", ("kode", "npsn")),
    Field("kind", ("jenis", "bentuk")),
    Field("district", ("kecamatan",)),
    Field("phone", ("whatsapp", "no hp", "telepon")),
)


def book(*rows: Sequence[object], merge: Sequence[str] = ()) -> Book:
    """A workbook of these rows."""

    def fill(workbook: Workbook) -> None:
        assert workbook.active is not None
        for row in rows:
            workbook.active.append(list(row))
        for cells in merge:
            workbook.active.merge_cells(cells)

    return read_any(by_openpyxl({}, fill))


def table(*rows: Sequence[object], merge: Sequence[str] = ()) -> ForeignTable:
    """The table found in a workbook of these rows."""
    found = find_table(book(*rows, merge=merge), FIELDS)
    assert found is not None
    return found


def read(found: ForeignTable, *names: str) -> list[tuple[str, ...]]:
    return [tuple(row.text(name) for name in names) for row in found.rows]


def test_the_heading_is_found_below_titles_and_remarks() -> None:
    found = table(
        ["DAFTAR SEKOLAH KABUPATEN CONTOH"],
        ["keadaan Januari"],
        [],
        ["No", "NAMA  SEKOLAH (wajib diisi)", "N.P.S.N.", "Kecamatan *", "Catatan"],
        [1, "SD CONTOH 1", 20500001, "Contoh", "x"],
    )
    assert (found.sheet, found.heading, found.missing) == ("Sheet", 4, ())
    assert found.columns == {"name": 2, "code": 3, "district": 4}
    assert found.mapping == (
        ("No", ""),
        ("NAMA SEKOLAH (wajib diisi)", "name"),
        ("N.P.S.N.", "code"),
        ("Kecamatan *", "district"),
        ("Catatan", ""),
    )
    assert read(found, "name", "code", "kind") == [("SD CONTOH 1", "20500001", "")]
    (row,) = found.rows
    assert str(row.where("daftar.xlsx", "code")) == "daftar.xlsx › Sheet › C5"
    assert row.where("daftar.xlsx").at("district").cell == "D5"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Nama Unit / OPD Anda *", "name"),
        ("1. Tuliskan nama unit Anda", "name"),
        ("NAMA\nUNIT", "name"),
        ("Nama Unit atau OPD", "name"),
        ("No. HP/WhatsApp", "phone"),
        ("Nomor HP", ""),
        ("Nama / Kecamatan", ""),
        ("Nama Kepala Unit / OPD", ""),
        ("Nama Kepala", ""),
    ],
)
def test_a_heading_is_used_only_where_it_says_one_thing(heading: str, field: str) -> None:
    found = table([heading, "Jenis"], ["a", "b"])
    assert dict(found.mapping)[" ".join(heading.split())] == field


def test_what_is_nearly_a_heading_is_shown_and_not_used() -> None:
    found = table(["Kode", "Nma Unit", "Kecamatn", "Kode"], ["1", "Dinas Contoh", "Contoh", "2"])
    assert found.columns == {"code": 1}
    assert found.missing == ("name",)
    assert found.near == (
        ("Nma Unit", "name", "B1"),
        ("Kecamatn", "district", "C1"),
        ("Kode", "code", "D1"),
    )


def test_of_two_columns_the_one_with_the_better_name_is_taken() -> None:
    found = table(["Nama", "Nama Unit"], ["Kepala Contoh", "Dinas Contoh"])
    assert read(found, "name") == [("Dinas Contoh",)]
    assert found.near == (("Nama", "name", "A1"),)


def test_headings_may_take_up_two_rows() -> None:
    found = table(
        ["No", "Nama", "Lokasi", None, "Kontak", None],
        [None, None, "Kecamatan", "Desa", "No HP", "Surel"],
        [1, "Dinas Contoh", "Contoh", "Lain", "0800", "a@contoh.go.id"],
        merge=["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
    )
    assert found.heading == 2
    assert found.columns == {"name": 2, "district": 3, "phone": 5}
    assert dict(found.mapping)["Lokasi Kecamatan"] == "district"
    assert read(found, "name", "district", "phone") == [("Dinas Contoh", "Contoh", "0800")]


def test_a_data_row_is_never_taken_for_the_second_row_of_a_heading() -> None:
    found = table(
        ["Nama", "Jenis", "Kode"], ["SD Contoh", "OPD", "A-1"], ["SD Lain", "Unit", "A-2"]
    )
    assert found.heading == 1
    assert read(found, "name") == [("SD Contoh",), ("SD Lain",)]


def test_rows_that_are_no_things_are_left_out_and_named() -> None:
    heading = ["No", "Nama", "Jenis"]
    found = table(
        heading,
        ["(1)", "(2)", "(3)"],
        [1, "Dinas Contoh 1", "OPD"],
        [],
        heading,
        [2, "Dinas Contoh 2", "OPD"],
        ["Jumlah", None, 2],
        [3, "Jumlah", "Unit"],
    )
    assert read(found, "name") == [("Dinas Contoh 1",), ("Dinas Contoh 2",), ("Jumlah",)]
    assert found.left_out == (2, 5, 7)


def test_numbers_are_read_as_people_see_them() -> None:
    def fill(workbook: Workbook) -> None:
        sheet = workbook.active
        assert sheet is not None
        for row in (["Nama", "Kode"], ["A", 20500001.0], ["B", 123], ["C", 0.5]):
            sheet.append(row)
        sheet["B3"].number_format = "00000000"

    found = find_table(read_any(by_openpyxl({}, fill)), FIELDS)
    assert found is not None
    assert [row.text("code") for row in found.rows] == ["20500001", "00000123", "0.5"]


def test_a_cell_merged_over_rows_holds_for_each_of_them() -> None:
    found = table(
        ["Kecamatan", "Nama"],
        ["Contoh", "Desa Satu"],
        [None, "Desa Dua"],
        ["Lain", "Desa Tiga"],
        merge=["A2:A3"],
    )
    assert read(found, "district", "name") == [
        ("Contoh", "Desa Satu"),
        ("Contoh", "Desa Dua"),
        ("Lain", "Desa Tiga"),
    ]


def sheets(contents: Mapping[str, Sequence[Sequence[object]]], hidden: Sequence[str] = ()) -> Book:
    def fill(workbook: Workbook) -> None:
        for name, rows in contents.items():
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
            sheet.sheet_state = "hidden" if name in hidden else "visible"

    return read_any(by_openpyxl({}, fill))


def test_the_sheet_that_names_most_is_taken_or_all_that_name_enough() -> None:
    contents = {
        "Rekap": [["Jenis", "Kecamatan", "Kode"], ["OPD", "Contoh", "1"]],
        "OPD": [["Nama"], ["Dinas Contoh"]],
        "Sekolah": [["Nama", "NPSN"], ["SD Contoh", "20500001"]],
        "Lama": [["Nama", "NPSN", "Jenis"], ["SD Lama", "20500002", "SD"]],
    }
    found = find_table(sheets(contents, hidden=["Lama"]), FIELDS)
    assert found is not None
    assert found.sheet == "Sekolah"
    many = find_tables(sheets(contents, hidden=["Lama"]), FIELDS)
    assert [one.sheet for one in many] == ["OPD", "Sekolah"]


def test_there_may_be_no_table_at_all() -> None:
    assert find_table(book(["Halo"], ["apa kabar"]), FIELDS) is None
    assert find_table(read_csv(b""), FIELDS) is None
    rows = [["x"]] * 30 + [["Nama", "Kode"]]
    assert find_table(book(*rows), FIELDS) is None


def test_filtered_rows_are_read_and_named() -> None:
    def fill(workbook: Workbook) -> None:
        sheet = workbook.active
        assert sheet is not None
        for row in (["Nama"], ["A"], ["B"]):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True

    found = find_table(read_any(by_openpyxl({}, fill)), FIELDS)
    assert found is not None
    assert [row.number for row in found.rows] == [2, 3]
    assert found.hidden_rows == (3,)


def test_every_school_of_a_real_list_is_read(shared_data: Path) -> None:
    data = (shared_data / "units" / "sekolah_npsn.csv").read_bytes()
    found = find_table(read_csv(data), FIELDS)
    assert found is not None
    assert found.columns == {"name": 2, "code": 1, "kind": 3, "district": 5}
    assert len({row.text("code") for row in found.rows}) == 2432


CELLS = st.one_of(
    st.none(),
    st.integers(0, 9),
    st.sampled_from(["Nama", "Kode", "Jenis / Kode", "Jumlah", "*", "(1)", "Kota", "a) Nama"]),
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=8))
def test_every_filled_row_below_the_heading_is_accounted_for(rows: list[list[object]]) -> None:
    text = "\n".join(";".join("" if c is None else str(c) for c in row) for row in rows)
    found = find_table(read_csv(f"sep=;\n{text}".encode()), FIELDS)
    if found is not None:
        told = {row.number for row in found.rows} | set(found.left_out)
        filled = {
            number
            for number, row in enumerate(rows, start=1)
            if number > found.heading and any(cell is not None for cell in row)
        }
        assert told == filled
