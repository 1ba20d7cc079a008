"""rank: from counted scores to places, by the rule the stage declares."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sinovik_sheets.model import Competition, PlenaryDecision, RoundingStep, Stage, Standing
from sinovik_sheets.problems import Finding
from sinovik_sheets.problems import results as rules
from sinovik_sheets.scoring.aggregate import StageScore, score_entries
from sinovik_sheets.scoring.exact import plain, round_half_up
from sinovik_sheets.scoring.ranking import Contender, Placing, advances, distance, has_cut
from sinovik_sheets.scoring.ranking import rank as place_contenders
from sinovik_sheets.scoring.result import Absence, StageResult
from sinovik_sheets.steps.merge import ScoreTable
from sinovik_sheets.steps.plenary import plenary_findings
from sinovik_sheets.text import listing

Totals = Mapping[tuple[str, str], Fraction]
_NO_PLACE = Placing("", 0, 0, tied=False, tied_in_category=False, tie_order=1, decided_by="")


def rank(
    competition: Competition,
    stage: Stage,
    table: ScoreTable,
    open_matters: int,
    totals_before: Totals | None = None,
) -> StageResult:
    """Return the result of a stage.

    `open_matters` is how many questions, missing and wrong scores are open;
    `totals_before` maps (stage, entry) to earlier stage totals where
    `Bobot Akhir` counts them. Entries without a total have no place.
    """
    before = totals_before or {}
    elements = {juror.code: juror.element for juror in competition.jurors}
    panel = score_entries(stage, table.rows, elements)
    scores = panel.scores
    totals = {
        entry.code: total
        for entry in competition.entries
        if entry.status is None
        and (total := _total(stage, entry.code, scores[entry.code], before)) is not None
    }
    contenders = [
        Contender(entry.code, entry.category, totals[entry.code], scores[entry.code], entry.group)
        for entry in competition.entries
        if entry.code in totals
    ]
    return StageResult(
        stage=stage,
        standings=_standings(competition, stage, table, contenders, scores),
        rows=table.rows,
        scores=scores,
        absences=table.absences,
        sources=table.sources,
        open_matters=open_matters,
        totals_before=before,
        reasons=table.reasons,
        adjustments=panel.adjustments,
        parts=panel.parts,
        has_cut=has_cut(stage, quotas(competition, stage)),
    )


def _standings(
    competition: Competition,
    stage: Stage,
    table: ScoreTable,
    contenders: Sequence[Contender],
    scores: Mapping[str, StageScore],
) -> tuple[Standing, ...]:
    """Return where every entry stands, best first, those without a place last."""
    totals = {contender.entry: contender.total for contender in contenders}
    placings = {placing.entry: placing for placing in place_contenders(contenders, stage)}
    going_on = advances(contenders, placings.values(), stage, quotas(competition, stage))
    distances = distance(contenders, going_on, stage)
    recused = Counter(e for (e, _j), a in table.absences.items() if a is Absence.RECUSED)
    standings = []
    for entry in (entry for entry in competition.entries if entry.reached):
        code, score = entry.code, scores[entry.code]
        placing = placings.get(code, _NO_PLACE)
        standings.append(
            Standing(
                entry=entry,
                total=totals.get(code),
                stage_total=score.total if entry.status is None else None,
                criteria=score.criteria,
                place=placing.place or None,
                place_in_category=placing.place_in_category or None,
                tied=placing.tied,
                tie_order=placing.tie_order,
                decided_by=placing.decided_by,
                n=score.n,
                recused=recused[code],
                advances=going_on.get(code),
                distance=distances.get(code),
            )
        )
    return tuple(sorted(standings, key=_order))


def quotas(competition: Competition, stage: Stage) -> Mapping[str, int]:
    """Return the own numbers of the categories or groups where the cut of a stage is."""
    if stage.advance_per == "kelompok":
        return {g.code: g.quota for g in competition.groups if g.quota is not None}
    return {c.code: c.quota for c in competition.categories if c.quota is not None}


def _total(stage: Stage, entry: str, score: StageScore, before: Totals) -> Fraction | None:
    """Return the final total of an entry: this stage alone, or `Bobot Akhir` over stages."""
    if score.total is None:
        return None
    total = Fraction(0)
    for code, weight in (stage.final_weights or {stage.code: Decimal(100)}).items():
        if not weight:
            continue
        part = score.total if code == stage.code else before.get((code, entry))
        if part is None:
            return None
        total += part * Fraction(weight) / 100
    return round_half_up(total, stage.rounding.get(RoundingStep.FINAL))


def _order(standing: Standing) -> tuple[bool, int, str]:
    return standing.place is None, standing.place or 0, standing.entry.code


def findings(result: StageResult) -> list[Finding]:
    """Return what people should know about how a result came out."""
    findings = []
    fell_back = [s.entry.code for s in result.standings if result.scores[s.entry.code].fell_back]
    if fell_back:
        needed, details = str(2 * result.stage.trim + 2), {"entries": listing(fell_back)}
        findings.append(Finding(rules.TRIM_FELL_BACK, value=needed, details=details))
    for element in result.stage.element_weights:
        lacking = [e for e, score in result.scores.items() if element in score.absent]
        if lacking:
            details = {"entries": listing(lacking)}
            findings.append(Finding(rules.ELEMENT_ABSENT, value=element, details=details))
    if result.parts:
        parts = "; ".join(", ".join(part) for part in result.parts)
        findings.append(Finding(rules.JURORS_NOT_CONNECTED, value=parts))
    flat = [juror for (juror, _code), a in result.adjustments.items() if not a.spread]
    if flat:
        details = {"jurors": listing(list(dict.fromkeys(flat)))}
        findings.append(Finding(rules.JUROR_WITHOUT_SPREAD, details=details))
    if not result.final:
        findings.extend(plenary_findings(result))
    return findings


def as_json(result: StageResult) -> dict[str, Any]:
    """Return the shape of `rank --json`; decimals are strings with a point."""
    return _figures(result) | {"findings": [f.as_json() for f in findings(result)]}


def json_file(result: StageResult) -> bytes:
    """Return hasil.json: `rank --json` without the findings, the same in every language."""
    text = json.dumps(_figures(result), ensure_ascii=False, indent=2)
    return f"{text}\n".encode()


def _figures(result: StageResult) -> dict[str, Any]:
    return {
        "stage": result.stage.code,
        "status": "sementara" if result.provisional else "final",
        "method": result.stage.method.value,
        "entries": [_standing_json(standing) for standing in result.standings],
    }


def _standing_json(standing: Standing) -> dict[str, Any]:
    entry = standing.entry
    return {
        "entry": entry.code,
        "title": entry.title,
        "unit": entry.unit,
        "category": entry.category,
        "total": _number(standing.total),
        "stage_total": _number(standing.stage_total),
        "criteria": {code: plain(value) for code, value in standing.criteria.items()},
        "place": standing.place,
        "place_in_category": standing.place_in_category,
        "tied": standing.tied,
        "decided_by": standing.decided_by,
        "n": standing.n,
        "recused": standing.recused,
        "advances": standing.advances,
        "plenary": _plenary_json(standing.plenary),
        "settled_place": standing.settled_place,
        "goes_on": standing.goes_on,
        "status_entry": entry.status.value if entry.status else "",
    }


def _plenary_json(decision: PlenaryDecision | None) -> dict[str, Any] | None:
    if decision is None:
        return None
    return {"place": decision.place, "advances": decision.advances, "reason": decision.reason}


def _number(value: Fraction | None) -> str | None:
    return None if value is None else plain(value, 10)
