"""A bounded pass over an .ods: is it harmless, and where are formulas and percentages."""

from dataclasses import dataclass, field

from sinovik_sheets.sheets.cells import Position, UnreadableBook
from sinovik_sheets.sheets.reading.xlsx_scan import MAX_BOX, MAX_CELLS, MAX_CHARACTERS
from sinovik_sheets.sheets.reading.xml_parts import Attributes, new_parser, parse

MAX_SPACES = 10_000
MAX_ALL_SPACES = 1_000_000

# The second reader goes by these prefixes, whatever they stand for; so does the guard.
_TABLE, _ROW = "table:table", "table:table-row"
_CELLS = ("table:table-cell", "table:covered-table-cell")
_NAME, _FORMULA, _TYPE = "table:name", "table:formula", "office:value-type"
_ROWS_REPEATED, _COLUMNS_REPEATED = "table:number-rows-repeated", "table:number-columns-repeated"
_SPACE, _COUNT = "text:s", "text:c"


@dataclass
class Table:
    """What calamine does not tell about a sheet."""

    name: str
    formulas: set[Position] = field(default_factory=set)
    percentages: set[Position] = field(default_factory=set)


def _count(attributes: Attributes, name: str) -> int:
    text = attributes.get(name, "1")
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 10):
        raise UnreadableBook("unsafe", "repeated")
    return int(text)


class _Scan:
    def __init__(self) -> None:
        self.tables: list[Table] = []
        self._inside = False
        self._row = self._column = 0
        self._filled: list[tuple[int, int, Attributes]] = []
        self._rows: list[int] = []
        self._columns: list[int] = []
        self._cells = self._spaces = self._characters = self._row_characters = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag in _CELLS:
            self._cell(attributes)
        elif tag == _ROW:
            self._filled, self._column, self._row_characters = [], 0, 0
            self._repeated = _count(attributes, _ROWS_REPEATED)
        elif tag == _SPACE:
            spaces = _count(attributes, _COUNT)
            self._spaces += spaces
            if spaces > MAX_SPACES or self._spaces > MAX_ALL_SPACES:
                raise UnreadableBook("unsafe", "spaces")
            self.text(" " * spaces)
        elif tag == _TABLE:
            if self._inside:
                raise UnreadableBook("unsafe", "table in a table")
            self._inside = True
            self.tables.append(Table(attributes.get(_NAME, "")))
            self._row, self._rows, self._columns = 0, [], []

    def text(self, text: str) -> None:
        self._row_characters += len(text) * (self._filled[-1][1] if self._filled else 1)

    def end(self, tag: str) -> None:
        if tag == _ROW:
            self._close_row()
        elif tag == _TABLE:
            self._inside = False
            self._check_box()

    def _cell(self, attributes: Attributes) -> None:
        repeated = _count(attributes, _COLUMNS_REPEATED)
        if _TYPE in attributes or _FORMULA in attributes:
            self._filled.append((self._column + 1, repeated, attributes))
            self.text("".join(attributes.values()))
        self._column += repeated

    def _close_row(self) -> None:
        first, self._row = self._row + 1, self._row + self._repeated
        if not self._filled:
            return
        self._cells += self._repeated * sum(repeated for _, repeated, _ in self._filled)
        self._characters += self._repeated * self._row_characters
        if self._row > 1_048_576 or self._column > 16_384:
            raise UnreadableBook("unsafe", "outside the grid")
        if self._cells > MAX_CELLS or self._characters > MAX_CHARACTERS:
            raise UnreadableBook("too-big", "cells")
        last, width, _ = self._filled[-1]
        self._rows += (first, self._row)
        self._columns += (self._filled[0][0], last + width - 1)
        for column, repeated, attributes in self._filled:
            self._note(range(first, self._row + 1), range(column, column + repeated), attributes)

    def _note(self, rows: range, columns: range, attributes: Attributes) -> None:
        table = self.tables[-1]
        area = [(row, column) for row in rows for column in columns]
        if _FORMULA in attributes:
            table.formulas.update(area)
        if attributes.get(_TYPE) == "percentage":
            table.percentages.update(area)

    def _check_box(self) -> None:
        if self._rows:
            height = max(self._rows) - min(self._rows) + 1
            width = max(self._columns) - min(self._columns) + 1
            if height * width > MAX_BOX:
                raise UnreadableBook("unsafe", "cells far apart")


def scan_content(part: bytes) -> list[Table]:
    """Read the content of an .ods without expanding what it repeats.

    Empty rows and columns repeated to the edge of the sheet are normal. Raises
    UnreadableBook where reading all values would cost too much time or memory.
    """
    scan = _Scan()
    parser = new_parser(namespaces=False)
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    parse(parser, part)
    return scan.tables
