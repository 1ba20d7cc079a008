"""Find a list of innovations: answers of an online form, or a table somebody kept.

Only headings that are known are used; what merely resembles one is shown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sinovik_sheets.model import Competition, Registration
from sinovik_sheets.problems import Finding, Where
from sinovik_sheets.problems import registration_forms as rules
from sinovik_sheets.sheets.cells import Book, Grid
from sinovik_sheets.sheets.registration import form, list_headings
from sinovik_sheets.sheets.registration.answers import Answers, is_filled, shown_text
from sinovik_sheets.sheets.registration.days import day_order, read_day
from sinovik_sheets.sheets.registration.questions import UNIT_LABELS, Questions, Source
from sinovik_sheets.sheets.tables.foreign import ForeignRow, ForeignTable, find_table, find_tables
from sinovik_sheets.sheets.tables.table import EXAMPLE_MARK, EXPLANATION_MARK, plain_name
from sinovik_sheets.text import listing

_UNIT_COLUMNS = {form.NAME, form.CODE}
_NO_TITLE = {"", "nihil", "tidakada", "belumada", "kosong", "na"}


@dataclass(frozen=True)
class FoundList:
    """A list of innovations as it stands in a file, not yet judged.

    `rows` are its innovations in the order of the file. `mapping` lists every
    heading as written with the field it was taken for, empty where it is not used.
    `near` lists headings that resemble a field, as (heading, field, cell); they are
    not used. `skipped` names the filled rows that hold no innovation. Without a
    usable title or unit there are no rows, and `findings` says why.
    """

    rows: tuple[Registration, ...]
    mapping: tuple[tuple[str, str], ...]
    near: tuple[tuple[str, str, str], ...] = ()
    skipped: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def find_list(book: Book, competition: Competition, file: str) -> FoundList | None:
    """Return the list of innovations in a file, None when nothing resembles one.

    Every visible sheet with a column of titles and one of units is taken. A row is
    known by its sheet and number, which never change for a file.
    """
    known = list_headings.fields(competition)
    questions = Questions(competition)
    book = replace(book, sheets=tuple(grid for grid in book.sheets if not _only_explains(grid)))
    tables = [
        table for table in find_tables(book, known) if not _UNIT_COLUMNS.isdisjoint(table.columns)
    ]
    if not tables:
        table = find_table(book, known)
        return _without_rows(table, questions, file) if table else None
    rows: list[Registration] = []
    skipped: list[str] = []
    findings: list[Finding] = []
    for table in tables:
        filled = [row for row in table.rows if not _is_ours(row)]
        without = [row for row in filled if not _holds_innovation(row)]
        rows += _read_rows(table, filter(_holds_innovation, filled), questions, file)
        skipped += [_place(row) for row in without]
        findings += _about_headings(table, questions, file)
        if without:
            numbers = listing([str(row.number) for row in without])
            details = {"count": len(without)}
            where = Where(file, table.sheet)
            rule = rules.ROWS_WITHOUT_INNOVATION
            findings.append(Finding(rule, where, value=numbers, details=details))
    return FoundList(
        rows=tuple(rows),
        mapping=tuple(dict.fromkeys(pair for table in tables for pair in table.mapping)),
        near=tuple(near for table in tables for near in table.near),
        skipped=tuple(skipped),
        findings=tuple(findings),
    )


def _only_explains(grid: Grid) -> bool:
    return plain_name(grid.name) == plain_name(form.GUIDE_SHEET) or grid.name.startswith("_")


def _place(row: ForeignRow) -> str:
    return " › ".join(part for part in (row.sheet, str(row.number)) if part)


def _is_ours(row: ForeignRow) -> bool:
    """Return whether a row explains the columns of our own roster, or is its example."""
    first = shown_text(row.by_column[min(row.by_column)]).casefold()
    return first.startswith((EXAMPLE_MARK, EXPLANATION_MARK))


def _holds_innovation(row: ForeignRow) -> bool:
    """Return whether a row has a title, or says more than which unit it is about."""
    if plain_name(row.text(form.TITLE)) not in _NO_TITLE:
        return True
    besides = {*UNIT_LABELS, form.TITLE, list_headings.SENT}
    return any(is_filled(cell) for name, cell in row.cells.items() if name not in besides)


def _read_rows(
    table: ForeignTable, taken: Iterable[ForeignRow], questions: Questions, file: str
) -> Iterator[Registration]:
    rows = tuple(taken)
    headings = {name: table.headings[column] for name, column in table.columns.items()}
    order = day_order(row.cell(form.STARTED) for row in rows)
    sent_order = day_order(row.cell(list_headings.SENT) for row in rows)
    fields = tuple(name for name in table.columns if name != list_headings.SENT)
    for row in rows:
        answers = Answers(row.where(file, form.TITLE), questions.labels | headings)
        source = Source(_place(row), fields, row.cell, order=order)
        sent = read_day(shown_text(row.cell(list_headings.SENT)), sent_order)
        yield replace(questions.read(source, answers), sent=sent)


def _about_headings(table: ForeignTable, questions: Questions, file: str) -> Iterator[Finding]:
    for heading, name, cell in table.near:
        details = {"suggestion": questions.labels.get(name, name)}
        where = Where(file, table.sheet, cell)
        yield Finding(rules.NEAR_HEADING, where, value=heading, details=details)


def _without_rows(table: ForeignTable, questions: Questions, file: str) -> FoundList | None:
    """Return a list without rows where its title or unit was probably meant by a heading."""
    meant = {name for _heading, name, _cell in table.near}
    lacking = []
    for columns in ({form.TITLE}, _UNIT_COLUMNS):
        if columns.isdisjoint(table.columns):
            if columns.isdisjoint(meant):
                return None
            lacking += sorted(columns & meant)
    where = Where(file, table.sheet)
    missing = [
        Finding(rules.NO_SUCH_COLUMN, where, details={"column": questions.labels[name]})
        for name in lacking
    ]
    near = _about_headings(table, questions, file)
    return FoundList((), table.mapping, table.near, findings=(*missing, *near))
