"""One view of daftar_peserta.xlsx being laid out, line by line from the top."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from sinovik_sheets.model import Settings
from sinovik_sheets.sheets.cells import Position, column_letters
from sinovik_sheets.sheets.roster import look
from sinovik_sheets.sheets.roster.look import Look
from sinovik_sheets.sheets.tables.edited_cell import dress_like, plain_text, wrapped_height
from sinovik_sheets.sheets.tables.two_way import Value, View
from sinovik_sheets.sheets.workbook import PAPER_FOLIO
from sinovik_sheets.text import _

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

Draw = Callable[["Worksheet"], None]

NOTE_HEIGHT = 12.0
_CHARACTER, _PADDING = 5.25, 3.75
"""Points a column is wide: for each of its characters, and once."""
_SHORT_SIDE, _LONG_SIDE = 8.5, 13.0
_SIDE_MARGIN, _END_MARGIN = 0.5, 0.6
"""Inches of F4 paper and its margins, as in every workbook of ours."""
_USUAL_SIZE = 11


class Page:
    """A view: rows and columns count from 1, and row 1 says what kind of sheet it is."""

    def __init__(self, name: str, widths: Sequence[int], *, landscape: bool = True) -> None:
        self.name = name
        self.row = 2
        self.title_row = 0
        self._widths = widths
        self._landscape = landscape
        self._cells: dict[Position, tuple[Value | None, Look]] = {(1, 1): (None, look.NOTE)}
        self._heights = {1: NOTE_HEIGHT}
        self._merged: list[tuple[Position, Position]] = []
        self._held: tuple[int, int] | None = None
        self._breaks: list[int] = []
        self._drawings: list[Draw] = []

    def put(self, column: int, value: Value | None, style: Look) -> None:
        """Write a cell of the row being laid out, text as text."""
        text = plain_text(value) if isinstance(value, str) else value
        self._cells[self.row, column] = (text if text != "" else None, style)

    def merge(self, first: int, last: int) -> None:
        """Merge cells of the row being laid out."""
        self._merged.append(((self.row, first), (self.row, last)))

    def next(self, height: float) -> None:
        """Go on to the next row; this one gets its height in points."""
        self._heights[self.row] = height
        self.row += 1

    def line(self, text: str, style: Look) -> None:
        """Write a sentence across the page."""
        last = len(self._widths)
        for column in range(1, last + 1):
            self.put(column, text if column == 1 else None, style)
        self.merge(1, last)
        scale = style.size / _USUAL_SIZE
        self.next(wrapped_height([(text, sum(self._widths) / scale)]) * scale)

    def head(self, settings: Settings, title: str, *lines: str) -> None:
        """Write letterhead, title, competition and further lines, centred."""
        letterhead = settings.letterhead
        for number, text in enumerate(letterhead, start=1):
            style = look.LETTERHEAD_NAME if number <= 2 else look.LETTERHEAD
            self.line(text, replace(style, sides="B" * (number == len(letterhead))))
        if letterhead:
            self.next(8)
        self.title_row = self.row
        self.line(title, look.TITLE)
        self.line(settings.name, look.SUBTITLE)
        for text in lines:
            self.line(text, look.CENTRED)
        self.next(8)

    def hold(self, first: int, last: int) -> None:
        """Keep these rows in view, with what is above, and print them on every page."""
        self._held = (first, last)

    def headings(self, *names: str) -> None:
        """Write a heading row; the first one is held, unless other rows are."""
        for column, name in enumerate(names, start=1):
            self.put(column, name, look.HEADING)
        if self._held is None:
            self.hold(self.row, self.row)
        self.next(wrapped_height(zip(names, self._widths, strict=False)) + 3)

    def body(self, values: Sequence[Value | None], looks: Sequence[Look]) -> None:
        """Write a row of a table, as high as its wrapped texts need."""
        for column, (value, style) in enumerate(zip(values, looks, strict=True), start=1):
            self.put(column, value, style)
        cells = zip(values, looks, self._widths, strict=False)
        texts = [(v, width) for v, style, width in cells if isinstance(v, str) and style.wrap]
        self.next(wrapped_height(texts))

    def keep(self, height: float) -> None:
        """Begin a new page here unless this many points still fit on the current one."""
        if self._used() + height > self._room():
            self._breaks.append(self.row - 1)

    def draw(self, drawing: Draw) -> None:
        """Have something drawn onto the sheet, such as a chart."""
        self._drawings.append(drawing)

    def view(self) -> View:
        """Return what was laid out."""
        values = {place: value for place, (value, _) in self._cells.items() if value is not None}
        note = _("This sheet is written anew at each run; make your notes in a sheet of your own.")
        return View(self.name, plain_text(note), values, self._draw)

    def _used(self) -> float:
        """Return how much of the current page the rows so far take."""
        room, used = self._room(), 0.0
        first, last = self._held or (1, 0)
        for row in range(2, self.row):
            height = self._heights[row]
            if used + height > room or row - 1 in self._breaks:
                used = sum(self._heights[held] for held in range(first, last + 1))
            used += height
        return used

    def _room(self) -> float:
        """Return the points of rows that a page takes, shrunk to one page across."""
        across, down = _SHORT_SIDE, _LONG_SIDE
        if self._landscape:
            across, down = down, across
        width = sum(width * _CHARACTER + _PADDING for width in self._widths)
        scale = min(1.0, (across - 2 * _SIDE_MARGIN) * 72 / width)
        return (down - 2 * _END_MARGIN) * 72 / scale

    def _draw(self, sheet: "Worksheet") -> None:
        models: dict[Look, Cell] = {}
        for (row, column), (value, style) in self._cells.items():
            cell = cast("Cell", sheet.cell(row, column))  # nothing is merged yet
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # text stays text, whatever it begins with
            if style in models:
                dress_like(cell, models[style])
            else:
                style.dress(cell)
                models[style] = cell
        for column, width in enumerate(self._widths, start=1):
            sheet.column_dimensions[column_letters(column)].width = width
        for row, height in self._heights.items():
            sheet.row_dimensions[row].height = height
        for (top, left), (bottom, right) in self._merged:
            sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for drawing in self._drawings:
            drawing(sheet)
        self._set_up_print(sheet)

    def _set_up_print(self, sheet: "Worksheet") -> None:
        from openpyxl.worksheet.page import PageMargins
        from openpyxl.worksheet.pagebreak import Break
        from openpyxl.worksheet.properties import PageSetupProperties

        last = column_letters(len(self._widths))
        sheet.print_area = f"A2:{last}{max(self._heights)}"
        if self._held:
            first, end = self._held
            sheet.freeze_panes = f"A{end + 1}"
            sheet.print_title_rows = f"{first}:{end}"
        sheet.page_setup.orientation = "landscape" if self._landscape else "portrait"
        sheet.page_setup.paperSize = str(PAPER_FOLIO)
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_margins = PageMargins(
            left=_SIDE_MARGIN, right=_SIDE_MARGIN, top=_END_MARGIN, bottom=_END_MARGIN
        )
        footer = sheet.oddFooter
        if footer is not None:
            footer.left.text, footer.left.size = "&A", 8
            footer.right.text, footer.right.size = "&P / &N", 8
        for row in self._breaks:
            sheet.row_breaks.append(Break(id=row))
