"""roster: whom to ask about a registration stands in the sheet Kontak and nowhere else."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from competition import JURORS, contents, type_rows
from registration import Registration, fill, innovation, list_of
from sent_files import NAME, forms_out


@pytest.fixture
def folder(tmp_path: Path) -> Registration:
    """A folder whose forms are out."""
    return forms_out(tmp_path / "lomba")


HELD = ("Penanggung Jawab", "NIP", "WhatsApp", "Email")
Person = Mapping[str, str]
digits = st.text("0123456789", min_size=9, max_size=9)
people = st.builds(
    lambda nip, phone, name: {
        "penanggung_jawab": f"Orang {name}",
        "nip": f"198{nip}001004",
        "whatsapp": f"08{phone}",
        "email": f"surel.{name}@contoh.id",
    },
    digits,
    digits,
    st.text("abcdefgh", min_size=6, max_size=9),
)


def stated(folder: Registration, person: Person, change: Any = None) -> bytes:
    """Return a form of a person, faulty in all ways that are told to people."""
    page = innovation("Layanan Cepat", mulai="kemarin", bagian_B1=None, pernyataan_1="mungkin")
    return fill(folder.form("OPD01"), [page], unit=person, change=change)


def unit_twice(person: Person) -> Any:
    """Return a change that asks for the unit on a second sheet, and gives it another person."""

    def change(book: Any) -> None:
        copy = book.copy_worksheet(book["Unit"])
        for row in copy.iter_rows():
            field = str(row[0].value).removeprefix("#")
            if field in person:
                row[2].value = person[field]

    return change


def listed(person: Person) -> bytes:
    """Return a list that names a person, with one heading that is not known for sure."""
    headings = ("Unit", "Judul Inovasi", "Tanggal Mulai", "NIP", "No HP", "Emaill", "PIC")
    columns = ("nip", "whatsapp", "email", "penanggung_jawab")
    row = ["Puskesmas Conto Satu", "Posyandu", "kemarin", *(person[name] for name in columns)]
    return list_of(headings, [row])


def secrets(*persons: Person) -> set[str]:
    """Return what must not be told of people."""
    return {value for person in persons for value in person.values()}


def leaked(text: str, persons: Sequence[Person]) -> set[str]:
    """Return what of people stands in a text."""
    return {value for value in secrets(*persons) if value in text}


def texts(path: Path) -> str:
    """Return a file as text, all parts of a workbook."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes().decode("utf-8", errors="replace")
    with zipfile.ZipFile(path) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(persons=st.lists(people, min_size=4, max_size=4, unique_by=lambda one: one["nip"]))
def test_nothing_personal_is_told_anywhere_else(
    tmp_path_factory: pytest.TempPathFactory, persons: list[Person]
) -> None:
    folder = forms_out(tmp_path_factory.mktemp("uji") / "lomba")
    first, second, third, fourth = persons
    folder.arrive("satu.xlsx", stated(folder, first, unit_twice(second)))
    folder.arrive("tiga.xlsx", listed(third))
    said = [folder.run("roster"), folder.run("roster", "--json")]
    folder.arrive("empat.xlsx", stated(folder, fourth))
    said += [folder.run("roster"), folder.run("roster", "--json"), folder.run("check", "--json")]
    type_rows(folder.root / "kompetisi.xlsx", {"Juri": JURORS})
    said += [folder.run("distribute"), folder.run("distribute", "--json"), folder.run("update")]
    assert leaked("".join(one.out + one.err for one in said), persons) == set()

    received = {"daftar_peserta.xlsx", "1_pendaftaran"}
    for name in contents(folder.root):
        place = name.split("/")[0]
        if place in received or (place == "arsip" and not name.endswith(".jsonl")):
            continue
        assert (name, leaked(texts(folder.root / name), persons)) == (name, set())
    for page in load_workbook(folder.book):
        shown = "\n".join(str(cell.value) for row in page.iter_rows() for cell in row)
        assert page.title == "Kontak" or leaked(shown, persons) == set()


def test_what_stands_beside_the_questions_about_the_unit_is_not_told(folder: Registration) -> None:
    def change(book: Any) -> None:
        page = book["Unit"]
        page.cell(page.max_row + 2, 3).value = "081200000009"

    folder.arrive(NAME, fill(folder.form("OPD01"), [innovation("Layanan")], change=change))
    said = folder.run("roster", "--json")
    told = [f for f in said.json["findings"] if f["rule"] == "form-text-outside"]
    assert [(f["file"], f["sheet"]) for f in told] == [(NAME, "Unit")]
    assert "081200000009" not in said.out + said.err


def test_the_roster_keeps_whom_to_ask(folder: Registration) -> None:
    person = {
        "penanggung_jawab": "Orang Contoh",
        "nip": "198001012005011001",
        "whatsapp": "081200000001",
        "email": "orang@contoh.id",
    }
    folder.arrive("satu.xlsx", stated(folder, person))
    folder.arrive("dua.xlsx", listed(person))
    folder.roster()
    lines = {line["Kode"]: line for line in folder.lines("Kontak")}
    by_file = {e["file"]: lines[e["entry"]] for e in folder.roster()["entries"]}
    assert [by_file["satu.xlsx"][name] for name in HELD] == list(person.values())
    assert [by_file["dua.xlsx"][name] for name in HELD] == [*list(person.values())[:3], None]
    assert by_file["satu.xlsx"]["Unit"] == "Dinas Kesehatan"
