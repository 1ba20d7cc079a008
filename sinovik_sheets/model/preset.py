"""What comes with the package: presets and tables of grades."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class PresetStatus(StrEnum):
    """Where a preset's numbers come from: a published rule, or our own proposal."""

    OFFICIAL = "official"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Preset:
    """A ready set of rows for kompetisi.xlsx, with its year, source and status.

    `tables` maps a sheet name to rows of column name to value; a number whose
    value nobody knows is left out, never guessed.
    """

    code: str
    title: str
    year: int
    source: str
    status: PresetStatus
    note: str
    tables: Mapping[str, tuple[Mapping[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade and the values it covers; `upper` always belongs to it."""

    label: str
    lower: Decimal
    upper: Decimal
    lower_inclusive: bool

    def covers(self, value: Decimal) -> bool:
        """Say whether the value lies within the bounds."""
        above = value >= self.lower if self.lower_inclusive else value > self.lower
        return above and value <= self.upper


@dataclass(frozen=True, slots=True)
class GradeTable:
    """A look-up table from an index value to its grade, such as that of SAKIP."""

    title: str
    year: int
    source: str
    status: PresetStatus
    grades: tuple[Grade, ...]

    def grade(self, value: Decimal) -> str:
        """Return the label of the grade that covers the value.

        ValueError when none does: outside the table, or with more decimals
        than the table is stated in. The value is never rounded here.
        """
        for grade in self.grades:
            if grade.covers(value):
                return grade.label
        raise ValueError(value)
