"""The nouns of a competition: plain frozen data, no input and no output."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from sinovik_sheets.problems import Where
from sinovik_sheets.text import N_, _


class Method(StrEnum):
    """How the scores of several jurors become one; the codes people type."""

    MEAN = "rata_rata"
    TRIMMED_MEAN = "rata_rata_terpangkas"
    LIMITED_MEAN = "batas_simpangan"


class Aggregation(StrEnum):
    """What is averaged over the jurors: their totals, or each criterion first."""

    PER_JUROR = "per_juri"
    PER_CRITERION = "per_kriteria"


class Ties(StrEnum):
    """What happens to equal totals: the ladder of tie-breaks, or a shared place."""

    LADDER = "tangga"
    SHARED = "bersama"


class CutTies(StrEnum):
    """What happens to entries tied at the cut: all go on, or the plenary decides."""

    INCLUDE = "sertakan"
    PLENARY = "pleno"


class RoundingStep(StrEnum):
    """The steps at which a rule may round, in working order."""

    CRITERION = "kriteria"
    JUROR = "juri"
    MEAN = "rerata"
    CORRECTION = "koreksi"
    STAGE = "tahap"
    FINAL = "akhir"


class Fate(StrEnum):
    """What became of a received file; every file has exactly one."""

    USED = "used"
    SUPERSEDED = "superseded"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    EVIDENCE = "evidence"
    REJECTED = "rejected"
    UNKNOWN = "unknown"
    IGNORED = "ignored"

    @property
    def word(self) -> str:
        """The word people see, in the language being spoken."""
        return _(_FATE_WORDS[self])


_FATE_WORDS: Mapping[Fate, str] = {
    Fate.USED: N_("used"),
    Fate.SUPERSEDED: N_("superseded"),
    Fate.DUPLICATE: N_("duplicate"),
    Fate.CONFLICT: N_("conflict"),
    Fate.EVIDENCE: N_("evidence"),
    Fate.REJECTED: N_("rejected"),
    Fate.UNKNOWN: N_("unknown"),
    Fate.IGNORED: N_("ignored"),
}


class EntryStatus(StrEnum):
    """Why an entry does not take part (any more); people say so, with a reason."""

    FAILED = "tidak lolos"
    WITHDRAWN = "mundur"
    ABSENT = "tidak hadir"
    DISQUALIFIED = "diskualifikasi"


DEFAULT_ROUNDING: Mapping[RoundingStep, int] = {RoundingStep.STAGE: 2, RoundingStep.FINAL: 2}


@dataclass(frozen=True, slots=True)
class Criterion:
    """One column of the score sheet; `weight` is in percent, None while unknown."""

    code: str
    name: str
    weight: Decimal | None
    minimum: Decimal = Decimal(0)
    maximum: Decimal = Decimal(100)
    step: Decimal | None = None
    description: str = ""
    where: Where = field(default=Where(), compare=False)


@dataclass(frozen=True, slots=True)
class Stage:
    """One round of judging with its own criteria, jury and rule of computing.

    `rounding` maps a step to decimal places; a step not named is not rounded.
    `final_weights` maps stage codes to percent (sum 100); empty: this stage alone.
    """

    code: str
    name: str
    criteria: tuple[Criterion, ...]
    order: int = 1
    method: Method = Method.MEAN
    aggregation: Aggregation = Aggregation.PER_JUROR
    trim: int = 1
    limit: Decimal | None = None
    rounding: Mapping[RoundingStep, int] = field(default_factory=lambda: DEFAULT_ROUNDING)
    ties: Ties = Ties.LADDER
    cut_ties: CutTies = CutTies.INCLUDE
    advance: int | None = None
    minimum_score: Decimal | None = None
    advance_per: str = ""
    final_weights: Mapping[str, Decimal] = field(default_factory=dict)
    deadline: date | None = None
    where: Where = field(default=Where(), compare=False)

    @property
    def weights(self) -> Mapping[str, Decimal]:
        """The weights of the criteria in percent; one not known yet counts as 0."""
        return {c.code: c.weight or Decimal(0) for c in self.criteria}


@dataclass(frozen=True, slots=True)
class Category:
    """A category of innovations, with an optional quota for the next stage."""

    code: str
    name: str
    description: str = ""
    quota: int | None = None
    where: Where = field(default=Where(), compare=False)


@dataclass(frozen=True, slots=True)
class Juror:
    """A member of the jury; empty `stages` or `categories` mean all of them."""

    code: str
    name: str
    element: str = ""
    institution: str = ""
    email: str = ""
    whatsapp: str = ""
    stages: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    where: Where = field(default=Where(), compare=False)


@dataclass(frozen=True, slots=True)
class Unit:
    """An office that takes part: OPD, kecamatan, puskesmas, school, BUMD ..."""

    code: str
    name: str
    kind: str = ""
    official_code: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    email: str = ""
    whatsapp: str = ""
    sakip: str = ""
    where: Where = field(default=Where(), compare=False)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A juror who must not score an entry, or any entry of a unit (`target`)."""

    juror: str
    target: str
    reason: str
    where: Where = field(default=Where(), compare=False)


@dataclass(frozen=True, slots=True)
class Assignment:
    """One entry given to one juror in one stage, where not all score all."""

    juror: str
    stage: str
    entry: str
    where: Where = field(default=Where(), compare=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """An innovation that competes.

    `passed` says that people wrote so; without a status an entry takes part too.
    """

    code: str
    title: str
    unit_code: str = ""
    unit: str = ""
    kind: str = ""
    category: str = ""
    group: str = ""
    started: date | None = None
    innovators: str = ""
    status: EntryStatus | None = None
    reason: str = ""
    passed: bool = False
    where: Where = field(default=Where(), compare=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """The single values of a competition (sheet `Kompetisi`)."""

    name: str
    year: int | None = None
    organiser: str = ""
    level: str = ""
    language: str = "id"
    registration_opens: date | None = None
    registration_closes: date | None = None
    minimum_age_months: int | None = None
    maximum_per_unit: int | None = None
    minimum_per_unit: int | None = None
    letterhead: tuple[str, ...] = ()
    city: str = ""
    signer: str = ""
    signer_title: str = ""
    signer_nip: str = ""
    where: Where = field(default=Where(), compare=False)


class PresetStatus(StrEnum):
    """Where a preset's numbers come from: a published rule, or our own proposal."""

    OFFICIAL = "official"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Preset:
    """A ready set of rows for kompetisi.xlsx, with its year, source and status.

    `tables` maps a sheet name to rows of column name to value; a number whose
    value nobody knows is left out, never guessed.
    """

    code: str
    title: str
    year: int
    source: str
    status: PresetStatus
    note: str
    tables: Mapping[str, tuple[Mapping[str, str], ...]]
    word_limits: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Competition:
    """Everything people have settled before and during the judging."""

    settings: Settings
    stages: tuple[Stage, ...] = ()
    categories: tuple[Category, ...] = ()
    jurors: tuple[Juror, ...] = ()
    units: tuple[Unit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    entries: tuple[Entry, ...] = ()

    @cached_property
    def stage(self) -> Mapping[str, Stage]:
        """The stages by code."""
        return {stage.code: stage for stage in self.stages}

    @cached_property
    def juror(self) -> Mapping[str, Juror]:
        """The jurors by code."""
        return {juror.code: juror for juror in self.jurors}

    @cached_property
    def entry(self) -> Mapping[str, Entry]:
        """The entries by code."""
        return {entry.code: entry for entry in self.entries}

    @cached_property
    def category_names(self) -> Mapping[str, str]:
        """The names of the categories by code."""
        return {category.code: category.name for category in self.categories}

    def panel(self, stage: Stage) -> tuple[Juror, ...]:
        """Return the jurors of a stage, in the order of the sheet `Juri`."""
        return tuple(j for j in self.jurors if not j.stages or stage.code in j.stages)

    def duties(self, stage: Stage, juror: Juror) -> tuple[Entry, ...]:
        """Return the entries this juror's sheet shows, recusals included.

        Assignments of the stage rule where there are any; otherwise it is every
        entry of the juror's categories. Entries that do not take part are left out.
        """
        assigned = {(a.juror, a.entry) for a in self.assignments if a.stage == stage.code}
        return tuple(
            entry
            for entry in self.entries
            if entry.status is None
            and (
                (juror.code, entry.code) in assigned
                if assigned
                else not juror.categories or entry.category in juror.categories
            )
        )

    def conflict(self, juror: Juror, entry: Entry) -> Conflict | None:
        """Return why this juror must not score this entry, if so."""
        for conflict in self.conflicts:
            target = conflict.target
            if conflict.juror == juror.code and target and target in (entry.code, entry.unit_code):
                return conflict
        return None


@dataclass(frozen=True, slots=True)
class Standing:
    """One line of the result: where an entry stands in a stage, and why.

    `place` is None for an entry without a place (not scored, withdrawn ...).
    `tie_order` is equal exactly where a place is shared inside equal totals.
    `decided_by` names the tie-break that separated it from equal totals.
    `advances` is None where the plenary has to decide a tie at the cut.
    `distance` is the total's distance to the cut: for one that goes on above the
    best that does not, for one that does not below the last that goes on.
    """

    entry: Entry
    total: Fraction | None
    stage_total: Fraction | None
    criteria: Mapping[str, Fraction]
    place: int | None
    place_in_category: int | None
    tied: bool
    tie_order: int
    decided_by: str
    n: int
    recused: int
    advances: bool | None
    distance: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade and the values it covers; `upper` always belongs to it."""

    label: str
    lower: Decimal
    upper: Decimal
    lower_inclusive: bool

    def covers(self, value: Decimal) -> bool:
        """Say whether the value lies within the bounds."""
        above = value >= self.lower if self.lower_inclusive else value > self.lower
        return above and value <= self.upper


@dataclass(frozen=True, slots=True)
class GradeTable:
    """A look-up table from an index value to its grade, such as that of SAKIP."""

    title: str
    year: int
    source: str
    status: PresetStatus
    grades: tuple[Grade, ...]

    def grade(self, value: Decimal) -> str:
        """Return the label of the grade that covers the value.

        ValueError when none does: outside the table, or with more decimals
        than the table is stated in. The value is never rounded here.
        """
        for grade in self.grades:
            if grade.covers(value):
                return grade.label
        raise ValueError(value)
