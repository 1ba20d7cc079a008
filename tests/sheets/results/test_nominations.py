"""The nominations: who goes on from the last stage, with what the next level asks."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from sinovik_sheets.model import Category, Entry, Group, Tier, Unit
from sinovik_sheets.sheets.results import nominations
from sinovik_sheets.text import speaking
from told_outcomes import PODIUM, STAGE, give, rows, told

CUT = replace(STAGE, advance=2)
PER_GROUP = (Tier("T1", "Harapan", 2, 2, "kelompok"), Tier("T1", "Terbaik", 1, 1, "kelompok"))
GROUPED = [Entry(f"INO-{n:04d}", "Judul", group="umum" if n < 4 else "khusus") for n in range(1, 5)]


def test_a_nominee_stands_with_everything_the_next_level_asks() -> None:
    entry = Entry(
        "INO-0001",
        "SIPINTER",
        unit_code="P1",
        unit="Puskesmas Contoh",
        category="KES",
        group="umum",
        started=date(2025, 3, 2),
        innovators="Budi Santoso (NIP 198001012005011001), 081234567890",
    )
    outcome = told(
        give(90, 80),
        replace(STAGE, advance=1),
        entries=[entry],
        tiers=PODIUM,
        units=(Unit("P1", "Puskesmas Contoh", official_code="00123456"),),
        categories=(Category("KES", "Kesehatan"),),
        groups=(Group("umum", "Umum"),),
    )
    with speaking("en"):
        (row,) = rows(nominations.write(outcome))
    assert dict(row) == {
        "Peringkat": 1,
        "Kode": "INO-0001",
        "Inovasi": "SIPINTER",
        "Unit": "Puskesmas Contoh",
        "Kode Resmi": "00123456",
        "Kategori": "Kesehatan",
        "Kelompok": "Umum",
        "Mulai Diterapkan": datetime(2025, 3, 2),
        "Inovator": "Budi Santoso (NIP […]), […]",
        "Predikat": "Juara 1",
        "Total": 90,
    }


@pytest.mark.parametrize(
    ("stage", "tiers", "entries", "nominees"),
    [
        (CUT, (), [], ["INO-0004", "INO-0003"]),
        (CUT, PODIUM[:1], [], ["INO-0004", "INO-0003"]),  # who goes on comes before any tier
        (STAGE, PODIUM, [], ["INO-0004"]),
        (STAGE, (Tier("T1", "Harapan", 3, 4),), [], ["INO-0002", "INO-0001"]),
        (STAGE, PER_GROUP, GROUPED, ["INO-0004", "INO-0003"]),  # the best of each group
        (STAGE, (), [], []),
        (replace(STAGE, minimum_score=Decimal(99)), PODIUM, [], []),  # a cut that nobody passes
    ],
)
def test_those_go_on_or_where_there_is_no_cut_the_best_tier(
    stage: object, tiers: object, entries: list[Entry], nominees: list[str]
) -> None:
    outcome = told(give(60, 70, 80, 90), stage, tiers=tiers, entries=entries)  # type: ignore[arg-type]
    assert [standing.entry.code for standing in outcome.nominees()] == nominees
