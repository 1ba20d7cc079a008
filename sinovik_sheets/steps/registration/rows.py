"""Rows of the sheet Inovasi: what the tool writes, and what people have written over.

A cell that no longer holds what the tool wrote last belongs to the person who
changed it. The journal keeps a short hash of what was written into such a cell, so
nothing personal stands there, and the status people gave, so that a lost workbook
loses no decision.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sinovik_sheets.problems import Finding
from sinovik_sheets.problems import registration as rules
from sinovik_sheets.roster.unit_kinds import Kinds
from sinovik_sheets.sheets.roster.book import canonical
from sinovik_sheets.sheets.roster.tables import DECIDED_BY_PEOPLE
from sinovik_sheets.sheets.tables.edited_cell import plain_text
from sinovik_sheets.sheets.tables.table import Row
from sinovik_sheets.steps.registration.records import Record

KIND, STATUS = "row", "selection"
Written = Mapping[tuple[str, str], str]
"""Code and column to the hash of what the tool wrote there last."""
Decided = Mapping[str, Mapping[str, str]]
"""Code to what people wrote into their columns."""


@dataclass(frozen=True)
class Before:
    """What the journal knows: what the tool wrote last, and what people decided."""

    written: Written
    decided: Decided


def written_before(events: Iterable[Mapping[str, Any]]) -> Written:
    """Return what the tool wrote last, as the journal knows it."""
    return {
        (event["code"], column): digest
        for event in events
        if event["kind"] == KIND
        for column, digest in event["cells"].items()
    }


def decided_before(events: Iterable[Mapping[str, Any]]) -> Decided:
    """Return the statuses and reasons people gave, as the journal knows them."""
    return {event["code"]: event["said"] for event in events if event["kind"] == STATUS}


def values(kinds: Kinds, record: Record) -> dict[str, str]:
    """Return what a record says, by column; the unit's own data comes from the register."""
    registration, unit = record.registration, record.unit
    started = registration.started
    kind = unit.kind if unit else registration.kind
    texts = {
        "Judul": registration.title,
        "Kode Unit": unit.code if unit else "",
        "Unit": unit.name if unit else registration.unit or registration.unit_code,
        "Jenis": kinds.of(kind).name if kind else "",
        "Kategori": registration.category,
        "Kelompok": registration.group,
        "Mulai Diterapkan": started.strftime("%d/%m/%Y") if started else "",
        "Inovator": registration.innovators,
        "Tautan Bukti": registration.evidence,
    }
    return {column: plain_text(text) for column, text in texts.items()}


def digest(column: str, text: str) -> str:
    """Return a short hash of what stands in a cell, alike for every way of writing it."""
    return hashlib.sha256(canonical(column, text).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Reconciled:
    """A row after looking at what stands there: what to write, and what will stand there.

    `events` are journal lines to add once the workbook is written.
    """

    write: Mapping[str, str]
    effective: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    events: tuple[Mapping[str, Any], ...] = ()


def reconcile(
    code: str,
    wanted: Mapping[str, str],
    row: Row | None,
    before: Before,
    time: str,
) -> Reconciled:
    """Return which columns to write; what a person changed by hand is left alone.

    `row` is what stands in the workbook, None for a row to be added; that one gets back
    the status people had given. `before` is what the journal knows.
    """
    written, decided = before.written, before.decided
    if row is None:
        return _added(code, wanted, decided.get(code, {}), time)
    write: dict[str, str] = {}
    effective: dict[str, str] = {}
    edited: dict[str, str] = {}
    cells: dict[str, str] = {}
    for column, text in wanted.items():
        there, last = row.plain(column), written.get((code, column), "")
        same = canonical(column, there) == canonical(column, text)
        never = not there and (not last or column not in row.columns)  # nobody emptied it
        ours = same or never or digest(column, there) == last
        effective[column] = text if ours else there
        if ours and not same:
            write[column] = text
        if not ours and text:
            edited[column] = text
        if ours and (text or last) and digest(column, text) != last:
            cells[column] = digest(column, text)
    findings = [
        Finding(
            rules.ROSTER_EDITED,
            row.where(column),
            entry=code,
            value=text,
            details={"column": column},
        )
        for column, text in edited.items()
    ]
    if {"Judul", "Unit"} <= edited.keys():
        where = row.where("Judul")
        findings.append(Finding(rules.CODE_REUSED, where, entry=code, value=edited["Judul"]))
    events = [*_cell_event(code, cells, time), *_status_event(code, row, decided, time)]
    return Reconciled(write, effective, tuple(findings), tuple(events))


def _added(code: str, wanted: Mapping[str, str], said: Mapping[str, str], time: str) -> Reconciled:
    restored = {column: text for column, text in said.items() if text}
    findings = (Finding(rules.ROW_RESTORED, entry=code),) if restored else ()
    cells = {column: digest(column, text) for column, text in wanted.items() if text}
    texts = {**wanted, **restored}
    return Reconciled(texts, texts, findings, tuple(_cell_event(code, cells, time)))


def _cell_event(code: str, cells: Mapping[str, str], time: str) -> Iterable[Mapping[str, Any]]:
    if cells:
        yield {"kind": KIND, "time": time, "code": code, "cells": cells}


def _status_event(code: str, row: Row, decided: Decided, time: str) -> Iterable[Mapping[str, Any]]:
    said = {column: row.plain(column) for column in DECIDED_BY_PEOPLE}
    if said != decided.get(code, dict.fromkeys(DECIDED_BY_PEOPLE, "")):
        yield {"kind": STATUS, "time": time, "code": code, "said": said}
