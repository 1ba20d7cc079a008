"""roster: registrations become entries with codes for ever; people's words stay."""

import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from competition import JURORS, contents, fingerprint, restored, type_rows
from registration import (
    UNITS,
    Registration,
    fill,
    innovation,
    list_of,
    registering,
)


@pytest.fixture
def folder(tmp_path: Path) -> Registration:
    return registering(tmp_path / "lomba")


def test_a_unit_registers_several_innovations(folder: Registration) -> None:
    folder.register("OPD01", "Layanan Cepat", "Antrean Daring")
    entries = folder.entries()
    assert {title: (e["entry"], e["unit_code"], e["kind"]) for title, e in entries.items()} == {
        "Layanan Cepat": ("INO-0001", "OPD01", "OPD"),
        "Antrean Daring": ("INO-0002", "OPD01", "OPD"),
    }
    assert all(not entry["findings"] and entry["takes_part"] for entry in entries.values())


def test_a_second_run_changes_nothing(folder: Registration) -> None:
    folder.register("OPD01", "Layanan Cepat")
    first = folder.roster()
    before = fingerprint(folder.root)
    assert folder.roster()["entries"] == first["entries"]
    assert fingerprint(folder.root) == before


def test_codes_stay_when_late_forms_come_and_others_are_taken_away(folder: Registration) -> None:
    path = folder.register("OPD02", "Sekolah Ramah")
    folder.roster()
    path.unlink()
    folder.register("OPD01", "Layanan Cepat")
    assert {title: e["entry"] for title, e in folder.entries().items()} == {
        "Sekolah Ramah": "INO-0001",
        "Layanan Cepat": "INO-0002",
    }


def test_peoples_words_survive_every_run(folder: Registration) -> None:
    path = folder.register("OPD01", "Layanan Cepat")
    folder.roster()
    folder.type(
        "Inovasi", {"Kode": "INO-0001"}, Status_Administrasi="tidak lolos", Alasan="Bukti kurang"
    )
    path.unlink()
    folder.register("PKM01", "Posyandu Digital")
    assert folder.entries()["Layanan Cepat"]["status"] == "tidak lolos"
    (line,) = (line for line in folder.lines() if line["Kode"] == "INO-0001")
    assert (line["Status Administrasi"], line["Alasan"]) == ("tidak lolos", "Bukti kurang")


def test_a_title_corrected_by_hand_is_not_written_over(folder: Registration) -> None:
    folder.register("OPD01", "Layanan Cepatt")
    folder.roster()
    folder.type("Inovasi", {"Kode": "INO-0001"}, Judul="Layanan Cepat")
    folder.register("OPD02", "Sekolah Ramah")
    entry = folder.entries()["Layanan Cepat"]
    assert entry["entry"] == "INO-0001"
    assert "roster-edited" in entry["findings"]


def test_rows_typed_without_a_form_get_a_code(folder: Registration) -> None:
    book = load_workbook(folder.book)
    page = book["Inovasi"]
    page.append([None, "Kebun Sekolah", None, "SMP Contoh"])
    book.save(folder.book)
    folder.register("OPD01", "Layanan Cepat")
    entries = folder.entries()
    assert {e["entry"] for e in entries.values()} == {"INO-0001", "INO-0002"}
    assert entries["Kebun Sekolah"]["unit"] == "SMP Contoh"
    assert folder.entries()["Kebun Sekolah"]["entry"] == entries["Kebun Sekolah"]["entry"]


def test_a_form_for_a_typed_row_takes_its_code(folder: Registration) -> None:
    book = load_workbook(folder.book)
    book["Inovasi"].append(["INO-0007", "Layanan Cepat", "OPD01", "Dinas Kesehatan"])
    book.save(folder.book)
    folder.register("OPD01", "Layanan Cepat")
    assert [e["entry"] for e in folder.roster()["entries"]] == ["INO-0007"]
    folder.type("Inovasi", {"Kode": "INO-0007"}, Judul="Layanan Amat Cepat")
    assert {t: e["entry"] for t, e in folder.entries().items()} == {
        "Layanan Amat Cepat": "INO-0007"
    }


def test_a_completed_form_replaces_an_incomplete_one(folder: Registration) -> None:
    folder.register("OPD01", "Layanan Cepat", bagian_B1=None)
    assert "sections-missing" in folder.entries()["Layanan Cepat"]["findings"]
    folder.register("OPD01", "Layanan Cepat", name="perbaikan.xlsx")
    found = folder.roster()
    (entry,) = found["entries"]
    assert (entry["entry"], entry["file"]) == ("INO-0001", "perbaikan.xlsx")
    fates = {file["path"]: file["fate"] for file in found["files"]}
    assert fates == {"kiriman OPD01.xlsx": "superseded", "perbaikan.xlsx": "used"}


def test_a_complete_form_is_replaced_only_by_a_decision(folder: Registration) -> None:
    folder.register("OPD01", "Layanan Cepat", inovator="Inovator 1")
    folder.roster()
    folder.register("OPD01", "Layanan Cepat", inovator="Inovator 2", name="kedua.xlsx")
    found = folder.roster()
    assert [e["innovators"] for e in found["entries"]] == ["Inovator 1"]
    (question,) = found["to_check"]
    assert question["rule"] == "newer-version"
    folder.type("Perlu Diperiksa", {"Nomor": question["number"]}, Jawaban="pakai", Oleh="Ketua")
    found = folder.roster()
    assert [e["innovators"] for e in found["entries"]] == ["Inovator 2"]
    assert found["to_check"] == []


def test_another_title_on_a_known_page_is_asked_and_nothing_is_lost(folder: Registration) -> None:
    folder.register("OPD01", "Layanan Cepat")
    folder.roster()
    folder.register("OPD01", "Antrean Daring", name="lain.xlsx")
    found = folder.roster()
    assert [e["title"] for e in found["entries"]] == ["Layanan Cepat"]
    (question,) = found["to_check"]
    assert (question["rule"], question["choices"]) == ("title-changed", ["sama", "baru", "abaikan"])
    folder.type("Perlu Diperiksa", {"Nomor": question["number"]}, Jawaban="baru", Oleh="Ketua")
    assert {t: e["entry"] for t, e in folder.entries().items()} == {
        "Layanan Cepat": "INO-0001",
        "Antrean Daring": "INO-0002",
    }


def test_a_corrected_title_keeps_the_code(folder: Registration) -> None:
    folder.register("OPD01", "Layanan Cepatt")
    folder.roster()
    folder.register("OPD01", "Layanan Cepat", name="betul.xlsx")
    (question,) = folder.roster()["to_check"]
    folder.type("Perlu Diperiksa", {"Nomor": question["number"]}, Jawaban="sama", Oleh="Ketua")
    assert {t: e["entry"] for t, e in folder.entries().items()} == {"Layanan Cepat": "INO-0001"}
    before = fingerprint(folder.root)
    assert folder.roster()["to_check"] == []
    assert fingerprint(folder.root) == before


def test_a_name_that_is_not_exact_is_suggested_and_answered_once(folder: Registration) -> None:
    for title in ("Posyandu Digital", "Imunisasi Cepat"):
        data = fill(folder.form(), [innovation(title)], unit={"unit": "Puskesmas Contoh Sattu"})
        folder.arrive(f"{title}.xlsx", data)
    found = folder.roster()
    (question,) = found["to_check"]
    assert question["suggestions"][0]["unit"] == "PKM01"
    assert {e["unit_code"] for e in found["entries"]} == {""}
    folder.settle("Puskesmas Contoh Sattu", "PKM01")
    found = folder.roster()
    assert {e["unit_code"] for e in found["entries"]} == {"PKM01"}
    assert found["to_check"] == []


def test_an_alias_is_taken(folder: Registration) -> None:
    folder.arrive("a.xlsx", fill(folder.form(), [innovation("Layanan")], unit={"unit": "DINKES"}))
    assert folder.entries()["Layanan"]["unit_code"] == "OPD01"


def test_a_list_of_many_innovations_is_read_and_its_columns_shown(folder: Registration) -> None:
    data = list_of(
        ["Timestamp", "Nama Unit / OPD", "Judul Inovasi", "Tanggal Mulai", "Warna"],
        [
            ["2027-01-05", "Dinkes", "Layanan Cepat", "17 Desember 2020", "biru"],
            ["2027-01-06", "Puskesmas Contoh Satu", "Posyandu Digital", 44182, "merah"],
        ],
    )
    folder.arrive("Formulir (Responses).xlsx", data)
    found = folder.roster()
    assert {(e["title"], e["unit_code"], e["started"]) for e in found["entries"]} == {
        ("Layanan Cepat", "OPD01", "2020-12-17"),
        ("Posyandu Digital", "PKM01", "2020-12-17"),
    }
    mapping = dict(found["files"][0]["mapping"])
    assert mapping["Judul Inovasi"]
    assert not mapping["Warna"]


def test_the_same_list_exported_again_adds_only_what_is_new(folder: Registration) -> None:
    headings = ["Timestamp", "Unit", "Judul Inovasi", "Tanggal Mulai"]
    one = ["2027-01-05", "Dinkes", "Layanan Cepat", "17/12/2020"]
    two = ["2027-01-06", "Dinkes", "Antrean Daring", "17/12/2020"]
    folder.arrive("ekspor.xlsx", list_of(headings, [one]))
    folder.roster()
    folder.arrive("ekspor (1).xlsx", list_of(headings, [one, two]))
    found = folder.roster()
    assert {(e["entry"], e["title"]) for e in found["entries"]} == {
        ("INO-0001", "Layanan Cepat"),
        ("INO-0002", "Antrean Daring"),
    }
    assert found["to_check"] == []


def test_a_dry_run_writes_nothing(folder: Registration) -> None:
    folder.register("OPD01", "Layanan Cepat")
    before = fingerprint(folder.root)
    said = folder.run("roster", "--dry-run")
    assert "1 innovations registered" in said.out
    assert fingerprint(folder.root) == before


def test_an_open_roster_is_left_alone(folder: Registration) -> None:
    folder.register("OPD01", "Layanan Cepat")
    (folder.root / "~$daftar_peserta.xlsx").write_bytes(b"")
    before = fingerprint(folder.root)
    said = folder.run("roster")
    assert said.code == 3
    assert "Close this file" in said.err
    (folder.root / "arsip" / "sedang_dipakai.lock").unlink(missing_ok=True)
    assert fingerprint(folder.root) == before


def test_distribute_takes_its_entries_from_the_roster(folder: Registration) -> None:
    folder.register("OPD01", "Layanan Cepat", "Antrean Daring")
    folder.roster()
    folder.type(
        "Inovasi", {"Judul": "Antrean"}, Status_Administrasi="tidak lolos", Alasan="Terlambat"
    )
    type_rows(folder.root / "kompetisi.xlsx", {"Juri": JURORS})
    sheets = folder.json("distribute")["new"]
    assert [sheet["entries"] for sheet in sheets] == [["INO-0001"]] * 3


@cache
def _forms_out() -> Mapping[str, bytes]:
    with tempfile.TemporaryDirectory() as made:
        return contents(registering(Path(made) / "lomba", units=UNITS).root)


PIECES = [
    ("OPD01", ("Layanan Cepat", "Antrean Daring")),
    ("OPD02", ("Sekolah Ramah",)),
    ("PKM01", ("Posyandu Digital",)),
]


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    order=st.permutations(range(len(PIECES))),
    names=st.lists(
        st.text("abcINO-123 ", min_size=1, max_size=8).map(str.strip).filter(bool),
        min_size=3,
        max_size=3,
        unique_by=str.casefold,
    ),
    stops=st.lists(st.booleans(), min_size=3, max_size=3),
)
def test_order_names_and_runs_in_between_never_matter(
    tmp_path_factory: pytest.TempPathFactory,
    order: list[int],
    names: list[str],
    stops: list[bool],
) -> None:
    folder = Registration(restored(tmp_path_factory.mktemp("uji") / "lomba", _forms_out()).root)
    codes: dict[str, str] = {}
    noted: set[str] = set()
    for position, name, stop in zip(order, names, stops, strict=True):
        unit, titles = PIECES[position]
        folder.register(unit, *titles, name=f"{name}.xlsx")
        if stop:
            now = {title: entry["entry"] for title, entry in folder.entries().items()}
            assert now.items() >= codes.items()
            codes = now
            noted |= set(codes)
            for title in codes:
                folder.type("Inovasi", {"Judul": title}, Alasan=f"catatan {title}")
    entries = folder.entries()
    assert {t: e["entry"] for t, e in entries.items()}.items() >= codes.items()
    reasons = {line["Judul"]: line["Alasan"] for line in folder.lines()}
    assert reasons == {t: f"catatan {t}" if t in noted else None for t in entries}
    assert {
        (t, e["unit_code"], e["started"], tuple(e["findings"])) for t, e in entries.items()
    } == {(title, unit, "2020-12-17", ()) for unit, titles in PIECES for title in titles}
