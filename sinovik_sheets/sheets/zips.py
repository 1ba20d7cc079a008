"""Zips that say nothing of when and where they were made."""

import io
import zipfile

_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip can name."""


def undated(data: bytes) -> bytes:
    """Return a zip with the same parts in the same order, without dates and systems."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(result, "w") as target:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, _DATE)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 0
            target.writestr(part, parts.read(name))
    return result.getvalue()
