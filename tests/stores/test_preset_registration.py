"""What the presets say about registration: sections, groups and kinds of units."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

from sinovik_sheets.model import Group, Preset, Section, UnitKind
from sinovik_sheets.sheets.reading.book import read_book
from sinovik_sheets.sheets.settings import competition_book
from sinovik_sheets.sheets.settings.competition_book import SettingsBook
from sinovik_sheets.sheets.tables.table import CODE_PATTERN, plain_name
from sinovik_sheets.stores.presets import load_preset, preset_names
from sinovik_sheets.text import speaking

if TYPE_CHECKING:
    from sinovik_sheets.problems import Finding

NAMES = preset_names()
SOURCED_FORMS = ["kipp_2022_formulir", "kipp_2023_umum", "kovablik_jatim"]
GENERAL_FORM_OF_2021 = [
    ("Ringkasan", 200),
    ("Ide Inovatif", 600),
    ("Signifikansi", 600),
    ("Kontribusi terhadap Capaian TPB", 200),
    ("Adaptabilitas", 400),
    ("Keberlanjutan", 600),
    ("Kolaborasi Pemangku Kepentingan", 200),
]

every_preset = pytest.mark.parametrize("preset", [load_preset(name) for name in NAMES], ids=NAMES)


def read_back(preset: Preset) -> SettingsBook:
    """The preset as a fresh kompetisi.xlsx gives it back, without a finding."""
    findings: list[Finding] = []
    with speaking("en"):
        book = read_book(competition_book.write(preset))
        read = competition_book.read(book, "kompetisi.xlsx", findings)
    assert findings == []
    return read


def limits(preset: Preset, group: str = "") -> list[tuple[str, int | None]]:
    """Heading and word limit of the sections asked of a group, in the form's order."""
    return [(s.name, s.word_limit) for s in read_back(preset).sections if s.asked_of(group)]


def count(row: Mapping[str, str], column: str) -> int | None:
    return int(row[column]) if column in row else None


@every_preset
def test_what_rules_registration_comes_back_whole_too(preset: Preset) -> None:
    read, tables = read_back(preset), preset.tables
    assert read.sections == tuple(
        Section(
            row["Kode"],
            row["Bagian"],
            count(row, "Batas Kata"),
            {"ya": True, "tidak": False}[row["Wajib"]],
            tuple(row["Kelompok"].split("; ")) if "Kelompok" in row else (),
            row["Keterangan"],
        )
        for row in tables["Formulir"]
    )
    assert read.groups == tuple(
        Group(
            row["Kode"],
            row["Nama"],
            count(row, "Usia Minimal (bulan)"),
            count(row, "Maksimal per Unit"),
            row.get("Keterangan", ""),
        )
        for row in tables.get("Kelompok", ())
    )
    assert read.kinds == tuple(
        UnitKind(
            row["Jenis"],
            row.get("Dihitung Sebagai", ""),
            row.get("Lembar", ""),
            int(row.get("Diundang", "1")),
            row.get("Yang Diundang", ""),
            count(row, "Maksimal per Unit"),
            count(row, "Minimal per Unit"),
        )
        for row in tables.get("Jenis Unit", ())
    )
    assert read.former_winners == ()


@every_preset
def test_sections_groups_and_kinds_can_be_told_apart(preset: Preset) -> None:
    read = read_back(preset)
    groups = [group.code for group in read.groups]
    sections = [section.code for section in read.sections]
    headings = [plain_name(section.name) for section in read.sections]
    kinds = [plain_name(kind.name) for kind in read.kinds]
    for names in (groups, sections, headings, kinds):
        assert len(set(names)) == len(names)
    for code in [*groups, *sections]:
        assert CODE_PATTERN.fullmatch(code)
    assert {group for section in read.sections for group in section.groups} <= set(groups)
    assert {plain_name(kind.counts_as) for kind in read.kinds if kind.counts_as} <= set(kinds)


@every_preset
def test_every_group_is_asked_for_something(preset: Preset) -> None:
    for group in [group.code for group in read_back(preset).groups] or [""]:
        assert limits(preset, group)


def test_a_form_nobody_published_is_the_same_everywhere_and_said_to_be_ours() -> None:
    ours = load_preset("lima_kriteria")
    assert limits(ours) == [
        ("Ringkasan", 200),
        ("Latar Belakang dan Tujuan", 300),
        ("Kebaruan", 200),
        ("Manfaat dan Dampak", 300),
        ("Replikasi", 200),
        ("Keberlanjutan", 200),
    ]
    for name in NAMES:
        preset = load_preset(name)
        proposal = preset.note.partition("Usulan kami: ")[2].partition("Harus diisi: ")[0]
        said = "enam bagian formulir beserta batas katanya" in proposal
        assert said == (name not in SOURCED_FORMS)
        assert (preset.tables["Formulir"] == ours.tables["Formulir"]) == said


@pytest.mark.parametrize(
    ("group", "form"),
    [
        ("umum", GENERAL_FORM_OF_2021),
        (
            "khusus",
            [
                ("Pembaruan/Peningkatan Inovasi", 200),
                ("Adaptabilitas Kelompok Khusus", 200),
                ("Penguatan Keberlanjutan", 300),
                ("Evaluasi", 300),
            ],
        ),
        (
            "replikasi",
            [
                ("Inspirasi", 100),
                ("Proses Replikasi", 200),
                ("Faktor Pembeda", 100),
                *GENERAL_FORM_OF_2021,
            ],
        ),
    ],
)
def test_kipp_2022_asks_each_group_for_its_own_sections(
    group: str, form: list[tuple[str, int]]
) -> None:
    assert limits(load_preset("kipp_2022_formulir"), group) == form


def test_kipp_2022_knows_ages_and_quotas_and_no_weight() -> None:
    preset = load_preset("kipp_2022_formulir")
    assert [
        (group.code, group.minimum_age_months, group.maximum_per_unit)
        for group in read_back(preset).groups
    ] == [("umum", 24, 10), ("khusus", 24, None), ("replikasi", 12, 5)]
    assert [row["Nama"] for row in preset.tables["Kriteria"]] == [
        name for name, _limit in GENERAL_FORM_OF_2021
    ]
    assert all("Bobot" not in row for row in preset.tables["Kriteria"])
    assert "Pada 2022 kelompok replikasi ditiadakan" in preset.note


def test_kovablik_has_a_quota_for_each_kind_and_one_age_for_every_group() -> None:
    preset = load_preset("kovablik_jatim")
    assert "maksimal per unit" not in preset.tables["Kompetisi"][0]
    read = read_back(preset)
    assert [(kind.name, kind.maximum_per_unit) for kind in read.kinds] == [
        ("OPD", 5),
        ("kabupaten/kota", 3),
        ("BUMD", 3),
    ]
    assert [(group.name, group.minimum_age_months) for group in read.groups] == [
        ("Umum", 12),
        ("Khusus", 12),
        ("Replikasi", 12),
    ]


def test_kovablik_asks_for_its_aspects_without_a_word_limit_nobody_published() -> None:
    preset = load_preset("kovablik_jatim")
    aspects = [row["Nama"] for row in preset.tables["Kriteria"] if row["Tahap"] == "T1"]
    assert limits(preset) == [(name, None) for name in aspects]


def test_kota_pasuruan_invites_and_counts_its_units() -> None:
    kinds = {kind.name: kind for kind in read_back(load_preset("kota_pasuruan")).kinds}
    assert {name: kind.invitee for name, kind in kinds.items()} == {
        "OPD": "Kepala Perangkat Daerah",
        "kecamatan": "Camat",
        "kelurahan": "Lurah",
        "puskesmas": "Kepala UPT Puskesmas",
        "SD": "Kepala SD Negeri",
        "SMP": "Kepala SMP Negeri",
    }
    assert [name for name, kind in kinds.items() if kind.counts_as == "OPD"] == ["kecamatan"]
    assert {kind.minimum_per_unit for kind in kinds.values()} == {1}
    assert {kind.invited for kind in kinds.values()} == {1}


def test_sidoarjo_binds_every_opd_and_rewards_sakip_a() -> None:
    read = read_back(load_preset("sidoarjo_2020"))
    assert read.settings.rewarded_sakip == ("A",)
    assert [(kind.name, kind.minimum_per_unit) for kind in read.kinds] == [
        ("OPD", 1),
        ("kecamatan", None),
        ("puskesmas", None),
        ("SMP", None),
    ]


def test_jepara_invites_two_of_every_opd_and_sets_no_upper_limit() -> None:
    read = read_back(load_preset("jepara_2016"))
    (opd,) = read.kinds
    assert (opd.name, opd.invited, opd.minimum_per_unit) == ("OPD", 2, 1)
    assert (opd.maximum_per_unit, read.settings.maximum_per_unit) == (None, None)


def test_pemalang_takes_villages_and_companies_beside_its_offices() -> None:
    kinds = read_back(load_preset("pemalang_2020")).kinds
    assert [kind.name for kind in kinds] == ["OPD", "desa", "BUMD"]


def test_kipp_2025_has_two_groups_of_unknown_age() -> None:
    groups = read_back(load_preset("kipp_2025")).groups
    assert groups == (Group("umum", "Umum"), Group("replikasi", "Replikasi"))


def test_kipp_2023_asks_for_the_sections_of_its_form() -> None:
    sections = read_back(load_preset("kipp_2023_umum")).sections
    assert [(section.name, section.word_limit) for section in sections] == [
        ("Ringkasan", 200),
        ("Latar Belakang dan Tujuan", 300),
        ("Kebaruan/Nilai Tambah", 200),
        ("Implementasi Inovasi", 200),
        ("Signifikansi", 600),
        ("Adaptabilitas: Sudah Direplikasi", 100),
        ("Adaptabilitas: Potensi Replikasi", 200),
        ("Sumber Daya", 200),
        ("Strategi Keberlanjutan", 500),
    ]
    assert all(section.required for section in sections)
