"""Which unit a written name means: what is taken, what is suggested, what is left alone.

All names are invented.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinovik_sheets.model import Unit
from sinovik_sheets.roster.names import Match, Register

CITY, REGENCY = "Kota Contoh", "Kab. Teladan"


def unit(code: str, name: str, kind: str, region: str = CITY, district: str = "") -> Unit:
    return Unit(code, name, kind, region=region, district=district)


def school(npsn: str, name: str, district: str, region: str = REGENCY) -> Unit:
    kind = name.removeprefix("UPT ").partition(" ")[0]
    return Unit(f"S{npsn[-2:]}", name, kind, npsn, district=district, region=region)


OFFICES = [
    unit("O1", "Dinas Perindustrian dan Perdagangan", "OPD"),
    unit("O2", "Dinas Kesehatan", "OPD"),
    unit("O3", "Badan Pendapatan, Pengelolaan Keuangan dan Aset Daerah", "OPD"),
    unit("O4", "Sekretariat Dewan Perwakilan Rakyat Daerah", "OPD"),
    unit("O5", "Dinas Komunikasi, Informatika, dan Statistik", "OPD"),
    unit("O6", "UPT Rumah Sakit Umum Daerah (RSUD) dr. Contoh Satu", "RSUD"),
    unit("O7", "UPT Pasar Hewan", "UPT"),
    unit("X2", "Dinas Kesehatan", "OPD", region=REGENCY),
]
PLACES = [
    replace(unit("K1", "Kecamatan Mawarrejo", "kecamatan"), aliases=("Mawarrejo",)),
    unit("L1", "Kelurahan Mawarrejo", "kelurahan", district="Mawarrejo"),
    unit("P1", "UPT Puskesmas Mawarrejo", "puskesmas"),
    unit("P2", "Puskesmas Melatisari", "puskesmas"),
    unit("L2", "Kelurahan Tapa'an", "kelurahan", district="Kec. Mawarrejo"),
    unit("P3", "ANGGREK  I", "puskesmas"),
    unit("P4", "ANGGREK II", "puskesmas"),
    unit("D1", "Desa Awar-Awar", "desa", region=REGENCY, district="Timur"),
    unit("D2", "Desa Awar", "desa", region=REGENCY, district="Timur"),
    unit("D3", "Desa Sumber Wangi", "desa", region=REGENCY, district="Timur"),
    unit("D4", "Desa Sumber Wangi", "desa", region=REGENCY, district="Barat"),
]
SCHOOLS = [
    school("20000001", "SD NEGERI 3 SUMBERCONTOH", "Timur"),
    school("20000002", "SD NEGERI 3 SUMBERCONTOH", "Barat"),
    school("20000003", "SD NEGERI 3 SUMBERCONTOH", "Utara"),
    school("20000004", "SD NEGERI 1 SUMBER CONTOH", "Timur"),
    school("20000005", "SDN 1 SUMBERCONTOH", "Barat"),
    school("20000006", "SD CONTOHAN", "Timur"),
    school("20000007", "SD NEGERI CONTOHAN", "Timur"),
    school("20000008", "MI CONTOHAN", "Timur"),
    school("20000009", "SMP NEGERI 1 CONTOHAN", "Timur"),
    school("20000010", "SD NEGERI CONTOHAN II", "Timur"),
    school("20000011", "UPT SD NEGERI MELATISARI III", "Mawarrejo", CITY),
]
UNITS = [*OFFICES, *PLACES, *SCHOOLS]
REGISTER = Register(UNITS)


def found(written: str, **beside: str) -> str:
    """The code of the unit taken, empty where people are asked."""
    match = REGISTER.match(written, **beside)
    return match.unit.code if match.unit else ""


def suggested(match: Match) -> list[str]:
    return [suggestion.unit.code for suggestion in match.suggestions]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("DINAS PERINDUSTRIAN & PERDAGANGAN ", "O1"),
        ("Dinas Perindustrian, Perdagangan", "O1"),
        ("Badan Pendapatan dan Pengelolaan Keuangan serta Aset Daerah", "O3"),
        ("Sekretariat DPRD", "O4"),
        ("RSUD dr Contoh Satu", "O6"),
        ("Pasar Hewan", "O7"),
        ("UPTD. Pasar Hewan", "O7"),
        ("Dinas Kesehatan Pemkot Contoh", "O2"),
        ("Dinas Kesehatan Kab. Teladan", "X2"),
        ("Dinas Kesehatan Pemerintah Kabupaten Teladan Provinsi Contoh", "X2"),
        ("Kec. Mawarrejo", "K1"),
        ("Kantor Camat Mawarrejo", "K1"),
        ("KEL.MAWARREJO", "L1"),
        ("Kelurahan Mawarrejo Kec. Mawarrejo Kota Contoh", "L1"),
        ("Kelurahan Tapa\u2019an", "L2"),
        ("kelurahan tapaan", "L2"),
        ("PKM Mawarrejo", "P1"),
        ("Puskesmas Mawarrejo (Kecamatan Mawarrejo)", "P1"),
        ("UPTD Puskesmas Melati\u00adsari", "P2"),
        ("Puskesmas Anggrek 1", "P3"),
        ("UPT Puskesmas II Anggrek", "P4"),
        ("Pemdes Awar Awar", "D1"),
        ("Ds. Awar", "D2"),
        ("Desa Sumber Wangi Kec. Barat", "D4"),
        ("sd negeri contohan", "S07"),
        ("SD NEGERI 3 SUMBERCONTOH Kec. Barat", "S02"),
    ],
)
def test_a_name_that_leaves_nothing_to_guess_is_taken(written: str, code: str) -> None:
    assert found(written) == code


@pytest.mark.parametrize(
    ("written", "kind", "code"),
    [
        ("Mawarrejo", "Kecamatan", "K1"),
        ("Mawarrejo", "Kel.", "L1"),
        ("Mawarrejo", "PKM", "P1"),
        ("Tapa'an", "Kel/Desa", "L2"),
        ("Puskesmas Melatisari", "UPT", "P2"),
        ("SMP NEGERI 1 CONTOHAN", "Sekolah", "S09"),
    ],
)
def test_the_kind_in_a_column_narrows(written: str, kind: str, code: str) -> None:
    assert found(written, kind=kind) == code


@pytest.mark.parametrize(
    ("written", "beside"),
    [
        ("Mawarrejo", {}),
        ("Melatisari", {}),
        ("Kelurahan Melatisari", {}),
        ("Puskesmas Melatisari", {"kind": "Kelurahan"}),
        ("Puskesmas Anggrek", {}),
        ("Kelurahan Mawarrejo Kec. Lain", {}),
        ("Kelurahan Mawarrejo", {"district": "Lain"}),
        ("Dinas Perdagangan dan Perindustrian", {}),
        ("Dinas Kesehatan", {}),
        ("UPT Dinas Kesehatan", {}),
        ("Dinas Kesehatan", {"region": "Kab. Contoh"}),
        ("Dinas Kesehatan Kab. Lain", {}),
        ("Desa Sumber Wangi", {}),
        ("Desa Sumberwangi", {"district": "Timur"}),
        ("Dinas Perindustrian dan Perdangangan", {}),
        ("", {}),
        (" - ", {}),
    ],
)
def test_what_leaves_something_to_guess_is_not_taken(written: str, beside: dict[str, str]) -> None:
    assert found(written, **beside) == ""


@pytest.mark.parametrize(
    "written",
    [
        "SD NEGERI 3 SUMBERCONTOH",
        "SDN 3 SUMBERCONTOH",
        "SD NEGERI 1 SUMBER CONTOH",
        "SDN 1 SUMBERCONTOH",
        "SDS CONTOHAN",
        "SDN Contohan",
        "SD NEGERI CONTOHAN 2",
        "SD NEGERI 1 CONTOHAN",
        "SMP CONTOHAN",
        "SMPN 1 CONTOHAN",
        "MIN CONTOHAN",
        "SD NEGERI MELATISARI III",
    ],
)
def test_a_school_in_another_house_style_or_one_of_several_is_not_taken(written: str) -> None:
    assert found(written) == ""


def test_three_schools_of_one_name_stay_three() -> None:
    name = "SD NEGERI 3 SUMBERCONTOH"
    match = REGISTER.match(name, region=REGENCY)
    assert [(s.unit.code, s.score) for s in match.suggestions[:3]] == [
        ("S01", 100),
        ("S02", 100),
        ("S03", 100),
    ]
    assert found(name, district="Kecamatan Utara") == "S03"
    assert found(name, code="20000002") == "S02"


def test_a_school_in_another_house_style_is_suggested_first() -> None:
    match = REGISTER.match("Sekolah Dasar Negeri Melatisari 3", kind="SD", region=CITY)
    assert [(s.unit.code, s.score) for s in match.suggestions] == [("S11", 100)]
    nearest = REGISTER.match("SDN 2 Contohan Kec. Timur").suggestions
    assert (nearest[0].unit.code, nearest[0].score) == ("S10", 100)
    assert all(suggestion.score < 100 for suggestion in nearest[1:])


def test_a_code_decides_and_a_name_that_says_another_unit_is_told() -> None:
    assert REGISTER.match("SDN 3 Sumbercontoh", code="NPSN 20000002") == Match(SCHOOLS[1])
    assert REGISTER.match("whatever", code="o2") == Match(OFFICES[1])
    assert REGISTER.match("SMPN 1 Contohan", code="20000006") == Match(
        SCHOOLS[5], contradicts=SCHOOLS[8]
    )
    moved = REGISTER.match("SD NEGERI 3 SUMBERCONTOH", code="20000001", district="Barat")
    assert (moved.unit, moved.contradicts) == (SCHOOLS[0], SCHOOLS[1])


def test_an_unknown_or_damaged_code_decides_nothing() -> None:
    assert found("Kec. Mawarrejo", code="2.00E+07") == "K1"
    assert found("nobody knows", code="20000001.0") == ""


def test_a_code_that_stands_twice_decides_only_together_with_the_name() -> None:
    twins = [replace(PLACES[1], official_code="7"), replace(PLACES[3], official_code="7")]
    register = Register(twins)
    assert register.match("Puskesmas Melatisari", code="7").unit == twins[1]
    assert suggested(register.match("something", code="7")) == ["L1", "P2"]


def test_nothing_of_another_region_is_taken_or_suggested() -> None:
    for region in ("Kab. Contoh", "Kota Teladan", "Kabupaten Lain"):
        assert REGISTER.match("Dinas Kesehatan", region=region) == Match(None)
    assert suggested(REGISTER.match("Dinkes", region="Pemkab Teladan")) == ["X2"]
    across = REGISTER.match("Dinas Kesehatan", code="X2", region=CITY)
    assert (across.unit, across.contradicts) == (None, OFFICES[-1])
    assert "X2" not in suggested(across)


def test_a_region_without_its_sort_may_be_either_and_decides_only_where_there_is_one() -> None:
    twin = replace(OFFICES[1], code="Y2", region="Kab. Contoh")
    assert found("Dinas Kesehatan", region="Contoh") == "O2"
    assert Register([*UNITS, twin]).match("Dinas Kesehatan", region="Contoh").unit is None


def test_an_alias_is_a_name_and_may_begin_with_another_kind() -> None:
    renamed = Unit("L9", "Kelurahan Kenanga", "kelurahan", aliases=("Desa Kenanga", "Kel Kng"))
    register = Register([renamed, Unit("O9", "Dinas Sosial", "OPD", aliases=("Disnak-Keswan",))])
    assert register.match("Ds. Kenanga").unit == renamed
    assert register.match("DISNAK & KESWAN").unit is not None
    assert register.match("Kelurahan Kng").unit == renamed


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Disperindag", "O1"),
        ("Disperidag", "O1"),
        ("Dinas Perindustrian dan Perdangangan", "O1"),
        ("Dinas Perdagangan dan Perindustrian", "O1"),
        ("BPPKAD", "O3"),
        ("Diskominfotik", "O5"),
        ("Dinas Kominfotik", "O5"),
        ("RSUD Contoh Satu", "O6"),
        ("PuskesmasMelatisari", "P2"),
        ("Pkmmelatisari", "P2"),
        ("Puskesmas Melatisaria", "P2"),
        ("Puskesmas Melatesari", "P2"),
        ("Kelmawarrejo", "L1"),
        ("Desa Tapaan", "L2"),
        ("Smpn1 Contohan", "S09"),
    ],
)
def test_typing_errors_and_short_names_are_suggested_and_the_best_stands_first(
    written: str, code: str
) -> None:
    match = REGISTER.match(written, region=REGENCY if code.startswith("S") else CITY)
    assert match.unit is None
    assert suggested(match)[0] == code


def test_another_kind_than_the_name_begins_with_is_not_even_suggested() -> None:
    assert suggested(REGISTER.match("Kelurahan Melatisari")) == []
    assert suggested(REGISTER.match("SMP NEGERI CONTOHAN"))[0] == "S09"
    assert "S08" not in suggested(REGISTER.match("SDN CONTOHAN"))


def test_equal_scores_come_in_the_order_of_codes_and_there_are_five_at_most() -> None:
    many = [school(f"2000{n:04}", "SD CONTOH RAYA", f"Kecamatan {n}") for n in range(20, 9, -1)]
    match = Register(many).match("SD CONTOH RAYA")
    assert suggested(match) == ["S10", "S11", "S12", "S13", "S14"]


NAMES = st.sampled_from([name for unit in UNITS for name in (unit.name, *unit.aliases)])
GAPS = st.sampled_from([" ", "  ", "\u00a0", "\t", " \u200b", " . ", ", "])
CASES = st.sampled_from([str.upper, str.lower, str.title, str.swapcase])


@given(NAMES, CASES, GAPS, st.sampled_from(["", ".", " ,", "\u00ad", " "]))
def test_case_spaces_and_punctuation_never_change_the_match(
    name: str, case: Callable[[str], str], gap: str, end: str
) -> None:
    rewritten = case(name).replace(" ", gap).replace("'", "\u02bc").replace("-", " ") + end
    assert REGISTER.match(rewritten) == REGISTER.match(name)


@given(st.permutations(UNITS), st.one_of(NAMES, st.sampled_from(["Disperindag", "Mawar", "SD 3"])))
def test_the_order_of_the_register_never_changes_the_match(
    units: Sequence[Unit], written: str
) -> None:
    assert Register(units).match(written) == REGISTER.match(written)


@given(st.text(), st.text(), st.text(), st.text(), st.text())
def test_no_text_raises(written: str, code: str, kind: str, district: str, region: str) -> None:
    match = REGISTER.match(written, code=code, kind=kind, district=district, region=region)
    assert len(match.suggestions) <= 5
    assert all(60 <= suggestion.score <= 100 for suggestion in match.suggestions)


@given(st.text(), st.text(), st.text())
def test_no_register_raises(name: str, kind: str, region: str) -> None:
    odd = Unit("A", name, kind, region=region, aliases=(region, kind))
    Register([odd, odd, replace(odd, code="B")]).match(name, kind=kind, region=region)
