"""Full content for documents: 57 entries, nine jurors, every kind of remark."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from hashlib import sha256

from sinovik_sheets.documents.juror_sheet import JurorSheet, SheetCriterion, SheetRow
from sinovik_sheets.documents.minutes import (
    Approver,
    InputFile,
    LeftOut,
    Minutes,
    PanelMember,
    PaperSheet,
    RankedEntry,
    Recusal,
    Tie,
    Waiver,
)
from sinovik_sheets.model import EntryStatus

DAY = date(2026, 12, 17)
LETTERHEAD = (
    "Pemerintah Kabupaten Contoh",
    "Sekretariat Daerah",
    "Jalan Contoh Nomor 1, Telepon (0000) 000000, Kode Pos 00000",
    "Kota Contoh",
)
ELEMENTS = ("akademisi", "LSM", "birokrasi")
PANEL = tuple(
    PanelMember(
        f"Dr. Juri {number} Bernama Panjang Sekali, S.Sos., M.AP.",
        f"Universitas Contoh {number}, Fakultas Ilmu Administrasi",
        ELEMENTS[(number - 1) % 3],
    )
    for number in range(1, 10)
)
TITLE = (
    "Sistem Pelayanan Terpadu Antar-Jemput Dokumen Kependudukan bagi Warga Lanjut Usia dan"
    " Penyandang Disabilitas di Wilayah Kepulauan (SIPANJANG-TERPADU)"
)


def ranked(place: int) -> RankedEntry:
    """Return the entry at a place; every third one has a long title."""
    return RankedEntry(
        place=place,
        entry=f"INO-{place:04}",
        title=TITLE if place % 3 == 1 else f"Inovasi Contoh {place}",
        unit=f"UPT Puskesmas Contoh {place} Kecamatan Percontohan",
        total=Fraction(9350 - 37 * place, 100),
        outcome=f"Juara {'I' * place}" if place <= 3 else "",
        category="Kesehatan" if place % 2 else "Tata Kelola Pemerintahan",
        place_in_category=(place + 1) // 2,
        jurors=9,
    )


RANKING = (
    ranked(1),
    replace(ranked(2), plenary_place=3, outcome="Juara III", reason="Manfaat belum terukur."),
    replace(ranked(3), plenary_place=2, outcome="Juara II", reason="Terbukti di lapangan."),
    replace(ranked(4), tied=True, total=Fraction(92), decided_by="kriteria terberat"),
    replace(ranked(5), tied=True, total=Fraction(92), decided_by="kriteria terberat"),
    *map(ranked, range(6, 56)),
)
MINUTES = Minutes(
    competition="Kompetisi Inovasi Pelayanan Publik Kabupaten Contoh Tahun 2026",
    stage="Presentasi dan Wawancara",
    letterhead=LETTERHEAD,
    organiser="Bagian Organisasi Sekretariat Daerah Kabupaten Contoh",
    city="Contoh",
    place="Aula Sekretariat Daerah Kabupaten Contoh",
    day=DAY,
    panel=PANEL,
    registered=57,
    scored=55,
    advancing=3,
    left_out=(
        LeftOut("INO-0056", "Inovasi Contoh 56", "Dinas Contoh", EntryStatus.WITHDRAWN, "Surat"),
        LeftOut("INO-0057", "Inovasi Contoh 57", "SDN 1 Contoh", EntryStatus.ABSENT, "Sakit"),
    ),
    method=(
        "Nilai setiap juri adalah jumlah nilai kriteria dikali bobotnya; total adalah rata-rata"
        " nilai para juri yang menilai, dibulatkan setengah ke atas menjadi dua desimal."
    ),
    cut_rule="Tiga peringkat teratas ditetapkan sebagai juara.",
    results=RANKING[:6],
    ranking=RANKING,
    ties=(Tie(4, ("INO-0004", "INO-0005"), Fraction(92), "Rata-rata kriteria terberat."),),
    recusals=(Recusal("Juri 3", "INO-0007", "Inovasi Contoh 7", "Pembina unit pengusul"),),
    waivers=(Waiver("Lembar Juri 9 belum masuk", "Sekretaris", "Juri dirawat di rumah sakit"),),
    paper_sheets=(PaperSheet("Juri 5", "Sekretariat 1", "ABCDEFGH23"),),
    remarks=("Masa sanggah berakhir tiga hari setelah pengumuman.",),
    inputs=tuple(
        InputFile(
            f"kiriman/nilai juri {n} FINAL revisi.xlsx", sha256(bytes([n])).hexdigest(), f"J0{n}"
        )
        for n in range(1, 10)
    ),
    journal_head=sha256(b"jejak").hexdigest(),
    journal_lines=214,
    approver=Approver(
        "Drs. Pejabat Contoh, M.Si.",
        ("a.n. BUPATI CONTOH", "Sekretaris Daerah", "u.b.", "Asisten Administrasi Umum"),
        "Pembina Utama Muda (IV/c)",
        "198001012005011001",
    ),
)


def juror_sheet(criteria: int = 5, entries: int = 57) -> JurorSheet:
    """Return a sheet with one recusal, in row 7."""
    names = ("Kebaruan", "Efektivitas", "Kebermanfaatan", "Dapat Direplikasi", "Keberlanjutan")
    columns = tuple(
        SheetCriterion(f"K{n}", names[(n - 1) % 5], f"{100 // criteria} %")
        for n in range(1, criteria + 1)
    )
    scores = {column.code: "85,5" for column in columns}
    recused = dict.fromkeys(scores, "R")
    return JurorSheet(
        MINUTES.competition,
        MINUTES.stage,
        PANEL[0],
        columns,
        tuple(
            SheetRow(one.entry, one.title, one.unit, recused, "", "Pembina unit pengusul")
            if one.place == 7
            else SheetRow(one.entry, one.title, one.unit, scores, "85,5")
            for one in map(ranked, range(1, entries + 1))
        ),
        letterhead=LETTERHEAD,
        sheet_code="ABCDEFGH23",
        place="Kota Contoh",
        day=DAY,
    )
