"""daftar_peserta.xlsx: the tool adds and refreshes, and nothing of people's is ever lost."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.table import Table

from roster_workbook import (
    CHECKS,
    CONTACTS,
    CONTENT,
    ENTRIES,
    NAME,
    changed,
    check,
    entries_with,
    entry,
    heading,
    loaded,
    made,
    opened,
    rows,
    type_into,
)
from sinovik_sheets.model import EntryStatus
from sinovik_sheets.problems import Finding, SinovikError
from sinovik_sheets.sheets.roster.book import read, read_answers, read_rows, update, write
from sinovik_sheets.text import speaking
from workbooks import rezipped

PEOPLE = ("Status Administrasi", "Alasan")


# A new workbook, and the same run again


def test_the_blank_workbook_holds_the_tables_and_reads_without_a_complaint() -> None:
    findings: list[Finding] = []
    assert loaded(write()).sheetnames == [ENTRIES, CHECKS, CONTACTS, "Petunjuk"]
    assert read(opened(write()), NAME, findings) == ()
    assert (read_answers(opened(write()), NAME, findings), findings) == ([], [])


def test_entries_checks_and_contacts_are_written_with_real_days_and_codes_as_text() -> None:
    data = made()
    first = rows(data)[0]
    assert (first["Kode"], first["Kode Unit"], first["Jenis"]) == ("INO-0001", "01", "OPD")
    assert first["Mulai Diterapkan"] == datetime(2025, 12, 17)
    sheet = loaded(data)[ENTRIES]
    _top, columns = heading(sheet)
    looks = {name: sheet.cell(first["row"], place) for name, place in columns.items()}
    assert looks["Mulai Diterapkan"].number_format == "dd/mm/yyyy"
    assert looks["Kode Unit"].number_format == "@"
    assert [row["Nomor"] for row in rows(data, CHECKS)] == ["P001", "P002"]
    assert rows(data, CONTACTS)[0]["NIP"] == "198001012005011001"


def test_what_was_written_is_read_back() -> None:
    findings: list[Finding] = []
    found = read(opened(made()), NAME, findings)
    first = found[0]
    assert (first.code, first.title) == ("INO-0001", "Layanan ke-1")
    assert (first.unit_code, first.started) == ("01", date(2025, 12, 17))
    assert [row.text("Unit") for row in read_rows(opened(made()), NAME, findings)] == [
        f"Dinas Contoh {number}" for number in (1, 2, 3)
    ]
    assert [finding.rule.code for finding in findings] == ["registration-questions-open"]


def test_the_same_run_again_changes_nothing() -> None:
    assert update(made(), CONTENT) is None
    with speaking("en"):
        assert update(made(), CONTENT) is None


def test_only_what_the_content_names_is_touched() -> None:
    data = made(
        current=changed(made(), lambda book: type_into(book, "INO-0002", Inovator="Juri 1")),
        content=replace(CONTENT, entries=[{"Kode": "INO-0002", "Judul": "Judul Baru"}]),
    )
    row = rows(data)[1]
    assert (row["Judul"], row["Inovator"], row["Unit"]) == (
        "Judul Baru",
        "Juri 1",
        "Dinas Contoh 2",
    )
    assert len(rows(data)) == 3


# What people did to it


def test_people_decide_and_no_run_takes_it_back() -> None:
    typed = {"Status_Administrasi": "tidak lolos", "Alasan": "umur kurang"}
    data = changed(made(), lambda book: type_into(book, "INO-0002", **typed))
    wanted = [entry(1, Temuan="periksa"), entry(2, Status_Administrasi="", Alasan="lain")]
    data = made(replace(CONTENT, entries=wanted), data)
    first, second, _third = rows(data)
    assert [second[name] for name in PEOPLE] == ["tidak lolos", "umur kurang"]
    assert first["Temuan"] == "periksa"
    assert read(opened(data), NAME, [])[1].status is EntryStatus.FAILED


def test_columns_sheets_and_looks_of_people_survive() -> None:
    def work(book: Workbook) -> None:
        sheet = book[ENTRIES]
        sheet.insert_cols(3)
        sheet["C1"], sheet["C4"], sheet["C5"] = "Catatan", "bahas Senin", "=LEN(B5)"
        sheet["B5"].fill = PatternFill("solid", fgColor="FF00FF00")
        sheet["B5"].comment = Comment("tanya dinasnya", "Sekretariat")
        sheet["C6"] = CellRichText("sangat ", TextBlock(InlineFont(b=True), "penting"))
        sheet.row_dimensions[5].height = 77
        sheet.column_dimensions["B"].width = 33
        notes = book.create_sheet("Notulen", 1)
        notes["B2"] = "isi rapat"
        notes.merge_cells("B2:D2")

    data = made(entries_with(entry(4)), changed(made(), work))
    book = loaded(data)
    sheet = book[ENTRIES]
    assert [sheet[place].value for place in ("C1", "C4", "C5")] == [
        "Catatan",
        "bahas Senin",
        "=LEN(B5)",
    ]
    assert sheet["B5"].fill.fgColor.rgb == "FF00FF00"
    assert sheet["B5"].comment is not None
    assert sheet["B5"].comment.text == "tanya dinasnya"
    assert isinstance(sheet["C6"].value, CellRichText)
    assert str(sheet["C6"].value) == "sangat penting"
    assert (sheet.row_dimensions[5].height, sheet.column_dimensions["B"].width) == (77, 33)
    assert book.sheetnames[:3] == ["Ringkasan", "Notulen", ENTRIES]
    assert (book["Notulen"]["B2"].value, str(book["Notulen"].merged_cells)) == (
        "isi rapat",
        "B2:D2",
    )
    assert [row["Kode"] for row in rows(data)] == [f"INO-{n:04}" for n in (1, 2, 3, 4)]
    assert rows(data)[3]["Unit"] == "Dinas Contoh 4"
    assert update(data, entries_with(entry(4))) is None


def test_rows_may_be_sorted_and_columns_moved() -> None:
    def work(book: Workbook) -> None:
        sheet = book[ENTRIES]
        values = [[cell.value for cell in sheet[number]] for number in (4, 5, 6)]
        for number, row in zip((4, 5, 6), reversed(values), strict=True):
            for place, value in enumerate(row, start=1):
                sheet.cell(number, place, value)
        sheet.move_range("B1:B6", cols=20)

    data = changed(made(), work)
    assert update(data, CONTENT) is None
    data = made(replace(CONTENT, entries=[entry(1, Judul="Baru"), entry(2), entry(3)]), data)
    assert [(row["Kode"], row["Judul"]) for row in rows(data)] == [
        ("INO-0003", "Layanan ke-3"),
        ("INO-0002", "Layanan ke-2"),
        ("INO-0001", "Baru"),
    ]


def test_a_deleted_column_of_the_tool_comes_back_right_of_everything() -> None:
    def work(book: Workbook) -> None:
        book[ENTRIES].delete_cols(4)
        book[ENTRIES]["Q9"] = "catatan lepas"

    data = made(current=changed(made(), work))
    _top, columns = heading(loaded(data)[ENTRIES])
    assert (columns["Unit"], columns["Jenis"]) == (15, 4)
    assert [row["Unit"] for row in rows(data)][:3] == [f"Dinas Contoh {n}" for n in (1, 2, 3)]
    assert loaded(data)[ENTRIES]["Q9"].value == "catatan lepas"
    assert update(data, CONTENT) is None


def test_without_the_column_of_codes_nothing_is_guessed() -> None:
    data = changed(made(), lambda book: book[ENTRIES].delete_cols(1))
    with pytest.raises(SinovikError, match=r"daftar_peserta\.xlsx, Inovasi: .*Kode"):
        update(data, CONTENT)


def test_deleted_tables_are_made_again_in_their_place() -> None:
    def work(book: Workbook) -> None:
        del book[ENTRIES], book[CHECKS]

    data = made(current=changed(made(), work))
    assert loaded(data).sheetnames == ["Ringkasan", ENTRIES, CHECKS, CONTACTS, "Petunjuk"]
    assert [row["Kode"] for row in rows(data)] == ["INO-0001", "INO-0002", "INO-0003"]
    sheet = loaded(data)[ENTRIES]
    assert sheet.freeze_panes == "B3"
    assert round(sheet.column_dimensions["B"].width) == 61
    assert "tidak lolos" in str([rule.formula1 for rule in sheet.data_validations.dataValidation])
    assert update(data, CONTENT) is None


def test_an_emptied_table_gets_its_headings_back() -> None:
    data = made(current=changed(made(), lambda book: book[CONTACTS].delete_rows(1, 99)))
    assert [row["Kode"] for row in rows(data, CONTACTS)] == ["INO-0001"]


def test_rows_that_people_typed_get_their_code_and_keep_their_words() -> None:
    def work(book: Workbook) -> None:
        sheet = book[ENTRIES]
        sheet["B7"], sheet["D7"], sheet["O7"] = "Gerobak Sehat", "Puskesmas Contoh 1", "susulan"

    content = replace(
        CONTENT,
        typed={7: "INO-0009"},
        entries=[*CONTENT.entries, {"Kode": "INO-0009", "Temuan": "tanpa formulir"}, entry(4)],
    )
    data = made(content, changed(made(), work))
    typed, added = rows(data)[3:]
    assert [typed[name] for name in ("row", "Kode", "Judul", "Unit", "Temuan", "Alasan")] == [
        7,
        "INO-0009",
        "Gerobak Sehat",
        "Puskesmas Contoh 1",
        "tanpa formulir",
        "susulan",
    ]
    assert (added["row"], added["Kode"]) == (8, "INO-0004")
    assert update(data, content) is None


def test_merged_cells_are_left_alone() -> None:
    data = changed(made(), lambda book: book[ENTRIES].merge_cells("B4:D4"))
    assert rows(made(entries_with(entry(4)), data))[0]["Kode Unit"] is None


def test_drop_downs_filters_and_tables_reach_added_rows() -> None:
    def work(book: Workbook) -> None:
        book[ENTRIES].auto_filter.ref = "A1:N6"
        book[CONTACTS].add_table(Table(displayName="Kontak1", ref="A1:F3"))

    many = [entry(number) for number in range(1, 701)]
    contacts = [{"Kode": f"INO-{number:04}"} for number in (1, 2)]
    data = made(replace(CONTENT, entries=many, contacts=contacts), changed(made(), work))
    sheet = loaded(data)[ENTRIES]
    assert rows(data)[-1]["row"] == 703
    last = {str(rule.sqref).split()[-1] for rule in sheet.data_validations.dataValidation}
    assert {place.split(":")[-1] for place in last} == {"E703", "N703"}
    assert sheet.auto_filter.ref == "A1:N703"
    assert loaded(data)[CONTACTS].tables["Kontak1"].ref == "A1:F4"


def test_a_drop_down_that_reads_another_sheet_survives() -> None:
    extension = (
        '<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{}/2009/9/main">'
        '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/'
        'main"><x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>Pilihan!$A$1:$A$3'
        "</xm:f></x14:formula1><xm:sqref>Q4:Q99</xm:sqref></x14:dataValidation>"
        "</x14:dataValidations></ext></extLst></worksheet>"
    ).format("http://schemas.microsoft.com/office/spreadsheetml")

    def extend(parts: dict[str, bytes]) -> None:
        part = parts["xl/worksheets/sheet2.xml"]
        parts["xl/worksheets/sheet2.xml"] = part.replace(b"</worksheet>", extension.encode())

    data = made(entries_with(entry(4)), rezipped(made(), extend))
    rules = loaded(data)[ENTRIES].data_validations.dataValidation
    found = {str(rule.sqref): (rule.type, rule.formula1) for rule in rules}
    assert found["Q4:Q99"] == ("list", "Pilihan!$A$1:$A$3")


def test_added_rows_are_as_high_as_their_titles_need() -> None:
    title = "LAYANAN ANTAR JEMPUT DOKUMEN KEPENDUDUKAN BAGI LANSIA " * 3
    data = made(replace(CONTENT, entries=[entry(1), entry(2, Judul=title)]))
    heights = [loaded(data)[ENTRIES].row_dimensions[number].height for number in (4, 5)]
    assert heights[0] == 18
    assert heights[1] >= 3 * 15
    data = made(replace(CONTENT, entries=[entry(1, Judul=title), entry(2)]), data)
    assert [loaded(data)[ENTRIES].row_dimensions[n].height for n in (5, 4)] == heights


def test_a_space_at_the_far_corner_of_a_sheet_costs_nothing() -> None:
    def work(book: Workbook) -> None:
        book[ENTRIES].cell(1_048_576, 16_384).value = " "

    data = made(entries_with(entry(4)), changed(made(), work))
    assert loaded(data)[ENTRIES]["A7"].value == "INO-0004"


def test_the_sheet_people_were_at_stays_in_front_and_alone() -> None:
    def work(book: Workbook) -> None:
        book.active = book[CONTACTS]

    book = loaded(made(entries_with(entry(4)), changed(made(), work)))
    assert book.active is book[CONTACTS]
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == [CONTACTS]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<html/>"])
def test_a_workbook_that_cannot_be_edited_is_refused_plainly(data: bytes) -> None:
    with pytest.raises(SinovikError, match=NAME) as refused:
        update(data, CONTENT)
    assert refused.value.fix


# Questions about registrations


def test_answers_stay_and_settled_questions_say_so() -> None:
    def work(book: Workbook) -> None:
        type_into(book, "P001", CHECKS, Jawaban="01", Oleh="Juri 1", Alasan="lewat telepon")

    data = made(replace(CONTENT, checks=[check(2, Jawaban="", Oleh="x")]), changed(made(), work))
    first, second = rows(data, CHECKS)
    assert (first["Pilihan"], second["Pilihan"]) == ("tidak berlaku", "01 / 02")
    assert [second[name] for name in ("Jawaban", "Oleh")] == [None, None]
    found = read_answers(opened(data), NAME, [])
    assert [(row.number, row.answer, row.by, row.reason) for row in found] == [
        ("P001", "01", "Juri 1", "lewat telepon"),
        ("P002", "", "", ""),
    ]


def test_a_name_once_on_top_signs_every_answer() -> None:
    def work(book: Workbook) -> None:
        book[CHECKS]["D1"] = "Juri 2"
        type_into(book, "P002", CHECKS, Jawaban="02", Oleh="Juri 1")

    found = read_answers(opened(changed(made(), work)), NAME, [])
    assert [row.by for row in found] == ["Juri 2", "Juri 1"]


def test_an_answer_kept_elsewhere_comes_back_with_its_row() -> None:
    answered = check(1, Jawaban="01", Oleh="Juri 1")
    (row,) = rows(made(replace(CONTENT, checks=[answered])), CHECKS)
    assert (row["Jawaban"], row["Oleh"]) == ("01", "Juri 1")


def test_a_renamed_table_is_not_made_a_second_time() -> None:
    def work(book: Workbook) -> None:
        book[ENTRIES].title = "Daftar Inovasi"

    with pytest.raises(SinovikError, match=r"daftar_peserta\.xlsx: .*Daftar Inovasi"):
        update(changed(made(), work), CONTENT)
