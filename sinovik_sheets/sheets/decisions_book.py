"""keputusan.xlsx: questions with people's answers, and what became of entries.

Written by the tool and filled in by people: it is edited in place, row by row,
by the id in the first columns; what people wrote is never touched.
"""

import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sinovik_sheets.layout import DECISIONS
from sinovik_sheets.model import EntryStatus
from sinovik_sheets.problems import Finding, SinovikError, Where
from sinovik_sheets.problems import settings as rules
from sinovik_sheets.sheets.cells import Book, Grid
from sinovik_sheets.sheets.tables.table import (
    Column,
    ColumnKind,
    Row,
    Table,
    plain_name,
    read_table,
)
from sinovik_sheets.sheets.tables.writer import write_table
from sinovik_sheets.sheets.workbook import YELLOW_FILL, NewWorkbook, safe_text
from sinovik_sheets.text import N_

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

DECIDED_BY = "Oleh (untuk semua baris):"
NO_LONGER = "tidak berlaku"
PEOPLE_FILL_IN = ("Jawaban", "Status", "Oleh", "Alasan")

QUESTIONS = Table(
    "Pertanyaan",
    (
        Column("Nomor", N_("Number of the question."), ColumnKind.CODE, width=10),
        Column("Tahap", N_("Stage."), width=8),
        Column("Juri", N_("Juror."), width=8),
        Column("Inovasi", N_("Entry."), width=14),
        Column("Kriteria", N_("Criterion."), width=12),
        Column("Berkas", N_("File."), width=26),
        Column("Sel", N_("Cell."), width=10),
        Column("Nilai Tertulis", N_("As it was written."), width=16),
        Column("Pertanyaan", N_("What must be decided."), width=48),
        Column("Pilihan", N_("Possible answers; tolak: the juror must type it again."), width=20),
        Column("Jawaban", N_("Fill in: one of the choices."), width=14),
        Column("Oleh", N_("Fill in: who decided (or once at the top)."), width=18),
        Column("Alasan", N_("Fill in if you like: why."), width=30),
    ),
    N_("Questions about received sheets."),
)

STATUSES = Table(
    "Status Peserta",
    (
        Column("Tahap", N_("Stage."), width=8),
        Column("Inovasi", N_("Entry."), width=14),
        Column("Judul", N_("Title."), width=48),
        Column(
            "Status",
            N_("Fill in only if the entry drops out of this stage."),
            ColumnKind.CHOICE,
            choices=tuple(EntryStatus),
            width=18,
        ),
        Column("Oleh", N_("Fill in: who decided (or once at the top)."), width=18),
        Column("Alasan", N_("Fill in: why."), width=40),
    ),
    N_("Entries that drop out of a stage."),
)


@dataclass(frozen=True)
class AnswerRow:
    """What people wrote beside a question."""

    number: str
    answer: str
    by: str
    reason: str
    row: Row


@dataclass(frozen=True)
class StatusRow:
    """What people wrote about an entry in a stage."""

    stage: str
    entry: str
    status: EntryStatus | None
    by: str
    reason: str
    row: Row


def read(book: Book, file: str, findings: list[Finding]) -> tuple[list[AnswerRow], list[StatusRow]]:
    """Return people's answers and statuses, noting mistakes of form in `findings`."""
    answers = [
        AnswerRow(
            row.text("Nomor"),
            row.text("Jawaban"),
            row.text("Oleh") or _decided_by(book, QUESTIONS.sheet),
            row.text("Alasan"),
            row,
        )
        for row in read_table(book, QUESTIONS, file, findings)
    ]
    statuses = [
        StatusRow(
            row.text("Tahap"),
            row.text("Inovasi"),
            row.choice("Status", EntryStatus),
            row.text("Oleh") or _decided_by(book, STATUSES.sheet),
            row.text("Alasan"),
            row,
        )
        for row in read_table(book, STATUSES, file, findings)
    ]
    return answers, statuses


def _decided_by(book: Book, sheet: str) -> str:
    """Return the name written once at the top of a sheet."""
    for grid in book.sheets:
        if plain_name(grid.name) == plain_name(sheet):
            for row in range(1, 6):
                for column in range(1, 8):
                    if plain_name(grid.at(row, column).text) == plain_name(DECIDED_BY):
                        return _first_right_of(grid, row, column)
    return ""


def _first_right_of(grid: Grid, row: int, column: int) -> str:
    texts = (grid.at(row, column + offset).text.strip() for offset in range(1, 6))
    return next((text for text in texts if text), "")


def blank() -> bytes:
    """Return a new workbook without any question, in the language being spoken."""
    book = NewWorkbook("Keputusan")
    for table in (QUESTIONS, STATUSES):
        write_table(book, table, (), examples=False, signed_by=DECIDED_BY)
    return book.finish()


def update(
    current: bytes | None,
    questions: Sequence[Mapping[str, str]],
    statuses: Sequence[Mapping[str, str]],
) -> bytes | None:
    """Return the workbook with the tool's columns brought up to date, None if it is so.

    `questions` and `statuses` are rows (column to text) the tool wants to see;
    rows are found by id and only added. What they say in people's columns is
    written into added rows alone. Questions that are not among them get
    `tidak berlaku` as their choices. SinovikError when a column of ids is gone.
    """
    # openpyxl then parses and writes with the standard library alone, which
    # refuses entity bombs and does not hide a full disk.
    os.environ["OPENPYXL_LXML"] = "False"
    from openpyxl import load_workbook

    workbook = load_workbook(io.BytesIO(current or blank()))
    changed = current is None
    for table, id_columns, rows in (
        (QUESTIONS, ("Nomor",), questions),
        (STATUSES, ("Tahap", "Inovasi"), statuses),
    ):
        sheet = _sheet(workbook, table)
        changed |= _merge(sheet, table, id_columns, rows)
    changed |= _mark_settled(_sheet(workbook, QUESTIONS), {row["Nomor"] for row in questions})
    if not changed:
        return None
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _sheet(workbook: Any, table: Table) -> "Worksheet":
    for sheet in workbook.worksheets:
        if plain_name(sheet.title) == plain_name(table.sheet):
            return sheet  # type: ignore[no-any-return]  # openpyxl's own list is untyped
    sheet = workbook.create_sheet(table.sheet)
    for position, column in enumerate(table.columns, start=1):
        sheet.cell(1, position, column.name)
    return sheet  # type: ignore[no-any-return]  # as above


def _columns(sheet: "Worksheet", table: Table) -> tuple[int, dict[str, int]]:
    """Return heading row and the columns of a table, by their names."""
    known = {plain_name(column.name): column.name for column in table.columns}
    best: tuple[int, dict[str, int]] = (1, {})
    for number, row in enumerate(sheet.iter_rows(min_row=1, max_row=20), start=1):
        columns = {
            known[plain_name(str(cell.value))]: position
            for position, cell in enumerate(row, start=1)
            if cell.value is not None and plain_name(str(cell.value)) in known
        }
        if len(columns) > len(best[1]):
            best = (number, columns)
    return best


def _merge(
    sheet: "Worksheet",
    table: Table,
    id_columns: Sequence[str],
    rows: Sequence[Mapping[str, str]],
) -> bool:
    heading, columns = _columns(sheet, table)
    _restore_headings(sheet, table, heading, columns, id_columns)
    present: dict[tuple[str, ...], int] = {}
    last = heading + 1
    for number in range(heading + 1, sheet.max_row + 1):
        row_id = tuple(
            str(sheet.cell(number, columns[name]).value or "").strip() for name in id_columns
        )
        if any(sheet.cell(number, column).value not in (None, "") for column in columns.values()):
            last = number
            present.setdefault(row_id, number)
    changed = False
    for row in rows:
        row_id = tuple(row[name] for name in id_columns)
        added = row_id not in present
        if added:
            last += 1
            present[row_id] = last
            _dress(sheet, last, columns)
        for name, text in row.items():
            if added or name not in PEOPLE_FILL_IN:
                changed |= _put(sheet, present[row_id], columns[name], text)
    return changed


def _dress(sheet: "Worksheet", row: int, columns: Mapping[str, int]) -> None:
    """Give a new row borders and wrapped text, and colour what people fill in."""
    from openpyxl.styles import Alignment, Border, PatternFill, Side

    line = Side(style="thin", color="BFBFBF")
    for name, column in columns.items():
        cell = sheet.cell(row, column)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.border = Border(left=line, right=line, top=line, bottom=line)
        if name in PEOPLE_FILL_IN:
            cell.fill = PatternFill("solid", fgColor=YELLOW_FILL.removeprefix("#"))


def _restore_headings(
    sheet: "Worksheet",
    table: Table,
    heading: int,
    columns: dict[str, int],
    id_columns: Sequence[str],
) -> None:
    """Write headings that are gone to the right of the others, unless rows hang on them."""
    for column in table.columns:
        if column.name in columns:
            continue
        if column.name in id_columns:
            where = Where(sheet=table.sheet)
            gone = Finding(rules.MISSING_COLUMN, where, details={"column": column.name})
            raise SinovikError(f"{DECISIONS.name}, {table.sheet}: {gone.message}", gone.fix)
        columns[column.name] = sheet.max_column + 1
        sheet.cell(heading, columns[column.name]).value = column.name


def _put(sheet: "Worksheet", row: int, column: int, text: str) -> bool:
    """Write text into a cell that does not hold it yet; whether it was written."""
    from openpyxl.cell.cell import MergedCell

    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell) or str(cell.value or "") == safe_text(text):
        return False
    cell.value = safe_text(text)
    cell.data_type = "s"  # text stays text, whatever it begins with
    return True


def _mark_settled(sheet: "Worksheet", standing: set[str]) -> bool:
    heading, columns = _columns(sheet, QUESTIONS)
    changed = False
    for number in range(heading + 2, sheet.max_row + 1):
        question = str(sheet.cell(number, columns["Nomor"]).value or "").strip()
        if question and question not in standing:
            changed |= _put(sheet, number, columns["Pilihan"], NO_LONGER)
    return changed
