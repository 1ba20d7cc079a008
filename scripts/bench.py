"""Measure reading and judging against loops that only read; CPU of whole processes, interleaved.

`python scripts/bench.py [--files 500] [--forms 1000] [--judging 3000x10] [--rounds 3]`

Ours is one `sinovik collect`: archive, journal, two readers, every verdict. The
others are `pandas.read_excel` loops over the same files that check nothing. With
--forms the same is done with registration forms: ours is `sinovik roster --dry-run`,
reading and judging of every form, and its largest memory is told too. With --judging
(entries x jurors, five criteria) the diagnostics and the summary of a made-up stage are
measured, and the bootstrap is compared with the loop people write in pandas. The start of
`sinovik --help` is compared with `python -c pass`. Figures are ratios of user +
system CPU, medians over the rounds; the order changes from round to round. Each
command runs once before, uncounted, so that all modules lie compiled, as an
installation leaves them.
"""

import argparse
import os
import random
import resource
import shutil
import statistics
import string
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from judging_bench import compare_bootstraps, measure_judging
from sinovik_sheets import layout
from sinovik_sheets.sheets.score_sheet import writer as score_sheet_writer
from sinovik_sheets.sheets.score_sheet.sheet import Content, Filling
from sinovik_sheets.steps.distribute import sheet_of
from sinovik_sheets.workspace import Session, Workspace, runs
from sinovik_sheets.workspace.registration_runs import run_forms

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ENTRIES, CRITERIA_PRESET, LANGUAGE_OPTION = 100, "lima_kriteria", "--lang=en"
FORMS_PRESET = "kipp_2023_umum"
_SECTION = "section"
_ANSWERS = {
    "#mulai": "17/12/2020",
    "#inovator": "Inovator 1",
    "#bagian": _SECTION,
    "#pernyataan": "ya",
}
_ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
_PANDAS = """
import sys, pandas, pathlib
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.xlsx")):
    pandas.read_excel(path, engine=sys.argv[2])
"""


def _cpu_seconds(command: Sequence[str], *, may_find: bool = False) -> float:
    """Return user + system CPU of one child process; it must succeed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=False, capture_output=True, env=_ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in ((0, 1) if may_find else (0,)):
        sys.exit(done.stderr.decode(errors="replace"))
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _rows(path: Path, sheet: str, rows: Sequence[Sequence[str]]) -> None:
    from openpyxl import load_workbook

    book = load_workbook(path)
    page = book[sheet]
    page.delete_rows(3, page.max_row)
    for row in rows:
        page.append(list(row))
    book.save(path)


def make_competition(root: Path, files: int, seed: int) -> Path:
    """Make a folder with `files` jurors' filled sheets beside it; return the sheets' folder."""
    runs.make_folder(root, CRITERIA_PRESET)
    _rows(
        root / layout.COMPETITION,
        "Juri",
        [(f"J{n:03d}", f"Juri {n}", "akademisi") for n in range(1, files + 1)],
    )
    _rows(
        root / layout.ROSTER,
        "Inovasi",
        [
            (f"INO-{n:04d}", f"Inovasi uji nomor {n} dengan judul biasa", "", f"Dinas {n}", "OPD")
            for n in range(1, ENTRIES + 1)
        ],
    )
    session = Session(Workspace(root), random=random.Random(seed))
    stage = session.stage(None, to_distribute=True)
    distribution = runs.run_distribute(session, stage, dry_run=True)
    session.journal.append(distribution.plan.events)
    filled = root.with_name("sheets")
    filled.mkdir()
    draw = random.Random(seed)
    competition = session.competition
    for issued in distribution.new:
        sheet = sheet_of(competition, stage, issued)
        scores = {
            (entry.code, criterion.code): Filling(Decimal(draw.randrange(5500, 9900)) / 100)
            for entry in sheet.entries
            for criterion in stage.criteria
        }
        data = score_sheet_writer.write(sheet, Content(scores=scores))
        (filled / f"{issued.juror}.xlsx").write_bytes(data)
    return filled


def make_registration(root: Path, forms: int) -> Path:
    """Make a folder with `forms` units' filled forms beside it; return the forms' folder."""
    from openpyxl import load_workbook

    runs.make_folder(root, FORMS_PRESET)
    _rows(
        root / layout.COMPETITION,
        "Unit",
        [(f"U{n:04d}", f"Dinas Contoh {n}", "OPD") for n in range(1, forms + 1)],
    )
    session = Session(Workspace(root), random=random.Random(forms))
    run_forms(session, (), (), dry_run=False)
    filled = root.with_name("forms")
    filled.mkdir()
    for path in sorted((root / layout.FORMS).glob("formulir_pendaftaran_*.xlsx")):
        book = load_workbook(path)
        _fill(book["Inovasi 1"], path.stem)
        book.save(filled / path.name)
        path.unlink()
    return filled


def _fill(page: "Worksheet", seed: str) -> None:
    """Fill in a page of a form without a fault."""
    draw = random.Random(seed)
    keys = {str(cell.value): cell for row in page.iter_rows() for cell in row if cell.value}
    words = ["".join(draw.choices(string.ascii_lowercase, k=6)) for _word in range(150)]
    for key, cell in keys.items():
        answer = " ".join(words[:6]) if key == "#judul" else _ANSWERS.get(key.partition(":")[0])
        if answer is not None:
            text = " ".join(words[:80]) if answer == _SECTION else answer
            page.cell(cell.row, keys["#jawaban"].column).value = text


def _roster_command(work: Path, root: Path, filled: Path) -> Callable[[], float]:
    copy = work / "registration-copy"
    shutil.copytree(root, copy)
    shutil.copytree(filled, copy / layout.REGISTRATIONS, dirs_exist_ok=True)
    roster = [sys.executable, "-m", "sinovik_sheets", LANGUAGE_OPTION, "roster", "--dry-run"]
    return lambda: _cpu_seconds([*roster, "--json", "-C", str(copy)], may_find=True)


def _loops(filled: Path) -> dict[str, Callable[[], float]]:
    loop = [sys.executable, "-c", _PANDAS, str(filled)]
    return {
        f"pandas.read_excel engine={engine}": partial(_cpu_seconds, [*loop, engine])
        for engine in ("openpyxl", "calamine")
    }


def _collect_command(work: Path, root: Path, filled: Path) -> Callable[[], float]:
    def run() -> float:
        copy = work / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(root, copy)
        shutil.copytree(filled, copy / layout.INBOX, dirs_exist_ok=True)
        command = [sys.executable, "-m", "sinovik_sheets", LANGUAGE_OPTION, "collect", "--json"]
        return _cpu_seconds([*command, "-C", str(copy)])

    return run


def compare(named: dict[str, Callable[[], float]], rounds: int, base: str, seed: int) -> None:
    """Print each command's CPU and its ratio to `base`, medians over interleaved rounds."""
    seconds: dict[str, list[float]] = {name: [] for name in named}
    order = random.Random(seed)
    for warm_up in named.values():
        warm_up()
    for _round in range(rounds):
        for name in order.sample(list(named), len(named)):
            seconds[name].append(named[name]())
    for name, times in seconds.items():
        ratios = [time / own for time, own in zip(times, seconds[base], strict=True)]
        print(
            f"{name:42} {statistics.median(times):8.2f} s CPU   "
            f"{statistics.median(ratios):6.2f} x {base} [{min(ratios):.2f}..{max(ratios):.2f}]"
        )


def main() -> None:
    """Run the comparison and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--forms", type=int, default=0)
    parser.add_argument("--judging", default="", metavar="ENTRIESxJURORS")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.judging:
        entries, jurors = map(int, options.judging.split("x"))
        measure_judging(entries, jurors, options.seed)
        compare_bootstraps(entries, jurors, options.rounds, options.seed)
    if not options.files:
        return
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        root = work / "competition"
        filled = make_competition(root, options.files, options.seed)
        print(f"{options.files} workbooks, {ENTRIES} entries each, {options.rounds} rounds")
        collect = {"sinovik collect": _collect_command(work, root, filled)}
        compare(collect | _loops(filled), options.rounds, "sinovik collect", options.seed)
        if options.forms:
            registration = work / "registration"
            filled = make_registration(registration, options.forms)
            print(f"{options.forms} registration forms, {options.rounds} rounds")
            roster = {"sinovik roster": _roster_command(work, registration, filled)}
            compare(roster, options.rounds, "sinovik roster", options.seed)
            most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"largest memory of any process so far: {most:.0f} MB")
            compare(roster | _loops(filled), options.rounds, "sinovik roster", options.seed)
        start = {
            "python -c pass": lambda: _cpu_seconds([sys.executable, "-c", "pass"]),
            "sinovik --help": lambda: _cpu_seconds(
                [sys.executable, "-m", "sinovik_sheets", "--help"]
            ),
        }
        compare(start, max(options.rounds, 7), "python -c pass", options.seed)


if __name__ == "__main__":
    main()
