"""What writer and reader of the juror's workbook agree on: names, keys, marks."""

import re

SCORES_SHEET = "Lembar Penilaian"
GUIDE_SHEET = "Petunjuk"
REPAIRS_SHEET = "Perbaiki"
IDS_SHEET = "_sinovik"

CODE_LABEL = "Kode lembar"
FILLED_BY_LABEL = "Diisi oleh"
CODE_HEADING = "Kode"
RECUSED = "R"

# Keys of the hidden key row; criteria stand there with their codes in between.
KEY_ID, KEY_NUMBER, KEY_CODE, KEY_TITLE = "#id", "#no", "#kode", "#inovasi"
KEY_UNIT, KEY_CATEGORY = "#unit", "#kategori"
KEY_TOTAL, KEY_STATUS, KEY_NOTE = "#total", "#status", "#catatan"
LEADING_KEYS = (KEY_ID, KEY_NUMBER, KEY_CODE, KEY_TITLE, KEY_UNIT, KEY_CATEGORY)
TRAILING_KEYS = (KEY_TOTAL, KEY_STATUS, KEY_NOTE)
CRITERION_PREFIX = "nilai:"

# Rows of the hidden ids sheet: a word, then its values.
IDS_CODE, IDS_STAGE, IDS_JUROR, IDS_SERIAL = "kode_lembar", "tahap", "juri", "seri"
IDS_ENTRIES, IDS_CRITERIA = "inovasi", "kriteria"
IDS_ENTRIES_A_CELL = 500
"""The codes of entries stand together in cells, parted by spaces: they hold none themselves."""

CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 10
CODE_PATTERN = re.compile(rf"(?<![A-Z0-9])[{CODE_ALPHABET}]{{{CODE_LENGTH}}}(?![A-Z0-9])")

OWN_COMMENT = "SINOVIK: "
"""Our own notes on faulty cells begin so, and are not taken for a juror's."""


def criterion_key(code: str) -> str:
    """Return the key of a criterion's column."""
    return CRITERION_PREFIX + code


def codes_in(text: str) -> list[str]:
    """Return every sheet code that stands in a text, in order."""
    return CODE_PATTERN.findall(text)
