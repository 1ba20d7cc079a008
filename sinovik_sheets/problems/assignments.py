"""Rules for who scores what, where not every juror scores every entry."""

from sinovik_sheets.problems import Level, Rule
from sinovik_sheets.text import N_

# As the workbooks stand
DOUBLE_ASSIGNMENT = Rule(
    "double-assignment",
    Level.ERROR,
    N_("{juror} has the entry {entry} in stage {stage} already (first in {first})."),
    N_("Delete one of the two rows."),
)
JUROR_NOT_IN_STAGE = Rule(
    "assigned-juror-not-in-stage",
    Level.WARNING,
    N_("{juror} is not a juror of stage {stage} (any more); {value} rows have no effect."),
    N_("Delete the rows, or correct “Tahap” of the juror in the sheet “Juri”."),
)
NOT_CONNECTED = Rule(
    "jurors-not-connected",
    Level.WARNING,
    N_("In stage {stage} these groups of jurors share no entry: {value}."),
    N_(
        "Strict and mild groups cannot be told apart so. Give some entries to jurors of both,"
        " such as with “sinovik assign --anchors 5”."
    ),
)
NOT_CONNECTED_TO_ADJUST = Rule(
    "jurors-not-connected-to-adjust",
    Level.ERROR,
    N_(
        "Stage {stage} adjusts jurors, but these groups of jurors share no entry: {value}."
        " They cannot be compared."
    ),
    N_(
        "Give some entries to jurors of both groups, such as with"
        " “sinovik assign --anchors 5”, or choose another “Metode”."
    ),
)
FEW_TO_ADJUST = Rule(
    "few-entries-to-adjust",
    Level.WARNING,
    N_("Stage {stage} adjusts jurors, but {juror} scores only {value} entries."),
    N_("At least 10 entries for each juror are advised with “penyesuaian_juri”."),
)
OWN_UNIT = Rule(
    "own-unit",
    Level.WARNING,
    N_("{juror} ({institution}) is to score entries of their own unit in stage {stage}: {value}."),
    N_("Add the unit to the sheet “Konflik”; if it is another unit, nothing is to be done."),
)
UNEVEN_LOADS = Rule(
    "uneven-loads",
    Level.NOTE,
    N_("The load in stage {stage} is uneven: {most} entries for {juror}, {value} for {other}."),
)

# As planned
TOO_FEW_OPEN = Rule(
    "too-few-may-score",
    Level.WARNING,
    N_("The entry {entry} gets {value} instead of {wanted} jurors: nobody else may score it."),
    N_("See “Konflik”, and “Kategori”, “Tahap” and “Instansi” of the jurors, or add jurors."),
)
LIMIT_TOO_LOW = Rule(
    "limit-too-low",
    Level.ERROR,
    N_(
        "With at most {value} entries for each juror {lacking} assignments cannot be made;"
        " these entries lack jurors: {entries}."
    ),
    N_("The smallest limit that works is --max-load {least}."),
)
JUROR_GETS_NOTHING = Rule(
    "juror-gets-nothing",
    Level.ERROR,
    N_(
        "{juror} gets no entry in stage {stage}: every entry the juror may score has enough jurors."
    ),
    N_(
        "Run again with a higher --per-entry or --anchors, give the juror entries yourself in"
        " penugasan.xlsx, or take the stage out of the juror's “Tahap”."
    ),
)
KEPT_ABOVE_LIMIT = Rule(
    "kept-above-limit",
    Level.WARNING,
    N_("{juror} has {value} entries already, more than {limit}; none was taken away."),
    N_("Delete rows yourself, or raise --max-load."),
)
ENTRY_DROPPED = Rule(
    "assigned-entry-dropped",
    Level.NOTE,
    N_("The entry {entry} does not take part ({value}); its rows stay without effect."),
)
KEPT_RECUSAL = Rule(
    "assigned-and-recused",
    Level.NOTE,
    N_("{juror} must not score {entry}; this row does not count, another juror was sought."),
)
