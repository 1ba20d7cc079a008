"""check, people and entries: who scores what, and whether that is enough."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from sinovik_sheets.layout import COMPETITION, ROSTER
from sinovik_sheets.model import Competition, Entry, Juror, Stage, Unit
from sinovik_sheets.problems import Finding, Where
from sinovik_sheets.problems import settings as rules
from sinovik_sheets.problems import stages as stage_rules
from sinovik_sheets.sheets.roster.tables import ENTRIES
from sinovik_sheets.sheets.settings.competition_tables import ASSIGNMENTS, JURORS
from sinovik_sheets.sheets.tables.table import plain_name
from sinovik_sheets.text import decimal_text, listing

ADVISED_JURORS = 3
"""Fewer scores an entry than this are warned of: two find only half of the best."""


def check(competition: Competition) -> Iterator[Finding]:
    """Yield what is wrong with jurors, entries and who scores what."""
    yield from _check_contacts(competition)
    yield from _check_entries(competition)
    for stage in competition.stages:
        if not competition.panel(stage):
            where = Where(COMPETITION.name, JURORS.sheet)
            yield Finding(rules.STAGE_WITHOUT_JURORS, where, details={"stage": stage.code})
        elif competition.entries:
            yield from _check_coverage(competition, stage)
            if stage.takes_places:
                yield from _check_places(competition, stage)


def _check_contacts(competition: Competition) -> Iterator[Finding]:
    people: tuple[Juror | Unit, ...] = (*competition.jurors, *competition.units)
    for person in people:
        if person.email and not re.fullmatch(r"[^@\s;,]+@[^@\s;,]+\.[^@\s;,]+", person.email):
            yield Finding(rules.BAD_EMAIL, person.where.at("Email"), value=person.email)
        digits = re.sub(r"[\s().+-]", "", person.whatsapp)
        if person.whatsapp and not re.fullmatch(r"\d{8,15}", digits):
            yield Finding(rules.BAD_PHONE, person.where.at("WhatsApp"), value=person.whatsapp)


def next_code(competition_entries: tuple[Entry, ...]) -> str:
    """Return the first free code of the form INO-0001."""
    used = {entry.code.casefold() for entry in competition_entries}
    number = 1
    while f"ino-{number:04d}" in used:
        number += 1
    return f"INO-{number:04d}"


def _check_entries(competition: Competition) -> Iterator[Finding]:
    entries = competition.entries
    if not entries:
        yield Finding(rules.NO_ENTRIES, Where(ROSTER.name, ENTRIES.sheet))
    titles: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if not entry.code:
            details = {"suggestion": next_code(entries)}
            yield Finding(rules.CODE_GIVEN, entry.where, value=entry.title, details=details)
        first = titles.setdefault((plain_name(entry.title), plain_name(entry.unit)), entry)
        if first is not entry and entry.title:
            details = {"other": first.code or first.where.cell}
            yield Finding(
                rules.SAME_TITLE,
                entry.where.at("Judul"),
                entry=entry.code,
                value=entry.title,
                details=details,
            )
        if entry.status is not None and not entry.reason:
            yield Finding(
                rules.STATUS_WITHOUT_REASON,
                entry.where.at("Alasan"),
                entry=entry.code,
                value=entry.status,
            )
    without = sum(entry.status is None and not entry.passed for entry in entries)
    if 0 < without < len(entries) and any(entry.passed for entry in entries):
        yield Finding(
            rules.SOME_STATUS_EMPTY,
            Where(ROSTER.name, ENTRIES.sheet),
            value=str(without),
            details={"total": len(entries)},
        )


def _check_coverage(competition: Competition, stage: Stage) -> Iterator[Finding]:
    scored: Counter[str] = Counter()
    for juror in competition.panel(stage):
        duties = competition.duties(stage, juror)
        scorable = [e for e in duties if competition.conflict(juror, e) is None]
        scored.update(entry.code for entry in scorable)
        if not scorable:
            details = {"stage": stage.code, "name": juror.name}
            yield Finding(rules.NO_DUTIES, juror.where, juror=juror.code, details=details)
    entries = [e for e in competition.entries if e.status is None and e.code]
    yield from _unscored(competition, stage, [e for e in entries if not scored[e.code]])
    for jurors in range(1, ADVISED_JURORS):
        codes = [entry.code for entry in entries if scored[entry.code] == jurors]
        if codes:
            yield Finding(
                rules.FEW_JURORS,
                Where(ROSTER.name, ENTRIES.sheet),
                value=str(jurors),
                details={"stage": stage.code, "count": len(codes), "entries": listing(codes)},
            )


def _check_places(competition: Competition, stage: Stage) -> Iterator[Finding]:
    """Yield scales that lack places to give, and jurors whose places cannot be compared."""
    panel = competition.panel(stage)
    duties = {juror.code: competition.duties(stage, juror) for juror in panel}
    most = max(
        sum(competition.conflict(juror, entry) is None for entry in duties[juror.code])
        for juror in panel
    )
    needed = min(len(stage.points), most) if stage.points else most
    for criterion in stage.criteria:
        if criterion.minimum < criterion.maximum < needed:
            yield Finding(
                stage_rules.SCALE_WITHOUT_PLACES,
                criterion.where.at("Maksimum"),
                criterion=criterion.code,
                value=decimal_text(criterion.maximum),
                details={"stage": stage.code, "needed": needed},
            )
    first, *others = duties
    unlike = [juror for juror in others if set(duties[juror]) != set(duties[first])]
    if unlike:
        yield Finding(
            stage_rules.PLACES_OF_UNLIKE_SETS,
            stage.where.at("Metode"),
            value=stage.method.value,
            details={"stage": stage.code, "first": first, "jurors": listing(unlike)},
        )


def _unscored(
    competition: Competition, stage: Stage, entries: Sequence[Entry]
) -> Iterator[Finding]:
    """Yield entries nobody scores; in a later stage with assignments they may be meant so."""
    assigned = any(a.stage == stage.code for a in competition.assignments)
    if assigned and stage is not competition.stages[0] and entries:
        codes = listing([entry.code for entry in entries])
        yield Finding(
            rules.ENTRIES_LEFT_OUT,
            Where(COMPETITION.name, ASSIGNMENTS.sheet),
            value=str(len(entries)),
            details={"stage": stage.code, "entries": codes},
        )
        return
    for entry in entries:
        details = {"stage": stage.code}
        yield Finding(rules.ENTRY_UNSCORED, entry.where, entry=entry.code, details=details)
