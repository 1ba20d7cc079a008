"""roster: what is noticed for the administrative selection, with its reason; people decide."""

import os
import tempfile
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from competition import contents, restored
from registration import SECTIONS, Registration, list_of, registering, settle, table
from sent_files import OPEN, finding, forms_out, noticed

OVER = {"pendaftaran ditutup": "31/03/2021", "usia minimal (bulan)": 12}
"""Registration closed before anything can be received."""
GROUPS: tuple[Mapping[str, Any], ...] = (
    {"Kode": "umum", "Nama": "Umum", "Usia Minimal (bulan)": 24},
    {"Kode": "replikasi", "Nama": "Replikasi", "Maksimal per Unit": 1},
)
CATEGORIES: tuple[Mapping[str, Any], ...] = (
    {"Kode": "KES", "Nama": "Kesehatan"},
    {"Kode": "PDK", "Nama": "Pendidikan"},
)
KINDS: tuple[Mapping[str, Any], ...] = ({"Jenis": "puskesmas", "Maksimal per Unit": 1},)
OF_A_GROUP = {"Kode": "R1", "Bagian": "Asal Replikasi", "Wajib": "ya", "Kelompok": "replikasi"}
RULED: Mapping[str, Any] = {
    "Kelompok": GROUPS,
    "Kategori": CATEGORIES,
    "Jenis_Unit": KINDS,
    "Formulir": (*SECTIONS, OF_A_GROUP),
}


@cache
def _ruled() -> Mapping[str, bytes]:
    with tempfile.TemporaryDirectory() as made:
        return contents(registering(Path(made) / "lomba", settings=OPEN, **RULED).root)


@pytest.fixture
def folder(tmp_path: Path) -> Registration:
    """A folder whose forms are out."""
    return forms_out(tmp_path / "lomba")


@pytest.fixture
def ruled(tmp_path: Path) -> Registration:
    """A folder with rules for groups, categories and kinds of unit."""
    return Registration(restored(tmp_path / "lomba", _ruled()).root)


# Age and days


@pytest.mark.parametrize(
    ("group", "started", "told"),
    [
        ("", "28/02/2098", set()),
        ("", "01/03/2098", {"too-young"}),
        ("umum", "28/02/2097", set()),
        ("umum", "01/03/2097", {"too-young"}),
        ("replikasi", "28/02/2098", set()),
        ("replikasi", "01/03/2098", {"too-young"}),
        ("umum", "28/02/2099", {"too-young"}),
        ("umum", "01/03/2099", {"start-after-closing"}),
        ("umum", None, {"start-missing"}),
    ],
)
def test_the_age_on_the_closing_day_is_held_against_the_limit_of_the_group(
    group: str, started: str | None, told: set[str], ruled: Registration
) -> None:
    origin = "Asal." if group == "replikasi" else None
    ruled.register(
        "OPD01", "Layanan Cepat", mulai=started, kategori="KES", kelompok=group, bagian_R1=origin
    )
    of_age = {"too-young", "start-after-closing", "start-missing"}
    assert noticed(ruled)["Layanan Cepat"] & of_age == told


def test_the_reason_names_day_age_and_limit(ruled: Registration) -> None:
    ruled.register("OPD01", "Layanan", mulai="01/03/2097", kategori="KES", kelompok="umum – Umum")
    told = finding(ruled, "too-young")
    assert (told["file"], told["sheet"]) == ("kiriman OPD01.xlsx", "Inovasi 1")
    for words in ("2097", "23 months", "2099", "at least 24"):
        assert words in told["message"]


def test_the_terminal_says_days_in_its_own_language(ruled: Registration) -> None:
    ruled.register("OPD01", "Layanan", mulai="01/03/2097", kategori="KES", kelompok="umum")
    message = finding(ruled, "too-young")["message"]
    assert ("1 March 2097" in message, "28 February 2099" in message) == (True, True)


def test_without_a_closing_day_age_is_not_judged_and_this_is_told(folder: Registration) -> None:
    settle(folder.root / "kompetisi.xlsx", {"pendaftaran ditutup": None})
    folder.register("OPD01", "Layanan", mulai="01/11/2026")
    assert noticed(folder) == {"Layanan": set()}
    told = finding(folder, "closing-not-set")
    assert (told["file"], told["sheet"]) == ("kompetisi.xlsx", "Kompetisi")
    assert folder.run("roster").code == 1


@pytest.fixture
def closed(folder: Registration) -> Registration:
    """A folder in which registration is over."""
    settle(folder.root / "kompetisi.xlsx", OVER)
    return folder


def test_what_comes_after_the_closing_is_late(closed: Registration) -> None:
    closed.register("OPD01", "Layanan", mulai="17/12/2018")
    assert noticed(closed) == {"Layanan": {"late"}}
    assert "2021" in finding(closed, "late")["message"]


def test_a_file_dated_before_the_closing_is_noted_only(closed: Registration) -> None:
    path = closed.register("OPD01", "Layanan", mulai="17/12/2018")
    day = datetime(2021, 3, 31, 12).timestamp()
    os.utime(path, (day, day))
    assert noticed(closed) == {"Layanan": {"late-but-dated"}}
    assert "2021" in finding(closed, "late-but-dated")["message"]
    assert closed.run("roster").code == 0


def test_a_list_says_itself_when_each_row_was_sent(closed: Registration) -> None:
    rows = [
        ("31/03/2021 23:59:00", "Dinkes", "Tepat Waktu", "17/12/2018", "Isi."),
        ("01/04/2021 00:01:00", "Dinkes", "Sesudah Tutup", "17/12/2018", "Isi."),
    ]
    headings = ("Timestamp", "Unit", "Judul Inovasi", "Tanggal Mulai", "Ringkasan")
    closed.arrive("jawaban.xlsx", list_of(headings, rows))
    assert noticed(closed) == {"Tepat Waktu": set(), "Sesudah Tutup": {"late"}}


# Of which innovation, and where


def faulty(ruled: Registration) -> list[Any]:
    """Register one innovation with much to notice; return the findings of that first run."""
    ruled.register(
        "PKM01",
        "Posyandu Digital",
        kategori="Kesehatn",
        kelompok="umum",
        mulai="01/01/2098",
        pernyataan_1="mungkin",
        bagian_B1="kata " * 21,
        bagian_R1="Asal.",
    )
    rows = ("Puskesmas Contoh Satu", "Posyandu Digitall", "", "replikasi")
    listing(ruled, rows, ("Puskesmas Contoh Satu", "", "Olahraga", ""))
    return list(ruled.roster()["findings"])


def test_every_finding_names_its_innovation(ruled: Registration) -> None:
    assert {f["rule"] for f in faulty(ruled) if not f["entry"]} == set()


def test_every_finding_names_its_place_and_what_to_do(ruled: Registration) -> None:
    found = faulty(ruled)
    assert len({f["rule"] for f in found}) > 8
    assert {f["rule"] for f in found if not (f["file"] and f["sheet"] and f["cell"])} == set()
    assert {f["rule"] for f in found if not (f["message"] and f["fix"])} == set()


def test_a_unit_above_its_quota_is_named_in_the_terminal(folder: Registration) -> None:
    settle(folder.root / "kompetisi.xlsx", {"maksimal per unit": 1})
    units = ("Dinas Kesehatan", "Puskesmas Contoh Satu")
    rows = zip((units * 2), (*THREE, "Posyandu"), strict=True)
    listing(folder, *((unit, title, "", "") for unit, title in rows))
    said = folder.run("roster").out
    assert [unit for unit in units if unit not in said] == []


# How many


def listing(folder: Registration, *rows: tuple[str, ...]) -> None:
    """Send a list of innovations: unit, title, category and group."""
    headings = ("Unit", "Judul Inovasi", "Kategori", "Kelompok", "Tanggal Mulai", "Ringkasan")
    more = ("17/12/2020", "Isi.")
    folder.arrive("daftar.xlsx", list_of(headings, ((*row, *more) for row in rows)))


def over_quota(folder: Registration) -> set[str]:
    """Return the titles of which the number is noticed."""
    return {title for title, rules in noticed(folder).items() if "over-quota" in rules}


THREE = ("Layanan Cepat", "Antrean Daring", "Surat Kilat")
TWO = ("Sekolah Ramah", "Kebun Baca")


def test_a_unit_may_not_register_more_than_its_quota(folder: Registration) -> None:
    settle(folder.root / "kompetisi.xlsx", {"maksimal per unit": 2})
    rows = [("Dinas Kesehatan", title) for title in THREE] + [("OPD02", title) for title in TWO]
    listing(folder, *((*row, "", "") for row in rows))
    folder.roster()
    folder.settle("OPD02", "OPD02")
    assert over_quota(folder) == set(THREE)
    told = [f["message"] for f in folder.roster()["findings"] if f["rule"] == "over-quota"]
    assert len(told) == 3
    assert all("3" in message and "at most 2" in message for message in told)


def test_what_dropped_out_uses_up_no_quota(folder: Registration) -> None:
    settle(folder.root / "kompetisi.xlsx", {"maksimal per unit": 2})
    listing(folder, *(("Dinas Kesehatan", title, "", "") for title in THREE))
    assert over_quota(folder) == set(THREE)
    folder.type("Inovasi", {"Judul": "Surat"}, Status_Administrasi="mundur", Alasan="Diganti")
    rules = {entry["title"]: entry["findings"] for entry in folder.roster()["entries"]}
    assert rules == {title: [] for title in THREE}


def test_kinds_and_groups_have_quotas_of_their_own(ruled: Registration) -> None:
    listing(
        ruled,
        *(("Puskesmas Contoh Satu", title, "KES", "umum") for title in ("Imunisasi", "Jamban")),
        *(("Dinas Kesehatan", title, "KES", "umum") for title in THREE),
        *(("Dinas Pendidikan dan Kebudayaan", title, "PDK", "replikasi") for title in TWO),
    )
    assert over_quota(ruled) == {"Imunisasi", "Jamban", *TWO}


def test_a_unit_with_fewer_than_it_must_is_listed_with_a_reminder(folder: Registration) -> None:
    settle(folder.root / "kompetisi.xlsx", {"minimal per unit": 2})
    folder.register("OPD01", "Layanan Cepat", "Antrean Daring")
    folder.register("OPD02", "Sekolah Ramah")
    missing = {
        m["code"]: (m["registered"], m["minimum"]) for m in folder.roster()["not_registered"]
    }
    assert missing == {"OPD02": (1, 2), "PKM01": (0, 2)}
    lines = {line["Unit"]: line for line in table(folder.book, "Belum Mendaftar")}
    assert {name: (line["Terdaftar"], line["Minimal"]) for name, line in lines.items()} == {
        "Dinas Pendidikan dan Kebudayaan": (1, 2),
        "Puskesmas Contoh Satu": (0, 2),
    }
    assert all(name in line["Pesan"] for name, line in lines.items())


# What was filled in


def test_only_sections_asked_of_the_group_are_missed(ruled: Registration) -> None:
    common: dict[str, Any] = {"kategori": "KES", "bagian_B1": None}
    ruled.register("OPD01", "Layanan Cepat", kelompok="umum", **common)
    ruled.register("OPD02", "Sekolah Ramah", kelompok="replikasi", **common)
    assert noticed(ruled) == {
        "Layanan Cepat": {"sections-missing"},
        "Sekolah Ramah": {"sections-missing"},
    }
    told = {f["file"]: f["value"] for f in ruled.roster()["findings"] if f["entry"]}
    assert told["kiriman OPD01.xlsx"] == "Ringkasan"
    assert "Ringkasan" in told["kiriman OPD02.xlsx"]
    assert "Asal Replikasi" in told["kiriman OPD02.xlsx"]


def test_sections_of_another_group_are_told(ruled: Registration) -> None:
    ruled.register("OPD01", "Layanan", kategori="KES", kelompok="umum", bagian_R1="Asal.")
    assert noticed(ruled) == {"Layanan": {"wrong-group"}}
    told = finding(ruled, "wrong-group")
    assert (told["value"], "umum" in told["message"]) == ("Asal Replikasi", True)


@pytest.mark.parametrize(("words", "told"), [(20, set()), (21, {"over-word-limit"})])
def test_a_section_may_have_as_many_words_as_its_limit(
    words: int, told: set[str], folder: Registration
) -> None:
    folder.register("OPD01", "Layanan", bagian_B1="kata\n\u00a0" * words)
    assert noticed(folder) == {"Layanan": told}
    if told:
        one = finding(folder, "over-word-limit")
        sheet = load_workbook(folder.form("OPD01"))[one["sheet"]]
        row = sheet[one["cell"]].row
        assert sheet.cell(row, 1).value == "#bagian:B1"
        assert (one["value"], "at most 20" in one["message"]) == ("21", True)


@pytest.mark.parametrize(
    ("typed", "code", "told", "fix"),
    [
        ("KES – Kesehatan", "KES", set(), ""),
        ("kesehatan", "KES", set(), ""),
        ("Kesehatn", "", {"registration-misspelt-choice", "category-missing"}, "KES – Kesehatan"),
        ("Olahraga", "", {"registration-bad-choice", "category-missing"}, "PDK – Pendidikan"),
        (None, "", {"category-missing"}, ""),
    ],
)
def test_a_category_is_one_of_the_list(
    typed: str | None, code: str, told: set[str], fix: str, ruled: Registration
) -> None:
    ruled.register("OPD01", "Layanan", kategori=typed, kelompok="umum")
    assert noticed(ruled) == {"Layanan": told}
    found = ruled.roster()
    assert found["entries"][0]["category"] == code
    offered = [f["fix"] for f in found["findings"] if f["value"] == typed]
    assert all(fix in sentence for sentence in offered)
    assert len(offered) == bool(fix)


def test_a_misspelt_category_is_suggested_not_taken(ruled: Registration) -> None:
    ruled.register("OPD01", "Layanan", kategori="Kesehatn", kelompok="umum")
    assert (
        "Did you mean “KES – Kesehatan”?" in finding(ruled, "registration-misspelt-choice")["fix"]
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("ya", set()),
        ("Ya", set()),
        ("✓", set()),
        ("tidak", {"statements-missing"}),
        (None, {"statements-missing"}),
        ("mungkin", {"statements-missing", "registration-unclear-statement"}),
    ],
)
def test_only_a_clear_yes_confirms_a_statement(
    typed: str | None, told: set[str], folder: Registration
) -> None:
    folder.register("OPD01", "Layanan", pernyataan_2=typed)
    assert noticed(folder) == {"Layanan": told}
    if told:
        assert finding(folder, "statements-missing")["value"] == "Identitas inovator"


# People decide


@pytest.mark.parametrize("status", ["lolos", "tidak lolos", "mundur", "diskualifikasi"])
def test_a_status_silences_what_was_noticed_about_this_innovation_alone(
    status: str, folder: Registration
) -> None:
    folder.register("OPD01", "Layanan Cepat", bagian_B1=None)
    folder.register("OPD02", "Sekolah Ramah", bagian_B1=None)
    first = folder.run("roster")
    assert (first.code, "kiriman OPD01.xlsx" in first.out) == (1, True)
    reason = {"Status_Administrasi": status, "Alasan": "Rapat pleno"}
    folder.type("Inovasi", {"Judul": "Layanan"}, **reason)
    said = folder.run("roster")
    assert (said.code, "kiriman OPD02.xlsx" in said.out) == (1, True)
    assert "kiriman OPD01.xlsx" not in said.out
    folder.type("Inovasi", {"Judul": "Sekolah"}, **reason)
    last = folder.run("roster", "--json")
    assert last.code == 0
    assert {e["status"] for e in last.json["entries"]} == {status}
    assert {e["takes_part"] for e in last.json["entries"]} == {status == "lolos"}
    assert {rule for e in last.json["entries"] for rule in e["findings"]} == {"sections-missing"}
