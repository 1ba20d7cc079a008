"""One row of the sheet `Tahap`: the rule by which a stage is computed."""

import re
from collections.abc import Mapping
from decimal import Decimal

from sinovik_sheets.model import (
    DEFAULT_ROUNDING,
    Aggregation,
    CutTies,
    Method,
    RoundingStep,
    Stage,
    Ties,
)
from sinovik_sheets.problems import stages as rules
from sinovik_sheets.sheets.tables.table import Row
from sinovik_sheets.sheets.tables.typed import read_number, read_pairs

POINTS_BY_PLACE_SUM = "jumlah"
MOST_ADJUSTED_PLACES = 4
"""Adjustments of jurors are held to six decimals; finer totals would only show that."""
_USED_BY = {
    "Pangkas": Method.TRIMMED_MEAN,
    "Batas Simpangan": Method.LIMITED_MEAN,
    "Bobot Unsur": Method.ELEMENT_WEIGHTS,
    "Tabel Poin": Method.PLACE_POINTS,
}
_ELEMENT_EXAMPLE = "akademisi=40; LSM=30; birokrasi=30"


def read_stage(row: Row) -> Stage:
    """Return the stage of a row, without its criteria, noting what is wrong in it."""
    method = row.choice("Metode", Method) or Method.MEAN
    trim = row.count("Pangkas")
    limit = row.amount("Batas Simpangan")
    if method is Method.LIMITED_MEAN and (limit is None or limit <= 0):
        row.report(rules.LIMIT_MISSING, "Batas Simpangan")
    if method is Method.TRIMMED_MEAN and trim == 0:
        row.report(rules.TRIM_MISSING, "Pangkas")
    points = _points(row, method)
    elements = _element_weights(row, method)
    _check_unused(row, method)
    aggregation = row.choice("Agregasi", Aggregation) or Aggregation.PER_JUROR
    rounding = _rounding(row, _default_rounding(method, points))
    _check_steps(row, rounding, method, aggregation)
    return Stage(
        code=row.text("Kode"),
        name=row.text("Nama"),
        criteria=(),
        order=row.count("Urutan") or 1,
        method=method,
        aggregation=aggregation,
        trim=1 if trim is None else trim,
        limit=limit,
        rounding=rounding,
        ties=row.choice("Seri", Ties) or Ties.LADDER,
        cut_ties=row.choice("Seri di Batas", CutTies) or CutTies.INCLUDE,
        advance=row.count("Jumlah Lolos"),
        minimum_score=row.amount("Nilai Minimal"),
        advance_per=row.option("Lolos Per"),
        final_weights=_weight_list(row, "Bobot Akhir", "T1=30; T2=70"),
        element_weights=elements,
        points=points,
        deadline=row.day("Batas Waktu"),
        where=row.where("Kode"),
    )


def _check_unused(row: Row, method: Method) -> None:
    """Warn of settings that look as if they counted, but belong to another method."""
    for column, user in _USED_BY.items():
        if any(finding.where == row.where(column) for finding in row.findings):
            continue  # what is wrong with the cell itself comes first
        text = row.text(column)
        if text and user is not method:
            row.report(rules.SETTING_NOT_USED, column, text, method=method.value)


def _default_rounding(method: Method, points: tuple[Decimal, ...]) -> Mapping[RoundingStep, int]:
    """Return the rounding where none is declared: sums of points keep all their decimals."""
    if method is not Method.PLACE_POINTS:
        return DEFAULT_ROUNDING
    exponents = [point.as_tuple().exponent for point in points]
    most = max((-exponent for exponent in exponents if isinstance(exponent, int)), default=0)
    return {step: max(places, most) for step, places in DEFAULT_ROUNDING.items()}


def _rounding(row: Row, default: Mapping[RoundingStep, int]) -> Mapping[RoundingStep, int]:
    """Read `tahap:2; akhir:2`; the default where the cell is empty."""
    text = row.text("Pembulatan")
    if not text:
        return default
    places: dict[RoundingStep, int] = {}
    for part in filter(None, (part.strip() for part in re.split(r"[;\n]", text))):
        found = re.fullmatch(r"(\w+)\s*:\s*(\d{1,2})", part.casefold())
        known = found is not None and found[1] in set(RoundingStep) and int(found[2]) <= 10
        if found is None or not known or RoundingStep(found[1]) in places:
            row.report(rules.BAD_ROUNDING, "Pembulatan", text, steps=", ".join(RoundingStep))
            return default
        places[RoundingStep(found[1])] = int(found[2])
    return places


def _check_steps(
    row: Row, rounding: Mapping[RoundingStep, int], method: Method, aggregation: Aggregation
) -> None:
    """Tell of steps that round nothing, and of totals finer than what they are made from."""
    corrects = method is Method.LIMITED_MEAN or method.adjusts_jurors
    used = {
        RoundingStep.CRITERION: aggregation is Aggregation.PER_CRITERION,
        RoundingStep.MEAN: method in {Method.LIMITED_MEAN, Method.ELEMENT_WEIGHTS},
        RoundingStep.CORRECTION: corrects,
    }
    for step in rounding:
        if not used.get(step, True):
            details = {"method": method.value, "aggregation": aggregation.value}
            row.report(rules.ROUNDING_NOT_USED, "Pembulatan", step.value, **details)
    places = rounding.get(RoundingStep.STAGE)
    if method.adjusts_jurors and (places is None or places > MOST_ADJUSTED_PLACES):
        details = {"method": method.value, "most": str(MOST_ADJUSTED_PLACES)}
        row.report(rules.ROUNDING_TOO_FINE, "Pembulatan", row.text("Pembulatan"), **details)


def _points(row: Row, method: Method) -> tuple[Decimal, ...]:
    """Read the points by place; none for the sum of places, and where nothing is given."""
    text = row.text("Tabel Poin")
    if not text and method is Method.PLACE_POINTS:
        row.report(rules.POINTS_MISSING, "Tabel Poin")
    if not text or text.casefold() == POINTS_BY_PLACE_SUM:
        return ()
    points = [read_number(part) for part in text.split(";") if part.strip()]
    sound = [point for point in points if point is not None and point >= 0]
    if not sound or len(sound) < len(points):
        row.report(rules.BAD_POINTS, "Tabel Poin", text)
        return ()
    return tuple(sound)


def _element_weights(row: Row, method: Method) -> Mapping[str, Decimal]:
    weights = _weight_list(row, "Bobot Unsur", _ELEMENT_EXAMPLE)
    if method is Method.ELEMENT_WEIGHTS and not row.text("Bobot Unsur"):
        row.report(rules.ELEMENT_WEIGHTS_MISSING, "Bobot Unsur", example=_ELEMENT_EXAMPLE)
    elif any(weight <= 0 for weight in weights.values()):
        row.report(rules.ELEMENT_WEIGHT_NOT_POSITIVE, "Bobot Unsur", row.text("Bobot Unsur"))
    return weights


def _weight_list(row: Row, column: str, example: str) -> Mapping[str, Decimal]:
    text = row.text(column)
    pairs = read_pairs(text)
    if pairs is None or (pairs and sum(pairs.values()) != 100):
        row.report(rules.BAD_WEIGHT_LIST, column, text, example=example)
        return {}
    return pairs
