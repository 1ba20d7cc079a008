"""How packages of entries overlap, and exchanges that have them overlap more evenly.

An exchange gives two jurors each other's place on two entries, so nobody's load and
no entry's number of jurors changes.
"""

from collections.abc import Collection, Iterable, Mapping, MutableMapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from sinovik_sheets.scoring.adjust import components

if TYPE_CHECKING:
    from numpy.random import Generator

TRIALS = 25
MOST_TRIALS = 120_000
"""Exchanges tried: this many for each place in the packages, and in all."""
MOST_BRIDGES = 20_000
"""Exchanges tried to connect what is not."""

Pair = tuple[str, str]


def connected(scored: Iterable[Collection[str]]) -> list[list[str]]:
    """Return the groups of jurors that entries in common connect, largest first.

    `scored` holds the jurors of each entry.
    """
    return components({str(number): jurors for number, jurors in enumerate(scored)})


def shared(scored: Iterable[Collection[str]], jurors: Sequence[str]) -> dict[Pair, int]:
    """Return how many entries each two jurors have in common, the pairs in their order."""
    place = {juror: number for number, juror in enumerate(jurors)}
    counts = dict.fromkeys(combinations(jurors, 2), 0)
    for members in scored:
        for pair in combinations(sorted(members, key=place.__getitem__), 2):
            counts[pair] += 1
    return counts


@dataclass
class _Exchange:
    """Two places in packages being exchanged: (entry, juror) each."""

    first: Pair
    second: Pair


class _Dealt:
    """Packages being changed; `scored` are all the jurors of an entry, kept ones included."""

    def __init__(
        self,
        added: MutableMapping[str, set[str]],
        open_to: Mapping[str, AbstractSet[str]],
        kept: Mapping[str, AbstractSet[str]],
        elements: Mapping[str, str],
    ) -> None:
        self._added, self._open, self._elements = added, open_to, elements
        self.scored = {e: set(kept.get(e, ())) | added.get(e, set()) for e in open_to}
        self.places = [(e, j) for e in added for j in elements if j in added[e]]
        self._common = {juror: dict.fromkeys(elements, 0) for juror in elements}
        for members in self.scored.values():
            for one in members:
                for other in members:
                    self._common[one][other] += 1

    def exchange(self, number: int, other: int) -> _Exchange | None:
        """Return an exchange of two places, None where it must not be."""
        first, second = self.places[number], self.places[other]
        (entry, juror), (entry2, juror2) = first, second
        barred = (
            juror == juror2
            or juror2 in self.scored[entry]
            or juror in self.scored[entry2]
            or juror2 not in self._open[entry]
            or juror not in self._open[entry2]
        )
        if barred or self._unevens(first, second):
            return None
        return _Exchange(first, second)

    def _unevens(self, first: Pair, second: Pair) -> bool:
        """Whether an exchange would make the elements of the two entries less even."""
        (entry, juror), (entry2, juror2) = first, second
        leaving, coming = self._elements[juror], self._elements[juror2]
        if leaving == coming:
            return False

        def loss(entry: str, leaving: str, coming: str) -> int:
            has = [self._elements[member] for member in self.scored[entry]]
            return has.count(coming) - has.count(leaving) + 1

        return loss(entry, leaving, coming) + loss(entry2, coming, leaving) > 0

    def make(self, exchange: _Exchange) -> int:
        """Exchange; return by how much the squares of common entries grow."""
        (entry, juror), (entry2, juror2) = exchange.first, exchange.second
        return self._replace(entry, juror, juror2) + self._replace(entry2, juror2, juror)

    def undo(self, exchange: _Exchange) -> None:
        """Take an exchange back."""
        (entry, juror), (entry2, juror2) = exchange.first, exchange.second
        self._replace(entry, juror2, juror)
        self._replace(entry2, juror, juror2)

    def settle(self, exchange: _Exchange, number: int, other: int) -> None:
        """Let an exchange stand."""
        (entry, juror), (entry2, juror2) = exchange.first, exchange.second
        self.places[number], self.places[other] = (entry, juror2), (entry2, juror)
        for where, gone, come in ((entry, juror, juror2), (entry2, juror2, juror)):
            self._added[where].remove(gone)
            self._added[where].add(come)

    def _replace(self, entry: str, leaving: str, coming: str) -> int:
        members = self.scored[entry]
        members.remove(leaving)
        growth = 0
        for member in members:
            growth += 2 * (self._common[coming][member] - self._common[leaving][member]) + 2
            for one, step in ((leaving, -1), (coming, 1)):
                self._common[one][member] += step
                self._common[member][one] += step
        members.add(coming)
        return growth


def even_out(
    added: MutableMapping[str, set[str]],
    open_to: Mapping[str, AbstractSet[str]],
    kept: Mapping[str, AbstractSet[str]],
    elements: Mapping[str, str],
    rng: "Generator",
) -> None:
    """Exchange places in `added` until jurors have common entries as evenly as chance finds.

    Arguments as in a Task. Elements of an entry never become less even; packages that
    are not connected are connected where one exchange after the other can do it.
    """
    dealt = _Dealt(added, open_to, kept, elements)
    if len(dealt.places) < 2:
        return
    trials = min(TRIALS * len(dealt.places), MOST_TRIALS)
    for number, other in rng.integers(len(dealt.places), size=(trials, 2)).tolist():
        exchange = dealt.exchange(number, other)
        if exchange is None:
            continue
        if dealt.make(exchange) > 0:
            dealt.undo(exchange)
        else:
            dealt.settle(exchange, number, other)
    _connect(dealt, rng)


def _connect(dealt: _Dealt, rng: "Generator") -> None:
    groups = connected(dealt.scored.values())
    bridges = min(MOST_BRIDGES, 8 * len(dealt.places) ** 2) if len(groups) > 1 else 0
    group = _places_of(groups)
    for number, other in rng.integers(len(dealt.places), size=(bridges, 2)).tolist():
        if group[dealt.places[number][1]] == group[dealt.places[other][1]]:
            continue
        exchange = dealt.exchange(number, other)
        if exchange is None:
            continue
        dealt.make(exchange)
        joined = connected(dealt.scored.values())
        if len(joined) >= len(groups):
            dealt.undo(exchange)
            continue
        dealt.settle(exchange, number, other)
        groups, group = joined, _places_of(joined)


def _places_of(groups: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return the number of the group each juror is in."""
    return {juror: place for place, members in enumerate(groups) for juror in members}
