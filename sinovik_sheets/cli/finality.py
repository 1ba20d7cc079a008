"""advance, finalize, reopen: what people settle, and what they open again."""

from datetime import date
from typing import Any

import click

from sinovik_sheets.cli import frame
from sinovik_sheets.model import Stage
from sinovik_sheets.sheets.tables.typed import read_date
from sinovik_sheets.steps.finality import Settlement
from sinovik_sheets.steps.open_points import OpenPoint
from sinovik_sheets.text import _
from sinovik_sheets.workspace import Session
from sinovik_sheets.workspace.final_runs import (
    AdvanceRun,
    FinalizeRun,
    run_advance,
    run_finalize,
    run_templates,
)
from sinovik_sheets.workspace.reopen_runs import ReopenRun, run_reopen

MOST_POINTS = 15
"""Open matters printed in the terminal; keputusan.xlsx and `--json` hold them all."""


@frame.command(_("Settle who goes on to the next stage."))
@frame.folder_option
@frame.stage_option
@frame.dry_run_option
@frame.json_option
def advance(*, session: Session, stage: str | None, dry_run: bool, as_json: bool) -> int:
    """Write peserta_TAHAP.xlsx for the stage after the one named."""
    run = run_advance(session, session.open_stage(stage), dry_run=dry_run)
    if as_json:
        frame.print_json(run.advancement.as_json())
    else:
        tell_advance(run)
    if dry_run:
        frame.say(_("Nothing was written (--dry-run)."))
    if run.advancement.undecided:
        frame.next_step(_("let the plenary decide in keputusan.xlsx, then: sinovik advance"))
    else:
        frame.next_step(f"sinovik distribute --stage {run.advancement.following.code}")
    made = run.advancement
    waits = made.undecided or run.wrong or made.result.open_matters
    return frame.PEOPLE_MUST_ACT if waits else frame.DONE


def tell_advance(run: AdvanceRun) -> None:
    """Print who goes on, and who waits for the plenary."""
    made = run.advancement
    places = {standing.entry.code: standing for standing in made.result.standings}
    frame.table(
        (_("Place"), _("Code"), _("Innovation"), _("Unit")),
        [
            (
                str(places[code].settled_place),
                code,
                places[code].entry.title,
                places[code].entry.unit,
            )
            for code in made.through
        ],
    )
    going_on = _("Going on to {stage}: {count} of {all}.")
    frame.tell(
        going_on.format(
            stage=made.following.code, count=len(made.through), all=len(made.result.standings)
        )
    )
    if made.undecided:
        waiting = _("Tied at the cut, the plenary decides: {entries}.")
        frame.tell(waiting.format(entries=", ".join(made.undecided)))
    if made.result.open_matters:
        frame.tell(
            click.style(
                _("Open matters: {count}. Who goes on may still change.").format(
                    count=made.result.open_matters
                ),
                fg="yellow",
                bold=True,
            )
        )
    frame.tell_findings(run.wrong)
    if run.book is not None:
        frame.tell(_("List: {path}").format(path=run.book))


@frame.command(_("Make the result of a stage final, with minutes to sign."))
@frame.folder_option
@frame.stage_option
@click.option("--approver", default="", metavar="NAME", help=_("Who settles the result."))
@click.option("--note", default="", metavar="TEXT", help=_("A remark for the minutes."))
@click.option(
    "--date",
    "day",
    default="",
    metavar="DATE",
    help=_("Day of the plenary for the minutes, such as 17/12/2027 (default: today)."),
)
@click.option(
    "--template",
    is_flag=True,
    help=_("Only write the standard Word templates into the folder, to be restyled."),
)
@frame.dry_run_option
@frame.json_option
def finalize(*, session: Session, stage: str | None, template: bool, **asked: Any) -> int:
    """Settle a result unless anything is open."""
    if template:
        return _templates(session)
    _named(asked["approver"])
    day = _day(asked["day"]) or session.now.date()
    settlement = Settlement(asked["approver"], asked["note"], day)
    return _finalize(session, stage, settlement, dry_run=asked["dry_run"], as_json=asked["as_json"])


def _templates(session: Session) -> int:
    for path in run_templates(session):
        frame.tell(path.as_posix())
    frame.next_step(_("restyle them in Word, keep the tags in {{ }}; then: sinovik finalize"))
    return frame.DONE


def _finalize(
    session: Session, stage: str | None, settlement: Settlement, *, dry_run: bool, as_json: bool
) -> int:
    run = run_finalize(session, session.open_stage(stage), settlement, dry_run=dry_run)
    if as_json:
        frame.print_json(_finalize_json(run))
    else:
        tell_finalize(run)
    if run.stopped:
        frame.next_step(
            _(
                "settle the open matters, or write ya and the reason into the sheet"
                " “Pengecualian” of keputusan.xlsx; then run it again"
            )
        )
        return frame.PEOPLE_MUST_ACT
    if dry_run:
        frame.say(_("Nothing was written (--dry-run)."))
        frame.next_step(_("the same command without --dry-run"))
        return frame.DONE
    frame.next_step(_after(session, run.stage))
    return frame.DONE


def _after(session: Session, stage: Stage) -> str:
    """Say what comes after a stage is final."""
    if stage.code == session.competition.stages[-1].code:
        return _("print and sign berita_acara.docx, then: sinovik publish")
    return _("print and sign berita_acara.docx, then: sinovik advance --stage {stage}").format(
        stage=stage.code
    )


def _day(written: str) -> date | None:
    day = read_date(written)
    if written and day is None:
        raise click.BadParameter(_("This is not a date."), param_hint="--date")
    return day


def _named(approver: str) -> None:
    if not approver.strip():
        raise click.BadParameter(_("Say who settles this."), param_hint="--approver")


def tell_finalize(run: FinalizeRun) -> None:
    """Print what stops it, or where the final files lie."""
    stage = run.stage.code
    if run.stopped:
        stopped = _("Stage {stage} cannot be final yet; open matters: {count}.")
        text = stopped.format(stage=stage, count=len(run.points) + len(run.wrong))
        frame.tell(click.style(text, fg="yellow", bold=True))
        _tell_points(run.points)
        frame.tell_findings(run.wrong)
    elif run.final is None:
        frame.tell(_("Nothing is open: stage {stage} can be made final.").format(stage=stage))
    else:
        frame.tell(
            _("Stage {stage} is final (version {version}), settled by {approver}.").format(
                stage=stage, version=run.final.version, approver=run.final.approver
            ),
        )
        for path in run.written:
            if path.stem.startswith("berita_acara"):
                frame.tell(_("Minutes: {path}").format(path=path))
        frame.tell(
            _("Sheets for the jurors to sign: {path}").format(path=f"5_hasil/{stage}/lembar_juri")
        )


def _tell_points(points: tuple[OpenPoint, ...]) -> None:
    for point in points[:MOST_POINTS]:
        frame.tell(f"  {point.code}: {point.text}")
    if len(points) > MOST_POINTS:
        rest = len(points) - MOST_POINTS
        frame.tell(_("… and {count} more; keputusan.xlsx tells them all.").format(count=rest))


def _finalize_json(run: FinalizeRun) -> dict[str, object]:
    return {
        "stage": run.stage.code,
        "status": "final" if run.result.final else "sementara",
        "open": [{"code": point.code, "text": point.text} for point in run.points],
        "findings": [finding.as_json() for finding in run.wrong],
        "version": run.final.version if run.final else None,
        "approver": run.final.approver if run.final else None,
    }


@frame.command(_("Open a final stage again; its old result is kept."))
@frame.folder_option
@frame.stage_option
@click.option(
    "--approver",
    default="",
    metavar="NAME",
    help=_("Who opens it again (default: the user of this computer)."),
)
@click.option("--reason", "--note", "reason", required=True, metavar="TEXT", help=_("Why."))
@frame.json_option
def reopen(
    *, session: Session, stage: str | None, approver: str, reason: str, as_json: bool
) -> int:
    """Let late sheets and answers count again."""
    if not reason.strip():
        raise click.BadParameter(_("Say why."), param_hint="--reason")
    run = run_reopen(session, session.open_stage(stage), approver, reason)
    if as_json:
        frame.print_json(
            {"stage": run.stage.code, "kept": run.kept.as_posix(), "left": list(run.left)}
        )
    else:
        tell_reopen(run)
    frame.next_step("sinovik update")
    return frame.PEOPLE_MUST_ACT if run.left else frame.DONE


def tell_reopen(run: ReopenRun) -> None:
    """Print where the old result is kept."""
    frame.tell(
        _("Stage {stage} is open again; its result is SEMENTARA.").format(stage=run.stage.code),
        _("The old result is kept in: {path}").format(path=run.kept),
    )
    if run.left:
        frame.tell(
            _("Open in another program, so still there though it no longer holds: {files}.").format(
                files=", ".join(run.left)
            )
        )
