"""Results of a stage for tests, scored and ranked from a table of what jurors gave."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from sinovik_sheets.model import Entry, RoundingStep, Stage, Standing
from sinovik_sheets.scoring.aggregate import StageScore, aggregate
from sinovik_sheets.scoring.exact import round_half_up
from sinovik_sheets.scoring.ranking import Contender, Placing, advances, distance, rank
from sinovik_sheets.scoring.result import Absence, StageResult

Cell = tuple[str, str]
Scores = Mapping[str, Mapping[str, Sequence[str] | Absence]]
"""Entry -> juror -> scores in the order of the criteria, or why there are none."""


def stage_result(
    stage: Stage,
    scores: Scores,
    entries: Sequence[Entry] = (),
    before: Mapping[Cell, Fraction] | None = None,
) -> StageResult:
    """Score and rank a table as the steps do: withdrawn entries have no place."""
    known = {entry.code: entry for entry in entries}
    everyone = {code: known.get(code, Entry(code, f"Inovasi {code}")) for code in scores}
    rows = {
        code: {
            juror: {c.code: Decimal(s) for c, s in zip(stage.criteria, given, strict=True)}
            for juror, given in jurors.items()
            if not isinstance(given, Absence)
        }
        for code, jurors in scores.items()
    }
    absences = {
        (code, juror): given
        for code, jurors in scores.items()
        for juror, given in jurors.items()
        if isinstance(given, Absence)
    }
    scored = {code: aggregate(stage, row) for code, row in rows.items()}
    totals = {code: total(stage, code, score, before or {}) for code, score in scored.items()}
    contenders = [
        Contender(code, everyone[code].category, value, scored[code])
        for code, value in totals.items()
        if value is not None and everyone[code].status is None
    ]
    placings = rank(contenders, stage)
    advancing = advances(contenders, placings, stage, {})
    distances = distance(contenders, advancing, stage)
    places = {placing.entry: placing for placing in placings}
    unplaced = [code for code in scores if code not in places]
    standings = tuple(
        standing(everyone[code], scored[code], totals[code], places.get(code))
        for code in [*places, *unplaced]
    )
    standings = tuple(
        replace(s, advances=advancing.get(s.entry.code), distance=distances.get(s.entry.code))
        for s in standings
    )
    refused = [key for key, kind in absences.items() if kind is Absence.RECUSED]
    recused = Counter(entry for entry, _juror in refused)
    standings = tuple(replace(s, recused=recused[s.entry.code]) for s in standings)
    return StageResult(
        stage=stage,
        standings=standings,
        rows=rows,
        scores=scored,
        absences=absences,
        sources={},
        open_matters=sum(kind in {Absence.OPEN, Absence.MISSING} for kind in absences.values()),
        totals_before=before or {},
        reasons={
            key: "saudara kandung" for key, kind in absences.items() if kind is Absence.RECUSED
        },
    )


def total(
    stage: Stage, code: str, score: StageScore, before: Mapping[Cell, Fraction]
) -> Fraction | None:
    if score.total is None or not stage.final_weights:
        return score.total
    parts = {name: before.get((name, code)) for name in stage.final_weights} | {
        stage.code: score.total
    }
    if any(part is None for part in parts.values()):
        return None
    weights = stage.final_weights
    exact = sum((Fraction(weights[n]) * (p or 0) for n, p in parts.items()), Fraction(0)) / 100
    return round_half_up(exact, stage.rounding.get(RoundingStep.FINAL))


def standing(
    entry: Entry, score: StageScore, value: Fraction | None, placing: Placing | None
) -> Standing:
    return Standing(
        entry=entry,
        total=value,
        stage_total=score.total,
        criteria=score.criteria,
        place=placing.place if placing else None,
        place_in_category=placing.place_in_category if placing else None,
        tied=placing.tied if placing else False,
        tie_order=placing.tie_order if placing else 0,
        decided_by=placing.decided_by if placing else "",
        n=score.n,
        recused=0,
        advances=None,
    )
