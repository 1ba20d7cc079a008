"""What is noticed about the roster, and what must be asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sinovik_sheets.layout import COMPETITION
from sinovik_sheets.model import Competition, Entry, Fate
from sinovik_sheets.problems import Finding, Where
from sinovik_sheets.problems import registration as rules
from sinovik_sheets.roster import eligibility
from sinovik_sheets.roster.eligibility import Candidate, Earlier
from sinovik_sheets.sheets.tables.table import Row
from sinovik_sheets.steps.questions import Question
from sinovik_sheets.steps.registration.entries import Entries, as_finding
from sinovik_sheets.steps.registration.known import Known
from sinovik_sheets.steps.registration.records import Record, Submission, with_entry
from sinovik_sheets.steps.registration.rows import Reconciled


@dataclass(frozen=True)
class Stock:
    """Everything received, fitted together; `reconciled` are rows by code of entry.

    `contacts` are the rows of the sheet Kontak as they stand.
    """

    competition: Competition
    files: Sequence[Submission]
    known: Entries
    entries: Sequence[Entry]
    reconciled: Mapping[str, Reconciled]
    contacts: Sequence[Row] = ()

    @property
    def by_code(self) -> Mapping[str, Known]:
        """The innovations by their codes."""
        return {one.code: one for one in self.known.known}


def noticed(stock: Stock, earlier: Sequence[Earlier]) -> dict[str, list[Finding]]:
    """Return what is noticed about each entry by its code, and the rest under ""."""
    by_code = stock.by_code
    nips = {row.plain("Kode"): row.plain("NIP") for row in stock.contacts}
    candidates = [
        _candidate(entry, by_code[entry.code], nips.get(entry.code, "")) for entry in stock.entries
    ]
    found = eligibility.findings(stock.competition, candidates, earlier)
    for code, one in by_code.items():
        own = found.setdefault(code, [])
        if one.record is not None:
            own.extend(one.record.findings)
            own.extend(_asked(one.record, code))
        own.extend(replace(note, entry=code) for note in one.notes)
        if code in stock.reconciled:
            own.extend(stock.reconciled[code].findings)
    for file in stock.files:
        for record in file.records:
            if record.id in stock.known.waiting:
                code = stock.known.waiting[record.id].code
                found[code].extend(_asked(record, code))
    return {"": [*_about_files(stock)], **found}


def _about_files(stock: Stock) -> Iterable[Finding]:
    if stock.competition.settings.registration_closes is None and stock.entries:
        yield Finding(rules.CLOSING_NOT_SET, Where(COMPETITION.name, "Kompetisi"))
    for file in stock.files:
        if file.set_aside:
            continue
        if file.finding is not None and file.fate is not Fate.CONFLICT:
            yield file.finding
        if not file.removed and file.fate is not Fate.SUPERSEDED:
            yield from file.notes


def _candidate(entry: Entry, known: Known, nip: str) -> Candidate:
    """Return an entry to be looked at; what counts as its day is that of its first version.

    `nip` is the one in the sheet Kontak, which people may have corrected.
    """
    if known.record is None or known.first is None:
        return Candidate(entry)
    first, registration = known.first, known.record.registration
    contact = replace(registration.contact, nip=nip or registration.contact.nip)
    told = replace(registration, contact=contact)
    return Candidate(entry, told, first.received, first.dated)


def _asked(record: Record, code: str) -> list[Finding]:
    """Return what is still asked about a record, as findings about its entry."""
    finding = as_finding(record, code)
    return [] if finding is None else [finding]


def questions(stock: Stock) -> tuple[list[Question], set[str]]:
    """Return the open questions, equal ones once, and the keys of all that stand."""
    asked: set[str] = {key for file in stock.files for key in file.asked}
    waiting: dict[str, Question] = {}
    for file in stock.files:
        if file.question is not None and not file.set_aside:
            waiting.setdefault(file.question.key, file.question)
    about = {version.id: k.code for k in stock.known.known for version in k.versions}
    about |= {record: known.code for record, known in stock.known.waiting.items()}
    for file in stock.files:
        for record in file.records:
            if record.id in about:
                asked.update(question.key for question in record.asked)
                asked.update(record.asked_before)
                question = record.open_question
                current = stock.known.waiting.get(record.id) or record.holds
                if question is not None and current:
                    waiting.setdefault(question.key, with_entry(question, about[record.id]))
    return list(waiting.values()), asked
