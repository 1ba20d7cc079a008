"""The hidden sheet names every entry a score sheet was issued for, however it is laid out."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from sinovik_sheets.model import Competition, Criterion, Entry, Juror, Settings, Stage
from sinovik_sheets.sheets.reading.book import read_book
from sinovik_sheets.sheets.score_sheet.reader import find_sheet
from sinovik_sheets.sheets.score_sheet.sheet import ScoreSheet
from sinovik_sheets.sheets.score_sheet.writer import write

STAGE = Stage("T1", "Proposal", (Criterion("K1", "Kebaruan", None),))


def written(codes: tuple[str, ...]) -> bytes:
    """The workbook of a juror for entries of these codes."""
    entries = tuple(Entry(code, f"Judul {code}") for code in codes)
    juror = Juror("J01", "Siti")
    competition = Competition(Settings("Lomba"), (STAGE,), jurors=(juror,), entries=entries)
    return write(ScoreSheet(competition, STAGE, juror, entries[:3], "ABCDEFGH23", codes))


def a_row_for_each(data: bytes) -> bytes:
    """The workbook with every entry code in a row of its own, as older sheets have them."""
    book = load_workbook(BytesIO(data))
    page = book["_sinovik"]
    last = page.max_row
    codes = " ".join(str(cell.value) for cell in page[last][1:]).split()
    page.delete_cols(3, page.max_column)
    for row, code in enumerate(codes, start=last):
        page.cell(row, 2, code)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("number", [1, 500, 501, 1203])
def test_all_entries_are_read_back_in_order(number: int) -> None:
    codes = tuple(f"INO-{n:04d}" for n in range(number, 0, -1))
    data = written(codes)
    for book in (data, a_row_for_each(data)):
        found = find_sheet(read_book(book))
        assert found is not None
        assert found.ids.entries == codes


def test_the_longest_codes_fit_into_their_cells() -> None:
    codes = tuple(f"{n:030d}" for n in range(1, 501))
    found = find_sheet(read_book(written(codes)))
    assert found is not None
    assert found.ids.entries == codes
