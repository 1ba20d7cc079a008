"""Which figure is a good sign, which one to look at: colours, limits, and too little to say.

The limits are our judgment from 160 real panels; those of the reliability are Koo
and Li (2016). A colour says where to look, never that a score is wrong.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sinovik_sheets.text import N_, _


class Colour(StrEnum):
    """How urgently a figure should be looked at; None stands for "no colour"."""

    GREEN = "hijau"
    YELLOW = "kuning"
    RED = "merah"


class Zone(StrEnum):
    """How safely an entry is on its side of the cut."""

    SAFE = "aman"
    GREY = "abu-abu"
    OUT = "di luar"


@dataclass(frozen=True, slots=True)
class TooFew:
    """Why a figure is not computed: a source sentence, what it needs and what there is."""

    source: str
    needed: int
    there: int

    def text(self) -> str:
        """Return the sentence in the language being spoken."""
        return _(self.source).format(needed=self.needed, there=self.there)


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure, or why there is none, with its colour."""

    value: float | TooFew
    colour: Colour | None = None

    @property
    def number(self) -> float | None:
        """The figure, None where there is none."""
        return None if isinstance(self.value, TooFew) else self.value

    @property
    def alarming(self) -> bool:
        """Whether the figure should be looked at."""
        return self.colour in {Colour.YELLOW, Colour.RED}


FEWEST_ENTRIES = 5
FEWEST_JURORS = 3
FEWEST_COMMON = 10
FEWEST_PAIRS = 5
FAR_CELL = 3.0
SAFE_CHANCE, LOST_CHANCE = 0.9, 0.1
NEARLY_COMPLETE = 0.9
"""From this share of cells on (some recusals) leniency is information, not a colour."""

FEW_ENTRIES = N_(
    "Not computed: at least {needed} entries with scores are needed, there are {there}."
)
FEW_JURORS = N_("Not computed: at least {needed} jurors with scores are needed, there are {there}.")
FEW_COMPLETE = N_(
    "Not computed: at least {needed} entries scored by every juror are needed, there are {there}."
)
INCOMPLETE = N_(
    "Not computed: all {needed} scores of jurors for entries are needed, there are {there}."
)
FEW_SHARED = N_(
    "Not computed: at least {needed} entries that other jurors scored too are needed,"
    " there are {there}."
)
FEW_VALUES = N_("Not computed: at least {needed} different scores are needed, there are {there}.")
FEW_CRITERIA = N_("Not computed: at least {needed} criteria are needed, there are {there}.")
FEW_ELEMENTS = N_(
    "Not computed: at least {needed} elements of the jury are needed, there are {there}."
)
FEW_KINDS = N_("Not computed: at least {needed} kinds of unit are needed, there are {there}.")
FEW_PAIRS = N_(
    "Not computed: at least {needed} scores of one element for one kind of unit are needed,"
    " there are {there}."
)
PER_FIELD = N_("Not computed: those who go on are chosen per category or group.")
NO_CUT = N_("Not computed: a number of entries that go on is needed, and fewer than all of them.")


def no_spread() -> TooFew:
    """Return the reason where everything that is compared is equal."""
    return TooFew(FEW_VALUES, 2, 1)


def worst(colours: Iterable[Colour | None]) -> Colour | None:
    """Return the most urgent of the colours, None where there is none."""
    order = tuple(Colour)
    return max((c for c in colours if c), key=order.index, default=None)


def _coloured(*, red: bool, yellow: bool) -> Colour:
    if red:
        return Colour.RED
    return Colour.YELLOW if yellow else Colour.GREEN


def _from_few(colour: Colour, n: int) -> Colour | None:
    """Return a colour, but no yellow where there are too few entries to tell it from chance."""
    return None if colour is Colour.YELLOW and n < FEWEST_COMMON else colour


def of_reliability(value: float, n: int) -> Colour | None:
    """ICC(2,k) or its equivalent over n entries: good from 0.75 on, low below 0.50.

    With fewer than 10 entries a middling value has no colour: chance alone goes that far.
    """
    return _from_few(_coloured(red=value < 0.5, yellow=value < 0.75), n)


def of_concordance(p: float) -> Colour | None:
    """Kendall's W: red where the agreement may be chance, otherwise no colour."""
    return Colour.RED if p > 0.05 else None


def of_consistency(r: float) -> Colour:
    """A juror's correlation with the others: from 0.30 on good, below 0 against them."""
    return _coloured(red=r < 0, yellow=r < 0.3)


def of_severity(sds: float, *, complete: bool) -> Colour | None:
    """Points above or below the colleagues in SD of entries; harmless in a complete design."""
    return None if complete else _coloured(red=abs(sds) > 1, yellow=abs(sds) > 0.5)


def of_spread(ratio: float, n: int) -> Colour:
    """A juror's SD over the median SD: 0 tells nothing apart, outside 0.5-2 to look at.

    With fewer than 10 entries chance alone goes that far; there the limits are 0.25-4.
    """
    widest = 2 if n >= FEWEST_COMMON else 4
    return _coloured(red=ratio == 0, yellow=not 1 / widest <= ratio <= widest)


def of_far_cells(count: int, n: int) -> Colour:
    """How many of a juror's scores are far from what is expected.

    More than 5 %, and at least 4: fewer are no pattern, and each is listed anyway.
    """
    return _coloured(red=False, yellow=count > max(3, n / 20))


def of_identical(share: float) -> Colour:
    """The share of a juror's rows with one mark for all criteria."""
    return _coloured(red=False, yellow=share >= 0.5)


def of_removal(changes: int, top: int, n: int) -> Colour | None:
    """How many of the `top` of n entries change without the juror.

    With fewer than 10 entries a single change has no colour: it proves nothing.
    """
    return _from_few(_coloured(red=changes > max(1, top / 10), yellow=changes > 0), n)


def of_favour(p: float, sds: float) -> Colour:
    """A mean residual in SD, with its p after Holm: both must be remarkable."""
    size = abs(sds)
    return _coloured(red=p < 0.001 and size > 0.5, yellow=p < 0.01 and size > 0.25)


def of_scores(n: int, *, connected: bool) -> Colour:
    """The number of jurors who scored an entry."""
    return _coloured(red=n <= 1 or not connected, yellow=n == 2)


def zone(chance: float) -> Zone:
    """Return the zone for a chance (0 to 1) of being among those who go on."""
    if chance >= SAFE_CHANCE:
        return Zone.SAFE
    return Zone.GREY if chance >= LOST_CHANCE else Zone.OUT
