"""pengumuman.xlsx and pengumuman_publik.xlsx: the result as it is read out and put up."""

from collections.abc import Collection, Sequence

from sinovik_sheets.model import Standing
from sinovik_sheets.sheets.results import table
from sinovik_sheets.sheets.results.content import Outcome
from sinovik_sheets.sheets.results.page import Page, title_with_stage
from sinovik_sheets.sheets.workbook import NewWorkbook
from sinovik_sheets.text import _

SHEET = "Pengumuman"


def write(outcome: Outcome) -> bytes:
    """Return the announcement of every entry, in the language being spoken.

    Settled places, best first; entries without a place stand below with their
    status, never with a reason. It holds values only, nothing of any juror, and is
    marked SEMENTARA until the result is final.
    """
    who = [table.PLACE, table.CODE, table.ENTRY, table.UNIT, *table.fields(outcome)]
    everyone = [*outcome.placed, *outcome.without_place]
    chosen = {standing.entry.code for standing in outcome.chosen}
    return _write(outcome, [*who, table.TOTAL, table.OUTCOME], everyone, chosen)


def write_public(outcome: Outcome) -> bytes:
    """Return the announcement for the public: only who goes on or holds a tier.

    Everyone else stays unnamed: a public list of those who failed, with their
    scores, harms people and shows nothing that the units do not learn from their
    feedback. The totals of the chosen are given: they justify the choice. Where the
    stage chooses nobody (it has neither cut nor tiers) all entries with a place are
    listed, and then without totals, for the last of them are not winners.
    """
    who = [table.PLACE, table.ENTRY, table.UNIT, *table.fields(outcome)]
    if not outcome.chooses:
        return _write(outcome, who, outcome.placed)
    tier = [table.TIER] if any(outcome.tiers.values()) else []
    return _write(outcome, [*who, table.TOTAL, *tier], outcome.chosen)


def _write(
    outcome: Outcome,
    columns: Sequence[table.Column],
    standings: Sequence[Standing],
    marked: Collection[str] = (),
) -> bytes:
    title = _("Announcement of results")
    book = NewWorkbook(title_with_stage(title, outcome.result))
    page = Page(book, SHEET, [column.width for column in columns])
    page.head(outcome.competition.settings, outcome.result, title)
    table.write_table(page, outcome, columns, standings, marked)
    if _shares(standings):
        page.line(_("Entries with the same place share it."), italic=True)
    if outcome.settled_by_plenary:
        page.line(_("The places were settled by the plenary meeting."), italic=True)
    page.signature(outcome.competition.settings)
    return book.finish()


def _shares(standings: Sequence[Standing]) -> bool:
    """Return whether a place is held by several entries."""
    places = [s.settled_place for s in standings if s.place is not None]
    return len(set(places)) < len(places)
