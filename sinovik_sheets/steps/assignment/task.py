"""assign, the task: what is settled already, who may score what, what is still wanted."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sinovik_sheets import layout
from sinovik_sheets.model import Assignment, Competition, Entry, Juror, Method, Stage
from sinovik_sheets.scoring.assignment.packages import Task
from sinovik_sheets.steps.assignment.design import elements_of, takes_part
from sinovik_sheets.steps.assignment.own import own_entries

MANY_ENTRIES, USUAL_ANCHORS = 30, 5
"""From how many entries on some are scored by all, and how many."""

Jurors = Mapping[str, frozenset[str]]
"""Entry -> jurors."""


@dataclass(frozen=True)
class AssignWishes:
    """What a person asks of the packages; `anchors` None means the usual number.

    `fresh` plans the stage anew: its rows of penugasan.xlsx do not bind, those of
    kompetisi.xlsx still do.
    """

    per_entry: int = 3
    max_load: int | None = None
    anchors: int | None = None
    seed: int = 0
    fresh: bool = False


@dataclass(frozen=True)
class Demand:
    """A task, and what it rests on.

    `rows` are the binding assignments of the stage and `kept` those of them that
    count; `anchors` are the entries that everybody is to score.
    """

    task: Task
    entries: tuple[Entry, ...]
    rows: tuple[Assignment, ...]
    kept: tuple[Assignment, ...]
    anchors: tuple[str, ...]


def demand(competition: Competition, stage: Stage, wishes: AssignWishes) -> Demand:
    """Return what is asked of the packages of a stage, with the statuses of that stage."""
    entries = tuple(entry for entry in competition.entries if takes_part(entry))
    panel = competition.panel(stage)
    rows = tuple(row for row in competition.assignments if _binds(row, stage, wishes))
    recused = {(conflict.juror, conflict.target) for conflict in competition.conflicts}
    kept = tuple(_counting(rows, panel, entries, recused))
    have: dict[str, set[str]] = {entry.code: set() for entry in entries}
    for row in kept:
        have[row.entry].add(row.juror)
    open_to = _open_to(competition, panel, entries, recused)
    every = {code: open_to[code] | have[code] for code in open_to}
    anchors = _anchors(entries, every, have, wishes)
    wanted = dict.fromkeys(every, wishes.per_entry)
    wanted |= {code: max(len(every[code]), wishes.per_entry) for code in anchors}
    task = Task(
        elements_of(stage, panel),
        open_to,
        have,
        wanted,
        wishes.max_load,
        stage.method is Method.ELEMENT_WEIGHTS,
        wishes.seed,
    )
    return Demand(task, entries, rows, kept, anchors)


def _binds(row: Assignment, stage: Stage, wishes: AssignWishes) -> bool:
    listed = row.where.file == layout.ASSIGNMENTS.name
    return row.stage == stage.code and not (wishes.fresh and listed)


def _counting(
    rows: Sequence[Assignment],
    panel: Sequence[Juror],
    entries: Sequence[Entry],
    recused: set[tuple[str, str]],
) -> Iterator[Assignment]:
    """Yield the rows by which a juror of the stage scores an entry that takes part."""
    jurors = {juror.code for juror in panel}
    known = {entry.code: entry for entry in entries}
    for row in rows:
        entry = known.get(row.entry)
        if entry and row.juror in jurors and not _is_recused(row.juror, entry, recused):
            yield row


def _is_recused(juror: str, entry: Entry, recused: set[tuple[str, str]]) -> bool:
    return any((juror, target) in recused for target in (entry.code, entry.unit_code) if target)


def _open_to(
    competition: Competition,
    panel: Sequence[Juror],
    entries: Sequence[Entry],
    recused: set[tuple[str, str]],
) -> dict[str, frozenset[str]]:
    own = own_entries(competition)
    return {
        entry.code: frozenset(
            juror.code
            for juror in panel
            if (not juror.categories or entry.category in juror.categories)
            and not _is_recused(juror.code, entry, recused)
            and entry.code not in own.get(juror.code, ())
        )
        for entry in entries
    }


def _anchors(
    entries: Sequence[Entry],
    every: Jurors,
    have: Mapping[str, set[str]],
    wishes: AssignWishes,
) -> tuple[str, ...]:
    """Return the entries that all jurors are to score, spread over the categories.

    Those that all score already, newcomers left out, come first, so that a later run
    finds the same ones; without a wish it makes no others.
    """
    working = {juror for members in have.values() for juror in members}
    standing = {code for code in every if have[code] and every[code] & working <= have[code]}
    count = wishes.anchors
    if count is None:
        scored_by_more = [code for code in standing if len(have[code]) > wishes.per_entry]
        many = len(entries) >= MANY_ENTRIES
        incomplete = any(len(jurors) > wishes.per_entry for jurors in every.values())
        usual = USUAL_ANCHORS if many and incomplete else 0
        count = min(len(scored_by_more), USUAL_ANCHORS) if working else usual

    def chance(entry: Entry) -> tuple[int, str]:
        drawn = hashlib.sha256(f"{wishes.seed} {entry.code}".encode()).hexdigest()
        return -len(every[entry.code]), drawn

    def progress(entry: Entry) -> tuple[bool, int]:
        stands = entry.code in standing
        return not stands, len(every[entry.code] - have[entry.code]) if stands else 0

    ordered = sorted(_by_turns(sorted(entries, key=chance)), key=progress)
    chosen = {entry.code for entry in ordered[:count]}
    return tuple(entry.code for entry in entries if entry.code in chosen)


def _by_turns(entries: Sequence[Entry]) -> list[Entry]:
    """Order entries so that categories take turns, the largest one first."""
    sizes = Counter(entry.category for entry in entries)
    turns: Counter[str] = Counter()
    keyed = []
    for entry in entries:
        keyed.append(((turns[entry.category], -sizes[entry.category], entry.category), entry))
        turns[entry.category] += 1
    return [entry for _key, entry in sorted(keyed, key=lambda pair: pair[0])]
