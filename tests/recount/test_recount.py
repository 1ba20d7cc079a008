"""Two computations that share nothing agree on every figure; a planted mistake is found."""

import random
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recount.contests import Contest, contests
from sinovik_sheets.model import Criterion, Method, Stage
from sinovik_sheets.scoring import aggregate, methods, ranking
from sinovik_sheets.scoring.methods import METHODS, Combined
from sinovik_sheets.steps.recheck import recheck
from stage_results import competition

STAGE = Stage(
    "T1",
    "Tahap 1",
    (Criterion("K1", "Kebaruan", Decimal(60)), Criterion("K2", "Dampak", Decimal(40))),
    advance=2,
)
SCORES = {
    "A": {"J1": ("80", "90"), "J2": ("85", "80"), "J3": ("90", "70")},
    "B": {"J1": ("90", "75"), "J2": ("85", "80")},
    "C": {"J1": ("70", "95"), "J2": ("95", "70"), "J3": ("84", "84")},
    "D": {"J1": ("75", "85"), "J2": ("80", "70"), "J3": ("85", "80.025")},
}
"""The worked example of the documentation; one score of D makes a total end in a half."""


def contest(stage: Stage = STAGE, scores: Mapping[str, Any] = SCORES) -> Contest:
    return Contest(competition(stage, scores), dict(scores))


@pytest.mark.parametrize("method", Method)
@given(data=st.data())
@settings(max_examples=120, deadline=None)
def test_both_computations_agree(method: Method, data: st.DataObject) -> None:
    invented = data.draw(contests(method))
    assert recheck(invented.competition, invented.result()) == []


@pytest.mark.parametrize(
    ("change", "column", "ours", "second"),
    [
        ({"total": Fraction("83.51")}, "Total", "83,51", "83,5"),
        ({"total": Fraction(167, 2) + Fraction(1, 10**12)}, "Total", None, "83,5"),
        ({"stage_total": None}, "Total tahap", "-", "83,5"),
        ({"place": 2}, "Peringkat", "2", "1"),
        ({"place_in_category": 2}, "Peringkat kategori", "2", "1"),
        ({"tied": True}, "Seri", "ya", "tidak"),
        ({"decided_by": "kriteria:K1"}, "Penentu seri", "kriteria:K1", "-"),
        ({"advances": False}, "Lolos", "tidak", "ya"),
        ({"advances": None}, "Lolos", "-", "ya"),
    ],
    ids=str,
)
def test_one_changed_figure_is_one_finding(
    change: dict[str, Any], column: str, ours: str | None, second: str
) -> None:
    held = contest()
    result = held.result()
    first, *others = result.standings
    (finding,) = recheck(
        held.competition, replace(result, standings=(replace(first, **change), *others))
    )
    assert (finding.rule.code, finding.entry) == ("recount-differs", "B")
    assert (finding.details["column"], finding.details["second"]) == (column, second)
    assert finding.value == ours if ours else finding.value != second
    assert finding.message
    assert finding.fix


def test_a_lost_line_and_a_doubled_one_are_found() -> None:
    held = contest()
    result = held.result()
    first, second, *others = result.standings
    changed = replace(result, standings=(first, first, *others))
    found = {f.entry: (f.value, f.details["column"]) for f in recheck(held.competition, changed)}
    assert found == {"B": ("2", "Inovasi"), second.entry.code: ("0", "Inovasi")}


def half_to_even(value: Fraction, places: int | None) -> Fraction:
    if places is None:
        return Fraction(value)
    exact = Decimal(value.numerator) / value.denominator
    return Fraction(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN))


def with_float_sums(values: Mapping[str, Fraction], *_rule: object) -> Combined:
    return Combined(Fraction(sum(float(value) for value in values.values()) / len(values)))


WRONG: list[Callable[[pytest.MonkeyPatch], None]] = [
    lambda patch: patch.setattr(aggregate, "round_half_up", half_to_even),
    lambda patch: patch.setitem(METHODS, Method.MEAN, methods._median),  # noqa: SLF001
    lambda patch: patch.setattr(aggregate, "mean", max),
    lambda patch: patch.setattr(ranking, "_ladder", lambda _stage: []),
    lambda patch: patch.setattr(ranking, "better_sign", lambda _stage: -1),
    lambda patch: patch.setattr(ranking, "bisect_right", bisect_left),
]


@pytest.mark.parametrize("plant", WRONG)
def test_a_mistake_planted_in_the_scoring_is_found(
    plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    tied = {**SCORES, "E": SCORES["A"], "F": {"J1": ("80", "85.025")}}
    cut = replace(STAGE, advance=3, minimum_score=Decimal(80))
    held = contest(cut, {**tied, "G": {"J1": ("80", "85.0125")}})
    assert recheck(held.competition, held.result()) == []
    plant(monkeypatch)
    assert recheck(held.competition, held.result()) != []


def test_sums_of_floats_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    held = contest(replace(STAGE, rounding={}), {"A": {"J1": ("0.1", "0.1"), "J2": ("0.2", "0.2")}})
    monkeypatch.setitem(METHODS, Method.MEAN, with_float_sums)
    columns = [finding.details["column"] for finding in recheck(held.competition, held.result())]
    assert columns == ["Total tahap", "Total"]


@pytest.mark.parametrize("method", [Method.MEAN, Method.LENIENCY, Method.Z_SCORE])
def test_three_thousand_entries_full_of_ties_agree_soon(method: Method) -> None:
    chance = random.Random(20271117)  # noqa: S311 - test data, no secret
    weights = (15, 25, 20, 30, 10)
    criteria = tuple(Criterion(f"K{n}", f"K{n}", Decimal(w)) for n, w in enumerate(weights, 1))
    scores = {
        f"INO-{number:04d}": {
            f"J{juror}": [str(chance.randint(70, 80)) for _weight in weights] for juror in range(9)
        }
        for number in range(3_000)
    }
    held = contest(Stage("T1", "Tahap 1", criteria, method=method, advance=100), scores)
    result = held.result()
    if method is Method.MEAN:
        assert sum(bool(standing.decided_by) for standing in result.standings) > 2_000
    start = perf_counter()
    assert recheck(held.competition, result) == []
    assert perf_counter() - start < 20  # about 2 s where nothing else runs
