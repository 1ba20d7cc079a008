"""Coefficients of agreement meet published examples."""

from pathlib import Path

import numpy as np
import pytest

from scoring.diagnostics.panels import NAN, reference
from sinovik_sheets.scoring.diagnostics.agreement import alpha, chi2_tail, icc, kendall
from sinovik_sheets.scoring.diagnostics.results import Concordance, Icc
from sinovik_sheets.scoring.diagnostics.thresholds import Colour, TooFew
from sinovik_sheets.scoring.diagnostics.variance import mean_squares, variance_components

SHROUT_FLEISS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]],
    dtype=float,
)


def test_shrout_and_fleiss_1979_to_six_decimals() -> None:
    squares = mean_squares(SHROUT_FLEISS)
    assert squares == pytest.approx((11.2416667, 32.4861111, 6.2638889, 1.0194444), abs=1e-6)
    found = icc(SHROUT_FLEISS)
    assert isinstance(found, Icc)
    six = [getattr(found, name) for name in Icc.__dataclass_fields__]
    expected = [0.165742, 0.289764, 0.714841, 0.442797, 0.620051, 0.909316]
    assert six == pytest.approx(expected, abs=1e-6)


def test_the_equivalent_for_incomplete_panels_is_the_same_where_nothing_is_missing() -> None:
    found, parts = icc(SHROUT_FLEISS), variance_components(SHROUT_FLEISS)
    assert isinstance(found, Icc)
    assert parts.reliability(4) == pytest.approx(found.icc2_k, abs=1e-12)
    assert parts.reliability(4, relative=True) == pytest.approx(found.icc3_k, abs=1e-12)


def test_kendall_with_ties_meets_the_published_figures(shared_data: Path) -> None:
    figures = reference(shared_data, "reference_coefficients")
    anxiety, zar = figures["kendall_irr_anxiety"], figures["kendall_zar"]
    for matrix, expected in (
        (np.array(anxiety["ratings_20_x_3"], dtype=float), anxiety),
        (np.array([zar["wing"], zar["tail"], zar["bill"]], dtype=float).T, zar),
    ):
        found = kendall(matrix)
        assert isinstance(found, Concordance)
        assert found.w == pytest.approx(expected["W_tie_corrected"], abs=1e-6)
        assert found.chi2 == pytest.approx(expected["chisq"], abs=1e-5)
        assert found.df == len(matrix) - 1
        assert found.p == pytest.approx(expected.get("p", found.p), abs=1e-6)


def test_kendall_without_ties_among_ten_projects(shared_data: Path) -> None:
    figures = reference(shared_data, "reference_coefficients")["kendall_no_ties"]["ten_projects"]
    ranks = np.array(figures["ranks_10_projects_x_4_judges"], dtype=float)
    found = kendall(ranks)
    assert isinstance(found, Concordance)
    # Published without the correction for the ties it has in fact: 12 S / (m2 (n3 - n)).
    assert 12 * figures["S"] / (16 * 990) == pytest.approx(figures["W"], abs=1e-6)
    assert found.w >= figures["W"]


@pytest.mark.parametrize("example", ["krippendorff_C", "krippendorff_wikipedia"])
def test_krippendorff_alpha_meets_the_published_figures(shared_data: Path, example: str) -> None:
    figures = reference(shared_data, "reference_coefficients")[example]
    data = next(value for name, value in figures.items() if name.startswith("data"))
    matrix = np.array([[NAN if x is None else x for x in row] for row in data], dtype=float).T
    assert alpha(matrix) == pytest.approx(figures["interval"], abs=1e-6)


@pytest.mark.parametrize(
    ("x", "df", "p"),
    [
        # Published critical values of chi-square.
        (3.841459, 1, 0.05),
        (5.991465, 2, 0.05),
        (7.814728, 3, 0.05),
        (30.14353, 19, 0.05),
        (18.30704, 10, 0.05),
        (10.82757, 1, 0.001),
        (0.0, 4, 1.0),
    ],
)
def test_the_tail_of_chi_square_meets_the_tables(x: float, df: int, p: float) -> None:
    assert chi2_tail(x, df) == pytest.approx(p, abs=1e-7)


def test_the_tail_of_chi_square_holds_for_thousands_of_entries() -> None:
    assert chi2_tail(2998.333, 2999) == pytest.approx(0.5, abs=1e-3)
    assert chi2_tail(30_000.0, 2999) == 0.0


def test_orders_that_agree_by_chance_alone_are_red() -> None:
    against = np.array([[1.0, 5.0, 3.0], [2, 4, 1], [3, 3, 5], [4, 2, 2], [5, 1, 4]])
    found = kendall(against)
    assert isinstance(found, Concordance)
    assert found.p > 0.05
    assert found.colour is Colour.RED


def test_only_entries_every_juror_scored_enter_the_concordance() -> None:
    wider = np.vstack([SHROUT_FLEISS, [[1.0, NAN, 9.0, 9.0]]])
    assert kendall(wider) == kendall(SHROUT_FLEISS)


def test_what_cannot_be_computed_says_what_it_lacks() -> None:
    assert icc(SHROUT_FLEISS[:4]) == TooFew(_words(icc(SHROUT_FLEISS[:4])), 5, 4)
    assert icc(SHROUT_FLEISS[:, :2]) == TooFew(_words(icc(SHROUT_FLEISS[:, :2])), 3, 2)
    equal = np.full((6, 3), 80.0)
    for found in (icc(equal), kendall(equal), alpha(equal)):
        assert found == TooFew(_words(found), 2, 1)


def _words(found: object) -> str:
    assert isinstance(found, TooFew)
    return found.source
