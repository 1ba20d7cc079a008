"""A small competition folder, made and filled in as people would, and commands run over it."""

import hashlib
import io
import json
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from sinovik_sheets.cli import main
from sinovik_sheets.text import language, speaking

PRESET = "lima_kriteria"
CRITERIA = ("K1", "K2", "K3", "K4", "K5")
JURORS: tuple[Mapping[str, Any], ...] = (
    {"Kode": "J01", "Nama": "Dr. Sri Wahyuni", "Unsur": "akademisi", "Email": "sri@contoh.ac.id"},
    {"Kode": "J02", "Nama": "Bambang Sutejo", "Unsur": "LSM", "WhatsApp": "081200000002"},
    {"Kode": "J03", "Nama": "Ketut Suardana", "Unsur": "birokrasi"},
)
ENTRIES: tuple[Mapping[str, Any], ...] = tuple(
    {
        "Kode": f"INO-{n:04d}",
        "Judul": f"Layanan ke-{n}",
        "Kode Unit": f"OPD{n}",
        "Unit": f"Dinas {n}",
    }
    for n in range(1, 4)
)
Scores = Mapping[tuple[str, str], Any]
"""What a juror types, by entry and criterion."""


@dataclass(frozen=True)
class Said:
    """What a command said and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The result of a command run with --json."""
        return json.loads(self.out)


def run(*arguments: str) -> Said:
    """Run the command line in English; anything but a plain end fails the test."""
    out, err = io.StringIO(), io.StringIO()
    with (
        speaking(language()),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit) as ended,
    ):
        main(["--lang", "en", *arguments])
    assert not any(word in err.getvalue() for word in ("Traceback", "The program itself failed"))
    return Said(int(ended.value.code or 0), out.getvalue(), err.getvalue())


@dataclass(frozen=True)
class Folder:
    """A competition folder."""

    root: Path

    def run(self, *arguments: str) -> Said:
        """Run a command over the folder."""
        return run(*arguments, "-C", str(self.root))

    def json(self, *arguments: str) -> Any:
        """Run a command with --json and return its result."""
        return self.run(*arguments, "--json").json

    def sheet(self, juror: str, name: str = "") -> Path:
        """The sheet sent to a juror."""
        return self.root / "2_lembar_juri" / "T1" / (name or f"{juror}.xlsx")

    def send_back(self, juror: str, scores: Scores, name: str = "") -> Path:
        """Fill in the sheet sent to a juror and put it into 3_masuk."""
        return self.put(name or f"kiriman {juror}.xlsx", fill(self.sheet(juror), scores))

    def put(self, name: str, data: bytes) -> Path:
        """Put a file into 3_masuk."""
        path = self.root / "3_masuk" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def fates(self) -> dict[str, str]:
        """Collect; return the fate of every file by its path."""
        return {file["path"]: file["fate"] for file in self.json("collect")["files"]}

    def fate(self, path: Path) -> str:
        """Collect; return the fate of one file in 3_masuk."""
        return self.fates()[path.relative_to(self.root / "3_masuk").as_posix()]

    def findings(self) -> list[tuple[str, str]]:
        """Validate; return rule and file of everything found."""
        return [(f["rule"], f["file"]) for f in self.json("validate")["findings"]]

    def standing(self, entry: str) -> Any:
        """Rank; return what it says about one entry."""
        return next(e for e in self.json("rank")["entries"] if e["entry"] == entry)

    def code(self, juror: str) -> str:
        """The code of the sheet sent to a juror."""
        issued = {e["juror"]: e["code"] for e in self.journal() if e["kind"] == "issued"}
        return str(issued[juror])

    def answer(self, **answers: str) -> None:
        """Answer the questions about files by the start of the file's name."""
        self.run("validate")
        for start, choice in answers.items():
            self.decide("Pertanyaan", {"Berkas": start}, Jawaban=choice, Oleh="Ketua Panitia")
        self.run("validate")

    def places(self) -> dict[str, int | None]:
        """Rank; return the place of every entry."""
        return {entry["entry"]: entry["place"] for entry in self.json("rank")["entries"]}

    @property
    def decisions(self) -> Path:
        """The workbook of questions and answers."""
        return self.root / "keputusan.xlsx"

    def rows(self, sheet: str) -> list[dict[str, Any]]:
        """The filled rows of a sheet of keputusan.xlsx by heading; `row` is their number."""
        page = load_workbook(self.decisions)[sheet]
        heading, columns = _heading(page)
        found = []
        for number in range(heading + 2, page.max_row + 1):
            row = {name: page.cell(number, place).value for name, place in columns.items()}
            if any(row.values()):
                found.append(row | {"row": number})
        return found

    def decide(self, sheet: str, where: Mapping[str, str], **typed: Any) -> None:
        """Type into the one row of keputusan.xlsx whose cells begin with these texts."""
        (row,) = (
            row["row"]
            for row in self.rows(sheet)
            if all(str(row[name]).startswith(text) for name, text in where.items())
        )
        book = load_workbook(self.decisions)
        _number, columns = _heading(book[sheet])
        for name, value in typed.items():
            book[sheet].cell(row, columns[name]).value = value
        book.save(self.decisions)

    def journal(self) -> list[dict[str, Any]]:
        """The lines of the journal."""
        path = self.root / "arsip" / "jejak.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [json.loads(line) for line in lines]


def build(
    root: Path,
    jurors: Iterable[Mapping[str, Any]] = JURORS,
    entries: Iterable[Mapping[str, Any]] = ENTRIES,
    **more: Iterable[Mapping[str, Any]],
) -> Folder:
    """Make a folder from the preset and type jurors, entries and other sheets' rows into it."""
    assert run("init", str(root), "--preset", PRESET).code == 0
    type_rows(root / "kompetisi.xlsx", {"Juri": jurors, **more})
    type_rows(root / "daftar_peserta.xlsx", {"Inovasi": entries})
    return Folder(root)


@cache
def _distributed() -> Mapping[str, bytes]:
    with tempfile.TemporaryDirectory() as made:
        folder = build(Path(made))
        assert folder.run("distribute").code == 0
        return contents(folder.root)


def distributed(root: Path) -> Folder:
    """Return a folder whose sheets are out: three jurors, three entries, five criteria."""
    return restored(root, _distributed())


def restored(root: Path, files: Mapping[str, bytes]) -> Folder:
    """Return a folder with these files, such as `contents` gave of another."""
    (root / "3_masuk").mkdir(parents=True)
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Folder(root)


def contents(root: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path."""
    files = sorted(path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def fingerprint(root: Path) -> str:
    """Return one hash over all files of a folder."""
    digest = hashlib.sha256()
    for name, data in contents(root).items():
        digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return digest.hexdigest()


def type_rows(path: Path, sheets: Mapping[str, Iterable[Mapping[str, Any]]]) -> None:
    """Type rows below the explanations of tables, in place of those that stand there."""
    book = load_workbook(path)
    for name, rows in sheets.items():
        sheet = book[name]
        columns = headings(sheet, 1)
        sheet.delete_rows(3, sheet.max_row)
        for number, row in enumerate(rows, start=3):
            for column, value in row.items():
                sheet.cell(number, columns[column], value)
    book.save(path)


def headings(sheet: Worksheet, row: int) -> dict[str, int]:
    """Return the columns of a sheet by the texts of a row."""
    return {str(cell.value): cell.column for cell in sheet[row] if cell.value is not None}


def _heading(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    number = next(row[0].row for row in sheet.iter_rows() if row[0].value in ("Nomor", "Tahap"))
    return number, headings(sheet, number)


def edit(path: Path, cells: Mapping[str, Mapping[str, Any]]) -> None:
    """Type values into cells: sheet to address to value."""
    book = load_workbook(path)
    for sheet, values in cells.items():
        for address, value in values.items():
            book[sheet][address] = value
    book.save(path)


def full(score: object = 80, **others: object) -> dict[tuple[str, str], object]:
    """Return a score for every cell; `others` by the number of the entry, such as n2=70."""
    return {
        (f"INO-{n:04d}", criterion): others.get(f"n{n}", score)
        for n in range(1, 4)
        for criterion in CRITERIA
    }


def cells(path: Path) -> dict[tuple[str, str], str]:
    """Return the address of every score cell, found by the hidden keys."""
    return {key: cell.coordinate for key, cell in _score_cells(load_workbook(path)).items()}


def fill(path: Path, scores: Scores) -> bytes:
    """Return a score sheet with these scores typed into it."""
    book = load_workbook(path)
    found = _score_cells(book)
    for key, value in scores.items():
        found[key].value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _score_cells(book: Any) -> dict[tuple[str, str], Any]:
    sheet = book["Lembar Penilaian"]
    keys = next(row for row in sheet.iter_rows() if row[0].value == "#id")
    criteria = {
        cell.column: str(cell.value).removeprefix("nilai:")
        for cell in keys
        if str(cell.value).startswith("nilai:")
    }
    rows = (row for row in sheet.iter_rows(min_row=keys[0].row + 1) if row[0].value)
    return {
        (str(row[0].value), criterion): row[column - 1]
        for row in rows
        for column, criterion in criteria.items()
    }
