"""The archive: received bytes under their SHA-256, written once, never changed."""

import hashlib
from pathlib import Path

from sinovik_sheets import layout
from sinovik_sheets.problems import SinovikError
from sinovik_sheets.stores.files import sync_folder, write_bytes
from sinovik_sheets.text import _


def fingerprint(data: bytes) -> str:
    """Return the SHA-256 of bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


class Archive:
    """The received files of a competition folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def _path(self, sha256: str) -> Path:
        return self._root / layout.archived(sha256)

    def put(self, data: bytes) -> str:
        """Keep bytes, if they are not kept yet, and return their SHA-256.

        They are safe from a power cut once `settle` was called.
        """
        sha256 = fingerprint(data)
        path = self._path(sha256)
        if not path.exists():
            write_bytes(path, data, settled=False)
            path.chmod(0o400)
        return sha256

    def settle(self) -> None:
        """Force the folder to disk; done before the journal names what was kept."""
        folder = self._root / layout.ARCHIVE
        if folder.is_dir():
            sync_folder(folder)

    def get(self, sha256: str) -> bytes:
        """Return the bytes with this SHA-256; SinovikError if lost or changed."""
        try:
            data = self._path(sha256).read_bytes()
        except OSError as error:
            raise SinovikError(
                _("The archived file {name}… cannot be read.").format(name=sha256[:12]),
                _("Restore the folder “{folder}” from a backup.").format(folder=layout.ARCHIVE),
            ) from error
        if fingerprint(data) != sha256:
            raise SinovikError(
                _("The archived file {name}… was changed.").format(name=sha256[:12]),
                _("Restore the folder “{folder}” from a backup.").format(folder=layout.ARCHIVE),
            )
        return data
