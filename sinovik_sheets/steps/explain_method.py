"""What the method made of the jurors' values of one entry, so that the total can be followed."""

from collections.abc import Iterator
from fractions import Fraction

from sinovik_sheets.model import Aggregation, Method, Stage, Standing
from sinovik_sheets.scoring.aggregate import StageScore
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.text import _, decimal_text, fraction_text, listing


def method_sentences(result: StageResult, standing: Standing) -> Iterator[str]:
    """Yield what stands between the jurors' values and the stage total of an entry.

    Nothing where they are only averaged.
    """
    stage, score = result.stage, result.scores[standing.entry.code]
    if stage.method is Method.ELEMENT_WEIGHTS:
        yield from _elements(stage, score)
    elif stage.method is Method.TRIMMED_MEAN:
        yield from _trimmed(stage, score)
    elif stage.takes_places:
        yield from _places(result, standing)
    elif score.corrected:
        yield from _corrected(result, standing)


def _elements(stage: Stage, score: StageScore) -> Iterator[str]:
    for element, weight in stage.element_weights.items():
        means = {code: mean for (of, code), mean in score.groups.items() if of == element}
        if means:
            told = ", ".join(_named(code, fraction_text(mean)) for code, mean in means.items())
            yield _("Element {element}: mean {mean}, weight {weight} %.").format(
                element=element, mean=told, weight=decimal_text(weight)
            )
        elif element in score.absent:
            yield _("Element {element}: no score counts; its weight goes to the others.").format(
                element=element
            )


def _trimmed(stage: Stage, score: StageScore) -> Iterator[str]:
    if score.fell_back:
        yield _("Too few scores to leave any out: all are averaged.")
    elif stage.trim and stage.aggregation is Aggregation.PER_JUROR:
        lowest_first = sorted(score.juror_totals.items(), key=lambda pair: (pair[1], pair[0]))
        told = [_named(juror, fraction_text(total)) for juror, total in lowest_first]
        yield _("Left out: the lowest {lowest}; the highest {highest}.").format(
            lowest=", ".join(told[: stage.trim]), highest=", ".join(told[-stage.trim :])
        )
    elif stage.trim:
        yield _(
            "On every criterion the highest and lowest values (each {trim}) are left out."
        ).format(trim=stage.trim)


def _corrected(result: StageResult, standing: Standing) -> Iterator[str]:
    """Tell which values count other than they were given."""
    code = standing.entry.code
    score, rows = result.scores[code], result.rows[code]
    changed = []
    for (juror, criterion), now in score.corrected.items():
        given = Fraction(rows[juror][criterion]) if criterion else score.juror_totals[juror]
        if now != given:
            values = f"{fraction_text(given)} → {fraction_text(now)}"
            changed.append(_named(" ".join(filter(None, (juror, criterion))), values))
    if changed:
        yield _("Values that count other than given: {values}.").format(values=listing(changed))
    else:
        yield _("Every value counts as it was given.")


def _places(result: StageResult, standing: Standing) -> Iterator[str]:
    """Tell what each juror's places bring, and how the sum reaches the whole panel."""
    code, stage = standing.entry.code, result.stage
    totals = result.scores[code].juror_totals
    told = []
    for juror, total in totals.items():
        row = result.rows[code][juror]
        given = {c.code: decimal_text(row[c.code]) if row[c.code] else "–" for c in stage.criteria}
        single = len(given) == 1
        places = ", ".join(p if single else _named(c, p) for c, p in given.items())
        if stage.fewer_is_better and single:
            told.append(_named(juror, places))
            continue
        told.append(
            _("{juror} {points} (place {places})").format(
                juror=juror, points=fraction_text(total), places=places
            )
        )
    if stage.fewer_is_better:
        yield _("Places of the jurors: {places}.").format(places=listing(told))
    else:
        yield _("Points of the jurors: {points}.").format(points=listing(told))
    panel = {juror for rows in result.rows.values() for juror in rows}
    if len(totals) < len(panel):
        yield _("Their sum {sum} is projected from {n} to {panel} jurors.").format(
            sum=fraction_text(sum(totals.values(), Fraction(0))), n=len(totals), panel=len(panel)
        )


def _named(name: str, value: str) -> str:
    return f"{name} {value}" if name else value
