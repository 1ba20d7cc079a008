"""A jury's element that favours a kind of unit is found; an honest one is left alone."""

import numpy as np
import pytest

from scoring.diagnostics.panels import NAN, panel_of, simulated
from sinovik_sheets.scoring.diagnostics.additive import additive
from sinovik_sheets.scoring.diagnostics.diagnosis import diagnose
from sinovik_sheets.scoring.diagnostics.favouritism import favouritism, holm
from sinovik_sheets.scoring.diagnostics.results import Favour
from sinovik_sheets.scoring.diagnostics.thresholds import Colour, TooFew
from sinovik_sheets.text import speaking

ELEMENTS = ["akademisi"] * 3 + ["birokrasi"] * 3 + ["LSM"] * 3
KINDS = ["desa", "OPD", "puskesmas", "SD"]


def test_holm_meets_a_worked_example() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []


def test_a_favoured_kind_is_found_with_its_points() -> None:
    random = np.random.Generator(np.random.PCG64(1))
    kinds = [KINDS[row % 4] for row in range(60)]
    marks = simulated(random, 60, 9)
    marks[1::4, 3:6] += 8
    found = diagnose(panel_of(marks, elements=ELEMENTS, kinds=kinds)).favours
    assert isinstance(found, tuple)
    first = found[0]
    assert (first.element, first.kind, first.n, first.colour) == (
        "birokrasi",
        "OPD",
        45,
        Colour.RED,
    )
    # 8 points less what entry and juror effects take of them: 8 x (1 - 1/3) x (1 - 1/4).
    assert first.points == pytest.approx(4, abs=1.2)
    assert first.sds > 0.5
    assert first.advice is not None
    with speaking("en"):
        assert first.advice.text().startswith("Jurors of the element birokrasi gave entries of OPD")


@pytest.mark.parametrize("missing", [0.0, 0.6])
def test_an_honest_jury_is_rarely_suspected(missing: float) -> None:
    coloured = 0
    for seed in range(60):
        random = np.random.Generator(np.random.PCG64(seed))
        marks = simulated(random, 40, 9)[:, :, 0]
        # A rough jury: now and then a score is far off.
        marks += 15 * (random.random(marks.shape) < 0.03)
        marks[random.random(marks.shape) < missing] = NAN
        marks = marks[~np.isnan(marks).all(axis=1)]
        kinds = random.choice(KINDS, len(marks)).tolist()
        pairs = favouritism(additive(marks).residuals, ELEMENTS, kinds, seed=seed, rounds=500)
        coloured += any(pair.p_holm < 0.01 for pair in pairs)
    assert coloured <= 2


def test_p_is_the_same_for_the_same_seed_and_close_to_it_for_another() -> None:
    random = np.random.Generator(np.random.PCG64(3))
    residuals = additive(simulated(random, 40, 9)[:, :, 0]).residuals
    kinds = [KINDS[row % 4] for row in range(40)]
    first, again, other = (favouritism(residuals, ELEMENTS, kinds, seed=seed) for seed in (1, 1, 2))
    assert first == again
    by_pair = {(pair.element, pair.kind): pair.p for pair in other}
    for pair in first:
        assert by_pair[pair.element, pair.kind] == pytest.approx(pair.p, abs=0.06)


def test_labels_left_blank_belong_to_no_pair() -> None:
    random = np.random.Generator(np.random.PCG64(4))
    elements = [*ELEMENTS[:-1], ""]
    kinds = ["", *[KINDS[row % 2] for row in range(29)]]
    found = diagnose(panel_of(simulated(random, 30, 9), elements=elements, kinds=kinds)).favours
    assert isinstance(found, tuple)
    assert {(f.element, f.kind): f.n for f in found} == {
        ("akademisi", "desa"): 45,
        ("akademisi", "OPD"): 42,
        ("birokrasi", "desa"): 45,
        ("birokrasi", "OPD"): 42,
        ("LSM", "desa"): 30,
        ("LSM", "OPD"): 28,
    }


def test_pairs_with_fewer_than_five_scores_are_left_out() -> None:
    random = np.random.Generator(np.random.PCG64(5))
    kinds = ["SD"] * 4 + ["desa"] * 16
    found = diagnose(
        panel_of(simulated(random, 20, 3), elements=["a", "b", "b"], kinds=kinds)
    ).favours
    assert isinstance(found, tuple)
    assert {(f.element, f.kind) for f in found} == {("a", "desa"), ("b", "desa"), ("b", "SD")}
    assert all(isinstance(f, Favour) for f in found)


@pytest.mark.parametrize(
    ("elements", "kinds", "needed", "there"),
    [
        (["a"] * 3, ["x", "y"] * 5, 2, 1),
        (["a", "b", "b"], ["x"] * 10, 2, 1),
        ([], [], 2, 0),
        (["a", "b", "c"], list("qwertyuiop"), 5, 1),
    ],
)
def test_without_pairs_the_reason_is_given(
    elements: list[str], kinds: list[str], needed: int, there: int
) -> None:
    random = np.random.Generator(np.random.PCG64(6))
    found = diagnose(panel_of(simulated(random, 10, 3), elements=elements, kinds=kinds)).favours
    assert isinstance(found, TooFew)
    assert (found.needed, found.there) == (needed, there)
