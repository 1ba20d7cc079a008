"""On juries of real competitions the colours are as rare as they should be."""

from collections import Counter
from pathlib import Path

import pytest

from scoring.diagnostics.panels import chopin, skating
from sinovik_sheets.scoring.diagnostics.diagnosis import diagnose
from sinovik_sheets.scoring.diagnostics.results import Concordance, Diagnosis
from sinovik_sheets.scoring.diagnostics.thresholds import Colour, Zone, worst


@pytest.fixture(scope="module")
def segments(shared_data: Path) -> list[Diagnosis]:
    return [diagnose(panel) for _name, panel in skating(shared_data)]


@pytest.fixture(scope="module")
def stages(shared_data: Path) -> list[Diagnosis]:
    return [diagnose(panel) for _name, panel in chopin(shared_data)]


def worst_colours(segments: list[Diagnosis], measure: str) -> Counter[Colour | None]:
    """The most urgent colour among the jurors of each segment, counted."""
    return Counter(worst(getattr(row, measure).colour for row in s.jurors) for s in segments)


def test_skating_false_alarms_are_as_rare_as_in_all_150_segments(
    segments: list[Diagnosis],
) -> None:
    """Of 150 segments: consistency 3.3 % yellow, 2 % red; range 4.6 %; far cells 0 %."""
    assert len(segments) == 56
    consistency = worst_colours(segments, "consistency")
    assert consistency[Colour.YELLOW] <= 0.033 * 56
    assert consistency[Colour.RED] <= 0.02 * 56
    spread = worst_colours(segments, "spread")
    assert spread[Colour.YELLOW] + spread[Colour.RED] <= 0.046 * 56
    assert set(worst_colours(segments, "far")) == {Colour.GREEN}
    assert set(worst_colours(segments, "identical")) == {Colour.GREEN}
    assert not any(row.copied for segment in segments for row in segment.jurors)


def test_skating_juries_are_reliable(segments: list[Diagnosis]) -> None:
    """Of 150 segments 1.3 % were yellow, none red."""
    colours = Counter(s.agreement.reliability.colour for s in segments)
    assert colours[Colour.YELLOW] <= 0.013 * 56
    assert colours[Colour.RED] == 0


def test_skating_one_juror_less_seldom_changes_the_podium(segments: list[Diagnosis]) -> None:
    """Of 150 segments 25 % were yellow, none red."""
    removal = worst_colours(segments, "removal")
    assert removal[Colour.YELLOW] <= 0.25 * 56
    assert removal[Colour.RED] == 0


def test_chopin_is_as_published_analyses_found_it(stages: list[Diagnosis]) -> None:
    colours = [stage.agreement.reliability.colour for stage in stages]
    assert colours == [Colour.GREEN, Colour.YELLOW]
    for stage in stages:
        joint = stage.agreement.kendall
        assert isinstance(joint, Concordance)
        assert joint.colour is None
        assert 0.69 <= (stage.agreement.reliability.number or 0) <= 0.84
        assert 0.06 <= (stage.agreement.alpha.number or 0) <= 0.23
        assert 0.19 <= joint.w <= 0.32
        for measure in ("spread", "far"):
            assert set(worst_colours([stage], measure)) == {Colour.GREEN}
        assert {row.removal.colour for row in stage.jurors} == {Colour.GREEN, Colour.YELLOW}
        assert 9 <= sum(row.removal.alarming for row in stage.jurors) <= 12
    chances = stages[0].chances
    assert isinstance(chances, tuple)
    assert sum(chance.zone is Zone.GREY for chance in chances) == pytest.approx(27, abs=3)
