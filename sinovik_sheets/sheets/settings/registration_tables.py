"""The tables of kompetisi.xlsx that rule registration; all of them may stay empty."""

from sinovik_sheets.sheets.tables.table import Column, ColumnKind, Table
from sinovik_sheets.text import N_

YES_NO = ("ya", "tidak")
_CODE, _COUNT, _CHOICE = ColumnKind.CODE, ColumnKind.COUNT, ColumnKind.CHOICE

UNIT_KINDS_TABLE = Table(
    "Jenis Unit",
    (
        Column("Jenis", N_("Kind of unit, such as OPD or kecamatan."), required=True, width=16),
        Column("Dihitung Sebagai", N_("Kind it counts under, if not its own."), width=18),
        Column("Lembar", N_("Sheet of the roster that lists it; empty: the usual one."), width=20),
        Column("Diundang", N_("People invited from each unit; empty: 1, none: 0."), _COUNT),
        Column(
            "Yang Diundang", N_("Who is invited, such as Lurah; several with semicolons."), width=26
        ),
        Column("Maksimal per Unit", N_("Most innovations of one unit of this kind."), _COUNT),
        Column("Minimal per Unit", N_("Fewest innovations of one unit of this kind."), _COUNT),
    ),
    N_("How each kind of unit is counted and invited; only kinds that need a rule."),
    examples=(
        {
            "Jenis": "contoh kecamatan",
            "Dihitung Sebagai": "OPD",
            "Diundang": "1",
            "Yang Diundang": "Camat",
        },
    ),
    optional=True,
)

GROUPS = Table(
    "Kelompok",
    (
        Column("Kode", N_("Short code without spaces, such as umum."), _CODE, required=True),
        Column("Nama", N_("Name of the group."), required=True, width=30),
        Column("Usia Minimal (bulan)", N_("Youngest innovation of this group, in months."), _COUNT),
        Column("Maksimal per Unit", N_("Most innovations of one unit in this group."), _COUNT),
        Column("Kuota", N_("How many of this group go on, where “Lolos Per” is kelompok."), _COUNT),
        Column("Keterangan", N_("What belongs to it."), width=60),
    ),
    N_("The groups of innovations; leave the sheet empty if there are none."),
    examples=({"Kode": "contoh-umum", "Nama": "Umum", "Usia Minimal (bulan)": "24"},),
    optional=True,
)

SECTIONS = Table(
    "Formulir",
    (
        Column("Kode", N_("Short code without spaces, such as B1."), _CODE, required=True),
        Column("Bagian", N_("Heading of the section in the form."), required=True, width=36),
        Column("Batas Kata", N_("Most words; empty: no limit."), _COUNT),
        Column(
            "Wajib", N_("ya: may not stay empty; tidak: may."), _CHOICE, choices=YES_NO, width=10
        ),
        Column("Kelompok", N_("Codes of the groups it is asked of; empty: all."), width=16),
        Column("Keterangan", N_("What the unit should write."), width=70),
    ),
    N_("The sections of the registration form, in their order."),
    examples=({"Kode": "contoh-B1", "Bagian": "Ringkasan", "Batas Kata": "200", "Wajib": "ya"},),
    optional=True,
)

FORMER_WINNERS = Table(
    "Pemenang",
    (
        Column("Judul", N_("Title of the innovation that won before."), required=True, width=60),
        Column("Unit", N_("Name or code of its unit."), width=36),
        Column("Tahun", N_("Year of the award."), _COUNT),
        Column("Penghargaan", N_("What it won."), width=30),
    ),
    N_("Former winners, so that they are noticed when they register again."),
    examples=({"Judul": "contoh: Judul Inovasi Lama", "Unit": "Dinas Contoh", "Tahun": "2025"},),
    optional=True,
)
