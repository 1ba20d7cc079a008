"""publish: what leaves the house, when, and that nobody of the jury is in it."""

import io
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from openpyxl import load_workbook

from competition import (
    CRITERIA,
    ENTRIES,
    JURORS,
    Folder,
    build,
    contents,
    distributed,
    edit,
    fill,
    full,
    restored,
)
from told_outcomes import rows, texts

RESULTS = Path("5_hasil", "T1")
TIER = {"Tahap": "T1", "Nama": "Juara I", "Dari": 1, "Sampai": 1}
REMARKS = {
    "J01": "Bagus. Salam, Dr. Sri Wahyuni (J01), 0812 3456 7890",
    "J02": "Lengkapi bukti; bambang  sutejo",
    "J03": "Kerabat saya yang memimpin unit ini",
}


def send(folder: Folder, juror: str, scores: Mapping[tuple[str, str], object]) -> None:
    """Send a juror's sheet back with a remark beside the first entry."""
    book = load_workbook(io.BytesIO(fill(folder.sheet(juror), scores)))
    page = book["Lembar Penilaian"]
    keys = next(row for row in page.iter_rows() if row[0].value == "#id")
    column = next(cell.column for cell in keys if cell.value == "#catatan")
    row = next(r[0].row for r in page.iter_rows() if r[0].value == "INO-0001")
    page.cell(row, column).value = REMARKS[juror]
    stream = io.BytesIO()
    book.save(stream)
    folder.put(f"kiriman {juror}.xlsx", stream.getvalue())


@cache
def _scored() -> Mapping[str, bytes]:
    with TemporaryDirectory() as made:
        folder = build(Path(made), Predikat=[TIER])
        edit(folder.root / "kompetisi.xlsx", {"Tahap": {"M3": 2}})  # Jumlah Lolos
        assert folder.run("distribute").code == 0
        send(folder, "J01", full(80, n2=90, n3=70))
        send(folder, "J02", full(81, n2=91, n3=71))
        recused = {("INO-0001", code): "R" for code in CRITERIA}
        send(folder, "J03", full(82, n2=92, n3=72) | recused)
        assert folder.run("update").code == 0
        return contents(folder.root)


def scored(root: Path) -> Folder:
    """A folder in which all sheets are in; J03 is recused from the first entry."""
    return restored(root, _scored())


def finalized(root: Path) -> Folder:
    folder = scored(root)
    stopped = folder.json("finalize", "--approver", "Ketua Panitia")
    for point in stopped["open"]:
        where = {"Tahap": "T1", "Kode": point["code"]}
        folder.decide("Pengecualian", where, Dikecualikan="ya", Oleh="Ketua", Alasan="disepakati")
    assert folder.run("finalize", "--approver", "Ketua Panitia").code == 0
    return folder


def published(folder: Folder) -> dict[str, bytes]:
    """Every workbook that leaves the house, by its path in the folder of results."""
    names = re.compile(r"pengumuman|nominasi|umpan_balik")
    files = contents(folder.root / RESULTS)
    return {name: data for name, data in files.items() if names.match(name)}


def test_everything_is_written_and_marked_while_it_is_not_final(tmp_path: Path) -> None:
    folder = scored(tmp_path)
    assert folder.run("publish").code == 0  # nothing is open, but nobody has settled it yet
    files = published(folder)
    assert set(files) == {
        "pengumuman.xlsx",
        "nominasi.xlsx",
        *(f"umpan_balik/INO-000{n}.xlsx" for n in (1, 2, 3)),
    }
    for data in files.values():
        assert any(text.startswith("SEMENTARA") for text in texts(data))
    assert [(row["Kode"], row["Predikat/Hasil"]) for row in rows(files["pengumuman.xlsx"])] == [
        ("INO-0002", "Juara I; lolos"),
        ("INO-0001", "lolos"),
        ("INO-0003", "tidak lolos"),
    ]
    assert [row["Kode"] for row in rows(files["nominasi.xlsx"])] == ["INO-0002", "INO-0001"]


def test_open_matters_are_for_people_to_act_on(tmp_path: Path) -> None:
    folder = distributed(tmp_path)
    folder.send_back("J01", full())
    folder.run("collect")
    said = folder.run("publish")
    assert said.code == 1
    assert "SEMENTARA" in said.out
    assert folder.json("publish")["open_matters"] > 0


def test_the_public_hears_nothing_before_the_result_is_final(tmp_path: Path) -> None:
    folder = scored(tmp_path)
    before = contents(folder.root)
    said = folder.run("publish", "--public")
    assert said.code == 3
    assert "not final" in said.err
    assert "sinovik finalize" in said.err
    assert contents(folder.root) == before


def test_a_final_result_is_published_without_the_mark(tmp_path: Path) -> None:
    folder = finalized(tmp_path)
    assert folder.run("publish", "--public").code == 0
    files = published(folder)
    assert not any("SEMENTARA" in text for data in files.values() for text in texts(data))
    public = rows(files["pengumuman_publik.xlsx"])
    assert [(row["Peringkat"], row["Inovasi"], row["Predikat"]) for row in public] == [
        (1, "Layanan ke-2", "Juara I"),
        (2, "Layanan ke-1", None),
    ]
    assert "Layanan ke-3" not in " ".join(texts(files["pengumuman_publik.xlsx"]))


def test_what_comes_in_after_a_result_is_final_changes_nothing(tmp_path: Path) -> None:
    folder = finalized(tmp_path)
    folder.run("publish", "--public")
    before = published(folder)
    folder.put("terlambat.xlsx", fill(folder.sheet("J01"), full(99)))
    folder.run("update")
    folder.run("publish", "--public")
    assert published(folder) == before


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    folder = scored(tmp_path)
    assert folder.json("publish")["written"]
    before = contents(folder.root)
    assert folder.json("publish")["written"] == []
    assert contents(folder.root) == before


def test_a_dry_run_tells_the_files_and_writes_none(tmp_path: Path) -> None:
    folder = scored(tmp_path)
    before = contents(folder.root)
    told = folder.json("publish", "--dry-run")
    assert contents(folder.root) == before
    folder.run("publish")
    assert {f"{RESULTS.as_posix()}/{name}" for name in published(folder)} == set(told["files"])


def _people() -> list[str]:
    names = [str(juror["Nama"]) for juror in JURORS]
    more = [str(juror[key]) for juror in JURORS for key in ("Email", "WhatsApp") if key in juror]
    codes = [str(juror["Kode"]) for juror in JURORS]
    return [*names, *(name.removeprefix("Dr. ") for name in names), *codes, *more]


def test_nothing_that_leaves_the_house_names_a_juror(tmp_path: Path) -> None:
    folder = finalized(tmp_path)
    folder.run("publish", "--public")
    hidden = [*_people(), "0812 3456 7890", "Ketua", str(folder.root), "disepakati"]
    for name, data in published(folder).items():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [archive.read(part).decode("utf-8", "replace") for part in archive.namelist()]
        everything = "\n".join([*texts(data), *parts]).casefold()
        found = [
            word for word in hidden if re.search(rf"\b{re.escape(word.casefold())}\b", everything)
        ]
        assert (name, found) == (name, [])
        assert {cell.data_type for cell in _cells(data)}.isdisjoint({"f", "e"})
        assert load_workbook(io.BytesIO(data)).properties.creator == "SINOVIK"


def _cells(data: bytes) -> list[Any]:
    book = load_workbook(io.BytesIO(data))
    return [cell for page in book.worksheets for row in page.iter_rows() for cell in row]


def test_remarks_are_told_without_names_and_only_beside_scores_that_count(tmp_path: Path) -> None:
    folder = scored(tmp_path)
    folder.run("publish")
    told = texts(published(folder)["umpan_balik/INO-0001.xlsx"])
    assert [text for text in told if text.startswith("•")] == [
        "• Bagus. Salam, […] ([…]), […]",
        "• Lengkapi bukti; […]",
    ]


def test_feedback_that_no_longer_belongs_is_left_and_named(tmp_path: Path) -> None:
    folder = scored(tmp_path)
    folder.run("publish")
    folder.run("validate")
    where = {"Tahap": "T1", "Inovasi": "INO-0003"}
    folder.decide("Status Peserta", where, Status="mundur", Oleh="Ketua", Alasan="pindah tugas")
    folder.run("validate")
    told = folder.json("publish")
    stale = "5_hasil/T1/umpan_balik/INO-0003.xlsx"
    assert told["left_over"] == [stale]
    assert (folder.root / stale).exists()
    assert stale not in told["files"]
    assert "INO-0003" in folder.run("publish").err
    below = rows(published(folder)["pengumuman.xlsx"])[-1]
    assert (below["Peringkat"], below["Predikat/Hasil"]) == ("–", "mundur")


def test_only_the_last_stage_nominates(tmp_path: Path) -> None:
    folder = build(tmp_path, entries=ENTRIES, Predikat=[TIER])
    later = {"A4": "T2", "B4": "Wawancara", "C4": 2}
    criterion = {"A8": "T2", "B8": "W1", "C8": "Paparan", "D8": 100}
    edit(folder.root / "kompetisi.xlsx", {"Tahap": later, "Kriteria": criterion})
    folder.run("distribute", "--stage", "T1")
    for juror in ("J01", "J02", "J03"):
        folder.send_back(juror, full(80, n2=90))
    folder.run("update")
    told = folder.json("publish", "--stage", "T1")
    assert told["nominees"] == 0
    assert "5_hasil/T1/nominasi.xlsx" not in told["files"]


@pytest.mark.parametrize("option", ["google", "surel"])
def test_only_the_folder_can_be_published_to(tmp_path: Path, option: str) -> None:
    assert scored(tmp_path).run("publish", "--to", option).code == 2
