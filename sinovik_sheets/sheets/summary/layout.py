"""Where everything stands in rekapitulasi.xlsx: sheets, rows, columns and live references.

Rows and columns count from 1, as in formulas. The entries stand in the same
row of Ringkasan, Nilai, Kriteria and Koreksi, so a formula reads along its row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from sinovik_sheets.model import (
    Aggregation,
    Competition,
    Criterion,
    Entry,
    Fate,
    Method,
    RoundingStep,
    Stage,
    Standing,
)
from sinovik_sheets.scoring.exact import round_half_up
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.scoring.sensitivity.scenarios import Diagnostics
from sinovik_sheets.sheets.cells import column_letters

RANKING, TOTALS, CRITERIA = "Ringkasan", "Nilai", "Kriteria"
PER_CATEGORY, CHARTS, PARAMETERS = "Per Kategori", "Grafik", "Parameter"
CORRECTIONS, NOT_SCORED, TRAIL = "Koreksi", "Tidak Menilai", "Jejak"
JURY, SENSITIVITY = "Diagnostik Juri", "Uji Kepekaan"

ELEMENT_ROW, BLOCK_ROW, WEIGHT_ROW, HEADING_ROW, FIRST_ROW = 5, 6, 7, 8, 9
CODE, TITLE = 1, 2
LEADING = 2

RULE_ROW = 5
LIMIT_ROW = RULE_ROW + 3
ROUNDING_ROW = LIMIT_ROW + 1
OWN_ROW = ROUNDING_ROW + len(RoundingStep)
"""The first row in Parameter of what a method has of its own: weights of elements, or points."""

UNROUNDED_FORMAT = "0.00##"
NOISELESS = 10
"""Decimals that hold every real difference and none of the noise of binary arithmetic."""


@dataclass(frozen=True)
class SummaryFacts:
    """What is printed beside the result: when, by which version, from which files.

    `files` are (path, SHA-256, fate, juror) of every file that came in. Without
    `diagnostics` there are no sheets about the jury.
    """

    made_on: date
    version: str
    files: Sequence[tuple[str, str, Fate, str]] = ()
    journal_head: str = ""
    diagnostics: Diagnostics | None = None


def cell(row: int, column: int, *, sheet: str = "", fixed_row: bool = False) -> str:
    """Return a reference such as `Kriteria!D$7`."""
    place = f"{column_letters(column)}{'$' if fixed_row else ''}{row}"
    return f"{sheet}!{place}" if sheet else place


def span(row: int, first: int, last: int, *, sheet: str = "") -> str:
    """Return a range along one row."""
    return f"{cell(row, first, sheet=sheet)}:{column_letters(last)}{row}"


def rounding_cell(step: RoundingStep) -> str:
    """Return the cell of Parameter that holds the decimals of a step."""
    return f"{PARAMETERS}!$B${ROUNDING_ROW + list(RoundingStep).index(step)}"


LIMIT_CELL = f"{PARAMETERS}!$B${LIMIT_ROW}"
PANEL_CELL = f"{PARAMETERS}!$B${OWN_ROW}"
"""How many jurors there are to whom a sum of places or points is projected."""


def element_cell(index: int) -> str:
    """Return the cell of Parameter that holds the weight of an element; they count from 0."""
    return f"{PARAMETERS}!$B${OWN_ROW + index}"


@dataclass(frozen=True)
class Plan:
    """One summary: the result, and the row and column of everything in it."""

    competition: Competition
    result: StageResult
    facts: SummaryFacts

    @property
    def stage(self) -> Stage:
        """The stage that was judged."""
        return self.result.stage

    @property
    def per_criterion(self) -> bool:
        """Whether the jurors are combined criterion by criterion."""
        return self.stage.aggregation is Aggregation.PER_CRITERION

    @property
    def limited(self) -> bool:
        """Whether scores far from the mean are corrected."""
        return self.stage.method is Method.LIMITED_MEAN

    @property
    def corrects(self) -> bool:
        """Whether values are turned into others before the jurors are combined."""
        return self.limited or self.stage.method.adjusts_jurors

    @property
    def connected(self) -> bool:
        """Whether the jurors can be compared, where the method needs that; else no places."""
        return not self.result.parts

    @cached_property
    def plenary_decided(self) -> bool:
        """Whether the plenary decided anything about an entry of the stage."""
        return any(standing.plenary for standing in self.result.standings)

    @property
    def elements(self) -> Sequence[str]:
        """The elements whose means are weighted; empty for other methods."""
        weighted = self.stage.method is Method.ELEMENT_WEIGHTS
        return tuple(self.stage.element_weights) if weighted else ()

    def element(self, juror: str) -> str:
        """Return the element a juror is counted in, "" for none."""
        known = self.competition.juror.get(juror)
        return self.stage.element_of(known.element) if known else ""

    @cached_property
    def panel_size(self) -> int:
        """How many jurors count anywhere in the stage."""
        return len({juror for rows in self.result.rows.values() for juror in rows})

    def point_table(self, column: str) -> str:
        """Return the places (column A) or the points (B) of the table in Parameter."""
        first, last = OWN_ROW + 1, OWN_ROW + len(self.stage.points)
        return f"{PARAMETERS}!${column}${first}:${column}${last}"

    @cached_property
    def jurors(self) -> tuple[str, ...]:
        """The panel; a juror who is no longer in it but whose scores count, after it."""
        panel = [juror.code for juror in self.competition.panel(self.stage)]
        counted = {juror for rows in self.result.rows.values() for juror in rows}
        return (*panel, *sorted(counted - set(panel)))

    @cached_property
    def rows(self) -> Sequence[tuple[int, Standing]]:
        """The row of every standing, on all four sheets."""
        return tuple(enumerate(self.result.standings, start=FIRST_ROW))

    @property
    def last_row(self) -> int:
        """The last row of entries; the first where there is none, so ranges stay ranges."""
        return max(FIRST_ROW, FIRST_ROW + len(self.result.standings) - 1)

    def down(self, column: int, *, sheet: str = "") -> str:
        """Return the range of a column over all entries."""
        letters = column_letters(column)
        place = f"${letters}${FIRST_ROW}:${letters}${self.last_row}"
        return f"{sheet}!{place}" if sheet else place

    def category(self, entry: Entry) -> str:
        """Return the name of an entry's category, its code where it has no name."""
        return self.competition.category_names.get(entry.category, entry.category)

    @cached_property
    def category_codes(self) -> Sequence[str]:
        """The categories in the order of kompetisi.xlsx, then others; empty where none is used."""
        used = {standing.entry.category for standing in self.result.standings}
        if not self.competition.categories and used <= {""}:
            return ()
        known = [category.code for category in self.competition.categories]
        return (*known, *sorted(used - set(known)))

    def juror_name(self, code: str) -> str:
        """Return the name of a juror, the code where nobody of that code is known."""
        juror = self.competition.juror.get(code)
        return juror.name if juror else code

    # What is combined over the jurors: a block per criterion, or one for their totals.

    @cached_property
    def blocks(self) -> Sequence[str]:
        """The codes of what is combined: the criteria, or "" for the jurors' totals."""
        return [c.code for c in self.stage.criteria] if self.per_criterion else [""]

    def values_of(self, row: int, block: int) -> str:
        """Return the range of what is combined, for use on any sheet."""
        return self.scores_of(row, block) if self.per_criterion else self.totals_of(row)

    def value_cell(self, row: int, block: int, juror: int) -> str:
        """Return one cell of `values_of`."""
        if self.per_criterion:
            return cell(row, self.score_column(block, juror), sheet=CRITERIA)
        return cell(row, self.juror_column(juror), sheet=TOTALS)

    def element_column(self, block: int, element: int = 0) -> int:
        """Return the column of an element's mean, on the sheet of what is combined."""
        if self.per_criterion:
            return self.score_column(block, len(self.jurors)) + element
        return self.mean_column + 1 + element

    # Kriteria: a block per criterion, a column per juror and the panel's value.

    @cached_property
    def block_width(self) -> int:
        """The columns of a criterion in Kriteria."""
        return len(self.jurors) + (len(self.elements) if self.per_criterion else 0) + 1

    def score_column(self, criterion: int, juror: int) -> int:
        """Return the column in Kriteria; both indexes count from 0."""
        return LEADING + criterion * self.block_width + juror + 1

    def panel_column(self, criterion: int) -> int:
        """Return the column in Kriteria of the panel's value of a criterion."""
        return LEADING + (criterion + 1) * self.block_width

    # Koreksi: the same blocks, before the jurors the mean where there is a limit around it.

    def corrected_column(self, block: int, juror: int) -> int:
        """Return the column in Koreksi of what a juror's value was turned into."""
        before = int(self.limited)
        return LEADING + block * (len(self.jurors) + before) + before + juror + 1

    # Nilai: a column per juror, then what the stage total is made from.

    def juror_column(self, juror: int) -> int:
        """Return the column in Nilai of a juror's totals; the index counts from 0."""
        return LEADING + juror + 1

    @cached_property
    def count_column(self) -> int:
        """The column in Nilai of the number of counted jurors."""
        return self.juror_column(len(self.jurors))

    @cached_property
    def mean_column(self) -> int:
        """The column in Nilai of the plain mean."""
        return self.count_column + 1

    @cached_property
    def corrected_mean_column(self) -> int | None:
        """The column in Nilai of the mean of corrected totals, where totals are corrected."""
        return self.mean_column + 1 if self.corrects and not self.per_criterion else None

    @cached_property
    def stage_column(self) -> int:
        """The column in Nilai of the stage total."""
        elements = 0 if self.per_criterion else len(self.elements)
        return (self.corrected_mean_column or self.mean_column) + elements + 1

    @cached_property
    def total_columns(self) -> Mapping[str, int]:
        """The columns in Nilai of all stages that make the total, by stage code."""
        others = [code for code in self.stage.final_weights if code != self.stage.code]
        return {self.stage.code: self.stage_column} | {
            code: self.stage_column + number for number, code in enumerate(others, start=1)
        }

    def totals_of(self, row: int) -> str:
        """Return the range of an entry's juror totals, for use on any sheet."""
        return span(row, self.juror_column(0), self.count_column - 1, sheet=TOTALS)

    def scores_of(self, row: int, criterion: int) -> str:
        """Return the range of an entry's scores on a criterion, for use on any sheet."""
        first = self.score_column(criterion, 0)
        return span(row, first, first + len(self.jurors) - 1, sheet=CRITERIA)

    def corrected_of(self, row: int, block: int) -> str:
        """Return the range of an entry's corrected values, for use on any sheet."""
        first = self.corrected_column(block, 0)
        return span(row, first, first + len(self.jurors) - 1, sheet=CORRECTIONS)

    # How numbers are computed and shown.

    def rounded(self, expression: str, step: RoundingStep) -> str:
        """Round a formula as the rule declares; leave it alone where it declares nothing."""
        if step not in self.stage.rounding:
            return expression
        return f"ROUND(ROUND({expression},{NOISELESS}),{rounding_cell(step)})"

    @property
    def total_step(self) -> RoundingStep | None:
        """The last declared rounding on the way to the total; None where it is not rounded."""
        if RoundingStep.FINAL in self.stage.rounding:
            return RoundingStep.FINAL
        whole = not self.stage.final_weights and RoundingStep.STAGE in self.stage.rounding
        return RoundingStep.STAGE if whole else None

    def shown_total(self, standing: Standing) -> Fraction | None:
        """Return the total as Ringkasan holds it: rounded as declared, else without noise."""
        if standing.total is None or self.total_step:
            return standing.total
        return round_half_up(standing.total, NOISELESS)

    def number_format(self, step: RoundingStep | None) -> str:
        """Return the format that shows the declared decimals of a step."""
        places = self.stage.rounding.get(step) if step else None
        if places is None:
            return UNROUNDED_FORMAT
        return "0." + "0" * places if places > 0 else "0"

    def score_format(self, criterion: Criterion) -> str:
        """Return the format that shows every decimal typed on a criterion.

        Where jurors give places, 0 means that they gave none.
        """
        if self.stage.takes_places:
            return '0;;"–"'
        places = max(
            (
                -exponent
                for rows in self.result.rows.values()
                for row in rows.values()
                if isinstance(exponent := row[criterion.code].as_tuple().exponent, int)
            ),
            default=0,
        )
        return "0." + "0" * places if places > 0 else "0"
