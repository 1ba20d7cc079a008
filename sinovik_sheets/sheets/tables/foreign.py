"""A table somebody else made: its headings are found, not prescribed.

Only a heading that is exactly one of the names given for a field is used. One
that is merely like it is shown to people, who decide.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sinovik_sheets.problems import Where
from sinovik_sheets.sheets.cells import BLANK, Book, Cell, Grid, Kind, address
from sinovik_sheets.sheets.tables.foreign_heading import Field, Heading, Names, find_heading
from sinovik_sheets.sheets.tables.table import plain_name
from sinovik_sheets.sheets.tables.typed import cell_text, read_number

__all__ = ["Field", "ForeignRow", "ForeignTable", "find_table", "find_tables", "seen_text"]

_TOTALS = frozenset(
    (
        "grandtotal", "jumlah", "jumlahkeseluruhan", "jumlahseluruhnya", "jumlahtotal",
        "subjumlah", "subtotal", "total", "totaljumlah", "totalkeseluruhan", "totalseluruhnya",
    )
)  # fmt: skip
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,3})\)?\.?")
_PADDED = re.compile(r"0{2,}")


@dataclass(frozen=True)
class ForeignRow:
    """One filled row. `by_column` holds its cells by column, merged ones repeated."""

    number: int
    sheet: str
    columns: Mapping[str, int]
    by_column: Mapping[int, Cell]

    @property
    def cells(self) -> dict[str, Cell]:
        """The cells by field; blank ones are left out."""
        named = {name: self.by_column.get(place, BLANK) for name, place in self.columns.items()}
        return {name: cell for name, cell in named.items() if cell is not BLANK}

    def cell(self, name: str) -> Cell:
        """Return the cell of a field, BLANK where there is none."""
        return self.by_column.get(self.columns.get(name, 0), BLANK)

    def text(self, name: str) -> str:
        """Return a field as people see it, trimmed; empty where there is none."""
        return seen_text(self.cell(name))

    def where(self, file: str, name: str = "") -> Where:
        """Return the place of a field, of the row's first cell by default."""
        cells = {one: address(self.number, place) for one, place in self.columns.items()}
        first = address(self.number, min(self.by_column, default=1))
        return Where(file, self.sheet, cells.get(name, first), cells)


@dataclass(frozen=True)
class ForeignTable:
    """A table as found: where its heading stands and what each column was taken for.

    `heading` is the last row of the heading. `mapping` lists every heading as
    written with its field, empty where it is not used. `near` lists headings
    that resemble a field, or name one a second time, as (heading, field, cell);
    they are not used. `missing` names the required fields without a column.
    `left_out` holds the rows that say nothing about a thing: repeated headings,
    column numbers and totals.
    """

    sheet: str
    heading: int
    columns: Mapping[str, int]
    mapping: tuple[tuple[str, str], ...]
    near: tuple[tuple[str, str, str], ...]
    missing: tuple[str, ...]
    headings: Mapping[int, str]
    hidden_rows: tuple[int, ...] = ()
    left_out: tuple[int, ...] = ()
    filled: tuple[ForeignRow, ...] = field(default=(), repr=False)

    @property
    def rows(self) -> Iterator[ForeignRow]:
        """The filled rows below the heading, from top to bottom."""
        return iter(self.filled)


def find_table(book: Book, fields: Sequence[Field]) -> ForeignTable | None:
    """Return the table of the visible sheets that names most fields; None where none names any.

    One that names all required fields goes before one that does not.
    """
    found = [table for grid in book.sheets if (table := _table(grid, fields))]
    return max(found, key=lambda table: (not table.missing, len(table.columns)), default=None)


def find_tables(book: Book, fields: Sequence[Field]) -> tuple[ForeignTable, ...]:
    """Return the table of each visible sheet that names all required fields."""
    found = (_table(grid, fields) for grid in book.sheets)
    return tuple(table for table in found if table and not table.missing)


def seen_text(cell: Cell) -> str:
    """Return a cell as people see it, trimmed; a format such as 00000 shows its zeros."""
    text = cell_text(cell)
    if cell.kind is Kind.NUMBER and _PADDED.fullmatch(cell.style.number_format):
        return text.zfill(len(cell.style.number_format)) if text.isdecimal() else text
    return text


def _by_row(grid: Grid) -> dict[int, dict[int, Cell]]:
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in grid.cells.items():
        if cell.text.strip() or cell.formula:
            rows.setdefault(row, {})[column] = cell
    return rows


def _table(grid: Grid, fields: Sequence[Field]) -> ForeignTable | None:
    if grid.state != "visible":
        return None
    rows, names = _by_row(grid), Names(fields)
    heading = find_heading(rows, names)
    if heading is None:
        return None
    used = {column: name for name, column in heading.columns.items()}
    below = {row: cells for row, cells in sorted(rows.items()) if row > heading.row}
    left_out = tuple(row for row, cells in below.items() if _is_no_thing(cells, heading, names))
    merged = _merged_down(grid, list(below))
    filled = tuple(
        ForeignRow(row, grid.name, heading.columns, merged.get(row, {}) | cells)
        for row, cells in below.items()
        if row not in left_out
    )
    return ForeignTable(
        sheet=grid.name,
        heading=heading.row,
        columns=heading.columns,
        mapping=tuple((text, used.get(column, "")) for column, text in heading.texts.items()),
        near=tuple(_near(heading, names)),
        missing=tuple(
            one.name for one in fields if one.required and one.name not in heading.columns
        ),
        headings=heading.texts,
        hidden_rows=tuple(row.number for row in filled if row.number in grid.hidden_rows),
        left_out=left_out,
        filled=filled,
    )


def _near(heading: Heading, names: Names) -> Iterator[tuple[str, str, str]]:
    absent = [one.name for one in names.fields if one.name not in heading.columns]
    used = set(heading.columns.values())
    for column, text in heading.texts.items():
        named = names.of(text)
        meant = named[0] if named else names.nearest(text, absent)
        if column not in used and meant:
            yield text, meant, address(heading.row, column)


def _merged_down(grid: Grid, filled: Sequence[int]) -> dict[int, dict[int, Cell]]:
    """Return the cells that a merge repeats in the filled rows below its first one."""
    repeated: dict[int, dict[int, Cell]] = {}
    reached: dict[int, int] = {}
    for top, left, bottom, right in sorted(grid.merged):
        cell = grid.at(top, left)
        if left == right and filled and top >= filled[0] and cell.text.strip():
            # Merges that overlap are damage; no row is gone through twice for them.
            first = bisect_right(filled, max(top, reached.get(left, 0)))
            for row in filled[first : bisect_right(filled, bottom)]:
                repeated.setdefault(row, {})[left] = cell
            reached[left] = max(bottom, reached.get(left, 0))
    return repeated


def _is_no_thing(cells: Mapping[int, Cell], heading: Heading, names: Names) -> bool:
    """Return whether a row is the heading again, a row of column numbers, or a total."""
    texts = {column: cell_text(cell) for column, cell in sorted(cells.items())}
    return (
        _repeats_heading(texts, heading, names)
        or _numbers_columns(list(texts.values()))
        or _is_total(list(texts.values()))
    )


def _repeats_heading(texts: Mapping[int, str], heading: Heading, names: Names) -> bool:
    named = [
        (text, name, column)
        for name, column in heading.columns.items()
        if (text := texts.get(column, ""))
    ]
    if len(named) == 1:
        return plain_name(named[0][0]) == plain_name(heading.texts[named[0][2]])
    return bool(named) and all(
        (found := names.of(text)) is not None and found[0] == name for text, name, _c in named
    )


def _numbers_columns(texts: Sequence[str]) -> bool:
    found = [_COLUMN_NUMBER.fullmatch(text) for text in texts]
    numbers = [int(one[1]) for one in found if one]
    return len(texts) > 1 and numbers == list(range(1, len(texts) + 1))


def _is_total(texts: Sequence[str]) -> bool:
    return plain_name(texts[0]) in _TOTALS and all(
        not text or read_number(text.replace(".", "")) is not None for text in texts[1:]
    )
