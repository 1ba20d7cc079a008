"""Reading the workbooks of ours that people fill in, with a way out where it fails."""

from pathlib import PurePosixPath

from sinovik_sheets.problems import Finding, SinovikError
from sinovik_sheets.problems import files as file_rules
from sinovik_sheets.sheets.cells import Book, UnreadableBook
from sinovik_sheets.sheets.reading.book import read_book


def read_own_book(path: PurePosixPath, data: bytes, way_out: str) -> Book:
    """Read a workbook of ours; SinovikError, with `way_out`, when people must mend it first."""
    try:
        return read_book(data)
    except UnreadableBook as error:
        message = Finding(file_rules.of(error.reason, error.detail), value=error.detail).message
        raise SinovikError(f"{path.name}: {message}", way_out) from error
