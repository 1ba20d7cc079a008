"""What was received never stops counting in silence, whatever is changed or moved afterwards."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from competition import Folder, distributed, full, headings
from workbooks import PNG

EVERYONE = ("J01", "J02", "J03")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder in which all three jurors have scored everything."""
    folder = distributed(tmp_path / "lomba")
    for number, juror in enumerate(EVERYONE):
        folder.send_back(juror, full(80 + number))
    folder.run("collect")
    assert folder.json("rank")["status"] == "sementara"
    return folder


def type_juror(folder: Folder, code: str, column: str, value: str | None) -> None:
    """Type into a juror's row of kompetisi.xlsx; None as column deletes the row."""
    path = folder.root / "kompetisi.xlsx"
    book = load_workbook(path)
    page = book["Juri"]
    columns = headings(page, 1)
    row = next(r for r in range(2, page.max_row + 1) if page.cell(r, 1).value == code)
    if column:
        page.cell(row, columns[column]).value = value
    else:
        page.delete_rows(row)
    book.save(path)


def test_a_juror_whose_row_is_deleted_keeps_the_result_open(folder: Folder) -> None:
    type_juror(folder, "J02", "", None)
    assert folder.json("rank")["status"] == "sementara"
    assert ("no-longer-settled", "kiriman J02.xlsx") in folder.findings()


def narrow_j02(folder: Folder, *conflicts: str) -> None:
    """Leave J02 only the entries of a new category, which is that of INO-0001."""
    path = folder.root / "kompetisi.xlsx"
    book = load_workbook(path)
    book["Kategori"].append(["X", "Kategori lain"])
    for entry in conflicts:
        book["Konflik"].append(["J02", entry, "Bukan lagi tugas juri ini"])
    book.save(path)
    type_juror(folder, "J02", "Kategori", "X")
    roster = folder.root / "daftar_peserta.xlsx"
    book = load_workbook(roster)
    page = book["Inovasi"]
    first = next(r for r in range(2, page.max_row + 1) if page.cell(r, 1).value == "INO-0001")
    page.cell(first, headings(page, 1)["Kategori"]).value = "X"
    book.save(roster)


def test_scores_a_juror_no_longer_owes_keep_the_result_open(folder: Folder) -> None:
    narrow_j02(folder)
    assert folder.json("rank")["status"] == "sementara"
    stray = [f for f in folder.json("validate")["findings"] if f["rule"] == "stray-scores"]
    assert [(f["juror"], f["value"]) for f in stray] == [("J02", "2")]


def test_stray_scores_are_settled_by_a_conflict_of_interest(folder: Folder) -> None:
    narrow_j02(folder, "INO-0002", "INO-0003")
    result = folder.json("rank")
    assert result["status"] == "sementara"
    assert {e["entry"]: e["n"] for e in result["entries"]} == {
        "INO-0001": 3,
        "INO-0002": 2,
        "INO-0003": 2,
    }


def test_a_contested_file_stays_in_question_when_it_is_renamed(tmp_path: Path) -> None:
    folder = distributed(tmp_path / "lomba")
    path = folder.send_back("J01", full())
    folder.run("collect", "--sender", "J02", str(path))
    assert "wrong-sender" in {rule for rule, _file in folder.findings()}
    path.rename(path.with_name("lain.xlsx"))
    assert "wrong-sender" in {rule for rule, _file in folder.findings()}


def test_an_unusable_file_is_settled_by_taking_it_away_not_by_renaming(folder: Folder) -> None:
    photo = folder.put("foto.png", PNG)
    assert folder.run("update").code == 1
    photo.rename(photo.with_name("foto2.png"))
    assert folder.run("update").code == 1
    photo.with_name("foto2.png").unlink()
    assert folder.run("update").code == 0


def test_two_chosen_rivals_are_an_error_until_one_is_left(tmp_path: Path) -> None:
    folder = distributed(tmp_path / "lomba")
    folder.send_back("J01", full(80), "satu.xlsx")
    folder.send_back("J01", full(70), "dua.xlsx")
    folder.run("collect")
    folder.answer(satu="pakai", dua="pakai")
    assert [rule for rule, _file in folder.findings()].count("two-chosen") == 2
    folder.answer(dua="tolak")
    assert folder.fates() == {"satu.xlsx": "used", "dua.xlsx": "superseded"}


def test_equal_scores_with_a_later_reason_bring_the_reason(tmp_path: Path) -> None:
    folder = distributed(tmp_path / "lomba")
    recused = full() | {("INO-0001", f"K{n}"): None for n in range(1, 6)}
    recused |= {("INO-0001", "K1"): "R"}
    folder.send_back("J01", recused, "satu.xlsx")
    folder.run("collect")
    folder.put("dua.xlsx", with_note(folder, "satu.xlsx", "Pernah memimpin unit ini"))
    assert folder.fates() == {"satu.xlsx": "superseded", "dua.xlsx": "used"}


def with_note(folder: Folder, name: str, note: str) -> bytes:
    """Return a filled sheet with a remark typed beside the first entry."""
    path = folder.root / "3_masuk" / name
    book = load_workbook(path)
    page = book["Lembar Penilaian"]
    keys = next(row for row in page.iter_rows() if any(c.value == "#catatan" for c in row))
    column = next(cell.column for cell in keys if cell.value == "#catatan")
    first = next(r for r in range(1, 60) if page.cell(r, 1).value == "INO-0001")
    page.cell(first, column).value = note
    copy = path.with_name("salinan.tmp")
    book.save(copy)
    data = copy.read_bytes()
    copy.unlink()
    return data


def test_a_sheet_with_the_codes_of_two_jurors_is_nobodys(tmp_path: Path) -> None:
    folder = distributed(tmp_path / "lomba")
    path = folder.send_back("J02", full(95))
    book = load_workbook(path)
    for row in book["Lembar Penilaian"].iter_rows(max_row=6):
        for cell in row:
            if cell.value == folder.code("J02"):
                cell.value = folder.code("J01")
    book.save(path)
    assert set(folder.fates().values()) == {"rejected"}
    assert {e["n"] for e in folder.json("rank")["entries"]} == {0}
