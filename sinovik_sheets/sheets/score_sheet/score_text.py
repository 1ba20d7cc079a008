"""What a text in a score cell says: a number, a recusal, a word, or nothing of these."""

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from sinovik_sheets.scoring.exact import fifteen
from sinovik_sheets.sheets.score_sheet.form import RECUSED


class Says(StrEnum):
    """The kinds of text that get different verdicts."""

    NOTHING = "nothing"
    RECUSAL = "recusal"
    NUMBER = "number"
    OTHER_DIGITS = "other-digits"
    PERCENT = "percent"
    THOUSANDS = "thousands"
    CUT_OFF = "cut-off"
    ABSENCE = "absence"
    LETTER_O = "letter-o"
    LETTER_L = "letter-l"
    UNREADABLE = "unreadable"


class Reading(NamedTuple):
    """What a text says; `number` is the number it says or could say."""

    says: Says
    number: Decimal | None = None


# U+202E is left out: it makes people see 58 where 85 stands.
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202d\u2060\u2066-\u2069\ufeff\u00ad]")
_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,15})?", re.ASCII)
_PATTERNS = (
    (re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII), Says.THOUSANDS),
    (_NUMBER, Says.NUMBER),
    (re.compile(rf"{_NUMBER.pattern} ?%", re.ASCII), Says.PERCENT),
    (re.compile(r"[+-]?(?:\d{1,15}[.,]|[.,]\d{1,15})", re.ASCII), Says.CUT_OFF),
    (re.compile(r"(?=.*\d)(?=.*[Oo])[\dOo.,]+", re.ASCII), Says.LETTER_O),
    (re.compile(r"(?=.*\d)(?=.*[lI|])[\dlI|.,]+", re.ASCII), Says.LETTER_L),
)
_ABSENCE = (
    *("-", "--", "---", "–", "—", ".", "x", "th", "tad", "na", "n/a", "nihil", "kosong"),
    *("absen", "abstain", "belum", "belum dinilai", "mundur", "tidak ada", "tidak dinilai"),
    *("tidak hadir", "tidak mengikuti", "tidak menilai"),
)
_WORDS = dict.fromkeys(_ABSENCE, Says.ABSENCE) | {
    "": Says.NOTHING,
    RECUSED.casefold(): Says.RECUSAL,
}


def plain_text(text: str) -> str:
    """Return text without invisible characters and outer spaces, full-width made plain.

    Every other space becomes an ordinary one. Signs that only resemble digits
    stay what they are: 8² is not 82.
    """
    plain = _INVISIBLE.sub("", text).translate(_FULL_WIDTH).strip()
    return "".join(" " if ch.isspace() else ch for ch in plain)


def _number(text: str) -> Decimal:
    return fifteen(text.rstrip("% ").replace(",", "."))


def _western(text: str) -> str:
    """Return text with the decimal digits of other scripts written as 0-9."""
    return "".join(
        str(unicodedata.decimal(ch)) if unicodedata.decimal(ch, None) is not None else ch
        for ch in text
    )


def read_score_text(text: str) -> Reading:
    """Say what a text in a score cell means; nothing is guessed.

    A comma and a point are the same decimal sign. `1.234` could also be one
    thousand and more, so it is THOUSANDS with the decimal reading as candidate.
    """
    plain = plain_text(text)
    word = _WORDS.get(plain.casefold())
    if word is not None:
        return Reading(word)
    western = _western(plain)
    if western != plain and _NUMBER.fullmatch(western):
        return Reading(Says.OTHER_DIGITS, _number(western))
    for pattern, says in _PATTERNS:
        if pattern.fullmatch(plain):
            letters = says in (Says.LETTER_O, Says.LETTER_L)
            return Reading(says, None if letters else _number(plain))
    return Reading(Says.UNREADABLE)
