"""What is told of an entry outside the house, whatever the workbook."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sinovik_sheets.model import Competition, Standing, Tier
from sinovik_sheets.roster.discretion import without_contacts
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.scoring.tiers import earned
from sinovik_sheets.sheets.summary.words import ADVANCES, NOT_YET_SCORED, PLENARY, STAYS
from sinovik_sheets.text import _


@dataclass(frozen=True)
class Outcome:
    """A result as it is told: settled places, tiers and who goes on.

    `competition` holds the entries with the statuses of the stage.
    """

    competition: Competition
    result: StageResult
    tiers: Mapping[str, tuple[Tier, ...]]

    @cached_property
    def placed(self) -> list[Standing]:
        """The entries with a place, best first; those that share one by their codes."""
        placed = [s for s in self.result.standings if s.place is not None]
        return sorted(placed, key=lambda s: (s.settled_place or 0, s.entry.code))

    @property
    def without_place(self) -> list[Standing]:
        """The entries without a place, by their codes."""
        lacking = (s for s in self.result.standings if s.place is None)
        return sorted(lacking, key=lambda s: s.entry.code)

    @property
    def settled_by_plenary(self) -> bool:
        """Whether the plenary gave any entry another place than was computed."""
        return any(s.settled_place != s.place for s in self.result.standings)

    @property
    def chosen(self) -> list[Standing]:
        """The entries that go on or hold a tier, best first; empty if nobody was chosen."""
        return [s for s in self.placed if s.goes_on or self.tiers[s.entry.code]]

    @property
    def chooses(self) -> bool:
        """Whether the stage chooses at all: it has a cut, tiers or a plenary that chose."""
        own = any(tier.stage == self.result.stage.code for tier in self.competition.tiers)
        return own or self._sends_on

    def nominees(self) -> list[Standing]:
        """Return the entries that go on; where there is no cut, those of the best tier."""
        if self._sends_on:
            return [s for s in self.placed if s.goes_on]
        held = [tier for s in self.placed for tier in self.tiers[s.entry.code]]
        best = min((tier.first for tier in held), default=0)
        return [s for s in self.placed if any(t.first == best for t in self.tiers[s.entry.code])]

    @property
    def _sends_on(self) -> bool:
        """Whether a cut, or the plenary without one, says who goes on."""
        return self.result.has_cut or any(s.goes_on is not None for s in self.placed)

    def tier(self, standing: Standing) -> str:
        """Return the names of the tiers of an entry."""
        return "; ".join(tier.name for tier in self.tiers.get(standing.entry.code, ()))

    def told(self, standing: Standing) -> str:
        """Return tier and outcome of an entry, or why it has no place; never a reason."""
        if standing.place is None:
            return _no_place(standing)
        goes_on = {True: ADVANCES, False: STAYS, None: PLENARY if standing.undecided else ""}
        return "; ".join(filter(None, (self.tier(standing), goes_on[standing.goes_on])))

    def category(self, standing: Standing) -> str:
        """Return the name of an entry's category."""
        code = standing.entry.category
        return self.competition.category_names.get(code, code)

    def group(self, standing: Standing) -> str:
        """Return the name of an entry's group."""
        code = standing.entry.group
        names = {group.code: group.name for group in self.competition.groups}
        return names.get(code, code)

    def innovators(self, standing: Standing) -> str:
        """Return who made an innovation, without the numbers of people."""
        return without_contacts(standing.entry.innovators)

    @property
    def counts_per_group(self) -> bool:
        """Whether groups decide who goes on or what a place earns."""
        tiers: Iterable[Tier] = (tier for held in self.tiers.values() for tier in held)
        per = {self.result.stage.advance_per, *(tier.per for tier in tiers)}
        return "kelompok" in per


def outcome(competition: Competition, result: StageResult) -> Outcome:
    """Return a result as it is told."""
    tiers = earned(competition.tiers, result.stage, result.standings)
    return Outcome(competition, result, tiers)


def _no_place(standing: Standing) -> str:
    if standing.entry.status is not None:
        return standing.entry.status.value
    if standing.stage_total is not None:
        return _("another stage is not scored yet")
    return _("the jurors cannot be compared") if standing.n else NOT_YET_SCORED
