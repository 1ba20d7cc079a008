"""Rules for lists of units from elsewhere, as `units import` reads them."""

from sinovik_sheets.problems import Level, Rule
from sinovik_sheets.text import N_

_TELL_KIND = N_("Add a column “Jenis” to the list, or run again with --kind KIND.")

# Files, sheets, headings
UNREADABLE_LIST = Rule(
    "unreadable-list",
    Level.ERROR,
    N_("This list cannot be read: {reason}."),
    N_("Save it as Excel Workbook (.xlsx) or as CSV, then import that file."),
)
NO_LIST = Rule(
    "no-unit-list",
    Level.ERROR,
    N_("No list of units was found: no row names a column of names."),
    N_("Write “Nama” over the column of names, within the first 30 rows, then import again."),
)
SHEET_NOT_READ = Rule(
    "sheet-not-read",
    Level.WARNING,
    N_("The sheet “{value}” holds no list of units and was not read."),
    N_("Nothing to do, unless units stand there: then write “Nama” over their names."),
)
NEAR_HEADING = Rule(
    "near-heading",
    Level.WARNING,
    N_("The heading “{value}” may mean “{field}”; it was not used."),
    N_("If it does, write “{field}” in its place and import again."),
)
HIDDEN_ROWS = Rule(
    "hidden-rows",
    Level.WARNING,
    N_("{value} rows are hidden in the sheet, perhaps by a filter; they were read too."),
    N_("Choose rows with --only COLUMN=VALUE, or delete the hidden ones."),
)
NOTHING_CHOSEN = Rule(
    "nothing-chosen",
    Level.ERROR,
    N_("No row of the list is chosen by {value}."),
    N_("Compare column and value with the list; case and spaces do not matter."),
)

# Rows
ROW_TOO_WIDE = Rule(
    "row-too-wide",
    Level.ERROR,
    N_("The row has more cells than the heading (“{value}” is left over)."),
    N_("A comma in a name probably parted it: put the name in quotation marks."),
)
NAME_MISSING = Rule(
    "unit-name-missing",
    Level.ERROR,
    N_("The row has no name of a unit."),
    N_("Fill in the name, or delete the row."),
)
TRIAL_ROW = Rule(
    "trial-row",
    Level.ERROR,
    N_("“{value}” looks like a trial entry, not like a unit."),
    N_("Delete the row, or write the unit's full name."),
)
NAME_TIDIED = Rule(
    "unit-name-tidied",
    Level.NOTE,
    N_("The name holds needless spaces, dots or signs nobody sees; they were left out."),
)
DAMAGED_LETTERS = Rule(
    "damaged-letters",
    Level.ERROR,
    N_("The name “{value}” holds letters that were lost when the list was saved."),
    N_("Save the list as “CSV UTF-8” or .xlsx, or correct the name, then import it again."),
)
KIND_UNCLEAR = Rule(
    "unit-kind-unclear",
    Level.ERROR,
    N_("Of what kind “{value}” is cannot be told."),
    _TELL_KIND,
)
KIND_UNKNOWN = Rule(
    "unit-kind-unknown",
    Level.ERROR,
    N_("The kind “{value}” is not known."),
    N_("Use one of: {choices}; or add it to the sheet “Jenis Unit” of kompetisi.xlsx."),
)
KIND_CONTRADICTS = Rule(
    "unit-kind-contradicts",
    Level.WARNING,
    N_("The name “{value}” speaks of another kind than {kind}, which the list gives."),
    N_("{kind} was taken. If that is wrong, correct “Jenis” in daftar_unit.xlsx."),
)
PARENT_UNKNOWN = Rule(
    "unit-parent-unknown",
    Level.WARNING,
    N_("The parent unit “{value}” is not among the units; “Induk” stays empty."),
    N_("Import the list with that unit too, or fill in its code in daftar_unit.xlsx."),
)

# The same unit, the same name, the same code
DOUBLE_CODE = Rule(
    "unit-code-double",
    Level.ERROR,
    N_("The code “{value}” stands twice in the lists (first in {first})."),
    N_("Correct the wrong one of the two, then import again."),
)
UNIT_AGAIN = Rule(
    "unit-again",
    Level.WARNING,
    N_("“{value}” stands in the lists more than once (first in {first}); it is taken once."),
    N_("If these are two units, give both an official code or a “Kecamatan”."),
)
SAME_NAME_SAME_PLACE = Rule(
    "same-name-same-place",
    Level.WARNING,
    N_("“{value}” has the name, kind and place of {other}, but another official code."),
    N_("Check whether these are two units; if not, delete one from daftar_unit.xlsx."),
)
NAMES_REPEAT = Rule(
    "unit-names-repeat",
    Level.NOTE,
    N_("Several units of this kind have the same name; only code or place tells them apart."),
)
SEVERAL_MEANT = Rule(
    "several-units-meant",
    Level.QUESTION,
    N_("“{value}” may be any of {units}."),
    N_("Add its code or its “Kecamatan” to the list, then import again."),
)
DIFFERS = Rule(
    "unit-differs",
    Level.QUESTION,
    N_("{code} is known with other contents ({columns}); it was not changed."),
    N_("Run again with --replace if the list is right; otherwise correct the list."),
)
DIFFERS_IN_SETTINGS = Rule(
    "unit-differs-in-settings",
    Level.QUESTION,
    N_("{code} stands in kompetisi.xlsx with other contents ({columns}); it was not changed."),
    N_("If the list is right, change the sheet “Unit” of kompetisi.xlsx yourself."),
)
KNOWN_UNDER_OTHER_CODE = Rule(
    "unit-known-under-other-code",
    Level.QUESTION,
    N_("“{value}” is already known under the code {code}; it was not added again."),
    N_("Write {code} in the list; or, if these are two units, add “Kecamatan” or official codes."),
)
