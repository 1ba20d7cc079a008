"""What a typed text says: numbers only by a strict pattern, everything else by name."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sinovik_sheets.sheets.score_sheet.score_text import Says, read_score_text

INVISIBLE = "\u200b\u200e\u200f\u2060\ufeff\u00ad\u202a\u202c"
STRICT = re.compile(r"[+-]?[0-9]{1,15}([.,][0-9]{1,15})?")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("85,5", "85.5"),
        ("85.5", "85.5"),
        ("85.50", "85.5"),
        ("20.10", "20.1"),
        ("085", "85"),
        ("+85", "85"),
        ("-5", "-5"),
        (" 90 ", "90"),
        ("\xa090", "90"),
        ("90\u200f", "90"),
        ("\u202a90\u202c", "90"),
        ("８５，５", "85.5"),
        ("85\n", "85"),
        ("100,00", "100"),
    ],
)
def test_numbers_as_people_write_them(text: str, number: str) -> None:
    assert read_score_text(text) == (Says.NUMBER, Decimal(number))


@pytest.mark.parametrize(
    ("text", "says", "number"),
    [
        ("1.234", Says.THOUSANDS, "1.234"),
        ("1,234", Says.THOUSANDS, "1.234"),
        ("85.000", Says.THOUSANDS, "85"),
        ("85.", Says.CUT_OFF, "85"),
        ("85,", Says.CUT_OFF, "85"),
        (",5", Says.CUT_OFF, "0.5"),
        ("85%", Says.PERCENT, "85"),
        ("85 %", Says.PERCENT, "85"),
        ("85,5\xa0%", Says.PERCENT, "85.5"),
        ("٩٠", Says.OTHER_DIGITS, "90"),
        ("8٥", Says.OTHER_DIGITS, "85"),
        ("𝟗𝟎", Says.OTHER_DIGITS, "90"),
    ],
)
def test_what_could_mean_a_number_keeps_it_as_a_candidate(
    text: str, says: Says, number: str
) -> None:
    assert read_score_text(text) == (says, Decimal(number))


@pytest.mark.parametrize(
    ("says", "texts"),
    [
        (Says.NOTHING, ["", " ", "\xa0", "\n", "\u200b", "\ufeff "]),
        (Says.RECUSAL, ["R", "r", " R ", "Ｒ", "R\u200f"]),
        (Says.ABSENCE, ["-", "–", "n/a", "N/A", "tidak hadir", "Tidak\xa0Hadir", "belum", "."]),
        (Says.LETTER_O, ["8O", "9o,5", "O5"]),
        (Says.LETTER_L, ["l5", "8I", "|5,0"]),
        (
            Says.UNREADABLE,
            [
                *("85/90", "90-", "(90)", "8-5", "8/5", "8:30", "1e2", "5E10", "1.234,5", "85.5."),
                *("85..5", "±85", "−5", "Rp90", "TRUE", "BENAR", "=80+5", "'85", "#N/A", "✓", "Ⅷ"),
                *("八", "8½", "8²", "⁹⁰", "⑧⑤", "㊿", "Rr", "8_5", "0x55", "1٫5", ",", "+", "90!"),
                *("8 1/2", "3 Mei", "Mei 2024", "85 90", "85\n90", "8 5", "85 (revisi)", "R 85"),
                *("\u202e58", "9" * 16),
            ],
        ),
    ],
)
def test_everything_else_by_name(says: Says, texts: list[str]) -> None:
    assert {text: read_score_text(text) for text in texts} == dict.fromkeys(texts, (says, None))


@given(
    st.integers(0, 10_000),
    st.sampled_from(["{:.2f}", "{:.1f}", "{:g}"]),
    st.sampled_from([".", ","]),
    st.sampled_from(["{}", " {}", "{}\n", "{}\xa0", "\u200e{}", "+{}", "0{}"]),
)
def test_every_decimal_from_0_to_100_reads_as_itself(
    hundredths: int, form: str, sign: str, around: str
) -> None:
    score = form.format(Decimal(hundredths) / 100)
    typed = around.format(score.replace(".", sign))
    assert read_score_text(typed) == (Says.NUMBER, Decimal(score).normalize())


@given(st.text() | st.text("0123456789.,+-% \n²½⁹٩９𝟗OolIeERr/()\u00a0" + INVISIBLE, max_size=8))
@example("8²")
@example("\u202e58")
@example("1_0")
def test_only_what_fits_the_strict_pattern_is_a_number(text: str) -> None:
    reading = read_score_text(text)
    full_width = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
    bare = "".join(ch for ch in text if ch not in INVISIBLE).translate(full_width).strip()
    if reading.says is Says.NUMBER:
        assert STRICT.fullmatch(bare)
        assert reading.number == Decimal(bare.replace(",", "."))
    assert reading.number is not None or reading.says not in (
        Says.NUMBER,
        Says.OTHER_DIGITS,
        Says.PERCENT,
        Says.THOUSANDS,
        Says.CUT_OFF,
    )
    assert read_score_text(text) == reading
