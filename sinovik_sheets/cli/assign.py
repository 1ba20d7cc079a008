"""assign: packages of entries for jurors."""

import click

from sinovik_sheets.cli import frame
from sinovik_sheets.steps.assignment.plan import AssignPlan, AssignWishes
from sinovik_sheets.steps.assignment.rows import facts, mixture_text
from sinovik_sheets.text import _, listing
from sinovik_sheets.workspace import Session
from sinovik_sheets.workspace.assign_runs import run_assign

_COUNT = click.IntRange(min=1)


@frame.command(
    _(
        "Share out the entries among the jurors, where not every juror can score every entry."
        " Everything in the sheet “Penugasan” stays; what is lacking is added to"
        " penugasan.xlsx. Loads are even, packages overlap, and nobody gets an entry of their"
        " own unit, of another category, or one that “Konflik” forbids."
    )
)
@frame.folder_option
@frame.stage_option
@click.option(
    "--per-entry",
    metavar="N",
    type=_COUNT,
    default=3,
    show_default=True,
    help=_("Jurors of an entry, at least."),
)
@click.option("--max-load", metavar="L", type=_COUNT, help=_("Entries of a juror, at most."))
@click.option(
    "--anchors",
    metavar="K",
    type=click.IntRange(min=0),
    help=_("Entries scored by all (default: 5 in a new plan of 30 entries or more)."),
)
@click.option(
    "--seed",
    metavar="N",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help=_("Another number, another plan just as good."),
)
@click.option(
    "--fresh",
    is_flag=True,
    help=_("Plan the stage anew: its rows of penugasan.xlsx are replaced."),
)
@frame.dry_run_option
@frame.json_option
def assign(  # noqa: PLR0913 - one argument an option
    *,
    session: Session,
    stage: str | None,
    per_entry: int,
    max_load: int | None,
    anchors: int | None,
    seed: int,
    fresh: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Plan packages, show them, write what is lacking."""
    wishes = AssignWishes(per_entry, max_load, anchors, seed, fresh)
    plan = run_assign(session, stage, wishes, dry_run=dry_run)
    if as_json:
        frame.print_json(plan.as_json())
    else:
        _tell(plan)
        if dry_run:
            frame.say(_("Nothing was written (--dry-run)."))
        elif plan.least_limit is not None:
            frame.say(_("Nothing was written: the limit cannot work."))
    frame.next_step(_next_step(plan, dry_run=dry_run))
    return frame.PEOPLE_MUST_ACT if plan.needs_people else frame.DONE


def _tell(plan: AssignPlan) -> None:
    """Show loads, coverage, elements and overlap, then what could not be met."""
    made, new = plan.design, plan.new_loads
    frame.table(
        (_("Juror"), _("Name"), _("Element"), _("Kept"), _("New"), _("Entries")),
        [
            (j.code, j.name, j.element, str(load - new[j.code]), str(new[j.code]), str(load))
            for j in made.jurors
            for load in (made.loads[j.code],)
        ],
    )
    frame.table(
        (_("Scores of an entry"), _("Entries")),
        [(str(scores), str(count)) for scores, count in made.coverage.items()],
    )
    if made.mixtures:
        frame.table(
            (_("Elements of an entry"), _("Entries")),
            [(mixture_text(mixture), str(count)) for mixture, count in made.mixtures.items()],
        )
    if plan.anchors:
        frame.tell(_("Scored by all: {entries}.").format(entries=listing(list(plan.anchors))))
    frame.tell(*facts(made))
    frame.tell_findings(plan.findings)
    frame.tell(
        _("Assignments: {kept} kept, {new} new.").format(kept=len(plan.kept), new=len(plan.new))
    )


def _next_step(plan: AssignPlan, *, dry_run: bool) -> str:
    if plan.least_limit is not None:
        return _("the same command with --max-load {least}").format(least=plan.least_limit)
    if dry_run:
        return _("the same command without --dry-run")
    return _(
        "look through penugasan.xlsx in Excel, then: sinovik distribute --stage {stage}"
    ).format(stage=plan.design.stage.code)
