"""publish over a folder: what is planned is written, what is left from before is told."""

from dataclasses import dataclass
from pathlib import Path

from sinovik_sheets import layout
from sinovik_sheets.model import Stage
from sinovik_sheets.steps.publish import Publication, publish, refuse_unless_final
from sinovik_sheets.text import speaking
from sinovik_sheets.workspace.runs import held
from sinovik_sheets.workspace.session import Session


@dataclass(frozen=True)
class Published:
    """A publication, the files written now, and those of earlier runs that no longer belong."""

    publication: Publication
    written: tuple[Path, ...]
    left_over: tuple[str, ...]


def run_publish(session: Session, stage: Stage, *, public: bool, dry_run: bool) -> Published:
    """Write what leaves the house; a run that changes nothing writes nothing.

    Nothing is ever removed: a file may have been sent already, or a person wrote into
    it. What no longer belongs is named instead. SinovikError when the public would hear
    of a result that is not final.
    """
    if dry_run:
        publication = _publication(session, stage, public=public)
        return Published(publication, (), _left_over(session, publication))
    with session.writing():
        publication = _publication(session, stage, public=public)
        written = session.workspace.write(publication.outputs, session.now)
    return Published(publication, tuple(written), _left_over(session, publication))


def _publication(session: Session, stage: Stage, *, public: bool) -> Publication:
    view, stage = held(session, stage)
    result, sheets = view.result(stage), view.intake.sheets(stage.code)
    if public:
        refuse_unless_final(result)
    with speaking(view.language):
        return publish(view.for_stage(stage), result, sheets, public=public)


def _left_over(session: Session, publication: Publication) -> tuple[str, ...]:
    """Return the published files in the folder of results that are not of this publication."""
    stage = publication.result.stage.code
    published = {layout.nominations(stage), layout.announcement(stage, public=True)}
    feedback = layout.feedback(stage, "x").parent
    return tuple(
        path.as_posix()
        for path in session.workspace.files_in(layout.RESULTS / stage)
        if (path in published or path.parent == feedback) and not publication.belongs(path)
    )
