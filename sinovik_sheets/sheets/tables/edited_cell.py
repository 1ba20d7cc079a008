"""One cell of a workbook edited in place: what it says, and text written as text."""

import re
from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from sinovik_sheets.scoring.exact import fifteen
from sinovik_sheets.sheets.cells import Position
from sinovik_sheets.sheets.tables.table import ColumnKind
from sinovik_sheets.sheets.tables.typed import read_date
from sinovik_sheets.sheets.workbook import MAX_ROW_HEIGHT, safe_text

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

DATE_FORMAT = "dd/mm/yyyy"
FIRST_YEAR = 1900  # Excel knows no day before it
_LINE_HEIGHT = 15.0
_LETTER, _CAPITAL, _SPACE, _PADDING = 0.92, 0.2, 0.46, 0.75
"""Widths in Calibri, a little generous: an average letter, what a capital adds, a space,
and what a column keeps free.

Column widths count in digits.
"""
_ESCAPED_CONTROL = re.compile(r"_x00[01][0-9A-Fa-f]_")
_LIKE_AN_ESCAPE = re.compile(r"_(?=x(?!00[01])[0-9A-Fa-f]{4}_)")
"""What programs read as one character, though they write only control characters so."""


def cells_of(sheet: "Worksheet") -> Mapping[Position, "Cell | MergedCell"]:
    """Return the cells a sheet has by position, in no order."""
    # Its public iterators make every cell up to the last one, a million rows if
    # somebody typed a space at the bottom.
    return sheet._cells  # noqa: SLF001 - see above


def dress_like(cell: "Cell | MergedCell", model: "Cell | MergedCell") -> None:
    """Give a cell the whole look of another one of its workbook."""
    # Setting font, border and the rest one by one takes seconds for some thousand rows;
    # the types leave this attribute out.
    cell._style = copy(model._style)  # type: ignore[union-attr]  # noqa: SLF001 - see above


def plain_text(text: str) -> str:
    """Return text as it reads back from a workbook: what it can hold, one sign a line end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return safe_text(_ESCAPED_CONTROL.sub("", lines))


def canonical_text(kind: ColumnKind, text: str) -> str:
    """Return what two texts of a column of this kind are compared by.

    Days become 17/12/2020 however they are written; other texts lose the spaces
    around them and what no workbook holds.
    """
    plain = plain_text(text).strip()
    day = read_date(plain) if kind is ColumnKind.DATE else None
    return f"{day:%d/%m}/{day.year:04}" if day else plain


def said(value: Any) -> str:
    """Return a cell's value as openpyxl gives it as text, numbers as people type them."""
    if value is None:
        return ""
    if isinstance(value, date):  # a datetime is one too
        return f"{value:%d/%m}/{value.year:04}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return format(fifteen(repr(value)), "f")
    return _ESCAPED_CONTROL.sub("", str(value))


def says(cell: "Cell", kind: ColumnKind, text: str) -> bool:
    """Return whether a cell already says this text; a formula never does."""
    is_formula = cell.data_type == "f"
    return not is_formula and canonical_text(kind, said(cell.value)) == canonical_text(kind, text)


def put(cell: "Cell", kind: ColumnKind, text: str) -> None:
    """Write text as text, whatever it begins with, and days of a column of dates as days."""
    from openpyxl.styles.numbers import is_date_format

    day = read_date(text) if kind is ColumnKind.DATE else None
    if day and day.year >= FIRST_YEAR:
        look = str(cell.number_format)
        cell.value = datetime.combine(day, time())
        cell.number_format = look if is_date_format(look) else DATE_FORMAT
        return
    cell.value = plain_text(text) or None
    if cell.value is not None:
        cell.data_type = "s"


def escaped(text: str) -> str:
    """Return text as it must stand in a file, where `_x0041_` would be read as `A`."""
    return _LIKE_AN_ESCAPE.sub("_x005F_", text)


def wrapped_height(texts: Iterable[tuple[str, float]]) -> float:
    """Return the height in points that wrapped (text, column width) pairs need.

    Neither Excel nor LibreOffice fits rows of a workbook it opens.
    """
    lines = max((_lines(text, width) for text, width in texts if text), default=1)
    return min(_LINE_HEIGHT * lines + 3, MAX_ROW_HEIGHT)


def _lines(text: str, width: float) -> int:
    usable = max(width - _PADDING, 1.0)
    lines = 0
    for line in text.split("\n"):
        lines += 1
        used = 0.0
        for word in line.split(" "):
            size = _LETTER * len(word) + _CAPITAL * sum(map(str.isupper, word))
            if used and used + size > usable:
                lines, used = lines + 1, 0.0
            if size > usable:
                lines += int(size / usable)
                size %= usable
            used += size + _SPACE
    return lines
