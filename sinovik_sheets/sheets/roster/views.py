"""The sheets of daftar_peserta.xlsx that the tool writes as a whole, and their order."""

from sinovik_sheets.sheets.roster import attendance, overview, tables, unit_lists
from sinovik_sheets.sheets.roster.content import RosterContent
from sinovik_sheets.sheets.tables.two_way import View


def views(content: RosterContent) -> list[View]:
    """Return the views that have rows, in the order of their tabs; Ringkasan always."""
    found = [overview.overview(content)]
    found += [
        unit_lists.of_kind(content, name, lines) for name, lines in content.kinds.items() if lines
    ]
    if content.missing:
        found.append(unit_lists.missing(content, content.missing))
    if content.invited:
        found.append(attendance.attendance(content, content.invited))
    if content.awards:
        found.append(unit_lists.awards(content, content.awards))
    if content.files:
        found.append(unit_lists.files(content, content.files))
    return found


def tabs(content: RosterContent) -> list[str]:
    """Return the order of all sheets of the tool."""
    return [
        overview.NAME,
        tables.ENTRIES.sheet,
        tables.CHECKS.sheet,
        *content.kinds,
        unit_lists.MISSING,
        attendance.NAME,
        unit_lists.AWARDS,
        unit_lists.FILES,
        tables.CONTACTS.sheet,
        "Petunjuk",
    ]
