"""One juror less, jurors drawn anew: who stays in the top."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.diagnostics.pandas_way import pandas_bootstrap
from scoring.diagnostics.panels import NAN, panel_of, simulated
from sinovik_sheets.scoring.diagnostics.matrix import tabulate
from sinovik_sheets.scoring.diagnostics.resampling import (
    NOBODY,
    bootstrap,
    competition_places,
    leave_one_out,
    plain_outcome,
    weighted_means,
)


def test_the_bootstrap_is_that_of_the_pandas_loop() -> None:
    random = np.random.Generator(np.random.PCG64(1))
    marks = simulated(random, 60, 6)[:, :, 0]
    totals = weighted_means(marks, None, fewer_is_better=False)
    found = bootstrap(totals, 6, 12, seed=5, rounds=200)
    plain = pandas_bootstrap(marks, 12, seed=5, rounds=200)
    assert found.chance.tolist() == plain["chance"].tolist()
    assert found.best.tolist() == plain["best"].tolist()
    assert found.worst.tolist() == plain["worst"].tolist()


def test_an_entry_none_of_the_drawn_jurors_scored_is_left_out_of_that_round() -> None:
    random = np.random.Generator(np.random.PCG64(2))
    marks = simulated(random, 30, 5)[:, :, 0]
    marks[random.random(marks.shape) < 0.6] = NAN
    marks = marks[~np.isnan(marks).all(axis=1)]
    totals = weighted_means(marks, None, fewer_is_better=False)
    found = bootstrap(totals, 5, 8, seed=5, rounds=300)
    plain = pandas_bootstrap(marks, 8, seed=5, rounds=300)
    assert found.chance == pytest.approx(plain["chance"].to_numpy())


def test_all_who_share_the_place_at_the_cut_are_in_the_top() -> None:
    panel = panel_of(np.array([[90.0] * 3, [80] * 3, [80] * 3, [70] * 3, [60] * 3]))
    table = tabulate(panel)
    totals = weighted_means(table.totals, None, fewer_is_better=False)
    top = plain_outcome(table, totals, 2)(None)
    assert sorted(top) == ["INO-0001", "INO-0002", "INO-0003"]
    found = bootstrap(totals, 3, 2, seed=1, rounds=50)
    assert found.chance.tolist() == [1, 1, 1, 0, 0]
    assert found.best.tolist() == found.worst.tolist() == [1, 2, 2, 4, 5]


def test_equal_means_of_unequal_numbers_of_scores_are_equal() -> None:
    """0.1 + 0.2 and 0.3 must share a place, whoever scored."""
    marks = np.array([[0.1, 0.2, NAN], [0.15, 0.15, 0.15], [0.3, 0.1, 0.05], [NAN, NAN, 0.15]])
    totals = weighted_means(marks, None, fewer_is_better=False)
    places = competition_places(totals(np.ones((1, 3), dtype=np.int64)))
    assert places.tolist() == [[1, 1, 1, 1]]


def test_means_are_rounded_half_up_before_they_are_ranked() -> None:
    marks = np.array([[80.01, 80.0], [80.01, 80.01], [80.0, 80.0]])
    totals = weighted_means(marks, 2, fewer_is_better=False)
    places = competition_places(totals(np.ones((1, 2), dtype=np.int64)))
    assert places.tolist() == [[1, 1, 3]]


def test_the_lowest_are_the_top_where_fewer_is_better() -> None:
    marks = np.array([[1.0, 2.0], [2, 1], [3, 3], [NAN, NAN]])
    totals = weighted_means(marks, None, fewer_is_better=True)(np.ones((1, 2), dtype=np.int64))
    assert competition_places(totals).tolist() == [[1, 1, 3, 0]]
    assert totals[0, 3] == NOBODY


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=40))
def test_a_place_is_one_more_than_those_above(worth: list[int]) -> None:
    places = competition_places(np.array([worth, worth[::-1]], dtype=np.int64))
    expected = [1 + sum(other > mine for other in worth) for mine in worth]
    assert places.tolist() == [expected, expected[::-1]]


def test_leaving_a_juror_out_is_exactly_what_the_outcome_says() -> None:
    asked: list[str | None] = []

    def outcome(excluded: str | None) -> set[str]:
        asked.append(excluded)
        return {"A", "B", "C"} if excluded == "J2" else {"A", "B"} if excluded else {"A", "D"}

    removals = leave_one_out(["J1", "J2"], outcome)
    assert asked == [None, "J1", "J2"]
    assert [(r.leaving, r.joining, r.changes) for r in removals] == [
        (("D",), ("B",), 1),
        (("D",), ("B", "C"), 2),
    ]


def test_plain_means_without_a_juror_are_those_of_the_panel_without_that_column() -> None:
    random = np.random.Generator(np.random.PCG64(6))
    marks = simulated(random, 25, 6)[:, :, 0]
    table = tabulate(panel_of(marks))
    totals = weighted_means(marks, None, fewer_is_better=False)
    outcome = plain_outcome(table, totals, 7)
    for column, juror in enumerate(table.jurors):
        rest = np.delete(marks, column, axis=1).mean(axis=1)
        higher = [int((rest > mine + 1e-9).sum()) for mine in rest]
        assert outcome(juror) == {e for e, n in zip(table.entries, higher, strict=True) if n < 7}
