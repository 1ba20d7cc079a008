"""roster: titles like others, of this year, of earlier competitions and of former winners."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from competition import distributed as judged_before
from competition import full, type_rows
from registration import Registration, settle
from sent_files import finding, forms_out, noticed


@pytest.fixture
def folder(tmp_path: Path) -> Registration:
    """A folder whose forms are out."""
    return forms_out(tmp_path / "lomba")


def test_the_same_and_nearly_the_same_title_are_told_to_both(folder: Registration) -> None:
    folder.register("OPD01", "Si Kumis IT (Sistem Laporan Koperasi)", "Layanan Antar Obat")
    folder.register("OPD02", "layanan antar-obat", "Sekolah Ramah Anak")
    folder.register("PKM01", "SI KUMIS IT", "Sekolah Ramah Annak")
    assert noticed(folder) == {
        "Si Kumis IT (Sistem Laporan Koperasi)": {"near-title"},
        "SI KUMIS IT": {"near-title"},
        "Layanan Antar Obat": {"same-title"},
        "layanan antar-obat": {"same-title"},
        "Sekolah Ramah Anak": {"near-title"},
        "Sekolah Ramah Annak": {"near-title"},
    }
    codes = {entry["title"]: entry["entry"] for entry in folder.roster()["entries"]}
    told = {f["entry"]: f["message"] for f in folder.roster()["findings"]}
    assert codes["layanan antar-obat"] in told[codes["Layanan Antar Obat"]]
    assert "Dinas Pendidikan" in told[codes["Layanan Antar Obat"]]


def test_a_former_winner_is_told_with_its_award(folder: Registration) -> None:
    won = {"Judul": "Posyandu Digital", "Unit": "PKM01", "Tahun": 2019, "Penghargaan": "Top 45"}
    type_rows(folder.root / "kompetisi.xlsx", {"Pemenang": [won]})
    folder.register("PKM01", "POSYANDU digital")
    assert noticed(folder) == {"POSYANDU digital": {"former-winner"}}
    assert "Top 45" in finding(folder, "former-winner")["message"]


@pytest.fixture
def last_year(tmp_path: Path) -> Registration:
    """An earlier competition in which three units registered four innovations."""
    last = forms_out(tmp_path / "lomba lalu")
    settle(last.root / "kompetisi.xlsx", {"nama": "Lomba Lalu", "tahun": 2025})
    last.register("OPD01", "Layanan Cepat", "Antrean Daring")
    last.register("OPD02", "Sekolah Ramah")
    last.register("PKM01", "Posyandu Siaga")
    last.roster()
    return last


def by_kind(path: Path) -> dict[str, tuple[Any, Any]]:
    """Return what the overview says of each kind: units registered now and last year."""
    rows = list(load_workbook(path)["Ringkasan"].iter_rows(values_only=True))
    start = next(n for n, row in enumerate(rows) if row[0] == "Jenis")
    headings = rows[start]
    now, before = headings.index("Terdaftar"), headings.index("Tahun lalu")
    counted = rows[start + 1 : start + 4]
    return {str(row[0]): (row[now], row[before]) for row in counted}


def test_last_years_titles_and_numbers_stand_beside_this_years(
    folder: Registration, last_year: Registration
) -> None:
    folder.register("OPD01", "Layanan CEPAT", "Surat Kilat")
    found = folder.json("roster", "--previous", str(last_year.root))
    rules = {entry["title"]: entry["findings"] for entry in found["entries"]}
    assert rules == {"Layanan CEPAT": ["earlier-title"], "Surat Kilat": []}
    (told,) = found["findings"]
    assert "Lomba Lalu 2025" in told["message"]
    assert "Dinas Kesehatan" in told["message"]
    assert by_kind(folder.book) == {"OPD": (1, 2), "puskesmas": (0, 1), "Jumlah": (1, 3)}


@pytest.mark.usefixtures("last_year")
def test_earlier_folders_may_stand_in_the_settings(folder: Registration) -> None:
    settle(folder.root / "kompetisi.xlsx", {"lomba sebelumnya": "../lomba lalu; ../tidak ada"})
    folder.register("OPD01", "Layanan Cepat")
    said = folder.run("roster", "--json")
    assert said.code == 1
    assert said.json["entries"][0]["findings"] == ["earlier-title"]
    (told,) = (f for f in said.json["findings"] if f["rule"] == "previous-unreadable")
    assert "tidak ada" in told["file"]


def test_who_won_last_year_is_told_with_the_place(folder: Registration, tmp_path: Path) -> None:
    judged = judged_before(tmp_path / "dinilai")
    for juror in ("J01", "J02", "J03"):
        judged.send_back(juror, full(n1=90))
    assert judged.run("update").code == 0
    type_rows(
        judged.root / "kompetisi.xlsx",
        {"Tahap": [{"Kode": "T1", "Nama": "Penilaian", "Urutan": 1, "Jumlah Lolos": 1}]},
    )
    folder.register("OPD01", "Layanan ke-1")
    found = folder.json("roster", "--previous", str(judged.root))
    (entry,) = found["entries"]
    assert "former-winner" in entry["findings"]
    assert any("place 1" in f["message"] for f in found["findings"])
