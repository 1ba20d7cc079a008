"""roster: forms that are not what was sent out, and forms that come more than once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from competition import type_rows
from registration import SECTIONS, Registration, fill, innovation
from sent_files import (
    NAME,
    code_of,
    entry,
    fate,
    form,
    forms_out,
    not_used,
    reason,
    rules,
    taken,
)

LAYANAN = [innovation("Layanan")]


@pytest.fixture
def folder(tmp_path: Path) -> Registration:
    """A folder whose forms are out."""
    return forms_out(tmp_path / "lomba")


@pytest.mark.parametrize("answer", ["pakai", "abaikan"])
def test_a_form_of_another_competition_is_asked(
    answer: str, folder: Registration, tmp_path: Path
) -> None:
    other = forms_out(tmp_path / "lomba lain", "lomba lain")
    folder.arrive(NAME, form(other, "Layanan"))
    found = taken(folder)
    assert (fate(found), rules(found)) == ("unknown", {"unknown-form-code"})
    (question,) = found["to_check"]
    assert (question["file"], question["choices"]) == (NAME, ["pakai", "abaikan"])
    assert code_of(other, "OPD01") in reason(found)
    folder.settle(question["value"], answer)
    found = folder.roster()
    assert fate(found) == ("used" if answer == "pakai" else "rejected")
    assert (found["to_check"], rules(found)) == ([], set())
    units = [e["unit_code"] for e in found["entries"] if e["title"] == "Layanan"]
    assert units == (["OPD01"] if answer == "pakai" else [])


def test_a_form_from_before_a_change_of_sections_is_taken_and_says_so(folder: Registration) -> None:
    data = form(folder, "Layanan Cepat")
    more = {"Kode": "B3", "Bagian": "Keberlanjutan", "Wajib": "ya"}
    type_rows(folder.root / "kompetisi.xlsx", {"Formulir": [*SECTIONS, more]})
    assert folder.run("forms").code == 0
    folder.arrive(NAME, data)
    folder.arrive(
        "baru.xlsx",
        fill(
            folder.root / "0_formulir" / "formulir_pendaftaran_PKM01_versi2.xlsx",
            [innovation("Posyandu", bagian_B3="Berlanjut.")],
        ),
    )
    found = taken(folder)
    assert fate(found) == "used"
    assert rules(found) == {"form-changed-since", "sections-missing"}
    told = [f["value"] for f in found["findings"] if f["file"] == NAME]
    assert told == ["Keberlanjutan", "Keberlanjutan"]
    assert entry(found, "Layanan Cepat")["unit_code"] == "OPD01"
    assert entry(found, "Posyandu")["findings"] == []


def test_a_changed_unit_code_is_asked_and_answered(folder: Registration) -> None:
    folder.arrive(NAME, fill(folder.form("OPD01"), LAYANAN, unit={"kode_unit": "PKM01"}))
    found = taken(folder)
    assert rules(found) == {"unit-code-changed"}
    assert entry(found, "Layanan")["unit_code"] == ""
    (question,) = found["to_check"]
    assert (question["value"], question["choices"]) == (
        "PKM01",
        ["OPD01", "PKM01", "tidak terdaftar"],
    )
    folder.settle("PKM01", "PKM01")
    found = taken(folder)
    assert (entry(found, "Layanan")["unit_code"], rules(found)) == ("PKM01", set())


@pytest.mark.parametrize("code", ["OPD01", None], ids=["code kept", "code emptied"])
def test_a_form_signed_by_another_unit_is_asked(code: str | None, folder: Registration) -> None:
    unit = {"unit": "Puskesmas Contoh Satu", "kode_unit": code}
    folder.arrive(NAME, fill(folder.form("OPD01"), LAYANAN, unit=unit))
    found = taken(folder)
    assert rules(found)
    assert "PKM01" in {choice for one in found["to_check"] for choice in one["choices"]}


def edit_hidden(word: str, value: str) -> Callable[[Any], None]:
    """Return a change of the hidden sheet: another value beside a word."""

    def change(book: Any) -> None:
        (row,) = (row for row in book["_sinovik"].iter_rows() if row[0].value == word)
        row[1].value = value

    return change


@pytest.mark.parametrize(("word", "value"), [("unit", "PKM01"), ("kode_formulir", "ZZZZZZZZ22")])
def test_hidden_ids_that_were_not_issued_are_asked_or_turned_away(
    word: str, value: str, folder: Registration
) -> None:
    folder.arrive(NAME, fill(folder.form("OPD01"), LAYANAN, change=edit_hidden(word, value)))
    found = taken(folder)
    told = {finding["verdict"] for finding in found["findings"] if finding["file"] == NAME}
    assert told & {"ask", "reject"}


def test_two_codes_in_one_file_are_turned_away(folder: Registration) -> None:
    own, other = (code_of(folder, unit) for unit in ("OPD01", "PKM01"))

    def change(book: Any) -> None:
        (cell,) = (c for row in book["Inovasi 2"].iter_rows() for c in row if c.value == own)
        cell.value = other

    folder.arrive(NAME, fill(folder.form("OPD01"), LAYANAN, change=change))
    found = taken(folder)
    assert (fate(found), rules(found)) == ("rejected", {"two-form-codes"})
    assert own in reason(found)
    assert other in reason(found)


def test_two_copies_under_two_names_are_one_registration(folder: Registration) -> None:
    data = form(folder, "Layanan Cepat")
    for name in ("asli.xlsx", "Salinan asli (1).xlsx"):
        folder.arrive(name, data)
    found = taken(folder)
    assert sorted(file["fate"] for file in found["files"]) == ["duplicate", "used", "used"]
    assert entry(found, "Layanan Cepat")["findings"] == []


@pytest.fixture
def two_versions(folder: Registration) -> Any:
    """What roster says when two versions of an innovation are sent together."""
    for number in (1, 2):
        name = f"versi {number}.xlsx"
        folder.register("OPD01", "Layanan Cepat", inovator=f"Inovator {number}", name=name)
    return taken(folder)


def test_two_versions_sent_together_are_asked_with_the_code_they_got(
    two_versions: Any, folder: Registration
) -> None:
    code = entry(two_versions, "Layanan Cepat")["entry"]
    (question,) = two_versions["to_check"]
    (line,) = folder.lines("Perlu Diperiksa")
    assert (question["rule"], question["entry"], line["Inovasi"]) == ("newer-version", code, code)
    assert code in question["question"]
    assert code in line["Pertanyaan"]


def test_a_question_names_the_page(two_versions: Any, folder: Registration) -> None:
    (question,) = two_versions["to_check"]
    (line,) = folder.lines("Perlu Diperiksa")
    assert "Inovasi 1" in question["cell"]
    assert "Inovasi 1" in line["Sel"]


def test_a_version_that_waits_says_why(two_versions: Any) -> None:
    (waiting,) = not_used(two_versions)
    assert (fate(two_versions, waiting), rules(two_versions, waiting)) == (
        "conflict",
        {"newer-version"},
    )
    assert reason(two_versions, waiting)
