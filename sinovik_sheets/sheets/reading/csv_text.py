"""Plain text tables (CSV) as a Book, and one way in for lists of either kind.

Every cell is text as the file writes it: a code keeps its zeros, a decimal its comma.
"""

import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from sinovik_sheets.sheets.cells import Book, Cell, Grid, Kind, Position, UnreadableBook
from sinovik_sheets.sheets.reading.book import read_book
from sinovik_sheets.sheets.reading.containers import MAX_FILE, container_kind

CSV_SHEET = ""
"""The name of the only sheet of a plain text table."""

MAX_ROWS = 100_000
MAX_COLUMNS = 200

_ZIP = b"PK"
_DELIMITERS = (";", "\t", ",")
"""Among equals the first wins: a comma also stands in names and decimals."""
_SAMPLE_RECORDS = 200
_FEWEST_ALIKE = 0.5
_SAID = re.compile(r'"?sep=([^\w\s"]|\t)"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')


def read_any(data: bytes) -> Book:
    """Read a list from its bytes, a workbook or a plain text table.

    Raises UnreadableBook, and nothing else, whatever the bytes are.
    """
    if data.startswith(_ZIP) or container_kind(data) != "text":
        return read_book(data)
    return read_csv(data)


def read_csv(data: bytes) -> Book:
    """Read a plain text table; its only Grid is named CSV_SHEET.

    UTF-8, UTF-16 with its mark, else Windows-1252. Comma, semicolon or tab part
    the cells: the one a line `sep=` names, else the one that gives the most
    even columns; spaces behind it are dropped. Rows count as Excel counts them,
    without the line `sep=`.
    Raises UnreadableBook: `too-big` above 10 MB, 100,000 filled rows or 200
    filled columns, `broken` where quotation marks do not close or zero bytes occur.
    """
    if len(data) > MAX_FILE:
        raise UnreadableBook("too-big", "file")
    text = _decoded(data)
    if "\0" in text:
        raise UnreadableBook("broken", "zero bytes")
    said = _SAID.match(text)
    delimiter = said[1] if said else _delimiter(text)
    body = text[said.end() :] if said else text
    return Book((Grid(CSV_SHEET, _cells(body, delimiter)),), readers=1)


def _decoded(data: bytes) -> str:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UnreadableBook("broken", "utf-16") from error
    try:
        return data.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        # Five bytes mean nothing there; they show as a replacement sign people can see.
        return data.decode("cp1252", errors="replace")


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Yield the records; csv.Error where quotation marks stand wrong."""
    stream = io.StringIO(text, newline="")
    return csv.reader(stream, delimiter=delimiter, strict=True, skipinitialspace=True)


def _cells(text: str, delimiter: str) -> dict[Position, Cell]:
    cells: dict[Position, Cell] = {}
    row = 0
    try:
        for row, record in enumerate(_records(text, delimiter), start=1):
            for column, written in enumerate(record, start=1):
                if written.strip():
                    if row > MAX_ROWS or column > MAX_COLUMNS:
                        raise UnreadableBook("too-big", "cells")
                    kept = _KEPT_AS_TEXT.fullmatch(written)
                    cells[row, column] = Cell(Kind.TEXT, kept[1] if kept else written)
    except csv.Error as error:
        raise UnreadableBook("broken", f"quotation marks, row {row + 1}") from error
    return cells


class _Columns(NamedTuple):
    """What a delimiter makes of a table; the greatest is the best one.

    `even` is the share of the records that are as wide as the heading, the
    first record of several cells. Titles may stand above it.
    """

    sound: bool
    even: float
    width: int


def _delimiter(text: str) -> str:
    """Return what parts the cells, in a list of one column a sign that parts none."""
    found = {delimiter: _columns(text, delimiter) for delimiter in _DELIMITERS}
    likely = [delimiter for delimiter in _DELIMITERS if found[delimiter].even >= _FEWEST_ALIKE]
    if not likely:
        return next((sign for sign in _DELIMITERS if sign not in text), "\x1f")
    return max(likely, key=lambda delimiter: found[delimiter])


def _columns(text: str, delimiter: str) -> _Columns:
    widths: list[int] = []
    sound = True
    try:
        sample = islice(_records(text, delimiter), _SAMPLE_RECORDS)
        widths.extend(len(record) for record in sample if any(map(str.strip, record)))
    except csv.Error:
        sound = False
    width = next((width for width in widths if width > 1), 0)
    if not width or (widths[0] == 1 and _stands_in_prose(text, delimiter)):
        return _Columns(sound, 0.0, 0)
    return _Columns(sound, widths.count(width) / len(widths), width)


def _stands_in_prose(text: str, delimiter: str) -> bool:
    """Return whether the first line with this sign goes on with a space behind each."""
    line = next(line for line in text.splitlines() if delimiter in line)
    return line.count(delimiter) == line.count(f"{delimiter} ")
