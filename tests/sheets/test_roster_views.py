"""The sheets of daftar_peserta.xlsx that the tool writes as a whole."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from office import convert, recalculate
from roster_workbook import CHECKS, CONTACTS, CONTENT, ENTRIES, NAME, changed, loaded, made, opened
from sinovik_sheets.model import Entry, EntryStatus, Unit
from sinovik_sheets.sheets.roster.book import read, update
from sinovik_sheets.sheets.roster.content import Award, Invitee, MissingUnit, Tally, UnitLine
from sinovik_sheets.text import speaking

OVERVIEW, MISSING, ATTENDANCE, AWARDS = (
    "Ringkasan",
    "Belum Mendaftar",
    "Daftar Hadir",
    "Penerima Penghargaan",
)
OFFICE = Unit("OPD01", "Dinas Contoh 1", "OPD", official_code="00123", sakip="A")
SCHOOL = Unit("SD01", "SDN Contoh 1", "SD", official_code="20500001", district="Contoh")
LINK = "https://wa.me/6281200000001?text=Yth."


def innovation(number: int, **more: Any) -> Entry:
    return Entry(f"INO-{number:04}", f"Layanan ke-{number}", "OPD01", "Dinas Contoh 1", **more)


FULL = replace(
    CONTENT,
    settings=replace(
        CONTENT.settings,
        letterhead=("PEMERINTAH KOTA CONTOH", "SEKRETARIAT DAERAH", "Jalan Contoh 1"),
    ),
    by_kind=[Tally("OPD", 15, 26, 41, 12), Tally("SD", 19, 19, 67, 9), Tally("lain", 2, 3)],
    by_category=[Tally("K1 – Pelayanan", 20, 30)],
    by_group=[Tally("umum", 30, 40)],
    kinds={
        "OPD dan Kecamatan": [
            UnitLine(
                OFFICE, (innovation(1, passed=True), innovation(2, status=EntryStatus.WITHDRAWN))
            ),
            UnitLine(Unit("OPD02", "Dinas Contoh 2", "OPD"), (innovation(3),), "1 dari minimal 2"),
        ],
        "Sekolah": [UnitLine(SCHOOL)],
        "Puskesmas": [],
    },
    missing=[MissingUnit(SCHOOL, 0, 1, "Yth. SDN Contoh 1, mohon kirim formulir.", LINK)],
    invited=[
        *(Invitee("OPD", f"Dinas Contoh {n}", "Kepala") for n in range(1, 91)),
        *(Invitee("Sekolah", f"SDN Contoh {n}", "Kepala Sekolah") for n in range(1, 61)),
        *(Invitee("Juri", f"Juri {n}", "Juri") for n in range(1, 6)),
    ],
    awards=[Award(OFFICE, 2, rewarded=True), Award(SCHOOL, 1, rewarded=False)],
)
TABS = [
    OVERVIEW,
    ENTRIES,
    CHECKS,
    "OPD dan Kecamatan",
    "Sekolah",
    MISSING,
    ATTENDANCE,
    AWARDS,
    CONTACTS,
    "Petunjuk",
]


def values(sheet: Worksheet) -> list[list[Any]]:
    """The rows of a sheet without what is empty at their ends."""
    found = []
    for row in sheet.iter_rows(values_only=True):
        cells = list(row)
        while cells and cells[-1] is None:
            cells.pop()
        found.append(cells)
    return found


def below(sheet: Worksheet, first: str) -> Iterator[list[Any]]:
    """The rows from the one that begins with `first` up to an empty one."""
    rows = iter(values(sheet))
    for row in rows:
        if row and row[0] == first:
            yield row
            break
    for row in rows:
        if not row:
            return
        yield row


@pytest.fixture(scope="module")
def book() -> Workbook:
    """A workbook with every view."""
    return loaded(made(FULL))


# Which views there are, and where


def test_the_tabs_follow_the_work(book: Workbook) -> None:
    assert book.sheetnames == TABS


def test_a_view_without_rows_is_left_out_and_the_overview_never() -> None:
    assert loaded(made()).sheetnames == [OVERVIEW, ENTRIES, CHECKS, CONTACTS, "Petunjuk"]
    emptied = replace(FULL, missing=(), invited=())
    assert set(TABS) - set(loaded(made(emptied, made(FULL))).sheetnames) == {MISSING, ATTENDANCE}


def test_a_view_comes_back_where_it_belongs_among_peoples_sheets() -> None:
    def work(book: Workbook) -> None:
        book.create_sheet("Notulen", 3)
        book.move_sheet(MISSING, -5)
        del book["Sekolah"]

    names = loaded(made(FULL, changed(made(FULL), work))).sheetnames
    assert names[:6] == [OVERVIEW, MISSING, ENTRIES, CHECKS, "Notulen", "OPD dan Kecamatan"]
    assert names[6] == "Sekolah"


def test_only_a_view_that_differs_is_written_again() -> None:
    def work(book: Workbook) -> None:
        for name in (OVERVIEW, AWARDS):
            book[name].column_dimensions["B"].width = 77

    less = replace(FULL, by_group=())
    data = changed(made(FULL), work)
    assert update(data, FULL) is None
    book = loaded(made(less, data))
    assert book[AWARDS].column_dimensions["B"].width == 77
    assert book[OVERVIEW].column_dimensions["B"].width != 77
    assert book.sheetnames == TABS


def test_when_the_view_in_front_goes_another_sheet_comes_to_the_front() -> None:
    def work(book: Workbook) -> None:
        book.active = book[AWARDS]
        book[OVERVIEW].sheet_state = "hidden"

    book = loaded(made(replace(FULL, awards=()), changed(made(FULL), work)))
    assert book.active is book[ENTRIES]
    assert book[OVERVIEW].sheet_state == "hidden"


def test_what_people_write_into_a_view_does_not_stay() -> None:
    def work(book: Workbook) -> None:
        book[AWARDS]["B10"], book[AWARDS]["H9"] = "=1", "catatan"

    assert values(loaded(made(FULL, changed(made(FULL), work)))[AWARDS]) == values(
        loaded(made(FULL))[AWARDS]
    )


def test_a_view_people_renamed_is_theirs() -> None:
    def work(book: Workbook) -> None:
        book[OVERVIEW].title = "Ringkasan Rapat"
        book["Sekolah"].title = "olah"

    data = made(FULL, changed(made(FULL), work))
    names = loaded(data).sheetnames
    assert [name for name in names if name not in TABS] == ["Ringkasan Rapat", "olah"]
    assert [name for name in names if name in TABS] == TABS
    assert update(data, FULL) is None


def test_a_sheet_of_people_of_the_same_name_is_never_touched() -> None:
    def work(book: Workbook) -> None:
        del book[OVERVIEW]
        for name in ("Ringkasan", "sekolah"):
            book.create_sheet(name)["A1"] = "milik panitia"

    data = made(FULL, changed(made(), work))
    book = loaded(data)
    assert {book[name]["A1"].value for name in ("Ringkasan", "sekolah")} == {"milik panitia"}
    assert {"Ringkasan 2", "Sekolah 2"} < set(book.sheetnames)
    assert update(data, FULL) is None


@pytest.mark.parametrize(
    "name",
    [
        "SD/MI: [negeri]?",
        "Kontak",
        "ringkasan",
        "history",
        "'",
        "x" * 60,
        "OPD, 'Kec.' & (lain)!",
        "= 1",
    ],
)
def test_any_name_of_a_kind_makes_a_sheet(name: str) -> None:
    content = replace(FULL, kinds={name: [UnitLine(SCHOOL)], f"{name} ": [UnitLine(OFFICE)]})
    data = made(content)
    assert len(loaded(data).sheetnames) == len(TABS)
    assert update(data, content) is None
    assert read(opened(data), NAME, []) != ()


def test_views_are_no_unknown_sheets_but_those_of_people_are() -> None:
    findings: list[Any] = []
    read(opened(changed(made(FULL), lambda book: book.create_sheet("Notulen"))), NAME, findings)
    unknown = [f.value for f in findings if f.rule.code == "unknown-sheet"]
    assert unknown == ["Notulen"]


def test_every_view_says_what_it_is_and_prints_one_page_wide_on_f4(book: Workbook) -> None:
    for name in (*TABS[:1], *TABS[3:8]):
        sheet = book[name]
        assert str(sheet["A1"].value).startswith(f"ⓘ {name}: ")
        assert int(sheet.page_setup.paperSize or 0) == 14
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.freeze_panes
        assert sheet.print_title_rows
        assert sheet.oddFooter is not None
        assert "&P / &N" in str(sheet.oddFooter.right.text)
        assert sheet.print_area.split("!")[1].startswith("$A$2:")


def test_the_language_is_the_one_being_spoken() -> None:
    with speaking("en"):
        english = loaded(made(FULL))
    assert english[AWARDS]["F10"].value == "receives a reward"
    assert english["Sekolah"]["H10"].value == "not registered"
    assert english.sheetnames == TABS


# Ringkasan


def test_the_overview_counts_and_sums(book: Workbook) -> None:
    assert list(below(book[OVERVIEW], "Jenis")) == [
        ["Jenis", "Terdaftar", "Diharapkan", "Persen", "Inovasi", "Tahun lalu"],
        ["OPD", 15, 41, pytest.approx(15 / 41), 26, 12],
        ["SD", 19, 67, pytest.approx(19 / 67), 19, 9],
        ["lain", 2, None, None, 3],
        ["Jumlah", 36, 108, pytest.approx(36 / 108), 48, 21],
    ]
    assert list(below(book[OVERVIEW], "Kategori")) == [
        ["Kategori", "Terdaftar", "Inovasi"],
        ["K1 – Pelayanan", 20, 30],
    ]
    assert list(below(book[OVERVIEW], "Kelompok"))[1] == ["umum", 30, 40]


def test_the_overview_bears_letterhead_date_and_a_chart(book: Workbook) -> None:
    sheet = book[OVERVIEW]
    texts = [row[0] for row in values(sheet) if row]
    assert texts[1:4] == list(FULL.settings.letterhead)
    assert "Kompetisi Contoh" in texts
    assert any("12 Maret 2027" in str(text) for text in texts)
    charts: list[Any] = vars(sheet)["_charts"]  # openpyxl shows them nowhere else
    (chart,) = charts
    assert [series.val.numRef.f for series in chart.series] == [
        "'Ringkasan'!$B$11:$B$13",
        "'Ringkasan'!$C$11:$C$13",
    ]


def test_last_year_is_left_out_where_none_is_known() -> None:
    content = replace(FULL, by_kind=[Tally("OPD", 1, 1, 2)])
    assert list(below(loaded(made(content))[OVERVIEW], "Jenis")) == [
        ["Jenis", "Terdaftar", "Diharapkan", "Persen", "Inovasi"],
        ["OPD", 1, 2, 0.5, 1],
    ]


# Units


def test_a_unit_stands_once_with_one_row_an_innovation(book: Workbook) -> None:
    with speaking("en"):
        sheet = loaded(made(FULL))["OPD dan Kecamatan"]
    assert list(below(sheet, "No")) == [
        ["No", "Kode", "Unit", "Kode Resmi", "Jumlah Inovasi", "Judul", "Status"],
        [1, "OPD01", "Dinas Contoh 1", "00123", 2, "Layanan ke-1", "lolos"],
        [None, None, None, None, None, "Layanan ke-2", "mundur"],
        [2, "OPD02", "Dinas Contoh 2", None, 1, "Layanan ke-3", "registered\n1 dari minimal 2"],
    ]
    assert sheet["D10"].number_format == "@"
    assert "Kecamatan" in next(below(book["Sekolah"], "No"))


def test_a_missing_unit_has_its_message_and_a_link_that_is_only_text(book: Workbook) -> None:
    heading, row = below(book[MISSING], "No")
    assert heading == ["No", "Unit", "Jenis", "Terdaftar", "Minimal", "Pesan", "Tautan"]
    assert row[1:] == ["SDN Contoh 1", "SD", 0, 1, FULL.missing[0].message, LINK]
    assert all(cell.hyperlink is None for cells in book[MISSING].iter_rows() for cell in cells)


def test_rewarded_units_are_marked(book: Workbook) -> None:
    _heading, rewarded, other = below(book[AWARDS], "No")
    assert rewarded[:5] == [1, "Dinas Contoh 1", "OPD", 2, "A"]
    assert rewarded[5]
    assert other == [2, "SDN Contoh 1", "SD", 1]


# Daftar Hadir


def test_the_attendance_list_counts_through_and_signs_left_and_right(book: Workbook) -> None:
    rows = [row for row in below(book[ATTENDANCE], "No") if len(row) > 1][1:]
    assert [row[0] for row in rows] == list(range(1, 156))
    assert rows[0] == [1, "Dinas Contoh 1", "Kepala", None, "1."]
    assert rows[1] == [2, "Dinas Contoh 2", "Kepala", None, None, "2."]
    assert rows[-1][1:3] == ["Juri 5", "Juri"]
    groups = [row[0] for row in below(book[ATTENDANCE], "No") if len(row) == 1]
    assert groups == ["OPD", "Sekolah", "Juri"]


def test_there_is_room_to_sign_on_portrait_paper(book: Workbook) -> None:
    sheet = book[ATTENDANCE]
    numbered = [row[0].row for row in sheet.iter_rows(min_row=9) if isinstance(row[0].value, int)]
    assert len(numbered) == 155
    assert all((sheet.row_dimensions[row or 0].height or 0) >= 24 for row in numbered)
    assert sheet.page_setup.orientation == "portrait"


# Texts and other programs


def test_a_title_in_a_view_never_becomes_a_formula() -> None:
    entry = replace(innovation(1), title="=1+1")
    content = replace(FULL, kinds={"OPD": [UnitLine(OFFICE, (entry,))]}, awards=())
    data = made(content)
    assert update(data, content) is None
    cell = loaded(data)["OPD"]["F10"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.libreoffice
def test_libreoffice_prints_every_view_and_leaves_it_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(made(FULL))
    assert convert(path, "pdf", tmp_path).stat().st_size > 20_000
    saved = recalculate(path, tmp_path / "saved").read_bytes()
    assert update(saved, FULL) is None
    again = made(replace(FULL, by_group=()), saved)
    assert loaded(again).sheetnames == TABS
