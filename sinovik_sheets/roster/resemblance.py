"""How much a written name looks like the units' names, 0 to 100.

100 is kept for names that differ in house style alone. Numbers, negeri, kind and
district count apart from the words: SDN 3 X is not nearly SDN 4 X.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from sinovik_sheets.model import Unit
from sinovik_sheets.roster.kind_words import SCHOOLS, fits, is_office, unglued
from sinovik_sheets.roster.name_style import Reading, Region, read
from sinovik_sheets.roster.short_names import LONGEST, letters, short_name_score

FLOOR = 60
"""Less is no suggestion."""

_MOST = 97
_ONLY_SPACES_DIFFER = 99
_NO_NUMBER, _OTHER_NUMBER, _OTHER_OWNER = 8, 20, 10
_KIND_NOT_SAID, _OTHER_KIND, _OTHER_DISTRICT = 5, 15, 10
_LOOKED_AT = 40
"""The nearest names of a shelf that are judged in full."""
OFFICES = ""
"""The group of all other units: their names say all there is to say."""
_EASILY_CONFUSED = {"kelurahan": ("desa",), "desa": ("kelurahan",)}


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A unit with its name read, itself and no other one however equal they look.

    `kinds` are those of its column and of its name, `group` the one of a school or
    place among them, or OFFICES.
    """

    unit: Unit
    name: Reading
    kinds: frozenset[str]
    district: str
    region: Region
    group: str

    @property
    def is_school(self) -> bool:
        """Whether names like its own repeat."""
        return self.group in SCHOOLS


class Named(NamedTuple):
    """A name of a unit: the official one, or an alias."""

    known: Known
    name: Reading

    @property
    def group(self) -> str:
        """The group this name belongs to: an alias may begin with another kind."""
        return self.name.kind or self.known.group


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wrote: a name, and the kinds, district and regions beside it."""

    name: Reading
    kinds: frozenset[str]
    district: str
    regions: tuple[Region, ...]

    def admits_region(self, region: Region) -> bool:
        """Whether no region written forbids units of this one."""
        return all(written.admits(region) for written in self.regions)

    def admits_district(self, known: Known) -> bool:
        """Whether no district written forbids this unit."""
        written = (self.district, self.name.district)
        return all(not d or not known.district or d == known.district for d in written)

    def admits(self, named: Named) -> bool:
        """Whether neither region, district nor a kind written forbids what is named so."""
        own, known = self.name.kind, named.known
        kind = (not own or own == named.group) and fits(self.kinds, known.kinds)
        return kind and self.admits_region(known.region) and self.admits_district(known)


@dataclass(slots=True)
class _Shelf:
    """The names of one group and region; `texts` and `joined` are their words."""

    group: str
    names: list[Named] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    numbered: defaultdict[tuple[int, ...], list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, named: Named) -> None:
        """Put a name at the end."""
        self.numbered[named.name.numbers].append(len(self.names))
        self.names.append(named)
        self.texts.append(named.name.text)
        self.joined.append(named.name.joined)

    def _alike(self, written: Reading) -> dict[int, float]:
        """Return position -> closeness of the words, 0 to 97, or more where they are equal."""
        from rapidfuzz import fuzz, process

        found: dict[int, float] = {}
        scorers = ((fuzz.ratio, 1.0), (fuzz.token_sort_ratio, 0.95), (fuzz.token_set_ratio, 0.9))
        # Many names may differ in their number alone: those with the written one are not cut off.
        same = self.numbered.get(written.numbers, ()) if written.numbers else ()
        shelves = (dict(enumerate(self.texts)), {at: self.texts[at] for at in same})
        for (scorer, worth), texts in product(scorers if written.words else (), shelves):
            for _text, score, at in process.extract(
                written.text,
                texts,
                scorer=scorer,
                score_cutoff=FLOOR / worth,
                limit=_LOOKED_AT,
            ):
                found[at] = max(found.get(at, 0.0), min(_MOST, score * worth))
        for at in found:
            if self.names[at].name.words == written.words:
                found[at] = 100
            elif self.joined[at] == written.joined:
                found[at] = _ONLY_SPACES_DIFFER
        return found

    def _made_of(self, written: Reading) -> dict[int, float]:
        """Return position -> how well the written name is a short one, 0 to 97."""
        from rapidfuzz import process
        from rapidfuzz.distance import LCSseq

        short = letters(written.spelled)
        if self.group != OFFICES or not 2 <= len(short) <= LONGEST:
            return {}
        candidates = process.extract(
            short,
            self.joined,
            scorer=LCSseq.similarity,
            score_cutoff=len(short) - max(1, len(short) // 4),
            limit=_LOOKED_AT,
        )
        return {
            at: min(_MOST, short_name_score(short, self.names[at].name.words))
            for _text, _similarity, at in candidates
        }

    def scores(self, wanted: Wanted, written: Reading) -> Iterator[tuple[Known, int]]:
        """Score the names that come near; a unit may come more than once."""
        found = self._made_of(written)
        for at, closeness in self._alike(written).items():
            worth = closeness - _number_gap(written, self.names[at].name)
            found[at] = max(found.get(at, 0.0), worth)
        for at, closeness in found.items():
            named = self.names[at]
            yield named.known, round(closeness) - _difference(wanted, written, named)


def _number_gap(written: Reading, name: Reading) -> int:
    if written.numbers == name.numbers:
        return 0
    return _OTHER_NUMBER if written.numbers and name.numbers else _NO_NUMBER


def _difference(wanted: Wanted, written: Reading, named: Named) -> int:
    """Sum up what speaks against a unit beside the words of its name."""
    against = 0
    if named.known.is_school and written.state != named.name.state:
        against += _OTHER_OWNER
    other = bool(written.kind) and written.kind != named.group
    if other or not fits(wanted.kinds, named.known.kinds):
        against += _OTHER_KIND
    elif not written.kind and named.group not in (OFFICES, *wanted.kinds):
        against += _KIND_NOT_SAID * (2 if named.known.is_school else 1)
    if not wanted.admits_district(named.known):
        against += _OTHER_DISTRICT
    return against


class Shelves:
    """All names, sorted by group and region so that only those in question are compared."""

    def __init__(self, names: Iterable[Named]) -> None:
        self._shelves: defaultdict[str, dict[Region, _Shelf]] = defaultdict(dict)
        for named in names:
            shelves = self._shelves[named.group]
            shelves.setdefault(named.known.region, _Shelf(named.group)).add(named)

    def _asked(self, wanted: Wanted, written: Reading) -> Iterator[_Shelf]:
        """Yield the shelves on which a name may stand, by its own kind and the regions."""
        groups = list(self._shelves)
        if written.kind:
            groups = [written.kind, *_EASILY_CONFUSED.get(written.kind, ())]
        elif is_office(written.spelled.split()):
            groups = [OFFICES]
        for group in groups:
            for region, shelf in self._shelves.get(group, {}).items():
                if wanted.admits_region(region):
                    yield shelf

    def scores(self, wanted: Wanted) -> dict[Known, int]:
        """Score every unit that comes near what is written, FLOOR to 100.

        Units of a region other than a written one are left out, and so are those of
        another kind than the one the name begins with (kelurahan and desa excepted).
        """
        best: dict[Known, int] = {}
        parted = unglued(wanted.name.spelled)
        for written, most in ((wanted.name, 100), (read(parted), _MOST)):
            for shelf in self._asked(wanted, written) if written.spelled else ():
                for known, score in shelf.scores(wanted, written):
                    if score >= FLOOR:
                        best[known] = max(best.get(known, 0), min(score, most))
        return best
