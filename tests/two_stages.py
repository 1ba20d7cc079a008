"""A competition of two stages whose first is judged, for tests of what people settle."""

import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from competition import CRITERIA, JURORS, Folder, build, contents, fill, restored

ENTRIES = tuple(
    {"Kode": f"INO-{n:04d}", "Judul": f"Layanan {n}", "Unit": f"Dinas {n}"} for n in range(1, 6)
)
STAGES = (
    {"Kode": "T1", "Nama": "Proposal", "Urutan": 1, "Jumlah Lolos": 3, "Seri di Batas": "pleno"},
    {"Kode": "T2", "Nama": "Presentasi", "Urutan": 2, "Jumlah Lolos": 1},
)
RULES = [
    {"Tahap": stage, "Kode": code, "Nama": f"Kriteria {code}", "Bobot": 20}
    for stage in ("T1", "T2")
    for code in CRITERIA
]
TOTALS = {1: 90, 2: 80, 3: 70, 4: 60, 5: 50}


def send(folder: Folder, totals: Mapping[int, int], stage: str = "T1", name: str = "") -> None:
    """Every juror gives each entry one number on every criterion, a point apart."""
    for offset, juror in enumerate(JURORS):
        code = juror["Kode"]
        sheet = folder.root / "2_lembar_juri" / stage / f"{code}.xlsx"
        scores = {
            (f"INO-{entry:04d}", criterion): total + offset
            for entry, total in totals.items()
            for criterion in CRITERIA
        }
        folder.put(f"{stage} {code}{name}.xlsx", fill(sheet, scores))


@cache
def _judged() -> Mapping[str, bytes]:
    with tempfile.TemporaryDirectory() as made:
        folder = unscored(Path(made) / "lomba")
        send(folder, TOTALS)
        assert folder.run("update").code == 0
        return contents(folder.root)


def unscored(root: Path) -> Folder:
    """Return a folder whose sheets of the first stage are out."""
    folder = build(root, entries=ENTRIES, Tahap=STAGES, Kriteria=RULES)
    assert folder.run("distribute", "--stage", "T1").code == 0
    return folder


def judged(root: Path) -> Folder:
    """Return a folder whose first stage is scored by everybody, with nothing open."""
    return restored(root, _judged())


def settle(folder: Folder, stage: str = "T1") -> int:
    """Try to make a stage final; return the exit code."""
    return folder.run("finalize", "--stage", stage, "--approver", "Ketua Panitia").code


def status(folder: Folder, stage: str = "T1") -> str:
    """Return whether a result is sementara or final."""
    return str(folder.json("rank", "--stage", stage)["status"])
