"""The sheet Nilai: the jurors' totals and the stage total, live from the scores."""

from decimal import Decimal

from sinovik_sheets.model import RoundingStep, Standing
from sinovik_sheets.scoring.exact import mean
from sinovik_sheets.sheets.summary import words
from sinovik_sheets.sheets.summary.combining import combined, points_at
from sinovik_sheets.sheets.summary.elements import write_element_heads, write_element_means
from sinovik_sheets.sheets.summary.layout import (
    CRITERIA,
    ELEMENT_ROW,
    HEADING_ROW,
    LEADING,
    TOTALS,
    UNROUNDED_FORMAT,
    WEIGHT_ROW,
    Plan,
    cell,
)
from sinovik_sheets.sheets.summary.page import (
    Page,
    entry_columns,
    filtered,
    is_broad,
    many_columns,
    start,
    table_width,
)
from sinovik_sheets.sheets.summary.scores import mark, score_of
from sinovik_sheets.sheets.workbook import PALE, NewWorkbook
from sinovik_sheets.text import _

COLUMN_WIDTH = 11


def write_totals(book: NewWorkbook, plan: Plan) -> None:
    """Write Nilai: a column a juror, how many count, their mean, and the stage total."""
    last = max(plan.total_columns.values())
    width = table_width(last - LEADING, COLUMN_WIDTH)
    column = LEADING + 1 if is_broad(width) else 1
    page = start(book, plan, TOTALS, _("Totals of the jurors and of the stage"), column)
    page.text(4, column, words.marks(plan.stage), book.remark())
    entry_columns(page, plan)
    page.width(LEADING + 1, COLUMN_WIDTH, last)
    _write_headings(page, plan)
    for row, standing in plan.rows:
        _write_jurors(page, plan, row, standing)
        _write_means(page, plan, row, standing)
        if not plan.per_criterion and plan.connected:
            write_element_means(page, plan, row, 0, standing)
        _write_stages(page, plan, row, standing)
    filtered(page, plan, last)
    in_elements = plan.elements and not plan.per_criterion
    many_columns(page, width, ELEMENT_ROW if in_elements else WEIGHT_ROW)


def _write_headings(page: Page, plan: Plan) -> None:
    for number, juror in enumerate(plan.jurors):
        page.heading(HEADING_ROW, plan.juror_column(number), juror)
    page.heading(HEADING_ROW, plan.count_column, "n")
    page.heading(HEADING_ROW, plan.mean_column, "Rerata")
    if plan.corrected_mean_column:
        page.heading(HEADING_ROW, plan.corrected_mean_column, "Rerata terkoreksi")
    for code, column in plan.total_columns.items():
        own = code == plan.stage.code
        page.heading(HEADING_ROW, column, "Nilai tahap" if own else f"Nilai {code}")
    page.sheet.set_row(HEADING_ROW - 1, 30)
    if not plan.per_criterion:
        write_element_heads(page, plan, 0, plan.juror_column(0))
    if plan.stage.final_weights:
        bold = page.book.format(bold=True)
        page.text(WEIGHT_ROW, LEADING, _("Weight (%)"), page.book.format(align="right"))
        for code, column in plan.total_columns.items():
            weight = plan.stage.final_weights.get(code, Decimal(0))
            page.number(WEIGHT_ROW, column, weight, bold)


def _write_jurors(page: Page, plan: Plan, row: int, standing: Standing) -> None:
    step = RoundingStep.JUROR
    style = page.book.body(num_format=plan.number_format(step), align="center")
    totals = score_of(plan, standing).juror_totals
    criteria = range(len(plan.stage.criteria))
    for number, juror in enumerate(plan.jurors):
        column = plan.juror_column(number)
        if juror not in totals:
            page.text(row, column, mark(plan, standing, juror), style)
            continue
        columns = [plan.score_column(index, number) for index in criteria]
        scores = ",".join(cell(row, at, sheet=CRITERIA) for at in columns)
        weights = [plan.score_column(index, 0) for index in criteria]
        total = plan.rounded(_weighted(plan, row, columns, weights, points=True), step)
        formula = f'IF(COUNT({scores})={len(columns)},{total},"")'
        page.formula(row, column, formula, totals[juror], style)


def _weighted(
    plan: Plan, row: int, columns: list[int], weights: list[int], *, points: bool = False
) -> str:
    """Return the weighted sum of cells of Kriteria, the weights taken from its weight row.

    `points`: the cells hold places, which count as their points where points are declared.
    """
    products = []
    for column, weight in zip(columns, weights, strict=True):
        value = cell(row, column, sheet=CRITERIA)
        worth = points_at(plan, value) if points else value
        fixed = cell(WEIGHT_ROW, weight, sheet=CRITERIA, fixed_row=True)
        products.append(f"{worth}*{fixed}")
    return f"({'+'.join(products)})/100"


def _write_means(page: Page, plan: Plan, row: int, standing: Standing) -> None:
    score = score_of(plan, standing)
    totals = plan.totals_of(row).removeprefix(f"{TOTALS}!")
    center = page.book.body(align="center")
    page.formula(row, plan.count_column, f"COUNT({totals})", score.n, center)
    style = page.book.body(num_format=UNROUNDED_FORMAT, align="center")
    plain = mean(score.juror_totals.values()) if score.n else None
    formula = f'IF(COUNT({totals})=0,"",AVERAGE({totals}))'
    page.formula(row, plan.mean_column, formula, plain, style)
    if plan.corrected_mean_column and plan.connected:
        corrected = plan.corrected_of(row, 0)
        after = mean(score.corrected.values()) if score.n else None
        formula = f'IF(COUNT({corrected})=0,"",AVERAGE({corrected}))'
        page.formula(row, plan.corrected_mean_column, formula, after, style)


def _write_stages(page: Page, plan: Plan, row: int, standing: Standing) -> None:
    look = {"num_format": plan.number_format(RoundingStep.STAGE), "align": "center"}
    own = page.book.body(bold=True, bg_color=PALE, **look)
    if plan.connected:
        total = score_of(plan, standing).total
        page.formula(row, plan.stage_column, _stage_formula(plan, row), total, own)
    earlier = page.book.body(num_format=UNROUNDED_FORMAT, align="center")
    for code, column in plan.total_columns.items():
        if code != plan.stage.code:
            before = plan.result.totals_before.get((code, standing.entry.code))
            page.number(row, column, before, earlier)


def _stage_formula(plan: Plan, row: int) -> str:
    if plan.per_criterion:
        count = len(plan.stage.criteria)
        columns = [plan.panel_column(index) for index in range(count)]
        values = ",".join(cell(row, column, sheet=CRITERIA) for column in columns)
        weights = [plan.score_column(index, 0) for index in range(count)]
        total = plan.rounded(_weighted(plan, row, columns, weights), RoundingStep.STAGE)
        return f'IF(COUNT({values})={count},{total},"")'
    totals = plan.totals_of(row).removeprefix(f"{TOTALS}!")
    total = plan.rounded(combined(plan, row, 0), RoundingStep.STAGE)
    return f'IF(COUNT({totals})=0,"",{total})'
