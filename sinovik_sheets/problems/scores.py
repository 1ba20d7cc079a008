"""Rules for what stands in a returned score sheet: cells, rows, the sheet itself.

Choices of a question are words people answer with; `{candidate}` stands for a
number offered by the cell itself.
"""

from dataclasses import replace
from functools import cache

from sinovik_sheets.problems import Level, Rule
from sinovik_sheets.text import N_

ACCEPT, REFUSE, EMPTY, RECUSE = "terima", "tolak", "kosong", "R"
USE, LEAVE, SCORES = "pakai", "abaikan", "nilai"
_VALUE_OR_REFUSE = ("{candidate}", REFUSE)
_ACCEPT_OR_REFUSE = (ACCEPT, REFUSE)
_RETYPE = N_("Type the score again as a plain number, such as 85,5.")
_WRITE_PLACE = N_(
    "Write the place as a whole number, 1 for the best, each place once; see the scale."
)
_SURE = N_("Ask the juror; answer in keputusan.xlsx.")


def _reject(code: str, message: str, fix: str = _RETYPE) -> Rule:
    return Rule(code, Level.ERROR, message, fix)


def _ask(code: str, message: str, choices: tuple[str, ...] = _ACCEPT_OR_REFUSE) -> Rule:
    return Rule(code, Level.QUESTION, message, _SURE, choices)


@cache
def for_places(rule: Rule) -> Rule:
    """Return a rule with the way out that fits a cell in which a place is given."""
    return replace(rule, fix=_WRITE_PLACE) if rule.fix == _RETYPE else rule


def _note(code: str, message: str) -> Rule:
    return Rule(code, Level.NOTE, message)


# Cells that are rejected
FORMULA = _reject("formula", N_("The score cell holds a formula, not a typed score."))
ERROR_VALUE = _reject("error-value", N_("The cell holds the spreadsheet error {value}."))
TRUTH_VALUE = _reject("truth-value", N_("The cell holds a truth value ({value}), not a score."))
NOT_A_NUMBER = _reject("not-a-number", N_("“{value}” is not a number."))
LETTER_O = _reject("letter-o", N_("“{value}” is not a number; it holds the letter O, not a zero."))
LETTER_L = _reject("letter-l", N_("“{value}” is not a number; it holds a letter, not the digit 1."))
OUT_OF_RANGE = _reject("out-of-range", N_("{value} lies outside the scale {scale}."))
BECAME_DATE = _reject(
    "became-date",
    N_("The spreadsheet turned what was typed into a date ({value})."),
)
BECAME_TIME = _reject(
    "became-time", N_("The spreadsheet turned what was typed into a time of day ({value}).")
)
FORMAT_LIES = _reject(
    "format-lies", N_("The cell shows something else than the number {value} it holds.")
)
PARTLY_STRUCK = _reject("partly-struck", N_("Part of “{value}” is struck through."))

PLACE_NOT_WHOLE = _reject(
    "place-not-whole", N_("{value} is not a place: places are whole numbers."), _WRITE_PLACE
)
PLACE_SKIPPED = _reject(
    "place-skipped",
    N_("Place {value} is given, but no entry has place {lacking}."),
    N_("Give the places from 1 on without a gap; write the lacking place where it belongs."),
)

# Cells that are asked
DISPUTED = _ask(
    "readers-differ", N_("Two readers of the file see different content (one: {value})."), (REFUSE,)
)
MERGED = _ask("merged-cell", N_("The score cell ({value}) is merged with other cells."))
STRUCK = _ask("struck-through", N_("The score {value} is struck through."))
UNSEEN = _ask("unseen-text", N_("The score {value} is written in the colour of its background."))
HIDDEN_FORMAT = _ask("hidden-by-format", N_("The number format hides the score {value}."))
PERCENT = _ask(
    "percent",
    N_("The cell is a percentage ({value}): which score is meant?"),
    ("{candidate}", "{second}", REFUSE),
)
PERCENT_TEXT = _ask(
    "percent-text", N_("“{value}” is a percentage: which score is meant?"), _VALUE_OR_REFUSE
)
DATE_FORMAT = _ask("date-format", N_("The score {value} is shown as a date."))
FRACTION = _ask("fraction-format", N_("The score {value} is shown as a fraction."))
CURRENCY = _ask("currency-format", N_("The score {value} is shown as money."))
STRANGE_FORMAT = _ask("strange-format", N_("The score {value} has an unusual number format."))
OTHER_DIGITS = _ask(
    "other-digits", N_("“{value}” is written in digits of another script."), _VALUE_OR_REFUSE
)
THOUSANDS = _ask(
    "thousands",
    N_("“{value}” can be read in two ways: with decimals, or with a thousands separator."),
    _VALUE_OR_REFUSE,
)
CUT_OFF = _ask("cut-off", N_("“{value}” looks like a score typed only in part."), _VALUE_OR_REFUSE)
ABSENCE_WORD = _ask(
    "absence-word",
    N_("“{value}” stands in place of a score: not scored yet, or a recusal?"),
    (EMPTY, RECUSE),
)
SCORE_IN_COMMENT = _ask(
    "score-in-comment", N_("The cell is empty, but its comment says “{value}”."), (EMPTY, RECUSE)
)
LOW = _ask(
    "low-score",
    N_("The score {value} is unusually low for this juror; scored so, or slipped in typing?"),
)
REFUSED = _reject("refused", N_("The score “{value}” was refused; the juror must give another."))
PLACE_TWICE = Rule(
    "place-twice",
    Level.QUESTION,
    N_("Place {value} is given more than once: {entries}."),
    N_("Ask the juror; answer with the code of the entry that keeps the place, or tolak."),
    ("{first}", "{second}", REFUSE),
)
OFF_STEP = _ask("off-step", N_("The score {value} is not on the steps of {step}."))

# Cells that are accepted with a note
TEXT_COMMA = _note("text-number", N_("The text “{value}” was read as {read}."))
SHOWN_ROUNDED = _note("shown-rounded", N_("The cell holds {value} but shows fewer decimals."))
SCIENTIFIC = _note("scientific", N_("The score {value} is shown in scientific notation."))
COLOURED = _note("coloured", N_("The cell has a colour of its own; colours carry no meaning here."))

# Rows
MISSING = Rule(
    "missing",
    Level.MISSING,
    N_("Not scored yet."),
    N_("Fill in a score, or R if you do not score this entry."),
)
PLACE_MISSING = Rule(
    MISSING.code,
    Level.MISSING,
    N_("No place given yet."),
    N_("Give the places that are lacking, or R if you do not judge this entry."),
)
ROW_DELETED = Rule(
    "row-deleted",
    Level.MISSING,
    N_("The row of this entry is no longer in the sheet."),
    N_("Fill in the sheet made anew, which holds the row again."),
)
COLUMN_DELETED = _reject(
    "column-deleted",
    N_("The column of the criterion {criterion} is no longer in the sheet."),
    N_("Fill in the sheet made anew, which holds the column again."),
)
RECUSED_WITH_SCORES = _ask(
    "recused-with-scores",
    N_("The row holds R and also scores."),
    (RECUSE, SCORES),
)
SCORED_IN_CONFLICT = _note(
    "scored-in-conflict",
    N_(
        "This juror does not judge this entry by the sheet Konflik; the number {value} is not"
        " counted."
    ),
)
UNKNOWN_ROW = _reject(
    "unknown-row",
    N_("The row with code “{value}” is not among the entries of this sheet."),
    N_("Score only the rows that were sent; ask the secretariat if an entry is missing."),
)
ROW_TWICE = _reject(
    "row-twice",
    N_("The entry {entry} stands twice in the sheet (rows {value})."),
    N_("Keep one row for the entry and send the sheet back."),
)
ROW_WITHOUT_CODE = _reject(
    "row-without-code",
    N_("Row {value} holds scores but no code of an entry."),
    N_("Move the scores into the row of their entry and send the sheet back."),
)
CODE_CHANGED = _reject(
    "code-changed",
    N_("The code of the row was changed to “{value}”; it belongs to {entry}."),
    N_("Check that the scores stand in the right row; fill in the sheet made anew."),
)
ROWS_SWAPPED = _ask(
    "rows-swapped",
    N_("The code in this row was changed to {value}: do the scores belong to {entry}?"),
)
NAMES_SWAPPED = _ask(
    "names-swapped",
    N_("The title in this row is that of {value}: do the scores belong to {entry}?"),
)
LABEL_EDITED = _note("label-edited", N_("A label was edited to “{value}”; ours is used."))
CODE_FORM = _note("code-form", N_("The code is written “{value}”; read as {entry}."))
TOTAL_TYPED = _note("total-typed", N_("The total was typed over ({value}); it is always computed."))
TOTAL_WITHOUT_PARTS = _reject(
    "total-without-parts",
    N_("A total of {value} is typed, but scores are missing in the row."),
    N_("Fill in the score of every criterion; a total alone does not count."),
)
TOTAL_DIFFERS = _ask(
    "total-differs",
    N_("The typed total {value} differs from the computed {read}."),
)
ROW_HIDDEN = _note("rows-hidden", N_("Hidden rows were read too: {value}."))
FORMULA_IN_NOTE = _note("formula-in-note", N_("The note holds a formula; it is not carried over."))

# Sheets
NO_KEY_ROW = _reject(
    "no-key-row",
    N_("The hidden row or column with the codes is gone, so the scores cannot be placed."),
    N_("Fill in the sheet again from the workbook that was sent, and send it back."),
)
NO_LONGER_SETTLED = _reject(
    "no-longer-settled",
    N_("The stage or juror of this sheet ({value}) no longer stands in kompetisi.xlsx."),
    N_("Put the stage and the juror back into kompetisi.xlsx."),
)
SECOND_FORM = _reject(
    "second-form",
    N_("The file holds two score sheets: {value}."),
    N_("Keep one of them and send the file back."),
)
HIDDEN_IDS_CHANGED = _reject(
    "hidden-ids-changed",
    N_("The hidden identification does not match what was sent ({value})."),
    N_("Fill in the workbook that was sent to this juror, and send it back."),
)
TWO_CODES = _ask("two-codes", N_("The file carries two sheet codes: {value}."), (USE, REFUSE))
UNKNOWN_SHEET_CODE = Rule(
    "unknown-sheet-code",
    Level.QUESTION,
    N_("The sheet code {value} was not issued by this folder."),
    N_("Was it sent from another copy of this competition folder? Find out, then answer."),
    (LEAVE,),
)
WRONG_SENDER = _ask(
    "wrong-sender", N_("The sheet is that of juror {juror}, but came from {value}."), (USE, REFUSE)
)
CHANGED_SINCE = _ask(
    "changed-since-issue",
    N_("The sheet was issued before the criteria or scale were changed ({value})."),
    (USE, REFUSE),
)
ONE_READER = _note("one-reader", N_("Only one reader can read this file format (.ods)."))
MACRO_BOOK = _note("macro-book", N_("The workbook can hold macros; they were not run."))
IDS_GONE = _note("ids-gone", N_("The hidden identification is gone; the sheet code was enough."))
TYPED_BY = _note("typed-by", N_("Typed in by {value}; the juror confirms on the receipt."))

# Sheets against each other
CONFLICT = _ask(
    "conflicting-sheets",
    N_(
        "The juror sent another sheet with different scores ({value}). Scores that differ:"
        " {count} ({cells}). Use this file?"
    ),
    (USE, REFUSE),
)
TWO_CHOSEN = _reject(
    "two-chosen",
    N_("More than one of the juror's sheets was answered “pakai” (also {value})."),
    N_("Leave “pakai” at one of them and answer “tolak” at the others, in keputusan.xlsx."),
)
SCORE_CHANGED = Rule(
    "score-changed",
    Level.WARNING,
    N_("A newer sheet changed the score from {value} to {read}."),
    N_("Nothing to do if the juror meant it."),
)
LATE = Rule(
    "late",
    Level.WARNING,
    N_("The sheet came on {value}, after the deadline {deadline}."),
    N_("The secretariat decides; the scores are counted until it decides otherwise."),
)
CHANGED_WEIGHTS = Rule(
    "changed-weights",
    Level.WARNING,
    N_("Weights were changed after sheets went out; received scores count by the new weights."),
    N_("Nothing to do if the change was meant."),
)
STRAY_SCORES = Rule(
    "stray-scores",
    Level.ERROR,
    N_("{value} scored entries are no longer this juror's; they are not counted: {entries}."),
    N_(
        "Give the juror “Tahap”, “Kategori” and “Penugasan” back as they were when the sheet went"
        " out; or, if the scores must not count, enter the pairs in “Konflik” with the reason."
    ),
)
NOT_SENT = Rule(
    "entries-not-sent",
    Level.MISSING,
    N_("{value} entries stand in no sheet of this juror yet: {entries}."),
    N_("Run “sinovik distribute” and send the additional sheet."),
)
SHEET_AWAITED = Rule(
    "sheet-awaited",
    Level.MISSING,
    N_("No usable sheet of this juror has come in yet ({value} entries)."),
    N_("Remind the juror; a ready message lies in 4_temuan."),
)
BAD_ANSWER = Rule(
    "bad-answer",
    Level.ERROR,
    N_("The answer “{value}” to question {number} is not one of its choices."),
    N_("Answer with one of: {choices}."),
)
AFTER_FINAL = Rule(
    "after-final",
    Level.NOTE,
    N_("This sheet came when stage {value} was final already: it is kept and changes nothing."),
    N_("To count it, open the stage again: sinovik reopen --stage {value}"),
)
ANSWER_WITHOUT_NAME = Rule(
    "answer-without-name",
    Level.ERROR,
    N_("The answer to question {number} does not say who decided."),
    N_("Fill in “Oleh”, once at the top of the sheet or in the row."),
)
