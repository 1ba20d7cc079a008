"""The formulas that make one value of the jurors' values, a method each."""

import re
from collections.abc import Callable, Mapping

from sinovik_sheets.model import Method
from sinovik_sheets.sheets.summary.layout import (
    CRITERIA,
    ELEMENT_ROW,
    PANEL_CELL,
    TOTALS,
    WEIGHT_ROW,
    Plan,
    cell,
    span,
)


def combined(plan: Plan, row: int, block: int) -> str:
    """Return the formula of what a block of an entry's values is made into.

    For use on the sheet that holds the values, in rows where any juror counts.
    `block` is an index of `Plan.blocks`.
    """
    return _FORMULAS[plan.stage.method](plan, row, block)


def values_here(plan: Plan, row: int, block: int) -> str:
    """Return the range of what is combined, for use on the sheet that holds it."""
    return _here(plan.values_of(row, block))


def points_at(plan: Plan, place: str) -> str:
    """Return the formula of what the place in a cell is worth: the cell where places add up."""
    most = len(plan.stage.points)
    if not most:
        return place
    points = plan.point_table("B")
    return f"IF(AND({place}>=1,{place}<={most}),INDEX({points},{place}),0)"


def sum_of_scores(plan: Plan, scores: str) -> str:
    """Return the formula of the sum of a range of Kriteria: of points where those count."""
    if not plan.stage.points:
        return f"SUM({scores})"
    return f"SUMPRODUCT(COUNTIF({scores},{plan.point_table('A')}),{plan.point_table('B')})"


def mean_of_scores(plan: Plan, scores: str) -> str:
    """Return the formula of the plain mean of a range of Kriteria."""
    if not plan.stage.points:
        return f"AVERAGE({scores})"
    return f"{sum_of_scores(plan, scores)}/COUNT({scores})"


def element_mean(plan: Plan, row: int, block: int, element: int) -> tuple[str, str]:
    """Return the formulas of how many jurors of an element count, and of their mean.

    For use on the sheet that holds the values, with the elements in a row above them.
    """
    values = values_here(plan, row, block)
    elements = re.sub(r"\d+", f"${ELEMENT_ROW}", values)
    name = plan.elements[element].replace('"', '""')
    counted = f'SUMPRODUCT(--({elements}="{name}"),--ISNUMBER({values}))'
    criterion = re.sub(r"([*?~])", r"~\1", name)
    return counted, f'AVERAGEIFS({values},{elements},"={criterion}")'


def _here(reference: str) -> str:
    return reference.removeprefix(f"{CRITERIA}!").removeprefix(f"{TOTALS}!")


def _mean(plan: Plan, row: int, block: int) -> str:
    return f"AVERAGE({values_here(plan, row, block)})"


def _trimmed_mean(plan: Plan, row: int, block: int) -> str:
    """Trim by TRIMMEAN, which cuts a part of the count down to an even number.

    2h out of n would be asked for as 2h/n, and n times that may be less than 2h in
    binary: then nothing is cut. (2h+1)/n lies as far as can be from both neighbours.
    """
    values, trim = values_here(plan, row, block), plan.stage.trim
    if not trim:
        return f"AVERAGE({values})"
    trimmed = f"TRIMMEAN({values},{2 * trim + 1}/COUNT({values}))"
    return f"IF(COUNT({values})>={2 * trim + 2},{trimmed},AVERAGE({values}))"


def _corrected_mean(plan: Plan, row: int, block: int) -> str:
    return f"AVERAGE({plan.corrected_of(row, block)})"


def _element_weights(plan: Plan, row: int, block: int) -> str:
    first = plan.element_column(block)
    last = first + len(plan.elements) - 1
    means = span(row, first, last)
    left, right = (cell(WEIGHT_ROW, column, fixed_row=True) for column in (first, last))
    weights = f"{left}:{right}"
    return f"SUMPRODUCT({weights},{means})/SUMPRODUCT({weights},--ISNUMBER({means}))"


def _median(plan: Plan, row: int, block: int) -> str:
    return f"MEDIAN({values_here(plan, row, block)})"


def _sum_over_panel(plan: Plan, row: int, block: int) -> str:
    values = values_here(plan, row, block)
    total = sum_of_scores(plan, values) if plan.per_criterion else f"SUM({values})"
    return f"{total}*{PANEL_CELL}/COUNT({values})"


_FORMULAS: Mapping[Method, Callable[[Plan, int, int], str]] = {
    Method.MEAN: _mean,
    Method.TRIMMED_MEAN: _trimmed_mean,
    Method.LIMITED_MEAN: _corrected_mean,
    Method.ELEMENT_WEIGHTS: _element_weights,
    Method.MEDIAN: _median,
    Method.PLACE_POINTS: _sum_over_panel,
    Method.LENIENCY: _corrected_mean,
    Method.Z_SCORE: _corrected_mean,
}
