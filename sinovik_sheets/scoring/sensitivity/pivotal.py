"""Pivotal scores: those of which another value would change who goes on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

from sinovik_sheets.model import Criterion
from sinovik_sheets.scoring.ranking import Contender, has_cut
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.scoring.sensitivity.cut_line import CutLine, Rivals, with_winners
from sinovik_sheets.scoring.sensitivity.replaced import Rule, ScoredEntry

FINEST = Decimal("0.01")
"""The steps in which a scale that declares none is searched."""


@dataclass(frozen=True, slots=True)
class PivotalScore:
    """A counted score, and the nearest value of its scale that changes who goes on.

    `part` is the change as a part of the whole scale, so that scales can be compared.
    """

    entry: str
    juror: str
    criterion: str
    score: Decimal
    instead: Decimal
    part: Fraction

    @property
    def change(self) -> Decimal:
        """What has to be added to the score, in its own points."""
        return self.instead - self.score


def pivotal_scores(
    result: StageResult, elements: Mapping[str, str], quotas: Mapping[str, int]
) -> list[PivotalScore]:
    """Return every counted score that alone could change who goes on, least change first.

    A score is pivotal when the lowest or the highest value of its scale in its place,
    all other scores as they are, changes whether any entry goes on: computed as `rank`
    does, rounding, ladder and minimum included. Where the stage has no cut, going on
    means a place from 1 to 3. Entries whose outcome the plenary has set keep it.
    Totals and rungs only rise or fall with a score, so values between the ends change
    nothing that the ends do not, and the nearest one is found by halving: in steps of
    the scale, in FINEST where it declares none. Where jurors give places, all places
    up to the last that can matter are tried.

    Held as they are: the adjustments of jurors (`penyesuaian_juri`, `z_skor`) and the
    other places a juror gave. Not looked for: a value between the ends that only changes
    how others compare on the last rung (`perbandingan`) because this entry joins their tie.

    `elements` and `quotas` are those of `score_entries` and `advances`.
    """
    contenders = [
        Contender(entry.code, entry.category, total, result.scores[entry.code], entry.group)
        for entry, total in ((s.entry, s.total) for s in result.standings)
        if total is not None
    ]
    cut = has_cut(result.stage, quotas)
    settled = frozenset(
        s.entry.code
        for s in result.standings
        if s.plenary and (s.plenary.advances if cut else s.plenary.place) is not None
    )
    stage = result.stage if cut else with_winners(result.stage)
    line = CutLine(stage, contenders, quotas if cut else {}, settled)
    rule = Rule(result, elements)
    scales = {c.code: _Scale(c, rule, len(result.standings)) for c in result.stage.criteria}
    found = [
        pivotal
        for contender in contenders
        for pivotal in _of_entry(contender, result, line, rule, scales)
    ]
    return sorted(found, key=lambda p: (p.part, p.entry, p.juror, p.criterion))


class _Scale:
    """The values a score may have, in steps from the least one."""

    def __init__(self, criterion: Criterion, rule: Rule, entries: int) -> None:
        stage = rule.stage
        self.least, self.step = criterion.minimum, criterion.step or FINEST
        highest = criterion.maximum
        if stage.takes_places:
            highest = min(highest, Decimal(max(entries, len(stage.points) + 1)))
        self.steps = int((highest - self.least) / self.step)
        self.highest = self.least + self.steps * self.step
        self.is_even = not stage.points
        values = (self.least, self.highest) if self.is_even else self.values()
        worths = [rule.worth(value) for value in values]
        self.ends = min(worths), max(worths)

    def values(self) -> list[Decimal]:
        """Return all values."""
        return [self.least + number * self.step for number in range(self.steps + 1)]

    def part(self, change: Decimal) -> Fraction:
        """Return a change as a part of the whole scale."""
        return abs(Fraction(change)) / (Fraction(self.highest - self.least) or 1)


@dataclass(frozen=True)
class _Cell:
    """A counted score, and what another value there would do."""

    contender: Contender
    rivals: Rivals
    ways: tuple[bool, bool]
    scored: ScoredEntry
    rule: Rule
    juror: str
    criterion: str
    score: Decimal

    def total(self, value: Decimal) -> Fraction:
        return self.scored.total(self.juror, self.criterion, self.rule.worth(value))

    def differs(self, value: Decimal) -> bool:
        """Return whether another value changes who goes on."""
        total = self.total(value)
        surely = self.rivals.surely_differs(total)
        if surely is not None:
            return surely
        score = self.scored.score(self.juror, self.criterion, self.rule.worth(value))
        return self.rivals.differs(replace(self.contender, total=total, score=score))

    def nearest(self, scale: _Scale) -> Decimal | None:
        """Return the value nearest to the score that differs, None where there is none."""
        if scale.is_even:
            ends = zip((scale.least, scale.highest), self.ways, strict=True)
            found = [v for end, is_open in ends if is_open for v in self._towards(scale, end)]
        else:
            found = [value for value in scale.values() if self.differs(value)]
        return min(found, key=lambda value: abs(value - self.score), default=None)

    def _towards(self, scale: _Scale, end: Decimal) -> Iterator[Decimal]:
        """Yield the first value that differs on the way to an end of the scale, if any does."""
        up = end > self.score
        gone = (self.score - scale.least) / scale.step
        first = int(gone) + 1 if up else min(ceil(gone) - 1, scale.steps)
        sign, count = (1, scale.steps - first) if up else (-1, first)

        def value(number: int) -> Decimal:
            return scale.least + (first + sign * number) * scale.step

        if count < 0 or not self.differs(end):
            return
        way = self.rivals.way_to_line(self.contender.total, self.total(end))
        guess = int(way * Fraction(abs(end - self.score) / scale.step))
        yield value(_first(count, lambda number: self.differs(value(number)), guess))


def _first(last: int, holds: Callable[[int], bool], guess: int) -> int:
    """Return the first number up to `last` that `holds`, as do all after it; it may be near."""
    before = -1
    probes = [guess, guess - 1, guess + 1]
    while last - before > 1:
        probe = probes.pop(0) if probes else (before + last) // 2
        if before < probe < last:
            before, last = (before, probe) if holds(probe) else (probe, last)
    return last


def _of_entry(
    contender: Contender,
    result: StageResult,
    line: CutLine,
    rule: Rule,
    scales: Mapping[str, _Scale],
) -> Iterator[PivotalScore]:
    """Yield the pivotal scores of one entry."""
    rows = result.rows[contender.entry]
    rivals = Rivals(line, contender)
    ways = rivals.open_ways
    scored = ScoredEntry(rule, contender.entry, rows, contender.score)
    ends = [
        {code: scale.ends[at] for code, scale in scales.items()}
        for at, is_open in enumerate(ways)
        if is_open
    ]
    for juror, row in rows.items():
        reached = (total for worths in ends for total in scored.reach(juror, worths))
        if all(rivals.surely_differs(total) is False for total in reached):
            continue
        for code, scale in scales.items():
            cell = _Cell(contender, rivals, ways, scored, rule, juror, code, row[code])
            instead = cell.nearest(scale)
            if instead is not None:
                part = scale.part(instead - row[code])
                yield PivotalScore(contender.entry, juror, code, row[code], instead, part)
