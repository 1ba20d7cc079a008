"""The XIX Chopin Competition 2025 through the tool's own files: limit, recusals, the cut."""

from collections import defaultdict
from pathlib import Path

import pytest

from golden.contest import (
    NEXT_STAGE,
    Contest,
    Rules,
    figures,
    hundredths,
    places,
    recalculated,
    start,
)

Jury = dict[str, dict[str, list[float | str]]]
"""Juror -> entry -> what is typed."""

COMMITTED = Path(__file__).with_name("chopin_2025_stage_1.csv")


def rules(limit: int, advance: int) -> Rules:
    """Scores of 1 to 25; what lies beyond the limit around the mean is moved to it."""
    stage = {
        "Metode": "batas_simpangan",
        "Batas Simpangan": limit,
        "Agregasi": "per_juri",
        "Pembulatan": "rerata:2; koreksi:2; tahap:2; akhir:2",
        "Seri": "bersama",
        "Jumlah Lolos": advance,
    }
    scale = {"Bobot": 100, "Minimum": 1, "Maksimum": 25, "Langkah": 1}
    return Rules(stage, [{"Kode": "K1", "Nama": "Penampilan", **scale}])


def typed(score: str) -> float | str:
    return score if score == "R" else float(score)


def held(root: Path, stage_rules: Rules, jury: Jury, by_office: set[str]) -> Contest:
    """A ranked competition: every juror has sent the sheet back, some from LibreOffice."""
    entries = dict.fromkeys(sorted({entry for marks in jury.values() for entry in marks}), "")
    contest = start(root, stage_rules, sorted(jury), entries)
    for juror, marks in jury.items():
        contest.send_back(juror, marks, through_libreoffice=juror in by_office)
    contest.run("collect", "validate", "merge", "rank")
    return contest


class Stage:
    """The published figures of a stage: `jury` holds what each juror typed."""

    def __init__(self, folder: Path, number: str) -> None:
        self.jury: Jury = defaultdict(dict)
        for row in self._rows(folder / "scores.csv", number):
            score = "R" if row["recused"] == "1" else row["score"]
            self.jury[row["juror"]][self._code(row)] = [typed(score)]
        self.scores = {
            self._code(row): hundredths(row["official_stage_score"])
            for row in self._rows(folder / "stage_official.csv", number)
        }
        self.advanced = {
            self._code(row): row["advanced"] == "1"
            for row in self._rows(folder / "official_results.csv", number)
        }

    @staticmethod
    def _rows(path: Path, number: str) -> list[dict[str, str]]:
        return [row for row in figures(path) if row["stage"] == number]

    @staticmethod
    def _code(row: dict[str, str]) -> str:
        return f"INO-{int(row['entry_no']):04d}"


@pytest.fixture(scope="module")
def stage_1(shared_data: Path) -> Stage:
    return Stage(shared_data / "panels" / "chopin2025", "1")


@pytest.fixture(scope="module")
def contest_1(stage_1: Stage, tmp_path_factory: pytest.TempPathFactory) -> Contest:
    root = tmp_path_factory.mktemp("chopin") / "lomba"
    return held(root, rules(limit=3, advance=40), stage_1.jury, set())


def test_nothing_of_stage_1_is_asked_or_lost(contest_1: Contest) -> None:
    assert contest_1.settled
    assert contest_1.said["collect"]["counts"]["used"] == 17
    assert contest_1.said["merge"]["counted"] == 1395
    assert contest_1.said["merge"]["absent"]["R"] == 33
    assert len(contest_1.scores) == 84 * 17


def test_every_score_of_stage_1_is_official(stage_1: Stage, contest_1: Contest) -> None:
    assert contest_1.ranked_hundredths("stage_total") == stage_1.scores
    assert contest_1.ranked_hundredths("total") == stage_1.scores
    assert len(stage_1.scores) == 84


def test_places_and_the_forty_of_stage_1_are_official(stage_1: Stage, contest_1: Contest) -> None:
    assert contest_1.ranked("place") == places(stage_1.scores)
    assert contest_1.ranked("advances") == stage_1.advanced
    assert sum(stage_1.advanced.values()) == 40


@pytest.mark.libreoffice
def test_the_formulas_of_the_summary_compute_the_same(contest_1: Contest, tmp_path: Path) -> None:
    result = recalculated(contest_1.summary, tmp_path / "ulang")
    assert result.differing == []
    assert result.formulas > 2 * 84 * 17
    assert result.cells > result.formulas


@pytest.mark.libreoffice
def test_every_score_of_stage_2_is_official(shared_data: Path, tmp_path: Path) -> None:
    stage_2 = Stage(shared_data / "panels" / "chopin2025", "2")
    by_office = {"J02", "J14"}
    contest = held(tmp_path / "lomba", rules(limit=2, advance=20), stage_2.jury, by_office)
    assert contest.settled
    assert contest.said["merge"]["absent"]["R"] == 13
    assert contest.ranked_hundredths("stage_total") == stage_2.scores
    assert contest.ranked("place") == places(stage_2.scores)
    assert len(stage_2.scores) == 40


@pytest.mark.parametrize(
    "by_office", [set(), pytest.param({"J13"}, marks=pytest.mark.libreoffice)], ids=str
)
def test_ten_entries_have_their_official_scores(by_office: set[str], tmp_path: Path) -> None:
    jury: Jury = defaultdict(dict)
    official = {}
    for row in figures(COMMITTED):
        entry, score = row.pop("entry"), row.pop("official_stage_score")
        official[entry] = hundredths(score)
        for juror, mark in row.items():
            jury[juror][entry] = [typed(mark)]
    contest = held(tmp_path / "lomba", rules(limit=3, advance=4), jury, by_office)
    assert contest.settled
    assert contest.ranked_hundredths("total") == official
    assert contest.ranked("place") == places(official)
    assert contest.ranked("recused") == {
        entry: sum(marks[entry] == ["R"] for marks in jury.values()) for entry in official
    }


@pytest.fixture(scope="module")
def both(
    shared_data: Path, stage_1: Stage, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Contest, Contest]:
    """Stages 1 and 2 in one competition: the forty go on, 30 % and 70 % make the total."""
    stage_2 = Stage(shared_data / "panels" / "chopin2025", "2")
    second = rules(limit=2, advance=20)
    second = Rules(second.stage | {"Bobot Akhir": "T1=30; T2=70"}, second.criteria)
    root = tmp_path_factory.mktemp("chopin") / "lomba"
    entries = dict.fromkeys(sorted(stage_1.scores), "")
    first = start(root, rules(limit=3, advance=40), sorted(stage_1.jury), entries, following=second)
    for juror, marks in stage_1.jury.items():
        first.send_back(juror, marks)
    first.run("collect", "validate", "merge", "rank", "advance")
    following = Contest(root, second, stage=NEXT_STAGE, named=True)
    following.run("distribute")
    for juror, marks in stage_2.jury.items():
        following.send_back(juror, marks)
    following.run("collect", "validate", "merge", "rank")
    return first, following


def test_the_forty_of_stage_1_go_on_and_nobody_else(
    stage_1: Stage, both: tuple[Contest, Contest]
) -> None:
    first, following = both
    forty = {entry for entry, through in stage_1.advanced.items() if through}
    assert set(first.said["advance"]["through"]) == forty
    assert {
        entry for sheet in following.said["distribute"]["new"] for entry in sheet["entries"]
    } == forty
    assert set(following.ranked("place")) == forty


def test_the_cumulative_totals_order_and_twenty_are_official(
    shared_data: Path, both: tuple[Contest, Contest]
) -> None:
    official = [
        row
        for row in figures(shared_data / "panels" / "chopin2025" / "official_results.csv")
        if row["stage"] == "2"
    ]
    totals = {f"INO-{int(row['entry_no']):04d}": hundredths(row["total"]) for row in official}
    _first, following = both
    assert following.ranked_hundredths("total") == totals
    assert following.ranked("place") == places(totals)
    assert following.ranked("advances") == {
        f"INO-{int(row['entry_no']):04d}": row["advanced"] == "1" for row in official
    }
    assert sum(following.ranked("advances").values()) == 20
