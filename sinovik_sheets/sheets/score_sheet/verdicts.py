"""The verdict on one score cell, decided by one table.

Every cell gets exactly one verdict. The tables are read from top to bottom;
the first line that fits decides, so graver lines stand above milder ones.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from sinovik_sheets.model import Criterion
from sinovik_sheets.problems import Rule
from sinovik_sheets.problems import scores as rules
from sinovik_sheets.scoring.exact import fifteen
from sinovik_sheets.sheets.cells import Cell, Kind, Style
from sinovik_sheets.sheets.reading.number_formats import Look, look_of, shown_places, shown_text
from sinovik_sheets.sheets.score_sheet.form import OWN_COMMENT
from sinovik_sheets.sheets.score_sheet.score_text import Reading, Says, plain_text, read_score_text
from sinovik_sheets.text import decimal_text

_OWN_FILLS = frozenset({"", "FFFFFF", "F8CBAD", "FFF2CC", "EDEDED"})
"""Fills our own sheets give to score cells: white, faulty, missing, locked."""
_OWN_FONTS = frozenset({"", "000000"})


class State(StrEnum):
    """The verdict on a cell; UNPLACED is an empty one where all places have been given."""

    ACCEPT = "accept"
    NOTE = "note"
    ASK = "ask"
    REJECT = "reject"
    MISSING = "missing"
    RECUSED = "recused"
    UNPLACED = "unplaced"


class Judged(NamedTuple):
    """A verdict: `value` is the score of ACCEPT and NOTE, the candidate of ASK, 0 of UNPLACED.

    `text` is the content as it stood, as a person would read it.
    """

    state: State
    value: Decimal | None = None
    rule: Rule | None = None
    text: str = ""
    details: Mapping[str, object] = {}


class Seen(NamedTuple):
    """A score cell with everything the tables look at."""

    cell: Cell
    criterion: Criterion
    comment: str
    merged: bool
    reading: Reading
    look: Look

    @property
    def number(self) -> Decimal | None:
        """The number the cell holds or could mean."""
        return self.reading.number

    @property
    def in_range(self) -> bool:
        """Whether that number lies on the scale."""
        number = self.reading.number
        return number is not None and (self.criterion.minimum <= number <= self.criterion.maximum)

    @property
    def is_number(self) -> bool:
        """Whether the cell holds a number, not text."""
        return self.cell.kind is Kind.NUMBER

    @property
    def unseen(self) -> bool:
        """Whether the font has the colour of the background, or nearly so."""
        style = self.cell.style
        return bool(style.font_colour) and _alike(style.font_colour, style.fill or "FFFFFF")

    @property
    def turned(self) -> bool:
        """Whether the program must have made a date or a time of what was typed."""
        return self.is_number and (
            self.look is Look.TIME or (self.look is Look.DATE and not self.in_range)
        )

    @property
    def off_step(self) -> bool:
        """Whether the number lies between the steps of the scale."""
        step, number = self.criterion.step, self.reading.number
        return (
            step is not None
            and number is not None
            and ((number - self.criterion.minimum) % step != 0)
        )

    @property
    def shown_rounded(self) -> bool:
        """Whether the cell shows fewer decimals than the number has."""
        number = self.reading.number
        return self.is_number and number is not None and _shown_rounded(number, self.cell.style)


Test = Callable[[Seen], bool]
_RGB = re.compile(r"[0-9A-Fa-f]{6}")
Table = tuple[tuple[Test, Rule], ...]
_TOO_CLOSE = 24
"""Two colours whose parts (0-255) all lie this near cannot be told apart in print."""


def _alike(one: str, other: str) -> bool:
    if not (_RGB.fullmatch(one) and _RGB.fullmatch(other)):
        return one == other
    parts = zip(bytes.fromhex(one), bytes.fromhex(other), strict=True)
    return all(abs(a - b) <= _TOO_CLOSE for a, b in parts)


def _says(kind: Says) -> Test:
    return lambda seen: not seen.is_number and seen.reading.says is kind


def _looks(look: Look) -> Test:
    return lambda seen: seen.is_number and seen.look is look


_OF_ANY_CELL: Table = (
    (lambda s: s.cell.formula, rules.FORMULA),
    (lambda s: s.cell.kind is Kind.ERROR, rules.ERROR_VALUE),
    (lambda s: s.cell.kind is Kind.BOOL, rules.TRUTH_VALUE),
    (lambda s: s.cell.partly_struck, rules.PARTLY_STRUCK),
    (lambda s: s.cell.disputed, rules.DISPUTED),
)
_OF_RECUSALS: Table = (
    *_OF_ANY_CELL,
    (lambda s: s.cell.style.struck or s.unseen, rules.ABSENCE_WORD),
)
_OF_SCORES: Table = (
    *_OF_ANY_CELL,
    (_says(Says.LETTER_O), rules.LETTER_O),
    (_says(Says.LETTER_L), rules.LETTER_L),
    (_says(Says.UNREADABLE), rules.NOT_A_NUMBER),
    (_looks(Look.LIES), rules.FORMAT_LIES),
    (_looks(Look.TIME), rules.BECAME_TIME),
    (lambda s: s.turned, rules.BECAME_DATE),
    (_says(Says.ABSENCE), rules.ABSENCE_WORD),
    (_says(Says.THOUSANDS), rules.THOUSANDS),
    (lambda s: not s.in_range, rules.OUT_OF_RANGE),
    (lambda s: s.merged, rules.MERGED),
    (lambda s: s.cell.style.struck, rules.STRUCK),
    (lambda s: s.unseen, rules.UNSEEN),
    (_looks(Look.HIDDEN), rules.HIDDEN_FORMAT),
    (_looks(Look.PERCENT), rules.PERCENT),
    (_says(Says.PERCENT), rules.PERCENT_TEXT),
    (_looks(Look.DATE), rules.DATE_FORMAT),
    (_looks(Look.FRACTION), rules.FRACTION),
    (_looks(Look.CURRENCY), rules.CURRENCY),
    (_looks(Look.STRANGE), rules.STRANGE_FORMAT),
    (_says(Says.OTHER_DIGITS), rules.OTHER_DIGITS),
    (_says(Says.CUT_OFF), rules.CUT_OFF),
    (lambda s: s.off_step, rules.OFF_STEP),
    (lambda s: not s.is_number, rules.TEXT_COMMA),
    (_looks(Look.SCIENTIFIC), rules.SCIENTIFIC),
    (lambda s: s.shown_rounded, rules.SHOWN_ROUNDED),
    (lambda s: s.cell.style.fill not in _OWN_FILLS, rules.COLOURED),
)

_STATES = {"reject": State.REJECT, "ask": State.ASK, "note": State.NOTE}


def judge(cell: Cell, criterion: Criterion, comment: str = "", *, merged: bool = False) -> Judged:
    """Return the verdict on a score cell of a criterion.

    `comment` is the cell comment, `merged` whether a merged area covers it.
    Whether a score is unusually low can only be seen beside the juror's
    other scores: `judge_low` decides that afterwards.
    """
    if cell.kind is Kind.NUMBER and not comment and not merged:
        quick = _plain_score(cell, criterion)
        if quick is not None:
            return quick
    return _judge_closely(cell, criterion, comment, merged=merged)


def _plain_score(cell: Cell, criterion: Criterion) -> Judged | None:
    """Accept the ordinary case without the tables: a plain number on the scale."""
    if cell.formula or cell.partly_struck or cell.disputed:
        return None
    number = _plain_number(cell.text, cell.style)
    if number is None or not criterion.minimum <= number <= criterion.maximum:
        return None
    if criterion.step is not None and (number - criterion.minimum) % criterion.step:
        return None
    return Judged(State.ACCEPT, number)


@lru_cache(maxsize=32_768)
def _plain_number(raw: str, style: Style) -> Decimal | None:
    """Return a number that looks as it is, None where its style needs a closer look."""
    if style.struck or style.font_colour not in _OWN_FONTS or style.fill not in _OWN_FILLS:
        return None
    number = fifteen(raw)
    plain = look_of(style.number_format, zero=number == 0) is Look.PLAIN
    return number if plain and not _shown_rounded(number, style) else None


def _shown_rounded(number: Decimal, style: Style) -> bool:
    places = shown_places(style.number_format)
    exponent = number.normalize().as_tuple().exponent
    return places is not None and isinstance(exponent, int) and -exponent > places


def _judge_closely(cell: Cell, criterion: Criterion, comment: str, *, merged: bool) -> Judged:
    number = cell.kind is Kind.NUMBER
    reading = Reading(Says.NUMBER, fifteen(cell.text)) if number else read_score_text(cell.text)
    look = look_of(cell.style.number_format, zero=number and reading.number == 0)
    seen = Seen(cell, criterion, comment, merged, reading, look)
    tables = {Says.NOTHING: _OF_ANY_CELL, Says.RECUSAL: _OF_RECUSALS}
    text = _as_seen(seen)
    for test, rule in tables.get(reading.says, _OF_SCORES):
        if test(seen):
            return Judged(_STATES[rule.verdict], reading.number, rule, text, _details(seen))
    if reading.says is Says.NOTHING:
        return _judge_blank(seen)
    if reading.says is Says.RECUSAL:
        return Judged(State.RECUSED, text=text.strip())
    return Judged(State.ACCEPT, reading.number, text=text)


def _judge_blank(seen: Seen) -> Judged:
    remark = "\n".join(
        line for line in seen.comment.splitlines() if not line.startswith(OWN_COMMENT)
    )
    if any(ch.isdigit() for ch in remark):
        return Judged(State.ASK, None, rules.SCORE_IN_COMMENT, plain_text(remark))
    return Judged(State.MISSING, rule=rules.MISSING)


def judge_low(judged: Judged, criterion: Criterion, median: Fraction) -> Judged:
    """Ask about a score of at most a tenth of the maximum, where it is unusual.

    It is where the juror's median on the criterion is above half of the maximum.
    """
    value = judged.value
    if judged.state not in (State.ACCEPT, State.NOTE) or value is None:
        return judged
    if value * 10 > criterion.maximum or median * 2 <= Fraction(criterion.maximum):
        return judged
    text = judged.text or decimal_text(value)
    return Judged(State.ASK, value, rules.LOW, text)


def _as_seen(seen: Seen) -> str:
    """Return the content as it stood: numbers as people write them, text as it is."""
    if not seen.is_number or seen.number is None:
        return seen.cell.text
    return shown_text(seen.number, seen.cell.style.number_format if seen.turned else "General")


def _details(seen: Seen) -> dict[str, object]:
    low, high = seen.criterion.minimum, seen.criterion.maximum
    details: dict[str, object] = {"scale": f"{decimal_text(low)}–{decimal_text(high)}"}
    if seen.number is not None:
        details["read"] = decimal_text(seen.number)
        readings = [seen.number * 100, seen.number] if seen.look is Look.PERCENT else [seen.number]
        on_scale = [decimal_text(number) for number in readings if low <= number <= high]
        details |= dict(zip(("candidate", "second"), on_scale, strict=False))
    if seen.criterion.step is not None:
        details["step"] = decimal_text(seen.criterion.step)
    return details
