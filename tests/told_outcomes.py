"""Results for the tests of what leaves the house, and how a workbook of them is read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from sinovik_sheets.model import (
    Competition,
    Criterion,
    Entry,
    EntryStatus,
    Settings,
    Stage,
    Standing,
    Tier,
)
from sinovik_sheets.sheets.results.content import Outcome, outcome
from stage_results import Scores, competition, ranked

STAGE = Stage(
    "T1",
    "Penilaian",
    (Criterion("K1", "Kebaruan", Decimal(60)), Criterion("K2", "Manfaat", Decimal(40))),
)
SETTINGS = Settings(
    "Lomba Inovasi 2027",
    letterhead=("PEMERINTAH KABUPATEN CONTOH", "SEKRETARIAT DAERAH"),
    city="Contoh",
    signer="Penanda Tangan, S.E.",
    signer_title="Sekretaris Daerah",
    signer_nip="198001012005011001",
)
PODIUM = tuple(Tier("T1", f"Juara {n}", n, n) for n in (1, 2, 3))


def give(*points: int, jurors: int = 3) -> Scores:
    """Each entry's points, the same from every juror; INO-0001 gets the first."""
    return {
        f"INO-{number:04d}": {f"J{j:02d}": [str(point), str(point)] for j in range(1, jurors + 1)}
        for number, point in enumerate(points, start=1)
    }


def told(
    scores: Scores,
    stage: Stage = STAGE,
    *,
    entries: Sequence[Entry] = (),
    final: bool = True,
    **more: Any,
) -> Outcome:
    """The outcome of a stage; `more` are further fields of the competition."""
    settled: Competition = replace(
        competition(stage, scores, entries), **({"settings": SETTINGS} | more)
    )
    return outcome(settled, replace(ranked(settled, scores), final=final))


def withdrawn(code: str) -> Entry:
    """An entry that no longer takes part, for a reason that is nobody else's business."""
    return Entry(code, f"Inovasi {code}", status=EntryStatus.WITHDRAWN, reason="sakit keras")


def standing(outcome: Outcome, code: str) -> Standing:
    """The standing of one entry."""
    return next(s for s in outcome.result.standings if s.entry.code == code)


def texts(data: bytes) -> list[str]:
    """Everything that stands in the cells of a workbook, hidden sheets and all."""
    book = load_workbook(BytesIO(data))
    return [
        str(cell.value)
        for page in book.worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def rows(data: bytes, first: str = "Peringkat") -> list[Mapping[str, Any]]:
    """The rows of the table whose first heading this is, by heading."""
    lines = list(load_workbook(BytesIO(data)).worksheets[0].iter_rows(values_only=True))
    start = next(number for number, line in enumerate(lines) if line[0] == first)
    names = [str(name) for name in lines[start] if name is not None]
    found: list[Mapping[str, Any]] = []
    for line in lines[start + 1 :]:
        if line[0] is None:
            break
        found.append(dict(zip(names, line, strict=False)))
    return found
