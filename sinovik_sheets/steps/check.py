"""check: fit settings and roster together and find everything that is wrong in them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from sinovik_sheets import layout
from sinovik_sheets.model import (
    Category,
    Competition,
    Criterion,
    Entry,
    Group,
    Juror,
    Section,
    Settings,
    Stage,
    Unit,
)
from sinovik_sheets.problems import Finding, Level, Where
from sinovik_sheets.problems import files as file_rules
from sinovik_sheets.problems import settings as rules
from sinovik_sheets.roster.unit_kinds import group_of
from sinovik_sheets.sheets.cells import UnreadableBook
from sinovik_sheets.sheets.reading.book import read_book
from sinovik_sheets.sheets.roster import book as roster_book
from sinovik_sheets.sheets.settings import (
    assignment_rows,
    competition_book,
    competition_tables,
    registration_tables,
    unit_rows,
)
from sinovik_sheets.sheets.settings.competition_book import SettingsBook
from sinovik_sheets.sheets.tables.table import CODE_PATTERN
from sinovik_sheets.steps import (
    check_design,
    check_jury,
    check_registration,
    check_stages,
    check_tiers,
)

Coded = TypeVar("Coded", Stage, Criterion, Category, Juror, Unit, Entry, Group, Section)
Source = TypeVar("Source")


@dataclass(frozen=True)
class Checked:
    """A competition as far as it could be read, and what is wrong with it."""

    competition: Competition
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> list[Finding]:
        """The findings that must be mended before sheets can go out."""
        return [finding for finding in self.findings if finding.level is Level.ERROR]


_REGISTRATION_SHEETS = frozenset(
    table.sheet
    for table in (
        competition_tables.SETTINGS,
        competition_tables.CATEGORIES,
        competition_tables.UNITS,
        registration_tables.UNIT_KINDS_TABLE,
        registration_tables.GROUPS,
        registration_tables.SECTIONS,
        registration_tables.FORMER_WINNERS,
    )
)


def concerns_registration(finding: Finding) -> bool:
    """Return whether registration cannot go on before this is mended."""
    where = finding.where
    if finding.rule is rules.UNREADABLE_BOOK:
        return where.file != layout.ASSIGNMENTS.name
    return where.file != layout.ROSTER.name and where.sheet in _REGISTRATION_SHEETS


def check(
    settings: bytes,
    roster: bytes | None,
    units: bytes | None = None,
    assignments: bytes | None = None,
) -> Checked:
    """Read kompetisi.xlsx and the workbooks beside it; judge all of them, all at once.

    They are daftar_peserta.xlsx, daftar_unit.xlsx and penugasan.xlsx.
    """
    findings: list[Finding] = []
    book = _read(settings, layout.COMPETITION.name, competition_book.read, findings)
    entries: tuple[Entry, ...] = ()
    if roster is not None:
        entries = _read(roster, layout.ROSTER.name, roster_book.read, findings) or ()
    if book is None:
        return Checked(Competition(Settings("")), tuple(findings))
    if units is not None:
        listed = _read(units, layout.UNITS.name, unit_rows.read, findings) or ()
        book = replace(book, units=(*book.units, *listed))
    if assignments is not None:
        given = _read(assignments, layout.ASSIGNMENTS.name, assignment_rows.read, findings) or ()
        book = replace(book, assignments=(*book.assignments, *given))
    competition = _assemble(book, entries)
    findings.extend(_check_codes(competition, book.criteria))
    findings.extend(_check_references(competition, book.criteria))
    findings.extend(check_stages.check(competition))
    findings.extend(check_jury.check(competition))
    findings.extend(check_design.check(competition))
    findings.extend(check_registration.check(competition))
    findings.extend(check_tiers.check(competition))
    return Checked(competition, tuple(findings))


def _read(
    data: bytes,
    name: str,
    read: Callable[..., Source],
    findings: list[Finding],
) -> Source | None:
    try:
        return read(read_book(data), name, findings)
    except UnreadableBook as error:
        rule = file_rules.of(error.reason, error.detail)
        details = {"reason": Finding(rule, value=error.detail).message.rstrip(".")}
        findings.append(Finding(rules.UNREADABLE_BOOK, Where(name), details=details))
        return None


def _assemble(book: SettingsBook, entries: tuple[Entry, ...]) -> Competition:
    stages = tuple(
        replace(
            stage,
            criteria=tuple(
                _for_places(criterion) if stage.takes_places else criterion
                for code, criterion in book.criteria
                if code == stage.code
            ),
        )
        for stage in sorted(book.stages, key=lambda stage: stage.order)
    )
    units = {unit.code: unit for unit in book.units}
    completed = tuple(
        replace(entry, kind=units[entry.unit_code].kind)
        if not entry.kind and entry.unit_code in units
        else entry
        for entry in entries
    )
    return Competition(
        settings=book.settings,
        stages=stages,
        categories=book.categories,
        jurors=book.jurors,
        units=book.units,
        conflicts=book.conflicts,
        assignments=book.assignments,
        entries=completed,
        kinds=book.kinds,
        groups=book.groups,
        sections=_with_group_codes(book),
        former_winners=book.former_winners,
        tiers=book.tiers,
    )


def _for_places(criterion: Criterion) -> Criterion:
    """Return a criterion whose cells hold places: 1 is the best, and they are whole numbers."""
    return replace(criterion, minimum=Decimal(1), step=Decimal(1))


def _with_group_codes(book: SettingsBook) -> tuple[Section, ...]:
    """Return the sections with their groups by code, however people named them."""

    def code(written: str) -> str:
        group = group_of(book.groups, written)
        return group.code if group else written

    return tuple(replace(s, groups=tuple(map(code, s.groups))) for s in book.sections)


def _codes(items: Iterable[Coded]) -> Iterable[Finding]:
    first: dict[str, Coded] = {}
    for item in items:
        if not item.code:
            continue  # an empty required cell is reported where it is read
        if not CODE_PATTERN.fullmatch(item.code):
            yield Finding(rules.BAD_CODE, item.where, value=item.code)
        seen = first.setdefault(item.code.casefold(), item)
        if seen is not item:
            elsewhere = seen.where.file != item.where.file
            first_at = str(seen.where) if elsewhere else seen.where.cell
            details = {"first": first_at}
            yield Finding(rules.DOUBLE_CODE, item.where, value=item.code, details=details)


def _check_codes(
    competition: Competition, criteria: Sequence[tuple[str, Criterion]]
) -> Iterable[Finding]:
    yield from _codes(competition.stages)
    for stage in {code for code, _criterion in criteria}:
        yield from _codes(criterion for code, criterion in criteria if code == stage)
    yield from _codes(competition.categories)
    yield from _codes(competition.jurors)
    yield from _codes(competition.units)
    yield from _codes(competition.groups)
    yield from _codes(competition.sections)
    yield from _codes(competition.entries)


@dataclass(frozen=True)
class _Reference:
    where: Where
    column: str
    value: str
    target: str
    known: frozenset[str]

    def findings(self) -> Iterable[Finding]:
        if self.value and self.value not in self.known:
            near = [code for code in self.known if code.casefold() == self.value.casefold()]
            details = {
                "column": self.column,
                "target": self.target,
                "hint": f" → {near[0]}" if near else "",
            }
            where = self.where.at(self.column)
            yield Finding(rules.UNKNOWN_CODE, where, value=self.value, details=details)


def _check_references(
    competition: Competition, criteria: Sequence[tuple[str, Criterion]]
) -> Iterable[Finding]:
    stages = frozenset(stage.code for stage in competition.stages)
    categories = frozenset(category.code for category in competition.categories)
    jurors = frozenset(juror.code for juror in competition.jurors)
    units = frozenset(unit.code for unit in competition.units)
    entries = frozenset(entry.code for entry in competition.entries)
    entry_units = frozenset(entry.unit_code for entry in competition.entries)
    references = [_Reference(c.where, "Tahap", stage, "Tahap", stages) for stage, c in criteria]
    for juror in competition.jurors:
        references += [_Reference(juror.where, "Tahap", s, "Tahap", stages) for s in juror.stages]
        references += [
            _Reference(juror.where, "Kategori", c, "Kategori", categories) for c in juror.categories
        ]
    for conflict in competition.conflicts:
        references.append(_Reference(conflict.where, "Juri", conflict.juror, "Juri", jurors))
        known = units | entries | entry_units
        references.append(
            _Reference(conflict.where, "Unit atau Inovasi", conflict.target, "Unit, Inovasi", known)
        )
    for a in competition.assignments:
        references.append(_Reference(a.where, "Juri", a.juror, "Juri", jurors))
        references.append(_Reference(a.where, "Tahap", a.stage, "Tahap", stages))
        references.append(_Reference(a.where, "Inovasi", a.entry, "Inovasi", entries))
    references += [
        _Reference(t.where, "Tahap", t.stage, "Tahap", stages) for t in competition.tiers
    ]
    for entry in competition.entries:
        references.append(
            _Reference(entry.where, "Kategori", entry.category, "Kategori", categories)
        )
        if competition.units:
            references.append(_Reference(entry.where, "Kode Unit", entry.unit_code, "Unit", units))
    for reference in references:
        yield from reference.findings()
