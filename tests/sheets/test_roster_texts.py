"""Texts in daftar_peserta.xlsx: whatever they hold, they stay what was written."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from office import convert, recalculate
from roster_workbook import (
    CONTENT,
    ENTRIES,
    NAME,
    changed,
    entry,
    loaded,
    made,
    opened,
    rows,
    type_into,
)
from sinovik_sheets.sheets.roster.book import canonical, read_rows, update

HOSTILE = (
    "=1+1",
    "+62 Layanan",
    "-5",
    "@SUM(A1)",
    "#N/A",
    "'petik",
    "12/03/2027",
    "_x0041_",
    "_x000D_",
    "<&>\"'",
    "dua\r\nbaris",
    " berspasi ",
    "a\x00b\x07c",
    "sebelah \ud800 saja",
    "huruf 😀",
)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_text_stays_text(text: str) -> None:
    content = replace(CONTENT, entries=[entry(1, Judul=text), entry(2)])
    data = made(content)
    assert update(data, content) is None
    again = made(replace(content, entries=[entry(1, Judul=text), entry(2, Judul="Baru")]), data)
    for saved in (data, again):
        (row, _other) = read_rows(opened(saved), NAME, [])
        assert row.text("Judul") == canonical("Judul", text)
        assert loaded(saved)[ENTRIES]["B4"].data_type != "f"


def test_a_formula_in_place_of_a_text_is_replaced_by_the_text() -> None:
    content = replace(CONTENT, entries=[entry(1, Judul="=1+1")])
    data = changed(made(content), lambda book: type_into(book, "INO-0001", Judul="=1+1"))
    assert loaded(made(content, data))[ENTRIES]["B4"].data_type == "s"


def test_text_that_no_cell_holds_is_cut_with_a_sign() -> None:
    content = replace(CONTENT, entries=[entry(1, Judul="x" * 40_000)])
    data = made(content)
    title = rows(data)[0]["Judul"]
    assert (len(title), title[-1]) == (32_767, "…")
    assert update(data, content) is None


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=8))
def test_any_text_is_written_once_and_reads_back(texts: list[str]) -> None:
    wanted = [entry(n, Inovator=text) for n, text in enumerate(texts, start=1)]
    content = replace(CONTENT, entries=wanted)
    data = made(content)
    assert update(data, content) is None
    found = [row.text("Inovator") for row in read_rows(opened(data), NAME, [])]
    assert found == [canonical("Inovator", text) for text in texts]


@pytest.mark.parametrize(
    ("column", "one", "other"),
    [
        ("Mulai Diterapkan", "17/12/2025", "2025-12-17"),
        ("Mulai Diterapkan", "17/12/2025", "46008"),
        ("Mulai Diterapkan", "17/12/2025", "17 Desember 2025"),
        ("Mulai Diterapkan", "sejak dulu", " sejak dulu"),
        ("Judul", "Layanan", " Layanan\n"),
        ("Judul", "dua\nbaris", "dua\r\nbaris"),
    ],
)
def test_two_ways_of_writing_the_same_are_the_same(column: str, one: str, other: str) -> None:
    assert canonical(column, one) == canonical(column, other)


def test_other_texts_are_not_the_same() -> None:
    assert canonical("Judul", "17/12/2025") != canonical("Judul", "2025-12-17")
    assert canonical("Judul", "Layanan") != canonical("Judul", "layanan")


def test_a_day_people_wrote_another_way_is_left_as_it_is() -> None:
    def work(book: Workbook) -> None:
        type_into(book, "INO-0001", Mulai_Diterapkan="17 Desember 2025")

    assert update(changed(made(), work), CONTENT) is None


# Other programs


@pytest.mark.libreoffice
def test_libreoffice_opens_and_saves_it_and_nothing_has_to_be_written_again(
    tmp_path: Path,
) -> None:
    hostile = [entry(n, Judul=text) for n, text in enumerate(HOSTILE, start=1)]
    content = replace(CONTENT, entries=hostile)
    path = tmp_path / NAME
    path.write_bytes(made(content))
    saved = recalculate(path, tmp_path / "saved").read_bytes()
    assert update(saved, content) is None
    again = made(replace(content, entries=[*hostile, entry(99)]), saved)
    path.write_bytes(again)
    assert convert(path, "pdf", tmp_path).stat().st_size > 5_000
    assert [row.text("Judul") for row in read_rows(opened(again), NAME, [])][:-1] == [
        canonical("Judul", text) for text in HOSTILE
    ]
