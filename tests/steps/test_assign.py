"""assign: packages for any competition; what is settled stays, what is barred is never given."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinovik_sheets.model import (
    Assignment,
    Category,
    Competition,
    Conflict,
    Criterion,
    Entry,
    EntryStatus,
    Juror,
    Method,
    Settings,
    Stage,
    Unit,
)
from sinovik_sheets.problems import SinovikError, Where
from sinovik_sheets.steps.assignment.own import own_entries
from sinovik_sheets.steps.assignment.plan import AssignPlan, AssignWishes, assign

STAGE = Stage("T1", "Penilaian", (Criterion("K1", "Manfaat", None),))
OTHER = Stage("T2", "Wawancara", ())
ELEMENTS = ("akademisi", "LSM", "birokrasi")
LISTED = Where("penugasan.xlsx")


def jurors(count: int, elements: Sequence[str] = ELEMENTS) -> tuple[Juror, ...]:
    return tuple(
        Juror(f"J{n:02d}", f"Juri {n}", elements[n % len(elements)]) for n in range(1, count + 1)
    )


def entries(count: int, categories: Sequence[str] = ("",)) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            f"INO-{n:04d}",
            f"Layanan {n}",
            f"U{n}",
            f"Dinas Nomor {n}",
            category=categories[n % len(categories)],
        )
        for n in range(1, count + 1)
    )


def competition(jury: Sequence[Juror], taking_part: Sequence[Entry]) -> Competition:
    return Competition(
        Settings("Lomba"), (STAGE, OTHER), jurors=tuple(jury), entries=tuple(taking_part)
    )


def written(given_to: Competition, plan: AssignPlan) -> Competition:
    """Return the competition with what a plan adds to penugasan.xlsx."""
    new = tuple(replace(row, where=LISTED) for row in plan.new)
    return replace(given_to, assignments=(*given_to.assignments, *new))


def given_entries(plan: AssignPlan, juror: str) -> set[str]:
    return {code for code, members in plan.design.scored.items() if juror in members}


@st.composite
def competitions(draw: st.DrawFn) -> Competition:
    """Any small competition: categories, stages, recusals, own units, rows made by hand."""
    codes = ("A", "B")
    jury = [
        replace(
            juror,
            categories=draw(st.sampled_from(((), ("A",), ("B",)))),
            stages=draw(st.sampled_from(((), (), ("T2",)))),
            institution=draw(st.sampled_from(("", "DINAS NOMOR 2", "Universitas"))),
        )
        for juror in jurors(draw(st.integers(1, 6)))
    ]
    taking_part = [
        replace(
            entry,
            status=draw(st.sampled_from((None, None, None, EntryStatus.WITHDRAWN))),
            unit_code=draw(st.sampled_from((entry.unit_code, "U1", ""))),
        )
        for entry in entries(draw(st.integers(1, 12)), codes)
    ]
    juror, entry = st.sampled_from(jury), st.sampled_from(taking_part)
    targets = st.one_of(entry.map(lambda e: e.code), st.just("U1"))
    barred = draw(
        st.lists(st.builds(Conflict, juror.map(_code), targets, st.just("x")), max_size=4)
    )
    rows = st.builds(
        Assignment,
        juror.map(_code),
        st.sampled_from(("T1", "T1", "T2")),
        entry.map(_code),
        st.sampled_from((LISTED, Where("kompetisi.xlsx"))),
    )
    return replace(
        competition(jury, taking_part),
        conflicts=tuple(barred),
        categories=tuple(Category(code, code) for code in codes),
        assignments=tuple(dict.fromkeys(draw(st.lists(rows, max_size=6)))),
    )


def _code(one: Juror | Entry) -> str:
    return one.code


@st.composite
def wishes(draw: st.DrawFn) -> AssignWishes:
    return AssignWishes(
        draw(st.integers(1, 4)),
        draw(st.one_of(st.none(), st.integers(1, 9))),
        draw(st.one_of(st.none(), st.integers(0, 4))),
        draw(st.integers(0, 2)),
        draw(st.booleans()),
    )


def planned(given_to: Competition, asked: AssignWishes) -> AssignPlan | None:
    if all(entry.status for entry in given_to.entries):
        with pytest.raises(SinovikError):
            assign(given_to, STAGE, asked)
        return None
    return assign(given_to, STAGE, asked)


@settings(deadline=None, max_examples=40)
@given(competitions(), wishes())
def test_nobody_gets_what_they_must_not_score(given_to: Competition, asked: AssignWishes) -> None:
    plan = planned(given_to, asked)
    own = own_entries(given_to)
    for row in plan.new if plan else ():
        juror, entry = given_to.juror[row.juror], given_to.entry[row.entry]
        assert row.stage == "T1"
        assert entry.status is None
        assert not juror.stages
        assert not juror.categories or entry.category in juror.categories
        assert given_to.conflict(juror, entry) is None
        assert entry.code not in own.get(juror.code, ())


@settings(deadline=None, max_examples=40)
@given(competitions(), wishes())
def test_every_entry_has_enough_jurors_or_is_told_with_the_reason(
    given_to: Competition, asked: AssignWishes
) -> None:
    plan = planned(given_to, asked)
    if plan is None:
        return
    short = {one.entry: one for one in plan.shortfalls}
    for code, members in plan.design.scored.items():
        if code in short:
            assert short[code].got == len(members) < short[code].wanted
        else:
            assert len(members) >= asked.per_entry
    limited = {one.entry for one in plan.shortfalls if one.reason == "limit"}
    assert (plan.least_limit is None) == (not limited)
    if plan.least_limit is not None:
        assert asked.max_load is not None
        assert plan.least_limit > asked.max_load
        enough = assign(given_to, STAGE, replace(asked, max_load=plan.least_limit))
        assert enough.least_limit is None
    for juror, load in plan.design.loads.items():
        kept = load - plan.new_loads[juror]
        assert asked.max_load is None or load <= max(asked.max_load, kept)


@settings(deadline=None, max_examples=40)
@given(competitions(), wishes())
def test_what_counts_is_kept_and_a_second_run_adds_nothing(
    given_to: Competition, asked: AssignWishes
) -> None:
    plan = planned(given_to, asked)
    if plan is None or plan.least_limit is not None:
        return
    before = {(row.juror, row.entry) for row in given_to.assignments if row.stage == "T1"}
    new = {(row.juror, row.entry) for row in plan.new}
    if not asked.fresh:
        assert not new & before
        again = assign(written(given_to, plan), STAGE, asked)
        assert again.new == ()
        assert again.design.scored == plan.design.scored
    else:
        assert all(row.where.file == "kompetisi.xlsx" for row in plan.kept)
    assert assign(given_to, STAGE, asked) == plan


@settings(deadline=None, max_examples=40)
@given(competitions(), wishes())
def test_anchors_are_scored_by_all_who_may(given_to: Competition, asked: AssignWishes) -> None:
    plan = planned(given_to, asked)
    if plan is None or plan.least_limit is not None or asked.anchors is None:
        return
    assert len(plan.anchors) == min(asked.anchors, len(plan.design.scored))
    own = own_entries(given_to)
    for code in plan.anchors:
        entry = given_to.entry[code]
        for juror in given_to.panel(STAGE):
            may = not juror.categories or entry.category in juror.categories
            barred = given_to.conflict(juror, entry) is not None
            if may and not barred and code not in own.get(juror.code, ()):
                assert juror.code in plan.design.scored[code]


def test_usual_anchors_are_spread_over_the_categories() -> None:
    made = assign(competition(jurors(6), entries(36, ("A", "B", "C"))), STAGE, AssignWishes())
    known = {entry.code: entry.category for entry in entries(36, ("A", "B", "C"))}
    assert sorted(known[code] for code in made.anchors) == ["A", "A", "B", "B", "C"]
    assert all(len(made.design.scored[code]) == 6 for code in made.anchors)
    small = assign(competition(jurors(6), entries(29)), STAGE, AssignWishes())
    full = assign(competition(jurors(3), entries(40)), STAGE, AssignWishes())
    assert (small.anchors, full.anchors) == ((), ())


def test_a_new_entry_gets_jurors_and_nothing_else_changes() -> None:
    before = competition(jurors(6), entries(36))
    first = assign(before, STAGE, AssignWishes())
    after = replace(written(before, first), entries=entries(37))
    second = assign(after, STAGE, AssignWishes())
    assert {row.entry for row in second.new} == {"INO-0037"}
    assert len(second.new) == 3
    assert second.anchors == first.anchors


def test_a_new_juror_gets_the_anchors() -> None:
    before = competition(jurors(6), entries(36))
    first = assign(before, STAGE, AssignWishes())
    after = replace(written(before, first), jurors=jurors(7))
    second = assign(after, STAGE, AssignWishes())
    assert {(row.juror, row.entry) for row in second.new} == {
        ("J07", code) for code in first.anchors
    }
    assert second.design.connected


def test_an_entry_that_dropped_out_is_told_and_its_rows_stay() -> None:
    before = competition(jurors(5), entries(8))
    after = written(before, assign(before, STAGE, AssignWishes()))
    gone = replace(after.entries[0], status=EntryStatus.WITHDRAWN)
    plan = assign(replace(after, entries=(gone, *after.entries[1:])), STAGE, AssignWishes())
    assert plan.new == ()
    (finding,) = plan.findings
    assert (finding.rule.code, finding.entry) == ("assigned-entry-dropped", "INO-0001")


def test_a_juror_who_left_the_stage_is_told_and_replaced() -> None:
    before = competition(jurors(5), entries(8))
    after = written(before, assign(before, STAGE, AssignWishes()))
    left = replace(after.jurors[0], stages=("T2",))
    plan = assign(replace(after, jurors=(left, *after.jurors[1:])), STAGE, AssignWishes())
    (finding,) = plan.findings
    assert (finding.rule.code, finding.juror) == ("assigned-juror-not-in-stage", "J01")
    assert str(len(plan.new)) == finding.value
    assert all(len(members) == 3 for members in plan.design.scored.values())


def test_a_recusal_on_record_brings_another_juror() -> None:
    before = competition(jurors(5), entries(8))
    after = written(before, assign(before, STAGE, AssignWishes()))
    row = after.assignments[0]
    barred = replace(after, conflicts=(Conflict(row.juror, row.entry, "x"),))
    plan = assign(barred, STAGE, AssignWishes())
    (new,) = plan.new
    assert new.entry == row.entry
    assert new.juror != row.juror
    assert [finding.rule.code for finding in plan.findings] == ["assigned-and-recused"]


def test_what_cannot_be_met_is_told_to_the_entry() -> None:
    everybody = tuple(Conflict(juror.code, "U1", "x") for juror in jurors(4))
    plan = assign(
        replace(competition(jurors(4), entries(4)), conflicts=everybody), STAGE, AssignWishes()
    )
    (short,) = plan.shortfalls
    assert (short.entry, short.wanted, short.got, short.reason) == ("INO-0001", 3, 0, "jurors")
    assert plan.needs_people
    limited = assign(competition(jurors(4), entries(10)), STAGE, AssignWishes(max_load=7))
    assert limited.least_limit == 8
    assert "--max-load 8" in limited.findings[0].fix
    assert sum(s.wanted - s.got for s in limited.shortfalls) == 2


def test_elements_come_before_loads_where_they_have_weights() -> None:
    jury = jurors(5, ("akademisi", "akademisi", "akademisi", "LSM", "birokrasi"))
    weighted = replace(STAGE, method=Method.ELEMENT_WEIGHTS)
    plain = assign(competition(jury, entries(20)), STAGE, AssignWishes())
    by_element = assign(competition(jury, entries(20)), weighted, AssignWishes())
    assert set(plain.design.loads.values()) == {12}
    (mixture,) = by_element.design.mixtures
    assert {count for _element, count in mixture} == {1}


@pytest.mark.parametrize(
    ("institution", "own"),
    [
        ("Dinas Kesehatan", {"INO-1"}),
        ("DINAS KESEHATAN KABUPATEN CONTOH", {"INO-1"}),
        ("Dinkes", {"INO-1"}),
        ("OPD-7", {"INO-1"}),
        ("UPT SD Negeri 3 Panji", {"INO-2"}),
        ("SDN 3 Panji", {"INO-2"}),
        ("SDN 2 Panji", set()),
        ("Kantor Kecamatan Panji", {"INO-3"}),
        ("Kelurahan Panji", set()),
        ("Dinas Pendidikan", set()),
        ("Universitas Contoh", set()),
        ("", set()),
    ],
)
def test_the_own_unit_is_found_however_it_is_written(institution: str, own: set[str]) -> None:
    units = (
        Unit("OPD-7", "Dinas Kesehatan", "OPD", aliases=("Dinkes",)),
        Unit("20500003", "SD Negeri 3 Panji", "SD", "20500003", district="Panji"),
    )
    taking_part = (
        Entry("INO-1", "a", "OPD-7", "Dinas Kesehatan"),
        Entry("INO-2", "b", "20500003", "SD Negeri 3 Panji"),
        Entry("INO-3", "c", "", "Kecamatan Panji"),
    )
    jury = (Juror("J01", "Juri 1", institution=institution),)
    found = own_entries(replace(competition(jury, taking_part), units=units))
    assert found.get("J01", frozenset()) == own
