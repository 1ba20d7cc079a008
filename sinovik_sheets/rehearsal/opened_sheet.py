"""A score sheet as a person has it open: cells by innovation and criterion."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from sinovik_sheets.rehearsal import files
from sinovik_sheets.rehearsal.ods import ods
from sinovik_sheets.sheets.score_sheet import form

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell

Typed = Decimal | str | None
"""What a person types into a cell; None leaves it empty."""


class OpenedSheet:
    """The workbook of a juror, sent out blank or made anew to be mended."""

    def __init__(self, path: Path) -> None:
        from openpyxl import load_workbook

        self._workbook = load_workbook(path)
        self._page = self._workbook[form.SCORES_SHEET]
        self._columns: dict[str, int] = {}
        self._rows: dict[str, int] = {}
        for row, values in enumerate(self._page.iter_rows(values_only=True), start=1):
            texts = ["" if value is None else str(value) for value in values]
            if form.KEY_CODE in texts:
                self._columns = {text: column for column, text in enumerate(texts, 1) if text}
            elif self._columns:
                self._rows.setdefault(texts[self._columns[form.KEY_CODE] - 1], row)

    @property
    def code(self) -> str:
        """The sheet code printed in the head block."""
        return str(self._beside(form.CODE_LABEL).value)

    def score(self, entry: str, criterion: str, typed: Typed) -> None:
        """Type a score."""
        value = float(typed) if isinstance(typed, Decimal) else typed
        self._type(entry, form.CRITERION_PREFIX + criterion, value)

    def remark(self, entry: str, text: str) -> None:
        """Type a remark beside the scores of an innovation."""
        self._type(entry, form.KEY_NOTE, text)

    def sign(self, name: str) -> None:
        """Type who filled the sheet in for the juror."""
        self._beside(form.FILLED_BY_LABEL).value = name

    def xlsx(self) -> bytes:
        """Save as Excel workbook."""
        return files.xlsx(self._workbook)

    def ods(self) -> bytes:
        """Save as OpenDocument spreadsheet."""
        return ods(self._workbook)

    def _type(self, entry: str, key: str, value: float | str | None) -> None:
        self._page.cell(self._rows[entry], self._columns[key]).value = value

    def _beside(self, label: str) -> "Cell | MergedCell":
        """Return the cell to fill in beside a label of the head block."""
        found = next(c for row in self._page.iter_rows() for c in row if c.value == label)
        return self._page.cell(found.row, found.column + 1)
