"""What the result of a stage depends on: the method, each weight, each juror.

Everything is computed anew and exactly, with the ladder, the quotas and the minimum of
the stage, so that a difference shown is a difference there would be.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from sinovik_sheets.model import CutTies, Method, Stage, Tier
from sinovik_sheets.scoring.diagnostics.results import Advice, Value
from sinovik_sheets.scoring.exact import as_decimal
from sinovik_sheets.scoring.ranking import has_cut
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.scoring.sensitivity.cut_line import WINNERS, with_winners
from sinovik_sheets.scoring.sensitivity.rerun import Rerun, Weights
from sinovik_sheets.scoring.sensitivity.scenarios import CutKind, Kind, Scenario, Sensitivity
from sinovik_sheets.text import N_

SHIFTS = (Decimal(-10), Decimal(-5), Decimal(5), Decimal(10))
"""By how many percentage points each weight is moved."""

TRIM = 1
"""How many of the highest and of the lowest the trimmed mean leaves out."""

LIMIT_SHARE = 10
"""The limited mean moves what is farther from the mean than this part of the scale."""

_ALTERNATIVES = (
    Method.MEAN,
    Method.TRIMMED_MEAN,
    Method.LIMITED_MEAN,
    Method.MEDIAN,
    Method.LENIENCY,
    Method.Z_SCORE,
)

_PLACES = N_("Not computed: the jurors gave places, not scores.")
_APART = N_(
    "Not computed: groups of jurors share no entry, so how strict they are cannot be compared."
)
_FEW = N_("Not computed: leaving out needs {needed} jurors for an entry, the most are {there}.")
_OWN_SCALE = N_(
    "Not computed: z scores are on a scale of their own, and a minimum or other stages count too."
)
_ONE_CRITERION = N_("Not computed: no other criterion has a weight that could give way.")
_TRIMMED = N_("Without the highest and the lowest juror of each entry.")
_LIMITED = N_("At most {limit} from the mean of the jurors.")
_UNROUNDED = N_("Not rounded.")


def sensitivity(
    result: StageResult,
    elements: Mapping[str, str],
    quotas: Mapping[str, int],
    tiers: Iterable[Tier] = (),
) -> Sensitivity:
    """Return who goes on and what that depends on.

    `elements` and `quotas` are those of `score_entries` and `advances`. Where the stage
    has no cut, the places of its first tier count as going on, without tiers the first
    three; all who share the last of these places are in. The plenary's decisions do not
    matter here: it is the computation that is looked at.
    """
    cut, stage, tier = _cut(result.stage, quotas, tiers)
    rerun = Rerun(result, elements, quotas if cut is CutKind.DECLARED else {})
    own = rerun.goes_on(stage) or frozenset()
    top = stage.advance if stage.advance is not None and not stage.advance_per else len(own)
    scenarios = (*_methods(rerun, stage), *_weights(rerun, stage), *_jurors(rerun, stage))
    entries = tuple(
        s.entry.code for s in result.standings if s.n and (s.total is not None or result.parts)
    )
    return Sensitivity(cut, top, own, entries, scenarios, tier)


def _cut(
    stage: Stage, quotas: Mapping[str, int], tiers: Iterable[Tier]
) -> tuple[CutKind, Stage, str]:
    """Return where the line comes from, the stage with that line, and the name of its tier."""
    if has_cut(stage, quotas):
        return CutKind.DECLARED, replace(stage, cut_ties=CutTies.INCLUDE), ""
    own = sorted((t for t in tiers if t.stage == stage.code and not t.per), key=lambda t: t.last)
    if own:
        winners = replace(with_winners(stage), advance=own[0].last)
        return CutKind.TIER, winners, own[0].name
    return CutKind.WINNERS, replace(with_winners(stage), advance=WINNERS), ""


def _advice(source: str, **values: Value) -> Advice:
    return Advice(source, values)


def _methods(rerun: Rerun, stage: Stage) -> Iterator[Scenario]:
    for method in _ALTERNATIVES:
        own = method is stage.method
        why_not = None if own else _inapplicable(rerun, stage, method)
        if why_not:
            yield Scenario(Kind.METHOD, method.value, None, note=why_not)
            continue
        other = stage if own else _by_method(stage, method)
        found = rerun.goes_on(other)
        note = _advice(_APART) if found is None else None if own else _how(other)
        yield Scenario(Kind.METHOD, method.value, found, note=note, own=own)


def _by_method(stage: Stage, method: Method) -> Stage:
    """Return the stage with another method; a limit of its own stays."""
    changed = replace(stage, method=method, trim=TRIM)
    if method is Method.LIMITED_MEAN:
        scale = sum(
            ((c.weight or Decimal(0)) * (c.maximum - c.minimum) for c in stage.criteria), Decimal(0)
        )
        return replace(changed, limit=stage.limit or as_decimal(scale / 100 / LIMIT_SHARE, 2))
    # Scores around 0 with a spread of 1 are not what the declared decimals are meant for.
    return replace(changed, rounding={}) if method is Method.Z_SCORE else changed


def _how(stage: Stage) -> Advice | None:
    if stage.method is Method.TRIMMED_MEAN:
        return _advice(_TRIMMED)
    if stage.method is Method.LIMITED_MEAN:
        return _advice(_LIMITED, limit=stage.limit or Decimal(0))
    return _advice(_UNROUNDED) if stage.method is Method.Z_SCORE else None


def _inapplicable(rerun: Rerun, stage: Stage, method: Method) -> Advice | None:
    """Say why another method cannot be compared with the stage's own, None where it can."""
    if stage.takes_places:
        return _advice(_PLACES)
    if Method.Z_SCORE in {method, stage.method} and (
        stage.minimum_score is not None or set(stage.final_weights) - {stage.code}
    ):
        return _advice(_OWN_SCALE)
    most = int(rerun.there.sum(axis=1).max(initial=0))
    if method is Method.TRIMMED_MEAN and most < 2 * TRIM + 2:
        return _advice(_FEW, needed=2 * TRIM + 2, there=most)
    return None


def _weights(rerun: Rerun, stage: Stage) -> Iterator[Scenario]:
    weights = rerun.weights
    for code, weight in weights.items():
        if not any(other for c, other in weights.items() if c != code):
            yield Scenario(Kind.WEIGHT, code, None, note=_advice(_ONE_CRITERION))
            continue
        for shift in SHIFTS:
            changed = shifted(weights, code, shift)
            if changed[code] != weight:
                found = rerun.goes_on(stage, weights=changed)
                yield Scenario(Kind.WEIGHT, code, found, shift=shift)


def shifted(weights: Weights, code: str, shift: Decimal) -> Weights:
    """Move one weight by percentage points; the others give way in proportion.

    No weight goes below 0 or above the sum of all. The other weights must not all be 0.
    """
    whole = sum(weights.values(), Fraction(0))
    moved = min(max(weights[code] + Fraction(shift), Fraction(0)), whole)
    factor = (whole - moved) / (whole - weights[code])
    return {c: moved if c == code else weight * factor for c, weight in weights.items()}


def _jurors(rerun: Rerun, stage: Stage) -> Iterator[Scenario]:
    if len(rerun.jurors) < 2:
        return
    for juror in rerun.jurors:
        found = rerun.goes_on(stage, without=juror)
        note = _advice(_APART) if found is None else None
        yield Scenario(Kind.JUROR, juror, found, note=note)
