"""daftar_peserta.xlsx: the roster, filled by people and by what was registered.

Its tables are edited in place, row by row; the other sheets of the tool are
views, written anew when they differ.
"""

from sinovik_sheets.layout import ROSTER
from sinovik_sheets.model import Entry, EntryStatus
from sinovik_sheets.problems import Finding, Where
from sinovik_sheets.problems import registration as rules
from sinovik_sheets.sheets.cells import Book
from sinovik_sheets.sheets.roster import tables, views
from sinovik_sheets.sheets.roster.content import RosterContent
from sinovik_sheets.sheets.tables.answers import DECIDED_BY, NO_LONGER, AnswerRow
from sinovik_sheets.sheets.tables.answers import read_answers as read_answer_rows
from sinovik_sheets.sheets.tables.edited_cell import canonical_text
from sinovik_sheets.sheets.tables.shared_table import SharedTable
from sinovik_sheets.sheets.tables.table import Row, check_sheets, plain_name, read_table
from sinovik_sheets.sheets.tables.two_way import EditedWorkbook, without_views
from sinovik_sheets.sheets.tables.writer import write_guide, write_table
from sinovik_sheets.sheets.workbook import NewWorkbook
from sinovik_sheets.text import _, listing

_ENTRIES = SharedTable(tables.ENTRIES, ("Kode",), tables.DECIDED_BY_PEOPLE)
_CHECKS = SharedTable(tables.CHECKS, ("Nomor",), tables.ANSWERED_BY_PEOPLE)
_CONTACTS = SharedTable(tables.CONTACTS, ("Kode",))


def write() -> bytes:
    """Return a new daftar_peserta.xlsx, in the language being spoken."""
    book = NewWorkbook(_("Roster"))
    write_table(book, tables.ENTRIES, (), examples=True)
    write_table(book, tables.CHECKS, (), examples=False, signed_by=DECIDED_BY)
    write_table(book, tables.CONTACTS, (), examples=False)
    lines = [
        _("One row an innovation. The code must never change once score sheets are out."),
        _("Leave “Status Administrasi” empty for all, or fill it in for all."),
        _("Rows whose first cell begins with “contoh” are examples; they are not read."),
        _(
            "Sheets whose first line begins with “ⓘ” are written anew at each run; make your"
            " notes in a sheet or column of your own."
        ),
    ]
    write_guide(book, tables.ROSTER_TABLES, lines)
    return book.finish()


def read(book: Book, file: str, findings: list[Finding]) -> tuple[Entry, ...]:
    """Read the sheet `Inovasi`, noting every mistake of form in `findings`."""
    findings.extend(check_sheets(without_views(book), tables.ROSTER_TABLES, file))
    waiting = [
        row.plain("Nomor")
        for row in read_table(book, tables.CHECKS, file, [])
        if not row.plain("Jawaban") and row.plain("Pilihan") not in ("", NO_LONGER)
    ]
    if waiting:
        where, numbers = Where(file, tables.CHECKS.sheet), {"numbers": listing(waiting)}
        count = str(len(waiting))
        findings.append(Finding(rules.CHECKS_OPEN, where, value=count, details=numbers))
    return tuple(_entry(row) for row in read_rows(book, file, findings))


def read_rows(book: Book, file: str, findings: list[Finding]) -> list[Row]:
    """Return the filled rows of the sheet `Inovasi`, noting mistakes of its headings."""
    return read_table(book, tables.ENTRIES, file, findings)


def read_contacts(book: Book, file: str, findings: list[Finding]) -> list[Row]:
    """Return the filled rows of the sheet `Kontak`."""
    return read_table(book, tables.CONTACTS, file, findings)


def read_answers(book: Book, file: str, findings: list[Finding]) -> list[AnswerRow]:
    """Return what people answered in the sheet `Perlu Diperiksa`."""
    return read_answer_rows(book, tables.CHECKS, file, findings)


def canonical(column: str, text: str) -> str:
    """Return what two texts of a column of `Inovasi` are compared by.

    Days become 17/12/2020 however they are written; other texts lose the spaces
    around them and what no workbook holds. KeyError for an unknown column.
    """
    return canonical_text(tables.ENTRIES.column(column).kind, text)


def update(current: bytes | None, content: RosterContent) -> bytes | None:
    """Return the workbook brought up to date, None if nothing had to be changed.

    Rows are found by their codes and numbers and only added; what people wrote,
    their columns, sheets and formats stay. Checks that `content` no longer
    holds get `tidak berlaku` as their choices. The language being spoken is
    that of the views. SinovikError when a column of ids is gone.
    """
    book = EditedWorkbook(ROSTER.name, current, write, views.tabs(content))
    book.fill(_ENTRIES, "Kode", content.typed)
    book.merge(_ENTRIES, content.entries)
    book.merge(_CHECKS, content.checks)
    book.mark_others(_CHECKS, content.checks, "Pilihan", NO_LONGER)
    book.merge(_CONTACTS, content.contacts)
    book.show(views.views(content))
    return book.finish()


def _entry(row: Row) -> Entry:
    passed = plain_name(row.text("Status Administrasi")) == tables.PASSED
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
