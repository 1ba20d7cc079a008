"""units import: lists found, rows chosen, every row told; real lists."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from sinovik_sheets.model import Unit
from sinovik_sheets.problems import SinovikError, Where
from sinovik_sheets.sheets.settings import unit_book
from sinovik_sheets.steps.unit_drafts import KindWords
from sinovik_sheets.steps.unit_lists import Choice
from sinovik_sheets.steps.unit_roll import Outcome
from sinovik_sheets.steps.units import UnitImport, import_units
from unit_lists import csv_list, imported, outcomes, rules, shown, xlsx_list


def test_headings_of_many_houses_fill_our_columns() -> None:
    found = imported(
        ["No", "Nama Unit/OPD *", "Singkatan", "NPSN", "Bentuk", "Kec", "Kab/Kota", "Email", "WA"],
        [1, "SD Negeri 1 Contoh", "SDN C", "20500001", "SD", "x", "Kab. Contoh", "a@b.id", "0800"],
    )  # fmt: skip
    (unit,) = found.units
    assert unit == Unit(
        code="20500001",
        name="SD Negeri 1 Contoh",
        kind="SD",
        official_code="20500001",
        aliases=("SDN C",),
        email="a@b.id",
        whatsapp="0800",
        region="Kab. Contoh",
    )
    assert str(unit.where) == "daftar.csv › B2"
    assert dict(found.lists[0].mapping)["No"] == ""
    assert dict(found.lists[0].mapping)["Kec"] == ""


def test_a_workbook_with_titles_two_heading_rows_and_numbers_as_npsn() -> None:
    data = xlsx_list(
        ["DAFTAR SEKOLAH"],
        ["KABUPATEN CONTOH"],
        [],
        ["No", "Sekolah", None, "Letak"],
        [None, "NPSN", "Nama", "Kecamatan"],
        [1, 2, 3, 4],
        [1, 20500001, "SD Negeri Contoh", "Contoh"],
        [2, 20500002.0, "SMP Negeri Contoh", "Contoh"],
        ["Jumlah", None, 2],
    )
    found = import_units([("sekolah.xlsx", data)], (), KindWords())
    assert shown(found, "code", "official_code", "kind", "district") == [
        ("20500001", "20500001", "SD", "Contoh"),
        ("20500002", "20500002", "SMP", "Contoh"),
    ]
    assert outcomes(found) == {"added": 2, "no_unit": 2}
    assert found.findings == ()


def test_every_sheet_that_lists_units_is_read_and_the_others_are_named() -> None:
    def more(workbook: Workbook) -> None:
        workbook["Sheet"].title = "Puskesmas"
        kelurahan = workbook.create_sheet("Kelurahan")
        for row in (["Nama"], ["Contoh Dua"]):
            kelurahan.append(row)
        workbook.create_sheet("Rekap")["A1"] = "Puskesmas: 1, kelurahan: 1"

    data = xlsx_list(["Nama"], ["Contoh Satu"], change=more)
    found = import_units([("unit.xlsx", data)], (), KindWords())
    assert shown(found, "code", "name", "kind") == [
        ("PKM-01", "Contoh Satu", "puskesmas"),
        ("KEL-01", "Contoh Dua", "kelurahan"),
    ]
    assert [(f.rule.code, f.where.sheet) for f in found.findings] == [("sheet-not-read", "Rekap")]


def test_our_own_workbook_is_a_list_too() -> None:
    before = imported(["Nama"], ["Dinas Contoh 1"], ["Kelurahan Contoh"])
    for data in (unit_book.write(before.units), unit_book.write()):
        found = import_units([("daftar_unit.xlsx", data)], (), KindWords())
        assert found.findings == ()
        assert [replace(u, where=Where()) for u in found.units] in (
            [replace(u, where=Where()) for u in before.units],
            [],
        )


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "unreadable-list"),
        (b"%PDF-1.7", "unreadable-list"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unreadable-list"),
        (b'nama\n"Dinas Contoh\n', "unreadable-list"),
        (b"halo\n", "no-unit-list"),
        (csv_list(["Nama Uni"], ["Dinas Contoh"]), "no-unit-list"),
    ],
)
def test_what_is_no_list_is_told_and_the_others_are_read(data: bytes, rule: str) -> None:
    files = [("apa.xlsx", data), ("unit.csv", csv_list(["Nama"], ["Dinas Contoh"]))]
    found = import_units(files, (), KindWords())
    assert found.findings[0].rule.code == rule
    assert found.findings[0].where.file == "apa.xlsx"
    assert shown(found, "name") == [("Dinas Contoh",)]
    assert all(finding.message and "{" not in finding.message for finding in found.findings)


def test_a_heading_that_is_nearly_right_is_shown_not_used() -> None:
    found = imported(["Nama", "Kecamatn"], ["Dinas Contoh", "Contoh"])
    (finding,) = found.findings
    assert (finding.rule.code, finding.where.cell) == ("near-heading", "B1")
    assert "Kecamatan" in finding.message
    assert shown(found, "district") == [("",)]


def test_only_chooses_rows_by_columns_and_alternatives() -> None:
    rows = (
        ["Nama", "Status", "Bentuk"],
        ["SD A", "Negeri", "SD"],
        ["SD B", "swasta", "SD"],
        ["SMP C", " NEGERI", "SMP"],
        ["SMA D", "Negeri", "SMA"],
    )
    only = [("status", "negeri"), ("Bentuk", "SD"), ("bentuk", "smp")]
    found = imported(*rows, only=only)
    assert shown(found, "name") == [("SD A",), ("SMP C",)]
    assert outcomes(found) == {"added": 2, "not_chosen": 2}
    assert rules(imported(*rows, only=[("status", "lain")])) == [("nothing-chosen", "")]
    assert shown(imported(*rows, only=[("Jenis", "SMA")]), "name") == [("SMA D",)]
    with pytest.raises(SinovikError) as refused:
        imported(*rows, only=[("kota", "x")])
    assert "Nama, Status, Bentuk" in refused.value.fix


CELLS = st.one_of(
    st.sampled_from(
        ["", "Dinas A", "dinas  a", "SD A", "SD B.", "Demo", "OPD", "SD", "35.99.01", "20500001"]
    ),
    st.text(max_size=6),
)


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=8))
def test_every_row_has_one_outcome_and_a_second_import_adds_nothing(
    rows: list[list[str]],
) -> None:
    table = (["Kode", "Nama", "Jenis", "Kecamatan"], *rows)
    found = imported(*table)
    for one in found.lists:
        assert sum(found.counts.values()) == len(one.table.filled) + len(one.table.left_out)
    codes = [unit.code.casefold() for unit in found.units]
    assert len(set(codes)) == len(codes)
    assert all(codes)
    again = imported(*table, known=found.units)
    assert again.counts[Outcome.ADDED] == 0
    assert again.counts[Outcome.UNCHANGED] == len(found.units)
    json.dumps(found.as_json())


def real(folder: Path, name: str, only: Sequence[Choice] = (), kind: str = "") -> UnitImport:
    data = (folder / "units" / name).read_bytes()
    return import_units([(name, data)], (), KindWords(fallback=kind), only=only)


@pytest.mark.parametrize(
    ("name", "by_kind", "lost"),
    [
        (
            "unit_kota_pasuruan_2024.csv",
            {"OPD": 30, "kecamatan": 4, "kelurahan": 34, "puskesmas": 8},
            {"rejected": 1},
        ),
        (
            "unit_situbondo_2018.csv",
            {"OPD": 34, "kecamatan": 17, "kelurahan": 4, "puskesmas": 17, "UPT": 15},
            {},
        ),
        ("puskesmas_kode.csv", {"puskesmas": 66}, {}),
        ("puskesmas_situbondo_salah_ketik.csv", {"puskesmas": 19}, {}),
    ],
)
def test_real_lists_are_counted_by_kind(
    shared_data: Path, name: str, by_kind: Mapping[str, int], lost: Mapping[str, int]
) -> None:
    found = real(shared_data, name)
    assert found.by_kind == by_kind
    assert outcomes(found) == {"added": sum(by_kind.values()), **lost}
    again = import_units(
        [(name, (shared_data / "units" / name).read_bytes())], found.units, KindWords()
    )
    assert outcomes(again) == {"unchanged": sum(by_kind.values()), **lost}


def test_the_trial_row_of_a_real_list_is_found(shared_data: Path) -> None:
    found = real(shared_data, "unit_kota_pasuruan_2024.csv")
    assert rules(found) == [("trial-row", "B78")]
    assert found.units[0].aliases == ("Dispendikbud",)


def test_parents_of_a_real_list(shared_data: Path) -> None:
    found = real(shared_data, "unit_situbondo_2018.csv")
    assert found.findings == ()
    health = next(unit for unit in found.units if unit.name == "Dinas Kesehatan")
    assert sum(unit.parent == health.code for unit in found.units) == 19


def test_all_schools_are_imported_each_under_its_npsn(shared_data: Path) -> None:
    found = real(shared_data, "sekolah_npsn.csv")
    assert outcomes(found) == {"added": 2432}
    assert {finding.rule.code for finding in found.findings} == {"unit-names-repeat"}
    assert all(unit.code == unit.official_code for unit in found.units)
    only = [("kabupaten_kota", "Kota Pasuruan"), ("status", "Negeri"), ("bentuk", "SD")]
    assert outcomes(real(shared_data, "sekolah_npsn.csv", only)) == {
        "added": 46,
        "not_chosen": 2386,
    }


def test_villages_of_one_kota_are_chosen_from_the_list_of_all(shared_data: Path) -> None:
    found = real(shared_data, "wilayah.csv", [("jenis", "kelurahan")])
    pasuruan = [unit for unit in found.units if unit.code.startswith("35.75.")]
    assert len(pasuruan) == 34
    assert {unit.region for unit in pasuruan} == {"Kota Pasuruan"}
    assert {unit.district for unit in pasuruan} == {
        "Gadingrejo",
        "Purworejo",
        "Bugul Kidul",
        "Panggungrejo",
    }
