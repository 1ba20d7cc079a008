"""explain: what a method made of the jurors' values stands between them and the total."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from sinovik_sheets.model import Aggregation, Criterion, Juror, Method, Stage
from sinovik_sheets.scoring.result import Absence
from sinovik_sheets.steps.explain import explain
from sinovik_sheets.text import speaking
from stage_results import Scores, competition, ranked

ONE = Stage("T1", "Penilaian", (Criterion("K1", "Kebaruan", Decimal(100)),), rounding={})
TABLE: Scores = {
    "A": {"J1": ["70"], "J2": ["80"], "J3": ["90"], "J4": ["97"]},
    "B": {"J1": ["60"], "J2": ["80"], "J3": ["80"], "J4": Absence.RECUSED},
}
PLACES: Scores = {
    "A": {"J1": ["1"], "J2": ["2"], "J3": Absence.RECUSED},
    "B": {"J1": ["2"], "J2": ["0"], "J3": ["1"]},
}
ELEMENTS = {"J1": "akademisi", "J2": "akademisi", "J3": "LSM", "J4": "birokrasi"}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def told(entry: str, scores: Scores = TABLE, **rule: Any) -> list[str]:
    """What is said of an entry, from the second sentence on; the first says place and total."""
    held = competition(replace(ONE, **rule), scores)
    jurors = tuple(Juror(j.code, j.name, ELEMENTS.get(j.code, "")) for j in held.jurors)
    held = replace(held, jurors=jurors)
    result = replace(ranked(held, scores), final=True)
    return list(explain(held, result, entry).sentences[1:])


def test_elements_are_told_with_mean_and_weight() -> None:
    weights = {"akademisi": Decimal(50), "LSM": Decimal(20), "birokrasi": Decimal(30)}
    rule: Mapping[str, Any] = {"method": Method.ELEMENT_WEIGHTS, "element_weights": weights}
    assert told("A", **rule) == [
        "Element akademisi: mean 75, weight 50 %.",
        "Element LSM: mean 90, weight 20 %.",
        "Element birokrasi: mean 97, weight 30 %.",
    ]
    assert told("B", **rule)[2] == (
        "Element birokrasi: no score counts; its weight goes to the others."
    )
    per_criterion = told("A", **rule, aggregation=Aggregation.PER_CRITERION)
    assert per_criterion[0] == "Element akademisi: mean K1 75, weight 50 %."


def test_trimmed_totals_are_named() -> None:
    trimmed: Mapping[str, Any] = {
        "method": Method.TRIMMED_MEAN,
        "trim": 1,
        "aggregation": Aggregation.PER_JUROR,
    }
    assert told("A", **trimmed) == ["Left out: the lowest J1 70; the highest J4 97."]
    assert told("B", **trimmed)[0] == "Too few scores to leave any out: all are averaged."


def test_values_that_were_moved_are_told() -> None:
    limited: dict[str, Any] = {
        "method": Method.LIMITED_MEAN,
        "limit": Decimal(10),
        "aggregation": Aggregation.PER_JUROR,
    }
    assert told("A", **limited) == [
        "Values that count other than given: J1 70 → 74.25, J4 97 → 94.25."
    ]
    assert told("A", **(limited | {"limit": Decimal(50)})) == [
        "Every value counts as it was given."
    ]
    per_criterion = told("A", **(limited | {"aggregation": Aggregation.PER_CRITERION}))
    assert "J1 K1 70 → 74.25" in per_criterion[0]


def test_places_are_told_with_their_points_and_the_whole_panel() -> None:
    table: Mapping[str, Any] = {
        "method": Method.PLACE_POINTS,
        "points": (Decimal(14), Decimal("7.5")),
    }
    assert told("A", PLACES, **table) == [
        "Points of the jurors: J1 14 (place 1), J2 7.5 (place 2).",
        "Their sum 21.5 is projected from 2 to 3 jurors.",
        "1 juror(s) recused.",
    ]
    assert told("B", PLACES, **table) == [
        "Points of the jurors: J1 7.5 (place 2), J2 0 (place –), J3 14 (place 1)."
    ]


def test_a_sum_of_places_needs_no_points() -> None:
    said = told("A", PLACES, method=Method.PLACE_POINTS)
    assert said[0] == "Places of the jurors: J1 1, J2 2."


def test_a_mean_needs_no_more_words() -> None:
    assert told("A") == []
