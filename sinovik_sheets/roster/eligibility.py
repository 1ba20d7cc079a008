"""Administrative selection: what is noticed about each innovation; people decide.

Age counts back from the closing of registration to the first day of use, in full
months, as the national and provincial rules have it (Permenpan RB 7/2021 and the
guides to it). Nothing here drops an innovation.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sinovik_sheets.model import Competition, Entry, Registration, Section
from sinovik_sheets.problems import Finding, Rule, Where
from sinovik_sheets.problems import registration as rules
from sinovik_sheets.roster import codes
from sinovik_sheets.roster.titles import Titles
from sinovik_sheets.roster.unit_kinds import Kinds, group_of
from sinovik_sheets.roster.words import count_words
from sinovik_sheets.text import _, listing


@dataclass(frozen=True)
class Candidate:
    """An innovation to be looked at: as the roster has it, and what its form says.

    `registration` is None for one that people typed, `received` the day it was first
    received, `dated` the day its file carries; None where nobody knows.
    """

    entry: Entry
    registration: Registration | None = None
    received: date | None = None
    dated: date | None = None


@dataclass(frozen=True)
class Place:
    """The place of a winner, put into words when it is told."""

    number: int

    def __str__(self) -> str:
        return _("place {place}").format(place=self.number)


@dataclass(frozen=True)
class Earlier:
    """An innovation of an earlier competition; `award` is what a winner won."""

    competition: str
    title: str
    unit: str = ""
    award: str | Place = ""


def full_months(start: date, end: date) -> int:
    """Return how many full months lie between two days; negative when `end` is earlier."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)


def findings(
    competition: Competition, candidates: Sequence[Candidate], earlier: Iterable[Earlier] = ()
) -> dict[str, list[Finding]]:
    """Return what is noticed about each entry, by its code, in a fixed order."""
    kinds = Kinds(competition)
    titles = Titles((c.entry.code, c.entry.title) for c in candidates)
    before = list(earlier) + [
        Earlier("", winner.title, winner.unit, winner.award or str(winner.year or "–"))
        for winner in competition.former_winners
    ]
    former = Titles((str(number), one.title) for number, one in enumerate(before))
    quotas = _quotas(competition, kinds, candidates)
    entries = {c.entry.code: c.entry for c in candidates}
    found: dict[str, list[Finding]] = {}
    for candidate in candidates:
        noticed = [
            *_about_age(competition, candidate),
            *_about_form(competition, candidate),
            *quotas.get(candidate.entry.code, ()),
            *_about_titles(candidate, titles, entries),
            *_about_earlier(candidate, former, before),
        ]
        found[candidate.entry.code] = noticed
    return found


def _finding(
    candidate: Candidate, rule: Rule, value: str = "", at: str = "", **details: object
) -> Finding:
    """Return a finding at the cell of a field (`at`), else where the innovation stands."""
    registration = candidate.registration
    where = registration.where.at(at) if registration else candidate.entry.where
    return Finding(rule, where, entry=candidate.entry.code, value=value, details=details)


def _about_age(competition: Competition, candidate: Candidate) -> Iterator[Finding]:
    closing = competition.settings.registration_closes
    entry = candidate.entry
    if entry.started is None:
        if candidate.registration is None or "mulai" not in candidate.registration.written:
            yield _finding(candidate, rules.START_MISSING, at="mulai")
    elif closing is not None:
        minimum = _minimum_age(competition, entry.group)
        months = full_months(entry.started, closing)
        started = entry.started.isoformat()
        if entry.started > closing:
            yield _finding(candidate, rules.START_AFTER_CLOSING, started, started=entry.started)
        elif minimum is not None and months < minimum:
            yield _finding(
                candidate,
                rules.TOO_YOUNG,
                started,
                started=entry.started,
                months=months,
                closing=closing,
                minimum=minimum,
            )
    if closing is not None and candidate.received is not None and candidate.received > closing:
        received, day = candidate.received.isoformat(), candidate.received
        if candidate.dated is not None and candidate.dated <= closing:
            dated = candidate.dated
            yield _finding(candidate, rules.LATE_BUT_DATED, received, received=day, dated=dated)
        else:
            yield _finding(candidate, rules.LATE, received, received=day, closing=closing)


def _minimum_age(competition: Competition, group: str) -> int | None:
    own = group_of(competition.groups, group)
    if own is not None and own.minimum_age_months is not None:
        return own.minimum_age_months
    return competition.settings.minimum_age_months


def _about_form(competition: Competition, candidate: Candidate) -> Iterator[Finding]:
    entry, registration = candidate.entry, candidate.registration
    if not entry.title:
        yield _finding(candidate, rules.TITLE_MISSING)
    if competition.categories and not entry.category:
        yield _finding(candidate, rules.CATEGORY_MISSING, at="kategori")
    if competition.groups and not entry.group:
        yield _finding(candidate, rules.GROUP_MISSING, at="kelompok")
    if registration is None:
        return
    settled = _settled_cells(entry, registration)
    yield from (
        replace(finding, entry=entry.code)
        for finding in registration.findings
        if finding.where.cell not in settled
    )
    if registration.contact.nip and codes.nip_problem(registration.contact.nip) is not None:
        yield _finding(
            candidate, rules.CONTACT_NIP_WRONG, at="nip"
        )  # the number itself is not told
    group = group_of(competition.groups, entry.group)
    code = group.code if group else entry.group
    asked = [section for section in competition.sections if section.asked_of(code)]
    missing = [s for s in asked if s.required and not registration.sections.get(s.code)]
    if missing:
        names = listing([section.name for section in missing])
        at = f"bagian:{missing[0].code}"
        yield _finding(candidate, rules.SECTIONS_MISSING, names, at)
    strange = [
        section.name
        for section in competition.sections
        if section not in asked and registration.sections.get(section.code)
    ]
    if strange and code:
        yield _finding(candidate, rules.WRONG_GROUP, listing(strange), group=code)
    for section in competition.sections:
        yield from _about_length(candidate, section, registration.sections.get(section.code, ""))
    unconfirmed = [words for words, ticked in registration.statements.items() if not ticked]
    if unconfirmed:
        yield _finding(candidate, rules.STATEMENTS_MISSING, listing(unconfirmed))


def _settled_cells(entry: Entry, registration: Registration) -> set[str]:
    """Return the cells of the form whose trouble is over: the roster holds a word for them."""
    held = {
        "judul": entry.title,
        "mulai": entry.started,
        "kategori": entry.category,
        "kelompok": entry.group,
    }
    read = {
        "judul": registration.title,
        "mulai": registration.started,
        "kategori": registration.category,
        "kelompok": registration.group,
    }
    columns = registration.where.columns
    return {columns[f] for f, word in held.items() if word and not read[f] and f in columns}


def _about_length(candidate: Candidate, section: Section, text: str) -> Iterator[Finding]:
    words = count_words(text)
    if section.word_limit is not None and words > section.word_limit:
        registration = candidate.registration
        where = registration.where.at(f"bagian:{section.code}") if registration else Where()
        yield Finding(
            rules.OVER_WORD_LIMIT,
            where,
            entry=candidate.entry.code,
            value=str(words),
            details={"section": section.name, "limit": section.word_limit},
        )


def _quotas(
    competition: Competition, kinds: Kinds, candidates: Sequence[Candidate]
) -> dict[str, list[Finding]]:
    """Return findings on the entries of units that registered more than they may.

    Innovations that do not take part any more use up no quota.
    """
    taking_part = [c for c in candidates if c.entry.status is None and _unit_key(c.entry)]
    counted = [candidate.entry for candidate in taking_part]
    by_unit = Counter(_unit_key(entry) for entry in counted)
    by_group = Counter((_unit_key(entry), entry.group.casefold()) for entry in counted)
    found: dict[str, list[Finding]] = {}
    for candidate in taking_part:
        entry = candidate.entry
        group = group_of(competition.groups, entry.group)
        limits = (
            (by_unit[_unit_key(entry)], kinds.maximum(entry.kind)),
            (
                by_group[_unit_key(entry), entry.group.casefold()],
                group.maximum_per_unit if group else None,
            ),
        )
        for count, maximum in limits:
            if maximum is not None and count > maximum:
                finding = _finding(
                    candidate, rules.OVER_QUOTA, str(count), maximum=maximum, unit=entry.unit
                )
                found.setdefault(entry.code, []).append(finding)
    return found


def _unit_key(entry: Entry) -> str:
    return entry.unit_code or " ".join(entry.unit.split()).casefold()


def _about_titles(
    candidate: Candidate, titles: Titles, entries: dict[str, Entry]
) -> Iterator[Finding]:
    for likeness in titles.like(candidate.entry.title, besides=candidate.entry.code):
        other = entries[likeness.key]
        name = f"{other.code} ({other.unit})"
        if likeness.score == 100:
            yield _finding(candidate, rules.SAME_TITLE_AS, other.title, other=name)
        else:
            yield _finding(
                candidate, rules.NEAR_TITLE, other.title, other=name, score=likeness.score
            )


def _about_earlier(
    candidate: Candidate, former: Titles, earlier: Sequence[Earlier]
) -> Iterator[Finding]:
    for likeness in former.like(candidate.entry.title):
        one = earlier[int(likeness.key)]
        rule = rules.FORMER_WINNER if one.award else rules.EARLIER_TITLE
        where = ", ".join(part for part in (one.competition, one.unit) if part)
        yield _finding(
            candidate,
            rule,
            one.title,
            other=one.unit,
            competition=one.competition,
            award=one.award,
            more=f", {where}" if where else "",
            score=likeness.score,
        )
