"""Each juror's row: figures, colours, and what to check, in words."""

import numpy as np
import pytest

from scoring.diagnostics.panels import NAN, Floats, panel_of, simulated
from sinovik_sheets.scoring.diagnostics.diagnosis import Draws, diagnose
from sinovik_sheets.scoring.diagnostics.results import Diagnosis, JurorReadings
from sinovik_sheets.scoring.diagnostics.thresholds import Colour, TooFew
from sinovik_sheets.text import speaking

FEW = Draws(bootstrap=20, permutations=20)


@pytest.fixture
def marks() -> Floats:
    """30 entries x 6 jurors x 3 criteria, honest."""
    return simulated(np.random.Generator(np.random.PCG64(8)), 30, 6, 3)


def looked_at(marks: Floats, top: int | None = None) -> Diagnosis:
    return diagnose(panel_of(marks, top=top), draws=FEW)


def sentences(row: JurorReadings) -> str:
    with speaking("en"):
        return "\n".join(advice.text() for advice in row.advice)


def test_an_honest_juror_is_green_everywhere(marks: Floats) -> None:
    found = looked_at(marks)
    assert [row.juror for row in found.jurors] == [f"J{n:02}" for n in range(1, 7)]
    for row in found.jurors:
        assert row.n == 30
        assert row.colour is Colour.GREEN
        assert row.severity.colour is None


def test_consistency_is_the_correlation_with_the_mean_of_the_others(marks: Floats) -> None:
    found = looked_at(marks[:, :, 0])
    for column, row in enumerate(found.jurors):
        others = np.delete(marks[:, :, 0], column, axis=1).mean(axis=1)
        r = np.corrcoef(marks[:, column, 0], others)[0, 1]
        assert row.consistency.value == pytest.approx(r)


def test_range_and_severity_are_those_of_plain_figures(marks: Floats) -> None:
    totals = marks[:, :, 0]
    found = looked_at(totals)
    sds = totals.std(axis=0, ddof=1)
    assert [row.spread.value for row in found.jurors] == pytest.approx(
        (sds / np.median(sds)).tolist()
    )
    assert [row.severity.value for row in found.jurors] == pytest.approx(
        (totals.mean(axis=0) - totals.mean()).tolist()
    )


def test_a_column_that_slipped_by_a_row_is_said_to_have(marks: Floats) -> None:
    marks[:, 2] = np.roll(marks[:, 2], 1, axis=0)
    marks[:, 4] = np.roll(marks[:, 4], -1, axis=0)
    found = looked_at(marks)
    assert found.jurors[2].consistency.alarming
    assert "slipped down by a row" in sentences(found.jurors[2])
    assert "slipped up by a row" in sentences(found.jurors[4])


def test_one_mark_for_all_is_red_and_said(marks: Floats) -> None:
    marks[:, 1] = 80
    row = looked_at(marks).jurors[1]
    assert (row.spread.value, row.spread.colour) == (0, Colour.RED)
    assert isinstance(row.consistency.value, TooFew)
    assert isinstance(row.halo.value, TooFew)
    assert "J02 gave every entry the same score" in sentences(row)


def test_another_scale_is_suspected(marks: Floats) -> None:
    marks[:, 3] = np.rint(marks[:, 3] / 10)
    row = looked_at(marks).jurors[3]
    assert row.spread.alarming
    assert "whether another scale was used" in sentences(row)


def test_a_scale_used_too_widely_is_said_to_weigh_more(marks: Floats) -> None:
    marks[:, 0] = np.clip(60 + 4 * (marks[:, 0] - 75), 0, 100)
    row = looked_at(marks).jurors[0]
    assert row.spread.colour is Colour.YELLOW
    assert "and so weigh more" in sentences(row)


def test_few_entries_spread_by_chance(marks: Floats) -> None:
    marks = marks[:6]
    marks[:, 5] = marks[:, 5].mean() + (marks[:, 5] - marks[:, 5].mean()) * 0.3
    row = looked_at(marks).jurors[5]
    assert row.consistency.value == TooFew(_source(row.consistency.value), 10, 6)
    assert row.spread.number is not None
    assert 0.25 < row.spread.number < 0.5
    assert row.spread.colour is Colour.GREEN


def _source(value: object) -> str:
    assert isinstance(value, TooFew)
    return value.source


def test_a_score_far_off_is_listed_and_its_juror_stays_green(marks: Floats) -> None:
    marks[16, 2] = 40
    found = looked_at(marks)
    cell = found.far_cells[0]
    assert (cell.entry, cell.juror, cell.score) == ("INO-0017", "J03", 40)
    assert cell.others == pytest.approx(np.delete(marks[16].mean(axis=1), 2).mean())
    assert cell.sds < -3
    assert found.jurors[2].far.colour is Colour.GREEN
    with speaking("en"):
        text = cell.advice.text()
    assert text.startswith("The score 40 of J03 for INO-0017 is far from what the others give")


def test_many_scores_far_off_colour_the_juror(marks: Floats) -> None:
    marks = simulated(np.random.Generator(np.random.PCG64(9)), 60, 9, noise=3)
    marks[::10, 4] -= 25
    row = looked_at(marks).jurors[4]
    assert row.far.colour is Colour.YELLOW
    assert "6 of J05's 60 scores are far" in sentences(row)


def test_the_same_mark_for_every_criterion_is_counted(marks: Floats) -> None:
    marks[:16, 1, :] = marks[:16, 1, :1]
    row = looked_at(marks).jurors[1]
    assert row.identical.value == pytest.approx(16 / 30, abs=1 / 30)
    assert row.identical.colour is Colour.YELLOW
    assert "J02 gave the same mark for every criterion" in sentences(row)


def test_with_one_criterion_marks_cannot_be_identical(marks: Floats) -> None:
    row = looked_at(marks[:, :, :1]).jurors[0]
    for reading in (row.identical, row.halo):
        assert isinstance(reading.value, TooFew)
        assert (reading.value.needed, reading.value.there) == (2, 1)


def test_halo_is_the_mean_correlation_between_criteria(marks: Floats) -> None:
    found = looked_at(marks)
    halos = []
    for column, row in enumerate(found.jurors):
        table = np.asarray(np.corrcoef(marks[:, column].T))
        halos.append(table[np.triu_indices(3, 1)].mean())
        assert row.halo.value == pytest.approx(halos[-1])
        assert row.halo.colour is None
    assert found.agreement.halo.value == pytest.approx(np.mean(halos))


def test_a_copied_sheet_is_seen_on_the_entries_both_scored(marks: Floats) -> None:
    marks[:, 4] = marks[:, 1]
    marks[3, 4], marks[7, 1] = NAN, NAN
    found = looked_at(marks)
    assert [row.copied for row in found.jurors] == [(), ("J05",), (), (), ("J02",), ()]
    assert found.jurors[1].colour is Colour.YELLOW
    assert "J02 and J05 gave exactly the same scores for all 28 entries" in sentences(
        found.jurors[1]
    )


def test_two_who_gave_everything_one_mark_copied_nothing(marks: Floats) -> None:
    marks[:, [1, 4]] = 80
    assert not any(row.copied for row in looked_at(marks).jurors)


def test_leniency_counts_only_where_not_everyone_scored_everything() -> None:
    random = np.random.Generator(np.random.PCG64(10))
    marks = simulated(random, 60, 6)[:, :, 0]
    marks[:, 0] -= 15
    row = looked_at(marks).jurors[0]
    assert row.severity.colour is None
    assert "hardly moves a place" in sentences(row)
    marks[random.random(marks.shape) < 0.4] = NAN
    row = looked_at(marks[~np.isnan(marks).all(axis=1)]).jurors[0]
    assert row.severity.colour is Colour.RED
    assert "this can cost these entries places" in sentences(row)


def test_consistency_does_not_depend_on_who_else_scored(marks: Floats) -> None:
    random = np.random.Generator(np.random.PCG64(11))
    marks = simulated(random, 200, 9, noise=3)[:, :, 0]
    marks += np.array([0.0, 25, 0, -25, 0, 25, 0, -25, 0])
    marks[random.random(marks.shape) < 0.6] = NAN
    for row in looked_at(marks[~np.isnan(marks).all(axis=1)]).jurors:
        assert row.consistency.colour is Colour.GREEN


def test_a_juror_without_scores_has_a_row_that_says_so(marks: Floats) -> None:
    marks[:, 3] = NAN
    row = looked_at(marks, top=5).jurors[3]
    assert (row.juror, row.n, row.colour) == ("J04", 0, None)
    assert isinstance(row.spread.value, TooFew)
