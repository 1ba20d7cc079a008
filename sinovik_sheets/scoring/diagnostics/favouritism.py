"""Whether one element of the jury scores one kind of unit higher than the others do.

Entry and juror effects are taken out first. Then labels are permuted within each
juror, as Emerson, Seltzer and Lin (2009) did for diving judges.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sinovik_sheets.scoring.diagnostics.matrix import Floats, Ints
from sinovik_sheets.scoring.diagnostics.thresholds import FEWEST_PAIRS

_CELLS_AT_ONCE = 300_000
_TOO_RARE = 10


class Pair(NamedTuple):
    """An element and a kind with `n` scores: mean residual in points, p before and after Holm."""

    element: str
    kind: str
    n: int
    points: float
    p: float
    p_holm: float


def holm(values: Sequence[float]) -> list[float]:
    """Adjust p-values for their number by Holm (1979), in the order given."""
    result, highest = [0.0] * len(values), 0.0
    for step, at in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        highest = max(highest, min(1.0, (len(values) - step) * values[at]))
        result[at] = highest
    return result


class _Labels(NamedTuple):
    """Names, and the number of each row's or column's name; -1 where it has none."""

    names: tuple[str, ...]
    of: Ints


def _labels(words: Sequence[str]) -> _Labels:
    names = tuple(sorted({word for word in words if word}))
    number = {name: at for at, name in enumerate(names)}
    return _Labels(names, np.array([number.get(word, -1) for word in words], dtype=np.int64))


class _Sums(NamedTuple):
    """By element and kind: observed sums, counts, permutation mean and variance of the sums."""

    observed: Floats
    n: Ints
    mean: Floats
    variance: Floats


def _observe(residuals: Floats, elements: _Labels, kinds: _Labels) -> _Sums:
    shape = (len(elements.names), len(kinds.names))
    observed, mean, variance = (np.zeros(shape) for _ in range(3))
    n = np.zeros(shape, dtype=np.int64)
    for juror, element in enumerate(elements.of):
        cells = ~np.isnan(residuals[:, juror])
        own, kind = residuals[cells, juror], kinds.of[cells]
        labelled, m = kind >= 0, len(own)
        if element < 0 or m < 2:
            continue
        counts = np.bincount(kind[labelled], minlength=shape[1])
        observed[element] += np.bincount(kind[labelled], own[labelled], minlength=shape[1])
        n[element] += counts
        mean[element] += counts * own.mean()
        variance[element] += counts * (1 - counts / m) * m / (m - 1) * own.var()
    return _Sums(observed, n, mean, variance)


def _exceeded(
    residuals: Floats, elements: _Labels, kinds: _Labels, sums: _Sums, *, seed: int, rounds: int
) -> Ints:
    """Count the permutations whose sums lie at least as far out as the observed ones."""
    random = np.random.Generator(np.random.PCG64(seed))
    far = np.abs(sums.observed - sums.mean) * (1 - 1e-12)
    count = np.zeros(sums.n.shape, dtype=np.int64)
    at_once = max(1, min(rounds, _CELLS_AT_ONCE // residuals.shape[0]))
    for start in range(0, rounds, at_once):
        size = min(at_once, rounds - start)
        drawn = np.zeros((size, *sums.n.shape))
        for juror, element in enumerate(elements.of):
            cells = ~np.isnan(residuals[:, juror])
            if element >= 0 and cells.sum() > 1:
                drawn[:, element] += _permuted(random, residuals[cells, juror], kinds, cells, size)
        count += (np.abs(drawn - sums.mean) >= far).sum(axis=0)
    return count


def _permuted(
    random: np.random.Generator, own: Floats, kinds: _Labels, cells: Ints, size: int
) -> Floats:
    """Return one juror's sums by kind, `size` times with the residuals permuted."""
    kind = kinds.of[cells]
    bounds = np.cumsum(np.bincount(kind + 1, minlength=len(kinds.names) + 1))
    shuffled = random.permuted(np.broadcast_to(own, (size, len(own))), axis=1)
    upto = np.cumsum(shuffled, axis=1)
    edges = np.concatenate([np.zeros((size, 1)), upto], axis=1)[:, bounds]
    return np.diff(edges, axis=1)


def favouritism(
    residuals: Floats,
    elements: Sequence[str],
    kinds: Sequence[str],
    *,
    seed: int,
    rounds: int = 2000,
) -> list[Pair]:
    """Compare every element with every kind of at least 5 scores, the smallest p first.

    `residuals` (entries x jurors, NaN where there is no score) come from the additive
    fit. p is two-sided, from `rounds` permutations of a juror's residuals over the
    entries that juror scored; below what so few can tell, from the normal curve
    with the mean and variance of all permutations.
    """
    groups, sorts = _labels(elements), _labels(kinds)
    if not groups.names or not sorts.names:
        return []
    sums = _observe(residuals, groups, sorts)
    count = _exceeded(residuals, groups, sorts, sums, seed=seed, rounds=rounds)
    wanted = [
        (int(g), int(k)) for g, k in np.argwhere((sums.n >= FEWEST_PAIRS) & (sums.variance > 0))
    ]
    values = []
    for at in wanted:
        z = abs(sums.observed[at] - sums.mean[at]) / math.sqrt(sums.variance[at])
        rare = count[at] < _TOO_RARE
        values.append(math.erfc(z / math.sqrt(2)) if rare else (count[at] + 1) / (rounds + 1))
    pairs = [
        Pair(
            groups.names[g],
            sorts.names[k],
            int(sums.n[g, k]),
            float(sums.observed[g, k] / sums.n[g, k]),
            float(p),
            adjusted,
        )
        for (g, k), p, adjusted in zip(wanted, values, holm(values), strict=True)
    ]
    return sorted(pairs, key=lambda pair: (pair.p, -abs(pair.points), pair.element, pair.kind))
