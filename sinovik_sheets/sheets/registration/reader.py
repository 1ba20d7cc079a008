"""Find the registration form in a returned workbook: its codes, its unit, its innovations.

Identity comes from the hidden keys and the visible codes, never from position or
label. Word limits, ages and the names of units are not judged here.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sinovik_sheets.model import Competition, Registration
from sinovik_sheets.problems import Finding, Where
from sinovik_sheets.problems import registration_forms as rules
from sinovik_sheets.sheets.cells import Book
from sinovik_sheets.sheets.registration import form
from sinovik_sheets.sheets.registration.answers import Answers, shown_text
from sinovik_sheets.sheets.registration.found_sheet import FormSheet
from sinovik_sheets.sheets.registration.questions import UNIT_LABELS, Questions, Source
from sinovik_sheets.text import listing


@dataclass(frozen=True)
class HiddenIds:
    """What the hidden sheet says; empty parts are gone. A blank form names no unit."""

    code: str = ""
    unit: str = ""


@dataclass(frozen=True)
class FoundForm:
    """A registration form as it came back, not yet judged.

    `codes` are all different codes found where we put them. `unit` maps the fields
    of the sheet `Unit` that hold something to their texts, `unit_where` each to its
    cell. `pages` are those on which people put anything, in the order of the
    workbook. `missing_keys` maps a page's sheet to the fields asked for today that
    have no row on it. `has_keys` is False where only a code was left. `findings`
    are about the form and its unit; those about an innovation are its own.
    """

    codes: tuple[str, ...]
    ids: HiddenIds
    unit: Mapping[str, str] = field(default_factory=dict)
    unit_where: Where = field(default=Where(), compare=False)
    pages: tuple[Registration, ...] = ()
    missing_keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    has_keys: bool = True


def form_codes(book: Book) -> list[str]:
    """Return the different form codes a workbook carries, in order of finding.

    They are looked for where we put them: beside their label, in the hidden
    sheet, and in the page footer.
    """
    return _codes([FormSheet(grid) for grid in book.sheets])


def find_form(book: Book, competition: Competition, file: str) -> FoundForm | None:
    """Return the registration form in a workbook, None when nothing resembles one.

    The places of its pages differ from one another and never change for a file.
    """
    sheets = [FormSheet(grid) for grid in book.sheets]
    ids = next((_hidden_ids(sheet) for sheet in sheets if sheet.is_ids), HiddenIds())
    codes = tuple(_codes(sheets))
    keyed = [sheet for sheet in sheets if sheet.rows]
    if not keyed:
        shown = next((sheet.grid.name for sheet in sheets if sheet.codes), "")
        gone = (Finding(rules.KEYS_GONE, Where(file, shown)),)
        return FoundForm(codes, ids, findings=gone, has_keys=False) if codes else None
    questions = Questions(competition)
    unit = _read_unit(keyed, file)
    pages = {
        sheet.grid.name: (sheet, _read_page(sheet, place, questions, unit))
        for sheet, place in zip(keyed, _places(keyed), strict=True)
        if sheet.is_used(besides=UNIT_LABELS)
    }
    missing = {
        name: tuple(asked for asked in questions.of_a_page if asked not in sheet.rows)
        for name, (sheet, _registration) in pages.items()
    }
    return FoundForm(
        codes=codes,
        ids=ids,
        unit=unit.written,
        unit_where=unit.where,
        pages=tuple(registration for _sheet, registration in pages.values()),
        missing_keys={name: fields for name, fields in missing.items() if fields},
        findings=tuple(unit.findings),
    )


def _codes(sheets: Sequence[FormSheet]) -> list[str]:
    found: list[str] = []
    for sheet in sheets:
        if sheet.is_ids:
            found += form.codes_in(_hidden_ids(sheet).code)
        found += sheet.codes
        if form.CODE_LABEL in sheet.grid.footer:
            found += form.codes_in(sheet.grid.footer)
    return list(dict.fromkeys(found))


def _hidden_ids(sheet: FormSheet) -> HiddenIds:
    words: dict[str, str] = {}
    for (row, column), cell in sheet.grid.cells.items():
        if column == 1:
            words.setdefault(shown_text(cell), shown_text(sheet.grid.at(row, 2)))
    return HiddenIds(words.get(form.IDS_CODE, ""), words.get(form.IDS_UNIT, ""))


def _places(sheets: Sequence[FormSheet]) -> list[str]:
    """Return what names each page within its file: the name we gave it, if that is its alone.

    A renamed page keeps it. Of pages that were copied it is kept by the one still
    called so; the others are known by their own names.
    """
    number = Counter(sheet.page for sheet in sheets)
    places = []
    for sheet in sheets:
        own, given = sheet.grid.name, sheet.page
        if given and (number[given] == 1 or own == given):
            places.append(given)
        else:
            places.append(f"{given or own} › {own}" if own in number else own)
    return places


def _read_unit(sheets: Sequence[FormSheet], file: str) -> Answers:
    """Read the unit from the sheet that says most about it."""
    asking = [sheet for sheet in sheets if not sheet.rows.keys().isdisjoint(UNIT_LABELS)]
    if not asking:
        return Answers(Where(file), UNIT_LABELS)
    said = {
        sheet.grid.name: sum(sheet.is_answered([name]) for name in UNIT_LABELS) for sheet in asking
    }
    chosen = max(asking, key=lambda sheet: said[sheet.grid.name])
    unit = _answers(chosen, file, UNIT_LABELS)
    for name in UNIT_LABELS:
        unit.text(name, chosen.answer(name))
    for other in (sheet for sheet in asking if sheet is not chosen):
        again = _answers(other, file, UNIT_LABELS)
        for name in UNIT_LABELS:
            text = again.text(name, other.answer(name))
            if text and text != unit.written.get(name):
                again.report(rules.SAID_TWICE, name, text)
        unit.findings += again.findings
    return unit


def _answers(sheet: FormSheet, file: str, labels: Mapping[str, str]) -> Answers:
    """Return the answers of a sheet, not read yet, with what is odd about its rows."""
    answers = Answers(sheet.where(file), labels)
    for name, cell, text in sheet.contradictions():
        answers.report(rules.SAID_TWICE, name, text, at=cell)
    for cell, _text in sheet.outside():  # what stands there may be personal: only the place is told
        answers.report(rules.TEXT_OUTSIDE, "", "…", at=cell)
    return answers


def _read_page(sheet: FormSheet, place: str, questions: Questions, unit: Answers) -> Registration:
    answers = _answers(sheet, unit.where.file, questions.labels)
    gone = [
        questions.labels[name]
        for name in questions.of_a_page
        if name not in sheet.rows and not name.startswith(form.SECTION_PREFIX)
    ]
    if gone:
        answers.report(rules.ROWS_GONE, "", listing(gone))
    answers.written.update(unit.written)
    columns = {name: _elsewhere(unit.where, cell) for name, cell in unit.where.columns.items()}
    answers.where = replace(answers.where, columns=columns | dict(answers.where.columns))
    fields = tuple(name for name in sheet.rows if name not in UNIT_LABELS)
    return questions.read(Source(place, fields, sheet.answer, asks_statements=True), answers)


def _elsewhere(where: Where, cell: str) -> str:
    """Return how a cell of another sheet is written: `'Data Unit'!C9`."""
    quoted = "'" + where.sheet.replace("'", "''") + "'"
    return f"{where.sheet if where.sheet.isalnum() else quoted}!{cell}"
