"""Every score cell gets exactly one verdict, whatever a program made of what was typed."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinovik_sheets.model import Criterion
from sinovik_sheets.sheets.cells import BLANK, Cell, Kind, Style
from sinovik_sheets.sheets.score_sheet.verdicts import Judged, State, judge, judge_low

K1 = Criterion("K1", "Kebaruan", Decimal(40))
USUAL = Fraction(75)
COUNTED = (State.ACCEPT, State.NOTE)


def text(content: str) -> Cell:
    return Cell(Kind.TEXT, content)


def number(raw: str, number_format: str = "0.00") -> Cell:
    return Cell(Kind.NUMBER, raw, style=Style(number_format))


def verdict(cell: Cell, comment: str = "", *, merged: bool = False) -> Judged:
    return judge_low(judge(cell, K1, comment, merged=merged), K1, USUAL)


AUGUST, MAY = number("46239", "mm-dd-yy"), number("46150", "mm-dd-yy")
PERCENT = number("0.85", "0.00%")
NEGATIVE, FRACTION = number("-90"), number("8.5", "# ?/?")
TRUE, ERROR = Cell(Kind.BOOL, "TRUE"), Cell(Kind.ERROR, "#N/A")
FORMULA = Cell(Kind.NUMBER, "85", formula=True)
NIP = number("1.97001012000031e+17")


@pytest.mark.parametrize(
    ("typed", "english", "in_english", "indonesian", "in_indonesian"),
    [
        ("85,5", text("85,5"), "note", number("85.5"), "accept"),
        ("85.5", number("85.5"), "accept", text("85.5"), "note"),
        ("85.50", number("85.5"), "accept", text("85.50"), "note"),
        ("20.10", number("20.1"), "accept", text("20.10"), "note"),
        ("8.5", number("8.5"), "ask", text("8.5"), "ask"),
        ("1.234", number("1.234"), "ask", number("1234"), "reject"),
        ("1,234", number("1234"), "reject", number("1.234"), "ask"),
        ("85.", number("85"), "accept", text("85."), "ask"),
        ("85,", text("85,"), "ask", number("85"), "accept"),
        ("8/5", AUGUST, "reject", MAY, "reject"),
        ("8-5", text("8-5"), "reject", text("8-5"), "reject"),
        ("85%", PERCENT, "ask", PERCENT, "ask"),
        ("85,5%", text("85,5%"), "ask", number("0.855", "0.00%"), "ask"),
        ("90-", NEGATIVE, "reject", NEGATIVE, "reject"),
        ("(90)", NEGATIVE, "reject", NEGATIVE, "reject"),
        ("8 1/2", FRACTION, "ask", FRACTION, "ask"),
        ("1e2", number("100", "0.00E+00"), "note", number("100", "0.00E+00"), "note"),
        ("5E10", number("50000000000"), "reject", number("50000000000"), "reject"),
        ("8:30", number("0.354166666666667", "h:mm"), "reject", text("8:30"), "reject"),
        ("8.30", number("8.3"), "ask", text("8.30"), "ask"),
        ("TRUE", TRUE, "reject", text("TRUE"), "reject"),
        ("BENAR", text("BENAR"), "reject", TRUE, "reject"),
        ("Rp90", text("Rp90"), "reject", number("90", "[$Rp-421]#,##0"), "ask"),
        ("3 Mei", text("3 Mei"), "reject", MAY, "reject"),
        (" 90 ", number("90"), "accept", number("90"), "accept"),
        ("９０", text("９０"), "note", text("９０"), "note"),
        ("٩٠", text("٩٠"), "ask", text("٩٠"), "ask"),
        ("8½", text("8½"), "reject", text("8½"), "reject"),
        ("八", text("八"), "reject", text("八"), "reject"),
        ("=80+5", FORMULA, "reject", FORMULA, "reject"),
        ("197001012000031001", NIP, "reject", NIP, "reject"),
        ("00123456", number("123456"), "reject", number("123456"), "reject"),
        ("32.01", number("32.01"), "accept", text("32.01"), "note"),
        ("'85", text("'85"), "reject", text("'85"), "reject"),
        ("#N/A", text("#N/A"), "reject", ERROR, "reject"),
    ],
)
def test_what_two_locales_make_of_the_same_keys(
    typed: str, english: Cell, in_english: str, indonesian: Cell, in_indonesian: str
) -> None:
    found = (verdict(english).state.value, verdict(indonesian).state.value)
    assert found == (in_english, in_indonesian), typed


@pytest.mark.parametrize(
    ("number_format", "state"),
    [
        ("General", "accept"),
        ("@", "accept"),
        ("0", "accept"),
        ("0.00_ ", "accept"),
        ("#,##0.00;[Red]-#,##0.00", "accept"),
        ('_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)', "accept"),
        ("0;-0;;@", "accept"),
        ("0.00,", "ask"),
        ("-0", "ask"),
        ('"-"0', "ask"),
        ('0 "poin"', "ask"),
        ("[>80]0;0", "ask"),
        ('"lulus"', "ask"),
        (";;;", "ask"),
        ("yyyy", "ask"),
        ("id 99", "ask"),
        ("*80", "reject"),
        ('0"0"', "reject"),
        ('[>50]"90";0', "reject"),
        ("\\9\\0", "reject"),
    ],
)
def test_a_format_that_disguises_the_number_is_never_silent(number_format: str, state: str) -> None:
    assert verdict(number("85", number_format)).state.value == state


def test_a_zero_that_its_format_hides_is_asked_even_of_a_severe_juror() -> None:
    hidden = judge_low(judge(number("0", "0;-0;;@"), K1), K1, Fraction(0))
    assert (hidden.state, hidden.rule and hidden.rule.code) == (State.ASK, "hidden-by-format")
    assert judge_low(judge(number("0"), K1), K1, Fraction(0)).state is State.ACCEPT


@pytest.mark.parametrize(
    ("style", "state"),
    [
        (Style("0", font_colour="FFFFFF"), "ask"),
        (Style("0", font_colour="F2F2F2"), "ask"),
        (Style("0", font_colour="FFFFFF", fill="305496"), "note"),
        (Style("0", font_colour="305496", fill="305496"), "ask"),
        (Style("0", font_colour="C00000"), "accept"),
        (Style("0", font_colour="auto"), "accept"),
        (Style("0", struck=True), "ask"),
    ],
)
def test_what_cannot_be_seen_is_asked(style: Style, state: str) -> None:
    assert verdict(Cell(Kind.NUMBER, "85", style=style)).state.value == state


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        (text("R"), "recused"),
        (text("R")._replace(style=Style(struck=True)), "ask"),
        (text("R")._replace(style=Style(font_colour="FFFFFF")), "ask"),
        (text("R")._replace(disputed=True), "ask"),
        (text("R")._replace(partly_struck=True), "reject"),
        (text("R")._replace(formula=True), "reject"),
    ],
)
def test_an_r_recuses_only_where_it_is_plain(cell: Cell, state: str) -> None:
    assert verdict(cell).state.value == state


def test_an_r_merged_over_its_row_recuses() -> None:
    assert verdict(text("R"), merged=True).state is State.RECUSED


def test_a_blank_in_which_another_reader_sees_something_is_asked() -> None:
    assert verdict(BLANK).state is State.MISSING
    disputed = verdict(BLANK._replace(disputed=True))
    assert (disputed.state, disputed.rule and disputed.rule.code) == (State.ASK, "readers-differ")


@pytest.mark.parametrize(
    ("comment", "state"),
    [("harusnya 85", "ask"), ("lihat proposal", "missing"), ("SINOVIK: 8O bukan angka", "missing")],
)
def test_a_number_in_the_comment_of_a_blank_cell_is_asked(comment: str, state: str) -> None:
    assert verdict(BLANK, comment).state.value == state


@given(st.integers(0, 10_000), st.sampled_from(["{!r}", "{:.17g}", "{:.16g}"]))
def test_every_number_of_two_decimals_counts_as_typed(hundredths: int, written: str) -> None:
    typed = Decimal(hundredths) / 100
    judged = judge(number(written.format(float(typed))), K1)
    assert (judged.state, judged.value) == (State.ACCEPT, typed)


STYLES = st.builds(
    Style,
    st.sampled_from(["General", "0.00", "0", "0%", "d-mmm", "h:mm", ";;;", '"90"', "# ?/?", "@"])
    | st.text(max_size=8),
    st.booleans(),
    st.sampled_from(["", "000000", "FFFFFF", "auto"]),
    st.sampled_from(["", "FFFFFF", "FFFF00", "auto"]),
)
CONTENTS = st.one_of(
    st.just((Kind.BLANK, "")),
    st.tuples(st.just(Kind.TEXT), st.text() | st.text("0123456789.,%R -O", max_size=6)),
    st.tuples(st.just(Kind.BOOL), st.sampled_from(["TRUE", "FALSE"])),
    st.tuples(st.just(Kind.ERROR), st.text()),
    st.tuples(
        st.just(Kind.NUMBER),
        st.floats(allow_nan=False, allow_infinity=False).map(repr)
        | st.integers(-200, 12_000).map(lambda hundredths: repr(hundredths / 100)),
    ),
)
CELLS = st.builds(
    lambda content, *rest: Cell(*content, *rest),
    CONTENTS,
    st.booleans(),
    STYLES,
    st.booleans(),
    st.booleans(),
)
STEPS = st.sampled_from([None, Decimal("0.25"), Decimal(1)])


@given(
    cell=CELLS,
    step=STEPS,
    comment=st.sampled_from(["", "85", "baik"]),
    merged=st.booleans(),
    median=st.integers(0, 100),
)
def test_every_cell_gets_exactly_one_verdict(
    *, cell: Cell, step: Decimal | None, comment: str, merged: bool, median: int
) -> None:
    criterion = Criterion("K1", "Kebaruan", Decimal(40), step=step)
    judged = judge_low(judge(cell, criterion, comment, merged=merged), criterion, Fraction(median))
    again = judge_low(judge(cell, criterion, comment, merged=merged), criterion, Fraction(median))
    assert judged == again
    if judged.rule is None:
        assert judged.state in (State.ACCEPT, State.RECUSED)
    else:
        assert judged.rule.verdict == judged.state.value
    if judged.state in COUNTED:
        assert judged.value is not None
        assert 0 <= judged.value <= 100
        assert not any((cell.formula, cell.disputed, cell.partly_struck, cell.style.struck))
        assert not merged
        assert cell.kind in (Kind.NUMBER, Kind.TEXT)
    if judged.state in (State.REJECT, State.MISSING):
        assert judged.state is State.REJECT or judged.value is None
