"""Places on one sheet: whether each is given once, which are lacking, which cells have none.

Where points are given for places, a cell cannot be judged by itself: whether an empty
one is still missing depends on the other cells of its column.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from sinovik_sheets.model import Stage
from sinovik_sheets.problems import scores as rules
from sinovik_sheets.sheets.score_sheet.verdicts import Judged, State
from sinovik_sheets.steps.judge import COUNTED, JudgedSheet, Score
from sinovik_sheets.text import decimal_text, listing

Column = Mapping[str, Score]
"""Entry code -> its score on one criterion."""


def settle_places(stage: Stage, sheet: JudgedSheet) -> JudgedSheet:
    """Return a sheet on which places are judged together, others as they are.

    With a table of points the places 1..K must stand once each in every column; K is
    the length of the table, or how many rows the juror can place if these are fewer.
    Once they stand, empty cells are UNPLACED. A place given to an entry that dropped
    out, or that the juror must not judge since, stays given: the others do not move up.
    """
    if not stage.takes_places:
        return sheet
    scores = {key: score._replace(judged=_by_itself(score)) for key, score in sheet.scores.items()}
    if not stage.points:
        return _with_scores(sheet, scores, {})
    lacking: dict[str, tuple[int, ...]] = {}
    recused = {entry for (entry, _code), s in scores.items() if s.state is State.RECUSED}
    for code in stage.weights:
        column = {
            entry: s for (entry, c), s in scores.items() if c == code and entry not in recused
        }
        aside = [s for (entry, c), s in scores.items() if c == code and entry in recused]
        aside += [s for (_entry, c), s in sheet.dropped.items() if c == code]
        elsewhere = {p for s in aside if 1 <= (p := _place(s) or 0) <= len(stage.points)}
        settled, gaps = _settle(column, elsewhere, len(stage.points))
        scores |= {(entry, code): score for entry, score in settled.items()}
        if gaps:
            lacking[code] = gaps
    return _with_scores(sheet, scores, lacking)


def _by_itself(score: Score) -> Judged:
    """Return the verdict on a cell whatever the others hold; a place is a whole number."""
    judged = score.judged
    if judged.state is State.UNPLACED:
        rule = rules.PLACE_MISSING if score.position else rules.ROW_DELETED
        return Judged(State.MISSING, rule=rule, text=judged.text)
    if judged.rule is rules.MISSING:
        return judged._replace(rule=rules.PLACE_MISSING)
    if judged.rule in (rules.PLACE_TWICE, rules.PLACE_SKIPPED):
        return judged._replace(state=State.ACCEPT, rule=None, details={})
    number = judged.value
    fraction = number is not None and number != number.to_integral_value()
    if judged.rule is rules.OFF_STEP or (fraction and judged.state in COUNTED):
        text = judged.text or ("" if number is None else decimal_text(number))
        return Judged(State.REJECT, None, rules.PLACE_NOT_WHOLE, text)
    if judged.state is State.REJECT and judged.rule is not None:
        return judged._replace(rule=rules.for_places(judged.rule))
    return judged


def _place(score: Score) -> int | None:
    """Return the place a cell gives or may turn out to give, None for none."""
    value = score.judged.value
    if score.judged.state is State.REJECT or value is None or value != value.to_integral_value():
        return None
    return int(value)


def _settle(
    column: Column, elsewhere: set[int], points: int
) -> tuple[dict[str, Score], tuple[int, ...]]:
    """Return the scores of a column judged together, and the places nobody has."""
    settled = dict(column)
    holders: dict[Decimal, list[str]] = {}
    for entry, score in column.items():
        if score.value is not None:
            holders.setdefault(score.value, []).append(entry)
    for value, entries in holders.items():
        if len(entries) > 1:
            for entry in entries:
                settled[entry] = _asked(column[entry], value, entries)
    given = elsewhere | {_place(score) for score in column.values()}
    to_give = range(1, 1 + min(points, len(column) + len(elsewhere)))
    lacking = tuple(place for place in to_give if place not in given)
    if not lacking:
        empty = {e: s for e, s in settled.items() if s.judged.state is State.MISSING}
        settled |= {
            entry: score._replace(judged=_unplaced(score)) for entry, score in empty.items()
        }
    elif all(score.value is not None for score in settled.values()):
        beyond = {e: s for e, s in settled.items() if (_place(s) or 0) > len(to_give)}
        settled |= {entry: _skipping(score, lacking) for entry, score in beyond.items()}
    return settled, lacking


def _asked(score: Score, value: Decimal, entries: list[str]) -> Score:
    details: dict[str, object] = {"entries": listing(entries)}
    if len(entries) == 2:  # a pair: an answer may name the one that keeps the place
        details |= dict(zip(("first", "second"), entries, strict=True))
    text = decimal_text(value)
    return score._replace(judged=Judged(State.ASK, value, rules.PLACE_TWICE, text, details))


def _unplaced(score: Score) -> Judged:
    return Judged(State.UNPLACED, Decimal(0), text=score.judged.text)


def _skipping(score: Score, lacking: tuple[int, ...]) -> Score:
    value = score.judged.value
    text = "" if value is None else decimal_text(value)
    details = {"lacking": listing([str(place) for place in lacking])}
    judged = Judged(State.REJECT, value, rules.PLACE_SKIPPED, text, details)
    return score._replace(judged=judged)


def _with_scores(
    sheet: JudgedSheet,
    scores: Mapping[tuple[str, str], Score],
    lacking: Mapping[str, tuple[int, ...]],
) -> JudgedSheet:
    """Return the sheet with other verdicts, and the findings that belong to them."""
    changed = {key for key, score in scores.items() if score.judged != sheet.scores[key].judged}
    told_before = {
        (rule.code, *key) for key in changed if (rule := sheet.scores[key].judged.rule) is not None
    }
    kept = [f for f in sheet.findings if (f.rule.code, f.entry, f.criterion) not in told_before]
    new = [
        sheet.finding(key, score, score.judged.rule)
        for key, score in scores.items()
        if key in changed and score.judged.rule is not None
    ]
    return replace(sheet, scores=scores, lacking=lacking, findings=(*kept, *new))
