"""People's decisions: answers to questions and entries that drop out of a stage.

keputusan.xlsx is where they are written, the journal is where they live:
every answer becomes a line there, and a lost workbook loses none of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sinovik_sheets.model import Competition, EntryStatus, Stage
from sinovik_sheets.problems import Finding
from sinovik_sheets.problems import scores as rules
from sinovik_sheets.sheets.decisions_book import AnswerRow, StatusRow
from sinovik_sheets.steps.questions import Question, choice_meant

Event = Mapping[str, Any]
ASKED, ANSWERED, STATUS = "asked", "answered", "status"


@dataclass(frozen=True)
class Decisions:
    """Everything people have decided so far, as the journal knows it.

    `numbers` maps question key to its number, `answers` key to choice,
    `statuses` (stage, entry) to the status and its reason.
    """

    numbers: Mapping[str, str]
    choices: Mapping[str, tuple[str, ...]]
    answers: Mapping[str, str]
    answered: Mapping[str, tuple[str, str, str]]
    statuses: Mapping[tuple[str, str], tuple[str, str, str]]


def decisions(events: Iterable[Event]) -> Decisions:
    """Return the decisions in the journal; later ones replace earlier ones."""
    numbers: dict[str, str] = {}
    choices: dict[str, tuple[str, ...]] = {}
    answers: dict[str, str] = {}
    answered: dict[str, tuple[str, str, str]] = {}
    statuses: dict[tuple[str, str], tuple[str, str, str]] = {}
    keys: dict[str, str] = {}
    for event in events:
        if event["kind"] == ASKED:
            numbers[event["key"]] = event["number"]
            choices[event["number"]] = tuple(event["choices"])
            keys[event["number"]] = event["key"]
        elif event["kind"] == ANSWERED:
            key = keys[event["number"]]
            answered[event["number"]] = (event["answer"], event["by"], event["reason"])
            if event["answer"]:
                answers[key] = event["answer"]
            else:
                answers.pop(key, None)
        elif event["kind"] == STATUS:
            place = (event["stage"], event["entry"])
            statuses[place] = (event["status"], event["by"], event["reason"])
    return Decisions(numbers, choices, answers, answered, statuses)


def new_decisions(
    known: Decisions,
    answer_rows: Sequence[AnswerRow],
    status_rows: Sequence[StatusRow],
    now: datetime,
    findings: list[Finding],
) -> list[Event]:
    """Return the journal lines for what people wrote since; bad answers become findings."""
    time = now.isoformat(timespec="seconds")
    events: list[Event] = []
    for row in answer_rows:
        choice = _checked_answer(known, row, findings)
        if choice is None:
            continue
        written = (choice, row.by, row.reason)
        if written != known.answered.get(row.number, ("", row.by, row.reason)):
            events.append(
                {
                    "kind": ANSWERED,
                    "time": time,
                    "number": row.number,
                    "answer": choice,
                    "by": row.by,
                    "reason": row.reason,
                }
            )
    for status_row in status_rows:
        place = (status_row.stage, status_row.entry)
        status = status_row.status.value if status_row.status else ""
        if status and not status_row.by:
            number = f"{status_row.stage} {status_row.entry}"
            findings.append(_unsigned(status_row.row.where("Oleh"), number, status))
        elif (status, status_row.reason) != _known_status(known, place):
            events.append(
                {
                    "kind": STATUS,
                    "time": time,
                    "stage": status_row.stage,
                    "entry": status_row.entry,
                    "status": status,
                    "by": status_row.by,
                    "reason": status_row.reason,
                }
            )
    return events


def _known_status(known: Decisions, place: tuple[str, str]) -> tuple[str, str]:
    status, _by, reason = known.statuses.get(place, ("", "", ""))
    return status, reason


def _unsigned(where: Any, number: str, value: str) -> Finding:
    return Finding(rules.ANSWER_WITHOUT_NAME, where, value=value, details={"number": number})


def _checked_answer(known: Decisions, row: AnswerRow, findings: list[Finding]) -> str | None:
    """Return the choice an answer means, empty for none yet, None when it cannot be used."""
    choices = known.choices.get(row.number)
    if choices is None:
        return None
    if not row.answer:
        return ""
    choice = choice_meant(row.answer, choices)
    if choice is None:
        details = {"number": row.number, "choices": ", ".join(choices)}
        where = row.row.where("Jawaban")
        findings.append(Finding(rules.BAD_ANSWER, where, value=row.answer, details=details))
        return None
    if not row.by:
        findings.append(_unsigned(row.row.where("Oleh"), row.number, row.answer))
        return None
    return choice


def new_questions(
    known: Decisions, questions: Sequence[Question], now: datetime
) -> tuple[dict[str, str], list[Event]]:
    """Return the number of every question, and the journal lines for the new ones."""
    numbers = dict(known.numbers)
    events: list[Event] = []
    for question in questions:
        if question.key in numbers:
            continue
        number = f"P{len(numbers) + 1:03d}"
        numbers[question.key] = number
        events.append(
            {
                "kind": ASKED,
                "time": now.isoformat(timespec="seconds"),
                "number": number,
                "key": question.key,
                "rule": question.rule.code,
                "stage": question.stage,
                "juror": question.juror,
                "sha256": question.sha256,
                "cells": list(question.cells),
                "value": question.value,
                "choices": list(question.choices),
            }
        )
    return numbers, events


def for_stage(competition: Competition, stage: Stage, known: Decisions) -> Competition:
    """Return the competition with the statuses people gave entries in this stage.

    An entry that dropped out of an earlier stage stays out of the later ones.
    """
    order = {s.code: s.order for s in competition.stages}
    entries = []
    for entry in competition.entries:
        given = [
            (status, reason)
            for (code, entry_code), (status, _by, reason) in known.statuses.items()
            if entry_code == entry.code and status and order.get(code, 0) <= stage.order
        ]
        if given and entry.status is None:
            status, reason = given[-1]
            entries.append(replace(entry, status=EntryStatus(status), reason=reason))
        else:
            entries.append(entry)
    return replace(competition, entries=tuple(entries))
