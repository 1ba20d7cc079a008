"""What must not matter does not matter, method by method; and where it truly does."""

import random
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from recount.contests import ELEMENTS, Contest, contests
from sinovik_sheets.model import Aggregation, Criterion, Method, RoundingStep, Stage, Ties
from sinovik_sheets.scoring.aggregate import Rows, score_entries
from sinovik_sheets.scoring.ranking import Contender, Placing, rank
from sinovik_sheets.scoring.result import Absence
from stage_results import ranked

Table = Mapping[str, Rows]
Outcome = Mapping[str, tuple[Fraction, Placing]]

every_method = pytest.mark.parametrize("method", Method)


def outcome(stage: Stage, table: Table, elements: Mapping[str, str]) -> Outcome:
    """The total and the place of every entry that has a total."""
    scores = score_entries(stage, table, elements).scores
    contenders = [Contender(e, "", s.total, s) for e, s in scores.items() if s.total is not None]
    placings = {placing.entry: placing for placing in rank(contenders, stage)}
    return {c.entry: (c.total, placings[c.entry]) for c in contenders}


def places(stage: Stage, table: Table, elements: Mapping[str, str]) -> Mapping[str, int]:
    return {e: placing.place for e, (_, placing) in outcome(stage, table, elements).items()}


def parts(contest: Contest) -> tuple[Stage, Table, dict[str, str]]:
    """The stage of a contest, the counted scores, and the elements of the jurors."""
    elements = {juror.code: juror.element for juror in contest.competition.jurors}
    return contest.competition.stages[0], contest.result().rows, elements


@every_method
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_the_order_of_entries_jurors_and_criteria(method: Method, data: st.DataObject) -> None:
    stage, table, elements = parts(data.draw(contests(method)))
    before = outcome(stage, table, elements)
    chance = data.draw(st.randoms())
    shuffled = {
        entry: {juror: rows[juror] for juror in chance.sample(list(rows), len(rows))}
        for entry, rows in chance.sample(list(table.items()), len(table))
    }
    assert outcome(stage, shuffled, elements) == before
    criteria = tuple(chance.sample(stage.criteria, len(stage.criteria)))
    after = outcome(replace(stage, criteria=criteria), shuffled, elements)
    assert {e: total for e, (total, _) in after.items()} == {e: t for e, (t, _) in before.items()}
    # Among criteria of the same weight the declared order is part of the ladder.
    if len(set(stage.weights.values())) == len(stage.criteria):
        assert after == before


@every_method
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_the_names_of_jurors(method: Method, data: st.DataObject) -> None:
    """Leniency is rounded so that it sums to 0; of equal ones the first by code gives way.

    There only names in the same order change nothing at all.
    """
    stage, table, elements = parts(data.draw(contests(method)))
    jurors = sorted(elements)
    other = jurors if method is Method.LENIENCY else data.draw(st.permutations(jurors))
    name = {juror: f"X{new}" for juror, new in zip(jurors, other, strict=True)}
    renamed = {
        entry: {name[juror]: scores for juror, scores in rows.items()}
        for entry, rows in table.items()
    }
    renamed_elements = {name[juror]: element for juror, element in elements.items()}
    assert outcome(stage, renamed, renamed_elements) == outcome(stage, table, elements)


@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_the_names_of_jurors_move_leniency_by_a_millionth_at_most(data: st.DataObject) -> None:
    stage, table, elements = parts(data.draw(contests(Method.LENIENCY)))
    unrounded = replace(stage, rounding={})
    jurors = sorted(elements)
    name = dict(zip(jurors, data.draw(st.permutations(jurors)), strict=True))
    renamed = {
        entry: {name[juror]: scores for juror, scores in rows.items()}
        for entry, rows in table.items()
    }
    before, after = (outcome(unrounded, rows, elements) for rows in (table, renamed))
    for entry, (total, _placing) in before.items():
        assert abs(after[entry][0] - total) <= Fraction(1, 10**6)


def complete(method: Method, data: st.DataObject) -> tuple[Stage, dict[str, dict[str, list[int]]]]:
    """A stage that rounds nothing, and scores of every juror for every entry."""
    weights = data.draw(st.sampled_from([("100",), ("62.5", "37.5"), ("25", "50", "25")]))
    stage = Stage(
        "T1",
        "Tahap 1",
        tuple(Criterion(f"K{n}", f"K{n}", Decimal(w)) for n, w in enumerate(weights, 1)),
        method=method,
        aggregation=data.draw(st.sampled_from(Aggregation)),
        limit=Decimal(1),
        rounding={},
        ties=Ties.SHARED,
        element_weights=ELEMENTS,
    )
    row = st.lists(st.integers(1, 5), min_size=len(weights), max_size=len(weights))
    jurors = [f"J{n}" for n in range(data.draw(st.integers(1, 5)))]
    table = {
        f"E{number}": {juror: data.draw(row) for juror in jurors}
        for number in range(data.draw(st.integers(2, 6)))
    }
    return stage, table


def as_rows(table: Mapping[str, Mapping[str, list[int]]], lift: int = 0) -> Table:
    """The scores as counted rows, those of the first juror lifted."""
    return {
        entry: {
            juror: {
                f"K{n}": Decimal(score + (lift if juror == "J0" else 0))
                for n, score in enumerate(scores, 1)
            }
            for juror, scores in rows.items()
        }
        for entry, rows in table.items()
    }


def some_elements(table: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    jurors = next(iter(table.values()))
    return {juror: list(ELEMENTS)[at % 3] for at, juror in enumerate(jurors)}


UNMOVED_BY_A_CONSTANT = [
    Method.MEAN,
    Method.ELEMENT_WEIGHTS,
    Method.PLACE_POINTS,
    Method.LENIENCY,
    Method.Z_SCORE,
]
"""With `poin_peringkat` only where places are added up; a table gives other points."""


@pytest.mark.parametrize("method", UNMOVED_BY_A_CONSTANT)
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_a_mild_juror_where_everybody_scores_everything(
    method: Method, data: st.DataObject
) -> None:
    """The order stays (unrounded totals, before the tie-breaks) whatever one juror adds."""
    stage, table = complete(method, data)
    elements = some_elements(table)
    lifted = as_rows(table, lift=data.draw(st.integers(0, 40)))
    assert places(stage, lifted, elements) == places(stage, as_rows(table), elements)


@pytest.mark.parametrize(
    ("method", "table", "lift"),
    [
        (Method.TRIMMED_MEAN, {"E0": [2, 3, 5, 2], "E1": [3, 3, 4, 3]}, 4),
        (Method.LIMITED_MEAN, {"E0": [3, 5, 3], "E1": [4, 4, 3]}, 4),
        (Method.MEDIAN, {"E0": [2, 5, 2], "E1": [1, 4, 3]}, 3),
    ],
)
def test_a_mild_juror_moves_what_looks_at_the_middle(
    method: Method, table: Mapping[str, list[int]], lift: int
) -> None:
    """Which scores stand at the end, or beyond the limit, is another matter then."""
    stage = Stage(
        "T1",
        "Tahap 1",
        (Criterion("K1", "K1", Decimal(100)),),
        method=method,
        limit=Decimal(1),
        rounding={},
    )
    scores = {e: {f"J{n}": [score] for n, score in enumerate(row)} for e, row in table.items()}
    assert places(stage, as_rows(scores), {}) == {"E0": 2, "E1": 1}
    assert places(stage, as_rows(scores, lift), {}) == {"E0": 1, "E1": 2}


@every_method
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_the_scale_of_the_weights(method: Method, data: st.DataObject) -> None:
    """Twenty times every weight gives twenty times the total, where nothing is rounded.

    Not with `per_juri` where the totals meet a number that does not grow with them: the
    limit, and adjustments that are printed with six decimals.
    """
    stage, table = complete(method, data)
    fixed = {Method.LIMITED_MEAN, Method.LENIENCY, Method.Z_SCORE}
    assume(method not in fixed or stage.aggregation is Aggregation.PER_CRITERION)
    heavier = replace(
        stage,
        criteria=tuple(replace(c, weight=(c.weight or Decimal(0)) * 20) for c in stage.criteria),
        element_weights={element: 3 * weight for element, weight in ELEMENTS.items()},
    )
    rows, elements = as_rows(table), some_elements(table)
    before, after = (outcome(rule, rows, elements) for rule in (stage, heavier))
    for entry, (total, placing) in before.items():
        assert after[entry] == (20 * total, placing)


@every_method
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_a_recusal_is_as_if_the_row_were_not_there(method: Method, data: st.DataObject) -> None:
    contest = data.draw(contests(method))
    rows_alone = {
        entry: {juror: row for juror, row in given.items() if not isinstance(row, Absence)}
        for entry, given in contest.scores.items()
    }
    without = ranked(contest.competition, rows_alone, contest.before)
    assert [replace(standing, recused=0) for standing in contest.result().standings] == list(
        without.standings
    )


def test_a_recusal_is_no_zero() -> None:
    chance = random.Random(7)  # noqa: S311 - test data, no secret
    stage = Stage("T1", "Tahap 1", (Criterion("K1", "K1", Decimal(100)),))
    stage = replace(stage, rounding={RoundingStep.STAGE: 2})
    table = {f"E{n}": {f"J{j}": [chance.randint(60, 90)] for j in range(5)} for n in range(20)}
    rows = as_rows(table)
    recused = {entry: {j: r for j, r in row.items() if j != "J1"} for entry, row in rows.items()}
    zero = {"K1": Decimal(0)}
    zeroed = {entry: {**row, "J1": zero} for entry, row in recused.items()}
    by_recusal, by_zero = (outcome(stage, given, {}) for given in (recused, zeroed))
    assert all(by_recusal[entry][0] > by_zero[entry][0] for entry in table)
