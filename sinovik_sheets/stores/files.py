"""Write files so that a reader finds the old content or the new, never a part of one.

All writing into a competition folder goes through here.
"""

import contextlib
import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, TypeVar

from sinovik_sheets.problems import SinovikError
from sinovik_sheets.text import _

RETRY_SECONDS = 5.0
"""How long a sharing violation (Excel, antivirus, cloud sync) is waited for."""

Result = TypeVar("Result")


class LockedFileError(SinovikError):
    """The target is held open by another program and could not be replaced."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("{file} is open in another program.").format(file=path.name),
            _("Close this file in Excel, then run the command again."),
        )


def write_bytes(path: Path, data: bytes, *, settled: bool = True) -> None:
    """Replace `path` by `data`: temporary file beside it, fsync, read back, rename.

    The rename is forced to disk too; who writes many files into one folder may
    leave that to one `sync_folder` at the end (`settled=False`).
    Raises LockedFileError when another program holds the target, SinovikError
    when the disk does not give back what was written, and OSError otherwise;
    the old content then still stands.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    replaced = False
    try:
        with _opened(temporary) as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if temporary.read_bytes() != data:
            raise SinovikError(
                _("{file} could not be written correctly.").format(file=path.name),
                _("Check the disk, then run the command again."),
            )
        _patiently(lambda: temporary.replace(path), path)
        replaced = True
    finally:
        if not replaced:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
    if settled:
        sync_folder(path.parent)


def _opened(path: Path) -> BinaryIO:
    """Open a file for writing; its folder is made where it is missing."""
    try:
        return path.open("wb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("wb")


def write_or_neighbour(path: Path, data: bytes, now: datetime) -> Path:
    """Write `path`; when it is held open, a dated neighbour. Returns what was written."""
    try:
        write_bytes(path, data)
    except LockedFileError:
        stamp = now.strftime("%Y-%m-%d_%H%M%S")
        neighbour = path.with_name(f"{path.stem}_{stamp}{path.suffix}")
        write_bytes(neighbour, data)
        return neighbour
    return path


def append_line(path: Path, line: bytes) -> None:
    """Append one line and force it to disk; a failed write leaves no part of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as stream:
        start = stream.tell()
        try:
            stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())
        except OSError:
            with contextlib.suppress(OSError):
                stream.truncate(start)
            raise


def is_held_open(path: Path) -> bool:
    """Return whether Excel or LibreOffice has this workbook open.

    Both leave an owner file beside it: `~$name.xlsx` and `.~lock.name.xlsx#`.
    """
    owners = (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#"))
    return any(owner.exists() for owner in owners)


def _patiently(action: Callable[[], Result], path: Path) -> Result:
    deadline = time.monotonic() + RETRY_SECONDS
    while True:
        try:
            return action()
        except PermissionError:
            # On Windows this is how a file open in Excel shows; elsewhere it will not pass.
            if os.name != "nt" or time.monotonic() > deadline:
                raise LockedFileError(path) from None
            time.sleep(0.2)


def sync_folder(folder: Path) -> None:
    """Force a rename to disk where the system can (Windows cannot open folders)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
