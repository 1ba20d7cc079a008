"""Rules for what units register: the files they send, and the innovations in them."""

from sinovik_sheets.problems import Level, Rule
from sinovik_sheets.text import N_

SAME, NEW, IGNORE, USE = "sama", "baru", "abaikan", "pakai"
NOT_LISTED = "tidak terdaftar"

_ASK_UNIT = N_("Ask the unit; answer in daftar_peserta.xlsx, sheet “Perlu Diperiksa”.")
_DECIDE = N_("Decide in “Status Administrasi” and write why in “Alasan”.")


_ASK_OR_DECIDE = N_(
    "Ask the unit and fill it in in daftar_peserta.xlsx, or decide in “Status Administrasi”."
)


def _noticed(code: str, message: str, fix: str = _DECIDE) -> Rule:
    return Rule(code, Level.WARNING, message, fix)


# Files
NOT_A_FORM = Rule(
    "not-a-form",
    Level.ERROR,
    N_("This workbook is neither our registration form nor a list of innovations."),
    N_("Ask for the form that was sent; a list needs the headings “Judul” and “Unit”."),
)
SCORE_SHEET_HERE = Rule(
    "score-sheet-here",
    Level.ERROR,
    N_("This is a juror's score sheet, not a registration."),
    N_("Move the file to 3_masuk, then: sinovik update"),
)
FORM_IN_INBOX = Rule(
    "registration-form",
    Level.ERROR,
    N_("This is a registration form, not a score sheet."),
    N_("Move the file to 1_pendaftaran, then: sinovik roster"),
)
EMPTY_FORM = Rule(
    "empty-form",
    Level.WARNING,
    N_("The form holds no innovation: nothing is filled in."),
    N_("Ask the unit whether it sent the right file."),
)
EMPTY_LIST = Rule(
    "empty-list",
    Level.WARNING,
    N_("The list has the right headings, but no row with an innovation."),
    N_("Check whether this is the right file."),
)
UNKNOWN_FORM_CODE = Rule(
    "unknown-form-code",
    Level.QUESTION,
    N_("The form carries the code {value}, which was not sent from this folder."),
    N_(
        "It may belong to another competition. “pakai”: read it like a form made for no"
        " particular unit; “abaikan”: leave it out."
    ),
    (USE, IGNORE),
)
TWO_FORM_CODES = Rule(
    "two-form-codes",
    Level.ERROR,
    N_("The file carries several form codes ({value}); whose it is cannot be told."),
    N_("Ask the unit for its own form, filled in anew."),
)
FORM_WITHOUT_CODE = Rule(
    "form-without-code",
    Level.NOTE,
    N_("The form has lost its code; it was read like one made for no particular unit."),
)
FORM_CHANGED_SINCE = Rule(
    "form-changed-since",
    Level.NOTE,
    N_("The form was made before a change; it does not hold the section(s) {value}."),
    N_("Nothing to do if these may be missing; otherwise send the unit a new form."),
)
UNIT_NO_LONGER_LISTED = Rule(
    "unit-no-longer-listed",
    Level.WARNING,
    N_("The form was made for the unit {value}, which is no longer listed."),
    N_("List the unit again (sheet “Unit” or daftar_unit.xlsx), or decide about its entries."),
)
OTHER_FORM_CODE = Rule(
    "other-form-code",
    Level.QUESTION,
    N_("Beside the form's own code stands another one that was not sent: {value}."),
    N_("Look at the file. “pakai”: read it all the same; “abaikan”: leave it out."),
    (USE, IGNORE),
)
UNIT_CODE_CHANGED = Rule(
    "unit-code-changed",
    Level.QUESTION,
    N_("The form was made for the unit {issued}, but in it stands {value}."),
    _ASK_UNIT,
)

# Units
UNKNOWN_KIND = Rule(
    "unknown-kind",
    Level.WARNING,
    N_("The kind of unit “{value}” is not known{hint}."),
    N_("Use one of: {kinds}; or give it a row in the sheet “Jenis Unit”."),
)

ENTRIES_WITHOUT_UNIT = Rule(
    "entries-without-unit",
    Level.WARNING,
    N_("These entries name no listed unit, so conflicts of interest with it go unseen: {value}."),
    N_("Fill in “Kode Unit”, or answer in the sheet “Perlu Diperiksa” of daftar_peserta.xlsx."),
)

CHECKS_OPEN = Rule(
    "registration-questions-open",
    Level.WARNING,
    N_("{value} question(s) about registrations are not answered yet: {numbers}."),
    N_(
        "Answer them first (sheet “Perlu Diperiksa”), then: sinovik roster. Score sheets show"
        " the roster as it is."
    ),
)
ONE_GROUP = Rule(
    "one-group",
    Level.WARNING,
    N_("Only one group is listed, so every innovation has to choose “{value}” or none."),
    N_("List all groups in the sheet “Kelompok”, also the ordinary one, such as umum."),
)
LIST_WITHOUT_START = Rule(
    "list-without-start",
    Level.WARNING,
    N_("No column of this list was understood as the first day of use; not used: {value}."),
    N_("Rename the right column to “Mulai Diterapkan” in a copy, and put that in instead."),
)

# Names
UNIT_UNCLEAR = Rule(
    "unit-unclear",
    Level.QUESTION,
    N_("Which unit is “{value}”?"),
    _ASK_UNIT,
)
UNIT_NAME_CHANGED = Rule(
    "unit-name-changed",
    Level.QUESTION,
    N_("The form was made for the unit {issued}, but it is signed by “{value}”."),
    _ASK_UNIT,
)
UNIT_CODE_CONTRADICTS = Rule(
    "unit-code-contradicts",
    Level.QUESTION,
    N_("The code {code} belongs to “{name}”, but “{value}” is written beside it."),
    _ASK_UNIT,
)
UNIT_MISSING = Rule(
    "unit-missing",
    Level.WARNING,
    N_("No unit is named."),
    N_("Ask the sender; fill in “Kode Unit” and “Unit” in daftar_peserta.xlsx."),
)

# Versions of one innovation
TITLE_CHANGED = Rule(
    "title-changed",
    Level.QUESTION,
    N_("On this page stood “{before}” ({entry}); now it is “{value}”."),
    N_("“sama”: a corrected title; “baru”: another innovation; “abaikan”: leave it."),
    (SAME, NEW, IGNORE),
)
NEWER_VERSION = Rule(
    "newer-version",
    Level.QUESTION,
    N_("{entry} was registered again with changes: {value}."),
    N_("“pakai”: the changes count; “abaikan”: the earlier one stays; “baru”: another innovation."),
    (USE, IGNORE, NEW),
)
ANOTHER_COUNTS = Rule(
    "another-version-counts",
    Level.NOTE,
    N_("Another version of what this file holds counts."),
)
LEFT_OUT = Rule(
    "left-out",
    Level.NOTE,
    N_("What this file holds was left out by an answer in the sheet “Perlu Diperiksa”."),
)
CODE_STAYS = Rule(
    "code-stays",
    Level.WARNING,
    N_("By an earlier answer this became an innovation of its own, {value}; that stays."),
    N_("If it is none, write “tidak lolos” and why in its row of the sheet “Inovasi”."),
)
CODE_REUSED = Rule(
    "code-reused",
    Level.ERROR,
    N_(
        "The row of {entry} holds another title and unit than what was registered under this"
        " code: “{value}”."
    ),
    N_("Give the typed innovation a row of its own, without a code; then run again."),
)
ROW_RESTORED = Rule(
    "row-restored",
    Level.NOTE,
    N_("The row of {entry} was gone; it was written again with the status people gave it."),
)
TYPED_ROW_GONE = Rule(
    "typed-row-gone",
    Level.WARNING,
    N_("The row of {entry}, “{value}”, which people had typed, is gone."),
    N_("Write it again with its code; if it is out, say so in “Status Administrasi”."),
)
VERSION_REPLACED = Rule(
    "version-replaced",
    Level.NOTE,
    N_("{entry} was completed or corrected by a later form: {value}."),
)
ROSTER_EDITED = Rule(
    "roster-edited",
    Level.NOTE,
    N_("“{column}” of {entry} was changed by hand; the roster counts, the form says “{value}”."),
)

# Administrative selection
TITLE_MISSING = _noticed("title-missing", N_("The innovation has no title."), _ASK_OR_DECIDE)
START_MISSING = _noticed("start-missing", N_("The first day of use is not given."), _ASK_OR_DECIDE)
START_AFTER_CLOSING = _noticed(
    "start-after-closing", N_("In use only from {started}, after the closing of registration.")
)
TOO_YOUNG = _noticed(
    "too-young",
    N_(
        "In use since {started}: {months} months until the closing on {closing};"
        " at least {minimum} are asked."
    ),
)
SECTIONS_MISSING = _noticed("sections-missing", N_("Not filled in: {value}."), _ASK_OR_DECIDE)
OVER_WORD_LIMIT = _noticed(
    "over-word-limit", N_("“{section}” has {value} words, at most {limit} are allowed.")
)
STATEMENTS_MISSING = _noticed(
    "statements-missing", N_("Statements not confirmed: {value}."), _ASK_OR_DECIDE
)
LATE = _noticed(
    "late",
    N_("First received on {received}, after the closing on {closing}."),
    N_("Look when it was sent; then decide in “Status Administrasi” and “Alasan”."),
)
LATE_BUT_DATED = Rule(
    "late-but-dated",
    Level.NOTE,
    N_("First received on {received}, after the closing; the file itself is dated {dated}."),
    N_("Nothing to do if it was sent in time."),
)
OVER_QUOTA = _noticed(
    "over-quota", N_("{unit} registered {value} innovations, at most {maximum} are allowed.")
)
CONTACT_NIP_WRONG = _noticed(
    "contact-nip-wrong",
    N_("The NIP of the person responsible is not right."),
    N_("See the sheet “Kontak”; ask the unit for the 18 digits."),
)
CATEGORY_MISSING = _noticed("category-missing", N_("No category is given."), _ASK_OR_DECIDE)
GROUP_MISSING = _noticed("group-missing", N_("No group is given."), _ASK_OR_DECIDE)
WRONG_GROUP = _noticed(
    "wrong-group", N_("Registered in the group {group}, but filled in sections of others: {value}.")
)
SAME_TITLE_AS = _noticed("same-title", N_("The title is the same as that of {other}."))
NEAR_TITLE = _noticed(
    "near-title", N_("The title resembles that of {other}: “{value}” ({score} of 100).")
)
EARLIER_TITLE = _noticed(
    "earlier-title", N_("Registered before ({competition}): {other} “{value}” ({score} of 100).")
)
FORMER_WINNER = _noticed(
    "former-winner", N_("Won before ({award}{more}): “{value}” ({score} of 100).")
)
CLOSING_NOT_SET = Rule(
    "closing-not-set",
    Level.WARNING,
    N_("“pendaftaran ditutup” is not filled in: age and lateness are not checked."),
    N_("Fill it in in kompetisi.xlsx, sheet “Kompetisi”."),
)
PREVIOUS_UNREADABLE = Rule(
    "previous-unreadable",
    Level.WARNING,
    N_("The folder of an earlier competition cannot be read: {value}"),
    N_("Correct “lomba sebelumnya” in kompetisi.xlsx, or --previous."),
)
