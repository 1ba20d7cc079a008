"""Mistakes people make in kompetisi.xlsx and daftar_peserta.xlsx: what they type, what is found."""

from collections.abc import Mapping
from typing import Any

Cells = Mapping[str, Mapping[str, Any]]
"""Sheet to address to what is typed there."""
Case = tuple[str, str, str, str, Cells]

T2 = {"A4": "T2", "B4": "Wawancara", "C4": 2}
T2_ENTRY = (("B", "T2"), ("C", "INO-0001"))
TIER = {"A5": "T1", "B5": "Juara I", "C5": 1, "D5": 1}
T2_CRITERIA = {"A8": "T2", "B8": "W1", "C8": "Paparan", "D8": 100}

# rule, sheet, cell, value as it stood, what people typed
CASES: list[Case] = [
    # headings and sheets
    ("misspelt-column", "Kriteria", "D1", "Bobott", {"Kriteria": {"D1": "Bobott"}}),
    ("double-column", "Kriteria", "I1", "BOBOT", {"Kriteria": {"I1": "BOBOT"}}),
    ("missing-column", "Juri", "A1", "", {"Juri": {"B1": "xyz"}}),
    # single values
    ("unknown-key", "Kompetisi", "A4", "penyelengara", {"Kompetisi": {"A4": "penyelengara"}}),
    ("strange-key", "Kompetisi", "A30", "warna", {"Kompetisi": {"A30": "warna", "B30": "biru"}}),
    ("double-key", "Kompetisi", "A30", "Kota", {"Kompetisi": {"A30": "Kota", "B30": "Jember"}}),
    ("required", "Kompetisi", "B2", "", {"Kompetisi": {"B2": None}}),
    ("bad-count", "Kompetisi", "B3", "2027,5", {"Kompetisi": {"B3": "2027,5"}}),
    ("bad-date", "Kompetisi", "B7", "31/02/2027", {"Kompetisi": {"B7": "31/02/2027"}}),
    ("misspelt-choice", "Kompetisi", "B5", "kabupatn", {"Kompetisi": {"B5": "kabupatn"}}),
    ("bad-choice", "Kompetisi", "B6", "English", {"Kompetisi": {"B6": "English"}}),
    (
        "dates-cross",
        "Kompetisi",
        "B8",
        "1 March 2027",
        {"Kompetisi": {"B7": "2 Maret 2027", "B8": "1/3/2027"}},
    ),
    # stages
    (
        "no-rows",
        "Tahap",
        "",
        "",
        {"Tahap": {"A3": None, "B3": None, "C3": None, "D3": None, "E3": None}},
    ),
    ("bad-code", "Tahap", "A3", "T 1", {"Tahap": {"A3": "T 1"}}),
    ("bad-code", "Tahap", "A3", "..", {"Tahap": {"A3": ".."}}),
    ("bad-code", "Tahap", "A3", "CON", {"Tahap": {"A3": "CON"}}),
    ("double-code", "Tahap", "A4", "t1", {"Tahap": T2 | {"A4": "t1"}}),
    ("bad-choice", "Tahap", "D3", "undian", {"Tahap": {"D3": "undian"}}),
    ("misspelt-choice", "Tahap", "K3", "tanga", {"Tahap": {"K3": "tanga"}}),
    ("misspelt-choice", "Tahap", "O3", "katagori", {"Tahap": {"O3": "katagori"}}),
    ("bad-number", "Tahap", "N3", "tujuh", {"Tahap": {"N3": "tujuh"}}),
    ("bad-rounding", "Tahap", "J3", "tahap=2", {"Tahap": {"J3": "tahap=2"}}),
    ("bad-rounding", "Tahap", "J3", "tahap:2; tahap:3", {"Tahap": {"J3": "tahap:2; tahap:3"}}),
    ("bad-rounding", "Tahap", "J3", "mean:2", {"Tahap": {"J3": "mean:2"}}),
    ("bad-points", "Tahap", "I3", "14;sembilan;8", {"Tahap": {"I3": "14;sembilan;8"}}),
    ("bad-points", "Tahap", "I3", "14;-9", {"Tahap": {"I3": "14;-9"}}),
    ("setting-not-used", "Tahap", "F3", "1", {"Tahap": {"F3": 1}}),
    ("setting-not-used", "Tahap", "I3", "14;9;8", {"Tahap": {"I3": "14;9;8"}}),
    ("bad-weight-list", "Tahap", "H3", "LSM=40; LSM=60", {"Tahap": {"H3": "LSM=40; LSM=60"}}),
    ("bad-weight-list", "Tahap", "P3", "T1=99,9", {"Tahap": {"P3": "T1=99,9"}}),
    (
        "final-weight-of-later-stage",
        "Tahap",
        "P3",
        "T2",
        {"Tahap": T2 | {"P3": "T1=30; T2=70"}, "Kriteria": T2_CRITERIA},
    ),
    ("limit-missing", "Tahap", "G3", "", {"Tahap": {"D3": "batas_simpangan"}}),
    ("trim-missing", "Tahap", "F3", "", {"Tahap": {"D3": "rata_rata_terpangkas", "F3": 0}}),
    ("too-few-for-trim", "Tahap", "F3", "1", {"Tahap": {"D3": "rata_rata_terpangkas", "F3": 1}}),
    ("rounding-not-used", "Tahap", "J3", "rerata", {"Tahap": {"J3": "rerata:1; tahap:2"}}),
    (
        "rounding-too-fine",
        "Tahap",
        "J3",
        "tahap:6",
        {"Tahap": {"D3": "penyesuaian_juri", "J3": "tahap:6"}},
    ),
    (
        "quota-missing",
        "Kategori",
        "D4",
        "B",
        {
            "Tahap": {"O3": "kategori"},
            "Kategori": {"A3": "A", "B3": "Satu", "D3": 2, "A4": "B", "B4": "Dua"},
        },
    ),
    ("points-missing", "Tahap", "I3", "", {"Tahap": {"D3": "poin_peringkat"}}),
    ("element-weights-missing", "Tahap", "H3", "", {"Tahap": {"D3": "bobot_unsur"}}),
    (
        "element-weight-not-positive",
        "Tahap",
        "H3",
        "LSM=100; akademisi=0",
        {
            "Tahap": {"D3": "bobot_unsur", "H3": "LSM=100; akademisi=0"},
            "Juri": {"C3": "LSM", "C4": "akademisi", "C5": "akademisi"},
        },
    ),
    (
        "element-without-weight",
        "Juri",
        "C4",
        "pers",
        {
            "Tahap": {"D3": "bobot_unsur", "H3": "Akademisi=100"},
            "Juri": {"C3": "akademisi", "C4": "pers", "C5": "akademisi"},
        },
    ),
    (
        "element-without-juror",
        "Tahap",
        "H3",
        "pers",
        {
            "Tahap": {"D3": "bobot_unsur", "H3": "akademisi=50; pers=50"},
            "Juri": {"C3": "akademisi", "C4": "akademisi", "C5": "akademisi"},
        },
    ),
    (
        "place-sum-in-total",
        "Tahap",
        "P4",
        "T1",
        {
            "Tahap": T2 | {"D3": "poin_peringkat", "I3": "jumlah", "P4": "T1=30; T2=70"},
            "Kriteria": T2_CRITERIA,
        },
    ),
    (
        "scale-without-places",
        "Kriteria",
        "F3",
        "2",
        {
            "Tahap": {"D3": "poin_peringkat", "I3": "14;9;8;7"},
            "Kriteria": {"F3": 2, "G3": None},
        },
    ),
    (
        "scale-without-places",
        "Kriteria",
        "F3",
        "2",
        {"Tahap": {"D3": "poin_peringkat", "I3": "jumlah"}, "Kriteria": {"F3": 2, "G3": None}},
    ),
    (
        "places-of-unlike-sets",
        "Tahap",
        "D3",
        "poin_peringkat",
        {
            "Tahap": {"D3": "poin_peringkat", "I3": "14;9;8"},
            "Kategori": {"A4": "KES", "B4": "Kesehatan"},
            "Inovasi": {"F3": "KES"},
            "Juri": {"H5": "KES"},
        },
    ),
    ("z-score-caution", "Tahap", "D3", "", {"Tahap": {"D3": "z_skor"}}),
    (
        "dates-cross",
        "Tahap",
        "Q4",
        "1 May 2027",
        {"Tahap": T2 | {"Q3": "2027-05-02", "Q4": "1 Mei 2027"}, "Kriteria": T2_CRITERIA},
    ),
    ("stage-without-criteria", "Tahap", "A4", "", {"Tahap": T2}),
    (
        "stage-without-jurors",
        "Juri",
        "",
        "",
        {"Tahap": T2, "Kriteria": T2_CRITERIA, "Juri": {"G3": "T1", "G4": "T1", "G5": "T1"}},
    ),
    # criteria
    ("unknown-code", "Kriteria", "A7", "T9", {"Kriteria": {"A7": "T9", "D6": 40}}),
    ("weights-not-100", "Kriteria", "D3", "99.9", {"Kriteria": {"D3": 19.9}}),
    (
        "weights-not-100",
        "Kriteria",
        "D3",
        "99.9",
        {"Kriteria": {"D3": 33.3, "D4": 33.3, "D5": 33.3, "D6": 0, "D7": 0}},
    ),
    ("weight-missing", "Kriteria", "D4", "", {"Kriteria": {"D4": None}}),
    ("weight-negative", "Kriteria", "D4", "-20", {"Kriteria": {"D4": -20, "D5": 60}}),
    ("bad-number", "Kriteria", "D4", "dua puluh", {"Kriteria": {"D4": "dua puluh"}}),
    ("min-not-below-max", "Kriteria", "F5", "10", {"Kriteria": {"E5": 10, "F5": 10}}),
    ("bad-step", "Kriteria", "G5", "0.3", {"Kriteria": {"G5": 0.3}}),
    ("bad-step", "Kriteria", "G5", "0", {"Kriteria": {"G5": 0}}),
    ("double-code", "Kriteria", "B7", "K1", {"Kriteria": {"B7": "K1"}}),
    ("cell-error", "Kriteria", "D4", "#REF!", {"Kriteria": {"D4": "#REF!"}}),
    ("formula-without-value", "Kriteria", "D4", "", {"Kriteria": {"D4": "=10+10"}}),
    # people
    ("double-code", "Juri", "A5", "J01", {"Juri": {"A5": "J01"}}),
    ("required", "Juri", "B4", "", {"Juri": {"B4": None}}),
    ("bad-email", "Juri", "E3", "sri@contoh", {"Juri": {"E3": "sri@contoh"}}),
    ("bad-phone", "Juri", "F3", "0812-tanya", {"Juri": {"F3": "0812-tanya"}}),
    ("unknown-code", "Juri", "G3", "T9", {"Juri": {"G3": "T1; T9"}}),
    ("unknown-code", "Juri", "H3", "KES", {"Juri": {"H3": "KES"}}),
    (
        "juror-without-entries",
        "Juri",
        "A5",
        "",
        {"Kategori": {"A4": "KES", "B4": "Kesehatan"}, "Juri": {"H5": "KES"}},
    ),
    ("unknown-code", "Konflik", "A4", "J09", {"Konflik": {"A4": "J09", "B4": "INO-0001"}}),
    ("unknown-code", "Konflik", "B4", "opd1", {"Konflik": {"A4": "J01", "B4": "opd1"}}),
    (
        "unknown-code",
        "Penugasan",
        "C4",
        "INO-9",
        {"Penugasan": {"A4": "J01", "B4": "T1", "C4": "INO-9"}},
    ),
    ("bad-count", "Kategori", "D4", "-1", {"Kategori": {"A4": "KES", "B4": "Kesehatan", "D4": -1}}),
    # tiers
    ("unknown-code", "Predikat", "A5", "T9", {"Predikat": TIER | {"A5": "T9"}}),
    ("required", "Predikat", "C5", "", {"Predikat": TIER | {"C5": None}}),
    ("bad-count", "Predikat", "D5", "satu", {"Predikat": TIER | {"D5": "satu"}}),
    ("misspelt-choice", "Predikat", "E5", "kategory", {"Predikat": TIER | {"E5": "kategory"}}),
    ("tier-places", "Predikat", "C5", "0–1", {"Predikat": TIER | {"C5": 0}}),
    ("tier-places", "Predikat", "C5", "2–1", {"Predikat": TIER | {"C5": 2}}),
    (
        "tiers-overlap",
        "Predikat",
        "C6",
        "1–2",
        {"Predikat": TIER | {"A6": "T1", "B6": "Dua terbaik", "C6": 1, "D6": 2}},
    ),
    ("tier-holds-everyone", "Predikat", "D5", "3", {"Predikat": TIER | {"D5": 3}}),
    # entries
    ("code-missing", "Inovasi", "A4", "Layanan ke-2", {"Inovasi": {"A4": None}}),
    ("double-code", "Inovasi", "A5", "INO-0001", {"Inovasi": {"A5": "INO-0001"}}),
    ("required", "Inovasi", "B4", "", {"Inovasi": {"B4": None}}),
    ("required", "Inovasi", "D4", "", {"Inovasi": {"D4": None}}),
    ("unknown-code", "Inovasi", "F4", "KES", {"Inovasi": {"F4": "KES"}}),
    (
        "unknown-code",
        "Inovasi",
        "C4",
        "OPD2",
        {"Unit": {"A4": "OPD1", "B4": "Dinas 1", "A5": "OPD3", "B5": "Dinas 3"}},
    ),
    ("bad-date", "Inovasi", "H4", "kemarin", {"Inovasi": {"H4": "kemarin"}}),
    (
        "same-title",
        "Inovasi",
        "B5",
        "LAYANAN KE 2",
        {"Inovasi": {"B5": "LAYANAN KE 2", "D5": "Dinas 2"}},
    ),
    ("misspelt-choice", "Inovasi", "N3", "lolo", {"Inovasi": {"N3": "lolo"}}),
    ("some-status-empty", "Inovasi", "", "2", {"Inovasi": {"N3": "Lolos"}}),
    ("status-without-reason", "Inovasi", "O4", "mundur", {"Inovasi": {"N4": "mundur"}}),
    (
        "no-entries",
        "Inovasi",
        "",
        "",
        {"Inovasi": {f"{column}{row}": None for column in "ABCD" for row in (3, 4, 5)}},
    ),
    (
        "entry-without-juror",
        "Inovasi",
        "A5",
        "",
        {
            "Penugasan": {
                **{f"A{row}": code for row, code in enumerate(("J01", "J02", "J03"), 4)},
                **{f"B{row}": "T1" for row in (4, 5, 6)},
                **{
                    f"C{row}": code
                    for row, code in enumerate(("INO-0001", "INO-0001", "INO-0002"), 4)
                },
            }
        },
    ),
    (
        "entries-left-out",
        "Penugasan",
        "",
        "2",
        {
            "Tahap": T2,
            "Kriteria": T2_CRITERIA,
            "Penugasan": {
                **{f"A{row}": code for row, code in enumerate(("J01", "J02", "J03"), 4)},
                **{f"{column}{row}": value for row in (4, 5, 6) for column, value in T2_ENTRY},
            },
        },
    ),
    ("few-jurors", "Inovasi", "", "2", {"Konflik": {"A4": "J01", "B4": "OPD2"}}),
]
