"""sinovik units import: shown, done, kept, journalled; wrong use in plain words."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from competition import Folder, run, type_rows
from unit_lists import Row, csv_list, listed


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A competition folder as `init` leaves it."""
    root = tmp_path / "lomba"
    run("init", str(root), "--preset", "lima_kriteria")
    return Folder(root)


def put(folder: Folder, name: str, *rows: Row) -> str:
    path = folder.root.parent / name
    path.write_bytes(csv_list(*rows))
    return str(path)


def test_the_command_shows_what_it_does_and_does_it(folder: Folder) -> None:
    path = put(folder, "unit.csv", ["id", "nama"], [1, "Dinas A"], [2, "Puskesmas B"], [3, "Demo"])
    dry = folder.run("units", "import", path, "--dry-run")
    assert not (folder.root / "daftar_unit.xlsx").exists()
    assert not (folder.root / "arsip" / "jejak.jsonl").exists()
    said = folder.run("units", "import", path)
    assert (dry.code, said.code) == (1, 1)
    for text in (dry.out, said.out):
        assert all(word in text for word in ("nama", "OPD-01", "PKM-01", "Demo", "unit.csv › B4"))
        assert "Rows read: 3" in text
    assert "Next:" in said.err
    assert [u.code for u in listed((folder.root / "daftar_unit.xlsx").read_bytes())] == [
        "OPD-01",
        "PKM-01",
    ]


def test_the_list_is_kept_and_journalled_and_a_second_run_changes_nothing(folder: Folder) -> None:
    path = put(folder, "unit.csv", ["nama"], ["Dinas A"])
    assert folder.run("units", "import", path).code == 0
    before = {p: p.read_bytes() for p in folder.root.rglob("*") if p.is_file()}
    (event,) = [e for e in folder.journal() if e["kind"] == "units"]
    (file,) = event["files"]
    assert file["name"] == "unit.csv"
    assert (folder.root / "arsip" / file["sha256"]).read_bytes() == Path(path).read_bytes()
    assert event["added"] == 1
    assert folder.run("units", "import", path).code == 0
    assert {p: p.read_bytes() for p in folder.root.rglob("*") if p.is_file()} == before


def test_units_of_both_workbooks_are_known(folder: Folder) -> None:
    settled = [{"Kode": "D1", "Nama": "Dinas A", "Jenis": "OPD"}]
    type_rows(folder.root / "kompetisi.xlsx", {"Unit": settled})
    path = put(folder, "unit.csv", ["Kode", "Nama"], ["D1", "Dinas A"], ["D2", "Dinas B"])
    assert folder.run("units", "import", path).code == 0
    units = listed((folder.root / "daftar_unit.xlsx").read_bytes())
    assert [unit.code for unit in units] == ["D2"]
    found = folder.json("check")["findings"]
    assert not [f for f in found if f["file"] == "daftar_unit.xlsx"]


def test_a_folder_without_any_settings_is_enough(folder: Folder) -> None:
    (folder.root / "kompetisi.xlsx").write_bytes(b"")
    path = put(folder, "unit.csv", ["nama"], ["Dinas A"])
    for added in (1, 0):
        said = folder.json("units", "import", path)
        assert said["rows"]["added"] == added


def test_json_has_every_row_and_finding(folder: Folder) -> None:
    path = put(folder, "unit.csv", ["nama"], ["Dinas A"], ["Apa Saja"])
    said = folder.json("units", "import", path, "--kind", "upt", "--dry-run")
    assert [(u["outcome"], u["code"], u["kind"]) for u in said["units"]] == [
        ("added", "OPD-01", "OPD"),
        ("added", "UPT-01", "UPT"),
    ]
    assert said["lists"][0]["mapping"] == [{"heading": "nama", "column": "Nama"}]
    assert said["by_kind"] == {"OPD": 1, "UPT": 1}
    assert said["counts"]["error"] == 0


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("tidak ada.csv",), 3, "There is no file"),
        (("{list}", "--kind", "apa saja"), 3, "OPD, kecamatan"),
        (("{list}", "--only", "nama"), 2, "COLUMN=VALUE"),
        (("{list}", "--only", "status=Negeri"), 3, "nama"),
        ((), 2, "FILES"),
    ],
)
def test_wrong_use_is_told_in_plain_words(
    folder: Folder, arguments: Sequence[str], code: int, word: str
) -> None:
    path = put(folder, "unit.csv", ["nama"], ["Dinas A"])
    said = folder.run("units", "import", *(text.format(list=path) for text in arguments))
    assert said.code == code
    assert word in said.err
    assert not (folder.root / "daftar_unit.xlsx").exists()


def test_a_broken_workbook_stops_the_import(folder: Folder) -> None:
    path = put(folder, "unit.csv", ["nama"], ["Dinas A"])
    (folder.root / "daftar_unit.xlsx").write_bytes(b"PK\x03\x04")
    said = folder.run("units", "import", path)
    assert said.code == 3
    assert "daftar_unit.xlsx" in said.err
    assert not (folder.root / "arsip" / "jejak.jsonl").exists()


def test_a_workbook_open_in_excel_stops_the_import(folder: Folder) -> None:
    for name in ("Dinas A", "Dinas B"):
        path = put(folder, "unit.csv", ["nama"], [name])
        said = folder.run("units", "import", path)
        (folder.root / "~$daftar_unit.xlsx").write_bytes(b"")
    assert said.code == 3
    assert "daftar_unit.xlsx is open" in said.err
    units = listed((folder.root / "daftar_unit.xlsx").read_bytes())
    assert [unit.name for unit in units] == ["Dinas A"]
    assert len([event for event in folder.journal() if event["kind"] == "units"]) == 1


def test_the_folder_may_be_named_before_the_command(folder: Folder) -> None:
    path = put(folder, "unit.csv", ["nama"], ["Dinas A"])
    assert run("-C", str(folder.root), "units", "import", path).code == 0
    assert (folder.root / "daftar_unit.xlsx").exists()
