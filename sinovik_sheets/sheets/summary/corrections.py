"""The sheet Koreksi: what each value was turned into before the jurors are combined."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from sinovik_sheets.model import Method, RoundingStep, Standing
from sinovik_sheets.scoring.exact import mean, round_half_up
from sinovik_sheets.sheets.summary import words
from sinovik_sheets.sheets.summary.layout import (
    CORRECTIONS,
    HEADING_ROW,
    LEADING,
    LIMIT_CELL,
    TITLE,
    UNROUNDED_FORMAT,
    Plan,
    cell,
)
from sinovik_sheets.sheets.summary.page import (
    PAGE_WIDTH,
    TITLE_WIDTH,
    Page,
    entry_columns,
    filtered,
    is_broad,
    many_columns,
    start,
    table_width,
)
from sinovik_sheets.sheets.summary.scores import SCORE_WIDTH, mark, score_of
from sinovik_sheets.sheets.workbook import PALE, YELLOW_FILL, NewWorkbook
from sinovik_sheets.text import _

_LIST_COLUMNS = 6
_ADJUSTED_WIDTH = 11
_ADJUSTMENT_FORMAT = "0.000000"


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
        for code in plan.blocks:
            before = _originals(plan, standing, code)
            for juror in plan.jurors:
                after = corrected.get((juror, code))
                if after is not None and after != before[juror]:
                    yield _Correction(standing, juror, code, before[juror], after)


def write_corrections(book: NewWorkbook, plan: Plan) -> None:
    """Write Koreksi: every counted value after the limit or the adjustment, live.

    Of a limit paper shows the list of changes; the table above it is for the screen.
    """
    last = plan.corrected_column(len(plan.blocks) - 1, len(plan.jurors) - 1)
    width = table_width(last - LEADING, _ADJUSTED_WIDTH)
    adjusted = plan.stage.method.adjusts_jurors and plan.connected
    column = LEADING + 1 if adjusted and is_broad(width) else 1
    page = start(book, plan, CORRECTIONS, words.corrections_title(plan.stage), column)
    if not plan.corrects or not plan.connected:
        page.width(1, PAGE_WIDTH)
        why = words.nothing_corrected(plan.result)
        page.text(5, 1, why, book.format(text_wrap=True))
        page.height(5, [(why, PAGE_WIDTH)])
        return
    page.text(4, column, words.corrections(plan.stage), book.remark())
    entry_columns(page, plan)
    for block, code in enumerate(plan.blocks):
        _write_block(page, plan, block, code)
    filtered(page, plan, last)
    if plan.limited:
        page.width(LEADING + 1, SCORE_WIDTH, max(last, _LIST_COLUMNS))
        page.sheet.freeze_panes(HEADING_ROW, TITLE)
        _write_list(page, plan, plan.last_row + 2)
        return
    page.width(LEADING + 1, _ADJUSTED_WIDTH, last)
    ends = [plan.corrected_column(b, len(plan.jurors) - 1) for b in range(len(plan.blocks))]
    many_columns(page, width, _block_row(plan), ends)


def _block_row(plan: Plan) -> int:
    """Return the row of the blocks' titles, above the rows of the adjustments."""
    return HEADING_ROW - 1 - len(words.ADJUSTMENTS.get(plan.stage.method, ()))


def _write_block(page: Page, plan: Plan, block: int, code: str) -> None:
    first = plan.corrected_column(block, 0)
    names = {criterion.code: criterion.name for criterion in plan.stage.criteria}
    title = f"{code} {names[code]}" if code else _("Totals of the jurors")
    last = first + len(plan.jurors) - 1
    page.block(_block_row(plan), first - int(plan.limited), last, title)
    for number, juror in enumerate(plan.jurors):
        page.heading(HEADING_ROW, first + number, juror)
    _write_adjustments(page, plan, block, code)
    if plan.limited:
        page.heading(HEADING_ROW, first - 1, "Rerata")
    for row, standing in plan.rows:
        if plan.limited:
            _write_middle(page, plan, (row, block), _originals(plan, standing, code))
        _write_corrected(page, plan, (row, block), code, standing)


def _write_adjustments(page: Page, plan: Plan, block: int, code: str) -> None:
    """Write each juror's centre and spread as values, in rows above the jurors."""
    names = words.ADJUSTMENTS.get(plan.stage.method, ())
    style = page.book.body(num_format=_ADJUSTMENT_FORMAT, align="center", bg_color=PALE)
    for row, name in enumerate(names, start=HEADING_ROW - len(names)):
        page.text(row, TITLE, _(name), page.book.format(align="right"))
        for number, juror in enumerate(plan.jurors):
            found = plan.result.adjustments.get((juror, code))
            value = None
            if found:
                value = found.centre if row == HEADING_ROW - len(names) else found.spread
            page.number(row, plan.corrected_column(block, number), value, style)


def _write_middle(
    page: Page, plan: Plan, at: tuple[int, int], before: Mapping[str, Fraction]
) -> None:
    """Write the mean around which the limit lies."""
    row, block = at
    step = RoundingStep.MEAN
    style = page.book.body(num_format=plan.number_format(step), bg_color=PALE, align="center")
    values = plan.values_of(row, block)
    places = plan.stage.rounding.get(step)
    cached = round_half_up(mean(before.values()), places) if before else None
    average = plan.rounded(f"AVERAGE({values})", step)
    column = plan.corrected_column(block, 0) - 1
    page.formula(row, column, f'IF(COUNT({values})=0,"",{average})', cached, style)


def _write_corrected(
    page: Page, plan: Plan, at: tuple[int, int], code: str, standing: Standing
) -> None:
    row, block = at
    step = RoundingStep.CORRECTION
    look = {"num_format": plan.number_format(step), "align": "center"}
    same, changed = page.book.body(**look), page.book.body(bg_color=YELLOW_FILL, **look)
    before, corrected = _originals(plan, standing, code), score_of(plan, standing).corrected
    for number, juror in enumerate(plan.jurors):
        column = plan.corrected_column(block, number)
        after = corrected.get((juror, code))
        if after is None:
            page.text(row, column, mark(plan, standing, juror), same)
            continue
        x = plan.value_cell(row, block, number)
        value = plan.rounded(_corrected_value(plan, (row, block, number), x), step)
        style = changed if plan.limited and after != before[juror] else same
        page.formula(row, column, f'IF(ISNUMBER({x}),{value},"")', after, style)


def _corrected_value(plan: Plan, at: tuple[int, int, int], x: str) -> str:
    """Return the formula of what a value is turned into."""
    row, block, number = at
    column = plan.corrected_column(block, number)
    lowest = cell(HEADING_ROW - 1, column, fixed_row=True)
    if plan.limited:
        m = cell(row, plan.corrected_column(block, 0) - 1)
        return f"MIN(MAX({x},{m}-{LIMIT_CELL}),{m}+{LIMIT_CELL})"
    if plan.stage.method is Method.Z_SCORE:
        centre = cell(HEADING_ROW - 2, column, fixed_row=True)
        return f"IF({lowest}=0,0,({x}-{centre})/{lowest})"
    return f"{x}-{lowest}"


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
