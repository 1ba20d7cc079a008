"""Judging places together: what always holds, whatever a juror types."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sinovik_sheets.model import Criterion, Method, Stage
from sinovik_sheets.problems import scores as rules
from sinovik_sheets.sheets.score_sheet.verdicts import Judged, State
from sinovik_sheets.steps.issued import Issued
from sinovik_sheets.steps.judge import JudgedSheet, Score
from sinovik_sheets.steps.places import settle_places

PLACES = 3
STAGE = Stage(
    "T1",
    "Final",
    (Criterion("K1", "K1", Decimal(100), Decimal(1), step=Decimal(1)),),
    method=Method.PLACE_POINTS,
    points=(Decimal(14), Decimal(9), Decimal(8)),
)
READ = st.one_of(
    st.just(Judged(State.MISSING, rule=rules.MISSING)),
    st.just(Judged(State.RECUSED, text="R")),
    st.just(Judged(State.REJECT, None, rules.NOT_A_NUMBER, "satu")),
    st.integers(1, 6).map(lambda place: Judged(State.ACCEPT, Decimal(place))),
    st.integers(1, 6).map(lambda place: Judged(State.ASK, Decimal(place), rules.STRUCK, "?")),
)


def sheet(column: list[Judged]) -> JudgedSheet:
    scores = {
        (f"INO-{n}", "K1"): Score(judged, (n, 7)) for n, judged in enumerate(column, start=10)
    }
    issued = Issued("ABCDEFGHJK", "T1", "J01", 1, tuple(e for e, _c in scores), ())
    plain = JudgedSheet(issued, "a.xlsx", "0" * 64, "Lembar Penilaian", scores, ())
    told = [plain.finding(k, s, s.judged.rule) for k, s in scores.items() if s.judged.rule]
    return replace(plain, findings=tuple(told))


@given(st.lists(READ, min_size=1, max_size=8))
def test_every_sheet_is_either_complete_or_says_what_is_open(column: list[Judged]) -> None:
    settled = settle_places(STAGE, sheet(column))
    values = [s.value for s in settled.scores.values() if s.value]
    states = {score.state for score in settled.scores.values()}
    to_give = min(PLACES, sum(judged.state is not State.RECUSED for judged in column))
    assert len(set(values)) == len(values)
    if settled.complete:
        assert set(range(1, to_give + 1)) <= set(values)
        assert settled.findings == ()
        assert not settled.lacking
    else:
        assert states & {State.MISSING, State.REJECT, State.ASK}
    open_cells = [s for s in settled.scores.values() if s.judged.rule is not None]
    assert len(settled.findings) == len(open_cells)


@given(st.lists(READ, min_size=1, max_size=8))
def test_judging_again_changes_nothing(column: list[Judged]) -> None:
    once = settle_places(STAGE, sheet(column))
    assert settle_places(STAGE, once) == once


@given(st.lists(READ, min_size=1, max_size=8))
def test_a_stage_of_scores_is_left_as_it_is(column: list[Judged]) -> None:
    stage = Stage("T1", "Final", STAGE.criteria)
    given_sheet = sheet(column)
    assert settle_places(stage, given_sheet) is given_sheet
