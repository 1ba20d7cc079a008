"""nominasi.xlsx: the best of the last stage, as the next level wants them registered."""

from sinovik_sheets.sheets.results import table
from sinovik_sheets.sheets.results.content import Outcome
from sinovik_sheets.sheets.results.page import Page, title_with_stage
from sinovik_sheets.sheets.workbook import NewWorkbook
from sinovik_sheets.text import _

SHEET = "Nominasi"
_COLUMNS = (
    table.PLACE,
    table.CODE,
    table.ENTRY,
    table.UNIT,
    table.OFFICIAL_CODE,
    table.CATEGORY,
    table.GROUP,
    table.STARTED,
    table.INNOVATORS,
    table.TIER,
    table.TOTAL,
)


def write(outcome: Outcome) -> bytes:
    """Return the nominees with what the next level asks, in the language being spoken.

    Values only; official codes are text, so that no zero is lost.
    """
    title = _("Nominations for the next level")
    book = NewWorkbook(title_with_stage(title, outcome.result))
    page = Page(book, SHEET, [column.width for column in _COLUMNS], landscape=True)
    page.head(outcome.competition.settings, outcome.result, title)
    table.write_table(page, outcome, _COLUMNS, outcome.nominees())
    page.signature(outcome.competition.settings)
    return book.finish()
