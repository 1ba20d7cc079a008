"""roster: what people type into the cells of forms and lists, and into their headings."""

import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from registration import Registration, fill, innovation, list_of
from sent_files import GOOD, HEADINGS, NAME, entry, fate, form, forms_out, rules, sheets_out, taken
from workbooks import by_xlsxwriter, rezipped


@pytest.fixture
def folder(tmp_path: Path) -> Registration:
    """A folder whose forms are out."""
    return forms_out(tmp_path / "lomba")


DAYS: dict[str, tuple[Any, str | None]] = {
    "kata": ("17 Desember 2020", "2020-12-17"),
    "kata Inggris": ("17 December 2020", "2020-12-17"),
    "garis miring": ("17/12/2020", "2020-12-17"),
    "tanda hubung": ("17-12-2020", "2020-12-17"),
    "nomor hari": (44182, "2020-12-17"),
    "tanggal": (datetime(2020, 12, 17), "2020-12-17"),
    "kemarin": ("kemarin", None),
    "tidak ada": ("31/02/2020", None),
    "bulan saja": ("Desember", None),
    "bukan nomor hari": (20201217, None),
}
"""Titles of innovations: what is typed as their first day, and the day that is meant."""


@pytest.mark.parametrize("way", ["form", "list"])
def test_a_day_is_read_however_it_is_typed_or_told_of(way: str, folder: Registration) -> None:
    for title, (typed, _day) in DAYS.items():
        listed = list_of(HEADINGS, [("Dinkes", title, typed)])
        page = [innovation(title, mulai=typed)]
        written = fill(folder.form(), page, unit={"unit": "Dinkes"})
        folder.arrive(f"{title}.xlsx", listed if way == "list" else written)
    found = taken(folder)
    held = {entry["title"]: entry["started"] for entry in found["entries"]}
    del held[GOOD]
    assert held == {title: day for title, (_typed, day) in DAYS.items()}
    told = {f["file"]: f["value"] for f in found["findings"] if "date" in f["rule"]}
    unread = {title: typed for title, (typed, day) in DAYS.items() if day is None}
    assert told == {f"{title}.xlsx": str(typed) for title, typed in unread.items()}


def written_by_hand(data: bytes, texts: Mapping[str, str]) -> bytes:
    """Return a workbook in whose XML texts stand in the place of others."""

    def change(parts: dict[str, bytes]) -> None:
        for name in [name for name in parts if name.startswith("xl/worksheets/")]:
            for old, new in texts.items():
                parts[name] = parts[name].replace(f">{old}<".encode(), f">{new}<".encode())

    changed = rezipped(data, change)
    assert all(text.encode() not in changed for text in texts)
    return changed


def test_a_cell_far_too_long_is_told_and_the_roster_can_still_be_opened(
    folder: Registration,
) -> None:
    long = "panjang " * 5_000
    data = form(folder, "JUDUL", bagian_B1="RINGKASAN")
    folder.arrive(NAME, written_by_hand(data, {"JUDUL": long, "RINGKASAN": long}))
    found = taken(folder)
    told = [f["value"] for f in found["findings"] if f["rule"] == "registration-text-too-long"]
    assert told == ["39999", "39999"]
    assert "over-word-limit" in rules(found)
    assert len(found["entries"]) == 2
    for page in load_workbook(folder.book):
        for row in page.iter_rows(values_only=True):
            assert max(len(str(value)) for value in row) <= 32_767


@pytest.mark.parametrize("field", ["judul", "mulai", "inovator", "bagian:B1"])
def test_a_spreadsheet_error_is_told_and_nothing_else_is_lost(
    field: str, folder: Registration
) -> None:
    answers = {**innovation("Layanan", bagian_B2="Dampak."), field: "#REF!"}
    folder.arrive(NAME, fill(folder.form("OPD01"), [answers]))
    found = taken(folder)
    (told,) = (f for f in found["findings"] if f["rule"] == "registration-cell-error")
    assert (told["file"], told["sheet"], told["value"]) == (NAME, "Inovasi 1", "#REF!")
    assert load_workbook(folder.form("OPD01"))["Inovasi 1"][told["cell"]].value is None
    (held,) = (e for e in found["entries"] if e["unit_code"] == "OPD01")
    assert held["title"] == ("" if field == "judul" else "Layanan")
    assert "#REF!" not in str(held)


@pytest.mark.parametrize("title", [None, "#REF!", "???"], ids=["empty", "error", "signs"])
def test_two_innovations_without_a_title_are_both_kept(
    title: str | None, folder: Registration
) -> None:
    answers = {**innovation(""), "judul": title}
    pages = [{**answers, "inovator": name} for name in ("Inovator 1", "Inovator 2")]
    folder.arrive(NAME, fill(folder.form("OPD01"), pages))
    held = [e["innovators"] for e in taken(folder)["entries"] if e["unit_code"] == "OPD01"]
    assert held == ["Inovator 1", "Inovator 2"]


def test_a_formula_that_was_never_computed_is_told(folder: Registration) -> None:
    folder.arrive(NAME, form(folder, '=HYPERLINK("https://contoh.id","Layanan")'))
    found = taken(folder)
    assert {"registration-formula-without-value", "title-missing"} <= rules(found)
    assert {e["unit_code"]: e["title"] for e in found["entries"]}["OPD01"] == ""


def test_the_result_of_a_formula_is_taken(folder: Registration) -> None:
    def fill_in(book: Any) -> None:
        page = book.add_worksheet()
        for column, heading in enumerate(HEADINGS):
            page.write_string(0, column, heading)
        page.write_string(1, 0, "Dinkes")
        page.write_formula(1, 1, '="Layanan "&"Cepat"', None, "Layanan Cepat")
        page.write_string(1, 2, "17/12/2020")

    folder.arrive(NAME, by_xlsxwriter(fill_in))
    assert entry(taken(folder), "Layanan Cepat")["unit_code"] == "OPD01"


CONTROLS = {"Layanan_x0007_ Cepat_x001F_": "escaped", "Layanan\x0b Cepat\x0c": "in a CSV"}


@pytest.mark.parametrize("title", CONTROLS, ids=CONTROLS.values())
def test_control_characters_do_not_reach_the_roster(title: str, folder: Registration) -> None:
    if "_x" in title:
        folder.arrive(NAME, written_by_hand(form(folder, "JUDUL"), {"JUDUL": title}))
    else:
        lines = (",".join(HEADINGS), f"Dinkes,{title},17/12/2020")
        folder.arrive(NAME, "\n".join(lines).encode())
    assert fate(taken(folder)) == "used"
    assert {line["Judul"] for line in folder.lines()} == {GOOD, "Layanan Cepat"}


FORMULAS = ('=HYPERLINK("https://contoh.id","Layanan")', "=1+1", "+62811", "-2+3", "@SUM(A1)")


def typed_as_text(book: Any) -> None:
    """Make what was typed into the first page text, whatever it begins with."""
    for row in book["Inovasi 1"].iter_rows(min_col=3, max_col=3):
        for cell in row:
            if cell.value in FORMULAS:
                cell.data_type = "s"


@pytest.mark.parametrize("way", ["form", "csv"])
def test_a_title_like_a_formula_stays_text_everywhere(way: str, folder: Registration) -> None:
    for number, title in enumerate(FORMULAS):
        quoted = title.replace('"', '""')
        listed = f'{",".join(HEADINGS)}\r\nDinkes,"{quoted}",17/12/2020\r\n'.encode()
        page = [innovation(title)]
        written = fill(folder.form(), page, unit={"unit": "Dinkes"}, change=typed_as_text)
        folder.arrive(f"{number}.{way}", listed if way == "csv" else written)
    found = taken(folder)
    assert {entry["title"] for entry in found["entries"]} == {GOOD, *FORMULAS}
    for path in (folder.book, sheets_out(folder)):
        cells = [c for page in load_workbook(path) for row in page.iter_rows() for c in row]
        held = {(cell.value, cell.data_type) for cell in cells if cell.value in FORMULAS}
        assert held == {(title, "s") for title in FORMULAS}
        with zipfile.ZipFile(path) as parts:
            pages = b"".join(parts.read(n) for n in parts.namelist() if "worksheets" in n)
        assert not re.search(rb"<f>[^<]*(?:HYPERLINK|62811)|<hyperlink", pages)


def test_a_list_without_a_unit_is_turned_away(folder: Registration) -> None:
    folder.arrive(NAME, list_of(("No", "Judul Inovasi", "Tahun"), [(1, "Layanan", 2020)]))
    found = taken(folder)
    assert (fate(found), rules(found)) == ("rejected", {"not-a-form"})


def test_misspelt_headings_are_shown_and_never_used(folder: Registration) -> None:
    headings = ("Nama Unit", "Judul Inovasi", "Tangal Mulai", "Inovatorr", "Warna")
    folder.arrive(NAME, list_of(headings, [("Dinkes", "Layanan", "17/12/2020", "Orang 1", "biru")]))
    found = taken(folder)
    near = {f["value"]: f["fix"] for f in found["findings"] if f["rule"] == "list-near-heading"}
    assert set(near) == {"Tangal Mulai", "Inovatorr"}
    assert "Mulai Diterapkan" in near["Tangal Mulai"]
    held = entry(found, "Layanan")
    assert (held["started"], held["innovators"]) == (None, "")
    (file,) = (file for file in found["files"] if file["path"] == NAME)
    mapping = dict(file["mapping"])
    assert [mapping[name] for name in headings[2:]] == ["", "", ""]
    assert all(mapping[name] for name in headings[:2])
    assert "Tangal Mulai" in folder.run("roster").out


@pytest.mark.parametrize(
    "headings",
    [("Nama Unitt", "Judul Inovasi", "Tanggal Mulai"), ("Unit", "Judul Inovasii", "Tanggal Mulai")],
    ids=["unit", "title"],
)
def test_a_list_whose_main_heading_is_misspelt_is_not_taken_in_part(
    headings: tuple[str, ...], folder: Registration
) -> None:
    folder.arrive(NAME, list_of(headings, [("Dinkes", "Layanan", "17/12/2020")]))
    found = taken(folder)
    assert fate(found) == "rejected"
    assert {"list-near-heading", "list-column-missing"} <= rules(found)
    assert [entry["title"] for entry in found["entries"]] == [GOOD]


CSV = {
    "comma": (",", "utf-8"),
    "semicolon of an Indonesian Excel": (";", "cp1252"),
    "tab": ("\t", "utf-16"),
}


@pytest.mark.parametrize(("sign", "encoding"), CSV.values(), ids=CSV)
def test_a_csv_is_a_list_like_any_other(sign: str, encoding: str, folder: Registration) -> None:
    rows = (HEADINGS, ("Dinkes", '"Layanan, Cepat; Café"', "17/12/2020"), ("", "", ""))
    text = "\r\n".join(sign.join(row) for row in rows)
    folder.arrive("ekspor.csv", text.encode(encoding))
    found = taken(folder)
    assert fate(found, "ekspor.csv") == "used"
    held = entry(found, "Layanan, Cepat; Café")
    assert (held["unit_code"], held["started"]) == ("OPD01", "2020-12-17")
