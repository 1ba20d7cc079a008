"""assign: what a distribution of entries over the jury is like, planned or standing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sinovik_sheets.model import Competition, Entry, Juror, Stage
from sinovik_sheets.scoring.assignment.overlap import connected, shared


@dataclass(frozen=True)
class Design:
    """Who scores what in a stage, recusals left out; `scored` are the jurors by entry."""

    stage: Stage
    jurors: tuple[Juror, ...]
    scored: Mapping[str, frozenset[str]]

    @cached_property
    def loads(self) -> Mapping[str, int]:
        """How many entries each juror scores."""
        found = Counter(juror for members in self.scored.values() for juror in members)
        return {juror.code: found[juror.code] for juror in self.jurors}

    @cached_property
    def coverage(self) -> Mapping[int, int]:
        """How many entries have how many scores, by the number of scores."""
        return dict(sorted(Counter(len(members) for members in self.scored.values()).items()))

    @cached_property
    def mixtures(self) -> Mapping[tuple[tuple[str, int], ...], int]:
        """How many entries have which elements: (element, jurors) in order, most first."""
        elements = self._elements
        names = list(dict.fromkeys(elements.values()))
        if len(names) < 2:
            return {}
        found: Counter[tuple[tuple[str, int], ...]] = Counter()
        for members in self.scored.values():
            has = Counter(elements[juror] for juror in members)
            found[tuple((name, has[name]) for name in names)] += 1
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    @property
    def _elements(self) -> Mapping[str, str]:
        return elements_of(self.stage, self.jurors)

    @cached_property
    def components(self) -> list[list[str]]:
        """The groups of jurors that entries in common connect, largest first."""
        return connected(self.scored.values())

    @property
    def complete(self) -> bool:
        """Whether every juror scores every entry."""
        return all(len(members) == len(self.jurors) for members in self.scored.values())

    @property
    def connected(self) -> bool:
        """Whether all jurors can be compared through entries in common."""
        return len(self.components) <= 1

    @cached_property
    def overlap(self) -> tuple[int, int]:
        """The smallest and largest number of entries two working jurors have in common."""
        working = [code for code, load in self.loads.items() if load]
        counts = shared(self.scored.values(), working).values()
        return min(counts, default=0), max(counts, default=0)


def design(competition: Competition, stage: Stage) -> Design:
    """Return who scores what as the settings stand; entries nobody scores have nobody."""
    taking_part = (e.code for e in competition.entries if takes_part(e))
    scored: dict[str, set[str]] = {code: set() for code in taking_part}
    panel = competition.panel(stage)
    for juror in panel:
        for entry in competition.duties(stage, juror):
            if entry.code in scored and competition.conflict(juror, entry) is None:
                scored[entry.code].add(juror.code)
    return Design(stage, panel, {code: frozenset(members) for code, members in scored.items()})


def takes_part(entry: Entry) -> bool:
    """Return whether an entry is scored in the stage being looked at."""
    return entry.status is None and entry.reached and bool(entry.code)


def elements_of(stage: Stage, jurors: tuple[Juror, ...]) -> dict[str, str]:
    """Return the element of the jury each juror stands for, one spelling each."""
    spelled: dict[str, str] = {}
    result = {}
    for juror in jurors:
        plain = juror.element.strip().casefold()
        own = stage.element_of(juror.element) or juror.element.strip()
        result[juror.code] = spelled.setdefault(plain, own)
    return result
