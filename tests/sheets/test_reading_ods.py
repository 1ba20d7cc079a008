"""OpenDocument sheets: read by one reader, behind a guard against what they repeat."""

import zipfile
from io import BytesIO

import pytest

from sinovik_sheets.sheets.cells import UnreadableBook
from sinovik_sheets.sheets.reading.book import read_book
from workbooks import first


def ods(table: str, manifest: str = "<manifest/>") -> bytes:
    """An .ods with one table made of this XML."""
    name = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{name}:office:1.0" '
        f'xmlns:table="{name}:table:1.0" xmlns:text="{name}:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="L">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return stream.getvalue()


def cell(kind: str, more: str = "", inner: str = "") -> str:
    value = f'office:value-type="{kind}" office:value="60" {more}'
    return f"<table:table-cell {value}><text:p>a{inner}</text:p></table:table-cell>"


def row(cells: str, repeated: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def gap(columns: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{columns}"/>'


SCORE = cell("float")


def test_repeats_to_the_edge_are_normal() -> None:
    twice = cell("float", 'table:number-columns-repeated="2"')
    grid = first(ods(row(twice + gap(16382)) + row(gap(16384), 1048575)))
    assert {where: cell.text for where, cell in grid.cells.items()} == {
        (1, 1): "60.0",
        (1, 2): "60.0",
    }


def test_cells_come_in_reading_order() -> None:
    """The head of a form is looked for from the top, wherever formulas stand."""
    formula = cell("float", 'table:formula="of:=1"')
    grid = first(ods(row(SCORE + formula) + row(SCORE) + row(formula + SCORE)))
    assert list(grid.cells) == sorted(grid.cells)


def test_formulas_and_percentages_are_known() -> None:
    grid = first(ods(row(cell("percentage") + cell("float", 'table:formula="of:=1"') + SCORE)))
    assert [grid.at(1, column).formula for column in (1, 2, 3)] == [False, True, False]
    assert [grid.at(1, column).style.number_format for column in (1, 2)] == ["0%", "General"]


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        (row(cell("string", inner='<text:s text:c="2000000000"/>')), "unsafe"),
        (row(cell("string", inner='<text:s text:c="20000"/>')), "unsafe"),
        (row(SCORE, 1048576), "too-big"),
        (row(SCORE + gap(16382) + SCORE) + row("", 9999) + row(SCORE), "unsafe"),
        (row(cell("string", 'table:number-columns-repeated="16384"', "b" * 9999)), "too-big"),
        (row("", 2_000_000_000) + row(SCORE), "unsafe"),
        (row(SCORE).replace('"1"', '"2e9"'), "unsafe"),
    ],
)
def test_bombs_are_refused(rows: str, word: str) -> None:
    with pytest.raises(UnreadableBook) as refused:
        read_book(ods(rows))
    assert refused.value.reason == word


def test_a_password_is_told() -> None:
    with pytest.raises(UnreadableBook, match="password"):
        read_book(ods("", manifest="<manifest><encryption-data/></manifest>"))


def test_a_bomb_under_another_namespace_is_refused() -> None:
    foreign = ods(row(SCORE, 1048576)).replace(b"xmlns:table", b'xmlns:table="urn:x" xmlns:t')
    with pytest.raises(UnreadableBook):
        read_book(foreign)
