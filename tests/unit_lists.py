"""Lists of units as others keep them, for tests, and what an import of them says."""

import csv
import io
from collections.abc import Callable, Sequence

from openpyxl import Workbook

from sinovik_sheets.model import Unit
from sinovik_sheets.problems import Finding
from sinovik_sheets.sheets.reading.book import read_book
from sinovik_sheets.sheets.settings import unit_book
from sinovik_sheets.steps.unit_drafts import KindWords
from sinovik_sheets.steps.unit_lists import Choice
from sinovik_sheets.steps.units import UnitImport, import_units
from workbooks import by_openpyxl

Row = Sequence[object]


def csv_list(*rows: Row) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows(rows)
    return stream.getvalue().encode()


def xlsx_list(*rows: Row, change: Callable[[Workbook], object] = id) -> bytes:
    def fill(workbook: Workbook) -> None:
        assert workbook.active is not None
        for row in rows:
            workbook.active.append(list(row))
        change(workbook)

    return by_openpyxl({}, fill)


def imported(
    *rows: Row,
    known: Sequence[Unit] = (),
    kind: str = "",
    own: Sequence[str] = (),
    only: Sequence[Choice] = (),
    replacing: bool = False,
) -> UnitImport:
    """Import one list of these rows."""
    words = KindWords(tuple(own), kind)
    files = [("daftar.csv", csv_list(*rows))]
    return import_units(files, known, words, only=only, replacing=replacing)


def shown(found: UnitImport, *names: str) -> list[tuple[object, ...]]:
    """What the units to be written say under these names."""
    return [tuple(getattr(unit, name) for name in names) for unit in found.units]


def rules(found: UnitImport) -> list[tuple[str, str]]:
    """What was noticed: rule and cell."""
    return [(finding.rule.code, finding.where.cell) for finding in found.findings]


def outcomes(found: UnitImport) -> dict[str, int]:
    return {outcome.value: count for outcome, count in found.counts.items() if count}


def listed(data: bytes) -> tuple[Unit, ...]:
    """The units of a faultless daftar_unit.xlsx."""
    noted = list[Finding]()
    units = unit_book.read(read_book(data), "daftar_unit.xlsx", noted)
    assert noted == []
    return units
