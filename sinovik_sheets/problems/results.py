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
FINAL_FILE_DIFFERS = Rule(
    "final-file-differs",
    Level.ERROR,
    N_("This file of a final result was changed; stage {value} says otherwise."),
    N_("Write it again: sinovik merge --stage {value}, and sinovik rank --stage {value}"),
)
FINAL_FILE_MISSING = Rule(
    "final-file-missing",
    Level.ERROR,
    N_("A file of the final result of stage {value} is missing."),
    N_("Write it again: sinovik finalize --stage {value} --approver NAME"),
)
MINUTES_NOT_FINAL = Rule(
    "minutes-not-final",
    Level.ERROR,
    N_("Minutes lie here, but stage {value} is not final: they no longer hold."),
    N_("Take them away: sinovik reopen --stage {value} --reason TEXT"),
)
TRIM_FELL_BACK = Rule(
    "trim-fell-back",
    Level.WARNING,
    N_("Fewer than {value} scores count for {entries}: the plain mean was used there."),
    N_("Wait for the missing sheets; if they never come, let the plenary know."),
)
ELEMENT_ABSENT = Rule(
    "element-absent",
    Level.WARNING,
    N_("No juror of the element “{value}” counts for {entries}: the other elements fill its part."),
    N_("Wait for the missing sheets; where all are recused, let the plenary know."),
)
JURORS_NOT_CONNECTED = Rule(
    "jurors-not-connected",
    Level.ERROR,
    N_(
        "No totals: jurors are only comparable through entries they share, and these groups"
        " share none: {value}."
    ),
    N_("Let some entries be scored by jurors of several groups (“sinovik assign”)."),
)
JUROR_WITHOUT_SPREAD = Rule(
    "juror-without-spread",
    Level.WARNING,
    N_("The same score for every entry, or only one entry: {jurors}. Such z scores are 0."),
    N_("Ask the juror whether the sheet is meant so."),
)
RECOUNT_DIFFERS = Rule(
    "recount-differs",
    Level.ERROR,
    N_("{entry}, {column}: the result says {value}, a second computation says {second}."),
    N_("Do not finalize; send this file to the makers of the program."),
)
FINAL_DIFFERS = Rule(
    "final-differs",
    Level.ERROR,
    N_("The final result of stage {value} does not come out of archive and journal any more."),
    N_("Restore “arsip” from a backup; compare with the signed minutes."),
)
