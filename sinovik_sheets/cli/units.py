"""units import: lists of units from elsewhere."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import click

from sinovik_sheets.cli import frame
from sinovik_sheets.steps.unit_lists import Choice, UnitList
from sinovik_sheets.steps.unit_roll import Outcome
from sinovik_sheets.steps.units import UnitImport
from sinovik_sheets.text import N_, _
from sinovik_sheets.workspace import Session
from sinovik_sheets.workspace.unit_runs import ImportWishes, run_import

SHOWN_OF_A_KIND = 3
"""Units of each kind in the preview."""

# Sentences of click itself that only a group of commands says.
_CLICK_WORDS = (N_("Commands"), N_("Missing command."))

units = click.Group("units", help=_("Take in lists of units into daftar_unit.xlsx."))


def _choices(
    ctx: click.Context,  # noqa: ARG001 - click's signature
    param: click.Parameter,  # noqa: ARG001 - as above
    written: Sequence[str],
) -> tuple[Choice, ...]:
    """Part COLUMN=VALUE; a usage error where there is no equals sign."""
    parted = [text.partition("=") for text in written]
    for column, equals, _value in parted:
        if not equals or not column.strip():
            raise click.BadParameter(_("write it as COLUMN=VALUE, such as status=Negeri"))
    return tuple((column.strip(), value.strip()) for column, _equals, value in parted)


@frame.command(
    _(
        "Take in lists of units. They may be .xlsx, .ods or CSV and have headings of their own;"
        " their units become rows of daftar_unit.xlsx. Of what kind a unit is, is told by a"
        " column, its official code or its name, and never guessed."
    ),
    name="import",
)
@frame.folder_option
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--kind", metavar="KIND", default="", help=_("Kind of units of which nothing else tells it.")
)
@click.option(
    "--only",
    metavar="COLUMN=VALUE",
    multiple=True,
    callback=_choices,
    help=_("Only rows with this value; repeated: several columns, or alternatives of one."),
)
@click.option(
    "--replace", is_flag=True, help=_("Let the list overrule what daftar_unit.xlsx says.")
)
@frame.dry_run_option
@frame.json_option
def import_command(  # noqa: PLR0913 - one argument an option
    *,
    session: Session,
    files: tuple[Path, ...],
    kind: str,
    only: tuple[Choice, ...],
    replace: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Import lists of units."""
    wishes = ImportWishes(kind, only, replace)
    imported = run_import(session, files, wishes, dry_run=dry_run)
    if as_json:
        frame.print_json(imported.as_json())
    else:
        _tell(imported)
        if dry_run:
            frame.say(_("Nothing was written (--dry-run)."))
    frame.next_step(_next_step(imported, dry_run=dry_run))
    return frame.PEOPLE_MUST_ACT if imported.needs_people else frame.DONE


units.add_command(import_command)


def _tell(imported: UnitImport) -> None:
    for unit_list in imported.lists:
        _tell_headings(unit_list)
    _tell_preview(imported)
    if imported.by_kind:
        frame.table(
            (_("Kind"), _("Units")),
            [(kind, str(count)) for kind, count in imported.by_kind.items()],
        )
    frame.tell_findings(imported.findings)
    if len(imported.findings) > frame.MOST_FINDINGS:
        frame.say(_("All of them, row by row: the same command with --dry-run --json"))
    told = [
        _("{outcome}: {count}").format(outcome=outcome.word, count=count)
        for outcome, count in imported.counts.items()
        if count
    ]
    frame.tell(
        _("Rows read: {count}.").format(count=sum(imported.counts.values())),
        *(f"  {line}" for line in told),
    )


def _tell_headings(unit_list: UnitList) -> None:
    where = " › ".join(part for part in (unit_list.file, unit_list.table.sheet) if part)
    frame.tell(
        click.style(
            _("{where}: heading in row {row}").format(where=where, row=unit_list.table.heading),
            bold=True,
        )
    )
    frame.table(
        (_("Heading in the list"), _("Column in daftar_unit.xlsx")),
        [(heading, column or _("(not used)")) for heading, column in unit_list.mapping],
    )


def _tell_preview(imported: UnitImport) -> None:
    """Show the first units of each kind as they are written."""
    taken = (Outcome.ADDED, Outcome.REPLACED)
    order = list(imported.by_kind)
    rows = [row for row in imported.rows if row.outcome in taken]
    rows.sort(key=lambda row: order.index(row.unit.kind))
    shown = []
    for _kind, members in groupby(rows, key=lambda row: row.unit.kind):
        for row in list(members)[:SHOWN_OF_A_KIND]:
            unit = row.unit
            place = ", ".join(part for part in (unit.district, unit.region) if part)
            shown.append((unit.code, unit.name, unit.kind, unit.official_code, place))
    if shown:
        headings = (_("Code"), _("Name"), _("Kind"), _("Official code"), _("Location"))
        frame.table(headings, shown)


def _next_step(imported: UnitImport, *, dry_run: bool) -> str:
    if imported.needs_people and not imported.units:
        return _("mend the list, then import it again")
    if dry_run:
        return _("the same command without --dry-run")
    if imported.needs_people:
        return _("mend what is left over in the list, then import it again; or: sinovik check")
    return _("look through daftar_unit.xlsx in Excel, then: sinovik check")
