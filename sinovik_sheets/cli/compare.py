"""compare: what differs between two results."""

from pathlib import Path

import click

from sinovik_sheets.cli import frame
from sinovik_sheets.steps.compare import Comparison
from sinovik_sheets.text import _, listing
from sinovik_sheets.workspace.compare_runs import run_compare


@frame.command(
    _(
        "Tell what differs between two results. A and B are competition folders, folders in"
        " 5_hasil (such as 5_hasil/T1/versi_1) or files hasil.json."
    )
)
@click.option("-C", "folder", metavar="FOLDER", help=_("Where A and B are looked for."))
@click.argument("first", metavar="A", type=click.Path(path_type=Path))
@click.argument("second", metavar="B", type=click.Path(path_type=Path))
@click.option("--stage", metavar="S", help=_("Code of the stage, in competition folders."))
@frame.json_option
def compare(
    *, folder: str | None, first: Path, second: Path, stage: str | None, as_json: bool
) -> int:
    """Compare two results; who goes on comes first."""
    inside = Path(folder or click.get_current_context().obj or ".")
    comparison = run_compare(inside / first, inside / second, stage)
    if as_json:
        frame.print_json(comparison.as_json())
    else:
        _tell(comparison)
    return frame.DONE if comparison.identical else frame.PEOPLE_MUST_ACT


def _tell(comparison: Comparison) -> None:
    frame.tell(f"A: {comparison.first}", f"B: {comparison.second}")
    if comparison.identical:
        frame.tell(_("Identical: {count} entries.").format(count=comparison.compared))
        return
    if comparison.same_outcome:
        frame.tell(_("Who goes on and all places are the same; only what follows differs."))
    for change in comparison.head:
        frame.tell(change.sentence)
    for name, codes in (("A", comparison.only_first), ("B", comparison.only_second)):
        if codes:
            frame.tell(_("Only in {name}: {entries}.").format(name=name, entries=listing([*codes])))
    for entry in comparison.changed[: frame.MOST_FINDINGS]:
        frame.tell(click.style(f"{entry.entry}  {entry.title}", bold=True))
        frame.tell(*(f"   {change.sentence}" for change in entry.changes))
    if len(comparison.changed) > frame.MOST_FINDINGS:
        rest = len(comparison.changed) - frame.MOST_FINDINGS
        frame.tell(_("… and {count} more; --json tells them all.").format(count=rest))
    frame.tell(
        _("Entries that differ: {changed} of {compared} in both.").format(
            changed=len(comparison.changed), compared=comparison.compared
        )
    )
