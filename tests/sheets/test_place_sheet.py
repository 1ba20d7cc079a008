"""The juror's workbook where places are given: what it says, and what it computes while typing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from competition import cells
from office import convert_many
from places import SUM, entry, places_sheets

SHEET = "Lembar Penilaian"
Typed = Mapping[tuple[int, str], Any]

HALF = {(n, "K1"): n for n in (1, 2, 3)}
CASES: Mapping[str, tuple[str, Typed]] = {
    "kosong": ("satu", {}),
    "separuh": ("satu", {(1, "K1"): 1, (2, "K1"): 3}),
    "ganda": ("satu", {(1, "K1"): 1, (2, "K1"): 3, (3, "K1"): 3}),
    "lengkap": ("satu", {(1, "K1"): 1, (2, "K1"): 3, (3, "K1"): 2}),
    "dua R": ("satu", {(1, "K1"): 1, (2, "K1"): 2, (3, "K1"): "R", (4, "K1"): "R"}),
    "satu kriteria": ("dua", HALF),
    "dua kriteria": ("dua", HALF | {(n, "K2"): n - 1 for n in (2, 3, 4)}),
}
"""What is typed into which sheet, by the name of the file."""

VALIDATION = (
    (1, 2, "sah"),
    (20, 2, "sah"),
    (2, 2, "ditolak"),
    (21, 2, "ditolak"),
    (0, 2, "ditolak"),
    (1.5, 2, "ditolak"),
    ("R", 2, "sah"),
    ("R", "R", "sah"),
    ("satu", 2, "ditolak"),
)
"""What is typed into the first score cell, what stands in the second, and whether it is let in."""


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Sheets as sent: `satu` with five entries, one recused, and one criterion; `dua`; `jumlah`."""
    root = tmp_path_factory.mktemp("lomba")
    conflict = {"Juri": "J01", "Unit atau Inovasi": entry(5), "Alasan": "satu instansi"}
    return {
        "satu": places_sheets(root / "satu", Konflik=[conflict]).sheet("J01"),
        "dua": places_sheets(root / "dua", entries=4, criteria=2).sheet("J01"),
        "jumlah": places_sheets(root / "jumlah", SUM).sheet("J01"),
    }


@pytest.fixture(scope="module")
def computed(
    sheets: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Any]:
    """Every case typed in and computed by LibreOffice: no result was stored before."""
    folder = tmp_path_factory.mktemp("isi")
    typed = [
        _typed(sheets[sheet], case, folder / f"{name}.xlsx")
        for name, (sheet, case) in CASES.items()
    ]
    rules = [
        _rule_applied(sheets[sheet], first, second, folder / f"{sheet} {number}.xlsx")
        for sheet in ("satu", "jumlah")
        for number, (first, second, _verdict) in enumerate(VALIDATION)
    ]
    done = convert_many([*typed, *rules], "xlsx:Calc MS Excel 2007 XML", folder / "ulang")
    return {path.stem: load_workbook(path, data_only=True).worksheets[0] for path in done}


def _typed(sent: Path, typed: Typed, path: Path) -> Path:
    book = load_workbook(sent)
    at = cells(sent)
    for (number, criterion), value in typed.items():
        book[SHEET][at[entry(number), criterion]] = value
    book.save(path)
    return path


def _rule_applied(sent: Path, first: Any, second: Any, path: Path) -> Path:
    """Write the validation of the first score cell as a formula, beside what it looks at."""
    rules = load_workbook(sent)[SHEET].data_validations.dataValidation
    at = cells(sent)
    cell = at[entry(1), "K1"]
    (rule,) = (rule for rule in rules if cell in rule.sqref)
    book = Workbook()
    page = book.worksheets[0]
    page[cell], page[at[entry(2), "K1"]] = first, second
    page["A1"] = f'=IF({rule.formula1},"sah","ditolak")'
    book.save(path)
    return path


def status(sheet: Any) -> list[str]:
    """Return what stands in the column Status."""
    lines = (cell for line in sheet.iter_rows(max_row=12) for cell in line)
    (head,) = (cell for cell in lines if cell.value == "Status")
    rows = range(head.row + 1, sheet.max_row + 1)
    return [str(sheet.cell(row, head.column).value or "") for row in rows]


def told(sheet: Any) -> list[str]:
    """Return what the head block says right of the sheet code, and below that."""
    label = next(c for line in sheet.iter_rows(max_row=8) for c in line if c.value == "Kode lembar")
    lines = (sheet[row][label.column + 1 :] for row in (label.row, label.row + 1))
    return ["".join(str(cell.value or "") for cell in line) for line in lines]


def test_no_total_is_shown_and_the_points_are_explained(sheets: Mapping[str, Path]) -> None:
    book = load_workbook(sheets["satu"])
    headings = [cell.value for line in book[SHEET].iter_rows(max_row=9) for cell in line]
    assert "Total" not in headings
    guide = "\n".join(str(cell) for line in book["Petunjuk"].values for cell in line if cell)
    assert "1 = 14; 2 = 9; 3 = 8" in guide


@pytest.mark.libreoffice
def test_stored_results_are_those_that_are_computed(
    sheets: Mapping[str, Path], computed: Mapping[str, Any]
) -> None:
    stored = load_workbook(sheets["satu"], data_only=True)[SHEET]
    assert status(computed["kosong"]) == status(stored)
    assert told(computed["kosong"]) == told(stored)


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("case", "given", "lacking", "signs"),
    [
        ("kosong", "0", "1 2 3", ["", "", "", "", "R"]),
        ("separuh", "2", "2", ["v", "v", "", "", "R"]),
        ("ganda", "2", "2", ["v", "v", "v", "", "R"]),
        ("lengkap", "3", "", ["v", "v", "v", "–", "R"]),
        ("dua R", "2", "", ["v", "v", "R", "R", "R"]),
        ("satu kriteria", "3", "", ["", "", "", ""]),
        ("dua kriteria", "6", "", ["v", "v", "v", "v"]),
    ],
)
def test_progress_and_status_follow_what_is_typed(
    case: str, given: str, lacking: str, signs: list[str], computed: Mapping[str, Any]
) -> None:
    count, names = told(computed[case])
    assert count.startswith(f"{given} ")
    assert names.partition(":")[2].strip() == lacking
    full = status(computed["lengkap"])
    words = {"v": full[0], "–": full[3], "R": full[4], "": ""}
    assert len(set(words.values())) == len(words)
    assert status(computed[case]) == [words[sign] for sign in signs]


@pytest.mark.libreoffice
@pytest.mark.parametrize("number", range(len(VALIDATION)), ids=lambda n: str(VALIDATION[n]))
def test_validation_admits_each_place_once_or_r(number: int, computed: Mapping[str, Any]) -> None:
    assert computed[f"satu {number}"]["A1"].value == VALIDATION[number][2]


@pytest.mark.libreoffice
def test_where_places_are_added_up_they_may_be_shared(computed: Mapping[str, Any]) -> None:
    let_in = [computed[f"jumlah {number}"]["A1"].value for number in range(len(VALIDATION))]
    expected = [verdict for _first, _second, verdict in VALIDATION]
    expected[2] = "sah"
    assert let_in == expected
