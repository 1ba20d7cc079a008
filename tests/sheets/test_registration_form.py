"""The registration form: what goes out, and what is read of it however it comes back."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from registration_forms import (
    ANSWERS,
    CODE,
    COMPETITION,
    OTHER,
    PERSON,
    UNIT,
    cells,
    filled,
    found,
    issued,
)
from sinovik_sheets.model import Category, Registration
from sinovik_sheets.sheets.cells import Book
from sinovik_sheets.sheets.reading.book import read_book
from sinovik_sheets.sheets.registration.reader import find_form
from sinovik_sheets.sheets.registration.words import count_words
from sinovik_sheets.text import speaking
from workbooks import rezipped


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def only_page(**answers: Any) -> Registration:
    """The one page with these answers, the fields written with `_` for `:`."""
    typed = {field.replace("_", ":"): value for field, value in answers.items()}
    (page,) = found(filled({"Inovasi 1": typed})).pages
    return page


def problems(registration: Registration) -> list[tuple[str, str]]:
    return [(f.rule.code, f.where.cell) for f in registration.findings]


def test_a_form_as_sent_names_its_unit_and_holds_no_innovation() -> None:
    form = found(issued())
    assert form.codes == (CODE,)
    assert (form.ids.code, form.ids.unit) == (CODE, UNIT.code)
    assert form.unit == {
        "kode_unit": "20522528",
        "unit": "SD Contoh 1",
        "jenis": "SD",
        "kecamatan": "Kecamatan Contoh",
        "email": "a@contoh.id",
    }
    assert (form.pages, form.findings, form.has_keys) == ((), (), True)
    blank = found(issued(None))
    assert (blank.codes, blank.ids.unit, blank.unit, blank.pages) == ((CODE,), "", {}, ())


def test_what_people_fill_in_is_read_back() -> None:
    form = found(filled({"Inovasi 2": ANSWERS, "Unit": PERSON}))
    (page,) = form.pages
    assert page.place == "Inovasi 2"
    assert (page.title, page.category, page.group) == ("Judul Satu", "KES", "umum")
    assert page.started == date(2020, 12, 17)
    assert page.innovators == "Inovator 1\nInovator 2"
    assert page.evidence == "https://contoh.id/1"
    assert page.sections == {"K1": "Dua kata", "K6.1": "=bukan rumus"}
    assert list(page.statements.values()) == [True, False, False]
    assert (page.unit_code, page.unit, page.kind) == ("20522528", "SD Contoh 1", "SD")
    assert (page.district, page.sent) == ("Kecamatan Contoh", None)
    assert page.contact.nip == "198001012005011001"
    typed = dict(ANSWERS) | {"mulai": "17/12/2020"}
    assert page.written == {**form.unit, **typed}
    assert (page.findings, form.missing_keys) == ((), {})


def test_places_of_answers_are_named() -> None:
    (page,) = found(filled({"Inovasi 1": ANSWERS})).pages
    sheet = load_workbook(BytesIO(issued()))["Inovasi 1"]
    for field, cell in cells(sheet).items():
        assert str(page.where.at(field)) == f"kiriman.xlsx › Inovasi 1 › {cell.coordinate}"
    assert page.where.cell == cells(sheet)["judul"].coordinate
    assert re.fullmatch(r"Unit!C\d+", page.where.at("nip").cell)


def test_the_same_form_gives_the_same_bytes_and_names_no_other_unit() -> None:
    assert issued() == issued()
    with zipfile.ZipFile(BytesIO(issued())) as package:
        everything = b"".join(package.read(name) for name in package.namelist())
    assert UNIT.name.encode() in everything
    for other in (OTHER.name, OTHER.code, OTHER.email):
        assert other.encode() not in everything


def test_every_page_carries_the_code_and_prints_on_f4() -> None:
    book = load_workbook(BytesIO(issued()))
    pages = ["Unit", "Inovasi 1", "Inovasi 2", "Inovasi 3"]
    assert book.sheetnames == [*pages, "Petunjuk", "_sinovik"]
    assert book["_sinovik"].sheet_state == "veryHidden"
    for sheet in book.worksheets[:-1]:
        assert sheet.oddFooter
        assert sheet.sheet_properties.pageSetUpPr
        assert f"Kode formulir {CODE}" in str(sheet.oddFooter.left.text)
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (14, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    for name in pages:
        shown = [str(cell.value) for row in book[name].iter_rows(max_row=16) for cell in row]
        assert CODE in shown
        assert "PEMERINTAH KABUPATEN CONTOH" in shown
        assert any("Aktifkan Pengeditan" in text for text in shown)
        assert any(".xlsx" in text and "31 March 2027" in text for text in shown)
        assert book[name].column_dimensions["A"].hidden


def test_only_answers_are_unlocked_and_nothing_needs_a_password() -> None:
    book = load_workbook(BytesIO(issued()))
    grey = {field for field, cell in cells(book["Unit"]).items() if cell.protection.locked}
    assert grey == {"kode_unit", "unit", "jenis"}
    assert not any(cell.protection.locked for cell in cells(book["Inovasi 1"]).values())
    blank = load_workbook(BytesIO(issued(None)))
    assert not any(cell.protection.locked for cell in cells(blank["Unit"]).values())
    for sheet in book.worksheets[:4]:
        assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
        assert not sheet.protection.formatRows


def test_lists_to_choose_from_hold_names_with_commas() -> None:
    book = load_workbook(BytesIO(issued()))
    sheet = book["Inovasi 1"]
    lists = {str(v.sqref): str(v.formula1) for v in sheet.data_validations.dataValidation}
    source = lists[cells(sheet)["kategori"].coordinate]
    name, area = source.replace("$", "").split("!")
    assert [cell.value for row in book[name][area] for cell in row] == [
        "KES – Kesehatan",
        "ELH – Energi, Lingkungan Hidup",
        "PDK – Pendidikan",
    ]


def test_a_section_says_what_is_asked_and_of_whom() -> None:
    sheet = load_workbook(BytesIO(issued()))["Inovasi 1"]
    rows = {str(row[0].value): [str(cell.value) for cell in row] for row in sheet.iter_rows()}
    assert rows["#bagian:R1"][1] == "Proses Replikasi\n(only for: Replikasi)"
    assert rows["#bagian:R1"][4] == "Optional."
    assert rows["#bagian:K1"][4] == "Required.\nAt most 10 words."


def test_a_cell_has_room_for_as_many_words_as_may_be_written() -> None:
    sheet = load_workbook(BytesIO(issued()))["Inovasi 1"]
    first = cells(sheet)["bagian:K6.1"].row
    (area,) = [a for a in sheet.merged_cells.ranges if (a.min_row, a.min_col) == (first, 3)]
    heights = [sheet.row_dimensions[row].height for row in range(area.min_row, area.max_row + 1)]
    assert max(heights) <= 409
    assert sum(heights) > 600 / 11 * 15


def test_without_categories_and_groups_nobody_is_asked_for_them() -> None:
    plain = replace(COMPETITION, categories=(), groups=())
    data = issued(competition=plain)
    assert not {"kategori", "kelompok"} & set(cells(load_workbook(BytesIO(data))["Inovasi 1"]))
    form = found(filled({"Inovasi 1": {"judul": "Judul"}}, data=data), plain)
    assert (len(form.pages), form.missing_keys) == (1, {})


@pytest.mark.parametrize(
    "written",
    [
        "17 Desember 2020", "17/12/2020", "17-12-2020", "2020-12-17", "2020/12/17", 44182,
        "44182", datetime(2020, 12, 17, 9, 30), " 17 des 2020 ", "17/12/2020 10.30",
    ],
)  # fmt: skip
def test_days_are_read_as_people_write_them(written: object) -> None:
    page = only_page(judul="Judul", mulai=written)
    assert (page.started, page.findings) == (date(2020, 12, 17), ())


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("2020", "registration-bad-date"),
        ("Desember 2020", "registration-bad-date"),
        ("12/17/2020", "registration-bad-date"),
        ("31/02/2020", "registration-bad-date"),
        ("17/12/1889", "registration-implausible-date"),
        (datetime(1989, 12, 31), "registration-implausible-date"),
    ],
)
def test_what_is_no_day_stays_as_written_and_is_told(written: object, rule: str) -> None:
    page = only_page(judul="Judul", mulai=written)
    assert page.started is None
    assert problems(page) == [(rule, page.where.at("mulai").cell)]
    assert page.written["mulai"] in (written, "31/12/1989")


@pytest.mark.parametrize(
    ("written", "category"),
    [
        ("KES – Kesehatan", "KES"), ("kes - kesehatan", "KES"), ("KES", "KES"),
        ("késehatan ", "KES"), ("Energi, lingkungan hidup", "ELH"),
    ],
)  # fmt: skip
def test_a_category_is_known_by_code_or_name(written: str, category: str) -> None:
    page = only_page(judul="Judul", kategori=written)
    assert (page.category, page.findings) == (category, ())


def test_an_unknown_choice_is_told_with_the_nearest_one() -> None:
    page = only_page(judul="Judul", kategori="Kesehtan", kelompok="lain-lain")
    assert (page.category, page.group) == ("", "")
    assert page.written["kategori"] == "Kesehtan"
    near, unknown = page.findings
    assert near.rule.code == "registration-misspelt-choice"
    assert "KES – Kesehatan" in near.fix
    assert unknown.rule.code == "registration-bad-choice"
    assert "replikasi – Replikasi" in unknown.fix


def test_one_name_of_two_categories_is_not_guessed() -> None:
    twins = replace(COMPETITION, categories=(Category("A", "Sama"), Category("B", "Sama")))
    data = filled({"Inovasi 1": {"kategori": "Sama"}}, data=issued(competition=twins))
    (page,) = found(data, twins).pages
    assert page.category == ""
    assert [f.rule.code for f in page.findings] == ["registration-bad-choice"]


@pytest.mark.parametrize(
    ("written", "confirmed", "told"),
    [
        ("YA", True, 0), ("✓", True, 0), (True, True, 0), ("setuju", True, 0),
        ("tidak", False, 0), (None, False, 0), ("mungkin", False, 1),
    ],
)  # fmt: skip
def test_only_a_clear_yes_confirms_a_statement(written: Any, confirmed: bool, told: int) -> None:  # noqa: FBT001
    page = only_page(judul="Judul", pernyataan_2=written)
    assert list(page.statements.values()) == [False, confirmed, False]
    assert len(page.findings) == told


def test_numbers_are_read_as_people_see_them() -> None:
    data = filled({"Unit": {"nip": 81234567890, "kecamatan": 12.0}, "Inovasi 1": {"judul": 0.5}})
    (page,) = found(data).pages
    assert (page.contact.nip, page.district, page.title) == ("81234567890", "12", "0.5")


def test_cells_that_say_nothing_usable_are_told() -> None:
    def formulas(book: Workbook) -> None:
        asked = cells(book["Inovasi 1"])
        asked["judul"].value = "=A1"
        asked["inovator"].value = "#REF!"
        asked["inovator"].data_type = "e"

    (page,) = found(filled({}, formulas)).pages
    assert (page.title, page.innovators) == ("", "")
    assert problems(page) == [
        ("registration-formula-without-value", page.where.at("judul").cell),
        ("registration-cell-error", page.where.at("inovator").cell),
    ]


def test_what_two_readers_see_differently_is_told() -> None:
    book = read_book(filled({"Inovasi 1": {"judul": "Judul"}}))
    changed = tuple(
        replace(
            grid,
            cells={
                place: cell._replace(disputed=cell.text == "Judul")
                for place, cell in grid.cells.items()
            },
        )
        for grid in book.sheets
    )
    form = find_form(Book(changed), COMPETITION, "a.xlsx")
    assert form is not None
    (page,) = form.pages
    assert page.title == "Judul"
    assert problems(page) == [("registration-readers-differ", page.where.at("judul").cell)]


def test_long_texts_are_kept_whole_and_told_only_far_beyond_their_limit() -> None:
    page = only_page(judul="Judul", bagian_K1="kata " * 100, bagian_R1="kata " * 6_000)
    assert page.findings == ()
    page = only_page(judul="Judul", bagian_K1="kata " * 101)
    assert count_words(page.sections["K1"]) == 101
    assert problems(page) == [("registration-text-too-long", page.where.at("bagian:K1").cell)]


def test_control_characters_cost_nothing() -> None:
    def spoil(parts: dict[str, bytes]) -> None:
        for name, part in parts.items():
            parts[name] = part.replace(b"SD Contoh 1", b"SD_x0001_ Contoh_xD800_ _x000D_1")

    form = found(rezipped(issued(), spoil))
    assert form.unit["unit"] == "SD_x0001_ Contoh_xD800_ \n1"
    assert [f.rule.code for f in form.findings] == ["registration-readers-differ"]
