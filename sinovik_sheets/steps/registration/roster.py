"""roster: registrations become entries with codes; what is noticed is told, people decide."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sinovik_sheets.model import Competition, Entry, EntryStatus
from sinovik_sheets.problems import Finding, Level, Where, worst_first
from sinovik_sheets.roster.names import Register
from sinovik_sheets.roster.unit_kinds import Kinds
from sinovik_sheets.sheets.roster.content import RosterContent
from sinovik_sheets.sheets.roster.tables import PASSED
from sinovik_sheets.sheets.tables.table import Row, plain_name
from sinovik_sheets.sheets.tables.typed import read_date
from sinovik_sheets.steps.decisions import Decisions, new_questions
from sinovik_sheets.steps.questions import Question
from sinovik_sheets.steps.registration import entries as entry_step
from sinovik_sheets.steps.registration import rows as row_step
from sinovik_sheets.steps.registration.content import roster_content
from sinovik_sheets.steps.registration.entries import Entries, Known, given_codes
from sinovik_sheets.steps.registration.forms import issued_forms
from sinovik_sheets.steps.registration.noticed import Stock, noticed, questions
from sinovik_sheets.steps.registration.overview import Previous
from sinovik_sheets.steps.registration.received import (
    Reader,
    Submission,
    copies_apart,
    submissions,
)

Event = Mapping[str, Any]


@dataclass(frozen=True)
class Roster:
    """The roster as it stands now: entries, what is noticed, and what is still to write.

    `findings` are about entries (by code) and about files and settings (under ""). `open`
    are the questions nobody has answered yet, `asked` the keys of all that stand.
    """

    competition: Competition
    entries: tuple[Entry, ...]
    files: tuple[Submission, ...]
    findings: Mapping[str, Sequence[Finding]]
    open: tuple[Question, ...]
    asked: frozenset[str]
    events: tuple[Event, ...]
    content: RosterContent
    used: Mapping[str, str] = field(default_factory=dict)

    @property
    def all_findings(self) -> list[Finding]:
        """Everything noticed, worst first."""
        return worst_first(finding for found in self.findings.values() for finding in found)

    @property
    def needs_people(self) -> bool:
        """Whether anybody must answer, mend or decide."""
        undecided = {entry.code for entry in self.entries if not _decided(entry)}
        return bool(self.open) or any(
            finding.level is not Level.NOTE
            for code, found in self.findings.items()
            if not code or code in undecided
            for finding in found
        )


def _decided(entry: Entry) -> bool:
    return entry.passed or entry.status is not None


@dataclass(frozen=True)
class Folder:
    """What a folder holds for registration; `rows` are those of the sheet Inovasi.

    `lies_there` says whether a received file still lies in 1_pendaftaran. `codes` are
    codes used elsewhere, such as in score sheets: they are never given again.
    """

    competition: Competition
    rows: Sequence[Row]
    events: Sequence[Event]
    get_bytes: Callable[[str], bytes]
    decisions: Decisions
    lies_there: Callable[[str], bool]
    codes: frozenset[str] = frozenset()
    previous: Previous = field(default_factory=Previous)


def take_stock(folder: Folder, now: datetime) -> Roster:
    """Judge everything received and return the roster, with codes for what is new."""
    return _Stock(folder, now).roster()


class _Stock:
    """One judging of everything received."""

    def __init__(self, folder: Folder, now: datetime) -> None:
        self._folder = folder
        self._competition = folder.competition
        self._now = now
        self._time = now.isoformat(timespec="seconds")
        self._kinds = Kinds(folder.competition)
        self._files = submissions(folder.events)
        given = given_codes(folder.events)
        self._anchored = {one.code for one in given if one.record is not None}
        self._seen_codes = {one.code for one in given}
        self._by_number = {row.number: row for row in folder.rows}
        self._by_code = {row.plain("Kode"): row for row in folder.rows if row.plain("Kode")}
        self._typed = _typed_entries(folder, self._anchored)
        self._entries = Entries(
            folder.competition, given, list(self._typed), folder.decisions.answers
        )

    def roster(self) -> Roster:
        self._read_files()
        events: list[Event] = []
        used = {*self._by_code, *self._seen_codes, *self._folder.codes}
        typed_rows = {known.row for known in self._typed if not known.code}
        self._entries.give_codes(used)
        codes = {known.row: known.code for known in self._typed if known.row in typed_rows}
        events.extend(self._given())
        written = row_step.written_before(self._folder.events)
        reconciled = {
            known.code: row_step.reconcile(
                known.code,
                row_step.values(self._kinds, known.record),
                self._row(known),
                written,
                self._time,
            )
            for known in self._entries.known
            if known.record is not None
        }
        events.extend(one.event for one in reconciled.values() if one.event is not None)
        entries = tuple(
            self._entry(known, reconciled.get(known.code)) for known in self._in_order()
        )
        stock = Stock(self._competition, self._files, self._entries, entries, reconciled)
        findings = noticed(stock, self._folder.previous.earlier)
        open_questions, asked = questions(stock)
        events.extend(new_questions(self._folder.decisions, open_questions, self._now))
        return Roster(
            self._competition,
            entries,
            tuple(self._files),
            findings,
            tuple(open_questions),
            frozenset(asked),
            tuple(events),
            roster_content(stock, self._folder.previous, findings, codes),
            {k.code: k.record.file.path for k in self._entries.known if k.record is not None},
        )

    def _read_files(self) -> None:
        reader = Reader(
            self._competition,
            issued_forms(self._folder.events),
            self._folder.get_bytes,
            self._folder.decisions.answers,
        )
        for file in self._files:
            file.removed = not self._folder.lies_there(file.path)
        files = copies_apart(self._files)
        for file in files:
            reader.read(file)
        self._entries.take(files)
        for known in self._entries.known:
            self._take_unit_typed(known)

    def _take_unit_typed(self, known: Known) -> None:
        """A unit's code that people typed into the roster answers which unit it is."""
        record, row = known.record, self._row(known)
        if record is None or row is None or record.unit is not None:
            return
        record.unit = self._competition.unit.get(row.plain("Kode Unit"))
        if record.unit is not None:
            record.settle_unit()

    def _in_order(self) -> list[Known]:
        return sorted(self._entries.known, key=lambda known: known.code)

    def _row(self, known: Known) -> Row | None:
        if known.row:
            return self._by_number[known.row]
        return self._by_code.get(known.code)

    def _given(self) -> Iterable[Event]:
        """Yield the journal lines for codes that are new, or newly tied to a record."""
        for known in self._entries.known:
            first = known.first
            if first is not None and known.code not in self._anchored:
                yield {
                    "kind": entry_step.KIND,
                    "time": self._time,
                    "code": known.code,
                    "sha256": first.id[0],
                    "place": first.id[1],
                }
            elif first is None and known.code not in self._seen_codes:
                yield {"kind": entry_step.KIND, "time": self._time, "code": known.code}

    def _entry(self, known: Known, reconciled: row_step.Reconciled | None) -> Entry:
        """Return an entry as it will stand in the roster."""
        row = self._row(known)
        texts = dict(reconciled.effective) if reconciled else {}

        def text(column: str) -> str:
            return texts[column] if column in texts else row.plain(column) if row else ""

        unit = self._competition.unit.get(text("Kode Unit"))
        status = text("Status Administrasi") if row else ""
        return Entry(
            code=known.code,
            title=text("Judul"),
            unit_code=text("Kode Unit"),
            unit=text("Unit"),
            kind=text("Jenis") or (unit.kind if unit else ""),
            category=text("Kategori"),
            group=text("Kelompok"),
            started=read_date(text("Mulai Diterapkan")),
            innovators=text("Inovator"),
            status=_status(status),
            reason=row.plain("Alasan") if row else "",
            passed=plain_name(status) == PASSED,
            where=row.where("Kode") if row else Where(),
        )


def _typed_entries(folder: Folder, anchored: set[str]) -> list[Known]:
    """Return the innovations of rows that no form was tied to."""
    register = Register(folder.competition.units)
    typed = []
    for row in folder.rows:
        code = row.plain("Kode")
        if code in anchored or not (code or row.plain("Judul")):
            continue
        name = row.plain("Unit")
        unit = register.match(name, code=row.plain("Kode Unit"), kind=row.plain("Jenis")).unit
        key = unit.code if unit else "?" + plain_name(name)
        typed.append(Known(code, title=row.plain("Judul"), unit_key=key, row=row.number))
    return typed


def _status(text: str) -> EntryStatus | None:
    return next((s for s in EntryStatus if plain_name(s) == plain_name(text)), None)
