"""Questions to people about what came in, and what their answers change.

A question is bound to the file's hash and the value: when they change it is
asked again. Equal questions to one juror are one question with one answer.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sinovik_sheets.model import Stage
from sinovik_sheets.problems import Finding, Rule, Where
from sinovik_sheets.problems import scores as rules
from sinovik_sheets.sheets.score_sheet.verdicts import Judged, State
from sinovik_sheets.sheets.tables.typed import read_number
from sinovik_sheets.steps.judge import JudgedSheet, Score
from sinovik_sheets.steps.places import settle_places
from sinovik_sheets.text import decimal_text, listing

ScoreKey = tuple[str, str]

NO_PLACE = "–"
"""Stands where a juror gave no place, once all places to give are given."""
REGISTRATION = "#pendaftaran"
"""Stands where a question about a registration has its stage; no stage can have this code."""


@dataclass(frozen=True)
class Question:
    """Something a person must decide; `key` identifies it for ever.

    `scores` are the (entry, criterion) cells that wait for the answer; empty
    for a question about a whole file.
    """

    key: str
    rule: Rule
    stage: str
    juror: str
    file: str
    sha256: str
    cells: tuple[str, ...]
    value: str
    choices: tuple[str, ...]
    details: Mapping[str, object]
    scores: tuple[ScoreKey, ...] = ()

    @property
    def entries(self) -> list[str]:
        """The codes of the entries concerned."""
        return list(dict.fromkeys(entry for entry, _criterion in self.scores))

    @property
    def criteria(self) -> list[str]:
        """The codes of the criteria concerned."""
        return list(dict.fromkeys(criterion for _entry, criterion in self.scores))

    @property
    def text(self) -> str:
        """The question as a sentence, in the language being spoken."""
        where = Where(self.file, "", listing(list(self.cells)))
        entry = self.entries[0] if self.entries else ""
        return Finding(
            self.rule, where, self.juror, entry, value=self.value, details=self.details
        ).message

    def chosen(self, answer: str) -> str | None:
        """Return which of the choices an answer means, None when it means none."""
        return choice_meant(answer, self.choices)


def choice_meant(answer: str, choices: Sequence[str]) -> str | None:
    """Return the choice an answer means: the same word, else the same number."""
    plain = answer.strip().casefold()
    for choice in choices:
        if plain == choice.casefold():
            return choice
    number = read_number(answer)
    for choice in choices:
        if number is not None and read_number(choice) == number:
            return choice
    return None


def question_key(rule: Rule, stage: str, juror: str, sha256: str, *parts: str) -> str:
    """Return the key of a question: an answer holds while all of these are the same."""
    text = "\x1f".join((rule.code, stage, juror, sha256, *parts))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def sheet_questions(sheet: JudgedSheet) -> list[Question]:
    """Return the questions about rows and cells of a judged sheet, grouped."""
    groups: dict[tuple[str, str, str], list[tuple[ScoreKey, Score, Rule]]] = {}
    ask = State.ASK  # an attribute of an Enum is slow to look up
    for key, score in sheet.scores.items():
        if not score.held and score.judged.state is not ask:
            continue
        if score.held_by is not None and score.held_by.verdict == "ask":
            for rule in score.held:
                groups.setdefault((rule.code, key[0], ""), []).append((key, score, rule))
        if score.judged.state is ask and score.judged.rule is not None:
            rule = score.judged.rule
            apart = key[1] if rule is rules.PLACE_TWICE else ""  # each criterion has its places
            group = (rule.code, apart, score.judged.text)
            groups.setdefault(group, []).append((key, score, rule))
    return [_grouped(sheet, members) for members in groups.values()]


def _grouped(sheet: JudgedSheet, members: Sequence[tuple[ScoreKey, Score, Rule]]) -> Question:
    _first_key, first, rule = members[0]
    cells = tuple(score.cell for _k, score, _r in members if score.cell)
    held = rule in first.held
    details, value = dict(first.judged.details), first.judged.text
    if held:
        finding = next(
            (f for f in sheet.findings if f.rule is rule and f.entry == members[0][0][0]), None
        )
        details = dict(finding.details) if finding else {}
        value = finding.value if finding else ""
    issued = sheet.issued
    return Question(
        key=question_key(rule, issued.stage, issued.juror, sheet.sha256, *sorted(cells), value),
        rule=rule,
        stage=issued.stage,
        juror=issued.juror,
        file=sheet.file,
        sha256=sheet.sha256,
        cells=cells,
        value=value,
        choices=tuple(_choices(rule, details)),
        details=details,
        scores=tuple(key for key, _score, _rule in members),
    )


def _choices(rule: Rule, details: Mapping[str, object]) -> Iterable[str]:
    """Yield the answers a question offers; a choice without its number is left out."""
    for choice in rule.choices:
        try:
            yield choice.format(**details)
        except KeyError:
            continue


def answered(
    stage: Stage, sheet: JudgedSheet, answers: Mapping[str, str]
) -> tuple[JudgedSheet, frozenset[str]]:
    """Return a judged sheet with people's answers carried out, and the keys of its questions.

    Which places are given, twice or not at all, follows from the answers and may
    raise new questions: those are answered too.
    """
    keys: set[str] = set()
    while True:
        sheet = settle_places(stage, sheet)
        asked = [question for question in sheet_questions(sheet) if question.key not in keys]
        keys |= {question.key for question in asked}
        if not any(question.key in answers for question in asked):
            return sheet, frozenset(keys)
        sheet = apply_answers(sheet, asked, answers)


def apply_answers(
    sheet: JudgedSheet, asked: Sequence[Question], answers: Mapping[str, str]
) -> JudgedSheet:
    """Return the sheet with people's answers (question key to choice) carried out.

    `asked` are the sheet's questions. Findings of answered ones are left out:
    they are settled.
    """
    if not asked:
        return sheet
    scores = dict(sheet.scores)
    settled: set[tuple[str, str, str]] = set()
    refused: list[Finding] = []
    for question in asked:
        choice = question.chosen(answers[question.key]) if question.key in answers else None
        if choice is None:
            continue
        for key in question.scores:
            scores[key] = _answered(scores[key], question.rule, _for_cell(question, key, choice))
            settled.add((question.rule.code, *key))
            settled.add((question.rule.code, key[0], ""))
            if choice == rules.REFUSE:
                refused.append(sheet.finding(key, sheet.scores[key], rules.REFUSED))
    findings = tuple(
        finding
        for finding in sheet.findings
        if (finding.rule.code, finding.entry, finding.criterion) not in settled
    )
    return replace(sheet, scores=scores, findings=(*findings, *refused))


def _for_cell(question: Question, key: ScoreKey, choice: str) -> str:
    """Return what an answer means for a cell: naming an entry accepts it and empties the others."""
    if choice not in question.entries:
        return choice
    return rules.ACCEPT if key[0] == choice else rules.EMPTY


def _answered(score: Score, rule: Rule, choice: str) -> Score:
    if rule in score.held:
        return _row_answered(score, rule, choice)
    judged = score.judged
    if judged.rule is not rule:  # an answer about the whole row has settled it
        return score
    if choice == rules.REFUSE:
        return score._replace(judged=Judged(State.REJECT, None, rules.REFUSED, judged.text))
    if choice == rules.EMPTY:
        return score._replace(judged=Judged(State.MISSING, None, rules.MISSING, judged.text))
    if choice == rules.RECUSE:
        return score._replace(judged=Judged(State.RECUSED, text=judged.text))
    value = judged.value if choice == rules.ACCEPT else read_number(choice)
    return score._replace(judged=Judged(State.NOTE, value, None, judged.text))


def _row_answered(score: Score, rule: Rule, choice: str) -> Score:
    judged = score.judged
    released = score._replace(held=tuple(r for r in score.held if r is not rule))
    if choice == rules.REFUSE:
        return released._replace(judged=Judged(State.REJECT, None, rules.REFUSED, judged.text))
    if choice == rules.RECUSE:
        return released._replace(judged=Judged(State.RECUSED, text=judged.text))
    if choice == rules.SCORES and judged.state is State.RECUSED:
        return released._replace(judged=Judged(State.MISSING, rule=rules.MISSING))
    return released


def value_text(score: Score) -> str:
    """Return a score as it stands on a receipt: number, R, or what is written and `?`."""
    if score.state is State.UNPLACED:
        return NO_PLACE
    if score.value is not None:
        return decimal_text(score.value)
    if score.state is State.RECUSED:
        return rules.RECUSE
    if score.state is State.MISSING:
        return rules.EMPTY
    held = score.judged.value
    written = score.judged.text or ("" if held is None else decimal_text(held))
    return f"{written} ?".strip()
