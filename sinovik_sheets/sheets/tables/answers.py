"""Questions that people answer in a sheet of their own, signed row by row or once on top."""

from dataclasses import dataclass

from sinovik_sheets.problems import Finding
from sinovik_sheets.sheets.cells import Book, Grid
from sinovik_sheets.sheets.tables.table import Row, Table, plain_name, read_table

DECIDED_BY = "Oleh (untuk semua baris):"
NO_LONGER = "tidak berlaku"


@dataclass(frozen=True)
class AnswerRow:
    """What people wrote beside a question."""

    number: str
    answer: str
    by: str
    reason: str
    row: Row


def read_answers(book: Book, table: Table, file: str, findings: list[Finding]) -> list[AnswerRow]:
    """Return what stands in Nomor, Jawaban, Oleh and Alasan of every row.

    Mistakes of form are noted in `findings`.
    """
    everybody = decided_by(book, table.sheet)
    return [
        AnswerRow(
            row.text("Nomor"),
            row.text("Jawaban"),
            row.text("Oleh") or everybody,
            row.text("Alasan"),
            row,
        )
        for row in read_table(book, table, file, findings)
    ]


def decided_by(book: Book, sheet: str) -> str:
    """Return the name written once at the top of a sheet, an empty text without one."""
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
