"""Registration forms as they come back: taken apart, copied, renamed, saved by other programs."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from office import convert, recalculate
from registration_forms import (
    ANSWERS,
    CODE,
    COMPETITION,
    OTHER_CODE,
    PERSON,
    UNIT,
    cells,
    filled,
    found,
    issued,
)
from sinovik_sheets.model import Competition, Criterion, Juror, Section, Settings, Stage
from sinovik_sheets.sheets.cells import Book, Cell, Grid, Kind, Style
from sinovik_sheets.sheets.reading.book import read_book
from sinovik_sheets.sheets.registration.reader import find_form, form_codes
from sinovik_sheets.sheets.registration.words import WHITE_SPACE, count_words
from sinovik_sheets.sheets.score_sheet.reader import find_sheet
from sinovik_sheets.sheets.score_sheet.sheet import ScoreSheet
from sinovik_sheets.sheets.score_sheet.writer import write as write_score_sheet
from workbooks import by_openpyxl

BOTH: Mapping[str, Mapping[str, Any]] = {
    "Inovasi 1": ANSWERS,
    "Inovasi 3": {"judul": "Judul Tiga"},
    "Unit": PERSON,
}


def read(change: Callable[[Workbook], object]) -> Any:
    return found(filled(BOTH, change))


def titles(form: Any) -> dict[str, str]:
    return {page.place: page.title for page in form.pages}


def whole(change: Callable[[Workbook], object]) -> bool:
    """Whether a changed form still says everything it said."""
    before, after = found(filled(BOTH)), read(change)
    kept = [replace(page, findings=()) for page in after.pages]
    return kept == list(before.pages) and after.unit == before.unit and after.codes == (CODE,)


def test_rows_and_columns_may_be_inserted() -> None:
    def insert(book: Workbook) -> None:
        for sheet in book.worksheets[:4]:
            sheet.insert_rows(3, 2)
            sheet.insert_cols(2)
            sheet.insert_cols(1)

    assert whole(insert)


def test_rows_may_be_moved() -> None:
    def swap(book: Workbook) -> None:
        sheet = book["Inovasi 1"]
        asked = cells(sheet)
        for column in (1, 3):
            one, two = (sheet.cell(asked[field].row, column) for field in ("judul", "bukti"))
            one.value, two.value = two.value, one.value

    assert whole(swap)


def test_sheets_may_be_renamed_and_reordered() -> None:
    def rename(book: Workbook) -> None:
        for number, name in enumerate(("Unit", "Inovasi 1", "Inovasi 3")):
            book[name].title = f"Lembar {number}"
        book.move_sheet("Lembar 0", 4)

    assert whole(rename)


def test_the_visible_code_is_enough() -> None:
    def copy(book: Workbook) -> None:
        del book["_sinovik"]
        for sheet in book.worksheets:
            sheet.oddFooter.left.text = ""  # type: ignore[union-attr]
            sheet.delete_rows(1)

    form = read(copy)
    assert (form.codes, form.ids.code) == ((CODE,), "")
    assert titles(form) == {"Inovasi 1": "Judul Satu", "Inovasi 3": "Judul Tiga"}


@pytest.mark.parametrize("kept", ["label", "footer", "hidden sheet"])
def test_any_one_place_tells_the_code(kept: str) -> None:
    def lose(book: Workbook) -> None:
        if kept != "hidden sheet":
            del book["_sinovik"]
        for sheet in book.worksheets:
            if kept != "footer" and sheet.oddFooter:
                sheet.oddFooter.left.text = ""
            for row in sheet.iter_rows(min_col=2, max_col=2) if kept != "label" else ():
                if row[0].value == "Kode formulir":
                    row[0].value = None

    assert form_codes(read_book(filled({}, lose))) == [CODE]


def test_codes_of_two_forms_in_one_file_are_both_found() -> None:
    def paste(book: Workbook) -> None:
        other = load_workbook(BytesIO(issued(code=OTHER_CODE)))["Inovasi 1"]
        page = book.create_sheet("Tambahan")
        for row in other.iter_rows():
            for cell in row:
                page[cell.coordinate].value = cell.value

    assert set(read(paste).codes) == {CODE, OTHER_CODE}


def test_a_copied_page_is_a_page_of_its_own() -> None:
    def copy(book: Workbook) -> None:
        for number in (2, 3):
            page = book.copy_worksheet(book["Inovasi 1"])
            page.title = f"Inovasi 1 ({number})"
            cells(page)["judul"].value = f"Salinan {number}"

    assert titles(read(copy)) == {
        "Inovasi 1": "Judul Satu",
        "Inovasi 3": "Judul Tiga",
        "Inovasi 1 (2)": "Salinan 2",
        "Inovasi 1 (3)": "Salinan 3",
    }


def test_places_differ_however_pages_are_named() -> None:
    names = ["Inovasi 1", "Inovasi 2", "Inovasi 3", "X"]
    for ids in product(["Inovasi 1", "Inovasi 3", ""], repeat=4):
        sheets = [
            Grid(name, {(1, 1): text("#halaman"), (1, 2): text(page), (2, 1): text("#judul"),
                        (2, 3): text("Judul")})
            for name, page in zip(names, ids, strict=True)
        ]  # fmt: skip
        form = find_form(Book(tuple(sheets)), COMPETITION, "a.xlsx")
        assert form is not None
        assert len(titles(form)) == 4


def test_rows_that_are_gone_are_named() -> None:
    def delete(book: Workbook) -> None:
        sheet = book["Inovasi 1"]
        for field in ("pernyataan:2", "bagian:K1", "kelompok"):
            sheet.delete_rows(cells(sheet)[field].row)

    form = read(delete)
    assert form.missing_keys == {"Inovasi 1": ("kelompok", "bagian:K1", "pernyataan:2")}
    page = form.pages[0]
    assert (page.group, page.sections) == ("", {"K6.1": "=bukan rumus"})
    assert list(page.statements.values()) == [True, False, False]
    (finding,) = page.findings
    assert (finding.rule.code, finding.value) == (
        "form-rows-gone",
        "Kelompok, Identitas inovator",
    )


def test_a_section_asked_only_when_the_form_was_made_is_kept() -> None:
    data = filled({"Inovasi 1": {"judul": "Judul", "bagian:K1": "Isi lama"}})
    changed = replace(COMPETITION, sections=(Section("K9", "Bagian Baru", 100),))
    form = found(data, changed)
    assert form.pages[0].sections == {"K1": "Isi lama"}
    assert form.missing_keys == {"Inovasi 1": ("bagian:K9",)}


def test_text_beside_no_question_is_told() -> None:
    def outside(book: Workbook) -> None:
        sheet = book["Inovasi 2"]
        row = cells(sheet)["bukti"].row
        sheet.insert_rows(row + 1)
        sheet.cell(row + 1, 3).value = "lanjutan bukti"

    (page,) = [page for page in read(outside).pages if page.place == "Inovasi 2"]
    assert [(f.rule.code, f.value) for f in page.findings] == [
        ("form-text-outside", "…")  # it may be personal: only the place is told
    ]


def test_the_same_question_answered_twice_is_told() -> None:
    def twice(book: Workbook) -> None:
        sheet = book["Inovasi 1"]
        for column, value in ((1, "#judul"), (3, "Judul Lain")):
            sheet.cell(60, column).value = value

    page = read(twice).pages[0]
    assert page.title == "Judul Satu"
    assert [(f.rule.code, f.where.cell, f.value) for f in page.findings] == [
        ("form-said-twice", "C60", "Judul Lain")
    ]


def test_of_two_unit_sheets_the_fuller_counts_and_personal_data_are_not_repeated() -> None:
    def second(book: Workbook) -> None:
        page = book.copy_worksheet(book["Unit"])
        cells(page)["nip"].value = None
        cells(page)["whatsapp"].value = "0813 rahasia"

        book["Unit"].cell(60, 3).value = "0814 rahasia"

    form = read(second)
    assert form.unit["whatsapp"] == "0812"
    assert [f.rule.code for f in form.findings] == ["form-text-outside", "form-said-twice"]
    assert not any("rahasia" in f.message for f in form.findings)


def test_without_its_unit_sheet_a_page_is_still_read() -> None:
    form = read(lambda book: book.remove(book["Unit"]))
    assert form.unit == {}
    assert form.ids.unit == UNIT.code
    assert [page.title for page in form.pages] == ["Judul Satu", "Judul Tiga"]


def test_without_hidden_keys_only_the_code_is_known() -> None:
    def lose(book: Workbook) -> None:
        for sheet in book.worksheets[:4]:
            sheet.delete_cols(1)

    form = read(lose)
    assert (form.codes, form.pages, form.has_keys) == ((CODE,), (), False)
    assert [f.rule.code for f in form.findings] == ["form-keys-gone"]


def test_a_form_is_no_score_sheet_and_a_score_sheet_no_form() -> None:
    stage = Stage("T1", "Proposal", (Criterion("K1", "Kebaruan", None),))
    juror = Juror("J01", "Juri 1")
    competition = Competition(Settings("Lomba"), (stage,), jurors=(juror,))
    sheet = write_score_sheet(ScoreSheet(competition, stage, juror, (), CODE, ()))
    assert find_form(read_book(sheet), COMPETITION, "nilai.xlsx") is None
    assert find_sheet(read_book(filled(BOTH))) is None


@pytest.mark.parametrize("table", [{"A1": "Judul", "B1": "Unit"}, {"A1": "#judul"}, {"A1": 1}])
def test_other_workbooks_are_no_form(table: dict[str, object]) -> None:
    assert find_form(read_book(by_openpyxl(table)), COMPETITION, "lain.xlsx") is None


@pytest.mark.libreoffice
@pytest.mark.parametrize("to", ["xlsx:Calc MS Excel 2007 XML", "ods"])
def test_libreoffice_changes_nothing(to: str, tmp_path: Path) -> None:
    path = tmp_path / "kiriman.xlsx"
    path.write_bytes(filled(BOTH))
    before = found(path.read_bytes())
    saved = convert(path, to, tmp_path / "disimpan").read_bytes()
    after = found(saved)
    assert after == before
    assert [page.findings for page in after.pages] == [(), ()]


TRICKY = [
    "", " ", "satu", " satu  dua ", "satu\ndua", "satu\n\n- dua\n- tiga", "satu\u00a0dua", "a\tb",
    "dan/atau bukan-satu e-KTP", "50% (lima puluh persen)", "\u00a0", "a\u2003b\u2009c\u202fd",
    "kata.Tanpa spasi,di sini", "😀 dua", "=1+1 tiga", "'kutip' \"ganda\"", "a \n \u00a0 b",
    "nol\u200blebar", "kata " * 700, "x" * 5_000, "12 5", "- satu",
]  # fmt: skip


@pytest.mark.libreoffice
def test_the_count_people_see_is_the_count_that_is_checked(tmp_path: Path) -> None:
    sections = tuple(Section(f"B{n}", f"Bagian {n}", 100) for n in range(len(TRICKY)))
    competition = replace(COMPETITION, sections=sections)
    answers = {f"bagian:B{n}": text for n, text in enumerate(TRICKY)}
    path = tmp_path / "kata.xlsx"
    path.write_bytes(filled({"Inovasi 1": answers}, data=issued(competition=competition)))
    computed = load_workbook(recalculate(path, tmp_path / "ulang"), data_only=True)["Inovasi 1"]
    shown = {field: cell.offset(column=1).value for field, cell in cells(computed).items()}
    for field, text in answers.items():
        assert shown[field] == count_words(text), repr(text)


def test_all_white_space_parts_words_once_it_is_read() -> None:
    every = [chr(code) for code in range(0x110000) if chr(code).isspace()]
    control = set("\x0b\x0c\x1c\x1d\x1e\x1f")
    rest = [sign for sign in every if sign not in control and sign not in WHITE_SPACE]
    grid = Grid(
        "Inovasi 1",
        {(1, 1): text("#judul"), (2, 1): text("#bagian:K1"), (1, 3): text("Judul")}
        | {(2, 3): text("a" + "a".join(rest) + "a")},
    )
    form = find_form(Book((grid,)), COMPETITION, "a.xlsx")
    assert form is not None
    words = form.pages[0].sections["K1"]
    assert set(words) == {"a", " ", "\n"}
    assert count_words(words) == len(rest) + 1


@given(
    st.lists(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1), max_size=8),
    st.data(),
)
def test_words_are_the_pieces_between_white_space(words: list[str], data: st.DataObject) -> None:
    spaces = st.text(st.sampled_from(WHITE_SPACE), min_size=1, max_size=3)
    joined = data.draw(st.text(st.just(" "), max_size=2))
    for word in words:
        joined += word + data.draw(spaces)
    assert count_words(joined) == len(words)


def text(content: str) -> Cell:
    return Cell(Kind.TEXT, content)


KEYS = ["#halaman", "#jawaban", "#judul", "#mulai", "#kategori", "#kelompok", "#bagian:K1",
        "#pernyataan:1", "#unit", "#nip", "#bagian:", "#", "Kode formulir", CODE]  # fmt: skip
TEXTS = st.one_of(st.sampled_from(KEYS), st.text(max_size=12), st.sampled_from(["31/12/9999"]))
NUMBERS = st.one_of(st.integers(-(10**6), 10**6).map(str), st.sampled_from(["1e300", "99999.5"]))
FORMATS = st.sampled_from(["General", "dd/mm/yyyy", "0%", "00000000", "@"])
CELLS = st.one_of(
    st.builds(Cell, st.just(Kind.TEXT), TEXTS, st.booleans(), disputed=st.booleans()),
    st.builds(Cell, st.just(Kind.NUMBER), NUMBERS, style=st.builds(Style, FORMATS)),
    st.builds(Cell, st.sampled_from([Kind.BLANK, Kind.ERROR]), st.just(""), st.booleans()),
    st.just(Cell(Kind.BOOL, "TRUE")),
)
GRIDS = st.builds(
    Grid,
    st.sampled_from(["Inovasi 1", "Unit", "_sinovik", "Lembar"]),
    st.dictionaries(st.tuples(st.integers(1, 12), st.integers(1, 5)), CELLS, max_size=40),
    footer=st.sampled_from(["", f"&LKode formulir {CODE}"]),
)


@given(st.lists(GRIDS, max_size=3, unique_by=lambda grid: grid.name))
@settings(max_examples=300, deadline=None)
def test_whatever_stands_in_the_cells_it_is_read(grids: list[Grid]) -> None:
    form = find_form(Book(tuple(grids)), COMPETITION, "a.xlsx")
    for finding in [*form.findings, *(f for p in form.pages for f in p.findings)] if form else []:
        assert finding.message
        assert finding.fix is not None
