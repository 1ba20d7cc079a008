"""A workbook saved as OpenDocument (.ods), as LibreOffice users send it back."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from sinovik_sheets.rehearsal.files import SAVED, zipped

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MANIFEST = f"""{_HEAD}<manifest:manifest xmlns:manifest="{_NAMES}:manifest:1.0" \
manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIMETYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""
_CONTENT = f"""{_HEAD}<office:document-content xmlns:office="{_NAMES}:office:1.0" \
xmlns:style="{_NAMES}:style:1.0" xmlns:table="{_NAMES}:table:1.0" \
xmlns:text="{_NAMES}:text:1.0" office:version="1.2">
<office:automatic-styles>
<style:style style:name="hidden" style:family="table">\
<style:table-properties table:display="false"/></style:style>
</office:automatic-styles>
<office:body><office:spreadsheet>
{{tables}}
</office:spreadsheet></office:body></office:document-content>
"""


def ods(workbook: "Workbook", saved: datetime = SAVED) -> bytes:
    """Return texts and numbers of a workbook as .ods; formulas are left out."""
    tables = "\n".join(_table(sheet) for sheet in workbook.worksheets)
    parts = {
        "mimetype": _MIMETYPE.encode(),
        "META-INF/manifest.xml": _MANIFEST.encode(),
        "content.xml": _CONTENT.format(tables=tables).encode(),
    }
    return zipped(parts, stored=("mimetype",), saved=saved)


def _table(sheet: "Worksheet") -> str:
    style = "" if sheet.sheet_state == "visible" else ' table:style-name="hidden"'
    rows = []
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        hidden = ' table:visibility="collapse"' if sheet.row_dimensions[number].hidden else ""
        cells = "".join(_cell(value) for value in values)
        rows.append(f"<table:table-row{hidden}>{cells}</table:table-row>")
    return f"<table:table table:name={quoteattr(sheet.title)}{style}>{''.join(rows)}</table:table>"


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    if not text or text.startswith("="):
        return "<table:table-cell/>"
    kind = 'office:value-type="string"'
    if isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{text}"'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell {kind}>{lines}</table:table-cell>"
