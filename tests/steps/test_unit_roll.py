"""The same unit or another: told by codes, official codes, names, kinds and places."""

from collections import Counter

from sinovik_sheets.model import Unit
from sinovik_sheets.problems import Where
from sinovik_sheets.steps.unit_drafts import KindWords
from sinovik_sheets.steps.units import import_units
from unit_lists import csv_list, imported, outcomes, rules, shown


def test_equal_names_are_one_unit_unless_kind_place_or_official_code_differ() -> None:
    found = imported(
        ["Nama", "Jenis", "Kecamatan", "NPSN"],
        ["SD 3 Contoh", "SD", "Satu", ""],
        ["sd 3 contoh", "SD", "Satu", ""],
        ["SD 3 Contoh", "SD", "Dua", ""],
        ["SD 4 Contoh", "SD", "Satu", "20500001"],
        ["SD 4 Contoh", "SD", "Dua", "20500002"],
        ["SD 4 Contoh", "SD", "Dua", "20500003"],
        ["Mekar", "kelurahan", "", ""],
        ["Mekar", "kecamatan", "", ""],
    )
    assert outcomes(found) == {"added": 7, "again": 1}
    assert Counter(rules(found)) == Counter(
        [
            ("unit-again", "A3"),
            ("same-name-same-place", "A7"),
            *(("unit-names-repeat", cell) for cell in ("A2", "A4", "A5", "A6", "A7")),
        ]
    )


def test_equal_codes_are_told() -> None:
    found = imported(
        ["Kode", "Nama"],
        ["A1", "Dinas A"],
        ["a1", "Dinas B"],
        ["A1", "DINAS A"],
    )
    assert rules(found) == [("unit-code-double", "A3"), ("unit-again", "B4")]
    assert "daftar.csv › B2" in found.findings[0].message
    assert outcomes(found) == {"added": 1, "again": 1, "rejected": 1}


def test_one_official_code_under_two_own_codes_is_told() -> None:
    found = imported(
        ["Kode", "NPSN", "Nama"], ["A1", "20500001", "SD A"], ["A2", "20500001", "SD B"]
    )
    assert rules(found) == [("unit-code-double", "A3")]
    assert outcomes(found) == {"added": 1, "rejected": 1}


def test_lists_of_several_files_are_one_list() -> None:
    files = [
        ("a.csv", csv_list(["Nama"], ["Dinas A"])),
        ("b.csv", csv_list(["Nama"], ["Dinas A"], ["Dinas B"])),
    ]
    found = import_units(files, (), KindWords())
    assert outcomes(found) == {"added": 2, "again": 1}
    assert str(found.findings[0].where) == "b.csv › A2"


KNOWN = (
    Unit("D1", "Dinas A", "OPD", email="lama@contoh.go.id", aliases=("Disa",)),
    Unit("SD-001", "SD A", "SD", district="Satu", region="Kab. Contoh"),
    Unit("20500009", "SD Z", "SD", "20500009", where=Where("kompetisi.xlsx", "Unit", "A3")),
)


def test_known_units_are_met_by_code_official_code_and_name() -> None:
    found = imported(
        ["Kode", "NPSN", "Nama", "Jenis", "Email"],
        ["d1", "", "DINAS A", "opd", ""],
        ["", "", "sd a", "SD", ""],
        ["", "20500009", "SD Z", "SD", ""],
        known=KNOWN,
    )
    assert outcomes(found) == {"unchanged": 3}
    assert found.findings == ()


def test_under_one_code_a_name_may_say_its_kind_or_not() -> None:
    named = Unit("35.99.01", "Kecamatan Melati", "kecamatan", "35.99.01")
    rows = (["Kode", "Nama"], ["35.99.01", "MELATI"])
    assert outcomes(imported(*rows, known=[named])) == {"unchanged": 1}
    twice = imported(*rows, ["35.99.01", "Kec. Melati"])
    assert rules(twice) == [("unit-again", "B3")]


def test_other_contents_are_told_and_taken_only_when_asked_for() -> None:
    rows = (
        ["Kode", "Nama", "Jenis", "Email", "Alias"],
        ["D1", "Dinas A Baru", "OPD", "baru@contoh.go.id", "Disab"],
    )
    found = imported(*rows, known=KNOWN)
    assert outcomes(found) == {"differs": 1}
    assert found.units == ()
    assert rules(found) == [("unit-differs", "B2")]
    assert "Nama, Email, Alias" in found.findings[0].message
    replaced = imported(*rows, known=KNOWN, replacing=True)
    assert shown(replaced, "code", "name", "email", "aliases") == [
        ("D1", "Dinas A Baru", "baru@contoh.go.id", ("Disa", "Disab"))
    ]
    assert not replaced.needs_people


def test_an_official_code_that_becomes_known_belongs_to_the_same_unit() -> None:
    rows = (["NPSN", "Nama", "Kecamatan"], ["20500001", "SD A", "Satu"])
    found = imported(*rows, known=KNOWN)
    assert rules(found) == [("unit-differs", "B2")]
    replaced = imported(*rows, known=KNOWN, replacing=True)
    assert shown(replaced, "code", "official_code", "region") == [
        ("SD-001", "20500001", "Kab. Contoh")
    ]


def test_units_of_the_settings_workbook_are_never_replaced() -> None:
    rows = (["NPSN", "Nama"], ["20500009", "SD Y"])
    for replacing in (False, True):
        found = imported(*rows, known=KNOWN, replacing=replacing)
        assert rules(found) == [("unit-differs-in-settings", "B2")]
        assert found.units == ()


def test_a_known_unit_under_another_code_is_asked() -> None:
    found = imported(["Kode", "Nama"], ["D7", "Dinas A"], known=KNOWN)
    assert rules(found) == [("unit-known-under-other-code", "B2")]
    assert outcomes(found) == {"differs": 1}


def test_where_several_units_may_be_meant_it_is_asked() -> None:
    two = [Unit("SD-1", "SD A", "SD", district="Satu"), Unit("SD-2", "SD A", "SD", district="Dua")]
    found = imported(["Nama"], ["SD A"], known=two)
    assert rules(found) == [("several-units-meant", "A2")]
    assert outcomes(found) == {"differs": 1}
    assert outcomes(imported(["Nama", "Kecamatan"], ["SD A", "Dua"], known=two)) == {"unchanged": 1}


def test_parents_are_found_by_name_or_code_wherever_they_stand() -> None:
    found = imported(
        ["Nama", "Induk"],
        ["UPT Puskesmas Contoh", "Dinas Kesehatan"],
        ["UPT Gudang Contoh", "D1"],
        ["UPT Lain", "Dinas yang Tidak Ada"],
        ["Dinas Kesehatan", ""],
        known=KNOWN,
    )
    assert shown(found, "parent") == [("OPD-01",), ("D1",), ("",), ("",)]
    assert rules(found) == [("unit-parent-unknown", "B4")]
