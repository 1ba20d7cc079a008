"""One juror in one stage: what was sent, what came back, and the papers that tell the juror."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from sinovik_sheets import layout
from sinovik_sheets.model import Competition, Fate, Juror, Stage
from sinovik_sheets.problems import Finding, Level, Where
from sinovik_sheets.problems import scores as rules
from sinovik_sheets.sheets import receipt_book
from sinovik_sheets.sheets.findings_book import JurorLine
from sinovik_sheets.sheets.receipt_book import ReceiptFacts, ReceiptLine
from sinovik_sheets.sheets.score_sheet import writer as score_sheet_writer
from sinovik_sheets.sheets.score_sheet.form import SCORES_SHEET
from sinovik_sheets.sheets.score_sheet.verdicts import State
from sinovik_sheets.steps.arrivals import Arrival
from sinovik_sheets.steps.issued import Issued
from sinovik_sheets.steps.judge import JudgedSheet, Score
from sinovik_sheets.steps.plan import Output
from sinovik_sheets.steps.questions import sheet_questions, value_text
from sinovik_sheets.steps.reminders import Fault, JurorState, reminder
from sinovik_sheets.steps.repair import repair_sheet
from sinovik_sheets.text import decimal_text, listing

ScoreKey = tuple[str, str]


@dataclass(frozen=True)
class JurorCase:
    """A juror's sheets in use, the files that came, and the sheets sent that still fit."""

    competition: Competition
    stage: Stage
    juror: Juror
    sheets: Sequence[JudgedSheet]
    files: Sequence[Arrival]
    sent: Sequence[Issued]

    @cached_property
    def duties(self) -> list[str]:
        """The codes of the entries the juror has to score."""
        return [entry.code for entry in self.competition.duties(self.stage, self.juror)]

    @cached_property
    def not_sent(self) -> list[str]:
        """The codes of the entries that stand in no sheet sent to the juror."""
        covered = {entry for sheet in self.sent for entry in sheet.entries}
        return [code for code in self.duties if code not in covered]

    @cached_property
    def scores(self) -> dict[str, dict[str, Score]]:
        """The scores by entry and criterion; of several sheets the latest serial counts."""
        entries: dict[str, dict[str, Score]] = {}
        for sheet in sorted(self.sheets, key=lambda sheet: sheet.issued.serial):
            fresh: dict[str, dict[str, Score]] = {}
            for (entry, criterion), score in sheet.scores.items():
                fresh.setdefault(entry, {})[criterion] = score
            entries |= fresh
        return entries

    @property
    def in_conflict(self) -> bool:
        """Whether people must first choose between files of this juror."""
        return any(file.fate is Fate.CONFLICT for file in self.files)

    @cached_property
    def repairs(self) -> list[Output]:
        """The incomplete sheets made anew, ready to be mended."""
        return [output for output, _places in self._mended]

    @cached_property
    def _mended(self) -> list[tuple[Output, Mapping[ScoreKey, Where]]]:
        mended: list[tuple[Output, Mapping[ScoreKey, Where]]] = []
        for sheet in self.sheets:
            if sheet.complete or self._replaced(sheet):
                continue
            form, content = repair_sheet(self.competition, self.stage, sheet)
            path = layout.repair_sheet(self.stage.code, self.juror.code, sheet.issued.serial)
            places = {
                (entry.code, criterion.code): Where(
                    path.name, SCORES_SHEET, form.cell(entry.code, criterion.code)
                )
                for entry in form.entries
                for criterion in self.stage.criteria
            }
            mended.append((Output(path, score_sheet_writer.write(form, content)), places))
        return mended

    def _replaced(self, sheet: JudgedSheet) -> bool:
        """Return whether a newer sheet is out that holds all entries again."""
        sent = {newer.code for newer in self.sent}
        return self.stage.takes_places and bool(sent) and sheet.issued.code not in sent

    @cached_property
    def places(self) -> Mapping[ScoreKey, Where]:
        """Where each score stands in the sheets made anew."""
        return {key: place for _output, places in self._mended for key, place in places.items()}

    def findings(self) -> Iterable[Finding]:
        """Yield what is missing from this juror as a whole."""
        if self.not_sent:
            details = {"entries": listing(self.not_sent)}
            value = str(len(self.not_sent))
            yield Finding(rules.NOT_SENT, juror=self.juror.code, value=value, details=details)
        received = {sheet.issued.code for sheet in self.sheets}
        for sheet in self.sent if not self.in_conflict else ():
            if sheet.code not in received:
                value = str(len(sheet.entries))
                yield Finding(rules.SHEET_AWAITED, juror=self.juror.code, value=value)

    def line(self) -> JurorLine:
        """Return the juror's line on the board."""
        states = [score.state for row in self.scores.values() for score in row.values()]
        rows = self.scores.values()
        unscored = (len(self.duties) - len(self.scores)) * len(self.stage.criteria)
        return JurorLine(
            code=self.juror.code,
            name=self.juror.name,
            expected=len(self.duties),
            complete=sum(all(s.value is not None for s in row.values()) for row in rows),
            recused=sum(any(s.state is State.RECUSED for s in row.values()) for row in rows),
            missing=self._empty(states) + unscored,
            wrong=states.count(State.REJECT),
            questions=states.count(State.ASK) + sum(f.question is not None for f in self.files),
            received=bool(self.sheets) or self.in_conflict,
            repair_file=self.repairs[0].path.name if self.repairs else "",
            repair_cells=self.places,
        )

    @cached_property
    def _lacking(self) -> Mapping[str, tuple[int, ...]]:
        """The places of a table of points not given yet, by the name of the criterion."""
        names = {criterion.code: criterion.name for criterion in self.stage.criteria}
        return {names[c]: gaps for sheet in self.sheets for c, gaps in sheet.lacking.items()}

    def _empty(self, states: Sequence[State]) -> int:
        """Count what the juror has yet to write: cells, or places where points are given."""
        if self.stage.points:
            return sum(len(places) for places in self._lacking.values())
        return states.count(State.MISSING)

    def papers(self) -> Iterable[Output]:
        """Yield the message to the juror and, if a sheet is in use, the receipt."""
        text = reminder(self.competition, self.stage, self.juror, self._state())
        yield Output(layout.reminder(self.stage.code, self.juror.code), text.encode("utf-8"))
        if self.sheets:
            yield self._receipt()

    def _state(self) -> JurorState:
        waiting = [code for code in self.duties if code not in self.not_sent]
        told = bool(self._lacking)  # of places it is said which, not which entries have none
        missing = [c for c in waiting if _is_missing(self.scores.get(c), unless_known=told)]
        asked = sum(len(sheet_questions(sheet)) for sheet in self.sheets)
        faults = tuple(self._faults())
        undecided = self.in_conflict or any(file.question is not None for file in self.files)
        nothing_used = not self.sheets
        told_later = self.in_conflict or (undecided and nothing_used)
        refused = any(file.fate is Fate.REJECTED for file in self.files)
        return JurorState(
            entries=len(waiting),
            missing=() if told_later else tuple(missing),
            faults=faults,
            questions=asked + sum(file.question is not None for file in self.files),
            repair_file=self.repairs[0].path.name if self.repairs else "",
            sheet_received=bool(self.sheets) or undecided,
            lacking_places={} if self.in_conflict else self._lacking,
            uncounted=tuple(self._uncounted({fault.entry for fault in faults})),
            refused=refused and nothing_used and not undecided,
            undecided=undecided,
        )

    def _uncounted(self, told: set[str]) -> Iterable[str]:
        """Yield the entries of which a row as a whole was rejected, but not those already told."""
        for code, row in self.scores.items():
            if code not in told and any(s.state is State.REJECT for s in row.values()):
                yield code

    def _faults(self) -> Iterable[Fault]:
        names = {criterion.code: criterion.name for criterion in self.stage.criteria}
        for sheet in self.sheets:
            for finding in sheet.findings:
                place = self.places.get((finding.entry, finding.criterion))
                if finding.level is Level.ERROR and place is not None:
                    yield Fault(
                        cell=place.cell,
                        criterion=names[finding.criterion],
                        entry=finding.entry,
                        written=finding.value,
                        fix=finding.fix,
                    )

    def _receipt(self) -> Output:
        newest = max(self.sheets, key=lambda sheet: sheet.issued.serial)
        arrived = next(
            file.time
            for file in self.files
            if file.fate is Fate.USED and file.sha256 == newest.sha256
        )
        facts = ReceiptFacts(
            sheet_code=newest.issued.code,
            file=newest.file,
            sha256=newest.sha256,
            received=datetime.fromisoformat(arrived),
            filled_by=newest.filled_by,
        )
        lines = list(self._receipt_lines())
        data = receipt_book.write(self.competition, self.stage, self.juror, lines, facts)
        return Output(layout.receipt(self.stage.code, self.juror.code), data)

    def _receipt_lines(self) -> Iterable[ReceiptLine]:
        notes = {entry: note for sheet in self.sheets for entry, note in sheet.notes.items()}
        for code in self.duties:
            row = self.scores.get(code, {})
            counted = {c: score.value for c, score in row.items() if score.value is not None}
            total = ""
            if row and len(counted) == len(row) and not self.stage.takes_places:
                weighted = (value * self.stage.weights[c] for c, value in counted.items())
                total = decimal_text(sum(weighted, Decimal(0)) / 100)
            values = {criterion: value_text(score) for criterion, score in row.items()}
            title = self.competition.entry[code].title
            yield ReceiptLine(code, title, values, total, notes.get(code, ""))


def _is_missing(scores: Mapping[str, Score] | None, *, unless_known: bool) -> bool:
    """Return whether scores of an entry are not there; `unless_known`: only if all are not."""
    if scores is None or unless_known:
        return scores is None
    return any(s.state is State.MISSING for s in scores.values())
