"""From totals to places: ties, the ladder that separates them, and who goes on."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from operator import attrgetter

from sinovik_sheets.model import CutTies, Stage, Ties
from sinovik_sheets.scoring.aggregate import StageScore
from sinovik_sheets.scoring.exact import median


@dataclass(frozen=True, slots=True)
class Contender:
    """An entry with a total, to be placed.

    `total` is already rounded: the rounded value is ranked. `score` is that of
    the ranked stage, whose counted jurors break the ties. `group` is the group of
    innovations (umum, replikasi ...).
    """

    entry: str
    category: str
    total: Fraction
    score: StageScore
    group: str = ""


@dataclass(frozen=True, slots=True)
class Placing:
    """The place of an entry by competition ranking (1-2-2-4).

    `tied` and `tied_in_category`: that place is shared. `tie_order` counts from 1
    inside a group of equal totals, equal exactly where the place is shared.
    `decided_by` is the last rung that separated the entry from an equal total:
    `kriteria:CODE`, `median`, `perbandingan`, or "" where none did.
    """

    entry: str
    place: int
    place_in_category: int
    tied: bool
    tied_in_category: bool
    tie_order: int
    decided_by: str


FIELDS: Mapping[str, Callable[[Contender], str]] = {
    "kategori": attrgetter("category"),
    "kelompok": attrgetter("group"),
}
"""Whom an entry competes with for going on, by the word in `Lolos Per`."""

_Rung = tuple[str, Callable[[Sequence[Contender]], Sequence[Fraction | int]]]
"""The rung's word, and what each of the entries still tied is worth: more is better."""

_Ranked = tuple[Contender, int, str]
"""A contender with its tie order and what decided it."""


def better_sign(stage: Stage) -> int:
    """Return what to multiply a value by so that more is better."""
    return -1 if stage.fewer_is_better else 1


def _criterion_rung(code: str, sign: int) -> _Rung:
    return f"kriteria:{code}", lambda group: [sign * member.score.means[code] for member in group]


def _median_rung(sign: int) -> _Rung:
    return "median", lambda group: [sign * median(m.score.juror_totals.values()) for m in group]


def _wins_rung(sign: int) -> _Rung:
    """Count, over the others in the group, the jurors who put each member above them."""

    def wins(group: Sequence[Contender]) -> list[int]:
        by_juror: defaultdict[str, list[Fraction]] = defaultdict(list)
        for member in group:
            for juror, total in member.score.juror_totals.items():
                by_juror[juror].append(sign * total)
        for totals in by_juror.values():
            totals.sort()
        return [
            sum(bisect_left(by_juror[j], sign * total) for j, total in m.score.juror_totals.items())
            for m in group
        ]

    return "perbandingan", wins


def _ladder(stage: Stage) -> list[_Rung]:
    """Return the rungs of the stage in the order they are climbed."""
    if stage.ties is Ties.SHARED:
        return []
    sign = better_sign(stage)
    weighty = [c for c in stage.criteria if c.weight] if len(stage.criteria) > 1 else []
    heaviest_first = sorted(weighty, key=lambda c: c.weight or 0, reverse=True)
    rungs = [_criterion_rung(criterion.code, sign) for criterion in heaviest_first]
    return [*rungs, _median_rung(sign), _wins_rung(sign)]


def _separate(group: list[Contender], rungs: Iterable[_Rung]) -> list[_Ranked]:
    """Order a group of equal totals; what no rung separates keeps one tie order."""
    parts = [(group, "")]
    for word, worth in rungs:
        finer: list[tuple[list[Contender], str]] = []
        for members, decided in parts:
            by_worth: defaultdict[Fraction | int, list[Contender]] = defaultdict(list)
            for member, value in zip(members, worth(members), strict=True):
                by_worth[value].append(member)
            by = word if len(by_worth) > 1 else decided
            finer.extend((by_worth[value], by) for value in sorted(by_worth, reverse=True))
        parts = finer
    ranked: list[_Ranked] = []
    for members, decided in parts:
        order = len(ranked) + 1
        ranked.extend((member, order, decided) for member in members)
    return ranked


def _places(ranked: Iterable[_Ranked]) -> dict[str, tuple[int, bool]]:
    """Place entries that come best first: entry -> (place, whether it is shared)."""
    result: dict[str, tuple[int, bool]] = {}
    for _key, level in groupby(ranked, key=lambda item: (item[0].total, item[1])):
        entries = [contender.entry for contender, _order, _word in level]
        place = len(result) + 1
        result.update((entry, (place, len(entries) > 1)) for entry in entries)
    return result


def _places_in_category(ranked: Iterable[_Ranked]) -> dict[str, tuple[int, bool]]:
    by_category: defaultdict[str, list[_Ranked]] = defaultdict(list)
    for item in ranked:
        by_category[item[0].category].append(item)
    result: dict[str, tuple[int, bool]] = {}
    for items in by_category.values():
        result |= _places(items)
    return result


def rank(contenders: Iterable[Contender], stage: Stage) -> list[Placing]:
    """Place the entries, overall and within their categories, best first.

    Sorted by place, then entry code. Equal totals share a place, or are separated
    by the ladder of the stage: the exact plain mean of each criterion of more than
    one, heaviest first; the median of the juror totals; the number of jurors who
    put the entry above each of the others still tied with it. Raises ValueError
    for an entry nobody scored and for one that comes twice.
    """
    best_first = sorted(contenders, key=attrgetter("total"), reverse=not stage.fewer_is_better)
    if not all(contender.score.n for contender in best_first):
        raise ValueError("an entry that nobody scored cannot be placed")
    rungs = _ladder(stage)
    ranked: list[_Ranked] = []
    for _total, group in groupby(best_first, key=attrgetter("total")):
        equals = list(group)
        ranked.extend(_separate(equals, rungs) if len(equals) > 1 else [(equals[0], 1, "")])
    overall = _places(ranked)
    if len(overall) < len(ranked):
        raise ValueError("an entry comes twice")
    within = _places_in_category(ranked)
    placings = [
        Placing(
            entry=contender.entry,
            place=overall[contender.entry][0],
            place_in_category=within[contender.entry][0],
            tied=overall[contender.entry][1],
            tied_in_category=within[contender.entry][1],
            tie_order=order,
            decided_by=word,
        )
        for contender, order, word in ranked
    ]
    return sorted(placings, key=attrgetter("place", "entry"))


def field_of(contender: Contender, stage: Stage) -> str:
    """Return whom the entry competes with for going on: its category ..., or everyone ("")."""
    field = FIELDS.get(stage.advance_per)
    return field(contender) if field else ""


def has_cut(stage: Stage, quotas: Mapping[str, int]) -> bool:
    """Return whether the rule of a stage says who goes on."""
    counted = stage.advance_per in FIELDS and bool(quotas)
    return stage.advance is not None or stage.minimum_score is not None or counted


def _places_in_field(
    contenders: Sequence[Contender], placings: Iterable[Placing], stage: Stage
) -> dict[str, tuple[int, int]]:
    """Return the first and the last place each entry could take in its field.

    They differ where the place is shared.
    """
    place = {placing.entry: placing.place for placing in placings}
    by_field: defaultdict[str, list[int]] = defaultdict(list)
    for contender in contenders:
        by_field[field_of(contender, stage)].append(place[contender.entry])
    for places in by_field.values():
        places.sort()
    return {
        c.entry: (
            bisect_left(by_field[field_of(c, stage)], place[c.entry]) + 1,
            bisect_right(by_field[field_of(c, stage)], place[c.entry]),
        )
        for c in contenders
    }


def advances(
    contenders: Iterable[Contender],
    placings: Iterable[Placing],
    stage: Stage,
    quotas: Mapping[str, int],
) -> dict[str, bool | None]:
    """Say who goes on: entry -> True, False, or None where the plenary must decide.

    `placings` come from `rank` over the same contenders. Places up to the stage's
    number go on, a place shared across the line by `cut_ties`; a total below the
    minimum (above it where fewer is better) never does, and nobody moves up for it.
    Per category or group, its own number in `quotas` wins. An entry to which no cut
    applies is left out.
    """
    everyone = list(contenders)
    places = _places_in_field(everyone, placings, stage)
    result: dict[str, bool | None] = {}
    for contender in everyone:
        entry = contender.entry
        most = stage.advance
        if stage.advance_per in FIELDS:
            most = quotas.get(field_of(contender, stage), most)
        if most is None and stage.minimum_score is None:
            continue
        first, last = places[entry]
        if _fails(contender, stage):
            result[entry] = False
        elif most is None or last <= most:
            result[entry] = True
        elif first > most:
            result[entry] = False
        else:
            result[entry] = True if stage.cut_ties is CutTies.INCLUDE else None
    return result


def _fails(contender: Contender, stage: Stage) -> bool:
    """Return whether the total is not good enough whatever the place."""
    if stage.minimum_score is None:
        return False
    return better_sign(stage) * contender.total < better_sign(stage) * Fraction(stage.minimum_score)


def distance(
    contenders: Iterable[Contender], advancing: Mapping[str, bool | None], stage: Stage
) -> dict[str, Fraction]:
    """Measure how far each entry in `advancing` (from `advances`) is from the cut.

    Going on: by how much its total is better than the best that stays behind, 0 where
    none does. Staying behind: by how much it is worse than the last that goes on, as a
    number below 0, left out where none does. Left to the plenary: 0, and the line for
    all others, since some of the tied will go on and some will not. Per category or
    group where the cut is.
    """
    sign = better_sign(stage)
    worth = [
        (c.entry, field_of(c, stage), sign * c.total) for c in contenders if c.entry in advancing
    ]
    lowest: dict[str, Fraction] = {}
    highest: dict[str, Fraction] = {}
    for entry, field, total in worth:
        if advancing[entry] is not False:
            lowest[field] = min(total, lowest.get(field, total))
        if advancing[entry] is not True:
            highest[field] = max(total, highest.get(field, total))
    result: dict[str, Fraction] = {}
    for entry, field, total in worth:
        if advancing[entry] is True:
            result[entry] = total - highest.get(field, total)
        elif field in lowest:
            result[entry] = total - lowest[field]
    return result
