"""The commands over a folder: gather what a step needs, run it, write what it plans."""

import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sinovik_sheets import __version__, layout
from sinovik_sheets.model import Stage
from sinovik_sheets.problems import Finding, SinovikError
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.sheets import board_book, decisions_book
from sinovik_sheets.sheets.summary import book as summary_book
from sinovik_sheets.sheets.summary.book import SummaryFacts
from sinovik_sheets.steps import init as init_step
from sinovik_sheets.steps.collect import Collected, collected, score_sheets, take_in
from sinovik_sheets.steps.decisions import new_answers, new_questions, new_statuses
from sinovik_sheets.steps.distribute import Distribution, distribute
from sinovik_sheets.steps.merge import ScoreTable
from sinovik_sheets.steps.plan import Output
from sinovik_sheets.steps.validate import Validation, open_questions, validate
from sinovik_sheets.stores.archive import fingerprint
from sinovik_sheets.stores.files import write_bytes
from sinovik_sheets.stores.inbox import Received, find_files
from sinovik_sheets.stores.presets import load_preset
from sinovik_sheets.text import _, speaking
from sinovik_sheets.workspace.own_books import read_own_book
from sinovik_sheets.workspace.session import Session

Progress = Callable[[str], None]


def make_folder(root: Path, preset_name: str) -> list[Path]:
    """Make a competition folder from a preset and return the files written.

    SinovikError when the folder already holds a competition.
    """
    preset = load_preset(preset_name)
    if (root / layout.COMPETITION).exists():
        raise SinovikError(
            _("{folder} already holds a competition.").format(folder=root),
            _("Choose another folder; nothing was changed."),
        )
    try:
        root.mkdir(parents=True, exist_ok=True)
        for folder in layout.FOLDERS:
            (root / folder).mkdir(exist_ok=True)
        with speaking("id"):
            outputs = init_step.init(preset)
        for output in outputs:
            if not (root / output.path).exists():
                write_bytes(root / output.path, output.data)
    except OSError as error:
        raise SinovikError(
            _("The folder {folder} cannot be written: {reason}.").format(
                folder=root, reason=error.strerror
            ),
            _("Choose a folder you may write to, such as one in Documents."),
        ) from error
    return [root / output.path for output in outputs]


def run_distribute(session: Session, stage: Stage, *, dry_run: bool) -> Distribution:
    """Issue what is lacking and write the sheets that are missing."""
    if dry_run:
        return _distribution(session, stage)
    with session.writing():
        sync_decisions(session)
        distribution = _distribution(session, stage)
        session.journal.append(distribution.plan.events)
        session.workspace.write(distribution.plan.outputs, session.now)
    return distribution


def _distribution(session: Session, stage: Stage) -> Distribution:
    """Plan a distribution; SinovikError where a file we did not write lies in the way."""
    with speaking(session.language):
        competition = session.for_stage(stage)
        distribution = distribute(competition, stage, session.issued, session.now, session.new_code)
    for sheet in distribution.new:
        path = session.workspace.path(layout.score_sheet(stage.code, sheet.juror, sheet.serial))
        if path.exists():
            raise SinovikError(
                _("{file} exists, but the journal does not know it.").format(file=path.name),
                _("Move the file elsewhere (it may be filled in), then run the command again."),
            )
    return distribution


def run_collect(
    session: Session,
    sources: Sequence[Path],
    *,
    sender: str = "",
    progress: Progress,
) -> Collected:
    """Take in the files of the sources (3_masuk when there are none); tell each path."""
    competition = session.competition
    if sender and sender not in competition.juror:
        raise SinovikError(
            _("There is no juror “{code}”.").format(code=sender),
            _("Use a code from the sheet “Juri”."),
        )
    inbox = session.workspace.path(layout.INBOX)
    with session.writing():
        taken = take_in(
            _found(sources, inbox, progress),
            session.workspace.archive,
            session.journal.events,
            session.now,
            score_sheets(session.issued),
            sender=sender,
        )
        session.journal.append(taken.events)
    session.forget()
    return collected(taken, session.intake.files)


def _found(
    sources: Sequence[Path], inbox: Path, progress: Progress
) -> Iterable[tuple[Received, bool]]:
    """Yield every file with whether it comes from outside 3_masuk."""
    for source in sources or (inbox,):
        if not source.exists():
            raise SinovikError(
                _("There is no file or folder {path}.").format(path=source),
                _("Check the name of the source."),
            )
        resolved = source.resolve()
        inside = resolved == inbox.resolve() or inbox.resolve() in resolved.parents
        name = resolved.relative_to(inbox.resolve()).as_posix() if inside else resolved.name
        for file in find_files(source, "" if name == "." else name):
            progress(file.path)
            yield file, not inside


def sync_decisions(session: Session) -> list[Finding]:
    """Put what people wrote into keputusan.xlsx into the journal; return what is wrong."""
    findings: list[Finding] = []
    data = session.workspace.read(layout.DECISIONS)
    if data is None:
        return findings
    way_out = _("Restore the file from a backup, or delete it: it is then made anew.")
    book = read_own_book(layout.DECISIONS, data, way_out)
    answers, statuses = decisions_book.read(book, layout.DECISIONS.name, findings)
    known, now = session.decisions, session.now
    events = [
        *new_answers(known, answers, now, findings),
        *new_statuses(session.competition, known, statuses, now, findings),
    ]
    if events:
        session.journal.append(events)
        session.forget()
    return findings


def run_validate(session: Session, stage: Stage, *, dry_run: bool = False) -> Validation:
    """Judge the sheets of a stage and write report, repair sheets, messages, receipts."""
    if dry_run:
        return _validation(session, stage, [])
    with session.writing():
        session.workspace.refuse_if_open(layout.DECISIONS)
        wrong = sync_decisions(session)
        _write_questions(session)
        validation = _validation(session, stage, wrong)
        session.workspace.write(validation.outputs, session.now)
        _write_repairs(session, stage, validation)
    return validation


def _validation(session: Session, stage: Stage, wrong: Sequence[Finding]) -> Validation:
    with speaking(session.language):
        return validate(session.for_stage(stage), stage, session.intake, session.issued, wrong)


def _write_questions(session: Session) -> None:
    """Number new questions in the journal and bring keputusan.xlsx up to date."""
    questions = open_questions(session.intake)
    with speaking(session.language):
        session.journal.append(new_questions(session.decisions, questions, session.now))
        known, competition = session.decisions, session.competition
        data = decisions_book.update(
            session.workspace.read(layout.DECISIONS),
            known.question_rows(session.intake.asked),
            [
                known.status_row(stage, entry)
                for stage in competition.stages
                if stage.code in session.distributed
                for entry in competition.entries
                if entry.status is None
            ],
        )
    if data is not None:
        session.workspace.write_two_way(layout.DECISIONS, data)


def _write_repairs(session: Session, stage: Stage, validation: Validation) -> None:
    """Write the sheets to mend; one that a person changed where it lies is left alone."""
    workspace = session.workspace
    ours = {(e["path"], e["sha256"]) for e in session.journal.of_kind("repair")}
    wanted = {output.path.as_posix(): output for output in validation.repairs}
    folder = workspace.path(layout.FINDINGS / stage.code)
    for path in folder.glob("*_perbaikan.xlsx"):
        name = path.relative_to(workspace.root).as_posix()
        untouched = (name, fingerprint(path.read_bytes())) in ours
        if untouched and name not in wanted:
            with contextlib.suppress(PermissionError):  # open in Excel: gone the next time
                path.unlink()
        elif not untouched:
            wanted.pop(name, None)
    events = [
        {
            "kind": "repair",
            "time": session.now.isoformat(timespec="seconds"),
            "path": name,
            "sha256": fingerprint(output.data),
        }
        for name, output in wanted.items()
        if (name, fingerprint(output.data)) not in ours
    ]
    session.journal.append(events)
    workspace.write(wanted.values(), session.now)


def run_merge(session: Session, stage: Stage, *, dry_run: bool = False) -> ScoreTable:
    """Write the long table of scores and the board of completeness."""
    if dry_run:
        return session.table(stage)
    with session.writing():
        table = session.table(stage)
        with speaking(session.language):
            board = board_book.write(session.for_stage(stage), stage, table.absences)
        outputs = (
            Output(layout.scores(stage.code), table.csv()),
            Output(layout.completeness(stage.code), board),
        )
        session.workspace.write(outputs, session.now)
    return table


@dataclass(frozen=True)
class Ranked:
    """A result and the summary workbook it was written to (None for a dry run)."""

    result: StageResult
    summary: Path | None


def run_rank(session: Session, stage: Stage, *, dry_run: bool = False) -> Ranked:
    """Compute the places of a stage and write the summary workbook."""
    if dry_run:
        return Ranked(session.result(stage), None)
    with session.writing():
        result, facts = session.result(stage), summary_facts(session, stage)
        with speaking(session.language):
            data = summary_book.write(session.for_stage(stage), result, facts)
        written = session.workspace.write([Output(layout.summary(stage.code), data)], session.now)
    path = session.workspace.path(layout.summary(stage.code))
    return Ranked(result, written[0] if written else path)


def summary_facts(session: Session, stage: Stage) -> SummaryFacts:
    """Return what the summary prints beside the scores; the date is that of the last event."""
    return SummaryFacts(
        made_on=session.last_event_day,
        files=tuple(
            (file.path, file.sha256, file.fate, file.juror)
            for file in session.intake.files
            if file.stage in (stage.code, "")
        ),
        journal_head=session.journal.head,
        version=__version__,
    )


def open_books(session: Session) -> list[str]:
    """Return the workbooks people fill in that are open in a spreadsheet program."""
    books = (layout.COMPETITION, layout.UNITS, layout.ROSTER, layout.DECISIONS)
    return [book.name for book in books if session.workspace.is_open(book)]
