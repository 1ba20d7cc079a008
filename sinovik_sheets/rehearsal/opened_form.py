"""A registration form as a person has it open: answers by page and question."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sinovik_sheets.rehearsal import files
from sinovik_sheets.rehearsal.ods import ods
from sinovik_sheets.sheets.registration import form

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Answered = str | datetime
"""What a person types into a cell."""


class OpenedForm:
    """The workbook of a unit, or the blank one."""

    def __init__(self, path: Path) -> None:
        from openpyxl import load_workbook

        self._workbook = load_workbook(path)

    def answer(self, page: str, answers: Mapping[str, Answered]) -> None:
        """Type answers beside the questions of a page."""
        sheet = self._workbook[page]
        rows = _rows(sheet)
        for name, answered in answers.items():
            sheet.cell(rows[form.KEY_MARK + name], _answer_column(sheet)).value = answered

    def xlsx(self, saved: datetime) -> bytes:
        """Save as Excel workbook."""
        return files.xlsx(self._workbook, saved)

    def ods(self, saved: datetime) -> bytes:
        """Save as OpenDocument spreadsheet."""
        return ods(self._workbook, saved)


def _rows(sheet: "Worksheet") -> dict[str, int]:
    """Return the rows of the questions by their hidden keys."""
    return {str(cell.value): cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value}


def _answer_column(sheet: "Worksheet") -> int:
    """Return the column of the white cells."""
    found = next(c for row in sheet.iter_rows() for c in row if c.value == form.KEY_ANSWERS)
    return found.column
