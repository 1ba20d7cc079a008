"""A small competition in which jurors give places instead of scores."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from competition import Folder, build, fill

TABLE = "14;9;8"
SUM = "jumlah"
Typed = Mapping[int, Any]
"""Number of the entry -> what a juror types into its row."""


def entry(number: int) -> str:
    """Return the code of the entry with this number."""
    return f"INO-{number:04d}"


def row(number: int) -> dict[str, str]:
    """Return a row of the roster."""
    return {"Kode": entry(number), "Judul": f"Layanan {number}", "Unit": f"Dinas {number}"}


def places_sheets(
    root: Path, points: str = TABLE, *, entries: int = 5, criteria: int = 1, **more: Any
) -> Folder:
    """Make a folder in which places are given, and distribute its sheets."""
    stage = {"Kode": "T1", "Nama": "Final", "Urutan": 1, "Metode": "poin_peringkat"}
    weights = {1: (100,), 2: (60, 40)}[criteria]
    columns = [
        {"Tahap": "T1", "Kode": f"K{n}", "Nama": f"Kriteria {n}", "Bobot": weight, "Maksimum": 20}
        for n, weight in enumerate(weights, start=1)
    ]
    folder = build(
        root,
        entries=[row(number) for number in range(1, entries + 1)],
        Tahap=[stage | {"Tabel Poin": points, "Seri": "bersama"}],
        Kriteria=columns,
        **more,
    )
    assert folder.run("distribute").code in (0, 1)
    return folder


def send(folder: Folder, juror: str, typed: Typed, name: str = "", sheet: str = "") -> Path:
    """Send back a juror's sheet with places on the first criterion."""
    scores = {(entry(number), "K1"): value for number, value in typed.items()}
    return folder.put(name or f"kiriman {juror}.xlsx", fill(folder.sheet(juror, sheet), scores))
