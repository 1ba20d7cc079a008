"""The first reader of an .xlsx sheet: one bounded pass over its XML."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from sinovik_sheets.sheets.cells import (
    Cell,
    Kind,
    Position,
    Style,
    UnreadableBook,
    column_letters,
)
from sinovik_sheets.sheets.reading.plain_xml import PlainCells, cut_cells, plain_value
from sinovik_sheets.sheets.reading.xlsx_parts import Runs, SharedString
from sinovik_sheets.sheets.reading.xml_parts import (
    MAIN,
    Attributes,
    is_true,
    new_parser,
    parse,
    position,
    unescape,
)

MAX_CELLS = 300_000
MAX_TAGS = 3_000_000
MAX_CHARACTERS = 32 * 2**20
MAX_BOX = 2_000_000
MAX_MERGED = 100_000
MAX_DIGITS = 40

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?([eE][+-]?[0-9]+)?")
_C, _V, _F, _ROW, _IS = (f"{MAIN} {name}" for name in ("c", "v", "f", "row", "is"))
_SHEET_DATA, _MERGE_CELL = f"{MAIN} sheetData", f"{MAIN} mergeCell"
_FOOTERS = {f"{MAIN} {name}" for name in ("oddFooter", "evenFooter", "firstFooter")}
_A_NUMBER, _A_TEXT = Kind.NUMBER, Kind.TEXT  # An attribute of an Enum is slow to look up.
_new = tuple.__new__  # Calling a NamedTuple takes twice as long, for its defaults.
_BOOLEANS = {"1": "TRUE", "true": "TRUE", "0": "FALSE", "false": "FALSE"}

Decoded = tuple[Kind, str, bool]
"""What a cell holds, as text, and whether it is partly struck; what is unclear is an error."""

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


@dataclass
class Limits:
    """What one workbook may still hold; shared by all of its sheets."""

    cells: int = MAX_CELLS
    tags: int = MAX_TAGS
    characters: int = MAX_CHARACTERS

    def take(self, cells: int, tags: int, characters: int) -> None:
        """Count a sheet; raise UnreadableBook when the workbook holds too much."""
        self.cells -= cells
        self.tags -= tags
        self.characters -= characters
        if self.cells < 0 or self.tags < 0 or self.characters < 0:
            raise UnreadableBook("too-big", "cells")


class Scanned(NamedTuple):
    """What the XML of one sheet says."""

    cells: dict[Position, Cell]
    merged: tuple[Range, ...]
    hidden_rows: frozenset[int]
    footer: str


def _range(reference: str) -> Range:
    first, _, last = reference.partition(":")
    top, left = position(first)
    bottom, right = position(last or first)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    if not letters.isalpha():
        raise UnreadableBook("unsafe", "address")
    return position(f"{letters}1")[1]


def _is_number(value: str) -> bool:
    match = _NUMBER.fullmatch(value)
    if match is None or len(value) > MAX_DIGITS:
        return False
    return match[1] is None or isfinite(float(value))


def _decode(kind: str, value: str | None, strings: Mapping[str, SharedString]) -> Decoded:
    if not value and (value is None or kind != "str"):
        return Kind.BLANK, "", False
    if kind == "n":
        return (_A_NUMBER if _is_number(value) else Kind.ERROR), value, False
    if kind == "s" and value in strings:
        return _A_TEXT, *strings[value]
    if kind == "str":
        return _A_TEXT, unescape(value), False
    if kind in ("inlineStr", "d"):
        return _A_TEXT, value, False
    if kind == "b" and value in _BOOLEANS:
        return Kind.BOOL, _BOOLEANS[value], False
    return Kind.ERROR, value, False


class _SheetScan:
    """Drives the parser: what stands around `<sheetData>`, and the cells inside it.

    The handlers inside run for every cell, so they do no more than they must.
    """

    def __init__(
        self, strings: Mapping[str, SharedString], styles: Mapping[str, Style], limits: Limits
    ) -> None:
        self.cells: dict[Position, Cell] = {}
        self.blanks: list[Position] = []
        self.hidden_rows: set[int] = set()
        self.arrays: list[Range] = []
        self.merged: list[Range] = []
        self.footers: list[str] = []
        self.tags = 0
        self._strings, self._styles, self._limits = strings, styles, limits
        self._chunks: list[str] = []
        self._runs = Runs(self._chunks)
        self._seen_data = self._in_row = self._in_inline = False
        self._row, self._row_text, self._column = 0, "", 0
        self._cell: Attributes | None = None
        self._value: str | None = None
        self._formula = self._struck = False

    def run(self, part: bytes) -> None:
        """Read the part; `blanks` are those `cells` that have a value of no length."""
        self._parser = new_parser()
        self._parser.CharacterDataHandler = self._chunks.append
        self._parser.StartElementHandler = self._start_outside
        self._parser.EndElementHandler = self._end_outside
        parse(self._parser, part)
        if not self._seen_data:
            raise UnreadableBook("broken", "sheet")

    def add(self, plain: PlainCells) -> None:
        """Take the cells cut out of the part that was run."""
        cells, styles, strings, empty = self.cells, self._styles, self._strings, 0
        for where, style_id, type_, formula, digits, other, inline in plain.cells:
            if digits and type_ is None:
                kind, text, partly = _A_NUMBER, digits, False
            elif digits and type_ == "s" and digits in strings:
                kind, (text, partly) = _A_TEXT, strings[digits]
            else:
                value = digits or plain_value(other, inline)
                if value is None and not formula:
                    empty += 1
                    continue
                kind, text, partly = _decode(type_ or "n", value, strings)
            style = styles.get(style_id or "0")
            if style is None:
                raise UnreadableBook("broken", "styles")
            cells[where] = _new(Cell, (kind, text, formula != "", style, partly, False))
            if not text and not formula:
                self.blanks.append(where)
        if len(cells) + empty < plain.number:
            raise UnreadableBook("unsafe", "cell twice")
        self.tags += plain.number

    def _start_outside(self, tag: str, attributes: Attributes) -> None:
        # Other readers go by the local name alone, so a second one counts in any namespace.
        if tag.endswith("sheetData"):
            if self._seen_data or tag != _SHEET_DATA:
                raise UnreadableBook("unsafe", "sheet structure")
            self._seen_data = True
            self._parser.StartElementHandler = self._start_inside
            self._parser.EndElementHandler = self._end_inside
        elif tag == _MERGE_CELL:
            self.merged.append(_range(attributes.get("ref", "")))
            if len(self.merged) > MAX_MERGED:
                raise UnreadableBook("unsafe", "merged cells")
        elif tag in _FOOTERS:
            self._chunks.clear()

    def _end_outside(self, tag: str) -> None:
        if tag in _FOOTERS:
            self.footers.append("".join(self._chunks))

    def _start_inside(self, tag: str, attributes: Attributes) -> None:
        if tag == _C and self._in_row and self._cell is None:
            self._cell = attributes
            self._value = None
            self._formula = self._struck = False
            self._column += 1
        elif tag == _ROW and not self._in_row:
            self._open_row(attributes)
        elif self._in_inline:
            self._runs.start(tag, attributes)
        elif tag == _V and self._cell is not None:
            self._chunks.clear()
        elif tag == _F and self._cell is not None:
            self._formula = True
            if attributes.get("t") in ("array", "dataTable") and ":" in attributes.get("ref", ""):
                self.arrays.append(_range(attributes["ref"]))
        elif tag == _IS and self._cell is not None:
            self._in_inline = True
            self._runs.begin()
        else:
            raise UnreadableBook("unsafe", "sheet structure")

    def _end_inside(self, tag: str) -> None:
        if tag == _V and not self._in_inline:
            self._take_value("".join(self._chunks))
        elif tag == _C and self._cell is not None:
            if self._value is not None or self._formula:
                self._keep(self._cell)
            self._cell = None
        elif tag == _ROW and not self._in_inline:
            self._close_row()
        elif tag == _IS:
            self._in_inline, self._struck = False, self._runs.struck
            self._take_value(self._runs.text)
        elif self._in_inline:
            self._runs.end(tag)
        elif tag == _SHEET_DATA:
            self._parser.StartElementHandler = self._start_outside
            self._parser.EndElementHandler = self._end_outside

    def _open_row(self, attributes: Attributes) -> None:
        self._row_text = attributes.get("r") or str(self._row + 1)
        row, _ = position(f"A{self._row_text}")
        if row <= self._row:
            raise UnreadableBook("unsafe", "row order")
        self._row, self._column, self._in_row = row, 0, True
        if is_true(attributes, "hidden"):
            self.hidden_rows.add(row)

    def _close_row(self) -> None:
        self._in_row = False
        self.tags += 1 + self._column
        if len(self.cells) > self._limits.cells or self.tags > self._limits.tags:
            raise UnreadableBook("too-big", "cells")

    def _take_value(self, value: str) -> None:
        # Of two values in a cell neither may pass for a number.
        self._value = value if self._value is None else f"{self._value}\n{value}"

    def _position(self, reference: str | None) -> Position:
        if reference is None:
            return position(f"{column_letters(self._column)}{self._row}")
        if not reference.endswith(self._row_text):
            raise UnreadableBook("unsafe", "address")
        return self._row, _column(reference[: -len(self._row_text)])

    def _keep(self, attributes: Attributes) -> None:
        where = self._position(attributes.get("r"))
        style = self._styles.get(attributes.get("s", "0"))
        if where in self.cells:
            raise UnreadableBook("unsafe", "cell twice")
        if style is None:
            raise UnreadableBook("broken", "styles")
        kind, text, partly = _decode(attributes.get("t", "n"), self._value, self._strings)
        self.cells[where] = Cell(kind, text, self._formula, style, partly or self._struck)
        if not text and not self._formula:
            self.blanks.append(where)


def _check_box(positions: Collection[Position]) -> None:
    """Refuse cells so far apart that a reader of the whole rectangle would starve."""
    if positions:
        rows, columns = {row for row, _ in positions}, {column for _, column in positions}
        height, width = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
        if height * width > MAX_BOX:
            raise UnreadableBook("unsafe", "cells far apart")


def _mark_arrays(cells: dict[Position, Cell], arrays: Sequence[Range]) -> None:
    """Flag every cell an array formula reaches, not only the one that holds it."""
    if len(arrays) * len(cells) > MAX_BOX:
        raise UnreadableBook("unsafe", "array formulas")
    for top, left, bottom, right in arrays:
        for (row, column), cell in cells.items():
            if top <= row <= bottom and left <= column <= right:
                cells[row, column] = cell._replace(formula=True)


def scan_sheet(
    part: bytes, strings: Mapping[str, SharedString], styles: Mapping[str, Style], limits: Limits
) -> Scanned:
    """Read a sheet's XML; `styles` are by id as the cells write it.

    Only cells with a value or a formula are returned. Merged areas are never
    expanded, the stated dimension is never believed. Raises UnreadableBook
    where the sheet is broken, too big, or says two things at once.
    """
    scan = _SheetScan(strings, styles, limits)
    plain = cut_cells(part)
    scan.run(plain.rest)
    scan.add(plain)
    cells, count = scan.cells, len(scan.cells)
    _check_box(cells)
    for where in scan.blanks:
        del cells[where]
    limits.take(count, scan.tags, sum([len(cell.text) for cell in cells.values()]))
    _mark_arrays(cells, scan.arrays)
    footer = "\n".join(scan.footers)
    return Scanned(cells, tuple(scan.merged), frozenset(scan.hidden_rows), footer)
