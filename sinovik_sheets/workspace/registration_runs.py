"""forms and roster over a folder: gather what the steps need, write what they plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sinovik_sheets import layout
from sinovik_sheets.model import Competition, Unit
from sinovik_sheets.problems import Finding, Level, SinovikError
from sinovik_sheets.roster.unit_kinds import Kinds
from sinovik_sheets.sheets.cells import Book
from sinovik_sheets.sheets.roster import book as roster_book
from sinovik_sheets.sheets.tables.table import Row
from sinovik_sheets.steps.collect import Box, Collected, FoundFile, Taken, collected, take_in
from sinovik_sheets.steps.decisions import Decisions, decisions, new_answers
from sinovik_sheets.steps.registration import report
from sinovik_sheets.steps.registration.forms import FormsOut, forms, issued_forms
from sinovik_sheets.steps.registration.records import KIND
from sinovik_sheets.steps.registration.roster import Folder, Roster, take_stock
from sinovik_sheets.stores.archive import Archive, fingerprint
from sinovik_sheets.stores.inbox import find_files
from sinovik_sheets.text import _, speaking
from sinovik_sheets.workspace.earlier import earlier_competitions
from sinovik_sheets.workspace.own_books import read_own_book
from sinovik_sheets.workspace.runs import Progress
from sinovik_sheets.workspace.session import Session, collector_paused

Event = Mapping[str, Any]
_PREVIOUS = "previous"
"""The journal's word for the folders of earlier competitions, so that `update` knows them."""


def run_forms(
    session: Session, kinds: Sequence[str], units: Sequence[str], *, dry_run: bool
) -> FormsOut:
    """Write the blank form, and one for each unit of these kinds and codes (default: all)."""
    competition = session.registration
    chosen = _chosen_units(competition, kinds, units)
    if dry_run:
        return _forms(session, competition, chosen)
    with session.writing():
        out = _forms(session, competition, chosen)
        session.journal.append(out.plan.events)
        session.workspace.write(out.plan.outputs, session.now)
    return out


def _forms(session: Session, competition: Competition, units: Sequence[Unit]) -> FormsOut:
    issued = issued_forms(session.journal.events)
    with speaking(session.language):
        return forms(competition, issued, units, session.now, session.new_code)


def _chosen_units(
    competition: Competition, kinds: Sequence[str], units: Sequence[str]
) -> list[Unit]:
    """Return the units meant; SinovikError for a code or kind nobody has."""
    known = Kinds(competition)
    for code in units:
        if code not in competition.unit:
            raise SinovikError(
                _("There is no unit “{code}”.").format(code=code),
                _("See the codes in the sheet “Unit” or in daftar_unit.xlsx."),
            )
    wanted = {known.of(kind).name for kind in kinds}
    strange = wanted - {known.of(unit.kind).name for unit in competition.units}
    if strange:
        raise SinovikError(
            _("No unit is of the kind “{kind}”.").format(kind=min(strange)),
            _("The kinds are: {kinds}.").format(kinds=", ".join(known.names)),
        )
    return [
        unit
        for unit in competition.units
        if (not wanted or known.of(unit.kind).name in wanted) and (not units or unit.code in units)
    ]


@dataclass(frozen=True)
class RosterRun:
    """What a roster run did: files taken in, and the roster.

    `wrong` tells of answers that cannot be used and of files that could not be read.
    """

    collected: Collected
    roster: Roster
    numbers: Mapping[str, str]
    wrong: tuple[Finding, ...]
    forms_out: int = 0

    @property
    def needs_people(self) -> bool:
        """Whether anybody must act on what came out."""
        return bool(self.wrong) or self.roster.needs_people

    @property
    def told(self) -> list[Finding]:
        """What is worth telling: no notes, and only questions of entries people decided about."""
        decided = {e.code for e in self.roster.entries if e.passed or e.status is not None}
        told = [
            finding
            for code, found in self.roster.findings.items()
            for finding in found
            if finding.level is Level.QUESTION
            or (code not in decided and finding.level is not Level.NOTE)
        ]
        return [*self.wrong, *told]

    @property
    def next_step(self) -> str:
        """What to do next, in the language being spoken."""
        entries = self.roster.entries
        if self.roster.open:
            return _(
                "answer in daftar_peserta.xlsx, sheet “Perlu Diperiksa”, save, close, then:"
                " sinovik roster"
            )
        if self.wrong or any(finding.level.needs_people for finding in self.roster.findings[""]):
            return _(
                "see the sheet “Berkas Masuk”: get right files, take wrong ones out of"
                " 1_pendaftaran, then: sinovik roster"
            )
        if any(not entry.passed and entry.status is None for entry in entries):
            return _(
                "decide in daftar_peserta.xlsx (“Status Administrasi”, “Alasan”); when all are"
                " in: sinovik check"
            )
        if entries:
            return "sinovik check"
        if not self.forms_out:
            return "sinovik forms"
        return _("when forms come back, put them into 1_pendaftaran, then: sinovik roster")

    def as_json(self) -> dict[str, Any]:
        """Return the shape of `roster --json`."""
        return report.as_json(self.roster, self.numbers, self.collected, self.wrong)


def registration_in_use(session: Session) -> bool:
    """Return whether forms are out or registrations came in; else the roster is typed."""
    kinds = {event["kind"] for event in session.journal.events}
    if kinds & {"form", KIND}:
        return True
    inbox = session.workspace.path(layout.REGISTRATIONS)
    return any(not file.ignored for file in find_files(inbox)) if inbox.is_dir() else False


class _Untouched:
    """Stands for the archive in a dry run: keeps bytes in memory alone."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._kept: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        sha256 = fingerprint(data)
        self._kept[sha256] = data
        return sha256

    def settle(self) -> None:
        pass

    def get(self, sha256: str) -> bytes:
        return self._kept[sha256] if sha256 in self._kept else self._archive.get(sha256)


def run_roster(
    session: Session, previous: Sequence[Path], progress: Progress, *, dry_run: bool = False
) -> RosterRun:
    """Take in what lies in 1_pendaftaran, judge it, and bring daftar_peserta.xlsx up to date."""
    if dry_run:
        return _Run(session, previous, progress, dry=True).perform()
    with session.writing():
        session.workspace.refuse_if_open(layout.ROSTER)
        done = _Run(session, previous, progress, dry=False).perform()
    session.forget_books()
    return done


class _Run:
    """One roster run; a dry one keeps new files and journal lines in memory."""

    def __init__(
        self, session: Session, previous: Sequence[Path], progress: Progress, *, dry: bool
    ) -> None:
        self._session = session
        self._competition = session.registration
        self._previous = previous
        self._progress = progress
        self._dry = dry
        archive = session.workspace.archive
        self._archive = _Untouched(archive) if dry else archive
        self._events = list(session.journal.events)
        self._wrong: list[Finding] = []
        self._numbers: list[str] = []

    def perform(self) -> RosterRun:
        taken = take_in(
            _found(self._session, self._progress),
            self._archive,
            self._events,
            self._session.now,
            _BOX,
        )
        self._record(taken.events)
        current = self._session.workspace.read(layout.ROSTER)
        book = _roster_book(current)
        self._record(self._answers(book))
        with speaking(self._session.language):
            folder = self._folder(book, taken)
            with collector_paused():
                roster = take_stock(folder, self._session.now)
            known = decisions([*self._events, *roster.events])
            self._finish(current, roster, known)
        found = collected(taken, roster.files)
        not_had = [file.finding for file in found.files if file.finding and not file.sha256]
        forms_out = len(issued_forms(self._events))
        return RosterRun(found, roster, known.numbers, (*self._wrong, *not_had), forms_out)

    def _finish(self, current: bytes | None, roster: Roster, known: Decisions) -> None:
        """Write journal and workbook, once it is clear that the workbook can be made.

        Codes stand in the journal before anybody sees them; what was written into cells
        is journalled after it was: a run cut off in between takes nothing for ours that
        is not.
        """
        if self._dry:
            return
        checks = report.check_rows(roster, known)
        day = self._last_day((*roster.events, *roster.row_events))
        data = roster_book.update(current, replace(roster.content, made_on=day, checks=checks))
        self._record(roster.events)
        if data is not None:
            self._session.workspace.write_two_way(layout.ROSTER, data)
        self._record(roster.row_events)

    def _record(self, events: Iterable[Event]) -> None:
        added = tuple(events)
        self._events += added
        if not self._dry:
            self._session.journal.append(added)

    def _last_day(self, pending: Sequence[Event]) -> date:
        """Return the day of the last event, so that a re-run changes nothing."""
        times = [event["time"] for event in (*self._events, *pending) if "time" in event]
        return date.fromisoformat(times[-1][:10]) if times else self._session.now.date()

    def _folders(self) -> list[Path]:
        """Return the earlier competitions named now, else those named last.

        None where the settings name some: they are not overruled by an old command.
        """
        named = [str(folder.resolve()) for folder in self._previous]
        before = [event["folders"] for event in self._events if event["kind"] == _PREVIOUS]
        last: list[str] = before[-1] if before else []
        if named and named != last:
            time = self._session.now.isoformat(timespec="seconds")
            self._record([{"kind": _PREVIOUS, "time": time, "folders": named}])
        if not named and self._competition.settings.previous:
            return []
        return [Path(folder) for folder in named or last]

    def _answers(self, book: Book | None) -> list[Event]:
        if book is None:
            return []
        rows = roster_book.read_answers(book, layout.ROSTER.name, self._wrong)
        self._numbers = [row.number for row in rows]
        units = [unit.code for unit in self._competition.units]
        known = decisions(self._events)
        return new_answers(known, rows, self._session.now, self._wrong, units=units)

    def _folder(self, book: Book | None, taken: Taken) -> Folder:
        ignored: list[Finding] = []  # `check` tells what is wrong in the sheet Inovasi
        name = layout.ROSTER.name
        rows = [] if book is None else roster_book.read_rows(book, name, ignored)
        contacts = [] if book is None else roster_book.read_contacts(book, name, ignored)
        self._wrong += _strange_statuses(rows)
        return Folder(
            self._competition,
            rows,
            contacts,
            self._events,
            self._archive.get,
            decisions(self._events),
            frozenset(taken.found),
            frozenset(code for sheet in self._session.issued.values() for code in sheet.entries),
            earlier_competitions(self._session, self._folders(), self._wrong),
            self._numbers,
        )


def _found(session: Session, progress: Progress) -> Iterable[tuple[FoundFile, bool]]:
    inbox = session.workspace.path(layout.REGISTRATIONS)
    if not inbox.is_dir():
        return
    for file in find_files(inbox):
        progress(file.path)
        yield file, False


def _nothing_outside(file: FoundFile) -> bool:  # noqa: ARG001 - there is only one inbox
    return False


_BOX = Box(KIND, _nothing_outside, dated=True)


def _strange_statuses(rows: Iterable[Row]) -> Iterable[Finding]:
    """Yield the words in Status Administrasi that are none of the choices."""
    for row in rows:
        known = len(row.findings)
        row.option("Status Administrasi")
        yield from row.findings[known:]


def _roster_book(data: bytes | None) -> Book | None:
    """Read daftar_peserta.xlsx; SinovikError when people must mend it first."""
    if data is None:
        return None
    way_out = _("Restore the file from a backup, or from the folder “arsip”.")
    return read_own_book(layout.ROSTER, data, way_out)
