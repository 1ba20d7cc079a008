"""audit: the score cells that people read again."""

import click

from sinovik_sheets.cli import frame
from sinovik_sheets.sheets.audit_book import change_text
from sinovik_sheets.text import _, decimal_text
from sinovik_sheets.workspace import Session
from sinovik_sheets.workspace.audit_runs import Audited, run_audit

TOP = 10
"""Cells printed in the terminal; the workbook holds them all."""


@frame.command(
    _(
        "List the scores that people read again in the files received: every one that alone"
        " could change who goes on, and some at random."
    )
)
@frame.folder_option
@frame.stage_option
@click.option(
    "--sample",
    metavar="N",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help=_("How many other cells are drawn at random."),
)
@click.option(
    "--seed",
    metavar="S",
    type=int,
    default=1,
    show_default=True,
    help=_("The number the drawing starts from: the same number draws the same cells."),
)
@frame.dry_run_option
@frame.json_option
def audit(
    *, session: Session, stage: str | None, sample: int, seed: int, dry_run: bool, as_json: bool
) -> int:
    """Draw the cells to read again and write uji_petik.xlsx."""
    chosen = session.open_stage(stage)
    audited = run_audit(session, chosen, sample=sample, seed=seed, dry_run=dry_run)
    if as_json:
        frame.print_json(audited.audit.as_json())
    else:
        _tell(audited)
    frame.next_step(
        _("read the cells in the files received, type what stands there into uji_petik.xlsx")
    )
    return frame.DONE


def _tell(audited: Audited) -> None:
    drawn = audited.audit
    pivotal = drawn.pivotal
    who = _("who goes on") if drawn.facts.cut else _("places 1 to 3")
    frame.tell(
        _("Of {counted} counted scores, {count} alone could change {who}.").format(
            counted=drawn.counted, count=len(pivotal), who=who
        ),
        _("Drawn at random with seed {seed}: {count}.").format(
            seed=drawn.facts.seed, count=len(drawn.lines) - len(pivotal)
        ),
    )
    if pivotal:
        frame.table(
            (_("Code"), _("Juror"), _("Criterion"), _("Score"), _("Enough"), _("File › cells")),
            [
                (
                    line.entry.code,
                    line.juror.code,
                    line.criterion.code,
                    decimal_text(line.value),
                    change_text(line),
                    f"{line.source.file} › {line.source.cell}",
                )
                for line in pivotal[:TOP]
            ],
        )
    if len(pivotal) > TOP:
        frame.tell(_("… and {count} more in the list.").format(count=len(pivotal) - TOP))
    if audited.beside is not None:
        frame.tell(
            _("{file} holds another list, perhaps filled in; it was left alone.").format(
                file=audited.beside.name
            )
        )
    if audited.path is not None:
        said = _("List, kept as it is: {path}") if audited.kept else _("List: {path}")
        frame.tell(said.format(path=audited.path))
