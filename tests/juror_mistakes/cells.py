"""What jurors type into one score cell, and the verdict it deserves.

The cell is that of entry 0002 on K1; the juror means 72.5 unless the case says
something else. `written` is the value a finding names, `score` the one that
counts; `by_office` is rule and value where LibreOffice makes another thing of it.
"""

import datetime as dt
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

ENTRY, CRITERION = "0002", "K1"


@dataclass(frozen=True)
class CellCase:
    """One mistake in one cell."""

    code: str
    did: str
    change: Callable[[Cell], None]
    verdict: str
    rule: str = ""
    written: str = ""
    score: str = ""
    by_office: tuple[str, str] | None = None


def types(value: Any, number_format: str = "") -> Callable[[Cell], None]:
    """The juror types a value, or the program makes this value and format of it."""

    def change(cell: Cell) -> None:
        cell.value = value
        if number_format:
            cell.number_format = number_format

    return change


def comments(text: str) -> Callable[[Cell], None]:
    """The juror leaves the cell empty and writes a comment."""

    def change(cell: Cell) -> None:
        cell.value = None
        cell.comment = Comment(text, "Juri")

    return change


def fonts(**look: Any) -> Callable[[Cell], None]:
    """The juror changes the font."""

    def change(cell: Cell) -> None:
        font = copy(cell.font)
        cell.font = font.__class__(name=font.name, sz=font.sz, **look)

    return change


def colours(cell: Cell) -> None:
    """The juror marks the cell yellow."""
    cell.fill = PatternFill("solid", fgColor="FFFFFF00")


def _strikes_a_part() -> CellRichText:
    return CellRichText(TextBlock(InlineFont(strike=True), "80"), TextBlock(InlineFont(), "85"))


DATE, TIME = dt.datetime(2026, 5, 8), dt.time(8, 30)
ESSAY = "Inovasi ini sangat baik dan layak menjadi contoh bagi unit lain. " * 40

_TYPED = [
    ("v01", "changed nothing", types(72.5), "accept", "", "", "72.5"),
    ("v02", "typed 85,5 as text", types("85,5"), "note", "text-number", "85,5", "85.5"),
    ("v03", "typed 85.50 as text", types("85.50"), "note", "text-number", "85.50", "85.5"),
    ("v04", "typed 8 and the letter O", types("8O"), "reject", "letter-o", "8O"),
    ("v05", "typed spaces around", types(" 90 "), "note", "text-number", " 90 ", "90"),
    ("v06", "typed a fixed space", types("90\xa0"), "note", "text-number", "90\xa0", "90"),
    ("v07", "typed full-width digits", types("９０"), "note", "text-number", "９０", "90"),
    ("v08", "typed Arabic-Indic digits", types("٩٠"), "ask", "other-digits", "٩٠"),
    ("v09", "pasted a right-to-left mark", types("90\u200f"), "note", "text-number", "90\u200f", "90"),
    ("v10", "pasted a space of no width", types("90\u200b"), "note", "text-number", "90\u200b", "90"),
    ("v11", "pasted a byte order mark", types("\ufeff90"), "note", "text-number", "\ufeff90", "90"),
    ("v12", "typed 85.5%", types(0.855, "0.0%"), "ask", "percent", "0,855"),
    ("v13", "typed 85% as text", types("85%"), "ask", "percent-text", "85%"),
    ("v14", "typed 8-5, which became a date", types(DATE, "d-mmm"), "reject", "became-date", "8 Mei 2026"),
    ("v15", "reset that date to General", types(46150, "General"), "reject", "out-of-range", "46150"),
    ("v16", "typed 1.234, read as 1234", types(1234, "#,##0"), "reject", "out-of-range", "1234"),
    ("v17", "typed 8:30", types(TIME, "h:mm"), "reject", "became-time", "08:30"),
    ("v18", "reset that time to General", types(8.5 / 24, "General"), "ask", "low-score", "0,354166666666667"),
    ("v19", "typed 8 1/2", types(8.5, "# ?/?"), "ask", "fraction-format", "8,5"),
    ("v20", "typed 1E2", types(100, "0.00E+00"), "note", "scientific", "100", "100"),
    ("v21", "typed 90-", types(-90), "reject", "out-of-range", "-90"),
    ("v22", "typed a dash", types("-"), "ask", "absence-word", "-"),
    ("v23", "typed n/a", types("n/a"), "ask", "absence-word", "n/a"),
    ("v24", "typed tidak hadir", types("tidak hadir"), "ask", "absence-word", "tidak hadir"),
    ("v25", "left the cell blank", types(None), "missing", "missing"),
    ("v26", "typed 0", types(0), "ask", "low-score", "0"),
    ("v27", "typed 0 as text", types("0"), "ask", "low-score", "0"),
    ("v28", "typed TRUE", types(True), "reject", "truth-value", "TRUE", "", ("formula", "TRUE")),
    ("v29", "typed #N/A", types("#N/A"), "reject", "error-value", "#N/A", "", ("formula", "#N/A")),
    ("v30", "gave 8.5 of 10 on a scale to 100", types(8.5), "ask", "low-score", "8,5"),
    ("v31", "lost the comma of 85,5", types(855), "reject", "out-of-range", "855"),
    ("v32", "sees 86 where 85.5555555 stands", types(85.5555555, "0"), "note", "shown-rounded", "85,5555555", "85.5555555"),
    ("v33", "hid the number by its format", types(85.5, ";;;"), "ask", "hidden-by-format", "85,5"),
    ("v34", "made 60 look like 90", types(60, '"90"'), "reject", "format-lies", "60"),
    ("v35", "computed with float noise", types(85.50000000000001), "accept", "", "", "85.5"),
    ("v36", "typed 85/90", types("85/90"), "reject", "not-a-number", "85/90"),
    ("v37", "typed 85 (revisi)", types("85 (revisi)"), "reject", "not-a-number", "85 (revisi)"),
    ("v38", "typed ±85", types("±85"), "reject", "not-a-number", "±85"),
    ("v39", "typed words", types("delapan puluh lima"), "reject", "not-a-number", "delapan puluh lima"),
    ("v40", "typed two numbers in two lines", types("85\n90"), "reject", "not-a-number", "85\n90"),
    ("v41", "ended with a line break", types("85\n"), "note", "text-number", "85\n", "85"),
    ("v42", "ticked the cell", types("✓"), "reject", "not-a-number", "✓"),
    ("v43", "typed Rp90", types(90, '"Rp"#,##0'), "ask", "currency-format", "90"),
    ("v44", "typed into a text cell", types("85", "@"), "note", "text-number", "85", "85"),
    ("v45", "wrote an essay", types(ESSAY), "reject", "not-a-number", ESSAY),
    ("v46", "typed a space", types(" "), "missing", "missing"),
    ("v47", "left an empty text", types(""), "missing", "missing"),
    ("v48", "typed 85.5. with a full stop", types("85.5."), "reject", "not-a-number", "85.5."),
    ("v49", "typed 1E308", types(1e308), "reject", "out-of-range", "1e+308"),
    ("v50", "has 90 in a date cell", types(90, "d-mmm-yy"), "ask", "date-format", "90"),
    ("f01", "computed =80+5.5", types("=80+5.5"), "reject", "formula", "", "", ("formula", "85,5")),
    ("f02", "copied the cell above", types("=G10"), "reject", "formula", "", "", ("formula", "68,8")),
    ("c01", "wrote the score in a comment", comments("harusnya 85"), "ask", "score-in-comment", "harusnya 85"),
    ("c02", "struck the score through", fonts(strike=True), "ask", "struck-through", "72,5"),
    ("c03", "struck 80 and wrote 85 beside", types(_strikes_a_part()), "reject", "partly-struck", "8085"),
    ("c04", "coloured the cell", colours, "note", "coloured", "72,5", "72.5"),
    ("c05", "wrote white on white", fonts(color="FFFFFFFF"), "ask", "unseen-text", "72,5"),
]  # fmt: skip
CELL_CASES = [CellCase(*line) for line in _TYPED]
