"""What a result says of itself follows from the rule, not from how the scores came out."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sinovik_sheets.model import Category, Criterion, Entry, EntryStatus, RoundingStep, Stage
from stage_results import competition, ranked

STAGE = Stage("T1", "Tahap", (Criterion("K1", "Nilai", Decimal(100)),), advance_per="kategori")
SCORES = {"A": {"J1": ["90"]}, "B": {"J1": ["80"]}}


@pytest.mark.parametrize("withdrawn", [False, True])
def test_a_withdrawal_does_not_take_the_cut_away(withdrawn: bool) -> None:  # noqa: FBT001
    status = EntryStatus.WITHDRAWN if withdrawn else None
    entries = [Entry("A", "A", category="KES", status=status), Entry("B", "B", category="PEN")]
    settled = competition(STAGE, SCORES, entries, ["KES", "PEN"])
    quotas = (Category("KES", "Kesehatan", quota=1), Category("PEN", "Pendidikan"))
    assert ranked(replace(settled, categories=quotas), SCORES).has_cut


@pytest.mark.parametrize(
    ("rounding", "weights", "places"),
    [
        ({RoundingStep.STAGE: 1}, {}, 1),
        ({RoundingStep.STAGE: 1}, {"T1": Decimal(100)}, None),
        ({RoundingStep.STAGE: 1, RoundingStep.FINAL: 3}, {"T1": Decimal(100)}, 3),
        ({}, {}, None),
    ],
)
def test_totals_are_shown_with_the_decimals_they_are_rounded_to(
    rounding: dict[RoundingStep, int], weights: dict[str, Decimal], places: int | None
) -> None:
    stage = replace(STAGE, rounding=rounding, final_weights=weights)
    assert ranked(competition(stage, SCORES), SCORES).places == places
