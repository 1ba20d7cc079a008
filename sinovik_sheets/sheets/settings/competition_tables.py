"""The tables of kompetisi.xlsx and daftar_peserta.xlsx: what people can settle, and where."""

from sinovik_sheets.model import (
    Aggregation,
    CutTies,
    Method,
    Ties,
)
from sinovik_sheets.sheets.settings.registration_tables import (
    FORMER_WINNERS,
    GROUPS,
    SECTIONS,
    UNIT_KINDS_TABLE,
)
from sinovik_sheets.sheets.tables.table import Column, ColumnKind, Table
from sinovik_sheets.text import N_

ELEMENTS = ("akademisi", "LSM", "birokrasi", "praktisi", "media")
UNIT_KINDS = (
    "OPD",
    "kecamatan",
    "kelurahan",
    "desa",
    "puskesmas",
    "UPT",
    "SD",
    "SMP",
    "BUMD",
)
LEVELS = ("kabupaten", "kota", "provinsi")
ADVANCE_PER = ("kategori", "kelompok")

_TEXT, _CODE, _NUMBER, _COUNT, _DATE, _CHOICE = ColumnKind


SETTINGS_KEYS = (
    Column("nama", N_("Full name of the competition, as it stands in the minutes."), required=True),
    Column("tahun", N_("Year of the competition."), _COUNT),
    Column("penyelenggara", N_("Who runs it, such as Bagian Organisasi Setda Kabupaten ...")),
    Column("tingkat", N_("kabupaten, kota or provinsi."), _CHOICE, choices=LEVELS),
    Column("bahasa", N_("Language of all files: id or en."), _CHOICE, choices=("id", "en")),
    Column("pendaftaran dibuka", N_("First day of registration."), _DATE),
    Column("pendaftaran ditutup", N_("Last day; the age of an innovation counts to it."), _DATE),
    Column("usia minimal (bulan)", N_("Youngest innovation allowed, in months."), _COUNT),
    Column("maksimal per unit", N_("Most innovations of one unit."), _COUNT),
    Column("minimal per unit", N_("Fewest innovations of one unit."), _COUNT),
    Column("penghargaan SAKIP", N_("SAKIP grades that bring a unit a reward, such as A; AA.")),
    Column("lomba sebelumnya", N_("Folders of earlier competitions, with semicolons.")),
    Column("kop baris 1", N_("Letterhead, first line, such as PEMERINTAH KABUPATEN ...")),
    Column("kop baris 2", N_("Letterhead, second line, such as SEKRETARIAT DAERAH.")),
    Column("kop baris 3", N_("Letterhead, third line: street, telephone, post code.")),
    Column("kop baris 4", N_("Letterhead, fourth line: town.")),
    Column("kota", N_("Town before the date of a signature.")),
    Column("penanda tangan", N_("Name of the signatory, with titles.")),
    Column("jabatan", N_("Office of the signatory.")),
    Column("NIP", N_("NIP of the signatory, 18 digits."), _CODE),
)

SETTINGS = Table(
    "Kompetisi",
    (
        Column("Kunci", N_("What is settled."), width=24),
        Column("Isi", N_("Fill in here."), width=60),
    ),
    N_("The single values of the competition. Fill in the column “Isi”."),
)

STAGES = Table(
    "Tahap",
    (
        Column("Kode", N_("Short code without spaces, such as T1."), _CODE, required=True, width=8),
        Column("Nama", N_("Name as it stands in the sheets and minutes."), required=True, width=30),
        Column("Urutan", N_("1 for the first stage, then 2, 3 ..."), _COUNT, width=9),
        Column(
            "Metode",
            N_("How the jurors' scores become one."),
            _CHOICE,
            choices=tuple(Method),
            width=24,
        ),
        Column(
            "Agregasi",
            N_("per_juri: jurors' totals are averaged; per_kriteria: each criterion first."),
            _CHOICE,
            choices=tuple(Aggregation),
            width=14,
        ),
        Column("Pangkas", N_("h: how many highest and lowest scores are dropped."), _COUNT),
        Column("Batas Simpangan", N_("L: largest distance from the mean."), _NUMBER),
        Column("Bobot Unsur", N_("Weights of the jury's elements, such as akademisi=40; ...")),
        Column("Tabel Poin", N_("Points by place, such as 14;9;8, or jumlah.")),
        Column(
            "Pembulatan",
            N_("Decimal places by step, such as tahap:2; akhir:2."),
            width=22,
        ),
        Column(
            "Seri",
            N_("tangga: tie-breaks in turn; bersama: equal totals share the place."),
            _CHOICE,
            choices=tuple(Ties),
        ),
        Column(
            "Seri di Batas",
            N_("sertakan: all tied at the cut go on; pleno: the plenary decides."),
            _CHOICE,
            choices=tuple(CutTies),
        ),
        Column("Jumlah Lolos", N_("How many go on; empty: no cut."), _COUNT),
        Column("Nilai Minimal", N_("Lowest total that can go on; empty: none."), _NUMBER),
        Column(
            "Lolos Per",
            N_("kategori, kelompok: the number counts in each category or group."),
            _CHOICE,
            choices=ADVANCE_PER,
        ),
        Column("Bobot Akhir", N_("Stages in the final total, such as T1=30; T2=70."), width=18),
        Column("Batas Waktu", N_("Last day for sheets of this stage."), _DATE),
    ),
    N_("The stages of judging, one row each."),
)

CRITERIA = Table(
    "Kriteria",
    (
        Column("Tahap", N_("Code of the stage."), _CODE, required=True, width=8),
        Column("Kode", N_("Short code without spaces, such as K1."), _CODE, required=True, width=8),
        Column("Nama", N_("Name of the criterion."), required=True, width=36),
        Column("Bobot", N_("Percent; each stage adds up to exactly 100."), _NUMBER, width=9),
        Column("Minimum", N_("Lowest score; empty: 0."), _NUMBER, width=11),
        Column("Maksimum", N_("Highest score; empty: 100."), _NUMBER, width=11),
        Column("Langkah", N_("Smallest step, such as 0,25; empty: any."), _NUMBER, width=11),
        Column("Keterangan", N_("What jurors should look at."), width=70),
    ),
    N_("What is scored in each stage, in the order of the score sheet."),
)

CATEGORIES = Table(
    "Kategori",
    (
        Column(
            "Kode", N_("Short code without spaces, such as KES."), _CODE, required=True, width=10
        ),
        Column("Nama", N_("Name of the category."), required=True, width=50),
        Column("Keterangan", N_("What belongs to it."), width=60),
        Column("Kuota", N_("How many of it go on; empty: as the stage says."), _COUNT, width=9),
    ),
    N_("The categories of innovations; leave the sheet empty if there are none."),
    examples=({"Kode": "contoh-KES", "Nama": "Kesehatan"},),
    optional=True,
)

JURORS = Table(
    "Juri",
    (
        Column(
            "Kode", N_("Short code without spaces, such as J01."), _CODE, required=True, width=12
        ),
        Column("Nama", N_("Name with titles."), required=True, width=34),
        Column("Unsur", N_("Element of the jury, such as akademisi."), choices=ELEMENTS),
        Column("Instansi", N_("Institution of the juror."), width=34),
        Column("Email", N_("E-mail address."), width=28),
        Column("WhatsApp", N_("WhatsApp number, digits only."), _CODE, width=18),
        Column("Tahap", N_("Codes of the stages judged, with semicolons; empty: all."), width=12),
        Column("Kategori", N_("Codes of the categories judged; empty: all."), width=14),
    ),
    N_("The members of the jury, one row each."),
    examples=(
        {
            "Kode": "contoh-J01",
            "Nama": "Juri Contoh Satu",
            "Unsur": "akademisi",
            "Instansi": "Universitas Contoh",
            "Email": "juri.satu@contoh.ac.id",
            "WhatsApp": "080000000001",
        },
        {
            "Kode": "contoh-J02",
            "Nama": "Juri Contoh Dua",
            "Unsur": "LSM",
            "Instansi": "LSM Contoh",
            "Tahap": "T1; T2",
        },
    ),
)

UNITS = Table(
    "Unit",
    (
        Column("Kode", N_("Code of the unit, as in the roster."), _CODE, required=True, width=14),
        Column("Nama", N_("Official name."), required=True, width=44),
        Column("Jenis", N_("Kind of unit."), choices=UNIT_KINDS),
        Column("Kode Resmi", N_("NPSN, puskesmas code, Kemendagri code ..."), _CODE, width=18),
        Column("Induk", N_("Code of the parent unit."), _CODE),
        Column("Alias", N_("Short names, with semicolons."), width=28),
        Column("Email", N_("E-mail address."), width=28),
        Column("WhatsApp", N_("WhatsApp number, digits only."), _CODE, width=18),
        Column("SAKIP", N_("SAKIP grade, if it counts for a reward."), width=8),
        Column("Kecamatan", N_("Kecamatan it lies in: names of schools repeat."), width=18),
        Column("Kabupaten/Kota", N_("Only where units of several take part."), width=18),
    ),
    N_("The units that may take part; may stay empty."),
    examples=(
        {
            "Kode": "contoh-OPD01",
            "Nama": "Dinas Contoh",
            "Jenis": "OPD",
            "Alias": "Discon",
        },
    ),
    optional=True,
)

CONFLICTS = Table(
    "Konflik",
    (
        Column("Juri", N_("Code of the juror."), _CODE, required=True, width=14),
        Column(
            "Unit atau Inovasi",
            N_("Code of the unit or of the entry the juror must not score."),
            _CODE,
            required=True,
            width=20,
        ),
        Column("Alasan", N_("Reason, as it stands in the minutes."), width=60),
    ),
    N_("Conflicts of interest: these cells are locked with R in the juror's sheet."),
    examples=(
        {
            "Juri": "contoh-J01",
            "Unit atau Inovasi": "OPD01",
            "Alasan": "Pernah memimpin unit ini",
        },
    ),
    optional=True,
)

ASSIGNMENTS = Table(
    "Penugasan",
    (
        Column("Juri", N_("Code of the juror."), _CODE, required=True, width=14),
        Column("Tahap", N_("Code of the stage."), _CODE, required=True, width=10),
        Column(
            "Inovasi", N_("Code of the entry this juror scores."), _CODE, required=True, width=16
        ),
    ),
    N_("Only if not every juror scores every entry; leave empty otherwise."),
    examples=({"Juri": "contoh-J01", "Tahap": "T1", "Inovasi": "INO-0001"},),
    optional=True,
)

TIERS = Table(
    "Predikat",
    (
        Column("Tahap", N_("Code of the stage whose places count."), _CODE, required=True, width=8),
        Column(
            "Nama", N_("What it is called, such as Juara I or Top 45."), required=True, width=24
        ),
        Column("Dari", N_("First place that earns it, such as 1."), _COUNT, required=True, width=9),
        Column("Sampai", N_("Last place that earns it."), _COUNT, required=True, width=9),
        Column(
            "Per",
            N_("kategori, kelompok: places count within each; empty: among all."),
            _CHOICE,
            choices=ADVANCE_PER,
        ),
        Column("Keterangan", N_("Remarks; not printed."), width=60),
    ),
    N_("What places earn in the announcement; leave the sheet empty if they earn nothing."),
    examples=(
        {"Tahap": "contoh-T1", "Nama": "Juara I", "Dari": "1", "Sampai": "1"},
        {"Tahap": "contoh-T1", "Nama": "Harapan", "Dari": "4", "Sampai": "6"},
    ),
    optional=True,
)

UNIT_TABLES = (UNITS,)
COMPETITION_TABLES = (
    SETTINGS,
    STAGES,
    CRITERIA,
    CATEGORIES,
    JURORS,
    UNITS,
    CONFLICTS,
    ASSIGNMENTS,
    TIERS,
    UNIT_KINDS_TABLE,
    GROUPS,
    SECTIONS,
    FORMER_WINNERS,
)
