"""assign over a folder: packages planned, penugasan.xlsx brought up to date."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sinovik_sheets import layout
from sinovik_sheets.model import Assignment, Stage
from sinovik_sheets.problems import SinovikError
from sinovik_sheets.problems import assignments as assignment_rules
from sinovik_sheets.problems import settings as settings_rules
from sinovik_sheets.sheets.settings import assignment_book
from sinovik_sheets.steps.assignment import rows as assign_rows
from sinovik_sheets.steps.assignment.plan import AssignPlan, AssignWishes, assign
from sinovik_sheets.text import _, speaking
from sinovik_sheets.workspace.decision_runs import sync_decisions
from sinovik_sheets.workspace.session import Session

KIND = "assign"
"""The journal's word for a plan that changed who scores what."""


MENDED = (
    settings_rules.NO_DUTIES,
    settings_rules.ENTRY_UNSCORED,
    assignment_rules.NOT_CONNECTED_TO_ADJUST,
)
"""What `check` reports as an error and a plan can mend: no reason to make none."""


def run_assign(
    session: Session, code: str | None, wishes: AssignWishes, *, dry_run: bool
) -> AssignPlan:
    """Plan packages for the stage meant and write what is lacking into penugasan.xlsx.

    A plan that would break the limit is returned, but not written. SinovikError for
    `fresh` once sheets of the stage are out, and while penugasan.xlsx is open.
    """
    checked = session.checked
    rest = tuple(finding for finding in checked.findings if finding.rule not in MENDED)
    session.checked = replace(checked, findings=rest)
    stage = session.stage(code, to_distribute=True)
    if wishes.fresh and stage.code in session.distributed:
        raise SinovikError(
            _("Sheets of stage {stage} are out; it cannot be planned anew.").format(
                stage=stage.code
            ),
            _("Run without --fresh: what is lacking is added. Change single rows by hand."),
        )
    if dry_run:
        return assign(session.for_stage(stage), stage, wishes)
    with session.writing():
        sync_decisions(session)
        plan = assign(session.for_stage(stage), stage, wishes)
        if plan.least_limit is None:
            _write(session, stage, plan)
    return plan


def _write(session: Session, stage: Stage, plan: AssignPlan) -> None:
    """Bring penugasan.xlsx up to date; the journal says so where rows change."""
    rows = session.competition.assignments
    freed = set(_freed(rows, stage, plan))
    after = (*(row for row in rows if row not in freed), *plan.new)
    current = session.workspace.read(layout.ASSIGNMENTS)
    if current is None and not plan.new:
        return
    with speaking(session.language):
        data = _brought_up_to_date(session, current, after, freed)
    if data is None:
        return
    session.workspace.refuse_if_open(layout.ASSIGNMENTS)
    if plan.new or freed:
        session.journal.append([_event(session, plan)])
    session.workspace.write_two_way(layout.ASSIGNMENTS, data)
    session.forget_books()


def _freed(rows: Iterable[Assignment], stage: Stage, plan: AssignPlan) -> Iterator[Assignment]:
    """Yield the rows of penugasan.xlsx that a fresh plan does away with."""
    for row in assign_rows.listed(rows):
        if plan.wishes.fresh and row.stage == stage.code:
            yield row


def _brought_up_to_date(
    session: Session,
    current: bytes | None,
    after: tuple[Assignment, ...],
    freed: set[Assignment],
) -> bytes | None:
    """Return penugasan.xlsx with the rows that stand in no other workbook."""
    lines, outlines = [], []
    for stage in session.competition.stages:
        own = [row for row in after if row.stage == stage.code]
        if own:
            competition = replace(session.for_stage(stage), assignments=after)
            shown = [row for row in own if row.where.file != layout.COMPETITION.name]
            lines += assign_rows.lines(competition, stage, shown)
            outlines.append(assign_rows.outline(competition, stage))
    settings = session.competition.settings
    return assignment_book.update(current, lines, outlines, settings, freed=freed)


def _event(session: Session, plan: AssignPlan) -> dict[str, Any]:
    wishes = plan.wishes
    return {
        "kind": KIND,
        "time": session.now.isoformat(timespec="seconds"),
        "stage": plan.design.stage.code,
        "per_entry": wishes.per_entry,
        "max_load": wishes.max_load,
        "anchors": list(plan.anchors),
        "seed": wishes.seed,
        "fresh": wishes.fresh,
        "kept": len(plan.kept),
        "new": len(plan.new),
    }
