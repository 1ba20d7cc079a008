"""Which of a juror's sheets counts, and what is asked before one is taken at all."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from competition import CRITERIA, Folder, build, distributed, edit, fill, fingerprint, full
from workbooks import PNG


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder whose sheets are out."""
    return distributed(tmp_path / "lomba")


# Newer sheets


def test_a_newer_sheet_replaces_an_incomplete_one_and_changed_scores_are_listed(
    folder: Folder,
) -> None:
    folder.send_back("J01", full(80, n3=None), "satu.xlsx")
    folder.run("collect")
    folder.send_back("J01", full(80, n1=75), "dua.xlsx")
    assert folder.fates() == {"satu.xlsx": "superseded", "dua.xlsx": "used"}
    assert folder.standing("INO-0001")["total"] == "75"
    changed = [f for f in folder.json("validate")["findings"] if f["rule"] == "score-changed"]
    assert [(f["entry"], f["criterion"], f["value"]) for f in changed] == [
        ("INO-0001", criterion, "80") for criterion in CRITERIA
    ]


def test_a_newer_sheet_replaces_a_faulty_one_even_with_the_same_good_scores(
    folder: Folder,
) -> None:
    folder.send_back("J01", full() | {("INO-0002", "K2"): "8O"}, "satu.xlsx")
    folder.run("collect")
    folder.send_back("J01", full() | {("INO-0002", "K2"): "9O"}, "dua.xlsx")
    assert folder.fates() == {"satu.xlsx": "superseded", "dua.xlsx": "used"}
    (faulty,) = (f for f in folder.json("validate")["findings"] if f["rule"] == "letter-o")
    assert (faulty["file"], faulty["value"]) == ("dua.xlsx", "9O")


def test_an_older_copy_never_displaces_what_holds_more(folder: Folder) -> None:
    folder.send_back("J01", full(80, n3=None), "satu.xlsx")
    folder.run("collect")
    folder.send_back("J01", full(80, n2=None, n3=None), "dua.xlsx")
    assert folder.fates() == {"satu.xlsx": "used", "dua.xlsx": "superseded"}
    assert folder.standing("INO-0002")["total"] == "80"


@pytest.mark.parametrize(
    ("choice", "fate", "points"), [("pakai", "used", "75"), ("Tolak", "superseded", "80")]
)
def test_a_complete_sheet_is_replaced_only_by_decision(
    choice: str, fate: str, points: str, folder: Folder
) -> None:
    old = folder.send_back("J01", full(80), "lama.xlsx")
    folder.run("collect")
    new = folder.send_back("J01", full(80, n1=75), "baru.xlsx")
    said = folder.run("collect", "--json")
    assert said.code == 1
    assert folder.fate(new) == "conflict"
    assert folder.fate(old) == "used"
    assert folder.standing("INO-0001")["total"] == "80"
    folder.answer(baru=choice)
    assert folder.fate(new) == fate
    assert folder.fate(old) == ("superseded" if choice == "pakai" else "used")
    assert folder.standing("INO-0001")["total"] == points
    assert folder.run("collect").code == 0
    assert folder.json("status")["stages"][0]["questions"] == 0


def asked(folder: Folder, start: str) -> str:
    (row,) = (row for row in folder.rows("Pertanyaan") if str(row["Berkas"]).startswith(start))
    return str(row["Pertanyaan"])


def test_the_question_about_another_sheet_says_how_many_scores_differ_and_where(
    folder: Folder,
) -> None:
    folder.send_back("J01", full(80), "lama.xlsx")
    folder.run("collect")
    folder.send_back("J01", full(80, n1=75), "baru.xlsx")
    folder.send_back("J02", full(80) | {("INO-0003", "K4"): 81}, "satu.xlsx")
    folder.send_back("J02", full(80) | {("INO-0003", "K5"): 82}, "dua.xlsx")
    folder.run("collect")
    folder.run("validate")
    assert "5 (INO-0001 K1, INO-0001 K2, INO-0001 K3" in asked(folder, "baru")
    for name in ("satu", "dua"):
        assert "2 (INO-0003 K4, INO-0003 K5)" in asked(folder, name)


def test_of_two_in_one_run_the_one_that_holds_the_other_is_used(folder: Folder) -> None:
    folder.send_back("J01", full(80, n2=None), "b lengkap sebagian.xlsx")
    folder.send_back("J01", full(80), "a.xlsx")
    folder.send_back("J01", full(80, n1=None, n2=None), "c.xlsx")
    assert folder.fates() == {
        "a.xlsx": "used",
        "b lengkap sebagian.xlsx": "superseded",
        "c.xlsx": "superseded",
    }


def test_of_two_equals_in_one_run_no_faulty_cell_is_forgotten(folder: Folder) -> None:
    faulty = full(80) | {("INO-0002", "K2"): "8O"}
    folder.send_back("J01", faulty, "b.xlsx")
    folder.send_back("J01", full(80) | {("INO-0002", "K2"): None}, "a.xlsx")
    assert folder.fates() == {"b.xlsx": "used", "a.xlsx": "duplicate"}


def test_two_that_contradict_each_other_in_one_run_wait_for_a_decision(folder: Folder) -> None:
    folder.send_back("J01", full(80), "satu.xlsx")
    folder.send_back("J01", full(70), "dua.xlsx")
    assert folder.fates() == {"satu.xlsx": "conflict", "dua.xlsx": "conflict"}
    assert folder.standing("INO-0001")["total"] is None
    folder.answer(dua="pakai")
    assert folder.fates() == {"satu.xlsx": "superseded", "dua.xlsx": "used"}
    assert folder.standing("INO-0001")["total"] == "70"


# Sheets that cannot simply be taken


def test_the_sheet_of_another_folder_is_asked_about(folder: Folder, tmp_path: Path) -> None:
    other = build(tmp_path / "lain")
    other.run("distribute")
    path = folder.put("lain.xlsx", fill(other.sheet("J01"), full()))
    assert folder.fate(path) == "unknown"
    assert ("unknown-sheet-code", "lain.xlsx") in folder.findings()
    assert folder.run("collect").code == 1
    folder.answer(lain="abaikan")
    assert folder.fate(path) == "unknown"
    assert folder.run("collect").code == 0


def test_a_workbook_without_a_code_is_unknown(folder: Folder) -> None:
    path = folder.put("peserta.xlsx", (folder.root / "daftar_peserta.xlsx").read_bytes())
    assert folder.fate(path) == "unknown"
    assert ("no-sheet-code", "peserta.xlsx") in folder.findings()


@pytest.mark.parametrize(("choice", "fate"), [("pakai", "used"), ("tolak", "rejected")])
def test_a_sheet_issued_before_the_scale_changed_is_asked_about(
    choice: str, fate: str, folder: Folder
) -> None:
    edit(folder.root / "kompetisi.xlsx", {"Kriteria": {"F3": 90}})
    folder.run("distribute")
    path = folder.send_back("J01", full())
    assert folder.fate(path) == "rejected"
    assert ("changed-since-issue", path.name) in folder.findings()
    folder.answer(kiriman=choice)
    assert folder.fate(path) == fate


def test_changed_weights_do_not_touch_what_was_received(folder: Folder) -> None:
    path = folder.send_back("J01", full(80) | {("INO-0001", "K1"): 100})
    edit(folder.root / "kompetisi.xlsx", {"Kriteria": {"D3": 40, "D4": 0}})
    assert folder.fate(path) == "used"
    assert folder.standing("INO-0001")["total"] == "88"
    assert ("changed-weights", "kompetisi.xlsx") in folder.findings()


@pytest.mark.parametrize(("choice", "fate"), [("pakai", "used"), ("tolak", "rejected")])
def test_a_sheet_from_another_sender_is_asked_about(choice: str, fate: str, folder: Folder) -> None:
    path = folder.send_back("J02", full())
    said = folder.json("collect", "--sender", "J03")
    assert (said["files"][0]["fate"], said["files"][0]["juror"]) == ("rejected", "J02")
    assert ("wrong-sender", path.name) in folder.findings()
    folder.answer(kiriman=choice)
    assert folder.fate(path) == fate


def test_a_sheet_from_its_juror_is_taken_with_sender(folder: Folder) -> None:
    folder.send_back("J02", full())
    assert folder.json("collect", "--sender", "J02")["counts"]["used"] == 1


def test_an_unknown_sender_is_refused_before_anything_is_taken(folder: Folder) -> None:
    folder.send_back("J02", full())
    before = fingerprint(folder.root)
    said = folder.run("collect", "--sender", "J9")
    assert (said.code, said.out) == (3, "")
    assert "J9" in said.err
    assert fingerprint(folder.root) == before


def test_a_late_sheet_counts_and_is_noted(folder: Folder) -> None:
    edit(folder.root / "kompetisi.xlsx", {"Tahap": {"Q3": "1 Januari 2020"}})
    path = folder.send_back("J01", full())
    assert folder.fate(path) == "used"
    assert ("late", path.name) in folder.findings()


def test_a_juror_who_was_taken_out_of_the_settings_is_told(folder: Folder) -> None:
    path = folder.send_back("J03", full())
    book = folder.root / "kompetisi.xlsx"
    edit(book, {"Juri": {"A5": "J07", "B5": "Orang lain"}})
    assert folder.fate(path) == "rejected"
    assert ("no-longer-settled", path.name) in folder.findings()


# Evidence


def test_a_signed_receipt_that_comes_back_is_evidence(folder: Folder) -> None:
    sent = folder.send_back("J01", full())
    folder.run("update")
    receipt = folder.root / "4_temuan" / "T1" / "tanda_terima" / "J01.xlsx"
    path = folder.put("tanda terima ditandatangani.xlsx", receipt.read_bytes())
    (file,) = (f for f in folder.json("collect")["files"] if f["path"] == path.name)
    assert (file["fate"], file["juror"]) == ("evidence", "J01")
    assert folder.fate(sent) == "used"
    assert folder.run("collect").code == 0
    assert folder.standing("INO-0001")["total"] == "80"


@pytest.mark.parametrize("data", [PNG, b"%PDF-1.7\n"], ids=["picture", "pdf"])
def test_a_scan_with_the_code_in_its_name_is_evidence(data: bytes, folder: Folder) -> None:
    path = folder.put(f"pindaian {folder.code('J02').lower()} hal 1", data)
    (file,) = folder.json("collect")["files"]
    assert (file["fate"], file["juror"]) == ("evidence", "J02")
    assert folder.fate(path) == "evidence"


def test_a_sheet_without_its_keys_is_not_taken_for_evidence(folder: Folder) -> None:
    data = folder.send_back("J01", full()).read_bytes()
    book = load_workbook(io.BytesIO(data))
    sheet = book["Lembar Penilaian"]
    number = next(row[0].row for row in sheet.iter_rows() if row[0].value == "#id")
    for cell in sheet[number]:
        cell.value = None
    stream = io.BytesIO()
    book.save(stream)
    path = folder.put("kiriman J01.xlsx", stream.getvalue())
    assert folder.fate(path) == "rejected"
    assert ("no-key-row", path.name) in folder.findings()
