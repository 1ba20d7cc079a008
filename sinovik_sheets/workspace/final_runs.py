"""The commands that settle things: advance, finalize."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sinovik_sheets import layout
from sinovik_sheets.documents.juror_sheet import render_juror_sheet
from sinovik_sheets.documents.minutes import render_minutes
from sinovik_sheets.model import Stage
from sinovik_sheets.problems import Finding, SinovikError
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.sheets import participants_book
from sinovik_sheets.steps.advance import Advancement, advance, participants_findings
from sinovik_sheets.steps.finality import Final, Settlement, Waiver, finalized
from sinovik_sheets.steps.minutes import Settled, juror_sheets, minutes
from sinovik_sheets.steps.open_points import Matters, OpenPoint, open_points, point_rows
from sinovik_sheets.steps.plan import Output
from sinovik_sheets.steps.plenary import plenary_rows
from sinovik_sheets.steps.recheck import recheck
from sinovik_sheets.steps.validate import open_questions
from sinovik_sheets.text import _, speaking
from sinovik_sheets.workspace.decision_runs import (
    suppose_decisions,
    sync_decisions,
    write_decisions,
    write_questions,
)
from sinovik_sheets.workspace.runs import (
    held,
    ranking_outputs,
    run_collect,
    score_outputs,
)
from sinovik_sheets.workspace.session import Session

_BOOKS = (
    layout.COMPETITION,
    layout.UNITS,
    layout.ASSIGNMENTS,
    layout.ROSTER,
    layout.OWN_MINUTES,
    layout.OWN_SIGNED_SHEET,
)
"""What a result depends on besides the journal: kept as it was when the result was settled."""


@dataclass(frozen=True)
class AdvanceRun:
    """Who goes on, and the workbook that says so (None for a dry run)."""

    advancement: Advancement
    book: Path | None
    wrong: tuple[Finding, ...] = ()


def run_advance(session: Session, stage: Stage, *, dry_run: bool) -> AdvanceRun:
    """Settle who goes on to the next stage and write peserta_TAHAP.xlsx."""
    if dry_run:
        wrong = suppose_decisions(session)
        return AdvanceRun(_advancement(session, stage), None, tuple(wrong))
    with session.writing():
        wrong = sync_decisions(session)
        made = _advancement(session, stage)
        known = session.reached.get(made.following.code)
        if known != frozenset(made.through):
            session.journal.append([made.event(session.now)])
            session.forget()
        path = layout.participants(made.following.code)
        view, stage = held(session, stage)
        with speaking(session.language):
            data = participants_book.write(
                view.for_stage(stage), made.result, made.following, set(made.through)
            )
        written = session.workspace.write([Output(path, data)], session.now)
    return AdvanceRun(made, written[0] if written else session.workspace.path(path), tuple(wrong))


def _advancement(session: Session, stage: Stage) -> Advancement:
    made = advance(session.for_stage(stage), session.result(stage))
    begun = made.following.code in session.distributed
    if begun and made.following.code in session.finals:
        raise SinovikError(
            _("Stage {stage} is final already.").format(stage=made.following.code),
            _("To change who takes part, open it again: sinovik reopen --stage {stage}").format(
                stage=made.following.code
            ),
        )
    return made


@dataclass(frozen=True)
class FinalizeRun:
    """What finalizing did: the open matters that stop it, or the files of a final result."""

    stage: Stage
    result: StageResult
    points: tuple[OpenPoint, ...] = ()
    wrong: tuple[Finding, ...] = ()
    written: tuple[Path, ...] = ()
    final: Final | None = None

    @property
    def stopped(self) -> bool:
        """Whether anything stands in the way."""
        return bool(self.points or self.wrong)


def run_finalize(
    session: Session, stage: Stage, settlement: Settlement, *, dry_run: bool
) -> FinalizeRun:
    """Settle the result of a stage, unless anything is open or does not add up.

    What lies in 3_masuk is taken in first. Of a stage that is final, files that are
    missing are written; SinovikError where there are none, or nothing to settle.
    """
    if stage.code in session.finals:
        return _completed(session, stage, dry_run=dry_run)
    if dry_run:
        return _stopped_by(session, stage, suppose_decisions(session))
    arrived = run_collect(session, (), progress=lambda _path: None).new
    with session.writing():
        session.workspace.refuse_if_open(layout.DECISIONS)
        wrong = sync_decisions(session)
        write_questions(session)
        run = _stopped_by(session, stage, wrong, arrived)
        _show_open(session, stage, run)
        if run.stopped:
            return run
        event = finalized(
            run.result, settlement, _archived_books(session), _set_aside(session), session.now
        )
        _documents(session, stage, Final.of(event, len(session.journal.events) + 1, 0))
        session.journal.append([event])
        session.forget()
        written = session.workspace.write(final_outputs(session, stage), session.now)
    return FinalizeRun(
        stage, session.result(stage), written=tuple(written), final=session.finals[stage.code]
    )


def _completed(session: Session, stage: Stage, *, dry_run: bool) -> FinalizeRun:
    """Write what is missing of a final result, such as after a run that was cut off."""
    written: list[Path] = []
    if not dry_run:
        with session.writing():
            results = (*score_outputs(session, stage), *ranking_outputs(session, stage))
            papers = [replace(paper, keep=True) for paper in document_outputs(session, stage)]
            written = session.workspace.write((*results, *papers), session.now)
    if not written:
        raise SinovikError(
            _("Stage {stage} is final already.").format(stage=stage.code),
            _("To change it, open it again: sinovik reopen --stage {stage}").format(
                stage=stage.code
            ),
        )
    final = session.finals[stage.code]
    return FinalizeRun(stage, session.result(stage), written=tuple(written), final=final)


def _show_open(session: Session, stage: Stage, run: FinalizeRun) -> None:
    """Show people in keputusan.xlsx what is open, waived or not, and the computed places."""
    with speaking(session.language):
        points = _points(session, stage, run.result)
        rows = point_rows(stage.code, points, session.waivers)
    known = any(waived == stage.code for waived, _code in session.waivers)
    if run.stopped or known:
        write_decisions(session, waivers=rows, plenary=plenary_rows(run.result))


def _set_aside(session: Session) -> list[str]:
    return [file.sha256 for file in session.intake.files if file.removed]


def _stopped_by(
    session: Session, stage: Stage, wrong: Sequence[Finding], arrived: int = 0
) -> FinalizeRun:
    """Return what stands in the way of settling a result, waivers left out.

    `arrived` counts files taken in just now: people have not seen yet what they change.
    """
    result = session.result(stage)
    if not any(standing.place is not None for standing in result.standings):
        raise SinovikError(
            _("No entry of stage {stage} has a place yet: there is nothing to settle.").format(
                stage=stage.code
            ),
            _("First take in the sheets: sinovik update"),
        )
    differences = recheck(session.for_stage(stage), result)
    waived = {code for stage_code, code in session.waivers if stage_code == stage.code}
    points = [p for p in _points(session, stage, result) if p.code not in waived]
    if arrived:
        text = _("{count} new file(s) were taken in just now: look at the result first.")
        points.insert(0, OpenPoint("berkas-baru", text.format(count=arrived)))
    return FinalizeRun(stage, result, tuple(points), (*wrong, *differences))


def _points(session: Session, stage: Stage, result: StageResult) -> list[OpenPoint]:
    stages, reached = session.competition.stages, session.reached
    earlier = stages[: [known.code for known in stages].index(stage.code)]
    counted = {code for code, weight in stage.final_weights.items() if weight}
    leading = [
        before
        for before, following in zip(earlier, stages[1:], strict=False)
        if before.code in session.distributed and following.code in reached
    ]
    others = [
        finding
        for one in (*leading, stage)
        for finding in participants_findings(session.competition, session.result(one), reached)
    ]
    return open_points(
        Matters(
            competition=session.for_stage(stage),
            result=result,
            table=session.table(stage),
            questions=open_questions(session.intake, stage.code),
            numbers=session.decisions.numbers,
            unsettled=[
                before.code
                for before in earlier
                if before.code not in session.finals
                and (before.code in counted or before in leading)
            ],
            files=session.intake.files,
            others=others,
        )
    )


def _archived_books(session: Session) -> Mapping[str, str]:
    """Keep the workbooks a result depends on as they were read; return their SHA-256 by path."""
    kept: dict[str, str] = {}
    for book in _BOOKS:
        data = session.book(book)
        if data is not None:
            kept[book.as_posix()] = session.workspace.archive.put(data)
    session.workspace.archive.settle()
    return kept


def final_outputs(session: Session, stage: Stage) -> tuple[Output, ...]:
    """Return every file of a final result: scores, summary, minutes, sheets to sign."""
    return (
        *score_outputs(session, stage),
        *ranking_outputs(session, stage),
        *document_outputs(session, stage),
    )


def document_outputs(session: Session, stage: Stage) -> tuple[Output, ...]:
    """Return the minutes of a final stage and the sheets its jurors sign."""
    view, stage = held(session, stage)
    return () if view.settled is None else _documents(view, stage, view.settled)


def _documents(view: Session, stage: Stage, final: Final) -> tuple[Output, ...]:
    """Return the documents of a stage settled so; SinovikError where a template is broken."""
    settled = Settled(
        competition=view.for_stage(stage),
        result=view.result(stage),
        final=final,
        sheets=view.intake.sheets(stage.code),
        waivers=_still_open(view, stage),
        journal_head=view.chain.head,
    )
    with speaking(view.language):
        own_minutes, own_sheet = _templates(view)
        paper = render_minutes(own_minutes, minutes(settled), layout.OWN_MINUTES.name)
        outputs = [Output(layout.minutes(stage.code), paper)]
        for juror, sheet in juror_sheets(settled).items():
            data = render_juror_sheet(own_sheet, sheet, layout.OWN_SIGNED_SHEET.name)
            outputs.append(Output(layout.signed_sheet(stage.code, juror), data))
    return tuple(outputs)


def _still_open(view: Session, stage: Stage) -> list[Waiver]:
    """Return the waivers that were needed: what they leave open is open still."""
    with speaking(view.language):
        codes = {point.code for point in _points(view, stage, view.result(stage))}
    return [w for w in view.waivers.values() if w.stage == stage.code and w.code in codes]


def run_templates(session: Session) -> list[Path]:
    """Write the standard templates where people may restyle them; return those written.

    One that lies there already is left alone.
    """
    from sinovik_sheets.documents.templates import juror_sheet_template, minutes_template

    with speaking(session.language):
        outputs = (
            Output(layout.OWN_MINUTES, minutes_template(), keep=True),
            Output(layout.OWN_SIGNED_SHEET, juror_sheet_template(), keep=True),
        )
    with session.writing():
        return session.workspace.write(outputs, session.now)


def _templates(view: Session) -> tuple[bytes, bytes]:
    """Return people's own templates of minutes and juror sheets, else the standard ones."""
    from sinovik_sheets.documents.templates import juror_sheet_template, minutes_template

    own_minutes, own_sheet = view.book(layout.OWN_MINUTES), view.book(layout.OWN_SIGNED_SHEET)
    return own_minutes or minutes_template(), own_sheet or juror_sheet_template()
