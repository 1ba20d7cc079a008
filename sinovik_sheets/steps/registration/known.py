"""An innovation while it is put together: what it is known by, and its versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sinovik_sheets.model import Unit
from sinovik_sheets.problems import Finding
from sinovik_sheets.roster.titles import plain_title
from sinovik_sheets.sheets.tables.table import plain_name
from sinovik_sheets.steps.registration.records import Record

Key = tuple[str, str]
"""Unit and title, by which an innovation is known apart from the page it stands on."""


@dataclass
class Known:
    """An innovation: its code (empty until one is given) and the record that holds now.

    `versions` are all records found to be of it, oldest first; there is none for an
    innovation that only people typed. `row` is the number of the row in
    daftar_peserta.xlsx it was typed in (0 for none), `unit` the one it names there,
    `typed_key` by what it is compared.
    """

    code: str = ""
    record: Record | None = None
    versions: list[Record] = field(default_factory=list)
    title: str = ""
    unit: Unit | None = None
    typed_key: Key = ("", "")
    row: int = 0
    notes: list[Finding] = field(default_factory=list)

    def __str__(self) -> str:
        """Return the code, so that a sentence told later names one given meanwhile."""
        return self.code

    @property
    def first(self) -> Record | None:
        """The record it was first registered with."""
        return self.versions[0] if self.versions else None


def unit_key(unit: Unit | None, *written: str) -> str:
    """Return by what the unit of an innovation is compared: its code, else all that is written.

    Empty where nothing is written: such innovations are never taken for the same.
    """
    if unit is not None:
        return unit.code
    return "?" + "\x1f".join(map(plain_name, written)) if any(written) else ""


def record_key(record: Record) -> Key:
    """Return by what a record is compared; without unit or title, by everything it says."""
    said = record.registration
    unit = unit_key(record.unit, said.unit, said.unit_code, said.kind, said.district)
    title = plain_title(said.title)
    if unit and title:
        return unit, title
    return unit, repr(sorted(said.written.items()))


@dataclass(frozen=True)
class Standing:
    """What the roster says already: rows people typed, and what must not change unasked.

    `keys` are unit and title as they stand in the row of a code. `settled` are
    the codes people have decided about, or that stand in score sheets.
    """

    typed: Sequence[Known] = ()
    keys: Mapping[str, Key] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
