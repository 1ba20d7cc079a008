"""Tables with a row an entry: their columns, and how they are written."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from sinovik_sheets.model import Standing
from sinovik_sheets.sheets.results.content import Outcome
from sinovik_sheets.sheets.results.page import Page, Value, number_format
from sinovik_sheets.sheets.workbook import PALE

NO_PLACE = "–"
_CENTRED = {"align": "center"}
_MIDDLE = {"valign": "vcenter"}


@dataclass(frozen=True)
class Column:
    """A column of such a table; `width` is in characters."""

    name: str
    width: int
    value: Callable[[Outcome, Standing], Value]
    look: Mapping[str, Any] = field(default_factory=dict)


def _place(_outcome: Outcome, standing: Standing) -> Value:
    return NO_PLACE if standing.place is None else standing.settled_place


def _total(_outcome: Outcome, standing: Standing) -> Value:
    return None if standing.place is None else standing.total


def _official_code(outcome: Outcome, standing: Standing) -> Value:
    unit = outcome.competition.unit.get(standing.entry.unit_code)
    return unit.official_code if unit else ""


PLACE = Column("Peringkat", 10, _place, {**_CENTRED, "bold": True})
CODE = Column("Kode", 11, lambda _o, s: s.entry.code)
ENTRY = Column("Inovasi", 38, lambda _o, s: s.entry.title)
UNIT = Column("Unit", 26, lambda _o, s: s.entry.unit or s.entry.unit_code)
OFFICIAL_CODE = Column("Kode Resmi", 16, _official_code, {"num_format": "@"})
CATEGORY = Column("Kategori", 18, Outcome.category)
GROUP = Column("Kelompok", 12, Outcome.group)
STARTED = Column(
    "Mulai Diterapkan", 13, lambda _o, s: s.entry.started, {**_CENTRED, "num_format": "dd/mm/yyyy"}
)
INNOVATORS = Column("Inovator", 28, Outcome.innovators)
TOTAL = Column("Total", 9, _total, _CENTRED)
OUTCOME = Column("Predikat/Hasil", 16, Outcome.told)
TIER = Column("Predikat", 16, Outcome.tier)


def fields(outcome: Outcome) -> list[Column]:
    """Return the columns that say whom an entry competes with, where there are such."""
    category = [CATEGORY] if outcome.competition.categories else []
    return [*category, GROUP] if outcome.counts_per_group else category


def write_table(
    page: Page,
    outcome: Outcome,
    columns: Sequence[Column],
    standings: Sequence[Standing],
    marked: Collection[str] = (),
) -> None:
    """Write a heading row and a row an entry; those whose codes are `marked` stand out."""
    decimals = {"num_format": number_format(outcome.result.places)}
    page.headings([column.name for column in columns])
    for standing in standings:
        fill = {"bg_color": PALE} if standing.entry.code in marked else {}
        values = [column.value(outcome, standing) for column in columns]
        styles = [
            page.book.body(
                **{
                    **_MIDDLE,
                    **column.look,
                    **(decimals if isinstance(value, Fraction) else {}),
                    **fill,
                }
            )
            for column, value in zip(columns, values, strict=True)
        ]
        page.body(values, styles)
    page.next(6)
