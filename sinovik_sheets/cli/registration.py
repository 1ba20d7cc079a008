"""forms and roster: units register, the secretariat decides."""

from collections.abc import Sequence
from pathlib import Path

import click

from sinovik_sheets.cli import frame
from sinovik_sheets.cli.sheets import fates_text
from sinovik_sheets.sheets.registration.form import field_labels
from sinovik_sheets.steps.registration.report import summary_line
from sinovik_sheets.text import _
from sinovik_sheets.workspace import Session
from sinovik_sheets.workspace.registration_runs import RosterRun, run_forms, run_roster

MOST_LINES = 15


@frame.command(_("Make the registration forms to send to the units."))
@frame.folder_option
@click.option("--kind", "kinds", multiple=True, metavar="K", help=_("Only units of this kind."))
@click.option("--unit", "units", multiple=True, metavar="CODE", help=_("Only this unit."))
@frame.dry_run_option
@frame.json_option
def forms(
    *,
    session: Session,
    kinds: Sequence[str],
    units: Sequence[str],
    dry_run: bool,
    as_json: bool,
) -> int:
    """Write a blank form, and one for each unit."""
    out = run_forms(session, kinds, units, dry_run=dry_run)
    if as_json:
        frame.print_json(
            {
                "new": [{"code": form.code, "unit": form.unit} for form in out.new],
                "files": [output.path.as_posix() for output in out.plan.outputs],
            }
        )
        return frame.DONE
    frame.tell(
        _("Forms for {units} unit(s) and a blank one in 0_formulir; new: {new}.").format(
            units=len(out.sendings), new=len(out.new)
        )
    )
    if not session.registration.sections:
        frame.say(_("The form asks for no sections: the sheet “Formulir” is empty."))
    if not session.registration.units:
        frame.say(_("No units are listed yet; see: sinovik units import --help"))
    if dry_run:
        frame.say(_("Nothing was written (--dry-run)."))
        frame.next_step("sinovik forms")
        return frame.DONE
    frame.next_step(
        _(
            "send the files of 0_formulir (pesan/kirim.xlsx helps); when forms come back, put"
            " them into 1_pendaftaran, then: sinovik roster"
        )
    )
    return frame.DONE


@frame.command(_("Take in registrations and bring daftar_peserta.xlsx up to date."))
@frame.folder_option
@click.option(
    "--previous",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help=_("Folder of an earlier competition, to compare with (may be repeated)."),
)
@frame.dry_run_option
@frame.json_option
def roster(*, session: Session, previous: tuple[Path, ...], dry_run: bool, as_json: bool) -> int:
    """Make the roster of what units registered."""
    run = run_roster(
        session,
        previous,
        lambda path: frame.say(_("  reading {path}").format(path=path)),
        dry_run=dry_run,
    )
    if as_json:
        frame.print_json(run.as_json())
    else:
        tell_roster(run)
        if dry_run:
            frame.say(_("Nothing was written (--dry-run)."))
    frame.next_step(run.next_step)
    return frame.PEOPLE_MUST_ACT if run.needs_people else frame.DONE


def tell_roster(run: RosterRun) -> None:
    """Print files, counts by kind, what waits for people, and how columns were understood."""
    found, stock = run.collected, run.roster
    if found.files:
        frame.tell(
            _("Files found: {count} ({fates}); new: {new}.").format(
                count=len(found.files), fates=fates_text(found.counts), new=found.new
            )
        )
    last_run = max((file.run for file in stock.files), default=0)
    for file in stock.files if found.new else ():
        if file.mapping and file.run == last_run:
            labels = field_labels(stock.competition.sections)
            _tell_mapping(file.path, [(h, labels.get(f, f)) for h, f in file.mapping])
    frame.tell_findings(run.told)
    if stock.content.by_kind:
        frame.table(
            (_("Kind"), _("Registered"), _("Expected units"), _("Innovations")),
            [
                (
                    tally.name,
                    str(tally.registered),
                    "" if tally.expected is None else str(tally.expected),
                    str(tally.entries),
                )
                for tally in stock.content.by_kind
            ],
        )
    frame.tell(summary_line(stock))
    if stock.content.missing:
        frame.tell(
            _("Not registered yet: {count} unit(s); see the sheet “Belum Mendaftar”.").format(
                count=len(stock.content.missing)
            )
        )


def _tell_mapping(path: str, mapping: Sequence[tuple[str, str]]) -> None:
    frame.say(_("Columns of {path} as understood:").format(path=path))
    not_used = _("(not used)")
    for heading, field in mapping[:MOST_LINES]:
        frame.say(f"  {heading} → {field or not_used}")
    if len(mapping) > MOST_LINES:
        frame.say(_("  … and {count} more").format(count=len(mapping) - MOST_LINES))
