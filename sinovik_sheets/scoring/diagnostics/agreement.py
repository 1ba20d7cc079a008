"""How far a jury agrees: intraclass correlation, Kendall's W, Krippendorff's alpha."""

import math

import numpy as np

from sinovik_sheets.scoring.diagnostics.matrix import Floats, average_ranks
from sinovik_sheets.scoring.diagnostics.results import Concordance, Icc
from sinovik_sheets.scoring.diagnostics.thresholds import (
    FEW_COMPLETE,
    FEW_ENTRIES,
    FEW_JURORS,
    FEWEST_ENTRIES,
    FEWEST_JURORS,
    INCOMPLETE,
    TooFew,
    no_spread,
    of_concordance,
)
from sinovik_sheets.scoring.diagnostics.variance import mean_squares


def too_small(scores: Floats, few_entries: str = FEW_ENTRIES) -> TooFew | None:
    """Return why a matrix of scores is too small for a diagnosis, None where it is not."""
    entries, jurors = scores.shape
    if jurors < FEWEST_JURORS:
        return TooFew(FEW_JURORS, FEWEST_JURORS, jurors)
    if entries < FEWEST_ENTRIES:
        return TooFew(few_entries, FEWEST_ENTRIES, entries)
    return None


def icc(scores: Floats) -> Icc | TooFew:
    """Return the intraclass correlations of Shrout and Fleiss (1979), complete panels only.

    From the mean squares of the two-way analysis of variance.
    """
    if small := too_small(scores):
        return small
    if np.isnan(scores).any():
        return TooFew(INCOMPLETE, scores.size, int((~np.isnan(scores)).sum()))
    n, k = scores.shape
    between, jurors, within, error = mean_squares(scores)
    if between <= 1e-20 * max(1.0, float(np.abs(scores).max()) ** 2):
        return no_spread()
    return Icc(
        icc1_1=(between - within) / (between + (k - 1) * within),
        icc2_1=(between - error) / (between + (k - 1) * error + k * (jurors - error) / n),
        icc3_1=(between - error) / (between + (k - 1) * error),
        icc1_k=(between - within) / between,
        icc2_k=(between - error) / (between + (jurors - error) / n),
        icc3_k=(between - error) / between,
    )


def chi2_tail(x: float, df: int) -> float:
    """Return the probability that chi-square with `df` degrees of freedom exceeds x.

    By the finite sums for whole degrees of freedom (Abramowitz and Stegun 26.4.4, 26.4.5).
    """
    if x <= 0:
        return 1.0
    half, odd = x / 2, df % 2
    start = 0.5 if odd else 0.0
    log = math.log(half)
    steps = (start + step for step in range(df // 2))
    terms = [math.exp(power * log - half - math.lgamma(power + 1)) for power in steps]
    return min(1.0, math.fsum([math.erfc(math.sqrt(half)) if odd else 0.0, *terms]))


def kendall(scores: Floats) -> Concordance | TooFew:
    """Return Kendall's W, corrected for ties, over the entries every juror scored."""
    complete = scores[~np.isnan(scores).any(axis=1)]
    if small := too_small(complete, FEW_COMPLETE):
        return small
    n, m = complete.shape
    # Half ranks are exact in binary; doubled they are whole, so the sums have no error.
    sums = (2 * average_ranks(complete)).sum(axis=1)
    squares = float(((sums - sums.mean()) ** 2).sum()) / 4
    ties = 0
    for column in complete.T:
        _, counts = np.unique(column, return_counts=True)
        ties += sum(int(t) ** 3 - int(t) for t in counts)
    most = m * m * (n**3 - n) - m * ties
    if most == 0:
        return no_spread()
    w = 12 * squares / most
    chi2 = m * (n - 1) * w
    p = chi2_tail(chi2, n - 1)
    return Concordance(w, chi2, n - 1, p, n, of_concordance(p))


def alpha(scores: Floats) -> float | TooFew:
    """Return Krippendorff's alpha for interval data over entries with two or more scores.

    1 - observed / expected disagreement, both as sums of squares, so that no pairs
    of values are formed.
    """
    there = ~np.isnan(scores)
    pairable = there.sum(axis=1) >= 2
    if small := too_small(scores[pairable]):
        return small
    scores, there = scores[pairable], there[pairable]
    count, per_entry = int(there.sum()), there.sum(axis=1)
    x = np.where(there, scores - scores[there].mean(), 0.0)
    centred = np.where(there, x - (x.sum(axis=1) / per_entry)[:, None], 0.0)
    observed = float((2 * per_entry * (centred**2).sum(axis=1) / (per_entry - 1)).sum()) / count
    expected = 2 * float((x**2).sum()) / (count - 1)
    if np.ptp(scores[there]) <= 1e-9:
        return no_spread()
    return 1 - observed / expected
