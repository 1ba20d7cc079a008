"""Official codes: their normal form, what is wrong with them, and what was damaged."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinovik_sheets.problems import Finding, Rule
from sinovik_sheets.problems import codes as rules
from sinovik_sheets.roster.codes import nip_problem, nip_text, normal, problem


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (" 20000001 ", "20000001"),
        ("'20000001", "20000001"),
        ("NPSN: 2000 0001", "20000001"),
        ("npsn20000001", "20000001"),
        ("np567838", "NP567838"),
        ("p3512010101", "P3512010101"),
        ("35.12.01. 2001", "35.12.01.2001"),
        ("\u200b35.12\u00a0", "35.12"),
        ("NIP. 19800101 200501 1 001", "198001012005011001"),
        ("U\u20131", "U-1"),
        ("NIP", "NIP"),
        ("KODE1", "KODE1"),
        ("", ""),
    ],
)
def test_the_normal_form_drops_what_people_add_and_keeps_every_digit(
    written: str, code: str
) -> None:
    assert normal(written) == code


def test_a_leading_zero_stays() -> None:
    assert normal("01.02") == "01.02"
    assert normal("00012345") == "00012345"


@given(st.text())
def test_the_normal_form_of_a_normal_form_is_itself(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("SD", "20000001"),
        ("SMP Negeri", "20000002"),
        ("TK/PAUD", "69000001"),
        ("sekolah", "20000001"),
        ("Puskesmas", "P3512010101"),
        ("PKM", "1010001"),
        ("UPT Puskesmas", "1.02.0.00.0.00.01.0001"),
        ("Kabupaten", "35.12"),
        ("Kecamatan", "35.12.01"),
        ("Kec.", "7.01.0.00.0.00.01.0000"),
        ("Kelurahan", "35.12.07.1002"),
        ("Desa", "35.12.01.2001"),
        ("desa", "35.12.01.3001"),
        ("Kel/Desa", "35.12.01.2001"),
        ("Kelurahan dan Desa", "35.12.07.1002"),
        ("OPD", "1.01.2.22.0.00.01.0000"),
        ("Dinas", "4.01.0.00.0.00.01.0004"),
        ("OPD", "35.12.01"),
        ("Laboratorium", "anything at all"),
        ("", "20000001"),
        ("SD", ""),
        ("SD", "  "),
    ],
)
def test_a_good_code_has_no_problem(kind: str, code: str) -> None:
    assert problem(kind, code) is None


@pytest.mark.parametrize(
    ("kind", "code", "rule"),
    [
        ("SD", "NP567838", rules.NPSN_WITH_LETTERS),
        ("SD", "2000000123", rules.BAD_NPSN),
        ("SD", "20000-01", rules.BAD_NPSN),
        ("SD", "2000001", rules.CODE_LOST_ZEROS),
        ("SD", "2.00E+07", rules.CODE_AS_NUMBER),
        ("SD", "2,00E+07", rules.CODE_AS_NUMBER),
        ("SD", "20000001.0", rules.CODE_AS_NUMBER),
        ("SD", "20000001,00", rules.CODE_AS_NUMBER),
        ("SD", "20.000.001", rules.CODE_AS_NUMBER),
        ("Puskesmas", "101001", rules.CODE_LOST_ZEROS),
        ("Puskesmas", "P351201010", rules.BAD_PUSKESMAS_CODE),
        ("Puskesmas", "35.12.01", rules.BAD_PUSKESMAS_CODE),
        ("Kabupaten", "33.2", rules.CODE_LOST_ZEROS),
        ("Kabupaten", "35,12", rules.CODE_AS_NUMBER),
        ("Kecamatan", "35.12.1", rules.CODE_LOST_ZEROS),
        ("Kecamatan", "2035-12-01 00:00:00", rules.CODE_AS_NUMBER),
        ("Kecamatan", "35/12/01", rules.CODE_AS_NUMBER),
        ("Kecamatan", "351201", rules.REGION_CODE_WITHOUT_DOTS),
        ("Desa", "3512012001", rules.REGION_CODE_WITHOUT_DOTS),
        ("Desa", "Sumber", rules.BAD_REGION_CODE),
        ("Kecamatan", "35.12.01.2001", rules.REGION_CODE_OF_OTHER_LEVEL),
        ("Desa", "35.12.01", rules.REGION_CODE_OF_OTHER_LEVEL),
        ("Kelurahan", "35.12.07.2002", rules.CODE_OF_DESA),
        ("Desa", "35.12.07.1002", rules.CODE_OF_KELURAHAN),
        ("OPD", "404.5.2.1.17", rules.STRANGE_OFFICE_CODE),
        ("OPD", "1.1.2.22.0.0.1.0", rules.CODE_LOST_ZEROS),
        ("Laboratorium", "1E+10", rules.CODE_AS_NUMBER),
        ("", "20000001.0", rules.CODE_AS_NUMBER),
    ],
)
def test_a_bad_or_damaged_code_is_told_not_repaired(kind: str, code: str, rule: Rule) -> None:
    assert problem(kind, code) is rule
    assert normal(code) == code.replace(" ", "").upper()


@given(st.text(), st.text())
def test_no_text_raises(kind: str, code: str) -> None:
    problem(kind, code)
    nip_problem(code)
    nip_text(code)


@pytest.mark.parametrize(
    "written",
    [
        "198001012005011001",
        "19800101 200501 1 001",
        "NIP. 19800101 200501 1 001",
        "NIP: 19800101.200501.1.001",
        "19800101-200501-1-001",
    ],
)
def test_a_nip_is_known_however_it_is_spaced(written: str) -> None:
    assert nip_problem(written) is None
    assert nip_text(written) == "19800101 200501 1 001"


def test_a_nip_of_a_contract_has_month_21() -> None:
    assert nip_problem("NI PPPK 19900101 202221 2 001") is None


def test_what_is_no_nip_is_written_as_it_stands() -> None:
    assert nip_text(" - ") == "-"
    assert nip_problem("") is None


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("19800101 200501 1", rules.BAD_NIP),
        ("belum ada", rules.BAD_NIP),
        ("1.98001E+17", rules.CODE_AS_NUMBER),
        ("198001012005011000", rules.NIP_CUT_OFF),
        ("19800230 200501 1 001", rules.NIP_BIRTH_DATE),
        ("18800101 190501 1 001", rules.NIP_BIRTH_DATE),
        ("19800101 200513 1 001", rules.NIP_APPOINTMENT),
        ("19800101 200500 1 001", rules.NIP_APPOINTMENT),
        ("19800101 198501 1 001", rules.NIP_AGE),
        ("19300101 200501 1 001", rules.NIP_AGE),
        ("19800101 200501 3 001", rules.NIP_SEX),
    ],
)
def test_an_implausible_nip_is_told(written: str, rule: Rule) -> None:
    assert nip_problem(written) is rule


def test_nobody_is_appointed_in_the_future() -> None:
    nip = "19900101 203001 1 001"
    assert nip_problem(nip) is None
    assert nip_problem(nip, on=date(2027, 1, 31)) is rules.NIP_APPOINTMENT


def test_every_sentence_names_the_value_and_a_way_out() -> None:
    every = [rule for rule in vars(rules).values() if isinstance(rule, Rule)]
    assert len({rule.code for rule in every}) == len(every)
    for rule in every:
        finding = Finding(rule, value="20.00")
        assert "20.00" in finding.message
        assert finding.fix
