"""Reading workbooks: every value with what a person sees around it."""

import datetime as dt
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.formula import ArrayFormula
from xlsxwriter import Workbook as XlsxWriterBook
from xlsxwriter.chart_bar import ChartBar

from office import convert
from sinovik_sheets.scoring.exact import fifteen
from sinovik_sheets.sheets.cells import Kind, Style
from sinovik_sheets.sheets.reading.book import read_book
from workbooks import (
    MAIN,
    PNG,
    by_openpyxl,
    by_xlsxwriter,
    first,
    rezipped,
    with_cell,
    with_rows,
    with_sheet,
)


def test_every_kind_of_value_by_both_writers() -> None:
    table = {"A1": 85.5, "B2": "Dinas Kesehatan", "C3": True, "A4": 0, "B4": -3, "C9": "#REF!"}
    expected = {
        (1, 1): (Kind.NUMBER, "85.5"),
        (2, 2): (Kind.TEXT, "Dinas Kesehatan"),
        (3, 3): (Kind.BOOL, "TRUE"),
        (4, 1): (Kind.NUMBER, "0"),
        (4, 2): (Kind.NUMBER, "-3"),
        (9, 3): (Kind.ERROR, "#REF!"),
    }

    def fill(book: XlsxWriterBook) -> None:
        sheet = book.add_worksheet()
        for address, value in table.items():
            if address == "C9":
                sheet.write_formula(address, "=A0", None, "#REF!")
            else:
                sheet.write(address, value)

    for data in (by_openpyxl(table), by_xlsxwriter(fill)):
        cells = first(data).cells
        assert {where: (cell.kind, cell.text) for where, cell in cells.items()} == expected
        assert not any(cell.disputed for cell in cells.values())


def test_two_readers_are_counted_and_blank_cells_are_no_cells() -> None:
    def form(book: Workbook) -> None:
        book.worksheets[0]["Z9"].font = Font(bold=True)

    book = read_book(by_openpyxl({"A1": 1}, form))
    assert (book.readers, book.macros) == (2, False)
    assert list(book.sheets[0].cells) == [(1, 1)]
    assert book.sheets[0].at(9, 26).kind is Kind.BLANK


def test_formulas_with_and_without_a_stored_value() -> None:
    stored = by_xlsxwriter(lambda book: book.add_worksheet().write("A1", "=80+5", None, 85))
    assert first(stored).at(1, 1)[:3] == (Kind.NUMBER, "85", True)
    never_computed = first(by_openpyxl({"A1": "=80+5"})).at(1, 1)
    assert never_computed[:3] == (Kind.BLANK, "", True)


def test_an_array_formula_reaches_all_its_cells() -> None:
    table = {"A1": ArrayFormula("A1:A2", "=B1:B2"), "A2": 7, "A3": 8}
    grid = first(by_openpyxl(table))
    assert [grid.at(row, 1).formula for row in (1, 2, 3)] == [True, True, False]


@pytest.mark.parametrize(
    ("value", "number_format"),
    [
        (0.855, "0.0%"),
        (85, '"Rp"#,##0'),
        (60, '"90"'),
        (dt.date(2026, 5, 8), "d-mmm"),
        (dt.time(8, 30), "h:mm"),
        (dt.datetime(2026, 5, 8, 7, 6), "m/d/yy h:mm"),
        (dt.timedelta(days=5), "[h]:mm:ss"),
        (90, "d-mmm-yy"),
    ],
)
def test_the_number_format_comes_with_the_number(value: object, number_format: str) -> None:
    def form(book: Workbook) -> None:
        book.worksheets[0]["A1"].number_format = number_format

    cell = first(by_openpyxl({"A1": value}, form)).at(1, 1)
    assert (cell.kind, cell.style.number_format) == (Kind.NUMBER, number_format)
    assert not cell.disputed


def test_strike_colour_and_fill() -> None:
    def form(book: Workbook) -> None:
        cell = book.worksheets[0]["A1"]
        cell.font = Font(strike=True, color="00FFFFFF")
        cell.fill = PatternFill("solid", fgColor="00FFCC00")

    style = first(by_openpyxl({"A1": 72.5}, form)).at(1, 1).style
    assert style == Style("General", struck=True, font_colour="FFFFFF", fill="FFCC00")


def test_white_of_the_theme_is_white() -> None:
    def whiten(parts: dict[str, bytes]) -> None:
        styles = parts["xl/styles.xml"]
        parts["xl/styles.xml"] = styles.replace(b'<color theme="1"', b'<color theme="0"')

    data = rezipped(by_openpyxl({"A1": 1}), whiten)
    assert first(data).at(1, 1).style.font_colour == "FFFFFF"


def test_a_struck_part_of_a_text_in_shared_and_inline_strings() -> None:
    struck = CellRichText(TextBlock(InlineFont(strike=True), "80"), TextBlock(InlineFont(), "85"))
    inline = first(by_openpyxl({"A1": struck})).at(1, 1)
    assert (inline.text, inline.partly_struck, inline.style.struck) == ("8085", True, False)

    def fill(book: XlsxWriterBook) -> None:
        strike = book.add_format({"font_strikeout": True})
        sheet = book.add_worksheet()
        sheet.write_rich_string("A1", strike, "80", " 85")
        sheet.write("A2", "85")

    grid = first(by_xlsxwriter(fill))
    assert (grid.at(1, 1).text, grid.at(1, 1).partly_struck) == ("80 85", True)
    assert not grid.at(2, 1).partly_struck


def test_escaped_characters_and_phonetic_hints() -> None:
    grid = first(with_cell("<is><t>a_x000D_\nb</t><rPh><t>hint</t></rPh></is>", 't="inlineStr"'))
    assert grid.at(1, 1)[:2] == (Kind.TEXT, "a\r\nb")
    literal = by_xlsxwriter(lambda book: book.add_worksheet().write("A1", "_x0041_"))
    assert first(literal).at(1, 1)[:2] == (Kind.TEXT, "_x0041_")
    assert not first(literal).at(1, 1).disputed


def test_comments_merged_cells_hidden_rows_and_state() -> None:
    def form(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet["C7"].comment = Comment("harusnya 85", "Juri")
        sheet.merge_cells("C7:D8")
        sheet.row_dimensions[9].hidden = True
        assert sheet.oddFooter is not None
        sheet.oddFooter.left.text = "Kode lembar AB12CD34EF"
        book.create_sheet("_id").sheet_state = "veryHidden"

    book = read_book(by_openpyxl({"A1": 1, "A9": 2}, form))
    grid = book.sheets[0]
    assert "harusnya 85" in grid.comments[7, 3]
    assert grid.merged == ((7, 3, 8, 4),)
    assert grid.hidden_rows == {9}
    assert "Kode lembar AB12CD34EF" in grid.footer
    assert [(sheet.name, sheet.state) for sheet in book.sheets[1:]] == [("_id", "veryHidden")]


def test_a_picture_is_noticed_and_chart_sheets_are_not_sheets() -> None:
    def fill(book: XlsxWriterBook) -> None:
        sheet = book.add_worksheet('Nilai & "J" <1>')
        sheet.insert_image("A1", "scan.png", {"image_data": BytesIO(PNG)})
        chart = book.add_chart({"type": "bar"})
        assert isinstance(chart, ChartBar)
        chart.add_series({"values": "=Polos!$A$1:$A$2"})
        book.add_chartsheet("Grafik").set_chart(chart)
        book.add_worksheet("Polos")

    book = read_book(by_xlsxwriter(fill))
    assert [(sheet.name, sheet.has_picture) for sheet in book.sheets] == [
        ('Nilai & "J" <1>', True),
        ("Polos", False),
    ]


def test_macros_are_noticed() -> None:
    data = rezipped(by_openpyxl({"A1": 1}), lambda parts: parts.update({"xl/vbaProject.bin": b""}))
    assert read_book(data).macros


def test_the_dimension_is_not_believed() -> None:
    for lie in ("A1:A1", "A1:XFD1048576"):
        data = with_sheet(
            f'<worksheet xmlns="{MAIN}"><dimension ref="{lie}"/><sheetData>'
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="5"><c r="C5"><v>2</v></c></row>'
            "</sheetData></worksheet>"
        )
        assert set(first(data).cells) == {(1, 1), (5, 3)}


def test_cells_and_rows_without_an_address_count_on() -> None:
    grid = first(with_rows("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"))
    assert {where: cell.text for where, cell in grid.cells.items()} == {
        (1, 1): "1",
        (1, 2): "2",
        (2, 1): "3",
    }
    assert not any(cell.disputed for cell in grid.cells.values())


@given(st.integers(0, 10_000), st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_two_decimals_come_back_as_typed(first_hundredths: int, second_hundredths: int) -> None:
    typed = [Decimal(number) / 100 for number in (first_hundredths, second_hundredths)]
    table = {"A1": float(typed[0]), "B1": float(typed[1])}
    written = by_xlsxwriter(lambda book: book.add_worksheet().write_row("A1", map(float, typed)))
    for data in (by_openpyxl(table), written):
        cells = [first(data).at(1, column) for column in (1, 2)]
        assert [fifteen(cell.text) for cell in cells] == typed
        assert not any(cell.disputed for cell in cells)


@pytest.mark.libreoffice
def test_libreoffice_files(tmp_path: Path) -> None:
    def fill(book: XlsxWriterBook) -> None:
        sheet = book.add_worksheet("Lembar Penilaian")
        sheet.write_row("A1", [68.9, "Dinas  Kesehatan", True, "85,5"])
        sheet.write("A2", 0.855, book.add_format({"num_format": "0.0%"}))
        sheet.write("B2", "=A1*2", None, 137.8)
        sheet.write("C2", dt.date(2026, 5, 8), book.add_format({"num_format": "d-mmm"}))
        sheet.write("C7", -3)
        book.add_worksheet("_id").very_hidden()

    path = tmp_path / "lembar.xlsx"
    path.write_bytes(by_xlsxwriter(fill))
    ods = read_book(convert(path, "ods", tmp_path / "ods").read_bytes())
    xlsx = read_book(convert(path, "xlsx", tmp_path / "xlsx").read_bytes())
    assert (ods.readers, xlsx.readers) == (1, 2)
    for book in (ods, xlsx):
        assert [(grid.name, grid.state) for grid in book.sheets] == [
            ("Lembar Penilaian", "visible"),
            ("_id", "hidden"),
        ]
        grid = book.sheets[0]
        assert fifteen(grid.at(1, 1).text) == Decimal("68.9")
        assert [grid.at(1, column).text for column in (2, 4)] == ["Dinas  Kesehatan", "85,5"]
        assert grid.at(2, 1).style.number_format.endswith("%")
        assert (grid.at(2, 2).kind, grid.at(2, 2).formula) == (Kind.NUMBER, True)
        assert fifteen(grid.at(7, 3).text) == -3
        assert not any(cell.disputed for cell in grid.cells.values())
    assert ods.sheets[0].at(2, 3)[:2] == (Kind.TEXT, "2026-05-08")
