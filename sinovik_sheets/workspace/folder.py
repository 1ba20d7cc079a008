"""The competition folder on disk: what lies in it, and the only way to change it."""

import contextlib
import getpass
import json
import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath

from sinovik_sheets import layout
from sinovik_sheets.problems import SinovikError
from sinovik_sheets.steps.plan import Output
from sinovik_sheets.stores.archive import Archive
from sinovik_sheets.stores.files import is_held_open, write_bytes, write_or_neighbour
from sinovik_sheets.stores.journal import Journal
from sinovik_sheets.text import _


class Workspace:
    """A folder that `sinovik init` made; paths inside it are those of `layout`."""

    def __init__(self, root: Path) -> None:
        """Open the folder; SinovikError when it is not a competition's."""
        self.root = root
        if not root.is_dir():
            raise SinovikError(
                _("The folder {folder} does not exist.").format(folder=root),
                _("Check the path, or make a competition: sinovik init {folder}").format(
                    folder=root
                ),
            )
        if not self.path(layout.COMPETITION).exists():
            raise SinovikError(
                _("The folder {folder} is not a competition: {file} is missing.").format(
                    folder=root.resolve(), file=layout.COMPETITION
                ),
                _("Go to the competition's folder or name it with -C FOLDER."),
            )
        self.archive = Archive(root)

    def path(self, relative: PurePosixPath) -> Path:
        """Return the real path of a place of the layout."""
        return self.root / relative

    def read(self, relative: PurePosixPath) -> bytes | None:
        """Return the bytes of a file, None when it does not exist."""
        with _plain_reading_errors(relative):
            path = self.path(relative)
            return path.read_bytes() if path.exists() else None

    def lies_in(self, inbox: PurePosixPath, path: str) -> bool:
        """Return whether a received file, or the zip it came in, still lies in an inbox."""
        place = self.path(inbox)
        for part in PurePosixPath(path).parts:
            place /= part
            if place.is_file():
                return True
        return False

    def journal(self) -> Journal:
        """Read the journal."""
        with _plain_reading_errors(layout.JOURNAL):
            return Journal(self.path(layout.JOURNAL))

    def write(self, outputs: Iterable[Output], now: datetime) -> list[Path]:
        """Write files and return the paths written; `keep` ones only where missing.

        A file that another program holds open gets a dated neighbour.
        """
        written = []
        with _plain_disk_errors():
            for output in outputs:
                path = self.path(output.path)
                if output.keep and path.exists():
                    continue
                if path.exists() and path.read_bytes() == output.data:
                    continue
                written.append(write_or_neighbour(path, output.data, now))
        return written

    def write_two_way(self, relative: PurePosixPath, data: bytes) -> None:
        """Replace a workbook that people fill in, keeping the old one in the archive.

        Nothing is done while it is open in a spreadsheet program.
        """
        self.refuse_if_open(relative)
        with _plain_disk_errors():
            current = self.read(relative)
            if current is not None:
                self.archive.put(current)
                self.archive.settle()
            write_bytes(self.path(relative), data)

    def files_in(self, folder: PurePosixPath) -> list[PurePosixPath]:
        """Return every file in a folder and below, sorted; none where it is missing."""
        with _plain_reading_errors(folder):
            found = sorted(p for p in self.path(folder).rglob("*") if p.is_file())
        return [PurePosixPath(p.relative_to(self.root).as_posix()) for p in found]

    def remove(self, paths: Sequence[PurePosixPath]) -> list[str]:
        """Take files away where they lie, and folders that are empty then.

        Returns the files another program holds open.
        """
        left = []
        with _plain_disk_errors():
            for path in paths:
                try:
                    self.path(path).unlink(missing_ok=True)
                except PermissionError:
                    left.append(path.as_posix())
        for folder in {self.path(path).parent for path in paths}:
            with contextlib.suppress(OSError):  # not empty, or never there
                folder.rmdir()
        return left

    def refuse_if_open(self, relative: PurePosixPath) -> None:
        """Raise SinovikError while a workbook is open in a spreadsheet program."""
        if is_held_open(self.path(relative)):
            raise SinovikError(
                _("{file} is open.").format(file=relative),
                _("Close this file in Excel, then run the command again."),
            )

    def is_open(self, relative: PurePosixPath) -> bool:
        """Return whether a workbook is open in a spreadsheet program."""
        return is_held_open(self.path(relative))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder for writing; SinovikError while another run holds it."""
        lock = self.path(layout.LOCK)
        owner = {"machine": platform.node(), "user": user_name(), "process": os.getpid()}
        with _plain_disk_errors():
            lock.parent.mkdir(parents=True, exist_ok=True)
            try:
                handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            except FileExistsError:
                raise SinovikError(
                    _("Another run is writing into this folder ({owner}).").format(
                        owner=_owner(lock)
                    ),
                    _("Wait until it is done. If none runs any more, delete {file}.").format(
                        file=layout.LOCK
                    ),
                ) from None
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as stream:
                    json.dump(owner, stream)
            except OSError:
                lock.unlink(missing_ok=True)
                raise
        try:
            with _plain_disk_errors():
                yield
        finally:
            lock.unlink(missing_ok=True)


def user_name() -> str:
    """Return the login name of whoever runs this, `?` where there is none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # no login name, as in some containers
        return "?"


def _owner(lock: Path) -> str:
    try:
        owner = json.loads(lock.read_text(encoding="utf-8"))
        return f"{owner['user']} @ {owner['machine']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "?"


@contextmanager
def _plain_reading_errors(relative: PurePosixPath) -> Iterator[None]:
    """Say in plain words why a file cannot be read."""
    try:
        yield
    except OSError as error:
        raise SinovikError(
            _("{file} cannot be read: {reason}.").format(file=relative, reason=error.strerror),
            _("Close the file in other programs, then run the command again."),
        ) from error


@contextmanager
def _plain_disk_errors() -> Iterator[None]:
    """Say in plain words what the disk refused."""
    try:
        yield
    except OSError as error:
        name = Path(str(error.filename)).name if error.filename else ""
        raise SinovikError(
            _("The disk refused to write {file}: {reason}.").format(
                file=name or "?", reason=error.strerror or error
            ),
            _("Check free space and whether the folder may be written to; then run again."),
        ) from error
