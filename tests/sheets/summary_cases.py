"""Summaries for tests: what jurors gave, under every rule, and LibreOffice's view of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from io import BytesIO
from itertools import cycle, product
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

from office import convert_many
from sinovik_sheets.model import (
    Aggregation,
    Criterion,
    Entry,
    Fate,
    Method,
    RoundingStep,
    Stage,
)
from sinovik_sheets.scoring.result import Absence, StageResult
from sinovik_sheets.sheets.summary import book as summary_book
from sinovik_sheets.sheets.summary.book import SummaryFacts
from stage_results import Scores, competition, ranked
from workbooks import rezipped

R, OPEN, MISSING = Absence.RECUSED, Absence.OPEN, Absence.MISSING
ALL_STEPS = dict.fromkeys(RoundingStep, 2)
CRITERIA = (
    Criterion("K1", "Kebaruan", Decimal(35)),
    Criterion("K2", "Dampak", Decimal("40.5")),
    Criterion("K3", "Keberlanjutan", Decimal("24.5")),
)
STAGE = Stage("T1", "Tahap 1", CRITERIA, advance=2)
FACTS = SummaryFacts(
    date(2027, 3, 9), "0.1.0", [("a/J1.xlsx", "ab" * 32, Fate.USED, "J1")], journal_head="cd" * 32
)
TABLE: Scores = {
    "A": {"J1": ["80", "85.5", "90"], "J2": ["71", "60", "99"], "J3": R, "J4": ["80", "81", "82"]},
    "B": {"J1": ["80", "85.5", "90"], "J2": ["71", "60", "99"], "J3": R, "J4": ["80", "81", "82"]},
    "C": {j: ["87.25", "66.6", "70.1"] for j in ("J1", "J2", "J3")} | {"J4": MISSING},
    "D": {"J1": ["20", "30", "40"], "J2": OPEN, "J3": ["95", "99", "7"], "J4": ["60", "61", "62"]},
    "E": {"J1": R, "J2": R, "J3": MISSING, "J4": Absence.NOT_ASSIGNED},
    "F": {"J1": ["91", "92", "93"], "J2": ["91", "92", "3"], "J3": ["50", "1", "2"], "J4": MISSING},
}


ELEMENTS = ("LSM", " birokrasi*", "Akademisi")
WEIGHTS = {
    "akademisi": Decimal(50),
    "BIROKRASI*": Decimal("37.5"),
    "lsm": Decimal("12.5"),
    "media": Decimal(0),
}
POINTS = (Decimal(5), Decimal("3.5"), Decimal(2))


def places_in(scores: Scores) -> Scores:
    """The same with the place each juror gives an entry on each criterion; 0 from the fifth on."""
    given = [(j, row) for jurors in scores.values() for j, row in jurors.items()]

    def place(juror: str, criterion: int, score: str) -> str:
        others = [row[criterion] for j, row in given if j == juror and not isinstance(row, Absence)]
        above = sum(Decimal(other) > Decimal(score) for other in others)
        return str(above + 1) if above < 4 else "0"

    return {
        entry: {
            juror: row
            if isinstance(row, Absence)
            else [place(juror, number, score) for number, score in enumerate(row)]
            for juror, row in jurors.items()
        }
        for entry, jurors in scores.items()
    }


def made(
    stage: Stage,
    scores: Scores,
    entries: Sequence[Entry] = (),
    categories: Sequence[str] = (),
    before: Mapping[tuple[str, str], Fraction] | None = None,
) -> tuple[StageResult, bytes]:
    """The result of a table of scores, and its summary; jurors belong to ELEMENTS in turn."""
    settled = competition(stage, scores, entries, categories)
    jurors = tuple(
        replace(juror, element=element)
        for juror, element in zip(settled.jurors, cycle(ELEMENTS), strict=False)
    )
    settled = replace(settled, jurors=jurors)
    result = ranked(settled, scores, before)
    return result, summary_book.write(settled, result, FACTS)


def summary(stage: Stage, scores: Scores, entries: Sequence[Entry] = ()) -> bytes:
    return made(stage, scores, entries)[1]


def values(data: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(data), data_only=True)


def formulas(data: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(data))


def table(book: Workbook, sheet: str, first_column: str = "Kode") -> dict[str, dict[str, object]]:
    """Read the table of entries: entry -> heading -> value."""
    rows = [[cell.value for cell in row] for row in book[sheet].iter_rows(min_row=8)]
    headings = [str(name) for name in rows[0]]
    key = headings.index(first_column)
    return {str(r[key]): dict(zip(headings, r, strict=True)) for r in rows[1:] if r[key]}


def differences(first: Path, second: Path) -> tuple[list[str], int]:
    """Compare every cell of two workbooks; return what differs and how much was compared."""
    load = partial(openpyxl.load_workbook, data_only=True, read_only=True)
    books = [load(first), load(second)]
    wrong, compared = [], 0
    assert books[0].sheetnames == books[1].sheetnames
    for name in books[0].sheetnames:
        both = [_cells(book[name]) for book in books]
        compared += len(both[0])
        for place in both[0].keys() | both[1].keys():
            one, two = both[0].get(place), both[1].get(place)
            same = one == two
            if isinstance(one, int | float) and isinstance(two, int | float):
                same = abs(one - two) < 1e-11
            if not same:
                wrong.append(f"{name} {place}: {one!r} / {two!r}")
    for book in books:
        book.close()
    return wrong, compared


def _cells(sheet: object) -> dict[tuple[int, int], object]:
    rows = sheet.iter_rows(values_only=True)  # type: ignore[attr-defined]  # stubs: a chart sheet has none
    return {
        (row, column): value
        for row, line in enumerate(rows, 1)
        for column, value in enumerate(line, 1)
        if value not in {None, ""}
    }


def computed_anew(books: Mapping[str, bytes], tmp_path: Path) -> dict[str, tuple[list[str], int]]:
    """Compare workbooks with what LibreOffice computes of them, in one run of it.

    It is given them without any stored result, so a result that is there was computed.
    """
    (tmp_path / "bare").mkdir()
    ours, bare = [], []
    for number, data in enumerate(books.values()):
        path = tmp_path / f"rekapitulasi {number}.xlsx"
        path.write_bytes(data)
        ours.append(path)
        bare.append(tmp_path / "bare" / path.name)
        bare[-1].write_bytes(rezipped(data, _forget_results))
    theirs = convert_many(bare, "xlsx:Calc MS Excel 2007 XML", tmp_path / "out")
    return {
        name: differences(one, other) for name, one, other in zip(books, ours, theirs, strict=True)
    }


def _forget_results(parts: dict[str, bytes]) -> None:
    """Take the stored results of formulas out of the parts of a workbook."""
    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            bare = re.sub(rb"</f><v>[^<]*</v>", b"</f>", part)
            assert bare.count(b"</f></c>") == part.count(b"</f>")
            parts[name] = re.sub(rb'(<c [^>]*) t="str"(><f>)', rb"\1\2", bare)


def recomputed(data: bytes, tmp_path: Path) -> tuple[list[str], int]:
    return computed_anew({"": data}, tmp_path)[""]


def rule(method: Method, aggregation: Aggregation, steps: Mapping[RoundingStep, int]) -> Stage:
    stage = replace(STAGE, method=method, aggregation=aggregation, rounding=steps)
    own: dict[Method, Stage] = {
        Method.LIMITED_MEAN: replace(stage, limit=Decimal("7.5")),
        Method.ELEMENT_WEIGHTS: replace(stage, element_weights=WEIGHTS),
        Method.PLACE_POINTS: replace(stage, points=POINTS),
    }
    return own.get(method, stage)


def given_to(stage: Stage) -> Scores:
    """What the jurors of the cases give, as the method takes it."""
    return places_in(TABLE) if stage.takes_places else TABLE


ROUNDINGS = {
    "declared": ALL_STEPS,
    "default": STAGE.rounding,
    "coarser at the end": {RoundingStep.STAGE: 3, RoundingStep.FINAL: 1},
    "only the stage": {RoundingStep.CRITERION: 2, RoundingStep.STAGE: 4},
    "none": {},
}


RULES = {
    f"{method.value} {aggregation.value} {name}": rule(method, aggregation, steps)
    for method, aggregation, (name, steps) in product(Method, Aggregation, ROUNDINGS.items())
}
RULES |= {
    f"jumlah {name}": replace(stage, points=())
    for name, stage in RULES.items()
    if stage.takes_places
}
