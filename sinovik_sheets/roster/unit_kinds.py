"""Kinds of unit: how each is counted, invited and listed, by rule or by custom."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sinovik_sheets.model import Competition, Group, Unit, UnitKind

OTHERS_SHEET = "Unit Lain"
_USUAL = (
    UnitKind("OPD", sheet="OPD", invitee="Kepala Perangkat Daerah"),
    UnitKind("kecamatan", sheet="Kecamatan", invitee="Camat"),
    UnitKind("kelurahan", sheet="Kelurahan & Desa", invitee="Lurah"),
    UnitKind("desa", sheet="Kelurahan & Desa", invitee="Kepala Desa"),
    UnitKind("puskesmas", sheet="Puskesmas", invitee="Kepala Puskesmas"),
    UnitKind("UPT", sheet="UPT", invitee="Kepala UPT"),
    UnitKind("SD", sheet="Sekolah", invitee="Kepala Sekolah"),
    UnitKind("SMP", sheet="Sekolah", invitee="Kepala Sekolah"),
    *(
        UnitKind(kind, sheet="Sekolah", invitee="Kepala Sekolah")
        for kind in ("SMA", "SMK", "SLB", "SDLB", "SMPLB", "SMLB")
    ),
    UnitKind("BUMD", sheet="BUMD", invitee="Direktur"),
)


class Kinds:
    """The kinds of a competition: the usual ones, as the sheet `Jenis Unit` changes them."""

    def __init__(self, competition: Competition) -> None:
        kinds = {_key(kind.name): kind for kind in _USUAL}
        for ruled in competition.kinds:
            usual = kinds.get(_key(ruled.name), UnitKind(ruled.name, sheet=OTHERS_SHEET))
            kinds[_key(ruled.name)] = replace(
                ruled,
                name=usual.name,
                sheet=ruled.sheet or usual.sheet,
                invitee=ruled.invitee or usual.invitee,
            )
        self._kinds: Mapping[str, UnitKind] = kinds
        self._competition = competition

    def of(self, name: str) -> UnitKind:
        """Return the kind of this name, whatever its case; unknown ones are listed as others."""
        return self._kinds.get(_key(name)) or UnitKind(name, sheet=OTHERS_SHEET)

    def knows(self, name: str) -> bool:
        """Return whether the kind is a usual one or has a rule."""
        return _key(name) in self._kinds

    @property
    def names(self) -> list[str]:
        """The names of the known kinds, usual ones first."""
        return [kind.name for kind in self._kinds.values()]

    def counted(self, name: str) -> str:
        """Return the name a kind is counted under, its own if none is set."""
        kind = self.of(name)
        return self.of(kind.counts_as).name if kind.counts_as else kind.name

    def in_order(self, names: Iterable[str]) -> list[str]:
        """Return names once each: known kinds in their order, then the others as they come."""
        known = list(self._kinds)
        return sorted(
            dict.fromkeys(names),
            key=lambda name: known.index(_key(name)) if _key(name) in known else len(known),
        )

    def minimum(self, unit: Unit) -> int:
        """Return how many innovations a unit is expected to register; 1 if nothing is set."""
        own = self.of(unit.kind).minimum_per_unit
        if own is not None:
            return own
        general = self._competition.settings.minimum_per_unit
        return 1 if general is None else general

    def maximum(self, kind: str) -> int | None:
        """Return how many innovations a unit of this kind may register, None without limit."""
        own = self.of(kind).maximum_per_unit
        return self._competition.settings.maximum_per_unit if own is None else own


def group_of(groups: Iterable[Group], code: str) -> Group | None:
    """Return the group of this code or name, whatever its case."""
    for group in groups:
        if _key(code) in (_key(group.code), _key(group.name)):
            return group
    return None


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
