"""The sheet a juror signs: every score as it is, upright or across."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from docx.shared import Mm

from documents.content import juror_sheet
from documents.reading import all_xml, lines, opened, rows
from sinovik_sheets.documents.juror_sheet import JurorSheet, render_juror_sheet
from sinovik_sheets.documents.paper import text_width
from sinovik_sheets.documents.templates import juror_sheet_template
from sinovik_sheets.text import speaking


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def made(sheet: JurorSheet) -> bytes:
    return render_juror_sheet(juror_sheet_template(), sheet)


def scores(data: bytes) -> list[list[str]]:
    return rows(opened(data).tables[1])


def test_every_score_stands_under_its_criterion() -> None:
    sheet = juror_sheet(2, 8)
    other = replace(sheet.rows[0], values={"K2": "90", "K1": "80"})
    table = scores(made(replace(sheet, rows=(other, *sheet.rows[1:]))))
    assert table[0] == [
        "No", "Innovation", "Unit", "Kebaruan\n50 %", "Efektivitas\n50 %", "Total", "Note",
    ]  # fmt: skip
    assert [row[3:] for row in (table[1], table[7])] == [
        ["80", "90", "85,5", ""],
        ["R", "R", "", "Pembina unit pengusul"],
    ]
    assert [row[0] for row in table[1:]] == [str(number) for number in range(1, 9)]


def test_a_score_that_is_not_there_stays_empty() -> None:
    sheet = juror_sheet(2, 1)
    table = scores(made(replace(sheet, rows=(replace(sheet.rows[0], values={}),))))
    assert table[1][3:5] == ["", ""]


@pytest.mark.parametrize(("criteria", "across"), [(1, False), (3, False), (4, True), (12, True)])
def test_many_criteria_lie_across_the_paper_and_the_table_fills_it(
    criteria: int,
    across: bool,  # noqa: FBT001
) -> None:
    document = opened(made(juror_sheet(criteria, 3)))
    (section,) = document.sections
    size = [Mm(330), Mm(215)] if across else [Mm(215), Mm(330)]
    assert [section.page_width, section.page_height] == [round(one / 635) * 635 for one in size]
    table = document.tables[1]
    assert len(table.columns) == criteria + 5
    for row in table.rows:
        width = sum(cell.width for cell in row.cells)
        assert 0.99 * text_width(section) < width <= text_width(section)


def test_juror_and_origin_are_named_and_signed() -> None:
    sheet = replace(juror_sheet(2, 1), typed_by="Sekretariat 1")
    text = lines(made(sheet))
    assert text.count(sheet.juror.name) == 1
    assert f": {sheet.juror.name}" in text
    assert ": Sekretariat 1" in text
    assert ": ABCDEFGH23" in text
    assert "Kota Contoh, 17 December 2026" in text


def test_the_heading_repeats_and_rows_do_not_split() -> None:
    table = opened(made(juror_sheet(5, 9))).tables[1]
    heading, *others = table._tbl.xpath("./w:tr/w:trPr")  # noqa: SLF001 - the XML is hidden
    assert heading.xpath("./w:tblHeader")
    assert all(row.xpath("./w:cantSplit") for row in others)


def test_provisional_sheets_say_so() -> None:
    sheet = juror_sheet(2, 1)
    assert "PROVISIONAL" in all_xml(made(replace(sheet, provisional=True)))
    assert "PROVISIONAL" not in all_xml(made(sheet))


def test_the_same_input_gives_the_same_bytes() -> None:
    assert made(juror_sheet()) == made(juror_sheet())
