"""The inbox: every file is found once, with its bytes or with what is wrong."""

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from sinovik_sheets.problems import files as rules
from sinovik_sheets.stores.inbox import Received, find_files, is_ignorable


def zipped(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def found(source: Path, shown_as: str = "") -> dict[str, Received]:
    files = list(find_files(source, shown_as))
    assert len({file.path for file in files}) == len(files)
    return {file.path: file for file in files}


def test_files_of_all_folders_come_sorted_with_their_bytes(tmp_path: Path) -> None:
    for name in ("b.xlsx", "a/z.xlsx", "a/b/y.xlsx", ".tersembunyi"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    files = found(tmp_path)
    assert list(files) == [".tersembunyi", "b.xlsx", "a/z.xlsx", "a/b/y.xlsx"]
    assert all(file.data == name.encode() for name, file in files.items())
    assert list(found(tmp_path / "a", "dari")) == ["dari/z.xlsx", "dari/b/y.xlsx"]


def test_a_single_file_is_a_source(tmp_path: Path) -> None:
    path = tmp_path / "nilai.xlsx"
    path.write_bytes(b"x")
    assert list(found(path)) == ["nilai.xlsx"]
    assert list(found(path, "map/nilai.xlsx")) == ["map/nilai.xlsx"]


def test_zips_are_opened_by_their_bytes_one_level_deep(tmp_path: Path) -> None:
    inner = zipped({"c.txt": b"c"})
    data = zipped({"map/": b"", "map/a.txt": b"a", "dalam.zip": inner, "~$a.xlsx": b""})
    (tmp_path / "kiriman").write_bytes(data)
    files = found(tmp_path)
    assert {name: (f.data, f.problem, f.ignored) for name, f in files.items()} == {
        "kiriman/dalam.zip": (inner, rules.NESTED_ZIP, False),
        "kiriman/map/a.txt": (b"a", None, False),
        "kiriman/~$a.xlsx": (b"", None, True),
    }


def test_a_damaged_member_does_not_hide_the_others(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"isi pertama", "b.txt": b"isi kedua"}))
    at = data.find(b"isi pertama")
    data[at : at + 3] = b"XXX"
    (tmp_path / "x.zip").write_bytes(data)
    files = found(tmp_path)
    assert files["x.zip"].problem is rules.LOCKED_ZIP
    assert (files["x.zip"].detail, files["x.zip"].data) == ("a.txt", bytes(data))
    assert files["x.zip/b.txt"].data == b"isi kedua"


def test_a_workbook_is_a_file_and_not_a_zip_to_open(tmp_path: Path) -> None:
    data = zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""})
    (tmp_path / "nilai.xlsx").write_bytes(data)
    assert found(tmp_path)["nilai.xlsx"].data == data


def test_a_file_too_big_to_be_a_sheet_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "video.mp4").open("wb") as stream:
        stream.truncate(65 * 2**20)  # a hole: it takes no room on the disk
    file = found(tmp_path)["video.mp4"]
    assert (file.problem, file.data) == (rules.TOO_BIG, b"")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="NOT TESTED: no pipes on this system")
def test_a_pipe_does_not_hang_the_run(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa.xlsx")
    assert found(tmp_path)["pipa.xlsx"].problem is rules.UNREADABLE_FILE


@pytest.mark.parametrize(
    ("name", "ignored"),
    [
        ("~$nilai.xlsx", True),
        (".~lock.nilai.xlsx#", True),
        ("Thumbs.db", True),
        ("DESKTOP.INI", True),
        ("._nilai.xlsx", True),
        ("nilai.xlsx.crdownload", True),
        ("nilai.xlsx", False),
        (".nilai.xlsx", False),
        ("tmp", False),
        ("partai.xlsx", False),
    ],
)
def test_only_files_of_programs_are_ignored(name: str, ignored: bool) -> None:  # noqa: FBT001 - a parameter of the test
    assert is_ignorable(name) is ignored
