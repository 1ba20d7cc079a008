"""Registrations as they arrived: what each file holds, and which unit it names."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sinovik_sheets.model import Competition, Fate, Registration, Unit
from sinovik_sheets.problems import Finding, Rule, Where
from sinovik_sheets.problems import files as file_rules
from sinovik_sheets.problems import registration as rules
from sinovik_sheets.roster.names import Match, Register
from sinovik_sheets.sheets.cells import UnreadableBook
from sinovik_sheets.sheets.reading.containers import is_link
from sinovik_sheets.sheets.reading.csv_text import read_any
from sinovik_sheets.sheets.registration import list_reader, reader
from sinovik_sheets.sheets.registration.reader import FoundForm
from sinovik_sheets.sheets.score_sheet.form import codes_in
from sinovik_sheets.sheets.score_sheet.reader import find_sheet
from sinovik_sheets.sheets.tables.table import plain_name
from sinovik_sheets.steps.questions import REGISTRATION, Question, question_key
from sinovik_sheets.steps.received import ReceivedFile, received_files
from sinovik_sheets.steps.registration.forms import IssuedForm
from sinovik_sheets.text import listing

KIND = "registered"

RecordId = tuple[str, str]


@dataclass
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
        """Whether people have dealt with an unusable file by taking it out of 1_pendaftaran."""
        return self.removed and self.fate in (Fate.REJECTED, Fate.UNKNOWN)

    @property
    def day(self) -> date:
        """The day it was first received."""
        return date.fromisoformat(self.time[:10])


@dataclass
class Record:
    """One innovation in a file: a page of a form, or a row of a list.

    `unit` is None while nobody knows it; `asked` are the questions about this
    record, open or not, and `open_question` the one that waits. `slot` names a page of
    a form that was made for one unit.
    """

    file: Submission
    order: int
    registration: Registration
    unit: Unit | None = None
    slot: tuple[str, str] | None = None
    findings: list[Finding] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
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


class Reader:
    """Reads received files into records and settles which unit each is of."""

    def __init__(
        self,
        competition: Competition,
        issued: Mapping[str, IssuedForm],
        get_bytes: Callable[[str], bytes],
        answers: Mapping[str, str],
    ) -> None:
        self._competition = competition
        self._issued = issued
        self._get_bytes = get_bytes
        self._answers = answers
        self._register = Register(competition.units)
        self._matches: dict[tuple[str, ...], Match] = {}

    def read(self, file: Submission) -> None:
        """Fill in what the file holds; a file that holds nothing usable gets its fate."""
        if file.problem:
            file.settle(Fate.REJECTED, file_rules.UNOPENED[file.problem])
            return
        data = self._get_bytes(file.sha256)
        if is_link(data):
            file.settle(Fate.REJECTED, file_rules.LINK)
            return
        try:
            book = read_any(data)
        except UnreadableBook as error:
            self._unreadable(file, error)
            return
        form = reader.find_form(book, self._competition, file.path)
        if form is not None:
            self._take_form(file, form)
            return
        if find_sheet(book) is not None:
            file.settle(Fate.REJECTED, rules.SCORE_SHEET_HERE)
            return
        found = list_reader.find_list(book, self._competition, file.path)
        if found is not None:
            file.mapping = found.mapping
            file.notes.extend(found.findings)
            self._take_records(file, found.rows, rules.EMPTY_LIST)
            if not file.records and found.findings:
                file.finding, file.notes = found.findings[0], list(found.findings[1:])
        else:
            file.settle(Fate.REJECTED, rules.NOT_A_FORM)

    def _unreadable(self, file: Submission, error: UnreadableBook) -> None:
        rule = file_rules.of(error.reason, error.detail)
        codes = [code for code in codes_in(file.path.upper()) if code in self._issued]
        if rule in (file_rules.PDF, file_rules.IMAGE) and len(codes) == 1:
            file.form = self._issued[codes[0]]
            file.settle(Fate.EVIDENCE)
        else:
            file.settle(Fate.REJECTED, rule, error.detail)

    def _take_form(self, file: Submission, form: FoundForm) -> None:
        known = [code for code in form.codes if code in self._issued]
        if len(known) > 1:
            file.settle(Fate.REJECTED, rules.TWO_FORM_CODES, ", ".join(known))
            return
        if form.codes and not known:
            choice = file.ask(rules.UNKNOWN_FORM_CODE, form.codes[0], self._answers)
            if choice != rules.USE:
                file.fate = Fate.REJECTED if choice else Fate.UNKNOWN
                return
        others = [code for code in form.codes if code not in self._issued]
        if known and others:
            choice = file.ask(rules.OTHER_FORM_CODE, ", ".join(others), self._answers)
            if choice != rules.USE:
                file.fate = Fate.REJECTED
                return
        if known:
            file.form = self._issued[known[0]]
            file.hidden_unit = form.ids.unit
            lacking = self._sections_lacking(file.form)
            if lacking:
                file.notes.append(
                    Finding(rules.FORM_CHANGED_SINCE, Where(file.path), value=listing(lacking))
                )
        elif not form.codes:
            file.notes.append(Finding(rules.FORM_WITHOUT_CODE, Where(file.path)))
        file.notes.extend(form.findings)
        if not form.has_keys:
            file.settle(Fate.REJECTED, rules.NOT_A_FORM)
            return
        self._take_records(file, form.pages, rules.EMPTY_FORM)

    def _sections_lacking(self, form: IssuedForm) -> list[str]:
        now = self._competition.sections
        return [section.name for section in now if section.code not in form.sections]

    def _take_records(
        self, file: Submission, registrations: Iterable[Registration], if_none: Rule
    ) -> None:
        for order, registration in enumerate(registrations):
            record = Record(file, order, registration)
            self._settle_unit(record)
            file.records.append(record)
        if not file.records:
            file.settle(Fate.REJECTED, if_none)

    def _settle_unit(self, record: Record) -> None:
        form = record.file.form
        if form is not None and form.unit:
            record.slot = form.code, record.registration.place
            self._settle_issued(record, form)
        elif self._competition.units:
            self._settle_named(record)
        elif not record.registration.unit:
            record.findings.append(Finding(rules.UNIT_MISSING, record.registration.where))

    def _settle_issued(self, record: Record, form: IssuedForm) -> None:
        """Settle the unit of a form made for one: what was issued counts, unless it was edited."""
        registration = record.registration
        issued = self._competition.unit.get(form.unit)
        if issued is None:
            where = registration.where.at("kode_unit")
            record.findings.append(Finding(rules.UNIT_NO_LONGER_LISTED, where, value=form.unit))
            return
        record.unit = issued
        rule, written, other = self._signed_otherwise(record, issued)
        if rule is not None:
            choices = dict.fromkeys((issued.code, other.code if other else issued.code))
            field = "unit" if rule is rules.UNIT_NAME_CHANGED else "kode_unit"
            answer = record.ask(
                rule,
                written,
                (form.code, written),
                self._answers,
                choices=tuple(choices),
                cell=record.place(field),
                issued=f"{issued.code} {issued.name}",
            )
            record.unit = self._competition.unit.get(answer) if answer else None

    def _signed_otherwise(
        self, record: Record, issued: Unit
    ) -> tuple[Rule | None, str, Unit | None]:
        """Return how a form made for a unit names another one, and which."""
        registration = record.registration
        for code in (registration.unit_code, record.file.hidden_unit):
            if code and code.casefold() != issued.code.casefold():
                return rules.UNIT_CODE_CHANGED, code, self._register.match("", code=code).unit
        name = registration.unit
        if name and name != issued.name:
            other = self._register.match(name).unit
            if other is not None and other is not issued:
                return rules.UNIT_NAME_CHANGED, name, other
        return None, "", None

    def _match(self, record: Record) -> Match:
        registration = record.registration
        wanted = (
            registration.unit,
            registration.unit_code,
            registration.kind,
            registration.district,
        )
        if wanted not in self._matches:
            name, code, kind, district = wanted
            self._matches[wanted] = self._register.match(
                name, code=code, kind=kind, district=district
            )
        return self._matches[wanted]

    def _settle_named(self, record: Record) -> None:
        registration = record.registration
        if not registration.unit and not registration.unit_code:
            record.findings.append(Finding(rules.UNIT_MISSING, registration.where))
            return
        match = self._match(record)
        record.unit = match.unit
        cell = record.place("unit")
        name = registration.unit or registration.unit_code
        bound_to = (plain_name(name), registration.kind, plain_name(registration.district))
        if match.unit is not None and match.contradicts is not None:
            answer = record.ask(
                rules.UNIT_CODE_CONTRADICTS,
                name,
                (match.unit.code, *bound_to),
                self._answers,
                choices=(match.unit.code, match.contradicts.code),
                cell=cell,
                code=registration.unit_code,
                name=match.unit.name,
            )
        elif match.unit is None:
            answer = record.ask(
                rules.UNIT_UNCLEAR,
                name,
                bound_to,
                self._answers,
                choices=(*(s.unit.code for s in match.suggestions), rules.NOT_LISTED),
                cell=cell,
                suggestions=match.suggestions,
            )
        else:
            return
        record.unit = self._competition.unit.get(answer)
        if answer and record.unit is None and answer != rules.NOT_LISTED:
            record.open_question = record.asked[-1]  # the unit chosen is no longer listed


def copies_apart(files: Sequence[Submission]) -> list[Submission]:
    """Return the files with different bytes; equal ones among the others are duplicates."""
    first: dict[str, Submission] = {}
    for file in files:
        original = first.setdefault(file.sha256, file)
        if original is not file:
            file.fate = Fate.DUPLICATE
    return list(first.values())


def with_entry(question: Question, entry: str) -> Question:
    """Return the question with the entry it is about."""
    return replace(question, scores=((entry, ""),) if entry else ())
