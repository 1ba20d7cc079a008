"""The registration form: made from nothing, for one unit or blank."""

from dataclasses import dataclass

from sinovik_sheets.model import Category, Competition, Group, Unit
from sinovik_sheets.roster.unit_kinds import Kinds
from sinovik_sheets.sheets.cells import column_letters
from sinovik_sheets.sheets.registration import form
from sinovik_sheets.sheets.registration.guide import write_guide
from sinovik_sheets.sheets.registration.page import FormPage
from sinovik_sheets.sheets.workbook import NewWorkbook, put_text
from sinovik_sheets.text import _

Offered = tuple[Category, ...] | tuple[Group, ...]
"""What a drop-down offers."""

_CHOICE_ROWS = {form.IDS_CATEGORIES: 3, form.IDS_GROUPS: 4}
"""The rows of the hidden sheet, counted from 1, that hold the choices of drop-downs."""


@dataclass(frozen=True)
class RegistrationForm:
    """A form to be sent: under which code, for which unit (None: blank), with how many pages."""

    competition: Competition
    code: str
    unit: Unit | None
    pages: int


def write(registration_form: RegistrationForm) -> bytes:
    """Return the workbook of a form, in the language being spoken.

    It names no unit but its own. The same form gives the same bytes.
    """
    book = NewWorkbook(_("Registration form"))
    _write_unit(book, registration_form)
    for number in range(1, registration_form.pages + 1):
        _write_page(book, registration_form, number)
    write_guide(book, registration_form.competition, registration_form.code)
    _write_ids(book, registration_form)
    return book.finish()


def _facts(registration_form: RegistrationForm) -> list[tuple[str, str]]:
    facts = [(form.CODE_LABEL, registration_form.code)]
    if registration_form.unit is not None:
        facts.append(("Unit", registration_form.unit.name))
    return facts


def _write_unit(book: NewWorkbook, registration_form: RegistrationForm) -> None:
    """Write the sheet that asks once for the unit; what is known of it stands there."""
    competition, unit = registration_form.competition, registration_form.unit
    page = FormPage(book, form.UNIT_SHEET, registration_form.code, counts_words=False)
    page.head(competition.settings, _("Registration form"), _facts(registration_form)[:1])
    known = unit or Unit("", "")
    answers = {
        form.CODE: known.code,
        form.NAME: known.name,
        form.KIND: known.kind,
        form.DISTRICT: known.district,
        form.WHATSAPP: known.whatsapp,
        form.EMAIL: known.email,
    }
    settled = {form.CODE, form.NAME, form.KIND} if unit is not None else set()
    for question in form.UNIT_QUESTIONS:
        if question.field == form.KIND and not known.kind:
            page.ask_choice(question, Kinds(competition).names)
        else:
            answer = answers.get(question.field, "")
            page.ask(question, answer, locked=question.field in settled and bool(answer))
    page.finish()
    page.activate()


def _write_page(book: NewWorkbook, registration_form: RegistrationForm, number: int) -> None:
    """Write the page of one innovation."""
    competition, name = registration_form.competition, form.page_name(number)
    page = FormPage(book, name, registration_form.code, counts_words=True)
    title = _("Registration form: {page}").format(page=name)
    page.head(competition.settings, title, _facts(registration_form))
    choices: dict[str, Offered] = {
        form.CATEGORY: competition.categories,
        form.GROUP: competition.groups,
    }
    for question in form.PAGE_QUESTIONS:
        if question.field == form.STARTED:
            page.ask_day(question)
        elif question.field not in choices:
            page.ask(question)
        elif offered := choices[question.field]:
            page.ask_choice(question, _cells(question.field, offered))
    groups = {group.code: group.name for group in competition.groups}
    for section in competition.sections:
        page.ask_section(section, ", ".join(groups.get(code, code) for code in section.groups))
    for statement in form.STATEMENTS:
        question = form.Question(statement.field, _(statement.sentence), statement.explanation)
        page.ask_choice(question, (form.TICKED,))
    page.finish()


def _choices(things: Offered) -> list[str]:
    return [form.choice_text(thing.code, thing.name) for thing in things]


def _cells(field: str, offered: Offered) -> str:
    """Return where the hidden sheet holds the choices of a drop-down."""
    # Written into the drop-down itself they would be parted at every comma.
    row = _CHOICE_ROWS[field]
    return f"={form.IDS_SHEET}!$B${row}:${column_letters(len(offered) + 1)}${row}"


def _write_ids(book: NewWorkbook, registration_form: RegistrationForm) -> None:
    """Write the very hidden sheet that says what this workbook is."""
    page = book.book.add_worksheet(form.IDS_SHEET)
    competition, unit = registration_form.competition, registration_form.unit
    rows = (
        (form.IDS_CODE, [registration_form.code]),
        (form.IDS_UNIT, [unit.code] if unit is not None else []),
        (form.IDS_CATEGORIES, _choices(competition.categories)),
        (form.IDS_GROUPS, _choices(competition.groups)),
    )
    for row, (word, values) in enumerate(rows):
        for column, value in enumerate([word, *values]):
            put_text(page, row, column, value)
    page.very_hidden()
