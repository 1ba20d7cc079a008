"""New workbooks: one safe, reproducible way to start and finish them.

Text is always written as text (never as a formula, link or number), nothing
personal goes into the properties, and the same input gives the same bytes.
"""

import io
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

PAPER_FOLIO = 14  # Excel's code for 8.5 x 13 in, the F4 paper of Indonesian offices
MAX_ROW_HEIGHT = 409.0  # Excel's limit, in points
MAX_CELL_CHARACTERS = 32_767  # Excel's limit; longer text is refused by the format
BLUE, PALE, WHITE, GREY = "#1F4E79", "#DDEBF7", "#FFFFFF", "#808080"
RED_FILL, YELLOW_FILL, GREEN_FILL, GREY_FILL = "#F8CBAD", "#FFF2CC", "#E2EFDA", "#EDEDED"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def safe_text(text: str) -> str:
    """Return text that a workbook can hold: no control characters, not too long."""
    clean = _CONTROL.sub("", text)
    return clean if len(clean) <= MAX_CELL_CHARACTERS else clean[: MAX_CELL_CHARACTERS - 1] + "…"


class NewWorkbook:
    """A workbook being written in memory; `finish` returns its bytes."""

    def __init__(self, title: str) -> None:
        import xlsxwriter

        self._bytes = io.BytesIO()
        self.book: xlsxwriter.Workbook = xlsxwriter.Workbook(
            self._bytes,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self.book.set_properties(
            {"title": safe_text(title), "author": "SINOVIK", "created": datetime(2000, 1, 1)}
        )
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, properties: Mapping[str, Any] | None = None, **more: Any) -> "Format":
        """Return the format with these XlsxWriter properties, made once."""
        wanted = {"font_name": "Calibri", "font_size": 11, "valign": "vcenter"}
        wanted |= dict(properties or {}) | more
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(wanted)
        return self._formats[key]

    def heading(self, **more: Any) -> "Format":
        """Return the format of a heading row."""
        look = {
            "bold": True,
            "bg_color": BLUE,
            "font_color": WHITE,
            "border": 1,
            "text_wrap": True,
            "align": "center",
        }
        return self.format(look, **more)

    def body(self, **more: Any) -> "Format":
        """Return the format of a table cell: thin border, wrapped text."""
        look = {"border": 1, "border_color": "#BFBFBF", "text_wrap": True, "valign": "top"}
        return self.format(look, **more)

    def title(self) -> "Format":
        """Return the format of a sheet's title line."""
        return self.format(bold=True, font_size=14, font_color=BLUE)

    def remark(self, **more: Any) -> "Format":
        """Return the format of an explanation."""
        return self.format(italic=True, font_color=GREY, **more)

    def sheet(self, name: str, *, landscape: bool = True) -> "Worksheet":
        """Add a sheet that prints on F4, one page wide, with page numbers."""
        sheet: Worksheet = self.book.add_worksheet(name)
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(PAPER_FOLIO)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8&A&R&8&P / &N")
        return sheet

    def finish(self) -> bytes:
        """Close the workbook and return its bytes."""
        self.book.close()
        return self._bytes.getvalue()


def put_text(
    sheet: "Worksheet", row: int, column: int, text: str, style: "Format | None" = None
) -> None:
    """Write text as text, whatever it begins with; row and column count from 0."""
    if text:
        sheet.write_string(row, column, safe_text(text), style)
    else:
        sheet.write_blank(row, column, None, style)


def row_height(texts: Iterable[tuple[str, int]]) -> float:
    """Return the height in points that wrapped (text, column width) pairs need."""
    lines = max((lines_needed(text, width) for text, width in texts), default=1)
    return min(15.0 * lines + 3, MAX_ROW_HEIGHT)


def lines_needed(text: str, width: int) -> int:
    """Estimate how many lines wrapped text takes in a column of `width` characters."""
    usable = max(width - 1, 1)
    return sum(max(1, -(-len(line) // usable)) for line in text.split("\n"))
