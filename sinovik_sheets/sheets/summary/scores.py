"""The sheet Kriteria: what the jurors gave, and the panel's value of each criterion."""

from decimal import Decimal

from sinovik_sheets.model import Criterion, RoundingStep, Standing
from sinovik_sheets.scoring.aggregate import StageScore
from sinovik_sheets.sheets.summary import words
from sinovik_sheets.sheets.summary.combining import combined, mean_of_scores
from sinovik_sheets.sheets.summary.elements import write_element_heads, write_element_means
from sinovik_sheets.sheets.summary.layout import (
    BLOCK_ROW,
    CRITERIA,
    ELEMENT_ROW,
    HEADING_ROW,
    LEADING,
    UNROUNDED_FORMAT,
    WEIGHT_ROW,
    Plan,
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
from sinovik_sheets.sheets.workbook import PALE, NewWorkbook
from sinovik_sheets.text import _, decimal_text

SCORE_WIDTH = 9


def mark(plan: Plan, standing: Standing, juror: str) -> str:
    """Return the sign that stands where a juror's row is not counted."""
    kind = plan.result.absences.get((standing.entry.code, juror))
    return words.MARKS[kind] if kind else ""


def score_of(plan: Plan, standing: Standing) -> StageScore:
    """Return how an entry was scored; a score without jurors where it was not."""
    return plan.result.scores.get(standing.entry.code, StageScore(total=None))


def write_criteria(book: NewWorkbook, plan: Plan) -> None:
    """Write Kriteria: every counted score as a number, and the panel's value live."""
    count = len(plan.stage.criteria)
    last = plan.panel_column(count - 1)
    width = table_width(last - LEADING, SCORE_WIDTH)
    column = LEADING + 1 if is_broad(width) else 1
    page = start(book, plan, CRITERIA, _("Scores by criterion"), column)
    page.text(4, column, words.marks(plan.stage, points=bool(plan.stage.points)), book.remark())
    entry_columns(page, plan)
    page.text(WEIGHT_ROW, LEADING, _("Weight (%)"), book.format(align="right"))
    for index, criterion in enumerate(plan.stage.criteria):
        _write_criterion(page, plan, index, criterion)
    block_width = SCORE_WIDTH * plan.block_width
    page.height(BLOCK_ROW, [(_block_title(c), block_width) for c in plan.stage.criteria])
    filtered(page, plan, last)
    first = ELEMENT_ROW if plan.elements and plan.per_criterion else BLOCK_ROW
    many_columns(page, width, first, [plan.panel_column(index) for index in range(count)])


def _block_title(criterion: Criterion) -> str:
    scale = f"{decimal_text(criterion.minimum)}–{decimal_text(criterion.maximum)}"
    return f"{criterion.code} {criterion.name} ({scale})"


def _write_criterion(page: Page, plan: Plan, index: int, criterion: Criterion) -> None:
    first, panel = plan.score_column(index, 0), plan.panel_column(index)
    page.block(BLOCK_ROW, first, panel, _block_title(criterion))
    page.number(WEIGHT_ROW, first, criterion.weight or Decimal(0), page.book.format(bold=True))
    page.width(first, SCORE_WIDTH, panel)
    for number, juror in enumerate(plan.jurors):
        page.heading(HEADING_ROW, first + number, juror)
    page.heading(HEADING_ROW, panel, "Panel")
    style = page.book.body(num_format=plan.score_format(criterion), align="center")
    for row, standing in plan.rows:
        for number, juror in enumerate(plan.jurors):
            score = plan.result.value(standing.entry.code, juror, criterion.code)
            shown = mark(plan, standing, juror) if score is None else score
            page.number(row, first + number, shown, style)
    if plan.per_criterion:
        write_element_heads(page, plan, index, first)
    _write_panel(page, plan, index, criterion)


def _write_panel(page: Page, plan: Plan, index: int, criterion: Criterion) -> None:
    """Write the panel's value of a criterion: what counts, or the plain mean beside it."""
    step, column = RoundingStep.CRITERION, plan.panel_column(index)
    places = plan.number_format(step) if plan.per_criterion else UNROUNDED_FORMAT
    style = page.book.body(num_format=places, bg_color=PALE, align="center")
    for row, standing in plan.rows:
        if not plan.connected:
            page.text(row, column, "", style)
            continue
        scores = plan.scores_of(row, index).removeprefix(f"{CRITERIA}!")
        value = mean_of_scores(plan, scores)
        if plan.per_criterion:
            write_element_means(page, plan, row, index, standing)
            value = plan.rounded(combined(plan, row, index), step)
        cached = score_of(plan, standing).criteria.get(criterion.code)
        page.formula(row, column, f'IF(COUNT({scores})=0,"",{value})', cached, style)
