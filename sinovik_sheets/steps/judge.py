"""Judge one returned score sheet: a verdict on every score it was issued for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from sinovik_sheets.model import Competition, Criterion, Entry, Stage
from sinovik_sheets.problems import Finding, Rule, Where
from sinovik_sheets.problems import scores as rules
from sinovik_sheets.scoring.exact import fifteen, median
from sinovik_sheets.sheets.cells import Book, Kind, address
from sinovik_sheets.sheets.score_sheet_reader import FoundSheet, ScoreRow
from sinovik_sheets.sheets.typed import cell_text
from sinovik_sheets.sheets.verdicts import Judged, State, judge, judge_low
from sinovik_sheets.steps.issued import Issued
from sinovik_sheets.steps.rows import match_rows
from sinovik_sheets.text import decimal_text

COUNTED = (State.ACCEPT, State.NOTE)


@dataclass(frozen=True)
class Score:
    """The verdict on a score and the cell it stands in (`cell` empty: no such cell).

    `held_by` is set where the whole row is held back, not this cell alone.
    """

    judged: Judged
    cell: str = ""
    held_by: Rule | None = None

    @property
    def state(self) -> State:
        """The verdict, that on the row included."""
        if self.held_by is None or self.judged.state in (State.MISSING, State.REJECT):
            return self.judged.state
        return State.ASK if self.held_by.verdict == "ask" else State.REJECT

    @property
    def value(self) -> Decimal | None:
        """The score, None unless it counts."""
        return self.judged.value if self.state in COUNTED else None


@dataclass(frozen=True)
class JudgedSheet:
    """A returned sheet with a verdict on every (entry, criterion) it was issued for."""

    issued: Issued
    file: str
    sha256: str
    sheet: str
    scores: Mapping[tuple[str, str], Score]
    findings: tuple[Finding, ...]
    notes: Mapping[str, str] = field(default_factory=dict)
    filled_by: str = ""
    readers: int = 2

    @property
    def values(self) -> dict[tuple[str, str], Decimal | State]:
        """What counts: the accepted scores, and RECUSED for recusals."""
        result: dict[tuple[str, str], Decimal | State] = {}
        for key, score in self.scores.items():
            if score.value is not None:
                result[key] = score.value
            elif score.state is State.RECUSED:
                result[key] = State.RECUSED
        return result

    @property
    def complete(self) -> bool:
        """Whether every score is there: accepted, or the entry recused."""
        done = (*COUNTED, State.RECUSED)
        return all(score.state in done for score in self.scores.values())


def judge_sheet(
    competition: Competition,
    stage: Stage,
    issued: Issued,
    found: FoundSheet,
    book: Book,
    file: str,
    sha256: str,
) -> JudgedSheet:
    """Judge every score of a sheet, with all findings on cells and rows."""
    entries = {
        code: competition.entry[code]
        for code in issued.entries
        if code in competition.entry and competition.entry[code].status is None
    }
    matched = match_rows(found, entries, file)
    judge_rows = _RowJudge(competition, stage, issued, found, file)
    scores: dict[tuple[str, str], Score] = {}
    for code, entry in entries.items():
        row = matched.rows.get(code)
        scores.update(judge_rows.judge(entry, row, matched.held.get(code)))
    _judge_low_scores(stage, scores)
    findings = [
        *_sheet_findings(book, found, file),
        *matched.findings,
        *judge_rows.findings,
        *_cell_findings(scores, file, found.grid.name),
    ]
    juror = issued.juror
    return JudgedSheet(
        issued=issued,
        file=file,
        sha256=sha256,
        sheet=found.grid.name,
        scores=scores,
        findings=tuple(replace(finding, juror=juror) for finding in findings),
        notes={
            code: cell_text(row.note)
            for code, row in matched.rows.items()
            if cell_text(row.note) and not row.note.formula
        },
        filled_by=found.filled_by,
        readers=book.readers,
    )


class _RowJudge:
    """Judge the rows of one sheet; findings on rows gather in `findings`."""

    def __init__(
        self,
        competition: Competition,
        stage: Stage,
        issued: Issued,
        found: FoundSheet,
        file: str,
    ) -> None:
        self.competition = competition
        self.criteria = stage.criteria
        self.weights = stage.weights
        self.juror = competition.juror[issued.juror]
        self.found = found
        self.file = file
        self.findings: list[Finding] = []
        self.covered = _merged_positions(found)

    def judge(
        self, entry: Entry, row: ScoreRow | None, held: Rule | None
    ) -> Iterable[tuple[tuple[str, str], Score]]:
        """Yield the score of each criterion of an entry."""
        recused_by_us = self.competition.conflict(self.juror, entry) is not None
        if row is None:
            state = State.RECUSED if recused_by_us else State.MISSING
            for criterion in self.criteria:
                judged = Judged(state, rule=None if recused_by_us else rules.ROW_DELETED)
                yield (entry.code, criterion.code), Score(judged)
            return
        scores = {c.code: self._score(row, c) for c in self.criteria}
        recused = recused_by_us or any(s.state is State.RECUSED for s in scores.values())
        if recused:
            others = [s for s in scores.values() if s.state not in (State.RECUSED, State.MISSING)]
            if others and not recused_by_us:
                held = self._hold(entry, row, rules.RECUSED_WITH_SCORES, others[0].judged.text)
            elif held is None:
                scores = {
                    code: Score(Judged(State.RECUSED, text=score.judged.text), score.cell)
                    for code, score in scores.items()
                }
        else:
            held = self._check_total(entry, row, scores) or held
        for code, score in scores.items():
            yield (entry.code, code), replace(score, held_by=held)

    def _score(self, row: ScoreRow, criterion: Criterion) -> Score:
        if criterion.code not in self.found.criteria:
            return Score(Judged(State.REJECT, rule=rules.COLUMN_DELETED))
        position = (row.number, self.found.criteria[criterion.code])
        comment = self.found.grid.comments.get(position, "")
        merged = position in self.covered
        judged = judge(self.found.grid.at(*position), criterion, comment, merged=merged)
        return Score(judged, address(*position))

    def _hold(self, entry: Entry, row: ScoreRow, rule: Rule, value: str, **details: object) -> Rule:
        column = min(self.found.criteria.values(), default=1)
        where = Where(self.file, self.found.grid.name, address(row.number, column))
        self.findings.append(Finding(rule, where, entry=entry.code, value=value, details=details))
        return rule

    def _check_total(
        self, entry: Entry, row: ScoreRow, scores: Mapping[str, Score]
    ) -> Rule | None:
        """Compare a total typed over our formula with the scores it should add up."""
        if row.total.formula or row.total.kind is not Kind.NUMBER:
            return None
        typed = fifteen(row.total.text)
        text = decimal_text(typed)
        values = {code: score.value for code, score in scores.items()}
        known = {code: value for code, value in values.items() if value is not None}
        if not any(s.state in (*COUNTED, State.ASK) for s in scores.values()):
            return self._hold(entry, row, rules.TOTAL_WITHOUT_PARTS, text)
        if len(known) < len(values):
            self._hold(entry, row, rules.TOTAL_TYPED, text)
            return None
        computed = sum(
            (Fraction(known[code]) * Fraction(self.weights[code]) / 100 for code in known),
            Fraction(0),
        )
        if abs(computed - Fraction(typed)) < Fraction(1, 100):
            self._hold(entry, row, rules.TOTAL_TYPED, text)
            return None
        read = decimal_text(Decimal(computed.numerator) / Decimal(computed.denominator))
        return self._hold(entry, row, rules.TOTAL_DIFFERS, text, read=read)


def _merged_positions(found: FoundSheet) -> set[tuple[int, int]]:
    """Return the score cells that a merged area covers, without expanding the area."""
    columns = found.criteria.values()
    return {
        (row.number, column)
        for first_row, first_column, last_row, last_column in found.grid.merged
        for row in found.rows
        if first_row <= row.number <= last_row
        for column in columns
        if first_column <= column <= last_column
    }


def _judge_low_scores(stage: Stage, scores: dict[tuple[str, str], Score]) -> None:
    for criterion in stage.criteria:
        own = {key: s for key, s in scores.items() if key[1] == criterion.code}
        values = [score.value for score in own.values() if score.value is not None]
        if not values or min(values) * 10 > criterion.maximum:
            continue
        middle = median(values)
        for key, score in own.items():
            decided = judge_low(score.judged, criterion, middle)
            if decided is not score.judged:
                scores[key] = replace(score, judged=decided)


def _sheet_findings(book: Book, found: FoundSheet, file: str) -> Iterable[Finding]:
    where = Where(file, found.grid.name)
    if book.readers == 1:
        yield Finding(rules.ONE_READER, where)
    if book.macros:
        yield Finding(rules.MACRO_BOOK, where)
    if not found.ids.code:
        yield Finding(rules.IDS_GONE, where)
    if found.filled_by:
        yield Finding(rules.TYPED_BY, where, value=found.filled_by)
    hidden = [str(row.number) for row in found.rows if row.number in found.grid.hidden_rows]
    if hidden:
        yield Finding(rules.ROW_HIDDEN, where, value=", ".join(hidden))
    for row in found.rows:
        if row.note.formula:
            yield Finding(rules.FORMULA_IN_NOTE, where, value=str(row.number))


def _cell_findings(
    scores: Mapping[tuple[str, str], Score], file: str, sheet: str
) -> Iterable[Finding]:
    for (entry, criterion), score in scores.items():
        if score.judged.rule is not None:
            yield Finding(
                score.judged.rule,
                Where(file, sheet, score.cell),
                entry=entry,
                criterion=criterion,
                value=score.judged.text,
                details=score.judged.details,
            )
