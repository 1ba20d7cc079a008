"""Workbooks for tests, written by two libraries or edited as raw XML."""

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from xlsxwriter import Workbook as XlsxWriterBook

from sinovik_sheets.sheets.cells import Grid
from sinovik_sheets.sheets.reading.book import read_book

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def by_openpyxl(table: Mapping[str, Any], change: Callable[[Workbook], object] = id) -> bytes:
    """A workbook with these values by address, then changed by `change`."""
    book = Workbook()
    assert book.active is not None
    for address, value in table.items():
        book.active[address] = value
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def by_xlsxwriter(fill: Callable[[XlsxWriterBook], object]) -> bytes:
    """A workbook that `fill` has filled."""
    stream = BytesIO()
    with XlsxWriterBook(stream, {"in_memory": True}) as book:
        fill(book)
    return stream.getvalue()


def rezipped(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The same zip after `change` has edited its parts, with right checksums."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def filled_rows(sheet: Any, heading: int, columns: Mapping[str, int]) -> list[dict[str, Any]]:
    """The filled rows of a table by heading, explanations and examples left out; `row`: number."""
    found = []
    for number in range(heading + 1, sheet.max_row + 1):
        row = {name: sheet.cell(number, place).value for name, place in columns.items()}
        first = str(next(iter(row.values())) or "")
        if any(row.values()) and not first.startswith(("contoh", "ⓘ")):
            found.append(row | {"row": number})
    return found


def with_sheet(xml: str, *, part: str = SHEET) -> bytes:
    """A workbook whose first sheet's XML is replaced."""
    return rezipped(by_openpyxl({"A1": 60}), lambda parts: parts.update({part: xml.encode()}))


def with_rows(rows: str) -> bytes:
    """A workbook whose first sheet holds these rows of XML."""
    return with_sheet(f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>')


def with_cell(inner: str, attributes: str = "") -> bytes:
    """A workbook whose A1 is this XML."""
    return with_rows(f'<row r="1"><c r="A1" {attributes}>{inner}</c></row>')


def first(data: bytes) -> Grid:
    """The first sheet as read."""
    return read_book(data).sheets[0]
