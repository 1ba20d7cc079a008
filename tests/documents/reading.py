"""Read a made document back, as Word would see it."""

import zipfile
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn


def opened(data: bytes) -> Any:
    """Return the document as python-docx reads it."""
    return docx.Document(BytesIO(data))


def lines(data: bytes) -> list[str]:
    """Return the text of every paragraph of the body, those in tables too."""
    body = opened(data).element.body
    return [
        "".join("\n" if part.tag == qn("w:br") else part.text or "" for part in _texts(paragraph))
        for paragraph in body.iter(qn("w:p"))
    ]


def _texts(paragraph: Any) -> list[Any]:
    return [part for part in paragraph.iter() if part.tag in {qn("w:t"), qn("w:br")}]


def all_xml(data: bytes) -> str:
    """Return body, headers and footers as XML."""
    with zipfile.ZipFile(BytesIO(data)) as parts:
        names = [
            name
            for name in parts.namelist()
            if name.startswith(("word/document", "word/header", "word/footer"))
        ]
        return "\n".join(parts.read(name).decode() for name in names)


def rows(table: Any) -> list[list[str]]:
    """Return the texts of a table's cells."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def cells(table: Any) -> list[Any]:
    """Return the cells of a table, row by row."""
    return [cell for row in table.rows for cell in row.cells]


def table_under(data: bytes, heading: str) -> list[list[str]]:
    """Return the table whose first cells read `heading` (joined by |)."""
    for table in opened(data).tables:
        found = rows(table)
        if "|".join(found[0]) == heading:
            return found
    raise AssertionError(heading)
