"""What a row of a list says: kinds told and never guessed, codes judged, dirt named."""

import pytest

from sinovik_sheets.steps.unit_drafts import KindWords
from sinovik_sheets.steps.units import import_units
from unit_lists import Row, imported, outcomes, rules, shown, xlsx_list


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Dinas Contoh", "OPD"),
        ("BADAN CONTOH DAERAH", "OPD"),
        ("Inspektorat", "OPD"),
        ("Sekretariat Daerah (Bagian Contoh)", "OPD"),
        ("Satpol PP", "OPD"),
        ("Satuan Polisi Pamong Praja", "OPD"),
        ("UPT RSUD Contoh", "OPD"),
        ("Kantor Contoh", "OPD"),
        ("Kec. Contoh", "kecamatan"),
        ("Kantor Kecamatan Contoh", "kecamatan"),
        ("Kelurahan Contoh", "kelurahan"),
        ("Desa Contoh", "desa"),
        ("PKM Contoh", "puskesmas"),
        ("UPTD Puskesmas Contoh", "puskesmas"),
        ("PuskesmasContoh", "puskesmas"),
        ("UPT SD Negeri Contoh II", "SD"),
        ("SDN 3 Contoh", "SD"),
        ("SMPN 1 Contoh", "SMP"),
        ("SMK Negeri Contoh", "SMK"),
        ("Perumda Air Minum Contoh", "BUMD"),
        ("PT. BPR Contoh", "BUMD"),
        ("PDAM", "BUMD"),
        ("UPT Pasar Hewan", "UPT"),
    ],
)
def test_the_name_tells_the_kind(name: str, kind: str) -> None:
    assert shown(imported(["Nama"], [name]), "kind") == [(kind,)]


@pytest.mark.parametrize(
    ("column", "name", "kind"),
    [
        ("opd", "Kecamatan Contoh", "OPD"),
        ("rsud", "UPT Rumah Sakit", "OPD"),
        ("Kelurahan", "Melati", "kelurahan"),
        ("kel/desa", "Desa Contoh", "desa"),
        ("Sekolah", "SMP Contoh", "SMP"),
        ("SMLB", "SMALB Contoh", "SMLB"),
        ("mts", "Melati", "MTs"),
        ("Kabupaten/Kota", "Kabupaten Contoh", "Kabupaten/Kota"),
        ("-", "Dinas Contoh", "OPD"),
    ],
)
def test_a_column_tells_the_kind_first(column: str, name: str, kind: str) -> None:
    found = imported(["Nama", "Jenis"], [name, column], own=["Kabupaten/Kota"])
    assert shown(found, "kind") == [(kind,)]
    assert found.findings == ()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("P3500010101", "puskesmas"),
        ("35.99.01", "kecamatan"),
        ("35.99.01.1001", "kelurahan"),
        ("35.99.01.2001", "desa"),
    ],
)
def test_an_official_code_tells_the_kind(code: str, kind: str) -> None:
    for heading in ("Kode", "Kode Resmi"):
        found = imported([heading, "Nama"], [code, "Melati"])
        assert shown(found, "code", "official_code", "kind") == [(code, code, kind)]


def test_what_cannot_be_told_is_asked_or_said_by_the_person_who_imports() -> None:
    rows = (["Nama"], ["Contoh Satu"], ["Dinas Contoh"])
    found = imported(*rows)
    assert rules(found) == [("unit-kind-unclear", "A2")]
    assert outcomes(found) == {"added": 1, "rejected": 1}
    assert shown(imported(*rows, kind="puskesmas"), "name", "kind") == [
        ("Contoh Satu", "puskesmas"),
        ("Dinas Contoh", "OPD"),
    ]


def test_an_unknown_kind_is_told_and_one_of_the_settings_is_known() -> None:
    rows = (["Nama", "Jenis"], ["Melati", "Karang Taruna"])
    assert rules(imported(*rows)) == [("unit-kind-unknown", "B2")]
    assert shown(imported(*rows, own=["Karang taruna"]), "code", "kind") == [
        ("KARANGTA-001", "Karang taruna")
    ]


def test_a_name_that_speaks_of_another_kind_than_the_column_is_told() -> None:
    found = imported(["Nama", "Jenis"], ["Kelurahan Contoh", "desa"])
    assert rules(found) == [("unit-kind-contradicts", "A2")]
    assert shown(found, "kind") == [("desa",)]


def test_units_without_a_code_get_one_of_their_kind_that_stays() -> None:
    rows = [["Nama", "Kecamatan"], ["Dinas A", ""], ["Kelurahan A", ""], ["SDN 1 A", "Satu"]]
    first = imported(*rows)
    assert shown(first, "code") == [("OPD-01",), ("KEL-01",), ("SD-001",)]
    rows[1:1] = [["DINAS  B", ""], ["sdn 1 a", "Dua"]]
    second = imported(*rows, known=first.units)
    assert shown(second, "code", "district") == [("OPD-02", ""), ("SD-002", "Dua")]
    assert outcomes(second) == {"added": 2, "unchanged": 3}


def test_codes_made_up_stay_clear_of_codes_the_list_gives() -> None:
    found = imported(
        ["Kode", "Nama"], ["", "Dinas A"], ["OPD-01", "Dinas B"], ["opd-07", "Dinas C"]
    )
    assert shown(found, "code", "name") == [
        ("OPD-08", "Dinas A"),
        ("OPD-01", "Dinas B"),
        ("opd-07", "Dinas C"),
    ]


def test_a_running_number_is_no_code() -> None:
    for heading in ("No", "id", "No. Urut"):
        found = imported([heading, "Nama"], [1, "Dinas A"])
        assert shown(found, "code", "official_code") == [("OPD-01", "")]


def test_own_codes_are_kept_beside_official_ones() -> None:
    found = imported(["Kode", "Nama", "NPSN"], ["SD-A", "SD Contoh", "20500001"])
    assert shown(found, "code", "official_code") == [("SD-A", "20500001")]


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("2.05E+07", "code-as-number"),
        ("20500001.0", "code-as-number"),
        ("2050001", "code-lost-zeros"),
        ("2050000A", "npsn-with-letters"),
    ],
)
def test_codes_are_judged_never_repaired(code: str, rule: str) -> None:
    good = [["20500001", "SD A"], ["20500002", "SD B"], ["20500003", "SD C"]]
    for heading in ("NPSN", "Kode"):
        found = imported([heading, "Nama"], *good, [code, "SD D"])
        assert rules(found) == [(rule, "A5")]
        taken = shown(found, "official_code")[3:]
        assert taken == ([(code,)] if rule == "npsn-with-letters" else [])


def test_a_code_that_can_be_no_code_is_told() -> None:
    found = imported(["Kode", "Nama"], ["A/1", "Dinas A"])
    assert rules(found) == [("bad-code", "A2")]


def test_kemendagri_codes_say_where_a_kelurahan_lies() -> None:
    found = imported(
        ["kode", "nama", "tingkat", "kode_induk"],
        ["35.99", "Kota Contoh", "kabupaten_kota", "35"],
        ["35.99.01", "Kecamatan Satu", "kecamatan", "35.99"],
        ["35.99.01.1001", "Melati", "desa_kelurahan", "35.99.01"],
        only=[("tingkat", "Kecamatan"), ("tingkat", "desa_kelurahan")],
    )
    assert shown(found, "code", "kind", "parent", "district", "region") == [
        ("35.99.01", "kecamatan", "", "", "Kota Contoh"),
        ("35.99.01.1001", "kelurahan", "35.99.01", "Satu", "Kota Contoh"),
    ]
    assert found.findings == ()


def test_dirt_is_tidied_and_told_row_by_row() -> None:
    found = imported(
        ["Nama"],
        ["Dinas  Contoh "],
        ["BADAN CONTOH.."],
        ["Kelurahan\u00a0Tapa\u2019an"],
        ["Dinas Bersih"],
    )
    assert shown(found, "name") == [
        ("Dinas Contoh",),
        ("BADAN CONTOH",),
        ("Kelurahan Tapa\u2019an",),
        ("Dinas Bersih",),
    ]
    tidied = [("unit-name-tidied", cell) for cell in ("A2", "A3", "A4")]
    assert rules(found) == tidied
    assert found.findings[0].value == "Dinas  Contoh "


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (["Demo", "OPD"], "trial-row"),
        (["TES 123", "OPD"], "trial-row"),
        (["", "OPD"], "unit-name-missing"),
        (["-", "OPD"], "unit-name-missing"),
        (["Dinas Contoh", "OPD", "sisa"], "row-too-wide"),
        (["Dinas Cont\ufffdh", "OPD"], "damaged-letters"),
    ],
)
def test_rows_with_errors_are_left_out_and_the_others_are_not(row: Row, rule: str) -> None:
    found = imported(["Nama", "Jenis"], ["Dinas A", "OPD"], row, ["Dinas B", "OPD"])
    assert [code for code, _cell in rules(found)] == [rule]
    assert outcomes(found) == {"added": 2, "rejected": 1}


def test_cells_that_hold_errors_are_told() -> None:
    data = xlsx_list(["Nama", "NPSN"], ["SD Contoh", "#N/A"], ["SD Lain", "=1+1"])
    found = import_units([("unit.xlsx", data)], (), KindWords())
    assert rules(found) == [("cell-error", "B2"), ("formula-without-value", "B3")]
