"""What every command shares: options, errors in plain words, exit codes, JSON."""

import functools
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from sinovik_sheets.problems import Finding, Level, SinovikError, worst_first
from sinovik_sheets.text import _
from sinovik_sheets.workspace import Session, Workspace

DONE, PEOPLE_MUST_ACT, COULD_NOT_RUN = 0, 1, 3
MOST_FINDINGS = 20
"""Findings printed in the terminal; `--json` holds them all."""

Command = Callable[..., int]


def command(help_text: str, *, name: str | None = None) -> Callable[[Command], click.Command]:
    """Make a click command of a function that returns an exit code.

    Known errors are told in plain words with exit code 3.
    """

    def decorate(function: Command) -> click.Command:
        @functools.wraps(function)
        def run(**options: Any) -> None:
            try:
                code = function(**options)
            except SinovikError as error:
                tell_error(error)
                code = COULD_NOT_RUN
            except BrokenPipeError:  # the reader of a pipe had enough
                sys.stderr.close()
                os._exit(DONE)
            except (click.ClickException, click.exceptions.Exit, click.Abort):
                raise
            except Exception:  # noqa: BLE001 - the last line of defence: a mistake of this program
                tell_crash()
                code = COULD_NOT_RUN
            sys.exit(code)

        return click.command(name or function.__name__, help=help_text)(run)

    return decorate


def folder_option(function: Command) -> Command:
    """Add -C and hand the function an open Session as `session`."""

    @functools.wraps(function)
    def run(*, folder: str | None, **options: Any) -> int:
        given = folder or click.get_current_context().obj or "."
        return function(session=Session(Workspace(Path(given))), **options)

    return click.option(
        "-C",
        "folder",
        metavar="FOLDER",
        help=_("The competition folder (default: the current one)."),
    )(run)


def stage_option(function: Command) -> Command:
    """Add --stage; None means the only open stage."""
    help_text = _("Code of the stage; may be left out where only one is open.")
    return click.option("--stage", metavar="S", help=help_text)(function)


def json_option(function: Command) -> Command:
    """Add --json as `as_json`."""
    help_text = _("Print the result as JSON.")
    return click.option("--json", "as_json", is_flag=True, help=help_text)(function)


def target_option(function: Command) -> Command:
    """Add --to as `target`; a folder is the only place so far."""
    return click.option(
        "--to",
        "target",
        type=click.Choice(["folder"]),
        default="folder",
        show_default=True,
        help=_("Where the files go."),
    )(function)


def dry_run_option(function: Command) -> Command:
    """Add --dry-run."""
    help_text = _("Show what would be done, and write nothing.")
    return click.option("--dry-run", is_flag=True, help=help_text)(function)


def print_json(value: Any) -> None:
    """Print a result as JSON on stdout."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def say(*lines: str) -> None:
    """Narrate on stderr."""
    for line in lines:
        click.echo(line, err=True)


def tell(*lines: str) -> None:
    """Print results on stdout."""
    for line in lines:
        click.echo(line)


def tell_error(error: SinovikError) -> None:
    """Print why a run could not go on and what to do."""
    say(click.style(error.message, fg="red", bold=True))
    if error.findings:
        tell_findings(error.findings, err=True)
    if error.fix:
        say(error.fix)


def tell_crash() -> None:
    """Say that the program itself failed; the details go into a file for its makers."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="sinovik-", suffix=".txt", delete=False, encoding="utf-8"
    ) as report:
        report.write(traceback.format_exc())
    say(
        click.style(_("The program itself failed; this is not your mistake."), fg="red", bold=True),
        _("Nothing received is lost. Please send this file to the makers: {file}").format(
            file=report.name
        ),
    )


_COLOURS = {
    Level.ERROR: "red",
    Level.QUESTION: "yellow",
    Level.MISSING: "magenta",
    Level.WARNING: "cyan",
    Level.NOTE: "white",
}


def level_word(level: Level) -> str:
    """Return the word people see for a level."""
    words = {
        Level.ERROR: _("error"),
        Level.QUESTION: _("question"),
        Level.MISSING: _("missing"),
        Level.WARNING: _("warning"),
        Level.NOTE: _("note"),
    }
    return words[level]


def tell_findings(findings: Iterable[Finding], *, err: bool = False) -> None:
    """Print findings worst first; equal sentences of one juror are told once."""
    groups: dict[tuple[Level, str, str], list[Finding]] = {}
    for finding in worst_first(findings):
        groups.setdefault((finding.level, finding.juror, finding.message), []).append(finding)
    for number, ((level, _juror, message), members) in enumerate(groups.items()):
        if number == MOST_FINDINGS:
            rest = len(groups) - MOST_FINDINGS
            more = _("… and {count} more; --json tells them all.").format(count=rest)
            click.echo(more, err=err)
            break
        first = members[0]
        more = f" (+{len(members) - 1})" if len(members) > 1 else ""
        word = click.style(level_word(level).upper(), fg=_COLOURS[level], bold=True)
        where = " ".join(part for part in (first.juror, str(first.where)) if part)
        click.echo(f"{word}  {where}{more}", err=err)
        click.echo(f"   {message}", err=err)
        if first.fix:
            click.echo(f"   → {first.fix}", err=err)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table that fits the window, on stdout."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in headings:
        grid.add_column(heading, overflow="fold")
    for row in rows:
        grid.add_row(*row)
    console.print(grid)


def next_step(sentence: str) -> None:
    """End a command by naming the next step."""
    say("", click.style(_("Next: {step}").format(step=sentence), bold=True))
