"""Registration forms for tests: a small competition, its form, and what people put into it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sinovik_sheets.model import Category, Competition, Group, Section, Settings, Unit
from sinovik_sheets.sheets.reading.book import read_book
from sinovik_sheets.sheets.registration.reader import FoundForm, find_form
from sinovik_sheets.sheets.registration.writer import RegistrationForm, write
from sinovik_sheets.text import speaking

CODE, OTHER_CODE = "ABCDEFGH23", "ZYXWVUTS98"
UNIT = Unit("20522528", "SD Contoh 1", "SD", district="Kecamatan Contoh", email="a@contoh.id")
OTHER = Unit("20522536", "Unit Rahasia Contoh", "SMP", email="rahasia@contoh.id")
COMPETITION = Competition(
    Settings(
        "Lomba Contoh",
        registration_closes=date(2027, 3, 31),
        letterhead=("PEMERINTAH KABUPATEN CONTOH", "SEKRETARIAT DAERAH"),
    ),
    categories=(
        Category("KES", "Kesehatan"),
        Category("ELH", "Energi, Lingkungan Hidup"),
        Category("PDK", "Pendidikan"),
    ),
    groups=(Group("umum", "Umum"), Group("replikasi", "Replikasi")),
    sections=(
        Section("K1", "Ringkasan", 10),
        Section("K6.1", "Adaptabilitas", 600),
        Section("R1", "Proses Replikasi", required=False, groups=("replikasi",)),
    ),
    units=(UNIT, OTHER),
)
ANSWERS: Mapping[str, Any] = {
    "judul": "Judul Satu",
    "kategori": "KES – Kesehatan",
    "kelompok": "umum – Umum",
    "mulai": datetime(2020, 12, 17),
    "inovator": "Inovator 1\nInovator 2",
    "bukti": "https://contoh.id/1",
    "bagian:K1": "Dua kata",
    "bagian:K6.1": "=bukan rumus",
    "pernyataan:1": "ya",
}
PERSON = {"penanggung_jawab": "Orang 1", "nip": "198001012005011001", "whatsapp": "0812"}
Sheets = Mapping[str, Mapping[str, Any]]
Change = Callable[[Workbook], object]


def issued(
    unit: Unit | None = UNIT, competition: Competition = COMPETITION, code: str = CODE
) -> bytes:
    """A form of three pages as it is sent."""
    with speaking("en"):
        return write(RegistrationForm(competition, code, unit, 3))


def cells(sheet: Worksheet) -> dict[str, Any]:
    """The white cells of a page by their fields."""
    rows = {str(row[0].value)[1:]: row[2] for row in sheet.iter_rows() if row[0].value}
    return {field: cell for field, cell in rows.items() if field != "halaman"}


def filled(sheets: Sheets, change: Change = id, data: bytes | None = None) -> bytes:
    """A form with these answers by page and field, then changed by `change`."""
    book = load_workbook(BytesIO(data or issued()))
    for page, answers in sheets.items():
        found = cells(book[page])
        for field, value in answers.items():
            found[field].value = value
            if isinstance(value, str) and value.startswith("="):
                found[field].data_type = "s"
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def found(data: bytes, competition: Competition = COMPETITION) -> FoundForm:
    """The form as read."""
    form = find_form(read_book(data), competition, "kiriman.xlsx")
    assert form is not None
    return form
