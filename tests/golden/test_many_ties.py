"""Three thousand entries with many equal totals: no place is wrong, and the formulas agree."""

import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from golden.contest import Contest, Rules, recalculated, start

ENTRIES = 3_000
JURORS = [f"J{number:02d}" for number in range(1, 10)]
WEIGHTS = [15, 25, 20, 30, 10]
HEAVIEST_FIRST = [3, 1, 2, 0, 4]
RULES = Rules(
    {"Metode": "rata_rata", "Agregasi": "per_juri", "Pembulatan": "tahap:2", "Seri": "tangga"},
    [
        {"Kode": f"K{number}", "Nama": f"Unsur {number}", "Bobot": w, "Minimum": 0, "Maksimum": 100}
        for number, w in enumerate(WEIGHTS, start=1)
    ],
)
Rows = Sequence[Sequence[int]]
"""A row of whole scores a juror, one score a criterion."""


def invented() -> dict[str, Rows]:
    """Scores close together; every tenth entry holds those of the one before again.

    They stand there as they were, with whole rows exchanged between the jurors, or
    with the scores of each criterion exchanged: every rung of the ladder is needed.
    """
    chance = random.Random(20271117)  # noqa: S311 - test data, no secret
    entries: dict[str, Rows] = {}
    rows: Rows = []
    for number in range(1, ENTRIES + 1):
        if number % 40 == 0:
            rows = list(rows)
        elif number % 20 == 0:
            rows = chance.sample(rows, len(rows))
        elif number % 10 == 0:
            columns = [chance.sample(column, len(column)) for column in zip(*rows, strict=True)]
            rows = [list(row) for row in zip(*columns, strict=True)]
        else:
            rows = [[chance.randint(70, 80) for _weight in WEIGHTS] for _juror in JURORS]
        entries[f"INO-{number:04d}"] = rows
    return entries


def juror_totals(rows: Rows) -> list[int]:
    """Return each juror's total, times 100."""
    return [sum(w * score for w, score in zip(WEIGHTS, row, strict=True)) for row in rows]


def total(rows: Rows) -> int:
    """Return the mean of the jurors in hundredths, a half rounded up."""
    return (2 * sum(juror_totals(rows)) + len(rows)) // (2 * len(rows))


def places_by_ladder(entries: Mapping[str, Rows]) -> dict[str, int]:
    """Place by total, then criterion sums, median and comparisons, in whole numbers alone."""
    climbed: defaultdict[tuple[int, ...], list[str]] = defaultdict(list)
    for entry, rows in entries.items():
        sums = [sum(row[criterion] for row in rows) for criterion in HEAVIEST_FIRST]
        middle = sorted(juror_totals(rows))[len(rows) // 2]
        climbed[(total(rows), *sums, middle)].append(entry)
    place: dict[str, int] = {}
    for key in sorted(climbed, reverse=True):
        wins = {entry: compared(entry, climbed[key], entries) for entry in climbed[key]}
        start_at = len(place) + 1
        for entry, own in wins.items():
            place[entry] = start_at + sum(other > own for other in wins.values())
    return place


def compared(entry: str, tied: Sequence[str], entries: Mapping[str, Rows]) -> int:
    """Count how often a juror put the entry above one tied with it."""
    own = juror_totals(entries[entry])
    rivals = [juror_totals(entries[other]) for other in tied]
    return sum(mine > theirs for rival in rivals for mine, theirs in zip(own, rival, strict=True))


@pytest.fixture(scope="module")
def entries() -> dict[str, Rows]:
    return invented()


@pytest.fixture(scope="module")
def contest(entries: dict[str, Rows], tmp_path_factory: pytest.TempPathFactory) -> Contest:
    root = tmp_path_factory.mktemp("ties") / "lomba"
    contest = start(root, RULES, JURORS, dict.fromkeys(entries, ""))
    for number, juror in enumerate(JURORS):
        contest.send_back(juror, {entry: rows[number] for entry, rows in entries.items()})
    contest.run("collect", "rank")
    return contest


def test_every_total_is_exact(entries: dict[str, Rows], contest: Contest) -> None:
    assert contest.said["rank"]["status"] == "sementara"
    assert contest.ranked_hundredths("total") == {
        entry: total(rows) for entry, rows in entries.items()
    }


def test_no_place_is_wrong(entries: dict[str, Rows], contest: Contest) -> None:
    right = places_by_ladder(entries)
    shared = Counter(right.values())
    assert contest.ranked("place") == right
    assert contest.ranked("tied") == {entry: shared[place] > 1 for entry, place in right.items()}


def test_the_entries_were_tied_on_every_rung(entries: dict[str, Rows], contest: Contest) -> None:
    equal = Counter(total(rows) for rows in entries.values())
    assert sum(count for count in equal.values() if count > 1) > ENTRIES * 9 // 10
    rungs = {f"kriteria:K{number}" for number in range(1, 5)} | {"median", "perbandingan"}
    assert rungs <= set(contest.ranked("decided_by").values())
    assert sum(contest.ranked("tied").values()) > 0


@pytest.mark.libreoffice
def test_the_formulas_of_the_summary_compute_the_same(contest: Contest, tmp_path: Path) -> None:
    result = recalculated(contest.summary, tmp_path / "ulang")
    assert result.differing == []
    assert result.formulas > ENTRIES * len(JURORS)
