"""compare: what differs between two results of a stage, as hasil.json holds them."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from sinovik_sheets.problems import SinovikError
from sinovik_sheets.text import N_, _, decimal_text

MOST_DIGITS = 60
"""No total is longer; what is longer was not written by this program."""


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_number(value: object) -> bool:
    """Return whether this is a decimal written as text, of a size that a score can have."""
    try:
        number = Decimal(value) if isinstance(value, str) and len(value) <= MOST_DIGITS else None
    except InvalidOperation:
        return False
    return number is not None and number.is_finite() and abs(number.adjusted()) <= MOST_DIGITS


def _is_numbers(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_number, value.values()))


def _is_ruling(value: object) -> bool:
    kinds = {"place": _or_none(_is_count), "advances": _or_none(_is_flag), "reason": _is_text}
    return isinstance(value, dict) and all(
        field in value and fits(value[field]) for field, fits in kinds.items()
    )


def _or_none(fits: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: value is None or fits(value)


_HEAD = {
    "stage": (N_("stage"), _is_text),
    "method": (N_("method"), _is_text),
    "status": (N_("status"), _is_text),
}
_ENTRY = {
    "goes_on": (N_("goes on"), _or_none(_is_flag)),
    "settled_place": (N_("place"), _or_none(_is_count)),
    "plenary": (N_("plenary"), _or_none(_is_ruling)),
    "advances": (N_("goes on as computed"), _or_none(_is_flag)),
    "place": (N_("place as computed"), _or_none(_is_count)),
    "place_in_category": (N_("place in category"), _or_none(_is_count)),
    "total": (N_("total"), _or_none(_is_number)),
    "stage_total": (N_("stage total"), _or_none(_is_number)),
    "status_entry": (N_("status of the entry"), _is_text),
    "tied": (N_("shared place"), _is_flag),
    "decided_by": (N_("tie-break"), _is_text),
    "n": (N_("jurors counted"), _is_count),
    "recused": (N_("recused"), _is_count),
    "criteria": (N_("criteria"), _is_numbers),
    "category": (N_("category"), _is_text),
    "title": (N_("title"), _is_text),
    "unit": (N_("unit"), _is_text),
}
"""What is compared of an entry, the most important first; its word, and what it may be."""

_NUMBERS = frozenset({"total", "stage_total", "criteria"})
"""The fields that hold decimals as text."""


@dataclass(frozen=True)
class ResultFile:
    """A result as it was written: `head` by field, `entries` by code, best first."""

    name: str
    head: Mapping[str, Any]
    entries: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Change:
    """One field that differs: what it is in the first result and in the second."""

    field: str
    first: Any
    second: Any

    @property
    def word(self) -> str:
        """What people call the field, in the language being spoken."""
        return _((_HEAD | _ENTRY)[self.field][0])

    @property
    def sentence(self) -> str:
        """What the field was and is, in the language being spoken."""
        return f"{self.word}: {self._said(self.first)} → {self._said(self.second)}"

    def _said(self, value: Any) -> str:
        if value is None or value == "":
            return "–"
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, dict):
            return ", ".join(f"{self._part(key)} {self._said(v)}" for key, v in value.items())
        return decimal_text(Decimal(value)) if self.field in _NUMBERS else str(value)

    def _part(self, key: str) -> str:
        words = {"place": _("place"), "advances": _("goes on"), "reason": _("reason")}
        return words.get(key, key) if self.field == "plenary" else key

    def as_json(self) -> dict[str, Any]:
        """Return the shape inside `compare --json`."""
        return {"field": self.field, "a": self.first, "b": self.second}


@dataclass(frozen=True)
class EntryChange:
    """An entry in both results that differs; its changes come the most important first."""

    entry: str
    title: str
    changes: tuple[Change, ...]

    @property
    def fields(self) -> list[str]:
        """The fields that differ."""
        return [change.field for change in self.changes]


@dataclass(frozen=True)
class Comparison:
    """What differs between two results; entries the most important change first."""

    first: str
    second: str
    head: tuple[Change, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    changed: tuple[EntryChange, ...]
    compared: int

    @property
    def identical(self) -> bool:
        """Whether nothing differs."""
        return not (self.head or self.only_first or self.only_second or self.changed)

    @property
    def same_outcome(self) -> bool:
        """Whether the same entries hold the same places, and the same go on."""
        moved = {"goes_on", "settled_place"} & {f for entry in self.changed for f in entry.fields}
        return not (self.only_first or self.only_second or moved)

    @property
    def counts(self) -> dict[str, int]:
        """In how many entries each field differs; fields that differ nowhere are left out."""
        counted = Counter(field for entry in self.changed for field in entry.fields)
        return {field: counted[field] for field in _ENTRY if counted[field]}

    def as_json(self) -> dict[str, Any]:
        """Return the shape of `compare --json`."""
        return {
            "a": self.first,
            "b": self.second,
            "identical": self.identical,
            "differences": [change.as_json() for change in self.head],
            "only_a": list(self.only_first),
            "only_b": list(self.only_second),
            "changed": [
                {
                    "entry": entry.entry,
                    "title": entry.title,
                    "changes": [change.as_json() for change in entry.changes],
                }
                for entry in self.changed
            ],
            "counts": self.counts | {"compared": self.compared},
        }


def read_result(data: bytes, name: str) -> ResultFile:
    """Return the result in a hasil.json; SinovikError names the file and what is wrong."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise _not_a_result(name, _("it is not JSON")) from None
    if not isinstance(found, dict):
        raise _not_a_result(name, _("it holds no result"))
    _check(found, _HEAD, name, "")
    listed = found.get("entries")
    if not isinstance(listed, list):
        raise _not_a_result(name, _("“{field}” is missing or wrong").format(field="entries"))
    entries: dict[str, Mapping[str, Any]] = {}
    for number, entry in enumerate(listed, start=1):
        code = entry.get("entry") if isinstance(entry, dict) else None
        if not isinstance(code, str):
            wrong = _("entry {number} of the list has no code").format(number=number)
            raise _not_a_result(name, wrong)
        if code in entries:
            raise _not_a_result(name, _("{entry} comes twice").format(entry=code))
        _check(entry, _ENTRY, name, code)
        entries[code] = entry
    return ResultFile(name, {field: found[field] for field in _HEAD}, entries)


def _check(
    held: Mapping[str, Any],
    wanted: Mapping[str, tuple[str, Callable[[object], bool]]],
    name: str,
    entry: str,
) -> None:
    for field, (_word, fits) in wanted.items():
        if field not in held or not fits(held[field]):
            wrong = _("“{field}” is missing or wrong").format(field=field)
            raise _not_a_result(name, f"{entry}: {wrong}" if entry else wrong)


def _not_a_result(name: str, wrong: str) -> SinovikError:
    return SinovikError(
        _("{file} is no result of this program: {wrong}.").format(file=name, wrong=wrong),
        _("Take a hasil.json as “sinovik rank” writes it into 5_hasil, or restore it."),
    )


def compare(first: ResultFile, second: ResultFile) -> Comparison:
    """Return what differs; numbers are compared as numbers, everything else as it stands."""
    both = [code for code in second.entries if code in first.entries]
    changed = []
    for code in both:
        changes = tuple(_changes(first.entries[code], second.entries[code], _ENTRY))
        if changes:
            changed.append(EntryChange(code, second.entries[code]["title"], changes))
    order = list(_ENTRY)
    changed.sort(key=lambda entry: order.index(entry.fields[0]))
    return Comparison(
        first=first.name,
        second=second.name,
        head=tuple(_changes(first.head, second.head, _HEAD)),
        only_first=tuple(code for code in first.entries if code not in second.entries),
        only_second=tuple(code for code in second.entries if code not in first.entries),
        changed=tuple(changed),
        compared=len(both),
    )


def _changes(
    first: Mapping[str, Any], second: Mapping[str, Any], fields: Iterable[str]
) -> Iterator[Change]:
    for field in fields:
        if _comparable(field, first[field]) != _comparable(field, second[field]):
            yield Change(field, first[field], second[field])


def _comparable(field: str, value: Any) -> Any:
    """Return a value so that 80 and 80.0 are equal where numbers stand."""
    if value is None or field not in _NUMBERS:
        return value
    if isinstance(value, dict):
        return {key: Decimal(number) for key, number in value.items()}
    return Decimal(value)
