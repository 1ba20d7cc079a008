"""Places instead of scores: when a sheet is complete, what is asked, what counts for nothing."""

import csv
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from competition import Folder, type_rows
from places import SUM, entry, places_sheets, row, send


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Sheets with five entries are out; three places bring 14, 9 and 8 points."""
    return places_sheets(tmp_path / "lomba")


def found(folder: Folder, juror: str = "J01") -> list[tuple[str, str]]:
    """Validate; return rule and entry of what was found about a juror but the sheet awaited."""
    findings = folder.json("validate")["findings"]
    return [(f["rule"], f["entry"]) for f in findings if f["juror"] == juror]


def board(folder: Folder, juror: str = "J01") -> dict[str, Any]:
    """Return a juror's line of the report."""
    path = folder.root / "4_temuan" / "T1" / "laporan_temuan.xlsx"
    lines = list(load_workbook(path)["Ringkasan"].values)
    head = next(line for line in lines if line[0] == "Juri")
    line = next(line for line in lines if line[0] == juror)
    return {str(name): value for name, value in zip(head, line, strict=True)}


def states(folder: Folder, juror: str = "J01") -> dict[str, tuple[str, str, str]]:
    """Merge; return value, state and whether it counts, by entry."""
    folder.run("merge")
    path = folder.root / "5_hasil" / "T1" / "nilai.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            line["inovasi"]: (line["nilai"], line["keadaan"], line["dihitung"])
            for line in csv.DictReader(lines)
            if line["juri"] == juror and line["kriteria"] == "K1"
        }


def totals(folder: Folder) -> dict[str, str | None]:
    """Rank; return the totals."""
    return {e["entry"]: e["total"] for e in folder.json("rank")["entries"]}


def message(folder: Folder, juror: str = "J01") -> str:
    """Return the ready message to a juror."""
    (path,) = (folder.root / "4_temuan" / "T1" / "pesan").glob(f"{juror}*.txt")
    return path.read_text(encoding="utf-8")


def sheet_texts(path: Path, name: str) -> str:
    """Return everything a sheet of a workbook says."""
    cells = (cell for line in load_workbook(path)[name].values for cell in line)
    return "\n".join(str(cell) for cell in cells if cell is not None)


# A table of points


def test_once_the_places_stand_the_sheet_is_complete_and_the_rest_has_no_place(
    folder: Folder,
) -> None:
    for juror in ("J01", "J02", "J03"):
        send(folder, juror, {1: 1, 2: 2, 3: 3})
    assert set(folder.fates().values()) == {"used"}
    assert folder.json("validate")["findings"] == []
    assert folder.run("rank").code == 0
    assert totals(folder) == dict(
        zip(map(entry, range(1, 6)), ("42", "27", "24", "0", "0"), strict=True)
    )
    assert states(folder) == {
        entry(1): ("1", "sah", "ya"),
        entry(2): ("2", "sah", "ya"),
        entry(3): ("3", "sah", "ya"),
        entry(4): ("", "tanpa peringkat", "ya"),
        entry(5): ("", "tanpa peringkat", "ya"),
    }
    line = board(folder)
    assert (line["Inovasi"], line["Lengkap"], line["Nilai kosong"]) == (5, 5, 0)
    assert not (folder.root / "4_temuan" / "T1" / "J01_perbaikan.xlsx").exists()


def test_a_lacking_place_is_named_and_empty_cells_are_missing_until_then(folder: Folder) -> None:
    send(folder, "J01", {1: 1, 4: 3})
    folder.run("collect")
    assert found(folder) == [("missing", entry(n)) for n in (2, 3, 5)]
    assert ": 2." in message(folder)
    assert states(folder)[entry(2)] == ("", "kosong", "tidak")
    line = board(folder)
    assert (line["Lengkap"], line["Nilai kosong"]) == (2, 1)
    (repair,) = (folder.root / "4_temuan" / "T1").glob("J01*.xlsx")
    assert ": 2." in sheet_texts(repair, "Perbaiki")


def test_the_receipt_shows_a_dash_where_no_place_was_given(folder: Folder) -> None:
    send(folder, "J01", {1: 1, 2: 2, 3: 3})
    folder.run("collect")
    folder.run("validate")
    (receipt,) = (folder.root / "4_temuan" / "T1" / "tanda_terima").glob("J01*")
    lines = list(load_workbook(receipt).active.values)  # type: ignore[union-attr]
    head = next(line for line in lines if line[0] == "No")
    assert "Total" not in head
    assert [line[3] for line in lines if line[1] in (entry(3), entry(4))] == ["3", "–"]


def test_a_place_beyond_the_table_is_taken_and_worth_nothing(folder: Folder) -> None:
    for juror in ("J01", "J02", "J03"):
        send(folder, juror, {1: 1, 2: 2, 3: 3, 4: 4, 5: 17})
    folder.run("collect")
    assert found(folder) == []
    assert totals(folder)[entry(4)] == totals(folder)[entry(5)] == "0"
    assert states(folder)[entry(5)] == ("17", "sah", "ya")


def test_a_place_given_twice_is_one_question_that_names_both_cells(folder: Folder) -> None:
    send(folder, "J01", {1: 1, 2: 2, 3: 2, 4: 3})
    folder.run("collect")
    assert found(folder) == [("place-twice", entry(2)), ("place-twice", entry(3))]
    (question,) = folder.rows("Pertanyaan")
    assert question["Nilai Tertulis"] == "2"
    assert len(str(question["Sel"]).replace(",", " ").split()) == 2
    assert entry(2) in question["Pertanyaan"]
    assert entry(3) in question["Pertanyaan"]
    assert entry(3) in question["Pilihan"]
    assert states(folder)[entry(2)] == ("", "ditanyakan", "tidak")
    assert states(folder)[entry(1)] == ("1", "sah", "ya")


def test_the_answer_may_name_the_entry_that_keeps_the_place(folder: Folder) -> None:
    send(folder, "J01", {1: 1, 2: 2, 3: 2, 4: 3})
    folder.run("collect")
    folder.answer(kiriman=entry(3))
    assert found(folder) == []
    assert [states(folder)[entry(n)][0] for n in range(1, 6)] == ["1", "", "2", "3", ""]


def test_a_refused_double_place_is_coloured_in_the_sheet_made_anew(folder: Folder) -> None:
    send(folder, "J01", {1: 1, 2: 2, 3: 2, 4: 3})
    folder.run("collect")
    folder.answer(kiriman="tolak")
    assert sorted(found(folder)) == [
        ("missing", entry(5)),
        ("refused", entry(2)),
        ("refused", entry(3)),
    ]
    (repair,) = (folder.root / "4_temuan" / "T1").glob("J01*.xlsx")
    assert "? 2" in sheet_texts(repair, "Lembar Penilaian")


def test_three_equal_places_can_only_be_refused(folder: Folder) -> None:
    send(folder, "J01", {1: 1, 2: 1, 3: 1})
    folder.run("collect")
    folder.run("validate")
    (question,) = folder.rows("Pertanyaan")
    assert question["Pilihan"] == "tolak"


def test_an_answer_that_makes_a_place_double_asks_again(folder: Folder) -> None:
    send(folder, "J02", {1: 1, 2: 2, 3: 3, 4: "2%"})
    folder.run("collect")
    folder.run("validate")
    folder.decide("Pertanyaan", {"Juri": "J02"}, Jawaban="2", Oleh="Ketua Panitia")
    folder.run("validate")
    doubled = [q for q in folder.rows("Pertanyaan") if not q["Jawaban"]]
    assert [q["Nilai Tertulis"] for q in doubled] == ["2"]
    folder.decide("Pertanyaan", {"Pilihan": entry(2)}, Jawaban=entry(2), Oleh="Ketua Panitia")
    assert found(folder, "J02") == []
    assert folder.json("status")["stages"][0]["questions"] == 0


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        (2.5, "place-not-whole"),
        ("2,5", "place-not-whole"),
        (0, "out-of-range"),
        (21, "out-of-range"),
        (-1, "out-of-range"),
        ("kedua", "not-a-number"),
    ],
)
def test_what_is_no_place_is_rejected_with_a_way_out_that_speaks_of_places(
    typed: object, rule: str, folder: Folder
) -> None:
    send(folder, "J01", {1: 1, 2: typed, 3: 3})
    folder.run("collect")
    findings = [f for f in folder.json("validate")["findings"] if f["entry"] == entry(2)]
    assert [(f["rule"], f["verdict"]) for f in findings] == [(rule, "reject")]
    assert "place" in findings[0]["fix"]
    assert folder.rows("Pertanyaan") == []


def test_a_gap_in_a_full_sheet_is_told_at_the_place_beyond_it(folder: Folder) -> None:
    send(folder, "J01", {1: 1, 2: 2, 3: 4, 4: 5, 5: 6})
    folder.run("collect")
    assert found(folder) == [("place-skipped", entry(n)) for n in (3, 4, 5)]


def test_low_places_are_not_asked_about(tmp_path: Path) -> None:
    folder = places_sheets(tmp_path / "lomba", SUM, entries=20)
    send(folder, "J01", {n: n for n in range(1, 21)})
    folder.run("collect")
    assert found(folder) == []


# Recusals and entries that drop out


def test_with_recusals_there_are_no_more_places_than_entries_left(tmp_path: Path) -> None:
    folder = places_sheets(tmp_path / "lomba", entries=4)
    send(folder, "J01", {1: 1, 2: 2, 3: "R", 4: "r"})
    folder.run("collect")
    assert found(folder) == []
    assert states(folder)[entry(3)] == ("", "tidak menilai", "tidak")


def test_a_conflict_settled_before_takes_a_place_away(tmp_path: Path) -> None:
    conflict = {"Juri": "J01", "Unit atau Inovasi": entry(1), "Alasan": "satu instansi"}
    folder = places_sheets(tmp_path / "lomba", entries=3, Konflik=[conflict])
    send(folder, "J01", {2: 1, 3: 2})
    folder.run("collect")
    assert found(folder) == []
    assert states(folder)[entry(2)][0] == "1"


def test_a_later_recusal_of_the_juror_leaves_a_gap_to_be_mended(tmp_path: Path) -> None:
    folder = places_sheets(tmp_path / "lomba", entries=3)
    send(folder, "J01", {1: 1, 2: "R", 3: 3})
    folder.run("collect")
    assert found(folder) == [("place-skipped", entry(3))]
    send(folder, "J01", {1: 1, 2: "R", 3: 2}, "lagi.xlsx")
    folder.run("collect")
    assert [rule for rule, _entry in found(folder)] == []


def test_a_conflict_or_withdrawal_afterwards_leaves_the_sheet_good(tmp_path: Path) -> None:
    folder = places_sheets(tmp_path / "lomba", entries=5)
    for juror in ("J01", "J02", "J03"):
        send(folder, juror, {1: 1, 2: 2, 3: 3})
    folder.run("collect")
    conflict = {"Juri": "J01", "Unit atau Inovasi": entry(1), "Alasan": "saudara"}
    type_rows(folder.root / "kompetisi.xlsx", {"Konflik": [conflict]})
    people = [row(number) for number in range(1, 6)]
    people[1] |= {"Status Administrasi": "mundur", "Alasan": "mundur sendiri"}
    type_rows(folder.root / "daftar_peserta.xlsx", {"Inovasi": people})
    assert found(folder) == [("scored-in-conflict", entry(1))]
    assert folder.run("rank").code == 0
    assert totals(folder)[entry(1)] == "42"  # two jurors gave 28, projected to three
    assert totals(folder)[entry(3)] == "24"


def test_entries_added_later_bring_a_new_sheet_with_all_that_replaces_the_old(
    folder: Folder,
) -> None:
    old = send(folder, "J01", {1: 1, 2: 2, 3: 3})
    folder.run("collect")
    type_rows(folder.root / "daftar_peserta.xlsx", {"Inovasi": [row(n) for n in range(1, 7)]})
    assert folder.run("distribute").code in (0, 1)
    assert "sheet-awaited" in {rule for rule, _entry in found(folder)}
    new = send(folder, "J01", {6: 1, 1: 2, 2: 3}, "baru.xlsx", "J01_susulan1.xlsx")
    assert folder.fate(new) == "used"
    assert folder.fate(old) == "superseded"
    assert found(folder) == []
    assert [states(folder)[entry(n)][0] for n in (1, 2, 3, 6)] == ["2", "3", "", "1"]


def test_an_older_sheet_with_other_places_needs_a_decision(folder: Folder) -> None:
    send(folder, "J01", {1: 1, 2: 2, 3: 3}, "satu.xlsx")
    folder.run("collect")
    changed = send(folder, "J01", {1: 1, 2: 2, 4: 3}, "dua.xlsx")
    assert folder.fate(changed) == "conflict"


# The sum of places


def test_every_entry_is_placed_and_places_may_be_shared(tmp_path: Path) -> None:
    folder = places_sheets(tmp_path / "lomba", SUM, entries=3)
    for juror in ("J01", "J02", "J03"):
        send(folder, juror, {1: 1, 2: 1, 3: 3})
    folder.run("collect")
    assert found(folder) == []
    assert totals(folder) == {entry(1): "3", entry(2): "3", entry(3): "9"}
    assert folder.places() == {entry(1): 1, entry(2): 1, entry(3): 3}


def test_without_a_table_an_empty_cell_is_missing(tmp_path: Path) -> None:
    folder = places_sheets(tmp_path / "lomba", SUM, entries=3)
    send(folder, "J01", {1: 1, 2: 2})
    folder.run("collect")
    assert found(folder) == [("missing", entry(3))]
    assert entry(3) in message(folder)
