"""The tiers of the presets: those a source names, and sound as they come."""

import pytest

from sinovik_sheets.model import Competition, Tier
from sinovik_sheets.sheets.reading.book import read_book
from sinovik_sheets.sheets.settings import competition_book
from sinovik_sheets.steps.check_tiers import check
from sinovik_sheets.stores.presets import load_preset, preset_names
from sinovik_sheets.text import speaking

SOURCED = {
    "kipp_2023_umum": [("T1", "Top 99", 1, 99)],
    "kota_pasuruan": [("T1", "3 terbaik", 1, 3), ("T1", "7 lainnya", 4, 10)],
    "kovablik_jatim": [("T2", "Top 45", 1, 45)],
    "situbondo_2017": [
        ("T2", "Terbaik I", 1, 1),
        ("T2", "Terbaik II", 2, 2),
        ("T2", "Terbaik III", 3, 3),
    ],
}


@pytest.mark.parametrize("name", preset_names())
def test_a_preset_brings_the_tiers_its_source_names_and_no_others(name: str) -> None:
    with speaking("en"):
        written = competition_book.write(load_preset(name))
        read = competition_book.read(read_book(written), "kompetisi.xlsx", [])
    found = [(tier.stage, tier.name, tier.first, tier.last) for tier in read.tiers]
    assert found == SOURCED.get(name, [])
    assert {tier.stage for tier in read.tiers} <= {stage.code for stage in read.stages}
    assert list(check(Competition(read.settings, read.stages, tiers=read.tiers))) == []


def test_every_column_of_a_tier_is_read() -> None:
    preset = load_preset("lima_kriteria")
    row = {
        "Tahap": "T1",
        "Nama": "Top 20",
        "Dari": "1",
        "Sampai": "10",
        "Per": "kelompok",
        "Keterangan": "sepuluh tiap kelompok",
    }
    preset.tables["Predikat"] = (row,)  # type: ignore[index]
    with speaking("en"):
        read = competition_book.read(read_book(competition_book.write(preset)), "k.xlsx", [])
    assert read.tiers == (Tier("T1", "Top 20", 1, 10, "kelompok", "sepuluh tiap kelompok"),)
