"""The sheets Per Kategori and Grafik: the result seen by category and in pictures."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from sinovik_sheets.model import Standing
from sinovik_sheets.scoring.exact import mean
from sinovik_sheets.sheets.summary import words
from sinovik_sheets.sheets.summary.layout import (
    CHARTS,
    PER_CATEGORY,
    RANKING,
    TOTALS,
    Plan,
    cell,
)
from sinovik_sheets.sheets.summary.page import PAGE_WIDTH, Page, start
from sinovik_sheets.sheets.summary.ranking import (
    PLACE_IN_CATEGORY,
    TOTAL,
    columns,
)
from sinovik_sheets.sheets.summary.scores import score_of
from sinovik_sheets.sheets.workbook import BLUE, PALE, NewWorkbook
from sinovik_sheets.text import _

if TYPE_CHECKING:
    from xlsxwriter.chart_bar import ChartBar

_CATEGORY_COLUMNS = (
    (PLACE_IN_CATEGORY, 11),
    ("Kode", 11),
    ("Inovasi", 50),
    ("Unit", 36),
    (TOTAL, 10),
    ("Status", 22),
)
BARS = 20
LABEL_LENGTH = 30
CHART_COLUMN = 5
ROW_PIXELS = 20


def write_categories(book: NewWorkbook, plan: Plan) -> None:
    """Write Per Kategori: the standings of each category, live from Ringkasan."""
    page = start(book, plan, PER_CATEGORY, _("Standings by category"))
    if not plan.category_codes:
        page.text(5, 1, _("This competition has no categories."))
        page.width(1, PAGE_WIDTH)
        return
    row = 5
    for code in plan.category_codes:
        members = [item for item in plan.rows if item[1].entry.category == code]
        if not members:
            continue
        members.sort(key=lambda item: item[1].place_in_category or len(plan.rows) + 1)
        name = plan.competition.category_names.get(code, code) or _("Without a category")
        page.text(row, 1, name, book.format(bold=True, font_size=13, font_color=BLUE))
        for column, (heading, width) in enumerate(_CATEGORY_COLUMNS, start=1):
            page.width(column, width)
            page.heading(row + 1, column, heading)
        page.height(row + 1, _CATEGORY_COLUMNS)
        for offset, (source, standing) in enumerate(members, start=2):
            _write_member(page, plan, row + offset, source, standing)
        row += len(members) + 3


def _write_member(page: Page, plan: Plan, row: int, source: int, standing: Standing) -> None:
    at, entry, body = columns(plan), standing.entry, page.book.body
    center = body(align="center")
    status = words.status(plan.competition, plan.stage, standing)
    texts = ("", entry.code, entry.title, entry.unit or entry.unit_code, "", status)
    for column, text in enumerate(texts, start=1):
        page.text(row, column, text, body())
    widths = (width for _name, width in _CATEGORY_COLUMNS)
    page.height(row, list(zip(texts, widths, strict=True)))
    if standing.place is None:
        return
    place = cell(source, at[PLACE_IN_CATEGORY], sheet=RANKING)
    page.formula(row, 1, place, standing.place_in_category, center)
    strong = body(
        bold=True, bg_color=PALE, num_format=plan.number_format(plan.total_step), align="center"
    )
    page.formula(row, 5, cell(source, at[TOTAL], sheet=RANKING), plan.shown_total(standing), strong)


def write_charts(book: NewWorkbook, plan: Plan) -> None:
    """Write Grafik: the best totals and, of several jurors, how high each one scores."""
    page = start(book, plan, CHARTS, _("Charts"))
    for column, width in enumerate((34, 10, 10, 3), start=1):
        page.width(column, width)
    last = _write_best(page, plan, 5)
    if len(plan.jurors) > 1 and not plan.stage.takes_places:
        last = _write_jurors(page, plan, max(last + 4, 18))
    page.sheet.print_area(0, 0, last + 8, CHART_COLUMN + 9)
    page.sheet.fit_to_pages(1, 1)


def _write_best(page: Page, plan: Plan, row: int) -> int:
    """Write the table and chart of the best totals; return the last row."""
    best = [item for item in plan.rows if item[1].place is not None][:BARS]
    fewer = plan.stage.fewer_is_better
    title = _("Lowest totals (at most {count})") if fewer else _("Highest totals (at most {count})")
    title = title.format(count=BARS)
    _headings(page, row, ("Inovasi", TOTAL))
    style = page.book.body(num_format=plan.number_format(plan.total_step), align="center")
    total = columns(plan)[TOTAL]
    for at, (source, standing) in enumerate(best, start=row + 1):
        page.text(at, 1, _label(standing), page.book.body(text_wrap=False))
        page.formula(at, 2, cell(source, total, sheet=RANKING), plan.shown_total(standing), style)
    last = row + len(best)
    if best:
        shown = plan.number_format(plan.total_step)
        least = min(standing.total or 0 for _row, standing in best)
        _chart(page, title, (row, last), shown, from_zero=least >= 0)
    return last


def _label(standing: Standing) -> str:
    title = standing.entry.title
    short = title if len(title) <= LABEL_LENGTH else title[: LABEL_LENGTH - 1].rstrip() + "…"
    return f"{standing.place}. {short}"


def _write_jurors(page: Page, plan: Plan, row: int) -> int:
    """Write the table and chart of the jurors' means; return the last row."""
    note = _("A low mean may come from strict scoring or from weaker entries: it proves nothing.")
    page.text(row - 1, 1, note, page.book.remark())
    _headings(page, row, ("Juri", "Rerata", "n"))
    body = page.book.body
    for number, juror in enumerate(plan.jurors):
        at = row + number + 1
        given = [
            score.juror_totals[juror]
            for _row, standing in plan.rows
            if juror in (score := score_of(plan, standing)).juror_totals
        ]
        totals = plan.down(plan.juror_column(number), sheet=TOTALS)
        page.text(at, 1, f"{juror} {plan.juror_name(juror)}", body())
        average = f'IF(COUNT({totals})=0,"",AVERAGE({totals}))'
        value = mean(given) if given else None
        page.formula(at, 2, average, value, body(num_format="0.00", align="center"))
        page.formula(at, 3, f"COUNT({totals})", len(given), body(align="center"))
    last = row + len(plan.jurors)
    _chart(page, _("Mean of each juror's totals"), (row, last), "0.00")
    return last


def _headings(page: Page, row: int, names: Sequence[str]) -> None:
    for column, name in enumerate(names, start=1):
        page.heading(row, column, name)


def _chart(
    page: Page,
    title: str,
    rows: tuple[int, int],
    number_format: str,
    *,
    from_zero: bool = True,
) -> None:
    """Draw a bar chart of the table below heading row rows[0], beside it."""
    first, last = rows
    chart = cast("ChartBar", page.book.book.add_chart({"type": "bar"}))
    chart.add_series(
        {
            "name": title,
            "categories": [CHARTS, first, 0, last - 1, 0],
            "values": [CHARTS, first, 1, last - 1, 1],
            "fill": {"color": BLUE},
            "gap": 40,
            "data_labels": {"value": True, "num_format": number_format},
        }
    )
    chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}, "label_position": "low"})
    least = {"min": 0} if from_zero else {}
    hidden = {"major_gridlines": {"visible": False}, "label_position": "none"}
    chart.set_x_axis({**least, **hidden})
    height = max(180, ROW_PIXELS * (last - first + 2))
    chart.set_size({"width": 640, "height": height})
    page.sheet.insert_chart(first - 1, CHART_COLUMN - 1, chart)
