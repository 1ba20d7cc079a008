"""Packages: who scores what where not every juror can score every entry.

The only door to the solver. Everything asked is a flow of whole numbers, so linear
programs solve it exactly, in three rounds: how many entries each juror gets, how many
of them from each group of entries that are alike, and which ones. What remains free is
left to chance by a seed, so that the packages overlap.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sinovik_sheets.scoring.assignment.overlap import even_out

if TYPE_CHECKING:
    from numpy.random import Generator

BLOCK = 60
"""Entries dealt out in one program: time grows faster than their number."""
SHARE_STEPS = 12
"""Steps of the cost that has every juror get entries of every group."""


@dataclass(frozen=True)
class Task:
    """What packages should be like.

    `elements` names every juror and the element of the jury they stand for. `open` are
    the jurors who may score an entry, `kept` those who do already, `wanted` how many
    should. No juror gets more than `limit` entries, kept ones included. Loads are evened
    out before the elements of each entry, or after them with `elements_first`.
    """

    elements: Mapping[str, str]
    open: Mapping[str, AbstractSet[str]]
    kept: Mapping[str, AbstractSet[str]]
    wanted: Mapping[str, int]
    limit: int | None = None
    elements_first: bool = False
    seed: int = 0


@dataclass(frozen=True)
class Packages:
    """The jurors each entry gets besides those kept, and how many it lacks for the limit."""

    added: Mapping[str, frozenset[str]]
    lacking: Mapping[str, int]


@dataclass(frozen=True)
class _Group:
    """Entries that are alike: what they need, from whom, and what elements they have."""

    entries: tuple[str, ...]
    need: int
    open: tuple[str, ...]
    has: Mapping[str, int]

    def by_element(self, elements: Mapping[str, str]) -> dict[str, list[str]]:
        """Return the jurors that are open, by element."""
        result: dict[str, list[str]] = {}
        for juror in self.open:
            result.setdefault(elements[juror], []).append(juror)
        return result


def packages(task: Task) -> Packages:
    """Return packages in which no entry has more jurors than wanted or than may score it.

    Loads and elements are as even as can be, in this order unless the task says
    otherwise, and then jurors share entries with as many others as chance allows.
    """
    from numpy.random import default_rng

    rng = default_rng(task.seed)
    groups = _groups(task)
    loads = _loads(task, groups)
    added = {
        entry: jurors
        for group, totals in zip(groups, _totals(task, groups, loads), strict=True)
        for entry, jurors in _dealt(task, group, totals, rng)
    }
    even_out(added, task.open, task.kept, task.elements, rng)
    lacking = {
        entry: group.need - len(added[entry])
        for group in groups
        for entry in group.entries
        if len(added[entry]) < group.need
    }
    return Packages({e: frozenset(jurors) for e, jurors in added.items() if jurors}, lacking)


def least_limit(task: Task) -> int:
    """Return the smallest limit under which every entry gets what it wants."""
    groups = _groups(task)
    kept = _kept_loads(task)
    asked = sum(group.need * len(group.entries) for group in groups)
    low, high = 0, len(task.open) + max(kept.values(), default=0)
    while low < high:
        limit = (low + high) // 2
        room = {juror: max(limit - load, 0) for juror, load in kept.items()}
        program = _Program()
        rows = {juror: program.row() for juror in room}
        for juror, row in rows.items():
            program.column(0, room[juror], {row: -1})
        for group in groups:
            row = program.row(group.need * len(group.entries))
            program.column(1, group.need * len(group.entries), {row: 1})
            for juror in group.open:
                program.column(0, len(group.entries), {row: 1, rows[juror]: 1})
        if asked and program.solve().cost:
            low = limit + 1
        else:
            high = limit
    return low


def _groups(task: Task) -> list[_Group]:
    """Return the entries that need somebody, those alike together."""
    alike: dict[tuple[int, tuple[str, ...], tuple[tuple[str, int], ...]], list[str]] = {}
    for entry, jurors in task.open.items():
        kept = task.kept.get(entry, frozenset())
        free = tuple(juror for juror in task.elements if juror in jurors and juror not in kept)
        need = min(task.wanted[entry] - len(kept), len(free))
        if need > 0:
            has = Counter(task.elements[juror] for juror in kept)
            alike.setdefault((need, free, tuple(sorted(has.items()))), []).append(entry)
    return [
        _Group(tuple(entries), need, free, dict(has))
        for (need, free, has), entries in alike.items()
    ]


def _kept_loads(task: Task) -> Counter[str]:
    loads = Counter(dict.fromkeys(task.elements, 0))
    loads.update(juror for jurors in task.kept.values() for juror in jurors)
    return loads


@dataclass(frozen=True)
class _Weights:
    """What one unit of each aim costs; an aim is worth more than all that rank below it.

    Improving a flow by one unit passes every juror and group at most once, which
    bounds what the lower aims can lose by it.
    """

    load: int
    element: int
    share: float
    lack: int

    @classmethod
    def of(cls, task: Task, groups: Sequence[_Group]) -> "_Weights":
        passed = 2 * (len(task.elements) + 1)
        most = max((g.need + max(g.has.values(), default=0) for g in groups), default=1)
        loads = len(task.open) + max(_kept_loads(task).values(), default=0)
        load, element = (1, loads + 1) if task.elements_first else (passed * most + 1, 1)
        scale = passed + 1  # above the shares
        load, element = load * scale, element * scale
        return cls(load, element, 1.0, load * loads + passed * (most * element + 1) + 1)


def _loads(task: Task, groups: Sequence[_Group]) -> dict[str, int]:
    """Return how many entries each juror gets added."""
    weights = _Weights.of(task, groups)
    kept = _kept_loads(task)
    least = min(kept.values(), default=0)
    most = Counter(dict.fromkeys(task.elements, 0))
    for group in groups:
        most.update(dict.fromkeys(group.open, len(group.entries)))
    program = _Program()
    rows: dict[str, int] = {}
    units: dict[str, list[int]] = {}
    for juror, load in kept.items():
        rows[juror] = program.row()
        room = most[juror] if task.limit is None else min(most[juror], task.limit - load)
        units[juror] = [
            program.column(weights.load * (load - least + unit), 1, {rows[juror]: -1})
            for unit in range(room)
        ]
    for group in groups:
        _ask(program, task, group, rows, weights)
    solved = program.solve().values
    return {juror: sum(solved[unit] for unit in columns) for juror, columns in units.items()}


def _ask(
    program: "_Program",
    task: Task,
    group: _Group,
    rows: Mapping[str, int],
    weights: _Weights,
    steps: int = 1,
) -> dict[str, list[int]]:
    """Add a group to a program; return the columns that say how much each juror gets of it.

    With several steps every further one costs more, so that jurors get their share.
    """
    size = len(group.entries)
    whole = program.row(group.need * size)
    program.column(weights.lack, group.need * size, {whole: 1})
    columns: dict[str, list[int]] = {}
    for element, jurors in group.by_element(task.elements).items():
        row = program.row()
        for number in range(min(group.need, len(jurors))):
            cost = weights.element * (group.has.get(element, 0) + number)
            program.column(cost, size, {row: -1})
        for juror in jurors:
            hung = {whole: 1, row: 1, rows[juror]: 1}
            columns[juror] = [
                program.column(weights.share * step / steps, part, hung)
                for step, part in enumerate(_parts(size, steps))
            ]
    return columns


def _parts(size: int, steps: int) -> Iterator[int]:
    """Part a number into whole numbers that differ by 1 at most."""
    for step in range(steps):
        yield size * (step + 1) // steps - size * step // steps


def _totals(task: Task, groups: Sequence[_Group], loads: Mapping[str, int]) -> list[dict[str, int]]:
    """Return how many entries of each group each juror gets, with these loads."""
    weights = _Weights.of(task, groups)
    program = _Program()
    rows = {juror: program.row(load) for juror, load in loads.items()}
    asked = [_ask(program, task, group, rows, weights, SHARE_STEPS) for group in groups]
    solved = program.solve().values
    return [
        {juror: sum(solved[column] for column in found) for juror, found in columns.items()}
        for columns in asked
    ]


def _dealt(
    task: Task, group: _Group, totals: Mapping[str, int], rng: "Generator"
) -> Iterator[tuple[str, set[str]]]:
    """Yield the entries of a group with their jurors, block by block."""
    left = dict(totals)
    order = [group.entries[int(number)] for number in rng.permutation(len(group.entries))]
    for start in range(0, len(order), BLOCK):
        block = order[start : start + BLOCK]
        dealt = _dealt_block(task, group, left, (block, len(order) - start), rng)
        for entry, jurors in dealt.items():
            yield entry, jurors
            for juror in jurors:
                left[juror] -= 1


def _dealt_block(
    task: Task,
    group: _Group,
    left: Mapping[str, int],
    portion: tuple[Sequence[str], int],
    rng: "Generator",
) -> dict[str, set[str]]:
    """Deal out the next entries; `portion` are they and how many there are with the rest.

    Every bound below is a mean rounded down and up, so the mean itself fulfils them all.
    """
    block, size = portion
    if size == 1:
        return {block[0]: {juror for juror, count in left.items() if count}}
    program = _Program()
    whole = program.between(sum(left.values()) * len(block), size)
    entry_rows = {entry: program.between(sum(left.values()), size) for entry in block}
    cells: dict[tuple[str, str], int] = {}
    for jurors in group.by_element(task.elements).values():
        of_element = sum(left[juror] for juror in jurors)
        together = program.between(of_element * len(block), size)
        element_rows = {entry: program.between(of_element, size) for entry in block}
        for juror in jurors:
            own = program.between(left[juror] * len(block), size)
            for entry, cost in zip(block, rng.random(len(block)), strict=True):
                hung = (entry_rows[entry], element_rows[entry], own, together, whole)
                cells[entry, juror] = program.column(float(cost), 1, dict.fromkeys(hung, 1))
    solved = program.solve().values
    return {
        entry: {juror for juror in group.open if solved[cells[entry, juror]]} for entry in block
    }


@dataclass(frozen=True)
class _Solution:
    values: Sequence[int]
    cost: float


class _Program:
    """A linear program of equations whose best solutions are whole numbers."""

    def __init__(self) -> None:
        self._right: list[int] = []
        self._costs: list[float] = []
        self._bounds: list[tuple[int, int]] = []
        self._cells: tuple[list[int], list[int], list[int]] = ([], [], [])

    def row(self, right: int = 0) -> int:
        """Add an equation and return its number."""
        self._right.append(right)
        return len(self._right) - 1

    def between(self, total: int, parts: int) -> int:
        """Add an equation that holds a sum at total/parts, rounded down or up."""
        row = self.row()
        self._add(0, (total // parts, -(-total // parts)), {row: -1})
        return row

    def column(self, cost: float, most: int, coefficients: Mapping[int, int]) -> int:
        """Add a number from 0 to `most`, with its coefficients by row; return its place."""
        return self._add(cost, (0, most), coefficients)

    def _add(self, cost: float, bounds: tuple[int, int], coefficients: Mapping[int, int]) -> int:
        place = len(self._costs)
        self._costs.append(cost)
        self._bounds.append(bounds)
        for row, coefficient in coefficients.items():
            for values, value in zip(self._cells, (coefficient, row, place), strict=True):
                values.append(value)
        return place

    def solve(self) -> _Solution:
        """Return the cheapest solution; RuntimeError where there is none."""
        if not self._costs or not self._right:
            return _Solution([0] * len(self._costs), 0)
        from numpy import rint
        from scipy.optimize import linprog
        from scipy.sparse import csr_array

        values, rows, places = self._cells
        shape = (len(self._right), len(self._costs))
        found = linprog(
            self._costs,
            A_eq=csr_array((values, (rows, places)), shape=shape, dtype=float),
            b_eq=self._right,
            bounds=self._bounds,
            method="highs-ds",
        )
        if found.status:
            raise RuntimeError(found.message)
        return _Solution([int(value) for value in rint(found.x)], round(float(found.fun), 6))
