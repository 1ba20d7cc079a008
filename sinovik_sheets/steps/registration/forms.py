"""forms: one registration form a unit, already naming it, and a blank one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sinovik_sheets import layout
from sinovik_sheets.model import Competition, Unit
from sinovik_sheets.roster.unit_kinds import Kinds
from sinovik_sheets.sheets import sending_book
from sinovik_sheets.sheets.registration import form as names
from sinovik_sheets.sheets.registration import writer
from sinovik_sheets.sheets.registration.writer import RegistrationForm
from sinovik_sheets.sheets.sending_book import Sending
from sinovik_sheets.steps.distribute import whatsapp_link
from sinovik_sheets.steps.plan import Output, Plan
from sinovik_sheets.text import _, date_text

KIND = "form"
USUAL_PAGES, MOST_PAGES = 2, 10


@dataclass(frozen=True)
class IssuedForm:
    """A form sent out: for which unit (empty: the blank one), with which sections and choices."""

    code: str
    unit: str
    serial: int
    pages: int
    sections: tuple[str, ...]
    choices: tuple[str, ...]

    def fits(self, competition: Competition) -> bool:
        """Return whether the form asks for what is asked today."""
        now = _sections(competition), _choices(competition)
        return (self.sections, self.choices) == now

    def event(self, time: str) -> Mapping[str, Any]:
        """Return the journal line of this form."""
        return {
            "kind": KIND,
            "time": time,
            "code": self.code,
            "unit": self.unit,
            "serial": self.serial,
            "pages": self.pages,
            "sections": list(self.sections),
            "choices": list(self.choices),
            "file": layout.form(self.unit, self.serial).as_posix(),
        }


@dataclass(frozen=True)
class FormsOut:
    """The plan of writing forms: what is new, and what to send to whom."""

    plan: Plan
    new: tuple[IssuedForm, ...]
    sendings: tuple[Sending, ...]


def issued_forms(events: Iterable[Mapping[str, Any]]) -> dict[str, IssuedForm]:
    """Return every form sent out, by its code, oldest first."""
    return {
        event["code"]: IssuedForm(
            event["code"],
            event["unit"],
            event["serial"],
            event["pages"],
            tuple(event["sections"]),
            tuple(event["choices"]),
        )
        for event in events
        if event["kind"] == KIND
    }


def forms(
    competition: Competition,
    issued: Mapping[str, IssuedForm],
    units: Sequence[Unit],
    now: datetime,
    new_code: Callable[[], str],
) -> FormsOut:
    """Plan a blank form and one for each of `units`; what is out and still fits is kept.

    A form that exists is never replaced: somebody may have filled it in. Where sections,
    categories or groups have changed since, a form with the next serial is made.
    """
    taken = dict(issued)
    outputs, new, sendings = [], [], []
    time = now.isoformat(timespec="seconds")
    for unit in (None, *units):
        form = _current(competition, taken, unit)
        if form is None:
            form = _next(competition, taken, unit, new_code)
            taken[form.code] = form
            new.append(form)
        path = layout.form(form.unit, form.serial)
        filled = RegistrationForm(competition, form.code, unit, form.pages)
        outputs.append(Output(path, writer.write(filled), keep=True))
        if unit is not None:
            sendings.append(_sending(competition, unit, form, path.name))
    if sendings:
        heading = _("Registration forms to send")
        data = sending_book.write(heading, _("Unit"), names.CODE_LABEL, sendings)
        outputs.append(Output(layout.forms_sending_list(), data))
    events = tuple(form.event(time) for form in new)
    return FormsOut(Plan(tuple(outputs), events), tuple(new), tuple(sendings))


def _sections(competition: Competition) -> tuple[str, ...]:
    return tuple(section.code for section in competition.sections)


def _choices(competition: Competition) -> tuple[str, ...]:
    """Return what the drop-downs of a form offer."""
    categories = tuple(category.code for category in competition.categories)
    return (*categories, *(group.code for group in competition.groups))


def _of_unit(issued: Mapping[str, IssuedForm], unit: Unit | None) -> list[IssuedForm]:
    code = unit.code if unit is not None else ""
    return [form for form in issued.values() if form.unit == code]


def _current(
    competition: Competition, issued: Mapping[str, IssuedForm], unit: Unit | None
) -> IssuedForm | None:
    fitting = [form for form in _of_unit(issued, unit) if form.fits(competition)]
    return fitting[-1] if fitting else None


def _next(
    competition: Competition,
    issued: Mapping[str, IssuedForm],
    unit: Unit | None,
    new_code: Callable[[], str],
) -> IssuedForm:
    code = new_code()
    while code in issued:
        code = new_code()
    kinds = Kinds(competition)
    maximum = kinds.maximum(unit.kind) if unit else competition.settings.maximum_per_unit
    return IssuedForm(
        code,
        unit.code if unit else "",
        1 + max((form.serial for form in _of_unit(issued, unit)), default=0),
        min(maximum or USUAL_PAGES, MOST_PAGES),
        _sections(competition),
        _choices(competition),
    )


def _sending(competition: Competition, unit: Unit, form: IssuedForm, file: str) -> Sending:
    closing = competition.settings.registration_closes
    until = _(" by {date}").format(date=date_text(closing)) if closing else ""
    message = _(
        "Dear {name}, attached is your registration form for {competition}. Please fill it in,"
        " one page an innovation, and send it back as .xlsx{until}. Thank you."
    ).format(name=unit.name, competition=competition.settings.name, until=until)
    return Sending(
        recipient=unit,
        file=file,
        code=form.code,
        entries=form.pages,
        message=message,
        link=whatsapp_link(unit.whatsapp, message),
    )
