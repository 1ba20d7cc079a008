"""A row held back for two reasons counts only when people have answered both."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from juror_mistakes.rows import in_turn, puts, swaps, types_total
from juror_mistakes.sheets import MEANT, WEIGHTS, Result, Sheet, judged, make_competition


def sent_back(root: Path, *mistakes: Callable[[Sheet], None]) -> Result:
    """One juror sends a sheet with these mistakes."""
    make_competition(root, ["J01"])
    sheet = Sheet(root / "2_lembar_juri" / "T1" / "J01.xlsx")
    in_turn(*mistakes)(sheet)
    sheet.book.save(root / "3_masuk" / "kiriman.xlsx")
    return judged(root)


def asked(root: Path) -> dict[tuple[str, str], int]:
    """Return the rows of keputusan.xlsx by entry and value as it stood."""
    page = load_workbook(root / "keputusan.xlsx")["Pertanyaan"]
    lines = [[str(cell.value or "") for cell in line] for line in page.iter_rows()]
    head = next(line for line in lines if "Jawaban" in line)
    entry, written = head.index("Inovasi"), head.index("Nilai Tertulis")
    return {(line[entry], line[written]): row for row, line in enumerate(lines, 1)}


def answer(root: Path, choices: dict[tuple[str, str], str]) -> Result:
    """People answer questions, known by entry and value as it stood."""
    rows = asked(root)
    book = load_workbook(root / "keputusan.xlsx")
    page = book["Pertanyaan"]
    columns = {cell.value: cell.column or 0 for line in page.iter_rows() for cell in line}
    for question, choice in choices.items():
        page.cell(rows[question], columns["Jawaban"]).value = choice
        page.cell(rows[question], columns["Oleh"]).value = "Sekretariat"
    book.save(root / "keputusan.xlsx")
    return judged(root)


def counted(result: Result, entry: str) -> list[str]:
    """Return the scores of an entry that count."""
    lines = [result.scores["J01", entry, criterion] for criterion in WEIGHTS]
    return [line["nilai"] for line in lines if line["dihitung"] == "ya"]


def test_both_questions_must_be_answered(tmp_path: Path) -> None:
    root = tmp_path / "lomba"
    mistakes = swaps("#kode", "#inovasi", "#unit"), puts("0002", "#total", 95)
    assert counted(sent_back(root, *mistakes), "0002") == []
    half = answer(root, {("0002", "95"): "terima"})
    assert counted(half, "0002") == []
    assert {f["rule"] for f in half.found("J01")} == {"rows-swapped"}
    done = answer(root, {("0002", "0003"): "terima"})
    assert counted(done, "0002") == [str(MEANT["0002", criterion]) for criterion in WEIGHTS]
    assert {f["entry"] for f in done.found("J01")} == {"0003"}


def test_no_answer_saves_a_row_that_is_rejected(tmp_path: Path) -> None:
    root = tmp_path / "lomba"
    result = sent_back(root, puts("0002", "#kode", "0003"), types_total(MEANT["0002", "K1"]))
    assert {f["rule"] for f in result.found("J01")} == {"code-changed", "total-differs"}
    assert counted(result, "0002") == []
    assert [question for question in asked(root) if question[0] == "0002"] == []


def test_a_row_recused_by_an_answer_stays_so_whatever_is_said_of_its_scores(
    tmp_path: Path,
) -> None:
    root = tmp_path / "lomba"
    sent_back(root, puts("0002", "K1", "R"), puts("0002", "K2", 5))
    result = answer(root, {("0002", "R"): "R", ("0002", "5"): "terima"})
    states = {result.scores["J01", "0002", criterion]["keadaan"] for criterion in WEIGHTS}
    assert states == {"tidak menilai"}
    assert counted(result, "0002") == []


@pytest.mark.parametrize("codes", [{"0002": "0002"}, {"0002": "2"}])
def test_an_entry_that_dropped_out_leaves_no_finding(tmp_path: Path, codes: dict[str, str]) -> None:
    root = tmp_path / "lomba"
    sent_back(root, *(puts(entry, "#kode", code) for entry, code in codes.items()))
    roster = load_workbook(root / "daftar_peserta.xlsx")
    page = roster["Inovasi"]
    columns = {cell.value: cell.column or 0 for cell in page[1]}
    page.cell(4, columns["Status Administrasi"]).value = "mundur"
    page.cell(4, columns["Alasan"]).value = "Surat 12/2027"
    roster.save(root / "daftar_peserta.xlsx")
    result = judged(root)
    assert page.cell(4, columns["Kode"]).value == "0002"
    assert result.found("J01") == []
    assert ("J01", "0002", "K1") not in result.scores
    assert counted(result, "0003") != []
