"""One line of a result."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sinovik_sheets.model.people import Entry


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
