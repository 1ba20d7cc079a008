"""Measure diagnostics and summary of a made-up stage: CPU, memory, and against a pandas loop.

`python scripts/judging_bench.py ENTRIES JURORS SEED` prints the figures of one process.
"""

import random
import resource
import statistics
import subprocess
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

from sinovik_sheets.model import Competition, Criterion, Entry, Juror, Settings, Stage
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.sheets.summary import book as summary_book
from sinovik_sheets.steps.diagnose import diagnose
from sinovik_sheets.steps.merge import ScoreTable
from sinovik_sheets.steps.rank import rank

WEIGHTS = (25, 15, 20, 30, 10)
DRAWS = 1000
_TESTS = Path(__file__).resolve().parent.parent / "tests"


def judged(entries: int, jurors: int, seed: int) -> tuple[Competition, StageResult]:
    """Return a complete stage of five criteria, a tenth of the entries going on."""
    draw = random.Random(seed)
    criteria = tuple(
        Criterion(f"K{n}", f"Kriteria {n}", Decimal(w)) for n, w in enumerate(WEIGHTS, 1)
    )
    stage = Stage("T1", "Tahap 1", criteria, advance=max(1, entries // 10))
    elements, kinds = ("akademisi", "LSM", "birokrasi"), ("OPD", "Desa", "SD")
    competition = Competition(
        Settings("Lomba"),
        stages=(stage,),
        jurors=tuple(Juror(f"J{n:02d}", f"Juri {n}", elements[n % 3]) for n in range(jurors)),
        entries=tuple(
            Entry(f"INO-{n:04d}", f"Inovasi {n}", kind=kinds[n % 3]) for n in range(entries)
        ),
    )
    table = ScoreTable(stage.code)
    for entry in competition.entries:
        worth = draw.gauss(75, 6)
        table.rows[entry.code] = {
            juror.code: {
                c.code: Decimal(max(0, min(100, round(worth + draw.gauss(0, 7))))) for c in criteria
            }
            for juror in competition.jurors
        }
    return competition, rank(competition, stage, table, 0)


def measure_judging(entries: int, jurors: int, seed: int) -> None:
    """Print CPU and largest memory of diagnostics and summary, in a process of their own."""
    command = [sys.executable, __file__, str(entries), str(jurors), str(seed)]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    print(done.stdout, end="")


def compare_bootstraps(entries: int, jurors: int, rounds: int, seed: int) -> None:
    """Print how much longer the loop in pandas takes than ours, in interleaved rounds."""
    import numpy as np

    from sinovik_sheets.scoring.diagnostics.resampling import bootstrap, weighted_means

    sys.path.append(str(_TESTS))
    from scoring.diagnostics.pandas_way import pandas_bootstrap

    marks = np.random.Generator(np.random.PCG64(seed)).normal(75, 8, (entries, jurors)).round(2)
    top = max(1, entries // 10)

    def ours() -> None:
        totals = weighted_means(marks, 2, fewer_is_better=False)
        bootstrap(totals, jurors, top, seed=seed, rounds=DRAWS)

    def theirs() -> None:
        pandas_bootstrap(marks, top, seed=seed, rounds=DRAWS, places=2)

    seconds: dict[str, list[float]] = {"ours": [], "pandas": []}
    order = random.Random(seed)
    for _round in range(rounds):
        for name in order.sample(list(seconds), len(seconds)):
            begun = time.process_time()
            (ours if name == "ours" else theirs)()
            seconds[name].append(time.process_time() - begun)
    ratios = [p / o for p, o in zip(seconds["pandas"], seconds["ours"], strict=True)]
    print(
        f"bootstrap, {DRAWS} draws: ours {statistics.median(seconds['ours']):.2f} s CPU,"
        f" pandas loop {statistics.median(seconds['pandas']):.2f} s CPU,"
        f" ratio {statistics.median(ratios):.1f} [{min(ratios):.1f}..{max(ratios):.1f}]"
    )


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Diagnose a made-up stage, write its summary, and print what that took."""
    entries, jurors, seed = map(int, sys.argv[1:4])
    competition, result = judged(entries, jurors, seed)
    size = f"{entries} entries x {jurors} jurors x {len(WEIGHTS)} criteria"
    print(f"{size}: ranked, {_megabytes():.0f} MB so far")
    begun = time.process_time()
    found = diagnose(competition, result)
    diagnosed = time.process_time()
    print(f"diagnostics: {diagnosed - begun:.2f} s CPU, {_megabytes():.0f} MB")
    facts = summary_book.SummaryFacts(date(2027, 1, 1), "", diagnostics=found)
    summary_book.write(competition, result, facts)
    written = time.process_time()
    print(f"summary: {written - diagnosed:.2f} s CPU, {_megabytes():.0f} MB in all")


if __name__ == "__main__":
    main()
