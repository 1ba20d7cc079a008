"""Packages: enough jurors for every entry, even loads and elements, overlaps; any task at all."""

import time
from collections import Counter
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from sinovik_sheets.scoring.assignment.overlap import connected, shared
from sinovik_sheets.scoring.assignment.packages import Packages, Task, least_limit, packages

Scored = Mapping[str, frozenset[str]]
JURORS = ("J1", "J2", "J3", "J4", "J5", "J6")


def uniform(entries: int, elements: str, per_entry: int, **more: int | None) -> Task:
    """Return a task in which every juror may score everything; an element is one letter."""
    jurors = {f"J{number:02d}": element for number, element in enumerate(elements, start=1)}
    codes = [f"I{number:04d}" for number in range(1, entries + 1)]
    return Task(
        jurors,
        dict.fromkeys(codes, frozenset(jurors)),
        {},
        dict.fromkeys(codes, per_entry),
        more.get("limit"),
        seed=more.get("seed") or 0,
    )


def scored(task: Task, made: Packages) -> dict[str, frozenset[str]]:
    none: frozenset[str] = frozenset()
    return {
        code: frozenset(task.kept.get(code, none)) | made.added.get(code, none)
        for code in task.open
    }


def loads(task: Task, members: Scored) -> dict[str, int]:
    found = Counter(juror for jurors in members.values() for juror in jurors)
    return {juror: found[juror] for juror in task.elements}


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    """Any small task: who may score what, what is settled already, what is wanted."""
    jurors = JURORS[: draw(st.integers(1, len(JURORS)))]
    some = st.frozensets(st.sampled_from(jurors))
    codes = [f"I{number}" for number in range(draw(st.integers(0, 9)))]
    return Task(
        {juror: draw(st.sampled_from("ABC")) for juror in jurors},
        {code: draw(some) for code in codes},
        {code: draw(st.one_of(st.just(frozenset()), some)) for code in codes},
        {code: draw(st.integers(1, 4)) for code in codes},
        draw(st.one_of(st.none(), st.integers(0, 8))),
        elements_first=draw(st.booleans()),
        seed=draw(st.integers(0, 3)),
    )


@settings(deadline=None)
@given(tasks())
def test_every_entry_gets_what_it_can_and_nobody_more_than_allowed(task: Task) -> None:
    made = packages(task)
    for code, jurors in task.open.items():
        kept, added = task.kept[code], made.added.get(code, frozenset())
        assert added <= jurors - kept
        possible = max(min(task.wanted[code], len(jurors | kept)), len(kept))
        assert len(kept) + len(added) + made.lacking.get(code, 0) == possible
    kept_loads = loads(task, {code: frozenset(kept) for code, kept in task.kept.items()})
    for juror, load in loads(task, scored(task, made)).items():
        assert task.limit is None or load <= max(task.limit, kept_loads[juror])
    assert packages(task) == made


@settings(deadline=None)
@given(tasks())
def test_the_least_limit_is_the_smallest_that_works(task: Task) -> None:
    def lacking(limit: int) -> int:
        asked = Task(task.elements, task.open, task.kept, task.wanted, limit)
        return sum(packages(asked).lacking.values())

    least = least_limit(task)
    assert lacking(least) == 0
    assert least == 0 or lacking(least - 1) > 0


def could_take_over(task: Task, made: Packages, giver: str) -> set[str]:
    """Return who could score one entry more if `giver` scored one less, others passing on."""
    reached = {giver}
    found = True
    while found:
        found = False
        for code, added in made.added.items():
            if added & reached:
                free = task.open[code] - task.kept[code] - added - reached
                found |= bool(free)
                reached |= free
    return reached - {giver}


@settings(deadline=None)
@given(tasks())
def test_no_passing_on_makes_loads_more_even(task: Task) -> None:
    asked = Task(task.elements, task.open, task.kept, task.wanted, task.limit, seed=task.seed)
    made = packages(asked)
    load = loads(asked, scored(asked, made))
    for giver in asked.elements:
        for taker in could_take_over(asked, made, giver):
            room = asked.limit is None or load[taker] < asked.limit
            assert not room or load[giver] <= load[taker] + 1


@settings(deadline=None)
@given(
    entries=st.integers(1, 20),
    elements=st.text("ABC", min_size=1, max_size=7),
    per_entry=st.integers(1, 5),
    first=st.booleans(),
)
def test_where_all_may_score_all_loads_and_elements_are_even(
    entries: int, elements: str, per_entry: int, *, first: bool
) -> None:
    asked = uniform(entries, elements, per_entry)
    task = Task(asked.elements, asked.open, {}, asked.wanted, elements_first=first)
    members = scored(task, packages(task))
    load = loads(task, members)
    wanted = min(per_entry, len(elements))
    for letter in set(elements):
        own = [load[juror] for juror, element in task.elements.items() if element == letter]
        assert max(own) - min(own) <= 1
        mean = sum(own) / entries
        counts = [sum(task.elements[j] == letter for j in jurors) for jurors in members.values()]
        assert all(abs(count - mean) < 1 for count in counts)
        if first:
            alike = {other: elements.count(other) for other in set(elements)}
            fair = wanted / len(alike)
            fits = all(size >= fair for size in alike.values())
            assert not fits or all(abs(count - fair) < 1 for count in counts)
    if not first:
        assert max(load.values()) - min(load.values()) <= 1


@settings(max_examples=30, deadline=None)
@given(st.integers(12, 40), st.integers(3, 8), st.integers(2, 4), st.integers(0, 5))
def test_packages_of_a_common_jury_are_connected(
    entries: int, jurors: int, per_entry: int, seed: int
) -> None:
    task = uniform(entries, "A" * jurors, per_entry, seed=seed)
    made = packages(task)
    members = scored(task, made)
    assert len(connected(members.values())) == 1


def test_packages_that_one_program_would_part_are_connected() -> None:
    for seed in range(20):
        task = uniform(4, "AAAA", 2, seed=seed)
        assert len(connected(scored(task, packages(task)).values())) == 1


def test_jurors_have_entries_in_common_evenly() -> None:
    task = uniform(300, "A" * 10, 3)
    common = shared(scored(task, packages(task)).values(), list(task.elements))
    assert sum(common.values()) == 300 * 3
    assert min(common.values()) >= 17
    assert max(common.values()) <= 23


def test_another_seed_gives_another_plan_just_as_even() -> None:
    plans = [packages(uniform(60, "AABBCC", 3, seed=seed)) for seed in (1, 2)]
    assert plans[0] != plans[1]
    for made in plans:
        load = loads(uniform(60, "AABBCC", 3), made.added)
        assert set(load.values()) == {30}


def test_groups_of_entries_are_spread_over_all_who_may_score_them() -> None:
    jurors = dict.fromkeys((f"J{n:02d}" for n in range(1, 11)), "")
    fewer = frozenset(jurors) - {"J01"}
    codes = {f"I{n:03d}": frozenset(jurors) if n % 2 else fewer for n in range(1, 201)}
    task = Task(jurors, codes, {}, dict.fromkeys(codes, 3))
    members = scored(task, packages(task))
    for juror in fewer:
        own = [code for code, given in members.items() if juror in given]
        assert 60 * 0.3 <= sum(codes[code] is fewer for code in own) <= 60 * 0.7


def test_a_national_competition_is_planned_in_seconds() -> None:
    for entries, elements, per_entry in ((1463, "ABC" * 10, 3), (3000, "ABCD" * 3, 3)):
        started = time.process_time()
        task = uniform(entries, elements, per_entry)
        members = scored(task, packages(task))
        assert time.process_time() - started < 15
        assert {len(jurors) for jurors in members.values()} == {per_entry}
        load = loads(task, members)
        assert max(load.values()) - min(load.values()) <= 1
        kinds = Counter(
            len({task.elements[juror] for juror in jurors}) for jurors in members.values()
        )
        assert kinds == {3: entries}
