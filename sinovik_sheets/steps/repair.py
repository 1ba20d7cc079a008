"""A juror's sheet made anew, filled with what was read, ready to be mended."""

from decimal import Decimal

from sinovik_sheets.model import Competition, Stage
from sinovik_sheets.problems import scores as rules
from sinovik_sheets.sheets.score_sheet.form import RECUSED
from sinovik_sheets.sheets.score_sheet.score_text import Says, read_score_text
from sinovik_sheets.sheets.score_sheet.sheet import Content, Filling, ScoreSheet
from sinovik_sheets.sheets.score_sheet.verdicts import State
from sinovik_sheets.steps.distribute import sheet_of
from sinovik_sheets.steps.judge import JudgedSheet, Score
from sinovik_sheets.steps.reminders import lacking_text
from sinovik_sheets.text import _, decimal_text


def repair_sheet(
    competition: Competition, stage: Stage, sheet: JudgedSheet
) -> tuple[ScoreSheet, Content]:
    """Return the form of a returned sheet and what to fill in again.

    Accepted scores stand as numbers; a cell that is asked or rejected keeps
    its text, coloured and with a note. It carries the same sheet code.
    """
    form = sheet_of(competition, stage, sheet.issued)
    scores = {key: _filling(sheet, key, score) for key, score in sheet.scores.items()}
    missing = sorted(
        {key[0] for key, score in sheet.scores.items() if score.state is State.MISSING}
    )
    note = ""
    if sheet.lacking:
        names = {criterion.code: criterion.name for criterion in stage.criteria}
        note = lacking_text({names[code]: places for code, places in sheet.lacking.items()})
    elif missing:
        note = _("Innovations with scores still missing: {count}.").format(count=len(missing))
    content = Content(
        scores={key: filling for key, filling in scores.items() if filling.value != ""},
        notes=sheet.notes,
        filled_by=sheet.filled_by,
        missing_note=note,
    )
    return form, content


def _filling(sheet: JudgedSheet, key: tuple[str, str], score: Score) -> Filling:
    if score.state is State.UNPLACED:
        return Filling("")
    if score.value is not None:
        return Filling(score.value)
    if score.state is State.RECUSED:
        return Filling(RECUSED)
    if score.state is State.MISSING:
        return Filling("")
    rule = score.held_by or score.judged.rule
    if rule is None:
        return Filling("")
    finding = sheet.finding(key, score, rule)
    if score.held_by is not None:
        finding = next((f for f in sheet.findings if f.rule is rule and f.entry == key[0]), finding)
    to_do = finding.fix
    if rule is rules.PLACE_TWICE:
        to_do = _("Give each place once.")
    elif rule.verdict == "ask":
        to_do = _("Correct it if it is wrong; if you meant it so, leave it.")
    return Filling(_as_it_stood(score), f"{finding.message} {to_do}")


def _as_it_stood(score: Score) -> str | Decimal:
    """Return what to write into a faulty cell so that it can never pass unnoticed.

    A rejected text that would read as a number, and every score of a row held
    back, gets a question mark in front; a percentage keeps its sign.
    """
    text = score.judged.text
    if score.judged.rule is rules.PLACE_TWICE and score.judged.value is not None:
        return score.judged.value  # as a number the workbook shows it as given twice
    if score.judged.rule is rules.PERCENT and score.judged.value is not None:
        return f"{decimal_text(score.judged.value * 100)}%"
    value = score.judged.value
    if score.state is State.ASK and value is not None and not score.held:
        return text or value
    if score.held and value is not None:
        return f"? {text or decimal_text(value)}"  # whose score it is must be said first
    if read_score_text(text).says is Says.NUMBER:
        return f"? {text}"
    return text or "?"
