"""How a stage is judged: its criteria, and the rule by which its scores are computed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sinovik_sheets.problems import Where


class Method(StrEnum):
    """How the scores of several jurors become one; the codes people type."""

    MEAN = "rata_rata"
    TRIMMED_MEAN = "rata_rata_terpangkas"
    LIMITED_MEAN = "batas_simpangan"
    ELEMENT_WEIGHTS = "bobot_unsur"
    MEDIAN = "median"
    PLACE_POINTS = "poin_peringkat"
    LENIENCY = "penyesuaian_juri"
    Z_SCORE = "z_skor"

    @property
    def adjusts_jurors(self) -> bool:
        """Whether a juror's scores are adjusted by all of that juror's scores."""
        return self in {Method.LENIENCY, Method.Z_SCORE}


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
    `element_weights` maps elements of the jury to percent (`bobot_unsur`). `points`
    are what the places a juror gives are worth, the best first (`poin_peringkat`);
    empty there: the places themselves are added up, and fewer is better.
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
    element_weights: Mapping[str, Decimal] = field(default_factory=dict)
    points: tuple[Decimal, ...] = ()
    deadline: date | None = None
    where: Where = field(default=Where(), compare=False)

    @property
    def weights(self) -> Mapping[str, Decimal]:
        """The weights of the criteria in percent; one not known yet counts as 0."""
        return {c.code: c.weight or Decimal(0) for c in self.criteria}

    @property
    def takes_places(self) -> bool:
        """Whether jurors write places (1 is best) instead of scores."""
        return self.method is Method.PLACE_POINTS

    @property
    def fewer_is_better(self) -> bool:
        """Whether the lowest total is the best: places are added up."""
        return self.takes_places and not self.points

    def element_of(self, written: str) -> str:
        """Return the element of `element_weights` a juror's element means, "" for none."""
        plain = written.strip().casefold()
        return next((e for e in self.element_weights if e.strip().casefold() == plain), "")
