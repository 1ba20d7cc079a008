"""A funnel of national size: 1,463 proposals, three jurors each, Top 99, then Top 45.

The numbers are those of KIPP 2018 and 2019 (menpan.go.id: 1,463 passed administration in
2018, Top 99; Top 45 in 2019); entries, jurors and scores are invented.
"""

from collections.abc import Mapping
from fractions import Fraction
from random import Random

import pytest

from competition import contents
from golden.contest import NEXT_STAGE, QuickContest, Rules, start

PROPOSALS, TOP, BEST = 1463, 99, 45
JURORS = [f"J{number:02d}" for number in range(1, 13)]
CRITERIA = [
    {"Kode": "K1", "Nama": "Proposal", "Bobot": 60},
    {"Kode": "K2", "Nama": "Dampak", "Bobot": 40},
]
EVALUATION = Rules({"Metode": "rata_rata", "Jumlah Lolos": TOP}, CRITERIA)
PRESENTATION = Rules(
    {"Metode": "rata_rata_terpangkas", "Pangkas": 1, "Jumlah Lolos": BEST}, CRITERIA
)

Given = dict[str, dict[str, list[float]]]
"""Juror -> entry -> scores."""


def opinion(dice: Random, entry: str) -> list[float]:
    """Two scores in halves around the quality of an entry."""
    quality = 55 + int(entry[-4:]) * 7919 % 400 / 10
    return [min(100, max(11, round(2 * dice.gauss(quality, 4)) / 2)) for _criterion in CRITERIA]


def play(contest: QuickContest, seed: int) -> Given:
    """Let every juror score the entries of the sheet, and send it back."""
    dice = Random(seed)  # noqa: S311 - a test must be able to repeat itself
    given: Given = {}
    for sheet in contest.said["distribute"]["new"]:
        given[sheet["juror"]] = {entry: opinion(dice, entry) for entry in sheet["entries"]}
        contest.send_back(sheet["juror"], given[sheet["juror"]])
    contest.run("collect", "validate", "merge", "rank")
    return given


def means(given: Given, trim: int) -> dict[str, Fraction]:
    """The mean of the weighted totals, half up at two decimals, without the extremes."""
    totals: dict[str, list[Fraction]] = {}
    for scores in given.values():
        for entry, (first, second) in scores.items():
            totals.setdefault(entry, []).append(
                (60 * Fraction(first) + 40 * Fraction(second)) / 100
            )
    result = {}
    for entry, values in totals.items():
        kept = sorted(values)[trim : len(values) - trim]
        hundred = 100 * sum(kept, Fraction(0)) / len(kept)
        result[entry] = Fraction(
            (2 * hundred.numerator + hundred.denominator) // (2 * hundred.denominator), 100
        )
    return result


@pytest.fixture(scope="module")
def funnel(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[QuickContest, Given, QuickContest, Given]:
    root = tmp_path_factory.mktemp("nasional") / "lomba"
    entries = {f"INO-{number:04d}": "" for number in range(1, PROPOSALS + 1)}
    first = start(
        root, EVALUATION, JURORS, entries, QuickContest, following=PRESENTATION, share_out=3
    )
    assert isinstance(first, QuickContest)
    evaluated = play(first, 1)
    first.run("advance")
    second = QuickContest(root, PRESENTATION, stage=NEXT_STAGE, named=True)
    second.run("distribute")
    presented = play(second, 2)
    return first, evaluated, second, presented


def expected(totals: Mapping[str, Fraction], most: int) -> set[str]:
    """Everything whose total is at least that of the last that goes on."""
    line = sorted(totals.values(), reverse=True)[most - 1]
    return {entry for entry, total in totals.items() if total >= line}


def test_every_proposal_has_three_scores_and_the_best_go_on(
    funnel: tuple[QuickContest, Given, QuickContest, Given],
) -> None:
    first, given, _second, _presented = funnel
    totals = means(given, 0)
    assert len(totals) == PROPOSALS
    counted = first.ranked("n")
    assert min(counted.values()) >= 3
    assert {entry: Fraction(total) for entry, total in first.ranked("total").items()} == totals
    through = set(first.said["advance"]["through"])
    # Equal totals at the cut are separated by the ladder, so it holds exactly 99 or all tied.
    assert through <= expected(totals, TOP)
    assert len(through) >= TOP


def test_only_those_of_the_top_99_are_scored_again(
    funnel: tuple[QuickContest, Given, QuickContest, Given],
) -> None:
    first, _given, second, presented = funnel
    through = set(first.said["advance"]["through"])
    assert set(second.ranked("place")) == through
    totals = means(presented, 1)
    assert {entry: Fraction(total) for entry, total in second.ranked("total").items()} == totals
    best = {entry for entry, goes in second.ranked("advances").items() if goes}
    assert best <= expected(totals, BEST)
    assert len(best) >= BEST


def test_the_funnel_becomes_final_and_can_be_computed_again(
    funnel: tuple[QuickContest, Given, QuickContest, Given],
) -> None:
    first, _given, second, _presented = funnel
    for contest in (first, second):
        contest.finalize("Ketua Panitia")
        contest.run("rank")
        assert contest.said["rank"]["status"] == "final"
    before = contents(first.root / "5_hasil")
    second.run("rank")
    assert contents(first.root / "5_hasil") == before
