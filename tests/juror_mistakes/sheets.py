"""A real competition of eight entries and four criteria, and its sheets as jurors see them."""

import csv
import io
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

from competition import run

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

STAGE = "T1"
WEIGHTS = {"K1": 40, "K2": 30, "K3": 20, "K4": 10}
TITLES = {
    "0001": "Antar Obat Lansia",
    "0002": "Bank Sampah Digital",
    "0003": "Cepat Tanggap Stunting",
    "0004": "Desa Siaga Air",
    "0005": "E-Izin Satu Pintu",
    "0006": "Famili Sehat",
    "0007": "Gerai Adminduk Malam",
    "0008": "Halo Guru",
}
UNITS = {code: f"Dinas {title.split()[0]}" for code, title in TITLES.items()}
MEANT = {
    (entry, criterion): Decimal(600 + (125 + 37 * row + 53 * column) % 300) / 10
    for row, entry in enumerate(TITLES, -1)
    for column, criterion in enumerate(WEIGHTS)
}
"""What every juror means to give: 60.0 to 89.9; entry 0002 gets 72.5 on K1."""


def total_meant(entry: str) -> Decimal:
    """The weighted total of an entry."""
    return sum((MEANT[entry, code] * weight for code, weight in WEIGHTS.items()), Decimal(0)) / 100


class Sheet:
    """A juror's open workbook; cells are found by the hidden keys and ids."""

    def __init__(self, path: Path) -> None:
        self.book: Workbook = load_workbook(path)
        self.page: Worksheet = self.book["Lembar Penilaian"]
        self.columns: dict[str, int] = {}
        self.rows: dict[str, int] = {}
        for line in self.page.iter_rows():
            texts = [cell.value for cell in line]
            if "#id" in texts:
                self.columns = {str(text): at for at, text in enumerate(texts, 1) if text}
            elif self.columns and texts[self.columns["#id"] - 1] in TITLES:
                self.rows[str(texts[self.columns["#id"] - 1])] = line[0].row or 0
        for (entry, criterion), score in MEANT.items():
            self.at(entry, criterion).value = float(score)

    def at(self, entry: str, key: str) -> Cell:
        """The cell of an entry under a criterion (`K1`) or another key (`#kode`)."""
        column = self.columns[f"nilai:{key}" if key in WEIGHTS else key]
        cell = self.page.cell(self.rows[entry], column)
        assert isinstance(cell, Cell)
        return cell


def make_competition(root: Path, jurors: list[str]) -> None:
    """Make a competition folder with these jurors and send their sheets out."""
    assert run("init", str(root), "--preset", "lima_kriteria").code == 0
    settings = load_workbook(root / "kompetisi.xlsx")
    criteria, people = settings["Kriteria"], settings["Juri"]
    criteria.delete_rows(3 + len(WEIGHTS))
    for row, weight in enumerate(WEIGHTS.values(), 3):
        criteria.cell(row, 4).value = weight
    people.delete_rows(3, people.max_row)
    for code in jurors:
        people.append([code, f"Juri {code}"])
    settings.save(root / "kompetisi.xlsx")
    roster = load_workbook(root / "daftar_peserta.xlsx")
    entries = roster["Inovasi"]
    entries.delete_rows(3, entries.max_row)
    for code, title in TITLES.items():
        entries.append([code, title, f"OPD{code[-1]}", UNITS[code], "OPD"])
    roster.save(root / "daftar_peserta.xlsx")
    assert run("distribute", "-C", str(root)).code == 0


@dataclass(frozen=True)
class Result:
    """What `collect`, `validate --json` and `merge` made of the sheets received."""

    fates: Mapping[str, str]
    findings: list[dict[str, Any]]
    scores: Mapping[tuple[str, str, str], Mapping[str, str]]

    def found(self, juror: str) -> list[dict[str, Any]]:
        """The findings on a juror's sheet."""
        return [finding for finding in self.findings if finding["juror"] == juror]


def received(issued: Path, root: Path, sheets: list[Path]) -> Result:
    """Let sheets come back into a copy of the folder they were issued from."""
    shutil.copytree(issued, root)
    for sheet in sheets:
        shutil.copy(sheet, root / "3_masuk")
    return judged(root)


def judged(root: Path) -> Result:
    """Collect, validate and merge what lies in a folder."""
    collected = run("collect", "--json", "-C", str(root)).json
    validated = run("validate", "--json", "-C", str(root)).json
    run("merge", "-C", str(root))
    table = (root / "5_hasil" / STAGE / "nilai.csv").read_text(encoding="utf-8")
    return Result(
        fates={Path(file["path"]).stem: file["fate"] for file in collected["files"]},
        findings=validated["findings"],
        scores={
            (line["juri"], line["inovasi"], line["kriteria"]): line
            for line in csv.DictReader(io.StringIO(table))
        },
    )
