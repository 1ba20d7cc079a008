"""keputusan.xlsx: questions with people's answers, and what became of entries.

Written by the tool and filled in by people: it is edited in place, row by row,
by the id in the first columns; what people wrote is never touched.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sinovik_sheets.layout import DECISIONS
from sinovik_sheets.model import EntryStatus
from sinovik_sheets.problems import Finding
from sinovik_sheets.sheets.cells import Book
from sinovik_sheets.sheets.tables.answers import (
    DECIDED_BY,
    NO_LONGER,
    AnswerRow,
    decided_by,
    read_answers,
)
from sinovik_sheets.sheets.tables.shared_table import SharedTable
from sinovik_sheets.sheets.tables.table import Column, ColumnKind, Row, Table, read_table
from sinovik_sheets.sheets.tables.two_way import EditedWorkbook
from sinovik_sheets.sheets.tables.writer import write_table
from sinovik_sheets.sheets.workbook import NewWorkbook
from sinovik_sheets.text import N_

__all__ = [
    "NO_LONGER",
    "QUESTIONS",
    "STATUSES",
    "AnswerRow",
    "StatusRow",
    "blank",
    "read",
    "update",
]

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

_ASKED = SharedTable(QUESTIONS, ("Nomor",), ("Jawaban", "Oleh", "Alasan"))
_STATUSES = SharedTable(STATUSES, ("Tahap", "Inovasi"), ("Status", "Oleh", "Alasan"))


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
    answers = read_answers(book, QUESTIONS, file, findings)
    everybody = decided_by(book, STATUSES.sheet)
    statuses = [
        StatusRow(
            row.text("Tahap"),
            row.text("Inovasi"),
            row.choice("Status", EntryStatus),
            row.text("Oleh") or everybody,
            row.text("Alasan"),
            row,
        )
        for row in read_table(book, STATUSES, file, findings)
    ]
    return answers, statuses


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
    tabs = (QUESTIONS.sheet, STATUSES.sheet)
    book = EditedWorkbook(DECISIONS.name, current, blank, tabs)
    book.merge(_ASKED, questions)
    book.merge(_STATUSES, statuses)
    book.mark_others(_ASKED, questions, "Pilihan", NO_LONGER)
    return book.finish()
