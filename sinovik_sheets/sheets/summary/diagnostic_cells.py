"""What both sheets of diagnostics share: figures, colours, wide cells, sections."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from sinovik_sheets.scoring.diagnostics.thresholds import Colour, Reading
from sinovik_sheets.sheets.summary.page import Page
from sinovik_sheets.sheets.workbook import BLUE, GREEN_FILL, RED_FILL, YELLOW_FILL
from sinovik_sheets.text import _

if TYPE_CHECKING:
    from xlsxwriter.format import Format

NONE = "–"
PLACES = 4
"""Decimals a figure is written with: more would differ from machine to machine."""
_PAPER = 145
"""Characters that surely fit across F4 landscape at full size."""
FILLS = {Colour.GREEN: GREEN_FILL, Colour.YELLOW: YELLOW_FILL, Colour.RED: RED_FILL}

Show = Callable[[float], float]


def rounded(value: float) -> Decimal:
    """Return a figure as it is written, never -0."""
    return Decimal(f"{value:.{PLACES}f}") + Decimal(0)


def fixed_scale(page: Page, width: int) -> None:
    """Print so small that the width fits; with "fit to page" Excel drops our page breaks."""
    page.sheet.set_print_scale(min(100, _PAPER * 100 // width))
    page.sheet.repeat_rows(0, 1)


def section(page: Page, row: int, title: str) -> None:
    """Write the title of a part of the sheet."""
    page.text(row, 1, title, page.book.format(bold=True, font_size=13, font_color=BLUE))
    page.sheet.set_row(row - 1, 20)


def centred(page: Page, colour: Colour | None = None, **more: object) -> "Format":
    """Return the look of a cell with a figure, filled where it has a colour."""
    fill = {"bg_color": FILLS[colour]} if colour else {}
    return page.book.body(align="center", **fill, **more)


def figure(page: Page, row: int, column: int, reading: Reading, look: str) -> None:
    """Write a figure with its colour in the number format `look`, a dash where there is none."""
    style = centred(page, reading.colour, num_format=look)
    value = reading.number
    page.number(row, column, NONE if value is None else rounded(value), style)


def colour_word(page: Page, row: int, column: int, colour: Colour | None) -> None:
    """Write a colour as a word too: not every printer has colours."""
    page.text(row, column, colour.value if colour else NONE, centred(page, colour))


def spread(page: Page, row: int, columns: tuple[int, int], text: str, style: "Format") -> None:
    """Write text into one cell made of several columns."""
    first, last = columns
    if last > first:
        page.sheet.merge_range(row - 1, first - 1, row - 1, last - 1, "", style)
    page.text(row, first, text, style)


def sentences(page: Page, row: int, texts: Sequence[str], width: int, last: int) -> int:
    """Write sentences across the page, one a row; return the row after them."""
    for text in texts:
        page.wrapped(row, text, width, last, page.book.remark(text_wrap=True, valign="top"))
        row += 1
    return row


def preface() -> list[str]:
    """Say what diagnostics are, and what their colours mean."""
    return [
        _("Diagnostics change no score; this is a list of what to check."),
        _(
            "Green (hijau): nothing to do. Yellow (kuning): look at it. Red (merah): talk about it"
            " before the plenary decides. A colour says where to look, not that a score is wrong."
        ),
    ]
