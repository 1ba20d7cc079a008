"""Rules for what lies in the archive and among the results."""

from sinovik_sheets.problems import Level, Rule
from sinovik_sheets.text import N_

ARCHIVE_BROKEN = Rule(
    "archive-broken",
    Level.ERROR,
    N_("An archived file is lost or changed: {value}"),
    N_("Restore the folder “arsip” from a backup."),
)
RESULT_DIFFERS = Rule(
    "result-differs",
    Level.ERROR,
    N_("This file is not what comes out of archive, journal and decisions now."),
    N_("It was edited by hand or is out of date; “sinovik update” writes it anew."),
)
