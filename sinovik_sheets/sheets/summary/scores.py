"""The sheets Kriteria and Koreksi: what the jurors gave, and what was corrected of it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from sinovik_sheets.model import Criterion, Method, RoundingStep, Standing
from sinovik_sheets.scoring.aggregate import StageScore
from sinovik_sheets.scoring.exact import mean, round_half_up
from sinovik_sheets.sheets.summary import words
from sinovik_sheets.sheets.summary.layout import (
    BLOCK_ROW,
    CORRECTIONS,
    CRITERIA,
    HEADING_ROW,
    LEADING,
    LIMIT_CELL,
    TITLE,
    UNROUNDED_FORMAT,
    WEIGHT_ROW,
    Plan,
    cell,
)
from sinovik_sheets.sheets.summary.page import (
    ENTRY_WIDTH,
    PAGE_WIDTH,
    TITLE_WIDTH,
    Page,
    entry_columns,
    filtered,
    is_broad,
    many_columns,
    start,
)
from sinovik_sheets.sheets.workbook import PALE, YELLOW_FILL, NewWorkbook
from sinovik_sheets.text import _, decimal_text

SCORE_WIDTH = 9
_LIST_COLUMNS = 6


def combined(plan: Plan, scores: str, corrected: str) -> str:
    """Return the formula that makes one value of a range of scores by the stage's method."""
    if plan.limited:
        return f"AVERAGE({corrected})"
    if plan.stage.method is Method.TRIMMED_MEAN and plan.stage.trim:
        cut = 2 * plan.stage.trim
        trimmed = f"TRIMMEAN({scores},{cut}/COUNT({scores}))"
        return f"IF(COUNT({scores})>={cut + 2},{trimmed},AVERAGE({scores}))"
    return f"AVERAGE({scores})"


def mark(plan: Plan, standing: Standing, juror: str) -> str:
    """Return the sign that stands where a juror's row is not counted."""
    kind = plan.result.absences.get((standing.entry.code, juror))
    return words.MARKS[kind] if kind else ""


def score_of(plan: Plan, standing: Standing) -> StageScore:
    """Return how an entry was scored; a score without jurors where it was not."""
    return plan.result.scores.get(standing.entry.code, StageScore(total=None))


def _block(page: Page, first: int, last: int, text: str) -> None:
    """Write the heading over the columns of a criterion."""
    style = page.book.heading()
    if last > first:
        page.sheet.merge_range(BLOCK_ROW - 1, first - 1, BLOCK_ROW - 1, last - 1, "", style)
    page.text(BLOCK_ROW, first, text, style)


def write_criteria(book: NewWorkbook, plan: Plan) -> None:
    """Write Kriteria: every counted score as a number, and the panel's value live."""
    count = len(plan.stage.criteria)
    last = plan.panel_column(count - 1)
    width = ENTRY_WIDTH + SCORE_WIDTH * (last - LEADING)
    column = LEADING + 1 if is_broad(width) else 1
    page = start(book, plan, CRITERIA, _("Scores by criterion"), column)
    page.text(4, column, words.marks(), book.remark())
    entry_columns(page, plan)
    page.text(WEIGHT_ROW, LEADING, _("Weight (%)"), book.format(align="right"))
    for index, criterion in enumerate(plan.stage.criteria):
        _write_criterion(page, plan, index, criterion)
    block_width = SCORE_WIDTH * (len(plan.jurors) + 1)
    page.height(BLOCK_ROW, [(_block_title(c), block_width) for c in plan.stage.criteria])
    filtered(page, plan, last)
    many_columns(page, width, BLOCK_ROW, [plan.panel_column(index) for index in range(count)])


def _block_title(criterion: Criterion) -> str:
    scale = f"{decimal_text(criterion.minimum)}–{decimal_text(criterion.maximum)}"
    return f"{criterion.code} {criterion.name} ({scale})"


def _write_criterion(page: Page, plan: Plan, index: int, criterion: Criterion) -> None:
    first, panel = plan.score_column(index, 0), plan.panel_column(index)
    _block(page, first, panel, _block_title(criterion))
    page.number(WEIGHT_ROW, first, criterion.weight or Decimal(0), page.book.format(bold=True))
    page.width(first, SCORE_WIDTH, panel)
    for number, juror in enumerate(plan.jurors):
        page.heading(HEADING_ROW, first + number, juror)
    page.heading(HEADING_ROW, panel, "Panel")
    style = page.book.body(num_format=plan.score_format(criterion), align="center")
    step = RoundingStep.CRITERION
    places = plan.number_format(step) if plan.per_criterion else UNROUNDED_FORMAT
    panel_style = page.book.body(num_format=places, bg_color=PALE, align="center")
    for row, standing in plan.rows:
        for number, juror in enumerate(plan.jurors):
            score = plan.result.value(standing.entry.code, juror, criterion.code)
            shown = mark(plan, standing, juror) if score is None else score
            page.number(row, first + number, shown, style)
        scores = plan.scores_of(row, index).removeprefix(f"{CRITERIA}!")
        value = f"AVERAGE({scores})"
        if plan.per_criterion:
            value = plan.rounded(combined(plan, scores, plan.corrected_of(row, index)), step)
        cached = score_of(plan, standing).criteria.get(criterion.code)
        page.formula(row, panel, f'IF(COUNT({scores})=0,"",{value})', cached, panel_style)


class _Correction(NamedTuple):
    """A score that the limit changed."""

    standing: Standing
    juror: str
    criterion: str
    before: Fraction
    after: Fraction


def _originals(plan: Plan, standing: Standing, code: str) -> Mapping[str, Fraction]:
    """Return what each juror gave before correcting: totals ("") or a criterion."""
    if not code:
        return score_of(plan, standing).juror_totals
    rows = plan.result.rows.get(standing.entry.code, {})
    return {juror: Fraction(row[code]) for juror, row in rows.items()}


def _corrections(plan: Plan) -> Iterator[_Correction]:
    for _row, standing in plan.rows:
        corrected = score_of(plan, standing).corrected
        for code in plan.corrected_codes:
            before = _originals(plan, standing, code)
            for juror in plan.jurors:
                after = corrected.get((juror, code))
                if after is not None and after != before[juror]:
                    yield _Correction(standing, juror, code, before[juror], after)


def write_corrections(book: NewWorkbook, plan: Plan) -> None:
    """Write Koreksi: every counted score after the limit, live, and what it changed.

    On paper it is the list of changes; the table above it is for the screen.
    """
    page = start(book, plan, CORRECTIONS, _("Corrections"))
    if not plan.limited:
        page.text(5, 1, _("The method of this stage corrects nothing."))
        page.width(1, PAGE_WIDTH)
        return
    page.text(4, 1, _("Yellow: moved to the limit around the mean of the jurors."), book.remark())
    entry_columns(page, plan)
    for block, code in enumerate(plan.corrected_codes):
        _write_block(page, plan, block, code)
    last = plan.middle_column(len(plan.corrected_codes)) - 1
    page.width(LEADING + 1, SCORE_WIDTH, max(last, _LIST_COLUMNS))
    filtered(page, plan, last)
    page.sheet.freeze_panes(HEADING_ROW, TITLE)
    _write_list(page, plan, plan.last_row + 2)


def _write_block(page: Page, plan: Plan, block: int, code: str) -> None:
    middle = plan.middle_column(block)
    names = {criterion.code: criterion.name for criterion in plan.stage.criteria}
    title = f"{code} {names[code]}" if code else _("Totals of the jurors")
    _block(page, middle, middle + len(plan.jurors), title)
    page.heading(HEADING_ROW, middle, "Rerata")
    for number, juror in enumerate(plan.jurors, start=1):
        page.heading(HEADING_ROW, middle + number, juror)
    book, step = page.book, RoundingStep.MEAN
    style = book.body(num_format=plan.number_format(step), bg_color=PALE, align="center")
    for row, standing in plan.rows:
        scores = plan.scores_of(row, block) if code else plan.totals_of(row)
        before = _originals(plan, standing, code)
        places = plan.stage.rounding.get(step)
        cached = round_half_up(mean(before.values()), places) if before else None
        average = plan.rounded(f"AVERAGE({scores})", step)
        page.formula(row, middle, f'IF(COUNT({scores})=0,"",{average})', cached, style)
        _write_corrected(page, plan, (row, middle), code, standing)


def _write_corrected(
    page: Page, plan: Plan, at: tuple[int, int], code: str, standing: Standing
) -> None:
    row, middle = at
    step, m = RoundingStep.CORRECTION, cell(row, middle)
    look = {"num_format": plan.number_format(step), "align": "center"}
    same, changed = page.book.body(**look), page.book.body(bg_color=YELLOW_FILL, **look)
    before, corrected = _originals(plan, standing, code), score_of(plan, standing).corrected
    block = plan.corrected_codes.index(code)
    for number, juror in enumerate(plan.jurors):
        column = middle + number + 1
        after = corrected.get((juror, code))
        if after is None:
            page.text(row, column, mark(plan, standing, juror), same)
            continue
        score = plan.scores_of(row, block).split("!")[0] if code else "Nilai"
        source = plan.score_column(block, number) if code else plan.juror_column(number)
        x = cell(row, source, sheet=score)
        limit = f"MIN(MAX({x},{m}-{LIMIT_CELL}),{m}+{LIMIT_CELL})"
        formula = f'IF(ISNUMBER({x}),{plan.rounded(limit, step)},"")'
        page.formula(row, column, formula, after, changed if after != before[juror] else same)


def _write_list(page: Page, plan: Plan, row: int) -> None:
    changes = list(_corrections(plan))
    title = _("Corrected scores: {count}").format(count=len(changes))
    page.text(row, 1, title, page.book.format(bold=True))
    page.sheet.print_area(row - 1, 0, row + len(changes), _LIST_COLUMNS - 1)
    page.sheet.repeat_rows(0, 2)
    if not changes:
        return
    names = ("Kode", "Inovasi", "Juri", "Kriteria", _("Given"), _("Counted"))
    for column, name in enumerate(names, start=1):
        page.heading(row + 1, column, name)
    style, number = page.book.body(), page.book.body(num_format=UNROUNDED_FORMAT, align="center")
    for at, change in enumerate(changes, start=row + 2):
        entry = change.standing.entry
        texts = (entry.code, entry.title, change.juror, change.criterion or "Total")
        for column, text in enumerate(texts, start=1):
            page.text(at, column, text, style)
        page.number(at, 5, change.before, number)
        page.number(at, 6, change.after, number)
        page.height(at, [(entry.title, TITLE_WIDTH)])
