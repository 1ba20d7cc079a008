"""The heading of a table somebody else made: which row it is, what each column holds.

Headings are read without case, accents, bracketed remarks, numbering and polite
words ("1. Nama Unit / OPD Anda (wajib diisi) *"), and may take up two rows.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from sinovik_sheets.sheets.cells import Cell, Kind
from sinovik_sheets.sheets.tables.table import plain_name

HEADING_ROWS = 30
"""Rows from the top in which the heading is looked for."""

_POLITE = frozenset(
    (
        "anda", "diisi", "harap", "isi", "isikan", "masukkan", "mohon", "pilih", "saudara",
        "sebutkan", "silahkan", "silakan", "tulis", "tuliskan", "wajib",
    )
)  # fmt: skip
_LIKE = 0.8
"""A letter or two apart: "Catatan" is no misspelt "Kecamatan"."""
_EITHER = re.compile(r"/|\batau\b", re.IGNORECASE)
_REMARK = re.compile(r"\(.*?\)")
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}|[a-zA-Z])[.)]\s+")


@dataclass(frozen=True)
class Field:
    """What a column may hold: a name of ours, and the headings people give it, best first."""

    name: str
    aliases: tuple[str, ...]
    required: bool = False


@lru_cache(maxsize=4096)
def _readings(heading: str) -> tuple[str, ...]:
    """Return the plain names a heading may be read as, the most literal first."""
    words = re.findall(r"\w+", _NUMBERING.sub("", _REMARK.sub(" ", heading)))
    while words and words[-1].casefold() in _POLITE:
        words.pop()
    while words and words[0].casefold() in _POLITE:
        words.pop(0)
    return plain_name(heading), plain_name(" ".join(words))


class Names:
    """The fields by the plain names of their headings."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.fields = fields
        self._known: dict[str, tuple[str, int]] = {}
        for one in fields:
            for rank, alias in enumerate(one.aliases):
                self._known.setdefault(plain_name(alias), (one.name, rank))

    def of(self, heading: str) -> tuple[str, int] | None:
        """Return the field a heading names and the rank of that name, 0 the best."""
        for reading in _readings(heading):
            if reading in self._known:
                return self._known[reading]
        parts = [part for part in _EITHER.split(_REMARK.sub("", heading)) if part.strip()]
        if len(parts) < 2:
            return None
        named = [self.of(part) for part in parts]
        first = named[0]
        # "Unit / OPD" names one field twice; "Nama / NIP" names two and is not used.
        same = first and all(one is not None and one[0] == first[0] for one in named)
        return first if same else None

    def nearest(self, heading: str, absent: Sequence[str]) -> str:
        """Return the absent field whose name a heading resembles, or an empty text."""
        plain = {
            plain_name(alias): one.name
            for one in self.fields
            if one.name in absent
            for alias in one.aliases
        }
        found = get_close_matches(plain_name(heading), list(plain), n=1, cutoff=_LIKE)
        return plain[found[0]] if found else ""


@dataclass(frozen=True)
class Heading:
    """A possible heading: its last row, the headings by column, the columns by field."""

    row: int
    texts: Mapping[int, str]
    columns: Mapping[str, int]

    def rank(self, required: Sequence[str]) -> tuple[int, int, int]:
        """Return what the best heading has most of: fields, then required ones; then the upper."""
        present = sum(name in self.columns for name in required)
        return len(self.columns), present, -self.row


def _heading_texts(cells: Mapping[int, Cell]) -> dict[int, str]:
    return {
        column: " ".join(cell.text.split())
        for column, cell in cells.items()
        if cell.kind is Kind.TEXT and cell.text.strip()
    }


def _joined(upper: Mapping[int, str], lower: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    """Return by column how a heading of two rows may be read; the first is the one shown.

    A heading above stretches to the right as far as nothing stands beside it.
    """
    above = ""
    readings: dict[int, tuple[str, ...]] = {}
    for column in range(1, max((*upper, *lower), default=0) + 1):
        above = upper.get(column, above)
        below = lower.get(column, "")
        if below and above:
            readings[column] = (f"{above} {below}", f"{below} {above}", below)
        elif below or column in upper:
            readings[column] = (below or above,)
    return readings


def _assigned(names: Names, row: int, readings: Mapping[int, tuple[str, ...]]) -> Heading:
    """Give each field the column with the best of its names, the leftmost of equals."""
    best: dict[str, tuple[int, int, int]] = {}
    for column, texts in readings.items():
        for order, text in enumerate(texts):
            named = names.of(text)
            if named:
                name, rank = named
                best[name] = min(best.get(name, (order, rank, column)), (order, rank, column))
                break
    columns = {name: column for name, (_order, _rank, column) in best.items()}
    return Heading(row, {column: texts[0] for column, texts in readings.items()}, columns)


def find_heading(rows: Mapping[int, Mapping[int, Cell]], names: Names) -> Heading | None:
    """Return the row, or the two rows, that name most fields; one row goes before two."""
    required = [one.name for one in names.fields if one.required]
    texts = {row: _heading_texts(cells) for row, cells in rows.items() if row <= HEADING_ROWS}
    single = [
        _assigned(names, row, {column: (text,) for column, text in written.items()})
        for row, written in texts.items()
    ]
    double = [
        _assigned(names, row + 1, _joined(written, texts[row + 1]))
        for row, written in texts.items()
        if texts.get(row + 1) and len(texts[row + 1]) == len(rows[row + 1])
    ]
    best = max(single, key=lambda heading: heading.rank(required), default=None)
    for heading in double:
        if best and len(heading.columns) > len(best.columns):
            best = heading
    return best if best and best.columns else None
