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
from sinovik_sheets.sheets.tables.table import closest
from sinovik_sheets.steps import arrivals as sheet_arrivals
from sinovik_sheets.steps import finality
from sinovik_sheets.steps.finality import fingerprint
from sinovik_sheets.steps.recheck import recheck
from sinovik_sheets.steps.registration import records as registrations
from sinovik_sheets.steps.validate import open_questions
from sinovik_sheets.text import _
from sinovik_sheets.workspace import unit_runs
from sinovik_sheets.workspace.final_runs import document_outputs
from sinovik_sheets.workspace.registration_runs import registration_in_use, run_roster
from sinovik_sheets.workspace.runs import held, ranking_outputs, score_outputs
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
    """How far a stage is; `settled_by` is who made its result final."""

    stage: Stage
    distributed: bool
    settled_by: str = ""
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
        out = [part for part in self.stages if part.distributed and not part.settled_by]
        registration = self.registration
        if registration is not None and (registration.questions or not out):
            return registration.next_step
        if not out:
            done = [part for part in self.stages if part.settled_by]
            if not done:
                return "sinovik distribute"
            last = done[-1].stage.code
            if done[-1] is self.stages[-1]:
                return f"sinovik publish --stage {last}"
            return f"sinovik advance --stage {last}"
        if any(part.questions for part in out):
            return _("answer the questions in keputusan.xlsx, then: sinovik update")
        if any(part.open_matters for part in out):
            return _("wait for the missing sheets (4_temuan holds reminders); then: sinovik update")
        return _(
            "nothing is open: look at the summary in 5_hasil, let jurors sign the receipts and"
            " the plenary decide; then: sinovik finalize"
        )

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
                    "final": bool(part.settled_by),
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
    view, stage = held(session, stage)
    table = view.table(stage)
    competition = view.for_stage(stage)
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
        settled_by=view.settled.approver if view.settled else "",
        questions=0 if view.settled else len(open_questions(session.intake, stage.code)),
        open_matters=0 if view.settled else session.result(stage).open_matters,
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
    for event in session.journal.of_kind(finality.FINALIZED):
        hashes |= set(event["inputs"].values())
    for sha256 in sorted(hashes):
        try:
            session.workspace.archive.get(sha256)
        except SinovikError as error:
            where = Where(layout.archived(sha256).as_posix())
            findings.append(Finding(rules.ARCHIVE_BROKEN, where, value=error.message))
    stages: list[str] = []
    if not findings:
        for stage in session.competition.stages if session.distributed else ():
            found = _stage_findings(session, stage)
            stages += [stage.code] if found is not None else []
            findings += found or ()
        findings += _final_findings(session)
    return Verification(
        len(hashes),
        len(session.journal.events),
        session.journal.head,
        tuple(dict.fromkeys(stages)),
        tuple(findings),
    )


def _stage_findings(session: Session, stage: Stage) -> list[Finding] | None:
    """Return which result files of a stage do not come out again; None where none lies there.

    The places are computed a second time too, apart from the first.
    """
    files = _result_files(session, stage)
    lying = {path: session.workspace.read(path) for path in files}
    view, held_stage = held(session, stage)
    code = stage.code
    findings = []
    if view.settled is not None:
        papers = [output.path for output in document_outputs(session, stage)]
        missing = [path for path in (*lying, *papers) if session.workspace.read(path) is None]
        rule = rules.FINAL_FILE_MISSING
        findings += [Finding(rule, Where(p.as_posix()), value=code) for p in missing]
    elif session.workspace.read(layout.minutes(code)) is not None:
        where = Where(layout.minutes(code).as_posix())
        findings.append(Finding(rules.MINUTES_NOT_FINAL, where, value=code))
    if not any(data is not None for data in lying.values()):
        return findings or None
    rule, value = rules.RESULT_DIFFERS, ""
    if view.settled is not None:
        rule, value = rules.FINAL_FILE_DIFFERS, code
    for path, data in files.items():
        if lying[path] not in (None, data):
            findings.append(Finding(rule, Where(path.as_posix()), value=value))
    return [*findings, *recheck(view.for_stage(held_stage), view.result(held_stage))]


def _result_files(session: Session, stage: Stage) -> dict[Any, bytes]:
    if stage.code not in session.distributed:
        return {}
    outputs = (*score_outputs(session, stage), *ranking_outputs(session, stage))
    return {output.path: output.data for output in outputs}


def _final_findings(session: Session) -> list[Finding]:
    """Return what does not hold of the results that were settled."""
    findings = []
    for code, final in session.finals.items():
        stage = session.competition.stage.get(code)
        if stage is None or fingerprint(session.result(stage)) != final.result:
            findings.append(Finding(rules.FINAL_DIFFERS, value=code))
    return findings
