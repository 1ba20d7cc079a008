"""Rules for the workbooks people fill in before the judging: settings and roster."""

from sinovik_sheets.problems import Level, Rule
from sinovik_sheets.text import N_

# Sheets, columns and typed cells
MISSING_SHEET = Rule(
    "missing-sheet",
    Level.ERROR,
    N_("The sheet “{sheet}” is missing."),
    N_("Add the sheet again, or give it back its name."),
)
MISSPELT_SHEET = Rule(
    "misspelt-sheet",
    Level.ERROR,
    N_("The sheet name “{value}” is not known."),
    N_("Did you mean “{suggestion}”? Rename the sheet."),
)
UNKNOWN_SHEET = Rule(
    "unknown-sheet",
    Level.WARNING,
    N_("The sheet “{value}” is not known and is not used."),
    N_("Rename it if it should be used, or leave it: nothing is read from it."),
)
MISSING_COLUMN = Rule(
    "missing-column",
    Level.ERROR,
    N_("The column “{column}” is missing."),
    N_("Write the heading “{column}” in the heading row of this sheet."),
)
MISSPELT_COLUMN = Rule(
    "misspelt-column",
    Level.ERROR,
    N_("The heading “{value}” is not known."),
    N_("Did you mean “{suggestion}”? Correct the heading."),
)
DOUBLE_COLUMN = Rule(
    "double-column",
    Level.ERROR,
    N_("The heading “{value}” stands twice in this sheet."),
    N_("Keep one of the two columns."),
)
UNKNOWN_KEY = Rule(
    "unknown-key",
    Level.ERROR,
    N_("The key “{value}” is not known."),
    N_("Did you mean “{suggestion}”? Correct the first column."),
)
STRANGE_KEY = Rule(
    "strange-key",
    Level.WARNING,
    N_("The key “{value}” is not known and is not used."),
    N_("Delete the row, or see the sheet “Petunjuk” for the keys there are."),
)
DOUBLE_KEY = Rule(
    "double-key",
    Level.ERROR,
    N_("The key “{value}” stands twice."),
    N_("Keep one of the two rows."),
)
REQUIRED = Rule(
    "required",
    Level.ERROR,
    N_("“{column}” is empty."),
    N_("Fill in this cell: {explanation}"),
)
BAD_NUMBER = Rule(
    "bad-number",
    Level.ERROR,
    N_("“{column}” should be a number, but “{value}” is written."),
    N_("Type a number such as 12,5."),
)
BAD_COUNT = Rule(
    "bad-count",
    Level.ERROR,
    N_("“{column}” should be a whole number of 0 or more, but “{value}” is written."),
    N_("Type a whole number such as 10."),
)
BAD_DATE = Rule(
    "bad-date",
    Level.ERROR,
    N_("“{column}” should be a date, but “{value}” is written."),
    N_("Type a date such as 17/12/2026."),
)
BAD_CHOICE = Rule(
    "bad-choice",
    Level.ERROR,
    N_("“{value}” is not a choice for “{column}”."),
    N_("Choose one of: {choices}."),
)
MISSPELT_CHOICE = Rule(
    "misspelt-choice",
    Level.ERROR,
    N_("“{value}” is not a choice for “{column}”."),
    N_("Did you mean “{suggestion}”? The choices are: {choices}."),
)
CELL_ERROR = Rule(
    "cell-error",
    Level.ERROR,
    N_("“{column}” holds the spreadsheet error {value}."),
    N_("Type the value itself."),
)
FORMULA_WITHOUT_VALUE = Rule(
    "formula-without-value",
    Level.ERROR,
    N_("“{column}” holds a formula whose result is not stored."),
    N_("Open the workbook in Excel and save it once, or type the value itself."),
)

# Codes
BAD_CODE = Rule(
    "bad-code",
    Level.ERROR,
    N_("The code “{value}” cannot be used."),
    N_("Use 1 to 30 letters and digits, between them also dots, hyphens or underscores."),
)
DOUBLE_CODE = Rule(
    "double-code",
    Level.ERROR,
    N_("The code “{value}” stands twice (first in {first})."),
    N_("Give each row a code of its own."),
)
UNKNOWN_CODE = Rule(
    "unknown-code",
    Level.ERROR,
    N_("“{value}” in “{column}” is not known in the sheet “{target}”."),
    N_("Correct the code{hint}."),
)

# Stages and criteria
NO_ROWS = Rule(
    "no-rows",
    Level.ERROR,
    N_("The sheet “{sheet}” has no rows yet."),
    N_("Fill in at least one row; rows that begin with “contoh” do not count."),
)

# Dates
DATES_CROSS = Rule(
    "dates-cross",
    Level.ERROR,
    N_("{earlier_name} ({earlier}) lies after {later_name} ({value})."),
    N_("Correct one of the two dates."),
)

# Jury and entries
NO_DUTIES = Rule(
    "juror-without-entries",
    Level.ERROR,
    N_("Juror {juror} ({name}) has no entry to score in stage {stage}."),
    N_("Check the juror's “Tahap” and “Kategori”, and the sheet “Penugasan”."),
)
ENTRY_UNSCORED = Rule(
    "entry-without-juror",
    Level.ERROR,
    N_("No juror scores the entry {entry} in stage {stage}."),
    N_("Give it to jurors: check “Kategori” of the jurors, “Konflik” and “Penugasan”."),
)
ENTRIES_LEFT_OUT = Rule(
    "entries-left-out",
    Level.WARNING,
    N_("In stage {stage} no juror scores {value} entries: {entries}."),
    N_("Right, if they did not go on to this stage; otherwise complete “Penugasan”."),
)
FEW_JURORS = Rule(
    "few-jurors",
    Level.WARNING,
    N_("Only {value} juror(s) score these {count} entries in stage {stage}: {entries}."),
    N_("At least 3 jurors for each entry are advised; add jurors if you can."),
)
STAGE_WITHOUT_JURORS = Rule(
    "stage-without-jurors",
    Level.ERROR,
    N_("Stage {stage} has no jurors."),
    N_("Fill in the sheet “Juri”; an empty “Tahap” there means every stage."),
)
NO_ENTRIES = Rule(
    "no-entries",
    Level.ERROR,
    N_("There are no entries yet."),
    N_(
        "Fill in the sheet “Inovasi” of daftar_peserta.xlsx, or put registration forms into"
        " 1_pendaftaran and run “sinovik roster”."
    ),
)
SAME_TITLE = Rule(
    "same-title",
    Level.WARNING,
    N_("The title is the same as that of {other}."),
    N_("Check whether one innovation was entered twice."),
)
SOME_STATUS_EMPTY = Rule(
    "some-status-empty",
    Level.WARNING,
    N_("{value} of {total} entries have no “Status Administrasi”; they take part."),
    N_("Fill in the status of every entry, or of none."),
)
STATUS_WITHOUT_REASON = Rule(
    "status-without-reason",
    Level.WARNING,
    N_("The entry {entry} is “{value}”, but no reason is given."),
    N_("Write the reason in “Alasan”."),
)
CODE_GIVEN = Rule(
    "code-missing",
    Level.ERROR,
    N_("The entry “{value}” has no code."),
    N_("Type a code such as {suggestion}, or run “sinovik roster”; it must never change again."),
)
BAD_EMAIL = Rule(
    "bad-email",
    Level.ERROR,
    N_("“{value}” is not an e-mail address."),
    N_("Type one address such as nama@contoh.go.id, or leave the cell empty."),
)
BAD_PHONE = Rule(
    "bad-phone",
    Level.ERROR,
    N_("“{value}” is not a WhatsApp number."),
    N_("Type digits such as 081234567890, or leave the cell empty."),
)
UNREADABLE_BOOK = Rule(
    "unreadable-book",
    Level.ERROR,
    N_("The workbook cannot be read: {reason}."),
    N_("Open it in Excel, save it as an Excel Workbook (.xlsx), and try again."),
)
