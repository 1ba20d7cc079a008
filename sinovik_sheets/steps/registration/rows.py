"""Rows of the sheet Inovasi: what the tool writes, and what people have written over.

A cell that no longer holds what the tool wrote belongs to the person who changed
it. The journal keeps a short hash of everything ever written into such a cell, so
nothing personal stands there.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sinovik_sheets.problems import Finding
from sinovik_sheets.problems import registration as rules
from sinovik_sheets.roster.unit_kinds import Kinds
from sinovik_sheets.sheets.roster.book import canonical
from sinovik_sheets.sheets.tables.edited_cell import plain_text
from sinovik_sheets.sheets.tables.table import Row
from sinovik_sheets.steps.registration.received import Record

KIND = "row"
SHARED_COLUMNS = (
    "Judul",
    "Kode Unit",
    "Unit",
    "Jenis",
    "Kategori",
    "Kelompok",
    "Mulai Diterapkan",
    "Inovator",
    "Tautan Bukti",
)
"""Columns the tool fills and people may correct."""

Written = Mapping[tuple[str, str], frozenset[str]]
"""Code and column to the hashes of everything the tool ever wrote there."""


def written_before(events: Iterable[Mapping[str, Any]]) -> Written:
    """Return what the tool has written so far, as the journal knows it."""
    found: dict[tuple[str, str], set[str]] = {}
    for event in events:
        if event["kind"] == KIND:
            for column, digest in event["cells"].items():
                found.setdefault((event["code"], column), set()).add(digest)
    return {key: frozenset(digests) for key, digests in found.items()}


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
    """A row after looking at what stands there: what to write, and what will stand there."""

    write: Mapping[str, str]
    effective: Mapping[str, str]
    edited: tuple[Finding, ...]
    event: Mapping[str, Any] | None


def reconcile(
    code: str, wanted: Mapping[str, str], row: Row | None, written: Written, time: str
) -> Reconciled:
    """Return which columns to write; what a person changed by hand is left alone.

    `row` is what stands in the workbook, None for a row to be added.
    """
    present = _texts(row)
    write: dict[str, str] = {}
    effective: dict[str, str] = {}
    edited: list[Finding] = []
    cells: dict[str, str] = {}
    for column, text in wanted.items():
        there, before = present(column), written.get((code, column), frozenset())
        same = canonical(column, there) == canonical(column, text)
        ours = not there or digest(column, there) in before
        effective[column] = text if row is None or ours or same else there
        if row is None or (ours and not same):
            write[column] = text
        if not same and not ours and row is not None and text:
            details = {"column": column}
            where = row.where(column)
            edited.append(
                Finding(rules.ROSTER_EDITED, where, entry=code, value=text, details=details)
            )
        if text and (row is None or ours or same) and digest(column, text) not in before:
            cells[column] = digest(column, text)
    event = {"kind": KIND, "time": time, "code": code, "cells": cells} if cells else None
    return Reconciled(write, effective, tuple(edited), event)


def _texts(row: Row | None) -> Callable[[str], str]:
    def text(column: str) -> str:
        return row.plain(column) if row is not None else ""

    return text
