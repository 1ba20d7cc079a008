"""Which row of a returned sheet belongs to which entry, and what is wrong with that.

The hidden id and the visible code of a row must say the same. Where only one
survived it is enough; where they differ nothing is guessed.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sinovik_sheets.model import Entry
from sinovik_sheets.problems import Finding, Rule, Where
from sinovik_sheets.problems import scores as rules
from sinovik_sheets.sheets.cells import Cell, Kind, address
from sinovik_sheets.sheets.number_formats import Look, look_of
from sinovik_sheets.sheets.score_sheet_reader import FoundSheet, ScoreRow
from sinovik_sheets.sheets.score_text import plain_text
from sinovik_sheets.sheets.tables import plain_name
from sinovik_sheets.sheets.typed import cell_text


@dataclass
class MatchedRows:
    """Rows by entry code, the rule that holds a row back, and what was found."""

    rows: dict[str, ScoreRow] = field(default_factory=dict)
    held: dict[str, Rule] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


class _Codes:
    """Match written codes against the entries of a sheet, exactly or by form."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.exact = set(entries)
        self.by_form: dict[str, list[str]] = {}
        for code in entries:
            self.by_form.setdefault(_form(code), []).append(code)

    def find(self, cell: Cell) -> tuple[str, bool]:
        """Return the entry a cell names (empty if none) and whether it does so exactly."""
        text = cell_text(cell)
        if cell.kind is Kind.NUMBER and look_of(cell.style.number_format) is Look.DATE:
            return "", False
        if text in self.exact and cell.text == text:
            return text, True
        near = self.by_form.get(_form(text), [])
        return (near[0], False) if len(near) == 1 else ("", False)


def _form(code: str) -> str:
    """Return a code without what programs and people change: spaces, case, leading zeros."""
    plain = plain_text(code).casefold()
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"[\s\-_./]+", "-", plain)).strip("-")


def match_rows(found: FoundSheet, entries: Mapping[str, Entry], file: str) -> MatchedRows:
    """Assign the rows of a sheet to `entries` (those the sheet was issued for)."""
    matched = MatchedRows()
    codes = _Codes(entries)
    named = [(row, codes.find(row.entry_id), codes.find(row.code)) for row in found.rows]
    visible = Counter(code for _row, _id, (code, _exact) in named if code)
    seen: dict[str, list[int]] = {}
    for row, (id_code, _id_exact), (code, exact) in named:
        report = _reporter(matched, found, row, file)
        entry = id_code or code
        if not entry:
            written = cell_text(row.code) or cell_text(row.entry_id)
            if written:
                report(rules.UNKNOWN_ROW, written, "")
            else:
                report(rules.ROW_WITHOUT_CODE, str(row.number), "")
            continue
        seen.setdefault(entry, []).append(row.number)
        if entry in matched.rows:
            continue
        matched.rows[entry] = row
        written = cell_text(row.code)
        if id_code and code and id_code != code:
            rule = rules.ROWS_SWAPPED if visible[code] == 1 else rules.CODE_CHANGED
            matched.held[entry] = rule
            report(rule, written, entry)
        elif id_code and written and not code:
            matched.held[entry] = rules.CODE_CHANGED
            report(rules.CODE_CHANGED, row.code.text, entry)
        elif code and not exact:
            report(rules.CODE_FORM, row.code.text, entry)
        _check_labels(matched, row, entry, entries, report)
    for entry, numbers in seen.items():
        if len(numbers) > 1:
            matched.held[entry] = rules.ROW_TWICE
            report = _reporter(matched, found, matched.rows[entry], file)
            report(rules.ROW_TWICE, ", ".join(map(str, numbers)), entry)
    return matched


Report = Callable[[Rule, str, str], None]


def _reporter(matched: MatchedRows, found: FoundSheet, row: ScoreRow, file: str) -> Report:
    column = min(found.criteria.values(), default=1)

    def report(rule: Rule, value: str, entry: str) -> None:
        where = Where(file, found.grid.name, address(row.number, column))
        matched.findings.append(Finding(rule, where, entry=entry, value=value))

    return report


def _check_labels(
    matched: MatchedRows,
    row: ScoreRow,
    entry: str,
    entries: Mapping[str, Entry],
    report: Report,
) -> None:
    """Compare title and unit with ours; a title of another row may mean moved scores."""
    title, unit = cell_text(row.title), cell_text(row.unit)
    ours = entries[entry]
    if title and plain_name(title) != plain_name(ours.title):
        others = [e.code for e in entries.values() if plain_name(e.title) == plain_name(title)]
        if others:
            matched.held.setdefault(entry, rules.NAMES_SWAPPED)
            report(rules.NAMES_SWAPPED, others[0], entry)
        else:
            report(rules.LABEL_EDITED, title, entry)
    elif unit and plain_name(unit) != plain_name(ours.unit):
        report(rules.LABEL_EDITED, unit, entry)
