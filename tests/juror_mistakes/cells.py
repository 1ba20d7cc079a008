"""What jurors type into one score cell, and the verdict it deserves.

The cell is that of entry 0002 on K1; the juror means 72.5 unless the case says
something else. `written` is the value a finding names, `score` the one that
counts; `by_office` is rule and value where LibreOffice makes another thing of it.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

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
        cell.font = Font(name="Calibri", size=11, **look)

    return change


def colours(cell: Cell) -> None:
    """The juror marks the cell yellow."""
    cell.fill = PatternFill("solid", fgColor="FFFFFF00")


def _strikes_a_part() -> CellRichText:
    """A text of which the first number is struck through."""
    return CellRichText(TextBlock(InlineFont(strike=True), "80"), TextBlock(InlineFont(), "85"))


def text(code: str, did: str, typed: str, verdict: str, rule: str, score: str = "") -> CellCase:
    """The juror types a text; the finding names it as it stood."""
    return CellCase(code, did, types(typed), verdict, rule, typed, score)


DATE, TIME = dt.datetime(2026, 5, 8), dt.time(8, 30)
ESSAY = "Inovasi ini sangat baik dan layak menjadi contoh bagi unit lain. " * 40

TEXTS = [
    text("v02", "typed a decimal comma", "85,5", "note", "text-number", "85.5"),
    text("v03", "typed a decimal point", "85.50", "note", "text-number", "85.5"),
    text("v04", "typed the letter O", "8O", "reject", "letter-o"),
    text("v05", "typed spaces around", " 90 ", "note", "text-number", "90"),
    text("v06", "typed a fixed space", "90\xa0", "note", "text-number", "90"),
    text("v07", "typed full-width digits", "９０", "note", "text-number", "90"),
    text("v08", "typed Arabic-Indic digits", "٩٠", "ask", "other-digits"),
    text("v09", "pasted a right-to-left mark", "90\u200f", "note", "text-number", "90"),
    text("v10", "pasted a space of no width", "90\u200b", "note", "text-number", "90"),
    text("v11", "pasted a byte order mark", "\ufeff90", "note", "text-number", "90"),
    text("v13", "typed a percentage", "85%", "ask", "percent-text"),
    text("v22", "typed a dash", "-", "ask", "absence-word"),
    text("v23", "typed n/a", "n/a", "ask", "absence-word"),
    text("v24", "wrote that the unit was absent", "tidak hadir", "ask", "absence-word"),
    text("v27", "typed 0 as text", "0", "ask", "low-score"),
    text("v36", "typed two scores", "85/90", "reject", "not-a-number"),
    text("v37", "typed a remark beside", "85 (revisi)", "reject", "not-a-number"),
    text("v38", "typed plus or minus", "±85", "reject", "not-a-number"),
    text("v39", "typed words", "delapan puluh lima", "reject", "not-a-number"),
    text("v40", "typed two lines", "85\n90", "reject", "not-a-number"),
    text("v41", "ended with a line break", "85\n", "note", "text-number", "85"),
    text("v42", "ticked the cell", "✓", "reject", "not-a-number"),
    text("v45", "wrote an essay", ESSAY, "reject", "not-a-number"),
    text("v48", "typed a full stop", "85.5.", "reject", "not-a-number"),
]

TURNED = [
    CellCase("v12", "typed 85.5%", types(0.855, "0.0%"), "ask", "percent", "0,855"),
    CellCase(
        "v14", "got a date for 8-5", types(DATE, "d-mmm"), "reject", "became-date", "8 Mei 2026"
    ),
    CellCase(
        "v15", "reset that date", types(46150, "General"), "reject", "out-of-range", "46150"
    ),
    CellCase("v16", "typed 1.234", types(1234, "#,##0"), "reject", "out-of-range", "1234"),
    CellCase("v17", "typed 8:30", types(TIME, "h:mm"), "reject", "became-time", "08:30"),
    CellCase(
        "v18", "reset that time", types(8.5 / 24, "General"), "ask", "low-score",
        "0,354166666666667",
    ),
    CellCase("v19", "typed 8 1/2", types(8.5, "# ?/?"), "ask", "fraction-format", "8,5"),
    CellCase("v20", "typed 1E2", types(100, "0.00E+00"), "note", "scientific", "100", "100"),
    CellCase("v21", "typed 90-", types(-90), "reject", "out-of-range", "-90"),
    CellCase(
        "v28", "typed TRUE", types(value=True), "reject", "truth-value", "TRUE",
        by_office=("formula", "1"),
    ),
    CellCase(
        "v29", "typed #N/A", types("#N/A"), "reject", "error-value", "#N/A",
        by_office=("formula", "#N/A"),
    ),
    CellCase("v43", "typed Rp90", types(90, '"Rp"#,##0'), "ask", "currency-format", "90"),
    CellCase("v44", "typed in a text cell", types("85", "@"), "note", "text-number", "85", "85"),
    CellCase("v49", "typed 1E308", types(1e308), "reject", "out-of-range", "1e+308"),
    CellCase("v50", "has a date cell", types(90, "d-mmm-yy"), "ask", "date-format", "90"),
    CellCase(
        "f01", "computed a score", types("=80+5.5"), "reject", "formula",
        by_office=("formula", "85,5"),
    ),
    CellCase(
        "f02", "took the cell above", types("=G10"), "reject", "formula",
        by_office=("formula", "68,8"),
    ),
]  # fmt: skip

OTHERS = [
    CellCase("v01", "changed nothing", types(72.5), "accept", score="72.5"),
    CellCase("v25", "left the cell blank", types(None), "missing", "missing"),
    CellCase("v26", "typed 0", types(0), "ask", "low-score", "0"),
    CellCase("v30", "gave 8.5 of 10", types(8.5), "ask", "low-score", "8,5"),
    CellCase("v31", "lost the comma of 85,5", types(855), "reject", "out-of-range", "855"),
    CellCase(
        "v32", "sees 86", types(85.5555555, "0"), "note", "shown-rounded", "85,5555555",
        "85.5555555",
    ),
    CellCase("v33", "hid the number", types(85.5, ";;;"), "ask", "hidden-by-format", "85,5"),
    CellCase("v34", "made 60 look like 90", types(60, '"90"'), "reject", "format-lies", "60"),
    CellCase("v35", "has float noise", types(85.50000000000001), "accept", score="85.5"),
    CellCase("v46", "typed a space", types(" "), "missing", "missing"),
    CellCase("v47", "left an empty text", types(""), "missing", "missing"),
    CellCase(
        "c01", "wrote a comment", comments("harusnya 85"), "ask", "score-in-comment", "harusnya 85"
    ),
    CellCase("c02", "struck the score", fonts(strike=True), "ask", "struck-through", "72,5"),
    CellCase(
        "c03", "struck 80, wrote 85", types(_strikes_a_part()), "reject", "partly-struck", "8085"
    ),
    CellCase("c04", "coloured the cell", colours, "note", "coloured", "72,5", "72.5"),
    CellCase("c05", "wrote white on white", fonts(color="FFFFFFFF"), "ask", "unseen-text", "72,5"),
]  # fmt: skip
CELL_CASES = [*TEXTS, *TURNED, *OTHERS]
