"""daftar_peserta.xlsx: the innovations that compete, typed by people."""

from sinovik_sheets.model import Entry, EntryStatus
from sinovik_sheets.problems import Finding
from sinovik_sheets.sheets.cells import Book
from sinovik_sheets.sheets.settings import competition_tables as tables
from sinovik_sheets.sheets.tables.table import Row, check_sheets, plain_name, read_table
from sinovik_sheets.sheets.tables.writer import write_guide, write_table
from sinovik_sheets.sheets.workbook import NewWorkbook
from sinovik_sheets.text import _

PASSED = "lolos"


def write() -> bytes:
    """Return a new daftar_peserta.xlsx, in the language being spoken."""
    book = NewWorkbook(_("Roster"))
    write_table(book, tables.ENTRIES, (), examples=True)
    lines = [
        _("One row an innovation. The code must never change once score sheets are out."),
        _("Leave “Status Administrasi” empty for all, or fill it in for all."),
        _("Rows whose first cell begins with “contoh” are examples; they are not read."),
    ]
    write_guide(book, tables.ROSTER_TABLES, lines)
    return book.finish()


def read(book: Book, file: str, findings: list[Finding]) -> tuple[Entry, ...]:
    """Read the sheet `Inovasi`, noting every mistake of form in `findings`."""
    findings.extend(check_sheets(book, tables.ROSTER_TABLES, file))
    return tuple(_entry(row) for row in read_table(book, tables.ENTRIES, file, findings))


def _entry(row: Row) -> Entry:
    passed = plain_name(row.text("Status Administrasi")) == PASSED
    return Entry(
        code=row.text("Kode"),
        title=row.text("Judul"),
        unit_code=row.text("Kode Unit"),
        unit=row.text("Unit"),
        kind=row.text("Jenis"),
        category=row.text("Kategori"),
        group=row.text("Kelompok"),
        started=row.day("Mulai Diterapkan"),
        innovators=row.text("Inovator"),
        status=None if passed else row.choice("Status Administrasi", EntryStatus),
        reason=row.text("Alasan"),
        passed=passed,
        where=row.where("Kode"),
    )
