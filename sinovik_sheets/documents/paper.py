"""How a document lies on the paper: F4, and no table wider than the text."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Emu, Length, Mm

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.table import Table

F4 = Mm(215), Mm(330)
"""Width and height of F4, upright."""
ALL_OF_IT = "5000"
"""All of the text's width, in fiftieths of a percent: Word's preferred width of 100 %."""
_TWIP = 635  # EMU; widths in a document are twentieths of a point


def turn(document: "Document") -> None:
    """Lay every upright page of the document across; its margins stay."""
    for section in document.sections:
        width, height = section.page_width, section.page_height
        if width is not None and height is not None and width < height:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = height, width


def text_width(section: "Section") -> Length:
    """Return the width between the margins of a section; of F4 where it names no paper."""
    width = section.page_width or F4[0]
    return Emu(width - (section.left_margin or 0) - (section.right_margin or 0))


def fit_tables(document: "Document") -> None:
    """Give every table a width that fits the paper.

    One whose preferred width is 100 % becomes as wide as the text, another one only
    where it is wider.
    """
    limit = min(text_width(section) for section in document.sections) // _TWIP
    for table in document.tables:
        widths = _column_widths(table)
        if sum(widths) > limit or (widths and _fills_the_text(table)):
            _set_widths(table, fitted(widths, limit))


def fitted(widths: Sequence[int], limit: int) -> list[int]:
    """Return the widths changed so that they sum to `limit`, less than one a column lost.

    Where they are too wide, the widest are cut to one width; where too narrow, those above
    the average grow in proportion. So narrow columns of figures keep their width as long
    as columns of text can give way.
    """
    if sum(widths) > limit:
        cap = _cap(sorted(widths), limit)
        return [min(width, cap) for width in widths]
    growing = [width if width * len(widths) >= sum(widths) else 0 for width in widths]
    more = limit - sum(widths)
    return [
        width + more * part // sum(growing) for width, part in zip(widths, growing, strict=True)
    ]


def _cap(narrow_first: Sequence[int], limit: int) -> int:
    """Return the width at which all wider columns are cut."""
    left, cap = limit, 0
    for place, width in enumerate(narrow_first):
        cap = left // (len(narrow_first) - place)
        if width > cap:
            break
        left -= width
    return cap


def _fills_the_text(table: "Table") -> bool:
    width = table._tbl.tblPr.find(qn("w:tblW"))  # noqa: SLF001 - python-docx hides the XML
    return width is not None and (width.get(qn("w:type")), width.get(qn("w:w"))) == (
        "pct",
        ALL_OF_IT,
    )


def _cells(row: Any) -> list[Any]:
    return list(row.iterchildren(qn("w:tc")))


def _column_widths(table: "Table") -> list[int]:
    """Return the widths in twips that the first row with all columns states, else none."""
    rows = [_cells(row) for row in table._tbl.tr_lst]  # noqa: SLF001 - python-docx hides the XML
    most = max(map(len, rows), default=0)
    for cells in rows:
        if len(cells) == most and all(cell.width for cell in cells):
            return [cell.width // _TWIP for cell in cells]
    return []


def _set_widths(table: "Table", widths: Sequence[int]) -> None:
    grid = table._tbl.tblGrid  # noqa: SLF001 - python-docx hides the XML
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        grid.add_gridCol().w = Emu(width * _TWIP)
    for row in table._tbl.tr_lst:  # noqa: SLF001 - python-docx hides the XML
        first = 0
        for cell in _cells(row):
            last = first + cell.grid_span
            cell.width = Emu(sum(widths[first:last]) * _TWIP)
            first = last
