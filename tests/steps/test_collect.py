"""collect: every file gets one fate, whatever it is called and in whatever order it came."""

import itertools
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archives import locked, zipped
from competition import (
    ENTRIES,
    Folder,
    contents,
    distributed,
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


def collected(folder: Folder, *arguments: str) -> Any:
    """What collect says; its counts must add up to the files found."""
    said = folder.json("collect", *arguments)
    assert tuple(said["counts"]) == FATES
    counted = {fate: sum(file["fate"] == fate for file in said["files"]) for fate in FATES}
    assert said["counts"] == counted
    assert sum(counted.values()) == len(said["files"])
    return said


def test_files_are_found_in_folders_zips_and_under_any_name(folder: Folder) -> None:
    one, two, three = (fill(folder.sheet(f"J0{n}"), full(70 + n)) for n in (1, 2, 3))
    folder.put("WA/Senin/Document (3) FINAL revisi.XLSX", one)
    folder.put("kiriman.zip", zipped({"map/nilai bu Sri": two}))
    folder.put("tanpa akhiran", three)
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
    archived = folder.root / "arsip" / file["sha256"]
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


@pytest.mark.parametrize(
    ("name", "data", "fate", "rule"), USELESS, ids=[name for name, *_rest in USELESS]
)
def test_a_file_that_is_no_score_sheet_is_turned_away_with_its_reason(
    name: str, data: bytes, fate: str, rule: str, folder: Folder
) -> None:
    folder.put(name, data)
    good = folder.send_back("J01", full())
    said = collected(folder)
    (useless,) = (file for file in said["files"] if file["path"] != good.name)
    assert useless["fate"] == fate
    assert useless["reason"]
    assert said["counts"]["used"] == 1
    assert (rule, useless["path"]) in folder.findings()
    assert folder.run("collect").code == 1


def test_a_zip_with_a_password_names_every_file_in_it(folder: Folder) -> None:
    folder.put("rahasia.zip", locked(zipped({"a.xlsx": b"a" * 20, "b.xlsx": b"b" * 20})))
    said = collected(folder)
    (file,) = said["files"]
    assert file["path"] == "rahasia.zip"
    assert "a.xlsx, b.xlsx" in file["reason"]
    assert said["counts"]["rejected"] == 1


def test_a_zip_that_would_fill_the_disk_is_not_unpacked(folder: Folder) -> None:
    big = bytearray(zipped({f"{number}.bin": b"" for number in range(9)}))
    for entry in re.finditer(b"PK\x01\x02", big):
        big[entry.start() + 24 : entry.start() + 28] = (60 * 2**20).to_bytes(4, "little")
    folder.put("besar.zip", bytes(big))
    folder.put("banyak.zip", zipped({f"{number}.txt": b"" for number in range(5001)}))
    assert folder.fates() == {"banyak.zip": "rejected", "besar.zip": "rejected"}
    assert folder.findings().count(("too-big", "besar.zip")) == 1


def test_a_zip_that_was_turned_away_is_kept_until_people_have_dealt_with_it(
    folder: Folder,
) -> None:
    path = folder.put("rusak.zip", zipped({"a.txt": b"a"})[:-30])
    data = path.read_bytes()
    collected(folder)
    assert ("locked-zip", "rusak.zip") in folder.findings()
    path.unlink()
    assert ("locked-zip", "rusak.zip") not in folder.findings()
    assert collected(folder)["files"] == []
    assert data in contents(folder.root / "arsip").values()


def test_lock_and_sync_files_need_no_action(folder: Folder) -> None:
    for name in ("~$nilai.xlsx", "desktop.ini", ".DS_Store", "x.crdownload", "._nilai.xlsx"):
        folder.put(name, b"x")
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
    folder.put("foto.png", PNG)
    folder.put("paket.zip", zipped({"lagi.xlsx": fill(folder.sheet("J03"), full(60))}))
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
    folder.put("z/salinan.xlsx", data)
    assert (
        collected(folder)["counts"] | {"used": 1, "duplicate": 1}
        == folder.json("collect")["counts"]
    )
    folder.put("lagi.xlsx", data)
    assert sorted(folder.fates().values()) == ["duplicate", "duplicate", "used"]


def test_a_sheet_saved_again_unchanged_is_a_duplicate(folder: Folder) -> None:
    path = folder.send_back("J01", full())
    collected(folder)
    again = rezipped(path.read_bytes(), lambda parts: parts.update({"docProps/x.xml": b"<x/>"}))
    folder.put("simpan ulang.xlsx", again)
    assert folder.fates() == {path.name: "used", "simpan ulang.xlsx": "duplicate"}


def test_a_file_replaced_under_its_name_is_a_new_file(folder: Folder) -> None:
    folder.send_back("J01", full(80, n3=None), "nilai.xlsx")
    assert folder.fates() == {"nilai.xlsx": "used"}
    folder.send_back("J01", full(80), "nilai.xlsx")
    assert folder.fates() == {"nilai.xlsx": "used"}
    assert len([e for e in folder.journal() if e["kind"] == "received"]) == 2
    assert folder.standing("INO-0003")["total"] == "80"


@pytest.mark.parametrize(
    ("name", "data"), [(n, d) for n, d, _fate, _rule in USELESS if not n.endswith("zip")]
)
def test_a_broken_one_never_displaces_a_good_one(name: str, data: bytes, folder: Folder) -> None:
    path = folder.send_back("J01", full(), "satu.xlsx")
    collected(folder)
    folder.put(f"{folder.code('J01').lower()} {name}.xlsx", data)
    assert folder.fate(path) == "used"
    assert folder.standing("INO-0001")["total"] == "80"


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
    assert folder.standing("INO-0001")["total"] == "80"


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
            folder.put(name, data)
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
            folder.put(name, sheets[name])
            fates = folder.fates()
        if order == ("penuh", "sebagian"):
            assert fates == {"penuh": "used", "sebagian": "conflict"}
        else:
            assert fates == {"penuh": "used", "sebagian": "superseded"}


def test_every_entry_is_in_the_ranking_whatever_came(folder: Folder) -> None:
    folder.put("foto.png", PNG)
    ranked = folder.json("rank")["entries"]
    assert [entry["entry"] for entry in ranked] == [entry["Kode"] for entry in ENTRIES]
    assert {entry["place"] for entry in ranked} == {None}
