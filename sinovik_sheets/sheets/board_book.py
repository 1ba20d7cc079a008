"""kelengkapan.xlsx: what is expected and received, by juror and by entry."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sinovik_sheets.model import Competition, Stage
from sinovik_sheets.scoring.result import Absence
from sinovik_sheets.sheets.workbook import (
    GREEN_FILL,
    RED_FILL,
    YELLOW_FILL,
    NewWorkbook,
    put_text,
)
from sinovik_sheets.text import _

Absences = Mapping[tuple[str, str], Absence]


def write(competition: Competition, stage: Stage, absences: Absences) -> bytes:
    """Return the board; `absences` says why an (entry, juror) row is not counted."""
    book = NewWorkbook(_("Completeness"))
    jurors = [(j.code, j.name) for j in competition.panel(stage)]
    entries = [(e.code, e.title) for e in competition.entries if e.status is None]
    _write_side(book, "Per Juri", _("Juror"), stage, jurors, entries, absences, juror_first=True)
    _write_side(book, "Per Inovasi", _("Entry"), stage, entries, jurors, absences)
    return book.finish()


def _write_side(
    book: NewWorkbook,
    sheet: str,
    what: str,
    stage: Stage,
    items: Sequence[tuple[str, str]],
    others: Sequence[tuple[str, str]],
    absences: Absences,
    *,
    juror_first: bool = False,
) -> None:
    page = book.sheet(sheet)
    put_text(page, 0, 0, _("Completeness: {stage}").format(stage=stage.name), book.title())
    columns = (
        (_("Code"), 12),
        (what, 46),
        (_("Expected"), 11),
        (_("Counted"), 11),
        (_("Recused"), 11),
        (_("Missing"), 11),
        (_("Question or error"), 13),
        (_("Not counted because of"), 60),
    )
    for column, (name, width) in enumerate(columns):
        page.set_column(column, column, width)
        put_text(page, 2, column, name, book.heading())
    for row, (code, name) in enumerate(items, start=3):
        pairs = [(other, (other, code) if juror_first else (code, other)) for other, _n in others]
        found = {other: absences.get(pair) for other, pair in pairs}
        kinds = Counter(found.values())
        expected = len(found) - kinds[Absence.NOT_ASSIGNED]
        open_ones = [o for o, a in found.items() if a in (Absence.MISSING, Absence.OPEN)]
        numbers = (
            expected,
            kinds[None],
            kinds[Absence.RECUSED],
            kinds[Absence.MISSING],
            kinds[Absence.OPEN],
        )
        colour = (
            RED_FILL
            if expected and not kinds[None] and open_ones
            else YELLOW_FILL if open_ones else GREEN_FILL
        )
        put_text(page, row, 0, code, book.body(bg_color=colour))
        put_text(page, row, 1, name, book.body())
        for column, number in enumerate(numbers, start=2):
            page.write_number(row, column, number, book.body(align="center"))
        put_text(page, row, 7, ", ".join(open_ones), book.body())
    page.freeze_panes(3, 2)
    page.repeat_rows(2)
    if items:
        page.autofilter(2, 0, 2 + len(items), len(columns) - 1)
