"""The rows of the sheet `Penugasan`, in kompetisi.xlsx and in penugasan.xlsx alike."""

from sinovik_sheets.model import Assignment
from sinovik_sheets.problems import Finding
from sinovik_sheets.sheets.cells import Book
from sinovik_sheets.sheets.settings.competition_tables import ASSIGNMENTS
from sinovik_sheets.sheets.tables.table import Column, Table, check_sheets, read_table
from sinovik_sheets.sheets.tables.two_way import without_views
from sinovik_sheets.text import N_

LABELS = (
    Column("Nama Juri", N_("Name of the juror; for reading only."), width=30),
    Column("Judul", N_("Title of the entry; for reading only."), width=50),
    Column("Unit", N_("Unit of the entry; for reading only."), width=34),
    Column("Keterangan", N_("Says so where a row does not count, and why."), width=28),
)
LISTED = Table(
    ASSIGNMENTS.sheet,
    (*ASSIGNMENTS.columns, *LABELS),
    N_("Who scores what, where not every juror scores every entry."),
)
"""The sheet as it stands in penugasan.xlsx."""


def read(book: Book, file: str, findings: list[Finding]) -> tuple[Assignment, ...]:
    """Read penugasan.xlsx, noting every mistake of form in `findings`."""
    tables_only = without_views(book)
    findings.extend(check_sheets(tables_only, (LISTED,), file))
    return assignments(tables_only, LISTED, file, findings)


def assignments(
    book: Book, table: Table, file: str, findings: list[Finding]
) -> tuple[Assignment, ...]:
    """Return the assignments of a workbook, noting every mistake of form in `findings`."""
    return tuple(
        Assignment(row.text("Juri"), row.text("Tahap"), row.text("Inovasi"), row.where("Juri"))
        for row in read_table(book, table, file, findings)
    )
