"""kelengkapan.xlsx: what is expected and received, by juror and by entry."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sinovik_sheets.model import Competition, Stage
from sinovik_sheets.scoring.result import Absence
from sinovik_sheets.sheets.workbook import (
    GREEN_FILL,
    RED_FILL,
    YELLOW_FILL,
    NewWorkbook,
    put_text,
    row_height,
)
from sinovik_sheets.text import _

Absences = Mapping[tuple[str, str], Absence]


@dataclass(frozen=True)
class _Side:
    """One sheet of the board: a row for each of `items`, counted over `others`.

    `pair` makes the (entry, juror) key of an item and one of the others.
    """

    sheet: str
    what: str
    items: Sequence[tuple[str, str]]
    others: Sequence[str]
    pair: Callable[[str, str], tuple[str, str]]


def write(competition: Competition, stage: Stage, absences: Absences) -> bytes:
    """Return the board; `absences` says why an (entry, juror) row is not counted."""
    book = NewWorkbook(_("Completeness"))
    jurors = [(j.code, j.name) for j in competition.panel(stage)]
    entries = [(e.code, e.title) for e in competition.entries if e.status is None]
    sides = (
        _Side("Per Juri", _("Juror"), jurors, [e for e, _t in entries], lambda j, e: (e, j)),
        _Side("Per Inovasi", _("Entry"), entries, [j for j, _n in jurors], lambda e, j: (e, j)),
    )
    for side in sides:
        _write_side(book, stage, side, absences)
    return book.finish()


def _write_side(book: NewWorkbook, stage: Stage, side: _Side, absences: Absences) -> None:
    page = book.sheet(side.sheet)
    put_text(page, 0, 0, _("Completeness: {stage}").format(stage=stage.name), book.title())
    columns = (
        (_("Code"), 12),
        (side.what, 46),
        (_("Expected"), 11),
        (_("Counted"), 11),
        (_("Recused"), 11),
        (_("Missing"), 11),
        (_("Question or error"), 13),
        (_("Not counted yet"), 60),
    )
    for column, (name, width) in enumerate(columns):
        page.set_column(column, column, width)
        put_text(page, 2, column, name, book.heading())
    page.set_row(2, row_height(columns))
    for row, (code, name) in enumerate(side.items, start=3):
        found = {other: absences.get(side.pair(code, other)) for other in side.others}
        kinds = Counter(found.values())
        waiting = [o for o, a in found.items() if a in (Absence.MISSING, Absence.OPEN)]
        numbers = (
            len(found) - kinds[Absence.NOT_ASSIGNED],
            kinds[None],
            kinds[Absence.RECUSED],
            kinds[Absence.MISSING],
            kinds[Absence.OPEN],
        )
        begun = YELLOW_FILL if kinds[None] else RED_FILL
        put_text(page, row, 0, code, book.body(bg_color=begun if waiting else GREEN_FILL))
        put_text(page, row, 1, name, book.body())
        for column, number in enumerate(numbers, start=2):
            page.write_number(row, column, number, book.body(align="center"))
        put_text(page, row, 7, ", ".join(waiting), book.body())
        page.set_row(row, row_height([(name, columns[1][1]), (", ".join(waiting), columns[7][1])]))
    page.freeze_panes(3, 2)
    page.repeat_rows(2)
