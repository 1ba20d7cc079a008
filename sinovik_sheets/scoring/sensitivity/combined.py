"""The methods of `scoring.methods` for all entries of a stage at once, just as exact.

Who goes on has to be computed anew dozens of times to see what it depends on; entry by
entry that would take minutes. Every function takes `values` (entries x jurors, over one
bottom) and `there` (which of them count), and gives one number an entry. Entries nobody
scored have to be left out before.
"""

from fractions import Fraction
from math import isqrt, lcm
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sinovik_sheets.model import Method, RoundingStep, Stage
from sinovik_sheets.scoring.adjust import (
    ADJUSTMENT_PLACES,
    Adjustment,
    Table,
    components,
    leniency,
)
from sinovik_sheets.scoring.exact import round_half_up
from sinovik_sheets.scoring.sensitivity.ratios import Ratios, Whole, whole

There = npt.NDArray[np.bool_]


class Block(NamedTuple):
    """What is combined over the jurors: their totals, or their values on one criterion.

    `elements` are the jurors' elements ("" for none), `adjustments` those of the jurors.
    """

    values: Ratios
    there: There
    elements: tuple[str, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()

    @property
    def n(self) -> Whole:
        """How many jurors count for each entry."""
        return whole(self.there.sum(axis=1))


def combined(stage: Stage, block: Block) -> Ratios:
    """Combine the jurors by the stage's method, unrounded as in `methods.Combined.value`."""
    method = stage.method
    if method is Method.TRIMMED_MEAN:
        n = block.there.sum(axis=1)
        cut = np.where(n < 2 * stage.trim + 2, 0, stage.trim)
        return _middle(block, cut, n - cut)
    if method is Method.MEDIAN:
        n = block.there.sum(axis=1)
        return _middle(block, (n - 1) // 2, n // 2 + 1)
    if method is Method.LIMITED_MEAN:
        return _limited(stage, block)
    if method is Method.ELEMENT_WEIGHTS:
        return _by_element(stage, block)
    if method is Method.PLACE_POINTS:
        jurors = int(block.there.any(axis=0).sum())
        mean = _mean(block.values, block.there)
        return Ratios(mean.top * jurors, mean.bottom)
    if method.adjusts_jurors:
        return _adjusted(stage, block)
    return _mean(block.values, block.there)


def _mean(values: Ratios, there: There) -> Ratios:
    """Average; the bottom is one for all or one an entry (entries x 1)."""
    top = np.where(there, values.top, 0).sum(axis=1)
    bottom = values.bottom[:, 0] if np.ndim(values.bottom) else values.bottom
    return Ratios(whole(top), bottom * whole(there.sum(axis=1)))


def _middle(block: Block, first: npt.NDArray[np.int64], last: npt.NDArray[np.int64]) -> Ratios:
    """Average the values from place `first` up to before `last`, the lowest being 0."""
    values = block.values
    beyond = values.top.max() + 1
    ordered = np.sort(np.where(block.there, values.top, beyond), axis=1)
    at = np.arange(ordered.shape[1])
    kept = (at >= first[:, None]) & (at < last[:, None])
    return _mean(Ratios(ordered, values.bottom), kept)


def _limited(stage: Stage, block: Block) -> Ratios:
    """Move what lies beyond the limit around the mean to it."""
    values, limit = block.values, Fraction(stage.limit or 0)
    middle = _mean(values, block.there).rounded(stage.rounding.get(RoundingStep.MEAN))
    own = middle.bottom * values.bottom * limit.denominator
    centre = middle.top * (own // middle.bottom)
    reach = own // limit.denominator * limit.numerator
    bottom = np.broadcast_to(own, centre.shape)[:, None]
    moved = np.minimum(
        np.maximum(values.top * (bottom // values.bottom), (centre - reach)[:, None]),
        (centre + reach)[:, None],
    )
    places = stage.rounding.get(RoundingStep.CORRECTION)
    return _mean(Ratios(moved, bottom).rounded(places), block.there)


def _by_element(stage: Stage, block: Block) -> Ratios:
    """Average within elements and weight the means; the weights of absent ones go to others."""
    entries = block.there.shape[0]
    total = Ratios(whole(np.zeros(entries, dtype=int)), whole(np.ones(entries, dtype=int)))
    scale = lcm(*(Fraction(weight).denominator for weight in stage.element_weights.values()))
    present = whole(np.zeros(entries, dtype=int))
    for element, weight in stage.element_weights.items():
        members = block.there & np.array([own == element for own in block.elements])
        some = members.any(axis=1)
        sums = whole(np.where(members, block.values.top, 0).sum(axis=1))
        n = whole(np.where(some, members.sum(axis=1), 1))
        mean = Ratios(sums, block.values.bottom * n)
        mean = mean.rounded(stage.rounding.get(RoundingStep.MEAN))
        share = int(Fraction(weight) * scale)
        total = total.plus(mean.times(Fraction(share)))
        present = present + np.where(some, share, 0)
    return Ratios(total.top, total.bottom * np.where(present == 0, 1, present))


def weighed(stage: Stage, block: Block) -> There:
    """Return for which entries a juror with a weight counts."""
    heavy = {element for element, weight in stage.element_weights.items() if weight}
    members = np.array([own in heavy for own in block.elements], dtype=bool)
    return np.asarray((block.there & members).any(axis=1))


def _adjusted(stage: Stage, block: Block) -> Ratios:
    """Subtract each juror's centre, divide by the spread, and average."""
    unit = 10**ADJUSTMENT_PLACES
    centres = whole([int(a.centre * unit) for a in block.adjustments])
    spreads = whole([int(a.spread * unit) for a in block.adjustments])
    flat = spreads == 0
    base = block.values.bottom
    apart = np.where(flat, 0, block.values.top * unit - centres * base)
    bottom = np.where(flat, 1, spreads) * base
    places = stage.rounding.get(RoundingStep.CORRECTION)
    return _mean(Ratios(apart, bottom).rounded(places).on_one(), block.there)


def adjustments(method: Method, values: Ratios, there: There) -> tuple[Adjustment, ...] | None:
    """Return every juror's adjustment, None where shared entries do not connect the jurors."""
    if method is Method.Z_SCORE:
        return _standardisation(values, there)
    counted = np.flatnonzero(there.any(axis=0))
    # As wide as needed, so that they sort as the jurors' codes do: ties of rounding go by code.
    jurors = [f"{column:09d}" for column in range(there.shape[1])]
    if there[:, counted].all():
        # Where all score all, only the means matter: one row of them says the same.
        sums = whole(values.top.sum(axis=0))[None, :]
        values = Ratios(sums, values.bottom * there.shape[0])
        there = there[:1]
    given = _table(values, there, jurors)
    if len(components(given)) > 1:
        return None
    known = leniency(given)
    return tuple(known.get(juror, Adjustment(Fraction(0))) for juror in jurors)


def _standardisation(values: Ratios, there: There) -> tuple[Adjustment, ...]:
    """Return mean and standard deviation as `adjust.standardisation` rounds them."""
    unit, bottom = 10**ADJUSTMENT_PLACES, int(values.bottom)
    given = np.where(there, values.top, 0)
    found = []
    for n, total, squares in zip(
        there.sum(axis=0).tolist(), given.sum(axis=0), (given * given).sum(axis=0), strict=True
    ):
        centre = round_half_up(Fraction(int(total), bottom * max(n, 1)), ADJUSTMENT_PLACES)
        apart = n * int(squares) - int(total) ** 2
        parts = max(n * (n - 1), 1) * bottom**2
        root = isqrt(4 * apart * unit**2 // parts) if n > 1 else 0
        found.append(Adjustment(centre, Fraction((root + 1) // 2, unit)))
    return tuple(found)


def _table(values: Ratios, there: There, jurors: list[str]) -> Table:
    """Return an array as entry -> juror -> value, as `adjust` wants it."""
    bottom = int(values.bottom)
    return {
        str(row): {
            juror: Fraction(int(top), bottom)
            for juror, top, counts in zip(jurors, tops, here, strict=True)
            if counts
        }
        for row, (tops, here) in enumerate(zip(values.top.tolist(), there.tolist(), strict=True))
    }
