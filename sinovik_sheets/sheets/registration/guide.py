"""The sheet `Petunjuk` of the form: how to fill it in, categories and groups explained."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sinovik_sheets.model import Competition
from sinovik_sheets.sheets.registration import form
from sinovik_sheets.sheets.workbook import NewWorkbook, put_text, row_height
from sinovik_sheets.text import _, date_text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = (46, 66)


def write_guide(book: NewWorkbook, competition: Competition, code: str) -> None:
    """Write `Petunjuk`; the code of the form stands in its footer."""
    page = book.sheet(form.GUIDE_SHEET, landscape=False)
    page.set_footer(f"&L&8{form.CODE_LABEL} {code}&C&8&A&R&8&P / &N")
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    put_text(page, 0, 0, _("How to register"), book.title())
    row = 2
    for rule in _rules(competition):
        put_text(page, row, 0, f"• {rule}", book.format())
        row += 1
    categories = [(form.choice_text(c.code, c.name), c.description) for c in competition.categories]
    groups = [
        (form.choice_text(g.code, g.name), _group_rules(g.description, g.minimum_age_months))
        for g in competition.groups
    ]
    for title, rows in (("Kategori", categories), ("Kelompok", groups)):
        if rows:
            row = _write_choices(book, page, row + 1, [(title, _("Explanation")), *rows])


def _write_choices(
    book: NewWorkbook, page: "Worksheet", row: int, rows: Sequence[tuple[str, str]]
) -> int:
    """Write a heading and what there is to choose; return the row below."""
    style = book.heading()
    for texts in rows:
        for column, text in enumerate(texts):
            put_text(page, row, column, text, style)
        page.set_row(row, row_height(zip(texts, _WIDTHS, strict=True)))
        style = book.body()
        row += 1
    return row


def _group_rules(description: str, months: int | None) -> str:
    age = _("In use for at least {months} months.").format(months=months) if months else ""
    return " ".join(filter(None, (description, age)))


def _rules(competition: Competition) -> Sequence[str]:
    settings = competition.settings
    rules = [
        _("Fill in the sheet “Unit” once, then one page “Inovasi” for each innovation."),
        _(
            "Need more pages? Right-click the tab of an empty page, then Move or Copy and"
            " Create a copy."
        ),
        _("Word limits: the count beside a section turns red when there are too many words."),
        _("Do not delete or move rows. You may make rows higher and columns wider."),
        _("Give evidence as links that can be opened without asking for access."),
    ]
    closes = settings.registration_closes
    if settings.minimum_age_months and closes:
        rules.append(
            _("An innovation must have been in use for {months} months on {date}.").format(
                months=settings.minimum_age_months, date=date_text(closes)
            )
        )
    if closes:
        rules.append(_("Send the form by {date}.").format(date=date_text(closes)))
    rules.append(_("Made a mistake? Correct it in the same file and send it again."))
    return rules
