"""The elements of the jury in Kriteria and Nilai: who belongs to which, and their means."""

from sinovik_sheets.model import RoundingStep, Standing
from sinovik_sheets.sheets.summary import words
from sinovik_sheets.sheets.summary.combining import element_mean
from sinovik_sheets.sheets.summary.layout import (
    ELEMENT_ROW,
    HEADING_ROW,
    TITLE,
    WEIGHT_ROW,
    Plan,
    element_cell,
)
from sinovik_sheets.sheets.summary.page import Page
from sinovik_sheets.sheets.workbook import PALE, YELLOW_FILL
from sinovik_sheets.text import _

_NARROW = 9
"""The width of the narrowest column that holds an element."""


def write_element_heads(page: Page, plan: Plan, block: int, first_juror: int) -> None:
    """Write above a block who belongs to which element, and the elements with their weights.

    `first_juror` is the column of the first juror. Nothing where elements do not count.
    """
    if not plan.elements:
        return
    label, bold = page.book.format(align="right"), page.book.format(bold=True, align="center")
    page.text(ELEMENT_ROW, TITLE, _("Element of the jury"), label)
    page.text(WEIGHT_ROW, TITLE, _("Weight (%)"), label)
    small = page.book.format(font_size=9, align="center", text_wrap=True)
    for number, juror in enumerate(plan.jurors):
        page.text(ELEMENT_ROW, first_juror + number, plan.element(juror), small)
    page.height(ELEMENT_ROW, [(plan.element(juror), _NARROW) for juror in plan.jurors])
    page.height(HEADING_ROW, [("\n", _NARROW), *((e, _NARROW) for e in plan.elements)])
    for index, element in enumerate(plan.elements):
        column = plan.element_column(block, index)
        page.heading(HEADING_ROW, column, element)
        weight = plan.stage.element_weights[element]
        page.formula(WEIGHT_ROW, column, element_cell(index), weight, bold)


def write_element_means(page: Page, plan: Plan, row: int, block: int, standing: Standing) -> None:
    """Write the means of the elements of one entry, and which of them are absent."""
    score = plan.result.scores.get(standing.entry.code)
    step = RoundingStep.MEAN
    look = {"num_format": plan.number_format(step), "align": "center"}
    for index, element in enumerate(plan.elements):
        groups = score.groups if score else {}
        value = groups.get((element, plan.blocks[block]), words.ABSENT)
        fill = YELLOW_FILL if value == words.ABSENT else PALE
        counted, mean = element_mean(plan, row, block, index)
        formula = f'IF({counted}=0,"{words.ABSENT}",{plan.rounded(mean, step)})'
        style = page.book.body(bg_color=fill, **look)
        page.formula(row, plan.element_column(block, index), formula, value, style)
