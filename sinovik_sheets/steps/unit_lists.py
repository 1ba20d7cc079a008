"""Lists of units as others keep them: found in files, their rows chosen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sinovik_sheets.problems import Finding, SinovikError, Where
from sinovik_sheets.problems import files as file_rules
from sinovik_sheets.problems import units as rules
from sinovik_sheets.sheets.cells import Book, UnreadableBook
from sinovik_sheets.sheets.reading.csv_text import read_any
from sinovik_sheets.sheets.settings.competition_tables import UNITS
from sinovik_sheets.sheets.tables.foreign import (
    Field,
    ForeignRow,
    ForeignTable,
    find_table,
    find_tables,
    seen_text,
)
from sinovik_sheets.sheets.tables.table import EXAMPLE_MARK, EXPLANATION_MARK, plain_name
from sinovik_sheets.text import _, listing

LEVEL = "Tingkat"
RUNNING_NUMBER = "Nomor"
_NO_COLUMNS = (LEVEL, RUNNING_NUMBER)

FIELDS = (
    Field("Kode", ("kode unit", "kode")),
    Field(
        "Nama",
        (
            *("nama unit", "nama unit kerja", "nama opd", "nama skpd", "nama perangkat daerah"),
            *("nama sekolah", "nama satuan pendidikan", "nama puskesmas", "nama faskes"),
            *("nama kelurahan", "nama desa", "nama desa/kelurahan", "nama kelurahan/desa"),
            *("nama upt", "nama bumd", "nama instansi", "nama lembaga", "nama wilayah"),
            *("nama resmi", "nama mentah", "unit kerja", "unit", "perangkat daerah", "opd"),
            *("skpd", "instansi", "sekolah", "satuan pendidikan", "puskesmas", "kelurahan"),
            *("desa", "desa/kelurahan", "kelurahan/desa", "nama"),
        ),
        required=True,
    ),
    Field("Jenis", ("jenis unit", "jenis", "bentuk pendidikan", "bentuk", "jenjang")),
    Field(LEVEL, ("tingkat",)),
    Field(
        "Kode Resmi",
        (
            *("kode resmi", "npsn", "kode puskesmas", "kode faskes", "kode wilayah"),
            *("kode kemendagri", "kode desa", "kode kelurahan", "kode desa/kelurahan"),
            *("kode opd", "kode skpd", "kode perangkat daerah", "kode instansi"),
        ),
    ),
    Field("Induk", ("unit induk", "opd induk", "dinas induk", "kode induk", "induk")),
    Field("Alias", ("alias", "singkatan", "nama singkat", "nama pendek", "akronim")),
    Field("Email", ("email", "alamat email", "surel")),
    Field("WhatsApp", ("whatsapp", "no whatsapp", "nomor whatsapp", "no wa", "nomor wa", "wa")),
    Field("SAKIP", ("sakip", "nilai sakip", "predikat sakip")),
    Field("Kecamatan", ("kecamatan", "nama kecamatan")),
    Field("Kabupaten/Kota", ("kabupaten/kota", "kab/kota", "kabupaten", "nama kabupaten/kota")),
    Field(RUNNING_NUMBER, ("no", "nomor", "no urut", "nomor urut", "id")),
)  # fmt: skip
"""What is read from a list, named as the columns of daftar_unit.xlsx are.

A running number is known only to say that it is no code.
"""

Choice = tuple[str, str]
"""Column and value that a row must have; several values of one column are alternatives."""


@dataclass(frozen=True)
class UnitList:
    """A list found in a sheet of a file.

    `rows` are those to import. `not_chosen` counts what `only` leaves out,
    `no_units` the headings, examples and totals below the heading.
    """

    file: str
    table: ForeignTable
    rows: tuple[ForeignRow, ...]
    not_chosen: int
    no_units: int

    @property
    def mapping(self) -> tuple[tuple[str, str], ...]:
        """The headings as written, each with the column it fills, empty where it fills none."""
        shown = {RUNNING_NUMBER: "", LEVEL: "Jenis"}
        return tuple((text, shown.get(name, name)) for text, name in self.table.mapping)


def find_lists(
    files: Sequence[tuple[str, bytes]], only: Sequence[Choice], findings: list[Finding]
) -> tuple[UnitList, ...]:
    """Return the lists in these files (name, bytes), noting what cannot be read.

    SinovikError when a list lacks a column that `only` names.
    """
    lists = []
    for name, data in files:
        try:
            book = read_any(data)
        except UnreadableBook as error:
            findings.append(_unreadable(name, error))
            continue
        tables = _tables(book)
        findings.extend(_about_sheets(name, book, tables))
        lists += [_chosen(name, table, only) for table in tables]
    if lists and only and not any(one.rows for one in lists):
        written = " ".join(f"{column}={value}" for column, value in only)
        findings.append(Finding(rules.NOTHING_CHOSEN, Where(lists[0].file), value=written))
    return tuple(lists)


def _tables(book: Book) -> tuple[ForeignTable, ...]:
    """Return the lists of a book; of a workbook of ours, as its sheet `Unit` shows, that one."""
    tables = find_tables(book, FIELDS)
    ours = tuple(table for table in tables if plain_name(table.sheet) == plain_name(UNITS.sheet))
    return ours or tables


def _unreadable(name: str, error: UnreadableBook) -> Finding:
    rule = file_rules.of(error.reason, error.detail)
    reason = Finding(rule, value=error.detail).message.rstrip(".")
    return Finding(rules.UNREADABLE_LIST, Where(name), details={"reason": reason})


def _about_sheets(name: str, book: Book, tables: Sequence[ForeignTable]) -> Iterator[Finding]:
    read = {table.sheet for table in tables}
    looked_at: list[ForeignTable] = list(tables)
    if not tables:
        yield Finding(rules.NO_LIST, Where(name))
        likely = find_table(book, FIELDS)
        looked_at = [likely] if likely else []
    else:
        for grid in book.sheets:
            guide = plain_name(grid.name) in ("petunjuk", "")
            if (
                not guide
                and grid.name not in read
                and any(c.text.strip() for c in grid.cells.values())
            ):
                yield Finding(rules.SHEET_NOT_READ, Where(name, grid.name), value=grid.name)
    for table in looked_at:
        for heading, field, cell in table.near:
            if field in _NO_COLUMNS:
                continue
            where = Where(name, table.sheet, cell)
            yield Finding(rules.NEAR_HEADING, where, value=heading, details={"field": field})
        if table.hidden_rows:
            hidden = str(len(table.hidden_rows))
            yield Finding(rules.HIDDEN_ROWS, Where(name, table.sheet), value=hidden)


def _chosen(name: str, table: ForeignTable, only: Sequence[Choice]) -> UnitList:
    wanted: dict[int, set[str]] = {}
    for column, value in only:
        wanted.setdefault(_place(name, table, column), set()).add(_plain(value))
    units = [row for row in table.rows if not _explains(row)]
    rows = tuple(row for row in units if _fits(row, wanted))
    no_units = len(table.left_out) + len(table.filled) - len(units)
    return UnitList(name, table, rows, len(units) - len(rows), no_units)


def _explains(row: ForeignRow) -> bool:
    """Return whether this is an explanation or an example, as our own workbooks have them."""
    return row.text("Kode").casefold().startswith((EXPLANATION_MARK, EXAMPLE_MARK))


def _place(name: str, table: ForeignTable, column: str) -> int:
    plain = plain_name(column)
    for place, heading in table.headings.items():
        if plain_name(heading) == plain:
            return place
    for field, place in table.columns.items():
        if plain_name(field) == plain:
            return place
    raise SinovikError(
        _("{file} has no column “{column}”.").format(file=name, column=column),
        _("Its columns are: {columns}.").format(columns=listing(list(table.headings.values()), 30)),
    )


def _fits(row: ForeignRow, wanted: Mapping[int, set[str]]) -> bool:
    return all(
        place in row.by_column and _plain(seen_text(row.by_column[place])) in values
        for place, values in wanted.items()
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
