"""Score sheets as they arrived: what the journal knows of each, and what its bytes hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sinovik_sheets.model import Fate
from sinovik_sheets.problems import Rule
from sinovik_sheets.problems import files as file_rules
from sinovik_sheets.problems import scores as rules
from sinovik_sheets.sheets.cells import Book, UnreadableBook
from sinovik_sheets.sheets.reading.book import read_book
from sinovik_sheets.sheets.reading.containers import is_link
from sinovik_sheets.sheets.score_sheet.reader import FoundSheet, find_sheet, sheet_codes
from sinovik_sheets.steps.issued import Issued
from sinovik_sheets.steps.judge import JudgedSheet
from sinovik_sheets.steps.received import ReceivedFile, received_files

KIND = "received"


@dataclass
class Arrival(ReceivedFile):
    """A received score sheet, or what was sent in place of one, and what is known of it."""

    issued: Issued | None = None
    sheet: JudgedSheet | None = None
    sheet_asked: frozenset[str] = frozenset()

    @property
    def juror(self) -> str:
        """The juror the file belongs to, empty when not known."""
        return self.issued.juror if self.issued else ""

    @property
    def stage(self) -> str:
        """The stage the file belongs to, empty when not known."""
        return self.issued.stage if self.issued else ""

    def set_late(self) -> None:
        """Keep the file unused: the result of its stage was final when it came."""
        self.sheet, self.question = None, None
        self.sheet_asked = frozenset()
        self.settle(Fate.EVIDENCE, rules.AFTER_FINAL, self.stage)

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
    if is_link(data):
        return Content(rule=file_rules.LINK)
    try:
        book = read_book(data)
    except UnreadableBook as error:
        return Content(rule=file_rules.of(error.reason, error.detail), detail=error.detail)
    found = find_sheet(book)
    return Content(book, found, found.codes if found else tuple(sheet_codes(book)))


def arrivals(events: Iterable[Mapping[str, Any]]) -> list[Arrival]:
    """Return the received files the journal knows, oldest first."""
    return received_files(events, KIND, Arrival)
