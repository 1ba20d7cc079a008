"""Lists of innovations: answers of an online form, tables somebody kept."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from registration_forms import ANSWERS, COMPETITION, filled
from sinovik_sheets.model import Registration
from sinovik_sheets.sheets.cells import Book, Cell, Grid, Kind, Style
from sinovik_sheets.sheets.reading.book import read_book
from sinovik_sheets.sheets.reading.csv_text import read_any
from sinovik_sheets.sheets.registration.list_reader import FoundList, find_list
from sinovik_sheets.sheets.roster import book as roster_book
from sinovik_sheets.text import speaking

Table = Sequence[Sequence[Any]]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def workbook(**tables: Table) -> bytes:
    """A workbook with these tables by sheet name."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def found(data: bytes) -> FoundList:
    result = find_list(read_any(data), COMPETITION, "daftar.xlsx")
    assert result is not None
    return result


def rows(*table: Sequence[Any]) -> tuple[Registration, ...]:
    return found(workbook(Sheet1=table)).rows


def codes(findings: Sequence[Any]) -> list[tuple[str, str]]:
    return [(finding.rule.code, finding.where.cell) for finding in findings]


def test_answers_of_an_online_form() -> None:
    stamp = datetime(2027, 3, 5, 10, 11, 12)
    (row,) = rows(
        (
            "Stempel waktu", "Alamat Email", "Nama Unit / OPD Anda *", "NPSN (bila sekolah)",
            "Judul Inovasi *", "Bidang/Urusan", "Kelompok", "Tanggal Implementasi",
            "Nama Inovator", "Narahubung", "No. HP", "Link Bukti Dukung",
            "Ringkasan (maksimal 10 kata)", "Saran untuk panitia",
        ),
        (
            stamp, "a@contoh.id", "SD Contoh 1", "20522528", "Judul Satu", "Kesehatan", "umum",
            datetime(2020, 12, 17), "Inovator 1", "Orang 1", 81200000001, "https://contoh.id",
            "Dua kata", "tidak ada",
        ),
    )  # fmt: skip
    assert (row.place, row.sent) == ("Sheet1 › 2", date(2027, 3, 5))
    assert (row.title, row.unit, row.unit_code) == ("Judul Satu", "SD Contoh 1", "20522528")
    assert (row.category, row.group, row.started) == ("KES", "umum", date(2020, 12, 17))
    assert (row.innovators, row.evidence) == ("Inovator 1", "https://contoh.id")
    assert (row.contact.name, row.contact.whatsapp) == ("Orang 1", "81200000001")
    assert row.contact.email == "a@contoh.id"
    assert (row.sections, row.statements) == ({"K1": "Dua kata"}, {})
    assert row.written["mulai"] == "17/12/2020"
    assert "dikirim" not in row.written
    assert row.findings == ()
    assert str(row.where.at("judul")) == "daftar.xlsx › Sheet1 › E2"
    assert row.where.cell == "E2"


def test_an_old_table_with_a_title_two_headings_and_a_total() -> None:
    result = found(
        workbook(
            Rekap=[
                ("DAFTAR INOVASI TAHUN 2019",),
                (),
                ("No", "Nama Inovasi", "Perangkat Daerah", "Kontak", None),
                (None, None, None, "Nama", "No HP"),
                (1, 2, 3, 4, 5),
                (1, "Inovasi Contoh A", "Dinas Contoh 1", "Orang 1", "0812"),
                (2, "Inovasi Contoh B", "Dinas Contoh 2", "Orang 2", "0813"),
                (None, "Jumlah", 2, None, None),
            ]
        )
    )
    assert [(r.place, r.title, r.unit) for r in result.rows] == [
        ("Rekap › 6", "Inovasi Contoh A", "Dinas Contoh 1"),
        ("Rekap › 7", "Inovasi Contoh B", "Dinas Contoh 2"),
    ]
    assert result.rows[0].contact.whatsapp == "0812"


def test_every_heading_is_shown_with_what_it_was_taken_for() -> None:
    result = found(
        workbook(
            A=[("No", "Judul", "Instansi", "Katagori", "Anggaran"), (1, "J", "U", "KES", 5)],
            B=[("Judul", "Instansi"), ("J2", "U2")],
        )
    )
    assert result.mapping == (
        ("No", ""),
        ("Judul", "judul"),
        ("Instansi", "unit"),
        ("Katagori", ""),
        ("Anggaran", ""),
    )
    assert result.near == (("Katagori", "kategori", "D1"),)
    assert codes(result.findings) == [("list-near-heading", "D1")]
    assert "Kategori" in result.findings[0].fix
    assert [(r.place, r.category) for r in result.rows] == [("A › 2", ""), ("B › 2", "")]


def test_a_misspelt_heading_that_is_needed_stops_the_list_and_is_named() -> None:
    result = found(workbook(Sheet1=[("Judull Inovasi", "Unit"), ("Judul Satu", "Dinas Contoh")]))
    assert result.rows == ()
    assert codes(result.findings) == [("list-column-missing", ""), ("list-near-heading", "A1")]


def test_the_code_of_the_unit_is_enough() -> None:
    (row,) = rows(("Judul", "NPSN"), ("Judul Satu", "20522528"))
    assert (row.unit, row.unit_code) == ("", "20522528")


@pytest.mark.parametrize(
    "table",
    [
        [("Judul", "Pengarang"), ("Buku", "Orang")],
        [("Unit", "Alamat"), ("Dinas", "Jalan")],
        [("Nama", "Nilai"), ("A", 1)],
        [],
    ],
)
def test_other_tables_are_no_list(table: Table) -> None:
    assert find_list(read_book(workbook(Sheet1=table or [(None,)])), COMPETITION, "a.xlsx") is None


def test_a_form_is_no_list() -> None:
    assert find_list(read_book(filled({"Inovasi 1": ANSWERS})), COMPETITION, "a.xlsx") is None


def test_our_own_roster_is_read_without_its_explanations_and_examples() -> None:
    data = roster_book.write()
    assert found(data).rows == ()


def test_rows_without_an_innovation_are_counted_and_left_out() -> None:
    result = found(
        workbook(
            Sheet1=[
                ("No", "Unit", "Judul Inovasi", "Kategori"),
                (1, "Dinas Contoh 1", "Judul Satu", "KES"),
                (2, "Dinas Contoh 2", "-", None),
                (3, "Dinas Contoh 3", None, None),
                (4, None, None, None),
                (5, "Dinas Contoh 5", None, "KES"),
            ]
        )
    )
    assert [(r.place, r.title) for r in result.rows] == [
        ("Sheet1 › 2", "Judul Satu"),
        ("Sheet1 › 6", ""),
    ]
    assert result.skipped == ("Sheet1 › 3", "Sheet1 › 4", "Sheet1 › 5")
    (finding,) = result.findings
    assert finding.rule.code == "list-rows-without-innovation"
    assert finding.message == "3 rows name no innovation and were left out: 3, 4, 5."


def test_a_plain_text_list_keeps_zeros_and_is_known_by_its_rows() -> None:
    data = (
        "Stempel waktu;Judul;Unit;NPSN\n2027/03/05 3:14:15 PM GMT+7;Judul\x7f Satu;SD 1;00522528\n"
    )
    (row,) = found(data.encode()).rows
    assert (row.place, row.unit_code, row.title) == ("2", "00522528", "Judul Satu")
    assert row.sent == date(2027, 3, 5)


def started(*written: Any) -> list[date | str]:
    """The days of a column, or the rule that says why there is none."""
    table = [("Judul", "Unit", "Mulai Diterapkan"), *(("J", "U", value) for value in written)]
    return [
        row.started or row.findings[0].rule.code.removeprefix("registration-")
        for row in rows(*table)
    ]


def test_the_order_of_day_and_month_is_proved_by_the_column_or_not_guessed() -> None:
    march, may = date(2020, 3, 5), date(2020, 5, 3)
    assert started("03/05/2020", "17/12/2020") == [may, date(2020, 12, 17)]
    assert started("03/05/2020", "12/17/2020") == [march, date(2020, 12, 17)]
    assert started("03/05/2020", "04/04/2020") == [may, date(2020, 4, 4)]
    assert started("03/05/2020", "12/17/2020", "17/12/2020") == [
        "unclear-date",
        "bad-date",
        date(2020, 12, 17),
    ]


def test_days_turned_by_the_spreadsheet_that_opened_the_list_are_asked() -> None:
    numbers = [datetime(2020, 5, 3), datetime(2021, 2, 1), datetime(2021, 4, 4)]
    assert started(*numbers, "17/12/2020") == [
        "unclear-date",
        "unclear-date",
        date(2021, 4, 4),
        date(2020, 12, 17),
    ]
    assert started(*numbers, datetime(2021, 5, 30), "17/12/2020")[0] == date(2020, 5, 3)


def test_rows_hold_findings_at_their_cells() -> None:
    (row,) = rows(
        ("Judul", "Unit", "Kategori Inovasi", "Waktu Penerapan"),
        ("Judul Satu", "Dinas Contoh", "Kesehtan", "tahun lalu"),
    )
    assert codes(row.findings) == [
        ("registration-misspelt-choice", "C2"),
        ("registration-bad-date", "D2"),
    ]
    assert "Waktu Penerapan" in row.findings[1].message


HEADINGS = [
    "Judul",
    "Unit",
    "Kategori",
    "Mulai Diterapkan",
    "Timestamp",
    "NIP",
    "Ringkasan",
    "Juduul",
]
CELLS = st.one_of(
    st.builds(Cell, st.just(Kind.TEXT), st.one_of(st.sampled_from(HEADINGS), st.text(max_size=9))),
    st.builds(
        Cell,
        st.just(Kind.NUMBER),
        st.integers(-(10**6), 10**6).map(str),
        style=st.builds(Style, st.sampled_from(["General", "d/m/yyyy", "0%"])),
    ),
    st.builds(Cell, st.sampled_from([Kind.BLANK, Kind.ERROR]), st.just(""), st.booleans()),
)


@given(st.dictionaries(st.tuples(st.integers(2, 8), st.integers(1, 6)), CELLS, max_size=30))
@settings(max_examples=200, deadline=None)
def test_whatever_stands_below_the_headings_it_is_read(below: dict[tuple[int, int], Cell]) -> None:
    heading = {(1, n): Cell(Kind.TEXT, name) for n, name in enumerate(HEADINGS[:6], start=1)}
    result = find_list(Book((Grid("Sheet1", heading | below),)), COMPETITION, "a.xlsx")
    assert result is not None
    places = [row.place for row in result.rows]
    assert len(set(places)) == len(places)
    for finding in [*result.findings, *(f for row in result.rows for f in row.findings)]:
        assert finding.message
