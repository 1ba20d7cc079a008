"""The files people send: zips, scans and saved workbooks, the same bytes for the same content."""

import io
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook

Sent = Mapping[str, bytes]
"""Files that people send: path below the folder they are put into, and bytes."""

SAVED = datetime(2017, 12, 4, 8)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def put(folder: Path, sent: Sent, saved: datetime = SAVED) -> None:
    """Put files into a folder as if they had been saved at that moment."""
    for name, data in sent.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, (saved.timestamp(), saved.timestamp()))


def zipped(
    parts: Mapping[str, bytes], stored: Collection[str] = (), saved: datetime = SAVED
) -> bytes:
    """Return a zip of these parts in their order; those of `stored` are not compressed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, saved.timetuple()[:6])
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return stream.getvalue()


def xlsx(workbook: "Workbook", saved: datetime = SAVED) -> bytes:
    """Return the workbook as .xlsx; only `saved` tells when that was done."""
    from openpyxl.writer.excel import ExcelWriter

    stream = io.BytesIO()
    ExcelWriter(workbook, zipfile.ZipFile(stream, "w")).save()
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = parts["docProps/core.xml"]
    stamp = f"{saved:%Y-%m-%dT%H:%M:%SZ}".encode("ascii")
    parts["docProps/core.xml"] = _MODIFIED.sub(rb"\g<1>" + stamp, core)
    return zipped(parts, saved=saved)


def picture() -> bytes:
    """Return a grey PNG, as of a page somebody photographed."""
    width, height = 210, 330
    chunks = (
        (b"IHDR", struct.pack(">2I5B", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress((b"\0" + b"\xb0" * width) * height)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def scan(title: str) -> bytes:
    """Return a PDF of one empty page, as a scanner would make it; `title` is plain ASCII."""
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 936] >>",
        f"<< /Title ({title}) >>",
    )
    text, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(text))
        text += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    trailer = f"trailer\n<< /Size {count} /Root 1 0 R /Info 4 0 R >>\n"
    text += f"xref\n0 {count}\n0000000000 65535 f \n{table}{trailer}startxref\n"
    return f"{text}{text.index('xref')}\n%%EOF\n".encode("ascii")
