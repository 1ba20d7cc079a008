"""reopen: a final stage counts what comes in again; its old result is kept."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sinovik_sheets import layout
from sinovik_sheets.model import Stage
from sinovik_sheets.problems import SinovikError
from sinovik_sheets.steps.finality import REOPENED, reopened
from sinovik_sheets.steps.plan import Output
from sinovik_sheets.text import _, listing
from sinovik_sheets.workspace.final_runs import final_outputs
from sinovik_sheets.workspace.folder import user_name
from sinovik_sheets.workspace.runs import ranking_outputs, score_outputs
from sinovik_sheets.workspace.session import Session


@dataclass(frozen=True)
class ReopenRun:
    """A stage opened again: where its old result is kept, and what could not be taken away."""

    stage: Stage
    kept: Path
    left: tuple[str, ...]


def run_reopen(session: Session, stage: Stage, approver: str, reason: str) -> ReopenRun:
    """Open a final stage again, keeping its result in a folder of its own.

    Without an approver the user of this computer stands for one. Of a stage that was
    opened again before, papers that were left lying are taken away. SinovikError when it
    is not final, or the final result of a later stage rests on it.
    """
    final = session.finals.get(stage.code)
    if final is None:
        return _cleaned(session, stage)
    later = [code for code in session.finals if _rests_on(session, code, stage.code)]
    if later:
        raise SinovikError(
            _("The final result of {later} rests on stage {stage}.").format(
                later=listing(later), stage=stage.code
            ),
            _("First open it again: sinovik reopen --stage {later}").format(later=later[0]),
        )
    kept = layout.earlier_result(stage.code, final.version)
    with session.writing():
        papers = _papers(session, stage)
        session.workspace.write(_copies(session, stage, kept), session.now)
        session.journal.append([reopened(stage.code, approver or user_name(), reason, session.now)])
        session.forget()
        left = session.workspace.remove(papers)
        outputs = (*score_outputs(session, stage), *ranking_outputs(session, stage))
        session.workspace.write(outputs, session.now)
    return ReopenRun(stage, session.workspace.path(kept), tuple(left))


def _cleaned(session: Session, stage: Stage) -> ReopenRun:
    """Take away papers of a result that is no longer final, left by a run that was cut off."""
    events = [e for e in session.journal.of_kind(REOPENED) if e["stage"] == stage.code]
    folder = layout.RESULTS / stage.code
    papers = (
        [layout.minutes(stage.code)] if session.workspace.read(layout.minutes(stage.code)) else []
    )
    signed = session.workspace.files_in(layout.signed_sheet(stage.code, "x").parent)
    if not events or not (papers or signed):
        raise SinovikError(
            _("Stage {stage} is not final: there is nothing to open again.").format(
                stage=stage.code
            ),
            _("See how far it is: sinovik status"),
        )
    with session.writing():
        left = session.workspace.remove([*papers, *signed])
    return ReopenRun(stage, session.workspace.path(folder), tuple(left))


def _rests_on(session: Session, later: str, stage: str) -> bool:
    """Return whether a final result counts a stage, or its entries came from it."""
    if later == stage:
        return False
    settled = session.view(later).competition.stage[later]
    codes = [known.code for known in session.competition.stages]
    follows = later in codes and stage in codes and codes.index(later) > codes.index(stage)
    return bool(settled.final_weights.get(stage)) or (follows and later in session.reached)


def _papers(session: Session, stage: Stage) -> list[PurePosixPath]:
    """Return what was printed or announced of a result: it no longer holds."""
    ours = [output.path for output in final_outputs(session, stage)]
    beside = [path for path in ours if path.parent != layout.RESULTS / stage.code]
    return sorted({layout.minutes(stage.code), *_published(session, stage), *beside})


def _published(session: Session, stage: Stage) -> set[PurePosixPath]:
    """Return what was announced of a result: it no longer holds."""
    folder = layout.RESULTS / stage.code
    named = {
        layout.announcement(stage.code),
        layout.announcement(stage.code, public=True),
        layout.nominations(stage.code),
    }
    feedback = {layout.feedback(stage.code, code) for code in session.competition.entry}
    return {path for path in named | feedback if folder in path.parents}


def _copies(session: Session, stage: Stage, kept: PurePosixPath) -> list[Output]:
    """Return a copy of everything in a stage's result folder, but for kept results."""
    folder = layout.RESULTS / stage.code
    outputs = []
    for path in session.workspace.files_in(folder):
        inside = path.relative_to(folder)
        if not inside.parts[0].startswith("versi_"):
            data = session.workspace.read(path)
            if data is not None:
                outputs.append(Output(kept / inside, data))
    return outputs
