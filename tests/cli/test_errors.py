"""When a command cannot run: a plain sentence, the right exit code, and nothing lost."""

import json
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from competition import Folder, build, contents, distributed, edit, fingerprint, full, restored, run
from sinovik_sheets.cli import main
from workbooks import PNG

DONE, PEOPLE_MUST_ACT, USAGE, COULD_NOT_RUN = 0, 1, 2, 3
READING = [["status"], ["verify"], ["explain", "INO-0001"]]
WRITING = [["distribute"], ["collect"], ["validate"], ["merge"], ["rank"], ["update"]]
ALL = [["check"], *READING, *WRITING]
LOCKED_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")


def name(command: list[str]) -> str:
    return command[0]


@cache
def _with_results() -> Mapping[str, bytes]:
    with TemporaryDirectory() as made:
        folder = distributed(Path(made) / "lomba")
        folder.send_back("J01", full())
        assert folder.run("update").code == PEOPLE_MUST_ACT
        return contents(folder.root)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder with one sheet in, and its results."""
    return restored(tmp_path / "lomba", _with_results())


def refused(folder: Folder, *command: str) -> str:
    """Run a command that cannot run; return what it says."""
    before = fingerprint(folder.root)
    said = folder.run(*command)
    assert said.code == COULD_NOT_RUN
    assert said.out == ""
    assert fingerprint(folder.root) == before
    return said.err


# The folder


@pytest.mark.parametrize("command", ALL, ids=name)
def test_without_a_folder(command: list[str], tmp_path: Path) -> None:
    said = run(*command, "-C", str(tmp_path / "tidak ada"))
    assert (said.code, said.out) == (COULD_NOT_RUN, "")
    assert "tidak ada" in said.err
    assert "sinovik init" in said.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ALL, ids=name)
def test_in_a_folder_that_is_no_competition(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "surat.docx").write_bytes(b"x")
    said = refused(Folder(tmp_path), *command)
    assert "kompetisi.xlsx" in said
    assert "-C" in said


def test_in_a_file_instead_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "lomba").write_bytes(b"x")
    assert run("status", "-C", str(tmp_path / "lomba")).code == COULD_NOT_RUN


# The settings


@pytest.mark.parametrize("command", [*READING, *WRITING], ids=name)
@pytest.mark.parametrize(
    "data",
    [b"", PNG, b"PK\x03\x04 [Content_Types].xml xl/", LOCKED_OLE],
    ids=["empty", "picture", "damaged", "password"],
)
def test_with_settings_that_cannot_be_opened(
    data: bytes, command: list[str], folder: Folder
) -> None:
    (folder.root / "kompetisi.xlsx").write_bytes(data)
    said = refused(folder, *command)
    assert "kompetisi.xlsx" in said
    assert "sinovik check" in said


def test_check_tells_settings_that_cannot_be_opened_as_a_finding(folder: Folder) -> None:
    (folder.root / "kompetisi.xlsx").write_bytes(LOCKED_OLE)
    said = folder.run("check", "--json")
    assert said.code == PEOPLE_MUST_ACT
    assert said.json["findings"][0]["rule"] == "unreadable-book"
    assert "password" in said.json["findings"][0]["message"]


@pytest.mark.parametrize("book", ["kompetisi.xlsx", "daftar_peserta.xlsx"])
@pytest.mark.parametrize("command", ALL, ids=name)
def test_with_a_book_the_disk_does_not_give(command: list[str], book: str, folder: Folder) -> None:
    (folder.root / book).unlink()
    (folder.root / book).mkdir()
    assert book in refused(folder, *command)


@pytest.mark.parametrize("command", [*READING, *WRITING], ids=name)
def test_with_mistakes_in_the_settings_all_are_told(command: list[str], folder: Folder) -> None:
    edit(folder.root / "kompetisi.xlsx", {"Kriteria": {"D3": 21}, "Juri": {"E3": "bukan alamat"}})
    said = refused(folder, *command)
    assert "Kriteria › D3" in said
    assert "Juri › E3" in said


def test_a_journal_is_not_needed_to_check_the_settings(folder: Folder) -> None:
    (folder.root / "arsip" / "jejak.jsonl").write_bytes(b"rusak\n")
    assert folder.run("check").code == DONE


# Stages and entries


@pytest.mark.parametrize(
    "command", [["distribute"], ["validate"], ["merge"], ["rank"], ["update"]], ids=name
)
def test_an_unknown_stage(command: list[str], folder: Folder) -> None:
    said = refused(folder, *command, "--stage", "T7")
    assert "T7" in said
    assert "T1" in said


def test_a_stage_is_found_whatever_its_case(folder: Folder) -> None:
    assert folder.json("rank", "--stage", "t1")["stage"] == "T1"


@pytest.fixture
def two_stages(tmp_path: Path) -> Folder:
    criteria = [
        {"Tahap": stage, "Kode": "K1", "Nama": "Manfaat", "Bobot": 100} for stage in ("T1", "T2")
    ]
    stages = [{"Kode": code, "Nama": f"Tahap {code}"} for code in ("T1", "T2")]
    return build(tmp_path, Tahap=stages, Kriteria=criteria)


@pytest.mark.parametrize(
    "command", [["distribute"], ["validate"], ["merge"], ["rank"], ["explain", "1"]], ids=name
)
def test_several_stages_and_none_named(command: list[str], two_stages: Folder) -> None:
    said = refused(two_stages, *command)
    assert "T1, T2" in said
    assert "--stage" in said


def test_the_only_stage_that_is_out_need_not_be_named(two_stages: Folder) -> None:
    assert two_stages.run("distribute", "--stage", "T2").code == DONE
    assert two_stages.json("rank")["stage"] == "T2"
    assert two_stages.json("update")["stages"][0]["rank"]["stage"] == "T2"
    assert two_stages.json("distribute")["stage"] == "T2"


@pytest.mark.parametrize(
    "command", [["validate"], ["merge"], ["rank"], ["explain", "INO-0001"]], ids=name
)
def test_before_any_sheet_is_out(command: list[str], tmp_path: Path) -> None:
    assert "sinovik distribute" in refused(build(tmp_path), *command)


@pytest.mark.parametrize("command", [["update"], ["status"], ["collect"], ["verify"]], ids=name)
def test_before_any_sheet_is_out_these_have_nothing_to_do(
    command: list[str], tmp_path: Path
) -> None:
    folder = build(tmp_path)
    said = folder.run(*command)
    assert said.code == DONE
    if command[0] in ("update", "status"):
        assert "sinovik distribute" in said.err


@pytest.mark.parametrize(
    ("written", "told"), [("INO-1234", "INO-"), ("entah", "daftar_peserta.xlsx")]
)
def test_an_unknown_entry(written: str, told: str, folder: Folder) -> None:
    said = refused(folder, "explain", written)
    assert written in said
    assert told in said


# The disk


@pytest.mark.parametrize(
    ("place", "command"),
    [
        ("2_lembar_juri", "distribute"),
        ("arsip", "distribute"),
        ("arsip", "collect"),
        ("arsip", "update"),
        ("4_temuan", "validate"),
        ("5_hasil", "merge"),
        ("5_hasil", "rank"),
    ],
)
def test_a_file_where_a_folder_should_be(place: str, command: str, tmp_path: Path) -> None:
    folder = build(tmp_path) if command == "distribute" else distributed(tmp_path)
    moved = tmp_path / place
    if moved.is_dir():
        moved.rename(tmp_path / f"{place} lama")
    moved.write_bytes(b"x")
    said = folder.run(command)
    assert said.code == COULD_NOT_RUN
    assert said.out == ""
    assert said.err.strip()
    assert moved.read_bytes() == b"x"
    moved.unlink()
    if (tmp_path / f"{place} lama").exists():
        (tmp_path / f"{place} lama").rename(moved)
    assert folder.run(command).code in (DONE, PEOPLE_MUST_ACT)


def test_without_the_inbox(folder: Folder) -> None:
    (folder.root / "3_masuk").rename(folder.root / "masuk lama")
    assert "3_masuk" in refused(folder, "collect")


# The lock


@pytest.mark.parametrize("command", WRITING, ids=name)
def test_while_another_run_writes(command: list[str], folder: Folder) -> None:
    lock = folder.root / "arsip" / "sedang_dipakai.lock"
    owner = {"user": "siti", "machine": "LAPTOP-BAGOR", "process": 4711}
    lock.write_text(json.dumps(owner), encoding="utf-8")
    said = refused(folder, *command)
    assert "siti @ LAPTOP-BAGOR" in said
    assert "arsip/sedang_dipakai.lock" in said
    lock.unlink()
    assert folder.run(*command).code in (DONE, PEOPLE_MUST_ACT)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b'{"user": 1}'])
def test_a_lock_without_an_owner(content: bytes, folder: Folder) -> None:
    (folder.root / "arsip" / "sedang_dipakai.lock").write_bytes(content)
    assert "sedang_dipakai.lock" in refused(folder, "collect")


@pytest.mark.parametrize("command", READING, ids=name)
def test_reading_goes_on_while_another_run_writes(command: list[str], folder: Folder) -> None:
    (folder.root / "arsip" / "sedang_dipakai.lock").write_bytes(b"{}")
    assert folder.run(*command).code == DONE


def test_a_run_that_stops_leaves_no_lock(folder: Folder) -> None:
    refused(folder, "collect", "tidak ada")
    assert not (folder.root / "arsip" / "sedang_dipakai.lock").exists()
    assert folder.run("collect").code == DONE


# Journal and archive


@pytest.mark.parametrize("command", [*READING, *WRITING], ids=name)
def test_a_broken_line_in_the_journal(command: list[str], folder: Folder) -> None:
    path = folder.root / "arsip" / "jejak.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], lines[1].replace(b"J02", b"J03"), *lines[2:]]))
    said = refused(folder, *command)
    assert "jejak.jsonl" in said
    assert "line 2" in said


@pytest.mark.parametrize("command", [*READING, *WRITING], ids=name)
def test_a_journal_the_disk_does_not_give(command: list[str], folder: Folder) -> None:
    path = folder.root / "arsip" / "jejak.jsonl"
    path.unlink()
    path.mkdir()
    assert "jejak.jsonl" in refused(folder, *command)


@pytest.mark.parametrize("lost", [True, False])
def test_an_archived_file_that_is_lost_or_changed(lost: bool, folder: Folder) -> None:  # noqa: FBT001 - a parameter of the test
    (received,) = (event for event in folder.journal() if event["kind"] == "received")
    path = folder.root / "arsip" / received["sha256"]
    path.chmod(0o600)
    path.unlink() if lost else path.write_bytes(b"lain")
    said = folder.run("verify", "--json")
    assert said.code == PEOPLE_MUST_ACT
    assert not said.json["sound"]
    (finding,) = said.json["findings"]
    assert finding["rule"] == "archive-broken"
    assert received["sha256"] in finding["file"]
    for command in (["rank"], ["status"], ["explain", "INO-0001"]):
        assert received["sha256"][:12] in refused(folder, *command)


def test_a_lost_archived_file_that_still_lies_in_the_inbox_comes_back(folder: Folder) -> None:
    (received,) = (event for event in folder.journal() if event["kind"] == "received")
    (folder.root / "arsip" / received["sha256"]).unlink()
    assert folder.run("collect").code == DONE
    assert folder.json("verify")["sound"]


def test_a_result_that_was_changed_by_hand(folder: Folder) -> None:
    assert folder.run("verify").code == DONE
    path = folder.root / "5_hasil" / "T1" / "nilai.csv"
    path.write_bytes(path.read_bytes().replace(b",80,", b",99,", 1))
    said = folder.run("verify", "--json")
    assert said.code == PEOPLE_MUST_ACT
    assert [(f["rule"], f["file"]) for f in said.json["findings"]] == [
        ("result-differs", "5_hasil/T1/nilai.csv")
    ]


# init


def test_init_with_an_unknown_preset(tmp_path: Path) -> None:
    said = run("init", str(tmp_path / "lomba"), "--preset", "lima_kritera")
    assert (said.code, said.out) == (COULD_NOT_RUN, "")
    assert "lima_kriteria" in said.err
    assert list(tmp_path.iterdir()) == []


def test_init_into_a_competition(folder: Folder) -> None:
    before = fingerprint(folder.root)
    said = run("init", str(folder.root), "--preset", "lima_kriteria")
    assert (said.code, said.out) == (COULD_NOT_RUN, "")
    assert fingerprint(folder.root) == before


def test_init_beside_other_files_touches_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "daftar_peserta.xlsx").write_bytes(b"milik orang")
    assert run("init", str(tmp_path), "--preset", "lima_kriteria").code == DONE
    assert (tmp_path / "daftar_peserta.xlsx").read_bytes() == b"milik orang"


def test_init_where_no_folder_can_be(tmp_path: Path) -> None:
    (tmp_path / "lomba").write_bytes(b"x")
    for place in (tmp_path / "lomba", tmp_path / "lomba" / "dalam"):
        said = run("init", str(place), "--preset", "lima_kriteria")
        assert (said.code, said.out) == (COULD_NOT_RUN, "")
    assert contents(tmp_path) == {"lomba": b"x"}


# Usage


@pytest.mark.parametrize(
    "command",
    [
        ["rangking"],
        ["rank", "--tahap", "T1"],
        ["rank", "--stage"],
        ["rank", "lebih"],
        ["explain"],
        ["init", "lomba"],
        ["distribute", "--to", "kertas"],
        ["--lang", "jv", "status"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2(command: list[str]) -> None:
    said = run(*command)
    assert (said.code, said.out) == (USAGE, "")
    assert said.err.strip()


def test_the_program_itself_ends_with_the_code_and_without_a_traceback(folder: Folder) -> None:
    def start(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "sinovik_sheets", *arguments],
            cwd=folder.root,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    good = start("rank", "--json")
    assert good.returncode == PEOPLE_MUST_ACT
    assert json.loads(good.stdout)["stage"] == "T1"
    (folder.root / "kompetisi.xlsx").write_bytes(b"")
    bad = start("rank", "--json")
    assert (bad.returncode, bad.stdout) == (COULD_NOT_RUN, "")
    assert "kompetisi.xlsx" in bad.stderr
    assert "Traceback" not in bad.stderr


def test_the_bare_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    said = capsys.readouterr()
    assert ended.value.code in (0, 2)
    assert "distribute" in said.out + said.err
