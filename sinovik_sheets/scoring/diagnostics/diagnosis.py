"""The front door: everything the scores of one stage say about its jury."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from sinovik_sheets.scoring.diagnostics import words
from sinovik_sheets.scoring.diagnostics.additive import Additive, additive, components
from sinovik_sheets.scoring.diagnostics.agreement import alpha, icc, kendall, too_small
from sinovik_sheets.scoring.diagnostics.favouritism import favouritism
from sinovik_sheets.scoring.diagnostics.jurors import halo
from sinovik_sheets.scoring.diagnostics.matrix import Floats, Table, tabulate
from sinovik_sheets.scoring.diagnostics.readings import far_cells, juror_readings
from sinovik_sheets.scoring.diagnostics.resampling import (
    Outcome,
    Weighted,
    bootstrap,
    leave_one_out,
    plain_outcome,
    weighted_means,
)
from sinovik_sheets.scoring.diagnostics.results import (
    Agreement,
    Chance,
    Component,
    Components,
    Design,
    Diagnosis,
    EntryDesign,
    Favour,
    Icc,
    Panel,
    Removal,
)
from sinovik_sheets.scoring.diagnostics.thresholds import (
    FEW_CRITERIA,
    FEW_ELEMENTS,
    FEW_KINDS,
    FEW_PAIRS,
    FEWEST_PAIRS,
    NO_CUT,
    Colour,
    Reading,
    TooFew,
    Zone,
    no_spread,
    of_favour,
    of_reliability,
    of_scores,
    zone,
)
from sinovik_sheets.scoring.diagnostics.variance import variance_components


@dataclass(frozen=True, slots=True)
class Draws:
    """How often jurors are drawn anew, and labels permuted."""

    bootstrap: int = 1000
    permutations: int = 2000


def _design(panel: Panel, table: Table) -> Design:
    there = ~np.isnan(table.totals)
    n = dict(zip(table.entries, there.sum(axis=1).tolist(), strict=True))
    parts: list[Component] = []
    if there.size:
        of_entry, of_juror = components(there)
        parts = [
            Component(
                tuple(e for e, p in zip(table.entries, of_entry, strict=True) if p == number),
                tuple(j for j, p in zip(table.jurors, of_juror, strict=True) if p == number),
            )
            for number in range(int(of_juror.max()) + 1)
        ]
    connected = len(parts) <= 1
    entries = tuple(
        EntryDesign(
            entry,
            n.get(entry, 0),
            of_scores(n.get(entry, 0), connected=connected),
            words.few_scores(entry, n.get(entry, 0)) if n.get(entry, 0) < 3 else None,
        )
        for entry in panel.entries
    )
    advice = () if connected else (words.disconnected(len(parts)),)
    return Design(entries, tuple(parts), bool(there.all()), advice)


def _reliabilities(totals: Floats, six: Icc | TooFew, parts: Components) -> tuple[Reading, Reading]:
    """Return the reliability of the means, and the same without the jurors' leniency."""
    n = totals.shape[0]
    if isinstance(six, Icc):
        return Reading(six.icc2_k, of_reliability(six.icc2_k, n)), Reading(six.icc3_k)
    if parts.entry == parts.juror == parts.residual == 0:
        return Reading(no_spread()), Reading(no_spread())
    per_entry = float((~np.isnan(totals)).sum() / n)
    value = parts.reliability(per_entry)
    relative = parts.reliability(per_entry, relative=True)
    return Reading(value, of_reliability(value, n)), Reading(relative)


def _agreement(table: Table) -> Agreement:
    six, joint = icc(table.totals), kendall(table.totals)
    parts = variance_components(table.totals)
    reliability, relative = _reliabilities(table.totals, six, parts)
    halos = halo(table.marks)
    few = TooFew(FEW_CRITERIA, 2, table.marks.shape[2]) if table.marks.shape[2] < 2 else no_spread()
    advice = []
    if (value := reliability.number) is not None:
        advice.append(words.reliability(value, reliability.colour or Colour.YELLOW))
    if not isinstance(joint, TooFew):
        advice.append(words.concordance(joint))
    return Agreement(
        reliability=reliability,
        relative=relative,
        icc=six,
        components=parts,
        kendall=joint,
        alpha=Reading(alpha(table.totals)),
        halo=Reading(few if np.isnan(halos).all() else float(np.nanmean(halos))),
        advice=tuple(advice),
    )


def _favours(
    panel: Panel, table: Table, fit: Additive, *, seed: int, rounds: int
) -> tuple[Favour, ...] | TooFew:
    elements = [panel.elements.get(juror, "") for juror in table.jurors]
    kinds = [panel.kinds.get(entry, "") for entry in table.entries]
    if (there := len(set(elements) - {""})) < 2:
        return TooFew(FEW_ELEMENTS, 2, there)
    if (there := len(set(kinds) - {""})) < 2:
        return TooFew(FEW_KINDS, 2, there)
    if fit.sd == 0:
        return no_spread()
    pairs = favouritism(fit.residuals, elements, kinds, seed=seed, rounds=rounds)
    if not pairs:
        cells = np.argwhere(~np.isnan(table.totals)).tolist()
        most = max(Counter((elements[j], kinds[i]) for i, j in cells).values())
        return TooFew(FEW_PAIRS, FEWEST_PAIRS, most) if most < FEWEST_PAIRS else no_spread()
    result = []
    for pair in pairs:
        sds = pair.points / fit.sd
        colour = of_favour(pair.p_holm, sds)
        advice = words.favour(pair.element, pair.kind, pair.points)
        result.append(
            Favour(
                pair.element,
                pair.kind,
                pair.n,
                pair.points,
                sds,
                pair.p,
                pair.p_holm,
                colour,
                None if colour is Colour.GREEN else advice,
            )
        )
    return tuple(result)


def _chances(
    table: Table, totals: Weighted, top: int, *, seed: int, rounds: int
) -> tuple[Chance, ...]:
    found = bootstrap(totals, len(table.jurors), top, seed=seed, rounds=rounds)
    result = []
    for entry, chance, best, worst in zip(
        table.entries, *map(np.ndarray.tolist, found), strict=True
    ):
        where = zone(chance)
        advice = words.grey_zone(entry, top, chance) if where is Zone.GREY else None
        result.append(Chance(entry, chance, best, worst, where, advice))
    return tuple(result)


def _too_few(design: Design, reason: TooFew, seed: int) -> Diagnosis:
    none = Reading(reason)
    agreement = Agreement(none, none, reason, reason, reason, none, none)
    return Diagnosis(seed, reason, agreement, (), (), reason, reason, design)


def diagnose(
    panel: Panel, *, seed: int = 1, outcome: Outcome | None = None, draws: Draws = Draws()
) -> Diagnosis:
    """Diagnose a panel; the same panel and seed give the same diagnosis.

    `outcome` says exactly who goes on when one juror (None: nobody) is left out, by
    whatever method; without it, plain means decide. The bootstrap always takes
    plain means and is an estimate. Never raises for a small, incomplete or
    disconnected panel: what cannot be computed is a TooFew.
    """
    table = tabulate(panel)
    design = _design(panel, table)
    if reason := too_small(table.totals):
        return _too_few(design, reason, seed)
    fit = additive(table.totals)
    means = weighted_means(table.totals, panel.places, fewer_is_better=panel.fewer_is_better)
    removals: dict[str, Removal] = {}
    chances: tuple[Chance, ...] | TooFew = TooFew(NO_CUT, 1, 0)
    if panel.top and 0 < panel.top < len(table.entries):
        goes_on = outcome or plain_outcome(table, means, panel.top)
        removals = {r.juror: r for r in leave_one_out(table.jurors, goes_on)}
        chances = _chances(table, means, panel.top, seed=seed, rounds=draws.bootstrap)
    return Diagnosis(
        seed=seed,
        too_few=None,
        agreement=_agreement(table),
        jurors=juror_readings(panel, table, fit, removals),
        far_cells=far_cells(table, fit),
        favours=_favours(panel, table, fit, seed=seed, rounds=draws.permutations),
        chances=chances,
        design=design,
    )
