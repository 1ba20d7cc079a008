"""validate: tell what is wrong in the sheets received, and make it easy to mend."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from sinovik_sheets import layout
from sinovik_sheets.model import Competition, Fate, Juror, Stage
from sinovik_sheets.problems import Finding, Level, Where, counts, worst_first
from sinovik_sheets.problems import scores as rules
from sinovik_sheets.scoring.result import Absence
from sinovik_sheets.sheets import findings_book, receipt_book, score_sheet_writer
from sinovik_sheets.sheets.findings_book import FileLine, JurorLine
from sinovik_sheets.sheets.receipt_book import ReceiptFacts, ReceiptLine
from sinovik_sheets.sheets.score_sheet import ScoreSheet
from sinovik_sheets.sheets.score_sheet_form import SCORES_SHEET
from sinovik_sheets.sheets.verdicts import State
from sinovik_sheets.steps.intake import Arrival, Intake
from sinovik_sheets.steps.issued import Issued, issued_criteria
from sinovik_sheets.steps.judge import JudgedSheet, Score
from sinovik_sheets.steps.merge import ScoreTable
from sinovik_sheets.steps.plan import Output
from sinovik_sheets.steps.questions import Question, sheet_questions, value_text
from sinovik_sheets.steps.reminders import Fault, JurorState, reminder
from sinovik_sheets.steps.repair import repair_sheet
from sinovik_sheets.text import decimal_text


@dataclass(frozen=True)
class Validation:
    """What was found in a stage and the files that tell people about it.

    `repairs` are sheets people may fill in where they lie; `outputs` are not.
    """

    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    outputs: tuple[Output, ...]
    repairs: tuple[Output, ...]
    board: tuple[JurorLine, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each level."""
        return counts(self.findings)

    @property
    def needs_people(self) -> bool:
        """Whether anybody must act on what was found."""
        return any(finding.level.needs_people for finding in self.findings)


def open_questions(intake: Intake, stage: str = "") -> list[Question]:
    """Return the questions that wait for an answer, of a stage or of all."""
    asked = [f.question for f in intake.files if f.question is not None and not f.set_aside]
    for sheet in intake.used.values():
        asked += sheet_questions(sheet)
    return [q for q in asked if not stage or q.stage in (stage, "")]


def validate(
    competition: Competition,
    stage: Stage,
    intake: Intake,
    issued: Mapping[str, Issued],
    decision_findings: Sequence[Finding],
) -> Validation:
    """Return all findings of a stage with report, repair sheets, messages and receipts."""
    sheets = [s for s in intake.sheets(stage.code) if s.issued.juror in competition.juror]
    findings = worst_first(
        [
            *decision_findings,
            *_stage_findings(competition, stage, intake, issued, sheets),
        ]
    )
    questions = open_questions(intake, stage.code)
    repairs: dict[str, list[tuple[ScoreSheet, Output]]] = {}
    for sheet in sheets:
        if not sheet.complete:
            form, content = repair_sheet(competition, stage, sheet)
            path = layout.repair_sheet(stage.code, sheet.issued.juror, sheet.issued.serial)
            output = Output(path, score_sheet_writer.write(form, content))
            repairs.setdefault(sheet.issued.juror, []).append((form, output))
    arrivals = {file.sha256: file for file in intake.files if file.fate is Fate.USED}
    board: list[JurorLine] = []
    outputs: list[Output] = []
    for juror in competition.panel(stage):
        own = [sheet for sheet in sheets if sheet.issued.juror == juror.code]
        mended = repairs.get(juror.code, [])
        board.append(_juror_line(competition, stage, juror, own, mended))
        outputs += _for_juror(competition, stage, juror, own, mended, arrivals)
    report = findings_book.write(competition, stage, findings, _file_lines(intake), board)
    outputs.insert(0, Output(layout.findings_report(stage.code), report))
    return Validation(
        tuple(findings),
        tuple(questions),
        tuple(outputs),
        tuple(output for pairs in repairs.values() for _form, output in pairs),
        tuple(board),
    )


def _stage_findings(
    competition: Competition,
    stage: Stage,
    intake: Intake,
    issued: Mapping[str, Issued],
    sheets: Sequence[JudgedSheet],
) -> Iterable[Finding]:
    for sheet in sheets:
        yield from sheet.findings
    for file in intake.files:
        if file.finding is not None and file.stage in ("", stage.code) and not file.set_aside:
            yield replace(file.finding, juror=file.juror)
        if file.fate is Fate.USED and file.stage == stage.code and _is_late(stage, file):
            details = {"deadline": str(stage.deadline)}
            day = file.time[:10]
            yield Finding(rules.LATE, Where(file.path), file.juror, value=day, details=details)
    yield from intake.changes.get(stage.code, ())
    received = {sheet.issued.code for sheet in sheets}
    out = [s for s in issued.values() if s.stage == stage.code and s.juror in competition.juror]
    for sent in out:
        if sent.code not in received and sent.fits(stage):
            yield Finding(rules.SHEET_AWAITED, juror=sent.juror, value=str(len(sent.entries)))
    if any(sent.fits(stage) and sent.criteria != issued_criteria(stage) for sent in out):
        yield Finding(rules.CHANGED_WEIGHTS, Where(layout.COMPETITION.name))


def _is_late(stage: Stage, file: Arrival) -> bool:
    return stage.deadline is not None and file.time[:10] > stage.deadline.isoformat()


def _file_lines(intake: Intake) -> list[FileLine]:
    return [
        FileLine(
            file.path,
            file.fate,
            file.juror,
            file.sha256,
            file.finding.message if file.finding else "",
        )
        for file in intake.files
    ]


def _by_entry(sheets: Sequence[JudgedSheet]) -> dict[str, dict[str, Score]]:
    """Return a juror's scores by entry and criterion; the latest serial counts."""
    entries: dict[str, dict[str, Score]] = {}
    for sheet in sorted(sheets, key=lambda sheet: sheet.issued.serial):
        fresh: dict[str, dict[str, Score]] = {}
        for (entry, criterion), score in sheet.scores.items():
            fresh.setdefault(entry, {})[criterion] = score
        entries |= fresh
    return entries


def _juror_line(
    competition: Competition,
    stage: Stage,
    juror: Juror,
    sheets: Sequence[JudgedSheet],
    repairs: Sequence[tuple[ScoreSheet, Output]],
) -> JurorLine:
    entries = _by_entry(sheets)
    states = [score.state for scores in entries.values() for score in scores.values()]
    expected = len(competition.duties(stage, juror))
    recused = sum(
        any(score.state is State.RECUSED for score in scores.values())
        for scores in entries.values()
    )
    complete = sum(
        all(score.value is not None for score in scores.values()) for scores in entries.values()
    )
    cells = {key: place for form, output in repairs for key, place in _places(form, output).items()}
    return JurorLine(
        code=juror.code,
        name=juror.name,
        expected=expected,
        complete=complete,
        recused=recused,
        missing=states.count(State.MISSING) + (expected - len(entries)) * len(stage.criteria),
        wrong=states.count(State.REJECT),
        questions=states.count(State.ASK),
        received=bool(sheets),
        repair_file=repairs[0][1].path.name if repairs else "",
        repair_cells=cells,
    )


def _places(form: ScoreSheet, output: Output) -> dict[tuple[str, str], Where]:
    return {
        (entry.code, criterion.code): Where(
            output.path.name, SCORES_SHEET, form.cell(entry.code, criterion.code)
        )
        for entry in form.entries
        for criterion in form.stage.criteria
    }


def _for_juror(
    competition: Competition,
    stage: Stage,
    juror: Juror,
    sheets: Sequence[JudgedSheet],
    repairs: Sequence[tuple[ScoreSheet, Output]],
    arrivals: Mapping[str, Arrival],
) -> Iterable[Output]:
    """Yield the message to a juror and, if a sheet came, the receipt."""
    entries = _by_entry(sheets)
    duties = [entry.code for entry in competition.duties(stage, juror)]
    cells = {key: place for form, output in repairs for key, place in _places(form, output).items()}
    state = JurorState(
        entries=len(duties),
        missing=tuple(code for code in duties if _is_missing(entries.get(code))),
        faults=tuple(_faults(stage, sheets, cells)),
        questions=sum(len(sheet_questions(sheet)) for sheet in sheets),
        repair_file=repairs[0][1].path.name if repairs else "",
        sheet_received=bool(sheets),
    )
    text = reminder(competition, stage, juror, state)
    yield Output(layout.reminder(stage.code, juror.code), text.encode("utf-8"))
    if sheets:
        newest = max(sheets, key=lambda sheet: sheet.issued.serial)
        arrival = arrivals[newest.sha256]
        facts = ReceiptFacts(
            sheet_code=newest.issued.code,
            file=newest.file,
            sha256=newest.sha256,
            received=datetime.fromisoformat(arrival.time),
            filled_by=newest.filled_by,
        )
        lines = _receipt_lines(competition, stage, juror, entries, sheets)
        data = receipt_book.write(competition, stage, juror, lines, facts)
        yield Output(layout.receipt(stage.code, juror.code), data)


def _is_missing(scores: Mapping[str, Score] | None) -> bool:
    return scores is None or any(s.state is State.MISSING for s in scores.values())


def _faults(
    stage: Stage, sheets: Sequence[JudgedSheet], cells: Mapping[tuple[str, str], Where]
) -> Iterable[Fault]:
    names = {criterion.code: criterion.name for criterion in stage.criteria}
    for sheet in sheets:
        for finding in sheet.findings:
            if finding.level is Level.ERROR and (finding.entry, finding.criterion) in cells:
                yield Fault(
                    cell=cells[finding.entry, finding.criterion].cell,
                    criterion=names[finding.criterion],
                    entry=finding.entry,
                    written=finding.value,
                    fix=finding.fix,
                )


def _receipt_lines(
    competition: Competition,
    stage: Stage,
    juror: Juror,
    entries: Mapping[str, Mapping[str, Score]],
    sheets: Sequence[JudgedSheet],
) -> list[ReceiptLine]:
    notes: dict[str, str] = {}
    for sheet in sheets:
        notes |= sheet.notes
    lines = []
    for entry in competition.duties(stage, juror):
        scores = entries.get(entry.code, {})
        values = {code: value_text(score) for code, score in scores.items()}
        counted = {code: score.value for code, score in scores.items() if score.value is not None}
        total = ""
        if scores and len(counted) == len(scores):
            weighted = (value * stage.weights[code] for code, value in counted.items())
            total = decimal_text(sum(weighted, Decimal(0)) / 100)
        lines.append(ReceiptLine(entry.code, entry.title, values, total, notes.get(entry.code, "")))
    return lines


def open_matters(intake: Intake, stage: str, table: ScoreTable) -> int:
    """Return how many things keep a result provisional.

    Rows of a juror for an entry that are missing or held back, and files of
    the stage about which a question is open.
    """
    files = sum(
        file.question is not None and file.stage in (stage, "") and not file.set_aside
        for file in intake.files
    )
    return files + table.count(Absence.MISSING) + table.count(Absence.OPEN)
