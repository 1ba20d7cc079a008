"""Workbooks that people and the tool write together, edited in place with openpyxl.

Tables are shared row by row, see SharedTable. Views are sheets the tool writes
as a whole; they say so in their first cell. Every other sheet is people's own
and is never touched.
"""

import io
import itertools
import math
import os
import re
import warnings
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from sinovik_sheets.problems import Finding, SinovikError, Where
from sinovik_sheets.problems import settings as rules
from sinovik_sheets.sheets.cells import Book, Position, UnreadableBook
from sinovik_sheets.sheets.tables.edited_cell import cells_of, escaped, plain_text, said
from sinovik_sheets.sheets.tables.kept_choices import choices_of_other_sheets
from sinovik_sheets.sheets.tables.shared_table import SharedTable, StandingTable, looks_like
from sinovik_sheets.sheets.tables.sheet_copy import copy_sheet
from sinovik_sheets.sheets.tables.table import EXPLANATION_MARK, Table, plain_name
from sinovik_sheets.sheets.zips import undated
from sinovik_sheets.text import _

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST_TITLE = 31 - len(" 99")
"""Characters of a sheet's name that leave room for a number when it is taken."""
_RESERVED = "history"  # Excel keeps this name for itself
_BROKEN = (
    AttributeError,
    BadZipFile,
    EOFError,
    IndexError,
    KeyError,
    OSError,
    ParseError,
    RuntimeError,
    TypeError,
    UnreadableBook,
    ValueError,
    zlib.error,
)
"""What openpyxl raises about a workbook it cannot take."""

Value = str | int | float


@dataclass(frozen=True)
class View:
    """A sheet written wholly by the tool.

    `values` are its cells by position, `note` the sentence of its first cell
    (position 1, 1), `draw` writes all of it, but for the note, on an empty sheet.
    """

    name: str
    note: str
    values: Mapping[Position, Value]
    draw: Callable[["Worksheet"], None]


def is_view(title: str, first_cell: str) -> bool:
    """Return whether a sheet is a view that stands under the name it was written with."""
    return first_cell.startswith(_signature(title))


def without_views(book: Book) -> Book:
    """Return a book without the sheets that the tool writes as a whole."""
    sheets = (grid for grid in book.sheets if not is_view(grid.name, grid.at(1, 1).text))
    return Book(tuple(sheets), book.readers, book.macros)


def _signature(title: str) -> str:
    return f"{EXPLANATION_MARK} {title}: "


class EditedWorkbook:
    """A two-way workbook being brought up to date; nothing that stands right is written."""

    def __init__(
        self, file: str, current: bytes | None, blank: Callable[[], bytes], tabs: Sequence[str]
    ) -> None:
        """Open `current`, or a `blank` one where there is none.

        `tabs` is the order of the tool's sheets, for those that must be made.
        SinovikError when the workbook cannot be edited.
        """
        self._file = file
        self._blank = blank
        self._tabs = tabs
        self._workbook = _opened(file, blank() if current is None else current)
        self._changed = current is None
        self._active: Any = self._workbook.active
        self._tables: set[str] = set()
        self._shown: dict[str, Worksheet] = {}

    def fill(self, shared: SharedTable, name: str, texts: Mapping[int, str]) -> None:
        """Write a column of rows known by their number."""
        self._changed |= self._standing(shared).fill(name, texts)

    def merge(self, shared: SharedTable, rows: Sequence[Mapping[str, str]]) -> None:
        """Bring the tool's columns of these rows up to date; add those that are not there.

        SinovikError when a column of ids is gone.
        """
        self._changed |= self._standing(shared).merge(rows)

    def mark_others(
        self, shared: SharedTable, rows: Sequence[Mapping[str, str]], name: str, text: str
    ) -> None:
        """Write a text into a column of all rows that are not among these."""
        ids = {tuple(row[column].strip() for column in shared.ids) for row in rows}
        self._changed |= self._standing(shared).mark_others(ids, name, text)

    def show(self, views: Sequence[View]) -> None:
        """Have exactly these views in the workbook, written anew where they differ.

        A view keeps its place among the tabs. Where people have a sheet of its
        name, it gets a number behind its name.
        """
        shown: list[Worksheet] = []
        for view in views:
            title = self._title_for(view.name, shown)
            note = f"{_signature(title)}{view.note}"
            sheet = self._titled(title)
            if sheet is None or not _same(sheet, {**view.values, (1, 1): note}):
                sheet = self._written(view, title, sheet)
                sheet.cell(1, 1).value = note
            shown.append(sheet)
            self._shown[view.name] = sheet
        for sheet in self._workbook.worksheets:
            if sheet not in shown and _is_ours(sheet):
                self._workbook.remove(sheet)
                self._changed = True

    def _written(self, view: View, title: str, old: "Worksheet | None") -> "Worksheet":
        place = self._place(view.name) if old is None else self._workbook.index(old)
        if old is not None:
            self._workbook.remove(old)
        new: Worksheet = self._workbook.create_sheet(title, place)
        view.draw(new)
        self._active = new if self._active is old else self._active
        self._changed = True
        return new

    def finish(self) -> bytes | None:
        """Return the workbook's bytes, None when nothing had to be changed."""
        if not self._changed:
            return None
        sheets: list[Any] = [*self._workbook.worksheets, *self._workbook.chartsheets]
        visible = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
        self._workbook.active = self._active if self._active in visible else visible[0]
        for sheet in self._workbook.worksheets:
            # Two selected sheets are a group: what is typed into one goes into both.
            sheet.sheet_view.tabSelected = sheet is self._workbook.active
            for cell in cells_of(sheet).values():
                if isinstance(cell.value, str) and cell.data_type == "s" and "_x" in cell.value:
                    cell.value = escaped(cell.value)
                    cell.data_type = "s"
        with _plain_errors(self._file):
            return _saved(self._workbook)

    def _standing(self, shared: SharedTable) -> StandingTable:
        wanted = plain_name(shared.table.sheet)
        self._tables.add(wanted)
        sheets = self._workbook.worksheets
        found = next((sheet for sheet in sheets if plain_name(sheet.title) == wanted), None)
        if found is None:
            self._refuse_renamed(shared.table)
        standing = StandingTable(found or self._made_again(shared.table.sheet), shared, self._file)
        self._changed |= standing.restored
        return standing

    def _refuse_renamed(self, table: Table) -> None:
        """Refuse to make a table anew beside one that people gave another name."""
        ours = {plain_name(name) for name in self._tabs}
        for sheet in self._workbook.worksheets:
            own = plain_name(sheet.title) in ours or _is_ours(sheet)
            if not own and looks_like(sheet, table):
                where = Where(self._file, sheet.title)
                details = {"suggestion": table.sheet}
                found = Finding(rules.MISSPELT_SHEET, where, value=sheet.title, details=details)
                raise SinovikError(f"{self._file}: {found.message}", found.fix)

    def _made_again(self, name: str) -> "Worksheet":
        source: Worksheet = _opened(self._file, self._blank())[name]
        sheet: Worksheet = self._workbook.create_sheet(name, self._place(name))
        copy_sheet(source, sheet)
        self._changed = True
        return sheet

    def _titled(self, title: str) -> "Worksheet | None":
        sheets = self._workbook.worksheets
        return next((sheet for sheet in sheets if sheet.title.casefold() == title.casefold()), None)

    def _place(self, name: str) -> int:
        """Return where a sheet that must be made belongs: behind the tab before it."""
        for before in reversed(self._tabs[: self._tabs.index(name)]):
            sheet = self._shown.get(before) or self._titled(before)
            if sheet is not None:
                return self._workbook.index(sheet) + 1
        return 0

    def _title_for(self, name: str, shown: Sequence["Worksheet"]) -> str:
        """Return the name a view can have: its own, or with a number where that is taken."""
        taken = {title.casefold() for title in self._workbook.sheetnames} | {_RESERVED}
        own = {s.title.casefold() for s in self._workbook.worksheets if _is_ours(s)}
        taken -= own - {sheet.title.casefold() for sheet in shown}
        base = _sheet_name(name)
        titles = (f"{base} {number}" if number > 1 else base for number in itertools.count(1))
        return next(
            title
            for title in titles
            if title.casefold() not in taken and plain_name(title) not in self._tables
        )


@contextmanager
def _plain_errors(file: str) -> Iterator[None]:
    """Say plainly that a workbook cannot be edited, whatever openpyxl says about it."""
    with warnings.catch_warnings():
        # It warns of decorations it cannot keep; the version before stays in the archive.
        warnings.simplefilter("ignore")
        try:
            yield
        except _BROKEN as error:
            raise SinovikError(
                _("{file} cannot be edited as it stands.").format(file=file),
                _("Open it in Excel, save it as .xlsx under its name, then run the command again."),
            ) from error


def _saved(workbook: "Workbook") -> bytes:
    """Return the bytes of a workbook; the same content gives the same bytes."""
    from openpyxl.writer.excel import ExcelWriter

    stream = io.BytesIO()
    # Workbook.save would write the time of day into the properties.
    ExcelWriter(workbook, ZipFile(stream, "w", ZIP_DEFLATED)).save()
    return undated(stream.getvalue())


def _opened(file: str, data: bytes) -> "Workbook":
    # openpyxl then parses and writes with the standard library alone, which
    # refuses entity bombs and does not hide a full disk.
    os.environ["OPENPYXL_LXML"] = "False"
    from openpyxl import load_workbook

    with _plain_errors(file):
        workbook = load_workbook(io.BytesIO(data), rich_text=True)
        for title, rule in choices_of_other_sheets(data):
            workbook[title].add_data_validation(rule)
    return workbook


def _sheet_name(name: str) -> str:
    """Return a name as a sheet can have it."""
    plain = re.sub(r"[\[\]:*?/\\]", "-", " ".join(plain_text(name).split()))
    return plain[:MOST_TITLE].strip("' ") or "-"


def _is_ours(sheet: "Worksheet") -> bool:
    first = cells_of(sheet).get((1, 1))
    return first is not None and is_view(sheet.title, said(first.value))


def _same(sheet: "Worksheet", values: Mapping[Position, Value]) -> bool:
    """Return whether exactly these values stand in a sheet, whoever saved it last."""
    present = {
        position: None if cell.data_type == "f" else cell.value
        for position, cell in cells_of(sheet).items()
        if cell.value not in (None, "")
    }
    return present.keys() == values.keys() and all(
        _equal(present[position], value) for position, value in values.items()
    )


def _equal(present: Any, value: Value) -> bool:
    if isinstance(value, str):
        return present is not None and said(present) == value
    return isinstance(present, int | float) and math.isclose(present, value, rel_tol=1e-12)
