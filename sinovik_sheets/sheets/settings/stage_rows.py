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
from sinovik_sheets.problems import settings as rules
from sinovik_sheets.sheets.tables.table import Row
from sinovik_sheets.sheets.tables.typed import read_number, read_pairs

POINTS_BY_PLACE_SUM = "jumlah"
_USED_BY = {"Pangkas": Method.TRIMMED_MEAN, "Batas Simpangan": Method.LIMITED_MEAN}


def read_stage(row: Row) -> Stage:
    """Return the stage of a row, without its criteria, noting what is wrong in it."""
    method = row.choice("Metode", Method) or Method.MEAN
    trim = row.count("Pangkas")
    limit = row.amount("Batas Simpangan")
    if method is Method.LIMITED_MEAN and (limit is None or limit <= 0):
        row.report(rules.LIMIT_MISSING, "Batas Simpangan")
    if method is Method.TRIMMED_MEAN and trim == 0:
        row.report(rules.TRIM_MISSING, "Pangkas")
    _check_points(row)
    _weight_list(row, "Bobot Unsur", "akademisi=40; LSM=30; birokrasi=30")
    _check_unused(row, method)
    return Stage(
        code=row.text("Kode"),
        name=row.text("Nama"),
        criteria=(),
        order=row.count("Urutan") or 1,
        method=method,
        aggregation=row.choice("Agregasi", Aggregation) or Aggregation.PER_JUROR,
        trim=1 if trim is None else trim,
        limit=limit,
        rounding=_rounding(row),
        ties=row.choice("Seri", Ties) or Ties.LADDER,
        cut_ties=row.choice("Seri di Batas", CutTies) or CutTies.INCLUDE,
        advance=row.count("Jumlah Lolos"),
        minimum_score=row.amount("Nilai Minimal"),
        advance_per=row.option("Lolos Per"),
        final_weights=_weight_list(row, "Bobot Akhir", "T1=30; T2=70"),
        deadline=row.day("Batas Waktu"),
        where=row.where("Kode"),
    )


def _check_unused(row: Row, method: Method) -> None:
    """Warn of settings that look as if they counted, but belong to another method."""
    for column in ("Pangkas", "Batas Simpangan", "Bobot Unsur", "Tabel Poin"):
        if any(finding.where == row.where(column) for finding in row.findings):
            continue  # what is wrong with the cell itself comes first
        text = row.text(column)
        if text and _USED_BY.get(column) is not method:
            row.report(rules.SETTING_NOT_USED, column, text, method=method.value)


def _rounding(row: Row) -> Mapping[RoundingStep, int]:
    """Read `tahap:2; akhir:2`; the default where the cell is empty."""
    text = row.text("Pembulatan")
    if not text:
        return DEFAULT_ROUNDING
    places: dict[RoundingStep, int] = {}
    for part in filter(None, (part.strip() for part in re.split(r"[;\n]", text))):
        found = re.fullmatch(r"(\w+)\s*:\s*(\d{1,2})", part.casefold())
        known = found is not None and found[1] in set(RoundingStep) and int(found[2]) <= 10
        if found is None or not known or RoundingStep(found[1]) in places:
            row.report(rules.BAD_ROUNDING, "Pembulatan", text, steps=", ".join(RoundingStep))
            return DEFAULT_ROUNDING
        places[RoundingStep(found[1])] = int(found[2])
    return places


def _check_points(row: Row) -> None:
    text = row.text("Tabel Poin")
    if not text or text.casefold() == POINTS_BY_PLACE_SUM:
        return
    points = [read_number(part) for part in text.split(";") if part.strip()]
    if not points or any(point is None or point < 0 for point in points):
        row.report(rules.BAD_POINTS, "Tabel Poin", text)


def _weight_list(row: Row, column: str, example: str) -> Mapping[str, Decimal]:
    text = row.text(column)
    pairs = read_pairs(text)
    if pairs is None or (pairs and sum(pairs.values()) != 100):
        row.report(rules.BAD_WEIGHT_LIST, column, text, example=example)
        return {}
    return pairs
