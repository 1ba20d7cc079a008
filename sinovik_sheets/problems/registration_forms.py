"""Rules for what stands in a registration form, or in a list of innovations.

What a registration lacks is judged elsewhere (problems/registration.py); here a
cell says something that cannot be taken as it is, or the form was taken apart.
"""

from sinovik_sheets.problems import Level, Rule
from sinovik_sheets.text import N_

_COMPLETE = N_("Ask the unit, then fill it in in daftar_peserta.xlsx.")


def _cell(code: str, message: str, fix: str = _COMPLETE) -> Rule:
    return Rule(code, Level.WARNING, message, fix)


# Cells
CELL_ERROR = _cell("registration-cell-error", N_("“{column}” holds the spreadsheet error {value}."))
FORMULA_WITHOUT_VALUE = _cell(
    "registration-formula-without-value",
    N_("“{column}” holds a formula whose result is not stored."),
    N_("Open the workbook in Excel and save it once, or type the value itself."),
)
READERS_DIFFER = _cell(
    "registration-readers-differ",
    N_("Two readers of the file see different content in “{column}” (one: {value})."),
    N_("Open the file and compare; correct daftar_peserta.xlsx where it is wrong."),
)
BAD_DATE = _cell(
    "registration-bad-date", N_("“{column}” should be a date, but “{value}” is written.")
)
UNCLEAR_DATE = _cell(
    "registration-unclear-date",
    N_("“{value}” in “{column}”: the list does not show which part is the month."),
)
IMPLAUSIBLE_DATE = _cell(
    "registration-implausible-date",
    N_("“{column}” says {value}; a year before {earliest} is hardly meant."),
)
BAD_CHOICE = _cell(
    "registration-bad-choice",
    N_("“{value}” is not a choice for “{column}”."),
    N_("Ask the unit, then fill in one of these in daftar_peserta.xlsx: {choices}."),
)
MISSPELT_CHOICE = _cell(
    "registration-misspelt-choice",
    N_("“{value}” is not a choice for “{column}”."),
    N_("Did you mean “{suggestion}”? The choices are: {choices}."),
)
UNCLEAR_STATEMENT = _cell(
    "registration-unclear-statement",
    N_("“{value}” does not say whether the statement “{column}” is confirmed."),
    N_("Ask the unit; only “ya” confirms it."),
)
TEXT_TOO_LONG = _cell(
    "registration-text-too-long",
    N_("“{column}” holds {value} characters, far more than any limit; it was kept whole."),
    N_("Look whether something else was pasted into this cell."),
)

# How the form is put together
ROWS_GONE = Rule(
    "form-rows-gone",
    Level.NOTE,
    N_("These rows are no longer in the form: {value}."),
    N_("What stood in them is missing; send the unit its form again if it is needed."),
)
KEYS_GONE = Rule(
    "form-keys-gone",
    Level.ERROR,
    N_("The form has lost its hidden column A, so its answers cannot be told apart."),
    N_("Ask the unit to fill in the form that was sent, or type the innovation into the roster."),
)
TEXT_OUTSIDE = Rule(
    "form-text-outside",
    Level.WARNING,
    N_("Something stands beside no question of the form; it was not taken."),
    N_("Look where it belongs, and add it in daftar_peserta.xlsx if it counts."),
)
SAID_TWICE = Rule(
    "form-said-twice",
    Level.WARNING,
    N_("“{column}” stands twice with different answers; “{value}” was not taken."),
    N_("Look which one is meant; correct daftar_peserta.xlsx if it is this one."),
)

# Lists of innovations
NEAR_HEADING = Rule(
    "list-near-heading",
    Level.WARNING,
    N_("The heading “{value}” is not known; nothing was taken from this column."),
    N_("Did you mean “{suggestion}”? Correct the heading in a copy, and put that in instead."),
)
NO_SUCH_COLUMN = Rule(
    "list-column-missing",
    Level.ERROR,
    N_("No heading of the list is “{column}”, so no row was taken."),
    N_("Correct the heading in a copy of the list, and put that in instead."),
)
ROWS_WITHOUT_INNOVATION = Rule(
    "list-rows-without-innovation",
    Level.NOTE,
    N_("{count} rows name no innovation and were left out: {value}."),
)
