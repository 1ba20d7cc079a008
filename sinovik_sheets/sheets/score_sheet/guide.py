"""The sheets beside the scores in a juror's workbook: rubric, and what to mend."""

from collections.abc import Sequence
from typing import NamedTuple

from sinovik_sheets.model import Entry
from sinovik_sheets.sheets.score_sheet import form, wording
from sinovik_sheets.sheets.score_sheet.sheet import Filling, ScoreSheet
from sinovik_sheets.sheets.workbook import NewWorkbook, lines_needed, put_text, row_height
from sinovik_sheets.text import _, decimal_text


class Repair(NamedTuple):
    """A cell to mend: its address, and the name of its criterion."""

    cell: str
    entry: Entry
    criterion: str
    filling: Filling


def write_guide(book: NewWorkbook, sheet: ScoreSheet) -> None:
    """Write `Petunjuk`: what each criterion means, and the rules of filling in."""
    stage = sheet.stage
    page = book.sheet(form.GUIDE_SHEET, landscape=False)
    widths = (30, 10, 12, 70)
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    put_text(page, 0, 0, _("How to score: {stage}").format(stage=stage.name), book.title())
    headings = (_("Criterion"), _("Weight"), _("Scale"), _("What to look at"))
    for column, heading in enumerate(headings):
        put_text(page, 2, column, heading, book.heading())
    row = 3
    for criterion in stage.criteria:
        scale = wording.scale(sheet, criterion)
        if criterion.step is not None and not stage.takes_places:
            scale += _(", step {step}").format(step=decimal_text(criterion.step))
        weight = "" if criterion.weight is None else f"{decimal_text(criterion.weight)} %"
        texts = (criterion.name, weight, scale, criterion.description)
        for column, text in enumerate(texts):
            put_text(page, row, column, text, book.body())
        page.set_row(row, row_height(zip(texts, widths, strict=True)))
        row += 1
    row += 1
    for rule in wording.rules(sheet):
        page.merge_range(row, 0, row, 3, "", book.format(text_wrap=True))
        put_text(page, row, 0, f"• {rule}", book.format(text_wrap=True))
        page.set_row(row, 15 * lines_needed(rule, 118))
        row += 1


def write_repairs(
    book: NewWorkbook,
    repairs: Sequence[Repair],
    missing_note: str,
) -> None:
    """Write `Perbaiki`: every cell to mend, linked, with what to do."""
    page = book.sheet(form.REPAIRS_SHEET, landscape=False)
    widths = (8, 12, 36, 18, 20, 54)
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    put_text(page, 0, 0, _("Please mend these cells, save, and send the file back."), book.title())
    if missing_note:
        page.merge_range(1, 0, 1, 5, "", book.format(text_wrap=True))
        put_text(page, 1, 0, missing_note, book.format(text_wrap=True))
        page.set_row(1, 15 * lines_needed(missing_note, 135))
    headings = (
        _("Cell"),
        _("Code"),
        _("Innovation"),
        _("Criterion"),
        _("Written"),
        _("What to do"),
    )
    for column, heading in enumerate(headings):
        put_text(page, 2, column, heading, book.heading())
    link = book.body(font_color="#0563C1", underline=1)
    for row, repair in enumerate(repairs, start=3):
        page.write_url(row, 0, f"internal:'{form.SCORES_SHEET}'!{repair.cell}", link, repair.cell)
        written = repair.filling.value
        texts = (
            repair.cell,
            repair.entry.code,
            repair.entry.title,
            repair.criterion,
            written if isinstance(written, str) else decimal_text(written),
            repair.filling.fault,
        )
        for column, text in enumerate(texts[1:], start=1):
            put_text(page, row, column, text, book.body())
        page.set_row(row, row_height(zip(texts, widths, strict=True)))
