"""The second reader, python-calamine, and the agreement of the two."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from io import BytesIO
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from sinovik_sheets.scoring.exact import fifteen
from sinovik_sheets.sheets.cells import Cell, Kind, Position, UnreadableBook

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Value = int | float | str | bool | time | date | datetime | timedelta

_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_DATE_LETTER = re.compile(r"[ymdhs]", re.IGNORECASE)


@contextmanager
def open_book(data: bytes) -> Iterator["CalamineWorkbook"]:
    """Open a workbook whose extents are already known to be harmless.

    Raises UnreadableBook where calamine gives up, even by a panic.
    """
    from python_calamine import PasswordError, load_workbook

    try:
        with load_workbook(BytesIO(data)) as book:
            yield book
    except PasswordError as error:
        raise UnreadableBook("password") from error
    except (UnreadableBook, KeyboardInterrupt, SystemExit, MemoryError, GeneratorExit):
        raise
    # A panic of the Rust code is no Exception.
    except BaseException as error:
        raise UnreadableBook("broken", "second reader") from error


class Seen(NamedTuple):
    """What calamine sees of a sheet: lines of values from row `top`, column `left` on."""

    top: int
    left: int
    lines: list[list[Value]]

    def cells(self) -> Iterator[tuple[Position, Value]]:
        """Yield the values by position; blanks are left out."""
        for row, line in enumerate(self.lines, self.top):
            for column, value in enumerate(line, self.left):
                if value != "":
                    yield (row, column), value


def values(book: "CalamineWorkbook", name: str) -> Seen:
    """Return what calamine sees in a sheet."""
    sheet = book.get_sheet_by_name(name)
    top, left = sheet.start or (0, 0)
    return Seen(top + 1, left + 1, sheet.to_python())


@lru_cache(maxsize=256)
def _shows_date(number_format: str) -> bool:
    return bool(_DATE_LETTER.search(_NOT_SHOWN.sub("", number_format)))


def _agrees(cell: Cell, value: Value) -> bool:
    kind, text = cell.kind, cell.text
    if isinstance(value, str):
        # An error and a formula without a stored value come back as blanks.
        blank_there = text if kind is Kind.TEXT else ""
        return kind is Kind.ERROR or (
            kind in (Kind.TEXT, Kind.BLANK) and blank_there.split() == value.split()
        )
    if isinstance(value, bool):
        return kind is Kind.ERROR or (kind is Kind.BOOL and value is (text == "TRUE"))
    if isinstance(value, int | float):
        if kind is not Kind.NUMBER:
            return kind is Kind.ERROR
        return isfinite(value) and fifteen(text) == fifteen(value)
    return kind in (Kind.TEXT, Kind.ERROR) or (
        kind is Kind.NUMBER and _shows_date(cell.style.number_format)
    )


def compared(found: Mapping[Position, Cell], seen: Seen) -> dict[Position, Cell]:
    """Return the cells found, those marked on which the second reader differs.

    Numbers are compared by their 15 significant digits, texts without regard
    to white space. Dates are compared by kind: calamine makes them of numbers
    with a date format. An error is none of these and so is never disputed.
    """
    cells = dict(found)
    for where, value in _differing(found, seen):
        cell = found.get(where)
        if cell is None:
            if str(value).strip():
                cells[where] = Cell(Kind.BLANK, "", disputed=True)
        elif not _agrees(cell, value):
            cells[where] = cell._replace(disputed=True)
    return cells


def _differing(found: Mapping[Position, Cell], seen: Seen) -> Iterator[tuple[Position, Value]]:
    """Yield where the readers may differ, and the value the second one sees there.

    Whole lines are compared at once; every cell of a line that differs is yielded.
    """
    top, left, lines = seen.top, seen.left, seen.lines
    height, width = len(lines), len(lines[0]) if lines else 0
    expected: list[list[Value]] = [[""] * width for _line in lines]
    number = Kind.NUMBER
    for where, cell in found.items():
        row, column = where[0] - top, where[1] - left
        if 0 <= row < height and 0 <= column < width:
            expected[row][column] = float(cell.text) if cell.kind is number else cell.text
        else:
            yield where, ""
    for row, (ours, theirs) in enumerate(zip(expected, lines, strict=True), top):
        if ours != theirs:
            yield from (((row, column), value) for column, value in enumerate(theirs, left))
