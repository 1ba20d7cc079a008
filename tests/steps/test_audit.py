"""audit: which cells are read again, and that nothing typed into the list is ever lost."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from openpyxl import load_workbook

from competition import Folder, contents, distributed, fingerprint, full, headings, restored
from office import recalculate
from places import places_sheets, send

HEADING = 7
SHEET = "Uji Petik"


def judged(root: Path, changed: Mapping[tuple[str, str], object] | None = None) -> Folder:
    """One entry goes on, by a point; `changed` are scores of the first juror."""
    made = distributed(root)
    book = load_workbook(made.root / "kompetisi.xlsx")
    book["Tahap"].cell(3, headings(book["Tahap"], 1)["Jumlah Lolos"], 1)
    book.save(made.root / "kompetisi.xlsx")
    made.send_back("J01", full(80, n2=81, n3=20) | dict(changed or {}))
    for juror in ("J02", "J03"):
        made.send_back(juror, full(80, n2=81, n3=20))
    made.run("update")
    return made


@cache
def _judged() -> Mapping[str, bytes]:
    with TemporaryDirectory() as made:
        return contents(judged(Path(made) / "lomba").root)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Three sheets in: the second entry wins by a point, the third is far behind."""
    return restored(tmp_path / "lomba", _judged())


def book(folder: Folder) -> Path:
    return folder.root / "5_hasil" / "T1" / "uji_petik.xlsx"


def lines(path: Path) -> list[dict[str, Any]]:
    page = load_workbook(path)[SHEET]
    names = [str(cell.value) for cell in page[HEADING]]
    rows = page.iter_rows(min_row=HEADING + 1, values_only=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def type_in(path: Path, row: int, **typed: Any) -> None:
    opened = load_workbook(path)
    page = opened[SHEET]
    columns = headings(page, HEADING)
    for name, value in typed.items():
        page.cell(HEADING + row, columns[name.replace("_", " ")], value)
    opened.save(path)


def test_every_score_that_could_change_the_winner_is_drawn(folder: Folder) -> None:
    said = folder.json("audit", "--sample", "4")
    assert (said["stage"], said["seed"], said["counted"], said["winners"]) == (
        "T1", 1, 45, "advance",
    )  # fmt: skip
    pivotal = [cell for cell in said["cells"] if cell["why"] == "pivotal"]
    # Only the two at the top can change places, with any of their 2 x 3 x 5 scores.
    assert {cell["entry"] for cell in pivotal} == {"INO-0001", "INO-0002"}
    assert (len(pivotal), said["pivotal"], said["random"]) == (30, 30, 4)
    assert {cell["entry"] for cell in said["cells"] if cell["why"] == "random"} == {"INO-0003"}
    changes = [abs(float(cell["change"])) for cell in pivotal]
    assert changes == sorted(changes)
    assert {cell["change"][0] for cell in pivotal if cell["entry"] == "INO-0001"} == {"+"}
    assert {cell["change"][0] for cell in pivotal if cell["entry"] == "INO-0002"} == {"-"}


def test_the_change_that_is_named_is_just_enough(folder: Folder, tmp_path: Path) -> None:
    cells = folder.json("audit")["cells"]
    first = next(c for c in cells if (c["entry"], c["juror"]) == ("INO-0001", "J01"))
    needed = 80 + float(first["change"])
    for score, wins in ((needed, True), (needed - 0.01, False)):
        changed = {("INO-0001", first["criterion"]): round(score, 2)}
        other = judged(tmp_path / f"lain {score:.2f}", changed)
        assert other.standing("INO-0001")["goes_on"] is wins


def test_the_same_number_draws_the_same_cells(folder: Folder) -> None:
    def drawn(*arguments: str) -> list[tuple[str, str, str]]:
        cells = folder.json("audit", "--dry-run", *arguments)["cells"]
        return [(c["entry"], c["juror"], c["criterion"]) for c in cells if c["why"] == "random"]

    assert drawn() == drawn("--seed", "1")
    assert drawn("--sample", "5") != drawn("--sample", "5", "--seed", "2")
    assert drawn("--sample", "0") == []
    assert len(drawn("--sample", "999")) == 15


def test_the_list_says_where_each_cell_stands(folder: Folder) -> None:
    said = folder.run("audit")
    assert said.code == 0
    assert "uji_petik.xlsx" in said.out
    first = lines(book(folder))[0]
    cell = folder.json("audit")["cells"][0]
    assert (first["Sel"], first["Lembar"], first["Berkas"]) == (
        cell["cell"], cell["sheet"], cell["file"],
    )  # fmt: skip
    assert cell["sha256"].startswith(first["SHA-256"])
    assert (folder.root / cell["archived"]).exists()
    assert first["Nilai Dihitung"] == float(cell["value"])
    kept = [row[2] for row in load_workbook(book(folder))["Berkas"].iter_rows(values_only=True)]
    assert cell["archived"] in kept


def test_a_dry_run_writes_nothing_and_a_second_run_changes_nothing(folder: Folder) -> None:
    before = fingerprint(folder.root)
    folder.run("audit", "--dry-run")
    assert fingerprint(folder.root) == before
    folder.run("audit")
    after = fingerprint(folder.root)
    folder.run("audit")
    assert fingerprint(folder.root) == after
    assert folder.json("verify")["sound"]


def test_what_people_typed_is_kept_when_the_same_cells_are_drawn(folder: Folder) -> None:
    folder.run("audit")
    type_in(book(folder), 1, Nilai_di_Berkas_Asli=80, Pemeriksa="Auditor", Catatan="dibaca")
    before = fingerprint(folder.root)
    assert "kept as it is" in folder.run("audit").out
    assert fingerprint(folder.root) == before


def test_another_list_gets_a_dated_name_and_leaves_the_first_alone(folder: Folder) -> None:
    folder.run("audit", "--sample", "5")
    type_in(book(folder), 1, Nilai_di_Berkas_Asli=80)
    filled = book(folder).read_bytes()
    assert "left alone" in folder.run("audit", "--sample", "5", "--seed", "2").out
    folder.run("audit", "--sample", "5", "--seed", "3")
    assert book(folder).read_bytes() == filled
    beside = set(book(folder).parent.glob("uji_petik_*.xlsx"))
    assert [len(lines(path)) for path in beside] == [35, 35]
    before = fingerprint(folder.root)
    for seed in ("1", "2", "3"):
        folder.run("audit", "--sample", "5", "--seed", seed)
    assert fingerprint(folder.root) == before


def test_a_broken_file_in_its_place_is_left_alone(folder: Folder) -> None:
    book(folder).write_bytes(b"bukan buku kerja")
    assert folder.run("audit").code == 0
    assert book(folder).read_bytes() == b"bukan buku kerja"
    assert len(list(book(folder).parent.glob("uji_petik_*.xlsx"))) == 1


def test_without_a_cut_the_first_three_places_count(tmp_path: Path) -> None:
    folder = distributed(tmp_path / "lomba")
    folder.send_back("J01", full(80))
    folder.run("update")
    said = folder.json("audit")
    # All three entries are on places 1 to 3 whatever anybody gives them.
    assert (said["winners"], said["pivotal"], said["random"]) == ("places 1-3", 0, 15)


def test_before_any_sheet_is_in_there_is_nothing_to_read(tmp_path: Path) -> None:
    folder = distributed(tmp_path / "lomba")
    said = folder.json("audit")
    assert (said["counted"], said["cells"]) == (0, [])


@pytest.mark.libreoffice
def test_what_is_typed_is_compared_and_counted_live(folder: Folder, tmp_path: Path) -> None:
    folder.run("audit")
    value = lines(book(folder))[0]["Nilai Dihitung"]
    type_in(book(folder), 1, Nilai_di_Berkas_Asli=value)
    type_in(book(folder), 2, Nilai_di_Berkas_Asli=value + 0.5)
    type_in(book(folder), 3, Nilai_di_Berkas_Asli="R")
    page = load_workbook(recalculate(book(folder), tmp_path / "neu"), data_only=True)[SHEET]
    column = headings(page, HEADING)["Cocok?"]
    found = [page.cell(HEADING + row, column).value for row in range(1, 5)]
    assert found == ["cocok", "beda", "beda", "belum"]
    assert [cell.value for cell in page[5][1:4]] == ["cocok: 1", "beda: 2", "belum: 42"]


@pytest.mark.libreoffice
def test_a_number_typed_as_text_is_compared_as_a_number(folder: Folder, tmp_path: Path) -> None:
    folder.run("audit")
    typed = ["{}", "{},0", "{}.00", " {} ", "{},5", "1.{},5"]
    for row, line in enumerate(lines(book(folder))[: len(typed)], start=1):
        text = typed[row - 1].format(line["Nilai Dihitung"])
        type_in(book(folder), row, Nilai_di_Berkas_Asli=text)
    told = compared(recalculate(book(folder), tmp_path / "neu"))
    assert told[: len(typed)] == ["cocok"] * 4 + ["beda"] * 2


@pytest.mark.libreoffice
def test_where_no_place_was_given_a_dash_or_a_signed_empty_cell_matches(tmp_path: Path) -> None:
    places = places_sheets(tmp_path / "lomba")
    for juror in ("J01", "J02", "J03"):
        send(places, juror, {1: 1, 2: 2, 3: 3})
    places.run("update")
    places.run("audit", "--sample", "999")
    rows = [n for n, line in enumerate(lines(book(places)), 1) if line["Nilai Dihitung"] == 0]
    typed: list[Mapping[str, Any]] = [
        {"Nilai_di_Berkas_Asli": "–"},
        {"Nilai_di_Berkas_Asli": "-"},
        {"Pemeriksa": "Auditor"},
        {"Nilai_di_Berkas_Asli": 4, "Pemeriksa": "Auditor"},
        {},
    ]
    for row, cells in zip(rows, typed, strict=False):
        type_in(book(places), row, **cells)
    told = compared(recalculate(book(places), tmp_path / "neu"))
    assert [told[row - 1] for row in rows[:5]] == ["cocok", "cocok", "cocok", "beda", "belum"]


def compared(path: Path) -> list[Any]:
    page = load_workbook(path, data_only=True)[SHEET]
    column = headings(page, HEADING)["Cocok?"]
    return [page.cell(row, column).value for row in range(HEADING + 1, page.max_row + 1)]
