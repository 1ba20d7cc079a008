"""The rows of the sheet `Predikat`: what places earn."""

from collections.abc import Iterator

from sinovik_sheets.model import Tier
from sinovik_sheets.problems import Finding
from sinovik_sheets.sheets.cells import Book
from sinovik_sheets.sheets.settings.competition_tables import TIERS
from sinovik_sheets.sheets.tables.table import Row, read_table


def tiers(book: Book, file: str, findings: list[Finding]) -> tuple[Tier, ...]:
    """Return the tiers in the order of the sheet; a row whose places cannot be read has none."""
    rows = read_table(book, TIERS, file, findings)
    return tuple(tier for row in rows for tier in _tier(row))


def _tier(row: Row) -> Iterator[Tier]:
    stage, name = row.text("Tahap"), row.text("Nama")
    first, last = row.count("Dari"), row.count("Sampai")
    per, description = row.option("Per"), row.text("Keterangan")
    if first is not None and last is not None:
        yield Tier(stage, name, first, last, per, description, row.where("Tahap"))
