"""People's decisions: answers to questions and entries that drop out of a stage.

keputusan.xlsx is where they are written, the journal is where they live:
every answer becomes a line there, and a lost workbook loses none of them.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sinovik_sheets.model import Competition, Entry, EntryStatus, Stage
from sinovik_sheets.problems import Finding, Rule
from sinovik_sheets.problems import decisions as decision_rules
from sinovik_sheets.problems import scores as rules
from sinovik_sheets.problems import settings as table_rules
from sinovik_sheets.problems.registration import NOT_LISTED
from sinovik_sheets.sheets.decisions_book import NO_LONGER, AnswerRow, StatusRow
from sinovik_sheets.sheets.tables.table import Row
from sinovik_sheets.steps.questions import REGISTRATION, Question, choice_meant
from sinovik_sheets.text import _

Event = Mapping[str, Any]
ASKED, ANSWERED, STATUS = "asked", "answered", "status"
_NOTHING = ("", "", "")


@dataclass(frozen=True)
class Decisions:
    """Everything people have decided so far, as the journal knows it.

    `numbers` maps question key to its number, `asked` number to the question as
    it was asked, `answers` key to choice, `answered` number to (choice, by,
    reason), `statuses` (stage, entry) to (status, by, reason).
    """

    numbers: Mapping[str, str]
    asked: Mapping[str, Event]
    answers: Mapping[str, str]
    answered: Mapping[str, tuple[str, str, str]]
    statuses: Mapping[tuple[str, str], tuple[str, str, str]]

    def question_rows(self, standing: Container[str]) -> list[dict[str, str]]:
        """Return the rows keputusan.xlsx must hold: questions that stand, and all answers.

        `standing` holds the keys of the questions that arise from what came in;
        a question that no longer does offers `tidak berlaku`.
        """
        return [
            {
                "Tahap": event["stage"],
                "Juri": event["juror"],
                "Kriteria": ", ".join(event["criteria"]),
            }
            | row
            for event, row in self._rows(standing)
            if event["stage"] != REGISTRATION
        ]

    def registration_rows(self, standing: Container[str]) -> list[tuple[str, dict[str, str]]]:
        """Return the same for the sheet Perlu Diperiksa: keys of questions with their rows."""
        return [
            (event["key"], row)
            for event, row in self._rows(standing)
            if event["stage"] == REGISTRATION
        ]

    def _rows(self, standing: Container[str]) -> Iterator[tuple[Event, dict[str, str]]]:
        for number, event in self.asked.items():
            choice, by, reason = self.answered.get(number, _NOTHING)
            stands = event["key"] in standing
            if stands or choice:
                yield (
                    event,
                    {
                        "Nomor": number,
                        "Inovasi": ", ".join(event["entries"]),
                        "Berkas": event["file"],
                        "Sel": ", ".join(event["cells"]),
                        "Nilai Tertulis": event["value"],
                        "Pertanyaan": event["question"],
                        "Pilihan": " / ".join(event["choices"]) if stands else NO_LONGER,
                        "Jawaban": choice,
                        "Oleh": by,
                        "Alasan": reason,
                    },
                )

    def about(self, stage: str, entry: str) -> list[str]:
        """Return people's answers that concern an entry, a sentence each."""
        sentences = []
        for number, (choice, by, reason) in self.answered.items():
            event = self.asked[number]
            if choice and event["stage"] == stage and entry in event["entries"]:
                sentences.append(
                    _(
                        "{number}: {juror} {cells} “{value}” was answered “{choice}” by {by}."
                    ).format(
                        number=number,
                        juror=event["juror"],
                        cells=", ".join(event["cells"]),
                        value=event["value"],
                        choice=choice,
                        by=by,
                    )
                    + (f" {reason}" if reason else "")
                )
        return sentences

    def status_row(self, stage: Stage, entry: Entry) -> dict[str, str]:
        """Return the row of keputusan.xlsx for an entry in a stage."""
        status, by, reason = self.statuses.get((stage.code, entry.code), _NOTHING)
        return {
            "Tahap": stage.code,
            "Inovasi": entry.code,
            "Judul": entry.title,
            "Status": status,
            "Oleh": by,
            "Alasan": reason,
        }


def decisions(events: Iterable[Event]) -> Decisions:
    """Return the decisions in the journal; later ones replace earlier ones."""
    numbers: dict[str, str] = {}
    asked: dict[str, Event] = {}
    answers: dict[str, str] = {}
    answered: dict[str, tuple[str, str, str]] = {}
    statuses: dict[tuple[str, str], tuple[str, str, str]] = {}
    for event in events:
        if event["kind"] == ASKED:
            numbers[event["key"]] = event["number"]
            asked[event["number"]] = event
        elif event["kind"] == ANSWERED:
            key = asked[event["number"]]["key"]
            answered[event["number"]] = (event["answer"], event["by"], event["reason"])
            if event["answer"]:
                answers[key] = event["answer"]
            else:
                answers.pop(key, None)
        elif event["kind"] == STATUS:
            place = (event["stage"], event["entry"])
            statuses[place] = (event["status"], event["by"], event["reason"])
    return Decisions(numbers, asked, answers, answered, statuses)


def new_answers(
    known: Decisions,
    rows: Sequence[AnswerRow],
    now: datetime,
    findings: list[Finding],
    *,
    units: Sequence[str] | None = None,
) -> list[Event]:
    """Return the journal lines for answers written since; bad ones become findings.

    `units` are given for questions about registrations: those about a unit may also be
    answered with any of these codes, and an empty cell takes no answer back (a restored
    backup has many); another answer does.
    """
    events: list[Event] = []
    first: dict[str, Row] = {}
    for row in rows:
        if _repeats(first, row.number, row.row, findings):
            continue
        choice = _checked_answer(known, row, findings, units or ())
        before = known.answered.get(row.number, _NOTHING)
        if choice is None or not (choice or before[0]) or (not choice and units is not None):
            continue
        if (choice, row.by, row.reason) != before:
            events.append(
                {
                    "kind": ANSWERED,
                    "time": now.isoformat(timespec="seconds"),
                    "number": row.number,
                    "answer": choice,
                    "by": row.by,
                    "reason": row.reason,
                }
            )
    return events


def _checked_answer(
    known: Decisions, row: AnswerRow, findings: list[Finding], units: Sequence[str]
) -> str | None:
    """Return the choice an answer means, empty for none yet, None when it cannot be used."""
    if not row.answer:
        return "" if _is_blank(row.row, "Jawaban") else None

    def refuse(rule: Rule, column: str, value: str, **details: str) -> None:
        details |= {"number": row.number, "column": column}
        findings.append(Finding(rule, row.row.where(column), value=value, details=details))

    if row.number not in known.asked:
        refuse(table_rules.UNKNOWN_CODE, "Nomor", row.number, target="Pertanyaan", hint="")
        return None
    choices = known.asked[row.number]["choices"]
    choice = choice_meant(row.answer, choices)
    if choice is None and NOT_LISTED in choices:
        choice = choice_meant(row.answer, units)
    if choice is None:
        refuse(rules.BAD_ANSWER, "Jawaban", row.answer, choices=", ".join(choices))
    elif not row.by:
        refuse(rules.ANSWER_WITHOUT_NAME, "Oleh", row.answer)
        return None
    return choice


def new_statuses(
    competition: Competition,
    known: Decisions,
    rows: Sequence[StatusRow],
    now: datetime,
    findings: list[Finding],
) -> list[Event]:
    """Return the journal lines for statuses written since; bad ones become findings."""
    events: list[Event] = []
    first: dict[str, Row] = {}
    for row in rows:
        place = f"{row.stage} {row.entry}"
        if _repeats(first, place, row.row, findings):
            continue
        status = row.status.value if row.status else ""
        before, _by, reason = known.statuses.get((row.stage, row.entry), _NOTHING)
        if (status, row.reason if status else "") == (before, reason):
            continue
        usable = _is_sound(competition, row, findings) if status else _is_blank(row.row, "Status")
        if not usable:
            continue
        if not status:
            where, details = row.row.where("Status"), {"was": before}
            rule = decision_rules.STATUS_TAKEN_BACK
            findings.append(Finding(rule, where, value=place, details=details))
        events.append(
            {
                "kind": STATUS,
                "time": now.isoformat(timespec="seconds"),
                "stage": row.stage,
                "entry": row.entry,
                "status": status,
                "by": row.by,
                "reason": row.reason if status else "",
            }
        )
    return events


def _is_sound(competition: Competition, row: StatusRow, findings: list[Finding]) -> bool:
    """Return whether stage and entry are known and somebody signed."""
    codes = (
        ("Tahap", row.stage, "Tahap", competition.stage),
        ("Inovasi", row.entry, "Inovasi", competition.entry),
    )
    wrong = [
        Finding(
            table_rules.UNKNOWN_CODE,
            row.row.where(column),
            value=code,
            details={"column": column, "target": target, "hint": ""},
        )
        for column, code, target, known in codes
        if code not in known
    ]
    if not row.by:
        details = {"number": f"{row.stage} {row.entry}"}
        where = row.row.where("Oleh")
        wrong.append(Finding(rules.ANSWER_WITHOUT_NAME, where, entry=row.entry, details=details))
    findings.extend(wrong)
    return not wrong


def _is_blank(row: Row, column: str) -> bool:
    """Return whether people left a cell empty; one that cannot be read takes nothing back."""
    return column in row.columns and column not in row.cells


def _repeats(first: dict[str, Row], row_id: str, row: Row, findings: list[Finding]) -> bool:
    """Return whether a row above has this id: which of the two holds is not guessed."""
    seen = first.setdefault(row_id, row)
    if seen is not row and row_id.strip():
        findings.append(Finding(table_rules.DOUBLE_KEY, row.where(), value=row_id))
    return seen is not row


def new_questions(
    known: Decisions, questions: Sequence[Question], now: datetime, taken: Iterable[str] = ()
) -> list[Event]:
    """Return the journal lines for the questions that have no number yet.

    `taken` are numbers that stand in workbooks: one the journal does not know may have
    an answer beside it to a question of before, so it is not given again.
    """
    numbers = dict(known.numbers)
    last = max((_count(number) for number in (*numbers.values(), *taken)), default=0)
    events: list[Event] = []
    for question in questions:
        if question.key in numbers:
            continue
        last += 1
        number = f"P{last:03d}"
        numbers[question.key] = number
        events.append(
            {
                "kind": ASKED,
                "time": now.isoformat(timespec="seconds"),
                "number": number,
                "key": question.key,
                "rule": question.rule.code,
                "question": question.text,
                "stage": question.stage,
                "juror": question.juror,
                "entries": question.entries,
                "criteria": question.criteria,
                "file": question.file,
                "sha256": question.sha256,
                "cells": list(question.cells),
                "value": question.value,
                "choices": list(question.choices),
            }
        )
    return events


def _count(number: str) -> int:
    """Return the 12 of P012, 0 for anything else."""
    digits = number.removeprefix("P")
    return int(digits) if digits.isdecimal() and len(digits) < 9 else 0


def for_stage(
    competition: Competition,
    stage: Stage,
    known: Decisions,
    reached: Mapping[str, frozenset[str]] | None = None,
) -> Competition:
    """Return the competition as it stands in a stage.

    Entries carry the statuses people gave them in this stage or an earlier one.
    `reached` maps a stage to the entries that went on to it: those that did not come
    to this stage, or to one before it, are marked so.
    """
    codes = [s.code for s in competition.stages]
    so_far = codes[: codes.index(stage.code) + 1]
    lists = {code: came for code, came in (reached or {}).items() if code in so_far}
    entries = []
    for entry in competition.entries:
        given = [
            (status, reason)
            for code in so_far
            for status, _by, reason in [known.statuses.get((code, entry.code), _NOTHING)]
            if status
        ]
        missed = next((code for code, came in lists.items() if entry.code not in came), "")
        changed = entry
        if given and entry.status is None:
            status, reason = given[-1]
            changed = replace(entry, status=EntryStatus(status), reason=reason)
        elif missed and entry.status is None:
            reason = _("did not come to stage {stage}").format(stage=missed)
            changed = replace(entry, status=EntryStatus.FAILED, reason=reason)
        entries.append(replace(changed, reached=False) if missed else changed)
    return replace(competition, entries=tuple(entries))
