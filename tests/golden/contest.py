"""A competition as people run it: the commands, and a spreadsheet program between them."""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from competition import run as run_inside
from office import convert, recalculate
from workbooks import rezipped

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Row = dict[str, Any]
"""What is typed into a row of a table, by the names of the columns."""

Mark = float | str
Marks = Mapping[str, Sequence[Mark]]
"""Entry code -> what a juror types into its row, in the order of the criteria; R recuses."""

SINOVIK = (sys.executable, "-m", "sinovik_sheets")
STAGE, NEXT_STAGE = "T1", "T2"
DONE, PEOPLE_MUST_ACT = 0, 1


def figures(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file; lines that begin with # name its source."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@dataclass(frozen=True)
class Rules:
    """What is typed into kompetisi.xlsx: columns of `Tahap`, rows of `Kriteria`."""

    stage: Row
    criteria: Sequence[Row]


@dataclass
class Contest:
    """A competition folder, made and run only as people could.

    `said` holds what each command printed last, `exit_codes` how it ended. `stage` is
    the one at hand, named to commands where there are several (`named`).
    """

    root: Path
    rules: Rules
    said: dict[str, Any] = field(default_factory=dict)
    exit_codes: dict[str, int] = field(default_factory=dict)
    stage: str = STAGE
    named: bool = False

    def _words(self, command: str, options: Mapping[str, str]) -> list[str]:
        """Return a command as it is typed."""
        stage = ["--stage", self.stage] if self.named and command != "collect" else []
        typed = [part for name, value in options.items() for part in (f"--{name}", value)]
        words = [part.replace("_", "-") if part.startswith("--") else part for part in typed]
        return [command, *stage, *words, "-C", str(self.root), "--json"]

    def finalize(self, approver: str) -> None:
        """Settle the stage at hand."""
        self.run("finalize", approver=approver)

    def run(self, *commands: str, **options: str) -> None:
        """Run commands one after the other; AssertionError when one could not run."""
        for command in commands:
            done = subprocess.run(
                [*SINOVIK, *self._words(command, options)],
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            assert done.returncode in (DONE, PEOPLE_MUST_ACT), done.stderr
            assert done.stdout, done.stderr
            self.exit_codes[command] = done.returncode
            self.said[command] = json.loads(done.stdout)

    def ranked(self, key: str) -> dict[str, Any]:
        """Return one field of what `rank` said about each entry."""
        return {standing["entry"]: standing[key] for standing in self.said["rank"]["entries"]}

    def ranked_hundredths(self, key: str) -> dict[str, int]:
        """Return a number of what `rank` said about each entry, in hundredths."""
        return {entry: hundredths(value) for entry, value in self.ranked(key).items()}

    @property
    def settled(self) -> bool:
        """Whether every file was used, nothing was found, and nothing is open."""
        fates = {fate for fate, count in self.said["collect"]["counts"].items() if count}
        return (
            fates == {"used"}
            and not self.said["validate"]["findings"]
            and self.said["rank"]["status"] == "sementara"
            and set(self.exit_codes.values()) == {DONE}
        )

    def send_back(self, juror: str, marks: Marks, *, through_libreoffice: bool = False) -> Path:
        """Fill in the sheet of a juror and put it into 3_masuk under a name of one's own."""
        sent = self.root / "2_lembar_juri" / self.stage / f"{juror}.xlsx"
        filled = self.root / "3_masuk" / f"nilai {self.stage} dari {juror}.xlsx"
        if not through_libreoffice:
            self._fill_in(sent, marks, filled)
            return filled
        draft = self.root.parent / f"{self.root.name}-{juror}" / filled.name
        draft.parent.mkdir()
        self._fill_in(sent, marks, draft)
        return convert(draft, "xlsx:Calc MS Excel 2007 XML", filled.parent)

    def _fill_in(self, sent: Path, marks: Marks, filled: Path) -> None:
        book = load_workbook(sent)
        sheet = book["Lembar Penilaian"]
        heading, at = headings(sheet, "Kode")
        rows = range(heading + 1, sheet.max_row + 1)
        row_of = {sheet.cell(row, at["Kode"]).value: row for row in rows}
        columns = [at[str(criterion["Nama"])] for criterion in self.rules.criteria]
        for entry, values in marks.items():
            for column, value in zip(columns, values, strict=True):
                sheet.cell(row_of[entry], column).value = value
        book.save(filled)

    def answer_all(self, choice: str, by: str) -> int:
        """Answer every open question in keputusan.xlsx; return how many there were."""
        path = self.root / "keputusan.xlsx"
        book = load_workbook(path)
        sheet = book["Pertanyaan"]
        heading, at = headings(sheet, "Nomor")
        count = 0
        for row in range(heading + 2, sheet.max_row + 1):
            if sheet.cell(row, at["Nomor"]).value:
                sheet.cell(row, at["Jawaban"]).value = choice
                sheet.cell(row, at["Oleh"]).value = by
                count += 1
        book.save(path)
        return count

    @property
    def summary(self) -> Path:
        """The ranked summary workbook."""
        return self.root / "5_hasil" / self.stage / "rekapitulasi.xlsx"

    @property
    def scores(self) -> list[dict[str, str]]:
        """The lines of nilai.csv."""
        return figures(self.root / "5_hasil" / self.stage / "nilai.csv")


class QuickContest(Contest):
    """A contest whose commands run inside this process, where there would be too many."""

    def run(self, *commands: str, **options: str) -> None:
        """Run commands one after the other; AssertionError when one could not run."""
        for command in commands:
            said = run_inside(*self._words(command, options))
            assert said.code in (DONE, PEOPLE_MUST_ACT), said.err
            self.exit_codes[command], self.said[command] = said.code, said.json


def start(
    root: Path,
    rules: Rules,
    jurors: Iterable[str],
    entries: Mapping[str, str],
    made: type[Contest] = Contest,
    *,
    following: Rules | None = None,
    share_out: int = 0,
) -> Contest:
    """Make a folder with `init`, type rules, jury and entries in, and distribute the sheets.

    `entries` maps each entry to its category, "" for none; so may `jurors`. `following`
    are the rules of a second stage, T2. `share_out`: so many jurors for each entry of the
    first stage, as `assign` proposes.
    """
    contest = made(root, rules, named=following is not None)
    stages = {STAGE: rules} | ({NEXT_STAGE: following} if following else {})
    of = jurors if isinstance(jurors, Mapping) else dict.fromkeys(jurors, "")
    init = [*SINOVIK, "init", str(root), "--preset", "lima_kriteria"]
    subprocess.run(init, capture_output=True, check=True)
    categories = [category for category in dict.fromkeys(entries.values()) if category]
    tables: Mapping[str, Iterable[Row]] = {
        "Tahap": [
            {"Kode": code, "Nama": f"Penilaian {number}", "Urutan": number} | declared.stage
            for number, (code, declared) in enumerate(stages.items(), start=1)
        ],
        "Kriteria": [
            {"Tahap": code} | criterion
            for code, declared in stages.items()
            for criterion in declared.criteria
        ],
        "Kategori": [{"Kode": code, "Nama": f"Kategori {code}"} for code in categories],
        "Juri": [
            {"Kode": code, "Nama": f"Juri {code}", "Kategori": category}
            for code, category in of.items()
        ],
    }
    type_in(root / "kompetisi.xlsx", tables)
    people = [
        {"Kode": code, "Judul": f"Inovasi {code}", "Unit": f"Unit {code}", "Kategori": category}
        for code, category in entries.items()
    ]
    type_in(root / "daftar_peserta.xlsx", {"Inovasi": people})
    if share_out:
        contest.run("assign", per_entry=str(share_out))
    contest.run("distribute")
    return contest


def type_in(path: Path, tables: Mapping[str, Iterable[Row]]) -> None:
    """Replace the rows below the explanations of these sheets, by the names of the columns."""
    book = load_workbook(path)
    for name, rows in tables.items():
        sheet = book[name]
        heading, at = headings(sheet, "Kode")
        first = heading + 2
        for line in sheet.iter_rows(min_row=first):
            for cell in line:
                cell.value = None
        for number, row in enumerate(rows, start=first):
            for column, value in row.items():
                sheet.cell(number, at[column]).value = value
    book.save(path)


def headings(sheet: "Worksheet", known: str) -> tuple[int, dict[str, int]]:
    """Return the number of the row that holds a known heading, and its columns by first line."""
    for number, line in enumerate(sheet.iter_rows(max_row=20), start=1):
        names = {str(cell.value).partition("\n")[0]: cell.column for cell in line if cell.value}
        if known in names:
            return number, names
    raise AssertionError(f"no heading {known!r} in the sheet {sheet.title}")


def places(totals: Mapping[str, int]) -> dict[str, int]:
    """Place whole numbers by competition ranking (1-2-2-4), the highest first."""
    best_first = sorted(totals.values(), reverse=True)
    place: dict[int, int] = {}
    for position, total in enumerate(best_first, start=1):
        place.setdefault(total, position)
    return {entry: place[total] for entry, total in totals.items()}


def hundredths(number: str) -> int:
    """Return a number with at most two decimals as hundredths; ValueError for any other."""
    whole, _point, decimals = number.partition(".")
    if len(decimals) > 2:
        raise ValueError(f"more than two decimals: {number}")
    return int(whole + decimals.ljust(2, "0"))


@dataclass(frozen=True)
class Recalculated:
    """A workbook computed again by LibreOffice, compared with what was stored in it.

    `cells` counts those that hold something, `formulas` those that had to be
    computed, `differing` says what came out otherwise.
    """

    cells: int
    formulas: int
    differing: Sequence[str]


def recalculated(path: Path, folder: Path) -> Recalculated:
    """Compare a workbook with what LibreOffice makes of a copy whose stored results are false.

    Since every result in the copy was false, one that is right was computed. Texts
    must be equal, numbers to 1e-9. `folder` must not exist yet.
    """
    wrong = folder / "false" / path.name
    wrong.parent.mkdir(parents=True)
    formulas = 0

    def falsify(parts: dict[str, bytes]) -> None:
        nonlocal formulas
        for name, part in parts.items():
            if name.startswith("xl/worksheets/"):
                parts[name], count = re.subn(rb"(</f><v>)[^<]*", rb"\g<1>-999", part)
                formulas += count

    wrong.write_bytes(rezipped(path.read_bytes(), falsify))
    assert len(list(_differences(path, wrong))) == formulas
    again = recalculate(wrong, folder)
    cells = sum(1 for _pair in _pairs(path, again))
    return Recalculated(cells, formulas, list(_differences(path, again)))


def _differences(before: Path, after: Path) -> Iterator[str]:
    for where, one, other in _pairs(before, after):
        numbers = isinstance(one, int | float) and isinstance(other, int | float)
        if abs(one - other) > 1e-9 if numbers else one != other:
            yield f"{where}: {one!r} became {other!r}"


def _pairs(before: Path, after: Path) -> Iterator[tuple[str, Any, Any]]:
    """Yield every cell that holds something in one workbook or the other."""
    ours, theirs = (load_workbook(path, data_only=True, read_only=True) for path in (before, after))
    assert ours.sheetnames == theirs.sheetnames
    for name in ours.sheetnames:
        one, other = (dict(_values(book[name])) for book in (ours, theirs))
        for where in sorted(one.keys() | other.keys()):
            yield f"{name} {where}", one.get(where, ""), other.get(where, "")
    for book in (ours, theirs):
        book.close()


def _values(sheet: Any) -> Iterator[tuple[tuple[int, int], Any]]:
    for row, line in enumerate(sheet.iter_rows(values_only=True), start=1):
        for column, value in enumerate(line, start=1):
            if value is not None and value != "":
                yield (row, column), value
