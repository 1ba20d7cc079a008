"""A competition in registration: forms filled in as units would, lists, and the roster."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from competition import Folder, run, type_rows
from workbooks import filled_rows

SECTIONS: tuple[Mapping[str, Any], ...] = (
    {"Kode": "B1", "Bagian": "Ringkasan", "Batas Kata": 20, "Wajib": "ya"},
    {"Kode": "B2", "Bagian": "Dampak", "Batas Kata": 30, "Wajib": "tidak"},
)
UNITS: tuple[Mapping[str, Any], ...] = (
    {"Kode": "OPD01", "Nama": "Dinas Kesehatan", "Jenis": "OPD", "Alias": "Dinkes"},
    {"Kode": "OPD02", "Nama": "Dinas Pendidikan dan Kebudayaan", "Jenis": "OPD"},
    {"Kode": "PKM01", "Nama": "Puskesmas Contoh Satu", "Jenis": "puskesmas"},
)
SETTINGS: Mapping[str, Any] = {
    "pendaftaran ditutup": "28/02/2099",
    "usia minimal (bulan)": 12,
}
ANSWERS: Mapping[str, Any] = {
    "mulai": "17/12/2020",
    "inovator": "Inovator 1",
    "bagian:B1": "Ringkasan yang pendek.",
    "pernyataan:1": "ya",
    "pernyataan:2": "ya",
    "pernyataan:3": "ya",
}
"""A page without its title, faultless for the sections above."""


def innovation(title: str, **more: Any) -> dict[str, Any]:
    """Return the answers of a faultless page; keys with a colon come as `bagian_B1`."""
    return {**ANSWERS, "judul": title} | {k.replace("_", ":", 1): v for k, v in more.items()}


@dataclass(frozen=True)
class Registration(Folder):
    """A folder in which units register."""

    def form(self, unit: str = "") -> Path:
        """The form made for a unit, or the blank one."""
        name = f"formulir_pendaftaran_{unit}" if unit else "formulir_pendaftaran"
        return self.root / "0_formulir" / f"{name}.xlsx"

    def arrive(self, name: str, data: bytes) -> Path:
        """Put a file into 1_pendaftaran."""
        path = self.root / "1_pendaftaran" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def register(self, unit: str, *titles: str, name: str = "", **more: Any) -> Path:
        """Fill in a unit's form with faultless innovations and put it into 1_pendaftaran."""
        pages = [innovation(title, **more) for title in titles]
        return self.arrive(name or f"kiriman {unit}.xlsx", fill(self.form(unit), pages))

    def roster(self) -> Any:
        """Run `roster` and return its JSON."""
        return self.json("roster")

    def entries(self) -> dict[str, Any]:
        """Run `roster`; return the entries by title."""
        return {entry["title"]: entry for entry in self.roster()["entries"]}

    @property
    def book(self) -> Path:
        """daftar_peserta.xlsx."""
        return self.root / "daftar_peserta.xlsx"

    def lines(self, sheet: str = "Inovasi") -> list[dict[str, Any]]:
        """The rows of a sheet of daftar_peserta.xlsx by heading, examples left out."""
        return table(self.book, sheet)

    def type(self, sheet: str, where: Mapping[str, str], **typed: Any) -> None:
        """Type into the one row whose cells begin with these texts (`_` in names: a space)."""
        book = load_workbook(self.book)
        page = book[sheet]
        heading, columns = find_headings(page)
        (number,) = (
            row
            for row in range(heading + 1, page.max_row + 1)
            if all(
                str(page.cell(row, columns[name]).value).startswith(text)
                for name, text in where.items()
            )
        )
        for name, value in typed.items():
            page.cell(number, columns[name.replace("_", " ")]).value = value
        book.save(self.book)

    def settle(self, written: str, answer: str) -> None:
        """Answer the question about what is written so."""
        self.type("Perlu Diperiksa", {"Nilai Tertulis": written}, Jawaban=answer, Oleh="Ketua")


def registering(
    root: Path,
    *,
    units: Iterable[Mapping[str, Any]] = UNITS,
    settings: Mapping[str, Any] = SETTINGS,
    preset: str = "lima_kriteria",
    **more: Iterable[Mapping[str, Any]],
) -> Registration:
    """Make a folder whose forms are out; `more` are rows of other sheets of kompetisi.xlsx."""
    assert run("init", str(root), "--preset", preset).code == 0
    rows = {"Unit": units, "Formulir": SECTIONS, **more}
    type_rows(root / "kompetisi.xlsx", {k.replace("_", " "): v for k, v in rows.items()})
    settle(root / "kompetisi.xlsx", settings)
    folder = Registration(root)
    said = folder.run("forms")
    assert said.code == 0, said.err
    return folder


def settle(path: Path, settings: Mapping[str, Any]) -> None:
    """Type values beside the keys of the sheet Kompetisi."""
    book = load_workbook(path)
    page = book["Kompetisi"]
    for row in page.iter_rows(min_row=2):
        if row[0].value in settings:
            row[1].value = settings[str(row[0].value)]
    book.save(path)


def fill(
    path: Path,
    pages: Sequence[Mapping[str, Any]],
    unit: Mapping[str, Any] | None = None,
    change: Any = None,
) -> bytes:
    """Return a form with these answers typed in, by the hidden keys of its rows."""
    book = load_workbook(path)
    _answer(book["Unit"], unit or {})
    for number, answers in enumerate(pages, start=1):
        _answer(book[f"Inovasi {number}"], answers)
    if change is not None:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _answer(page: Any, answers: Mapping[str, Any]) -> None:
    keys = {str(cell.value): cell for row in page.iter_rows() for cell in row if cell.value}
    column = keys["#jawaban"].column if "#jawaban" in keys else 3
    for field, value in answers.items():
        page.cell(keys[f"#{field}"].row, column).value = value


def find_headings(page: Any) -> tuple[int, dict[str, int]]:
    """Return the row of a sheet's headings and their columns: the fullest of the first 12."""
    rows = list(page.iter_rows(min_row=1, max_row=12))
    best = max(rows, key=lambda row: (len({c.value for c in row if c.value}), -row[0].row))
    return best[0].row, {str(cell.value): cell.column for cell in best if cell.value is not None}


def table(path: Path, sheet: str) -> list[dict[str, Any]]:
    """Return the filled rows of a sheet by heading, explanations and examples left out."""
    page = load_workbook(path)[sheet]
    heading, columns = find_headings(page)
    return filled_rows(page, heading, columns)


def list_of(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a workbook with one table, such as an export of an online form."""
    book = Workbook()
    assert book.active is not None
    book.active.append(list(headings))
    for row in rows:
        book.active.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
