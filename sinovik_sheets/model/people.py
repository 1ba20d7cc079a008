"""Who takes part and who judges: units, innovations, jurors."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sinovik_sheets.problems import Where


class EntryStatus(StrEnum):
    """Why an entry does not take part (any more); people say so, with a reason."""

    FAILED = "tidak lolos"
    WITHDRAWN = "mundur"
    ABSENT = "tidak hadir"
    DISQUALIFIED = "diskualifikasi"


@dataclass(frozen=True, slots=True)
class Category:
    """A category of innovations, with an optional quota for the next stage."""

    code: str
    name: str
    description: str = ""
    quota: int | None = None
    where: Where = field(default=Where(), compare=False)


@dataclass(frozen=True, slots=True)
class Juror:
    """A member of the jury; empty `stages` or `categories` mean all of them."""

    code: str
    name: str
    element: str = ""
    institution: str = ""
    email: str = ""
    whatsapp: str = ""
    stages: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    where: Where = field(default=Where(), compare=False)


@dataclass(frozen=True, slots=True)
class Unit:
    """An office that takes part: OPD, kecamatan, puskesmas, school, BUMD ...

    `district` is its kecamatan, `region` its kabupaten or kota; both may be empty.
    """

    code: str
    name: str
    kind: str = ""
    official_code: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    email: str = ""
    whatsapp: str = ""
    sakip: str = ""
    district: str = ""
    region: str = ""
    where: Where = field(default=Where(), compare=False)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A juror who must not score an entry, or any entry of a unit (`target`)."""

    juror: str
    target: str
    reason: str
    where: Where = field(default=Where(), compare=False)


@dataclass(frozen=True, slots=True)
class Assignment:
    """One entry given to one juror in one stage, where not all score all."""

    juror: str
    stage: str
    entry: str
    where: Where = field(default=Where(), compare=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """An innovation that competes.

    `passed` says that people wrote so; without a status an entry takes part too.
    `reached`: it is among those that came to the stage being looked at; one that did
    not has no line in the result of that stage.
    """

    code: str
    title: str
    unit_code: str = ""
    unit: str = ""
    kind: str = ""
    category: str = ""
    group: str = ""
    started: date | None = None
    innovators: str = ""
    status: EntryStatus | None = None
    reason: str = ""
    passed: bool = False
    reached: bool = True
    where: Where = field(default=Where(), compare=False)
