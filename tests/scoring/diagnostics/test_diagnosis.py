"""The front door: one panel in, everything out, and never an exception."""

import re
import string
import subprocess
import sys
import warnings
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from scoring.diagnostics.panels import NAN, Floats, panel_of, simulated
from sinovik_sheets.scoring.diagnostics import thresholds, words
from sinovik_sheets.scoring.diagnostics.diagnosis import Draws, diagnose
from sinovik_sheets.scoring.diagnostics.results import Advice, Diagnosis
from sinovik_sheets.scoring.diagnostics.thresholds import Colour, Reading, TooFew, Zone
from sinovik_sheets.text import speaking

FEW = Draws(bootstrap=20, permutations=20)


@pytest.fixture
def marks() -> Floats:
    return simulated(np.random.Generator(np.random.PCG64(12)), 24, 7, 2)


def test_the_same_seed_gives_the_same_diagnosis(marks: Floats) -> None:
    panel = panel_of(marks, top=6, elements=list("aabbccc"), kinds=["x", "y", "z"] * 8)
    assert diagnose(panel, seed=3) == diagnose(panel, seed=3)
    one, other = diagnose(panel, seed=3), diagnose(panel, seed=4)
    assert one.chances != other.chances
    assert replace(one, seed=0, chances=(), favours=()) == replace(
        other, seed=0, chances=(), favours=()
    )


def test_a_safe_a_grey_and_a_lost_entry(marks: Floats) -> None:
    marks[0], marks[1] = 99, 10
    found = diagnose(panel_of(marks, top=6))
    assert isinstance(found.chances, tuple)
    assert [c.entry for c in found.chances] == [f"INO-{n:04}" for n in range(1, 25)]
    first, last = found.chances[:2]
    assert (first.chance, first.best, first.worst, first.zone) == (1, 1, 1, Zone.SAFE)
    assert (last.chance, last.best, last.worst, last.zone) == (0, 24, 24, Zone.OUT)
    grey = [c for c in found.chances if c.zone is Zone.GREY]
    assert grey
    assert all(c.advice for c in grey)
    assert all(c.best <= c.worst for c in found.chances)


def test_the_jury_is_judged_by_its_joint_scores(marks: Floats) -> None:
    agreement = diagnose(panel_of(marks)).agreement
    assert agreement.reliability.colour is Colour.GREEN
    assert {agreement.relative.colour, agreement.alpha.colour, agreement.halo.colour} == {None}
    with speaking("en"):
        texts = [advice.text() for advice in agreement.advice]
    value = format(agreement.reliability.number, ".2f")
    assert texts[0].startswith(f"Reliability of the jury's joint scores: {value} (good).")
    assert texts[1].endswith("not by chance (p < 0.001).")


def test_scores_at_random_are_red() -> None:
    random = np.random.Generator(np.random.PCG64(13))
    agreement = diagnose(panel_of(random.integers(50, 100, (30, 5)).astype(float))).agreement
    assert agreement.reliability.colour is Colour.RED
    with speaking("en"):
        assert "should be discussed in the plenary" in agreement.advice[0].text()


def test_who_goes_on_may_be_decided_by_any_method(marks: Floats) -> None:
    panel = panel_of(marks, top=3)

    def outcome(excluded: str | None) -> set[str]:
        return {"INO-0001", "INO-0002", "INO-0009" if excluded == "J04" else "INO-0003"}

    found = diagnose(panel, outcome=outcome, draws=FEW)
    assert [row.removal.value for row in found.jurors] == [0, 0, 0, 1, 0, 0, 0]
    removed = found.jurors[3].removed
    assert removed is not None
    assert (removed.leaving, removed.joining) == (("INO-0003",), ("INO-0009",))


def test_without_a_cut_nothing_is_said_about_the_top(marks: Floats) -> None:
    for top in (None, 0, 24, 99):
        found = diagnose(panel_of(marks, top=top), draws=FEW)
        assert isinstance(found.chances, TooFew)
        assert all(isinstance(row.removal.value, TooFew) for row in found.jurors)


@pytest.mark.parametrize(("shape", "needed", "there"), [((4, 6), 5, 4), ((30, 2), 3, 2)])
def test_too_small_a_panel_has_a_design_and_a_reason(
    shape: tuple[int, int], needed: int, there: int
) -> None:
    found = diagnose(panel_of(np.arange(120.0)[: shape[0] * shape[1]].reshape(shape), top=2))
    assert found.too_few is not None
    assert (found.too_few.needed, found.too_few.there) == (needed, there)
    assert found.agreement.reliability == Reading(found.too_few)
    assert not found.jurors
    assert not found.far_cells
    assert len(found.design.entries) == shape[0]
    with speaking("en"):
        assert f"at least {needed} " in found.too_few.text()


def test_entries_with_few_scores_are_named(marks: Floats) -> None:
    marks[3, 1:] = NAN
    marks[4, 2:] = NAN
    marks[5] = NAN
    design = diagnose(panel_of(marks, top=6), draws=FEW).design
    assert [(e.n, e.colour) for e in design.entries[2:6]] == [
        (7, Colour.GREEN),
        (1, Colour.RED),
        (2, Colour.YELLOW),
        (0, Colour.RED),
    ]
    assert design.connected
    assert not design.complete
    assert design.colour is Colour.RED


def test_a_jury_in_two_groups_is_said_to_be(marks: Floats) -> None:
    marks[:12, :3] = NAN
    marks[12:, 3:] = NAN
    found = diagnose(panel_of(marks, top=6), draws=FEW)
    assert [(len(c.entries), len(c.jurors)) for c in found.design.components] == [(12, 3), (12, 4)]
    assert {entry.colour for entry in found.design.entries} == {Colour.RED}
    with speaking("en"):
        assert found.design.advice[0].text().startswith("The jury falls into 2 groups")


def advices(found: Diagnosis) -> list[Advice]:
    favours = found.favours if isinstance(found.favours, tuple) else ()
    chances = found.chances if isinstance(found.chances, tuple) else ()
    single = [cell.advice for cell in found.far_cells]
    single += [favour.advice for favour in favours if favour.advice]
    single += [chance.advice for chance in chances if chance.advice]
    single += [entry.advice for entry in found.design.entries if entry.advice]
    groups = [found.agreement.advice, found.design.advice, *(row.advice for row in found.jurors)]
    return [a for group in groups for a in group] + single


_MARKS = st.sampled_from([NAN, 0.0, 1.0, 5.0, 55.5, 80.0, 80.0, 81.0, 100.0])


@given(
    st.tuples(st.integers(1, 14), st.integers(1, 6), st.integers(1, 3)).flatmap(
        lambda shape: arrays.arrays(np.float64, shape, elements=_MARKS)
    ),
    st.integers(0, 6),
)
def test_no_panel_breaks_it_and_every_sentence_can_be_said(marks: Floats, top: int) -> None:
    jurors, entries = marks.shape[1], marks.shape[0]
    panel = panel_of(
        marks,
        top=top,
        elements=["a", "b", "", "a", "b", "c"][:jurors],
        kinds=["x", "y", "", "x", "y", "x", "y", "z"][:entries] + ["x"] * max(0, entries - 8),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = diagnose(panel, draws=FEW)
    for advice in advices(found):
        text = advice.text()
        assert "{" not in text
        assert not re.search(r"\b(nan|inf)\b", text)
    for row in found.jurors:
        for name in ("severity", "consistency", "spread", "far", "identical", "halo", "removal"):
            value = getattr(row, name).value
            assert isinstance(value, TooFew) or np.isfinite(value)


def test_the_fields_of_every_reason_are_those_it_has() -> None:
    sources = [value for name, value in vars(thresholds).items() if name.startswith("FEW_")]
    assert len(sources) >= 8
    for source in sources:
        fields = {name for _, name, _, _ in string.Formatter().parse(source) if name}
        assert fields == {"needed", "there"}


def test_decimals_are_written_as_people_write_them() -> None:
    assert words.rounded(-0.001, 2) == Decimal(0)
    advice = words.grey_zone("INO-0014", 15, 0.456)
    assert advice.values == {"entry": "INO-0014", "top": 15, "percent": 46}
    assert Advice("{x}", {"x": Decimal("0.83")}).text() == "0,83"


def test_the_results_can_be_read_without_numpy() -> None:
    code = (
        "import sys, sinovik_sheets.scoring.diagnostics.results,"
        " sinovik_sheets.scoring.diagnostics.thresholds\n"
        "assert 'numpy' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
