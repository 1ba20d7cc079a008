"""The commands over a folder: gather what a step needs, run it, write what it plans."""

import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sinovik_sheets import __version__, layout
from sinovik_sheets.model import Stage
from sinovik_sheets.problems import Finding, SinovikError
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.scoring.sensitivity.scenarios import Diagnostics
from sinovik_sheets.sheets import board_book
from sinovik_sheets.sheets.summary import book as summary_book
from sinovik_sheets.sheets.summary.book import SummaryFacts
from sinovik_sheets.steps import init as init_step
from sinovik_sheets.steps.advance import refuse_everybody
from sinovik_sheets.steps.collect import Collected, collected, score_sheets, take_in
from sinovik_sheets.steps.diagnose import diagnose
from sinovik_sheets.steps.distribute import Distribution, distribute
from sinovik_sheets.steps.merge import ScoreTable
from sinovik_sheets.steps.plan import Output
from sinovik_sheets.steps.plenary import plenary_rows
from sinovik_sheets.steps.rank import json_file as result_file
from sinovik_sheets.steps.validate import Validation, validate
from sinovik_sheets.stores.archive import fingerprint
from sinovik_sheets.stores.files import write_bytes
from sinovik_sheets.stores.inbox import Received, find_files
from sinovik_sheets.stores.presets import load_preset
from sinovik_sheets.text import _, speaking
from sinovik_sheets.workspace.decision_runs import (
    sync_decisions,
    write_decisions,
    write_questions,
)
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
    if stage.code in session.finals:
        raise SinovikError(
            _("Stage {stage} is final: no more sheets of it are sent out.").format(
                stage=stage.code
            ),
            _("To go on with it, open it again: sinovik reopen --stage {stage}").format(
                stage=stage.code
            ),
        )
    _refuse_without_advance(session, stage)
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


def _refuse_without_advance(session: Session, stage: Stage) -> None:
    """Refuse to begin a stage with entries that the stage before stops.

    Not where people have taken them out by hand, or the stage has begun already.
    """
    stages = session.competition.stages
    place = stages.index(stage)
    before = stages[place - 1] if place else None
    begun = stage.code in session.distributed or stage.code in session.reached
    if before is None or begun or before.code not in session.distributed:
        return
    entries = session.for_stage(stage).entries
    so_far = {known.code for known in stages[: place + 1]}
    by_hand = any(s in so_far and made[0] for (s, _e), made in session.decisions.statuses.items())
    taking_part = [entry.code for entry in entries if entry.status is None]
    refuse_everybody(session.result(before), stage, taking_part, by_hand=by_hand)


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


def run_validate(session: Session, stage: Stage, *, dry_run: bool = False) -> Validation:
    """Judge the sheets of a stage and write report, repair sheets, messages, receipts."""
    if dry_run or stage.code in session.finals:
        return _validation(*held(session, stage), [])
    with session.writing():
        session.workspace.refuse_if_open(layout.DECISIONS)
        wrong = sync_decisions(session)
        write_questions(session)
        validation = _validation(session, stage, wrong)
        session.workspace.write(validation.outputs, session.now)
        _write_repairs(session, stage, validation)
    return validation


def _validation(session: Session, stage: Stage, wrong: Sequence[Finding]) -> Validation:
    with speaking(session.language):
        return validate(session.for_stage(stage), stage, session.intake, session.issued, wrong)


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
    if not dry_run:
        with session.writing():
            session.workspace.write(score_outputs(session, stage), session.now)
    view, stage = held(session, stage)
    return view.table(stage)


def held(session: Session, stage: Stage) -> tuple[Session, Stage]:
    """Return the run and the stage as they hold: as they were settled, else as they are."""
    view = session.view(stage.code)
    return view, view.competition.stage[stage.code]


def score_outputs(session: Session, stage: Stage) -> tuple[Output, ...]:
    """Return the long table of scores and the board of completeness."""
    view, stage = held(session, stage)
    table = view.table(stage)
    with speaking(view.language):
        board = board_book.write(view.for_stage(stage), stage, table.absences)
    return (
        Output(layout.scores(stage.code), table.csv()),
        Output(layout.completeness(stage.code), board),
    )


def ranking_outputs(
    session: Session, stage: Stage, facts: SummaryFacts | None = None
) -> tuple[Output, ...]:
    """Return the ranked summary workbook, and the result for programs."""
    view, stage = held(session, stage)
    result = view.result(stage)
    with speaking(view.language):
        facts = facts or summary_facts(view, stage)
        data = summary_book.write(view.for_stage(stage), result, facts)
    return (
        Output(layout.summary(stage.code), data),
        Output(layout.result(stage.code), result_file(result)),
    )


@dataclass(frozen=True)
class Ranked:
    """A result, its diagnostics, and the summary workbook they were written to.

    `summary` is None for a dry run.
    """

    result: StageResult
    summary: Path | None
    diagnostics: Diagnostics


def run_rank(session: Session, stage: Stage, *, dry_run: bool = False) -> Ranked:
    """Compute the places of a stage and write the summary workbook.

    Once nothing is open, keputusan.xlsx shows the places to the plenary.
    """
    if dry_run:
        return Ranked(session.result(stage), None, diagnostics(*held(session, stage)))
    with session.writing():
        if stage.code not in session.finals:
            session.workspace.refuse_if_open(layout.DECISIONS)
            sync_decisions(session)
            result = session.result(stage)
            if not result.open_matters or any(s == stage.code for s, _code in session.waivers):
                write_decisions(session, plenary=plenary_rows(result))
        facts = summary_facts(*held(session, stage))
        summary, figures = ranking_outputs(session, stage, facts)
        written = session.workspace.write([summary], session.now)
        session.workspace.write([figures], session.now)
    path = session.workspace.path(layout.summary(stage.code))
    found = facts.diagnostics or diagnostics(*held(session, stage))
    return Ranked(session.result(stage), written[0] if written else path, found)


def diagnostics(session: Session, stage: Stage) -> Diagnostics:
    """Return what the scores of a stage say about its jury."""
    return diagnose(session.for_stage(stage), session.result(stage))


def summary_facts(session: Session, stage: Stage) -> SummaryFacts:
    """Return what the summary prints beside the scores; the day is that of the last event."""
    last = session.last_event(stage)
    day = date.fromisoformat(last["time"][:10]) if last else session.now.date()
    return SummaryFacts(
        made_on=day,
        files=tuple(
            (file.path, file.sha256, file.fate, file.juror)
            for file in session.intake.files
            if file.stage in (stage.code, "")
        ),
        journal_head=str(last.get("hash", "")),
        version=__version__,
        diagnostics=diagnostics(session, stage),
    )


def open_books(session: Session) -> list[str]:
    """Return the workbooks people fill in that are open in a spreadsheet program."""
    books = (
        layout.COMPETITION,
        layout.UNITS,
        layout.ASSIGNMENTS,
        layout.ROSTER,
        layout.DECISIONS,
    )
    return [book.name for book in books if session.workspace.is_open(book)]
