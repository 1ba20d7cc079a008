"""Plain cells and strings take a shortcut past the parser; it must lead to the same place."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinovik_sheets.sheets.cells import Grid, UnreadableBook
from sinovik_sheets.sheets.reading.plain_xml import cut_cells, cut_strings
from workbooks import (
    MAIN,
    SHEET,
    by_openpyxl,
    by_xlsxwriter,
    first,
    rezipped,
    with_cell,
    with_rows,
    with_sheet,
)

# No plain sheet holds a comment, so the parser has to read all of it.
COMMENT = "<!-- -->"
STRINGS = "xl/sharedStrings.xml"

STYLES = ["", ' s="0"', ' s="9"']
TYPES = ["", ' t="n"', ' t="s"', ' t="str"', ' t="inlineStr"', ' t="b"', ' t="e"']
PLAIN = [
    "", "<v>85.5</v>", "<v>-0</v>", "<v>007</v>", "<v>1</v>", "<v>1e2</v>", "<v>1.0E999</v>",
    "<v>+1</v>", "<v> 1 </v>", "<v>85,5</v>", "<v></v>", f"<v>{'1' * 41}</v>", "<v>8&#53;</v>",
    "<v>a &amp;lt; b</v>", "<v>_x0041_</v>", "<v>&#13;</v>", "<v>#REF!</v>", "<v>\U0001f600</v>",
    "<f>A1&gt;2</f>", "<f/>", "<f>A1</f><v></v>", '<f ca="1">NOW()</f><v>3</v>',
    '<f t="shared" ref="A1:B2" si="0">1+1</f><v>2</v>', "<is><t>85</t></is>",
    '<is><t xml:space="preserve"> &#9432; _x000D_</t></is>',
]  # fmt: skip


def outcome(data: bytes) -> Grid | str:
    try:
        return first(data)
    except UnreadableBook as refused:
        return refused.reason


CELLS = st.tuples(*map(st.sampled_from, (["A", "B", "AB"], STYLES, TYPES, PLAIN)))


@given(st.lists(st.lists(CELLS, unique_by=lambda cell: cell[0]), max_size=3))
@settings(max_examples=200, deadline=None)
def test_plain_cells_read_as_by_the_parser(rows: list[list[tuple[str, str, str, str]]]) -> None:
    xml = ""
    for number, row in enumerate(rows, 1):
        cells = (f'<c r="{column}{number}"{a}{b}>{inner}</c>' for column, a, b, inner in row)
        xml += f'<row r="{number}" hidden="{number % 2}">{"".join(cells)}</row>'
    assert outcome(with_rows(xml)) == outcome(with_rows(xml + COMMENT))


@pytest.mark.parametrize(
    "xml",
    [
        '<row r="1"/><row r="2"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"/>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"/><c r="A1"><v>1</v></c>',
        '<c r="A1"><v>1</v></c><row r="1"/>',
        '<row r="1"></row><c r="A1"><v>1</v></c>',
        '<row r="1"/><c r="A1"><v>1</v></c><row r="2"></row>',
        '<row r="1" r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1" x:y="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1" spans=">"><c r="A1"><v>1</v></c></row>',
        '<row r="1" a=">"><c r="A1"><v>1</v></c></row><row b="></row>',
        '<row r="1"><row r="2"><c r="A2"><v>1</v></c></row></row>',
        '<row r="1"><c r="A1"><is><row r="2"><c r="A2"><v>1</v></c></row></is></c></row>',
        '<row r="1" xmlns="urn:x"><c r="A1"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="1"><c r="XFD1"><v>1</v></c><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" s="0" s="0"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v><v>2</v></c><c r="B1"><v>3</v></c></row>',
        '<row r="1"><c r="A1"><f t="array" ref="A1:B1">1</f></c><c r="B1"><v>3</v></c></row>',
        '<row r="1"><c r="A1"><v>a\r\nb</v></c></row>',
        '<row r="1"><c r="A1"><v>&#31;</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>&nbsp;</v></c></row>',
    ],
)
def test_what_only_looks_plain_is_left_to_the_parser(xml: str) -> None:
    assert outcome(with_rows(xml)) == outcome(with_rows(xml + COMMENT))


@pytest.mark.parametrize(
    "wrapped",
    ["<!--{}-->", "<![CDATA[{}]]>", "<?x {}?>", '<x y="{}"/>', '<x xmlns="urn:x">{}</x>'],
)
def test_a_score_that_is_no_element_is_not_read(wrapped: str) -> None:
    fake = '<sheetData><row r="1"><c r="A1"><v>95</v></c></row></sheetData>'
    real = fake.replace("95", "60")
    for inner in (wrapped.format(fake) + real, real + wrapped.format(fake)):
        found = outcome(with_sheet(f'<worksheet xmlns="{MAIN}">{inner}</worksheet>'))
        assert isinstance(found, str) or found.at(1, 1).text == "60"


@pytest.mark.parametrize("odd", [COMMENT, "<si/>", "<si><r><t>a</t></r></si>", "<si><t/></si>"])
def test_an_odd_string_shifts_no_other(odd: str) -> None:
    strings = ["a & b", "_x0041_", "x"]
    data = by_xlsxwriter(lambda book: book.add_worksheet().write_column("A1", strings))

    def insert(parts: dict[str, bytes]) -> None:
        parts[STRINGS] = parts[STRINGS].replace(b"</si><si>", b"</si>%b<si>" % odd.encode(), 1)
        if odd != COMMENT:
            parts[SHEET] = parts[SHEET].replace(b"<v>2<", b"<v>3<").replace(b"<v>1<", b"<v>2<")

    for book in (data, rezipped(data, insert)):
        assert [first(book).at(row, 1).text for row in (1, 2, 3)] == strings


def test_deep_nesting_is_harmless() -> None:
    depth = 50_000
    nested = with_cell(f"<is>{'<r>' * depth}<t>85</t>{'</r>' * depth}</is>", 't="inlineStr"')
    assert first(nested).at(1, 1).text == "85"


def test_ordinary_workbooks_are_plain() -> None:
    table = {"A1": 85.5, "B1": "Kebaruan & “Dampak”\n0–100", "C1": "=A1"}
    for data in (
        by_openpyxl(table),
        by_xlsxwriter(lambda book: book.add_worksheet().write_row("A1", table.values())),
    ):
        with zipfile.ZipFile(BytesIO(data)) as package:
            assert cut_cells(package.read(SHEET)).number == len(table)
            if STRINGS in package.namelist():
                assert cut_strings(package.read(STRINGS))[1] == [table["B1"]]
