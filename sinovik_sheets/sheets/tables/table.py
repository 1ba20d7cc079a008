"""Sheets that people fill as tables: one heading row, one row a thing.

A Table says once what its columns are; the blank sheet, its explanations,
reading it back and finding its mistakes all follow from that.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from sinovik_sheets.problems import Finding, Rule, Where
from sinovik_sheets.problems import settings as rules
from sinovik_sheets.sheets.cells import BLANK, Book, Cell, Grid, Kind, address
from sinovik_sheets.sheets.tables.typed import cell_text, read_date, read_number
from sinovik_sheets.text import _

EXAMPLE_MARK = "contoh"
EXPLANATION_MARK = "ⓘ"
CODE_PATTERN = re.compile(
    r"(?!(?i:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[A-Za-z0-9](?:[A-Za-z0-9._-]{0,28}[A-Za-z0-9])?"
)
"""Codes name files and folders, so they are what every system takes as a file name."""

Choice = TypeVar("Choice", bound=StrEnum)


class ColumnKind(StrEnum):
    """What a column holds, which decides format and drop-down."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    COUNT = "count"
    DATE = "date"
    CHOICE = "choice"


@dataclass(frozen=True)
class Column:
    """A column of a table, or a key of the settings.

    `name` is what people see, the same in every language; `explanation` is a
    catalogue source. `width` is in characters.
    """

    name: str
    explanation: str
    kind: ColumnKind = ColumnKind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    width: int = 14


@dataclass(frozen=True)
class Table:
    """A sheet that people fill; the first column identifies a row."""

    sheet: str
    columns: tuple[Column, ...]
    explanation: str
    examples: tuple[Mapping[str, str], ...] = ()
    optional: bool = False

    def column(self, name: str) -> Column:
        """Return the column of this name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@lru_cache(maxsize=16_384)
def plain_name(text: str) -> str:
    """Return a heading without case, spaces, accents and bracketed remarks."""
    decomposed = unicodedata.normalize("NFKD", re.sub(r"\(.*?\)", "", text)).casefold()
    return "".join(ch for ch in decomposed if ch.isalnum())


def closest(text: str, names: Sequence[str]) -> str:
    """Return the name that was probably meant, or an empty text."""
    by_plain = {plain_name(name): name for name in names}
    found = get_close_matches(plain_name(text), list(by_plain), n=1, cutoff=0.7)
    return by_plain[found[0]] if found else ""


@dataclass
class Row:
    """One filled row; its typed getters note what is wrong in `findings`.

    A getter returns an empty text or None where the cell is blank or wrong.
    """

    table: Table
    file: str
    number: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, int]
    findings: list[Finding]

    def where(self, column: str = "") -> Where:
        """Return the place of a cell of this row (of its first cell by default)."""
        cells = {name: address(self.number, place) for name, place in self.columns.items()}
        first = cells.get(self.table.columns[0].name, address(self.number, 1))
        return Where(self.file, self.table.sheet, cells.get(column, first), cells)

    def report(self, rule: Rule, column: str, value: str = "", **details: object) -> None:
        """Note a finding at a cell of this row."""
        details.setdefault("column", column)
        self.findings.append(Finding(rule, self.where(column), value=value, details=details))

    def text(self, column: str) -> str:
        """Return the text of a cell."""
        cell = self.cells.get(column, BLANK)
        if cell.kind is Kind.ERROR:
            self.report(rules.CELL_ERROR, column, cell.text)
            return ""
        if cell.formula and cell.kind is Kind.BLANK:
            self.report(rules.FORMULA_WITHOUT_VALUE, column)
            return ""
        text = cell_text(cell)
        if not text and self.table.column(column).required and column in self.columns:
            explanation = _(self.table.column(column).explanation)
            self.report(rules.REQUIRED, column, explanation=explanation)
        return text

    def plain(self, column: str) -> str:
        """Return what stands in a cell, whatever it is, without noting anything."""
        return cell_text(self.cells.get(column, BLANK))

    def amount(self, column: str) -> Decimal | None:
        """Return the number of a cell."""
        text = self.text(column)
        number = read_number(text)
        if text and number is None:
            self.report(rules.BAD_NUMBER, column, text)
        return number

    def count(self, column: str) -> int | None:
        """Return the whole number, 0 or more, of a cell."""
        text = self.text(column)
        number = read_number(text)
        if not text:
            return None
        if number is None or number < 0 or number != int(number):
            self.report(rules.BAD_COUNT, column, text)
            return None
        return int(number)

    def day(self, column: str) -> date | None:
        """Return the date of a cell."""
        text = self.text(column)
        day = read_date(text)
        if text and day is None:
            self.report(rules.BAD_DATE, column, text)
        return day

    def option(self, column: str) -> str:
        """Return the choice of a cell as its column lists it, matched without case and accents."""
        text = self.text(column)
        choices = self.table.column(column).choices
        for choice in choices if text else ():
            if plain_name(choice) == plain_name(text):
                return choice
        if text:
            suggestion = closest(text, choices)
            rule = rules.MISSPELT_CHOICE if suggestion else rules.BAD_CHOICE
            self.report(rule, column, text, choices=", ".join(choices), suggestion=suggestion)
        return ""

    def choice(self, column: str, kind: type[Choice]) -> Choice | None:
        """Return the choice of a cell as a noun."""
        option = self.option(column)
        return kind(option) if option else None


def find_heading(grid: Grid, table: Table) -> tuple[int, dict[str, int], list[tuple[int, str]]]:
    """Return heading row, known columns (name to number) and the unknown headings.

    The heading row is the one of the first 20 that names most columns.
    """
    known = {plain_name(column.name): column.name for column in table.columns}
    texts: dict[int, list[tuple[int, str]]] = {}
    for (row, position), cell in grid.cells.items():
        if row <= 20 and cell.kind is Kind.TEXT and cell.text.strip():
            texts.setdefault(row, []).append((position, cell.text.strip()))
    best = max(
        texts,
        key=lambda row: (sum(plain_name(text) in known for _p, text in texts[row]), -row),
        default=1,
    )
    columns: dict[str, int] = {}
    strange: list[tuple[int, str]] = []
    for position, text in sorted(texts.get(best, [])):
        name = known.get(plain_name(text), "")
        if name and name not in columns:
            columns[name] = position
        else:
            strange.append((position, text))
    return best, columns, strange


def _check_heading(
    table: Table,
    file: str,
    heading: int,
    columns: Mapping[str, int],
    strange: Sequence[tuple[int, str]],
    findings: list[Finding],
) -> None:
    absent = [c.name for c in table.columns if c.name not in columns]
    for position, text in strange:
        where = Where(file, table.sheet, address(heading, position))
        if plain_name(text) in {plain_name(name) for name in columns}:
            findings.append(Finding(rules.DOUBLE_COLUMN, where, value=text))
        elif suggestion := closest(text, absent):
            details = {"suggestion": suggestion}
            findings.append(Finding(rules.MISSPELT_COLUMN, where, value=text, details=details))
    required = {table.columns[0].name} | {c.name for c in table.columns if c.required}
    misspelt = {
        f.details["suggestion"]
        for f in findings
        if f.rule is rules.MISSPELT_COLUMN and f.where.sheet == table.sheet
    }
    for name in absent:
        if name in required and name not in misspelt:
            where = Where(file, table.sheet, address(heading, 1))
            findings.append(Finding(rules.MISSING_COLUMN, where, details={"column": name}))


def read_table(book: Book, table: Table, file: str, findings: list[Finding]) -> list[Row]:
    """Return the filled rows of a table, noting what is wrong with sheet and headings.

    Blank rows, the explanation row and rows whose first cell begins with
    `contoh` are left out.
    """
    grid = next((g for g in book.sheets if plain_name(g.name) == plain_name(table.sheet)), None)
    if grid is None:
        misspelt = any(
            f.rule is rules.MISSPELT_SHEET and f.details["suggestion"] == table.sheet
            for f in findings
        )
        if not table.optional and not misspelt:
            findings.append(Finding(rules.MISSING_SHEET, Where(file, table.sheet)))
        return []
    heading, columns, strange = find_heading(grid, table)
    _check_heading(table, file, heading, columns, strange, findings)
    by_row: dict[int, dict[str, Cell]] = {}
    names = {position: name for name, position in columns.items()}
    for (row, position), cell in grid.cells.items():
        if row > heading and position in names and (cell.text.strip() or cell.formula):
            by_row.setdefault(row, {})[names[position]] = cell
    rows = []
    for number in sorted(by_row):
        first = cell_text(by_row[number].get(table.columns[0].name, BLANK)).casefold()
        if not first.startswith((EXAMPLE_MARK, EXPLANATION_MARK)):
            rows.append(Row(table, file, number, by_row[number], columns, findings))
    return rows


def check_sheets(book: Book, tables: Sequence[Table], file: str) -> list[Finding]:
    """Find sheets that are misspelt or that nothing is read from."""
    known = {plain_name(table.sheet) for table in tables} | {"petunjuk"}
    present = {plain_name(grid.name) for grid in book.sheets}
    absent = [table.sheet for table in tables if plain_name(table.sheet) not in present]
    findings = []
    for grid in book.sheets:
        if plain_name(grid.name) in known or grid.name.startswith("_"):
            continue
        suggestion = closest(grid.name, absent)
        rule = rules.MISSPELT_SHEET if suggestion else rules.UNKNOWN_SHEET
        details = {"suggestion": suggestion}
        findings.append(Finding(rule, Where(file, grid.name), value=grid.name, details=details))
    return findings
