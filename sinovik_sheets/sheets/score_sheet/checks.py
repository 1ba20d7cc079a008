"""What helps a juror while typing: live totals, progress, validation, colours, protection."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from sinovik_sheets.model import Criterion, RoundingStep, Stage
from sinovik_sheets.scoring.exact import as_decimal, round_half_up
from sinovik_sheets.sheets.cells import column_letters
from sinovik_sheets.sheets.score_sheet import form
from sinovik_sheets.sheets.score_sheet.sheet import FIRST_ROW, HEADING_ROW, WEIGHT_ROW, ScoreSheet
from sinovik_sheets.sheets.workbook import BLUE, PALE, RED_FILL, YELLOW_FILL, NewWorkbook
from sinovik_sheets.text import _, decimal_text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


def write_total(
    book: NewWorkbook,
    page: "Worksheet",
    sheet: ScoreSheet,
    row: int,
    values: Sequence[Decimal | str],
) -> bool:
    """Write the live total and status of a row with their cached results.

    `values` is what the score cells hold. True when nothing is left to do.
    """
    first, last = (column_letters(column) for column in sheet.score_columns)
    count = len(sheet.stage.criteria)
    cells, weights = f"{first}{row}:{last}{row}", f"{first}${WEIGHT_ROW}:{last}${WEIGHT_ROW}"
    places = sheet.stage.rounding.get(RoundingStep.JUROR)
    total = f"SUMPRODUCT({cells},{weights})/100"
    if places is not None:
        total = f"ROUND({total},{places})"
    numbers = [value for value in values if isinstance(value, Decimal)]
    recused = any(str(value).strip().upper() == form.RECUSED for value in values)
    done, not_scored, short = _("complete"), _("not scored"), _("missing ")
    state = done if len(numbers) == count else f"{short}{count - len(numbers)}"
    look = book.body(bg_color=PALE, num_format="0.00", align="center")
    page.write_formula(
        row - 1,
        sheet.columns[form.KEY_TOTAL] - 1,
        f'=IF(COUNT({cells})={count},{total},"")',
        look,
        _weighted_total(sheet.stage, numbers, places) if len(numbers) == count else "",
    )
    page.write_formula(
        row - 1,
        sheet.columns[form.KEY_STATUS] - 1,
        f'=IF(COUNTIF({cells},"{form.RECUSED}")>0,"{not_scored}",'
        f'IF(COUNT({cells})={count},"{done}","{short}"&({count}-COUNT({cells}))))',
        look,
        not_scored if recused else state,
    )
    return recused or len(numbers) == count


def _weighted_total(stage: Stage, numbers: Sequence[Decimal], places: int | None) -> float:
    total = sum(
        (value * weight for value, weight in zip(numbers, stage.weights.values(), strict=True)),
        Decimal(0),
    )
    if places is None:
        return float(total / 100)
    return float(as_decimal(round_half_up(total / 100, places), places))


def write_progress(book: NewWorkbook, page: "Worksheet", sheet: ScoreSheet, done: int) -> None:
    """Write how many rows are done, live, beside the head block."""
    column = column_letters(sheet.columns[form.KEY_STATUS])
    status = f"{column}{FIRST_ROW}:{column}{sheet.last_row}"
    complete, not_scored = _("complete"), _("not scored")
    tail = _(" of {count} done").format(count=len(sheet.entries))
    page.write_formula(
        4,
        sheet.score_columns[0] + 2,
        f'=(COUNTIF({status},"{complete}")+COUNTIF({status},"{not_scored}"))&"{tail}"',
        book.format(bold=True, font_color=BLUE),
        f"{done}{tail}",
    )


def add_checks(book: NewWorkbook, page: "Worksheet", sheet: ScoreSheet) -> None:
    """Add validation of what is typed, and colours for what is missing or out of range."""
    for criterion in sheet.stage.criteria:
        column = sheet.score_column(criterion)
        area = (FIRST_ROW - 1, column - 1, sheet.last_row - 1, column - 1)
        cell = f"{column_letters(column)}{FIRST_ROW}"
        page.data_validation(*area, _validation(criterion, cell))
        for formula, colour in _warnings(sheet, criterion, cell):
            look = book.book.add_format({"bg_color": colour})
            options = {"type": "formula", "criteria": formula, "format": look}
            page.conditional_format(*area, options)


def _validation(criterion: Criterion, cell: str) -> dict[str, str]:
    low, high = criterion.minimum, criterion.maximum
    rule = f"ISNUMBER({cell}),{cell}>={low},{cell}<={high}"
    if criterion.step is not None:
        steps = f"({cell}-({low}))/{criterion.step}"
        rule += f",ABS({steps}-ROUND({steps},0))<0.000001"
    scale = f"{decimal_text(low)}–{decimal_text(high)}"
    return {
        "validate": "custom",
        "value": f'=OR(AND({rule}),{cell}="{form.RECUSED}")',
        "error_title": _("Score not accepted"),
        "error_message": _("Type a number {scale}, or R if you do not score.").format(scale=scale),
    }


def _warnings(sheet: ScoreSheet, criterion: Criterion, cell: str) -> tuple[tuple[str, str], ...]:
    first, last = (column_letters(column) for column in sheet.score_columns)
    row = f"${first}{FIRST_ROW}:${last}{FIRST_ROW}"
    low, high = criterion.minimum, criterion.maximum
    outside = (
        f"=OR(AND(ISNUMBER({cell}),OR({cell}<{low},{cell}>{high})),"
        f'AND(ISTEXT({cell}),TRIM({cell})<>"{form.RECUSED}"))'
    )
    empty = f'=AND({cell}="",COUNTA({row})>0,COUNTIF({row},"{form.RECUSED}")=0)'
    return (outside, RED_FILL), (empty, YELLOW_FILL)


def set_up_page(page: "Worksheet", sheet: ScoreSheet) -> None:
    """Freeze, filter, protect and prepare for printing.

    Column widths and filters stay allowed. Sorting does not: sorting the white
    cells alone is the mistake nobody can find.
    """
    note = sheet.columns[form.KEY_NOTE] - 1
    page.freeze_panes(HEADING_ROW, sheet.columns[form.KEY_TITLE])
    page.autofilter(HEADING_ROW - 1, 1, sheet.last_row - 1, note)
    page.repeat_rows(HEADING_ROW - 1)
    page.print_area(0, 0, sheet.last_row - 1, note)
    page.set_footer(f"&L&8{form.CODE_LABEL} {sheet.code}&C&8{sheet.juror.code}&R&8&P / &N")
    allowed = ("autofilter", "format_columns", "format_rows")
    page.protect("", dict.fromkeys(allowed, True))
    page.activate()
    first = sheet.score_columns[0] - 1
    page.set_selection(FIRST_ROW - 1, first, FIRST_ROW - 1, first)
