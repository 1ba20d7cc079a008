"""Variance components of entries, jurors and rest by restricted maximum likelihood.

Model: score = mean + entry + juror + rest, all but the mean random and normal. The
likelihood is profiled over the residual variance and evaluated with a jurors x jurors
system; entries with equally many scores share one term, so an evaluation does not
depend on the number of entries.
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sinovik_sheets.scoring.diagnostics.additive import additive
from sinovik_sheets.scoring.diagnostics.matrix import Floats
from sinovik_sheets.scoring.diagnostics.results import Components

_EXACT_FIT = 1e-12


class MeanSquares(NamedTuple):
    """The two-way analysis of variance of a complete panel, one score a cell.

    Between entries, between jurors, within entries, and what neither explains.
    """

    entries: float
    jurors: float
    within: float
    error: float


def mean_squares(scores: Floats) -> MeanSquares:
    """Return the mean squares of a complete panel of at least 2 x 2."""
    n, k = scores.shape
    x = scores - scores.mean()
    rows, columns = x.mean(axis=1), x.mean(axis=0)
    return MeanSquares(
        entries=k * float(rows @ rows) / (n - 1),
        jurors=n * float(columns @ columns) / (k - 1),
        within=float(((x - rows[:, None]) ** 2).sum()) / (n * (k - 1)),
        error=float(((x - rows[:, None] - columns) ** 2).sum()) / ((n - 1) * (k - 1)),
    )


def _balanced(scores: Floats) -> Components | None:
    """Return the estimates of a complete panel, None where one would be negative."""
    n, k = scores.shape
    squares = mean_squares(scores)
    entry, juror = squares.entries - squares.error, squares.jurors - squares.error
    if entry < 0 or juror < 0:
        return None
    return Components(float(scores.mean()), entry / k, juror / n, squares.error)


class _Sums(NamedTuple):
    """All the likelihood needs of the scores, one layer for each number of scores an entry."""

    n: Floats
    entries: Floats
    jurors: Floats
    pairs: Floats
    crossed: Floats
    by_juror: Floats
    squares: float
    row_sums: Floats
    row_squares: Floats


def _summed(x: Floats, present: Floats) -> _Sums:
    per_entry = present.sum(axis=1)
    sizes = np.unique(per_entry)
    rows = x.sum(axis=1)
    layers = [per_entry == size for size in sizes]
    return _Sums(
        n=sizes,
        entries=np.array([layer.sum() for layer in layers], dtype=float),
        jurors=np.array([present[layer].sum(axis=0) for layer in layers]),
        pairs=np.array([present[layer].T @ present[layer] for layer in layers]),
        crossed=np.array([present[layer].T @ rows[layer] for layer in layers]),
        by_juror=x.sum(axis=0),
        squares=float((x * x).sum()),
        row_sums=np.array([rows[layer].sum() for layer in layers]),
        row_squares=np.array([(rows[layer] ** 2).sum() for layer in layers]),
    )


def _profile(sums: _Sums, entry: float, juror: float) -> tuple[float, float, float]:
    """Return -2 log likelihood, residual variance and mean for two variance ratios."""
    shrink = entry / (1 + sums.n * entry)
    count = float((sums.n * sums.entries).sum())
    # Inner products of [1, scores, jurors] once the entries are absorbed.
    ones = count - float((shrink * sums.n**2 * sums.entries).sum())
    once = float(sums.row_sums.sum()) - float((shrink * sums.n * sums.row_sums).sum())
    both = sums.squares - float((shrink * sums.row_squares).sum())
    total = sums.jurors.sum(axis=0)
    of_ones = total - (shrink * sums.n) @ sums.jurors
    of_scores = sums.by_juror - shrink @ sums.crossed
    inner = np.diag(total) - np.tensordot(shrink, sums.pairs, axes=1)
    system = np.eye(len(total)) + juror * inner
    solved = np.linalg.solve(system, np.column_stack([of_ones, of_scores]))
    ones -= juror * float(of_ones @ solved[:, 0])
    once -= juror * float(of_ones @ solved[:, 1])
    both -= juror * float(of_scores @ solved[:, 1])
    residual = (both - once**2 / ones) / (count - 1)
    determinant = float((sums.entries * np.log1p(sums.n * entry)).sum())
    determinant += float(np.linalg.slogdet(system)[1])
    determinant += math.log(ones)
    return (count - 1) * math.log(residual) + determinant, residual, once / ones


def _lowest(f: Callable[[Floats], float], start: Floats) -> Floats:
    """Return where f is lowest, by the simplex of Nelder and Mead (1965)."""
    corners = np.vstack([start, start + np.eye(len(start)) * 0.5])
    values = np.array([f(corner) for corner in corners])
    for _turn in range(400):
        order = np.argsort(values, kind="stable")
        corners, values = corners[order], values[order]
        if np.ptp(corners, axis=0).max() < 1e-8:
            break
        centre, worst = corners[:-1].mean(axis=0), corners[-1]
        tried = [(f(point), point) for point in (2 * centre - worst,)]
        if tried[0][0] < values[0]:
            tried.append((f(far := 3 * centre - 2 * worst), far))
        elif tried[0][0] >= values[-2]:
            near = centre + (0.5 if tried[0][0] < values[-1] else -0.5) * (centre - worst)
            tried.append((f(near), near))
        value, point = min(tried, key=lambda pair: pair[0])
        if value < values[-1]:
            corners[-1], values[-1] = point, value
        else:
            corners[1:] = (corners[1:] + corners[0]) / 2
            values[1:] = [f(corner) for corner in corners[1:]]
    return np.asarray(corners[0])


def variance_components(scores: Floats) -> Components:
    """Estimate the components; every row and column needs a score, NaN where there is none.

    Agrees with lme4's `y ~ 1 + (1|entry) + (1|juror)`. Variances are never negative. In a
    complete panel the analysis of variance gives the same, where it gives no negative one.
    """
    there = ~np.isnan(scores)
    middle = float(scores[there].mean())
    x = np.where(there, scores - middle, 0.0)
    if not np.any(x):
        return Components(middle, 0.0, 0.0, 0.0)
    if there.all() and (balanced := _balanced(scores)):
        return balanced
    fit = additive(scores)
    if fit.sd == 0 or np.nansum(fit.residuals**2) <= _EXACT_FIT * float((x * x).sum()):
        entry, juror = (float(np.var(e, ddof=1)) for e in (fit.entries, fit.jurors))
        return Components(float(fit.entries.mean()), entry, juror, 0.0)
    sums = _summed(x, there.astype(float))
    # Over relative standard deviations the likelihood is even: a variance of 0 is no edge.
    best = _lowest(lambda at: _profile(sums, at[0] ** 2, at[1] ** 2)[0], np.array([1.0, 0.5]))
    entry, juror = (float(ratio) for ratio in best**2)
    _, residual, mean = _profile(sums, entry, juror)
    return Components(middle + mean, entry * residual, juror * residual, residual)
