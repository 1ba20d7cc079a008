"""What people are told in time: open questions, what changed, words nobody understands."""

from pathlib import Path

import pytest

from competition import type_rows
from registration import Registration, list_of, registering


@pytest.fixture
def folder(tmp_path: Path) -> Registration:
    return registering(tmp_path / "lomba")


@pytest.fixture
def asked(folder: Registration) -> Registration:
    """A folder in which a correction came in after people had decided."""
    folder.register("OPD01", "Layanan", mulai="17/12/2020")
    folder.roster()
    folder.type("Inovasi", {"Judul": "Layanan"}, Status_Administrasi="lolos")
    folder.register("OPD01", "Layanan", mulai="17/12/2021", name="kedua.xlsx")
    return folder


def test_a_question_is_told_even_about_a_decided_entry(asked: Registration) -> None:
    said = asked.run("roster")
    assert said.code == 1
    assert "Mulai Diterapkan: “17/12/2020” → “17/12/2021”" in said.out


def test_check_and_distribute_tell_of_open_questions(asked: Registration) -> None:
    asked.run("roster")
    rules = [finding["rule"] for finding in asked.json("check")["findings"]]
    assert "registration-questions-open" in rules
    asked.settle("Mulai Diterapkan", "abaikan")
    asked.run("roster")
    rules = [finding["rule"] for finding in asked.json("check")["findings"]]
    assert "registration-questions-open" not in rules


def test_a_status_that_is_none_is_told(folder: Registration) -> None:
    folder.register("OPD01", "Layanan")
    folder.roster()
    folder.type("Inovasi", {"Judul": "Layanan"}, Status_Administrasi="gugur")
    said = folder.run("roster")
    assert said.code == 1
    assert "gugur" in said.out


def test_a_finding_about_a_cell_goes_when_the_roster_holds_the_word(folder: Registration) -> None:
    folder.register("OPD01", "Layanan", mulai="Maret 2020")
    assert folder.roster()["entries"][0]["findings"]
    folder.type("Inovasi", {"Judul": "Layanan"}, Mulai_Diterapkan="01/03/2020")
    assert "too-young" not in folder.roster()["entries"][0]["findings"]
    assert folder.roster()["findings"] == []


def test_a_mended_list_leaves_no_warning_of_the_old_one(folder: Registration) -> None:
    rows = [["Dinkes", "Layanan", "17/12/2020", "Isi."]]
    old = folder.arrive("lama.xlsx", list_of(["Unit", "Judul", "Tanggal Mulai", "Rigkasan"], rows))
    assert folder.roster()["findings"]
    old.unlink()
    folder.arrive("baru.xlsx", list_of(["Unit", "Judul", "Tanggal Mulai", "Ringkasan"], rows))
    rules = {finding["rule"] for finding in folder.roster()["findings"]}
    assert rules == {"version-replaced", "another-version-counts"}


def test_a_list_without_a_known_date_column_says_so(folder: Registration) -> None:
    rows = [["Dinkes", "Layanan", "17/12/2020"]]
    folder.arrive("daftar.xlsx", list_of(["Unit", "Judul", "Saat lahirnya"], rows))
    (told,) = (f for f in folder.roster()["findings"] if f["rule"] == "list-without-start")
    assert "Saat lahirnya" in told["message"]


def test_new_groups_make_new_forms(tmp_path: Path) -> None:
    folder = registering(tmp_path / "lomba", Kelompok=[{"Kode": "rep", "Nama": "Replikasi"}])
    rules = [finding["rule"] for finding in folder.json("check")["findings"]]
    assert "one-group" in rules
    groups = [{"Kode": "rep", "Nama": "Replikasi"}, {"Kode": "umum", "Nama": "Umum"}]
    type_rows(folder.root / "kompetisi.xlsx", {"Kelompok": groups})
    assert len(folder.json("forms")["new"]) == 4


def test_how_columns_were_understood_is_shown_when_a_list_is_new(folder: Registration) -> None:
    rows = [["Dinkes", "Layanan", "17/12/2020", "biru"]]
    folder.arrive("daftar.xlsx", list_of(["Unit", "Judul", "Tanggal Mulai", "Warna"], rows))
    assert "Warna → (not used)" in folder.run("roster").err
    assert "Warna" not in folder.run("roster").err
