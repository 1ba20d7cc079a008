"""How much the top depends on who sits in the jury: one juror less, or jurors drawn anew.

Means are compared as whole numbers of a fine unit, so that equal totals are equal and
share a place; all who share the place at the cut are in the top.
"""

from collections.abc import Callable, Collection
from typing import NamedTuple

import numpy as np

from sinovik_sheets.scoring.diagnostics.matrix import Floats, Ints, Table
from sinovik_sheets.scoring.diagnostics.results import Removal

Outcome = Callable[[str | None], Collection[str]]
"""The entries that go on when this juror (None: nobody) is left out."""

Weighted = Callable[[Ints], Ints]
"""Totals in whole units by how often each juror counts: rounds x jurors -> rounds x entries.

More is better; NOBODY where no juror of that round scored the entry.
"""

NOBODY = np.iinfo(np.int64).min
_DECIMALS = 6
_CELLS_AT_ONCE = 50_000


class Stability(NamedTuple):
    """By entry: the share of rounds in the top, and the 5 % and 95 % places.

    Rounds in which nobody scored the entry do not count; where none counts the
    share is NaN and the places are 0.
    """

    chance: Floats
    best: Ints
    worst: Ints


def weighted_means(scores: Floats, places: int | None, *, fewer_is_better: bool) -> Weighted:
    """Return plain means over the counted jurors, rounded half up to `places` (at most 6)."""
    there = ~np.isnan(scores)
    unit = 10**_DECIMALS
    whole = np.rint(np.where(there, scores, 0.0) * unit)
    present = there.astype(float)
    step = 10 ** (_DECIMALS - min(_DECIMALS if places is None else places, _DECIMALS))
    sign = -1 if fewer_is_better else 1

    def totals(counts: Ints) -> Ints:
        # Whole numbers below 2**53: the products of floats are exact.
        sums = (counts.astype(float) @ whole.T).astype(np.int64)
        n = (counts.astype(float) @ present.T).astype(np.int64)
        divisor = np.maximum(n, 1) * (2 * step)
        means = (2 * sums + np.maximum(n, 1) * step) // divisor
        return np.where(n > 0, sign * means, NOBODY)

    return totals


def competition_places(totals: Ints) -> Ints:
    """Place each row's entries by competition ranking (1-2-2-4), the highest first.

    NOBODY gets place 0.
    """
    rounds, entries = totals.shape
    bits = max(1, entries - 1).bit_length()
    # Total and column in one number: sorting plain numbers is far quicker than argsort.
    keys = np.sort((-np.where(totals == NOBODY, -(2**40), totals) << bits) | np.arange(entries))
    values, columns = keys >> bits, keys & ((1 << bits) - 1)
    first = np.zeros((rounds, entries), dtype=np.int64)
    np.multiply(values[:, 1:] != values[:, :-1], np.arange(1, entries), out=first[:, 1:])
    np.maximum.accumulate(first, axis=1, out=first)
    result = np.empty((rounds, entries), dtype=np.int64)
    np.put_along_axis(result, columns, first + 1, axis=1)
    result[totals == NOBODY] = 0
    return result


def plain_outcome(table: Table, totals: Weighted, top: int) -> Outcome:
    """Return who is in the top by `totals` (such as plain means) without one juror."""
    column = {juror: at for at, juror in enumerate(table.jurors)}

    def outcome(excluded: str | None) -> Collection[str]:
        counts = np.ones((1, len(table.jurors)), dtype=np.int64)
        if excluded is not None:
            counts[0, column[excluded]] = 0
        places = competition_places(totals(counts))[0]
        inside = (places > 0) & (places <= top)
        return frozenset(e for e, goes in zip(table.entries, inside, strict=True) if goes)

    return outcome


def leave_one_out(jurors: Collection[str], outcome: Outcome) -> list[Removal]:
    """Compare who goes on with all jurors and without each of them, exactly as `outcome` says."""
    everyone = set(outcome(None))
    result = []
    for juror in jurors:
        without = set(outcome(juror))
        leaving, joining = sorted(everyone - without), sorted(without - everyone)
        result.append(Removal(juror, tuple(leaving), tuple(joining)))
    return result


def bootstrap(totals: Weighted, jurors: int, top: int, *, seed: int, rounds: int) -> Stability:
    """Draw as many jurors as there are, with replacement, again and again.

    The memory is bounded: a place is kept in 4 bytes for every entry and round.
    """
    random = np.random.Generator(np.random.PCG64(seed))
    drawn = random.integers(jurors, size=(rounds, jurors))
    counts = np.zeros((rounds, jurors), dtype=np.int64)
    np.add.at(counts, (np.arange(rounds)[:, None], drawn), 1)
    entries = totals(counts[:1]).shape[1]
    at_once = max(1, _CELLS_AT_ONCE // entries)
    places = np.empty((entries, rounds), dtype=np.int32)
    for start in range(0, rounds, at_once):
        part = slice(start, start + at_once)
        places[:, part] = competition_places(totals(counts[part])).T
    counted = (places > 0).sum(axis=1)
    inside = ((places > 0) & (places <= top)).sum(axis=1)
    chance = np.divide(inside, counted, out=np.full(entries, np.nan), where=counted > 0)
    places.sort(axis=1)
    skipped = rounds - counted
    at = [skipped + np.maximum(np.ceil(q * counted).astype(int) - 1, 0) for q in (0.05, 0.95)]
    best, worst = (places[np.arange(entries), np.minimum(a, rounds - 1)] for a in at)
    return Stability(chance, best.astype(np.int64), worst.astype(np.int64))
