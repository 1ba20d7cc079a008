"""audit over a folder: the list of cells to read again."""

from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path, PurePosixPath

from sinovik_sheets.model import Stage
from sinovik_sheets.sheets import audit_book
from sinovik_sheets.sheets.cells import UnreadableBook
from sinovik_sheets.sheets.reading.book import read_book
from sinovik_sheets.steps.audit import Audit, audit, spot_check
from sinovik_sheets.steps.plan import Output
from sinovik_sheets.text import speaking
from sinovik_sheets.workspace.runs import held
from sinovik_sheets.workspace.session import Session


@dataclass(frozen=True)
class Audited:
    """The cells drawn, and the workbook that lists them (None for a dry run).

    `kept`: it lay there already and was left as it is. `beside`: another list lies at
    the usual place and was left alone too, so this one carries the date in its name.
    """

    audit: Audit
    path: Path | None
    kept: bool = False
    beside: Path | None = None


def run_audit(session: Session, stage: Stage, *, sample: int, seed: int, dry_run: bool) -> Audited:
    """Draw the cells to read again and write the list; nothing filled in is ever lost.

    A list that lies there is never written over: where it names the same cells it is
    kept, else the new one gets a dated name beside it.
    """
    settled, judged = held(session, stage)
    drawn = audit(settled.for_stage(judged), settled.result(judged), sample, seed)
    if dry_run:
        return Audited(drawn, None)
    with session.writing():
        with speaking(session.language):
            output = spot_check(drawn)
        usual = session.workspace.path(output.path)
        same = _same_list(usual, output.data)
        if same is not None:
            return Audited(drawn, same, kept=True)
        if not usual.exists():
            return Audited(drawn, session.workspace.write([output], session.now)[0])
        output = Output(_free_name(session, output.path), output.data)
        return Audited(drawn, session.workspace.write([output], session.now)[0], beside=usual)


def _free_name(session: Session, usual: PurePosixPath) -> PurePosixPath:
    """Return a name with the date that no file has yet."""
    stamp = session.now.strftime("%Y-%m-%d_%H%M%S")
    names = (
        f"{usual.stem}_{stamp}{more}{usual.suffix}"
        for more in chain([""], map("_{}".format, count(2)))
    )
    return next(
        usual.with_name(name)
        for name in names
        if not session.workspace.path(usual.with_name(name)).exists()
    )


def _same_list(usual: Path, data: bytes) -> Path | None:
    """Return the list that lies there already, filled in or not, and names the same cells."""
    wanted = audit_book.listed(read_book(data))
    for path in sorted(usual.parent.glob(f"{usual.stem}*{usual.suffix}")):
        try:
            if audit_book.listed(read_book(path.read_bytes())) == wanted:
                return path
        except (OSError, UnreadableBook):
            continue
    return None
