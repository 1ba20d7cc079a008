"""Final results: who settled them on what, which are opened again, what is left open on purpose."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sinovik_sheets.problems import Finding
from sinovik_sheets.problems import scores as score_rules
from sinovik_sheets.problems import settings as table_rules
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.sheets.decisions_book import NO, WaiverRow

Event = Mapping[str, Any]
FINALIZED, REOPENED, WAIVED = "finalized", "reopened", "waived"
SETTLING = frozenset({FINALIZED, REOPENED, WAIVED})
"""Kinds of journal lines that concern their own stage only."""


@dataclass(frozen=True)
class Final:
    """A result that people settled.

    `lines` counts the journal's lines up to and with the one that says so, `version`
    how often the stage was settled so far. `inputs` maps the workbooks as they were
    then to their SHA-256, `result` is the fingerprint of what was settled. `day` is
    the day the minutes name, `reopened` why the version before was opened again, `aside`
    holds the SHA-256 of unusable files people had taken out of the inbox.
    """

    stage: str
    lines: int
    version: int
    approver: str
    note: str
    time: str
    inputs: Mapping[str, str]
    result: str
    day: date
    reopened: str = ""
    aside: frozenset[str] = frozenset()

    @classmethod
    def of(cls, event: Event, lines: int, version: int, reopened: str = "") -> "Final":
        """Return what a journal line settled."""
        return cls(
            event["stage"],
            lines,
            version,
            event["approver"],
            event["note"],
            event["time"],
            event["inputs"],
            event["result"],
            date.fromisoformat(event["day"]),
            reopened,
            frozenset(event["aside"]),
        )


@dataclass(frozen=True)
class Waiver:
    """An open matter that people leave open on purpose."""

    stage: str
    code: str
    text: str
    by: str
    reason: str


def final_results(events: Sequence[Event]) -> dict[str, Final]:
    """Return the results that are final now, by stage."""
    finals: dict[str, Final] = {}
    versions: dict[str, int] = {}
    reasons: dict[str, str] = {}
    for number, event in enumerate(events, start=1):
        if event["kind"] == FINALIZED:
            stage = event["stage"]
            versions[stage] = versions.get(stage, 0) + 1
            finals[stage] = Final.of(event, number, versions[stage], reasons.get(stage, ""))
        elif event["kind"] == REOPENED:
            finals.pop(event["stage"], None)
            reasons[event["stage"]] = event["reason"]
    return finals


@dataclass(frozen=True)
class Settlement:
    """Who settles a result, with what remark, and of which day the minutes are."""

    approver: str
    note: str
    day: date


def finalized(
    result: StageResult,
    settlement: Settlement,
    inputs: Mapping[str, str],
    aside: Iterable[str],
    now: datetime,
) -> Event:
    """Return the journal line that settles a result (see `Final`)."""
    return {
        "kind": FINALIZED,
        "time": now.isoformat(timespec="seconds"),
        "stage": result.stage.code,
        "approver": settlement.approver,
        "note": settlement.note,
        "day": settlement.day.isoformat(),
        "inputs": dict(inputs),
        "aside": sorted(aside),
        "result": fingerprint(result),
    }


def reopened(stage: str, approver: str, reason: str, now: datetime) -> Event:
    """Return the journal line that opens a final stage again."""
    return {
        "kind": REOPENED,
        "time": now.isoformat(timespec="seconds"),
        "stage": stage,
        "approver": approver,
        "reason": reason,
    }


def fingerprint(result: StageResult) -> str:
    """Return a hash of every total, place and outcome, to the last digit."""
    lines = [
        [
            standing.entry.code,
            str(standing.total),
            str(standing.stage_total),
            standing.place,
            standing.place_in_category,
            standing.settled_place,
            standing.goes_on,
        ]
        for standing in result.standings
    ]
    text = json.dumps([result.stage.code, lines], separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def waivers(events: Iterable[Event]) -> dict[tuple[str, str], Waiver]:
    """Return the waivers that hold, by (stage, code)."""
    holding: dict[tuple[str, str], Waiver] = {}
    for event in events:
        if event["kind"] == WAIVED:
            key = (event["stage"], event["code"])
            holding.pop(key, None)
            if event["waived"]:
                holding[key] = Waiver(*key, event["text"], event["by"], event["reason"])
    return holding


def new_waivers(
    known: Mapping[tuple[str, str], Waiver],
    rows: Sequence[WaiverRow],
    now: datetime,
    findings: list[Finding],
) -> list[Event]:
    """Return the journal lines for waivers written since; unsigned ones become findings."""
    events: list[Event] = []
    first: dict[tuple[str, str], WaiverRow] = {}
    for row in rows:
        if first.setdefault((row.stage, row.code), row) is not row:
            value = f"{row.stage} {row.code}"
            findings.append(Finding(table_rules.DOUBLE_KEY, row.row.where(), value=value))
            continue
        before = known.get((row.stage, row.code))
        if not row.code or (not row.waived and before is None):
            continue
        if row.waived and before and before.reason == row.reason:
            continue
        if not row.waived and not _says_no(row):
            continue  # an empty cell, as in an older copy, takes nothing back
        if row.waived and not _is_signed(row, findings):
            continue
        events.append(
            {
                "kind": WAIVED,
                "time": now.isoformat(timespec="seconds"),
                "stage": row.stage,
                "code": row.code,
                "text": row.row.text("Hal"),
                "waived": row.waived,
                "by": row.by,
                "reason": row.reason,
            }
        )
    return events


def _says_no(row: WaiverRow) -> bool:
    return row.row.option("Dikecualikan") == NO


def _is_signed(row: WaiverRow, findings: list[Finding]) -> bool:
    """Return whether a waiver has a name and a reason."""
    if not row.by:
        details = {"number": f"{row.stage} {row.code}"}
        where = row.row.where("Oleh")
        findings.append(Finding(score_rules.ANSWER_WITHOUT_NAME, where, details=details))
    if not row.reason:
        where, details = row.row.where("Alasan"), {"column": "Alasan", "explanation": row.code}
        findings.append(Finding(table_rules.REQUIRED, where, details=details))
    return bool(row.by and row.reason)
