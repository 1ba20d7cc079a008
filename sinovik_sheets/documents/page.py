"""A template being written: paragraphs, tables that repeat a row, blocks that may be left out."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docx.enum.table import (
    WD_CELL_VERTICAL_ALIGNMENT,
    WD_ROW_HEIGHT_RULE,
    WD_TABLE_ALIGNMENT,
)
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm

from sinovik_sheets.documents.paper import ALL_OF_IT, text_width
from sinovik_sheets.documents.styles import PLAIN_TABLE, TABLE, blank
from sinovik_sheets.text import _

if TYPE_CHECKING:
    from docx.document import Document

UPRIGHT = Mm(30)
"""The least height of a heading whose words stand upright."""
Line = tuple[str, str]
"""A paragraph: the name of its style and its text, tags included."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: width in millimetres, heading, paragraphs of each row's cell.

    With `each` ("k in kriteria") the column is repeated for every item of a list and its
    heading stands upright; `each_cell` is the loop over the values of a row. Every line
    of `heading` is a paragraph.
    """

    width: float
    heading: str
    lines: tuple[Line, ...]
    each: str = ""
    each_cell: str = ""


class Page:
    """An upright F4 template; what is added stands below what is there."""

    def __init__(self) -> None:
        self.document: Document = blank()

    def line(self, style: str, text: str) -> None:
        """Add a paragraph."""
        self.document.add_paragraph(text, style)

    @contextmanager
    def when(self, condition: str) -> Iterator[None]:
        """Keep what is added inside the block only where the condition holds."""
        self.line("Tag", f"{{%p if {condition} %}}")
        yield
        self.line("Tag", "{%p endif %}")

    def letterhead(self) -> None:
        """Add the letterhead (kop surat) with the rule below it."""
        with self.when("kop"):
            self.line("Kop Pemerintah", "{{ kop_pemerintah }}")
            self.line("Kop Kantor", "{{ kop_kantor }}")
            self.line("Kop Alamat", "{{ kop_alamat }}")

    def section(self, heading: str, items: str, columns: Sequence[Column], name: str) -> None:
        """Add a heading and a table of `items`, or where there are none a line saying so."""
        self.line("Bagian", heading)
        self.line("Tag", f"{{%p if {items} %}}")
        self.table(f"{name} in {items}", columns)
        self.line("Tag", "{%p else %}")
        self.line("Isi", _("None."))
        self.line("Tag", "{%p endif %}")

    def table(self, loop: str, columns: Sequence[Column]) -> None:
        """Add a table with a heading that repeats on every page and one row an item."""
        cells = [cell for column in columns for cell in _with_loop(column)]
        table = self._table(4, [cell.width for cell in cells], TABLE)
        _fill_width(table)
        heading, begin, body, end = table.rows
        for place, cell in enumerate(cells):
            _write(heading.cells[place], cell.heading)
            _write(body.cells[place], cell.lines)
            _shade(heading.cells[place])
            if cell.upright:
                _stand_up(heading.cells[place])
                heading.height, heading.height_rule = UPRIGHT, WD_ROW_HEIGHT_RULE.AT_LEAST
            heading.cells[place].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _across(begin, f"{{%tr for {loop} %}}")
        _across(end, "{%tr endfor %}")
        _mark(heading, "w:cantSplit", "w:tblHeader")
        _mark(body, "w:cantSplit")

    def pairs(self, loop: str, sides: tuple[Sequence[Line], Sequence[Line]], kept: str) -> None:
        """Add rows of two blocks side by side that no page break splits.

        Where the condition `kept` holds, a row also stays with what follows it.
        """
        half = self._width() / 2
        table = self._table(7, [half, half], PLAIN_TABLE)
        begin, when, together, other, alone, done, end = table.rows
        _across(begin, f"{{%tr for {loop} %}}")
        _across(when, f"{{%tr if {kept} %}}")
        _across(other, "{%tr else %}")
        _across(done, "{%tr endif %}")
        _across(end, "{%tr endfor %}")
        for row, stays in ((together, True), (alone, False)):
            _mark(row, "w:cantSplit")
            for cell, lines in zip(row.cells, sides, strict=True):
                _write(cell, lines)
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.keep_with_next = stays

    def signature(self, lines: Sequence[Line]) -> None:
        """Add a block to sign in the right half; no page break splits it."""
        width = self._width()
        table = self._table(1, [width * 0.45, width * 0.55], PLAIN_TABLE)
        table.alignment = WD_TABLE_ALIGNMENT.RIGHT
        table.cell(0, 0).paragraphs[0].style = "Tanda Tangan"
        _write(table.cell(0, 1), lines)
        _mark(table.rows[0], "w:cantSplit")

    def facts(self, rows: Sequence[tuple[str, str]], widths: Sequence[float]) -> None:
        """Add a table of labels and values without rules."""
        table = self._table(len(rows), widths, PLAIN_TABLE)
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        for row, (label, value) in zip(table.rows, rows, strict=True):
            _write(row.cells[0], (("Isi Tabel", label),))
            _write(row.cells[1], (("Isi Tabel", f": {value}"),))

    def running(self, footer: str) -> None:
        """Set header (SEMENTARA while it is) and footer with the number of the page."""
        section = self.document.sections[0]
        header = section.header.paragraphs[0]
        header.style = "Sementara"
        mark = _("PROVISIONAL – not yet final")
        header.text = f"{{% if sementara %}}{mark}{{% endif %}}"
        line = section.footer.paragraphs[0]
        line.style = "Tag"
        line.text = f"{footer} – "
        _add_field(line, "PAGE")
        line.add_run(" / ")
        _add_field(line, "NUMPAGES")

    def _width(self) -> float:
        return float(text_width(self.document.sections[0]).mm)

    def _table(self, rows: int, widths: Sequence[float], style: str) -> Any:
        table: Any = self.document.add_table(rows, len(widths), style)
        table.autofit = False
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
            for cell in column.cells:
                cell.width = Mm(width)
        return table


@dataclass(frozen=True, slots=True)
class _Cells:
    """What stands in one column of the table as Word shows it."""

    width: float
    heading: tuple[Line, ...]
    lines: tuple[Line, ...]
    upright: bool = False


def _with_loop(column: Column) -> list[_Cells]:
    """Return a column; the tags of a repeated one stand in columns beside it."""
    heading = tuple(("Kepala Tabel", line) for line in column.heading.split("\n"))
    own = _Cells(column.width, heading, column.lines, upright=bool(column.each))
    if not column.each:
        return [own]
    begin = _Cells(column.width, _tag(f"tc for {column.each}"), _tag(f"tc for {column.each_cell}"))
    return [begin, own, _Cells(column.width, _tag("tc endfor"), _tag("tc endfor"))]


def _tag(statement: str) -> tuple[Line, ...]:
    return (("Tag", f"{{%{statement} %}}"),)


def _across(row: Any, tag: str) -> None:
    """Write a tag into a row of its own."""
    _write(row.cells[0].merge(row.cells[-1]), (("Tag", tag),))


def _fill_width(table: Any) -> None:
    """Say that the table is always as wide as the text."""
    width = table._tbl.tblPr.find(qn("w:tblW"))  # noqa: SLF001 - python-docx hides the XML
    width.set(qn("w:type"), "pct")
    width.set(qn("w:w"), ALL_OF_IT)


def _stand_up(cell: Any) -> None:
    """Write a heading from the bottom to the top, so that its column can be narrow."""
    direction = OxmlElement("w:textDirection")
    direction.set(qn("w:val"), "btLr")
    cell._tc.get_or_add_tcPr().append(direction)  # noqa: SLF001 - python-docx hides the XML


def _write(cell: Any, lines: Sequence[Line]) -> None:
    first, *more = lines
    cell.paragraphs[0].style, cell.paragraphs[0].text = first
    for style, text in more:
        cell.add_paragraph(text, style)


def _mark(row: Any, *marks: str) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx hides the XML
    for mark in marks:
        properties.append(OxmlElement(mark))


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E7E6E6")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx hides the XML


def _add_field(paragraph: Any, code: str) -> None:
    """Add a field that Word computes: PAGE or NUMPAGES."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx hides the XML
