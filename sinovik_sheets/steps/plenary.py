"""The plenary: its decisions stand beside the computed places, each with its reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sinovik_sheets.layout import DECISIONS
from sinovik_sheets.model import Competition, PlenaryDecision, Standing
from sinovik_sheets.problems import Finding, Rule, Where
from sinovik_sheets.problems import decisions as rules
from sinovik_sheets.problems import settings as table_rules
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.sheets.decisions_book import NO, PLENARY, YES, PlenaryRow
from sinovik_sheets.text import N_, _

if TYPE_CHECKING:
    from sinovik_sheets.sheets.tables.table import Row

Event = Mapping[str, Any]
Key = tuple[str, str]
"""(stage, entry)."""

KIND = "plenary"
_THE_PLENARY = N_("the plenary")
_NOTHING = PlenaryDecision(None, None, "", "")


def plenary_decisions(events: Iterable[Event]) -> dict[Key, PlenaryDecision]:
    """Return what the plenary decided, as the journal knows it; later lines replace earlier."""
    decided: dict[Key, PlenaryDecision] = {}
    for event in events:
        if event["kind"] == KIND:
            decided[event["stage"], event["entry"]] = PlenaryDecision(
                event["place"],
                event["advances"],
                event["reason"],
                event["by"],
                event["computed"],
            )
    return {
        key: made for key, made in decided.items() if (made.place, made.advances) != (None,) * 2
    }


def new_decisions(
    competition: Competition,
    known: Mapping[Key, PlenaryDecision],
    rows: Sequence[PlenaryRow],
    now: datetime,
    findings: list[Finding],
) -> list[Event]:
    """Return the journal lines for what the plenary wrote since; bad rows become findings."""
    events: list[Event] = []
    first: dict[Key, Row] = {}
    if rows and _lacks_columns(rows[0].row, findings):
        return events
    for row in rows:
        key = (row.stage, row.entry)
        seen = first.setdefault(key, row.row)
        if seen is not row.row:
            findings.append(Finding(table_rules.DOUBLE_KEY, row.row.where(), value=" ".join(key)))
            continue
        before = known.get(key, _NOTHING)
        empty = row.place is None and row.advances is None
        reason = "" if empty else row.reason
        if (row.place, row.advances, reason) == (before.place, before.advances, before.reason):
            continue
        if not _is_sound(competition, row, findings):
            continue
        if empty:
            code = " ".join(key)
            findings.append(Finding(rules.PLENARY_TAKEN_BACK, row.row.where(), value=code))
        events.append(
            {
                "kind": KIND,
                "time": now.isoformat(timespec="seconds"),
                "stage": row.stage,
                "entry": row.entry,
                "computed": int(row.computed) if row.computed.isdecimal() else None,
                "place": row.place,
                "advances": row.advances,
                "reason": reason,
                "by": row.by or _(_THE_PLENARY),
            }
        )
    return events


def _lacks_columns(row: "Row", findings: list[Finding]) -> bool:
    """Note people's columns that are gone: an empty cell there would say nothing."""
    gone = [name for name in ("Peringkat Pleno", "Lolos", "Alasan") if name not in row.columns]
    for name in gone:
        where = Where(DECISIONS.name, PLENARY.sheet)
        findings.append(Finding(table_rules.MISSING_COLUMN, where, details={"column": name}))
    return bool(gone)


def _is_sound(competition: Competition, row: PlenaryRow, findings: list[Finding]) -> bool:
    """Return whether stage and entry are known, and what people typed could be read."""
    wrong: list[Finding] = []
    for column, code, known in (
        ("Tahap", row.stage, competition.stage),
        ("Inovasi", row.entry, competition.entry),
    ):
        if code not in known:
            details = {"column": column, "target": column, "hint": ""}
            where = row.row.where(column)
            wrong.append(Finding(table_rules.UNKNOWN_CODE, where, value=code, details=details))
    if row.place == 0:
        column = "Peringkat Pleno"
        where, details = row.row.where(column), {"column": column}
        wrong.append(Finding(table_rules.BAD_COUNT, where, value="0", details=details))
    findings.extend(wrong)
    unread = (("Peringkat Pleno", row.place), ("Lolos", row.advances))
    return not wrong and all(
        value is not None or column not in row.row.cells for column, value in unread
    )


def beside(result: StageResult, decided: Mapping[Key, PlenaryDecision]) -> StageResult:
    """Return the result with the plenary's decisions beside the computed places."""
    stage = result.stage.code
    standings = tuple(
        replace(s, plenary=decided.get((stage, s.entry.code))) for s in result.standings
    )
    return replace(result, standings=standings)


def plenary_rows(result: StageResult) -> list[dict[str, str]]:
    """Return the rows of the sheet Pleno for the entries with a place."""
    return [
        {
            "Tahap": result.stage.code,
            "Inovasi": standing.entry.code,
            "Judul": standing.entry.title,
            "Peringkat Hitung": str(standing.place),
            **_written(standing.plenary or _NOTHING),
        }
        for standing in result.standings
        if standing.place is not None
    ]


def _written(made: PlenaryDecision) -> dict[str, str]:
    words = {True: YES, False: NO, None: ""}
    return {
        "Peringkat Pleno": "" if made.place is None else str(made.place),
        "Lolos": words[made.advances],
        "Oleh": made.by,
        "Alasan": made.reason,
    }


def plenary_findings(result: StageResult) -> list[Finding]:
    """Return what the plenary still has to say or to mend."""
    findings: list[Finding] = []
    for standing in result.standings:
        findings.extend(_of_entry(standing))
    if any(s.plenary and s.plenary.place for s in result.standings):
        findings.extend(_clashes(result))
        findings.extend(_crossings(result))
    return findings


def _finding(rule: Rule, standing: Standing, value: str = "", **details: str) -> Finding:
    code = standing.entry.code
    where = Where(DECISIONS.name, PLENARY.sheet)
    made = standing.plenary
    told = {"entry": code, "set": f"{made.place} {made.advances}" if made else ""}
    return Finding(rule, where, entry=code, value=value, details=told | details)


def _of_entry(standing: Standing) -> Iterator[Finding]:
    made = standing.plenary
    if standing.undecided and (made is None or made.advances is None):
        yield _finding(rules.PLENARY_UNDECIDED, standing)
    if made is None:
        return
    if standing.place is None:
        yield _finding(rules.PLENARY_WITHOUT_PLACE, standing, str(made.place or ""))
        return
    differs = standing.settled_place != standing.place or standing.goes_on != standing.advances
    if differs and not made.reason:
        yield _finding(rules.PLENARY_WITHOUT_REASON, standing)
    if made.computed is not None and made.computed != standing.place:
        value, now = str(made.computed), str(standing.place)
        yield _finding(rules.PLENARY_STALE, standing, value, now=now)


def _crossings(result: StageResult) -> Iterator[Finding]:
    """Yield what the plenary moved past entries of the other side of the cut, and no word on it."""
    best_out: dict[str, int] = {}
    worst_in: dict[str, int] = {}
    placed = [s for s in result.standings if s.settled_place is not None]
    for standing in placed:
        field, place = _field(result, standing), standing.settled_place or 0
        if standing.goes_on is True:
            worst_in[field] = max(place, worst_in.get(field, place))
        elif standing.goes_on is False:
            best_out[field] = min(place, best_out.get(field, place))
    for standing in placed:
        made, field, place = standing.plenary, _field(result, standing), standing.settled_place or 0
        if made is None or made.place in (None, standing.place) or made.advances is not None:
            continue
        inside = standing.goes_on is True and place > best_out.get(field, place)
        outside = standing.goes_on is False and place < worst_in.get(field, place)
        if inside or outside:
            yield _finding(rules.PLENARY_OUTCOME_UNCLEAR, standing, str(place))


def _field(result: StageResult, standing: Standing) -> str:
    """Return whom an entry competes with for going on."""
    fields = {"kategori": standing.entry.category, "kelompok": standing.entry.group}
    return fields.get(result.stage.advance_per, "")


def _clashes(result: StageResult) -> Iterator[Finding]:
    """Yield what does not fit together where the plenary moved some entries only.

    A settled place is 1 + the number of entries above it, and nobody shares a place
    with an entry the plenary moved unless the plenary says so.
    """
    placed = [s for s in result.standings if s.settled_place is not None]
    places = sorted(s.settled_place or 0 for s in placed)
    given = {s.plenary.place for s in placed if s.plenary and s.plenary.place != s.place}
    for standing in placed:
        value = str(standing.settled_place)
        above = places.index(standing.settled_place or 0)
        untouched = standing.plenary is None or standing.plenary.place is None
        if standing.settled_place != above + 1:
            yield _finding(rules.PLENARY_PLACES_CLASH, standing, value, above=str(above))
        elif untouched and standing.settled_place in given:
            yield _finding(rules.PLENARY_PLACE_SHARED, standing, value)
