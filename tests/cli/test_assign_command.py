"""sinovik assign: planned, shown, written, kept; penugasan.xlsx is people's too."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from competition import Folder, build, contents, edit, headings, type_rows

JURORS = tuple(
    {"Kode": f"J{n:02d}", "Nama": f"Juri {n}", "Unsur": ("akademisi", "LSM")[n % 2]}
    for n in range(1, 6)
)
ENTRIES = tuple(
    {
        "Kode": f"INO-{n:04d}",
        "Judul": f"Layanan ke-{n}",
        "Kode Unit": f"OPD{n}",
        "Unit": f"Dinas {n}",
    }
    for n in range(1, 13)
)
BOOK = "penugasan.xlsx"
Row = dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Five jurors, twelve entries."""
    return build(tmp_path / "lomba", JURORS, ENTRIES)


def rows(folder: Folder) -> list[Row]:
    """The rows of the sheet Penugasan of penugasan.xlsx, by heading."""
    sheet = load_workbook(folder.root / BOOK)["Penugasan"]
    columns = headings(sheet, 1)
    found = []
    for number in range(3, sheet.max_row + 1):
        row = {name: sheet.cell(number, place).value for name, place in columns.items()}
        if row["Juri"]:
            found.append(row | {"row": number})
    return found


def pairs(folder: Folder) -> set[tuple[str, str, str]]:
    return {(row["Juri"], row["Tahap"], row["Inovasi"]) for row in rows(folder)}


def rules(folder: Folder) -> Counter[str]:
    return Counter(finding["rule"] for finding in folder.json("check")["findings"])


def test_the_plan_is_shown_then_written_and_a_second_run_changes_nothing(folder: Folder) -> None:
    dry = folder.run("assign", "--dry-run")
    assert dry.code == 0
    assert not (folder.root / BOOK).exists()
    said = folder.run("assign")
    assert said.code == 0
    for words in ("J05", "akademisi", "36 new", "connected", "entries in common"):
        assert words in dry.out
        assert words in said.out
    assert "sinovik distribute --stage T1" in said.err
    made = rows(folder)
    assert len(made) == len(pairs(folder)) == 36
    assert set(Counter(row["Inovasi"] for row in made).values()) == {3}
    assert sorted(Counter(row["Juri"] for row in made).values()) == [7, 7, 7, 7, 8]
    book = load_workbook(folder.root / BOOK)
    assert book.sheetnames == ["Penugasan", "Rencana", "Petunjuk"]
    plan = [[cell.value for cell in row[:4]] for row in book["Rencana"].iter_rows()]
    assert ["J05", "Juri 5", "LSM", Counter(row["Juri"] for row in made)["J05"]] in plan
    assert made[0]["Nama Juri"] == "Juri 1"
    assert made[0]["Judul"].startswith("Layanan ke-")
    assert rules(folder) == Counter()
    before = contents(folder.root)
    again = folder.run("assign")
    assert (again.code, contents(folder.root)) == (0, before)
    assert "36 kept, 0 new" in again.out


def test_json_says_who_scores_what(folder: Folder) -> None:
    said = folder.json("assign", "--per-entry", "2", "--seed", "7")
    assert (said["stage"], said["per_entry"], said["entries"]) == ("T1", 2, 12)
    assert said["connected"] is True
    assert said["components"] == [["J01", "J02", "J03", "J04", "J05"]]
    assert said["shortfalls"] == []
    assert {juror["load"] for juror in said["jurors"]} == {4, 5}
    assert all(juror["kept"] + juror["new"] == juror["load"] for juror in said["jurors"])
    assert {(a["juror"], "T1", a["entry"]) for a in said["assignments"]} == pairs(folder)
    assert all(a["new"] for a in said["assignments"])
    again = folder.json("assign", "--per-entry", "2", "--seed", "8")
    assert not any(a["new"] for a in again["assignments"])


def test_the_sheets_of_jurors_hold_their_packages(folder: Folder) -> None:
    folder.run("assign")
    new = folder.json("distribute")["new"]
    given = {(sheet["juror"], "T1", entry) for sheet in new for entry in sheet["entries"]}
    assert given == pairs(folder)


def test_rows_people_made_are_kept_in_both_workbooks(tmp_path: Path) -> None:
    mine = {"Juri": "J01", "Tahap": "T1", "Inovasi": "INO-0001"}
    folder = build(tmp_path / "lomba", JURORS, ENTRIES, Penugasan=[mine])
    said = folder.json("assign")
    first = [a for a in said["assignments"] if (a["juror"], a["entry"]) == ("J01", "INO-0001")]
    assert [a["new"] for a in first] == [False]
    assert ("J01", "T1", "INO-0001") not in pairs(folder)
    assert len(pairs(folder)) == 35
    edit(folder.root / BOOK, {"Penugasan": {"A50": "J01", "B50": "T1", "C50": "INO-0001"}})
    (double,) = folder.json("check")["findings"]
    assert double["rule"] == "double-assignment"
    assert (double["file"], double["cell"]) == (BOOK, "A50")
    assert "kompetisi.xlsx › Penugasan › A3" in double["message"]
    assert folder.run("assign").code == 3


def test_what_people_changed_in_the_workbook_stays(folder: Folder) -> None:
    folder.run("assign")
    path = folder.root / BOOK
    book = load_workbook(path)
    sheet = book["Penugasan"]
    sheet["I1"], sheet["I5"] = "Catatan", "sudah ditelepon"
    sheet.delete_rows(4)
    book.create_sheet("Milik kami")["A1"] = "jangan hilang"
    book.save(path)
    left = pairs(folder)
    old = path.read_bytes()
    assert folder.json("assign")["shortfalls"] == []
    assert left < pairs(folder)
    assert len(pairs(folder)) == 36
    book = load_workbook(path)
    assert book["Milik kami"]["A1"].value == "jangan hilang"
    assert book["Penugasan"]["I4"].value == "sudah ditelepon"
    assert old in contents(folder.root / "arsip").values()
    events = [event for event in folder.journal() if event["kind"] == "assign"]
    assert [(event["kept"], event["new"]) for event in events] == [(0, 36), (35, 1)]


def test_new_entries_get_jurors_and_an_idle_juror_is_told(folder: Folder) -> None:
    folder.run("assign")
    before = pairs(folder)
    type_rows(
        folder.root / "daftar_peserta.xlsx",
        {"Inovasi": [*ENTRIES, ENTRIES[0] | {"Kode": "INO-0013", "Judul": "Baru"}]},
    )
    assert rules(folder) == Counter({"entry-without-juror": 1})
    assert folder.run("assign").code == 0
    added = pairs(folder) - before
    assert (len(added), {entry for _juror, _stage, entry in added}) == (3, {"INO-0013"})
    type_rows(
        folder.root / "kompetisi.xlsx", {"Juri": [*JURORS, {"Kode": "J06", "Nama": "Juri 6"}]}
    )
    said = folder.run("assign")
    assert said.code == 1
    assert "J06 gets no entry" in said.out
    assert folder.run("assign", "--anchors", "1").code == 0
    assert rules(folder) == Counter({"uneven-loads": 1})


def test_fresh_replaces_the_plan_until_sheets_are_out(folder: Folder) -> None:
    folder.run("assign")
    before = pairs(folder)
    assert folder.run("assign", "--fresh", "--seed", "5", "--per-entry", "2").code == 0
    after = pairs(folder)
    assert len(after) == 24
    assert not after <= before
    assert all(row["Keterangan"] is None for row in rows(folder))
    assert folder.run("assign", "--fresh", "--per-entry", "4").code == 0
    assert len(pairs(folder)) == 48
    assert rules(folder) == Counter()
    assert folder.run("distribute").code == 0
    refused = folder.run("assign", "--fresh")
    assert refused.code == 3
    assert "Sheets of stage T1 are out" in refused.err
    assert len(pairs(folder)) == 48


def test_a_limit_that_cannot_work_writes_nothing_and_names_one_that_does(folder: Folder) -> None:
    said = folder.run("assign", "--max-load", "7")
    assert said.code == 1
    assert "Nothing was written" in said.err
    assert "--max-load 8" in said.out
    assert "--max-load 8" in said.err
    assert not (folder.root / BOOK).exists()
    assert folder.json("assign", "--max-load", "7")["least_max_load"] == 8
    assert folder.run("assign", "--max-load", "8").code == 0


def test_barred_jurors_are_left_out_and_shortfalls_told(tmp_path: Path) -> None:
    jury = [*({**juror, "Instansi": "DINAS 2"} for juror in JURORS[:3]), *JURORS[3:]]
    barred = [{"Juri": "J05", "Unit atau Inovasi": "OPD2", "Alasan": "Mantan kepala"}]
    folder = build(tmp_path / "lomba", jury, ENTRIES, Konflik=barred)
    assert "own-unit" in rules(folder)
    said = folder.run("assign")
    assert said.code == 1
    assert "INO-0002 gets 1 instead of 3 jurors" in said.out
    assert {row["Juri"] for row in rows(folder) if row["Inovasi"] == "INO-0002"} == {"J04"}
    (short,) = folder.json("assign")["shortfalls"]
    assert short == {"entry": "INO-0002", "wanted": 3, "got": 1, "reason": "jurors"}
    assert rules(folder) == Counter({"few-jurors": 1})


def test_rows_without_effect_say_so(folder: Folder) -> None:
    folder.run("assign")
    edit(
        folder.root / "daftar_peserta.xlsx",
        {"Inovasi": _cells(folder, "INO-0003", Status="mundur", Alasan="surat")},
    )
    said = folder.run("assign")
    assert "INO-0003 does not take part" in said.out
    marked = {row["Inovasi"] for row in rows(folder) if row["Keterangan"]}
    assert marked == {"INO-0003"}


def _cells(folder: Folder, entry: str, **typed: str) -> dict[str, str]:
    """Return what is typed into an entry's row, by address; headings by how they begin."""
    sheet = load_workbook(folder.root / "daftar_peserta.xlsx")["Inovasi"]
    columns = headings(sheet, 1)
    (row,) = (cell.row for cell in sheet["A"] if cell.value == entry)
    return {
        sheet.cell(row, place).coordinate: text
        for start, text in typed.items()
        for name, place in columns.items()
        if name.startswith(start)
    }


def test_a_workbook_open_in_excel_stops_it(folder: Folder) -> None:
    folder.run("assign", "--per-entry", "2")
    before = pairs(folder)
    (folder.root / f"~${BOOK}").write_bytes(b"")
    said = folder.run("assign")
    assert said.code == 3
    assert f"{BOOK} is open" in said.err
    assert pairs(folder) == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--per-entry", "0"), 2),
        (("--max-load", "x"), 2),
        (("--stage", "T9"), 3),
    ],
)
def test_wrong_use_is_told(folder: Folder, arguments: tuple[str, ...], code: int) -> None:
    assert folder.run("assign", *arguments).code == code
    assert not (folder.root / BOOK).exists()


def test_a_broken_workbook_is_told_by_check(folder: Folder) -> None:
    (folder.root / BOOK).write_bytes(b"PK\x03\x04")
    (finding,) = folder.json("check")["findings"]
    assert (finding["rule"], finding["file"]) == ("unreadable-book", BOOK)
    assert folder.run("assign").code == 3


def test_check_tells_what_a_design_made_by_hand_leaves_open(folder: Folder) -> None:
    halves = {"J01": range(1, 7), "J02": range(1, 7), "J03": range(7, 13), "J04": range(7, 13)}
    made = [
        {"Juri": juror, "Tahap": "T1", "Inovasi": f"INO-{n:04d}"}
        for juror, numbers in halves.items()
        for n in numbers
    ]
    made.append({"Juri": "J05", "Tahap": "T1", "Inovasi": "INO-0001"})
    parted = build(folder.root.parent / "terpisah", JURORS, ENTRIES, Penugasan=made)
    found = {f["rule"]: f for f in parted.json("check")["findings"]}
    assert set(found) == {"jurors-not-connected", "few-jurors", "uneven-loads"}
    assert "J01, J02, J05 | J03, J04" in found["jurors-not-connected"]["message"]
    edit(parted.root / "kompetisi.xlsx", {"Tahap": {"D3": "penyesuaian_juri"}})
    found = {f["rule"]: f for f in parted.json("check")["findings"]}
    assert found["jurors-not-connected-to-adjust"]["verdict"] == "reject"
    assert "few-entries-to-adjust" in found
