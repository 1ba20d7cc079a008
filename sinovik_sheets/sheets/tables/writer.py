"""Write a table for people to fill: headings, explanations, drop-downs, rows."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING

from sinovik_sheets.sheets.tables.table import EXPLANATION_MARK, Column, ColumnKind, Table
from sinovik_sheets.sheets.tables.typed import read_date, read_number
from sinovik_sheets.sheets.workbook import (
    YELLOW_FILL,
    NewWorkbook,
    lines_needed,
    put_text,
    row_height,
)
from sinovik_sheets.text import _

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

ROWS_PREPARED = 500
"""Rows below the heading that get formats and drop-downs for people to fill."""

_FORMATS = {
    ColumnKind.TEXT: "General",
    ColumnKind.CODE: "@",
    ColumnKind.NUMBER: "0.##########",
    ColumnKind.COUNT: "0",
    ColumnKind.DATE: "dd/mm/yyyy",
    ColumnKind.CHOICE: "General",
}


def _put_value(
    book: NewWorkbook, sheet: "Worksheet", row: int, position: int, column: Column, value: str
) -> None:
    kind = column.kind
    style = book.body(num_format=_FORMATS[kind])
    number = read_number(value) if kind in (ColumnKind.NUMBER, ColumnKind.COUNT) else None
    day = read_date(value) if kind is ColumnKind.DATE else None
    if number is not None:
        whole = number == number.to_integral_value()
        sheet.write_number(
            row, position, float(number), book.body(num_format="0") if whole else style
        )
    elif day is not None:
        sheet.write_datetime(row, position, datetime.combine(day, time()), style)
    else:
        put_text(sheet, row, position, value, style)


def _drop_down(
    sheet: "Worksheet", row: int, last: int, position: int, column: Column, *, strict: bool
) -> None:
    options = {
        "validate": "list",
        "source": list(column.choices),
        "input_title": column.name[:32],
        "input_message": _(column.explanation)[:255],
        "error_title": column.name[:32],
        "error_message": _("Choose from the list.")[:255],
        "error_type": "stop" if strict else "information",
    }
    sheet.data_validation(row, position, last, position, options)


def write_table(
    book: NewWorkbook,
    table: Table,
    rows: Sequence[Mapping[str, str]],
    *,
    examples: bool,
    signed_by: str = "",
) -> "Worksheet":
    """Write one table sheet and return it.

    Row 1 holds the headings, row 2 the explanations, then come the examples
    (grey, first cell beginning with `contoh`) and the rows. With `signed_by`
    all of it stands two rows lower, below that label and a cell to fill in.
    """
    sheet = book.sheet(table.sheet)
    top = 2 if signed_by else 0
    if signed_by:
        put_text(sheet, 0, 0, signed_by, book.format(bold=True))
        put_text(sheet, 0, 3, "", book.body(bg_color=YELLOW_FILL))
    explanation = book.remark(text_wrap=True, valign="top", border=1, border_color="#BFBFBF")
    widths = [max(column.width, len(column.name) + 3) for column in table.columns]
    explanations: list[str] = []
    for position, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
        sheet.set_column(position, position, width, book.format(num_format=_FORMATS[column.kind]))
        put_text(sheet, top, position, column.name, book.heading())
        text = _(column.explanation)
        if position == 0:
            text = f"{EXPLANATION_MARK} {text}"
        put_text(sheet, top + 1, position, text, explanation)
        explanations.append(text)
        if column.choices:
            strict = column.kind is ColumnKind.CHOICE
            _drop_down(sheet, top + 2, top + 2 + ROWS_PREPARED, position, column, strict=strict)
    sheet.set_row(top, 24)
    sheet.set_row(top + 1, row_height(zip(explanations, widths, strict=True)))
    row = top + 2
    for example in table.examples if examples else ():
        for position, column in enumerate(table.columns):
            put_text(sheet, row, position, example.get(column.name, ""), explanation)
        row += 1
    for values in rows:
        texts = [values.get(column.name, "") for column in table.columns]
        for position, (column, text) in enumerate(zip(table.columns, texts, strict=True)):
            _put_value(book, sheet, row, position, column, text)
        sheet.set_row(row, row_height(zip(texts, widths, strict=True)))
        row += 1
    sheet.freeze_panes(top + 2, 1)
    sheet.repeat_rows(top)
    return sheet


def write_settings(
    book: NewWorkbook, table: Table, keys: Sequence[Column], values: Mapping[str, str]
) -> "Worksheet":
    """Write the sheet of single values: key, value to fill in, explanation."""
    sheet = book.sheet(table.sheet, landscape=False)
    for position, (name, width) in enumerate(
        [(table.columns[0].name, 24), (table.columns[1].name, 60), (_("Explanation"), 60)]
    ):
        sheet.set_column(position, position, width)
        put_text(sheet, 0, position, name, book.heading())
    for row, key in enumerate(keys, start=1):
        put_text(sheet, row, 0, key.name, book.body(bold=True))
        _put_value(book, sheet, row, 1, key, values.get(key.name, ""))
        put_text(sheet, row, 2, _(key.explanation), book.remark(text_wrap=True, border=1))
        if key.choices:
            _drop_down(sheet, row, row, 1, key, strict=True)
    sheet.freeze_panes(1, 1)
    return sheet


def write_guide(book: NewWorkbook, tables: Sequence[Table], lines: Sequence[str]) -> None:
    """Write the sheet `Petunjuk`: what to do, and every column explained."""
    sheet = book.sheet("Petunjuk", landscape=False)
    for position, width in enumerate((20, 24, 70)):
        sheet.set_column(position, position, width)
    row = 0
    for line in lines:
        sheet.merge_range(row, 0, row, 2, "", book.format(text_wrap=True))
        put_text(sheet, row, 0, line, book.format(text_wrap=True))
        sheet.set_row(row, 15 * lines_needed(line, 110))
        row += 1
    row += 1
    for position, name in enumerate((_("Sheet"), _("Column"), _("Explanation"))):
        put_text(sheet, row, position, name, book.heading())
    for table in tables:
        for column in table.columns:
            row += 1
            put_text(sheet, row, 0, table.sheet, book.body())
            put_text(sheet, row, 1, column.name, book.body(bold=column.required))
            put_text(sheet, row, 2, _(column.explanation), book.body())
            sheet.set_row(row, row_height([(_(column.explanation), 70)]))
