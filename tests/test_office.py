"""LibreOffice really computes: a workbook with false cached values comes back corrected."""

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from xlsxwriter import Workbook

from office import REQUIRE, convert, recalculate

FALSE_SUM = 999
TRUE_SUM = 85


@pytest.fixture
def control(tmp_path: Path) -> Path:
    """A workbook whose A3 is =SUM(A1:A2) of 42 and 43, with 999 as its cached value."""
    path = tmp_path / "control.xlsx"
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet("Kontrol")
        sheet.write_column("A1", [42, 43])
        sheet.write_formula("A3", "=SUM(A1:A2)", None, FALSE_SUM)
    return path


def cached_sum(path: Path) -> object:
    """The value of A3 as it stands in the file, computed by whoever wrote it."""
    return openpyxl.load_workbook(path, data_only=True)["Kontrol"]["A3"].value


def test_reading_alone_keeps_the_false_value(control: Path) -> None:
    assert cached_sum(control) == FALSE_SUM


@pytest.mark.libreoffice
def test_recalculating_corrects_the_false_value(control: Path, tmp_path: Path) -> None:
    again = recalculate(control, tmp_path / "out")
    assert cached_sum(again) == TRUE_SUM
    assert cached_sum(control) == FALSE_SUM


@pytest.mark.libreoffice
def test_converting_gives_a_file_of_the_kind_asked_for(control: Path, tmp_path: Path) -> None:
    assert convert(control, "pdf", tmp_path / "out").read_bytes().startswith(b"%PDF-")


def test_a_workbook_is_never_recalculated_onto_itself(control: Path) -> None:
    before = control.read_bytes()
    with pytest.raises((ValueError, pytest.skip.Exception)):
        recalculate(control, control.parent)
    assert control.read_bytes() == before


@pytest.mark.parametrize(("require", "outcome"), [("1", "Failed"), ("0", "Skipped")])
def test_without_libreoffice_tests_skip_or_where_it_is_demanded_fail(
    require: str, outcome: str
) -> None:
    code = (
        "import office; office.USUAL_PLACES = ()\n"
        "try: office.soffice()\n"
        "except BaseException as error: print(type(error).__name__)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parent,
        env=os.environ | {"PATH": "", REQUIRE: require},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == outcome
