"""Numbers and dates in words say what the figures say."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinovik_sheets.documents.words import date_words, nip_line, number_words
from sinovik_sheets.text import decimal_text, speaking

DIGITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (17, "tujuh belas"),
        (57, "lima puluh tujuh"),
        (100, "seratus"),
        (101, "seratus satu"),
        (1000, "seribu"),
        (1111, "seribu seratus sebelas"),
        (2026, "dua ribu dua puluh enam"),
        (11_000, "sebelas ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
    ],
)
def test_whole_numbers_in_indonesian(number: int, words: str) -> None:
    assert number_words(str(number)) == words


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ("83.50", "eighty-three point five zero"),
        ("0.05", "zero point zero five"),
        ("-1.2", "minus one point two"),
        ("83,50", ""),
        ("R", ""),
        ("", ""),
        ("1.", ""),
        ("٣", ""),
        ("1" * 16, ""),
    ],
)
def test_figures_in_english(figures: str, words: str) -> None:
    with speaking("en"):
        assert number_words(figures) == words


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ("83,50", "delapan puluh tiga koma lima nol"),
        ("9,07", "sembilan koma nol tujuh"),
        ("-0,5", "minus nol koma lima"),
        ("83.50", ""),
    ],
)
def test_figures_in_indonesian(figures: str, words: str) -> None:
    assert number_words(figures) == words


@given(st.decimals(0, 10**6, places=3))
def test_decimals_are_read_digit_by_digit(number: Decimal) -> None:
    figures = decimal_text(number, 3)
    whole, decimals = figures.split(",")
    read = number_words(figures).split()
    assert read[-3:] == [DIGITS[int(digit)] for digit in decimals]
    assert " ".join(read[:-4]) == number_words(whole)


def test_the_date_formula_of_minutes() -> None:
    day = date(2020, 12, 17)
    assert date_words(day) == "Kamis, tanggal tujuh belas bulan Desember tahun dua ribu dua puluh"
    with speaking("en"):
        assert date_words(day) == "Thursday, the seventeenth of December, two thousand and twenty"


@pytest.mark.parametrize(
    ("nip", "line"),
    [
        ("198001012005011001", "NIP. 19800101 200501 1 001"),
        ("NIP. 19800101 200501 1 001", "NIP. 19800101 200501 1 001"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_nip_in_groups(nip: str, line: str) -> None:
    assert nip_line(nip) == line
