"""check, design: whether the jurors can be compared, and what else who scores what leaves open."""

from collections import Counter
from collections.abc import Iterable, Iterator

from sinovik_sheets.layout import COMPETITION
from sinovik_sheets.model import Assignment, Competition, Method, Stage
from sinovik_sheets.problems import Finding, Where
from sinovik_sheets.problems import assignments as rules
from sinovik_sheets.sheets.settings.competition_tables import ASSIGNMENTS, JURORS
from sinovik_sheets.steps.assignment.design import Design, design
from sinovik_sheets.steps.assignment.own import own_entries
from sinovik_sheets.text import listing

ADVISED_TO_ADJUST = 10
"""Entries of a juror below which an adjustment of that juror says little."""
UNEVEN = 2
"""Loads are uneven where the largest is this many times the smallest, and this many more."""
UNEVEN_BY = 5


def check(competition: Competition) -> Iterator[Finding]:
    """Yield what is wrong with who scores what, stage by stage."""
    yield from _doubles(competition.assignments)
    own = own_entries(competition)
    for stage in competition.stages:
        rows = [row for row in competition.assignments if row.stage == stage.code]
        made = design(competition, stage)
        yield from strangers(competition, stage, rows)
        yield from _own_units(made, own)
        if rows:
            where = Where(rows[0].where.file or COMPETITION.name, ASSIGNMENTS.sheet)
            yield from connection(made, where)
            yield from _loads(made, where)
        elif stage.method is Method.LENIENCY and not made.complete:
            yield from connection(made, Where(COMPETITION.name, JURORS.sheet))


def _doubles(rows: Iterable[Assignment]) -> Iterator[Finding]:
    first: dict[tuple[str, str, str], Assignment] = {}
    for row in rows:
        seen = first.setdefault((row.juror, row.stage, row.entry), row)
        if seen is not row and row.juror and row.stage and row.entry:
            elsewhere = seen.where.file != row.where.file
            details = {
                "stage": row.stage,
                "first": str(seen.where) if elsewhere else seen.where.cell,
            }
            yield Finding(
                rules.DOUBLE_ASSIGNMENT,
                row.where,
                juror=row.juror,
                entry=row.entry,
                details=details,
            )


def strangers(
    competition: Competition, stage: Stage, rows: Iterable[Assignment]
) -> Iterator[Finding]:
    """Yield the jurors who have rows of a stage that they do not judge."""
    panel = {juror.code for juror in competition.panel(stage)}
    outside = [r for r in rows if r.juror not in panel and r.juror in competition.juror]
    for juror, count in Counter(row.juror for row in outside).items():
        where = next(row.where for row in outside if row.juror == juror)
        details = {"stage": stage.code}
        yield Finding(
            rules.JUROR_NOT_IN_STAGE, where, juror=juror, value=str(count), details=details
        )


def connection(made: Design, where: Where) -> Iterator[Finding]:
    """Yield the groups of jurors that no entry connects, and who scores too little for it."""
    stage = made.stage
    adjusts = stage.method is Method.LENIENCY
    details = {"stage": stage.code}
    if not made.connected:
        rule = rules.NOT_CONNECTED_TO_ADJUST if adjusts else rules.NOT_CONNECTED
        groups = " | ".join(listing(group) for group in made.components)
        yield Finding(rule, where, value=groups, details=details)
    for juror, load in made.loads.items() if adjusts else ():
        if 0 < load < ADVISED_TO_ADJUST:
            yield Finding(rules.FEW_TO_ADJUST, where, juror=juror, value=str(load), details=details)


def _own_units(made: Design, own: dict[str, frozenset[str]]) -> Iterator[Finding]:
    for juror in made.jurors:
        entries = own.get(juror.code, frozenset())
        scored = sorted(code for code in entries if juror.code in made.scored.get(code, ()))
        if scored:
            details = {"stage": made.stage.code, "institution": juror.institution}
            yield Finding(
                rules.OWN_UNIT,
                juror.where.at("Instansi"),
                juror=juror.code,
                value=listing(scored),
                details=details,
            )


def _loads(made: Design, where: Where) -> Iterator[Finding]:
    working = {juror: load for juror, load in made.loads.items() if load}
    if not working:
        return
    least, most = min(working, key=working.__getitem__), max(working, key=working.__getitem__)
    low, high = working[least], working[most]
    if high >= UNEVEN * low and high - low >= UNEVEN_BY:
        details = {"stage": made.stage.code, "most": high, "other": least}
        yield Finding(rules.UNEVEN_LOADS, where, juror=most, value=str(low), details=details)
