"""One line of a result."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sinovik_sheets.model.people import Entry


@dataclass(frozen=True, slots=True)
class PlenaryDecision:
    """What the plenary set for an entry in a stage; None where it follows the computation.

    `computed` is the place it had before it when it decided.
    """

    place: int | None
    advances: bool | None
    reason: str
    by: str
    computed: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """One line of the result: where an entry stands in a stage, and why.

    `place` is None for an entry without a place (not scored, withdrawn ...).
    `tie_order` is equal exactly where a place is shared inside equal totals.
    `decided_by` names the tie-break that separated it from equal totals.
    `advances` is None where the plenary has to decide a tie at the cut.
    `distance` is the total's distance to the cut: for one that goes on above the
    best that does not, for one that does not below the last that goes on.
    `place` and `advances` are computed; `plenary` stands beside them.
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
    plenary: PlenaryDecision | None = None

    @property
    def undecided(self) -> bool:
        """Whether the entry is tied at the cut, so that the plenary must decide."""
        return self.advances is None and self.distance is not None

    @property
    def settled_place(self) -> int | None:
        """The place that holds: the plenary's, else the computed one."""
        set_by_plenary = self.plenary.place if self.plenary else None
        return self.place if set_by_plenary is None else set_by_plenary

    @property
    def goes_on(self) -> bool | None:
        """The outcome that holds: the plenary's, else the computed one."""
        set_by_plenary = self.plenary.advances if self.plenary else None
        return self.advances if set_by_plenary is None else set_by_plenary
