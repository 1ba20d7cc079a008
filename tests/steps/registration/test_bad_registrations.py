"""roster: whatever is sent, every file has one fate and one reason, and the others are taken."""

import hashlib
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from archives import locked, zipped
from registration import Registration, fill, list_of
from sent_files import (
    GOOD,
    GOOD_NAME,
    HEADINGS,
    NAME,
    code_of,
    entry,
    fate,
    form,
    forms_out,
    not_used,
    reason,
    rules,
    send_good_form,
    sheets_out,
    taken,
)
from workbooks import PNG

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
PDF = b"%PDF-1.7\n%%EOF"
BROKEN = zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""})[:-30]
DOCX = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b""})
LINK = b'{"url": "https://contoh.id", "doc_id": "1abc"}'


@pytest.fixture
def folder(tmp_path: Path) -> Registration:
    """A folder whose forms are out."""
    return forms_out(tmp_path / "lomba")


class Useless(NamedTuple):
    """A file from which nothing can be taken, and the rule that says why."""

    name: str
    data: bytes
    rule: str


USELESS = [
    Useless("foto.jpg", PNG, "image"),
    Useless("proposal.pdf", PDF, "pdf"),
    Useless("kosong.xlsx", b"", "empty-file"),
    Useless("lama.xls", OLE + bytes(600), "old-excel"),
    Useless("sandi.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    Useless("rusak.xlsx", BROKEN, "broken-file"),
    Useless("unduhan.xlsx", b"<!DOCTYPE html><html></html>", "web-page"),
    Useless("tautan.gsheet", LINK, "link"),
    Useless("surat.docx", DOCX, "unknown-format"),
    Useless("catatan.txt", b"Formulir menyusul, Pak.", "not-a-form"),
    Useless("anggaran.xlsx", list_of(("No", "Uraian", "Rupiah"), [(1, "Kertas", 5)]), "not-a-form"),
    Useless("dalam.zip", zipped({"a.zip": zipped({"b.txt": b"b"})}), "zip-in-zip"),
    Useless("hampa.zip", zipped({}), "empty-file"),
    Useless("putus.zip", zipped({"a.txt": b"a"})[:-30], "locked-zip"),
]


@pytest.mark.parametrize("sent", USELESS, ids=[sent.name for sent in USELESS])
def test_a_file_that_holds_no_registration_is_turned_away_with_its_reason(
    sent: Useless, folder: Registration
) -> None:
    folder.arrive(sent.name, sent.data)
    found = taken(folder)
    (path,) = not_used(found)
    assert path.startswith(sent.name)
    assert (fate(found, path), rules(found, path)) == ("rejected", {sent.rule})
    assert reason(found, path)
    assert path in folder.run("roster").out
    assert [entry["title"] for entry in found["entries"]] == [GOOD]


def test_what_is_said_about_them_is_about_registration(folder: Registration) -> None:
    for sent in USELESS:
        folder.arrive(sent.name, sent.data)
    found = taken(folder)["findings"]
    assert {finding["rule"] for finding in found} == {sent.rule for sent in USELESS}
    for finding in found:
        words = f"{finding['message']} {finding['fix']}"
        assert not re.search(r"score sheet|juror|3_masuk", words), words


@pytest.fixture
def with_locked_zip(folder: Registration) -> Registration:
    """A folder that received a zip with a password beside a good form."""
    send_good_form(folder)
    folder.arrive("rahasia.zip", locked(zipped({"a.xlsx": b"a" * 20, "b.xlsx": b"b" * 20})))
    return folder


def test_a_zip_with_a_password_is_told(with_locked_zip: Registration) -> None:
    said = with_locked_zip.run("roster", "--json")
    turned_away = not_used(said.json)
    assert turned_away
    for path in turned_away:
        assert path.startswith("rahasia.zip")
        assert (rules(said.json, path), said.code) == ({"locked-zip"}, 1)
    assert "rahasia.zip" in with_locked_zip.run("roster").out


def test_a_zip_with_a_password_is_kept(with_locked_zip: Registration) -> None:
    data = (with_locked_zip.root / "1_pendaftaran" / "rahasia.zip").read_bytes()
    with_locked_zip.roster()
    archive = with_locked_zip.root / "arsip"
    assert (archive / hashlib.sha256(data).hexdigest()).is_file()


def test_a_file_too_big_to_be_read_is_told(folder: Registration) -> None:
    send_good_form(folder)
    with folder.arrive("raksasa.xlsx", b"").open("wb") as file:
        file.truncate(65 * 2**20)
    said = folder.run("roster", "--json")
    assert fate(said.json, "raksasa.xlsx") == "rejected"
    assert (rules(said.json, "raksasa.xlsx"), said.code) == ({"too-big"}, 1)
    assert entry(said.json, GOOD)["file"] == GOOD_NAME


def test_a_form_without_any_answer_is_turned_away(folder: Registration) -> None:
    folder.arrive(NAME, fill(folder.form("OPD01"), []))
    found = taken(folder)
    assert (fate(found), rules(found)) == ("rejected", {"empty-form"})


def test_a_photo_named_after_the_form_is_evidence(folder: Registration) -> None:
    name = f"foto {code_of(folder, 'OPD01').lower()}.jpg"
    folder.arrive(name, PNG)
    found = taken(folder)
    assert (fate(found, name), rules(found, name)) == ("evidence", set())


def test_a_score_sheet_among_registrations_is_sent_where_it_belongs(folder: Registration) -> None:
    folder.arrive(NAME, sheets_out(folder).read_bytes())
    found = taken(folder)
    assert (fate(found), rules(found)) == ("rejected", {"score-sheet-here"})
    (finding,) = (f for f in found["findings"] if f["file"] == NAME)
    assert "3_masuk" in finding["fix"]


def test_a_form_among_score_sheets_is_sent_where_it_belongs(folder: Registration) -> None:
    sheets_out(folder)
    path = folder.put(NAME, form(folder, "Layanan Cepat"))
    assert folder.fate(path) == "rejected"
    assert ("registration-form", NAME) in folder.findings()


def test_zips_are_opened_with_their_folders(folder: Registration) -> None:
    files = {
        "Dinas/Kesehatan/formulir.xlsx": form(folder, "Layanan Cepat"),
        "Puskesmas/formulir.xlsx": form(folder, "Posyandu Digital", unit="PKM01"),
        "Puskesmas/foto.jpg": PNG,
        "Thumbs.db": b"x",
        "__MACOSX/Dinas/._formulir.xlsx": b"x",
    }
    path = "dari kecamatan/kiriman.zip"
    folder.arrive(path, zipped(files))
    found = taken(folder)
    assert {file["path"]: file["fate"] for file in found["files"]} == {
        GOOD_NAME: "used",
        f"{path}/Dinas/Kesehatan/formulir.xlsx": "used",
        f"{path}/Puskesmas/formulir.xlsx": "used",
        f"{path}/Puskesmas/foto.jpg": "rejected",
        f"{path}/Thumbs.db": "ignored",
        f"{path}/__MACOSX/Dinas/._formulir.xlsx": "ignored",
    }
    assert entry(found, "Layanan Cepat")["unit_code"] == "OPD01"
    assert entry(found, "Posyandu Digital")["unit_code"] == "PKM01"


def test_a_heap_of_files_is_taken_apart_file_by_file(folder: Registration, tmp_path: Path) -> None:
    other = forms_out(tmp_path / "lain", "lomba lain")
    for sent in USELESS:
        folder.arrive(f"lampiran/{sent.name}", sent.data)
    folder.arrive("lain.xlsx", form(other, "Layanan Lain"))
    folder.arrive("formulir kosong.xlsx", fill(folder.form("PKM01"), []))
    folder.arrive("asli.xlsx", form(folder, "Layanan Cepat", "Antrean Daring"))
    folder.arrive("salinan.xlsx", (folder.root / "1_pendaftaran" / "asli.xlsx").read_bytes())
    folder.arrive("kiriman.zip", zipped({"a/b.xlsx": form(folder, "Posyandu", unit="PKM01")}))
    folder.arrive("daftar.xlsx", list_of(HEADINGS, [("Dinkes", "Imunisasi", "17/12/2020")]))
    folder.arrive("~$asli.xlsx", b"x")
    found = taken(folder)
    titles = {entry["title"] for entry in found["entries"]}
    assert titles == {GOOD, "Layanan Cepat", "Antrean Daring", "Posyandu", "Imunisasi"}
    assert {fate: count for fate, count in found["counts"].items() if count} == {
        "used": 4,
        "duplicate": 1,
        "rejected": len(USELESS) + 1,
        "unknown": 1,
        "ignored": 1,
    }


def test_every_file_turned_away_is_named_to_people(folder: Registration) -> None:
    names = [f"brosur {n}.pdf" for n in range(1, 30)]
    for name in names:
        folder.arrive(name, PDF + name.encode())
    taken(folder)
    shown = folder.run("roster").out
    pages = (page.iter_rows(values_only=True) for page in load_workbook(folder.book))
    shown += "\n".join(str(row) for rows in pages for row in rows)
    assert [name for name in names if name not in shown] == []


@cache
def _a_form() -> bytes:
    with tempfile.TemporaryDirectory() as made:
        return form(forms_out(Path(made) / "lomba"), "Layanan Cepat")


damaged_forms = st.builds(
    lambda at, piece, cut: _a_form()[:at] + piece + _a_form()[at + cut :],
    st.integers(0, 40_000),
    st.binary(max_size=12),
    st.integers(0, 400),
)
any_bytes = st.one_of(
    st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode()), damaged_forms
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=any_bytes)
def test_no_bytes_stop_a_run(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = forms_out(tmp_path_factory.mktemp("uji") / "lomba")
    folder.arrive(NAME, data)
    taken(folder)
