"""Numbers and dates in words (terbilang), as minutes write them beside the figures."""

import re
from datetime import date
from typing import TYPE_CHECKING

from sinovik_sheets.roster.codes import nip_text
from sinovik_sheets.text import _, language

if TYPE_CHECKING:
    from collections.abc import Callable

_NUMBER = {
    "id": re.compile(r"(-?)(\d{1,15})(?:,(\d+))?", re.ASCII),
    "en": re.compile(r"(-?)(\d{1,15})(?:\.(\d+))?", re.ASCII),
}


def number_words(figures: str) -> str:
    """Return in words what the figures say: `83,50` is "delapan puluh tiga koma lima nol".

    `figures` is a number as `text.decimal_text` writes it in the language being spoken;
    its decimals are read digit by digit, so figures and words never disagree. What is no
    such number, or has more than 15 digits before the decimals, gives an empty text.
    """
    found = _NUMBER[language()].fullmatch(figures)
    if not found:
        return ""
    sign, whole, decimals = found.groups()
    words = _whole(int(whole))
    if decimals:
        digits = " ".join(_whole(int(digit)) for digit in decimals)
        words = _("{whole} point {decimals}").format(whole=words, decimals=digits)
    return _("minus {number}").format(number=words) if sign else words


def date_words(day: date) -> str:
    """Return the formula of minutes: "Kamis, tanggal tujuh belas bulan Desember tahun ..."."""
    from babel.dates import format_date

    return _("{weekday}, the {day} of {month}, {year}").format(
        weekday=format_date(day, "EEEE", locale=language()),
        day=_whole(day.day, ordinal=language() == "en"),
        month=format_date(day, "MMMM", locale=language()),
        year=_whole(day.year),
    )


def nip_line(nip: str) -> str:
    """Return `NIP. 19800101 200501 1 001`, an empty text where no NIP is given."""
    return f"NIP. {nip_text(nip)}" if nip.strip() else ""


def _whole(number: int, *, ordinal: bool = False) -> str:
    from num2words import num2words

    in_words: Callable[..., str] = num2words
    return in_words(number, lang=language(), to="ordinal" if ordinal else "cardinal")
