"""Rules for files as they come in, before any score is read."""

from sinovik_sheets.problems import Level, Rule
from sinovik_sheets.text import N_

_AS_XLSX = N_("Ask for the file that was sent out, filled in and saved as Excel Workbook (.xlsx).")


def _reject(code: str, message: str, fix: str = _AS_XLSX) -> Rule:
    return Rule(code, Level.ERROR, message, fix)


PDF = _reject("pdf", N_("This is a PDF, not a workbook."))
IMAGE = _reject("image", N_("This is a picture, not a workbook."))
HTML = _reject(
    "web-page",
    N_("This is a web page, not a workbook; the download probably failed."),
    N_("Download the file again, or ask for it as .xlsx."),
)
PLAIN_TEXT = _reject("plain-text", N_("This is plain text (such as CSV), not a workbook."))
LINK = _reject(
    "link",
    N_("This is a link to an online sheet, not the sheet itself."),
    N_("Open the link, choose File > Download > Microsoft Excel (.xlsx), and send that file."),
)
OLD_EXCEL = _reject("old-excel", N_("This is an old or binary Excel format ({value})."))
PASSWORD = _reject(
    "password",
    N_("The workbook is protected by a password and cannot be opened."),
    N_("Ask for the file without a password to open it."),
)
STRICT = _reject("strict-format", N_("The workbook is saved as “Strict Open XML”."))
EMPTY = _reject(
    "empty-file",
    N_("The file is empty; it was probably not downloaded completely."),
    N_("Download or copy it again."),
)
BROKEN = _reject(
    "broken-file",
    N_("The file is damaged or incomplete and cannot be opened."),
    N_("Download or copy it again; if it stays so, ask the sender for it once more."),
)
TOO_BIG = _reject(
    "too-big",
    N_("The file is too big."),
    N_("Ask for the file without pictures or other additions."),
)
UNSAFE = _reject(
    "unsafe-file",
    N_("The file is built in a way that cannot be read safely ({value})."),
    N_("Ask the sender to fill in the file that was sent out, and to send that back."),
)
NO_SHEETS = _reject("no-sheets", N_("The workbook holds no sheets that can be read."))
NESTED_ZIP = _reject(
    "zip-in-zip",
    N_("There is a zip archive inside a zip archive."),
    N_("Unpack it and put the files in its place."),
)
LOCKED_ZIP = _reject(
    "locked-zip",
    N_("The zip archive is protected by a password or damaged: {value}."),
    N_("Unpack it yourself and put the files in its place."),
)
UNREADABLE_FILE = _reject(
    "unreadable-file",
    N_("The file cannot be opened on this computer ({value})."),
    N_("Close it in other programs, check the disk, then run the command again."),
)
NO_CODE = Rule(
    "no-sheet-code",
    Level.WARNING,
    N_("This file carries no sheet code, so it is not known whose it is."),
    N_("Ask the sender for the score sheet that was sent; scans need the code in their name."),
)
UNKNOWN_FORMAT = _reject("unknown-format", N_("This kind of file cannot be read."))

_UNREADABLE = {
    "password": PASSWORD,
    "strict": STRICT,
    "broken": BROKEN,
    "too-big": TOO_BIG,
    "unsafe": UNSAFE,
    "no-sheets": NO_SHEETS,
}
_NOT_A_WORKBOOK = {
    "pdf": PDF,
    "image": IMAGE,
    "html": HTML,
    "text": PLAIN_TEXT,
    "empty": EMPTY,
    "xls": OLD_EXCEL,
    "xlsb": OLD_EXCEL,
}

UNOPENED = {rule.code: rule for rule in (EMPTY, LOCKED_ZIP, NESTED_ZIP, TOO_BIG)}
"""The rules by which a zip archive is turned away without looking into it."""


def of(reason: str, detail: str) -> Rule:
    """Return the rule for the reason and detail of an UnreadableBook."""
    if reason == "not-a-workbook":
        return _NOT_A_WORKBOOK.get(detail, UNKNOWN_FORMAT)
    return _UNREADABLE[reason]
