"""init, presets, check: before any sheet goes out."""

from pathlib import Path

import click

from sinovik_sheets.cli import frame
from sinovik_sheets.problems import Level, counts
from sinovik_sheets.stores.presets import load_preset, preset_names
from sinovik_sheets.text import _
from sinovik_sheets.workspace import Session, runs


@frame.command(_("Make a competition folder from a preset."))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--preset", required=True, metavar="NAME", help=_("See: sinovik presets"))
def init(*, folder: Path, preset: str) -> int:
    """Make the folder."""
    written = runs.make_folder(folder, preset)
    chosen = load_preset(preset)
    frame.tell(_("Made {folder} from the preset {preset}.").format(folder=folder, preset=preset))
    for path in written:
        frame.tell(f"  {path.name}")
    frame.say("", _("Source of the numbers: {source}").format(source=chosen.source), chosen.note)
    frame.next_step(
        _(
            "fill in kompetisi.xlsx (jury!) and daftar_peserta.xlsx in Excel,"
            " then: sinovik check -C {folder}"
        ).format(folder=folder)
    )
    return frame.DONE


@frame.command(_("List the presets there are."))
@frame.json_option
def presets(*, as_json: bool) -> int:
    """List name, year, status and title."""
    found = [load_preset(name) for name in preset_names()]
    if as_json:
        frame.print_json(
            [
                {
                    "name": preset.code,
                    "title": preset.title,
                    "year": preset.year,
                    "status": preset.status.value,
                    "source": preset.source,
                    "note": preset.note,
                }
                for preset in found
            ]
        )
        return frame.DONE
    words = {"official": _("official"), "ours": _("our proposal")}
    frame.table(
        (_("Name"), _("Year"), _("Status"), _("Title")),
        [(p.code, str(p.year), words[p.status.value], p.title) for p in found],
    )
    frame.next_step("sinovik init FOLDER --preset lima_kriteria")
    return frame.DONE


@frame.command(_("Find every mistake in settings and roster."))
@frame.folder_option
@frame.json_option
def check(*, session: Session, as_json: bool) -> int:
    """Judge kompetisi.xlsx and daftar_peserta.xlsx."""
    findings = list(session.checked.findings)
    found = counts(findings)
    if as_json:
        frame.print_json({"findings": [f.as_json() for f in findings], "counts": found})
    else:
        frame.tell_findings(findings)
        if runs.open_books(session):
            frame.say(
                _("Read as last saved, still open: {files}.").format(
                    files=", ".join(runs.open_books(session))
                )
            )
        competition = session.checked.competition
        frame.tell(
            _("{stages} stage(s), {jurors} juror(s), {entries} entries.").format(
                stages=len(competition.stages),
                jurors=len(competition.jurors),
                entries=len(competition.entries),
            ),
            _("Errors: {error}, warnings: {warning}.").format(**found),
        )
    if found[Level.ERROR]:
        frame.next_step(_("mend the errors in Excel, save, then: sinovik check"))
        return frame.PEOPLE_MUST_ACT
    frame.next_step(_after_check(session))
    return frame.DONE


def _after_check(session: Session) -> str:
    """Return the command that comes next; of several stages it names the first not yet out."""
    stages = session.competition.stages
    if len(stages) == 1:  # without a look at the journal: settings can be checked without one
        return "sinovik distribute"
    waiting = [stage.code for stage in stages if stage.code not in session.distributed]
    return f"sinovik distribute --stage {waiting[0]}" if waiting else "sinovik status"
