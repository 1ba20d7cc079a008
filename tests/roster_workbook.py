"""daftar_peserta.xlsx for tests: made by a run, changed by people, read back."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sinovik_sheets.model import Settings
from sinovik_sheets.sheets.cells import Book
from sinovik_sheets.sheets.reading.book import read_book
from sinovik_sheets.sheets.roster.book import update
from sinovik_sheets.sheets.roster.content import RosterContent
from workbooks import filled_rows

NAME = "daftar_peserta.xlsx"
ENTRIES, CHECKS, CONTACTS = "Inovasi", "Perlu Diperiksa", "Kontak"


def entry(number: int, **more: str) -> dict[str, str]:
    """A row of Inovasi; `more` by column, with `_` for a space."""
    return {
        "Kode": f"INO-{number:04}",
        "Judul": f"Layanan ke-{number}",
        "Kode Unit": f"0{number}",
        "Unit": f"Dinas Contoh {number}",
        "Jenis": "OPD",
        "Mulai Diterapkan": "17/12/2025",
        "Temuan": "",
    } | {name.replace("_", " "): text for name, text in more.items()}


def check(number: int, **more: str) -> dict[str, str]:
    """A row of Perlu Diperiksa."""
    return {
        "Nomor": f"P{number:03}",
        "Inovasi": f"INO-{number:04}",
        "Pertanyaan": "Unit mana?",
        "Pilihan": "01 / 02",
    } | more


CONTENT = RosterContent(
    Settings("Kompetisi Contoh"),
    date(2027, 3, 12),
    entries=[entry(1), entry(2), entry(3)],
    checks=[check(1), check(2)],
    contacts=[{"Kode": "INO-0001", "NIP": "198001012005011001", "WhatsApp": "081200000001"}],
)


def made(content: RosterContent = CONTENT, current: bytes | None = None) -> bytes:
    """The workbook after a run that had something to do."""
    data = update(current, content)
    assert data is not None
    return data


def loaded(data: bytes) -> Workbook:
    """The workbook as people see it."""
    return load_workbook(BytesIO(data), rich_text=True)


def changed(data: bytes, change: Callable[[Workbook], object]) -> bytes:
    """The workbook after people have changed it."""
    book = loaded(data)
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def heading(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """The heading row and its columns by name."""
    cells = next(row for row in sheet.iter_rows() if row[0].value in ("Kode", "Nomor"))
    top = cells[0].row
    assert top is not None
    return top, {str(cell.value): cell.column for cell in cells if cell.value}


def rows(data: bytes, name: str = ENTRIES) -> list[dict[str, Any]]:
    """The rows below heading, explanations and example, by heading; `row` is the number."""
    sheet = loaded(data)[name]
    top, columns = heading(sheet)
    return filled_rows(sheet, top, columns)


def opened(data: bytes) -> Book:
    """The workbook as our readers read it."""
    return read_book(data)


def entries_with(*more: Mapping[str, str]) -> RosterContent:
    """The content with more entries."""
    return replace(CONTENT, entries=[*CONTENT.entries, *more])


def type_into(book: Workbook, code: str, sheet: str = ENTRIES, **typed: Any) -> None:
    """Type into the row of a code, by heading."""
    page = book[sheet]
    _top, columns = heading(page)
    number = next(row[0].row for row in page.iter_rows() if row[0].value == code)
    for name, value in typed.items():
        page.cell(number, columns[name.replace("_", " ")]).value = value
