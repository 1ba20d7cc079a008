"""units import: lists of units from elsewhere become rows of daftar_unit.xlsx.

A unit is known by its own code, else by its official code, else by name, kind
and place together. What is known stays as it is unless people say otherwise,
and every row read has exactly one outcome.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sinovik_sheets import layout
from sinovik_sheets.model import Unit
from sinovik_sheets.problems import Finding, Where, counts
from sinovik_sheets.problems import units as rules
from sinovik_sheets.roster import codes
from sinovik_sheets.roster.name_style import read_district, read_region
from sinovik_sheets.roster.spelling import plain
from sinovik_sheets.sheets.settings.competition_tables import UNIT_KINDS
from sinovik_sheets.steps.unit_drafts import Draft, KindWords, drafts, places
from sinovik_sheets.steps.unit_lists import Choice, UnitList, find_lists
from sinovik_sheets.steps.unit_roll import Outcome, Roll, Settled, bare_name

_TAKEN = (Outcome.ADDED, Outcome.REPLACED, Outcome.UNCHANGED)
_REGION_CODE = re.compile(r"\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?")
_BEFORE_DISTRICT = re.compile(r"^(?:kecamatan|kec\.?)\s+", re.IGNORECASE)
_COLUMNS = {
    "name": "Nama",
    "kind": "Jenis",
    "official_code": "Kode Resmi",
    "parent": "Induk",
    "aliases": "Alias",
    "email": "Email",
    "whatsapp": "WhatsApp",
    "sakip": "SAKIP",
    "district": "Kecamatan",
    "region": "Kabupaten/Kota",
}


@dataclass(frozen=True)
class ImportedRow:
    """A chosen row, its outcome, and the unit as it now stands (or as the row states it)."""

    where: Where
    outcome: Outcome
    unit: Unit


@dataclass(frozen=True)
class UnitImport:
    """What came of the lists: rows in their order, and everything noticed."""

    lists: tuple[UnitList, ...]
    rows: tuple[ImportedRow, ...]
    findings: tuple[Finding, ...]

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units to write into daftar_unit.xlsx, new ones and replaced ones."""
        written = (Outcome.ADDED, Outcome.REPLACED)
        return tuple(row.unit for row in self.rows if row.outcome in written)

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many rows had each outcome; they add up to the filled rows below the headings."""
        found = Counter(row.outcome for row in self.rows)
        found[Outcome.NOT_CHOSEN] = sum(one.not_chosen for one in self.lists)
        found[Outcome.NO_UNIT] = sum(one.no_units for one in self.lists)
        return {outcome: found[outcome] for outcome in Outcome}

    @property
    def by_kind(self) -> dict[str, int]:
        """How many units of each kind the lists hold, rows with errors left out."""
        found = Counter(row.unit.kind for row in self.rows if row.outcome in _TAKEN)
        return {kind: found[kind] for kind in (*UNIT_KINDS, *sorted(found)) if found[kind]}

    @property
    def needs_people(self) -> bool:
        """Whether anybody must act on what was found."""
        return any(finding.level.needs_people for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """Return the shape of `units import --json`."""
        return {
            "lists": [
                {
                    "file": one.file,
                    "sheet": one.table.sheet,
                    "heading_row": one.table.heading,
                    "mapping": [{"heading": h, "column": c} for h, c in one.mapping],
                }
                for one in self.lists
            ],
            "rows": {outcome.value: count for outcome, count in self.counts.items()},
            "by_kind": self.by_kind,
            "units": [_unit_json(row) for row in self.rows],
            "findings": [finding.as_json() for finding in self.findings],
            "counts": counts(self.findings),
        }


def _unit_json(row: ImportedRow) -> dict[str, str]:
    unit = row.unit
    return {
        "outcome": row.outcome.value,
        "file": row.where.file,
        "sheet": row.where.sheet,
        "cell": row.where.cell,
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "official_code": unit.official_code,
        "parent": unit.parent,
        "district": unit.district,
        "region": unit.region,
    }


def import_units(
    files: Sequence[tuple[str, bytes]],
    known: Sequence[Unit],
    words: KindWords,
    *,
    only: Sequence[Choice] = (),
    replacing: bool = False,
) -> UnitImport:
    """Read lists (name, bytes) beside the units known already.

    A unit of the sheet `Unit` of kompetisi.xlsx is never replaced. SinovikError
    when a list lacks a column that `only` names.
    """
    findings: list[Finding] = []
    lists = find_lists(files, only, findings)
    read = [draft for one in lists for draft in drafts(one, words)]
    named = places(lists, known)
    for draft in read:
        draft.unit = _with_places(draft.unit, named)
    roll = Roll(known, (draft.unit.code for draft in read))
    settled = [roll.settle(draft) for draft in read]
    rows = tuple(_row(one, roll, replacing=replacing) for one in settled)
    roll.report_repeated_names(s.draft for s in settled if s.outcome is Outcome.ADDED)
    findings += [finding for draft in read for finding in draft.findings]
    return UnitImport(lists, rows, tuple(findings))


def _with_places(unit: Unit, named: Mapping[str, str]) -> Unit:
    """Fill in the kecamatan and the kabupaten or kota of a unit with a Kemendagri code.

    There a code begins with those of the regions it lies in.
    """
    parts = unit.official_code.split(".")
    if not _REGION_CODE.fullmatch(unit.official_code):
        return unit
    around = named.get(".".join(parts[:3]), "") if len(parts) == 4 else ""
    district = _BEFORE_DISTRICT.sub("", around)
    region = named.get(".".join(parts[:2]), "")
    return replace(unit, district=unit.district or district, region=unit.region or region)


def _row(settled: Settled, roll: Roll, *, replacing: bool) -> ImportedRow:
    """Complete a settled draft: its parent, and what the known unit has otherwise."""
    draft, where = settled.draft, settled.draft.where
    if settled.outcome not in (None, Outcome.ADDED):
        return ImportedRow(where, settled.outcome, settled.unit)
    unit = replace(settled.unit, parent=_parent(draft, roll))
    known = settled.known
    if known is None:
        return ImportedRow(where, Outcome.ADDED, unit)
    changes = _changes(known, unit)
    if not changes:
        return ImportedRow(where, Outcome.UNCHANGED, known)
    columns = ", ".join(_COLUMNS[name] for name in changes)
    in_settings = known.where.file == layout.COMPETITION.name
    if replacing and not in_settings:
        return ImportedRow(where, Outcome.REPLACED, replace(known, **changes))
    rule = rules.DIFFERS_IN_SETTINGS if in_settings else rules.DIFFERS
    draft.report(rule, "Nama", unit.name, code=known.code, columns=columns)
    return ImportedRow(where, Outcome.DIFFERS, known)


def _parent(draft: Draft, roll: Roll) -> str:
    """Return the code of the parent a row names; a region is none."""
    written = draft.unit.parent
    code = roll.parent(written) if written else ""
    region = _REGION_CODE.fullmatch(codes.normal(written))
    if written and not code and not (region and (written.count(".") < 2 or draft.unit.district)):
        draft.report(rules.PARENT_UNKNOWN, "Induk", written)
    return code


def _changes(known: Unit, unit: Unit) -> dict[str, Any]:
    """Return what a row says otherwise than the known unit; what it does not say is left out."""
    said = {name: value for name in _COLUMNS if (value := getattr(unit, name))}
    changes = {
        name: value
        for name, value in said.items()
        if _compared(name, value) != _compared(name, getattr(known, name))
    }
    new = [a for a in unit.aliases if plain(a) not in {plain(one) for one in known.aliases}]
    changes.pop("aliases", None)
    if bare_name(unit) == bare_name(known):
        changes.pop("name", None)
    return changes | ({"aliases": (*known.aliases, *new)} if new else {})


def _compared(name: str, value: Any) -> object:
    """Return what two values of a column are compared by: how they are written does not count."""
    match name:
        case "official_code":
            return codes.normal(value)
        case "district":
            return read_district(value)
        case "region":
            return read_region(value)
        case "whatsapp":
            return re.sub(r"\D", "", value)
        case "aliases":
            return value
    return plain(value)
