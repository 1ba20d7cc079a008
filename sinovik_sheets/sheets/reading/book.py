"""The way in: workbook bytes to a Book, or a reason why not."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from sinovik_sheets.sheets.cells import (
    PLAIN,
    Book,
    Cell,
    Grid,
    Kind,
    Position,
    Style,
    UnreadableBook,
)
from sinovik_sheets.sheets.reading import second_reader
from sinovik_sheets.sheets.reading.containers import Package, container_kind, is_encrypted_ole
from sinovik_sheets.sheets.reading.ods_scan import Table, scan_content
from sinovik_sheets.sheets.reading.xlsx_parts import (
    Relation,
    SheetEntry,
    comments,
    relations,
    shared_strings,
    sheet_entries,
    styles,
)
from sinovik_sheets.sheets.reading.xlsx_scan import Limits, scan_sheet

__all__ = ["container_kind", "is_workbook", "read_book"]

_WORKBOOK = "xl/workbook.xml"
_PERCENT = Style("0%")


def is_workbook(data: bytes) -> bool:
    """Say whether these bytes are an OOXML or OpenDocument workbook, sound or not."""
    return container_kind(data) in ("xlsx", "ods")


def read_book(data: bytes) -> Book:
    """Read a workbook from its bytes; what it is depends on the bytes alone.

    An .xlsx or .xlsm is read twice, by two independent readers; where they
    differ the cell is `disputed`. An .ods has one reader: `Book.readers` is 1.
    Raises UnreadableBook, and nothing else, whatever the bytes are.
    """
    kind = container_kind(data)
    if kind == "xlsx":
        return _read_xlsx(data)
    if kind == "ods":
        return _read_ods(data)
    if kind == "ole":
        if is_encrypted_ole(data):
            raise UnreadableBook("password")
        kind = "xls"
    raise UnreadableBook("not-a-workbook", kind)


class _Parts:
    """What the sheets of one .xlsx share."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.relations = relations(package, _WORKBOOK)
        targets = {relation.kind: relation.target for relation in self.relations.values()}
        strings, styles_part = (self._shared(targets, kind) for kind in ("sharedStrings", "styles"))
        self.strings = shared_strings(package.read(strings)) if strings else {}
        self.styles = styles(package.read(styles_part)) if styles_part else {"0": PLAIN}
        self.limits = Limits()

    def _shared(self, targets: Mapping[str, str], kind: str) -> str:
        # The second reader opens these parts by name, so no other may stand there unread.
        expected = f"xl/{kind}.xml".casefold()
        found = next((name for name in self.package.names if name.casefold() == expected), "")
        target = targets.get(kind, "")
        if found and found != target:
            raise UnreadableBook("unsafe", kind)
        return target

    def grid(self, entry: SheetEntry, part: str) -> Grid:
        scanned = scan_sheet(self.package.read(part), self.strings, self.styles, self.limits)
        related = relations(self.package, part).values()
        notes: dict[Position, str] = {}
        for relation in related:
            if relation.kind == "comments":
                notes |= comments(self.package.read(relation.target))
        return Grid(
            name=entry.name,
            cells=scanned.cells,
            state=entry.state,
            merged=scanned.merged,
            hidden_rows=scanned.hidden_rows,
            comments=notes,
            footer=scanned.footer,
            has_picture=any(self._holds_picture(relation) for relation in related),
        )

    def _holds_picture(self, relation: Relation) -> bool:
        if relation.kind != "drawing":
            return False
        drawn = relations(self.package, relation.target).values()
        return any(relation.kind == "image" for relation in drawn)

    def sheets(self) -> list[Grid]:
        grids: list[Grid] = []
        seen: set[str] = set()
        for entry in sheet_entries(self.package.read(_WORKBOOK)):
            relation = self.relations.get(entry.relation)
            if relation is None:
                raise UnreadableBook("broken", "sheet")
            if relation.kind != "worksheet":
                continue
            if relation.target in seen:
                raise UnreadableBook("unsafe", "sheet part twice")
            seen.add(relation.target)
            grids.append(self.grid(entry, relation.target))
        return grids


def _read_xlsx(data: bytes) -> Book:
    package = Package(data)
    if "xl/workbook.bin" in package:
        raise UnreadableBook("not-a-workbook", "xlsb")
    grids = _Parts(package).sheets()
    if not grids:
        raise UnreadableBook("no-sheets")
    with second_reader.open_book(data) as book:
        sheets = tuple(_compared(grid, second_reader.values(book, grid.name)) for grid in grids)
    return Book(sheets, readers=2, macros="xl/vbaProject.bin" in package)


def _compared(grid: Grid, seen: second_reader.Seen) -> Grid:
    return replace(grid, cells=second_reader.compared(grid.cells, seen))


def _read_ods(data: bytes) -> Book:
    package = Package(data)
    manifest = "META-INF/manifest.xml"
    if manifest in package and b"encryption-data" in package.read(manifest):
        raise UnreadableBook("password")
    tables = scan_content(package.read("content.xml"))
    if not tables:
        raise UnreadableBook("no-sheets")
    with second_reader.open_book(data) as book:
        if book.sheet_names != [table.name for table in tables]:
            raise UnreadableBook("broken", "sheets")
        states = [str(sheet.visible).rpartition(".")[2].lower() for sheet in book.sheets_metadata]
        sheets = tuple(
            Grid(table.name, _ods_cells(table, second_reader.values(book, table.name)), state)
            for table, state in zip(tables, states, strict=True)
        )
    return Book(sheets, readers=1)


def _ods_cells(table: Table, seen: second_reader.Seen) -> dict[Position, Cell]:
    cells = {where: Cell(Kind.BLANK, "", formula=True) for where in table.formulas}
    for where, value in seen.cells():
        kind, text = _kind_and_text(value)
        style = _PERCENT if where in table.percentages else PLAIN
        cells[where] = Cell(kind, text, where in table.formulas, style)
    return dict(sorted(cells.items()))


def _kind_and_text(value: second_reader.Value) -> tuple[Kind, str]:
    if isinstance(value, str):
        return Kind.TEXT, value
    if isinstance(value, bool):
        return Kind.BOOL, str(value).upper()
    if isinstance(value, int | float):
        return (Kind.NUMBER if math.isfinite(value) else Kind.ERROR), repr(value)
    # Dates and times are text here: without a style nothing else would tell them from scores.
    return Kind.TEXT, str(value) if isinstance(value, timedelta) else value.isoformat()
