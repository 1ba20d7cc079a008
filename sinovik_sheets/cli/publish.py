"""publish: what leaves the house."""

import click

from sinovik_sheets.cli import frame
from sinovik_sheets.sheets.summary import words
from sinovik_sheets.text import _, listing
from sinovik_sheets.workspace import Session
from sinovik_sheets.workspace.publish_runs import Published, run_publish


@frame.command(_("Write announcement, feedback and nominations."))
@frame.folder_option
@frame.stage_option
@frame.target_option
@click.option("--public", is_flag=True, help=_("Also the list for the public, once final."))
@frame.dry_run_option
@frame.json_option
def publish(
    *,
    session: Session,
    stage: str | None,
    target: str,
    public: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Write what is told outside the house."""
    del target  # a folder is the only place so far
    chosen = session.open_stage(stage)
    published = run_publish(session, chosen, public=public, dry_run=dry_run)
    result = published.publication.result
    if as_json:
        frame.print_json(
            {
                **published.publication.as_json(),
                "written": [path.name for path in published.written],
                "left_over": list(published.left_over),
            }
        )
    else:
        _tell(published)
    if dry_run:
        frame.say(_("Nothing was written (--dry-run)."))
    if result.provisional:
        frame.next_step("sinovik finalize")
    else:
        frame.next_step(_("print and announce, and send each unit the feedback on its innovations"))
    waits = result.provisional and result.open_matters
    return frame.PEOPLE_MUST_ACT if waits else frame.DONE


def _tell(published: Published) -> None:
    """Print which files there are, and what to look at before they go out."""
    publication = published.publication
    own = [path for path in publication.files if "/umpan_balik/" not in path]
    for path in own:
        frame.tell(_("File: {path}").format(path=path))
    folder = f"5_hasil/{publication.result.stage.code}/umpan_balik"
    frame.tell(
        _("Feedback for {count} innovation(s): {path}").format(
            count=publication.feedback, path=folder
        )
    )
    if publication.result.provisional:
        frame.tell(click.style(words.state(publication.result), fg="yellow", bold=True))
    if published.left_over:
        left = listing(list(published.left_over))
        frame.say(
            _("Of an earlier run, no longer right; move them away: {files}").format(files=left)
        )
    frame.say(
        _(
            "Names of jurors, telephone numbers and e-mail addresses were taken out of the"
            " remarks; read them before sending."
        )
    )
