"""The minutes say everything, in figures and words, and nothing that was not given."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.content import MINUTES, PANEL, RANKING, TITLE, ranked
from documents.reading import all_xml, cells, lines, opened, table_under
from sinovik_sheets.documents.minutes import BLANK, Minutes, RankedEntry, render_minutes, tags
from sinovik_sheets.documents.templates import minutes_template
from sinovik_sheets.text import speaking

EMPTY = Minutes("Lomba", "Proposal")
RESULT = "Computed place|Plenary place|Innovation|Unit|Total|Outcome"
ANNEX = "Computed place|Plenary place|Innovation|Unit|Total|Jurors|Outcome"


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def made(minutes: Minutes) -> bytes:
    with speaking("en"):
        return render_minutes(minutes_template(), minutes)


@pytest.fixture(scope="module")
def full() -> bytes:
    return made(MINUTES)


def test_the_opening_names_stage_day_place_and_organiser(full: bytes) -> None:
    text = "\n".join(lines(full))
    for words in (
        "On this day, Thursday, the seventeenth of December, two thousand and twenty-six, at Aula",
        "result of Presentasi dan Wawancara of Kompetisi Inovasi Pelayanan Publik Kabupaten",
        "held by Bagian Organisasi Sekretariat Daerah Kabupaten Contoh",
        f"NUMBER: {BLANK}",
    ):
        assert words in text


def test_the_letterhead_stands_line_by_line(full: bytes) -> None:
    assert lines(full)[:3] == [*MINUTES.letterhead[:2], "\n".join(MINUTES.letterhead[2:])]


def test_without_a_letterhead_the_title_comes_first() -> None:
    assert lines(made(EMPTY))[0] == "Minutes"


def test_the_panel_stands_by_element(full: bytes) -> None:
    panel = table_under(full, "No|Name|Institution|Element")
    assert [row[3] for row in panel[1:]] == ["akademisi"] * 3 + ["LSM"] * 3 + ["birokrasi"] * 3
    assert [row[0] for row in panel[1:]] == [str(number) for number in range(1, 10)]
    assert {row[1] for row in panel[1:]} == {juror.name for juror in PANEL}


def test_every_juror_signs_once(full: bytes) -> None:
    signed = [one.text for one in cells(opened(full).tables[-4])]
    names = [text.split("\n")[0] for text in signed]
    assert sorted(filter(None, names)) == sorted(juror.name for juror in PANEL)


def test_counts_stand_in_figures_and_words(full: bytes) -> None:
    assert table_under(full, "Entries|Number|In words")[1:] == [
        ["Entries registered", "57", "fifty-seven"],
        ["Entries scored", "55", "fifty-five"],
        ["Entries not scored: mundur", "1", "one"],
        ["Entries not scored: tidak hadir", "1", "one"],
        ["Entries that go on or win", "3", "three"],
    ]


def test_a_result_has_both_places_and_the_total_in_figures_and_words(full: bytes) -> None:
    result = table_under(full, RESULT)
    assert len(result) == 1 + len(MINUTES.results)
    assert result[1] == [
        "1",
        "1",
        f"{TITLE}\nINO-0001",
        "UPT Puskesmas Contoh 1 Kecamatan Percontohan\nKesehatan: 1",
        "93.13\nninety-three point one three",
        "Juara I",
    ]
    assert [row[:2] for row in result[2:5]] == [["2", "3"], ["3", "2"], ["4", "4 (tied)"]]


def test_the_annex_ranks_every_entry(full: bytes) -> None:
    annex = table_under(full, ANNEX)
    assert [row[2].split("\n")[-1] for row in annex[1:]] == [one.entry for one in RANKING]


def test_decisions_of_the_plenary_stand_with_their_reason(full: bytes) -> None:
    decided = table_under(full, "Computed place|Plenary place|Innovation|Outcome|Reason")
    assert [[row[0], row[1], row[4]] for row in decided[1:]] == [
        ["2", "3", "Manfaat belum terukur."],
        ["3", "2", "Terbukti di lapangan."],
    ]


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("Computed place|Innovations|Total|How it was settled",
         ["4", "INO-0004\nINO-0005", "92.00", "Rata-rata kriteria terberat."]),
        ("Juror|Innovation|Reason",
         ["Juri 3", "Inovasi Contoh 7\nINO-0007", "Pembina unit pengusul"]),
        ("What was passed over|By|Reason",
         ["Lembar Juri 9 belum masuk", "Sekretaris", "Juri dirawat di rumah sakit"]),
        ("Juror|Typed in by|Sheet code", ["Juri 5", "Sekretariat 1", "ABCDEFGH23"]),
        ("Code|Innovation|Unit|Status|Reason",
         ["INO-0056", "Inovasi Contoh 56", "Dinas Contoh", "mundur", "Surat"]),
    ],
)  # fmt: skip
def test_what_was_out_of_the_ordinary_is_listed(full: bytes, heading: str, row: list[str]) -> None:
    assert table_under(full, heading)[1] == row


def test_the_approver_signs_with_capacity_rank_and_nip(full: bytes) -> None:
    (block,) = [
        cell.text for table in opened(full).tables for cell in cells(table) if "NIP." in cell.text
    ]
    assert block.split("\n") == [
        "Established at Contoh",
        "on 17 December 2026",
        "a.n. BUPATI CONTOH",
        "Sekretaris Daerah",
        "u.b.",
        "Asisten Administrasi Umum",
        "Drs. Pejabat Contoh, M.Si.",
        "Pembina Utama Muda (IV/c)",
        "NIP. 19800101 200501 1 001",
    ]


def test_files_and_journal_are_named_by_their_hashes(full: bytes) -> None:
    files = table_under(full, "File|Juror|SHA-256")
    assert [row[2] for row in files[1:]] == [one.sha256 for one in MINUTES.inputs]
    assert MINUTES.journal_head in lines(full)


def test_what_is_empty_is_said_to_be_none_and_leaves_lines_to_fill_in() -> None:
    text = lines(made(EMPTY))
    assert text.count("None.") == 8
    assert f"on {BLANK}" in text


@pytest.mark.parametrize("provisional", [True, False])
def test_provisional_minutes_say_so_on_every_page(provisional: bool) -> None:  # noqa: FBT001
    xml = all_xml(made(replace(MINUTES, provisional=provisional)))
    assert xml.count("PROVISIONAL") == (2 if provisional else 0)


@pytest.mark.parametrize(
    ("places", "total", "figures"),
    [(2, Fraction(165, 2), "82.50"), (0, Fraction(165, 2), "83"), (None, Fraction(1, 3), "0.3333")],
)
def test_totals_have_the_decimals_of_the_rule(
    places: int | None, total: Fraction, figures: str
) -> None:
    minutes = replace(EMPTY, places=places, results=(replace(ranked(1), total=total),))
    assert table_under(made(minutes), RESULT)[1][4].split("\n")[0] == figures


def test_an_entry_without_place_and_total_keeps_its_row() -> None:
    one = RankedEntry(None, "INO-0009", "Judul", "Unit", None)
    row = table_under(made(replace(EMPTY, ranking=(one,))), ANNEX)[1]
    assert row == ["–", "–", "Judul\nINO-0009", "Unit", "–", "", ""]


def test_the_plenary_may_settle_who_goes_on_without_changing_the_place() -> None:
    one = replace(ranked(9), reason="Kuota ditambah.")
    decided = made(replace(EMPTY, ranking=(one,)))
    heading = "Computed place|Plenary place|Innovation|Outcome|Reason"
    assert table_under(decided, heading)[1][4] == "Kuota ditambah."


def test_the_same_input_gives_the_same_bytes(full: bytes) -> None:
    assert made(MINUTES) == full


def test_nothing_personal_stands_in_the_properties(full: bytes) -> None:
    properties = opened(full).core_properties
    assert (properties.author, properties.last_modified_by) == ("SINOVIK", "SINOVIK")
    assert properties.title.startswith("Minutes: Presentasi dan Wawancara")


HOSTILE = st.one_of(
    st.text(st.characters(codec=None), max_size=40),
    st.sampled_from(
        ["{{ 7*7 }}", "{% for x in y %}", "{{ kompetisi }}", "{_{ x }_}", "</w:t></w:p>", "&amp;",
         "<w:br/>", "]]>", "{%tr endfor %}", "\x00\x1f\x7f", "\ud800", "\ufffe", "\a\f\t\n\r",
         "a" * 40_000, "💥", "{#", "#}", "\u202e", "${x}"]
    ),
)  # fmt: skip


def plain(text: str) -> str:
    """Return what of a text can be seen."""
    return re.sub(r"[\x00-\x20\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "", text)


@settings(max_examples=30, deadline=None)
@given(HOSTILE)
def test_no_text_becomes_a_tag_or_markup(text: str) -> None:
    one = replace(ranked(1), title=text, unit=text, reason=text, outcome=text)
    minutes = replace(
        EMPTY, competition=text, letterhead=(text,) * 4, results=(one,), remarks=(text,)
    )
    data = made(minutes)
    row = table_under(data, RESULT)[1]
    assert plain(row[5]) == plain(text)[:32_766] + ("…" if len(plain(text)) > 32_766 else "")
    assert len(opened(data).tables) == 4 + bool(text)


def test_every_tag_of_a_row_in_the_template_stands_for_something(full: bytes) -> None:
    assert "{{" not in all_xml(full)
    assert "{%" not in all_xml(full)


def test_every_part_of_the_content_has_a_tag() -> None:
    """A new field needs a tag: changing it must change the tags."""
    missing = [
        one.name
        for one in fields(Minutes)
        if one.name != "places"
        and tags(replace(MINUTES, **{one.name: getattr(EMPTY, one.name)})) == tags(MINUTES)
        and getattr(MINUTES, one.name) != getattr(EMPTY, one.name)
    ]
    assert missing == []
