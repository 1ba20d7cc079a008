"""What people read: translated sentences, decimals with a comma, dates in words.

Source strings are English; the Indonesian catalogue lies in `locale/`. Two
languages can be alive in one run: the terminal's and that of the files we
write, so a sentence is kept as (source, values) until it is shown and
`speaking` says in which language that is.
"""

import gettext as _gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

DOMAIN = "sinovik_sheets"
LOCALE_FOLDER = Path(__file__).with_name("locale")
LANGUAGES = ("id", "en")
DEFAULT_LANGUAGE = "id"

_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    if language == "en":
        return _gettext.NullTranslations()
    return _gettext.translation(DOMAIN, LOCALE_FOLDER, [language])


def _(source: str) -> str:
    """Return `source` in the language being spoken."""
    return _catalogue(_language.get()).gettext(source) if source else ""


def N_(source: str) -> str:  # noqa: N802 - gettext's own name for "mark, do not translate yet"
    """Mark `source` for the catalogue without translating it yet."""
    return source


def language() -> str:
    """Return the code of the language being spoken: `id` or `en`."""
    return _language.get()


def speak(code: str) -> None:
    """Speak `code` (one of LANGUAGES) from here on."""
    _language.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak `code` inside the block, and the language of before after it."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


def decimal_text(value: Decimal, places: int | None = None) -> str:
    """Write a number as people write it: `85,5` in Indonesian, `85.5` in English.

    `places` fixes the number of decimals; None shows those the number has.
    """
    plain = format(value, "f") if places is None else format(value, f".{places}f")
    if places is None and "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.replace(".", ",") if language() == "id" else plain


def fraction_text(value: Fraction | None, places: int | None = None) -> str:
    """Write an exact number with its places; without them, with at most four decimals."""
    if value is None:
        return ""
    scale = 10 ** (4 if places is None else places)
    scaled = abs(value) * scale
    half_up = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    number = Decimal(half_up if value >= 0 else -half_up) / scale
    return decimal_text(number, places)


def date_text(day: date) -> str:
    """Write a date in words: `17 Desember 2020`."""
    from babel.dates import format_date

    return format_date(day, "d MMMM y", locale=language())


def listing(items: list[str], most: int = 12) -> str:
    """Join items for a sentence; beyond `most` say how many more there are."""
    shown = ", ".join(items[:most])
    rest = len(items) - most
    return shown if rest <= 0 else _("{shown} and {rest} more").format(shown=shown, rest=rest)
