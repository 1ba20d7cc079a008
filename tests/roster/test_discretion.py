"""What points at people is taken out of texts that leave the house; the rest stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinovik_sheets.model import Juror
from sinovik_sheets.roster.discretion import TAKEN_OUT, without_contacts, without_people

JURORS = (
    Juror("J01", "Prof. Dr. Sri Wahyuni, M.Si"),
    Juror("J02", "Drs. Bambang Sutejo S.Sos MM"),
    Juror("J03", "Bagus"),
    Juror("7", "KETUT SUARDANA, S.E."),
    Juror("J05", "Budi Santoso MSi"),
    Juror("J06", "Drs H Moh. Amin SPd MM"),
)


@pytest.mark.parametrize(
    "text",
    [
        "Prof. Dr. Sri Wahyuni, M.Si",
        "sri   wahyuni",
        "Sri\nWahyuni",
        "BAMBANG SUTEJO",
        "Drs. Bambang Sutejo S.Sos MM",
        "Ketut Suardana",
        "J01",
        "j02",
        "Bagus",
        "081234567890",
        "+62 812-3456-7890",
        "0812.3456.7890",
        "sri.wahyuni@contoh.ac.id",
        "198001012005011001",
        "Budi Santoso",
        "budi santoso MSi",
        "Moh. Amin",
        "(0812) 3456-7890",
        "+62 (812) 3456 7890",
        "0812/3456/7890",
        "08 12 34 56 78 90",
        "3512010101800001",
        "19800101 200501 1 001",
    ],
)
def test_people_are_taken_out(text: str) -> None:
    assert without_people(f"Dinilai oleh {text}.", JURORS) == f"Dinilai oleh {TAKEN_OUT}."


@pytest.mark.parametrize(
    "text",
    [
        "Sudah bagus, lanjutkan",  # a name of one word is found only as it is written
        "Anggaran Rp 1.500.000.000 pada tahun 2026",
        "7 kecamatan, 12 puskesmas; telepon kantor (0338) 671161",
        "Kode J011 dan J0 tetap, begitu juga Sri Wahyuningsih",
        "",
    ],
)
def test_everything_else_stays_as_it_was_written(text: str) -> None:
    assert without_people(text, JURORS) == text


def test_contacts_of_innovators_are_taken_out_and_their_names_stay() -> None:
    written = "Budi Santoso (NIP 198001012005011001), Sri Wahyuni 0812 3456 7890"
    expected = f"Budi Santoso (NIP {TAKEN_OUT}), Sri Wahyuni {TAKEN_OUT}"
    assert without_contacts(written) == expected


@given(st.text(), st.text())
def test_a_full_name_never_stays_between_other_words(before: str, after: str) -> None:
    told = without_people(f"{before} Prof. Dr. Sri Wahyuni, M.Si {after} J01", JURORS)
    assert "Prof. Dr. Sri Wahyuni" not in told
    assert not told.endswith("J01")


@given(st.text())
def test_a_name_of_any_letters_is_no_pattern(name: str) -> None:
    without_people("a (b", [Juror("J01", name)])
