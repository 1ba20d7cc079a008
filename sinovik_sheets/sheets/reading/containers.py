"""What a received file is, by its bytes, and its zip parts within limits."""

import posixpath
import re
import struct
import unicodedata
import zipfile
import zlib
from io import BytesIO

from sinovik_sheets.sheets.cells import UnreadableBook

MAX_FILE = 10 * 2**20
MAX_INFLATED = 64 * 2**20
MAX_PARTS = 2_000
MAX_RATIO = 200
RATIO_FROM = 2**20

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_IMAGE_BRANDS = (b"heic", b"heix", b"mif1", b"avif")
_HTML = (b"<!doctype html", b"<html")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error,
    EOFError, NotImplementedError, OSError, RuntimeError, ValueError, OverflowError,
)  # fmt: skip


def container_kind(data: bytes) -> str:
    """Say what these bytes are, whatever the file was called; never raises.

    One of `xlsx` (any OOXML workbook), `ods`, `zip` (a zip of files), `ole`
    (an .xls or a file with a password), `pdf`, `image`, `html`, `text`,
    `empty`, `unknown`. A damaged workbook is still known as one.
    """
    if not data:
        return "empty"
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return _zip_kind(data)
    if data.startswith(_OLE):
        return "ole"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if _is_image(data):
        return "image"
    start = data[:4096]
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML):
        return "html"
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or not _CONTROL.search(start):
        return "text"
    return "unknown"


def is_encrypted_ole(data: bytes) -> bool:
    """Say whether this OLE file is an OOXML workbook locked by a password."""
    return "EncryptedPackage".encode("utf-16-le") in data


def is_link(data: bytes) -> bool:
    """Say whether this is the shortcut to an online sheet that a Drive folder holds."""
    return data.lstrip()[:1] == b"{" and b'"doc_id"' in data[:4096]


def _is_image(data: bytes) -> bool:
    if data.startswith(_IMAGES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return True
    return data[4:8] == b"ftyp" and data[8:12] in _IMAGE_BRANDS


def _zip_kind(data: bytes) -> str:
    name_length, extra_length = struct.unpack("<HH", data[26:30].ljust(4, b"\0"))
    if data[30 : 30 + name_length] == b"mimetype":
        media_type = data[30 + name_length + extra_length :]
        return "ods" if media_type.startswith(_ODS) else "unknown"
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except _DAMAGE:
        # The directory at the end is gone; the names also stand before each part.
        return "xlsx" if b"[Content_Types].xml" in data or b"xl/" in data else "zip"
    if "[Content_Types].xml" not in names:
        return "zip"
    return "xlsx" if any(name.startswith("xl/") for name in names) else "unknown"


class Package:
    """The parts of a zip, inflated one by one on demand and within limits."""

    def __init__(self, data: bytes) -> None:
        """Open the zip; raise UnreadableBook if it is damaged, hostile or too big."""
        if len(data) > MAX_FILE:
            raise UnreadableBook("too-big", "file")
        # Two readers could find two different directories in a longer tail.
        if data[-22:-18] != _EMPTY_ZIP:
            raise UnreadableBook("broken", "zip")
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except _DAMAGE as error:
            raise UnreadableBook("broken", "zip") from error
        self._left = MAX_INFLATED
        self._check_names()

    def _check_names(self) -> None:
        infos = self._archive.infolist()
        if len(infos) > MAX_PARTS:
            raise UnreadableBook("unsafe", "parts")
        seen = {unicodedata.normalize("NFKC", info.filename).casefold() for info in infos}
        if len(seen) < len(infos):
            raise UnreadableBook("unsafe", "part twice")
        for info in infos:
            name = info.orig_filename
            if "\\" in name or "\0" in name or name.startswith("/") or ".." in name.split("/"):
                raise UnreadableBook("unsafe", "part name")
            if info.flag_bits & 1:
                raise UnreadableBook("password", "zip")

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._archive.NameToInfo)

    def __contains__(self, name: object) -> bool:
        return name in self._archive.NameToInfo

    def read(self, name: str) -> bytes:
        """Inflate one part; raise UnreadableBook if it is missing, damaged or too big."""
        if name not in self:
            raise UnreadableBook("broken", f"no part {name}")
        info = self._archive.getinfo(name)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnreadableBook("unsafe", "compression")
        # zipfile never inflates more than the size stated here, whatever the part holds.
        if info.file_size > self._left:
            raise UnreadableBook("too-big", "inflated")
        if info.file_size > max(RATIO_FROM, MAX_RATIO * info.compress_size):
            raise UnreadableBook("unsafe", "ratio")
        self._left -= info.file_size
        try:
            return self._archive.read(info)
        except _DAMAGE as error:
            raise UnreadableBook("broken", name) from error


def target_path(part: str, target: str) -> str:
    """Return the part that a relationship of `part` points to."""
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
