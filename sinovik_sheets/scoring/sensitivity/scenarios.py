"""What a result depends on: who would go on by another method, other weights, another jury."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sinovik_sheets.scoring.diagnostics import words
from sinovik_sheets.scoring.diagnostics.results import Advice, Diagnosis, JurorReadings
from sinovik_sheets.scoring.diagnostics.thresholds import Colour, Reading, TooFew, Zone
from sinovik_sheets.text import N_


class Kind(StrEnum):
    """What is varied."""

    METHOD = "metode"
    WEIGHT = "bobot"
    JUROR = "juri"


class CutKind(StrEnum):
    """Where the line between those who go on and the others comes from."""

    DECLARED = "tahap"
    TIER = "predikat"
    WINNERS = "tiga besar"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One thing done otherwise, and who would go on then.

    `code` is a method, a criterion or a juror; `shift` what the criterion's weight gains
    in percentage points. `goes_on` is None where it cannot be computed; `note` says why,
    or how it was computed. `own`: the stage's own method.
    """

    kind: Kind
    code: str
    goes_on: frozenset[str] | None
    shift: Decimal = Decimal(0)
    note: Advice | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Who goes on, and what that depends on.

    `entries` are all that compete, best first; `own` those that go on by the stage's own
    rule. `cut` says where the line comes from, `top` how many it lets through, `tier`
    the name of the tier it belongs to.
    """

    cut: CutKind
    top: int
    own: frozenset[str]
    entries: tuple[str, ...]
    scenarios: tuple[Scenario, ...]
    tier: str = ""

    def leaving(self, scenario: Scenario) -> tuple[str, ...]:
        """Return who would no longer go on, best first."""
        there = self.own if scenario.goes_on is None else scenario.goes_on
        return tuple(e for e in self.entries if e in self.own and e not in there)

    def joining(self, scenario: Scenario) -> tuple[str, ...]:
        """Return who would go on instead, best first."""
        there = scenario.goes_on or frozenset()
        return tuple(e for e in self.entries if e in there and e not in self.own)

    def changes(self, scenario: Scenario) -> int:
        """How many of those who go on change."""
        return max(len(self.leaving(scenario)), len(self.joining(scenario)))

    def of(self, kind: Kind) -> tuple[Scenario, ...]:
        """Return the scenarios of a kind."""
        return tuple(s for s in self.scenarios if s.kind is kind)

    @property
    def touched(self) -> tuple[str, ...]:
        """The entries whose fate changes in any scenario, best first."""
        computed = [s.goes_on for s in self.scenarios if s.goes_on is not None]
        fates = {e for there in computed for e in there ^ self.own}
        return tuple(entry for entry in self.entries if entry in fates)


@dataclass(frozen=True, slots=True)
class Concern:
    """Something to look at, and how urgently; no colour where it is told for information."""

    colour: Colour | None
    advice: Advice


@dataclass(frozen=True, slots=True)
class Diagnostics:
    """Everything the scores of a stage say about its jury and how firm its result is.

    `rounds` is how often jurors were drawn anew. Nothing of it ever changes a score.
    """

    diagnosis: Diagnosis
    sensitivity: Sensitivity
    rounds: int
    warnings: tuple[Advice, ...] = ()

    @property
    def grey(self) -> tuple[str, ...]:
        """The entries whose place among those who go on is uncertain."""
        chances = self.diagnosis.chances
        if isinstance(chances, TooFew):
            return ()
        return tuple(chance.entry for chance in chances if chance.zone is Zone.GREY)

    @property
    def concerns(self) -> tuple[Concern, ...]:
        """What to look at, the most urgent first; single scores and grey zones apart."""
        order = (Colour.RED, Colour.YELLOW, None)
        return tuple(sorted(self._concerns(), key=lambda concern: order.index(concern.colour)))

    @property
    def alarms(self) -> tuple[Concern, ...]:
        """The concerns with a colour: yellow or red."""
        return tuple(c for c in self.concerns if c.colour is not None)

    def _concerns(self) -> Iterator[Concern]:
        found = self.diagnosis
        for warning in self.warnings:
            yield Concern(Colour.YELLOW, warning)
        for advice in found.design.advice:
            yield Concern(Colour.RED, advice)
        few = [entry for entry in found.design.entries if entry.advice]
        yield from _few_jurors(few[0].entry if few else "", len(few))
        reliability = found.agreement.reliability
        kendall = found.agreement.kendall
        bad = not isinstance(kendall, TooFew) and kendall.colour is Colour.RED
        # The sentence about the reliability comes before that about the orders.
        for number, advice in enumerate(found.agreement.advice):
            about_orders = reliability.number is None or number > 0
            if about_orders and bad:
                yield Concern(Colour.RED, advice)
            elif not about_orders and reliability.alarming:
                yield Concern(reliability.colour, advice)
        yield from self._of_jurors()
        if not isinstance(found.favours, TooFew):
            for favour in found.favours:
                if favour.advice:
                    yield Concern(favour.colour, favour.advice)

    def _of_jurors(self) -> Iterator[Concern]:
        told: set[frozenset[str]] = set()
        deciding: list[str] = []
        for row in self.diagnosis.jurors:
            for advice in row.advice:
                colour = _colour(row, advice, self.sensitivity.top)
                pair = frozenset(str(advice.values.get(name)) for name in ("juror", "other"))
                if "other" in advice.values and pair in told:
                    continue
                told.add(pair)
                removed = row.removed
                told_together = (
                    colour is Colour.YELLOW
                    and removed is not None
                    and advice == words.removal(removed, self.sensitivity.top)
                )
                if told_together and removed:
                    deciding.append(f"{row.juror} ({removed.changes})")
                    continue
                yield Concern(colour, advice)
        if deciding:
            yield Concern(Colour.YELLOW, Advice(_DECIDING, {"jurors": ", ".join(deciding)}))


def _colour(row: JurorReadings, advice: Advice, top: int) -> Colour | None:
    """Return the colour of the figure an advice about a juror is about."""
    severity, r, ratio = row.severity.number, row.consistency.number, row.spread.number
    about: list[tuple[Advice, Reading]] = []
    if row.removed:
        about.append((words.removal(row.removed, top), row.removal))
    if r is not None:
        about.append((words.inconsistent(row.juror, r), row.consistency))
    if ratio is not None:
        about.append((words.narrow_or_wide(row.juror, ratio), row.spread))
    if severity is not None:
        about += [
            (words.severe(row.juror, severity, complete=complete), row.severity)
            for complete in (True, False)
        ]
    return next((reading.colour for said, reading in about if said == advice), Colour.YELLOW)


_DECIDING = N_(
    "Without one of these jurors some of those who go on would change: {jurors}. In brackets how"
    " many; who, is on the sheet “Uji Kepekaan”."
)
_FEW = N_(
    "Entries scored by fewer than three jurors: {count} (such as {entry}). Three or more make"
    " a place reliable."
)


def _few_jurors(entry: str, count: int) -> Iterator[Concern]:
    if count:
        yield Concern(Colour.YELLOW, Advice(_FEW, {"count": count, "entry": entry}))
