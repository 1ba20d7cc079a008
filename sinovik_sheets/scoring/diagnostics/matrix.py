"""The scores of a panel as arrays: entries in rows, jurors in columns, NaN where none counts."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sinovik_sheets.scoring.diagnostics.results import Panel

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class Table(NamedTuple):
    """A panel without the entries and jurors that have no counted score.

    `totals` is entries x jurors, `marks` entries x jurors x criteria, each mark as
    a share of its scale (0 to 1).
    """

    entries: tuple[str, ...]
    jurors: tuple[str, ...]
    totals: Floats
    marks: Floats


def tabulate(panel: Panel) -> Table:
    """Lay the counted scores of a panel into arrays, in the order of the panel.

    Raises KeyError for a juror or a criterion the panel does not name.
    """
    at_juror = {juror: column for column, juror in enumerate(panel.jurors)}
    totals = np.full((len(panel.entries), len(panel.jurors)), np.nan)
    marks = np.full((*totals.shape, len(panel.criteria)), np.nan)
    scales = [
        (c.code, float(c.minimum), float(c.maximum - c.minimum) or 1.0) for c in panel.criteria
    ]
    for row, entry in enumerate(panel.entries):
        scores = panel.scores.get(entry, {})
        for juror, total in panel.totals.get(entry, {}).items():
            totals[row, at_juror[juror]] = float(total)
            if own := scores.get(juror):
                cells = [(float(own[code]) - low) / width for code, low, width in scales]
                marks[row, at_juror[juror]] = cells
    there = ~np.isnan(totals)
    rows, columns = there.any(axis=1), there.any(axis=0)
    return Table(
        tuple(e for e, kept in zip(panel.entries, rows, strict=True) if kept),
        tuple(j for j, kept in zip(panel.jurors, columns, strict=True) if kept),
        totals[np.ix_(rows, columns)],
        marks[np.ix_(rows, columns)],
    )


def correlations(first: Floats, second: Floats) -> Floats:
    """Correlate column by column the rows where both have a value; NaN where undefined."""
    both = ~np.isnan(first) & ~np.isnan(second)
    n = np.maximum(both.sum(axis=0), 1)
    a, b = np.where(both, first, 0.0), np.where(both, second, 0.0)
    a = np.where(both, a - a.sum(axis=0) / n, 0.0)
    b = np.where(both, b - b.sum(axis=0) / n, 0.0)
    spread = np.sqrt((a * a).sum(axis=0) * (b * b).sum(axis=0))
    varies = (spans(first, both) > 0) & (spans(second, both) > 0) & (spread > 0)
    result = np.full(spread.shape, np.nan)
    np.divide((a * b).sum(axis=0), spread, out=result, where=varies)
    return result


def spans(values: Floats, there: Bools) -> Floats:
    """Return highest minus lowest of each column; 0 where nothing differs by 1e-9."""
    highest = np.where(there, values, -np.inf).max(axis=0)
    lowest = np.where(there, values, np.inf).min(axis=0)
    wide = np.where(there.any(axis=0), highest - lowest, 0.0)
    return np.where(wide > 1e-9, wide, 0.0)


def deviations(values: Floats) -> Floats:
    """Return the standard deviation (n - 1) of each column's present values; NaN below 2."""
    there = ~np.isnan(values)
    n = there.sum(axis=0)
    filled = np.where(there, values, 0.0)
    centred = np.where(there, filled - filled.sum(axis=0) / np.maximum(n, 1), 0.0)
    variance = (centred * centred).sum(axis=0) / np.maximum(n - 1, 1)
    varies = spans(values, there) > 0
    return np.where(n > 1, np.where(varies, np.sqrt(variance), 0.0), np.nan)


def average_ranks(values: Floats) -> Floats:
    """Rank each column from the lowest, equal values sharing the mean of their ranks."""
    ordered = np.sort(values, axis=0)
    ranks = np.empty_like(values)
    for column in range(values.shape[1]):
        below = np.searchsorted(ordered[:, column], values[:, column], side="left")
        upto = np.searchsorted(ordered[:, column], values[:, column], side="right")
        ranks[:, column] = (below + upto + 1) / 2
    return ranks
