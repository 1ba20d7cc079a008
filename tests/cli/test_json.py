"""--json: the result alone on stdout, in the shapes that others read; -C where people put it."""

import json
from contextlib import chdir
from pathlib import Path

import pytest

from competition import CRITERIA, Folder, build, distributed, full, run

LEVELS = {"error", "question", "warning", "note", "missing"}
FINDING = {
    "rule", "verdict", "file", "sheet", "cell", "juror",
    "entry", "criterion", "value", "message", "fix",
}  # fmt: skip
STANDING = {
    "entry", "title", "unit", "category", "total", "stage_total", "criteria", "place",
    "place_in_category", "tied", "decided_by", "n", "recused", "advances",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Three sheets in: one whole, one with a gap and a question, one useless."""
    made = distributed(tmp_path / "lomba")
    made.send_back("J01", full(80, n2=75.5))
    made.send_back("J02", full(70) | {("INO-0003", "K1"): None, ("INO-0002", "K2"): 7})
    (made.root / "3_masuk" / "catatan.csv").write_bytes(b"a,b\n")
    return made


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["distribute"],
        ["distribute", "--dry-run"],
        ["collect"],
        ["validate"],
        ["validate", "--dry-run"],
        ["merge"],
        ["merge", "--dry-run"],
        ["rank"],
        ["rank", "--dry-run"],
        ["update"],
        ["status"],
        ["explain", "INO-0001"],
        ["verify"],
    ],
    ids=" ".join,
)
def test_stdout_holds_json_alone(command: list[str], folder: Folder) -> None:
    folder.run("collect")
    said = folder.run(*command, "--json")
    assert said.code in (0, 1)
    json.loads(said.out)
    plain = folder.run(*command)
    assert plain.code in (0, 1)
    assert plain.out.strip()
    with pytest.raises(ValueError):
        json.loads(plain.out)


def test_presets_as_json() -> None:
    presets = run("presets", "--json").json
    assert {"name", "title", "year", "status", "source", "note"} == set(presets[0])
    assert {preset["status"] for preset in presets} <= {"official", "ours"}


def test_collect(folder: Folder) -> None:
    said = folder.json("collect")
    assert set(said) == {"files", "counts"}
    assert set(said["files"][0]) == {"path", "sha256", "fate", "juror", "stage", "reason"}
    assert list(said["counts"].values()) == [2, 0, 0, 0, 0, 1, 0, 0]


def test_validate(folder: Folder) -> None:
    folder.run("collect")
    said = folder.json("validate")
    assert set(said) == {"findings", "counts"}
    assert set(said["counts"]) == LEVELS
    assert all(set(finding) == FINDING for finding in said["findings"])
    assert {f["verdict"] for f in said["findings"]} <= {"note", "ask", "reject", "missing"}
    assert sum(said["counts"].values()) == len(said["findings"])
    by_rule = {finding["rule"]: finding for finding in said["findings"]}
    missing = by_rule["missing"]
    assert (missing["juror"], missing["entry"], missing["criterion"]) == ("J02", "INO-0003", "K1")
    assert (missing["sheet"], missing["cell"]) == ("Lembar Penilaian", "G12")
    assert by_rule["low-score"]["value"] == "7"
    assert by_rule["plain-text"]["file"] == "catatan.csv"
    assert by_rule["sheet-awaited"]["juror"] == "J03"


def test_rank_numbers_are_exact_texts(folder: Folder) -> None:
    folder.run("collect")
    said = folder.json("rank")
    assert set(said) >= {"stage", "status", "method", "entries"}
    assert (said["stage"], said["status"], said["method"]) == ("T1", "sementara", "rata_rata")
    assert all(set(entry) >= STANDING for entry in said["entries"])
    entries = {entry["entry"]: entry for entry in said["entries"]}
    assert entries["INO-0001"]["total"] == "75"
    assert entries["INO-0002"]["total"] == "75.5"
    assert entries["INO-0002"]["criteria"] == dict.fromkeys(CRITERIA, "75.5")
    assert [entry["n"] for entry in said["entries"]] == [1, 1, 2]
    assert [entry["place"] for entry in said["entries"]] == [1, 2, 3]


def test_explain(folder: Folder) -> None:
    folder.run("collect")
    said = folder.json("explain", "ino-0001")
    assert (said["entry"], said["place"], said["total"]) == ("INO-0001", 3, "75")
    first = said["jurors"][0]
    assert set(first) >= {"juror", "total", "file", "scores"}
    assert (first["juror"], first["file"], first["total"]) == ("J01", "kiriman J01.xlsx", "80")
    assert first["scores"][0] | {"criterion": "K1", "value": "80"} == first["scores"][0]
    assert first["scores"][0]["cell"] == "G10"


def test_status(folder: Folder) -> None:
    folder.run("update")
    said = folder.json("status")
    assert said["files"]["used"] == 2
    (stage,) = said["stages"]
    assert stage["stage"] == "T1"
    jurors = {line["juror"]: line for line in stage["jurors"]}
    assert jurors["J02"] == {
        "juror": "J02", "expected": 3, "counted": 1, "recused": 0, "missing": 1, "open": 1,
    }  # fmt: skip
    assert jurors["J03"]["missing"] == 3


def test_update(folder: Folder) -> None:
    said = folder.run("update", "--json")
    assert said.code == 1
    assert set(said.json) == {"roster", "collect", "stages"}
    assert said.json["roster"] is None
    (stage,) = said.json["stages"]
    assert set(stage["validate"]["counts"]) == LEVELS
    assert stage["rank"]["stage"] == "T1"


def test_distribute_and_verify(folder: Folder) -> None:
    said = folder.json("distribute")
    assert said["new"] == []
    assert "2_lembar_juri/T1/J01.xlsx" in said["files"]
    folder.run("update")
    verified = folder.json("verify")
    assert (verified["archive"], verified["stages"], verified["sound"]) == (3, ["T1"], True)


def test_the_terminal_may_speak_another_language_than_the_files(folder: Folder) -> None:
    folder.run("collect")

    def reasons(language: str) -> list[str]:
        said = run("--lang", language, "collect", "--json", "-C", str(folder.root)).json
        return [file["reason"] for file in said["files"] if file["reason"]]

    assert reasons("en") == ["This is plain text (such as CSV), not a workbook."]
    assert reasons("id") != reasons("en")


def test_the_folder_may_be_named_before_or_after_the_command_or_be_the_current_one(
    tmp_path: Path,
) -> None:
    folder = build(tmp_path / "lomba")
    name = str(folder.root)
    before = run("-C", name, "check", "--json")
    after = run("check", "--json", "-C", name)
    with chdir(folder.root):
        inside = run("check", "--json")
    assert before == after == inside
    assert (before.code, before.json["findings"]) == (0, [])
    assert run("-C", str(tmp_path / "salah"), "check", "-C", name).code == 0
