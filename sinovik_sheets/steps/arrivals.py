"""Files as they arrived: what the journal knows of each, and what its bytes hold."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sinovik_sheets.model import Fate
from sinovik_sheets.problems import Finding, Rule, Where
from sinovik_sheets.problems import files as file_rules
from sinovik_sheets.problems import scores as rules
from sinovik_sheets.sheets.cells import Book, UnreadableBook
from sinovik_sheets.sheets.reading.book import read_book
from sinovik_sheets.sheets.score_sheet.reader import FoundSheet, find_sheet, sheet_codes
from sinovik_sheets.steps.issued import Issued
from sinovik_sheets.steps.judge import JudgedSheet
from sinovik_sheets.steps.questions import Question, question_key


@dataclass
class Arrival:
    """A received file and what is known of it so far.

    `problem` is the code of the rule by which it was turned away unopened,
    `asked` the keys of the questions that arise from it, answered or not.
    `outside` says that it never lay in 3_masuk, `removed` that it no longer does.
    """

    path: str
    sha256: str
    run: int
    time: str
    sender: str = ""
    problem: str = ""
    outside: bool = False
    removed: bool = False
    fate: Fate = Fate.UNKNOWN
    issued: Issued | None = None
    sheet: JudgedSheet | None = None
    finding: Finding | None = None
    question: Question | None = None
    sheet_asked: frozenset[str] = frozenset()
    asked: set[str] = field(default_factory=set)

    @property
    def juror(self) -> str:
        """The juror the file belongs to, empty when not known."""
        return self.issued.juror if self.issued else ""

    @property
    def stage(self) -> str:
        """The stage the file belongs to, empty when not known."""
        return self.issued.stage if self.issued else ""

    @property
    def set_aside(self) -> bool:
        """Whether people have dealt with an unusable file by taking it out of 3_masuk.

        A question about a known juror's sheet stays open all the same.
        """
        unusable = self.fate in (Fate.REJECTED, Fate.UNKNOWN)
        return self.removed and unusable and (self.question is None or self.issued is None)

    @property
    def waits(self) -> bool:
        """Whether people must decide or mend something before the result can stand."""
        gone = self.finding is not None and self.finding.rule is rules.NO_LONGER_SETTLED
        return self.question is not None or self.fate is Fate.CONFLICT or gone

    def settle(self, fate: Fate, rule: Rule | None = None, value: str = "") -> None:
        """Give the file its fate, and the finding that explains it."""
        self.fate = fate
        if rule is not None:
            told = value if "{value}" in rule.message else ""
            self.finding = Finding(rule, Where(self.path), juror=self.juror, value=told)

    def ask(
        self,
        rule: Rule,
        value: str,
        answers: Mapping[str, str],
        bound_to: Sequence[str] = (),
    ) -> str:
        """Ask about the whole file; return the choice made, empty while open.

        The answer holds for this file, this value, and what it is `bound_to`.
        """
        key = question_key(rule, self.stage, self.juror, self.sha256, *(bound_to or (value,)))
        question = Question(
            key, rule, self.stage, self.juror, self.path, self.sha256, (), value, rule.choices, {}
        )
        self.asked.add(question.key)
        choice = question.chosen(answers.get(question.key, "")) or ""
        if not choice:
            self.question = question
            self.finding = Finding(rule, Where(self.path), juror=self.juror, value=value)
        return choice


@dataclass(frozen=True)
class Content:
    """What the bytes of a file hold: a book with a score sheet, or why not."""

    book: Book | None = None
    found: FoundSheet | None = None
    codes: tuple[str, ...] = ()
    rule: Rule | None = None
    detail: str = ""


def read_content(data: bytes) -> Content:
    """Read a file; anything that is no readable workbook comes back with its rule."""
    if data.lstrip()[:1] == b"{" and b'"doc_id"' in data[:4096]:
        return Content(rule=file_rules.LINK)
    try:
        book = read_book(data)
    except UnreadableBook as error:
        return Content(rule=file_rules.of(error.reason, error.detail), detail=error.detail)
    found = find_sheet(book)
    return Content(book, found, found.codes if found else tuple(sheet_codes(book)))


def arrivals(events: Iterable[Mapping[str, Any]]) -> list[Arrival]:
    """Return the received files the journal knows, oldest first."""
    return [
        Arrival(
            e["path"],
            e["sha256"],
            e["run"],
            e["time"],
            e.get("sender", ""),
            e.get("problem", ""),
            e.get("outside", False),
        )
        for e in events
        if e["kind"] == "received"
    ]
