"""assign, the workbook: the rows of penugasan.xlsx as they now stand, and the plan beside them."""

from collections.abc import Iterable

from sinovik_sheets import layout
from sinovik_sheets.model import Assignment, Competition, Stage
from sinovik_sheets.sheets.settings.assignment_book import (
    AssignmentLine,
    LoadLine,
    StageOutline,
)
from sinovik_sheets.steps.assignment.design import Design, design, takes_part
from sinovik_sheets.text import _, listing


def listed(rows: Iterable[Assignment]) -> list[Assignment]:
    """Return the assignments that stand in penugasan.xlsx."""
    return [row for row in rows if row.where.file == layout.ASSIGNMENTS.name]


def lines(
    competition: Competition, stage: Stage, rows: Iterable[Assignment]
) -> list[AssignmentLine]:
    """Return rows of a stage with what helps to read them; `competition` as in that stage."""
    panel = {juror.code for juror in competition.panel(stage)}
    return [_line(competition, row, panel) for row in rows]


def _line(competition: Competition, row: Assignment, panel: set[str]) -> AssignmentLine:
    juror, entry = competition.juror.get(row.juror), competition.entry.get(row.entry)
    remark = ""
    if juror is None or entry is None:
        remark = _("does not count: unknown code")
    elif row.juror not in panel:
        remark = _("does not count: not a juror of this stage")
    elif not takes_part(entry):
        remark = _("does not count: the entry does not take part")
    elif competition.conflict(juror, entry) is not None:
        remark = _("does not count: conflict of interest")
    return AssignmentLine(
        row,
        juror.name if juror else "",
        entry.title if entry else "",
        entry.unit if entry else "",
        remark,
    )


def outline(competition: Competition, stage: Stage) -> StageOutline:
    """Return how the entries of a stage are distributed; `competition` as in that stage."""
    made = design(competition, stage)
    return StageOutline(
        stage.code,
        stage.name,
        [LoadLine(j.code, j.name, j.element, made.loads[j.code]) for j in made.jurors],
        [
            (_("{count} jurors").format(count=scores), count)
            for scores, count in made.coverage.items()
        ],
        [(mixture_text(mixture), count) for mixture, count in made.mixtures.items()],
        facts(made),
    )


def mixture_text(mixture: Iterable[tuple[str, int]]) -> str:
    """Write which elements an entry has: `akademisi 1, LSM 2`."""
    return ", ".join(f"{name or '–'} {count}" for name, count in mixture)


def facts(made: Design) -> list[str]:
    """Return sentences on how jurors can be compared."""
    least, most = made.overlap
    told = [
        _("Two jurors have {least} to {most} entries in common.").format(least=least, most=most)
    ]
    if made.connected:
        told.append(_("All jurors are connected by entries in common."))
    else:
        groups = " | ".join(listing(group) for group in made.components)
        told.append(
            _("Groups of jurors without an entry in common: {groups}.").format(groups=groups)
        )
    return told
