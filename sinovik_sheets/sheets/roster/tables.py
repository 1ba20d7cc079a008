"""The tables of daftar_peserta.xlsx that people and the tool fill together."""

from sinovik_sheets.model import EntryStatus
from sinovik_sheets.sheets.settings.competition_tables import UNIT_KINDS
from sinovik_sheets.sheets.tables.table import Column, ColumnKind, Table
from sinovik_sheets.text import N_

_TEXT, _CODE, _NUMBER, _COUNT, _DATE, _CHOICE = ColumnKind

PASSED = "lolos"
DECIDED_BY_PEOPLE = ("Status Administrasi", "Alasan")
ANSWERED_BY_PEOPLE = ("Jawaban", "Oleh", "Alasan")

ENTRIES = Table(
    "Inovasi",
    (
        Column("Kode", N_("Code of the entry, such as INO-0001; never changes."), _CODE, width=12),
        Column("Judul", N_("Title of the innovation."), required=True, width=60),
        Column("Kode Unit", N_("Code of the unit."), _CODE, width=14),
        Column("Unit", N_("Name of the unit."), required=True, width=36),
        Column("Jenis", N_("Kind of unit."), choices=UNIT_KINDS, width=12),
        Column("Kategori", N_("Code of the category."), _CODE, width=12),
        Column("Kelompok", N_("Group, such as umum or replikasi."), width=12),
        Column("Mulai Diterapkan", N_("First day in use."), _DATE, width=14),
        Column("Inovator", N_("Names of the innovators."), width=28),
        Column("Tautan Bukti", N_("Links to evidence, one a line."), width=30),
        Column("Temuan", N_("What the tool noticed; people decide."), width=44),
        Column("Berkas", N_("File it was registered with."), width=26),
        Column("Diterima", N_("Day it was first received."), _DATE, width=12),
        Column(
            "Status Administrasi",
            N_("Fill in. Empty or lolos: takes part."),
            _CHOICE,
            choices=(PASSED, *EntryStatus),
            width=16,
        ),
        Column("Alasan", N_("Fill in: reason for the status."), width=36),
    ),
    N_("The innovations that compete, one row each."),
    examples=(
        {
            "Kode": "contoh-0001",
            "Judul": "Judul Inovasi Contoh",
            "Kode Unit": "OPD01",
            "Unit": "Dinas Contoh",
            "Jenis": "OPD",
            "Mulai Diterapkan": "01/02/2025",
        },
    ),
)

CHECKS = Table(
    "Perlu Diperiksa",
    (
        Column("Nomor", N_("Number of the question."), _CODE, width=10),
        Column("Inovasi", N_("Entry."), width=12),
        Column("Berkas", N_("File."), width=26),
        Column("Sel", N_("Cell."), width=14),
        Column("Nilai Tertulis", N_("As it was written."), width=30),
        Column("Pertanyaan", N_("What must be decided."), width=48),
        Column("Usulan", N_("What fits best, with a score from 0 to 100."), width=44),
        Column("Pilihan", N_("Possible answers."), width=26),
        Column("Jawaban", N_("Fill in: one of the choices."), width=16),
        Column("Oleh", N_("Fill in: who decided (or once at the top)."), width=18),
        Column("Alasan", N_("Fill in if you like: why."), width=30),
    ),
    N_("What the tool could not tell by itself; nothing is guessed."),
    optional=True,
)

CONTACTS = Table(
    "Kontak",
    (
        Column("Kode", N_("Code of the entry."), _CODE, width=12),
        Column("Unit", N_("Name of the unit."), width=36),
        Column("Penanggung Jawab", N_("Whom to ask."), width=30),
        Column("NIP", N_("NIP, 18 digits."), _CODE, width=22),
        Column("WhatsApp", N_("WhatsApp number."), _CODE, width=18),
        Column("Email", N_("E-mail address."), width=28),
    ),
    N_("Personal data: for the secretariat only, do not pass this sheet on."),
    optional=True,
)

ROSTER_TABLES = (ENTRIES, CHECKS, CONTACTS)
