"""One juror's sheet of a stage as we make it: its columns, its rows, what is filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from sinovik_sheets.model import Competition, Criterion, Entry, Juror, Stage
from sinovik_sheets.sheets.cells import address, column_letters
from sinovik_sheets.sheets.score_sheet import form

KEY_ROW, WEIGHT_ROW, HEADING_ROW, FIRST_ROW = 7, 8, 9, 10
"""The rows of a sheet, counted from 1; the keys and weights are hidden."""

WIDTHS: Mapping[str, int] = {
    form.KEY_ID: 4,
    # No, Kode and Inovasi are frozen; wider than 30 they would hide the scores on a phone.
    form.KEY_NUMBER: 4,
    form.KEY_CODE: 9,
    form.KEY_TITLE: 17,
    form.KEY_UNIT: 22,
    form.KEY_CATEGORY: 14,
    form.KEY_TOTAL: 9,
    form.KEY_STATUS: 14,
    form.KEY_NOTE: 40,
}
CRITERION_WIDTH = 13


@dataclass(frozen=True)
class Filling:
    """What stands in a cell of a sheet made anew; `fault` says what is wrong with it."""

    value: Decimal | str
    fault: str = ""


@dataclass(frozen=True)
class Content:
    """What a juror's sheet already holds; all of it empty for a sheet sent out blank."""

    scores: Mapping[tuple[str, str], Filling] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    filled_by: str = ""
    missing_note: str = ""

    @property
    def faults(self) -> list[tuple[str, str, Filling]]:
        """The cells to mend as (entry, criterion, filling)."""
        return [(e, c, filling) for (e, c), filling in self.scores.items() if filling.fault]


@dataclass(frozen=True)
class ScoreSheet:
    """One juror's sheet of a stage: who, which entries, under which code.

    `issued_for` are the codes of all entries the sheet code stands for; `entries`
    are those of them that still take part and get a row. Rows and columns are
    numbered from 1, as people do.
    """

    competition: Competition
    stage: Stage
    juror: Juror
    entries: Sequence[Entry]
    code: str
    issued_for: Sequence[str]
    serial: int = 1

    @property
    def hidden_keys(self) -> set[str]:
        """The keys of the columns nobody needs to see."""
        return {form.KEY_ID} if self.competition.categories else {form.KEY_ID, form.KEY_CATEGORY}

    @cached_property
    def keys(self) -> list[str]:
        """The keys of all columns, from A on; places have no total."""
        criteria = [form.criterion_key(criterion.code) for criterion in self.stage.criteria]
        left_out = {form.KEY_TOTAL} if self.stage.takes_places else set()
        trailing = [key for key in form.TRAILING_KEYS if key not in left_out]
        return [*form.LEADING_KEYS, *criteria, *trailing]

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """The numbers of the columns by key."""
        return {key: number for number, key in enumerate(self.keys, start=1)}

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The numbers of the rows by entry code."""
        return {entry.code: row for row, entry in enumerate(self.entries, start=FIRST_ROW)}

    @property
    def last_row(self) -> int:
        """The last row of the table; a sheet without entries has one empty row."""
        return FIRST_ROW + max(len(self.entries), 1) - 1

    @property
    def score_columns(self) -> tuple[int, int]:
        """The first and the last column of scores."""
        first = len(form.LEADING_KEYS) + 1
        return first, first + len(self.stage.criteria) - 1

    def area(self, criterion: Criterion) -> str:
        """Return the score cells of a criterion, such as G$10:G$54."""
        column = column_letters(self.score_column(criterion))
        return f"{column}${FIRST_ROW}:{column}${self.last_row}"

    @property
    def places_to_give(self) -> int:
        """How many places of the table of points there is an entry for; 0 without a table."""
        return min(len(self.stage.points), len(self.entries))

    def score_column(self, criterion: Criterion) -> int:
        """Return the column of a criterion."""
        return self.columns[form.criterion_key(criterion.code)]

    def cell(self, entry: str, criterion: str) -> str:
        """Return the address of a score cell, such as G13."""
        return address(self.rows[entry], self.columns[form.criterion_key(criterion)])
