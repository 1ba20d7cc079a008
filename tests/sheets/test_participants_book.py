"""peserta_TAHAP.xlsx: everybody's outcome, computed and decided, those who go on first."""

import io
from dataclasses import replace
from decimal import Decimal

from openpyxl import load_workbook

from sinovik_sheets.model import (
    Criterion,
    CutTies,
    Entry,
    EntryStatus,
    PlenaryDecision,
    Stage,
    Ties,
)
from sinovik_sheets.sheets import participants_book
from sinovik_sheets.steps.advance import advance
from sinovik_sheets.steps.plenary import beside
from stage_results import competition, ranked

NEXT = Stage("T2", "Presentasi", ())
STAGE = Stage(
    "T1",
    "Proposal",
    (Criterion("K1", "Nilai", Decimal(100)),),
    ties=Ties.SHARED,
    cut_ties=CutTies.PLENARY,
    advance=2,
)
SCORES = {
    "A": {"J1": ["90"]},
    "B": {"J1": ["80"]},
    "C": {"J1": ["80"]},
    "D": {"J1": ["10"]},
    "E": {"J1": ["99"]},
}
WITHDRAWN = Entry("E", "=HYPERLINK(1)", status=EntryStatus.WITHDRAWN, reason="tidak siap")


def rows(**decided: PlenaryDecision) -> dict[str, dict[str, object]]:
    """The rows of the workbook by entry, as its columns are named."""
    settled = competition(STAGE, SCORES, [WITHDRAWN])
    result = beside(ranked(settled, SCORES), {("T1", e): d for e, d in decided.items()})
    both = replace(settled, stages=(STAGE, NEXT))
    through = advance(both, result).through
    data = participants_book.write(both, result, NEXT, set(through))
    sheet = load_workbook(io.BytesIO(data))[participants_book.SHEET]
    heading, *lines = list(
        sheet.iter_rows(min_row=participants_book.HEADING_ROW + 1, values_only=True)
    )
    assert not [c for line in sheet for c in line if c.data_type == "f"]
    return {str(line[1]): dict(zip(map(str, heading), line, strict=True)) for line in lines}


def test_a_tie_at_the_cut_waits_for_the_plenary() -> None:
    told = {code: row["Hasil"] for code, row in rows().items()}
    assert told == {
        "A": "lolos",
        "B": "diputuskan pleno",
        "C": "diputuskan pleno",
        "D": "tidak lolos",
        "E": "mundur",
    }


def test_the_plenary_stands_beside_what_was_computed() -> None:
    made = PlenaryDecision(None, advances=True, reason="lebih luas dampaknya", by="pleno")
    other = PlenaryDecision(None, advances=False, reason="kalah suara", by="pleno")
    told = rows(B=made, C=other)
    assert list(told) == ["A", "B", "C", "D", "E"]
    assert [told["B"][name] for name in ("Hasil hitung", "Keputusan pleno", "Hasil")] == [
        "diputuskan pleno",
        "lolos",
        "lolos",
    ]
    assert told["C"]["Alasan"] == "kalah suara"
    assert (told["E"]["Peringkat"], told["E"]["Alasan"]) == (None, "tidak siap")


def test_the_distance_to_the_cut_is_told() -> None:
    told = {code: row["Jarak ke batas"] for code, row in rows().items()}
    assert told == {"A": 10, "B": 0, "C": 0, "D": -70, "E": None}


def test_a_category_has_a_column_only_where_there_are_any() -> None:
    assert "Kategori" not in rows()["A"]
    entry = Entry("A", "Inovasi A", category="X")
    settled = competition(STAGE, SCORES, [entry], ["X"])
    data = participants_book.write(settled, ranked(settled, SCORES), NEXT, {"A"})
    sheet = load_workbook(io.BytesIO(data))[participants_book.SHEET]
    lines = sheet.iter_rows(min_row=participants_book.HEADING_ROW + 1, values_only=True)
    heading, first = next(lines), next(lines)
    told = dict(zip(heading, first, strict=True))
    assert (told["Kategori"], told["Total"], told["Hasil"]) == ("Kategori X", 90, "lolos")
