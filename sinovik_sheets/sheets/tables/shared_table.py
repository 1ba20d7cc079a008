"""A table that people and the tool fill together, as it stands in a workbook being edited.

Columns are found by their headings and rows by their ids, so people may sort
rows, move columns and add their own. What people wrote is never touched.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sinovik_sheets.problems import Finding, SinovikError, Where
from sinovik_sheets.problems import settings as rules
from sinovik_sheets.sheets.tables import row_look
from sinovik_sheets.sheets.tables.edited_cell import cells_of, put, said, says, wrapped_height
from sinovik_sheets.sheets.tables.table import (
    EXAMPLE_MARK,
    EXPLANATION_MARK,
    Column,
    ColumnKind,
    Table,
    plain_name,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEADING_ROWS = 20
"""The heading row is the one of the first 20 that names most columns, as in reading."""
MOST_HEADINGS = 0.75
SAME_HEIGHT = 1.0
"""Points by which programs round the height of a row they save."""

RowId = tuple[str, ...]


@dataclass(frozen=True)
class SharedTable:
    """A table, the columns that identify its rows, and those that only people fill in."""

    table: Table
    ids: tuple[str, ...]
    people: tuple[str, ...] = ()


def looks_like(sheet: "Worksheet", table: Table) -> bool:
    """Return whether a sheet has most of the headings of a table."""
    _heading, places = _find_headings(sheet, table)
    return len(places) >= MOST_HEADINGS * len(table.columns)


def _find_headings(sheet: "Worksheet", table: Table) -> tuple[int, dict[str, int]]:
    """Return the heading row and the columns by name; row 1 and none without any."""
    known = {plain_name(column.name): column.name for column in table.columns}
    found: dict[int, dict[str, int]] = {}
    for (row, place), cell in sorted(cells_of(sheet).items(), key=lambda item: item[0]):
        if row > HEADING_ROWS:
            break
        name = known.get(plain_name(said(cell.value)))
        if name:
            found.setdefault(row, {}).setdefault(name, place)
    return max(found.items(), key=lambda item: (len(item[1]), -item[0]), default=(1, {}))


class StandingTable:
    """A shared table where it stands; its methods return whether they changed anything."""

    def __init__(self, sheet: "Worksheet", shared: SharedTable, file: str) -> None:
        """Find the headings; SinovikError when rows hang on one of ids that is gone."""
        self._sheet = sheet
        self._shared = shared
        self._heading, self._places = _find_headings(sheet, shared.table)
        self._refuse_without_ids(file)
        self.restored = self._restore_headings()

    def fill(self, name: str, texts: Mapping[int, str]) -> bool:
        """Write a column of rows known by their number."""
        changed = False
        for number, text in texts.items():
            changed |= self._write(number, {name: text})
        return changed

    def merge(self, rows: Sequence[Mapping[str, str]]) -> bool:
        """Bring the tool's columns of these rows up to date and add rows that are not there.

        What `rows` say in people's columns is written into added rows alone.
        """
        numbers: dict[RowId, int] = {}
        for row_id, number in self._rows():
            numbers.setdefault(row_id, number)
        end = last = self._last_row()
        changed = False
        for row in rows:
            row_id = tuple(row[name].strip() for name in self._shared.ids)
            if row_id in numbers:
                tool = {n: text for n, text in row.items() if n not in self._shared.people}
                changed |= self._write(numbers[row_id], tool)
            else:
                last += 1
                numbers[row_id] = last
                self._add(last, row)
        if last > end:
            people = self._shared.people
            row_look.dress_rows(self._sheet, self._columns(), people, end + 1, last)
            row_look.offer_choices(self._sheet, self._columns(), end + 1, last)
            row_look.stretch_areas(self._sheet, self._heading, end, last)
        return changed or last > end

    def mark_others(self, ids: Container[RowId], name: str, text: str) -> bool:
        """Write a text into a column of the rows whose ids are not among these."""
        others = [number for row_id, number in self._rows() if row_id not in ids]
        return self.fill(name, dict.fromkeys(others, text))

    def _refuse_without_ids(self, file: str) -> None:
        gone = next((name for name in self._shared.ids if name not in self._places), "")
        if gone and any(row > self._heading for row, _place in self._filled()):
            sheet = self._shared.table.sheet
            found = Finding(rules.MISSING_COLUMN, Where(sheet=sheet), details={"column": gone})
            raise SinovikError(f"{file}, {sheet}: {found.message}", found.fix)

    def _restore_headings(self) -> bool:
        """Write the headings that are gone over the next empty columns; say if there were any."""
        filled = {place for _row, place in self._filled()}
        place = max((p for row, p in self._filled() if row == self._heading), default=0)
        absent = [c for c in self._shared.table.columns if c.name not in self._places]
        for column in absent:
            place += 1
            while place in filled:
                place += 1
            self._places[column.name] = place
            row_look.write_heading(self._sheet, self._heading, place, column)
        return bool(absent)

    def _filled(self) -> dict[tuple[int, int], Any]:
        cells = cells_of(self._sheet).items()
        return {position: cell.value for position, cell in cells if cell.value not in (None, "")}

    def _columns(self) -> list[tuple[int, Column]]:
        return [(self._places[column.name], column) for column in self._shared.table.columns]

    def _kind(self, name: str) -> ColumnKind:
        return self._shared.table.column(name).kind

    def _rows(self) -> list[tuple[RowId, int]]:
        """Return ids and numbers of the rows that have any, examples left out."""
        filled = self._filled()
        places = [self._places[name] for name in self._shared.ids]
        found = []
        for number in sorted({row for row, _place in filled if row > self._heading}):
            row_id = tuple(said(filled.get((number, place))).strip() for place in places)
            example = row_id[0].casefold().startswith((EXAMPLE_MARK, EXPLANATION_MARK))
            if any(row_id) and not example:
                found.append((row_id, number))
        return found

    def _last_row(self) -> int:
        """Return the last row in which the table says anything, its explanations at least."""
        ours = set(self._places.values())
        rows = (row for row, place in self._filled() if place in ours)
        return max(self._heading + 1, *rows, 0)

    def _write(self, number: int, texts: Mapping[str, str]) -> bool:
        """Write what a row does not say yet; it is fitted anew where we had set its height."""
        from openpyxl.cell import MergedCell

        wrong = {
            name: cell
            for name in texts
            if not isinstance(cell := self._sheet.cell(number, self._places[name]), MergedCell)
            and not says(cell, self._kind(name), texts[name])
        }
        if not wrong:
            return False
        dimension = self._sheet.row_dimensions[number]
        height = dimension.height
        ours = height is not None and abs(height - self._needed_height(number)) < SAME_HEIGHT
        for name, cell in wrong.items():
            put(cell, self._kind(name), texts[name])
        if ours:
            dimension.height = self._needed_height(number)
        return True

    def _add(self, number: int, texts: Mapping[str, str]) -> None:
        self._write(number, texts)
        if self._sheet.row_dimensions[number].height is None:
            self._sheet.row_dimensions[number].height = self._needed_height(number)

    def _needed_height(self, number: int) -> float:
        return wrapped_height(
            (said(self._sheet.cell(number, place).value), row_look.width_of(self._sheet, place))
            for place, _column in self._columns()
        )
