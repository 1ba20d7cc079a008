"""kompetisi.xlsx: written from a preset, read back into the nouns of a competition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sinovik_sheets.model import (
    Assignment,
    Category,
    Conflict,
    Criterion,
    FormerWinner,
    Group,
    Juror,
    Preset,
    Section,
    Settings,
    Stage,
    Tier,
    Unit,
    UnitKind,
)
from sinovik_sheets.problems import Finding, Where
from sinovik_sheets.problems import settings as rules
from sinovik_sheets.sheets.cells import Book
from sinovik_sheets.sheets.settings import (
    assignment_rows,
    registration_rows,
    tier_rows,
    unit_rows,
)
from sinovik_sheets.sheets.settings import competition_tables as tables
from sinovik_sheets.sheets.settings.stage_rows import read_stage
from sinovik_sheets.sheets.tables.table import (
    Row,
    Table,
    check_sheets,
    closest,
    plain_name,
    read_table,
)
from sinovik_sheets.sheets.tables.typed import read_list
from sinovik_sheets.sheets.tables.writer import write_guide, write_settings, write_table
from sinovik_sheets.sheets.workbook import NewWorkbook
from sinovik_sheets.text import DEFAULT_LANGUAGE, _


@dataclass(frozen=True)
class SettingsBook:
    """What kompetisi.xlsx says, before the parts are fitted together and checked.

    The stages have no criteria yet; `criteria` holds (stage code, criterion).
    """

    settings: Settings
    stages: tuple[Stage, ...]
    criteria: tuple[tuple[str, Criterion], ...]
    categories: tuple[Category, ...]
    jurors: tuple[Juror, ...]
    units: tuple[Unit, ...]
    conflicts: tuple[Conflict, ...]
    assignments: tuple[Assignment, ...]
    kinds: tuple[UnitKind, ...]
    groups: tuple[Group, ...]
    sections: tuple[Section, ...]
    former_winners: tuple[FormerWinner, ...]
    tiers: tuple[Tier, ...]


def write(preset: Preset) -> bytes:
    """Return a new kompetisi.xlsx filled from a preset, in the language being spoken."""
    rows = preset.tables
    settings = dict(rows["Kompetisi"][0]) if rows.get("Kompetisi") else {}
    settings.setdefault("bahasa", "id")
    book = NewWorkbook(settings.get("nama", preset.title))
    keys = tables.SETTINGS_KEYS
    write_settings(book, tables.SETTINGS, keys, settings)
    for table in tables.COMPETITION_TABLES[1:]:
        filled = rows.get(table.sheet, ())
        write_table(book, table, filled, examples=not filled)
    lines = [
        _("Preset: {title} ({code}, {year}).").format(
            title=preset.title, code=preset.code, year=preset.year
        ),
        _("Source: {source}").format(source=preset.source),
        preset.note,
        _("Fill in the white cells, save, then run `sinovik check`."),
        _("Rows whose first cell begins with “contoh” are examples; they are not read."),
    ]
    write_guide(book, tables.COMPETITION_TABLES[1:], [line for line in lines if line])
    return book.finish()


def read(book: Book, file: str, findings: list[Finding]) -> SettingsBook:
    """Read kompetisi.xlsx, noting every mistake of form in `findings`."""
    findings.extend(check_sheets(book, tables.COMPETITION_TABLES, file))
    return SettingsBook(
        settings=_read_settings(book, file, findings),
        stages=tuple(read_stage(row) for row in read_table(book, tables.STAGES, file, findings)),
        criteria=tuple(
            (row.text("Tahap"), _criterion(row))
            for row in read_table(book, tables.CRITERIA, file, findings)
        ),
        categories=tuple(
            Category(
                row.text("Kode"),
                row.text("Nama"),
                row.text("Keterangan"),
                row.count("Kuota"),
                row.where("Kode"),
            )
            for row in read_table(book, tables.CATEGORIES, file, findings)
        ),
        jurors=tuple(_juror(row) for row in read_table(book, tables.JURORS, file, findings)),
        units=unit_rows.units(book, file, findings),
        conflicts=tuple(
            Conflict(
                row.text("Juri"),
                row.text("Unit atau Inovasi"),
                row.text("Alasan"),
                row.where("Juri"),
            )
            for row in read_table(book, tables.CONFLICTS, file, findings)
        ),
        assignments=assignment_rows.assignments(book, tables.ASSIGNMENTS, file, findings),
        kinds=registration_rows.kinds(book, file, findings),
        groups=registration_rows.groups(book, file, findings),
        sections=registration_rows.sections(book, file, findings),
        former_winners=registration_rows.former_winners(book, file, findings),
        tiers=tier_rows.tiers(book, file, findings),
    )


def _criterion(row: Row) -> Criterion:
    minimum, maximum = row.amount("Minimum"), row.amount("Maksimum")
    default = Criterion("", "", None)
    return Criterion(
        code=row.text("Kode"),
        name=row.text("Nama"),
        weight=row.amount("Bobot"),
        minimum=default.minimum if minimum is None else minimum,
        maximum=default.maximum if maximum is None else maximum,
        step=row.amount("Langkah"),
        description=row.text("Keterangan"),
        where=row.where("Kode"),
    )


def _juror(row: Row) -> Juror:
    return Juror(
        code=row.text("Kode"),
        name=row.text("Nama"),
        element=row.text("Unsur"),
        institution=row.text("Instansi"),
        email=row.text("Email"),
        whatsapp=row.text("WhatsApp"),
        stages=read_list(row.text("Tahap")),
        categories=read_list(row.text("Kategori")),
        where=row.where("Kode"),
    )


def _settings_rows(book: Book, file: str, findings: list[Finding]) -> Mapping[str, Row]:
    """Return the rows of the sheet `Kompetisi` by key, each made to read that key."""
    keys = {plain_name(key.name): key for key in tables.SETTINGS_KEYS}
    rows: dict[str, Row] = {}
    for row in read_table(book, tables.SETTINGS, file, findings):
        written = row.text("Kunci")
        key = keys.get(plain_name(written))
        if key is None:
            suggestion = closest(written, [k.name for k in tables.SETTINGS_KEYS])
            rule = rules.UNKNOWN_KEY if suggestion else rules.STRANGE_KEY
            row.report(rule, "Kunci", written, suggestion=suggestion)
        elif key.name in rows:
            row.report(rules.DOUBLE_KEY, "Kunci", written)
        else:
            table = Table(tables.SETTINGS.sheet, (key,), "")
            cells = {key.name: row.cells["Isi"]} if "Isi" in row.cells else {}
            rows[key.name] = Row(
                table, file, row.number, cells, {key.name: row.columns.get("Isi", 2)}, findings
            )
    return rows


def _read_settings(book: Book, file: str, findings: list[Finding]) -> Settings:
    rows = _settings_rows(book, file, findings)
    for key in tables.SETTINGS_KEYS if rows else ():
        if key.required and key.name not in rows:
            where = Where(file, tables.SETTINGS.sheet)
            details = {"column": key.name, "explanation": _(key.explanation)}
            findings.append(Finding(rules.REQUIRED, where, details=details))

    def text(key: str) -> str:
        return rows[key].text(key) if key in rows else ""

    def option(key: str) -> str:
        return rows[key].option(key) if key in rows else ""

    def count(key: str) -> int | None:
        return rows[key].count(key) if key in rows else None

    def day(key: str) -> date | None:
        return rows[key].day(key) if key in rows else None

    return Settings(
        name=text("nama"),
        year=count("tahun"),
        organiser=text("penyelenggara"),
        level=option("tingkat"),
        language=option("bahasa") or DEFAULT_LANGUAGE,
        registration_opens=day("pendaftaran dibuka"),
        registration_closes=day("pendaftaran ditutup"),
        minimum_age_months=count("usia minimal (bulan)"),
        maximum_per_unit=count("maksimal per unit"),
        minimum_per_unit=count("minimal per unit"),
        letterhead=tuple(filter(None, (text(f"kop baris {line}") for line in (1, 2, 3, 4)))),
        city=text("kota"),
        signer=text("penanda tangan"),
        signer_title=text("jabatan"),
        signer_nip=text("NIP"),
        rewarded_sakip=read_list(text("penghargaan SAKIP")),
        previous=read_list(text("lomba sebelumnya")),
        where=Where(
            file, tables.SETTINGS.sheet, "", {key: row.where(key).cell for key, row in rows.items()}
        ),
    )
