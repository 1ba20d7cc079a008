"""Drop-downs that read their choices from another sheet, which openpyxl would lose.

Excel writes them into an extension of the sheet; as plain rules, which it reads
as well, they survive.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sinovik_sheets.sheets.reading.containers import Package
from sinovik_sheets.sheets.reading.xlsx_parts import relations, sheet_entries
from sinovik_sheets.sheets.reading.xml_parts import Attributes, new_parser, parse

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation

_WORKBOOK = "xl/workbook.xml"
_EXTENSION = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_VALUES = "http://schemas.microsoft.com/office/excel/2006/main"
_RULE = f"{_EXTENSION} dataValidation"
_FORMULAS = {f"{_EXTENSION} formula1": "formula1", f"{_EXTENSION} formula2": "formula2"}
_TEXTS = {f"{_VALUES} f", f"{_VALUES} sqref"}
_KEPT = {
    "type",
    "operator",
    "errorStyle",
    "allowBlank",
    "showInputMessage",
    "showErrorMessage",
    "errorTitle",
    "error",
    "promptTitle",
    "prompt",
}


def choices_of_other_sheets(data: bytes) -> Iterator[tuple[str, "DataValidation"]]:
    """Yield sheet name and rule; raise UnreadableBook where the file is no sound .xlsx."""
    package = Package(data)
    parts = relations(package, _WORKBOOK)
    for entry in sheet_entries(package.read(_WORKBOOK)):
        relation = parts.get(entry.relation)
        part = package.read(relation.target) if relation else b""
        if _EXTENSION.encode() in part:
            for rule in _rules(part):
                yield entry.name, rule


def _rules(part: bytes) -> list["DataValidation"]:
    from openpyxl.worksheet.datavalidation import DataValidation

    found: list[DataValidation] = []
    rule: dict[str, Any] = {}
    place = ["sqref"]
    text: list[str] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag == _RULE:
            rule.clear()
            rule.update({name: value for name, value in attributes.items() if name in _KEPT})
        place[0] = _FORMULAS.get(tag, place[0])
        text.clear()

    def end(tag: str) -> None:
        if tag in _TEXTS:
            rule["sqref" if tag.endswith("sqref") else place[0]] = "".join(text)
        elif tag == _RULE and rule.get("sqref"):
            found.append(DataValidation(**rule))

    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text.append
    parse(parser, part)
    return found
