"""Mistakes planted in sheets are told by `sinovik rank`, and never change a score."""

import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from competition import CRITERIA, Folder, build

ENTRIES = [f"INO-{n:04d}" for n in range(1, 17)]
JURORS = [f"J{n:02d}" for n in range(1, 6)]

Marks = dict[str, dict[str, int]]
"""Entry -> criterion -> mark."""


def honest(juror: int) -> Marks:
    """The same worth of each entry for all jurors, a little noise for each."""
    worth, noise = random.Random(1), random.Random(juror)  # noqa: S311 - a test repeats itself
    return {
        entry: {c: round(base + noise.gauss(0, 3)) for c in CRITERIA}
        for entry in ENTRIES
        for base in [worth.uniform(50, 90)]
    }


def slipped(marks: Marks) -> Marks:
    """Every row typed one row too low."""
    return dict(zip(ENTRIES, [marks[e] for e in (ENTRIES[-1], *ENTRIES[:-1])], strict=True))


def reversed_scale(marks: Marks) -> Marks:
    return {e: {c: 140 - mark for c, mark in row.items()} for e, row in marks.items()}


def one_mark(marks: Marks) -> Marks:
    return {e: dict.fromkeys(row, row["K1"]) for e, row in marks.items()}


def ranked(root: Path, last: Marks) -> Folder:
    folder = build(
        root / "lomba",
        [{"Kode": j, "Nama": f"Juri {j[1:]}", "Unsur": "akademisi"} for j in JURORS],
        [{"Kode": e, "Judul": f"Layanan {e}", "Unit": f"Dinas {e}"} for e in ENTRIES],
    )
    assert folder.run("distribute").code == 0
    sheets = {juror: honest(n) for n, juror in enumerate(JURORS)} | {JURORS[-1]: last}
    for juror, marks in sheets.items():
        folder.send_back(juror, {(e, c): v for e, row in marks.items() for c, v in row.items()})
    folder.run("collect")
    return folder


PLANTED: Mapping[str, tuple[Callable[[Marks], Marks], str]] = {
    "slipped by a row": (slipped, "slipped down by a row"),
    "reversed scale": (reversed_scale, "runs against that of the other jurors"),
    "one mark for all": (one_mark, "the same mark for every criterion"),
    "copied": (lambda _marks: honest(1), "exactly the same scores for all 16 entries"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_mistake_is_told(name: str, tmp_path: Path) -> None:
    plant, told = PLANTED[name]
    folder = ranked(tmp_path, plant(honest(4)))
    said = folder.run("rank")
    assert "sheet Diagnostik Juri" in said.out
    assert sum("Diagnostics:" in line for line in said.out.splitlines()) == 1
    found = folder.json("rank")["diagnostics"]
    messages = [concern["message"] for concern in found["to_check"] if told in concern["message"]]
    assert messages
    assert all("J05" in message for message in messages)
    by_juror = {row["juror"]: row["colour"] for row in found["jurors"]}
    assert by_juror["J05"] in {"kuning", "merah"}
    book = load_workbook(folder.root / "5_hasil" / "T1" / "rekapitulasi.xlsx")
    assert {"Diagnostik Juri", "Uji Kepekaan"} <= set(book.sheetnames)
    assert said.code == folder.run("rank", "--dry-run").code


def test_honest_sheets_raise_nothing_red_and_repeat_to_the_byte(tmp_path: Path) -> None:
    folder = ranked(tmp_path, honest(4))
    found = folder.json("rank")["diagnostics"]
    assert found["icc_colour"] == "hijau"
    assert "merah" not in {row["colour"] for row in found["jurors"]}
    path = folder.root / "5_hasil" / "T1" / "rekapitulasi.xlsx"
    first = path.read_bytes()
    assert folder.json("rank")["diagnostics"] == found
    assert path.read_bytes() == first
