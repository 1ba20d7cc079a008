"""How the cells of the views look."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sinovik_sheets.sheets.workbook import (
    BLUE,
    GREEN_FILL,
    GREY,
    GREY_FILL,
    PALE,
    WHITE,
    YELLOW_FILL,
)

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Border, Font, PatternFill

_BLACK, _LINE = "#000000", "#BFBFBF"


@dataclass(frozen=True)
class Look:
    """The look of a cell; `sides` are those with a line: l, r, t, b, and B for a broad one."""

    bold: bool = False
    italic: bool = False
    size: float = 11
    colour: str = _BLACK
    fill: str = ""
    sides: str = ""
    line: str = _LINE
    horizontal: str = "general"
    vertical: str = "center"
    wrap: bool = True
    number_format: str = "General"

    def dress(self, cell: "Cell") -> None:
        """Give a cell this look."""
        cell.font, cell.alignment = _font(self), _alignment(self)
        if self.fill:
            cell.fill = _fill(self.fill)
        if self.sides:
            cell.border = _border(self.sides, self.line)
        if self.number_format != "General":
            cell.number_format = self.number_format


@lru_cache(maxsize=256)
def _font(look: Look) -> "Font":
    from openpyxl.styles import Font

    return Font(
        name="Calibri",
        size=look.size,
        bold=look.bold,
        italic=look.italic,
        color=look.colour.removeprefix("#"),
    )


@lru_cache(maxsize=256)
def _alignment(look: Look) -> "Alignment":
    from openpyxl.styles import Alignment

    return Alignment(horizontal=look.horizontal, vertical=look.vertical, wrap_text=look.wrap)


@lru_cache(maxsize=256)
def _fill(colour: str) -> "PatternFill":
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=colour.removeprefix("#"))


@lru_cache(maxsize=256)
def _border(sides: str, colour: str) -> "Border":
    from openpyxl.styles import Border, Side

    line = Side(style="thin", color=colour.removeprefix("#"))
    broad = Side(style="medium", color=_BLACK.removeprefix("#"))
    return Border(
        left=line if "l" in sides else None,
        right=line if "r" in sides else None,
        top=line if "t" in sides else None,
        bottom=broad if "B" in sides else line if "b" in sides else None,
    )


NOTE = Look(size=8, colour=GREY, wrap=False)
LETTERHEAD = Look(horizontal="center")
LETTERHEAD_NAME = replace(LETTERHEAD, bold=True, size=14)
TITLE = Look(bold=True, size=14, colour=BLUE, horizontal="center")
SUBTITLE = Look(bold=True, horizontal="center")
PLAIN = Look()
CENTRED = Look(horizontal="center")
HEADING = Look(bold=True, colour=WHITE, fill=BLUE, sides="lrtb", line=_BLACK, horizontal="center")
BODY = Look(sides="lrtb", vertical="top")
UNWRAPPED = replace(BODY, wrap=False)
MIDDLE = replace(BODY, horizontal="center")
CODE = replace(BODY, number_format="@")
COUNT = replace(MIDDLE, number_format="0")
PERCENT = replace(MIDDLE, number_format="0.0%", vertical="center")
GREEN = replace(BODY, bold=True, fill=GREEN_FILL)
YELLOW = replace(BODY, fill=YELLOW_FILL)
GROUP = replace(BODY, bold=True, fill=PALE, vertical="center")
TALL = replace(BODY, vertical="center")
TALL_COUNT = replace(COUNT, vertical="center")
SIGN_LEFT = replace(BODY, sides="ltb")
SIGN_RIGHT = replace(BODY, sides="rtb")


def within_group(style: Look, *, first: bool, last: bool) -> Look:
    """Return a look without lines between the rows of a group."""
    return replace(style, sides="lr" + "t" * first + "b" * last)


def total(look: Look) -> Look:
    """Return a look as in the total row."""
    return replace(look, bold=True, fill=GREY_FILL)
