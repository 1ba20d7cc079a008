"""The result of a stage with everything it was computed from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from sinovik_sheets.model import RoundingStep, Stage, Standing
from sinovik_sheets.scoring.adjust import Adjustment
from sinovik_sheets.scoring.aggregate import Rows, StageScore


class Absence(StrEnum):
    """Why a juror's row for an entry is not counted; never a zero."""

    RECUSED = "R"
    MISSING = "missing"
    OPEN = "open"
    NOT_ASSIGNED = "not-assigned"


@dataclass(frozen=True)
class Source:
    """The cell a score was read from, and how it stands there for a person."""

    file: str
    sha256: str
    sheet: str
    cell: str
    written: str = ""


@dataclass(frozen=True)
class StageResult:
    """Standings of a stage, best first, entries without a place last.

    `rows` maps entry to juror to criterion to score, counted rows only;
    `absences` says for every other (entry, juror) why there is none;
    `sources` maps (entry, juror, criterion) to the cell of each score received;
    `totals_before` holds earlier stages' totals (stage, entry) where they count.
    `adjustments` and `parts` are those of `PanelScores`. `has_cut`: the rule of
    the stage says who goes on. `final`: people have settled the result; until then it
    is SEMENTARA.
    """

    stage: Stage
    standings: tuple[Standing, ...]
    rows: Mapping[str, Rows]
    scores: Mapping[str, StageScore]
    absences: Mapping[tuple[str, str], Absence]
    sources: Mapping[tuple[str, str, str], Source]
    open_matters: int
    totals_before: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)
    reasons: Mapping[tuple[str, str], str] = field(default_factory=dict)
    adjustments: Mapping[tuple[str, str], Adjustment] = field(default_factory=dict)
    parts: tuple[tuple[str, ...], ...] = ()
    has_cut: bool = False
    final: bool = False

    @property
    def places(self) -> int | None:
        """The decimals of the totals, None where the rule rounds nothing."""
        rounding = self.stage.rounding
        if RoundingStep.FINAL in rounding or self.stage.final_weights:
            return rounding.get(RoundingStep.FINAL)
        return rounding.get(RoundingStep.STAGE)

    @property
    def provisional(self) -> bool:
        """Whether the result is SEMENTARA: nobody has settled it yet."""
        return not self.final

    @property
    def undecided(self) -> int:
        """How many entries are tied at the cut and wait for the plenary."""
        return sum(s.undecided and s.goes_on is None for s in self.standings)

    @property
    def waits(self) -> bool:
        """Whether people must do something before the result can be final."""
        return not self.final and (self.open_matters > 0 or self.undecided > 0)

    def value(self, entry: str, juror: str, criterion: str) -> Decimal | None:
        """Return a counted score, None when there is none."""
        return self.rows.get(entry, {}).get(juror, {}).get(criterion)
