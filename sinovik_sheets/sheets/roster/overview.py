"""The view Ringkasan: how many registered, by kind, category and group."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sinovik_sheets.sheets.roster import look
from sinovik_sheets.sheets.roster.content import RosterContent, Tally
from sinovik_sheets.sheets.roster.page import Page
from sinovik_sheets.sheets.tables.two_way import Value, View
from sinovik_sheets.sheets.workbook import BLUE
from sinovik_sheets.text import _, date_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NAME = "Ringkasan"
_WIDTHS = (36, 13, 13, 13, 13, 13)
_CHART_ROWS, _ROW_HEIGHT = 15, 18
_CHART_SIZE = (19, 9)  # centimetres, within the rows left for it
_FAINT, _GRID = "#BDD7EE", "D9D9D9"


def overview(content: RosterContent) -> View:
    """Return the counts, with a chart of registered against expected units by kind."""
    page = Page(NAME, _WIDTHS, landscape=False)
    day = _("As of {date}").format(date=date_text(content.made_on))
    page.head(content.settings, _("Registration overview"), day)
    page.hold(page.title_row, page.title_row + 1)
    first = page.row + 1
    _counts(page, "Jenis", content.by_kind, summed=True)
    if content.by_kind:
        _leave_room_for_chart(page, first, content.by_kind)
    _counts(page, "Kategori", content.by_category, summed=False)
    _counts(page, "Kelompok", content.by_group, summed=False)
    return page.view()


def _counts(page: Page, name: str, tallies: Sequence[Tally], *, summed: bool) -> None:
    """Write a table of counts, leaving out the columns about which nothing is known."""
    if not tallies:
        return
    expected = any(tally.expected is not None for tally in tallies)
    before = any(tally.last_year is not None for tally in tallies)
    headings = [name, "Terdaftar"]
    headings += ["Diharapkan", "Persen"] if expected else []
    headings += ["Inovasi"]
    headings += ["Tahun lalu"] if before else []
    page.headings(*headings)
    looks = [look.TALL_COUNT] * len(headings)
    looks[0] = look.TALL
    if expected:
        looks[3] = look.PERCENT
    for tally in tallies:
        page.body(_row(tally, expected=expected, before=before), looks)
    if summed and len(tallies) > 1:
        row = _row(_sum(tallies), expected=expected, before=before)
        page.body(row, [look.total(style) for style in looks])
    page.next(10)


def _row(tally: Tally, *, expected: bool, before: bool) -> list[Value | None]:
    row: list[Value | None] = [tally.name, tally.registered]
    if expected:
        share = tally.registered / tally.expected if tally.expected else None
        row += [tally.expected, share]
    row.append(tally.entries)
    if before:
        row.append(tally.last_year)
    return row


def _sum(tallies: Sequence[Tally]) -> Tally:
    return Tally(
        "Jumlah",
        sum(tally.registered for tally in tallies),
        sum(tally.entries for tally in tallies),
        sum(tally.expected or 0 for tally in tallies),
        sum(tally.last_year or 0 for tally in tallies),
    )


def _leave_room_for_chart(page: Page, first: int, tallies: Sequence[Tally]) -> None:
    """Draw a chart of the first table, whose rows begin at `first`, below it."""
    last = first + len(tallies) - 1
    series = 2 if any(tally.expected is not None for tally in tallies) else 1
    anchor = page.row
    for _number in range(_CHART_ROWS):
        page.next(_ROW_HEIGHT)
    title = _("Registered and expected units")
    page.draw(lambda sheet: _chart(sheet, f"A{anchor}", (first, last), series, title))


def _chart(sheet: "Worksheet", anchor: str, rows: tuple[int, int], series: int, title: str) -> None:
    from openpyxl.chart import BarChart, Reference
    from openpyxl.chart.axis import ChartLines
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    first, last = rows
    chart = BarChart()
    chart.title = title
    chart.width, chart.height = _CHART_SIZE
    counts = Reference(sheet, min_col=2, max_col=1 + series, min_row=first - 1, max_row=last)
    chart.add_data(counts, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=first, max_row=last))
    for line, colour in zip(chart.series, (BLUE, _FAINT), strict=False):
        line.graphicalProperties.solidFill = colour.removeprefix("#")
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = "0"
    faint = ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=_GRID)))
    chart.y_axis.majorGridlines = faint
    chart.gapWidth = 60
    chart.legend.position = "b"
    sheet.add_chart(chart, anchor)
