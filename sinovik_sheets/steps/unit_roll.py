"""Who is who: the units known, those that lists add, and which of them a row means."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from sinovik_sheets.model import Unit
from sinovik_sheets.problems import units as rules
from sinovik_sheets.roster import codes
from sinovik_sheets.roster.kind_words import kind_prefix, without_unit_mark
from sinovik_sheets.roster.name_style import read_district, read_region
from sinovik_sheets.roster.spelling import plain
from sinovik_sheets.steps.unit_drafts import Draft
from sinovik_sheets.text import N_, _, listing

_PREFIXES = {
    "OPD": "OPD",
    "kecamatan": "KEC",
    "kelurahan": "KEL",
    "desa": "DES",
    "puskesmas": "PKM",
    "UPT": "UPT",
    "BUMD": "BUMD",
}
_FEW = frozenset(("OPD", "kecamatan", "kelurahan", "puskesmas", "UPT", "BUMD"))
"""Kinds of which a kabupaten has fewer than a hundred: two digits are enough."""


def name_key(unit: Unit) -> tuple[str, str]:
    """Return what units of one name and kind share, however it is written."""
    return plain(unit.name), unit.kind.casefold()


def bare_name(unit: Unit) -> str:
    """Return a plain name without its kind: "Kecamatan Melati" and "Melati" under one code."""
    words = without_unit_mark(plain(unit.name).split())
    kind, _meant, used = kind_prefix(words)
    kept = words[used:] if kind == unit.kind.casefold() else words
    return " ".join(kept or words)


def may_lie_together(one: Unit, other: Unit) -> bool:
    """Return whether two units may lie in one place; what is not said forbids nothing."""
    districts = {read_district(unit.district) for unit in (one, other)} - {""}
    return len(districts) < 2 and read_region(one.region).admits(read_region(other.region))


def lie_together(one: Unit, other: Unit) -> bool:
    """Return whether two units lie in one place, as far as both say it alike."""
    same_district = read_district(one.district) == read_district(other.district)
    return same_district and may_lie_together(one, other)


class Outcome(StrEnum):
    """What became of a row of a list; every row has exactly one."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    DIFFERS = "differs"
    AGAIN = "again"
    REJECTED = "rejected"
    NOT_CHOSEN = "not_chosen"
    NO_UNIT = "no_unit"

    @property
    def word(self) -> str:
        """The words people see, in the language being spoken."""
        return _(_OUTCOME_WORDS[self])


_OUTCOME_WORDS: Mapping[Outcome, str] = {
    Outcome.ADDED: N_("new"),
    Outcome.REPLACED: N_("known, replaced"),
    Outcome.UNCHANGED: N_("known, unchanged"),
    Outcome.DIFFERS: N_("to be decided, not imported"),
    Outcome.AGAIN: N_("the same unit again"),
    Outcome.REJECTED: N_("with errors, not imported"),
    Outcome.NOT_CHOSEN: N_("not chosen by --only"),
    Outcome.NO_UNIT: N_("repeated headings, examples, totals"),
}


@dataclass
class Settled:
    """A draft and what it turned out to be: a new unit, a known one to be compared, or neither.

    `outcome` is None for a known one until it is compared.
    """

    draft: Draft
    unit: Unit
    known: Unit | None = None
    outcome: Outcome | None = None


class Roll:
    """The units known and those added so far."""

    def __init__(self, known: Iterable[Unit], reserved: Iterable[str]) -> None:
        """Begin with the known units; `reserved` codes are not made up for others."""
        self._by_code: dict[str, Unit] = {}
        self._by_official: dict[str, Unit] = {}
        self._by_name: defaultdict[tuple[str, str], list[Unit]] = defaultdict(list)
        self._first: dict[str, Draft] = {}
        self._highest: dict[str, int] = {}
        self._by_plain_name: defaultdict[str, list[Unit]] | None = None
        self._codes = {code.casefold() for code in reserved}
        for unit in known:
            self._enter(unit)

    def _enter(self, unit: Unit) -> None:
        self._by_code.setdefault(unit.code.casefold(), unit)
        self._codes.add(unit.code.casefold())
        if unit.official_code:
            self._by_official.setdefault(codes.normal(unit.official_code), unit)
        self._by_name[name_key(unit)].append(unit)

    def settle(self, draft: Draft) -> Settled:
        """Find out whom a draft means; what speaks against importing it is reported to it."""
        unit = draft.unit
        if draft.rejected:
            return Settled(draft, unit, outcome=Outcome.REJECTED)
        meant = self._meant(draft)
        if len(meant) > 1:
            several = listing([f"{one.code} ({one.district or '–'})" for one in meant])
            draft.report(rules.SEVERAL_MEANT, "Nama", unit.name, units=several)
            return Settled(draft, unit, outcome=Outcome.DIFFERS)
        if not meant:
            added = replace(unit, code=unit.code or self._new_code(unit.kind))
            self._enter(added)
            self._first[added.code.casefold()] = draft
            return Settled(draft, added, outcome=Outcome.ADDED)
        known = meant[0]
        first = self._first.setdefault(known.code.casefold(), draft)
        if first is not draft:
            return Settled(draft, unit, known, _told_again(draft, first))
        if draft.own_code and known.code.casefold() != unit.code.casefold():
            draft.report(rules.KNOWN_UNDER_OTHER_CODE, "Nama", unit.name, code=known.code)
            return Settled(draft, unit, known, Outcome.DIFFERS)
        return Settled(draft, unit, known)

    def _meant(self, draft: Draft) -> list[Unit]:
        """Return the units a draft can mean: by its code, its official code, its name."""
        unit = draft.unit
        by_code = self._by_code.get(unit.code.casefold()) if unit.code else None
        found = by_code or self._by_official.get(unit.official_code)
        if found:
            return [found]
        alike = [u for u in self._by_name.get(name_key(unit), ()) if may_lie_together(unit, u)]
        here = [other for other in alike if lie_together(unit, other)]
        if draft.own_code:
            alike = here
        if unit.official_code:
            apart = [other for other in here if other.official_code]
            if apart:
                draft.report(rules.SAME_NAME_SAME_PLACE, "Nama", unit.name, other=apart[0].code)
            alike = [other for other in alike if not other.official_code]
        exact = [other for other in alike if other in here]
        return exact if len(alike) > 1 and exact else alike

    def _new_code(self, kind: str) -> str:
        """Make a code of the kind: the number after the highest one there is."""
        letters = "".join(sign for sign in kind.upper() if sign.isascii() and sign.isalnum())
        prefix = _PREFIXES.get(kind, letters[:8] or "UNIT")
        pattern = re.compile(rf"{prefix}-(\d{{1,6}})", re.IGNORECASE)
        if prefix not in self._highest:
            numbers = [int(found[1]) for c in self._codes if (found := pattern.fullmatch(c))]
            self._highest[prefix] = max(numbers, default=0)
        self._highest[prefix] += 1
        return f"{prefix}-{self._highest[prefix]:0{2 if kind in _FEW else 3}}"

    def report_repeated_names(self, drafts: Iterable[Draft]) -> None:
        """Note where names of new units repeat, so that only code or place tells them apart."""
        for draft in drafts:
            if len(self._by_name[name_key(draft.unit)]) > 1:
                draft.report(rules.NAMES_REPEAT, "Nama", draft.unit.name)

    def parent(self, written: str) -> str:
        """Return the code of the unit meant by code, official code or name; empty if none is."""
        by_code = self._by_code.get(written.casefold())
        found = by_code or self._by_official.get(codes.normal(written))
        if found:
            return found.code
        if self._by_plain_name is None:
            self._by_plain_name = defaultdict(list)
            for (name, _kind), units in self._by_name.items():
                self._by_plain_name[name] += units
        named = self._by_plain_name.get(plain(written), [])
        return named[0].code if len(named) == 1 else ""


def _told_again(draft: Draft, first: Draft) -> Outcome:
    """Report a unit that an earlier row has told: once more, or another under its code."""
    if bare_name(draft.unit) == bare_name(first.unit):
        draft.report(rules.UNIT_AGAIN, "Nama", draft.unit.name, first=first.where)
        return Outcome.AGAIN
    column = "Kode" if draft.own_code else "Kode Resmi"
    code = draft.unit.code or draft.unit.official_code
    draft.report(rules.DOUBLE_CODE, column, code, first=first.where)
    return Outcome.REJECTED
