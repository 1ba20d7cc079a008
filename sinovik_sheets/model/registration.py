"""Registration: what is asked of units, and what one form or one row of a list answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sinovik_sheets.problems import Finding, Where


@dataclass(frozen=True, slots=True)
class Group:
    """A group of innovations (umum, replikasi ...) with its own age and quotas.

    `minimum_age_months` and `maximum_per_unit` are None where the competition's hold.
    `quota` is how many of the group go on, where the cut is per group.
    """

    code: str
    name: str
    minimum_age_months: int | None = None
    maximum_per_unit: int | None = None
    description: str = ""
    quota: int | None = None
    where: Where = field(default=Where(), compare=False)


@dataclass(frozen=True, slots=True)
class UnitKind:
    """A kind of unit: how it is counted, invited and listed.

    `counts_as` is the kind it is counted under (a kecamatan under the OPD), `sheet`
    the sheet of the roster that lists it, `invited` how many people of each unit
    are invited, `invitee` who they are. Quotas are None where those of the group or
    of the competition hold.
    """

    name: str
    counts_as: str = ""
    sheet: str = ""
    invited: int = 1
    invitee: str = ""
    maximum_per_unit: int | None = None
    minimum_per_unit: int | None = None
    where: Where = field(default=Where(), compare=False)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the proposal in the registration form; `word_limit` is in words.

    Empty `groups` mean all of them. `required` sections may not stay empty.
    """

    code: str
    name: str
    word_limit: int | None = None
    required: bool = True
    groups: tuple[str, ...] = ()
    description: str = ""
    where: Where = field(default=Where(), compare=False)

    def asked_of(self, group: str) -> bool:
        """Return whether an innovation of this group must hold the section."""
        return not self.groups or group in self.groups


@dataclass(frozen=True, slots=True)
class FormerWinner:
    """An innovation that won before and may not simply win again."""

    title: str
    unit: str = ""
    year: int | None = None
    award: str = ""
    where: Where = field(default=Where(), compare=False)


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask about a registration; personal data, kept out of every log."""

    name: str = ""
    nip: str = ""
    whatsapp: str = ""
    email: str = ""


@dataclass(frozen=True)
class Registration:
    """One innovation as one page of a form, or one row of a list, states it.

    `place` names the page or row within its file and never changes for a file.
    `unit` is the unit's name as written, `unit_code` a code written beside it (of
    the unit or an official one). `sections` maps the codes of the sections that
    hold something to their texts, `statements` each statement to whether it is
    ticked (empty where the source does not ask for them). `sent` is when it was
    sent, where the source says so. `written` maps every filled field to its text
    as it stood, so that two versions can be compared.
    """

    place: str
    title: str
    unit: str = ""
    unit_code: str = ""
    kind: str = ""
    district: str = ""
    category: str = ""
    group: str = ""
    started: date | None = None
    innovators: str = ""
    evidence: str = ""
    contact: Contact = Contact()
    sections: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[str, bool] = field(default_factory=dict)
    sent: date | None = None
    written: Mapping[str, str] = field(default_factory=dict)
    where: Where = field(default=Where(), compare=False)
    findings: tuple[Finding, ...] = ()
