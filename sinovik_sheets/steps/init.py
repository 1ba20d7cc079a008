"""init: the files of a new competition folder."""

from sinovik_sheets import layout
from sinovik_sheets.model import Preset
from sinovik_sheets.sheets.roster import book as roster_book
from sinovik_sheets.sheets.settings import competition_book
from sinovik_sheets.steps.plan import Output

_UPDATE_SCRIPT = (
    "@echo off",
    "chcp 65001 >nul",
    'cd /d "%~dp0"',
    "py -m sinovik_sheets update %*",
    "echo.",
    "pause",
)


def init(preset: Preset) -> list[Output]:
    """Return the workbooks people fill in, and the script to double-click."""
    script = "\r\n".join(_UPDATE_SCRIPT) + "\r\n"
    return [
        Output(layout.COMPETITION, competition_book.write(preset)),
        Output(layout.ROSTER, roster_book.write()),
        Output(layout.UPDATE_SCRIPT, script.encode("ascii")),
    ]
