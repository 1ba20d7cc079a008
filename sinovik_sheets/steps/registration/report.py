"""The roster told: rows for people to answer, the shape of `roster --json`, one sentence."""

from collections.abc import Mapping, Sequence
from typing import Any

from sinovik_sheets.model import Entry
from sinovik_sheets.problems import Finding
from sinovik_sheets.sheets.roster.tables import PASSED
from sinovik_sheets.steps.collect import Collected
from sinovik_sheets.steps.decisions import Decisions
from sinovik_sheets.steps.questions import Question
from sinovik_sheets.steps.registration.roster import Roster
from sinovik_sheets.text import _


def check_rows(roster: Roster, decisions: Decisions) -> list[dict[str, str]]:
    """Return the rows of the sheet Perlu Diperiksa: questions that stand, and all answers."""
    suggested = {question.key: suggestions_text(question) for question in roster.open}
    rows = []
    for key, row in decisions.registration_rows(roster.asked):
        suggestion = {"Usulan": suggested[key]} if key in suggested else {}
        rows.append(row | suggestion)
    return rows


def suggestions_text(question: Question) -> str:
    """Return the units that fit best, one a line with their scores."""
    suggestions: Any = question.details.get("suggestions", ())
    return "\n".join(f"{s.unit.code} {s.unit.name} ({s.score})" for s in suggestions)


def as_json(
    roster: Roster, numbers: Mapping[str, str], found: Collected, wrong: Sequence[Finding]
) -> dict[str, Any]:
    """Return the shape of `roster --json`.

    `numbers` maps question keys to their numbers, `found` are the files of this run,
    `wrong` what could not be used of people's answers.
    """
    mappings = {(file.path, file.sha256): file.mapping for file in roster.files}
    return {
        "entries": [_entry_json(roster, entry) for entry in roster.entries],
        "units": {
            "by_kind": {
                tally.name: {
                    "expected": tally.expected,
                    "registered": tally.registered,
                    "entries": tally.entries,
                }
                for tally in roster.content.by_kind
            }
        },
        "not_registered": [
            {
                "code": line.unit.code,
                "unit": line.unit.name,
                "kind": line.unit.kind,
                "registered": line.registered,
                "minimum": line.minimum,
            }
            for line in roster.content.missing
        ],
        "to_check": [_question_json(question, numbers) for question in roster.open],
        "files": [
            {
                "path": file.path,
                "sha256": file.sha256,
                "fate": file.fate.value,
                "reason": file.finding.message if file.finding else "",
                "mapping": [list(pair) for pair in mappings.get((file.path, file.sha256), ())],
            }
            for file in found.files
        ],
        "counts": found.counts,
        "findings": [finding.as_json() for finding in (*wrong, *roster.all_findings)],
    }


def _entry_json(roster: Roster, entry: Entry) -> dict[str, Any]:
    return {
        "entry": entry.code,
        "title": entry.title,
        "unit_code": entry.unit_code,
        "unit": entry.unit,
        "kind": entry.kind,
        "category": entry.category,
        "group": entry.group,
        "started": entry.started.isoformat() if entry.started else None,
        "innovators": entry.innovators,
        "file": roster.used.get(entry.code, ""),
        "status": entry.status.value if entry.status else PASSED if entry.passed else "",
        "reason": entry.reason,
        "takes_part": entry.status is None,
        "findings": [finding.rule.code for finding in roster.findings.get(entry.code, ())],
    }


def _question_json(question: Question, numbers: Mapping[str, str]) -> dict[str, Any]:
    suggestions: Any = question.details.get("suggestions", ())
    return {
        "number": numbers.get(question.key, ""),
        "rule": question.rule.code,
        "entry": question.entries[0] if question.entries else "",
        "file": question.file,
        "cell": question.cells[0] if question.cells else "",
        "value": question.value,
        "question": question.text,
        "suggestions": [
            {"unit": s.unit.code, "name": s.unit.name, "score": s.score} for s in suggestions
        ],
        "choices": list(question.choices),
    }


def summary_line(roster: Roster) -> str:
    """Return the roster in one sentence."""
    out = sum(entry.status is not None for entry in roster.entries)
    return _("{entries} innovations registered, {out} of them out; {open} questions open.").format(
        entries=len(roster.entries), out=out, open=len(roster.open)
    )
