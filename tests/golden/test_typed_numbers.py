"""Every score from 0,00 to 100,00 as Excel stores it is read as typed, and halves round up."""

import re
from pathlib import Path

import pytest

from golden.contest import Contest, Rules, hundredths, start
from workbooks import rezipped

ENTRIES = 5_001
STRIDE = 1_777
"""Shares no divisor with 5,000, so that it pairs every odd number with an even one."""
RULES = Rules(
    {"Metode": "rata_rata", "Agregasi": "per_juri", "Pembulatan": "tahap:2", "Seri": "bersama"},
    [{"Kode": "K1", "Nama": "Kebaruan", "Bobot": 100, "Minimum": 0, "Maksimum": 100}],
)


def stored(value: str) -> str:
    """Write a number with 17 significant digits, below 0.1 with an exponent, as Excel does.

    A typed 0,58 is stored as 0.57999999999999996, a typed 0,07 as 7.0000000000000007E-2.
    """
    number = float(value)
    if 0 < number < 0.1:
        mantissa, exponent = f"{number:.16e}".split("e")
        return f"{mantissa.rstrip('0').rstrip('.')}E{int(exponent)}"
    return f"{number:.17g}"


def store_as_excel_does(path: Path) -> None:
    """Rewrite every number of a filled sheet's scores, which stand in one column."""

    def change(parts: dict[str, bytes]) -> None:
        part = parts["xl/worksheets/sheet1.xml"].decode()
        cell = r'(<c r="[A-Z]+\d+" s="\d+" t="n"><v>)([^<]+)(</v></c>)'
        part, count = re.subn(cell, lambda found: found[1] + stored(found[2]) + found[3], part)
        assert count > ENTRIES - 1
        parts["xl/worksheets/sheet1.xml"] = part.encode()

    path.write_bytes(rezipped(path.read_bytes(), change))


@pytest.fixture(scope="module")
def typed() -> dict[str, dict[str, int]]:
    """Two jurors' scores in hundredths: the even numbers, and the odd ones in another order.

    The sum of an even and an odd number is odd, so every mean of the two ends in a half.
    """
    codes = [f"INO-{number:04d}" for number in range(ENTRIES)]
    even = {code: 2 * number for number, code in enumerate(codes)}
    odd = {code: 2 * (number * STRIDE % 5_000) + 1 for number, code in enumerate(codes)}
    return {"J01": even, "J02": odd}


@pytest.fixture(scope="module")
def contest(typed: dict[str, dict[str, int]], tmp_path_factory: pytest.TempPathFactory) -> Contest:
    root = tmp_path_factory.mktemp("numbers") / "lomba"
    contest = start(root, RULES, list(typed), dict.fromkeys(typed["J01"], ""))
    for juror, scores in typed.items():
        marks = {entry: [score / 100] for entry, score in scores.items()}
        store_as_excel_does(contest.send_back(juror, marks))
    contest.run("collect", "validate", "merge", "rank")
    return contest


def test_numbers_are_stored_with_all_their_digits() -> None:
    assert stored("0.58") == "0.57999999999999996"
    assert stored("0.07") == "7.0000000000000007E-2"
    assert stored("68.9") == "68.900000000000006"
    assert stored("50") == "50"


def test_all_10001_scores_are_read_as_typed(
    typed: dict[str, dict[str, int]], contest: Contest
) -> None:
    assert contest.settled
    lines = contest.scores
    read = {(line["juri"], line["inovasi"]): hundredths(line["nilai"]) for line in lines}
    assert read == {(j, entry): score for j, of in typed.items() for entry, score in of.items()}
    assert set(read.values()) == set(range(10_001))
    assert {line["keadaan"] for line in lines} == {"sah"}


def test_5001_halves_are_rounded_up(typed: dict[str, dict[str, int]], contest: Contest) -> None:
    sums = {entry: score + typed["J02"][entry] for entry, score in typed["J01"].items()}
    assert all(total % 2 for total in sums.values())
    assert contest.ranked_hundredths("total") == {
        entry: (total + 1) // 2 for entry, total in sums.items()
    }
    assert len(sums) == ENTRIES
