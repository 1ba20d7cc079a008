"""What the roster workbook is to show: rows to write, counts, lists, files."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sinovik_sheets.model import Contact, Entry, Fate
from sinovik_sheets.problems import Finding
from sinovik_sheets.sheets.roster.content import ReceivedForm, RosterContent
from sinovik_sheets.sheets.tables.table import Row
from sinovik_sheets.steps.registration.known import Known
from sinovik_sheets.steps.registration.noticed import Stock
from sinovik_sheets.steps.registration.overview import Overview, Previous
from sinovik_sheets.steps.registration.records import Submission

_SETTLED = (Fate.USED, Fate.DUPLICATE, Fate.SUPERSEDED, Fate.EVIDENCE)


def roster_content(
    stock: Stock,
    previous: Previous,
    findings: Mapping[str, Sequence[Finding]],
    typed: Mapping[int, str],
) -> RosterContent:
    """Return what is to be written, but for the questions and the day, which come last.

    `typed` maps rows people typed to the codes they get.
    """
    by_code = stock.by_code
    standing = {row.plain("Kode"): row for row in stock.contacts}
    rows, contacts = [], []
    for entry in stock.entries:
        one = by_code[entry.code]
        told = {"Temuan": _told(findings.get(entry.code, ()))}
        if one.record is not None and one.first is not None:
            told["Berkas"] = one.record.file.path
            told["Diterima"] = one.first.received.strftime("%d/%m/%Y")
            contacts.append(_contact(entry, one, standing.get(entry.code)))
        write = stock.reconciled[entry.code].write if entry.code in stock.reconciled else {}
        rows.append({"Kode": entry.code, **write, **told})
    overview = Overview(stock.competition, stock.entries)
    return RosterContent(
        settings=stock.competition.settings,
        made_on=date.min,
        entries=rows,
        typed=typed,
        contacts=contacts,
        by_kind=overview.by_kind(previous),
        by_category=overview.by_category(),
        by_group=overview.by_group(),
        kinds=overview.sheets(),
        missing=overview.missing(),
        invited=overview.invited(),
        awards=overview.awards(),
        files=_received(stock.files),
    )


def _told(findings: Iterable[Finding]) -> str:
    """Return what is noticed about an entry as one text, a sentence a line."""
    return "\n".join(dict.fromkeys(finding.message for finding in findings))


def _contact(entry: Entry, known: Known, row: Row | None) -> dict[str, str]:
    """Return what to write of a contact; what people typed over every form's word stays."""
    wanted = {"Kode": entry.code, "Unit": entry.unit}
    versions = [_said(version.registration.contact) for version in known.versions]
    current = _said(known.record.registration.contact) if known.record else {}
    for column, text in current.items():
        there = row.plain(column) if row is not None else ""
        if text and (not there or any(said[column].strip() == there for said in versions)):
            wanted[column] = text
    return wanted


def _said(contact: Contact) -> dict[str, str]:
    return {
        "Penanggung Jawab": contact.name,
        "NIP": contact.nip,
        "WhatsApp": contact.whatsapp,
        "Email": contact.email,
    }


def _received(files: Sequence[Submission]) -> list[ReceivedForm]:
    """Return the files received so far, those that need people first."""
    shown = [file for file in files if not file.set_aside]
    return [
        ReceivedForm(file.path, file.day, file.fate.word, len(file.records), _reason(file))
        for file in sorted(shown, key=lambda file: (file.fate in _SETTLED, file.path))
    ]


def _reason(file: Submission) -> str:
    """Return what is to say about a file, and what to do where people must act."""
    finding = file.finding
    own = [] if finding is None else [finding.message, finding.fix]
    return "\n".join(text for text in (*own, *(note.message for note in file.notes)) if text)
