"""Where filled sheets come from: folders, sub-folders, single files, zip archives."""

import io
import lzma
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sinovik_sheets.problems import Rule
from sinovik_sheets.problems import files as rules
from sinovik_sheets.sheets.reading.book import container_kind
from sinovik_sheets.text import listing

MAX_FILE_BYTES = 64 * 2**20
MAX_ZIP_BYTES, MAX_ZIP_FILES = 512 * 2**20, 5_000
_IGNORED_NAMES = {"desktop.ini", "thumbs.db", ".ds_store", "folder.jpg"}
_IGNORED_STARTS = ("~$", ".~lock.", "._", "~wrl", ".sync", ".dropbox", ".nextcloud")
_IGNORED_ENDS = (".crdownload", ".part", ".partial", ".tmp", ".download", ".opdownload")


_BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    RuntimeError,  # a password, or a method this Python does not know
    OSError,
    EOFError,
    ValueError,  # names in no known encoding
)


@dataclass(frozen=True)
class Received:
    """One file found: where, its bytes, and what kept it from being read, if anything.

    `path` is as people know it (`kiriman.zip/J01.xlsx` for a file in a zip);
    `modified` the day the file carries (2026-12-17), empty when not known.
    """

    path: str
    data: bytes = b""
    ignored: bool = False
    problem: Rule | None = None
    detail: str = ""
    modified: str = ""


def is_ignorable(name: str) -> bool:
    """Return whether a file name is that of a lock, sync or unfinished download file."""
    plain = name.casefold()
    return (
        plain in _IGNORED_NAMES
        or plain.startswith(_IGNORED_STARTS)
        or plain.endswith(_IGNORED_ENDS)
    )


def find_files(source: Path, shown_as: str = "") -> Iterator[Received]:
    """Yield every file in a folder (with sub-folders) or a single file, sorted by path.

    Zip archives are opened one level deep; links are not followed out of the
    source. A file or folder that cannot be opened is yielded with its problem.
    """
    if source.is_file():
        yield from _open_file(source.resolve(), shown_as or source.name)
        return
    errors: list[OSError] = []
    for folder, subfolders, names in os.walk(source, onerror=errors.append):
        subfolders.sort()
        for name in sorted(names):
            path = Path(folder) / name
            relative = path.relative_to(source).as_posix()
            yield from _open_file(path, f"{shown_as}/{relative}" if shown_as else relative)
    for error in errors:
        name, reason = Path(str(error.filename)).name, error.strerror or ""
        yield Received(name, problem=rules.UNREADABLE_FILE, detail=reason)


def _open_file(path: Path, shown: str) -> Iterator[Received]:
    shown = _readable(shown)
    if is_ignorable(path.name):
        yield Received(shown, ignored=True)
        return
    try:
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode):  # a link, or a pipe that would never end
            yield Received(shown, problem=rules.UNREADABLE_FILE, detail="link")
            return
        if state.st_size > MAX_FILE_BYTES:
            yield Received(shown, problem=rules.TOO_BIG)
            return
        data = path.read_bytes()
    except OSError as error:
        yield Received(shown, problem=rules.UNREADABLE_FILE, detail=error.strerror or "")
        return
    if container_kind(data) == "zip":
        yield from _open_zip(data, shown)
    else:
        day = date.fromtimestamp(state.st_mtime)  # noqa: DTZ012 - the day on this computer's clock
        yield Received(shown, data, modified=day.isoformat())


def _open_zip(data: bytes, shown: str) -> Iterator[Received]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            too_big = sum(info.file_size for info in members) > MAX_ZIP_BYTES
            if too_big or len(members) > MAX_ZIP_FILES:
                yield Received(shown, data, problem=rules.TOO_BIG)
                return
            if not members:
                yield Received(shown, data, problem=rules.EMPTY)
            closed = []
            for info in sorted(members, key=lambda info: info.filename):
                member = _member(archive, info, _readable(f"{shown}/{info.filename}"))
                if member.problem is rules.LOCKED_ZIP:
                    closed.append(_readable(info.filename))
                else:
                    yield member
            if closed:  # the archive is kept whole, so that nothing of it is lost
                detail = listing(closed)
                yield Received(shown, data, problem=rules.LOCKED_ZIP, detail=detail)
    except _BROKEN_ZIP:
        yield Received(shown, data, problem=rules.LOCKED_ZIP, detail=shown)


def _readable(path: str) -> str:
    """Return a path that any file can hold, whatever bytes its names were made of."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, shown: str) -> Received:
    if is_ignorable(info.filename.rsplit("/", 1)[-1]):
        return Received(shown, ignored=True)
    if info.file_size > MAX_FILE_BYTES:
        return Received(shown, problem=rules.TOO_BIG)
    try:
        with archive.open(info) as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except _BROKEN_ZIP:
        return Received(shown, problem=rules.LOCKED_ZIP)
    if len(data) > MAX_FILE_BYTES:
        return Received(shown, problem=rules.TOO_BIG)
    if container_kind(data) == "zip":
        return Received(shown, data, problem=rules.NESTED_ZIP)
    return Received(shown, data, modified="{:04}-{:02}-{:02}".format(*info.date_time[:3]))
