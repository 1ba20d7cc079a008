"""Names of real units and schools: how many are found, and that none is taken for another.

The tables are read in place; what may not be committed stays there.
"""

import csv
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path

import pytest

from sinovik_sheets.model import Unit
from sinovik_sheets.roster.name_style import read
from sinovik_sheets.roster.names import Match, Register

REGENCY, CITY = "Kab. Situbondo", "Kota Pasuruan"
ONES = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
ROMAN = (*ONES, *(f"X{one}" for one in ONES))
IN_FULL = {
    "SD": "Sekolah Dasar",
    "SMP": "Sekolah Menengah Pertama",
    "SMA": "Sekolah Menengah Atas",
    "SMK": "Sekolah Menengah Kejuruan",
}
HOUSE_STYLES: dict[str, Callable[[str, int, str], str]] = {
    "SDN 3 X": lambda kind, number, place: f"{kind}N {number} {place}",
    "SD N 03 X": lambda kind, number, place: f"{kind} N {number:02} {place}",
    "SD NEGERI X III": lambda kind, number, place: f"{kind} NEGERI {place} {ROMAN[number - 1]}",
    "Sekolah Dasar Negeri X 3": lambda kind, number, place: (
        f"{IN_FULL[kind]} Negeri {place.title()} {number}"
    ),
    "UPT SD NEGERI X 3": lambda kind, number, place: f"UPT {kind} NEGERI {place} {number}",
}
STATE_SCHOOL = re.compile(
    r"(?:UPT )?(SD|SMP|SMA|SMK) ?N(?:EGERI)? (?:(\d+) )?([A-Z ]+?)(?: (\d+|[IVX]+))?"
)


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "units" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def offices(folder: Path, aliases: dict[tuple[str, str], tuple[str, ...]]) -> list[Unit]:
    """The units of both regions, and the official names that only the alias table has."""
    listed = table(folder, "unit_situbondo_2018.csv")
    names = {(REGENCY, row["nama"]): row["jenis"] for row in listed}
    for row in table(folder, "unit_kota_pasuruan_2024.csv"):
        if row["nama"] != "Demo":
            names[CITY, row["nama"]] = ""
    for row in table(folder, "alias.csv"):
        if row["kabupaten_kota"] == REGENCY:
            names.setdefault((REGENCY, row["nama_resmi"]), "")
    return [
        Unit(f"U{n:03}", name, kind, aliases=aliases.get((region, name), ()), region=region)
        for n, ((region, name), kind) in enumerate(names.items())
    ]


def same_office(name: str, official: str) -> bool:
    return name.removeprefix("UPT ") == official.removeprefix("UPT ")


def nearest(match: Match, count: int) -> list[str]:
    """The names of the unit taken, or of the first suggestions."""
    units = [match.unit] if match.unit else [s.unit for s in match.suggestions[:count]]
    return [unit.name for unit in units]


def test_short_names_of_the_news_are_suggested_first(shared_data: Path) -> None:
    register = Register(offices(shared_data, {}))
    pairs = table(shared_data, "alias.csv")
    places = Counter[int]()
    for row in pairs:
        match = register.match(row["alias"], region=row["kabupaten_kota"])
        names = nearest(match, 3)
        places[next(n for n, x in enumerate(names) if same_office(x, row["nama_resmi"]))] += 1
    print(f"{places[0]} of {len(pairs)} short names first, {places.total()} among three")
    assert places == {0: 17}


def test_short_names_on_record_are_taken(shared_data: Path) -> None:
    pairs = table(shared_data, "alias.csv")
    aliases: defaultdict[tuple[str, str], tuple[str, ...]] = defaultdict(tuple)
    for row in pairs:
        for name in {row["nama_resmi"], row["nama_resmi"].removeprefix("UPT ")}:
            aliases[row["kabupaten_kota"], name] += (row["alias"],)
    register = Register(offices(shared_data, aliases))
    for row in pairs:
        unit = register.match(row["alias"], region=row["kabupaten_kota"]).unit
        assert unit is not None, row
        assert same_office(unit.name, row["nama_resmi"])


def test_the_city_s_own_short_names_are_suggested_first(shared_data: Path) -> None:
    register = Register(offices(shared_data, {}))
    rows = [
        row
        for row in table(shared_data, "unit_kota_pasuruan_2024.csv")
        if row["singkatan"] and row["nama"] != "Demo"
    ]
    first = sum(
        nearest(register.match(row["singkatan"], region=CITY), 1) == [row["nama"]] for row in rows
    )
    print(f"{first} of {len(rows)} short names of the city first")
    assert first >= 0.95 * len(rows)


def test_typing_errors_are_suggested_first_and_right_names_taken(shared_data: Path) -> None:
    rows = table(shared_data, "puskesmas_situbondo_salah_ketik.csv")
    names = sorted({row["nama_seharusnya"] for row in rows})
    register = Register(Unit(f"P{n}", name, "puskesmas") for n, name in enumerate(names))
    for row in rows:
        match = register.match(row["nama_mentah"])
        assert (match.unit is None) == (row["nama_mentah"] != row["nama_seharusnya"])
        assert nearest(match, 1) == [row["nama_seharusnya"]]


@pytest.fixture(scope="module")
def schools(shared_data: Path) -> list[Unit]:
    return [
        Unit(
            row["npsn"],
            row["nama"],
            row["bentuk"],
            row["npsn"],
            district=row["kecamatan"],
            region=row["kabupaten_kota"],
        )
        for row in table(shared_data, "sekolah_npsn.csv")
    ]


@pytest.fixture(scope="module")
def register(schools: list[Unit]) -> Register:
    return Register(schools)


@pytest.mark.parametrize("columns", [(), ("region",), ("district",), ("region", "district")])
def test_no_school_is_taken_for_another(
    schools: list[Unit], register: Register, columns: tuple[str, ...]
) -> None:
    fates = Counter[str]()
    for school in schools:
        match = register.match(school.name, **{name: getattr(school, name) for name in columns})
        if match.unit is None:
            fates["asked"] += 1
            assert school in [suggestion.unit for suggestion in match.suggestions]
        else:
            fates["right" if match.unit is school else "wrong"] += 1
    print(f"{columns}: {dict(fates)} of {len(schools)}")
    assert fates["wrong"] == 0
    assert fates["right"] >= (len(schools) if "district" in columns else 2300)


def test_no_school_is_taken_for_a_single_other_one(schools: list[Unit]) -> None:
    """Every ordered pair whose names can come near, and a sample of all the others."""
    near: defaultdict[str, list[Unit]] = defaultdict(list)
    for school in schools:
        near[read(school.name, school.kind.casefold()).joined].append(school)
    pairs = [pair for group in near.values() for pair in permutations(group, 2)]
    for step in (1, 2, 3, 5, 8, 13, 21, 34):
        pairs += zip(schools, schools[step:] + schools[:step], strict=True)
    others = [(one, other) for one, other in pairs if one.name != other.name]
    alone = {school.code: Register([school]) for school in schools}
    wrong = [pair for pair in others if alone[pair[1].code].match(pair[0].name).unit]
    print(f"{len(others)} ordered pairs, {len(wrong)} taken for one another")
    assert wrong == []


def test_three_schools_of_one_name_stay_three(register: Register) -> None:
    match = register.match("SD NEGERI 3 SUMBERANYAR", region=REGENCY, kind="SD")
    assert match.unit is None
    assert [s.unit.code for s in match.suggestions[:3]] == ["20522528", "20522536", "20522537"]
    for district, code in (("Mlandingan", "20522528"), ("Kec. Jatibanteng", "20522536")):
        unit = register.match("SD NEGERI 3 SUMBERANYAR", district=district).unit
        assert unit is not None
        assert unit.code == code


def rewritten(schools: list[Unit], style: str) -> Iterator[tuple[Unit, str]]:
    """The state schools with a number, their names in another house style."""
    for school in schools:
        found = STATE_SCHOOL.fullmatch(school.name.upper())
        number = found and (found[2] or found[4])
        if found and number:
            count = int(number) if number.isdecimal() else ROMAN.index(number) + 1
            yield school, HOUSE_STYLES[style](found[1], count, found[3])


@pytest.mark.parametrize("style", HOUSE_STYLES)
def test_schools_in_another_house_style_are_found(
    schools: list[Unit], register: Register, style: str
) -> None:
    total = coded = first = 0
    for school, written in rewritten(schools, style):
        total += 1
        by_code = register.match(written, code=school.code)
        coded += by_code == Match(school)
        match = register.match(written, region=school.region)
        assert match.unit in (None, school)
        best = [s.unit for s in match.suggestions if s.score == match.suggestions[0].score]
        first += match.unit is school or school in best
    print(f"{style}: {total} names, by NPSN {coded}, first without it {first}")
    assert total > 1900
    assert coded == first == total


def test_a_thousand_names_take_a_few_seconds(schools: list[Unit], shared_data: Path) -> None:
    units = [*schools, *offices(shared_data, {})]
    written = [name for _, name in rewritten(schools, "SDN 3 X")][:900]
    written += [row["singkatan"] for row in table(shared_data, "unit_kota_pasuruan_2024.csv")] * 2
    begun = time.process_time()
    register = Register(units)
    for name in written[:1000]:
        register.match(name)
    seconds = time.process_time() - begun
    print(f"1,000 names against {len(units):,} units: {seconds:.1f} s of processor time")
    assert seconds < 10
