"""Places by counting who is better, rung by rung, and who goes on."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from sinovik_sheets.model import CutTies, Stage, Ties
from sinovik_sheets.recount.jury import Ballots, twice_median
from sinovik_sheets.recount.whole import ahead

Rung = tuple[str, Callable[[Sequence[str]], Mapping[str, int]]]
"""A word, and what entries that are still equal are worth on that rung: more is better."""


class Place(NamedTuple):
    """How many entries are ahead of one, with how many it shares the place, and the rung."""

    ahead: int
    shared_by: int
    decided_by: str


def places(stage: Stage, totals: Mapping[str, Fraction], ballots: Ballots) -> dict[str, Place]:
    """Place the entries with a total by competition ranking (1-2-2-4)."""
    sign = -1 if stage.fewer_is_better else 1
    of = lcm(*(total.denominator for total in totals.values()))
    worth = {e: sign * int(total * of) for e, total in totals.items()}
    rungs = _rungs(stage, ballots, list(totals)) if stage.ties is Ties.LADDER else []
    return dict(_climbed(list(totals), [("", lambda _equal: worth), *rungs]))


def _climbed(equal: list[str], rungs: Sequence[Rung]) -> Iterator[tuple[str, Place]]:
    """Yield the place of each entry among those that were equal up to here."""
    if len(equal) == 1 or not rungs:
        for entry in equal:
            yield entry, Place(0, len(equal), "")
        return
    word, measure = rungs[0]
    worth = measure(equal)
    better = ahead(worth[entry] for entry in equal)
    still_equal: defaultdict[int, list[str]] = defaultdict(list)
    for entry in equal:
        still_equal[worth[entry]].append(entry)
    by = word if len(better) > 1 else ""
    for value, entries in still_equal.items():
        for entry, place in _climbed(entries, rungs[1:]):
            decided_by = place.decided_by or by
            yield entry, Place(better[value] + place.ahead, place.shared_by, decided_by)


def _rungs(stage: Stage, ballots: Ballots, placed: list[str]) -> Iterator[Rung]:
    """Yield the criteria by weight, the median, and who is put above whom."""
    sign = -1 if stage.fewer_is_better else 1
    # All means get one denominator, so that sums of scores can be compared.
    jurors = {entry: len(ballots.totals[entry]) for entry in placed}
    of = lcm(*jurors.values())

    def criterion(code: str) -> Callable[[Sequence[str]], Mapping[str, int]]:
        sums = ballots.values[code]
        return lambda equal: {e: sign * sum(sums[e].values()) * (of // jurors[e]) for e in equal}

    weights = stage.weights if len(stage.criteria) > 1 else {}
    heavy = [code for code in weights if weights[code]]
    for code in sorted(heavy, key=lambda code: (-weights[code], heavy.index(code))):
        yield f"kriteria:{code}", criterion(code)
    yield "median", lambda equal: {e: sign * twice_median(ballots.totals[e]) for e in equal}
    yield "perbandingan", lambda equal: _put_above(equal, ballots, sign)


def _put_above(equal: Sequence[str], ballots: Ballots, sign: int) -> dict[str, int]:
    """Count for each entry how often a juror put it above another of the equal ones."""
    by_juror: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for entry in equal:
        for juror, total in ballots.totals[entry].items():
            by_juror[juror][entry] = sign * total
    wins = dict.fromkeys(equal, 0)
    for given in by_juror.values():
        beaten = ahead(-total for total in given.values())
        for entry, total in given.items():
            wins[entry] += beaten[-total]
    return wins


def going_on(
    stage: Stage,
    place: Mapping[str, Place],
    rivals: Mapping[str, str],
    most: Mapping[str, int | None],
    totals: Mapping[str, Fraction],
) -> dict[str, bool | None]:
    """Say who goes on: True, False, None where the plenary decides or there is no cut.

    `rivals` maps entries to the field they compete in for going on, `most` fields to
    how many of them go on.
    """
    fields: defaultdict[str, list[int]] = defaultdict(list)
    for entry, own in place.items():
        fields[rivals[entry]].append(own.ahead)
    better = {field: ahead(-own for own in all_own) for field, all_own in fields.items()}
    as_good = {field: Counter(all_own) for field, all_own in fields.items()}
    result: dict[str, bool | None] = {}
    for entry, own in place.items():
        field = rivals[entry]
        seats, before = most[field], better[field][-own.ahead]
        if seats is None and stage.minimum_score is None:
            result[entry] = None
        elif _too_weak(stage, totals[entry]) or (seats is not None and before >= seats):
            result[entry] = False
        elif seats is None or before + as_good[field][own.ahead] <= seats:
            result[entry] = True
        else:
            result[entry] = None if stage.cut_ties is CutTies.PLENARY else True
    return result


def _too_weak(stage: Stage, total: Fraction) -> bool:
    least = stage.minimum_score
    if least is None:
        return False
    return total > least if stage.fewer_is_better else total < least
