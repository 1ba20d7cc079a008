"""roster: registrations become entries with codes; what is noticed is told, people decide."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from sinovik_sheets.model import Competition, Entry, EntryStatus
from sinovik_sheets.problems import Finding, Level, Where, worst_first
from sinovik_sheets.roster.unit_kinds import Kinds
from sinovik_sheets.sheets.roster.content import RosterContent
from sinovik_sheets.sheets.roster.tables import PASSED
from sinovik_sheets.sheets.tables.table import Row, plain_name
from sinovik_sheets.sheets.tables.typed import read_date
from sinovik_sheets.steps.decisions import Decisions, new_questions
from sinovik_sheets.steps.questions import Question
from sinovik_sheets.steps.registration import rows as row_step
from sinovik_sheets.steps.registration import ties as tie_step
from sinovik_sheets.steps.registration.content import roster_content
from sinovik_sheets.steps.registration.entries import Entries
from sinovik_sheets.steps.registration.forms import issued_forms
from sinovik_sheets.steps.registration.known import Known
from sinovik_sheets.steps.registration.noticed import Stock, noticed, questions
from sinovik_sheets.steps.registration.overview import Previous
from sinovik_sheets.steps.registration.received import Reader
from sinovik_sheets.steps.registration.records import Submission, copies_apart, submissions
from sinovik_sheets.steps.registration.rows import Before, Decided, Reconciled, Written
from sinovik_sheets.steps.registration.standing_rows import StandingRows
from sinovik_sheets.steps.registration.ties import given_codes, ties

Event = Mapping[str, Any]


@dataclass(frozen=True)
class Roster:
    """The roster as it stands now: entries, what is noticed, and what is still to write.

    `findings` are about entries (by code) and about files and settings (under ""). `open`
    are the questions nobody has answered yet, `asked` the keys of all that stand.
    `events` are to be journalled before the workbook is written, `row_events` after it.
    """

    competition: Competition
    entries: tuple[Entry, ...]
    files: tuple[Submission, ...]
    findings: Mapping[str, Sequence[Finding]]
    open: tuple[Question, ...]
    asked: frozenset[str]
    events: tuple[Event, ...]
    row_events: tuple[Event, ...]
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


@dataclass
class Folder:
    """What a folder holds for registration; `rows` are those of the sheet Inovasi.

    `contacts` are the rows of the sheet Kontak. `lying` holds path and SHA-256 of every
    file that lies in 1_pendaftaran now. `codes` are codes used elsewhere, such as in
    score sheets: they are never given again; `numbers` are those of questions that stand
    in the workbook.
    """

    competition: Competition
    rows: Sequence[Row]
    contacts: Sequence[Row]
    events: Sequence[Event]
    get_bytes: Callable[[str], bytes]
    decisions: Decisions
    lying: frozenset[tuple[str, str]]
    codes: frozenset[str] = frozenset()
    previous: Previous = field(default_factory=Previous)
    numbers: Sequence[str] = ()

    @cached_property
    def written(self) -> Written:
        """What the tool wrote last."""
        return row_step.written_before(self.events)

    @cached_property
    def decided(self) -> Decided:
        """The statuses people gave."""
        return row_step.decided_before(self.events)


def take_stock(folder: Folder, now: datetime) -> Roster:
    """Judge everything received and return the roster, with codes for what is new."""
    return _Stock(folder, now).roster()


class _Stock:
    """One judging of everything received: match, give codes, fill rows, tell."""

    def __init__(self, folder: Folder, now: datetime) -> None:
        self._folder = folder
        self._competition = folder.competition
        self._now = now
        self._time = now.isoformat(timespec="seconds")
        self._kinds = Kinds(folder.competition)
        self._files = submissions(folder.events)
        self._given = given_codes(folder.events)
        tied = ties(folder.events)
        self._anchored = {tie.code for tie in tied.values() if tie.own}
        self._standing_rows = StandingRows(folder.rows, folder.competition)
        standing = self._standing_rows.standing(self._anchored, self._given, folder.codes)
        self._typed = tuple(standing.typed)
        self._entries = Entries(folder.competition, tied, standing, folder.decisions.answers)

    def roster(self) -> Roster:
        self._read_files()
        typed_rows = [known for known in self._typed if not known.code]
        self._entries.give_codes({*self._given, *self._folder.codes})
        codes = {known.row: known.code for known in typed_rows}
        recovered = self._standing_rows.recovered
        reconciled = {known.code: self._reconciled(known) for known in self._entries.known}
        entries = tuple(self._entry(known, reconciled[known.code]) for known in self._in_order())
        stock = Stock(
            self._competition,
            self._files,
            self._entries,
            entries,
            reconciled,
            self._folder.contacts,
        )
        findings = noticed(stock, self._folder.previous.earlier)
        findings[""].extend(self._standing_rows.findings(self._anchored, self._given))
        open_questions, asked = questions(stock)
        return Roster(
            self._competition,
            entries,
            tuple(self._files),
            findings,
            tuple(open_questions),
            frozenset(asked),
            (
                *self._new_codes(),
                *new_questions(
                    self._folder.decisions, open_questions, self._now, self._folder.numbers
                ),
            ),
            tuple(event for one in reconciled.values() for event in one.events),
            roster_content(stock, self._folder.previous, findings, codes | recovered),
            {k.code: k.record.file.path for k in self._entries.known if k.record is not None},
        )

    def _read_files(self) -> None:
        reader = Reader(
            self._competition,
            issued_forms(self._folder.events),
            self._folder.get_bytes,
            self._folder.decisions.answers,
        )
        files = copies_apart(self._files, self._folder.lying)
        for file in files:
            reader.read(file)
        self._entries.take(files)
        for known in self._entries.known:
            self._take_unit_typed(known)

    def _take_unit_typed(self, known: Known) -> None:
        """A unit's code that people typed into the roster answers which unit it is."""
        record, row = known.record, self._standing_rows.of(known)
        if record is None or row is None or record.unit is not None:
            return
        record.unit = self._competition.unit.get(row.plain("Kode Unit"))
        if record.unit is not None:
            record.settle_unit()

    def _in_order(self) -> list[Known]:
        return sorted(self._entries.known, key=lambda known: known.code)

    def _new_codes(self) -> Iterable[Event]:
        """Yield the journal lines for records that are new, and for codes of typed rows."""
        for tie in self._entries.new_ties:
            yield tie.event(self._time)
        for known in self._typed:
            if known.record is None and known.code not in self._given:
                row = self._standing_rows.of(known)
                unit = row.plain("Unit") if row else ""
                yield {
                    "kind": tie_step.KIND,
                    "time": self._time,
                    "code": known.code,
                    "title": known.title,
                    "unit": unit,
                }

    def _reconciled(self, known: Known) -> Reconciled:
        row = self._standing_rows.of(known)
        if known.code in self._standing_rows.double and row is not None:
            return Reconciled({}, {})  # which of the rows is meant is not guessed
        wanted = self._wanted(known, row)
        before = Before(self._folder.written, self._folder.decided)
        return row_step.reconcile(known.code, wanted, row, before, self._time)

    def _wanted(self, known: Known, row: Row | None) -> dict[str, str]:
        """Return what the tool has to say in a row; beside typed words only what they imply."""
        if known.record is not None:
            return row_step.values(self._kinds, known.record)
        unit = known.unit
        if row is None or unit is None:
            return {}
        implied = {"Kode Unit": unit.code, "Jenis": self._kinds.of(unit.kind).name}
        return {column: text for column, text in implied.items() if not row.plain(column)}

    def _entry(self, known: Known, reconciled: Reconciled) -> Entry:
        """Return an entry as it will stand in the roster."""
        row = self._standing_rows.of(known)
        texts = dict(reconciled.effective)

        def text(column: str) -> str:
            return texts[column] if column in texts else row.plain(column) if row else ""

        unit = self._competition.unit.get(text("Kode Unit"))
        status = text("Status Administrasi")
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
            reason=text("Alasan"),
            passed=plain_name(status) == PASSED,
            where=row.where("Kode") if row else Where(),
        )


def _status(text: str) -> EntryStatus | None:
    return next((s for s in EntryStatus if plain_name(s) == plain_name(text)), None)
