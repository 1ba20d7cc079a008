"""A cell as a reader found it, whatever the file format was."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Kind(StrEnum):
    """What a cell holds."""

    BLANK = "blank"
    NUMBER = "number"
    TEXT = "text"
    BOOL = "bool"
    ERROR = "error"


class Style(NamedTuple):
    """What changes how a person sees a value. Colours are RRGGBB, empty = default."""

    number_format: str = "General"
    struck: bool = False
    font_colour: str = ""
    fill: str = ""


PLAIN = Style()


class Cell(NamedTuple):
    """One cell: `text` is the content exactly as the file writes it.

    For a number that is its raw text (`0.57999999999999996`), for an error
    its sign (`#REF!`), for a truth value `TRUE` or `FALSE`. `disputed` means
    that a second reader of the same file saw something else here.
    """

    kind: Kind
    text: str
    formula: bool = False
    style: Style = PLAIN
    partly_struck: bool = False
    disputed: bool = False


BLANK = Cell(Kind.BLANK, "")

Position = tuple[int, int]
"""Row and column of a cell, both counted from 1."""


@dataclass(frozen=True)
class Grid:
    """One sheet: its cells by position, in reading order, and what else matters to us."""

    name: str
    cells: Mapping[Position, Cell]
    state: str = "visible"
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    comments: Mapping[Position, str] = field(default_factory=dict)
    footer: str = ""
    has_picture: bool = False

    def at(self, row: int, column: int) -> Cell:
        """Return the cell at this position, BLANK where the file has none."""
        return self.cells.get((row, column), BLANK)


@dataclass(frozen=True)
class Book:
    """A workbook as read; `readers` counts how many readers agreed on it."""

    sheets: tuple[Grid, ...]
    readers: int = 2
    macros: bool = False


class UnreadableBook(Exception):
    """The bytes are no workbook we can read; `reason` is a stable word for it.

    Reasons: `not-a-workbook`, `broken`, `password`, `strict`, `too-big`,
    `unsafe` (DOCTYPE, cells outside the grid and the like), `no-sheets`.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """Return the letters of a column: 1 is A, 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return the address people read: row 7, column 3 is C7."""
    return f"{column_letters(column)}{row}"
