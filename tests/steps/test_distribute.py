"""distribute: one workbook a juror, only that juror's, and never a filled one overwritten."""

import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from competition import (
    CRITERIA,
    ENTRIES,
    JURORS,
    Folder,
    build,
    cells,
    contents,
    distributed,
    edit,
    fill,
    fingerprint,
    full,
    type_rows,
)
from office import convert

SHEET = "Lembar Penilaian"
CODE = re.compile(r"[A-HJ-NP-Z2-9]{10}")
NEW_ENTRY = {"Kode": "INO-0004", "Judul": "Layanan ke-4", "Kode Unit": "OPD1", "Unit": "Dinas 1"}


def codes(folder: Folder) -> dict[str, str]:
    """The sheet codes in the journal by file."""
    return {e["file"]: e["code"] for e in folder.journal() if e["kind"] == "issued"}


def sheets(folder: Folder) -> dict[str, bytes]:
    """The score sheets that lie in 2_lembar_juri."""
    found = contents(folder.root / "2_lembar_juri" / "T1")
    return {name: data for name, data in found.items() if "/" not in name}


def texts(path: Path) -> str:
    """Everything in the parts of a workbook."""
    with zipfile.ZipFile(path) as parts:
        return "\n".join(parts.read(name).decode("utf-8") for name in parts.namelist())


def row_of(path: Path, entry: str) -> list[Any]:
    """The cells of an entry's row."""
    sheet = load_workbook(path)[SHEET]
    return next(list(row) for row in sheet.iter_rows() if row[0].value == entry)


def test_each_juror_gets_one_workbook_and_a_line_in_the_journal(tmp_path: Path) -> None:
    folder = distributed(tmp_path)
    assert sorted(sheets(folder)) == ["J01.xlsx", "J02.xlsx", "J03.xlsx"]
    issued = codes(folder)
    assert sorted(issued) == [f"2_lembar_juri/T1/J0{n}.xlsx" for n in (1, 2, 3)]
    assert len(set(issued.values())) == 3
    assert all(CODE.fullmatch(code) for code in issued.values())
    for file, code in issued.items():
        assert code in texts(folder.root / file)


def test_nothing_of_another_juror_is_in_a_workbook(tmp_path: Path) -> None:
    folder = distributed(tmp_path)
    issued = codes(folder)
    for own in JURORS:
        content = texts(folder.sheet(str(own["Kode"])))
        for other in JURORS:
            private = [str(value) for key, value in other.items() if key != "Unsur"]
            private.append(issued[f"2_lembar_juri/T1/{other['Kode']}.xlsx"])
            found = [text for text in private if text in content]
            assert (found != []) is (other is own)


def test_the_code_stands_in_head_footer_and_very_hidden_ids(tmp_path: Path) -> None:
    folder = distributed(tmp_path)
    code = codes(folder)["2_lembar_juri/T1/J01.xlsx"]
    book = load_workbook(folder.sheet("J01"))
    sheet, ids = book[SHEET], book["_sinovik"]
    assert code in [cell.value for row in sheet.iter_rows(max_row=6) for cell in row]
    assert sheet.oddFooter is not None
    assert code in str(sheet.oddFooter.left.text)
    assert ids.sheet_state == "veryHidden"
    hidden = {row[0].value: [cell.value for cell in row[1:]] for row in ids.iter_rows()}
    assert hidden["kode_lembar"][0] == code
    assert hidden["juri"][0] == "J01"
    assert hidden["kriteria"] == list(CRITERIA)
    assert str(hidden["inovasi"][0]).split() == [entry["Kode"] for entry in ENTRIES]


def test_codes_are_text_and_titles_cannot_become_formulas(tmp_path: Path) -> None:
    entries = [
        {"Kode": "0001", "Judul": "+1+1", "Unit": "+62 Dinas"},
        {"Kode": "1E5", "Judul": "https://contoh.go.id", "Unit": "@Dinas"},
    ]
    folder = build(tmp_path, entries=entries)
    assert folder.run("distribute").code == 0
    for entry in entries:
        row = row_of(folder.sheet("J01"), entry["Kode"])
        shown = [cell for cell in row if cell.value in entry.values()]
        assert len(shown) == 4  # the code twice: hidden and shown
        assert {cell.data_type for cell in shown} == {"s"}
        assert {cell.number_format for cell in shown} == {"@"}
        assert not any(cell.hyperlink for cell in shown)


def test_sheets_are_protected_checked_frozen_and_ready_to_print(tmp_path: Path) -> None:
    path = distributed(tmp_path).sheet("J01")
    sheet = load_workbook(path)[SHEET]
    score_cells = cells(path)
    first = score_cells["INO-0001", "K1"]
    assert sheet.protection.sheet
    assert not any(sheet[address].protection.locked for address in score_cells.values())
    assert all(sheet[f"{column}{sheet[first].row}"].protection.locked for column in "ABCDE")
    assert {sheet[address].number_format for address in score_cells.values()} == {"0.00"}
    checked = {v.type: v for v in sheet.data_validations.dataValidation}["custom"]
    assert "100" in str(checked.formula1)
    assert '"R"' in str(checked.formula1)
    covered = {
        cell
        for validation in sheet.data_validations.dataValidation
        for area in validation.sqref.ranges
        for row in sheet[area.coord]
        for cell in (item.coordinate for item in row)
    }
    assert covered >= set(score_cells.values())
    assert sheet.freeze_panes == f"E{sheet[first].row}"
    assert sum(sheet.column_dimensions[column].width for column in "BCD") <= 33
    assert sheet.column_dimensions["A"].hidden
    assert sheet.auto_filter.ref
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 14  # Folio, the F4 of Indonesian offices
    assert sheet.page_setup.fitToHeight == 0  # one page wide, as many high as needed
    assert sheet.page_setup.fitToWidth in (None, 1)
    assert sheet.print_title_rows
    assert sheet.conditional_formatting


def test_formulas_carry_their_results(tmp_path: Path) -> None:
    path = distributed(tmp_path).sheet("J01")
    formulas, values = load_workbook(path), load_workbook(path, data_only=True)
    live = [
        cell.coordinate
        for row in formulas[SHEET].iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(live) == 2 * len(ENTRIES) + 1
    shown = [values[SHEET][address].value for address in live]
    assert "0 dari 3 selesai" in shown
    assert shown.count("kurang 5") == 3


def test_a_conflict_is_locked_with_r_and_its_reason(tmp_path: Path) -> None:
    conflicts = [
        {"Juri": "J01", "Unit atau Inovasi": "OPD2", "Alasan": "Pernah memimpin Dinas 2"},
        {"Juri": "J02", "Unit atau Inovasi": "INO-0001", "Alasan": "Istri inovator"},
    ]
    folder = build(tmp_path, Konflik=conflicts)
    assert folder.run("distribute").code == 0
    row = row_of(folder.sheet("J01"), "INO-0002")
    recused = [cell for cell in row if cell.value == "R"]
    assert len(recused) == len(CRITERIA)
    assert all(cell.protection.locked for cell in recused)
    assert "Pernah memimpin Dinas 2" in [cell.value for cell in row]
    free = row_of(folder.sheet("J01"), "INO-0001")
    assert "R" not in [cell.value for cell in free]
    assert "Pernah memimpin" not in texts(folder.sheet("J02"))
    assert "Istri inovator" not in texts(folder.sheet("J01"))


def test_a_second_run_changes_nothing_even_when_a_person_filled_a_sheet(tmp_path: Path) -> None:
    folder = distributed(tmp_path)
    folder.sheet("J02").write_bytes(fill(folder.sheet("J02"), full(75)))
    before = fingerprint(tmp_path)
    said = folder.json("distribute")
    assert said["new"] == []
    assert fingerprint(tmp_path) == before


def test_a_lost_sheet_is_written_again_under_the_same_code(tmp_path: Path) -> None:
    folder = distributed(tmp_path)
    before = contents(tmp_path)
    folder.sheet("J02").unlink()
    assert folder.json("distribute")["new"] == []
    assert contents(tmp_path) == before


def test_a_dry_run_tells_the_plan_and_writes_nothing(tmp_path: Path) -> None:
    folder = build(tmp_path)
    before = fingerprint(tmp_path)
    said = folder.json("distribute", "--dry-run")
    assert [sheet["juror"] for sheet in said["new"]] == ["J01", "J02", "J03"]
    assert "2_lembar_juri/T1/J01.xlsx" in said["files"]
    assert fingerprint(tmp_path) == before


def test_entries_added_later_come_in_a_supplement_with_only_those(tmp_path: Path) -> None:
    folder = distributed(tmp_path)
    before = sheets(folder)
    type_rows(tmp_path / "daftar_peserta.xlsx", {"Inovasi": [*ENTRIES, NEW_ENTRY]})
    new = folder.json("distribute")["new"]
    assert {sheet["juror"]: (sheet["serial"], sheet["entries"]) for sheet in new} == {
        juror: (2, ["INO-0004"]) for juror in ("J01", "J02", "J03")
    }
    after = sheets(folder)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {f"J0{n}_susulan1.xlsx" for n in (1, 2, 3)}
    supplement = folder.sheet("J01", "J01_susulan1.xlsx")
    assert {entry for entry, _criterion in cells(supplement)} == {"INO-0004"}
    assert len(set(codes(folder).values())) == 6


def test_scores_of_sheet_and_supplement_count_together(tmp_path: Path) -> None:
    folder = distributed(tmp_path)
    type_rows(tmp_path / "daftar_peserta.xlsx", {"Inovasi": [*ENTRIES, NEW_ENTRY]})
    folder.run("distribute")
    folder.send_back("J01", full(80, n2=70, n3=60))
    supplement = fill(
        folder.sheet("J01", "J01_susulan1.xlsx"), {("INO-0004", c): 75 for c in CRITERIA}
    )
    (tmp_path / "3_masuk" / "susulan.xlsx").write_bytes(supplement)
    assert set(folder.fates().values()) == {"used"}
    assert folder.places() == {"INO-0001": 1, "INO-0004": 2, "INO-0002": 3, "INO-0003": 4}


def test_a_juror_added_later_gets_a_sheet_and_the_others_keep_theirs(tmp_path: Path) -> None:
    folder = distributed(tmp_path)
    before = sheets(folder)
    newcomer = {"Kode": "J04", "Nama": "Made Arini", "Unsur": "media"}
    type_rows(tmp_path / "kompetisi.xlsx", {"Juri": [*JURORS, newcomer]})
    assert [sheet["juror"] for sheet in folder.json("distribute")["new"]] == ["J04"]
    assert {name: data for name, data in sheets(folder).items() if name != "J04.xlsx"} == before


@pytest.mark.parametrize(
    ("cell", "value", "new"),
    [("D3", 10, 0), ("C3", "Judul baru", 0), ("F3", 50, 3), ("E3", 10, 3), ("G3", 5, 3)],
)
def test_a_changed_scale_needs_new_sheets_and_changed_weights_none(
    cell: str, value: object, new: int, tmp_path: Path
) -> None:
    folder = distributed(tmp_path)
    before = sheets(folder)
    edit(tmp_path / "kompetisi.xlsx", {"Kriteria": {cell: value, "D4": 30 if cell == "D3" else 20}})
    issued = folder.json("distribute")["new"]
    assert [(sheet["serial"], len(sheet["entries"])) for sheet in issued] == [(2, 3)] * new
    assert {name: data for name, data in sheets(folder).items() if name in before} == before
    assert folder.json("distribute")["new"] == []


def test_entries_that_do_not_take_part_are_on_no_new_sheet(tmp_path: Path) -> None:
    entries = [*ENTRIES[:2], {**ENTRIES[2], "Status Administrasi": "mundur", "Alasan": "surat"}]
    folder = build(tmp_path, entries=entries)
    new = folder.json("distribute")["new"]
    assert {tuple(sheet["entries"]) for sheet in new} == {("INO-0001", "INO-0002")}
    assert "Layanan ke-3" not in texts(folder.sheet("J01"))


def test_a_withdrawal_written_into_keputusan_counts_at_the_next_distribution(
    tmp_path: Path,
) -> None:
    folder = distributed(tmp_path)
    folder.run("validate")
    sheet = load_workbook(tmp_path / "keputusan.xlsx")["Status Peserta"]
    row = next(row for row in sheet.iter_rows() if row[1].value == "INO-0003")
    number = row[0].row
    edit(
        tmp_path / "keputusan.xlsx",
        {"Status Peserta": {f"D{number}": "mundur", f"E{number}": "Ketua", f"F{number}": "surat"}},
    )
    newcomer = {"Kode": "J04", "Nama": "Made Arini", "Unsur": "media"}
    type_rows(tmp_path / "kompetisi.xlsx", {"Juri": [*JURORS, newcomer]})
    (new,) = folder.json("distribute")["new"]
    assert (new["juror"], new["entries"]) == ("J04", ["INO-0001", "INO-0002"])


def test_assignments_and_categories_rule_who_scores_what(tmp_path: Path) -> None:
    entries = [
        {**entry, "Kategori": category}
        for entry, category in zip(ENTRIES, ("KES", "PDK", "KES"), strict=True)
    ]
    jurors = [{**JURORS[0], "Kategori": "KES"}, {**JURORS[1], "Kategori": "PDK; KES"}, JURORS[2]]
    categories = [{"Kode": "KES", "Nama": "Kesehatan"}, {"Kode": "PDK", "Nama": "Pendidikan"}]
    folder = build(tmp_path, jurors, entries, Kategori=categories)
    new = {sheet["juror"]: len(sheet["entries"]) for sheet in folder.json("distribute")["new"]}
    assert new == {"J01": 2, "J02": 3, "J03": 3}


def test_a_file_we_did_not_write_is_never_replaced(tmp_path: Path) -> None:
    folder = build(tmp_path)
    folder.sheet("J02").parent.mkdir(parents=True)
    folder.sheet("J02").write_bytes(b"somebody's notes")
    before = fingerprint(tmp_path)
    said = folder.run("distribute")
    assert said.code == 3
    assert "J02.xlsx" in said.err
    assert fingerprint(tmp_path) == before


def test_the_list_for_sending_names_file_text_and_link(tmp_path: Path) -> None:
    folder = distributed(tmp_path)
    content = texts(tmp_path / "2_lembar_juri" / "T1" / "pesan" / "kirim.xlsx")
    for juror in JURORS:
        assert str(juror["Nama"]) in content
        assert f"{juror['Kode']}.xlsx" in content
    assert "https://wa.me/6281200000002?text=" in content
    assert folder.run("distribute").code == 0


def test_the_deadline_is_told_in_words(tmp_path: Path) -> None:
    stage = {"Kode": "T1", "Nama": "Penilaian", "Batas Waktu": date(2027, 8, 17)}
    folder = build(tmp_path, Tahap=[stage])
    assert folder.run("distribute").code == 0
    assert "17 Agustus 2027" in texts(folder.sheet("J01"))


@pytest.mark.libreoffice
def test_a_sheet_survives_libreoffice(tmp_path: Path) -> None:
    folder = distributed(tmp_path / "lomba")
    sent = folder.sheet("J01")
    saved = convert(sent, "xlsx:Calc MS Excel 2007 XML", tmp_path / "keluar")
    before, after = load_workbook(sent)[SHEET], load_workbook(saved)[SHEET]
    assert cells(saved) == cells(sent)
    assert after.protection.sheet
    # Panes belong to a window, and a conversion without one drops them.
    hidden = {number for number, row in before.row_dimensions.items() if row.hidden}
    assert {n for n, row in after.row_dimensions.items() if row.hidden} == hidden != set()
    assert after.column_dimensions["A"].hidden
    address = cells(sent)["INO-0002", "K3"]
    assert not after[address].protection.locked
    covering = [v for v in after.data_validations.dataValidation if address in v.sqref]
    assert [validation.type for validation in covering] == ["custom"]
    assert load_workbook(saved)["_sinovik"].sheet_state != "visible"
    (folder.root / "3_masuk" / "dari LibreOffice.xlsx").write_bytes(fill(saved, full(77)))
    assert folder.fates() == {"dari LibreOffice.xlsx": "used"}
    assert folder.run("rank", "--json").json["entries"][0]["total"] == "77"
