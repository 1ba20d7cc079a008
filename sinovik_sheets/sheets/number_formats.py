"""What a number format makes a person see, as far as it can mislead."""

import re
from enum import StrEnum
from functools import lru_cache


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


_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_BRACKETS = re.compile(r"\[([^\]]*)\]")
_PADDING = re.compile(r"_.|\*.")
_DIGITS = re.compile(r"-?[#0?.,]+")
_MONEY = re.compile(r"rp|idr|[$€£¥]", re.IGNORECASE)


@lru_cache(maxsize=1024)
def look_of(number_format: str) -> Look:
    """Classify a number format by its first section, the one scores meet.

    Formats are as Excel stores them (English letters); unknown ones are STRANGE.
    """
    if number_format in ("", "General", "@"):
        return Look.PLAIN
    section = number_format.split(";")[0]
    if not section.strip():
        return Look.HIDDEN
    literals = "".join(quoted or escaped for quoted, escaped in _QUOTED.findall(section))
    bare = _PADDING.sub("", _QUOTED.sub("", section))
    brackets = "".join(_BRACKETS.findall(bare))
    bare = _BRACKETS.sub("", bare).strip()
    if re.search(r"\d", literals):
        return Look.LIES
    if _MONEY.search(literals) or re.search(r"\$[^-]", brackets) or _MONEY.search(bare):
        return Look.CURRENCY
    if "%" in bare:
        return Look.PERCENT
    if re.search(r"E[+-]", bare):
        return Look.SCIENTIFIC
    if re.search(r"[dy]", bare, re.IGNORECASE) or re.fullmatch(r"[m/ .-]+", bare, re.IGNORECASE):
        return Look.DATE
    if re.search(r"[hs]", bare, re.IGNORECASE) or re.search(r"^[hms]+$", brackets, re.IGNORECASE):
        return Look.TIME
    if "/" in bare:
        return Look.FRACTION
    if bare in ("General", "GENERAL") or (_DIGITS.fullmatch(bare) and not literals.strip()):
        return Look.PLAIN
    return Look.STRANGE


def shown_places(number_format: str) -> int | None:
    """Return how many decimals a plain format shows, None where it shows all."""
    section = number_format.split(";")[0]
    if section in ("", "General", "@") or look_of(number_format) is not Look.PLAIN:
        return None
    _whole, point, decimals = section.partition(".")
    return len(re.sub(r"[^0#?]", "", decimals)) if point else 0
