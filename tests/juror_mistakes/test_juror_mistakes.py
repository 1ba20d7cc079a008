"""Every way jurors break a score sheet gets the right verdict, and costs no other score.

Each mistake is made in a sheet that `distribute` issued, one juror a mistake, and
comes back twice: as openpyxl writes it, and opened and saved again by LibreOffice.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from juror_mistakes.cells import CELL_CASES, CRITERION, ENTRY, CellCase
from juror_mistakes.rows import ROW_CASES, RowCase
from juror_mistakes.sheets import MEANT, WEIGHTS, Result, Sheet, make_competition, received
from office import convert_many

CASES: list[CellCase | RowCase] = [*CELL_CASES, *ROW_CASES]
GRAVEST_FIRST = ("reject", "ask", "missing", "note", "accept")
STATE_WORDS = {
    "accept": "sah",
    "note": "sah, catatan",
    "ask": "ditanyakan",
    "reject": "ditolak",
    "missing": "kosong",
}
SILENT_ON_THE_VALUE = ("formula", "coloured")
Expected = tuple[str, str, str, str, str]
"""Rule, cell, entry, criterion, and the value as it stood."""


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("lomba") / "lomba"
    make_competition(root, [case.code for case in CASES])
    return root


@pytest.fixture(scope="module")
def broken(issued: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("rusak")
    paths = []
    for case in CASES:
        sheet = Sheet(issued / "2_lembar_juri" / "T1" / f"{case.code}.xlsx")
        if isinstance(case, CellCase):
            case.change(sheet.at(ENTRY, CRITERION))
        else:
            case.change(sheet)
        paths.append(folder / f"{case.code}.xlsx")
        sheet.book.save(paths[-1])
    return paths


@pytest.fixture(scope="module")
def by_openpyxl(
    issued: Path, broken: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> Result:
    return received(issued, tmp_path_factory.mktemp("openpyxl") / "lomba", broken)


@pytest.fixture(scope="module")
def by_office(issued: Path, broken: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Result:
    folder = tmp_path_factory.mktemp("disimpan")
    saved = convert_many(broken, "xlsx:Calc MS Excel 2007 XML", folder)
    return received(issued, tmp_path_factory.mktemp("libreoffice") / "lomba", saved)


@pytest.fixture(scope="module")
def form(issued: Path) -> Sheet:
    """A sheet as issued; every juror's has the same cells."""
    return Sheet(issued / "2_lembar_juri" / "T1" / "v01.xlsx")


@pytest.fixture(
    scope="module",
    params=["openpyxl", pytest.param("libreoffice", marks=pytest.mark.libreoffice)],
)
def writer(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def result(writer: str, request: pytest.FixtureRequest) -> Result:
    name = {"openpyxl": "by_openpyxl", "libreoffice": "by_office"}[writer]
    found: Result = request.getfixturevalue(name)
    return found


def expected(case: CellCase | RowCase, form: Sheet, writer: str) -> list[Expected]:
    """Return what must be found, no more and no less."""
    if isinstance(case, RowCase):
        return [
            (
                found.rule,
                form.at(found.entry, found.key).coordinate,
                found.entry,
                found.key if found.key in WEIGHTS else "",
                found.written,
            )
            for found in case.found
        ]
    if not case.rule:
        return []
    rule, written = case.rule, case.written
    if writer == "libreoffice" and case.by_office is not None:
        rule, written = case.by_office
    return [(rule, form.at(ENTRY, CRITERION).coordinate, ENTRY, CRITERION, written)]


@pytest.mark.parametrize("case", CASES, ids=[f"{c.code} {c.did}" for c in CASES])
class TestEachMistake:
    """What became of the sheet in which the mistake was made."""

    def test_gets_its_verdict_at_the_right_cell(
        self, case: CellCase | RowCase, form: Sheet, writer: str, result: Result
    ) -> None:
        assert result.fates[case.code] == "used"
        findings = result.found(case.code)
        named = [(f["rule"], f["cell"], f["entry"], f["criterion"], f["value"]) for f in findings]
        assert sorted(named) == sorted(expected(case, form, writer))
        assert {f["sheet"] for f in findings} <= {"Lembar Penilaian"}
        assert {f["file"] for f in findings} <= {f"{case.code}.xlsx"}
        verdicts = {f["verdict"] for f in findings} | {"accept"}
        assert min(verdicts, key=GRAVEST_FIRST.index) == case.verdict
        told = [f for f in findings if f["rule"] not in SILENT_ON_THE_VALUE]
        assert all(f["message"] and f["value"] in f["message"] for f in told)
        assert all(f["fix"] for f in findings if f["verdict"] != "note")

    def test_only_its_own_scores_are_lost(self, case: CellCase | RowCase, result: Result) -> None:
        meant: dict[tuple[str, str], Decimal | None] = dict(MEANT)
        if isinstance(case, CellCase):
            meant[ENTRY, CRITERION] = Decimal(case.score) if case.score else None
            holes = [] if case.score else [ENTRY]
            assert (
                result.scores[case.code, ENTRY, CRITERION]["keadaan"] == STATE_WORDS[case.verdict]
            )
        else:
            holes = list(case.holes)
            meant.update({(e, c): None for e in holes for c in case.lost})
        for (entry, criterion), score in meant.items():
            line = result.scores[case.code, entry, criterion]
            found = Decimal(line["nilai"]) if line["nilai"] else None
            assert (found, line["dihitung"]) == (score, "tidak" if entry in holes else "ya")
