"""The secretariat at its desk: typing into the workbooks that people fill in."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sinovik_sheets import layout
from sinovik_sheets.model import EntryStatus
from sinovik_sheets.rehearsal.cast import ELEMENTS, JURORS, PRESENTATION, Contestant
from sinovik_sheets.rehearsal.files import SAVED, xlsx
from sinovik_sheets.sheets.roster.tables import PASSED
from sinovik_sheets.sheets.tables.table import EXAMPLE_MARK, EXPLANATION_MARK

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SECRETARY = "Sekretaris (latihan)"
APPROVER = "Ketua Panitia (latihan)"
_SIGNATURE = "D1"
_SETTINGS: Mapping[str, "Typed"] = {
    "tahun": 2017,
    "pendaftaran dibuka": date(2017, 10, 16),
    "pendaftaran ditutup": date(2017, 10, 31),
    "usia minimal (bulan)": 12,
    "kop baris 1": "PEMERINTAH KABUPATEN SITUBONDO (LATIHAN)",
    "kop baris 2": "SEKRETARIAT DAERAH",
    "kop baris 3": "Jalan Latihan Nomor 1, Situbondo",
    "kota": "Situbondo",
    "penanda tangan": "Pejabat Latihan",
    "jabatan": "a.n. BUPATI SITUBONDO; Sekretaris Daerah; u.b. Asisten Administrasi Umum",
    "NIP": "198001012005011001",
}

Typed = str | int | date
"""What a person types into a cell."""


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
        """Yield number and texts of every row to work on; examples are none."""
        for number in self._filled():
            texts = {
                name: str(self._sheet.cell(number, column).value or "")
                for name, column in self._columns.items()
            }
            if not next(iter(texts.values())).startswith((EXPLANATION_MARK, EXAMPLE_MARK)):
                yield number, texts

    def _filled(self) -> Iterator[int]:
        for number in range(self._heading + 1, self._sheet.max_row + 1):
            if self._sheet.cell(number, 1).value not in (None, ""):
                yield number

    def type(self, number: int, texts: Mapping[str, Typed]) -> None:
        """Type into cells of a row."""
        for name, text in texts.items():
            self._sheet.cell(number, self._columns[name]).value = text

    def add(self, rows: Iterable[Mapping[str, Typed]]) -> None:
        """Type rows below the last one."""
        start = 1 + max(self._filled(), default=self._heading)
        for number, texts in enumerate(rows, start=start):
            self.type(number, texts)


@contextmanager
def _open(path: Path) -> Iterator["Workbook"]:
    from openpyxl import load_workbook

    workbook = load_workbook(path)
    yield workbook
    path.write_bytes(xlsx(workbook, SAVED))


def settle(root: Path) -> None:
    """Fill in the dates, the minimum age and the jury in kompetisi.xlsx."""
    with _open(root / layout.COMPETITION) as workbook:
        settings = _Table(workbook["Kompetisi"], "Kunci")
        for number, texts in settings.rows():
            if texts["Kunci"] in _SETTINGS:
                settings.type(number, {"Isi": _SETTINGS[texts["Kunci"]]})
        _Table(workbook["Juri"], "Kode").add(
            {
                "Kode": code,
                "Nama": f"Juri {number} (latihan)",
                "Unsur": ELEMENTS[(number - 1) % len(ELEMENTS)],
                "Instansi": f"Lembaga Latihan {number}",
            }
            for number, code in enumerate(JURORS, start=1)
        )


def decide_registration(
    root: Path, choice: str, reason: str, waiting: Collection[Contestant] = ()
) -> None:
    """Answer what is asked in the roster, and let pass every innovation but those waiting."""
    titles = {contestant.title for contestant in waiting}
    with _open(root / layout.ROSTER) as workbook:
        checks = _signed(workbook, "Perlu Diperiksa", "Nomor")
        for number, texts in checks.rows():
            if not texts["Jawaban"]:
                checks.type(number, {"Jawaban": choice, "Alasan": reason})
        roster = _Table(workbook["Inovasi"], "Kode")
        for number, texts in roster.rows():
            if texts["Judul"] not in titles:
                roster.type(number, {"Status Administrasi": PASSED})


def answer(root: Path, answers: Mapping[str, tuple[str, str]]) -> None:
    """Answer the questions about jurors' sheets: juror to answer and reason."""
    with _open(root / layout.DECISIONS) as workbook:
        questions = _signed(workbook, "Pertanyaan", "Nomor")
        for number, texts in questions.rows():
            if texts["Juri"] in answers and not texts["Jawaban"]:
                choice, reason = answers[texts["Juri"]]
                questions.type(number, {"Jawaban": choice, "Alasan": reason})


def withdraw(root: Path, entries: Iterable[Contestant]) -> None:
    """Write down who was not ready to present."""
    codes = {contestant.code for contestant in entries}
    with _open(root / layout.DECISIONS) as workbook:
        statuses = _signed(workbook, "Status Peserta", "Tahap")
        for number, texts in statuses.rows():
            if texts["Tahap"] == PRESENTATION and texts["Inovasi"] in codes:
                statuses.type(
                    number,
                    {"Status": EntryStatus.WITHDRAWN.value, "Alasan": "Tidak siap presentasi"},
                )


def _signed(workbook: "Workbook", sheet: str, first_heading: str) -> _Table:
    """Sign a sheet once at the top, and return its table."""
    workbook[sheet][_SIGNATURE] = SECRETARY
    return _Table(workbook[sheet], first_heading)
