"""The announcement: everyone for the house, the chosen for the public, values only."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from sinovik_sheets.model import Category, CutTies, Entry, Group, PlenaryDecision, Tier
from sinovik_sheets.sheets.results import announcement
from sinovik_sheets.text import speaking
from told_outcomes import PODIUM, SETTINGS, STAGE, give, rows, texts, told, withdrawn

CUT = replace(STAGE, advance=2)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def page(data: bytes) -> Any:
    return load_workbook(BytesIO(data)).worksheets[0]


def test_everyone_stands_by_place_with_tier_and_outcome() -> None:
    found = rows(announcement.write(told(give(70, 90, 80, 80), CUT, tiers=PODIUM)))
    assert [tuple(row.values()) for row in found] == [
        (1, "INO-0002", "Inovasi INO-0002", None, 90, "Juara 1; lolos"),
        (2, "INO-0003", "Inovasi INO-0003", None, 80, "Juara 2; lolos"),
        (2, "INO-0004", "Inovasi INO-0004", None, 80, "Juara 2; lolos"),
        (4, "INO-0001", "Inovasi INO-0001", None, 70, "tidak lolos"),
    ]
    assert list(found[0]) == ["Peringkat", "Kode", "Inovasi", "Unit", "Total", "Predikat/Hasil"]


def test_the_place_the_plenary_set_is_announced() -> None:
    outcome = told(give(90, 80), CUT, tiers=PODIUM)
    set_places = {"INO-0001": 2, "INO-0002": 1}
    standings = tuple(
        replace(s, plenary=PlenaryDecision(set_places[s.entry.code], None, "alasan rahasia", "x"))
        for s in outcome.result.standings
    )
    changed = told(give(90, 80), CUT, tiers=PODIUM)
    changed = replace(changed, result=replace(changed.result, standings=standings))
    data = announcement.write(changed)
    assert [(row["Peringkat"], row["Kode"]) for row in rows(data)] == [
        (1, "INO-0002"),
        (2, "INO-0001"),
    ]
    assert "alasan rahasia" not in " ".join(texts(data))
    sentence = "The places were settled by the plenary meeting."
    for write in (announcement.write, announcement.write_public):
        assert sentence in texts(write(changed))
        assert sentence not in texts(write(outcome))


def test_entries_without_a_place_stand_below_with_their_status_and_no_reason() -> None:
    scores = {**give(70, 90), "INO-0003": {}, "INO-0004": {}}
    data = announcement.write(told(scores, entries=[withdrawn("INO-0003")]))
    below = [(row["Peringkat"], row["Kode"], row["Predikat/Hasil"]) for row in rows(data)[2:]]
    assert below == [("–", "INO-0003", "mundur"), ("–", "INO-0004", "belum dinilai")]
    assert "sakit keras" not in " ".join(texts(data))


def test_a_tie_left_to_the_plenary_is_told_as_open() -> None:
    stage = replace(STAGE, advance=1, cut_ties=CutTies.PLENARY)
    found = rows(announcement.write(told(give(80, 80, 70), stage)))
    assert [row["Predikat/Hasil"] for row in found] == ["diputuskan pleno"] * 2 + ["tidak lolos"]


def test_category_and_group_stand_where_they_count() -> None:
    entries = [Entry("INO-0001", "Satu", category="KES", group="umum")]
    more: Any = {"categories": (Category("KES", "Kesehatan"),), "groups": (Group("umum", "Umum"),)}
    plain = rows(announcement.write(told(give(80), entries=entries, **more)))
    assert plain[0]["Kategori"] == "Kesehatan"
    assert "Kelompok" not in plain[0]
    per_group = (Tier("T1", "Terbaik", 1, 1, "kelompok"),)
    found = rows(announcement.write(told(give(80), entries=entries, tiers=per_group, **more)))
    assert found[0]["Kelompok"] == "Umum"


@pytest.mark.parametrize("final", [False, True])
def test_it_says_sementara_until_it_is_final(*, final: bool) -> None:
    data = announcement.write(told(give(80, 70), final=final))
    assert any(text.startswith("SEMENTARA") for text in texts(data)) is not final
    assert ("SEMENTARA" in str(page(data).oddHeader.right.text)) is not final


def test_it_is_ready_to_print_and_sign() -> None:
    data = announcement.write(told(give(80, 70)))
    sheet, cells = page(data), texts(data)
    assert cells[:3] == [*SETTINGS.letterhead, "Announcement of results"]
    assert [SETTINGS.signer_title, SETTINGS.signer] == cells[-2:]
    assert SETTINGS.signer_nip not in " ".join(cells)
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (14, "portrait")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$8:$8"


def test_nobody_signs_where_nobody_is_named() -> None:
    settings = replace(SETTINGS, signer="", signer_title="", letterhead=())
    cells = texts(announcement.write(told(give(80, 70), settings=settings)))
    assert cells[0] == "Announcement of results"
    assert not any("....." in text for text in cells)


def test_no_text_becomes_a_formula_and_no_number_is_one() -> None:
    entries = [Entry("INO-0001", '=HYPERLINK("http://x";"y")', unit="+62 0", category="@x")]
    data = announcement.write(told(give(80, 70), entries=entries))
    kinds = {cell.data_type for row in page(data).iter_rows() for cell in row}
    assert "f" not in kinds
    assert rows(data)[0]["Inovasi"] == '=HYPERLINK("http://x";"y")'


def test_the_same_result_gives_the_same_bytes() -> None:
    outcome = told(give(80, 70), CUT)
    assert announcement.write(outcome) == announcement.write(outcome)
    assert announcement.write_public(outcome) == announcement.write_public(outcome)


def test_the_public_sees_who_goes_on_or_holds_a_tier_and_nobody_else() -> None:
    stage, tiers = replace(STAGE, advance=1), (Tier("T1", "Harapan", 3, 3),)
    scores = {**give(90, 85, 80, 70), "INO-0005": {}}
    data = announcement.write_public(told(scores, stage, tiers=tiers))
    assert [tuple(row.values()) for row in rows(data)] == [
        (1, "Inovasi INO-0001", None, 90, None),
        (3, "Inovasi INO-0003", None, 80, "Harapan"),
    ]
    assert not any(code in " ".join(texts(data)) for code in ("0002", "0004", "0005"))


def test_the_public_sees_no_totals_where_nobody_was_chosen() -> None:
    found = rows(announcement.write_public(told({**give(90, 70), "INO-0003": {}})))
    assert [tuple(row.values()) for row in found] == [
        (1, "Inovasi INO-0001", None),
        (2, "Inovasi INO-0002", None),
    ]
