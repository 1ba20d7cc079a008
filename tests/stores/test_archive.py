"""The archive: what was received stays as it came."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinovik_sheets.problems import SinovikError
from sinovik_sheets.stores.archive import Archive, fingerprint


@given(data=st.binary(max_size=2000))
def test_bytes_come_back_as_they_were(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    archive = Archive(tmp_path_factory.mktemp("arsip"))
    sha256 = archive.put(data)
    assert sha256 == fingerprint(data) == hashlib.sha256(data).hexdigest()
    assert archive.get(sha256) == data


def test_the_same_bytes_are_kept_once_and_not_written_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.put(b"nilai")
    path = tmp_path / "arsip" / sha256
    before = path.stat()
    assert archive.put(b"nilai") == sha256
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert len([file for file in tmp_path.rglob("*") if file.is_file()]) == 1


def test_a_file_in_the_archive_is_write_protected(tmp_path: Path) -> None:
    sha256 = Archive(tmp_path).put(b"nilai")
    assert not (tmp_path / "arsip" / sha256).stat().st_mode & 0o222


def test_a_lost_or_changed_file_is_told_and_never_handed_out(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.put(b"nilai")
    path = tmp_path / "arsip" / sha256
    path.chmod(0o600)
    path.write_bytes(b"nilaI")
    with pytest.raises(SinovikError, match=sha256[:12]):
        archive.get(sha256)
    path.unlink()
    with pytest.raises(SinovikError, match=sha256[:12]):
        archive.get(sha256)
    assert archive.put(b"nilai") == sha256
    assert archive.get(sha256) == b"nilai"
