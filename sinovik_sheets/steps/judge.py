"""Judge one returned score sheet: a verdict on every score it was issued for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from sinovik_sheets.model import Competition, Criterion, Entry, RoundingStep, Stage
from sinovik_sheets.problems import Finding, Rule, Where
from sinovik_sheets.problems import scores as rules
from sinovik_sheets.scoring.exact import fifteen, median
from sinovik_sheets.sheets.cells import BLANK, Book, Cell, Kind, Position, address
from sinovik_sheets.sheets.score_sheet import form
from sinovik_sheets.sheets.score_sheet.reader import FoundSheet, ScoreRow
from sinovik_sheets.sheets.score_sheet.score_text import Says, read_score_text
from sinovik_sheets.sheets.score_sheet.verdicts import Judged, State, judge, judge_low
from sinovik_sheets.steps.issued import Issued
from sinovik_sheets.steps.rows import match_rows
from sinovik_sheets.steps.sheet_remarks import note_findings, notes, sheet_findings
from sinovik_sheets.text import decimal_text, fraction_text
from sinovik_sheets.text import language as spoken_language

COUNTED = (State.ACCEPT, State.NOTE, State.UNPLACED)
_ABSENT = {State.RECUSED, State.MISSING}


class Score(NamedTuple):
    """The verdict on a score and the cell it stands in (`position` None: no such cell).

    `held` are the rules by which the whole row is held back, not this cell alone.
    """

    judged: Judged
    position: Position | None = None
    held: tuple[Rule, ...] = ()

    @property
    def cell(self) -> str:
        """The address of the cell, such as G13; empty when there is none."""
        return address(*self.position) if self.position else ""

    @property
    def held_by(self) -> Rule | None:
        """The gravest rule that holds the row back, None when it is free."""
        return next((r for r in self.held if r.verdict == "reject"), next(iter(self.held), None))

    @property
    def state(self) -> State:
        """The verdict, that on the row included."""
        held_by = self.held_by if self.held else None
        if held_by is None or self.judged.state in (State.MISSING, State.REJECT):
            return self.judged.state
        return State.ASK if held_by.verdict == "ask" else State.REJECT

    @property
    def value(self) -> Decimal | None:
        """The score, None unless it counts."""
        return self.judged.value if self.state in COUNTED else None


@dataclass(frozen=True)
class JudgedSheet:
    """A returned sheet with a verdict on every (entry, criterion) it was issued for.

    Where jurors give places, `dropped` holds what stands in the rows of entries that no
    longer take part, and `lacking` the places not given yet, by criterion.
    """

    issued: Issued
    file: str
    sha256: str
    sheet: str
    scores: Mapping[tuple[str, str], Score]
    findings: tuple[Finding, ...]
    notes: Mapping[str, str] = field(default_factory=dict)
    filled_by: str = ""
    readers: int = 2
    dropped: Mapping[tuple[str, str], Score] = field(default_factory=dict)
    lacking: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def values(self) -> dict[tuple[str, str], Decimal | State]:
        """What counts: the accepted scores, and RECUSED or UNPLACED where there is none."""
        result: dict[tuple[str, str], Decimal | State] = {}
        for key, score in self.scores.items():
            if score.state in (State.RECUSED, State.UNPLACED):
                result[key] = score.state
            elif score.value is not None:
                result[key] = score.value
        return result

    def finding(self, key: tuple[str, str], score: Score, rule: Rule) -> Finding:
        """Return what a rule says about a score of this sheet."""
        found = score_finding(Where(self.file, self.sheet, score.cell), key, score, rule)
        return replace(found, juror=self.issued.juror)

    @property
    def complete(self) -> bool:
        """Whether every score is there: accepted, or the entry recused."""
        done = (*COUNTED, State.RECUSED)
        return all(score.state in done for score in self.scores.values())


@dataclass(frozen=True)
class Returned:
    """A file that came back with a score sheet in it, not yet judged."""

    file: str
    sha256: str
    book: Book
    found: FoundSheet


def judge_sheet(
    competition: Competition, stage: Stage, issued: Issued, returned: Returned
) -> JudgedSheet:
    """Judge every score of a sheet, with all findings on cells and rows."""
    file, found = returned.file, returned.found
    entries = {
        code: competition.entry[code]
        for code in issued.entries
        if code in competition.entry and competition.entry[code].status is None
    }
    matched = match_rows(found, issued.entries, entries, file)
    judge_rows = _RowJudge(competition, stage, issued, found, file)
    scores: dict[tuple[str, str], Score] = {}
    for code, entry in entries.items():
        row, held = matched.rows.get(code), matched.held.get(code, ())
        for criterion, score in judge_rows.judge(entry, row, held).items():
            scores[code, criterion] = score
    if not stage.takes_places:
        _judge_low_scores(stage, scores)
    findings = [
        *sheet_findings(returned.book, found, file),
        *note_findings(matched.rows, found, file),
        *matched.findings,
        *judge_rows.findings,
        *_cell_findings(scores, file, found.grid.name),
    ]
    return JudgedSheet(
        issued=issued,
        file=file,
        sha256=returned.sha256,
        sheet=found.grid.name,
        scores=scores,
        findings=tuple(replace(finding, juror=issued.juror) for finding in findings),
        notes=notes(matched.rows),
        filled_by=found.filled_by,
        readers=returned.book.readers,
        dropped=_dropped(competition, issued, returned, judge_rows) if stage.points else {},
    )


def _dropped(
    competition: Competition, issued: Issued, returned: Returned, judge_rows: "_RowJudge"
) -> dict[tuple[str, str], Score]:
    """Return what stands in the rows of entries that no longer take part."""
    entries = {
        code: competition.entry[code]
        for code in issued.entries
        if code in competition.entry and competition.entry[code].status is not None
    }
    rows = match_rows(returned.found, issued.entries, entries, returned.file).rows
    return {
        (code, criterion): score
        for code, row in rows.items()
        for criterion, score in judge_rows.cells(row).items()
    }


_Scale = tuple[Decimal, Decimal, Decimal | None]


def _scale(criterion: Criterion) -> _Scale:
    return criterion.minimum, criterion.maximum, criterion.step


@lru_cache(maxsize=64)
def _verdicts(_of: _Scale, _language: str) -> dict[Cell, Judged]:
    """Return the verdicts given so far on cells that stand alone, told in a language.

    Such a verdict depends on nothing else, and the same scores come again and
    again: a stage knows few different ones.
    """
    return {}


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
        self.has_total = not stage.takes_places
        self.total_places = min(2, stage.rounding.get(RoundingStep.JUROR, 2))
        self.juror = competition.juror[issued.juror]
        self.found = found
        self.file = file
        self.findings: list[Finding] = []
        self.covered = _merged_positions(found)
        self.special = self.covered | set(found.grid.comments)
        language = spoken_language()
        self.columns = [
            (criterion, found.criteria.get(criterion.code), _verdicts(_scale(criterion), language))
            for criterion in stage.criteria
        ]

    def judge(self, entry: Entry, row: ScoreRow | None, held: Sequence[Rule]) -> dict[str, Score]:
        """Return the score of each criterion of an entry."""
        recused_by_us = self.competition.conflict(self.juror, entry) is not None
        if row is None:
            state = State.RECUSED if recused_by_us else State.MISSING
            judged = Judged(state, rule=None if recused_by_us else rules.ROW_DELETED)
            return {criterion.code: Score(judged) for criterion in self.criteria}
        scores = self.cells(row)
        states = {score.judged.state for score in scores.values()}
        if recused_by_us:
            self._note_scored(entry, scores)
        if recused_by_us or (State.RECUSED in states and states <= _ABSENT):
            held = () if recused_by_us else held
            scores = {
                code: Score(
                    Judged(State.RECUSED, score.judged.value, text=score.judged.text),
                    score.position,
                )
                for code, score in scores.items()
            }
        elif State.RECUSED in states:
            code = next(c for c, s in scores.items() if s.judged.state is State.RECUSED)
            key, value = form.CRITERION_PREFIX + code, scores[code].judged.text
            held = (*held, self._hold(entry, row, rules.RECUSED_WITH_SCORES, key, value))
        elif self.has_total and not row.total.formula:
            held = (*held, *self._check_total(entry, row, scores))
        if not held:
            return scores
        return {code: score._replace(held=tuple(held)) for code, score in scores.items()}

    def cells(self, row: ScoreRow) -> dict[str, Score]:
        """Judge the cells of a row, each by itself."""
        cells, special, scores = self.found.grid.cells, self.special, {}
        for criterion, column, known in self.columns:
            if column is None:
                scores[criterion.code] = Score(Judged(State.REJECT, rule=rules.COLUMN_DELETED))
                continue
            position = (row.number, column)
            cell = cells.get(position, BLANK)
            if position in special:
                comment = self.found.grid.comments.get(position, "")
                judged = judge(cell, criterion, comment, merged=position in self.covered)
            else:
                judged = known.get(cell) or known.setdefault(cell, judge(cell, criterion))
            scores[criterion.code] = Score(judged, position)
        return scores

    def _note_scored(self, entry: Entry, scores: Mapping[str, Score]) -> None:
        """Note every number in a row that the sheet Konflik takes from this juror."""
        for code, score in scores.items():
            judged = score.judged
            if judged.value is not None and judged.state not in _ABSENT:
                where = Where(self.file, self.found.grid.name, score.cell)
                found = score_finding(where, (entry.code, code), score, rules.SCORED_IN_CONFLICT)
                value = judged.text or decimal_text(judged.value)
                self.findings.append(replace(found, value=value, details={}))

    def _hold(
        self, entry: Entry, row: ScoreRow, rule: Rule, key: str, value: str, **details: object
    ) -> Rule:
        where = Where(self.file, self.found.grid.name, self.found.place(row.number, key))
        self.findings.append(Finding(rule, where, entry=entry.code, value=value, details=details))
        return rule

    def _check_total(
        self, entry: Entry, row: ScoreRow, scores: Mapping[str, Score]
    ) -> Iterable[Rule]:
        """Compare a total typed over our formula with the scores it should add up.

        One that differs by less than a unit of its last place was only rounded.
        Yields the rule that holds the row back, if one does.
        """
        typed = _typed_total(row.total)
        if typed is None:
            return
        text = decimal_text(typed)
        values = {code: score.value for code, score in scores.items()}
        known = {code: value for code, value in values.items() if value is not None}
        if not any(s.state in (*COUNTED, State.ASK) for s in scores.values()):
            yield self._hold(entry, row, rules.TOTAL_WITHOUT_PARTS, form.KEY_TOTAL, text)
            return
        computed = sum(
            (Fraction(known[code]) * Fraction(self.weights[code]) / 100 for code in known),
            Fraction(0),
        )
        unit = Fraction(1, 10**self.total_places)
        if len(known) < len(values) or abs(computed - Fraction(typed)) < unit:
            self._hold(entry, row, rules.TOTAL_TYPED, form.KEY_TOTAL, text)
            return
        read = fraction_text(computed)
        yield self._hold(entry, row, rules.TOTAL_DIFFERS, form.KEY_TOTAL, text, read=read)


def _typed_total(cell: Cell) -> Decimal | None:
    """Return a total that was typed as a number or as text, None when none was."""
    if cell.formula:
        return None
    if cell.kind is Kind.NUMBER:
        return fifteen(cell.text)
    reading = read_score_text(cell.text)
    return reading.number if reading.says is Says.NUMBER else None


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
    tenths = {criterion.code: criterion.maximum / 10 for criterion in stage.criteria}
    suspects = {
        code
        for (_entry, code), score in scores.items()
        if score.judged.value is not None and score.judged.value <= tenths[code]
    }
    for criterion in stage.criteria:
        if criterion.code not in suspects:
            continue
        own = {key: s for key, s in scores.items() if key[1] == criterion.code}
        judged = [score.judged for score in own.values()]
        values = [j.value for j in judged if j.state in COUNTED and j.value is not None]
        if not values:
            continue
        middle = median(values)
        for key, score in own.items():
            decided = judge_low(score.judged, criterion, middle)
            if decided is not score.judged:
                scores[key] = score._replace(judged=decided)


def _cell_findings(
    scores: Mapping[tuple[str, str], Score], file: str, sheet: str
) -> Iterable[Finding]:
    for key, score in scores.items():
        if score.judged.rule is not None:
            yield score_finding(Where(file, sheet, score.cell), key, score, score.judged.rule)


def score_finding(where: Where, key: tuple[str, str], score: Score, rule: Rule) -> Finding:
    """Return what a rule says about the score of an (entry, criterion)."""
    return Finding(
        rule,
        where,
        entry=key[0],
        criterion=key[1],
        value=score.judged.text,
        details=score.judged.details,
    )
