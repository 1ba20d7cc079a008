"""distribute and collect: sheets on their way to the jurors and back."""

from collections.abc import Mapping
from pathlib import Path

import click

from sinovik_sheets.cli import frame
from sinovik_sheets.model import Fate
from sinovik_sheets.problems.registration import CHECKS_OPEN
from sinovik_sheets.steps.collect import Collected
from sinovik_sheets.steps.distribute import Distribution
from sinovik_sheets.text import _
from sinovik_sheets.workspace import Session, runs


@frame.command(_("Make the score sheets to send to the jurors."))
@frame.folder_option
@frame.stage_option
@frame.target_option
@frame.dry_run_option
@frame.json_option
def distribute(
    *, session: Session, stage: str | None, target: str, dry_run: bool, as_json: bool
) -> int:
    """Issue what no juror has yet."""
    del target  # a folder is the only place so far
    chosen = session.stage(stage, to_distribute=True)
    distribution = runs.run_distribute(session, chosen, dry_run=dry_run)
    if as_json:
        frame.print_json(
            {
                "stage": chosen.code,
                "new": [
                    {
                        "juror": sheet.juror,
                        "serial": sheet.serial,
                        "code": sheet.code,
                        "entries": list(sheet.entries),
                    }
                    for sheet in distribution.new
                ],
                "files": [output.path.as_posix() for output in distribution.plan.outputs],
            }
        )
        return frame.DONE
    _tell_sendings(distribution, dry_run=dry_run)
    frame.tell_findings(f for f in session.checked.findings if f.rule is CHECKS_OPEN)
    if dry_run:
        frame.say(_("Nothing was written (--dry-run)."))
        frame.next_step(f"sinovik distribute --stage {chosen.code}")
        return frame.DONE
    later = [s.code for s in session.competition.stages if s.code not in session.distributed]
    if not distribution.new and later:
        hint = _(
            "Nothing new for stage {stage}; another stage needs --stage, such as --stage {next}."
        )
        frame.say(hint.format(stage=chosen.code, next=later[0]))
    folder = f"2_lembar_juri/{chosen.code}"
    frame.next_step(
        _(
            "send the files of {folder} (pesan/kirim.xlsx helps); when sheets come back, put"
            " them into 3_masuk, then: sinovik update"
        ).format(folder=folder)
    )
    return frame.DONE


def _tell_sendings(distribution: Distribution, *, dry_run: bool) -> None:
    """Print what goes to whom."""
    new = {sheet.code for sheet in distribution.new}
    frame.table(
        (_("Juror"), _("File"), _("Sheet code"), _("Entries")),
        [
            (
                sending.recipient.code,
                sending.file,
                # A dry run makes codes up; the real run will make others.
                "–" if dry_run and sending.code in new else sending.code,
                str(sending.entries),
            )
            for sending in distribution.sendings
        ],
    )
    frame.tell(
        _("New sheets: {new}; already out: {old}.").format(
            new=len(distribution.new), old=len(distribution.sendings) - len(distribution.new)
        )
    )


@frame.command(_("Take in the sheets that came back."))
@frame.folder_option
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
@click.option("--sender", default="", metavar="J03", help=_("The juror these files came from."))
@frame.json_option
def collect(*, session: Session, sources: tuple[Path, ...], sender: str, as_json: bool) -> int:
    """Archive every file and give it its fate."""
    found = runs.run_collect(session, sources, sender=sender, progress=_progress)
    if as_json:
        frame.print_json(found.as_json())
    else:
        tell_collected(found)
    frame.next_step("sinovik validate")
    return frame.PEOPLE_MUST_ACT if found.needs_people else frame.DONE


def _progress(path: str) -> None:
    frame.say(_("  reading {path}").format(path=path))


def tell_collected(found: Collected) -> None:
    """Print the fates of the files found and why some were not used."""
    frame.tell_findings(found.findings)
    frame.tell(
        _("Files found: {count} ({fates}); new: {new}.").format(
            count=len(found.files), fates=fates_text(found.counts), new=found.new
        )
    )


def fates_text(counts: Mapping[Fate, int]) -> str:
    """Return how many files have each fate that occurs, in words."""
    counted = [f"{fate.word} {counts[fate]}" for fate in Fate if counts[fate]]
    return ", ".join(counted) or "–"
