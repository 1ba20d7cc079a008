"""What people settled stays: through lost and old workbooks, late files, and runs cut off."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from competition import JURORS, Folder, contents, headings, type_rows
from sinovik_sheets.workspace.folder import Workspace
from two_stages import RULES, TOTALS, judged, send, settle, status, unscored


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return judged(tmp_path / "lomba")


def swap(folder: Folder) -> None:
    """The plenary swaps places 1 and 2."""
    for entry, place in (("INO-0001", 2), ("INO-0002", 1)):
        typed: dict[str, Any] = {"Peringkat Pleno": place, "Alasan": "dampaknya"}
        folder.decide("Pleno", {"Inovasi": entry}, **typed)


def rename(folder: Folder, sheet: str, heading: str, other: str) -> None:
    book = load_workbook(folder.decisions)
    page = book[sheet]
    row = next(r for r in range(1, 6) if page.cell(r, 1).value == "Tahap")
    page.cell(row, headings(page, row)[heading]).value = other
    book.save(folder.decisions)


def open_codes(folder: Folder, stage: str = "T1") -> list[str]:
    said = folder.run("finalize", "--stage", stage, "--approver", "Ketua", "--json")
    return [point["code"] for point in said.json["open"]]


@pytest.mark.parametrize("heading", ["Peringkat Pleno", "Lolos"])
def test_a_renamed_heading_takes_no_decision_back(folder: Folder, heading: str) -> None:
    swap(folder)
    folder.run("update")
    rename(folder, "Pleno", heading, "Putusan rapat")
    said = folder.run("finalize", "--stage", "T1", "--approver", "Ketua", "--json")
    assert said.code == 1
    assert "missing-column" in {finding["rule"] for finding in said.json["findings"]}
    assert folder.standing("INO-0002")["settled_place"] == 1


def test_an_older_copy_takes_nothing_back_unseen(folder: Folder) -> None:
    older = folder.decisions.read_bytes()
    swap(folder)
    folder.decide("Status Peserta", {"Inovasi": "INO-0005"}, Status="diskualifikasi", Oleh="Ketua")
    folder.run("update")
    folder.decisions.write_bytes(older)
    said = folder.run("finalize", "--stage", "T1", "--approver", "Ketua", "--json")
    assert said.code == 1
    rules = {finding["rule"] for finding in said.json["findings"]}
    assert {"plenary-taken-back", "status-taken-back"} <= rules
    assert status(folder) == "sementara"


def test_zero_is_no_place(folder: Folder) -> None:
    folder.decide("Pleno", {"Inovasi": "INO-0001"}, **{"Peringkat Pleno": 0})
    assert folder.run("update").code == 1
    assert settle(folder) == 1


def test_answers_stay_with_their_questions_when_only_the_archive_is_restored(
    folder: Folder,
) -> None:
    before = contents(folder.root / "arsip")
    for juror, total, choice in (("J03", 97, "pakai"), ("J01", 20, "tolak")):
        send(folder, TOTALS | {5: total}, name=" lain")
        for other in JURORS:
            if other["Kode"] != juror:
                (folder.root / "3_masuk" / f"T1 {other['Kode']} lain.xlsx").unlink()
        folder.run("update")
        folder.decide("Pertanyaan", {"Juri": juror}, Jawaban=choice, Oleh="Ketua")
        folder.run("update")
        (folder.root / "3_masuk" / f"T1 {juror} lain.xlsx").rename(
            folder.root / "3_masuk" / f"T1 {juror} kedua.xlsx"
        )
    totals = {e["entry"]: e["total"] for e in folder.json("rank", "--stage", "T1")["entries"]}
    shutil.rmtree(folder.root / "arsip")
    restored_archive = folder.root / "arsip"
    restored_archive.mkdir()
    for name, data in before.items():
        (restored_archive / name).write_bytes(data)
    for _run in range(2):
        assert folder.run("update").code == 1
    rows = folder.rows("Pertanyaan")
    assert {row["Nomor"] for row in rows} == {"P001", "P002", "P003", "P004"}
    assert [row["Jawaban"] for row in rows if row["Pilihan"] != "tidak berlaku"] == [None, None]
    for juror, choice in (("J03", "pakai"), ("J01", "tolak")):
        (number,) = (
            r["Nomor"] for r in rows if r["Juri"] == juror and r["Pilihan"] != "tidak berlaku"
        )
        folder.decide("Pertanyaan", {"Nomor": number}, Jawaban=choice, Oleh="Ketua")
    folder.run("update")
    again = {e["entry"]: e["total"] for e in folder.json("rank", "--stage", "T1")["entries"]}
    assert again == totals


def test_a_sheet_not_looked_at_yet_keeps_the_result_open(folder: Folder) -> None:
    send(folder, TOTALS | {5: 97}, name=" baru")
    codes = open_codes(folder)
    assert codes[0] == "berkas-baru"
    assert len(codes) == 4  # and the three questions which sheet counts
    assert status(folder) == "sementara"


def test_a_rejected_file_and_a_juror_taken_out_keep_the_result_open(folder: Folder) -> None:
    (folder.root / "3_masuk" / "perbaikan J03.xlsx").write_bytes(b"PK\x03\x04 rusak")
    folder.run("update")
    assert [code.startswith("berkas-") for code in open_codes(folder)] == [True]
    (folder.root / "3_masuk" / "perbaikan J03.xlsx").unlink()
    type_rows(folder.root / "kompetisi.xlsx", {"Juri": JURORS[:2]})
    folder.run("update")
    assert any(code.startswith("berkas-") for code in open_codes(folder))


def test_a_waiver_covers_only_what_it_was_given_for(folder: Folder) -> None:
    folder.decide("Pleno", {"Inovasi": "INO-0003"}, Lolos="tidak")
    (code,) = open_codes(folder)
    folder.decide("Pengecualian", {"Kode": code}, Dikecualikan="ya", Oleh="Ketua", Alasan="setuju")
    assert settle(folder) == 0
    folder.run("reopen", "--stage", "T1", "--reason", "rapat lagi")
    folder.decide("Pleno", {"Inovasi": "INO-0003"}, **{"Peringkat Pleno": 3, "Lolos": "ya"})
    folder.decide("Pleno", {"Inovasi": "INO-0002"}, Lolos="tidak")
    assert [c for c in open_codes(folder) if c == code] == []
    assert settle(folder) == 1


def test_a_waiver_that_was_not_needed_any_more_is_not_printed(tmp_path: Path) -> None:
    folder = unscored(tmp_path / "lomba")
    send(folder, TOTALS)
    late = folder.root / "3_masuk" / "T1 J03.xlsx"
    data = late.read_bytes()
    late.unlink()
    folder.run("update")
    (code, *others) = open_codes(folder)
    assert others == []
    folder.decide("Pengecualian", {"Kode": code}, Dikecualikan="ya", Oleh="Ketua", Alasan="sakit")
    assert settle(folder) == 0
    late.write_bytes(data)
    folder.run("update")
    folder.run("reopen", "--stage", "T1", "--reason", "lembar J03 tiba")
    folder.run("update")
    assert settle(folder) == 0
    from docx import Document

    paper = Document(str(folder.root / "5_hasil" / "T1" / "berita_acara.docx"))
    cells = {c.text for table in paper.tables for row in table.rows for c in row.cells}
    text = " ".join([*cells, *(line.text for line in paper.paragraphs)])
    assert "sakit" not in text
    assert "lembar J03 tiba" in text


def test_a_later_stage_waits_for_the_one_it_came_from(folder: Folder) -> None:
    folder.run("advance", "--stage", "T1")
    folder.run("distribute", "--stage", "T2")
    send(folder, {1: 50, 2: 80, 3: 90}, "T2")
    folder.run("update")
    assert open_codes(folder, "T2") == ["tahap-T1"]
    assert settle(folder) == 0
    assert settle(folder, "T2") == 0


def test_nothing_is_sent_out_or_decided_unseen_after_a_result_is_final(folder: Folder) -> None:
    settle(folder)
    folder.decide("Pleno", {"Inovasi": "INO-0004"}, Lolos="ya", Alasan="terlambat")
    said = folder.run("advance", "--stage", "T1")
    assert "final" in said.out + said.err
    assert said.code == 1
    assert folder.run("distribute", "--stage", "T1").code == 3


def test_a_stage_that_is_settled_survives_changed_criteria(folder: Folder) -> None:
    settle(folder)
    before = contents(folder.root / "5_hasil")
    renamed = [rule | {"Kode": str(rule["Kode"]).replace("K5", "K9")} for rule in RULES]
    type_rows(folder.root / "kompetisi.xlsx", {"Kriteria": renamed})
    for command in ("merge", "validate", "rank", "explain"):
        words = [command, "INO-0001"] if command == "explain" else [command]
        assert folder.run(*words, "--stage", "T1").code == 0
    assert contents(folder.root / "5_hasil") == before


def test_a_run_cut_off_after_the_journal_is_completed_by_the_next(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(*_arguments: object) -> list[Path]:
        raise OSError(28, "No space left on device")

    folder.run("update")
    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "write", cut_off)
        assert settle(folder) == 3
    assert status(folder) == "final"
    assert folder.run("verify").code == 1
    assert settle(folder) == 0
    assert (folder.root / "5_hasil" / "T1" / "berita_acara.docx").exists()
    assert folder.run("verify").code == 0
    assert settle(folder) == 3


def test_minutes_of_a_reopened_stage_are_named_and_taken_away(folder: Folder) -> None:
    settle(folder)
    minutes = folder.root / "5_hasil" / "T1" / "berita_acara.docx"
    data = minutes.read_bytes()
    folder.run("reopen", "--stage", "T1", "--reason", "x")
    minutes.write_bytes(data)
    found = folder.run("verify", "--json").json["findings"]
    assert [finding["rule"] for finding in found] == ["minutes-not-final"]
    assert folder.run("reopen", "--stage", "T1", "--reason", "x").code == 0
    assert not minutes.exists()


def test_nobody_gets_sheets_of_the_next_stage_before_it_is_known_who_goes_on(
    tmp_path: Path,
) -> None:
    folder = unscored(tmp_path / "lomba")
    said = folder.run("distribute", "--stage", "T2")
    assert said.code == 3
    assert "sinovik advance --stage T1" in said.err


def test_a_dry_run_over_a_final_stage_writes_nothing(folder: Folder) -> None:
    settle(folder)
    (folder.root / "5_hasil" / "T1" / "berita_acara.docx").unlink()
    before = contents(folder.root)
    said = folder.run("finalize", "--stage", "T1", "--approver", "Ketua", "--dry-run")
    assert said.code == 3
    assert contents(folder.root) == before
