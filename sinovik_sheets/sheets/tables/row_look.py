"""How rows and headings look that are added to a table of a workbook edited in place."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sinovik_sheets.sheets.cells import column_letters
from sinovik_sheets.sheets.tables.edited_cell import DATE_FORMAT, dress_like
from sinovik_sheets.sheets.tables.table import Column, ColumnKind
from sinovik_sheets.sheets.workbook import BLUE, WHITE, YELLOW_FILL
from sinovik_sheets.text import _

if TYPE_CHECKING:
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

LINE_COLOUR = "BFBFBF"
USUAL_WIDTH = 8.43
MOST_CHOICES = 253
"""Characters of a list of choices that a drop-down can hold by itself."""
_FORMATS = {ColumnKind.CODE: "@", ColumnKind.DATE: DATE_FORMAT}


def width_of(sheet: "Worksheet", place: int) -> float:
    """Return the width of a column in characters."""
    return _own_width(sheet, place) or float(sheet.sheet_format.defaultColWidth or USUAL_WIDTH)


def _own_width(sheet: "Worksheet", place: int) -> float | None:
    for dimension in sheet.column_dimensions.values():
        if (dimension.min or 0) <= place <= (dimension.max or 0):
            return float(dimension.width)
    return None


def dress_rows(
    sheet: "Worksheet",
    columns: Iterable[tuple[int, Column]],
    people: Iterable[str],
    first: int,
    last: int,
) -> None:
    """Give new rows borders and wrapped text, and colour what people fill in."""
    from openpyxl.styles import Alignment, Border, PatternFill, Side

    line = Side(style="thin", color=LINE_COLOUR)
    border = Border(left=line, right=line, top=line, bottom=line)
    for place, column in columns:
        cell = sheet.cell(first, place)
        across = "center" if column.kind is ColumnKind.DATE else "general"
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=across)
        cell.border = border
        cell.number_format = _FORMATS.get(column.kind, "General")
        if column.name in people:
            cell.fill = PatternFill("solid", fgColor=YELLOW_FILL.removeprefix("#"))
        for row in range(first + 1, last + 1):
            dress_like(sheet.cell(row, place), cell)


def write_heading(sheet: "Worksheet", row: int, place: int, column: Column) -> None:
    """Write the heading of a column where there was none."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side(style="thin")
    cell = sheet.cell(row, place)
    cell.value = column.name
    cell.font = Font(name="Calibri", size=11, bold=True, color=WHITE.removeprefix("#"))
    cell.fill = PatternFill("solid", fgColor=BLUE.removeprefix("#"))
    cell.border = Border(left=line, right=line, top=line, bottom=line)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    if _own_width(sheet, place) is None:
        sheet.column_dimensions[column_letters(place)].width = column.width


def offer_choices(
    sheet: "Worksheet", columns: Iterable[tuple[int, Column]], first: int, last: int
) -> None:
    """Have the drop-downs of these columns reach the added rows from `first` to `last`."""
    for place, column in columns:
        if not column.choices:
            continue
        known = [
            (area.max_row, rule)
            for rule in sheet.data_validations.dataValidation
            if rule.type == "list"
            for area in rule.sqref.ranges
            if area.min_col <= place <= area.max_col
        ]
        reached, rule = max(known, key=lambda pair: pair[0], default=(0, None))
        if rule is None:
            rule = _drop_down(column)
            sheet.add_data_validation(rule)
        if reached < last:
            letters = column_letters(place)
            rule.add(f"{letters}{max(first, reached + 1)}:{letters}{last}")


def _drop_down(column: Column) -> "DataValidation":
    from openpyxl.worksheet.datavalidation import DataValidation

    strict = column.kind is ColumnKind.CHOICE
    return DataValidation(
        type="list",
        formula1='"{}"'.format(",".join(column.choices)[:MOST_CHOICES]),
        allow_blank=True,
        showInputMessage=True,
        showErrorMessage=True,
        promptTitle=column.name[:32],
        prompt=_(column.explanation)[:255],
        errorTitle=column.name[:32],
        error=_("Choose from the list.")[:255],
        errorStyle="stop" if strict else "information",
    )


def stretch_areas(sheet: "Worksheet", heading: int, before: int, last: int) -> None:
    """Have people's filter and tables that ended with row `before` end with row `last`."""
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _stretched(sheet.auto_filter.ref, heading, before, last)
    for table in sheet.tables.values():
        if not table.totalsRowCount:
            table.ref = _stretched(table.ref, heading, before, last)
            if table.autoFilter is not None:
                table.autoFilter.ref = table.ref


def _stretched(reference: str, heading: int, before: int, last: int) -> str:
    from openpyxl.utils.cell import range_boundaries

    left, top, right, bottom = range_boundaries(reference)
    if top != heading or bottom is None or not before <= bottom < last or right is None:
        return reference
    return f"{column_letters(left or 1)}{top}:{column_letters(right)}{last}"
