"""assign: packages of entries for jurors, where not every juror can score every entry.

What people or earlier runs have settled stays; only what is lacking is added. No
juror gets an entry they must not score, of another category, or of their own unit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sinovik_sheets.model import Assignment, Competition, Stage
from sinovik_sheets.problems import Finding, SinovikError, Where
from sinovik_sheets.problems import assignments as rules
from sinovik_sheets.scoring.assignment.packages import least_limit, packages
from sinovik_sheets.steps.assignment.design import Design
from sinovik_sheets.steps.assignment.task import AssignWishes, Demand, demand
from sinovik_sheets.steps.check_design import connection, strangers
from sinovik_sheets.text import _, listing

__all__ = ["AssignPlan", "AssignWishes", "Shortfall", "assign"]


@dataclass(frozen=True)
class Shortfall:
    """An entry that gets fewer jurors than wanted; `reason` is `jurors` or `limit`."""

    entry: str
    wanted: int
    got: int
    reason: str

    def as_json(self) -> dict[str, Any]:
        """Return the shape inside `assign --json`."""
        return {
            "entry": self.entry,
            "wanted": self.wanted,
            "got": self.got,
            "reason": self.reason,
        }


@dataclass(frozen=True)
class AssignPlan:
    """Who is to score what, and how good that is.

    `kept` and `new` are the rows that count and those to be added. Where a limit cannot
    work `least_limit` is the smallest one that does; such a plan is not to be written.
    """

    wishes: AssignWishes
    design: Design
    kept: tuple[Assignment, ...]
    new: tuple[Assignment, ...]
    anchors: tuple[str, ...]
    shortfalls: tuple[Shortfall, ...]
    findings: tuple[Finding, ...]
    least_limit: int | None = None

    @property
    def needs_people(self) -> bool:
        """Whether anybody must act on what could not be met."""
        return bool(self.shortfalls) or any(f.level.needs_people for f in self.findings)

    @cached_property
    def new_loads(self) -> Mapping[str, int]:
        """How many entries each juror gets added."""
        counts = dict.fromkeys(self.design.loads, 0)
        for row in self.new:
            counts[row.juror] += 1
        return counts

    def as_json(self) -> dict[str, Any]:
        """Return the shape of `assign --json`."""
        made = self.design
        added = {(row.juror, row.entry) for row in self.new}
        new = self.new_loads
        return {
            "stage": made.stage.code,
            "per_entry": self.wishes.per_entry,
            "max_load": self.wishes.max_load,
            "least_max_load": self.least_limit,
            "seed": self.wishes.seed,
            "anchors": list(self.anchors),
            "jurors": [
                {"juror": juror, "load": load, "kept": load - new[juror], "new": new[juror]}
                for juror, load in made.loads.items()
            ],
            "entries": len(made.scored),
            "coverage": {str(scores): count for scores, count in made.coverage.items()},
            "least_shared": made.overlap[0],
            "connected": made.connected,
            "components": made.components,
            "shortfalls": [one.as_json() for one in self.shortfalls],
            "findings": [finding.as_json() for finding in self.findings],
            "assignments": [
                {"juror": juror, "entry": entry, "new": (juror, entry) in added}
                for juror, entry in sorted((r.juror, r.entry) for r in (*self.kept, *self.new))
            ],
        }


def assign(competition: Competition, stage: Stage, wishes: AssignWishes) -> AssignPlan:
    """Plan packages for a stage; `competition` has the statuses of that stage.

    SinovikError where no entry takes part.
    """
    asked = demand(competition, stage, wishes)
    if not asked.entries:
        raise SinovikError(
            _("No entry takes part in stage {stage}.").format(stage=stage.code),
            _("Fill in daftar_peserta.xlsx, or run: sinovik roster"),
        )
    found = packages(asked.task)
    panel = competition.panel(stage)
    new = tuple(
        Assignment(juror.code, stage.code, entry.code)
        for juror in panel
        for entry in asked.entries
        if juror.code in found.added.get(entry.code, ())
    )
    scored = {
        code: frozenset(asked.task.kept[code]) | found.added.get(code, frozenset())
        for code in asked.task.open
    }
    planned = Design(stage, panel, scored)
    short = tuple(_shortfalls(asked, planned, found.lacking, wishes))
    least = least_limit(asked.task) if found.lacking else None
    findings = (
        *_limit_findings(asked, found.lacking, least),
        *(_too_few(one, competition) for one in short if one.reason == "jurors"),
        *_row_findings(asked, competition, stage),
        *(() if found.lacking else _idle(planned)),
        *connection(planned, Where()),
    )
    return AssignPlan(wishes, planned, asked.kept, new, asked.anchors, short, findings, least)


def _shortfalls(
    asked: Demand, planned: Design, lacking: Mapping[str, int], wishes: AssignWishes
) -> Iterator[Shortfall]:
    task = asked.task
    for code, jurors in planned.scored.items():
        possible = len(task.open[code] | task.kept[code])
        if code in lacking:
            wanted = min(task.wanted[code], possible)
            yield Shortfall(code, wanted, len(jurors), "limit")
        elif possible < wishes.per_entry:
            yield Shortfall(code, wishes.per_entry, possible, "jurors")


def _too_few(short: Shortfall, competition: Competition) -> Finding:
    where = competition.entry[short.entry].where
    details = {"wanted": short.wanted}
    return Finding(
        rules.TOO_FEW_OPEN, where, entry=short.entry, value=str(short.got), details=details
    )


def _idle(planned: Design) -> Iterator[Finding]:
    for juror in planned.jurors:
        if not planned.loads[juror.code]:
            details = {"stage": planned.stage.code}
            yield Finding(rules.JUROR_GETS_NOTHING, juror.where, juror=juror.code, details=details)


def _limit_findings(
    asked: Demand, lacking: Mapping[str, int], least: int | None
) -> Iterator[Finding]:
    limit = asked.task.limit
    if limit is None:
        return
    if lacking:
        details = {
            "lacking": sum(lacking.values()),
            "entries": listing(sorted(lacking)),
            "least": least,
        }
        yield Finding(rules.LIMIT_TOO_LOW, value=str(limit), details=details)
    loads: dict[str, int] = {}
    for row in asked.kept:
        loads[row.juror] = loads.get(row.juror, 0) + 1
    for juror, load in loads.items():
        if load > limit:
            details = {"limit": limit}
            yield Finding(rules.KEPT_ABOVE_LIMIT, juror=juror, value=str(load), details=details)


def _row_findings(asked: Demand, competition: Competition, stage: Stage) -> Iterator[Finding]:
    """Tell the rows that stay without counting, and why."""
    yield from strangers(competition, stage, asked.rows)
    jurors = {juror.code for juror in competition.panel(stage)}
    taking_part = {entry.code for entry in asked.entries}
    counting = {(row.juror, row.entry) for row in asked.kept}
    told: set[str] = set()
    for row in asked.rows:
        if row.entry not in taking_part:
            if row.entry not in told:
                told.add(row.entry)
                yield _dropped(row, competition)
        elif row.juror in jurors and (row.juror, row.entry) not in counting:
            yield Finding(rules.KEPT_RECUSAL, row.where, juror=row.juror, entry=row.entry)


def _dropped(row: Assignment, competition: Competition) -> Finding:
    entry = competition.entry.get(row.entry)
    status = entry.status.value if entry and entry.status else "–"
    return Finding(rules.ENTRY_DROPPED, row.where, entry=row.entry, value=status)
