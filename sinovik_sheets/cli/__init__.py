"""The command line: parses, prints, sets exit codes. It holds no logic of its own.

Exit codes: 0 done, 1 done but people must act, 2 wrong usage, 3 could not run.
"""

import gettext
import importlib
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import click

from sinovik_sheets import __version__, text
from sinovik_sheets.text import N_, _

# Command to (module, what it does): `--help` needs no module, a command only its own.
_COMMANDS = {
    "init": ("setup", N_("Make a competition folder from a preset.")),
    "presets": ("setup", N_("List the presets there are.")),
    "check": ("setup", N_("Find every mistake in settings and roster.")),
    "units": ("units", N_("Take in lists of units into daftar_unit.xlsx.")),
    "forms": ("registration", N_("Make the registration forms to send to the units.")),
    "roster": (
        "registration",
        N_("Take in registrations and bring daftar_peserta.xlsx up to date."),
    ),
    "assign": ("assign", N_("Share out the entries among the jurors: penugasan.xlsx.")),
    "distribute": ("sheets", N_("Make the score sheets to send to the jurors.")),
    "update": ("results", N_("Collect, validate, merge and rank in one run.")),
    "collect": ("sheets", N_("Take in the sheets that came back.")),
    "validate": ("results", N_("Tell what is wrong in the sheets, make repair sheets.")),
    "merge": ("results", N_("Write the long table of scores and the completeness board.")),
    "rank": ("results", N_("Compute the places and write the summary workbook.")),
    "status": ("answers", N_("Show who is in, who is missing and what is open.")),
    "explain": ("answers", N_("Show why an entry has its place, down to the cell.")),
    "audit": ("audit", N_("List the scores that people read again in the files received.")),
    "compare": ("compare", N_("Tell what differs between two results.")),
    "advance": ("finality", N_("Settle who goes on to the next stage.")),
    "finalize": ("finality", N_("Make the result of a stage final, with minutes to sign.")),
    "reopen": ("finality", N_("Open a final stage again; its old result is kept.")),
    "publish": ("publish", N_("Write announcement, feedback and nominations.")),
    "verify": ("answers", N_("Check archive and journal, compute the results again.")),
    "demo": ("rehearsal", N_("Rehearse a whole competition with invented scores.")),
}


# Sentences of click itself, so that they stand in the catalogue too.
_CLICK_WORDS = (
    N_("Usage:"),
    N_("Options"),
    N_("Show this message and exit."),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("default: {default}"),
    N_("required"),
    N_("Aborted!"),
)


def _translate_click(language: str) -> None:
    """Let click find its sentences in our catalogue (English ones stay as they are)."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(text.DOMAIN, text.LOCALE_FOLDER)
    gettext.textdomain(text.DOMAIN)


class _LazyGroup(click.Group):
    """A group whose commands are imported only when they run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - as above
        cmd_name: str,
    ) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"sinovik_sheets.cli.{_COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - as above
        formatter: click.HelpFormatter,
    ) -> None:
        with formatter.section(_("Commands, in working order")):
            formatter.write_dl([(name, _(what)) for name, (_m, what) in _COMMANDS.items()])


def _wanted_language(arguments: Sequence[str]) -> str:
    """Return the terminal's language; it is needed before anything is parsed."""
    wanted = os.environ.get("SINOVIK_LANG", text.DEFAULT_LANGUAGE)
    for argument, following in pairwise([*arguments, ""]):
        if argument.startswith("--lang="):
            wanted = argument.partition("=")[2]
        elif argument == "--lang":
            wanted = following
    return wanted


def _group() -> click.Group:
    return _LazyGroup(
        name="sinovik",
        help=_("Run a public-service innovation competition with spreadsheets."),
        epilog=_("Start with: sinovik demo"),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        params=[
            click.Option(
                ["-C", "folder"],
                metavar="FOLDER",
                help=_("The competition folder (default: the current one)."),
            ),
            click.Option(
                ["--lang"],
                type=click.Choice(text.LANGUAGES),
                expose_value=False,
                help=_("Language of the terminal (also SINOVIK_LANG)."),
            ),
        ],
        callback=_remember_folder,
    )


@click.pass_context
def _remember_folder(ctx: click.Context, folder: str | None) -> None:
    ctx.obj = folder


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    language = _wanted_language(given)
    text.speak(language if language in text.LANGUAGES else text.DEFAULT_LANGUAGE)
    _translate_click(text.language())
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Any = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # a Windows console may not speak UTF-8 by itself
            reconfigure(encoding="utf-8", errors="replace")
    group = _group()
    group.params.append(_version_option())
    group.main(given, prog_name="sinovik")


def _version_option() -> click.Option:
    def show(
        ctx: click.Context,
        param: click.Parameter,  # noqa: ARG001 - click's signature
        value: bool,  # noqa: FBT001 - as above
    ) -> None:
        if value:
            click.echo(f"sinovik_sheets {__version__}")
            ctx.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=show,
        help=_("Show the version."),
    )
