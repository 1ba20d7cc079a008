"""What a number format makes a person see, as far as it can mislead."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from sinovik_sheets.text import date_text, decimal_text


class Look(StrEnum):
    """How a number looks under its format."""

    PLAIN = "plain"
    PERCENT = "percent"
    DATE = "date"
    TIME = "time"
    FRACTION = "fraction"
    CURRENCY = "currency"
    SCIENTIFIC = "scientific"
    HIDDEN = "hidden"
    LIES = "lies"
    STRANGE = "strange"


# Quoted, escaped, and the sign a `*` fills the cell with: all are shown as they are.
_LITERAL = re.compile(r'"([^"]*)"|[\\*](.)')
_BRACKETS = re.compile(r"\[([^\]]*)\]")
_PADDING = re.compile(r"_.")
_DIGITS = re.compile(r"[#0?,]*[#0?](?:\.[#0?]*)?")
_MONEY = r"rp|idr|[$€£¥]"


class _Section(NamedTuple):
    """One section of a format: what is shown as it is, what stands in brackets, the rest."""

    literals: str
    brackets: str
    bare: str

    @classmethod
    def of(cls, section: str) -> "_Section":
        literals = "".join(quoted or single for quoted, single in _LITERAL.findall(section))
        bare = _PADDING.sub("", _LITERAL.sub("", section))
        brackets = "".join(_BRACKETS.findall(bare))
        return cls(literals, brackets, _BRACKETS.sub("", bare).strip())

    @property
    def empty(self) -> bool:
        return not (self.literals or self.bare)

    @property
    def plain(self) -> bool:
        is_number = self.bare.upper() == "GENERAL" or _DIGITS.fullmatch(self.bare) is not None
        return is_number and not self.literals.strip()


def _has(part: str, pattern: str) -> Callable[[_Section], bool]:
    found = re.compile(pattern, re.IGNORECASE)
    return lambda section: found.search(getattr(section, part)) is not None


_LOOKS: tuple[tuple[Callable[[_Section], bool], Look], ...] = (
    (lambda section: section.empty, Look.HIDDEN),
    (_has("literals", r"\d"), Look.LIES),
    (_has("brackets", r"[<>=]"), Look.STRANGE),
    (_has("brackets", r"\$[^-]"), Look.CURRENCY),
    (_has("literals", _MONEY), Look.CURRENCY),
    (_has("bare", _MONEY), Look.CURRENCY),
    (_has("bare", r"%"), Look.PERCENT),
    (_has("bare", r"E[+-]"), Look.SCIENTIFIC),
    (lambda section: section.plain, Look.PLAIN),
    (_has("bare", r"[dy]|^[m/ .-]+$"), Look.DATE),
    (_has("bare", r"[hs]"), Look.TIME),
    (_has("brackets", r"^[hms]+$"), Look.TIME),
    (_has("bare", r"/"), Look.FRACTION),
)


@lru_cache(maxsize=1024)
def look_of(number_format: str, *, zero: bool = False) -> Look:
    """Classify a number format by its first section, the one scores meet.

    A zero meets the third section where there is one. Formats are as Excel
    stores them (English letters); unknown ones are STRANGE.
    """
    if number_format in ("", "General", "@"):
        return Look.PLAIN
    sections = number_format.split(";")
    section = _Section.of(sections[2 if zero and len(sections) > 2 else 0])
    return next((look for fits, look in _LOOKS if fits(section)), Look.STRANGE)


def shown_places(number_format: str) -> int | None:
    """Return how many decimals a plain format shows, None where it shows all."""
    section = number_format.partition(";")[0]
    if section in ("", "General", "@") or look_of(number_format) is not Look.PLAIN:
        return None
    _whole, point, decimals = section.partition(".")
    return len(re.sub(r"[^0#?]", "", decimals)) if point else 0


_EPOCH = datetime(1899, 12, 30)
_LAST_DAY = 2_958_465
_MOST_DIGITS = 15


def shown_text(number: Decimal, number_format: str) -> str:
    """Return a number as a person sees it: a day, a time of day, or a decimal.

    Days count from 1900 as Excel does; one too large to read is written as 1e+308.
    """
    look = look_of(number_format)
    if look in (Look.DATE, Look.TIME) and 0 <= number <= _LAST_DAY:
        moment = _EPOCH + timedelta(minutes=round(number * 1440))
        return date_text(moment.date()) if look is Look.DATE else format(moment, "%H:%M")
    if number.adjusted() >= _MOST_DIGITS:
        return format(float(number), ".15g")
    return decimal_text(number)
