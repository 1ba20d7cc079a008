"""keputusan.xlsx: questions with people's answers, statuses, the plenary, waivers.

Written by the tool and filled in by people: it is edited in place, row by row,
by the id in the first columns; what people wrote is never touched.
"""

from collections.abc import Iterator, Mapping, Sequence
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
    "PLENARY",
    "QUESTIONS",
    "STATUSES",
    "WAIVERS",
    "AnswerRow",
    "DecisionRows",
    "PlenaryRow",
    "StatusRow",
    "WaiverRow",
    "blank",
    "read",
    "update",
]

YES, NO = "ya", "tidak"
_SIGNED = Column("Oleh", N_("Fill in: who decided (or once at the top)."), width=18)

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
        _SIGNED,
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
        _SIGNED,
        Column("Alasan", N_("Fill in: why."), width=40),
    ),
    N_("Entries that drop out of a stage."),
)

PLENARY = Table(
    "Pleno",
    (
        Column("Tahap", N_("Stage."), width=8),
        Column("Inovasi", N_("Entry."), width=14),
        Column("Judul", N_("Title."), width=48),
        Column("Peringkat Hitung", N_("Place as computed; a proposal."), width=12),
        Column(
            "Peringkat Pleno",
            N_("Fill in only where the plenary decides on another place."),
            ColumnKind.COUNT,
            width=12,
        ),
        Column(
            "Lolos",
            N_("Fill in only where the plenary decides who goes on: ya or tidak."),
            ColumnKind.CHOICE,
            choices=(YES, NO),
            width=10,
        ),
        _SIGNED,
        Column("Alasan", N_("Fill in: why; it is printed in the minutes."), width=48),
    ),
    N_("Decisions of the plenary, beside the computed places."),
)

WAIVERS = Table(
    "Pengecualian",
    (
        Column("Tahap", N_("Stage."), width=8),
        Column("Kode", N_("Code of the open matter."), width=20),
        Column("Hal", N_("What is still open, from “sinovik finalize”."), width=70),
        Column(
            "Dikecualikan",
            N_("Fill in ya: the result may become final all the same."),
            ColumnKind.CHOICE,
            choices=(YES, NO),
            width=14,
        ),
        _SIGNED,
        Column("Alasan", N_("Fill in: why; it is printed in the minutes."), width=48),
    ),
    N_("Open matters that people leave open on purpose."),
)

_ASKED = SharedTable(QUESTIONS, ("Nomor",), ("Jawaban", "Oleh", "Alasan"))
_STATUSES = SharedTable(STATUSES, ("Tahap", "Inovasi"), ("Status", "Oleh", "Alasan"))
_PLENARY = SharedTable(
    PLENARY, ("Tahap", "Inovasi"), ("Peringkat Pleno", "Lolos", "Oleh", "Alasan")
)
_WAIVERS = SharedTable(WAIVERS, ("Tahap", "Kode"), ("Dikecualikan", "Oleh", "Alasan"))
_TABLES = (QUESTIONS, STATUSES, PLENARY, WAIVERS)


@dataclass(frozen=True)
class StatusRow:
    """What people wrote about an entry in a stage."""

    stage: str
    entry: str
    status: EntryStatus | None
    by: str
    reason: str
    row: Row


@dataclass(frozen=True)
class PlenaryRow:
    """What the plenary wrote about an entry; `computed` is the place it saw beside it."""

    stage: str
    entry: str
    computed: str
    place: int | None
    advances: bool | None
    by: str
    reason: str
    row: Row


@dataclass(frozen=True)
class WaiverRow:
    """Whether people leave an open matter open."""

    stage: str
    code: str
    waived: bool
    by: str
    reason: str
    row: Row


@dataclass(frozen=True)
class DecisionRows:
    """Everything people wrote into keputusan.xlsx."""

    answers: tuple[AnswerRow, ...]
    statuses: tuple[StatusRow, ...]
    plenary: tuple[PlenaryRow, ...]
    waivers: tuple[WaiverRow, ...]


def read(book: Book, file: str, findings: list[Finding]) -> DecisionRows:
    """Return what people wrote, noting mistakes of form in `findings`."""

    def rows(table: Table) -> Iterator[tuple[Row, str]]:
        everybody = decided_by(book, table.sheet)
        for row in read_table(book, table, file, findings):
            yield row, row.text("Oleh") or everybody

    return DecisionRows(
        tuple(read_answers(book, QUESTIONS, file, findings)),
        tuple(_status(row, by) for row, by in rows(STATUSES)),
        tuple(_plenary(row, by) for row, by in rows(PLENARY)),
        tuple(_waiver(row, by) for row, by in rows(WAIVERS)),
    )


def _status(row: Row, by: str) -> StatusRow:
    status = row.choice("Status", EntryStatus)
    return StatusRow(row.text("Tahap"), row.text("Inovasi"), status, by, row.text("Alasan"), row)


def _plenary(row: Row, by: str) -> PlenaryRow:
    return PlenaryRow(
        stage=row.text("Tahap"),
        entry=row.text("Inovasi"),
        computed=row.text("Peringkat Hitung"),
        place=row.count("Peringkat Pleno"),
        advances={YES: True, NO: False}.get(row.option("Lolos")),
        by=by,
        reason=row.text("Alasan"),
        row=row,
    )


def _waiver(row: Row, by: str) -> WaiverRow:
    waived = row.option("Dikecualikan") == YES
    return WaiverRow(row.text("Tahap"), row.text("Kode"), waived, by, row.text("Alasan"), row)


def blank() -> bytes:
    """Return a new workbook without any question, in the language being spoken."""
    book = NewWorkbook("Keputusan")
    for table in _TABLES:
        write_table(book, table, (), examples=False, signed_by=DECIDED_BY)
    return book.finish()


Rows = Sequence[Mapping[str, str]]
"""Rows (column to text) the tool wants to see in a table."""


def update(
    current: bytes | None,
    *,
    questions: Rows | None = None,
    statuses: Rows | None = None,
    plenary: Rows | None = None,
    waivers: Rows | None = None,
) -> bytes | None:
    """Return the workbook with the tool's columns brought up to date, None if it is so.

    Tables that are None are left alone. Rows are found by id and only added. What
    they say in people's columns is written into added rows alone. Questions and open
    matters that are not among them get `tidak berlaku`. SinovikError when a column
    of ids is gone.
    """
    tabs = [table.sheet for table in _TABLES]
    book = EditedWorkbook(DECISIONS.name, current, blank, tabs)
    given = ((_ASKED, questions), (_STATUSES, statuses), (_PLENARY, plenary), (_WAIVERS, waivers))
    for shared, rows in given:
        if rows is not None:
            book.merge(shared, rows)
    for shared, rows, column in ((_ASKED, questions, "Pilihan"), (_WAIVERS, waivers, "Hal")):
        if rows is not None:
            book.mark_others(shared, rows, column, NO_LONGER)
    return book.finish()
