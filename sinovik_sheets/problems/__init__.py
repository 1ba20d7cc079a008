"""What can be wrong: findings about documents (collected) and errors of a run (raised).

A Finding is data: rule, verdict, place, the value as it stood and the way out.
It never stops a run. SinovikError means that the run itself cannot go on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from sinovik_sheets.text import _, date_text


class Level(StrEnum):
    """How much a finding asks of people; the order is worst first."""

    ERROR = "error"
    QUESTION = "question"
    MISSING = "missing"
    WARNING = "warning"
    NOTE = "note"

    @property
    def needs_people(self) -> bool:
        """Whether the result stays open until somebody acts."""
        return self in (Level.ERROR, Level.QUESTION, Level.MISSING)


_VERDICTS = {
    Level.ERROR: "reject",
    Level.QUESTION: "ask",
    Level.MISSING: "missing",
    Level.WARNING: "note",
    Level.NOTE: "note",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong: a stable code and the sentences people read.

    `message` and `fix` are catalogue sources with `{names}` that a finding's
    details fill in. `choices` are the answers offered when the rule asks.
    """

    code: str
    level: Level
    message: str
    fix: str = ""
    choices: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """The verdict word of the JSON output: note, ask, reject or missing."""
        return _VERDICTS[self.level]


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a document; empty parts are not known or do not apply.

    In a row of a table `columns` maps the names of its columns to their cells.
    """

    file: str = ""
    sheet: str = ""
    cell: str = ""
    columns: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def at(self, column: str) -> "Where":
        """Return the cell of a column in the same row, this place if there is no such column."""
        return replace(self, cell=self.columns.get(column, self.cell))

    def __str__(self) -> str:
        return " › ".join(part for part in (self.file, self.sheet, self.cell) if part)


def _shown(value: object) -> object:
    return date_text(value) if isinstance(value, date) else value


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule met at a place, with the value as it stood.

    `details` fill in the sentences; a date among them is written in words when it is told.
    """

    rule: Rule
    where: Where = Where()
    juror: str = ""
    entry: str = ""
    criterion: str = ""
    value: str = ""
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def level(self) -> Level:
        """The level of the rule."""
        return self.rule.level

    def _fill(self, source: str) -> str:
        names = {
            "file": self.where.file,
            "sheet": self.where.sheet,
            "cell": self.where.cell,
            "juror": self.juror,
            "entry": self.entry,
            "criterion": self.criterion,
            "value": self.value,
        }
        details = {name: _shown(value) for name, value in self.details.items()}
        return _(source).format(**(names | details))

    @property
    def message(self) -> str:
        """What is wrong, in the language being spoken."""
        return self._fill(self.rule.message)

    @property
    def fix(self) -> str:
        """What to do about it, in the language being spoken."""
        return self._fill(self.rule.fix)

    def as_json(self) -> dict[str, str]:
        """Return the finding in the shape of the commands' `--json` output."""
        return {
            "rule": self.rule.code,
            "verdict": self.rule.verdict,
            "file": self.where.file,
            "sheet": self.where.sheet,
            "cell": self.where.cell,
            "juror": self.juror,
            "entry": self.entry,
            "criterion": self.criterion,
            "value": self.value,
            "message": self.message,
            "fix": self.fix,
        }


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Sort by level, then by place, so that what stops people stands on top."""
    order = list(Level)
    return sorted(
        findings,
        key=lambda f: (order.index(f.level), f.where.file, f.where.sheet, f.juror, f.rule.code),
    )


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Count findings by level; every level stands in the result."""
    result = {level.value: 0 for level in Level}
    for finding in findings:
        result[finding.level] += 1
    return result


class SinovikError(Exception):
    """The run cannot go on; `message` says why and `fix` what to do.

    Both are already in the language being spoken. `findings` may carry the
    details, for example every mistake of a settings workbook.
    """

    def __init__(self, message: str, fix: str = "", findings: Iterable[Finding] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.findings = list(findings)
