"""The rows of the sheets of kompetisi.xlsx that rule registration."""

from sinovik_sheets.model import FormerWinner, Group, Section, UnitKind
from sinovik_sheets.problems import Finding
from sinovik_sheets.sheets.cells import Book
from sinovik_sheets.sheets.settings import registration_tables as tables
from sinovik_sheets.sheets.tables.table import Row, read_table
from sinovik_sheets.sheets.tables.typed import read_list


def kinds(book: Book, file: str, findings: list[Finding]) -> tuple[UnitKind, ...]:
    """Return the rules people set for kinds of unit."""
    return tuple(_kind(row) for row in read_table(book, tables.UNIT_KINDS_TABLE, file, findings))


def _kind(row: Row) -> UnitKind:
    invited = row.count("Diundang")
    return UnitKind(
        name=row.text("Jenis"),
        counts_as=row.text("Dihitung Sebagai"),
        sheet=row.text("Lembar"),
        invited=1 if invited is None else invited,
        invitee=row.text("Yang Diundang"),
        maximum_per_unit=row.count("Maksimal per Unit"),
        minimum_per_unit=row.count("Minimal per Unit"),
        where=row.where("Jenis"),
    )


def groups(book: Book, file: str, findings: list[Finding]) -> tuple[Group, ...]:
    """Return the groups of innovations."""
    return tuple(
        Group(
            code=row.text("Kode"),
            name=row.text("Nama"),
            minimum_age_months=row.count("Usia Minimal (bulan)"),
            maximum_per_unit=row.count("Maksimal per Unit"),
            quota=row.count("Kuota"),
            description=row.text("Keterangan"),
            where=row.where("Kode"),
        )
        for row in read_table(book, tables.GROUPS, file, findings)
    )


def sections(book: Book, file: str, findings: list[Finding]) -> tuple[Section, ...]:
    """Return the sections of the registration form, in their order."""
    return tuple(
        Section(
            code=row.text("Kode"),
            name=row.text("Bagian"),
            word_limit=row.count("Batas Kata"),
            required=row.option("Wajib") != tables.YES_NO[1],
            groups=read_list(row.text("Kelompok")),
            description=row.text("Keterangan"),
            where=row.where("Kode"),
        )
        for row in read_table(book, tables.SECTIONS, file, findings)
    )


def former_winners(book: Book, file: str, findings: list[Finding]) -> tuple[FormerWinner, ...]:
    """Return the innovations that won before."""
    return tuple(
        FormerWinner(
            title=row.text("Judul"),
            unit=row.text("Unit"),
            year=row.count("Tahun"),
            award=row.text("Penghargaan"),
            where=row.where("Judul"),
        )
        for row in read_table(book, tables.FORMER_WINNERS, file, findings)
    )
