"""diagnose: what the scores of a stage say about its jury, and how firm its result is."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from sinovik_sheets.model import Competition, Method
from sinovik_sheets.scoring.diagnostics.results import Advice, Diagnosis, Panel, Scale
from sinovik_sheets.scoring.diagnostics.thresholds import PER_FIELD, Colour, Reading, TooFew
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.scoring.sensitivity.scenarios import Diagnostics, Kind, Sensitivity
from sinovik_sheets.steps.rank import quotas
from sinovik_sheets.text import N_, _

SEED = 1
"""The bootstrap and the permutations repeat themselves by it."""

_NAMED = 12
"""How many entries a sentence names."""

_ADJUSTED_DIFFERS = N_(
    "Not all jurors scored all entries, so it matters who scored whom: with the jurors' strictness"
    " evened out, {count} of those who go on would change (in: {joining}; out: {leaving})."
)


def diagnose(competition: Competition, result: StageResult) -> Diagnostics:
    """Return everything the scores of a stage say about its jury and its result.

    Who goes on without a juror is computed by the stage's own method, exactly. Nothing
    of it changes a score, and the same result gives the same diagnostics.
    """
    from sinovik_sheets.scoring.diagnostics import diagnosis
    from sinovik_sheets.scoring.sensitivity.analysis import sensitivity

    elements = {juror.code: juror.element for juror in competition.jurors}
    found = sensitivity(result, elements, quotas(competition, result.stage), competition.tiers)
    without = {s.code: s.goes_on for s in found.of(Kind.JUROR)}

    def outcome(juror: str | None) -> frozenset[str]:
        goes_on = found.own if juror is None else without.get(juror)
        return found.own if goes_on is None else goes_on

    panel = _panel(competition, result, found.top)
    draws = diagnosis.Draws()
    told = diagnosis.diagnose(panel, seed=SEED, outcome=outcome, draws=draws)
    if result.stage.advance_per:  # the estimate would compare entries that do not compete
        told = replace(told, chances=TooFew(PER_FIELD, 1, 0))
    warnings = _warnings(found, told, result.stage.method)
    return Diagnostics(told, found, draws.bootstrap, warnings)


def _panel(competition: Competition, result: StageResult, top: int) -> Panel:
    """Lay out the counted scores in the order of the score sheets."""
    stage = result.stage
    entries = tuple(
        s.entry.code
        for s in sorted(result.standings, key=lambda s: s.entry.code)
        if s.entry.status is None
    )
    jurors = [juror.code for juror in competition.panel(stage)]
    counted = {juror for entry in entries for juror in result.rows.get(entry, {})}
    jurors.extend(sorted(counted - set(jurors)))
    return Panel(
        entries=entries,
        jurors=tuple(jurors),
        criteria=tuple(
            Scale(c.code, c.weight or Decimal(0), c.minimum, c.maximum) for c in stage.criteria
        ),
        scores=result.rows,
        totals={entry: result.scores[entry].juror_totals for entry in entries},
        elements={juror.code: juror.element for juror in competition.jurors},
        kinds={entry.code: entry.kind for entry in competition.entries},
        top=top or None,
        places=result.places,
        fewer_is_better=stage.fewer_is_better,
    )


def _warnings(found: Sensitivity, told: Diagnosis, own: Method) -> tuple[Advice, ...]:
    """Warn where the jurors' strictness decides who goes on, because not all scored all."""
    by_method = {s.code: s for s in found.of(Kind.METHOD)}
    adjusted = by_method[Method.LENIENCY]
    if told.design.complete or own.adjusts_jurors:
        return ()
    if adjusted.goes_on is None or adjusted.goes_on == found.own:
        return ()
    joining = [e for e in found.entries if e in adjusted.goes_on - found.own]
    leaving = [e for e in found.entries if e in found.own - adjusted.goes_on]
    count = max(len(joining), len(leaving))
    names = {"joining": _names(joining), "leaving": _names(leaving)}
    return (Advice(_ADJUSTED_DIFFERS, {"count": count, **names}),)


def _names(entries: list[str]) -> str:
    """List entries without words, for a sentence in a language not yet known."""
    shown = ", ".join(entries[:_NAMED]) or "–"
    return shown if len(entries) <= _NAMED else f"{shown}, …"


def lines(found: Diagnostics) -> list[str]:
    """Say in at most three lines what is red or yellow, in the language being spoken."""
    alarms = found.alarms
    if not alarms:
        return []
    told = _("Diagnostics: {count} matters to check, see the sheet Diagnostik Juri.")
    red = [concern.advice.text() for concern in alarms if concern.colour is Colour.RED]
    return [told.format(count=len(alarms)), *red[:2]]


def as_json(found: Diagnostics) -> dict[str, Any]:
    """Return what `rank --json` says: figures as strings, None where there are none."""
    told, agreement = found.diagnosis, found.diagnosis.agreement
    kendall = agreement.kendall
    return {
        "too_few": told.too_few.text() if told.too_few else None,
        "icc": _figure(agreement.reliability),
        "icc_colour": agreement.reliability.colour,
        "w": None if isinstance(kendall, TooFew) else _number(kendall.w),
        "alpha": _figure(agreement.alpha),
        "jurors": [
            {
                "juror": row.juror,
                "colour": row.colour,
                "n": row.n,
                "severity": _figure(row.severity),
                "consistency": _figure(row.consistency),
                "spread": _figure(row.spread),
                "far": _figure(row.far),
                "identical": _figure(row.identical),
                "changes_without": row.removed.changes if row.removed else None,
            }
            for row in told.jurors
        ],
        "grey": list(found.grey),
        "to_check": [
            {"colour": concern.colour, "message": concern.advice.text()} for concern in found.alarms
        ],
        "sensitivity": {
            "top": found.sensitivity.top,
            "changes": [
                {
                    "kind": scenario.kind,
                    "code": scenario.code,
                    "shift": str(scenario.shift),
                    "changes": found.sensitivity.changes(scenario),
                }
                for scenario in found.sensitivity.scenarios
                if scenario.goes_on is not None
            ],
        },
    }


def _figure(reading: Reading) -> str | None:
    return None if reading.number is None else _number(reading.number)


def _number(value: float) -> str:
    """Write a figure with four decimals: more would differ from machine to machine."""
    return str(Decimal(f"{value:.4f}") + Decimal(0))
