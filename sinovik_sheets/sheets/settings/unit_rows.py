"""The rows of the sheet `Unit`, in kompetisi.xlsx and in daftar_unit.xlsx alike."""

from sinovik_sheets.model import Unit
from sinovik_sheets.problems import Finding
from sinovik_sheets.sheets.cells import Book
from sinovik_sheets.sheets.settings.competition_tables import UNIT_TABLES, UNITS
from sinovik_sheets.sheets.tables.table import Row, check_sheets, read_table
from sinovik_sheets.sheets.tables.typed import read_list


def read(book: Book, file: str, findings: list[Finding]) -> tuple[Unit, ...]:
    """Read daftar_unit.xlsx, noting every mistake of form in `findings`."""
    findings.extend(check_sheets(book, UNIT_TABLES, file))
    return units(book, file, findings)


def units(book: Book, file: str, findings: list[Finding]) -> tuple[Unit, ...]:
    """Return the units of a workbook, noting every mistake of form in `findings`."""
    return tuple(_unit(row) for row in read_table(book, UNITS, file, findings))


def _unit(row: Row) -> Unit:
    return Unit(
        code=row.text("Kode"),
        name=row.text("Nama"),
        kind=row.text("Jenis"),
        official_code=row.text("Kode Resmi"),
        parent=row.text("Induk"),
        aliases=read_list(row.text("Alias")),
        email=row.text("Email"),
        whatsapp=row.text("WhatsApp"),
        sakip=row.text("SAKIP"),
        district=row.text("Kecamatan"),
        region=row.text("Kabupaten/Kota"),
        where=row.where("Kode"),
    )
