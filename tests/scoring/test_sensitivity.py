"""What a result depends on is what the exact functions, run again, say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinovik_sheets.model import (
    Aggregation,
    Category,
    Competition,
    Criterion,
    CutTies,
    Entry,
    EntryStatus,
    Juror,
    Method,
    RoundingStep,
    Settings,
    Stage,
    Tier,
    Ties,
)
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.scoring.sensitivity.analysis import sensitivity, shifted
from sinovik_sheets.scoring.sensitivity.rerun import Rerun
from sinovik_sheets.scoring.sensitivity.scenarios import CutKind, Kind, Scenario, Sensitivity
from sinovik_sheets.steps.merge import ScoreTable
from sinovik_sheets.steps.rank import quotas, rank
from stage_results import competition, ranked

Rows = Mapping[str, dict[str, dict[str, Decimal]]]

ELEMENTS = ("akademisi", "LSM", "birokrasi")
STEPS = tuple(RoundingStep)


def settled(stage: Stage, entries: Sequence[Entry], quota: int | None = None) -> Competition:
    return Competition(
        Settings("Lomba"),
        stages=(stage,),
        categories=(Category("A", "A", quota=quota), Category("B", "B")),
        jurors=tuple(Juror(f"J{n}", f"Juri {n}", ELEMENTS[n % 3]) for n in range(6)),
        entries=tuple(entries),
    )


def by_rank(contest: Competition, stage: Stage, rows: Rows, result: StageResult) -> set[str] | None:
    """Who goes on when `rank` computes everything again; None where it gives no totals."""
    table = ScoreTable(stage.code)
    table.rows.update({entry: dict(own) for entry, own in rows.items()})
    again = rank(contest, stage, table, 0, result.totals_before)
    if again.parts:
        return None
    return {s.entry.code for s in again.standings if s.advances or s.undecided}


@st.composite
def stages(draw: st.DrawFn) -> Stage:
    weights = draw(st.sampled_from([("100",), ("60", "40"), ("33.5", "46.5", "20"), ("50", "50")]))
    criteria = tuple(
        Criterion(f"K{n}", f"Kriteria {n}", Decimal(weight), Decimal(0), Decimal(20))
        for n, weight in enumerate(weights)
    )
    method = draw(st.sampled_from(Method))
    points = draw(st.sampled_from([(), (Decimal(5), Decimal("2.5"), Decimal(1))]))
    minimum = draw(st.sampled_from([None, None, Decimal(8)]))
    return Stage(
        "T1",
        "Tahap 1",
        criteria,
        method=method,
        aggregation=draw(st.sampled_from(Aggregation)),
        trim=draw(st.integers(0, 2)),
        limit=Decimal(draw(st.sampled_from(["0.5", "1.25", "3"]))),
        rounding=draw(st.dictionaries(st.sampled_from(STEPS), st.integers(0, 2))),
        ties=draw(st.sampled_from(Ties)),
        cut_ties=draw(st.sampled_from(CutTies)),
        advance=draw(st.integers(0, 7)),
        minimum_score=minimum,
        advance_per=draw(st.sampled_from(["", "kategori", "kelompok"])),
        final_weights=draw(st.sampled_from([{}, {"T0": Decimal(30), "T1": Decimal(70)}])),
        element_weights=dict(zip(ELEMENTS, map(Decimal, ("50", "37.5", "12.5")), strict=True)),
        points=points if method is Method.PLACE_POINTS else (),
    )


@st.composite
def contests(draw: st.DrawFn) -> tuple[Competition, StageResult, Rows]:
    stage = draw(stages())
    places = stage.takes_places
    marks = "01234" if places else ("3", "7", "7.5", "8.25", "9", "15")
    entries = [
        Entry(
            f"E{n}",
            f"Inovasi {n}",
            category=draw(st.sampled_from("AB")),
            group=draw(st.sampled_from("xy")),
            status=draw(st.sampled_from([None] * 5 + [EntryStatus.WITHDRAWN])),
        )
        for n in range(draw(st.integers(2, 7)))
    ]
    jurors = [f"J{n}" for n in range(draw(st.integers(1, 6)))]
    rows: dict[str, dict[str, dict[str, Decimal]]] = {}
    for entry in entries:
        rows[entry.code] = {
            juror: {c.code: Decimal(draw(st.sampled_from(marks))) for c in stage.criteria}
            for juror in jurors
            if draw(st.integers(0, 3))
        }
    before = {
        ("T0", e.code): Fraction(draw(st.integers(50, 60)), 7)
        for e in entries
        if draw(st.integers(0, 5))
    }
    contest = settled(stage, entries, draw(st.sampled_from([None, 1, 2])))
    table = ScoreTable("T1")
    table.rows.update(rows)
    return contest, rank(contest, stage, table, 0, before), rows


def elements(contest: Competition) -> dict[str, str]:
    return {juror.code: juror.element for juror in contest.jurors}


@given(contests())
def test_the_stage_itself_and_without_each_juror(
    drawn: tuple[Competition, StageResult, Rows],
) -> None:
    contest, result, rows = drawn
    stage = result.stage
    rerun = Rerun(result, elements(contest), quotas(contest, stage))
    assert rerun.goes_on(stage) == by_rank(contest, stage, rows, result)
    for juror in rerun.jurors:
        without = {
            entry: {j: row for j, row in own.items() if j != juror} for entry, own in rows.items()
        }
        expected = by_rank(contest, stage, without, result)
        assert rerun.goes_on(stage, without=juror) == expected


@given(contests(), st.sampled_from(Method))
def test_every_other_method(drawn: tuple[Competition, StageResult, Rows], method: Method) -> None:
    contest, result, rows = drawn
    if result.stage.takes_places or method is Method.PLACE_POINTS:
        return
    other = replace(result.stage, method=method)
    rerun = Rerun(result, elements(contest), quotas(contest, other))
    assert rerun.goes_on(other) == by_rank(contest, other, rows, result)


@given(contests(), st.lists(st.integers(0, 50), min_size=3, max_size=3))
def test_every_other_weight(
    drawn: tuple[Competition, StageResult, Rows], shares: list[int]
) -> None:
    contest, result, rows = drawn
    stage = result.stage
    weights = {c.code: Fraction(share) for c, share in zip(stage.criteria, shares, strict=False)}
    criteria = tuple(replace(c, weight=Decimal(int(weights[c.code]))) for c in stage.criteria)
    other = replace(stage, criteria=criteria)
    rerun = Rerun(result, elements(contest), quotas(contest, stage))
    assert rerun.goes_on(stage, weights=weights) == by_rank(contest, other, rows, result)


def test_a_weight_moves_and_the_others_give_way_in_proportion() -> None:
    weights = {"K1": Fraction(50), "K2": Fraction(30), "K3": Fraction(20)}
    assert shifted(weights, "K1", Decimal(10)) == {"K1": 60, "K2": 24, "K3": 16}
    assert shifted(weights, "K3", Decimal(-10)) == {
        "K1": Fraction(450, 8),
        "K2": Fraction(270, 8),
        "K3": 10,
    }
    small = {"K1": Fraction(3), "K2": Fraction(97)}
    assert shifted(small, "K1", Decimal(-5)) == {"K1": 0, "K2": 100}
    assert shifted(small, "K2", Decimal(5)) == {"K1": 0, "K2": 100}
    assert all(sum(shifted(weights, c, Decimal(5)).values()) == 100 for c in weights)


TWO = (
    Criterion("K1", "Kebaruan", Decimal(60), Decimal(0), Decimal(100)),
    Criterion("K2", "Dampak", Decimal(40), Decimal(0), Decimal(100)),
)
STAGE = Stage("T1", "Tahap 1", TWO, advance=1)
CLOSE = {
    "A": {j: ["90", "60"] for j in ("J1", "J2", "J3", "J4")},
    "B": {j: ["72", "86"] for j in ("J1", "J2", "J3", "J4")},
    "C": {j: ["50", "50"] for j in ("J1", "J2", "J3", "J4")},
}


def found(stage: Stage, scores: Mapping[str, Mapping[str, list[str]]]) -> Sensitivity:
    contest = competition(stage, scores)
    return sensitivity(ranked(contest, scores), {}, {})


def scenario(said: Sensitivity, kind: Kind, code: str, shift: int = 0) -> Scenario:
    (one,) = (s for s in said.of(kind) if s.code == code and s.shift == shift)
    return one


def test_it_says_who_leaves_and_who_joins() -> None:
    said = found(STAGE, CLOSE)  # A 78.0, B 77.6
    assert (said.cut, said.top) == (CutKind.DECLARED, 1)
    assert said.own == {"A"}
    lighter = scenario(said, Kind.WEIGHT, "K1", -5)
    assert (said.leaving(lighter), said.joining(lighter), said.changes(lighter)) == (
        ("A",),
        ("B",),
        1,
    )
    heavier = scenario(said, Kind.WEIGHT, "K1", 5)
    assert said.changes(heavier) == 0
    assert said.touched == ("A", "B")
    assert {s.code for s in said.scenarios if s.own} == {"rata_rata"}
    assert len(said.of(Kind.WEIGHT)) == 8
    assert len(said.of(Kind.JUROR)) == 4


def test_what_cannot_apply_says_why() -> None:
    few = {e: dict(list(row.items())[:3]) for e, row in CLOSE.items()}
    trimmed = scenario(found(STAGE, few), Kind.METHOD, "rata_rata_terpangkas")
    assert trimmed.goes_on is None
    assert trimmed.note is not None
    assert dict(trimmed.note.values) == {"needed": 4, "there": 3}
    apart = {
        "A": {"J1": ["90", "60"], "J2": ["90", "60"]},
        "B": {"J3": ["72", "86"], "J4": ["72", "86"]},
    }
    adjusted = scenario(found(STAGE, apart), Kind.METHOD, "penyesuaian_juri")
    assert adjusted.goes_on is None
    assert adjusted.note is not None
    with_minimum = replace(STAGE, minimum_score=Decimal(50))
    assert scenario(found(with_minimum, CLOSE), Kind.METHOD, "z_skor").goes_on is None
    one = replace(STAGE, criteria=(replace(TWO[0], weight=Decimal(100)),))
    scores = {e: {j: cells[:1] for j, cells in row.items()} for e, row in CLOSE.items()}
    assert scenario(found(one, scores), Kind.WEIGHT, "K1").goes_on is None
    places = replace(one, method=Method.PLACE_POINTS)
    assert {s.goes_on for s in found(places, scores).of(Kind.METHOD)} == {None}


def test_the_limit_is_a_tenth_of_the_scale_or_the_stages_own() -> None:
    limited = scenario(found(STAGE, CLOSE), Kind.METHOD, "batas_simpangan")
    assert limited.note is not None
    assert limited.note.values["limit"] == 10
    own = scenario(found(replace(STAGE, limit=Decimal(3)), CLOSE), Kind.METHOD, "batas_simpangan")
    assert own.note is not None
    assert own.note.values["limit"] == 3


def test_without_a_cut_the_line_is_that_of_the_first_tier_or_of_three() -> None:
    stage = replace(STAGE, advance=None)
    contest = competition(stage, CLOSE)
    result = ranked(contest, CLOSE)
    tiers = [Tier("T1", "Harapan", 3, 6), Tier("T1", "Juara", 1, 2), Tier("T2", "Lain", 1, 1)]
    by_tier = sensitivity(result, {}, {}, tiers)
    assert (by_tier.cut, by_tier.tier, by_tier.top) == (CutKind.TIER, "Juara", 2)
    assert by_tier.own == {"A", "B"}
    by_three = sensitivity(result, {}, {})
    assert (by_three.cut, by_three.top) == (CutKind.WINNERS, 3)


@pytest.mark.parametrize("scores", [{}, {"A": {}}, {"A": {"J1": ["80", "80"]}}], ids=str)
def test_nothing_or_nearly_nothing_is_no_error(
    scores: Mapping[str, Mapping[str, list[str]]],
) -> None:
    said = found(STAGE, scores)
    assert said.own == {e for e, row in scores.items() if row}
    assert said.touched == ()


def test_jurors_who_cannot_be_compared_give_no_totals_but_alternatives() -> None:
    apart = {"A": {"J1": ["90", "60"]}, "B": {"J2": ["72", "86"]}}
    said = found(replace(STAGE, method=Method.LENIENCY), apart)
    assert said.own == frozenset()
    assert scenario(said, Kind.METHOD, "rata_rata").goes_on == frozenset({"A"})


def test_the_ladder_decides_between_equal_totals_at_the_line() -> None:
    equal = {
        "A": {"J1": ["80", "70"], "J2": ["80", "70"]},
        "B": {"J1": ["70", "85"], "J2": ["70", "85"]},
    }
    said = found(STAGE, equal)
    assert said.own == {"A"}
    shared = found(replace(STAGE, ties=Ties.SHARED), equal)
    assert shared.own == {"A", "B"}
