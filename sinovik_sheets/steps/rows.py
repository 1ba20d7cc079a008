"""Which row of a returned sheet belongs to which entry, and what is wrong with that.

The hidden id and the visible code of a row must say the same. Where only one
survived it is enough; where they differ nothing is guessed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from sinovik_sheets.model import Entry
from sinovik_sheets.problems import Finding, Rule, Where
from sinovik_sheets.problems import scores as rules
from sinovik_sheets.scoring.exact import fifteen
from sinovik_sheets.sheets.cells import Cell, Kind
from sinovik_sheets.sheets.reading.number_formats import Look, look_of, shown_text
from sinovik_sheets.sheets.score_sheet import form
from sinovik_sheets.sheets.score_sheet.reader import FoundSheet, ScoreRow
from sinovik_sheets.sheets.score_sheet.score_text import plain_text
from sinovik_sheets.sheets.tables.table import plain_name
from sinovik_sheets.sheets.tables.typed import cell_text


@dataclass
class MatchedRows:
    """Rows by entry code, the rules that hold a row back, and what was found."""

    rows: dict[str, ScoreRow] = field(default_factory=dict)
    held: dict[str, list[Rule]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def hold(self, entry: str, rule: Rule) -> None:
        """Hold the row of an entry back; every rule counts."""
        self.held.setdefault(entry, []).append(rule)


class _Codes:
    """Match written codes against the entries of a sheet, exactly or by form."""

    def __init__(self, entries: Iterable[str]) -> None:
        self.exact = set(entries)

    @cached_property
    def by_form(self) -> dict[str, list[str]]:
        """The codes by what is left when their form does not count."""
        codes: dict[str, list[str]] = {}
        for code in self.exact:
            codes.setdefault(_form(code), []).append(code)
        return codes

    def find(self, cell: Cell) -> tuple[str, bool]:
        """Return the entry a cell names (empty if none) and whether it does so exactly."""
        if cell.kind is Kind.TEXT and cell.text in self.exact:
            return cell.text, True
        if _is_date(cell) or cell.kind is Kind.BLANK:
            return "", False
        text = cell_text(cell)
        near = self.by_form.get(_form(text), [])
        return (near[0], False) if len(near) == 1 else ("", False)


class _Named(NamedTuple):
    """A row with the entries its hidden id and its visible code name."""

    row: ScoreRow
    by_id: str
    by_code: str
    exact: bool


Report = Callable[[Rule, str, str, str], None]
"""Takes a rule, the entry, the key of the column, and the value as it stood."""


def _form(code: str) -> str:
    """Return a code without what programs and people change: spaces, case, leading zeros."""
    plain = plain_text(code).casefold()
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"[\s\-_./]+", "-", plain)).strip("-")


def _is_date(cell: Cell) -> bool:
    return cell.kind is Kind.NUMBER and look_of(cell.style.number_format) is Look.DATE


def _as_written(cell: Cell) -> str:
    """Return a code as it stands: a number without `.0`, a date as one, text as it is."""
    if _is_date(cell):
        return shown_text(fifteen(cell.text), cell.style.number_format)
    return cell_text(cell) if cell.kind is Kind.NUMBER else cell.text


def match_rows(
    found: FoundSheet, issued: Iterable[str], entries: Mapping[str, Entry], file: str
) -> MatchedRows:
    """Assign the rows of a sheet to the entries it was issued for.

    `entries` are those that still take part; rows of the others are passed over.
    """
    matched = MatchedRows()
    codes = _Codes(issued)
    named = [_Named(row, codes.find(row.entry_id)[0], *codes.find(row.code)) for row in found.rows]
    visible = Counter(name.by_code for name in named)
    numbers: dict[str, list[int]] = {}
    for name in named:
        entry = name.by_id or name.by_code
        report = _reporter(matched, found, name.row, file)
        if not entry:
            _report_stranger(name.row, report)
        elif entry in entries:
            numbers.setdefault(entry, []).append(name.row.number)
            if entry not in matched.rows:
                matched.rows[entry] = name.row
                _check_code(matched, name, visible[name.by_code], report)
                if entry not in matched.held:
                    _check_labels(matched, name.row, entry, entries, report)
    for entry, where in numbers.items():
        if len(where) > 1:
            matched.hold(entry, rules.ROW_TWICE)
            report = _reporter(matched, found, matched.rows[entry], file)
            report(rules.ROW_TWICE, entry, form.KEY_CODE, ", ".join(map(str, where)))
    return matched


def _reporter(matched: MatchedRows, found: FoundSheet, row: ScoreRow, file: str) -> Report:
    def report(rule: Rule, entry: str, key: str, value: str) -> None:
        where = Where(file, found.grid.name, found.place(row.number, key))
        matched.findings.append(Finding(rule, where, entry=entry, value=value))

    return report


def _report_stranger(row: ScoreRow, report: Report) -> None:
    written = cell_text(row.code) or cell_text(row.entry_id)
    if written:
        report(rules.UNKNOWN_ROW, "", form.KEY_CODE, written)
    else:
        report(rules.ROW_WITHOUT_CODE, "", form.KEY_CODE, str(row.number))


def _check_code(matched: MatchedRows, name: _Named, times: int, report: Report) -> None:
    """Compare the visible code with the hidden id; `times` it stands in the sheet."""
    if name.exact and name.by_id in ("", name.by_code):
        return
    written = _as_written(name.row.code)
    if name.by_id in ("", name.by_code):
        report(rules.CODE_FORM, name.by_code, form.KEY_CODE, written)
    elif written.strip():
        swapped = name.by_code and times == 1
        rule = rules.ROWS_SWAPPED if swapped else rules.CODE_CHANGED
        matched.hold(name.by_id, rule)
        report(rule, name.by_id, form.KEY_CODE, written)


def _check_labels(
    matched: MatchedRows,
    row: ScoreRow,
    entry: str,
    entries: Mapping[str, Entry],
    report: Report,
) -> None:
    """Compare title and unit with ours; a title of another row may mean moved scores."""
    ours = entries[entry]
    if row.title.text == ours.title and row.unit.text == ours.unit:
        return
    title, unit = cell_text(row.title), cell_text(row.unit)
    if title and plain_name(title) != plain_name(ours.title):
        others = [e.code for e in entries.values() if plain_name(e.title) == plain_name(title)]
        if others:
            matched.hold(entry, rules.NAMES_SWAPPED)
            report(rules.NAMES_SWAPPED, entry, form.KEY_TITLE, others[0])
        else:
            report(rules.LABEL_EDITED, entry, form.KEY_TITLE, title)
    elif unit and plain_name(unit) != plain_name(ours.unit):
        report(rules.LABEL_EDITED, entry, form.KEY_UNIT, unit)
