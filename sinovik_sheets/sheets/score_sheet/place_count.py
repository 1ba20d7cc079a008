"""How many places a juror still has to give: counted here, and live in the workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sinovik_sheets.model import Criterion
from sinovik_sheets.sheets.cells import column_letters
from sinovik_sheets.sheets.score_sheet import form
from sinovik_sheets.sheets.score_sheet.sheet import WEIGHT_ROW, ScoreSheet
from sinovik_sheets.text import _

MOST_NAMED = 40
"""With more places than this their list would make too long a formula."""

Values = Sequence[Decimal | str]
"""What the score cells of a row hold, in the order of the criteria."""


@dataclass(frozen=True)
class PlaceCount:
    """The places of a table of points on one sheet, with the formulas that count them.

    `rows` maps entries to what their score cells hold.
    """

    sheet: ScoreSheet
    rows: Mapping[str, Values]

    @property
    def _recused(self) -> int:
        return sum(is_recused(values) for values in self.rows.values())

    @cached_property
    def to_give(self) -> int:
        """How many places there are to give on each criterion."""
        return min(self.sheet.places_to_give, len(self.sheet.entries) - self._recused)

    def lacking(self, criterion: Criterion) -> list[int]:
        """Return the places nobody has on a criterion."""
        position = self.sheet.stage.criteria.index(criterion)
        given = {values[position] for values in self.rows.values()}
        return [place for place in range(1, self.to_give + 1) if Decimal(place) not in given]

    @property
    def open(self) -> int:
        """How many places are lacking altogether."""
        return sum(len(self.lacking(criterion)) for criterion in self.sheet.stage.criteria)

    @property
    def to_give_cell(self) -> str:
        """The hidden cell that counts the places to give."""
        return f"${column_letters(self.sheet.columns[form.KEY_STATUS])}${WEIGHT_ROW}"

    @property
    def open_formula(self) -> str:
        """The formula, without =, of how many places are lacking altogether."""
        first, last = (column_letters(column) for column in self.sheet.score_columns)
        return f"SUM(${first}${WEIGHT_ROW}:${last}${WEIGHT_ROW})"

    @property
    def to_give_formula(self) -> str:
        """The formula of how many places there are to give on each criterion."""
        criteria = self.sheet.stage.criteria
        any_r = "+".join(f'({self.sheet.area(c)}="{form.RECUSED}")' for c in criteria)
        left = f"{len(self.sheet.entries)}-SUMPRODUCT(1*(({any_r})>0))"
        return f"=MIN({self.sheet.places_to_give},{left})"

    def lacking_formula(self, criterion: Criterion) -> str:
        """The formula of how many places are lacking on a criterion."""
        places = ",".join(map(str, range(1, self.sheet.places_to_give + 1)))
        found = f"ISNUMBER(MATCH({{{places}}},{self.sheet.area(criterion)},0))"
        return f"={self.to_give_cell}-SUMPRODUCT({found}*({{{places}}}<={self.to_give_cell}))"

    @property
    def progress(self) -> tuple[str, str]:
        """Formula and result of how many places are given."""
        whole = self.to_give * len(self.sheet.stage.criteria)
        live = f"{self.to_give_cell}*{len(self.sheet.stage.criteria)}"
        middle, tail = _(" of "), _(" places given")
        formula = f'=({live}-{self.open_formula})&"{middle}"&({live})&"{tail}"'
        return formula, f"{whole - self.open}{middle}{whole}{tail}"

    @property
    def named(self) -> tuple[str, str] | None:
        """Formula and result of which places are lacking; None where that would be too long."""
        criteria = self.sheet.stage.criteria
        if len(criteria) > 1 or self.sheet.places_to_give > MOST_NAMED:
            return None
        start, area = _("Lacking:"), self.sheet.area(criteria[0])
        parts = (
            f'IF(OR({place}>{self.to_give_cell},ISNUMBER(MATCH({place},{area},0))),""," {place}")'
            for place in range(1, self.sheet.places_to_give + 1)
        )
        text = " ".join([start, *map(str, self.lacking(criteria[0]))]) if self.open else ""
        return f'=IF({self.open_formula}=0,"","{start}"&{"&".join(parts)})', text


def is_recused(values: Values) -> bool:
    """Return whether R stands in one of the score cells of a row."""
    return any(str(value).strip().upper() == form.RECUSED for value in values)
