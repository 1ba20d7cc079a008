"""What helps a juror while typing: live totals, progress, validation, colours, protection."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from sinovik_sheets.model import Criterion, RoundingStep, Stage
from sinovik_sheets.scoring.exact import as_decimal, round_half_up
from sinovik_sheets.sheets.cells import column_letters
from sinovik_sheets.sheets.score_sheet import form, wording
from sinovik_sheets.sheets.score_sheet.place_count import PlaceCount, Values, is_recused
from sinovik_sheets.sheets.score_sheet.sheet import FIRST_ROW, HEADING_ROW, WEIGHT_ROW, ScoreSheet
from sinovik_sheets.sheets.workbook import BLUE, PALE, RED_FILL, YELLOW_FILL, NewWorkbook
from sinovik_sheets.text import _

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


def write_status(
    book: NewWorkbook,
    page: "Worksheet",
    sheet: ScoreSheet,
    row: int,
    values: Values,
    places: PlaceCount | None,
) -> bool:
    """Write the live total and status of a row with their cached results.

    `values` is what the score cells hold, `places` counts them where a table of points
    is used. True when nothing is left to do.
    """
    first, last = (column_letters(column) for column in sheet.score_columns)
    count = len(sheet.stage.criteria)
    cells = f"{first}{row}:{last}{row}"
    numbers = [value for value in values if isinstance(value, Decimal)]
    look = book.body(bg_color=PALE, num_format="0.00", align="center")
    if form.KEY_TOTAL in sheet.columns:
        formula, total = _total(sheet, cells, numbers)
        page.write_formula(row - 1, sheet.columns[form.KEY_TOTAL] - 1, formula, look, total)
    done, not_scored = _("complete"), _("not scored")
    if places is not None:
        no_place = _("no place")
        otherwise = (
            f'IF({places.open_formula}>0,"",IF(COUNT({cells})>0,"{done}","{no_place}"))',
            "" if places.open else done if numbers else no_place,
        )
    else:
        short = _("missing ")
        otherwise = f'"{short}"&({count}-COUNT({cells}))', f"{short}{count - len(numbers)}"
    formula, state = otherwise
    if len(numbers) == count:
        state = done
    if is_recused(values):
        state = not_scored
    page.write_formula(
        row - 1,
        sheet.columns[form.KEY_STATUS] - 1,
        f'=IF(COUNTIF({cells},"{form.RECUSED}")>0,"{not_scored}",'
        f'IF(COUNT({cells})={count},"{done}",{formula}))',
        look,
        state,
    )
    return state in (done, not_scored)


def _total(sheet: ScoreSheet, cells: str, numbers: Sequence[Decimal]) -> tuple[str, float | str]:
    """Return the formula of a row's total and its result."""
    first, last = (column_letters(column) for column in sheet.score_columns)
    count, weights = len(sheet.stage.criteria), f"{first}${WEIGHT_ROW}:{last}${WEIGHT_ROW}"
    places = sheet.stage.rounding.get(RoundingStep.JUROR)
    total = f"SUMPRODUCT({cells},{weights})/100"
    if places is not None:
        total = f"ROUND({total},{places})"
    value = _weighted_total(sheet.stage, numbers, places) if len(numbers) == count else ""
    return f'=IF(COUNT({cells})={count},{total},"")', value


def _weighted_total(stage: Stage, numbers: Sequence[Decimal], places: int | None) -> float:
    total = sum(
        (value * weight for value, weight in zip(numbers, stage.weights.values(), strict=True)),
        Decimal(0),
    )
    if places is None:
        return float(total / 100)
    return float(as_decimal(round_half_up(total / 100, places), places))


def write_progress(
    book: NewWorkbook, page: "Worksheet", sheet: ScoreSheet, done: int, places: PlaceCount | None
) -> None:
    """Write how much is done, live, beside the head block: rows, or places of a table."""
    column = min(sheet.score_columns[0] + 2, sheet.columns[form.KEY_NOTE] - 1)
    look = book.format(bold=True, font_color=BLUE)
    if places is None:
        page.write_formula(4, column, *_rows_done(sheet, look, done))
        return
    hidden = book.format(font_size=8, font_color="#A6A6A6")
    for criterion in sheet.stage.criteria:
        lacking, cell = len(places.lacking(criterion)), sheet.score_column(criterion) - 1
        page.write_formula(WEIGHT_ROW - 1, cell, places.lacking_formula(criterion), hidden, lacking)
    counter = (WEIGHT_ROW - 1, sheet.columns[form.KEY_STATUS] - 1)
    page.write_formula(*counter, places.to_give_formula, hidden, places.to_give)
    told = [places.progress, *([places.named] if places.named else [])]
    for row, (formula, text) in enumerate(told, start=4):
        page.write_formula(row, column, formula, look, text)


def _rows_done(sheet: ScoreSheet, look: "Format", done: int) -> tuple[str, "Format", str]:
    """Return the formula of how many rows are done, its look and its result."""
    column = column_letters(sheet.columns[form.KEY_STATUS])
    status = f"{column}{FIRST_ROW}:{column}{sheet.last_row}"
    complete, not_scored = _("complete"), _("not scored")
    tail = _(" of {count} done").format(count=len(sheet.entries))
    formula = f'=(COUNTIF({status},"{complete}")+COUNTIF({status},"{not_scored}"))&"{tail}"'
    return formula, look, f"{done}{tail}"


def add_checks(book: NewWorkbook, page: "Worksheet", sheet: ScoreSheet) -> None:
    """Add validation of what is typed, and colours for what is missing or out of range."""
    for criterion in sheet.stage.criteria:
        column = sheet.score_column(criterion)
        area = (FIRST_ROW - 1, column - 1, sheet.last_row - 1, column - 1)
        cell = f"{column_letters(column)}{FIRST_ROW}"
        page.data_validation(*area, _validation(sheet, criterion, cell))
        for formula, colour in _warnings(sheet, criterion, cell):
            look = book.book.add_format({"bg_color": colour})
            options = {"type": "formula", "criteria": formula, "format": look}
            page.conditional_format(*area, options)


def _validation(sheet: ScoreSheet, criterion: Criterion, cell: str) -> dict[str, str]:
    """Return the rule of a score cell; what fits numbers only is not computed for R."""
    rule = f"{cell}>={criterion.minimum},{cell}<={criterion.maximum}"
    if criterion.step is not None:
        steps = f"({cell}-({criterion.minimum}))/{criterion.step}"
        rule += f",ABS({steps}-ROUND({steps},0))<0.000001"
    if sheet.stage.points:
        rule += f",COUNTIF({sheet.area(criterion)},{cell})=1"
    title, message = wording.refusal(sheet, criterion)
    return {
        "validate": "custom",
        "value": f'=IF(ISNUMBER({cell}),AND({rule}),{cell}="{form.RECUSED}")',
        "error_title": title,
        "error_message": message,
    }


def _warnings(sheet: ScoreSheet, criterion: Criterion, cell: str) -> Iterator[tuple[str, str]]:
    """Yield formulas of what is wrong with a cell or missing from it, and their colours."""
    first, last = (column_letters(column) for column in sheet.score_columns)
    row = f"${first}{FIRST_ROW}:${last}{FIRST_ROW}"
    low, high = criterion.minimum, criterion.maximum
    outside = (
        f"=OR(AND(ISNUMBER({cell}),OR({cell}<{low},{cell}>{high})),"
        f'AND(ISTEXT({cell}),TRIM({cell})<>"{form.RECUSED}"))'
    )
    yield outside, RED_FILL
    if sheet.stage.points:  # a cell may stay empty, but no place may stand twice
        yield f"=AND(ISNUMBER({cell}),COUNTIF({sheet.area(criterion)},{cell})>1)", RED_FILL
        return
    yield f'=AND({cell}="",COUNTA({row})>0,COUNTIF({row},"{form.RECUSED}")=0)', YELLOW_FILL


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
