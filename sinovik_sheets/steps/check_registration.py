"""check, units and registration: official codes, kinds, groups, parents, dates."""

from collections.abc import Iterator

from sinovik_sheets.layout import ROSTER
from sinovik_sheets.model import Competition, Unit
from sinovik_sheets.problems import Finding, Where
from sinovik_sheets.problems import registration as rules
from sinovik_sheets.problems import settings as settings_rules
from sinovik_sheets.roster import codes
from sinovik_sheets.roster.unit_kinds import Kinds, group_of
from sinovik_sheets.sheets.roster.tables import ENTRIES
from sinovik_sheets.sheets.tables.table import closest
from sinovik_sheets.text import listing


def check(competition: Competition) -> Iterator[Finding]:
    """Yield what is wrong with units and with the rules of registration."""
    kinds = Kinds(competition)
    yield from _check_kinds(competition, kinds)
    yield from _check_units(competition, kinds)
    yield from _check_groups(competition)
    yield from _check_entries(competition)
    settings = competition.settings
    problem = codes.nip_problem(settings.signer_nip) if settings.signer_nip else None
    if problem is not None:
        yield Finding(problem, settings.where.at("NIP"), value=settings.signer_nip)
    opens, closes = settings.registration_opens, settings.registration_closes
    if settings.minimum_age_months and closes is None and opens is not None:
        yield Finding(rules.CLOSING_NOT_SET, settings.where.at("pendaftaran ditutup"))


def _check_entries(competition: Competition) -> Iterator[Finding]:
    """Warn of entries without a unit's code where a juror must keep off a unit."""
    guarded = any(conflict.target in competition.unit for conflict in competition.conflicts)
    nameless = [e.code for e in competition.entries if e.code and not e.unit_code]
    if guarded and nameless:
        where = Where(ROSTER.name, ENTRIES.sheet)
        yield Finding(rules.ENTRIES_WITHOUT_UNIT, where, value=listing(nameless))


def _check_kinds(competition: Competition, kinds: Kinds) -> Iterator[Finding]:
    for kind in competition.kinds:
        if kind.counts_as and not kinds.knows(kind.counts_as):
            yield _unknown_kind(kind.where.at("Dihitung Sebagai"), kind.counts_as, kinds)


def _unknown_kind(where: Where, written: str, kinds: Kinds) -> Finding:
    suggestion = closest(written, kinds.names)
    return Finding(
        rules.UNKNOWN_KIND,
        where,
        value=written,
        details={"hint": f" → {suggestion}" if suggestion else "", "kinds": ", ".join(kinds.names)},
    )


def _check_units(competition: Competition, kinds: Kinds) -> Iterator[Finding]:
    official: dict[str, Unit] = {}
    for unit in competition.units:
        if unit.kind and not kinds.knows(unit.kind):
            yield _unknown_kind(unit.where.at("Jenis"), unit.kind, kinds)
        if unit.parent and unit.parent not in competition.unit:
            details = {"column": "Induk", "target": "Unit", "hint": ""}
            where = unit.where.at("Induk")
            yield Finding(settings_rules.UNKNOWN_CODE, where, value=unit.parent, details=details)
        if not unit.official_code:
            continue
        where = unit.where.at("Kode Resmi")
        problem = codes.problem(unit.kind, unit.official_code)
        if problem is not None:
            yield Finding(problem, where, value=unit.official_code)
        first = official.setdefault(codes.normal(unit.official_code), unit)
        if first is not unit:
            details = {"first": str(first.where)}
            yield Finding(
                settings_rules.DOUBLE_CODE, where, value=unit.official_code, details=details
            )


def _check_groups(competition: Competition) -> Iterator[Finding]:
    if not competition.groups:
        return
    if len(competition.groups) == 1:
        only = competition.groups[0]
        yield Finding(rules.ONE_GROUP, only.where, value=only.name)
    named = [(section.where, group) for section in competition.sections for group in section.groups]
    named += [(entry.where, entry.group) for entry in competition.entries if entry.group]
    for where, group in named:
        if group_of(competition.groups, group) is None:
            near = closest(group, [one.code for one in competition.groups])
            hint = f" → {near}" if near else ""
            details = {"column": "Kelompok", "target": "Kelompok", "hint": hint}
            yield Finding(
                settings_rules.UNKNOWN_CODE, where.at("Kelompok"), value=group, details=details
            )
