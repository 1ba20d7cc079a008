"""One sheet of the summary being written; rows and columns count from 1."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from sinovik_sheets.sheets.summary import words
from sinovik_sheets.sheets.summary.layout import CODE, FIRST_ROW, HEADING_ROW, TITLE, Plan
from sinovik_sheets.sheets.workbook import NewWorkbook, lines_needed, put_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format

LINE_HEIGHT = 15
PAGE_WIDTH = 160
"""Characters that fit across F4 landscape at full size."""
SMALLEST_PRINT = 70
"""Percent of full size below which nobody reads a table on paper."""
AVERAGE_LETTER = 0.9
"""Width of an average letter; column widths count in digits."""
CODE_WIDTH, TITLE_WIDTH = 11, 34
PADDING = 0.75
"""What a column takes besides the characters it is wide."""
ENTRY_WIDTH = CODE_WIDTH + TITLE_WIDTH + 2 * PADDING
RED = "#C00000"

Value = Fraction | Decimal | int | str | None


class Page:
    """A sheet with cells written by row and column, both from 1."""

    def __init__(self, book: NewWorkbook, name: str) -> None:
        self.book = book
        self.sheet = book.sheet(name)

    def text(self, row: int, column: int, text: str, style: "Format | None" = None) -> None:
        """Write text as text."""
        put_text(self.sheet, row - 1, column - 1, text, style)

    def number(self, row: int, column: int, value: Value, style: "Format | None" = None) -> None:
        """Write a number; nothing where there is none, and a word as text."""
        if value is None or isinstance(value, str):
            self.text(row, column, value or "", style)
        else:
            self.sheet.write_number(row - 1, column - 1, float(value), style)

    def formula(
        self, row: int, column: int, formula: str, value: Value, style: "Format | None" = None
    ) -> None:
        """Write a live formula (without its `=`) and the value it has now."""
        cached = value if isinstance(value, str) else "" if value is None else float(value)
        self.sheet.write_formula(row - 1, column - 1, f"={formula}", style, cached)

    def heading(self, row: int, column: int, text: str) -> None:
        """Write a cell of a heading row."""
        self.text(row, column, text, self.book.heading())

    def block(self, row: int, first: int, last: int, text: str) -> None:
        """Write one heading over several columns."""
        style = self.book.heading()
        if last > first:
            self.sheet.merge_range(row - 1, first - 1, row - 1, last - 1, "", style)
        self.text(row, first, text, style)

    def width(self, column: int, width: float, last: int | None = None) -> None:
        """Set the width of a column, or of all columns up to `last`."""
        self.sheet.set_column(column - 1, (last or column) - 1, width)

    def height(self, row: int, texts: Sequence[tuple[str, int]]) -> None:
        """Make a row high enough for wrapped texts, given with their column widths."""
        lines = max(lines_needed(text, int(width / AVERAGE_LETTER)) for text, width in texts)
        self.sheet.set_row(row - 1, LINE_HEIGHT * lines)

    def table(self, row: int, columns: Sequence[tuple[str, int]]) -> None:
        """Write a heading row over columns given by name and width."""
        for column, (name, width) in enumerate(columns, start=1):
            self.width(column, width)
            self.heading(row, column, name)
        self.height(row, columns)
        self.sheet.freeze_panes(row, 0)
        self.sheet.repeat_rows(row - 1)

    def wrapped(self, row: int, text: str, width: int, last: int, style: "Format") -> None:
        """Write a sentence across the columns up to `last`, together `width` wide."""
        self.sheet.merge_range(row - 1, 0, row - 1, last - 1, "", style)
        self.text(row, 1, text, style)
        self.height(row, [(text, width)])


def start(book: NewWorkbook, plan: Plan, name: str, title: str, column: int = 1) -> Page:
    """Add a sheet with its title, what it belongs to, and whether that is provisional."""
    page = Page(book, name)
    page.text(1, column, title, book.title())
    page.sheet.set_row(0, 21)
    competition = plan.competition.settings.name
    page.text(2, column, f"{competition} – {plan.stage.name}", book.format(bold=True))
    if plan.result.provisional:
        page.text(
            3,
            column,
            words.state(plan.result),
            book.format(bold=True, font_size=16, font_color=RED),
        )
        page.sheet.set_row(2, 23)
        page.sheet.set_header("&R&K{}&BSEMENTARA".format(RED.removeprefix("#")))
    return page


def entry_columns(page: Page, plan: Plan) -> None:
    """Write who each row is about, as on every sheet with a row an entry."""
    style = page.book.body()
    page.width(CODE, CODE_WIDTH)
    page.width(TITLE, TITLE_WIDTH)
    page.heading(HEADING_ROW, CODE, "Kode")
    page.heading(HEADING_ROW, TITLE, "Inovasi")
    for row, standing in plan.rows:
        page.text(row, CODE, standing.entry.code, style)
        page.text(row, TITLE, standing.entry.title, style)
        page.height(row, [(standing.entry.title, TITLE_WIDTH)])


def table_width(columns: int, width: int) -> float:
    """Return the width of a table with a row an entry and so many more columns of one width."""
    return ENTRY_WIDTH + columns * (width + PADDING)


def is_broad(width: float) -> bool:
    """Say whether a table needs more than one page across.

    Then its titles stand right of the columns that every page repeats.
    """
    return width > PAGE_WIDTH * 100 // SMALLEST_PRINT


def many_columns(
    page: Page, width: float, heading_from: int, blocks: list[int] | None = None
) -> None:
    """Print a table on one page across, or where it is too broad on as many as it needs.

    `blocks` are the last columns of blocks of one width that are not torn apart.
    """
    page.sheet.freeze_panes(HEADING_ROW, TITLE)
    page.sheet.repeat_rows(heading_from - 1, HEADING_ROW - 1)
    if not is_broad(width):
        return
    page.sheet.set_print_scale(SMALLEST_PRINT)
    page.sheet.repeat_columns(0, TITLE - 1)
    if blocks:
        free = PAGE_WIDTH * 100 // SMALLEST_PRINT - ENTRY_WIDTH
        together = max(1, int(free * len(blocks) / (width - ENTRY_WIDTH)))
        page.sheet.set_v_pagebreaks(blocks[together - 1 : -1 : together])


def filtered(page: Page, plan: Plan, last: int) -> None:
    """Let people filter the entries."""
    page.sheet.autofilter(HEADING_ROW - 1, 0, max(plan.last_row, FIRST_ROW) - 1, last - 1)
