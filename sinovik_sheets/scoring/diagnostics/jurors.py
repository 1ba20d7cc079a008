"""One juror beside the others: consistency, range, identical marks, halo, copied sheets."""

from typing import NamedTuple

import numpy as np

from sinovik_sheets.scoring.diagnostics.matrix import (
    Bools,
    Floats,
    Ints,
    correlations,
    deviations,
    spans,
)
from sinovik_sheets.scoring.diagnostics.thresholds import FEWEST_COMMON, FEWEST_ENTRIES

_EQUAL = 1e-9


class Consistency(NamedTuple):
    """Correlations of each juror with the others, by juror; NaN where undefined.

    `n` counts the entries that others scored too. `up` and `down`: the same with the
    juror's column moved one row up or down, which shows a column that slipped.
    """

    r: Floats
    n: Ints
    up: Floats
    down: Floats


def others_mean(scores: Floats, leniency: Floats) -> Floats:
    """Return, for each cell, what the other jurors give that entry on average.

    Their leniency is taken out, so that it does not matter who the others are; in a
    complete panel this changes no correlation. NaN where nobody else scored it.
    """
    there = ~np.isnan(scores)
    fair = np.where(there, scores - leniency, 0.0)
    others = there.sum(axis=1)[:, None] - there
    sums = fair.sum(axis=1)[:, None] - fair
    result = np.full(scores.shape, np.nan)
    np.divide(sums, others, out=result, where=others > 0)
    return result


def consistency(scores: Floats, leniency: Floats) -> Consistency:
    """Correlate each juror with the mean of the others on the same entries."""
    others = others_mean(scores, leniency)
    n = (~np.isnan(scores) & ~np.isnan(others)).sum(axis=0)
    moved = [
        np.where(
            (~np.isnan(mine) & ~np.isnan(theirs)).sum(axis=0) >= FEWEST_COMMON,
            correlations(mine, theirs),
            np.nan,
        )
        for mine, theirs in ((scores[1:], others[:-1]), (scores[:-1], others[1:]))
    ]
    return Consistency(correlations(scores, others), n, moved[0], moved[1])


def spread(scores: Floats) -> Floats:
    """Return each juror's SD over the median SD; NaN for fewer than 5 entries.

    NaN for all where the median is 0: then most jurors tell nothing apart.
    """
    n = (~np.isnan(scores)).sum(axis=0)
    sds = np.where(n >= FEWEST_ENTRIES, deviations(scores), np.nan)
    if np.isnan(sds).all():
        return sds
    middle = float(np.nanmedian(sds))
    return sds / middle if middle > 0 else np.where(sds == 0, 0.0, np.nan)


def _whole_rows(marks: Floats) -> Bools:
    return np.asarray(~np.isnan(marks).any(axis=2))


def identical_rows(marks: Floats) -> tuple[Ints, Ints]:
    """Count, by juror, the rows with one mark (as a share of its scale) for all criteria.

    Returns those counts and the number of rows of each juror.
    """
    there = _whole_rows(marks)
    filled = np.where(there[:, :, None], marks, 0.0)
    equal = there & (np.ptp(filled, axis=2) <= _EQUAL)
    return equal.sum(axis=0), there.sum(axis=0)


def halo(marks: Floats) -> Floats:
    """Return each juror's mean correlation between criteria; NaN where none is defined."""
    criteria = marks.shape[2]
    pairs = [
        correlations(marks[:, :, first], marks[:, :, second])
        for first in range(criteria)
        for second in range(first + 1, criteria)
    ]
    table = np.array(pairs).reshape(len(pairs), marks.shape[1])
    defined = ~np.isnan(table)
    sums, counts = np.where(defined, table, 0.0).sum(axis=0), defined.sum(axis=0)
    result = np.full(sums.shape, np.nan)
    np.divide(sums, counts, out=result, where=counts > 0)
    return result


def copies(marks: Floats) -> list[tuple[int, int, int]]:
    """Return (juror, juror, common entries) where all common marks are the same.

    Only with at least 5 common entries, and where the common marks differ among
    themselves: two jurors who gave everything one mark copied nothing.
    """
    there = _whole_rows(marks)
    result = []
    for first in range(marks.shape[1]):
        for second in range(first + 1, marks.shape[1]):
            common = there[:, first] & there[:, second]
            if (n := int(common.sum())) < FEWEST_ENTRIES:
                continue
            mine, theirs = marks[common, first], marks[common, second]
            varies = bool(spans(mine, np.ones(mine.shape, dtype=bool)).any())
            if varies and bool((np.abs(mine - theirs) <= _EQUAL).all()):
                result.append((first, second, n))
    return result
