"""Jurors who give places: MVP elections by points, and national juries of a song contest.

Elections of 2012-2016: ten places each, 14-9-8-...-1 points, published points. Juries of
2022: each of five jurors placed every song, the order of the jury was published; it is the
order of the sums of exp(-0.19 x place), here as a table of points with four decimals.
"""

from collections.abc import Iterator, Mapping
from itertools import count
from math import exp
from pathlib import Path

import pytest

from golden.contest import Contest, QuickContest, Row, Rules, figures, places, start

CRITERIA: list[Row] = [{"Kode": "K1", "Nama": "Peringkat", "Bobot": 100, "Maksimum": 60}]
ELECTIONS = [f"{year}_{league}" for year in range(2012, 2017) for league in ("AL", "NL")]
BY_COMMANDS = "2012_AL"
"""This election runs through the commands as people start them, the others in this process."""
SHOWS = {"semiFinal1": 19, "semiFinal2": 15, "final": 34}
"""The shows of 2022 and how many of their juries are known."""


def rules(table: str) -> Rules:
    stage = {"Metode": "poin_peringkat", "Tabel Poin": table, "Seri": "bersama", "Pembulatan": None}
    return Rules(stage, CRITERIA)


@pytest.fixture(scope="module", params=ELECTIONS)
def election(
    request: pytest.FixtureRequest, shared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Contest, Mapping[str, int]]:
    """One election, carried out, and the published points of everyone who got any."""
    name = str(request.param)
    data = shared_data / "panels" / "mlb_mvp"
    points = {
        row["player"]: int(row["official_points"])
        for row in figures(data / "official_points.csv")
        if row["election"] == name
    }
    ballots = [row for row in figures(data / "ballots.csv") if row["election"] == name]
    code = {player: f"P{number:02d}" for number, player in enumerate(points, start=1)}
    official = {code[player]: number for player, number in points.items()}
    jurors = {f"J{number:02d}": ballot for number, ballot in enumerate(ballots, start=1)}
    contest = start(
        tmp_path_factory.mktemp("pemilihan") / name,
        rules("14;9;8;7;6;5;4;3;2;1"),
        jurors.keys(),
        dict.fromkeys(official, ""),
        Contest if name == BY_COMMANDS else QuickContest,
    )
    for juror, ballot in jurors.items():
        given = list(ballot.values())[-10:]
        contest.send_back(juror, {code[player]: [n] for n, player in enumerate(given, start=1)})
    contest.run("collect", "validate", "merge", "rank")
    return contest, official


def test_every_election_has_its_published_points_and_places(
    election: tuple[Contest, Mapping[str, int]],
) -> None:
    contest, official = election
    assert contest.settled
    assert {entry: int(total) for entry, total in contest.ranked("total").items()} == official
    assert contest.ranked("place") == places(official)


def test_who_is_on_no_ballot_has_no_place_there_and_counts(
    election: tuple[Contest, Mapping[str, int]],
) -> None:
    contest, official = election
    ballots = len({line["juri"] for line in contest.scores})
    states = [(line["nilai"] == "", line["keadaan"]) for line in contest.scores]
    assert len(states) == ballots * len(official)
    assert states.count((False, "sah")) == 10 * ballots
    assert states.count((True, "tanpa peringkat")) == (len(official) - 10) * ballots
    assert {line["dihitung"] for line in contest.scores} == {"ya"}


TABLE = ";".join(f"{exp(-0.19 * place):.4f}".replace(".", ",") for place in range(1, 26))


@pytest.fixture(scope="module", params=SHOWS)
def show(
    request: pytest.FixtureRequest, shared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Contest, Mapping[str, int]]:
    """One show: each jury is a category with jurors and entries of its own."""
    data = shared_data / "panels" / "eurovision_juries" / "juror_ranks.csv"
    songs = [row for row in figures(data) if (row["year"], row["phase"]) == ("2022", request.param)]
    categories = dict(zip(dict.fromkeys(s["jury"] for s in songs), _codes("N"), strict=False))
    assert len(categories) == SHOWS[str(request.param)]
    coded = dict(zip(_codes("L"), songs, strict=False))
    jurors = {f"{code}{one}": code for code in categories.values() for one in "ABCDE"}
    entries = {entry: categories[song["jury"]] for entry, song in coded.items()}
    root = tmp_path_factory.mktemp("lagu") / str(request.param)
    contest = start(root, rules(TABLE), jurors, entries, QuickContest)
    for juror, category in jurors.items():
        own = {e: [int(coded[e][juror[-1]])] for e, c in entries.items() if c == category}
        contest.send_back(juror, own)
    contest.run("collect", "rank")
    return contest, {entry: int(song["official_jury_rank"]) for entry, song in coded.items()}


def _codes(letter: str) -> Iterator[str]:
    return (f"{letter}{number:03d}" for number in count(1))


def test_every_jury_has_its_published_order(show: tuple[Contest, Mapping[str, int]]) -> None:
    contest, official = show
    assert contest.said["rank"]["status"] == "sementara"
    assert set(contest.exit_codes.values()) == {0}
    assert contest.ranked("place_in_category") == official
    assert set(contest.ranked("n").values()) == {5}


def test_one_jury_alone_gives_the_same_order(shared_data: Path, tmp_path: Path) -> None:
    data = shared_data / "panels" / "eurovision_juries" / "juror_ranks.csv"
    songs = dict(
        zip(
            _codes("L"),
            (r for r in figures(data) if (r["phase"], r["jury"]) == ("final", "Albania")),
            strict=False,
        )
    )
    contest = start(tmp_path / "juri", rules(TABLE), "ABCDE", dict.fromkeys(songs, ""))
    for juror in "ABCDE":
        contest.send_back(juror, {entry: [int(song[juror])] for entry, song in songs.items()})
    contest.run("collect", "validate", "rank")
    assert contest.settled
    assert contest.ranked("place") == {e: int(s["official_jury_rank"]) for e, s in songs.items()}
