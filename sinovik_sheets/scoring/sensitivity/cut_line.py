"""The line between those who go on and those who do not, with one entry's score changed."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from sinovik_sheets.model import CutTies, Stage
from sinovik_sheets.scoring.ranking import (
    FIELDS,
    Contender,
    advances,
    better_sign,
    field_of,
    rank,
)

WINNERS = 3
"""The places that count as won in a stage that does not say who goes on."""

_FAR = 10**12
"""A change of a total that leaves every other behind."""


def with_winners(stage: Stage) -> Stage:
    """Return the stage with places 1 to WINNERS as its cut, shared places included."""
    return replace(
        stage, advance=WINNERS, advance_per="", minimum_score=None, cut_ties=CutTies.INCLUDE
    )


class CutLine:
    """Who goes on in a stage.

    `settled` are the entries whose outcome people have set: it changes with no score.
    """

    def __init__(
        self,
        stage: Stage,
        contenders: Sequence[Contender],
        quotas: Mapping[str, int],
        settled: frozenset[str] = frozenset(),
    ) -> None:
        self.stage, self.contenders, self.settled = stage, contenders, settled
        self._quotas = quotas
        self._sign = better_sign(stage)
        self.outcome = advances(contenders, rank(contenders, stage), stage, quotas)
        self.by_worth: defaultdict[Fraction, list[Contender]] = defaultdict(list)
        self.worths: defaultdict[str, list[Fraction]] = defaultdict(list)
        for contender in contenders:
            worth = self.worth(contender.total)
            self.by_worth[worth].append(contender)
            self.worths[self.field(contender)].append(worth)
        for worths in self.worths.values():
            worths.sort()

    def worth(self, total: Fraction) -> Fraction:
        """Return a total so that more is better."""
        return self._sign * total

    def fails(self, worth: Fraction) -> bool:
        """Return whether a total is not good enough whatever the place."""
        least = self.stage.minimum_score
        return least is not None and worth < self._sign * Fraction(least)

    def field(self, contender: Contender) -> str:
        """Return whom the entry competes with for going on, "" for everyone."""
        return field_of(contender, self.stage)

    def seats(self, field: str) -> int | None:
        """Return how many of a field go on, None without a number."""
        number = self.stage.advance
        return self._quotas.get(field, number) if self.stage.advance_per in FIELDS else number


class Rivals:
    """The entries one entry competes with for going on.

    An entry whose total is worth more than `lower` goes on, less does not, and where
    they are equal the ladder decides; None where every rival has a seat, or none.
    """

    def __init__(self, line: CutLine, contender: Contender) -> None:
        self._line, self._entry = line, contender.entry
        self._field, self._old = line.field(contender), line.worth(contender.total)
        self._before = line.outcome.get(contender.entry)
        self._worths = line.worths[self._field]
        self._at = bisect_left(self._worths, self._old)
        self._seats = line.seats(self._field)
        self.lower = self._best(self._seats or 0)
        self._upper = self._best(self._seats - 1) if self._seats else None
        self._known: dict[tuple[bool, bool], bool] = {}

    def _best(self, number: int) -> Fraction | None:
        """Return what the rival with this place has, counted from 1, None where there is none."""
        place = len(self._worths) - 1 - number
        if number < 1 or place < 0:
            return None
        return self._worths[place + (place >= self._at)]

    def surely_differs(self, total: Fraction) -> bool | None:
        """Return whether another total changes who goes on, None where totals do not tell."""
        new, old, line = self._line.worth(total), self._old, self._line
        free = self._entry not in line.settled
        turned = free and line.fails(new) is not line.fails(old)
        if self._seats is not None and self._seats < 1:
            return False
        if self.lower is None:
            return turned
        if self.lower in {new, old}:
            return None
        crossed = (new > self.lower) is not (old > self.lower)
        goes_on = new > self.lower and not line.fails(new)
        if free and goes_on is not self._before:
            return True
        return None if crossed else False

    @property
    def open_ways(self) -> tuple[bool, bool]:
        """Whether a lower total, and whether a higher one, could change who goes on at all."""
        old = self._line.worth(self._old)
        down, up = (self.surely_differs(old + far) is not False for far in (-_FAR, _FAR))
        return down, up

    def way_to_line(self, total: Fraction, end: Fraction) -> Fraction:
        """Return how far the line is on the way from one total to another, from 0 to 1."""
        old, new = self._line.worth(total), self._line.worth(end)
        if self.lower is None or old == new:
            return Fraction(0)
        return min(max((self.lower - old) / (new - old), Fraction(0)), Fraction(1))

    def differs(self, changed: Contender) -> bool:
        """Return whether the entry, changed so, changes who goes on; needs a `lower`."""
        new = self._line.worth(changed.total)
        if new == self.lower:
            return self._ranked_anew(changed)
        key = (new > (self.lower or 0), self._line.fails(new))
        if key not in self._known:
            self._known[key] = self._ranked_anew(changed)
        return self._known[key]

    def _ranked_anew(self, changed: Contender) -> bool:
        """Place the entries at the line again; those above keep their seats, those below none."""
        line = self._line
        near = {worth for worth in (self.lower, self._upper) if worth is not None}
        at_line = [c for worth in near for c in line.by_worth[worth] if c.entry != self._entry]
        members = [*at_line, changed]
        top = max(near)
        taken = len(self._worths) - bisect_right(self._worths, top) - (self._old > top)
        left = (self._seats or 0) - taken
        stage = replace(line.stage, advance=left)
        field = [c for c in members if line.field(c) == self._field]
        now = advances(field, rank(members, stage), stage, {self._field: left})
        return any(
            now.get(c.entry) is not line.outcome.get(c.entry)
            for c in field
            if c.entry not in line.settled
        )
