"""Men's 3 m springboard, Sydney 2000, three rounds in one competition: 49, 18 and 12 divers.

A dive scores its difficulty times 0.6 times the sum of the middle five of seven marks. Here
a juror's cell holds mark times difficulty, a criterion is a dive, and one of each dive's
highest and lowest is left out; totals are the official ones divided by a constant. Rounds
of six dives share out the 100 percent as 20, 20, 20, 20, 10, 10, the last two counted double.

Figures: J. W. Emerson and M. Seltzer (Yale), names replaced; read from the reference data.
"""

from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from competition import run
from golden.contest import Marks, QuickContest, Rules, figures, type_in

SEATS = [f"K{number}" for number in range(1, 8)]
ROUNDS = {"T1": "Prelim", "T2": "Semi", "T3": "Final"}
DIVES = {"T1": 6, "T2": 5, "T3": 6}
CUTS = {"T1": 18, "T2": 12, "T3": 3}
TOTALS = {"T1": None, "T2": "T1=50; T2=50", "T3": "T2=50; T3=50"}
PER_POINT = {"T1": 15, "T2": 30, "T3": 30}
"""What an official point is worth: 1/15 of a point here, half of it where rounds are added."""


def weight(stage: str, dive: int) -> int:
    return 10 if DIVES[stage] == 6 and dive > 4 else 20


def rules(stage: str) -> Rules:
    row: dict[str, Any] = {
        "Kode": stage,
        "Nama": ROUNDS[stage],
        "Urutan": int(stage[1]),
        "Metode": "rata_rata_terpangkas",
        "Agregasi": "per_kriteria",
        "Pangkas": 1,
        "Pembulatan": "akhir:8",
        "Seri": "bersama",
        "Jumlah Lolos": CUTS[stage],
        "Bobot Akhir": TOTALS[stage],
    }
    criteria = [
        {
            "Tahap": stage,
            "Kode": f"L{dive}",
            "Nama": f"Loncatan {dive}",
            "Bobot": weight(stage, dive),
            "Maksimum": 200,
        }
        for dive in range(1, DIVES[stage] + 1)
    ]
    return Rules(row, criteria)


class Event:
    """The published marks and results; entries are named after the divers."""

    def __init__(self, folder: Path) -> None:
        given: defaultdict[tuple[str, str, int], list[Fraction]] = defaultdict(list)
        for row in figures(folder / "scores.csv"):
            worth = Fraction(row["JScore"]) * Fraction(row["Difficulty"])
            given[row["Round"], row["Diver"], int(row["DiveNo"])].append(worth)
        self.given = given
        self.official = {
            (row["round"], row["diver"]): row for row in figures(folder / "official_rank.csv")
        }

    def divers(self, stage: str) -> list[str]:
        return [diver for dived, diver in self.official if dived == ROUNDS[stage]]

    def marks(self, stage: str, seat: int) -> Marks:
        """What one seat of the jury gives: mark times difficulty, doubled where it weighs half."""
        return {
            diver: [
                float(self.given[ROUNDS[stage], diver, dive][seat] * 20 / weight(stage, dive))
                for dive in range(1, DIVES[stage] + 1)
            ]
            for diver in self.divers(stage)
        }

    def expected(self, stage: str, column: str) -> dict[str, str]:
        return {d: self.official[ROUNDS[stage], d][column] for d in self.divers(stage)}


@pytest.fixture(scope="module")
def event(shared_data: Path) -> Event:
    return Event(shared_data / "panels" / "diving_sydney2000")


@pytest.fixture(scope="module")
def rounds(event: Event, tmp_path_factory: pytest.TempPathFactory) -> dict[str, QuickContest]:
    root = tmp_path_factory.mktemp("loncat") / "lomba"
    assert run("init", str(root), "--preset", "lima_kriteria").code == 0
    contests = {s: QuickContest(root, rules(s), stage=s, named=True) for s in ROUNDS}
    type_in(
        root / "kompetisi.xlsx",
        {
            "Tahap": [contest.rules.stage for contest in contests.values()],
            "Kriteria": [c for contest in contests.values() for c in contest.rules.criteria],
            "Kategori": [],
            "Juri": [{"Kode": seat, "Nama": f"Kursi {seat}"} for seat in SEATS],
        },
    )
    people = [{"Kode": d, "Judul": f"Peloncat {d}", "Unit": d} for d in event.divers("T1")]
    type_in(root / "daftar_peserta.xlsx", {"Inovasi": people})
    for stage, contest in contests.items():
        contest.run("distribute")
        for number, seat in enumerate(SEATS):
            contest.send_back(seat, event.marks(stage, number))
        contest.run("collect", "validate", "merge", "rank")
        if stage != "T3":
            contest.run("advance")
    return contests


@pytest.mark.parametrize("stage", ROUNDS)
def test_every_total_and_place_is_official(
    stage: str, event: Event, rounds: dict[str, QuickContest]
) -> None:
    contest = rounds[stage]
    assert contest.settled
    totals = {diver: Fraction(total) for diver, total in contest.ranked("total").items()}
    official = event.expected(stage, "ranking_total")
    assert {d: round(total * PER_POINT[stage], 3) for d, total in totals.items()} == {
        d: Fraction(total) for d, total in official.items()
    }
    places = {diver: int(rank) for diver, rank in event.expected(stage, "official_rank").items()}
    assert contest.ranked("place") == places


def test_the_eighteen_and_the_twelve_go_on(event: Event, rounds: dict[str, QuickContest]) -> None:
    for stage, following in (("T1", "T2"), ("T2", "T3")):
        through = rounds[stage].said["advance"]["through"]
        assert sorted(through) == sorted(event.divers(following))
