"""What daftar_peserta.xlsx is to show beside people's words: rows and counts, ready to write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sinovik_sheets.model import Entry, Settings, Unit

Rows = Sequence[Mapping[str, str]]
"""Rows of a table: column name to text, dates as 17/12/2020. Columns left out are not touched."""


@dataclass(frozen=True)
class Tally:
    """How many registered: `registered` of `expected` units, with `entries` innovations.

    `expected` is None where nobody is expected (a category), `last_year` is the
    registered number of the earlier competition, None where none is known.
    """

    name: str
    registered: int
    entries: int
    expected: int | None = None
    last_year: int | None = None


@dataclass(frozen=True)
class UnitLine:
    """A unit on the sheet of its kind, with the innovations it registered."""

    unit: Unit
    entries: tuple[Entry, ...] = ()
    finding: str = ""


@dataclass(frozen=True)
class MissingUnit:
    """A unit that registered too little, with a ready message and a wa.me link to send it."""

    unit: Unit
    registered: int
    minimum: int
    message: str
    link: str


@dataclass(frozen=True)
class Invitee:
    """One line to sign in the attendance list; `role` such as Lurah or Juri."""

    heading: str
    name: str
    role: str


@dataclass(frozen=True)
class Award:
    """A unit that took part, and whether its SAKIP grade brings it a reward."""

    unit: Unit
    entries: int
    rewarded: bool


@dataclass(frozen=True)
class ReceivedForm:
    """A file of 1_pendaftaran: what became of it, and why; `fate` is a word people see."""

    path: str
    received: date
    fate: str
    entries: int
    reason: str


@dataclass(frozen=True)
class RosterContent:
    """Everything the tool writes into daftar_peserta.xlsx.

    `entries` are rows of the sheet `Inovasi` by `Kode`; `typed` maps the row
    number of a row people typed to the code it gets. `checks` are rows of `Perlu
    Diperiksa` by `Nomor` (with people's columns only in rows to be added),
    `contacts` rows of `Kontak` by `Kode`. `kinds` maps a sheet's name to its units.
    """

    settings: Settings
    made_on: date
    entries: Rows = ()
    typed: Mapping[int, str] = field(default_factory=dict)
    checks: Rows = ()
    contacts: Rows = ()
    by_kind: Sequence[Tally] = ()
    by_category: Sequence[Tally] = ()
    by_group: Sequence[Tally] = ()
    kinds: Mapping[str, Sequence[UnitLine]] = field(default_factory=dict)
    missing: Sequence[MissingUnit] = ()
    invited: Sequence[Invitee] = ()
    awards: Sequence[Award] = ()
    files: Sequence[ReceivedForm] = ()
