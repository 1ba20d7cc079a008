"""The views that list units: those of each kind, the missing ones, the rewarded ones."""

from collections.abc import Iterator, Sequence

from sinovik_sheets.model import Entry
from sinovik_sheets.sheets.roster import look, tables
from sinovik_sheets.sheets.roster.content import (
    Award,
    MissingUnit,
    ReceivedForm,
    RosterContent,
    UnitLine,
)
from sinovik_sheets.sheets.roster.page import Page
from sinovik_sheets.sheets.tables.two_way import Value, View
from sinovik_sheets.text import _, date_text

MISSING, AWARDS = "Belum Mendaftar", "Penerima Penghargaan"
FILES = "Berkas Masuk"


def of_kind(content: RosterContent, name: str, lines: Sequence[UnitLine]) -> View:
    """Return the units of a kind, one row an innovation; a unit's own cells stand once."""
    columns: list[tuple[str, int, look.Look]] = [
        ("No", 5, look.COUNT),
        ("Kode", 14, look.CODE),
        ("Unit", 38, look.BODY),
        ("Kode Resmi", 16, look.CODE),
        ("Jumlah Inovasi", 9, look.COUNT),
        ("Judul", 56, look.BODY),
        ("Status", 26, look.BODY),
    ]
    districts = any(line.unit.district for line in lines)
    if districts:
        columns.insert(4, ("Kecamatan", 16, look.BODY))
    page = Page(name, [width for _name, width, _style in columns])
    page.head(content.settings, name)
    page.headings(*(heading for heading, _width, _style in columns))
    looks = [style for _name, _width, style in columns]
    for number, line in enumerate(lines, start=1):
        for values, styles in _unit_rows(number, line, looks, districts=districts):
            page.body(values, styles)
    return page.view()


def _unit_rows(
    number: int, line: UnitLine, looks: Sequence[look.Look], *, districts: bool
) -> Iterator[tuple[list[Value | None], list[look.Look]]]:
    unit = line.unit
    own: list[Value | None] = [number, unit.code, unit.name, unit.official_code]
    own += [unit.district] if districts else []
    own += [len(line.entries)]
    if not line.entries:
        told = line.finding or _("not registered")
        yield [*own, None, told], [*looks[:-1], look.YELLOW]
    last = len(line.entries) - 1
    for position, entry in enumerate(line.entries):
        first = position == 0
        told = "\n".join(filter(None, (_status(entry), line.finding if first else "")))
        values = own if first else [None] * len(own)
        group = [look.within_group(s, first=first, last=position == last) for s in looks]
        yield [*values, entry.title, told], [*group[: len(own)], *looks[len(own) :]]


def _status(entry: Entry) -> str:
    if entry.status is not None:
        return entry.status.value
    return tables.PASSED if entry.passed else _("registered")


def missing(content: RosterContent, units: Sequence[MissingUnit]) -> View:
    """Return the units that registered too little, each with a message to send."""
    page = Page(MISSING, (5, 34, 14, 10, 9, 66, 42))
    page.head(content.settings, _("Units that have not registered (enough)"))
    page.headings("No", "Unit", "Jenis", "Terdaftar", "Minimal", "Pesan", "Tautan")
    looks = (look.COUNT, look.BODY, look.BODY, look.COUNT, look.COUNT, look.BODY, look.UNWRAPPED)
    for number, line in enumerate(units, start=1):
        unit = line.unit
        counts = (line.registered, line.minimum)
        page.body((number, unit.name, unit.kind, *counts, line.message, line.link), looks)
    return page.view()


def awards(content: RosterContent, units: Sequence[Award]) -> View:
    """Return every unit that takes part, those with a reward marked."""
    page = Page(AWARDS, (5, 46, 16, 10, 9, 22), landscape=False)
    page.head(content.settings, _("Units that take part, and their reward by SAKIP grade"))
    page.headings("No", "Unit", "Jenis", "Jumlah Inovasi", "SAKIP", "Penghargaan")
    plain = (look.COUNT, look.BODY, look.BODY, look.COUNT, look.MIDDLE)
    for number, award in enumerate(units, start=1):
        unit = award.unit
        told = _("receives a reward") if award.rewarded else ""
        looks = (*plain, look.GREEN if award.rewarded else look.BODY)
        page.body((number, unit.name, unit.kind, award.entries, unit.sakip, told), looks)
    return page.view()


def files(content: RosterContent, received: Sequence[ReceivedForm]) -> View:
    """Return every file of 1_pendaftaran with what became of it and why."""
    page = Page(FILES, (5, 46, 18, 14, 10, 66))
    page.head(content.settings, _("Files received for registration"))
    page.headings("No", "Berkas", "Diterima", "Nasib", "Inovasi", "Keterangan")
    looks = (look.COUNT, look.BODY, look.BODY, look.BODY, look.COUNT, look.BODY)
    for number, file in enumerate(received, start=1):
        day = date_text(file.received)
        page.body((number, file.path, day, file.fate, file.entries, file.reason), looks)
    return page.view()
