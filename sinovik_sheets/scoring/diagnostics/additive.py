"""Score = entry + juror + rest: least squares over whatever cells are there.

The entries are absorbed, so that only a system of jurors x jurors is solved. In a
complete panel it gives the plain means.
"""

from typing import NamedTuple

import numpy as np

from sinovik_sheets.scoring.diagnostics.matrix import Bools, Floats, Ints


class Additive(NamedTuple):
    """The fit: effects add up to the score, jurors' effects to 0 within a component.

    `residuals` and `studentised` (over their own standard deviation) are entries x
    jurors with NaN where there is no score, or where it determines its own fit.
    `sd` is the residual standard deviation, 0 where the fit leaves no freedom.
    """

    entries: Floats
    jurors: Floats
    residuals: Floats
    studentised: Floats
    sd: float


def components(there: Bools) -> tuple[Ints, Ints]:
    """Number the connected parts of the graph of jurors and entries: (entries, jurors).

    Two jurors are connected by an entry both scored. Every row and column needs a score.
    """
    links = there.astype(float).T @ there.astype(float) > 0
    part = np.full(there.shape[1], -1, dtype=np.int64)
    count = 0
    for start in range(len(part)):
        if part[start] >= 0:
            continue
        reached = links[start] | (np.arange(len(part)) == start)
        while not np.array_equal(reached, wider := links[reached].any(axis=0) | reached):
            reached = wider
        part[reached] = count
        count += 1
    return part[there.argmax(axis=1)], part


def additive(scores: Floats) -> Additive:
    """Fit entry and juror effects; every row and column needs at least one score."""
    there = ~np.isnan(scores)
    present = there.astype(float)
    middle = float(scores[there].mean())
    x = np.where(there, scores - middle, 0.0)
    per_entry, per_juror = present.sum(axis=1), present.sum(axis=0)
    normal = np.diag(per_juror) - present.T @ (present / per_entry[:, None])
    right = x.sum(axis=0) - present.T @ (x.sum(axis=1) / per_entry)
    _, parts = components(there)
    # One equation more a component, "the effects add up to 0", makes the system regular.
    inverse = np.linalg.inv(normal + (parts[:, None] == parts[None, :]))
    jurors = inverse @ right
    entries = (x - present * jurors).sum(axis=1) / per_entry
    residuals = np.where(there, x - entries[:, None] - jurors[None, :], np.nan)
    freedom = int(there.sum()) - scores.shape[0] - scores.shape[1] + int(parts.max()) + 1
    squares = float(np.nansum(residuals**2))
    total = float((x * x).sum())
    sd = float(np.sqrt(squares / freedom)) if freedom > 0 and squares > 1e-20 * total else 0.0
    # The leverage of each cell: how far it determines its own fitted value.
    towards = present @ inverse
    own = np.einsum("ij,ij->i", towards, present) / per_entry**2
    leverage = 1 / per_entry[:, None] + np.diag(inverse) - 2 * towards / per_entry[:, None]
    leverage += own[:, None]
    free = 1 - leverage
    scale = np.where(there & (free > 1e-9) & (sd > 0), sd * np.sqrt(np.maximum(free, 1e-9)), np.nan)
    return Additive(middle + entries, jurors, residuals, residuals / scale, sd)
