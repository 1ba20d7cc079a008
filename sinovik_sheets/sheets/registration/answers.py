"""The answers about one innovation, cell by cell: what they say, and what is odd about them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from sinovik_sheets.model import Category, Group
from sinovik_sheets.problems import Finding, Rule, Where
from sinovik_sheets.problems import registration_forms as rules
from sinovik_sheets.sheets.cells import Cell, Kind
from sinovik_sheets.sheets.registration import form
from sinovik_sheets.sheets.registration.days import DayOrder, is_day, is_unclear, read_day
from sinovik_sheets.sheets.registration.words import count_words
from sinovik_sheets.sheets.tables.foreign import seen_text
from sinovik_sheets.sheets.tables.table import closest, plain_name
from sinovik_sheets.sheets.tables.typed import read_date

EARLIEST_YEAR = 1990
MOST_CHARACTERS = 32_767
"""What a cell of Excel can hold."""
_TIMES_THE_LIMIT = 10
_PERSONAL = {form.PERSON, form.NIP, form.WHATSAPP, form.EMAIL}
_SHOWN = 80
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_OTHER_SPACES = str.maketrans(
    dict.fromkeys("\x85\u1680\u2000\u2001\u2004\u2005\u2006\u2007\u2008\u200a\u205f\u3000", " ")
    | dict.fromkeys("\u2028\u2029", "\n")
)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:T00:00:00)?")
_DAY = "%d/%m/%Y"
_CONFIRMED = {"ya", "y", "yes", "iya", "benar", "setuju", "true", "1", "v", "x"}
_CONFIRMING_SIGNS = "✓✔√☑☒🗸"
_DENIED = {"tidak", "no", "false", "0", "t", "belum"}


class Choices:
    """The categories or groups of a competition, as people may write them."""

    def __init__(self, things: Iterable[Category] | Iterable[Group]) -> None:
        self.texts: list[str] = []
        codes: dict[str, set[str]] = {}
        for thing in things:
            text = form.choice_text(thing.code, thing.name)
            self.texts.append(text)
            for written in (thing.code, thing.name, text):
                codes.setdefault(plain_name(written), set()).add(thing.code)
        self._codes = {
            written: min(found) for written, found in codes.items() if written and len(found) == 1
        }
        self._names = [written for thing in self.texts for written in (thing, *thing.split(" – "))]

    def code(self, text: str) -> str:
        """Return the code that a code, a name, or both together mean; empty when unclear."""
        return self._codes.get(plain_name(text), "")

    def suggestion(self, text: str) -> str:
        """Return the choice that was probably meant, or an empty text."""
        near = self.code(closest(text, self._names))
        return next((shown for shown in self.texts if near and self.code(shown) == near), "")


@lru_cache(maxsize=64)
def choices_of(things: tuple[Category, ...] | tuple[Group, ...]) -> Choices:
    """Return the choices; many forms of one competition share them."""
    return Choices(things)


def shown_text(cell: Cell) -> str:
    """Return a cell as a person sees it, with plain line breaks and no control characters.

    Rare spaces become plain ones, so that words are parted as in the form (see words.py).
    """
    text = seen_text(cell)
    if is_day(cell):
        day = read_date(text)
        return day.strftime(_DAY) if day else text
    if not text.isprintable():
        plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_OTHER_SPACES)
        text = _CONTROL.sub("", plain).strip()
    return text


@dataclass
class Answers:
    """What was read of one innovation so far; its getters note what is odd in `findings`.

    `labels` names the fields for people. A getter returns an empty text or None
    where the cell says nothing that can be taken; `written` keeps it as it stood.
    """

    where: Where
    labels: Mapping[str, str]
    written: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def report(
        self, rule: Rule, name: str, value: str = "", at: str = "", **details: object
    ) -> None:
        """Note a finding at the cell of a field, or at another; personal data are left out."""
        shown = value if len(value) <= _SHOWN else f"{value[: _SHOWN - 1]}…"
        told = "…" if name in _PERSONAL and value else shown
        where = replace(self.where, cell=at) if at else self.where.at(name)
        details |= {"column": self.labels.get(name, name)}
        self.findings.append(Finding(rule, where, value=told, details=details))

    def text(self, name: str, cell: Cell, word_limit: int | None = None) -> str:
        """Return the text of a cell, whole however long it is."""
        if cell.kind is Kind.ERROR:
            self.written[name] = cell.text
            self.report(rules.CELL_ERROR, name, cell.text)
            return ""
        text = shown_text(cell)
        if not text and cell.formula:
            self.report(rules.FORMULA_WITHOUT_VALUE, name)
        if cell.disputed:
            self.report(rules.READERS_DIFFER, name, text)
        if text:
            self.written[name] = text
            self._check_length(name, text, word_limit)
        return text

    def _check_length(self, name: str, text: str, word_limit: int | None) -> None:
        too_long = len(text) > MOST_CHARACTERS
        if word_limit and not too_long:
            most = word_limit * _TIMES_THE_LIMIT
            # Each word but the last takes up two characters at least.
            too_long = len(text) >= 2 * most and count_words(text) > most
        if too_long:
            self.report(rules.TEXT_TOO_LONG, name, str(len(text)))

    def day(self, name: str, cell: Cell, order: DayOrder = DayOrder.DAY_FIRST) -> date | None:
        """Return the day of a cell: `17 Desember 2020`, `17/12/2020`, `2020-12-17`, 44182.

        `order` is that of the cell's column; it holds for what was typed as text.
        """
        text = self.text(name, cell)
        if not text:
            return None
        if order is DayOrder.UNCLEAR and is_unclear(text):
            self.report(rules.UNCLEAR_DATE, name, text)
            return None
        day = read_day(text, DayOrder.DAY_FIRST if is_day(cell) else order)
        if day is None:
            self.report(rules.BAD_DATE, name, text)
            return None
        if _ISO_DAY.fullmatch(text):
            # This is how a day comes out of an .ods; the same day reads the same everywhere.
            self.written[name] = day.strftime(_DAY)
        if day.year < EARLIEST_YEAR:
            self.report(rules.IMPLAUSIBLE_DATE, name, text, earliest=EARLIEST_YEAR)
            return None
        return day

    def choice(self, name: str, cell: Cell, choices: Choices) -> str:
        """Return the code of the choice; the text itself where there is nothing to choose."""
        text = self.text(name, cell)
        if not text or not choices.texts:
            return text
        code = choices.code(text)
        if not code:
            suggestion = choices.suggestion(text)
            rule = rules.MISSPELT_CHOICE if suggestion else rules.BAD_CHOICE
            self.report(rule, name, text, choices="; ".join(choices.texts), suggestion=suggestion)
        return code

    def confirmed(self, name: str, cell: Cell) -> bool:
        """Return whether a statement is confirmed; only a clear yes is one."""
        text = self.text(name, cell)
        plain = plain_name(text)
        if plain in _CONFIRMED or (not plain and any(sign in text for sign in _CONFIRMING_SIGNS)):
            return True
        if text and plain not in _DENIED:
            self.report(rules.UNCLEAR_STATEMENT, name, text)
        return False


def is_filled(cell: Cell) -> bool:
    """Return whether people may have put something here, readable or not."""
    if cell.kind is Kind.TEXT:
        return bool(cell.text.strip())
    return cell.kind is not Kind.BLANK or cell.formula or cell.disputed
