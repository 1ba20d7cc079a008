"""A second computation of results that shares nothing with the one it checks.

It works in whole numbers over common denominators and counts who is better instead
of sorting; the rules are those of `docs/cara_menghitung.md`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sinovik_sheets.model import RoundingStep, Stage
from sinovik_sheets.recount.jury import Rows, read, stage_totals
from sinovik_sheets.recount.placing import Place, going_on, places
from sinovik_sheets.recount.whole import (
    Ratio,
    ahead,
    blend,
    divided,
    fraction,
    rounded,
    unit,
    whole,
)


@dataclass(frozen=True, slots=True)
class Contestant:
    """An entry that takes part, with its category and group."""

    entry: str
    category: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What comes out for an entry; None and "" as in `Standing`."""

    entry: str
    stage_total: Fraction | None = None
    total: Fraction | None = None
    place: int | None = None
    place_in_category: int | None = None
    tied: bool = False
    decided_by: str = ""
    advances: bool | None = None


def recount(
    stage: Stage,
    rows: Rows,
    field: Sequence[Contestant],
    before: Mapping[tuple[str, str], Fraction],
    quotas: Mapping[str, int],
    elements: Mapping[str, str],
) -> list[Line]:
    """Compute the result of a stage again, one line a contestant, in their order.

    `rows` holds the counted scores by entry, juror and criterion; `before` the totals of
    earlier stages by (stage, entry); `quotas` the own numbers of the categories or groups
    where the cut is; `elements` what each juror's element is written as. Raises KeyError
    when a row lacks a criterion, ValueError when the method lacks what it needs.
    """
    ballots = read(stage, rows)
    by_jury = stage_totals(stage, ballots, elements)
    totals = {
        one.entry: total
        for one in field
        if (total := _total(stage, one.entry, by_jury.get(one.entry), before)) is not None
    }
    placed = places(stage, totals, ballots)
    within = _within_category(field, placed)
    rivals = {one.entry: _rivals(stage, one) for one in field}
    most = {
        name: quotas.get(name, stage.advance) if _divided(stage) else stage.advance
        for name in rivals.values()
    }
    on = going_on(stage, placed, rivals, most, totals)
    return [
        Line(
            entry=one.entry,
            stage_total=fraction(by_jury.get(one.entry)),
            total=totals.get(one.entry),
            place=placed[one.entry].ahead + 1 if one.entry in placed else None,
            place_in_category=within.get(one.entry),
            tied=one.entry in placed and placed[one.entry].shared_by > 1,
            decided_by=placed[one.entry].decided_by if one.entry in placed else "",
            advances=on.get(one.entry),
        )
        for one in field
    ]


def _total(
    stage: Stage, entry: str, own: Ratio | None, before: Mapping[tuple[str, str], Fraction]
) -> Fraction | None:
    """Return the total over the stages that `Bobot Akhir` names, or of this stage alone."""
    if own is None:
        return None
    total = own
    if stage.final_weights:
        of = unit(stage.final_weights.values())
        parts = []
        for code, weight in stage.final_weights.items():
            earlier = before.get((code, entry))
            if weight and code != stage.code and earlier is None:
                return None
            part = (
                own if code == stage.code else Ratio(*(earlier or Fraction(0)).as_integer_ratio())
            )
            parts.append((whole(weight, of), part))
        total = divided(blend(parts), 100 * of)
    return fraction(rounded(total, stage.rounding.get(RoundingStep.FINAL)))


def _within_category(field: Sequence[Contestant], placed: Mapping[str, Place]) -> dict[str, int]:
    """Count who of the same category is ahead."""
    category = {one.entry: one.category for one in field if one.entry in placed}
    better = {
        name: ahead(-placed[entry].ahead for entry, own in category.items() if own == name)
        for name in set(category.values())
    }
    return {entry: better[name][-placed[entry].ahead] + 1 for entry, name in category.items()}


def _divided(stage: Stage) -> bool:
    return stage.advance_per in {"kategori", "kelompok"}


def _rivals(stage: Stage, one: Contestant) -> str:
    """Return the field a contestant competes in for going on, "" for everyone's."""
    return {"kategori": one.category, "kelompok": one.group}.get(stage.advance_per, "")
