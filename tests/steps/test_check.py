"""check: every mistake people make in settings and roster, found cell by cell in one run."""

import io
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from competition import Folder, build, edit, run
from settings_mistakes import CASES, Cells
from sinovik_sheets.problems import Finding, Level, Rule, stages
from sinovik_sheets.problems import settings as rules
from sinovik_sheets.steps.check import check
from sinovik_sheets.stores.presets import preset_names
from sinovik_sheets.text import speaking
from workbooks import rezipped

Change = Callable[[Workbook], object]


@cache
def _books() -> tuple[bytes, bytes]:
    with TemporaryDirectory() as made:
        root = build(Path(made)).root
        names = ("kompetisi.xlsx", "daftar_peserta.xlsx")
        settings, roster = ((root / name).read_bytes() for name in names)
    return settings, roster


def changed(data: bytes, change: Change) -> bytes:
    book = load_workbook(io.BytesIO(data))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def typed(cells: Cells) -> Change:
    def change(book: Workbook) -> None:
        for sheet, values in cells.items():
            for address, value in values.items() if sheet in book.sheetnames else ():
                book[sheet][address] = value

    return change


def findings(change: Change) -> list[Finding]:
    """What check says after a change was made in both workbooks."""
    settings, roster = (changed(data, change) for data in _books())
    with speaking("en"):
        found = check(settings, roster).findings
        assert all(finding.message and finding.as_json() for finding in found)
    return list(found)


def met(found: list[Finding]) -> list[tuple[str, str, str, str]]:
    return [(f.rule.code, f.where.sheet, f.where.cell, f.value) for f in found]


def test_the_workbooks_of_init_filled_in_as_asked_are_in_order() -> None:
    assert met(findings(lambda _book: None)) == []


# One mistake may bring these with it, such as a criterion of a stage that no longer is.
CONSEQUENCES = {
    "unknown-code",
    "weight-missing",
    "stage-without-criteria",
    "stage-without-jurors",
    "juror-without-entries",
    "entry-without-juror",
    "few-jurors",
    "jurors-not-connected",
}


@pytest.mark.parametrize(("rule", "sheet", "cell", "value", "cells"), CASES)
def test_each_mistake_is_told_with_its_place_and_nothing_else(
    rule: str, sheet: str, cell: str, value: str, cells: Cells
) -> None:
    place = (rule, sheet, cell, value)
    found = met(findings(typed(cells)))
    assert found.count(place) == 1
    assert [line[0] for line in found if line != place and line[0] not in CONSEQUENCES] == []


def test_every_rule_there_is_has_a_case() -> None:
    elsewhere = {"missing-sheet", "misspelt-sheet", "unknown-sheet", "unreadable-book"}
    told = (*vars(rules).values(), *vars(stages).values())
    known = {rule.code for rule in told if isinstance(rule, Rule)}
    assert known == {case[0] for case in CASES} | elsewhere


def test_all_mistakes_come_in_one_run() -> None:
    together: dict[str, dict[str, Any]] = {}
    wanted = [
        ("bad-count", "Kompetisi", "B3", "2027,5"),
        ("bad-rounding", "Tahap", "J3", "tahap=2"),
        ("bad-step", "Kriteria", "G5", "0.3"),
        ("bad-email", "Juri", "E3", "sri@contoh"),
        ("unknown-code", "Konflik", "A4", "J09"),
        ("bad-date", "Inovasi", "H4", "kemarin"),
    ]
    for *place, cells in CASES:
        if tuple(place) in wanted:
            for sheet, values in cells.items():
                together.setdefault(sheet, {}).update(values)
    assert set(met(findings(typed(together)))) == set(wanted)


@pytest.mark.parametrize(
    ("cells", "suggestion"),
    [
        ({"Kriteria": {"D1": "Bobott"}}, "Bobot"),
        ({"Tahap": {"J1": "Pembulatn"}}, "Pembulatan"),
        ({"Kompetisi": {"A4": "penyelengara"}}, "penyelenggara"),
        ({"Kompetisi": {"A8": "pendaftaran di tutp"}}, "pendaftaran ditutup"),
        ({"Tahap": {"D3": "rata rata terpangkass"}}, "rata_rata_terpangkas"),
        ({"Tahap": {"L3": "plano"}}, "pleno"),
        ({"Inovasi": {"N3": "di diskualifikasi", "O3": "x"}}, "diskualifikasi"),
    ],
)
def test_what_was_meant_is_suggested(cells: Cells, suggestion: str) -> None:
    first, *_rest = findings(typed(cells))
    with speaking("en"):
        assert f"Did you mean “{suggestion}”?" in first.fix


@pytest.mark.parametrize(
    ("name", "typed_name"), [("Juri", "Jury"), ("Kriteria", "Kritera"), ("Konflik", "Konflk")]
)
def test_a_misspelt_sheet_is_told_once_with_what_was_meant(name: str, typed_name: str) -> None:
    def rename(book: Workbook) -> None:
        if name in book.sheetnames:
            book[name].title = typed_name

    found = findings(rename)
    assert ("misspelt-sheet", typed_name, "", typed_name) in met(found)
    assert "missing-sheet" not in [finding.rule.code for finding in found]
    with speaking("en"):
        assert f"“{name}”" in next(f.fix for f in found if f.rule is rules.MISSPELT_SHEET)


def test_a_deleted_sheet_is_missing_and_an_optional_one_is_not() -> None:
    def delete(book: Workbook) -> None:
        for name in ("Kriteria", "Konflik", "Penugasan", "Petunjuk"):
            if name in book.sheetnames and "Kompetisi" in book.sheetnames:
                del book[name]

    missing = [line for line in met(findings(delete)) if line[0] == "missing-sheet"]
    assert missing == [("missing-sheet", "Kriteria", "", "")]


def test_peoples_own_columns_and_sheets_do_no_harm() -> None:
    def add(book: Workbook) -> None:
        for sheet in list(book):
            sheet.cell(1, 25, "Paraf sekretaris")
            sheet.cell(3, 25, "sudah")
        book.create_sheet("Coretan saya")["A1"] = 100

    found = findings(add)
    assert met(found) == [("unknown-sheet", "Coretan saya", "", "Coretan saya")] * 2
    assert {finding.level for finding in found} == {Level.WARNING}


def test_headings_are_known_by_name_whatever_their_place_case_spaces_and_accents() -> None:
    def rearrange(book: Workbook) -> None:
        if "Kriteria" not in book.sheetnames:
            return
        sheet = book["Kriteria"]
        sheet.move_range("A1:A7", cols=20)
        sheet["U1"], sheet["B1"], sheet["D1"] = "  TAHAP ", "Kóde", "bobot (%)"
        sheet.title = " kriteria"

    assert met(findings(rearrange)) == []


def test_a_mistake_in_a_moved_column_is_told_where_it_stands_now() -> None:
    def move(book: Workbook) -> None:
        if "Kriteria" in book.sheetnames:
            book["Kriteria"].move_range("A1:A7", cols=20)
            book["Kriteria"]["U7"] = "T9"
            book["Kriteria"]["D6"] = 40

    assert met(findings(move)) == [("unknown-code", "Kriteria", "U7", "T9")]


def test_example_rows_do_not_count_wherever_they_stand() -> None:
    example = {"A6": "Contoh-J04", "B6": "Bukan juri", "E6": "bukan alamat", "H6": "??"}
    assert met(findings(typed({"Juri": example}))) == []


def test_a_formula_with_its_result_stored_is_as_good_as_typed() -> None:
    data = changed(_books()[0], typed({"Kriteria": {"D3": "=4*5"}}))

    def store_result(parts: dict[str, bytes]) -> None:
        for name, part in parts.items():
            parts[name] = re.sub(rb"<f>4\*5</f><v ?/?>(</v>)?", b"<f>4*5</f><v>20</v>", part)

    assert check(rezipped(data, store_result), _books()[1]).findings == ()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 cut off [Content_Types].xml xl/", "damaged"),
        (b"%PDF-1.7", "PDF"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_a_workbook_that_cannot_be_opened_is_one_plain_finding(data: bytes, reason: str) -> None:
    with speaking("en"):
        first, *_rest = check(data, _books()[1]).findings
        assert first.rule is rules.UNREADABLE_BOOK
        assert reason in first.message
        roster, *_rest = check(_books()[0], data).findings
        assert (roster.rule, roster.where.file) == (rules.UNREADABLE_BOOK, "daftar_peserta.xlsx")


@pytest.mark.parametrize("preset", preset_names())
def test_a_fresh_folder_lacks_only_what_people_must_fill_in(preset: str, tmp_path: Path) -> None:
    assert run("init", str(tmp_path), "--preset", preset).code == 0
    said = Folder(tmp_path).run("check", "--json")
    assert said.code == 1
    lacking = {finding["rule"] for finding in said.json["findings"]}
    assert lacking - {"weight-missing"} == {"no-entries", "stage-without-jurors"}


def test_exit_code_and_counts(tmp_path: Path) -> None:
    folder = build(tmp_path / "baik")
    said = folder.run("check", "--json")
    assert (said.code, said.json["findings"]) == (0, [])
    edit(folder.root / "kompetisi.xlsx", {"Konflik": {"A4": "J01", "B4": "OPD2"}})
    said = folder.run("check", "--json")
    assert (said.code, said.json["counts"]["warning"], said.json["counts"]["error"]) == (0, 1, 0)
    edit(folder.root / "kompetisi.xlsx", {"Kriteria": {"D3": 19}})
    said = folder.run("check", "--json")
    assert (said.code, said.json["counts"]["error"]) == (1, 1)
    assert set(said.json["findings"][0]) == {
        "rule", "verdict", "file", "sheet", "cell", "juror",
        "entry", "criterion", "value", "message", "fix",
    }  # fmt: skip
    human = folder.run("check")
    assert human.code == 1
    assert "kompetisi.xlsx › Kriteria › D3" in human.out
