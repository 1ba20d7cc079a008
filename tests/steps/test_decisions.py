"""keputusan.xlsx: what people decide holds, is bound to what they saw, and is never lost."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from openpyxl import load_workbook
from openpyxl.styles import PatternFill

from competition import CRITERIA, Folder, contents, distributed, edit, fingerprint, full, restored
from workbooks import PNG

ASKED, STATUS = "Pertanyaan", "Status Peserta"
LOW = ("INO-0002", "K2")


@cache
def _with_a_question() -> Mapping[str, bytes]:
    with TemporaryDirectory() as made:
        folder = distributed(Path(made) / "lomba")
        folder.send_back("J01", full(80) | {LOW: 8.5}, "nilai.xlsx")
        folder.run("update")
        return contents(folder.root)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder in which J01 scored 8,5 among eighties: one question."""
    return restored(tmp_path / "lomba", _with_a_question())


def rules(folder: Folder) -> list[str]:
    return [finding["rule"] for finding in folder.json("validate")["findings"]]


def decide(folder: Folder, answer: object, **more: object) -> None:
    (row,) = (row for row in folder.rows(ASKED) if row["Pilihan"] != "tidak berlaku")
    folder.decide(ASKED, {"Nomor": row["Nomor"]}, Jawaban=answer, **more)


def test_a_question_says_what_where_and_how_to_answer(folder: Folder) -> None:
    (row,) = folder.rows(ASKED)
    place = [row[name] for name in ("Nomor", "Tahap", "Juri", "Inovasi", "Kriteria", "Berkas")]
    assert place == ["P001", "T1", "J01", "INO-0002", "K2", "nilai.xlsx"]
    assert (row["Sel"], row["Nilai Tertulis"], row["Pilihan"]) == ("H11", "8,5", "terima / tolak")
    assert row["Pertanyaan"]
    assert [row[name] for name in ("Jawaban", "Oleh", "Alasan")] == [None] * 3


def test_until_it_is_answered_the_row_does_not_count(folder: Folder) -> None:
    assert (folder.standing("INO-0002")["n"], folder.standing("INO-0001")["n"]) == (0, 1)
    assert folder.json("status")["stages"][0]["questions"] == 1


@pytest.mark.parametrize(
    ("answer", "n", "total"),
    [("terima", 1, "65.7"), ("  TERIMA ", 1, "65.7"), ("tolak", 0, None)],
)
def test_an_answer_is_carried_out(answer: str, n: int, total: str | None, folder: Folder) -> None:
    decide(folder, answer, Oleh="Ketua Panitia", Alasan="ditanyakan lewat telepon")
    assert "low-score" not in rules(folder) or answer == "tolak"
    found = folder.standing("INO-0002")
    assert (found["n"], found["total"]) == (n, total)
    assert folder.json("status")["stages"][0]["questions"] == 0
    (line,) = (event for event in folder.journal() if event["kind"] == "answered")
    assert line["answer"] == answer.strip().casefold()
    assert (line["by"], line["reason"]) == ("Ketua Panitia", "ditanyakan lewat telepon")


def test_the_same_answer_is_noted_once(folder: Folder) -> None:
    decide(folder, "terima", Oleh="Ketua")
    folder.run("update")
    before = fingerprint(folder.root)
    folder.run("update")
    assert fingerprint(folder.root) == before


def test_an_answer_can_be_changed_and_taken_back(folder: Folder) -> None:
    for answer, n in (("terima", 1), ("tolak", 0), ("terima", 1), (None, 0)):
        decide(folder, answer, Oleh="Ketua")
        folder.run("validate")
        assert folder.standing("INO-0002")["n"] == n
    assert folder.json("status")["stages"][0]["questions"] == 1
    answers = [event["answer"] for event in folder.journal() if event["kind"] == "answered"]
    assert answers == ["terima", "tolak", "terima", ""]


def test_an_answer_that_is_no_choice_is_a_finding(folder: Folder) -> None:
    decide(folder, "mungkin", Oleh="Ketua")
    finding = folder.json("validate")["findings"][0]
    assert (finding["rule"], finding["value"]) == ("bad-answer", "mungkin")
    assert (finding["file"], finding["sheet"], finding["cell"]) == ("keputusan.xlsx", ASKED, "K5")
    assert folder.standing("INO-0002")["n"] == 0


def test_what_people_wrote_is_never_written_over(folder: Folder) -> None:
    decide(folder, "terima", Oleh="Ketua", Alasan="lama")
    folder.run("validate")
    decide(folder, "mungkin", Oleh="Sekretaris", Alasan="baru")
    folder.send_back("J02", full(80) | {LOW: 7.5}, "lagi.xlsx")
    folder.run("update")
    first, _second = folder.rows(ASKED)
    assert [first[name] for name in ("Jawaban", "Oleh", "Alasan")] == [
        "mungkin",
        "Sekretaris",
        "baru",
    ]


def test_an_answer_without_a_name_is_a_finding(folder: Folder) -> None:
    decide(folder, "terima")
    assert "answer-without-name" in rules(folder)
    assert folder.standing("INO-0002")["n"] == 0


def test_a_name_once_at_the_top_is_enough(folder: Folder) -> None:
    decide(folder, "terima")
    edit(folder.decisions, {ASKED: {"D1": "Drs. Ketua Panitia"}})
    assert "answer-without-name" not in rules(folder)
    assert folder.standing("INO-0002")["n"] == 1
    assert [e["by"] for e in folder.journal() if e["kind"] == "answered"] == ["Drs. Ketua Panitia"]


def test_an_answer_beside_an_unknown_number_is_a_finding(folder: Folder) -> None:
    edit(folder.decisions, {ASKED: {"A9": "P999", "K9": "terima", "L9": "Ketua"}})
    assert "unknown-code" in rules(folder)


def test_a_question_copied_into_two_rows_is_a_finding_and_the_first_holds(folder: Folder) -> None:
    decide(folder, "terima", Oleh="Ketua")
    edit(folder.decisions, {ASKED: {"A9": "P001", "K9": "tolak", "L9": "Ketua"}})
    assert "double-key" in rules(folder)
    assert folder.standing("INO-0002")["n"] == 1


@pytest.mark.parametrize("cell", ["=A1", "#REF!"])
def test_an_answer_that_cannot_be_read_takes_nothing_back(cell: str, folder: Folder) -> None:
    decide(folder, "terima", Oleh="Ketua")
    folder.run("validate")
    decide(folder, cell)
    assert {"formula-without-value", "cell-error"} & set(rules(folder))
    assert folder.standing("INO-0002")["n"] == 1


def test_a_heading_that_is_gone_takes_nothing_back(folder: Folder) -> None:
    decide(folder, "terima", Oleh="Ketua")
    folder.run("validate")
    edit(folder.decisions, {ASKED: {"K3": "Jwb"}})
    assert folder.run("validate").code == 1
    assert folder.standing("INO-0002")["n"] == 1


def test_without_its_column_of_numbers_nothing_is_guessed(folder: Folder) -> None:
    edit(folder.decisions, {ASKED: {"A3": "No"}})
    before = folder.decisions.read_bytes()
    said = folder.run("validate")
    assert said.code == 3
    assert "Nomor" in said.err
    assert folder.decisions.read_bytes() == before


def test_a_changed_file_asks_again_and_the_old_answer_stays_readable(folder: Folder) -> None:
    decide(folder, "terima", Oleh="Ketua")
    folder.run("validate")
    folder.send_back("J01", full(80, n1=79) | {LOW: 8.6}, "nilai baru.xlsx")
    folder.run("collect")
    folder.run("validate")
    conflict = next(row for row in folder.rows(ASKED) if row["Berkas"] == "nilai baru.xlsx")
    folder.decide(ASKED, {"Nomor": conflict["Nomor"]}, Jawaban="pakai", Oleh="Ketua")
    folder.run("validate")
    old, _conflict, new = folder.rows(ASKED)
    assert (old["Jawaban"], old["Oleh"]) == ("terima", "Ketua")
    assert (old["Nilai Tertulis"], old["Pilihan"]) == ("8,5", "tidak berlaku")
    assert (new["Nilai Tertulis"], new["Pilihan"]) == ("8,6", "terima / tolak")
    assert new["Jawaban"] is None
    assert folder.standing("INO-0002")["n"] == 0


def test_equal_questions_to_one_juror_are_one_row(tmp_path: Path) -> None:
    folder = distributed(tmp_path)
    folder.send_back("J01", full(80) | {("INO-0001", "K1"): 0.9, ("INO-0002", "K3"): 0.9})
    folder.run("update")
    (row,) = folder.rows(ASKED)
    assert (row["Inovasi"], row["Sel"]) == ("INO-0001, INO-0002", "G10, I11")
    decide(folder, "terima", Oleh="Ketua")
    folder.run("validate")
    assert folder.standing("INO-0001")["n"] == folder.standing("INO-0002")["n"] == 1


def test_a_number_offered_as_a_choice_may_be_typed_as_a_number(tmp_path: Path) -> None:
    folder = distributed(tmp_path)
    folder.send_back("J01", full(80) | {LOW: "85,5%"})
    folder.run("update")
    (row,) = folder.rows(ASKED)
    assert row["Pilihan"] == "85,5 / tolak"
    decide(folder, 85.5, Oleh="Ketua")
    folder.run("validate")
    assert folder.standing("INO-0002")["total"] == "81.1"


# The workbook is edited in place


def test_what_people_put_into_the_workbook_survives(folder: Folder) -> None:
    book = load_workbook(folder.decisions)
    sheet = book[ASKED]
    sheet["O3"], sheet["O5"] = "Catatan rapat", "bahas hari Senin"
    sheet["A5"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet.row_dimensions[5].height = 77
    sheet.column_dimensions["I"].width = 33
    book.create_sheet("Notulen")["B2"] = "isi rapat"
    book.save(folder.decisions)
    folder.send_back("J02", full(80) | {LOW: 7.5}, "lagi.xlsx")
    folder.run("update")
    assert len(folder.rows(ASKED)) == 2
    book = load_workbook(folder.decisions)
    sheet = book[ASKED]
    assert (sheet["O3"].value, sheet["O5"].value) == ("Catatan rapat", "bahas hari Senin")
    assert sheet["A5"].fill.fgColor.rgb == "FF00FF00"
    assert sheet.row_dimensions[5].height == 77
    assert sheet.column_dimensions["I"].width == 33
    assert book["Notulen"]["B2"].value == "isi rapat"


def test_rows_may_be_sorted_and_columns_moved(folder: Folder) -> None:
    folder.send_back("J02", full(80) | {LOW: 7.5}, "lagi.xlsx")
    folder.run("update")
    book = load_workbook(folder.decisions)
    sheet = book[ASKED]
    first, second = ([cell.value for cell in sheet[row]] for row in (5, 6))
    for column, (one, other) in enumerate(zip(first, second, strict=True), start=1):
        sheet.cell(5, column, other)
        sheet.cell(6, column, one)
    sheet.move_range("K3:K6", cols=9)
    sheet["T5"], sheet["T6"] = "terima", "tolak"
    sheet["L5"], sheet["L6"] = "Ketua", "Ketua"
    book.save(folder.decisions)
    folder.run("validate")
    answers = {e["number"]: e["answer"] for e in folder.journal() if e["kind"] == "answered"}
    assert answers == {"P002": "terima", "P001": "tolak"}


def test_the_version_before_is_kept_in_the_archive(folder: Folder) -> None:
    before = folder.decisions.read_bytes()
    folder.send_back("J02", full(80) | {LOW: 7.5}, "lagi.xlsx")
    folder.run("update")
    assert folder.decisions.read_bytes() != before
    archived = (path for path in (folder.root / "arsip").rglob("*") if path.is_file())
    assert before in [path.read_bytes() for path in archived]


def test_a_deleted_workbook_is_made_anew_with_all_that_was_decided(folder: Folder) -> None:
    decide(folder, "terima", Oleh="Ketua", Alasan="sudah ditanya")
    folder.decide(STATUS, {"Inovasi": "INO-0003"}, Status="mundur", Oleh="Ketua", Alasan="surat")
    folder.run("update")
    ranked = folder.json("rank")
    before = {name: folder.rows(name) for name in (ASKED, STATUS)}
    folder.decisions.unlink()
    for _run in range(2):  # the second run reads what the first one wrote
        folder.run("update")
        assert folder.json("rank") == ranked
        for name, rows in before.items():
            assert folder.rows(name) == rows
    assert len([e for e in folder.journal() if e["kind"] in ("answered", "status")]) == 2


def test_a_deleted_row_comes_back_with_what_was_decided(folder: Folder) -> None:
    folder.decide(STATUS, {"Inovasi": "INO-0003"}, Status="mundur", Oleh="Ketua", Alasan="surat")
    folder.run("update")
    book = load_workbook(folder.decisions)
    book[STATUS].delete_rows(7)
    book.save(folder.decisions)
    for _run in range(2):
        folder.run("update")
        assert folder.standing("INO-0003")["place"] is None
    assert {row["Inovasi"]: row["Status"] for row in folder.rows(STATUS)} == {
        "INO-0001": None,
        "INO-0002": None,
        "INO-0003": "mundur",
    }


def test_a_deleted_sheet_comes_back(folder: Folder) -> None:
    book = load_workbook(folder.decisions)
    del book[ASKED]
    book.save(folder.decisions)
    assert "missing-sheet" in rules(folder)
    assert [row["Nomor"] for row in folder.rows(ASKED)] == ["P001"]
    assert "missing-sheet" not in rules(folder)


@pytest.mark.parametrize("lock", ["~$keputusan.xlsx", ".~lock.keputusan.xlsx#"])
@pytest.mark.parametrize("command", ["update", "validate"])
def test_while_it_is_open_nothing_is_done(command: str, lock: str, folder: Folder) -> None:
    folder.send_back("J02", full())
    (folder.root / lock).write_bytes(b"x")
    before = fingerprint(folder.root)
    said = folder.run(command)
    assert said.code == 3
    assert "keputusan.xlsx" in said.err
    assert fingerprint(folder.root) == before
    (folder.root / lock).unlink()
    assert folder.run(command).code == 1


@pytest.mark.parametrize("data", [b"", PNG, b"PK\x03\x04 [Content_Types].xml xl/"])
def test_a_workbook_that_cannot_be_read_stops_the_run_plainly(data: bytes, folder: Folder) -> None:
    folder.decisions.write_bytes(data)
    before = fingerprint(folder.root)
    said = folder.run("validate")
    assert said.code == 3
    assert "keputusan.xlsx" in said.err
    assert fingerprint(folder.root) == before


# Entries that drop out of a stage


@pytest.mark.parametrize("status", ["mundur", "Tidak Hadir", "diskualifikasi"])
def test_an_entry_that_drops_out_stands_at_the_bottom_without_a_place(
    status: str, folder: Folder
) -> None:
    decide(folder, "terima", Oleh="Ketua")
    folder.decide(STATUS, {"Inovasi": "INO-0001"}, Status=status, Oleh="Ketua", Alasan="surat")
    folder.run("update")
    ranked = folder.json("rank")["entries"]
    assert [e["entry"] for e in ranked] == ["INO-0003", "INO-0002", "INO-0001"]
    last = ranked[-1]
    assert (last["place"], last["total"], last["advances"]) == (None, None, None)
    assert last["status_entry"] == status.casefold()
    assert [e["place"] for e in ranked[:2]] == [1, 2]


def test_nothing_is_awaited_for_an_entry_that_dropped_out(folder: Folder) -> None:
    for juror in ("J02", "J03"):
        folder.send_back(juror, full(70, n3=None), f"{juror}.xlsx")
    decide(folder, "terima", Oleh="Ketua")
    assert folder.run("update", "--json").json["stages"][0]["rank"]["status"] == "sementara"
    folder.decide(STATUS, {"Inovasi": "INO-0003"}, Status="mundur", Oleh="Ketua", Alasan="surat")
    said = folder.run("update", "--json")
    assert (said.code, said.json["stages"][0]["rank"]["status"]) == (0, "sementara")


def test_a_status_that_is_cleared_brings_the_entry_back(folder: Folder) -> None:
    folder.decide(STATUS, {"Inovasi": "INO-0001"}, Status="mundur", Oleh="Ketua", Alasan="surat")
    folder.run("validate")
    assert folder.standing("INO-0001")["place"] is None
    folder.decide(STATUS, {"Inovasi": "INO-0001"}, Status="")
    folder.run("validate")
    assert folder.standing("INO-0001")["place"] == 1


def test_a_status_without_a_name_is_a_finding_and_does_not_hold(folder: Folder) -> None:
    folder.decide(STATUS, {"Inovasi": "INO-0001"}, Status="mundur", Alasan="surat")
    assert "answer-without-name" in rules(folder)
    assert folder.standing("INO-0001")["place"] == 1
    assert "mundur" in [row["Status"] for row in folder.rows(STATUS)]


def test_a_misspelt_status_is_a_finding_and_takes_nothing_back(folder: Folder) -> None:
    folder.decide(STATUS, {"Inovasi": "INO-0001"}, Status="mundur", Oleh="Ketua", Alasan="surat")
    folder.run("validate")
    folder.decide(STATUS, {"Inovasi": "INO-0001"}, Status="mundurr")
    assert "misspelt-choice" in rules(folder)
    assert folder.standing("INO-0001")["place"] is None


def test_a_status_for_an_unknown_entry_is_a_finding(folder: Folder) -> None:
    typed = {"A12": "T1", "B12": "INO-01", "D12": "mundur", "E12": "Ketua", "F12": "surat"}
    edit(folder.decisions, {STATUS: typed})
    found = [f for f in folder.json("validate")["findings"] if f["rule"] == "unknown-code"]
    assert [(f["cell"], f["value"]) for f in found] == [("B12", "INO-01")]


def test_a_whole_sheet_can_recuse_and_the_reason_stays(folder: Folder) -> None:
    folder.send_back("J02", full(70) | {("INO-0001", c): "R" for c in CRITERIA}, "dua.xlsx")
    folder.run("update")
    found = folder.standing("INO-0001")
    assert (found["n"], found["recused"]) == (1, 1)
