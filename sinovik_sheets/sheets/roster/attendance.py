"""The view Daftar Hadir: everybody invited, with room to sign."""

from collections.abc import Sequence

from sinovik_sheets.sheets.roster import look
from sinovik_sheets.sheets.roster.content import Invitee, RosterContent
from sinovik_sheets.sheets.roster.page import Page
from sinovik_sheets.sheets.tables.edited_cell import wrapped_height
from sinovik_sheets.sheets.tables.two_way import View
from sinovik_sheets.text import _

NAME = "Daftar Hadir"
_WIDTHS = (5, 34, 17, 22, 12, 12)
_UNIT, _ROLE, _LAST = 2, 3, len(_WIDTHS)
_SIGNING_HEIGHT = 27.0
_GROUP_HEIGHT = 20.0
_DOTS = "." * 40


def attendance(content: RosterContent, invited: Sequence[Invitee]) -> View:
    """Return the list to sign: one number for each, signatures left and right in turn."""
    page = Page(NAME, _WIDTHS, landscape=False)
    page.head(content.settings, _("ATTENDANCE LIST"))
    page.put(1, _("Day/date: {dots}").format(dots=_DOTS), look.PLAIN)
    page.put(4, _("Place: {dots}").format(dots=_DOTS), look.PLAIN)
    page.merge(1, 3)
    page.merge(4, _LAST)
    page.next(24)
    page.merge(_LAST - 1, _LAST)
    page.headings("No", "Nama Unit", "Jabatan", "Nama", "Tanda Tangan", "")
    heading = ""
    for number, invitee in enumerate(invited, start=1):
        if invitee.heading and invitee.heading != heading:
            _group(page, invitee.heading)
        heading = invitee.heading
        _line(page, number, invitee)
    return page.view()


def _group(page: Page, heading: str) -> None:
    page.keep(_GROUP_HEIGHT + 2 * _SIGNING_HEIGHT)
    for column in range(1, _LAST + 1):
        page.put(column, heading if column == 1 else None, look.GROUP)
    page.merge(1, _LAST)
    page.next(_GROUP_HEIGHT)


def _line(page: Page, number: int, invitee: Invitee) -> None:
    left = number % 2 == 1
    page.put(1, number, look.TALL_COUNT)
    page.put(_UNIT, invitee.name, look.TALL)
    page.put(_ROLE, invitee.role, look.TALL)
    page.put(4, None, look.TALL)
    page.put(_LAST - 1, f"{number}." if left else None, look.SIGN_LEFT)
    page.put(_LAST, None if left else f"{number}.", look.SIGN_RIGHT)
    texts = ((invitee.name, _WIDTHS[_UNIT - 1]), (invitee.role, _WIDTHS[_ROLE - 1]))
    page.next(max(_SIGNING_HEIGHT, wrapped_height(texts)))
