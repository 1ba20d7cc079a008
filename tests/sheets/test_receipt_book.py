"""The receipt: every score as read, beside what identifies the file."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from sinovik_sheets.model import Competition, Criterion, Juror, Settings, Stage
from sinovik_sheets.sheets.receipt_book import ReceiptFacts, ReceiptLine, write
from sinovik_sheets.text import speaking

SHA = "3fa9c1d2b0e4" + "ab12" * 13
JUROR = Juror("J03", "Siti Nurhaliza")
FACTS = ReceiptFacts("ABCDEFGH23", "kiriman/nilai FIX.xlsx", SHA, datetime(2027, 3, 12, 14, 5))
LINES = (
    ReceiptLine("INO-0001", "Judul satu", {"K1": "85,5", "K2": "R"}, "", "Benturan"),
    ReceiptLine("INO-0002", "=1+1", {"K1": "kosong", "K2": "?"}),
    ReceiptLine("INO-0003", "Judul tiga", {"K2": "90", "K1": "80"}, "85"),
)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def receipt(
    criteria: int = 2, lines: tuple[ReceiptLine, ...] = LINES, facts: ReceiptFacts = FACTS
) -> Any:
    stage = Stage(
        "T1",
        "Proposal",
        tuple(Criterion(f"K{n}", f"Kriteria {n}", None) for n in range(1, criteria + 1)),
    )
    competition = Competition(Settings("Lomba Inovasi", city="Kepanjen"), (stage,))
    return load_workbook(BytesIO(write(competition, stage, JUROR, lines, facts))).active


def texts(page: Any) -> list[str]:
    return [str(cell) for row in page.values for cell in row if cell is not None]


def heading_row(page: Any) -> int:
    return next(row for row in range(1, 30) if page.cell(row, 1).value == "No")


def test_every_score_stands_as_it_was_read_under_its_criterion() -> None:
    page = receipt()
    first = heading_row(page)
    rows = list(page.iter_rows(min_row=first, max_row=first + 3, values_only=True))
    assert rows == [
        ("No", "Kode", "Inovasi", "Kriteria 1", "Kriteria 2", "Total", "Catatan"),
        ("1", "INO-0001", "Judul satu", "85,5", "R", None, "Benturan"),
        ("2", "INO-0002", "=1+1", "kosong", "?", None, None),
        ("3", "INO-0003", "Judul tiga", "80", "90", "85", None),
    ]
    assert page.cell(first + 2, 3).data_type == "s"


def test_the_head_says_which_file_was_read() -> None:
    page = receipt()
    head = {row[0]: row[2] for row in page.iter_rows(min_row=3, max_row=10, values_only=True)}
    assert head == {
        "Competition": "Lomba Inovasi",
        "Stage": "Proposal",
        "Juror": "J03 – Siti Nurhaliza",
        "Kode lembar": "ABCDEFGH23",
        "File": "kiriman/nilai FIX.xlsx",
        "Received": "12 March 2027, 14:05",
        "Diisi oleh": "the juror",
        "File mark": f"{SHA[:12]}  (SHA-256: {SHA})",
    }


def test_who_typed_the_scores_in_is_named() -> None:
    facts = ReceiptFacts("ABCDEFGH23", "a.xlsx", SHA, datetime(2027, 3, 12), "Rina (sekretariat)")
    assert "Rina (sekretariat)" in texts(receipt(facts=facts))


def test_below_the_table_the_juror_is_asked_to_compare_and_sign() -> None:
    below = texts(receipt())[-4:]
    assert "compare" in below[0]
    assert below[1].startswith("Kepanjen, ....")
    assert below[2:] == ["Juror,", "Siti Nurhaliza"]


@pytest.mark.parametrize(("criteria", "orientation"), [(6, "portrait"), (7, "landscape")])
def test_many_criteria_lie_across_the_paper(criteria: int, orientation: str) -> None:
    page = receipt(criteria)
    assert page.page_setup.paperSize == 14
    assert (page.page_setup.orientation or "portrait") == orientation
    assert page.page_setup.fitToHeight == 0


def test_the_heading_is_repeated_on_every_page() -> None:
    page = receipt()
    row = heading_row(page)
    assert page.print_title_rows == f"${row}:${row}"


@pytest.mark.parametrize("criteria", [1, 12])
def test_few_or_many_criteria_and_no_lines_make_a_receipt_too(criteria: int) -> None:
    page = receipt(criteria, lines=())
    assert texts(page)[-1] == "Siti Nurhaliza"


def test_the_same_input_gives_the_same_bytes() -> None:
    stage = Stage("T1", "Proposal", (Criterion("K1", "Kebaruan", None),))
    competition = Competition(Settings("Lomba"), (stage,))
    first, second = (write(competition, stage, JUROR, LINES, FACTS) for _ in range(2))
    assert first == second
