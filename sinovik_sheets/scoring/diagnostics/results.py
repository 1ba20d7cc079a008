"""What goes into a diagnosis and what comes out: plain nouns, ready for a workbook."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from sinovik_sheets.scoring.diagnostics.thresholds import Colour, Reading, TooFew, Zone, worst
from sinovik_sheets.text import _, decimal_text

Value = str | int | Decimal


@dataclass(frozen=True, slots=True)
class Scale:
    """A criterion as a diagnosis needs it: code, weight in percent, lowest and highest mark."""

    code: str
    weight: Decimal
    minimum: Decimal
    maximum: Decimal


@dataclass(frozen=True, slots=True)
class Panel:
    """The counted scores of one stage.

    `entries` stand in the order of the score sheets, so that a column that slipped
    by a row can be seen. `scores` is entry -> juror -> criterion -> mark, `totals`
    entry -> juror -> the juror's total; a pair that is missing has no counted score.
    `elements` is juror -> element of the jury, `kinds` entry -> kind of unit. `top`
    is how many go on, None where there is no cut. `places` are the decimals to which
    means are rounded before they are ranked, None for no rounding. `fewer_is_better`:
    the lowest totals go on.
    """

    entries: tuple[str, ...]
    jurors: tuple[str, ...]
    criteria: tuple[Scale, ...]
    scores: Mapping[str, Mapping[str, Mapping[str, Decimal]]]
    totals: Mapping[str, Mapping[str, Fraction]]
    elements: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    top: int | None = None
    places: int | None = None
    fewer_is_better: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """What to look at: a source sentence and its values, put into words when shown."""

    source: str
    values: Mapping[str, Value]

    def text(self) -> str:
        """Return the sentence in the language being spoken, decimals as people write them."""
        shown = {
            name: decimal_text(value) if isinstance(value, Decimal) else value
            for name, value in self.values.items()
        }
        return _(self.source).format(**shown)


@dataclass(frozen=True, slots=True)
class Icc:
    """The six coefficients of Shrout and Fleiss (1979) for a complete panel."""

    icc1_1: float
    icc2_1: float
    icc3_1: float
    icc1_k: float
    icc2_k: float
    icc3_k: float


@dataclass(frozen=True, slots=True)
class Components:
    """Where the variance of scores comes from: mean, and variances in squared points."""

    mean: float
    entry: float
    juror: float
    residual: float

    def reliability(self, scores_per_entry: float, *, relative: bool = False) -> float:
        """Return the share of an entry's mean that is the entry itself (0 to 1).

        `relative` leaves the jurors' leniency out, as when all score all. 0 where
        nothing varies.
        """
        noise = (self.residual + (0.0 if relative else self.juror)) / scores_per_entry
        return self.entry / (self.entry + noise) if self.entry > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Concordance:
    """Kendall's W, corrected for ties, over the entries that every juror scored."""

    w: float
    chi2: float
    df: int
    p: float
    entries: int
    colour: Colour | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the jury agrees as a whole. Only `reliability` and `kendall` have colours.

    `reliability` is ICC(2,k), where scores are missing its equivalent from the
    variance components; `relative` is ICC(3,k) or its equivalent. `halo` is the mean
    correlation between criteria within a juror.
    """

    reliability: Reading
    relative: Reading
    icc: Icc | TooFew
    components: Components | TooFew
    kendall: Concordance | TooFew
    alpha: Reading
    halo: Reading
    advice: tuple[Advice, ...] = ()


@dataclass(frozen=True, slots=True)
class Removal:
    """What happens to those who go on when one juror's scores are not counted."""

    juror: str
    leaving: tuple[str, ...]
    joining: tuple[str, ...]

    @property
    def changes(self) -> int:
        """How many of those who go on change."""
        return max(len(self.leaving), len(self.joining))


@dataclass(frozen=True, slots=True)
class JurorReadings:
    """One juror: how the scores compare with the other jurors' on the same entries.

    `severity` in points (positive: generous), `consistency` a correlation, `spread`
    the SD over the median SD of the jury, `far` and `identical` shares, `removal`
    the number of changes in the top. `copied` names jurors with the same scores.
    """

    juror: str
    element: str
    n: int
    severity: Reading
    consistency: Reading
    spread: Reading
    far: Reading
    identical: Reading
    halo: Reading
    removal: Reading
    removed: Removal | None = None
    copied: tuple[str, ...] = ()
    advice: tuple[Advice, ...] = ()

    @property
    def colour(self) -> Colour | None:
        """The most urgent colour of all measures of this juror."""
        readings = (self.severity, self.consistency, self.spread, self.far, self.identical)
        copied = Colour.YELLOW if self.copied else None
        return worst([*(r.colour for r in (*readings, self.removal)), copied])


@dataclass(frozen=True, slots=True)
class FarCell:
    """A score far from what entry and juror let expect; not an error by itself.

    `score` and `others` (the mean of the other jurors) in points, `sds` the
    residual in standard deviations.
    """

    entry: str
    juror: str
    score: float
    others: float
    sds: float
    advice: Advice


@dataclass(frozen=True, slots=True)
class Favour:
    """How jurors of one element score entries of one kind, entry and juror effects removed.

    `points` and `sds` are the mean residual, `p` from permutations within jurors,
    `p_holm` after Holm over all pairs.
    """

    element: str
    kind: str
    n: int
    points: float
    sds: float
    p: float
    p_holm: float
    colour: Colour
    advice: Advice | None = None


@dataclass(frozen=True, slots=True)
class Chance:
    """How sure an entry's place is when the jurors are drawn anew (an estimate).

    `chance` of being among the top; `best` and `worst` are the 5 % and 95 % places.
    """

    entry: str
    chance: float
    best: int
    worst: int
    zone: Zone
    advice: Advice | None = None


@dataclass(frozen=True, slots=True)
class EntryDesign:
    """How many counted jurors an entry has."""

    entry: str
    n: int
    colour: Colour
    advice: Advice | None = None


@dataclass(frozen=True, slots=True)
class Component:
    """Entries and jurors that can be compared with each other, if only by a chain."""

    entries: tuple[str, ...]
    jurors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Design:
    """Who scored what. `complete`: every juror with scores scored every entry with scores."""

    entries: tuple[EntryDesign, ...]
    components: tuple[Component, ...]
    complete: bool
    advice: tuple[Advice, ...] = ()

    @property
    def connected(self) -> bool:
        """Whether all scores can be compared with each other."""
        return len(self.components) <= 1

    @property
    def colour(self) -> Colour | None:
        """The most urgent colour of all entries."""
        return worst(entry.colour for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Everything the scores of a stage say about its jury; `seed` repeats it exactly.

    `too_few` is the reason where the panel is too small for any diagnosis: `design`
    is there all the same. Rows stand in the order of the panel, far cells and
    favouritism pairs with the most remarkable first.
    """

    seed: int
    too_few: TooFew | None
    agreement: Agreement
    jurors: tuple[JurorReadings, ...]
    far_cells: tuple[FarCell, ...]
    favours: tuple[Favour, ...] | TooFew
    chances: tuple[Chance, ...] | TooFew
    design: Design
