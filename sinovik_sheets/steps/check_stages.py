"""check, the rule of computing: weights, scales, cuts, dates."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from sinovik_sheets.layout import COMPETITION
from sinovik_sheets.model import Category, Competition, Criterion, Group, Method, Stage
from sinovik_sheets.problems import Finding, Where
from sinovik_sheets.problems import settings as rules
from sinovik_sheets.problems import stages as stage_rules
from sinovik_sheets.sheets.settings.competition_tables import STAGES
from sinovik_sheets.text import date_text, decimal_text, listing


def check(competition: Competition) -> Iterator[Finding]:
    """Yield what is wrong with the stages, their criteria and the dates."""
    if not competition.stages:
        where = Where(COMPETITION.name, STAGES.sheet)
        yield Finding(rules.NO_ROWS, where)
    for stage in competition.stages:
        yield from _check_weights(stage)
        for criterion in stage.criteria:
            yield from _check_scale(criterion)
        yield from _check_final_weights(competition, stage)
        yield from _check_trim(competition, stage)
        yield from _check_elements(competition, stage)
        yield from _check_quotas(competition, stage)
    yield from _check_dates(competition)


def _check_weights(stage: Stage) -> Iterator[Finding]:
    if not stage.criteria:
        details = {"stage": stage.code}
        yield Finding(stage_rules.STAGE_WITHOUT_CRITERIA, stage.where, details=details)
        return
    for criterion in stage.criteria:
        if criterion.weight is None:
            yield Finding(
                stage_rules.WEIGHT_MISSING, criterion.where.at("Bobot"), criterion=criterion.code
            )
        elif criterion.weight < 0:
            value = decimal_text(criterion.weight)
            yield Finding(stage_rules.WEIGHT_NEGATIVE, criterion.where.at("Bobot"), value=value)
    total = sum(criterion.weight or 0 for criterion in stage.criteria)
    if total != 100 and all(criterion.weight is not None for criterion in stage.criteria):
        yield Finding(
            stage_rules.WEIGHTS_NOT_100,
            stage.criteria[0].where.at("Bobot"),
            value=decimal_text(total) if total else "0",
            details={"stage": stage.code},
        )


def _check_scale(criterion: Criterion) -> Iterator[Finding]:
    low, high, step = criterion.minimum, criterion.maximum, criterion.step
    details = {"minimum": decimal_text(low)}
    if low >= high:
        where, value = criterion.where.at("Maksimum"), decimal_text(high)
        yield Finding(stage_rules.MIN_NOT_BELOW_MAX, where, value=value, details=details)
    elif step is not None and (step <= 0 or (high - low) % step != 0):
        where, value = criterion.where.at("Langkah"), decimal_text(step)
        details["maximum"] = decimal_text(high)
        yield Finding(stage_rules.BAD_STEP, where, value=value, details=details)


def _check_final_weights(competition: Competition, stage: Stage) -> Iterator[Finding]:
    codes = [s.code for s in competition.stages]
    so_far = codes[: codes.index(stage.code) + 1]
    for code in stage.final_weights:
        if code not in so_far:
            details = {"stage": stage.code}
            yield Finding(
                stage_rules.FINAL_WEIGHT_OF_LATER_STAGE,
                stage.where.at("Bobot Akhir"),
                value=code,
                details=details,
            )
        elif len(stage.final_weights) > 1 and competition.stage[code].fewer_is_better:
            where, details = stage.where.at("Bobot Akhir"), {"stage": stage.code}
            yield Finding(stage_rules.PLACE_SUM_IN_TOTAL, where, value=code, details=details)


def _check_trim(competition: Competition, stage: Stage) -> Iterator[Finding]:
    jurors = len(competition.panel(stage))
    needed = 2 * stage.trim + 2
    if stage.method is Method.TRIMMED_MEAN and 0 < jurors < needed:
        yield Finding(
            stage_rules.TOO_FEW_FOR_TRIM,
            stage.where.at("Pangkas"),
            value=str(stage.trim),
            details={"stage": stage.code, "jurors": jurors, "needed": needed},
        )


def _check_quotas(competition: Competition, stage: Stage) -> Iterator[Finding]:
    """Yield the categories or groups a cut by quotas forgets."""
    fields: Mapping[str, Sequence[Category | Group]] = {
        "kategori": competition.categories,
        "kelompok": competition.groups,
    }
    if stage.advance_per not in fields or stage.advance is not None or stage.minimum_score:
        return
    members = fields[stage.advance_per]
    if all(field.quota is None for field in members):
        return  # no cut is declared at all
    for field in members:
        if field.quota is None:
            where, details = field.where.at("Kuota"), {"stage": stage.code}
            yield Finding(stage_rules.QUOTA_MISSING, where, value=field.code, details=details)


def _check_elements(competition: Competition, stage: Stage) -> Iterator[Finding]:
    """Yield what does not fit between the jurors' elements and their weights."""
    if stage.method is Method.Z_SCORE:
        where = stage.where.at("Metode")
        yield Finding(stage_rules.Z_SCORE_CAUTION, where, details={"stage": stage.code})
    if stage.method is not Method.ELEMENT_WEIGHTS or not stage.element_weights:
        return
    panel = competition.panel(stage)
    present = {stage.element_of(juror.element) for juror in panel}
    for juror in panel:
        if not stage.element_of(juror.element):
            yield Finding(
                stage_rules.ELEMENT_WITHOUT_WEIGHT,
                juror.where.at("Unsur"),
                juror=juror.code,
                value=juror.element,
                details={"stage": stage.code, "elements": listing(list(stage.element_weights))},
            )
    for element in stage.element_weights:
        if panel and element not in present:
            where, details = stage.where.at("Bobot Unsur"), {"stage": stage.code}
            yield Finding(stage_rules.ELEMENT_WITHOUT_JUROR, where, value=element, details=details)


def _check_dates(competition: Competition) -> Iterator[Finding]:
    settings = competition.settings
    opens, closes = "pendaftaran dibuka", "pendaftaran ditutup"
    days = [
        (opens, settings.registration_opens, settings.where.at(opens)),
        (closes, settings.registration_closes, settings.where.at(closes)),
        *(
            (f"Batas Waktu {stage.code}", stage.deadline, stage.where.at("Batas Waktu"))
            for stage in competition.stages
        ),
    ]
    known = [(name, day, where) for name, day, where in days if day is not None]
    for (name, day, _where), (next_name, next_day, where) in pairwise(known):
        if day > next_day:
            details = {
                "earlier_name": name,
                "earlier": date_text(day),
                "later_name": next_name,
            }
            yield Finding(rules.DATES_CROSS, where, value=date_text(next_day), details=details)
