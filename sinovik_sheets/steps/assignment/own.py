"""assign: which entries come from a juror's own unit, as the juror's `Instansi` says."""

from collections.abc import Iterable
from typing import NamedTuple

from sinovik_sheets.model import Competition, Entry, Unit
from sinovik_sheets.roster import codes
from sinovik_sheets.roster.kind_words import PLACES, SCHOOLS, kinds
from sinovik_sheets.roster.name_style import (
    NOWHERE,
    Reading,
    Region,
    read,
    read_district,
    read_region,
)

_Style = tuple[str, bool, tuple[int, ...], str]


class _Name(NamedTuple):
    """A name of a unit with entries, and where the unit lies as far as anybody says."""

    unit: str
    district: str
    region: Region


def own_entries(competition: Competition) -> dict[str, frozenset[str]]:
    """Return the entries that come from the unit a juror works for, by juror.

    Names are compared without house style, with aliases and codes. Who may be of the
    unit counts as of it: a district or region that only one side names is no difference.
    """
    institutions = {j.code: j.institution for j in competition.jurors if j.institution.strip()}
    if not institutions:
        return {}
    entries: dict[str, set[str]] = {}
    for entry in competition.entries:
        entries.setdefault(_unit_key(entry), set()).add(entry.code)
    units = _Units(
        _units_with_entries(competition), {read_region(u.region) for u in competition.units}
    )
    own = {juror: units.meant(written) for juror, written in institutions.items()}
    return {
        juror: frozenset(code for unit in keys for code in entries[unit])
        for juror, keys in own.items()
        if keys
    }


def _unit_key(entry: Entry) -> str:
    return entry.unit_code or entry.unit


def _units_with_entries(competition: Competition) -> Iterable[tuple[str, Unit]]:
    """Yield the units that have entries, as listed and as their entries name them."""
    listed = {_unit_key(entry) for entry in competition.entries}
    for key in sorted(listed & competition.unit.keys()):
        yield key, competition.unit[key]
    named = {
        (_unit_key(entry), Unit(entry.unit_code, entry.unit, entry.kind)): None
        for entry in competition.entries
    }
    yield from named


class _Units:
    """Units by every name and code they are known by."""

    def __init__(self, units: Iterable[tuple[str, Unit]], regions: Iterable[Region]) -> None:
        self._regions = frozenset(regions) - {NOWHERE}
        self._by_code: dict[str, set[str]] = {}
        self._by_style: dict[_Style, list[_Name]] = {}
        for key, unit in units:
            for code in {codes.normal(unit.code), codes.normal(unit.official_code)} - {""}:
                self._by_code.setdefault(code, set()).add(key)
            column = kinds(unit.kind)
            special = min(column) if len(column) == 1 and column <= SCHOOLS | PLACES else ""
            for written in (unit.name, *unit.aliases):
                name = read(written, special, self._regions)
                if name.spelled:
                    region = read_region(unit.region) if unit.region else name.region
                    found = _Name(key, read_district(unit.district) or name.district, region)
                    self._by_style.setdefault(_style(name, special), []).append(found)

    def meant(self, written: str) -> set[str]:
        """Return the units a written name or code can mean."""
        name = read(written, "", self._regions)
        found = self._by_style.get(_style(name), [])
        return self._by_code.get(codes.normal(written), set()) | {
            one.unit
            for one in found
            if name.region.admits(one.region)
            and (not name.district or not one.district or name.district == one.district)
        }


def _style(name: Reading, kind: str = "") -> _Style:
    return name.kind or kind, name.state, name.numbers, name.joined
