"""No file is a silent number, a crash or a guess: readers that differ, bombs, damage."""

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinovik_sheets.sheets.cells import Cell, Kind, UnreadableBook
from sinovik_sheets.sheets.reading.book import container_kind, is_workbook, read_book
from workbooks import (
    MAIN,
    PNG,
    SHEET,
    by_openpyxl,
    by_xlsxwriter,
    first,
    rezipped,
    with_cell,
    with_rows,
    with_sheet,
)


def reason(data: bytes) -> str:
    with pytest.raises(UnreadableBook) as refused:
        read_book(data)
    return refused.value.reason


@pytest.mark.parametrize(
    "cell",
    [
        "<v>8_5</v>", "<v>８５</v>", "<v>٨٥</v>", "<v>85,5</v>", "<v>1e999</v>", "<v>NaN</v>",
        "<v>+85</v>", "<v> 85 </v>", "<v>0x55</v>", "<v>60</v><v>95</v>", "<v>9<!-- -->5</v>",
        "<v><![CDATA[95]]></v>", "<is><t>85</t></is>", "<v>" + "1" * 50 + "</v>",
    ],
)  # fmt: skip
def test_what_readers_take_differently_is_never_a_silent_number(cell: str) -> None:
    found = first(with_cell(cell)).at(1, 1)
    assert found.disputed or found.kind is Kind.ERROR


def shared(index: str, string: str = "<si><t>85</t></si>") -> bytes:
    """A workbook whose A1 is a shared string; the only one there is number 0."""

    def change(parts: dict[str, bytes]) -> None:
        strings, sheet = parts["xl/sharedStrings.xml"], parts[SHEET]
        parts["xl/sharedStrings.xml"] = strings.replace(b"<si><t>85</t></si>", string.encode())
        parts[SHEET] = sheet.replace(b"<v>0</v>", f"<v>{index}</v>".encode())

    return rezipped(by_xlsxwriter(lambda book: book.add_worksheet().write("A1", "85")), change)


def test_a_shared_string_that_does_not_exist_is_never_another_one() -> None:
    assert first(shared("0")).at(1, 1)[:2] == (Kind.TEXT, "85")
    assert first(shared("-1")).at(1, 1).kind is Kind.ERROR
    assert reason(shared("1")) == "broken"


def test_a_value_only_the_second_reader_sees_is_disputed() -> None:
    cell = first(shared("0", '<si><t xmlns="urn:other">85</t></si>')).at(1, 1)
    assert cell == Cell(Kind.BLANK, "", disputed=True)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (with_rows('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'), "unsafe"),
        (with_rows('<row r="2"><c r="A3"><v>1</v></c></row>'), "unsafe"),
        (with_rows('<row r="1"/><row r="1"/>'), "unsafe"),
        (with_rows('<row r="1048577"><c r="A1048577"><v>1</v></c></row>'), "unsafe"),
        (with_rows('<row r="1"><c r="XFE1"><v>1</v></c></row>'), "unsafe"),
        (with_rows('<row r="1"><c r="a1"><v>1</v></c></row>'), "unsafe"),
        (with_rows('<row r="1"><x:c xmlns:x="urn:x" r="A1"><v>1</v></x:c></row>'), "unsafe"),
        (with_rows('<row r="1"><c r="A1"><v>1</v></c></row></sheetData><sheetData>'), "unsafe"),
        (
            with_rows(
                '<row r="1"><c r="A1"><v>1</v></c></row>'
                '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
            ),
            "unsafe",
        ),
        (with_cell("<v>1</v>", 's="99"'), "broken"),
        (with_sheet(f'<!DOCTYPE w><worksheet xmlns="{MAIN}"><sheetData/></worksheet>'), "unsafe"),
        (
            with_sheet(
                f'<?xml version="1.0" encoding="ISO-8859-1"?><worksheet xmlns="{MAIN}">'
                "<sheetData/></worksheet>"
            ),
            "unsafe",
        ),
        (with_sheet("<worksheet>"), "broken"),
        (with_sheet(f'<worksheet xmlns="{MAIN}"/>', part="xl/worksheets/Sheet1.xml"), "unsafe"),
        (with_sheet(f'<worksheet xmlns="{MAIN}"/>', part="xl/../evil.xml"), "unsafe"),
        (with_sheet(" " * 2**22), "unsafe"),
        (with_rows('<row r="1"/>') + b"more", "broken"),
    ],
)
def test_hostile_and_broken_workbooks_are_refused(data: bytes, word: str) -> None:
    assert reason(data) == word


def test_too_many_cells_are_refused() -> None:
    row = "".join(f"<c><v>{number % 97}.{number}</v></c>" for number in range(600))
    assert reason(with_rows(f"<row>{row}</row>" * 501)) == "too-big"


def test_a_huge_merged_area_is_harmless() -> None:
    data = with_sheet(
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    )
    assert first(data).merged == ((1, 1, 1048576, 16384),)


def test_a_part_twice_and_a_wrong_checksum_are_refused() -> None:
    stream = BytesIO(by_openpyxl({"A1": 60}))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, f'<worksheet xmlns="{MAIN}"/>')
    assert reason(stream.getvalue()) == "unsafe"
    stored = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(by_openpyxl({"A1": 60}))) as source,
        zipfile.ZipFile(stored, "w") as archive,
    ):
        for name in source.namelist():
            archive.writestr(name, source.read(name))
    assert reason(stored.getvalue().replace(b"<v>60</v>", b"<v>95</v>")) == "broken"


def test_what_is_not_a_workbook_says_what_it_is() -> None:
    strict = rezipped(
        by_openpyxl({"A1": 1}),
        lambda parts: parts.update(
            {
                "xl/workbook.xml": parts["xl/workbook.xml"].replace(
                    MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main"
                )
            }
        ),
    )
    assert reason(strict) == "strict"
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(100)
    assert reason(ole + "EncryptedPackage".encode("utf-16-le")) == "password"
    for data, detail in [
        (ole, "xls"),
        (b"%PDF-1.7 ...", "pdf"),
        (PNG, "image"),
        (b"\xff\xd8\xff\xe0 JFIF", "image"),
        (b"\n<!DOCTYPE html><html>", "html"),
        (b"kode;nilai\n001;85,5\n", "text"),
        (b"", "empty"),
        (bytes(500), "unknown"),
    ]:
        with pytest.raises(UnreadableBook) as refused:
            read_book(data)
        assert (refused.value.reason, refused.value.detail) == ("not-a-workbook", detail)
        assert not is_workbook(data)


def test_an_xlsb_and_a_book_without_sheets() -> None:
    def to_xlsb(parts: dict[str, bytes]) -> None:
        parts["xl/workbook.bin"] = parts.pop("xl/workbook.xml")

    def no_sheets(parts: dict[str, bytes]) -> None:
        parts["xl/workbook.xml"] = re.sub(rb"<sheet .*?/>", b"", parts["xl/workbook.xml"])

    good = by_openpyxl({"A1": 1})
    with pytest.raises(UnreadableBook, match="not-a-workbook: xlsb"):
        read_book(rezipped(good, to_xlsb))
    assert reason(rezipped(good, no_sheets)) == "no-sheets"


def test_a_zip_of_files_is_told_from_a_workbook() -> None:
    good = by_openpyxl({"A1": 1})
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("J01.xlsx", good)
    assert (container_kind(good), container_kind(stream.getvalue())) == ("xlsx", "zip")
    assert container_kind(good[: len(good) // 2]) == "xlsx"
    assert container_kind(rezipped(good, lambda parts: parts.pop("[Content_Types].xml"))) == "zip"


GOOD = by_openpyxl({"A1": 85.5, "B2": "teks", "C3": "=A1"})


@given(st.integers(0, len(GOOD) - 1), st.integers(0, len(GOOD) - 1), st.integers(1, 255))
@settings(max_examples=300, deadline=None)
def test_damage_never_raises_anything_else(cut: int, place: int, flip: int) -> None:
    flipped = GOOD[:place] + bytes([GOOD[place] ^ flip]) + GOOD[place + 1 :]
    with pytest.raises(UnreadableBook):
        read_book(GOOD[:cut])
    try:
        cell = first(flipped).at(1, 1)
    except UnreadableBook:
        return
    assert cell.text == "85.5" or cell.disputed or cell.kind is not Kind.NUMBER
