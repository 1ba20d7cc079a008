"""From records to entries: which record is a new innovation, and which a new version of one.

The outcome is a function of the journal, the archive and people's answers. A
code, once given, stays with the record it was given for: the journal says which.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sinovik_sheets.model import Competition, Fate
from sinovik_sheets.problems import Finding, Where
from sinovik_sheets.problems import registration as rules
from sinovik_sheets.roster.titles import plain_title
from sinovik_sheets.sheets.registration import form
from sinovik_sheets.sheets.tables.table import plain_name
from sinovik_sheets.steps.registration.received import Record, RecordId, Submission
from sinovik_sheets.text import listing

KIND = "entry"
FIRST_CODE = "INO-0001"
Key = tuple[str, str]
"""Unit and title, by which an innovation is known apart from the page it stands on."""


@dataclass
class Known:
    """An innovation: its code (empty until one is given) and the record that holds now.

    `record` is None for an innovation that only people typed. `row` is the number
    of the row in daftar_peserta.xlsx it was typed in, 0 for none. `seen` is what
    every version so far says: one that says the same again is nothing new.
    """

    code: str = ""
    record: Record | None = None
    first: Record | None = None
    title: str = ""
    unit_key: str = ""
    row: int = 0
    notes: list[Finding] = field(default_factory=list)
    seen: list[Mapping[str, str]] = field(default_factory=list)

    def __str__(self) -> str:
        """Return the code, so that a sentence told later names one given meanwhile."""
        return self.code

    @property
    def key(self) -> Key:
        """Unit and title of the version that holds."""
        return self.unit_key, plain_title(self.title)


@dataclass(frozen=True)
class Given:
    """A code given to a record; `record` is None for one that people typed."""

    code: str
    record: RecordId | None


def given_codes(events: Iterable[Mapping[str, Any]]) -> list[Given]:
    """Return the codes given so far, oldest first."""
    return [
        Given(e["code"], (e["sha256"], e["place"]) if e.get("sha256") else None)
        for e in events
        if e["kind"] == KIND
    ]


def unit_key(record: Record) -> str:
    """Return by what the unit of a record is compared: its code, else its written name."""
    if record.unit is not None:
        return record.unit.code
    return "?" + plain_name(record.registration.unit)


def _key(record: Record) -> Key:
    """Return by what a record is compared; without a title, by everything it says."""
    title = plain_title(record.registration.title)
    return unit_key(record), title or repr(sorted(record.registration.written.items()))


class Entries:
    """All innovations, built record by record in the order of the journal."""

    def __init__(
        self,
        competition: Competition,
        given: Sequence[Given],
        typed: Sequence[Known],
        answers: Mapping[str, str],
    ) -> None:
        """Start with the rows people typed (`typed`); codes given before are kept."""
        self._competition = competition
        self._answers = answers
        self._codes = {one.record: one.code for one in given if one.record is not None}
        self.known: list[Known] = list(typed)
        self.waiting: dict[RecordId, Known] = {}
        self._by_key: dict[Key, Known] = {known.key: known for known in typed}
        self._by_slot: dict[tuple[str, str], Known] = {}
        self.in_use: dict[RecordId, Known] = {}

    def take(self, files: Sequence[Submission]) -> None:
        """Take the records of all files and give every file its fate."""
        records = sorted((r for f in files for r in f.records), key=lambda r: r.sort_key)
        for record in records:
            self._take(record)
        for file in files:
            if file.records:
                self._settle(file)

    def _take(self, record: Record) -> None:
        code = self._codes.get(record.id, "")
        written = record.registration.written
        same = self._by_key.get(_key(record))
        if code and (same is None or same.code != code):
            self._start(record, code)
        elif same is not None:
            if written not in same.seen:
                self._next_version(same, record)
                same.seen.append(written)
        elif record.slot is not None and record.slot in self._by_slot:
            known = self._by_slot[record.slot]
            if written not in known.seen:
                self._on_known_page(known, record)
                known.seen.append(written)
        else:
            self._start(record, "")

    def _start(self, record: Record, code: str) -> None:
        known = Known(code=code, first=record, seen=[record.registration.written])
        self.known.append(known)
        self._use(known, record)

    def _use(self, known: Known, record: Record) -> None:
        known.record = record
        known.first = known.first or record
        if not known.row:
            known.title, known.unit_key = record.registration.title, unit_key(record)
        self._by_key.setdefault(_key(record), known)
        if record.slot is not None:
            self._by_slot[record.slot] = known

    def _on_known_page(self, known: Known, record: Record) -> None:
        """Settle whether a page that held another title was corrected, or holds another one."""
        before = known.record
        if before is None or self._also_holds(record, before):
            self._start(record, "")
            return
        answer = record.ask(
            rules.TITLE_CHANGED,
            record.registration.title,
            (record.id[0], record.id[1], before.id[0]),
            self._answers,
            cell=record.place("judul"),
            before=before.registration.title,
            entry=known,
        )
        if answer == rules.NEW:
            self._start(record, "")
        elif answer == rules.SAME:
            self._replace(known, record)
        elif not answer:
            self.waiting[record.id] = known

    def _also_holds(self, record: Record, before: Record) -> bool:
        """Return whether the same file holds the earlier title on another page."""
        title = plain_title(before.registration.title)
        return any(plain_title(r.registration.title) == title for r in record.file.records)

    def _next_version(self, known: Known, record: Record) -> None:
        current = known.record
        if current is None:
            self._use(known, record)
            return
        ours, theirs = current.registration.written, record.registration.written
        if all(ours.get(name) == text for name, text in theirs.items()):
            return  # nothing that does not stand there already
        holds_all = all(theirs.get(name) == text for name, text in ours.items())
        if holds_all or (record.file.run > current.file.run and not self._complete(current)):
            self._replace(known, record)
            return
        changed = self._changed(ours, theirs)
        answer = record.ask(
            rules.NEWER_VERSION,
            changed,
            (*record.id, *current.id),
            self._answers,
            cell=record.place("judul"),
            entry=known,
        )
        if answer == rules.USE:
            self._replace(known, record)
        elif not answer:
            self.waiting[record.id] = known

    def _complete(self, record: Record) -> bool:
        registration = record.registration
        sections = self._competition.sections
        return (
            not registration.findings
            and record.open_question is None
            and bool(registration.title)
            and registration.started is not None
            and all(registration.sections.get(s.code) for s in sections if s.required)
        )

    def _replace(self, known: Known, record: Record) -> None:
        current = known.record
        if current is not None:
            changed = self._changed(current.registration.written, record.registration.written)
            where = Where(record.file.path, record.registration.where.sheet)
            known.notes.append(
                Finding(rules.VERSION_REPLACED, where, entry=known.code, value=changed)
            )
        self._use(known, record)

    def _changed(self, before: Mapping[str, str], now: Mapping[str, str]) -> str:
        """Return the fields that differ, by the names people know."""
        names = form.field_labels(self._competition.sections)
        return listing([names.get(name, name) for name in _changed(before, now)])

    def _settle(self, file: Submission) -> None:
        """Give a file with records its fate: what became of the best used of them."""
        holding = {id(known.record) for known in self.known if known.record is not None}
        if any(id(record) in holding for record in file.records):
            file.fate = Fate.USED
            return
        asked = [record for record in file.records if record.id in self.waiting]
        if asked:
            file.fate = Fate.CONFLICT
            file.finding = as_finding(asked[0], str(self.waiting[asked[0].id]))
        else:
            file.settle(Fate.SUPERSEDED, rules.HELD_ELSEWHERE)

    def give_codes(self, used: Iterable[str]) -> list[Known]:
        """Give a code to every innovation without one; return those that got one.

        The next number is one above the highest that was ever used. What came in one
        run is numbered unit by unit, as people would.
        """
        numbers = _numbers({*used, *(known.code for known in self.known)})
        new = sorted((known for known in self.known if not known.code), key=_numbering)
        for number, known in enumerate(new, start=max(numbers, default=0) + 1):
            known.code = f"INO-{number:04d}"
        return new


def as_finding(record: Record, entry: str) -> Finding | None:
    """Return the open question of a record as a finding, None when there is none."""
    question = record.open_question
    if question is None:
        return None
    cell = question.cells[0] if question.cells else ""
    sheet, _mark, cell = cell.rpartition("!")
    where = Where(question.file, sheet.strip("'"), cell)
    return Finding(
        question.rule, where, entry=entry, value=question.value, details=question.details
    )


def _numbering(known: Known) -> tuple[int, int, str, str, int]:
    first = known.first
    if first is None:
        return 0, known.row, "", "", 0
    return first.file.run, 0, unit_key(first), first.file.sha256, first.order


def _changed(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """Yield the names of the fields that differ."""
    for name in dict.fromkeys((*before, *now)):
        if before.get(name, "") != now.get(name, ""):
            yield name


def _numbers(codes: Iterable[str]) -> set[int]:
    found = set()
    for code in codes:
        head, _hyphen, number = code.casefold().rpartition("-")
        if head == "ino" and number.isascii() and number.isdigit():
            found.add(int(number))
    return found
