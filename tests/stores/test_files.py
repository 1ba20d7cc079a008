"""Writing: the old content or the new, never a part of one."""

from datetime import datetime
from pathlib import Path

import pytest

from sinovik_sheets.stores.files import (
    append_line,
    is_held_open,
    write_bytes,
    write_or_neighbour,
)

NOW = datetime(2027, 8, 17, 9, 30, 5)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_made_with_its_folders_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "hasil.xlsx"
    write_bytes(path, b"baru")
    assert path.read_bytes() == b"baru"
    write_bytes(path, b"lebih baru")
    assert path.read_bytes() == b"lebih baru"
    assert names(path.parent) == ["hasil.xlsx"]


def test_when_it_cannot_be_replaced_the_old_content_stands(tmp_path: Path) -> None:
    path = tmp_path / "hasil.xlsx"
    path.mkdir()
    (path / "isi").write_bytes(b"lama")
    with pytest.raises(OSError, match=r"hasil\.xlsx"):
        write_bytes(path, b"baru")
    assert (path / "isi").read_bytes() == b"lama"
    assert names(tmp_path) == ["hasil.xlsx"]


def test_a_file_where_a_folder_should_be_stops_the_writing(tmp_path: Path) -> None:
    (tmp_path / "arsip").write_bytes(b"bukan folder")
    with pytest.raises(OSError, match="arsip"):
        write_bytes(tmp_path / "arsip" / "x" / "berkas", b"baru")
    assert (tmp_path / "arsip").read_bytes() == b"bukan folder"


def test_a_free_target_gets_no_neighbour(tmp_path: Path) -> None:
    path = tmp_path / "hasil.xlsx"
    assert write_or_neighbour(path, b"baru", NOW) == path
    assert names(tmp_path) == ["hasil.xlsx"]


def test_lines_are_appended(tmp_path: Path) -> None:
    path = tmp_path / "arsip" / "jejak.jsonl"
    append_line(path, b"satu\n")
    append_line(path, b"dua\n")
    assert path.read_bytes() == b"satu\ndua\n"


@pytest.mark.parametrize("owner", ["~$keputusan.xlsx", ".~lock.keputusan.xlsx#"])
def test_a_workbook_open_in_excel_or_libreoffice_is_seen(owner: str, tmp_path: Path) -> None:
    path = tmp_path / "keputusan.xlsx"
    assert not is_held_open(path)
    (tmp_path / owner).write_bytes(b"")
    assert is_held_open(path)
    assert not is_held_open(tmp_path / "kompetisi.xlsx")
