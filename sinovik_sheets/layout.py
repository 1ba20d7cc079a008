"""Every path inside a competition folder is named here, and only here.

Paths are relative to the folder and pure: nothing is read or written.
"""

from pathlib import PurePosixPath as Path

COMPETITION = Path("kompetisi.xlsx")
UNITS = Path("daftar_unit.xlsx")
ASSIGNMENTS = Path("penugasan.xlsx")
ROSTER = Path("daftar_peserta.xlsx")
DECISIONS = Path("keputusan.xlsx")
FORMS = Path("0_formulir")
REGISTRATIONS = Path("1_pendaftaran")
SHEETS = Path("2_lembar_juri")
INBOX = Path("3_masuk")
FINDINGS = Path("4_temuan")
RESULTS = Path("5_hasil")
ARCHIVE = Path("arsip")
JOURNAL = ARCHIVE / "jejak.jsonl"
LOCK = ARCHIVE / "sedang_dipakai.lock"
OWN_MINUTES = Path("templat_berita_acara.docx")
OWN_SIGNED_SHEET = Path("templat_lembar_juri.docx")
UPDATE_SCRIPT = Path("Perbarui.cmd")

FOLDERS = (REGISTRATIONS, SHEETS, INBOX, FINDINGS, RESULTS, ARCHIVE)


def form(unit: str, serial: int) -> Path:
    """The registration form of a unit (empty: the blank one); new versions carry their serial."""
    name = "_".join(("formulir_pendaftaran", unit) if unit else ("formulir_pendaftaran",))
    return FORMS / f"{name if serial == 1 else f'{name}_versi{serial}'}.xlsx"


def forms_sending_list() -> Path:
    """The list of which form to send to which unit."""
    return FORMS / "pesan" / "kirim.xlsx"


def score_sheet(stage: str, juror: str, serial: int) -> Path:
    """The workbook sent to a juror; supplements carry their serial."""
    name = juror if serial == 1 else f"{juror}_susulan{serial - 1}"
    return SHEETS / stage / f"{name}.xlsx"


def sending_list(stage: str) -> Path:
    """The list of what to send to whom."""
    return SHEETS / stage / "pesan" / "kirim.xlsx"


def findings_report(stage: str) -> Path:
    """The report of everything found in the received sheets."""
    return FINDINGS / stage / "laporan_temuan.xlsx"


def repair_sheet(stage: str, juror: str, serial: int) -> Path:
    """A juror's sheet made anew with the wrong cells marked."""
    name = juror if serial == 1 else f"{juror}_susulan{serial - 1}"
    return FINDINGS / stage / f"{name}_perbaikan.xlsx"


def reminder(stage: str, juror: str) -> Path:
    """The ready message to a juror."""
    return FINDINGS / stage / "pesan" / f"{juror}.txt"


def receipt(stage: str, juror: str) -> Path:
    """The values of a juror as read."""
    return FINDINGS / stage / "tanda_terima" / f"{juror}.xlsx"


def scores(stage: str) -> Path:
    """The long table of scores."""
    return RESULTS / stage / "nilai.csv"


def completeness(stage: str) -> Path:
    """The board of expected and received scores."""
    return RESULTS / stage / "kelengkapan.xlsx"


def summary(stage: str) -> Path:
    """The ranked summary workbook."""
    return RESULTS / stage / "rekapitulasi.xlsx"


def result(stage: str) -> Path:
    """The result for programs: what `rank --json` prints."""
    return RESULTS / stage / "hasil.json"


def earlier_result(stage: str, version: int) -> Path:
    """The folder that keeps what was final before a stage was opened again."""
    return RESULTS / stage / f"versi_{version}"


def announcement(stage: str, *, public: bool = False) -> Path:
    """The result to be announced, values only and without jurors."""
    return RESULTS / stage / ("pengumuman_publik.xlsx" if public else "pengumuman.xlsx")


def feedback(stage: str, entry: str) -> Path:
    """What a unit learns about its entry: means, ranges, notes without names."""
    return RESULTS / stage / "umpan_balik" / f"{entry}.xlsx"


def nominations(stage: str) -> Path:
    """The entries that go on to the next level."""
    return RESULTS / stage / "nominasi.xlsx"


def spot_check(stage: str) -> Path:
    """The cells that people read again by hand."""
    return RESULTS / stage / "uji_petik.xlsx"


def minutes(stage: str) -> Path:
    """The minutes to be signed."""
    return RESULTS / stage / "berita_acara.docx"


def signed_sheet(stage: str, juror: str) -> Path:
    """The sheet with a juror's scores, to be signed."""
    return RESULTS / stage / "lembar_juri" / f"{juror}.docx"


def participants(stage: str) -> Path:
    """Who goes on to this stage."""
    return Path(f"peserta_{stage}.xlsx")


def archived(sha256: str) -> Path:
    """The received bytes with this SHA-256."""
    return ARCHIVE / sha256
