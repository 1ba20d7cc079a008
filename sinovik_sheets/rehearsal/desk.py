"""The secretariat at its desk: typing into the workbooks that people fill in."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sinovik_sheets import layout
from sinovik_sheets.model import EntryStatus
from sinovik_sheets.rehearsal.cast import ELEMENTS, JURORS, PRESENTATION, Contestant

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SECRETARY = "Sekretaris (latihan)"
_SIGNATURE = "D1"


class _Table:
    """A table on the screen: columns by their headings, rows below them."""

    def __init__(self, sheet: "Worksheet", first_heading: str) -> None:
        self._sheet = sheet
        self._heading = next(
            row for row in range(1, 6) if sheet.cell(row, 1).value == first_heading
        )
        self._columns = {
            str(cell.value): number for number, cell in enumerate(sheet[self._heading], start=1)
        }

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield number and texts of every row that holds something in its first cell."""
        for number in range(self._heading + 1, self._sheet.max_row + 1):
            if self._sheet.cell(number, 1).value not in (None, ""):
                texts = {
                    name: str(self._sheet.cell(number, column).value or "")
                    for name, column in self._columns.items()
                }
                yield number, texts

    def type(self, number: int, texts: Mapping[str, str | int]) -> None:
        """Type into cells of a row."""
        for name, text in texts.items():
            self._sheet.cell(number, self._columns[name]).value = text

    def add(self, rows: Iterable[Mapping[str, str | int]]) -> None:
        """Type rows below the last one."""
        start = 1 + max((number for number, _texts in self.rows()), default=self._heading)
        for number, texts in enumerate(rows, start=start):
            self.type(number, texts)


@contextmanager
def _open(path: Path, sheet: str, first_heading: str) -> Iterator[tuple["Worksheet", _Table]]:
    from openpyxl import load_workbook

    workbook = load_workbook(path)
    page = workbook[sheet]
    yield page, _Table(page, first_heading)
    workbook.save(path)


def settle(root: Path) -> None:
    """Fill in the year and the jury in kompetisi.xlsx."""
    path = root / layout.COMPETITION
    with _open(path, "Kompetisi", "Kunci") as (_page, settings):
        for number, texts in settings.rows():
            if texts["Kunci"] == "tahun":
                settings.type(number, {"Isi": 2017})
    with _open(path, "Juri", "Kode") as (_page, jurors):
        jurors.add(
            {
                "Kode": code,
                "Nama": f"Juri {number} (latihan)",
                "Unsur": ELEMENTS[(number - 1) % len(ELEMENTS)],
                "Instansi": f"Lembaga Latihan {number}",
            }
            for number, code in enumerate(JURORS, start=1)
        )


def register(root: Path, contestants: Iterable[Contestant]) -> None:
    """Fill in the roster, with one category misspelt."""
    with _open(root / layout.ROSTER, "Inovasi", "Kode") as (_page, roster):
        roster.add(
            {
                "Kode": contestant.code,
                "Judul": contestant.title,
                "Kode Unit": contestant.unit_code,
                "Unit": contestant.unit,
                "Jenis": "OPD",
                "Kategori": contestant.category,
            }
            for contestant in contestants
        )


def recategorise(root: Path, entry: str, category: str) -> None:
    """Change the category of one innovation in the roster."""
    with _open(root / layout.ROSTER, "Inovasi", "Kode") as (_page, roster):
        for number, texts in roster.rows():
            if texts["Kode"] == entry:
                roster.type(number, {"Kategori": category})


def answer(root: Path, answers: Mapping[str, tuple[str, str]]) -> None:
    """Answer the questions about jurors' sheets: juror to answer and reason."""
    with _open(root / layout.DECISIONS, "Pertanyaan", "Nomor") as (page, questions):
        page[_SIGNATURE] = SECRETARY
        for number, texts in questions.rows():
            if texts["Juri"] in answers and not texts["Jawaban"]:
                choice, reason = answers[texts["Juri"]]
                questions.type(number, {"Jawaban": choice, "Alasan": reason})


def leave_out(root: Path, entries: Iterable[Contestant]) -> None:
    """Write down who does not go on to the presentation."""
    with _open(root / layout.DECISIONS, "Status Peserta", "Tahap") as (page, statuses):
        page[_SIGNATURE] = SECRETARY
        statuses.add(
            {
                "Tahap": PRESENTATION,
                "Inovasi": contestant.code,
                "Judul": contestant.title,
                "Status": EntryStatus.FAILED.value,
                "Alasan": "Tidak termasuk sembilan terbaik tahap T1",
            }
            for contestant in entries
        )


def withdraw(root: Path, entries: Iterable[Contestant]) -> None:
    """Write down who was not ready to present."""
    codes = {contestant.code for contestant in entries}
    with _open(root / layout.DECISIONS, "Status Peserta", "Tahap") as (_page, statuses):
        for number, texts in statuses.rows():
            if texts["Tahap"] == PRESENTATION and texts["Inovasi"] in codes:
                statuses.type(
                    number,
                    {"Status": EntryStatus.WITHDRAWN.value, "Alasan": "Tidak siap presentasi"},
                )
