"""The juror's workbook: made from nothing, for one juror, blank or filled in again."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from sinovik_sheets.model import Criterion, Entry
from sinovik_sheets.sheets.score_sheet import form, wording
from sinovik_sheets.sheets.score_sheet.checks import (
    add_checks,
    set_up_page,
    write_progress,
    write_status,
)
from sinovik_sheets.sheets.score_sheet.guide import Repair, write_guide, write_repairs
from sinovik_sheets.sheets.score_sheet.place_count import PlaceCount
from sinovik_sheets.sheets.score_sheet.sheet import (
    CRITERION_WIDTH,
    HEADING_ROW,
    KEY_ROW,
    WEIGHT_ROW,
    WIDTHS,
    Content,
    Filling,
    ScoreSheet,
)
from sinovik_sheets.sheets.workbook import (
    BLUE,
    GREY_FILL,
    RED_FILL,
    WHITE,
    NewWorkbook,
    put_text,
    row_height,
)
from sinovik_sheets.text import _, date_text, decimal_text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


def write(sheet: ScoreSheet, content: Content | None = None) -> bytes:
    """Return the workbook of a juror, in the language being spoken.

    With `content` the sheet is filled in again: faulty cells are coloured,
    keep their text as it stood, carry a note, and are listed in `Perbaiki`.
    """
    content = content or Content()
    book = NewWorkbook(form.SCORES_SHEET)
    page = book.sheet(form.SCORES_SHEET)
    _write_head(book, page, sheet, content)
    _write_heading(book, page, sheet)
    fillings = {entry.code: _fillings(sheet, content, entry) for entry in sheet.entries}
    rows = {entry: [filling.value for filling in row] for entry, row in fillings.items()}
    places = PlaceCount(sheet, rows) if sheet.stage.points else None
    done = 0
    for entry in sheet.entries:
        _write_row(book, page, sheet, content, entry, fillings[entry.code])
        row = sheet.rows[entry.code]
        done += write_status(book, page, sheet, row, rows[entry.code], places)
    write_progress(book, page, sheet, done, places)
    add_checks(book, page, sheet)
    set_up_page(page, sheet)
    if content.faults or content.missing_note:
        write_repairs(book, _repairs(sheet, content), content.missing_note)
    write_guide(book, sheet)
    _write_ids(book, sheet)
    return book.finish()


def _repairs(sheet: ScoreSheet, content: Content) -> list[Repair]:
    names = {criterion.code: criterion.name for criterion in sheet.stage.criteria}
    entries = {entry.code: entry for entry in sheet.entries}
    return [
        Repair(sheet.cell(code, criterion), entries[code], names[criterion], filling)
        for code, criterion, filling in content.faults
    ]


def _write_head(book: NewWorkbook, page: "Worksheet", sheet: ScoreSheet, content: Content) -> None:
    stage, juror = sheet.stage, sheet.juror
    until = _(" by {date}").format(date=date_text(stage.deadline)) if stage.deadline else ""
    lines = (
        wording.first_line(sheet),
        _("2. Do not sort, insert or delete rows and columns. Write remarks in the last column."),
        _("3. Save, then send this file back as .xlsx (not a link, PDF or photo){until}.").format(
            until=until
        ),
    )
    for row, line in enumerate(lines):
        put_text(page, row, 1, line, book.format(bold=True, font_color=BLUE))
    label, value = book.format(font_color="#595959"), book.format(bold=True)
    title, first_score = sheet.columns[form.KEY_TITLE] - 1, sheet.score_columns[0] - 1
    head = (
        (3, 1, _("Competition"), title, sheet.competition.settings.name),
        (4, 1, _("Stage"), title, stage.name),
        (5, 1, _("Juror"), title, f"{juror.code} – {juror.name}"),
        (4, first_score, form.CODE_LABEL, first_score + 1, sheet.code),
    )
    for row, column, name, value_column, text in head:
        put_text(page, row, column, name, label)
        put_text(page, row, value_column, text, value)
    put_text(page, 5, first_score, form.FILLED_BY_LABEL, label)
    white = book.format(locked=False, border=1, bg_color=WHITE)
    put_text(page, 5, first_score + 1, content.filled_by, white)


def _heading_text(sheet: ScoreSheet, criterion: Criterion) -> str:
    weight = decimal_text(criterion.weight or Decimal(0))
    scale = wording.scale(sheet, criterion)
    return _("{name}\nweight {weight}\n{scale}").format(
        name=criterion.name, weight=weight, scale=scale
    )


def _write_heading(book: NewWorkbook, page: "Worksheet", sheet: ScoreSheet) -> None:
    """Write the hidden keys and weights, and the visible headings."""
    titles = {
        form.KEY_NUMBER: "No",
        form.KEY_CODE: form.CODE_HEADING,
        form.KEY_TITLE: "Inovasi",
        form.KEY_UNIT: "Unit",
        form.KEY_CATEGORY: "Kategori",
        form.KEY_TOTAL: "Total",
        form.KEY_STATUS: "Status",
        form.KEY_NOTE: "Catatan",
    } | {form.criterion_key(c.code): _heading_text(sheet, c) for c in sheet.stage.criteria}
    hidden = book.format(font_size=8, font_color="#A6A6A6")
    shown: list[tuple[str, int]] = []
    for key, column in sheet.columns.items():
        width = WIDTHS.get(key, CRITERION_WIDTH)
        page.set_column(column - 1, column - 1, width, None, {"hidden": key in sheet.hidden_keys})
        put_text(page, KEY_ROW - 1, column - 1, key, hidden)
        put_text(page, HEADING_ROW - 1, column - 1, titles.get(key, ""), book.heading())
        shown.append((titles.get(key, ""), width))
    for criterion in sheet.stage.criteria if form.KEY_TOTAL in sheet.columns else ():
        column = sheet.score_column(criterion)
        page.write_number(WEIGHT_ROW - 1, column - 1, float(criterion.weight or 0), hidden)
    for row in (KEY_ROW, WEIGHT_ROW):
        page.set_row(row - 1, 12, None, {"hidden": True})
    page.set_row(HEADING_ROW - 1, row_height(shown))


def _fillings(sheet: ScoreSheet, content: Content, entry: Entry) -> list[Filling]:
    """Return what stands in the score cells of an entry, by criterion."""
    if sheet.competition.conflict(sheet.juror, entry):
        return [Filling(form.RECUSED)] * len(sheet.stage.criteria)
    keys = ((entry.code, criterion.code) for criterion in sheet.stage.criteria)
    return [content.scores.get(key, Filling("")) for key in keys]


def _write_row(
    book: NewWorkbook,
    page: "Worksheet",
    sheet: ScoreSheet,
    content: Content,
    entry: Entry,
    fillings: Sequence[Filling],
) -> None:
    """Write the labels of an entry, what its score cells hold, and the note."""
    row = sheet.rows[entry.code]
    labels = {
        form.KEY_ID: entry.code,
        form.KEY_NUMBER: str(row - HEADING_ROW),
        form.KEY_CODE: entry.code,
        form.KEY_TITLE: entry.title,
        form.KEY_UNIT: entry.unit,
        form.KEY_CATEGORY: sheet.competition.category_names.get(entry.category, entry.category),
    }
    for key in form.LEADING_KEYS:
        put_text(page, row - 1, sheet.columns[key] - 1, labels[key], book.body(num_format="@"))
    conflict = sheet.competition.conflict(sheet.juror, entry)
    note = conflict.reason if conflict else content.notes.get(entry.code, "")
    for criterion, filling in zip(sheet.stage.criteria, fillings, strict=True):
        place = (row - 1, sheet.score_column(criterion) - 1)
        _write_score(book, page, place, criterion, filling, locked=conflict is not None)
    look = book.body(
        locked=conflict is not None, bg_color=GREY_FILL if conflict else WHITE, num_format="@"
    )
    put_text(page, row - 1, sheet.columns[form.KEY_NOTE] - 1, note, look)
    shown = [(labels[key], WIDTHS[key]) for key in labels if key not in sheet.hidden_keys]
    page.set_row(row - 1, row_height([*shown, (note, WIDTHS[form.KEY_NOTE])]))


def _score_format(criterion: Criterion) -> str:
    whole = criterion.step is not None and criterion.step == criterion.step.to_integral_value()
    return "0" if whole else "0.00"


def _write_score(
    book: NewWorkbook,
    page: "Worksheet",
    place: tuple[int, int],
    criterion: Criterion,
    filling: Filling,
    *,
    locked: bool,
) -> None:
    colour = GREY_FILL if locked else RED_FILL if filling.fault else WHITE
    look = book.body(
        locked=locked, bg_color=colour, align="center", num_format=_score_format(criterion)
    )
    if isinstance(filling.value, Decimal):
        page.write_number(*place, float(filling.value), look)
    else:
        put_text(page, *place, filling.value, look)
    if filling.fault:
        options = {"x_scale": 1.8, "y_scale": 1.2, "author": "SINOVIK"}
        page.write_comment(*place, form.OWN_COMMENT + filling.fault, options)


def _write_ids(book: NewWorkbook, sheet: ScoreSheet) -> None:
    """Write the very hidden sheet that says what this workbook is."""
    page = book.book.add_worksheet(form.IDS_SHEET)
    codes, most = sheet.issued_for, form.IDS_ENTRIES_A_CELL
    entries = [" ".join(codes[first : first + most]) for first in range(0, len(codes), most)]
    rows = (
        (form.IDS_CODE, [sheet.code]),
        (form.IDS_STAGE, [sheet.stage.code]),
        (form.IDS_JUROR, [sheet.juror.code]),
        (form.IDS_SERIAL, [str(sheet.serial)]),
        (form.IDS_CRITERIA, [criterion.code for criterion in sheet.stage.criteria]),
        (form.IDS_ENTRIES, entries),
    )
    for row, (word, values) in enumerate(rows):
        for column, value in enumerate([word, *values]):
            put_text(page, row, column, value)
    page.very_hidden()
