"""validate: tell what is wrong in the sheets received, and make it easy to mend."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sinovik_sheets import layout
from sinovik_sheets.model import Competition, Fate, Stage
from sinovik_sheets.problems import Finding, Where, counts, worst_first
from sinovik_sheets.problems import scores as rules
from sinovik_sheets.scoring.result import Absence
from sinovik_sheets.sheets import findings_book
from sinovik_sheets.sheets.findings_book import FileLine, JurorLine
from sinovik_sheets.steps.arrivals import Arrival
from sinovik_sheets.steps.intake import Intake
from sinovik_sheets.steps.issued import Issued, in_force, issued_criteria
from sinovik_sheets.steps.juror_case import JurorCase
from sinovik_sheets.steps.merge import ScoreTable, merge
from sinovik_sheets.steps.plan import Output
from sinovik_sheets.steps.questions import Question, sheet_questions
from sinovik_sheets.text import listing


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
    cases = [
        JurorCase(
            competition,
            stage,
            juror,
            sheets=[s for s in intake.sheets(stage.code) if s.issued.juror == juror.code],
            files=[f for f in intake.files if (f.stage, f.juror) == (stage.code, juror.code)],
            sent=in_force(
                stage,
                (
                    sheet
                    for sheet in issued.values()
                    if (sheet.stage, sheet.juror) == (stage.code, juror.code) and sheet.fits(stage)
                ),
            ),
        )
        for juror in competition.panel(stage)
    ]
    stray = merge(competition, stage, intake.sheets(stage.code)).stray
    findings = worst_first(
        [*decision_findings, *_findings(stage, intake, cases), *_stray_findings(stray)]
    )
    board = tuple(case.line() for case in cases)
    report = findings_book.write(competition, stage, findings, _file_lines(intake), board)
    return Validation(
        findings=tuple(findings),
        questions=tuple(open_questions(intake, stage.code)),
        outputs=(
            Output(layout.findings_report(stage.code), report),
            *(paper for case in cases for paper in case.papers()),
        ),
        repairs=tuple(repair for case in cases for repair in case.repairs),
        board=board,
    )


def _findings(stage: Stage, intake: Intake, cases: Sequence[JurorCase]) -> Iterable[Finding]:
    for case in cases:
        for sheet in case.sheets:
            yield from sheet.findings
        yield from case.findings()
    for file in intake.files:
        if file.finding is not None and file.stage in ("", stage.code) and not file.set_aside:
            yield replace(file.finding, juror=file.juror)
        if file.fate is Fate.USED and file.stage == stage.code and _is_late(stage, file):
            details = {"deadline": str(stage.deadline)}
            day = file.time[:10]
            yield Finding(rules.LATE, Where(file.path), file.juror, value=day, details=details)
    yield from intake.changes.get(stage.code, ())
    if any(sheet.criteria != issued_criteria(stage) for case in cases for sheet in case.sent):
        yield Finding(rules.CHANGED_WEIGHTS, Where(layout.COMPETITION.name))


def _stray_findings(stray: Mapping[str, Sequence[str]]) -> Iterable[Finding]:
    for juror, entries in stray.items():
        details = {"entries": listing(list(entries))}
        value = str(len(entries))
        yield Finding(rules.STRAY_SCORES, juror=juror, value=value, details=details)


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


def open_matters(intake: Intake, stage: str, table: ScoreTable) -> int:
    """Return how many things keep a result provisional.

    Rows of a juror for an entry that are missing or held back, scores that are
    no longer the juror's, and files of the stage that wait for people.
    """
    files = sum(
        file.waits and file.stage in (stage, "") and not file.set_aside for file in intake.files
    )
    stray = sum(len(entries) for entries in table.stray.values())
    return files + stray + table.count(Absence.MISSING) + table.count(Absence.OPEN)
