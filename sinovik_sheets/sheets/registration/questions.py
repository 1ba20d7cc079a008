"""What is asked today about an innovation, and the answers to it as a Registration."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sinovik_sheets.model import Competition, Contact, Registration
from sinovik_sheets.sheets.cells import Cell
from sinovik_sheets.sheets.registration import form
from sinovik_sheets.sheets.registration.answers import Answers, choices_of
from sinovik_sheets.sheets.registration.days import DayOrder

UNIT_LABELS = {question.field: question.label for question in form.UNIT_QUESTIONS}
_PAGE_LABELS = {question.field: question.label for question in form.PAGE_QUESTIONS}
_STATEMENTS = {statement.field: statement.name for statement in form.STATEMENTS}


class Questions:
    """The fields of a competition's form; `labels` are their names for people."""

    def __init__(self, competition: Competition) -> None:
        sections = {form.section_field(s.code): s for s in competition.sections}
        names = {field: section.name for field, section in sections.items()}
        self.labels = UNIT_LABELS | _PAGE_LABELS | names | _STATEMENTS
        self.categories = choices_of(competition.categories)
        self.groups = choices_of(competition.groups)
        self._limits = {field: section.word_limit for field, section in sections.items()}
        left_out = {form.CATEGORY} if not self.categories.texts else set()
        left_out |= {form.GROUP} if not self.groups.texts else set()
        asked = (*_PAGE_LABELS, *names, *_STATEMENTS)
        self.of_a_page = tuple(field for field in asked if field not in left_out)

    def read(self, source: "Source", answers: Answers) -> Registration:
        """Return what a source says of one innovation; `answers` notes what is odd.

        Fields of the unit count as the source's own where `answers` holds them already.
        """
        cell, written = source.cell, answers.written
        for field in source.fields:
            if field in UNIT_LABELS:
                answers.text(field, cell(field))
        registration = Registration(
            place=source.place,
            title=answers.text(form.TITLE, cell(form.TITLE)),
            category=answers.choice(form.CATEGORY, cell(form.CATEGORY), self.categories),
            group=answers.choice(form.GROUP, cell(form.GROUP), self.groups),
            started=answers.day(form.STARTED, cell(form.STARTED), source.order),
            innovators=answers.text(form.INNOVATORS, cell(form.INNOVATORS)),
            evidence=answers.text(form.EVIDENCE, cell(form.EVIDENCE)),
            sections=self._sections(source, answers),
            statements=_statements(source, answers),
        )
        return replace(
            registration,
            unit=written.get(form.NAME, ""),
            unit_code=written.get(form.CODE, ""),
            kind=written.get(form.KIND, ""),
            district=written.get(form.DISTRICT, ""),
            contact=_contact(answers),
            written=written,
            where=answers.where,
            findings=tuple(answers.findings),
        )

    def _sections(self, source: "Source", answers: Answers) -> dict[str, str]:
        sections = {}
        for field in source.fields:
            if field.startswith(form.SECTION_PREFIX):
                text = answers.text(field, source.cell(field), self._limits.get(field))
                if text:
                    sections[field.removeprefix(form.SECTION_PREFIX)] = text
        return sections


@dataclass(frozen=True)
class Source:
    """Where the answers about one innovation stand.

    `fields` are those it has a cell for, `cell` returns that of a field (BLANK where
    there is none). `asks_statements` says whether it asks for the statements, `order`
    how its days are to be read.
    """

    place: str
    fields: tuple[str, ...]
    cell: Callable[[str], Cell]
    asks_statements: bool = False
    order: DayOrder = DayOrder.DAY_FIRST


def _statements(source: Source, answers: Answers) -> dict[str, bool]:
    if not source.asks_statements:
        return {}
    return {
        name: answers.confirmed(field, source.cell(field)) for field, name in _STATEMENTS.items()
    }


def _contact(answers: Answers) -> Contact:
    written = answers.written
    return Contact(
        name=written.get(form.PERSON, ""),
        nip=written.get(form.NIP, ""),
        whatsapp=written.get(form.WHATSAPP, ""),
        email=written.get(form.EMAIL, ""),
    )
