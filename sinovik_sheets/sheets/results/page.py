"""One printed page being laid out from the top: letterhead, title, tables, signature."""

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from sinovik_sheets.model import Settings
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.sheets.summary import words
from sinovik_sheets.sheets.workbook import (
    BLUE,
    MAX_ROW_HEIGHT,
    NewWorkbook,
    lines_needed,
    put_text,
)
from sinovik_sheets.text import _

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | int | Fraction | Decimal | date | None

RED = "#C00000"
_LINE = 15.0
_PIXELS, _PADDING = 7, 5
"""Pixels a column is wide: for each of its characters, and once."""
_SHORT_SIDE, _LONG_SIDE, _SIDE_MARGINS, _END_MARGINS = 8.5, 13.0, 1.0, 1.2
"""Inches of F4 paper and of its margins, as `NewWorkbook.sheet` sets them."""
_SLACK = 0.97
"""Part of a page that is counted on: printers and fonts differ a little."""
_AVERAGE_LETTER = 0.95
"""Width of an average letter; column widths count in digits."""
_USUAL_SIZE = 11
_SIGNATURE_HEIGHT, _ROOM_TO_SIGN = 170.0, 60.0
_SIGNATURE_WIDTH = 40


class Page:
    """A sheet written row by row, printed on F4; `row` counts from 0 and is the next one."""

    def __init__(
        self, book: NewWorkbook, name: str, widths: Sequence[int], *, landscape: bool = False
    ) -> None:
        self.book = book
        self.sheet: Worksheet = book.sheet(name, landscape=landscape)
        self.row = 0
        self._widths = widths
        self._heights: list[float] = []
        self._repeated = 0.0
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        across, down = (_LONG_SIDE, _SHORT_SIDE) if landscape else (_SHORT_SIDE, _LONG_SIDE)
        inches = sum(width * _PIXELS + _PADDING for width in widths) / 96
        scale = min(1.0, (across - _SIDE_MARGINS) / inches)
        self.sheet.center_horizontally()
        self._room = _SLACK * (down - _END_MARGINS) * 72 / scale

    def next(self, height: float = _LINE) -> None:
        """Go on to the next row; this one gets its height in points."""
        height = min(height, MAX_ROW_HEIGHT)
        self.sheet.set_row(self.row, height)
        self._heights.append(height)
        self.row += 1

    def line(self, text: str, first: int = 0, last: int | None = None, **look: Any) -> None:
        """Write a sentence across the columns from `first` to `last`, as high as it needs."""
        last = len(self._widths) - 1 if last is None else last
        style = self.book.format({"text_wrap": True, "valign": "top"}, **look)
        self._across(first, last, text, style)
        self.next(self._lines(text, sum(self._widths[first : last + 1]), look.get("font_size")))

    def head(self, settings: Settings, result: StageResult, title: str) -> None:
        """Write letterhead, title, competition and stage, and whether that is provisional."""
        letterhead = settings.letterhead
        for number, text in enumerate(letterhead, start=1):
            size = 14 if number <= 2 else _USUAL_SIZE
            rule = 2 if number == len(letterhead) else 0
            self.line(text, align="center", bold=number <= 2, font_size=size, bottom=rule)
        if letterhead:
            self.next(9)
        self.line(title, align="center", bold=True, font_size=14, font_color=BLUE)
        self.line(settings.name, align="center", bold=True)
        self.line(result.stage.name, align="center")
        if result.provisional:
            state = words.state(result)
            self.line(state, align="center", bold=True, font_size=14, font_color=RED)
            self.sheet.set_header("&R&K{}&BSEMENTARA".format(RED.removeprefix("#")))
        self.next(9)

    def facts(self, facts: Sequence[tuple[str, str]], labels: int) -> None:
        """Write lines of label and value; the labels take the first `labels` columns."""
        last = len(self._widths) - 1
        for label, value in facts:
            look = {"font_color": "#595959", "valign": "top", "align": "right", "indent": 1}
            self._across(0, labels - 1, label, self.book.format(look))
            style = self.book.format(bold=True, text_wrap=True, valign="top", align="left")
            self._across(labels, last, value, style)
            self.next(self._lines(value, sum(self._widths[labels:])))
        self.next(9)

    def headings(self, names: Sequence[str]) -> None:
        """Write a heading row, which every printed page repeats."""
        for column, name in enumerate(names):
            put_text(self.sheet, self.row, column, name, self.book.heading())
        self.sheet.repeat_rows(self.row)
        pairs = zip(names, self._widths, strict=True)
        height = max(self._lines(name, width) for name, width in pairs) + 4
        self._repeated = height
        self.next(height)

    def body(self, values: Sequence[Value], styles: Sequence["Format"]) -> None:
        """Write a row of a table; numbers and days stand as such, text as text."""
        cells = zip(values, styles, self._widths, strict=True)
        height = _LINE
        for column, (value, style, width) in enumerate(cells):
            if isinstance(value, str) or value is None:
                put_text(self.sheet, self.row, column, value or "", style)
                height = max(height, self._lines(value or "", width))
            elif isinstance(value, date):
                day = datetime.combine(value, time())
                self.sheet.write_datetime(self.row, column, day, style)
            else:
                self.sheet.write_number(self.row, column, float(value), style)
        self.next(height + 3)

    def signature(self, settings: Settings) -> None:
        """Write the block to sign, on the right and on one page; nothing if nobody signs."""
        if not settings.signer and not settings.signer_title:
            return
        if self._used() + _SIGNATURE_HEIGHT > self._room:
            self.sheet.set_h_pagebreaks([self.row])
        self.next()
        first, last = len(self._widths) - 1, len(self._widths) - 1
        while first and sum(self._widths[first:]) < _SIGNATURE_WIDTH:
            first -= 1
        place = settings.city or "." * 20
        self.line(f"{place}, {'.' * 24}", first, last, align="center")
        self.line(settings.signer_title, first, last, align="center")
        self.next(_ROOM_TO_SIGN)
        signer = settings.signer or "." * 30
        self.line(signer, first, last, align="center", bold=True, underline=1)

    def _across(self, first: int, last: int, text: str, style: "Format") -> None:
        if first < last:
            self.sheet.merge_range(self.row, first, self.row, last, "", style)
        put_text(self.sheet, self.row, first, text, style)

    def _lines(self, text: str, width: int, size: float | None = None) -> float:
        """Return the height in points of wrapped text in a column."""
        scale = (size or _USUAL_SIZE) / _USUAL_SIZE
        return _LINE * scale * lines_needed(text, int(width / scale / _AVERAGE_LETTER)) + 1

    def _used(self) -> float:
        """Return how much of the current page the rows so far take."""
        used = 0.0
        for height in self._heights:
            if used + height > self._room:
                used = self._repeated
            used += height
        return used


def number_format(places: int | None) -> str:
    """Return the format of a number with these decimals; None shows those it has, to four."""
    if places is None:
        return "0.####"
    return "0." + "0" * places if places else "0"


def title_with_stage(title: str, result: StageResult) -> str:
    """Return what the properties of a workbook say it is."""
    return _("{title}: {stage}").format(title=title, stage=result.stage.name)
