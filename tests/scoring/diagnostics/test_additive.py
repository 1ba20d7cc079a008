"""Leniency and variance components: reference figures, and what must not matter."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.diagnostics.panels import NAN, Floats, reference, simulated
from sinovik_sheets.scoring.diagnostics.additive import additive, components
from sinovik_sheets.scoring.diagnostics.variance import variance_components


@pytest.fixture(scope="module")
def chopin_stage_1(shared_data: Path) -> Floats:
    path = shared_data / "panels" / "leniency_reference" / "chopin_stage1_long.csv"
    matrix = np.full((84, 17), NAN)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            matrix[int(row["e"]), int(row["j"])] = float(row["y"])
    return matrix


def test_leniency_is_that_of_lm(shared_data: Path, chopin_stage_1: Floats) -> None:
    figures = reference(shared_data, "leniency_reference")["chopin_stage1"]["lm_sum_contrasts"]
    fit = additive(chopin_stage_1)
    assert fit.jurors[:5] == pytest.approx(figures["juror_first5"], abs=1e-5)
    assert fit.entries[:5] == pytest.approx(figures["entry_first5"], abs=1e-5)
    assert fit.jurors.sum() == pytest.approx(0, abs=1e-9)


def test_variance_components_are_those_of_lme4(shared_data: Path, chopin_stage_1: Floats) -> None:
    figures = reference(shared_data, "leniency_reference")["chopin_stage1"]["lme4_REML"]
    found = variance_components(chopin_stage_1)
    expected = [figures[key] for key in ("mu", "var_entry", "var_juror", "var_resid")]
    assert [found.mean, found.entry, found.juror, found.residual] == pytest.approx(
        expected, abs=1e-4
    )


def test_components_of_an_incomplete_panel_are_near_what_made_it() -> None:
    random = np.random.Generator(np.random.PCG64(3))
    made = 75 + random.normal(0, 6, (3000, 1)) + random.normal(0, 4, (1, 60))
    made = made + random.normal(0, 5, made.shape)
    made[random.random(made.shape) < 0.9] = NAN
    found = variance_components(made[~np.isnan(made).all(axis=1)])
    assert found.entry == pytest.approx(36, rel=0.1)
    assert found.juror == pytest.approx(16, rel=0.5)
    assert found.residual == pytest.approx(25, rel=0.1)


def test_a_variance_that_is_not_there_is_zero_not_negative() -> None:
    random = np.random.Generator(np.random.PCG64(4))
    noise = random.normal(0, 5, (40, 6))
    noise[0, 0] = NAN
    found = variance_components(noise - np.nanmean(noise, axis=1, keepdims=True))
    assert found.entry == pytest.approx(0, abs=1e-6)
    assert found.reliability(6) == pytest.approx(0, abs=1e-6)


def test_scores_that_add_up_exactly_leave_no_residual() -> None:
    made = np.arange(8.0)[:, None] + np.array([0.0, 3.0, -1.0])
    made[2, 1] = NAN
    fit, found = additive(made), variance_components(made)
    assert fit.sd == 0
    assert np.isnan(fit.studentised).all()
    assert found.residual == 0
    assert fit.jurors - fit.jurors[0] == pytest.approx([0, 3, -1])


@given(st.integers(0, 2**32), st.integers(2, 12), st.integers(2, 6))
def test_a_complete_panel_gives_plain_means(seed: int, entries: int, jurors: int) -> None:
    marks = simulated(np.random.Generator(np.random.PCG64(seed)), entries, jurors)[:, :, 0]
    fit = additive(marks)
    assert fit.entries == pytest.approx(marks.mean(axis=1))
    assert fit.jurors == pytest.approx(marks.mean(axis=0) - marks.mean(), abs=1e-9)


@given(st.integers(0, 2**32))
def test_neither_order_nor_a_juror_who_is_kinder_matters(seed: int) -> None:
    random = np.random.Generator(np.random.PCG64(seed))
    marks = simulated(random, 12, 5)[:, :, 0]
    marks[random.random(marks.shape) < 0.3] = NAN
    marks[0], marks[:, 0] = 70.0, 80.0  # connected
    rows, columns = random.permutation(12), random.permutation(5)
    kinder = random.normal(0, 10, 5)
    plain, moved = additive(marks), additive((marks + kinder)[rows][:, columns])
    assert moved.residuals == pytest.approx(
        plain.residuals[rows][:, columns], abs=1e-8, nan_ok=True
    )
    lifted = plain.jurors + kinder - kinder.mean()
    assert moved.jurors == pytest.approx(lifted[columns], abs=1e-8)


def test_the_spread_of_a_residual_is_that_of_the_full_regression() -> None:
    random = np.random.Generator(np.random.PCG64(5))
    marks = simulated(random, 9, 4)[:, :, 0]
    marks[random.random(marks.shape) < 0.2] = NAN
    there = np.argwhere(~np.isnan(marks))
    dummies = np.zeros((len(there), 13))
    dummies[np.arange(len(there)), there[:, 0]] = 1
    dummies[np.arange(len(there)), 9 + there[:, 1]] = 1
    hat = dummies @ np.linalg.pinv(dummies)
    y = marks[~np.isnan(marks)]
    rest = y - hat @ y
    sd = np.sqrt(rest @ rest / (len(y) - 12))
    fit = additive(marks)
    assert fit.sd == pytest.approx(sd)
    with np.errstate(invalid="ignore", divide="ignore"):
        expected = rest / (sd * np.sqrt(1 - np.diag(hat)))
    free = 1 - np.diag(hat) > 1e-9
    assert fit.studentised[~np.isnan(marks)][free] == pytest.approx(expected[free])


def test_parts_that_share_no_juror_are_told_apart() -> None:
    there = np.zeros((6, 5), dtype=bool)
    there[0, [0, 1]] = there[1, [1, 2]] = there[2, 2] = True
    there[3:, [3, 4]] = True
    entries, jurors = components(there)
    assert entries.tolist() == [0, 0, 0, 1, 1, 1]
    assert jurors.tolist() == [0, 0, 0, 1, 1]
    marks = np.where(there, np.arange(30.0).reshape(6, 5) % 7, NAN)
    fit = additive(marks)
    assert fit.jurors[:3].sum() == pytest.approx(0, abs=1e-9)
    assert fit.jurors[3:].sum() == pytest.approx(0, abs=1e-9)
