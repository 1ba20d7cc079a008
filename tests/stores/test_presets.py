"""The presets and tables of grades that come with the package."""

from decimal import Decimal

import pytest

from sinovik_sheets.model import Preset, PresetStatus
from sinovik_sheets.problems import Finding, SinovikError
from sinovik_sheets.sheets.reading.book import read_book
from sinovik_sheets.sheets.settings import competition_book
from sinovik_sheets.sheets.settings.competition_tables import COMPETITION_TABLES, SETTINGS_KEYS
from sinovik_sheets.sheets.tables.table import CODE_PATTERN
from sinovik_sheets.stores.presets import load_grades, load_preset, preset_names
from sinovik_sheets.text import speaking

NAMES = [
    "jepara_2016",
    "kipp_2022_formulir",
    "kipp_2023_umum",
    "kipp_2025",
    "kota_pasuruan",
    "kovablik_jatim",
    "lima_kriteria",
    "pemalang_2020",
    "sidoarjo_2020",
    "situbondo_2017",
]
COLUMNS = {
    table.sheet: {column.name: column for column in table.columns} for table in COMPETITION_TABLES
} | {"Kompetisi": {key.name: key for key in SETTINGS_KEYS}}

every_preset = pytest.mark.parametrize("preset", [load_preset(name) for name in NAMES], ids=NAMES)


def weights(preset: Preset, stage: str) -> list[str | None]:
    return [row.get("Bobot") for row in preset.tables["Kriteria"] if row["Tahap"] == stage]


def stages(preset: Preset) -> dict[str, dict[str, str]]:
    return {row["Kode"]: dict(row) for row in preset.tables["Tahap"]}


def criteria(preset: Preset, stage: str) -> list[dict[str, str]]:
    """The criteria of a stage without the stage's code, to compare presets."""
    rows = [dict(row) for row in preset.tables["Kriteria"] if row["Tahap"] == stage]
    return [{name: text for name, text in row.items() if name != "Tahap"} for row in rows]


def test_the_presets_are_these() -> None:
    assert preset_names() == NAMES


@every_preset
def test_every_sheet_and_column_exists(preset: Preset) -> None:
    assert {"Kompetisi", "Tahap", "Kriteria"} <= set(preset.tables) <= set(COLUMNS)
    for sheet, rows in preset.tables.items():
        for row in rows:
            assert set(row) <= set(COLUMNS[sheet])


@every_preset
def test_a_preset_says_where_its_numbers_come_from(preset: Preset) -> None:
    assert 2014 <= preset.year <= 2025
    assert preset.title
    assert preset.source
    assert "Usulan kami: " in preset.note
    assert "Harus diisi: " in preset.note


def test_only_published_rules_are_called_official() -> None:
    official = [name for name in NAMES if load_preset(name).status is PresetStatus.OFFICIAL]
    assert official == ["kipp_2023_umum", "kipp_2025"]


@every_preset
def test_no_preset_settles_the_year_of_somebody_elses_competition(preset: Preset) -> None:
    (settings,) = preset.tables["Kompetisi"]
    assert settings["nama"]
    assert "tahun" not in settings


@every_preset
def test_codes_are_codes_and_stand_once(preset: Preset) -> None:
    keys = [(row["Tahap"], row["Kode"]) for row in preset.tables["Kriteria"]]
    categories = [row["Kode"] for row in preset.tables.get("Kategori", ())]
    assert {stage for stage, _code in keys} == set(stages(preset))
    assert len(stages(preset)) == len(preset.tables["Tahap"])
    assert len(set(keys)) == len(keys)
    assert len(set(categories)) == len(categories)
    for code in [*stages(preset), *(code for _stage, code in keys), *categories]:
        assert CODE_PATTERN.fullmatch(code)


@every_preset
def test_weights_sum_to_exactly_100_or_one_is_left_to_the_user(preset: Preset) -> None:
    for stage in stages(preset):
        given = [Decimal(weight) for weight in weights(preset, stage) if weight is not None]
        assert len(given) < len(weights(preset, stage)) or sum(given) == 100


@every_preset
def test_a_preset_comes_back_whole_from_the_settings_workbook(preset: Preset) -> None:
    findings: list[Finding] = []
    with speaking("en"):
        book = read_book(competition_book.write(preset))
        read = competition_book.read(book, "kompetisi.xlsx", findings)
    assert findings == []
    assert [stage.code for stage in read.stages] == list(stages(preset))
    assert [
        (stage, criterion.code, criterion.name, criterion.weight)
        for stage, criterion in read.criteria
    ] == [
        (row["Tahap"], row["Kode"], row["Nama"], Decimal(row["Bobot"]) if "Bobot" in row else None)
        for row in preset.tables["Kriteria"]
    ]


def test_kipp_2023_is_the_published_table() -> None:
    preset = load_preset("kipp_2023_umum")
    assert preset.year == 2023
    assert [(row["Nama"], row["Bobot"]) for row in preset.tables["Kriteria"]] == [
        ("Ringkasan", "0"),
        ("Latar Belakang dan Tujuan", "10"),
        ("Kebaruan/Nilai Tambah", "15"),
        ("Implementasi Inovasi", "5"),
        ("Signifikansi", "30"),
        ("Adaptabilitas", "20"),
        ("Sumber Daya", "5"),
        ("Strategi Keberlanjutan", "15"),
    ]


def test_kovablik_has_two_stages_that_are_not_combined() -> None:
    preset = load_preset("kovablik_jatim")
    assert weights(preset, "T1") == ["10", "15", "5", "30", "20", "5", "15"]
    assert weights(preset, "T2") == ["30", "50", "10", "10"]
    assert [row.get("Bobot Akhir") for row in preset.tables["Tahap"]] == [None, None]
    assert len(preset.tables["Kategori"]) == 11
    assert preset.tables["Kompetisi"][0]["usia minimal (bulan)"] == "12"


def test_kovablik_scores_the_proposal_by_the_aspects_of_kipp_2023() -> None:
    scored = criteria(load_preset("kipp_2023_umum"), "T1")[1:]
    kovablik = criteria(load_preset("kovablik_jatim"), "T1")
    for row in scored + kovablik:
        del row["Kode"]
    assert kovablik == scored


def test_situbondo_goes_from_nine_to_the_three_best_presentations() -> None:
    found = stages(load_preset("situbondo_2017"))
    assert [found[code]["Jumlah Lolos"] for code in ("T1", "T2")] == ["9", "3"]
    assert "Bobot Akhir" not in found["T2"]


def test_kota_pasuruan_chooses_ten() -> None:
    assert stages(load_preset("kota_pasuruan"))["T1"]["Jumlah Lolos"] == "10"


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("situbondo_2017", "T1"),
        ("situbondo_2017", "T2"),
        ("kota_pasuruan", "T1"),
        ("sidoarjo_2020", "T1"),
        ("jepara_2016", "T1"),
    ],
)
def test_the_five_criteria_are_the_same_everywhere(name: str, stage: str) -> None:
    assert criteria(load_preset(name), stage) == criteria(load_preset("lima_kriteria"), "T1")


def test_thirds_of_pemalang_give_the_hundredth_to_the_first() -> None:
    assert weights(load_preset("pemalang_2020"), "T1") == ["33.34", "33.33", "33.33"]


def test_kipp_2025_knows_its_passing_grade_and_no_weight() -> None:
    preset = load_preset("kipp_2025")
    assert stages(preset)["T1"]["Nilai Minimal"] == "85"
    assert set(weights(preset, "T1")) == {None}


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("kip_2023_umum", "Did you mean “kipp_2023_umum”?"),
        ("../secret", "Choose one of: jepara_2016, "),
    ],
)
def test_an_unknown_preset_is_met_with_a_way_out(name: str, fix: str) -> None:
    with speaking("en"), pytest.raises(SinovikError) as caught:
        load_preset(name)
    assert name in caught.value.message
    assert caught.value.fix.startswith(fix)


def test_an_unknown_table_of_grades_is_met_with_a_way_out() -> None:
    with speaking("en"), pytest.raises(SinovikError) as caught:
        load_grades("iid_2032")
    assert caught.value.fix == "Did you mean “iid_2023”?"


@pytest.mark.parametrize(
    ("value", "grade"),
    [
        ("100", "AA"),
        ("90.01", "AA"),
        ("90", "A"),
        ("80.01", "A"),
        ("80.00", "BB"),
        ("70.01", "BB"),
        ("70", "B"),
        ("60.01", "B"),
        ("60", "CC"),
        ("50.01", "CC"),
        ("50", "C"),
        ("30.01", "C"),
        ("30", "D"),
        ("0", "D"),
    ],
)
def test_a_sakip_bound_belongs_to_the_lower_grade(value: str, grade: str) -> None:
    assert load_grades("sakip").grade(Decimal(value)) == grade


@pytest.mark.parametrize(
    ("value", "grade"),
    [
        ("100.00", "Sangat Inovatif"),
        ("60.01", "Sangat Inovatif"),
        ("60.00", "Inovatif"),
        ("35.00", "Inovatif"),
        ("34.99", "Kurang Inovatif"),
        ("0.01", "Kurang Inovatif"),
        ("0", "Tidak Dapat Dinilai"),
    ],
)
def test_the_edges_of_the_index_of_innovation(value: str, grade: str) -> None:
    assert load_grades("iid_2023").grade(Decimal(value)) == grade


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sakip", "-0.01"),
        ("sakip", "100.01"),
        ("iid_2023", "100.01"),
        ("iid_2023", "60.005"),  # the published table has two decimals and no grade between
    ],
)
def test_a_value_outside_a_table_has_no_grade(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=value):
        load_grades(name).grade(Decimal(value))


def test_tables_of_grades_say_where_they_come_from() -> None:
    iid, sakip = load_grades("iid_2023"), load_grades("sakip")
    assert (iid.year, iid.status) == (2023, PresetStatus.OFFICIAL)
    assert (sakip.year, sakip.status) == (2021, PresetStatus.OURS)
    assert "Kementerian Dalam Negeri" in iid.source
    assert "Permenpan RB 88/2021" in sakip.source
