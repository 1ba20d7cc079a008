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
TRIM_FELL_BACK = Rule(
    "trim-fell-back",
    Level.WARNING,
    N_("Fewer than {value} scores count for {entries}: the plain mean was used there."),
    N_("Wait for the missing sheets; if they never come, let the plenary know."),
)
