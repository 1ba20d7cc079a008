"""The files people send: zips, scans and saved workbooks, the same bytes for the same content."""

import io
import re
import zipfile
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook

_SAVED = (2017, 12, 4, 8, 0, 0)
_SAVED_STAMP = b"2017-12-04T08:00:00Z"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def zipped(parts: Mapping[str, bytes], stored: Collection[str] = ()) -> bytes:
    """Return a zip of these parts in their order; those of `stored` are not compressed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _SAVED)
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return stream.getvalue()


def xlsx(workbook: "Workbook") -> bytes:
    """Return the workbook as .xlsx; the time of saving is always the same."""
    stream = io.BytesIO()
    workbook.save(stream)
    with zipfile.ZipFile(stream) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = parts["docProps/core.xml"]
    parts["docProps/core.xml"] = _MODIFIED.sub(rb"\g<1>" + _SAVED_STAMP, core)
    return zipped(parts)


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
