"""Build the blank workbooks and the documents in templates/ that people can look at and take.

They are made by the same writers as the real ones and never edited by hand:
`python scripts/build_templates.py` writes them anew, `--check` only compares.
"""

import argparse
import sys
from decimal import Decimal
from pathlib import Path

from sinovik_sheets.documents.templates import STANDARD
from sinovik_sheets.model import Competition, Criterion, Entry, Juror, Settings, Stage
from sinovik_sheets.sheets import decisions_book
from sinovik_sheets.sheets.roster import book as roster_book
from sinovik_sheets.sheets.score_sheet import writer as score_sheet_writer
from sinovik_sheets.sheets.score_sheet.sheet import ScoreSheet
from sinovik_sheets.sheets.settings import competition_book
from sinovik_sheets.stores.presets import load_preset
from sinovik_sheets.text import speaking

FOLDER = Path(__file__).parents[1] / "templates"
PRESET = "lima_kriteria"


def _score_sheet() -> bytes:
    """Return a juror's sheet with three entries that are plainly examples."""
    criteria = tuple(
        Criterion(
            row["Kode"], row["Nama"], Decimal(row["Bobot"]), description=row.get("Keterangan", "")
        )
        for row in load_preset(PRESET).tables["Kriteria"]
    )
    stage = Stage("T1", "Penilaian Proposal (contoh)", criteria)
    juror = Juror("J00", "Juri Contoh", "akademisi")
    entries = tuple(
        Entry(f"CONTOH-{n}", f"Judul Inovasi Contoh {n}", "", f"Unit Contoh {n}") for n in (1, 2, 3)
    )
    codes = [entry.code for entry in entries]
    settings = Settings("Kompetisi Inovasi Pelayanan Publik (contoh)")
    competition = Competition(settings, (stage,), jurors=(juror,), entries=entries)
    return score_sheet_writer.write(
        ScoreSheet(competition, stage, juror, entries, "CCCCCCCCCC", codes)
    )


def build() -> dict[str, bytes]:
    """Return the files by their path below templates/, in Indonesian."""
    with speaking("id"):
        books = {
            "kompetisi.xlsx": competition_book.write(load_preset(PRESET)),
            "daftar_peserta.xlsx": roster_book.write(),
            "keputusan.xlsx": decisions_book.blank(),
            "lembar_penilaian.xlsx": _score_sheet(),
        }
        documents = {name: make() for name, make in STANDARD.items()}
    return {f"buku/{name}": data for name, data in books.items()} | {
        f"dokumen/{name}": data for name, data in documents.items()
    }


def differing() -> list[str]:
    """Return the paths below templates/ that are not what is built now."""
    return [
        name
        for name, data in build().items()
        if not (FOLDER / name).is_file() or (FOLDER / name).read_bytes() != data
    ]


def main() -> None:
    """Write the files, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    if parser.parse_args().check:
        names = differing()
        for name in names:
            print(f"out of date: templates/{name}")
        sys.exit(bool(names))
    for name, data in build().items():
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_bytes(data)
        print(f"written: templates/{name}")


if __name__ == "__main__":
    main()
