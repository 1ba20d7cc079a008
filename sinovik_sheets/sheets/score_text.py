"""What a text in a score cell says: a number, a recusal, a word, or nothing of these."""

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from sinovik_sheets.scoring.exact import fifteen
from sinovik_sheets.sheets.score_sheet_form import RECUSED


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


_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,15})?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_CUT_OFF = re.compile(r"[+-]?(?:\d{1,15}[.,]|[.,]\d{1,15})", re.ASCII)
_PERCENT = re.compile(r"([+-]?\d{1,15}(?:[.,]\d{1,15})?) ?%", re.ASCII)
_LETTER_O = re.compile(r"(?=.*\d)[\dOo.,]+", re.ASCII)
_LETTER_L = re.compile(r"(?=.*\d)[\dlI|.,]+", re.ASCII)
_ABSENCE = frozenset(
    (
        "- -- --- – — . x n/a na tidak_hadir tidak_dinilai tidak_menilai tidak_ada belum"
        " belum_dinilai absen kosong nihil th tad abstain tidak_mengikuti mundur"
    ).split()
)


def plain_text(text: str) -> str:
    """Return text without invisible characters and outer spaces, full-width made plain."""
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).strip()


def _number(text: str) -> Decimal:
    return fifteen(text.replace(",", "."))


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
    if not plain:
        return Reading(Says.NOTHING)
    if plain.upper() == RECUSED:
        return Reading(Says.RECUSAL)
    western = _western(plain)
    if western != plain and _NUMBER.fullmatch(western):
        return Reading(Says.OTHER_DIGITS, _number(western))
    if _THOUSANDS.fullmatch(plain):
        return Reading(Says.THOUSANDS, _number(plain))
    if _NUMBER.fullmatch(plain):
        return Reading(Says.NUMBER, _number(plain))
    if found := _PERCENT.fullmatch(plain):
        return Reading(Says.PERCENT, _number(found[1]))
    if _CUT_OFF.fullmatch(plain):
        return Reading(
            Says.CUT_OFF, _number(plain.strip(".,") if plain[-1] in ".," else "0" + plain)
        )
    if plain.casefold().replace(" ", "_") in _ABSENCE:
        return Reading(Says.ABSENCE)
    if _LETTER_O.fullmatch(plain):
        return Reading(Says.LETTER_O)
    if _LETTER_L.fullmatch(plain):
        return Reading(Says.LETTER_L)
    return Reading(Says.UNREADABLE)
