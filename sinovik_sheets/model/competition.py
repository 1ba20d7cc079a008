"""Everything people have settled, and who scores what."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sinovik_sheets.model.judging import Stage
from sinovik_sheets.model.people import Assignment, Category, Conflict, Entry, Juror, Unit
from sinovik_sheets.model.registration import FormerWinner, Group, Section, UnitKind
from sinovik_sheets.model.tier import Tier
from sinovik_sheets.problems import Where


@dataclass(frozen=True, slots=True)
class Settings:
    """The single values of a competition (sheet `Kompetisi`).

    `rewarded_sakip` are the SAKIP grades that bring a unit a reward, `previous` the
    folders of earlier competitions.
    """

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
    rewarded_sakip: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    where: Where = field(default=Where(), compare=False)


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
    kinds: tuple[UnitKind, ...] = ()
    groups: tuple[Group, ...] = ()
    sections: tuple[Section, ...] = ()
    former_winners: tuple[FormerWinner, ...] = ()
    tiers: tuple[Tier, ...] = ()

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
    def unit(self) -> Mapping[str, Unit]:
        """The units by code."""
        return {unit.code: unit for unit in self.units}

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
