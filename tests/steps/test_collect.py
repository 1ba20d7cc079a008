"""collect: every file gets one fate, whatever it is called and in whatever order it came."""

import io
import itertools
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from competition import (
    CRITERIA,
    ENTRIES,
    Folder,
    build,
    contents,
    distributed,
    edit,
    fill,
    fingerprint,
    full,
)
from workbooks import PNG, rezipped

SHEET = "Lembar Penilaian"
LOCKED_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")
FATES = (
    "used", "superseded", "duplicate", "conflict", "evidence", "rejected", "unknown", "ignored",
)  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder whose sheets are out."""
    return distributed(tmp_path / "lomba")


def put(folder: Folder, name: str, data: bytes) -> Path:
    path = folder.root / "3_masuk" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def zipped(files: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def locked(data: bytes) -> bytes:
    """The zip with the flag of a password on every file in it."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = changed.find(mark, at + 1)
    return bytes(changed)


def collected(folder: Folder, *arguments: str) -> Any:
    """What collect says; its counts must add up to the files found."""
    said = folder.json("collect", *arguments)
    assert tuple(said["counts"]) == FATES
    counted = {fate: sum(file["fate"] == fate for file in said["files"]) for fate in FATES}
    assert said["counts"] == counted
    assert sum(counted.values()) == len(said["files"])
    return said


def findings(folder: Folder) -> list[tuple[str, str]]:
    """Rule and file of everything that validate finds."""
    return [(f["rule"], f["file"]) for f in folder.json("validate")["findings"]]


def code_of(folder: Folder, juror: str) -> str:
    issued = {e["juror"]: e["code"] for e in folder.journal() if e["kind"] == "issued"}
    return str(issued[juror])


def answer(folder: Folder, **answers: str) -> None:
    """Ask, then answer the questions about files by the start of the file's name."""
    folder.run("validate")
    for start, choice in answers.items():
        folder.decide("Pertanyaan", {"Berkas": start}, Jawaban=choice, Oleh="Ketua Panitia")
    folder.run("validate")


def total(folder: Folder, entry: str = "INO-0001") -> Any:
    ranked = folder.json("rank")["entries"]
    return next(e["total"] for e in ranked if e["entry"] == entry)


def test_files_are_found_in_folders_zips_and_under_any_name(folder: Folder) -> None:
    one, two, three = (fill(folder.sheet(f"J0{n}"), full(70 + n)) for n in (1, 2, 3))
    put(folder, "WA/Senin/Document (3) FINAL revisi.XLSX", one)
    put(folder, "kiriman.zip", zipped({"map/nilai bu Sri": two}))
    put(folder, "tanpa akhiran", three)
    assert collected(folder)["counts"]["used"] == 3
    assert folder.fates() == {
        "WA/Senin/Document (3) FINAL revisi.XLSX": "used",
        "kiriman.zip/map/nilai bu Sri": "used",
        "tanpa akhiran": "used",
    }


def test_the_result_says_whose_sheet_it_is_and_where_it_came_from(folder: Folder) -> None:
    path = folder.send_back("J02", full())
    (file,) = collected(folder)["files"]
    assert set(file) == {"path", "sha256", "fate", "juror", "stage", "reason"}
    assert (file["path"], file["juror"], file["stage"]) == (path.name, "J02", "T1")
    archived = folder.root / "arsip" / file["sha256"][:2] / file["sha256"]
    assert archived.read_bytes() == path.read_bytes()


XLSX_BROKEN = b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml xl/workbook.xml"
USELESS: list[tuple[str, bytes, str, str]] = [
    ("foto.png", PNG, "rejected", "image"),
    ("nilai.pdf", b"%PDF-1.7\n%%EOF", "rejected", "pdf"),
    ("nilai.xlsx", b"<!DOCTYPE html><html></html>", "rejected", "web-page"),
    ("nilai.csv", b"Kode,Nilai\nINO-0001,80\n", "rejected", "plain-text"),
    ("nilai.gsheet", b'{"url": "https://x", "doc_id": "1abc"}', "rejected", "link"),
    ("kosong.xlsx", b"", "rejected", "empty-file"),
    ("rusak.xlsx", XLSX_BROKEN, "rejected", "broken-file"),
    ("sandi.xlsx", LOCKED_OLE, "rejected", "password"),
    ("lama.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "rejected", "old-excel"),
    ("apa ini", bytes(range(256)), "rejected", "unknown-format"),
    ("dalam.zip", zipped({"a.zip": zipped({"b.txt": b"b"})}), "rejected", "zip-in-zip"),
    ("hampa.zip", zipped({}), "rejected", "empty-file"),
    ("rusak.zip", zipped({"a.txt": b"a"})[:-30], "rejected", "locked-zip"),
]


@pytest.mark.parametrize(("name", "data", "fate", "rule"), USELESS)
def test_a_file_that_is_no_score_sheet_is_turned_away_with_its_reason(
    name: str, data: bytes, fate: str, rule: str, folder: Folder
) -> None:
    put(folder, name, data)
    good = folder.send_back("J01", full())
    said = collected(folder)
    (useless,) = (file for file in said["files"] if file["path"] != good.name)
    assert useless["fate"] == fate
    assert useless["reason"]
    assert said["counts"]["used"] == 1
    assert (rule, useless["path"]) in findings(folder)
    assert folder.run("collect").code == 1


def test_a_zip_with_a_password_names_every_file_in_it(folder: Folder) -> None:
    put(folder, "rahasia.zip", locked(zipped({"a.xlsx": b"a" * 20, "b.xlsx": b"b" * 20})))
    said = collected(folder)
    assert [file["path"] for file in said["files"]] == ["rahasia.zip/a.xlsx", "rahasia.zip/b.xlsx"]
    assert said["counts"]["rejected"] == 2


def test_a_zip_that_would_fill_the_disk_is_not_unpacked(folder: Folder) -> None:
    big = bytearray(zipped({f"{number}.bin": b"" for number in range(9)}))
    for entry in re.finditer(b"PK\x01\x02", big):
        big[entry.start() + 24 : entry.start() + 28] = (60 * 2**20).to_bytes(4, "little")
    put(folder, "besar.zip", bytes(big))
    put(folder, "banyak.zip", zipped({f"{number}.txt": b"" for number in range(5001)}))
    assert folder.fates() == {"banyak.zip": "rejected", "besar.zip": "rejected"}
    assert findings(folder).count(("too-big", "besar.zip")) == 1


def test_what_a_zip_was_turned_away_for_is_remembered(folder: Folder) -> None:
    path = put(folder, "rusak.zip", zipped({"a.txt": b"a"})[:-30])
    collected(folder)
    path.unlink()
    assert ("locked-zip", "rusak.zip") in findings(folder)
    assert collected(folder)["files"] == []


def test_lock_and_sync_files_need_no_action(folder: Folder) -> None:
    for name in ("~$nilai.xlsx", "desktop.ini", ".DS_Store", "x.crdownload", "._nilai.xlsx"):
        put(folder, name, b"x")
    said = folder.run("collect", "--json")
    assert (said.code, said.json["counts"]["ignored"], len(said.json["files"])) == (0, 5, 5)
    assert not [event for event in folder.journal() if event["kind"] == "received"]


def test_a_link_is_not_followed_out_of_the_folder(folder: Folder, tmp_path: Path) -> None:
    secret = tmp_path / "rahasia.xlsx"
    secret.write_bytes(fill(folder.sheet("J01"), full()))
    try:
        (folder.root / "3_masuk" / "pintasan.xlsx").symlink_to(secret)
    except OSError:
        pytest.skip("NOT TESTED: this system makes no links")
    assert folder.fates() == {"pintasan.xlsx": "rejected"}


def test_an_empty_inbox_is_nothing_wrong(folder: Folder) -> None:
    said = folder.run("collect", "--json")
    assert (said.code, said.json["files"]) == (0, [])


def test_running_again_changes_nothing(folder: Folder) -> None:
    folder.send_back("J01", full(80))
    folder.send_back("J02", full(70), "map/nilai.xlsx")
    put(folder, "foto.png", PNG)
    put(folder, "paket.zip", zipped({"lagi.xlsx": fill(folder.sheet("J03"), full(60))}))
    first = collected(folder)
    before = fingerprint(folder.root)
    assert collected(folder) == first
    assert fingerprint(folder.root) == before
    folder.run("update")
    before = fingerprint(folder.root)
    folder.run("update")
    assert fingerprint(folder.root) == before


def test_the_same_bytes_twice_are_a_duplicate(folder: Folder) -> None:
    data = folder.send_back("J01", full()).read_bytes()
    put(folder, "z/salinan.xlsx", data)
    assert (
        collected(folder)["counts"] | {"used": 1, "duplicate": 1}
        == folder.json("collect")["counts"]
    )
    put(folder, "lagi.xlsx", data)
    assert sorted(folder.fates().values()) == ["duplicate", "duplicate", "used"]


def test_a_sheet_saved_again_unchanged_is_a_duplicate(folder: Folder) -> None:
    path = folder.send_back("J01", full())
    collected(folder)
    again = rezipped(path.read_bytes(), lambda parts: parts.update({"docProps/x.xml": b"<x/>"}))
    put(folder, "simpan ulang.xlsx", again)
    assert folder.fates() == {path.name: "used", "simpan ulang.xlsx": "duplicate"}


def test_a_file_replaced_under_its_name_is_a_new_file(folder: Folder) -> None:
    folder.send_back("J01", full(80, n3=None), "nilai.xlsx")
    assert folder.fates() == {"nilai.xlsx": "used"}
    folder.send_back("J01", full(80), "nilai.xlsx")
    assert folder.fates() == {"nilai.xlsx": "used"}
    assert len([e for e in folder.journal() if e["kind"] == "received"]) == 2
    assert total(folder, "INO-0003") == "80"


# Newer sheets


def test_a_newer_sheet_replaces_an_incomplete_one_and_changed_scores_are_listed(
    folder: Folder,
) -> None:
    folder.send_back("J01", full(80, n3=None), "satu.xlsx")
    collected(folder)
    folder.send_back("J01", full(80, n1=75), "dua.xlsx")
    assert folder.fates() == {"satu.xlsx": "superseded", "dua.xlsx": "used"}
    assert total(folder) == "75"
    changed = [f for f in folder.json("validate")["findings"] if f["rule"] == "score-changed"]
    assert [(f["entry"], f["criterion"], f["value"]) for f in changed] == [
        ("INO-0001", criterion, "80") for criterion in CRITERIA
    ]


def test_a_newer_sheet_replaces_a_faulty_one_even_with_the_same_good_scores(
    folder: Folder,
) -> None:
    folder.send_back("J01", full() | {("INO-0002", "K2"): "8O"}, "satu.xlsx")
    collected(folder)
    folder.send_back("J01", full() | {("INO-0002", "K2"): "9O"}, "dua.xlsx")
    assert folder.fates() == {"satu.xlsx": "superseded", "dua.xlsx": "used"}
    (faulty,) = (f for f in folder.json("validate")["findings"] if f["rule"] == "letter-o")
    assert (faulty["file"], faulty["value"]) == ("dua.xlsx", "9O")


def test_an_older_copy_never_displaces_what_holds_more(folder: Folder) -> None:
    folder.send_back("J01", full(80, n3=None), "satu.xlsx")
    collected(folder)
    folder.send_back("J01", full(80, n2=None, n3=None), "dua.xlsx")
    assert folder.fates() == {"satu.xlsx": "used", "dua.xlsx": "superseded"}
    assert total(folder, "INO-0002") == "80"


@pytest.mark.parametrize(
    ("name", "data"), [(n, d) for n, d, _fate, _rule in USELESS if not n.endswith("zip")]
)
def test_a_broken_one_never_displaces_a_good_one(name: str, data: bytes, folder: Folder) -> None:
    path = folder.send_back("J01", full(), "satu.xlsx")
    collected(folder)
    put(folder, f"{code_of(folder, 'J01').lower()} {name}.xlsx", data)
    assert folder.fate(path) == "used"
    assert total(folder) == "80"


@pytest.mark.parametrize(
    ("choice", "fate", "points"), [("pakai", "used", "75"), ("Tolak", "superseded", "80")]
)
def test_a_complete_sheet_is_replaced_only_by_decision(
    choice: str, fate: str, points: str, folder: Folder
) -> None:
    old = folder.send_back("J01", full(80), "lama.xlsx")
    collected(folder)
    new = folder.send_back("J01", full(80, n1=75), "baru.xlsx")
    said = folder.run("collect", "--json")
    assert said.code == 1
    assert folder.fate(new) == "conflict"
    assert folder.fate(old) == "used"
    assert total(folder) == "80"
    answer(folder, baru=choice)
    assert folder.fate(new) == fate
    assert folder.fate(old) == ("superseded" if choice == "pakai" else "used")
    assert total(folder) == points
    assert folder.run("collect").code == 0
    assert folder.json("status")["stages"][0]["questions"] == 0


def test_of_two_in_one_run_the_one_that_holds_the_other_is_used(folder: Folder) -> None:
    folder.send_back("J01", full(80, n2=None), "b lengkap sebagian.xlsx")
    folder.send_back("J01", full(80), "a.xlsx")
    folder.send_back("J01", full(80, n1=None, n2=None), "c.xlsx")
    assert folder.fates() == {
        "a.xlsx": "used",
        "b lengkap sebagian.xlsx": "superseded",
        "c.xlsx": "superseded",
    }


def test_of_two_equals_in_one_run_no_faulty_cell_is_forgotten(folder: Folder) -> None:
    faulty = full(80) | {("INO-0002", "K2"): "8O"}
    folder.send_back("J01", faulty, "a.xlsx")
    folder.send_back("J01", full(80) | {("INO-0002", "K2"): None}, "b.xlsx")
    assert folder.fates() == {"a.xlsx": "used", "b.xlsx": "duplicate"}


def test_two_that_contradict_each_other_in_one_run_wait_for_a_decision(folder: Folder) -> None:
    folder.send_back("J01", full(80), "satu.xlsx")
    folder.send_back("J01", full(70), "dua.xlsx")
    assert folder.fates() == {"satu.xlsx": "conflict", "dua.xlsx": "conflict"}
    assert total(folder) is None
    answer(folder, dua="pakai")
    assert folder.fates() == {"satu.xlsx": "superseded", "dua.xlsx": "used"}
    assert total(folder) == "70"


# Sheets that cannot simply be taken


def test_the_sheet_of_another_folder_is_asked_about(folder: Folder, tmp_path: Path) -> None:
    other = build(tmp_path / "lain")
    other.run("distribute")
    path = put(folder, "lain.xlsx", fill(other.sheet("J01"), full()))
    assert folder.fate(path) == "unknown"
    assert ("unknown-sheet-code", "lain.xlsx") in findings(folder)
    assert folder.run("collect").code == 1
    answer(folder, lain="abaikan")
    assert folder.fate(path) == "unknown"
    assert folder.run("collect").code == 0


def test_a_workbook_without_a_code_is_unknown(folder: Folder) -> None:
    path = put(folder, "peserta.xlsx", (folder.root / "daftar_peserta.xlsx").read_bytes())
    assert folder.fate(path) == "unknown"
    assert ("no-sheet-code", "peserta.xlsx") in findings(folder)


@pytest.mark.parametrize(("choice", "fate"), [("pakai", "used"), ("tolak", "rejected")])
def test_a_sheet_issued_before_the_scale_changed_is_asked_about(
    choice: str, fate: str, folder: Folder
) -> None:
    edit(folder.root / "kompetisi.xlsx", {"Kriteria": {"F3": 90}})
    folder.run("distribute")
    path = folder.send_back("J01", full())
    assert folder.fate(path) == "rejected"
    assert ("changed-since-issue", path.name) in findings(folder)
    answer(folder, kiriman=choice)
    assert folder.fate(path) == fate


def test_changed_weights_do_not_touch_what_was_received(folder: Folder) -> None:
    path = folder.send_back("J01", full(80) | {("INO-0001", "K1"): 100})
    edit(folder.root / "kompetisi.xlsx", {"Kriteria": {"D3": 40, "D4": 0}})
    assert folder.fate(path) == "used"
    assert total(folder) == "88"
    assert ("changed-weights", "kompetisi.xlsx") in findings(folder)


@pytest.mark.parametrize(("choice", "fate"), [("pakai", "used"), ("tolak", "rejected")])
def test_a_sheet_from_another_sender_is_asked_about(choice: str, fate: str, folder: Folder) -> None:
    path = folder.send_back("J02", full())
    said = collected(folder, "--sender", "J03")
    assert (said["files"][0]["fate"], said["files"][0]["juror"]) == ("rejected", "J02")
    assert ("wrong-sender", path.name) in findings(folder)
    answer(folder, kiriman=choice)
    assert folder.fate(path) == fate


def test_a_sheet_from_its_juror_is_taken_with_sender(folder: Folder) -> None:
    folder.send_back("J02", full())
    assert collected(folder, "--sender", "J02")["counts"]["used"] == 1


def test_an_unknown_sender_is_refused_before_anything_is_taken(folder: Folder) -> None:
    folder.send_back("J02", full())
    before = fingerprint(folder.root)
    said = folder.run("collect", "--sender", "J9")
    assert (said.code, said.out) == (3, "")
    assert "J9" in said.err
    assert fingerprint(folder.root) == before


def test_a_late_sheet_counts_and_is_noted(folder: Folder) -> None:
    edit(folder.root / "kompetisi.xlsx", {"Tahap": {"Q3": "1 Januari 2020"}})
    path = folder.send_back("J01", full())
    assert folder.fate(path) == "used"
    assert ("late", path.name) in findings(folder)


def test_a_juror_who_was_taken_out_of_the_settings_is_told(folder: Folder) -> None:
    path = folder.send_back("J03", full())
    book = folder.root / "kompetisi.xlsx"
    edit(book, {"Juri": {"A5": "J07", "B5": "Orang lain"}})
    assert folder.fate(path) == "rejected"
    assert ("no-longer-settled", path.name) in findings(folder)


# Evidence


def test_a_signed_receipt_that_comes_back_is_evidence(folder: Folder) -> None:
    sent = folder.send_back("J01", full())
    folder.run("update")
    receipt = folder.root / "4_temuan" / "T1" / "tanda_terima" / "J01.xlsx"
    path = put(folder, "tanda terima ditandatangani.xlsx", receipt.read_bytes())
    (file,) = (f for f in collected(folder)["files"] if f["path"] == path.name)
    assert (file["fate"], file["juror"]) == ("evidence", "J01")
    assert folder.fate(sent) == "used"
    assert folder.run("collect").code == 0
    assert total(folder) == "80"


@pytest.mark.parametrize("data", [PNG, b"%PDF-1.7\n"])
def test_a_scan_with_the_code_in_its_name_is_evidence(data: bytes, folder: Folder) -> None:
    path = put(folder, f"pindaian {code_of(folder, 'J02').lower()} hal 1", data)
    (file,) = collected(folder)["files"]
    assert (file["fate"], file["juror"]) == ("evidence", "J02")
    assert folder.fate(path) == "evidence"


def test_a_sheet_without_its_keys_is_not_taken_for_evidence(folder: Folder) -> None:
    data = folder.send_back("J01", full()).read_bytes()
    book = load_workbook(io.BytesIO(data))
    sheet = book[SHEET]
    number = next(row[0].row for row in sheet.iter_rows() if row[0].value == "#id")
    for cell in sheet[number]:
        cell.value = None
    stream = io.BytesIO()
    book.save(stream)
    path = put(folder, "kiriman J01.xlsx", stream.getvalue())
    assert folder.fate(path) == "rejected"
    assert ("no-key-row", path.name) in findings(folder)


# Sources


def test_from_elsewhere_only_our_files_are_taken(folder: Folder, tmp_path: Path) -> None:
    downloads = tmp_path / "Unduhan"
    downloads.mkdir()
    (downloads / "gaji.xlsx").write_bytes((folder.root / "daftar_peserta.xlsx").read_bytes())
    (downloads / "foto.png").write_bytes(PNG)
    (downloads / "nilai.xlsx").write_bytes(fill(folder.sheet("J01"), full()))
    (downloads / "arsip.zip").write_bytes(zipped({"x.xlsx": fill(folder.sheet("J02"), full())}))
    said = collected(folder, str(downloads))
    assert said["counts"] | {"used": 2, "ignored": 2} == said["counts"]
    assert len([e for e in folder.journal() if e["kind"] == "received"]) == 2
    assert len(contents(folder.root / "arsip")) == 2 + 1  # and the journal
    assert folder.fates() == {}
    assert total(folder) == "80"


def test_a_single_file_and_a_folder_inside_the_inbox_are_sources_too(folder: Folder) -> None:
    one = folder.send_back("J01", full(), "map/satu.xlsx")
    folder.send_back("J02", full(), "dua.xlsx")
    assert [f["path"] for f in collected(folder, str(one))["files"]] == ["map/satu.xlsx"]
    assert [f["path"] for f in collected(folder, str(one.parent))["files"]] == ["map/satu.xlsx"]
    assert folder.fates() == {"map/satu.xlsx": "used", "dua.xlsx": "used"}
    assert len([e for e in folder.journal() if e["kind"] == "received"]) == 2


def test_the_same_file_from_two_sources_is_counted_once(folder: Folder, tmp_path: Path) -> None:
    data = fill(folder.sheet("J01"), full())
    sources = [tmp_path / "a" / "unduhan", tmp_path / "b" / "unduhan"]
    for source in sources:
        source.mkdir(parents=True)
        (source / "nilai.xlsx").write_bytes(data)
    said = collected(folder, *map(str, sources))
    assert [file["fate"] for file in said["files"]] == ["used", "duplicate"]


def test_a_source_that_is_not_there_is_told(folder: Folder) -> None:
    said = folder.run("collect", "tidak-ada.xlsx")
    assert (said.code, said.out) == (3, "")
    assert "tidak-ada.xlsx" in said.err


# The outcome is a function of what came in each run, not of names and order


def _outcome(folder: Folder, runs: Sequence[Sequence[tuple[str, bytes]]]) -> Any:
    """Put files into the inbox run by run; return fates by content and the ranking."""
    for files in runs:
        for name, data in files:
            put(folder, name, data)
        said = collected(folder)
    fates = sorted((file["sha256"], file["fate"], file["juror"]) for file in said["files"])
    ranked = folder.json("rank")
    return json.dumps([fates, ranked["entries"]], sort_keys=True)


def _six(folder: Folder) -> list[bytes]:
    """Two that contradict, one that holds another, one whole sheet twice, one useless."""
    return [
        fill(folder.sheet("J01"), full(80)),
        fill(folder.sheet("J01"), full(80, n1=70)),
        fill(folder.sheet("J02"), full(75, n2=None)),
        fill(folder.sheet("J02"), full(75, n2=90)),
        fill(folder.sheet("J03"), full(60, n3=85)),
        PNG,
    ]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, list[bytes]]:
    folder = distributed(tmp_path_factory.mktemp("asal") / "lomba")
    return folder, _six(folder)


@settings(max_examples=8, deadline=None)
@given(order=st.permutations(range(6)), data=st.data())
def test_names_and_order_in_a_run_do_not_matter(
    order: list[int],
    data: st.DataObject,
    start: tuple[Folder, list[bytes]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    _folder, files = start
    words = st.text("abcXYZ 0123", min_size=1, max_size=6).map(str.strip).filter(bool)
    names = data.draw(st.lists(words, min_size=6, max_size=6, unique_by=str.casefold))
    plain = distributed(tmp_path_factory.mktemp("a") / "lomba")
    mixed = distributed(tmp_path_factory.mktemp("b") / "lomba")
    expected = _outcome(plain, [[(f"{n}.xlsx", content) for n, content in enumerate(files)]])
    shuffled = [(f"{name}.bin", files[n]) for name, n in zip(names, order, strict=True)]
    assert _outcome(mixed, [shuffled]) == expected


def test_how_files_are_packed_does_not_matter(
    start: tuple[Folder, list[bytes]], tmp_path: Path
) -> None:
    _folder, files = start
    named = {f"{n}.xlsx": content for n, content in enumerate(files)}
    loose = distributed(tmp_path / "a")
    packed = distributed(tmp_path / "b")
    expected = _outcome(loose, [list(named.items())])
    assert _outcome(packed, [[("semua.zip", zipped(named))]]) == expected


def test_the_run_in_which_a_sheet_was_first_seen_does_matter(tmp_path: Path) -> None:
    orders = itertools.permutations(("penuh", "sebagian"))
    for number, order in enumerate(orders):
        folder = distributed(tmp_path / str(number))
        sheets = {
            "penuh": fill(folder.sheet("J01"), full(80)),
            "sebagian": fill(folder.sheet("J01"), full(70, n3=None)),
        }
        for name in order:
            put(folder, name, sheets[name])
            fates = folder.fates()
        if order == ("penuh", "sebagian"):
            assert fates == {"penuh": "used", "sebagian": "conflict"}
        else:
            assert fates == {"penuh": "used", "sebagian": "superseded"}


def test_every_entry_is_in_the_ranking_whatever_came(folder: Folder) -> None:
    put(folder, "foto.png", PNG)
    ranked = folder.json("rank")["entries"]
    assert [entry["entry"] for entry in ranked] == [entry["Kode"] for entry in ENTRIES]
    assert {entry["place"] for entry in ranked} == {None}
