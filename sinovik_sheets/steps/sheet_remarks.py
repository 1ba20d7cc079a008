"""What is to be known of a returned sheet beside its scores: how it was made, its remarks."""

from collections.abc import Iterable, Mapping

from sinovik_sheets.problems import Finding, Where
from sinovik_sheets.problems import scores as rules
from sinovik_sheets.sheets.cells import Book
from sinovik_sheets.sheets.score_sheet import form
from sinovik_sheets.sheets.score_sheet.reader import FoundSheet, ScoreRow
from sinovik_sheets.sheets.tables.typed import cell_text


def sheet_findings(book: Book, found: FoundSheet, file: str) -> Iterable[Finding]:
    """Yield what is to be known of a returned sheet as a whole."""
    where = Where(file, found.grid.name)
    if book.readers == 1:
        yield Finding(rules.ONE_READER, where)
    if book.macros:
        yield Finding(rules.MACRO_BOOK, where)
    if not found.ids.code:
        yield Finding(rules.IDS_GONE, where)
    if found.filled_by:
        yield Finding(rules.TYPED_BY, where, value=found.filled_by)
    hidden = [str(row.number) for row in found.rows if row.number in found.grid.hidden_rows]
    if hidden:
        yield Finding(rules.ROW_HIDDEN, where, value=", ".join(hidden))


def notes(rows: Mapping[str, ScoreRow]) -> dict[str, str]:
    """Return what the juror wrote beside the entries; a formula is left out."""
    written = {code: cell_text(row.note) for code, row in rows.items() if not row.note.formula}
    return {code: note for code, note in written.items() if note}


def note_findings(rows: Mapping[str, ScoreRow], found: FoundSheet, file: str) -> Iterable[Finding]:
    """Yield the remarks that are formulas and so are not carried over."""
    for entry, row in rows.items():
        if row.note.formula:
            where = Where(file, found.grid.name, found.place(row.number, form.KEY_NOTE))
            yield Finding(rules.FORMULA_IN_NOTE, where, entry=entry)
