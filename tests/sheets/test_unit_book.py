"""daftar_unit.xlsx: written, read back, added to without losing what people wrote."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from office import convert
from sinovik_sheets.model import Unit
from sinovik_sheets.sheets.reading.book import read_book
from sinovik_sheets.sheets.settings import competition_tables, unit_book
from sinovik_sheets.steps.unit_drafts import KindWords
from sinovik_sheets.steps.units import import_units
from unit_lists import listed


def test_units_are_read_back_as_they_were_written() -> None:
    units = (
        Unit("A1", "Dinas A", "OPD", aliases=("Disa", "DA"), email="a@contoh.go.id"),
        Unit("0012", "=SUM(1)", "SD", "00123", "A1", (), "", "0800", "A", "Satu", "Kab. X"),
    )
    assert listed(unit_book.write(units)) == units
    assert listed(unit_book.write()) == ()


def test_what_people_made_of_the_workbook_stays() -> None:
    data = unit_book.write([Unit("A1", "Dinas A", "OPD"), Unit("A2", "Dinas B", "OPD")])
    workbook = load_workbook(io.BytesIO(data))
    sheet = workbook["Unit"]
    sheet.insert_cols(2)
    sheet["B1"], sheet["B3"] = "Catatan kami", "telepon dulu"
    sheet["C3"] = "Dinas A dan Lain-lain"
    workbook.create_sheet("Coretan")["A1"] = "milik kami"
    stream = io.BytesIO()
    workbook.save(stream)
    new = Unit("A3", "Dinas C", "OPD", "0012")
    added = unit_book.add(stream.getvalue(), [new, Unit("A2", "Dinas B2", "OPD")])
    assert added is not None
    assert [(u.code, u.name) for u in listed_with_own_columns(added)] == [
        ("A1", "Dinas A dan Lain-lain"),
        ("A2", "Dinas B2"),
        ("A3", "Dinas C"),
    ]
    after = load_workbook(io.BytesIO(added))
    assert after["Unit"]["B3"].value == "telepon dulu"
    assert after["Coretan"]["A1"].value == "milik kami"
    assert unit_book.add(added, [new]) is None


def listed_with_own_columns(data: bytes) -> tuple[Unit, ...]:
    return unit_book.read(read_book(data), "daftar_unit.xlsx", [])


def test_the_table_is_the_one_of_the_settings() -> None:
    names = {column.name for column in competition_tables.UNITS.columns}
    assert set(unit_book.row(Unit("A", "B"))) == names


LISTS = (
    "unit_kota_pasuruan_2024.csv",
    "unit_situbondo_2018.csv",
    "sekolah_npsn.csv",
    "puskesmas_kode.csv",
    "wilayah.csv",
)


CODES = {
    "sekolah_npsn.csv": "npsn",
    "puskesmas_kode.csv": "kode_puskesmas",
    "wilayah.csv": "kode",
}


@pytest.mark.libreoffice
def test_no_code_of_any_real_list_changes_in_excel_and_libreoffice(
    shared_data: Path, tmp_path: Path
) -> None:
    units = shared_data / "units"
    files = [(name, (units / name).read_bytes()) for name in LISTS]
    own = ("provinsi", "kabupaten", "kota")
    found = import_units(files, (), KindWords(own))
    wanted = {unit.code: unit.official_code for unit in found.units}
    official = {
        row[column]
        for name, column in CODES.items()
        for row in csv.DictReader(io.StringIO((units / name).read_text(encoding="utf-8-sig")))
    }
    assert official <= set(wanted.values())
    written = tmp_path / "daftar_unit.xlsx"
    written.write_bytes(unit_book.write(found.units))
    ods = convert(written, "ods", tmp_path / "ods")
    back = convert(ods, "xlsx:Calc MS Excel 2007 XML", tmp_path / "xlsx")
    for path in (written, ods, back):
        read = {unit.code: unit.official_code for unit in listed(path.read_bytes())}
        assert read == wanted
