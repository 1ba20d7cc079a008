"""Registrations as they arrived: a file, and each innovation it holds."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sinovik_sheets.model import Fate, Registration, Unit
from sinovik_sheets.problems import Finding, Rule
from sinovik_sheets.problems import registration as rules
from sinovik_sheets.steps.questions import REGISTRATION, Question, question_key
from sinovik_sheets.steps.received import ReceivedFile, received_files
from sinovik_sheets.steps.registration.forms import IssuedForm

KIND = "registered"

RecordId = tuple[str, str]


@dataclass(eq=False)
class Submission(ReceivedFile):
    """A received registration file: a form, or a list of many innovations."""

    form: IssuedForm | None = None
    hidden_unit: str = ""
    records: list["Record"] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    mapping: tuple[tuple[str, str], ...] = ()

    @property
    def stage(self) -> str:
        """Where its questions belong."""
        return REGISTRATION

    @property
    def set_aside(self) -> bool:
        """Whether a file is gone from 1_pendaftaran and nothing of it counts or ever did."""
        return self.removed and self.fate in (Fate.REJECTED, Fate.UNKNOWN, Fate.DUPLICATE)

    @property
    def day(self) -> date:
        """The day it was first received."""
        return date.fromisoformat(self.time[:10])


@dataclass(eq=False)
class Record:
    """One innovation in a file: a page of a form, or a row of a list.

    `unit` is None while nobody knows it; `asked` are the questions about this
    record, open or not (`asked_before`: the keys of those settled in an earlier run),
    and `open_question` the one that waits. `holds` says that it is the version that
    counts. `slot` names a page of a form that was made for one unit.
    """

    file: Submission
    order: int
    registration: Registration
    unit: Unit | None = None
    slot: tuple[str, str] | None = None
    findings: list[Finding] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    asked_before: set[str] = field(default_factory=set)
    holds: bool = False
    open_question: Question | None = None

    @property
    def id(self) -> RecordId:
        """What identifies the record for ever."""
        return self.file.sha256, self.registration.place

    @property
    def received(self) -> date:
        """The day it was sent where the file says so, else the day it was received."""
        return self.registration.sent or self.file.day

    @property
    def faulty_fields(self) -> frozenset[str]:
        """The fields whose cells hold something that could not be read as it should."""
        registration = self.registration
        faulty = {(f.where.sheet, f.where.cell) for f in registration.findings if f.where.cell}
        cells = {cell for _sheet, cell in faulty} | {f"{sheet}!{cell}" for sheet, cell in faulty}
        return frozenset(name for name, cell in registration.where.columns.items() if cell in cells)

    @property
    def dated(self) -> date | None:
        """The day the file carries, None where it is not known."""
        return date.fromisoformat(self.file.modified) if self.file.modified else None

    @property
    def sort_key(self) -> tuple[int, str, int]:
        """How records are put in order: by run, then by content, never by file name."""
        return self.file.run, self.file.sha256, self.order

    def place(self, field: str) -> str:
        """Return the cell of a field, with its sheet: `Inovasi 1!C12`."""
        where = self.registration.where.at(field)
        return where.cell if "!" in where.cell or not where.sheet else f"{where.sheet}!{where.cell}"

    def ask(
        self,
        rule: Rule,
        value: str,
        bound_to: Sequence[str],
        answers: Mapping[str, str],
        **more: Any,
    ) -> str:
        """Ask about this record; return the answer, empty while there is none.

        `more` may hold `choices` (else the rule's), `cell`, and the rule's details.
        """
        choices = tuple(more.pop("choices", rule.choices))
        cell = str(more.pop("cell", ""))
        key = question_key(rule, REGISTRATION, "", "", *bound_to)
        question = Question(
            key=key,
            rule=rule,
            stage=REGISTRATION,
            juror="",
            file=self.file.path,
            sha256=self.file.sha256,
            cells=(cell,) if cell else (),
            value=value,
            choices=choices,
            details=more,
        )
        self.asked.append(question)
        answer = answers.get(key, "")
        if not answer:
            self.open_question = question
        return answer

    def decided(self, rule: Rule, bound_to: Sequence[str], answers: Mapping[str, str]) -> bool:
        """Return whether people have answered this question before."""
        return bool(answers.get(question_key(rule, REGISTRATION, "", "", *bound_to)))

    def settle_unit(self) -> None:
        """Drop the questions about the unit: people have named it elsewhere."""
        self.asked = [question for question in self.asked if question.rule not in _ABOUT_UNIT]
        if self.open_question is not None and self.open_question.rule in _ABOUT_UNIT:
            self.open_question = None


_ABOUT_UNIT = (
    rules.UNIT_UNCLEAR,
    rules.UNIT_CODE_CHANGED,
    rules.UNIT_NAME_CHANGED,
    rules.UNIT_CODE_CONTRADICTS,
)


def submissions(events: Iterable[Mapping[str, Any]]) -> list[Submission]:
    """Return the registration files the journal knows, oldest first."""
    return received_files(events, KIND, Submission)


def copies_apart(
    files: Sequence[Submission], lying: Container[tuple[str, str]]
) -> list[Submission]:
    """Return one file for each different content; the others with it are duplicates.

    `lying` holds path and SHA-256 of what lies in 1_pendaftaran now: a file that was
    moved is known by where it lies, and its days are the earliest of all its copies.
    """
    copies: dict[str, list[Submission]] = {}
    for file in files:
        copies.setdefault(file.sha256, []).append(file)
    apart = []
    for same in copies.values():
        there = [file for file in same if (file.path, file.sha256) in lying]
        original = min(there or same, key=lambda file: (file.run, file.path))
        original.removed = not there
        original.run = min(file.run for file in same)
        original.time = min(file.time for file in same)
        original.modified = min((f.modified for f in same if f.modified), default="")
        for file in same:
            if file is not original:
                file.fate, file.removed = Fate.DUPLICATE, file not in there
        apart.append(original)
    return apart


def with_entry(question: Question, entry: str) -> Question:
    """Return the question with the entry it is about."""
    return replace(question, scores=((entry, ""),) if entry else ())
