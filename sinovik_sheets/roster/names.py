"""Which unit a written name means: taken where nothing is left to guess, else suggested.

Names are not keys. A code decides; without one a name is taken only where it can mean
one unit alone, and everything else is a suggestion that people answer.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sinovik_sheets.model import Unit
from sinovik_sheets.roster import codes
from sinovik_sheets.roster.kind_words import PLACES, SCHOOLS, kind_in_name, kinds
from sinovik_sheets.roster.name_style import NOWHERE, Reading, read, read_district, read_region
from sinovik_sheets.roster.resemblance import FLOOR, OFFICES, Known, Named, Shelves, Wanted

MOST_SUGGESTIONS = 5

_Style = tuple[str, bool, tuple[int, ...], str]


class Suggestion(NamedTuple):
    """A unit that may be meant; `score` is 100 where only the house style differs."""

    unit: Unit
    score: int


@dataclass(frozen=True, slots=True)
class Match:
    """What became of a written name.

    `unit` is the one meant, None where people must say. `suggestions` come best first,
    at most five, and only where `unit` is None. `contradicts` is another unit that what
    is written points at: by its name, written beside the code of `unit`, or by its code,
    written beside a region that is not its own.
    """

    unit: Unit | None
    suggestions: tuple[Suggestion, ...] = ()
    contradicts: Unit | None = None


def _order(unit: Unit) -> tuple[str, ...]:
    known_by = (unit.code, unit.name, unit.official_code, unit.kind, unit.region, unit.district)
    return (*known_by, unit.parent, unit.email, unit.whatsapp, unit.sakip, *unit.aliases)


def _only_special(column: frozenset[str]) -> str:
    """Return the kind of school or place that a column names alone, else an empty text."""
    return min(column) if len(column) == 1 and column <= SCHOOLS | PLACES else ""


def _style(name: Reading, group: str) -> _Style:
    """Return what names share that differ in house style and inner spaces alone."""
    return group, name.state, name.numbers, name.joined


def _says(written: Reading, named: Named) -> bool:
    """Whether a written name is this name: of a school to the letter, else in any style.

    What stands behind it, district or region, must be known of the unit too; only of a
    puskesmas the kecamatan need not be on record, as its name is its own.
    """
    known, name = named
    if written.spelled == name.spelled:
        return True
    if written.region.name and not known.region.name:
        return False
    if written.district and not known.district and known.group != "puskesmas":
        return False
    if known.is_school:
        return written.base == name.spelled
    return (written.numbers, written.words) == (name.numbers, name.words)


class Register:
    """The units that a name can mean, read once; the order they come in does not matter."""

    def __init__(self, units: Iterable[Unit]) -> None:
        every = sorted(dict.fromkeys(units), key=_order)
        self._regions = frozenset(read_region(unit.region) for unit in every) - {NOWHERE}
        self._by_code: defaultdict[str, list[Known]] = defaultdict(list)
        self._by_spelling: defaultdict[str, list[Named]] = defaultdict(list)
        self._by_style: defaultdict[_Style, list[Named]] = defaultdict(list)
        names = [named for unit in every for named in self._names_of(unit)]
        for named in names:
            self._by_spelling[named.name.spelled].append(named)
            self._by_style[_style(named.name, named.group)].append(named)
        self._shelves = Shelves(names)

    def _names_of(self, unit: Unit) -> Iterator[Named]:
        """Read a unit's name and aliases, and note its codes."""
        column = kinds(unit.kind)
        name = read(unit.name, _only_special(column), self._regions)
        told = column | ({kind_in_name(name.spelled.split())} - {""})
        known = Known(
            unit,
            name,
            told,
            read_district(unit.district) or name.district,
            read_region(unit.region) if unit.region.strip() else name.region,
            name.kind or min(told & (SCHOOLS | PLACES), default=OFFICES),
        )
        for code in {codes.normal(unit.code), codes.normal(unit.official_code)} - {""}:
            self._by_code[code].append(known)
        aliases = (read(alias, known.group, self._regions) for alias in unit.aliases)
        for written in dict.fromkeys((name, *aliases)):
            if written.spelled:
                yield Named(known, written)

    def match(
        self, written: str, *, code: str = "", kind: str = "", district: str = "", region: str = ""
    ) -> Match:
        """Find the unit that is meant by a name and by what is written beside it.

        A code of the register decides, whatever the name says; an unknown one decides
        nothing. Empty arguments are not written. Nothing is taken from another region
        than a written one, nor suggested. No text raises anything.
        """
        asked = kinds(kind)
        beside = read_region(region)
        name = read(written, _only_special(asked), self._regions | {beside})
        regions = tuple(r for r in (beside, name.region) if r.name)
        wanted = Wanted(name, asked, read_district(district), regions)
        coded = self._by_code.get(codes.normal(code), [])
        if len(coded) == 1:
            return self._decided(coded[0], wanted)
        taken = self._taken(wanted)
        if taken and (not coded or taken in coded):
            return Match(taken.unit)
        return Match(None, self._suggestions(wanted, coded))

    def _decided(self, coded: Known, wanted: Wanted) -> Match:
        """Let the code decide, and tell when the name or the region speaks against it."""
        if not wanted.admits_region(coded.region):
            return Match(None, self._suggestions(wanted), coded.unit)
        another = self._taken(wanted)
        if another is None:
            alike = [known for known, _name in self._alike(wanted)]
            another = coded if coded in alike else next(iter(alike), None)
        contradicts = another.unit if another and another is not coded else None
        return Match(coded.unit, (), contradicts)

    def _alike(self, wanted: Wanted, groups: Iterable[str] = ()) -> list[Named]:
        """Return the names of admitted units that read the same, house style apart."""
        own = [wanted.name.kind] if wanted.name.kind else [OFFICES, *sorted(wanted.kinds)]
        styles = (_style(wanted.name, group) for group in dict.fromkeys(groups or own))
        found = (named for style in styles for named in self._by_style.get(style, ()))
        return [named for named in found if wanted.admits(named)]

    def _spelled(self, wanted: Wanted) -> list[Named]:
        """Return the names of admitted units that are written so, to the letter."""
        spellings = dict.fromkeys((wanted.name.spelled, wanted.name.base))
        found = (named for text in spellings for named in self._by_spelling.get(text, ()))
        return [named for named in found if wanted.admits(named)]

    def _taken(self, wanted: Wanted) -> Known | None:
        """Return the only unit that can be meant, None where anything is left to guess."""
        spelled, alike = self._spelled(wanted), self._alike(wanted)
        meant = {known for known, _name in spelled}
        official = len(meant) == 1 and all(
            name is known.name and not known.is_school for known, name in spelled
        )
        if not official:
            meant.update(known for known, _name in alike)
        if not wanted.name.kind:
            meant.update(known for known, _name in self._alike(wanted, sorted(PLACES)))
        if len(meant) != 1:
            return None
        said = any(_says(wanted.name, named) for named in (*spelled, *alike))
        return meant.pop() if said else None

    def _suggestions(self, wanted: Wanted, coded: Iterable[Known] = ()) -> tuple[Suggestion, ...]:
        """Return the nearest units, those that share a written code before all others."""
        scores = self._shelves.scores(wanted)
        several = {known: max(scores.get(known, 0), FLOOR) for known in coded}
        found = [Suggestion(known.unit, score) for known, score in (several or scores).items()]
        found.sort(key=lambda suggestion: (-suggestion.score, _order(suggestion.unit)))
        return tuple(found[:MOST_SUGGESTIONS])
