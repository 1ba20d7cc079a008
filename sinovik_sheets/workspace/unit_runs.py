"""units import over a folder: lists in, daftar_unit.xlsx brought up to date."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sinovik_sheets import layout
from sinovik_sheets.model import Unit
from sinovik_sheets.problems import Finding, SinovikError
from sinovik_sheets.sheets.settings import unit_book
from sinovik_sheets.steps.unit_drafts import KindWords
from sinovik_sheets.steps.unit_lists import Choice
from sinovik_sheets.steps.units import UnitImport, import_units
from sinovik_sheets.stores.archive import fingerprint
from sinovik_sheets.text import _, speaking
from sinovik_sheets.workspace.own_books import read_own_book
from sinovik_sheets.workspace.session import Session

KIND = "units"
"""The journal's word for an import of units."""


@dataclass(frozen=True)
class ImportWishes:
    """What a person asks of an import.

    `kind` is that of units of which nothing else tells it, `only` chooses rows,
    `replace` lets the lists overrule daftar_unit.xlsx.
    """

    kind: str = ""
    only: tuple[Choice, ...] = ()
    replace: bool = False


def run_import(
    session: Session, paths: Sequence[Path], wishes: ImportWishes, *, dry_run: bool
) -> UnitImport:
    """Import lists of units; settings and roster need not be right yet.

    The lists are kept in the archive and named in the journal where they
    changed daftar_unit.xlsx; otherwise nothing is written. SinovikError for a
    file or a kind that does not exist.
    """
    files = [(path.name, _bytes(path)) for path in paths]
    if dry_run:
        return _imported(session, files, wishes)
    with session.writing():
        imported = _imported(session, files, wishes)
        if imported.units:
            current = session.workspace.read(layout.UNITS)
            with speaking(session.language):
                data = unit_book.add(current, imported.units)
            if data is not None:
                session.workspace.refuse_if_open(layout.UNITS)
                _journalise(session, files, imported)
                session.workspace.write_two_way(layout.UNITS, data)
                session.forget()
    return imported


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        raise SinovikError(
            _("There is no file or folder {path}.").format(path=path),
            _("Check the name of the file; close it in other programs."),
        )
    try:
        return path.read_bytes()
    except OSError as error:
        raise SinovikError(
            _("{file} cannot be read: {reason}.").format(file=path, reason=error.strerror),
            _("Check the name of the file; close it in other programs."),
        ) from error


def _imported(
    session: Session, files: Sequence[tuple[str, bytes]], wishes: ImportWishes
) -> UnitImport:
    competition = session.checked.competition
    own = KindWords(tuple(kind.name for kind in competition.kinds))
    kind = own.written(wishes.kind) if wishes.kind else ""
    if wishes.kind and not kind:
        raise SinovikError(
            _("The kind “{kind}” is not known.").format(kind=wishes.kind),
            _("Use one of: {choices}.").format(choices=own.choices),
        )
    listed = _listed(session)
    settled = [u for u in competition.units if u.where.file != layout.UNITS.name]
    known = [unit for unit in (*settled, *listed) if unit.code and unit.name]
    words = KindWords(own.own, kind)
    return import_units(files, known, words, only=wishes.only, replacing=wishes.replace)


def _listed(session: Session) -> tuple[Unit, ...]:
    """Return the units of daftar_unit.xlsx, also where kompetisi.xlsx cannot be read."""
    data = session.workspace.read(layout.UNITS)
    if data is None:
        return ()
    way_out = _("Restore the file from a backup, or delete it: it is then made anew.")
    findings: list[Finding] = []  # `check` tells them
    return unit_book.read(read_own_book(layout.UNITS, data, way_out), layout.UNITS.name, findings)


def _journalise(session: Session, files: Sequence[tuple[str, bytes]], imported: UnitImport) -> None:
    """Keep the lists byte for byte, then say in the journal what came of them."""
    for _name, data in files:
        session.workspace.archive.put(data)
    session.workspace.archive.settle()
    event: dict[str, Any] = {
        "kind": KIND,
        "time": session.now.isoformat(timespec="seconds"),
        "files": [{"name": name, "sha256": fingerprint(data)} for name, data in files],
    }
    event |= {outcome.value: count for outcome, count in imported.counts.items()}
    session.journal.append([event])
