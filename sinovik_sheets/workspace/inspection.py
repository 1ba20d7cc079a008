"""Looking at a folder without changing it: status, and verify."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sinovik_sheets import layout
from sinovik_sheets.model import Fate, Stage
from sinovik_sheets.problems import Finding, SinovikError, Where
from sinovik_sheets.problems import results as rules
from sinovik_sheets.scoring.result import Absence
from sinovik_sheets.sheets.summary import book as summary_book
from sinovik_sheets.sheets.tables.table import closest
from sinovik_sheets.steps import arrivals as sheet_arrivals
from sinovik_sheets.steps.registration import records as registrations
from sinovik_sheets.steps.validate import open_questions
from sinovik_sheets.text import _, speaking
from sinovik_sheets.workspace import unit_runs
from sinovik_sheets.workspace.registration_runs import registration_in_use, run_roster
from sinovik_sheets.workspace.runs import summary_facts
from sinovik_sheets.workspace.session import Session


@dataclass(frozen=True)
class JurorStatus:
    """One juror in one stage, counted in entries."""

    juror: str
    expected: int
    counted: int
    recused: int
    missing: int
    open: int

    @property
    def numbers(self) -> tuple[int, ...]:
        """Expected, counted, recused, missing, open."""
        return self.expected, self.counted, self.recused, self.missing, self.open


@dataclass(frozen=True)
class StageStatus:
    """How far a stage is."""

    stage: Stage
    distributed: bool
    lines: tuple[JurorStatus, ...] = ()
    questions: int = 0
    open_matters: int = 0


@dataclass(frozen=True)
class RegistrationStatus:
    """How far registration is; files not taken in yet are counted too."""

    forms_out: int
    fates: Mapping[Fate, int]
    entries: int
    units_registered: int
    units_expected: int
    missing: int
    questions: int
    next_step: str

    def as_json(self) -> dict[str, Any]:
        """Return the shape inside `status --json`."""
        return {
            "forms_out": self.forms_out,
            "files": {fate.value: count for fate, count in self.fates.items()},
            "entries": self.entries,
            "units_registered": self.units_registered,
            "units_expected": self.units_expected,
            "below_minimum": self.missing,
            "questions": self.questions,
        }


@dataclass(frozen=True)
class Status:
    """How far the competition is; `registration` is None where the roster is typed."""

    fates: Mapping[Fate, int]
    stages: tuple[StageStatus, ...]
    registration: RegistrationStatus | None = None

    @property
    def next_step(self) -> str:
        """What to do next, in the language being spoken."""
        out = [part for part in self.stages if part.distributed]
        registration = self.registration
        if registration is not None and (registration.questions or not out):
            return registration.next_step
        if not out:
            return "sinovik distribute"
        if any(part.questions for part in out):
            return _("answer the questions in keputusan.xlsx, then: sinovik update")
        if any(part.open_matters for part in out):
            return _("wait for the missing sheets (4_temuan holds reminders); then: sinovik update")
        return _("nothing is open: look at the summary in 5_hasil, let jurors sign the receipts")

    def as_json(self) -> dict[str, Any]:
        """Return the shape of `status --json`."""
        registration = self.registration
        return {
            "registration": registration.as_json() if registration else None,
            "files": {fate.value: count for fate, count in self.fates.items()},
            "stages": [
                {
                    "stage": part.stage.code,
                    "distributed": part.distributed,
                    "questions": part.questions,
                    "open_matters": part.open_matters,
                    "jurors": [
                        {
                            "juror": line.juror,
                            "expected": line.expected,
                            "counted": line.counted,
                            "recused": line.recused,
                            "missing": line.missing,
                            "open": line.open,
                        }
                        for line in part.lines
                    ],
                }
                for part in self.stages
            ],
        }


def status(session: Session) -> Status:
    """Return how far registration and every stage are, from what was taken in so far."""
    registration = _registration_status(session)
    if registration is not None and not session.distributed and session.checked.errors:
        return Status(dict.fromkeys(Fate, 0), (), registration)  # the jury is not settled yet
    fates = Counter(file.fate for file in session.intake.files)
    return Status(
        {fate: fates[fate] for fate in Fate},
        tuple(_stage_status(session, stage) for stage in session.competition.stages),
        registration,
    )


def _registration_status(session: Session) -> RegistrationStatus | None:
    if not registration_in_use(session):
        return None
    run = run_roster(session, (), lambda _path: None, dry_run=True)
    tallies = run.roster.content.by_kind
    return RegistrationStatus(
        forms_out=run.forms_out,
        fates=run.collected.counts,
        entries=len(run.roster.entries),
        units_registered=sum(tally.registered for tally in tallies),
        units_expected=sum(tally.expected or 0 for tally in tallies),
        missing=len(run.roster.content.missing),
        questions=len(run.roster.open),
        next_step=run.next_step,
    )


def _stage_status(session: Session, stage: Stage) -> StageStatus:
    if not any(sheet.stage == stage.code for sheet in session.issued.values()):
        return StageStatus(stage, distributed=False)
    table = session.table(stage)
    competition = session.for_stage(stage)
    lines = []
    for juror in competition.panel(stage):
        kinds = Counter(a for (_e, code), a in table.absences.items() if code == juror.code)
        lines.append(
            JurorStatus(
                juror=juror.code,
                expected=len(competition.duties(stage, juror)),
                counted=sum(juror.code in rows for rows in table.rows.values()),
                recused=kinds[Absence.RECUSED],
                missing=kinds[Absence.MISSING],
                open=kinds[Absence.OPEN],
            )
        )
    return StageStatus(
        stage,
        distributed=True,
        lines=tuple(lines),
        questions=len(open_questions(session.intake, stage.code)),
        open_matters=session.result(stage).open_matters,
    )


def entry_code(session: Session, written: str) -> str:
    """Return the code of an entry as written, without regard to case; SinovikError if none."""
    codes = list(session.competition.entry)
    for code in codes:
        if code.casefold() == written.strip().casefold():
            return code
    number = re.fullmatch(r"\D*0*(\d+)", written.strip())
    numbered = [c for c in codes if number and re.fullmatch(rf"\D*0*{number[1]}", c)]
    if len(numbered) == 1:
        return numbered[0]
    suggestion = closest(written, codes)
    raise SinovikError(
        _("There is no entry “{code}”.").format(code=written),
        _("Did you mean “{suggestion}”?").format(suggestion=suggestion)
        if suggestion
        else _("See the codes in daftar_peserta.xlsx."),
    )


@dataclass(frozen=True)
class Verification:
    """What was checked and what did not hold."""

    archived: int
    events: int
    head: str
    stages: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether everything held."""
        return not self.findings

    @property
    def lines(self) -> list[str]:
        """What was checked, in the language being spoken."""
        return [
            _("Journal: {count} lines, chain unbroken; head {head}.").format(
                count=self.events, head=self.head[:16] or "–"
            ),
            _("Archive: {count} files read and compared with their SHA-256.").format(
                count=self.archived
            ),
            _("Results computed again: {stages}.").format(stages=", ".join(self.stages) or "–"),
        ]

    def as_json(self) -> dict[str, Any]:
        """Return the shape of `verify --json`."""
        return {
            "journal": {"lines": self.events, "head": self.head},
            "archive": self.archived,
            "stages": list(self.stages),
            "findings": [finding.as_json() for finding in self.findings],
            "sound": self.sound,
        }


def verify(session: Session) -> Verification:
    """Read every archived file, and compute every result file again.

    A result file that does not come out byte for byte as it lies there was
    changed, or is older than what was taken in since.
    """
    findings: list[Finding] = []
    hashes = {
        event["sha256"]
        for event in session.journal.events
        if event["kind"] in (sheet_arrivals.KIND, registrations.KIND)
    }
    for event in session.journal.of_kind(unit_runs.KIND):
        hashes |= {file["sha256"] for file in event["files"]}
    for sha256 in sorted(hashes):
        try:
            session.workspace.archive.get(sha256)
        except SinovikError as error:
            where = Where(layout.archived(sha256).as_posix())
            findings.append(Finding(rules.ARCHIVE_BROKEN, where, value=error.message))
    stages = []
    if not findings:
        for stage in session.competition.stages if session.distributed else ():
            for path, data in _result_files(session, stage).items():
                lies_there = session.workspace.read(path)
                if lies_there is None:
                    continue
                stages.append(stage.code)
                if lies_there != data:
                    findings.append(Finding(rules.RESULT_DIFFERS, Where(path.as_posix())))
    return Verification(
        len(hashes),
        len(session.journal.events),
        session.journal.head,
        tuple(dict.fromkeys(stages)),
        tuple(findings),
    )


def _result_files(session: Session, stage: Stage) -> dict[Any, bytes]:
    if not any(sheet.stage == stage.code for sheet in session.issued.values()):
        return {}
    with speaking(session.language):
        summary = summary_book.write(
            session.for_stage(stage), session.result(stage), summary_facts(session, stage)
        )
    scores = session.table(stage).csv()
    return {layout.scores(stage.code): scores, layout.summary(stage.code): summary}
