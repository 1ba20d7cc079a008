"""The juror's workbook: made from nothing, for one juror, blank or filled in again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from sinovik_sheets.model import Competition, Criterion, Entry, Juror, RoundingStep, Stage
from sinovik_sheets.scoring.exact import as_decimal, round_half_up
from sinovik_sheets.sheets import score_sheet_form as form
from sinovik_sheets.sheets.cells import address, column_letters
from sinovik_sheets.sheets.score_sheet_guide import write_guide, write_repairs
from sinovik_sheets.sheets.workbook import (
    BLUE,
    GREY_FILL,
    PALE,
    RED_FILL,
    YELLOW_FILL,
    NewWorkbook,
    lines_needed,
    put_text,
)
from sinovik_sheets.text import _, date_text, decimal_text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

KEY_ROW, WEIGHT_ROW, HEADING_ROW, FIRST_ROW = 7, 8, 9, 10  # counted from 1, as people do
TITLE_WIDTH = 17
_WIDTHS = {
    form.KEY_ID: 4,
    form.KEY_NUMBER: 4,
    form.KEY_CODE: 9,
    form.KEY_TITLE: TITLE_WIDTH,
    form.KEY_UNIT: 22,
    form.KEY_CATEGORY: 14,
    form.KEY_TOTAL: 9,
    form.KEY_STATUS: 14,
    form.KEY_NOTE: 40,
}
CRITERION_WIDTH = 12


@dataclass(frozen=True)
class Filling:
    """What stands in a cell of a sheet made anew; `fault` says what is wrong with it."""

    value: Decimal | str
    fault: str = ""


@dataclass(frozen=True)
class Content:
    """What a juror's sheet already holds; all of it empty for a sheet sent out blank."""

    scores: Mapping[tuple[str, str], Filling] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    filled_by: str = ""
    missing_note: str = ""

    @property
    def faults(self) -> list[tuple[str, str, Filling]]:
        """The cells to mend as (entry, criterion, filling)."""
        return [(e, c, filling) for (e, c), filling in self.scores.items() if filling.fault]


@dataclass(frozen=True)
class ScoreSheet:
    """One juror's sheet of a stage: who, which entries, under which code."""

    competition: Competition
    stage: Stage
    juror: Juror
    entries: Sequence[Entry]
    code: str
    serial: int = 1

    @property
    def keys(self) -> list[str]:
        """The keys of the columns, from A on."""
        criteria = [form.CRITERION_PREFIX + c.code for c in self.stage.criteria]
        return [*form.LEADING_KEYS, *criteria, *form.TRAILING_KEYS]

    def column(self, key: str) -> int:
        """Return the number of a column, counted from 1."""
        return self.keys.index(key) + 1

    def cell(self, entry: Entry, criterion: Criterion) -> str:
        """Return the address of a score cell, such as G13."""
        row = FIRST_ROW + list(self.entries).index(entry)
        return address(row, self.column(form.CRITERION_PREFIX + criterion.code))

    @property
    def score_columns(self) -> tuple[int, int]:
        """The first and last column of scores, counted from 1."""
        first = len(form.LEADING_KEYS) + 1
        return first, first + len(self.stage.criteria) - 1


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
    cached = [
        _write_row(book, page, sheet, content, FIRST_ROW + index, entry)
        for index, entry in enumerate(sheet.entries)
    ]
    _write_progress(book, page, sheet, done=sum(cached))
    _add_checks(book, page, sheet)
    _set_up_page(page, sheet)
    if content.faults or content.missing_note:
        write_repairs(
            book,
            [
                (
                    address(FIRST_ROW + _row_index(sheet, entry), sheet.column(_key(criterion))),
                    sheet.competition.entry[entry],
                    criterion,
                    filling,
                )
                for entry, criterion, filling in content.faults
            ],
            content.missing_note,
        )
    write_guide(book, sheet.stage)
    _write_ids(book, sheet)
    return book.finish()


def _key(criterion: str) -> str:
    return form.CRITERION_PREFIX + criterion


def _row_index(sheet: ScoreSheet, entry: str) -> int:
    return [e.code for e in sheet.entries].index(entry)


def _write_head(
    book: NewWorkbook, page: "Worksheet", sheet: ScoreSheet, content: Content
) -> None:
    stage, juror = sheet.stage, sheet.juror
    deadline = date_text(stage.deadline) if stage.deadline else ""
    until = _(" by {date}").format(date=deadline) if deadline else ""
    lines = (
        _(
            "1. If asked, click “Aktifkan Pengeditan”. Fill the white cells with numbers;"
            " type R if you do not score an entry (conflict of interest)."
        ),
        _("2. Do not sort, insert or delete rows and columns. Write remarks in the last column."),
        _("3. Save, then send this file back as .xlsx (not a link, PDF or photo){until}.").format(
            until=until
        ),
    )
    for row, line in enumerate(lines):
        put_text(page, row, 1, line, book.format(bold=True, font_color=BLUE))
        page.set_row(row, 15)
    label, value = book.format(font_color="#595959"), book.format(bold=True)
    first_score = sheet.score_columns[0] - 1
    head = (
        (3, 1, _("Competition"), sheet.competition.settings.name, 3),
        (4, 1, _("Stage"), stage.name, 3),
        (5, 1, _("Juror"), f"{juror.code} – {juror.name}", 3),
        (3, first_score, form.CODE_LABEL, sheet.code, first_score + 2),
    )
    for row, column, name, text, value_column in head:
        put_text(page, row, column, name, label)
        put_text(page, row, value_column, text, value)
    put_text(page, 4, first_score, form.FILLED_BY_LABEL, label)
    white = book.format(locked=False, border=1, bg_color="#FFFFFF")
    put_text(page, 4, first_score + 2, content.filled_by, white)


def _heading_text(criterion: Criterion) -> str:
    weight = decimal_text(criterion.weight or Decimal(0))
    scale = f"{decimal_text(criterion.minimum)}–{decimal_text(criterion.maximum)}"
    return _("{name}\nweight {weight} · {scale}").format(
        name=criterion.name, weight=weight, scale=scale
    )


def _write_heading(book: NewWorkbook, page: "Worksheet", sheet: ScoreSheet) -> None:
    titles = {
        form.KEY_NUMBER: "No",
        form.KEY_CODE: form.CODE_HEADING,
        form.KEY_TITLE: "Inovasi",
        form.KEY_UNIT: "Unit",
        form.KEY_CATEGORY: "Kategori",
        form.KEY_TOTAL: "Total",
        form.KEY_STATUS: "Status",
        form.KEY_NOTE: "Catatan",
    } | {_key(c.code): _heading_text(c) for c in sheet.stage.criteria}
    tiny = book.format(font_size=8, font_color="#A6A6A6")
    height = 1
    for column, key in enumerate(sheet.keys):
        put_text(page, KEY_ROW - 1, column, key, tiny)
        put_text(page, HEADING_ROW - 1, column, titles.get(key, ""), book.heading())
        width = _WIDTHS.get(key, CRITERION_WIDTH)
        page.set_column(column, column, width, None, {"hidden": key == form.KEY_ID})
        if key not in (form.KEY_ID, form.KEY_TITLE):
            height = max(height, lines_needed(titles[key], width))
    for criterion in sheet.stage.criteria:
        column = sheet.column(_key(criterion.code)) - 1
        page.write_number(WEIGHT_ROW - 1, column, float(criterion.weight or 0), tiny)
    page.set_row(KEY_ROW - 1, 12, None, {"hidden": True})
    page.set_row(WEIGHT_ROW - 1, 12, None, {"hidden": True})
    page.set_row(HEADING_ROW - 1, 15 * height + 3)


def _score_format(criterion: Criterion) -> str:
    whole = criterion.step is not None and criterion.step == criterion.step.to_integral_value()
    return "0" if whole else "0.00"


def _write_row(
    book: NewWorkbook,
    page: "Worksheet",
    sheet: ScoreSheet,
    content: Content,
    row: int,
    entry: Entry,
) -> bool:
    """Write the row of an entry (`row` counts from 1); True when nothing is left to do."""
    conflict = sheet.competition.conflict(sheet.juror, entry)
    category = sheet.competition.category_names.get(entry.category, entry.category)
    labels = (entry.code, str(row - FIRST_ROW + 1), entry.code, entry.title, entry.unit, category)
    height = 1
    for column, (key, text) in enumerate(zip(form.LEADING_KEYS, labels, strict=True)):
        put_text(page, row - 1, column, text, book.body(num_format="@"))
        if key != form.KEY_ID:
            height = max(height, lines_needed(text, _WIDTHS[key]))
    page.set_row(row - 1, 15 * height + 2)
    values: list[Decimal | str] = []
    for criterion in sheet.stage.criteria:
        filling = content.scores.get((entry.code, criterion.code), Filling(""))
        if conflict:
            filling = Filling(form.RECUSED)
        values.append(filling.value)
        column = sheet.column(_key(criterion.code)) - 1
        _write_score(book, page, row - 1, column, criterion, filling, locked=conflict is not None)
    note = conflict.reason if conflict else content.notes.get(entry.code, "")
    look = {"locked": conflict is not None, "bg_color": GREY_FILL if conflict else "#FFFFFF"}
    put_text(page, row - 1, sheet.column(form.KEY_NOTE) - 1, note, book.body(**look))
    return _write_formulas(book, page, sheet, row, values)


def _write_score(
    book: NewWorkbook,
    page: "Worksheet",
    row: int,
    column: int,
    criterion: Criterion,
    filling: Filling,
    *,
    locked: bool,
) -> None:
    colour = GREY_FILL if locked else RED_FILL if filling.fault else "#FFFFFF"
    style = book.body(
        locked=locked, bg_color=colour, align="center", num_format=_score_format(criterion)
    )
    if isinstance(filling.value, Decimal):
        page.write_number(row, column, float(filling.value), style)
    else:
        put_text(page, row, column, filling.value, style)
    if filling.fault:
        options = {"x_scale": 1.8, "y_scale": 1.2, "author": "SINOVIK"}
        page.write_comment(row, column, form.OWN_COMMENT + filling.fault, options)


def _write_formulas(
    book: NewWorkbook,
    page: "Worksheet",
    sheet: ScoreSheet,
    row: int,
    values: Sequence[Decimal | str],
) -> bool:
    """Write the live total and status of a row with their cached results."""
    first, last = (column_letters(column) for column in sheet.score_columns)
    count = len(sheet.stage.criteria)
    cells, weights = f"{first}{row}:{last}{row}", f"{first}${WEIGHT_ROW}:{last}${WEIGHT_ROW}"
    places = sheet.stage.rounding.get(RoundingStep.JUROR)
    total = f"SUMPRODUCT({cells},{weights})/100"
    if places is not None:
        total = f"ROUND({total},{places})"
    numbers = [value for value in values if isinstance(value, Decimal)]
    recused = any(str(value).strip().upper() == form.RECUSED for value in values)
    total_value: float | str = ""
    if len(numbers) == count:
        weighted = sum(
            (value * weight / 100 for value, weight in zip(
                numbers, sheet.stage.weights.values(), strict=True
            )),
            Decimal(0),
        )
        rounded = weighted if places is None else as_decimal(round_half_up(weighted, places), places)
        total_value = float(rounded)
    done_text, recused_text, short = _("complete"), _("not scored"), _("missing ")
    status_value = (
        recused_text if recused else done_text if len(numbers) == count
        else f"{short}{count - len(numbers)}"
    )
    shade = book.body(bg_color=PALE, num_format="0.00", align="center")
    page.write_formula(
        row - 1,
        sheet.column(form.KEY_TOTAL) - 1,
        f'=IF(COUNT({cells})={count},{total},"")',
        shade,
        total_value,
    )
    page.write_formula(
        row - 1,
        sheet.column(form.KEY_STATUS) - 1,
        f'=IF(COUNTIF({cells},"{form.RECUSED}")>0,"{recused_text}",'
        f'IF(COUNT({cells})={count},"{done_text}","{short}"&({count}-COUNT({cells}))))',
        shade,
        status_value,
    )
    return recused or len(numbers) == count


def _last_row(sheet: ScoreSheet) -> int:
    return FIRST_ROW + max(len(sheet.entries), 1) - 1


def _write_progress(book: NewWorkbook, page: "Worksheet", sheet: ScoreSheet, *, done: int) -> None:
    column = column_letters(sheet.column(form.KEY_STATUS))
    status = f"{column}{FIRST_ROW}:{column}{_last_row(sheet)}"
    count = len(sheet.entries)
    tail = _(" of {count} done").format(count=count)
    page.write_formula(
        5,
        sheet.score_columns[0] - 1,
        f'=(COUNTIF({status},"{_("complete")}")+COUNTIF({status},"{_("not scored")}"))&"{tail}"',
        book.format(bold=True, font_color=BLUE),
        f"{done}{tail}",
    )


def _add_checks(book: NewWorkbook, page: "Worksheet", sheet: ScoreSheet) -> None:
    """Validation of what is typed, and colours for what is missing or out of range."""
    first, last = (column_letters(column) for column in sheet.score_columns)
    row_cells = f"${first}{FIRST_ROW}:${last}{FIRST_ROW}"
    for criterion in sheet.stage.criteria:
        column = sheet.column(_key(criterion.code))
        cell = f"{column_letters(column)}{FIRST_ROW}"
        low, high = criterion.minimum, criterion.maximum
        rule = f"ISNUMBER({cell}),{cell}>={low},{cell}<={high}"
        scale = f"{decimal_text(low)}–{decimal_text(high)}"
        if criterion.step is not None:
            steps = f"({cell}-({low}))/{criterion.step}"
            rule += f",ABS({steps}-ROUND({steps},0))<0.000001"
        area = (FIRST_ROW - 1, column - 1, _last_row(sheet) - 1, column - 1)
        page.data_validation(
            *area,
            {
                "validate": "custom",
                "value": f'=OR(AND({rule}),{cell}="{form.RECUSED}")',
                "error_title": _("Score not accepted"),
                "error_message": _("Type a number {scale}, or R if you do not score.").format(
                    scale=scale
                ),
            },
        )
        outside = (
            f'=OR(AND(ISNUMBER({cell}),OR({cell}<{low},{cell}>{high})),'
            f'AND(ISTEXT({cell}),TRIM({cell})<>"{form.RECUSED}"))'
        )
        empty = (
            f'=AND({cell}="",COUNTA({row_cells})>0,COUNTIF({row_cells},"{form.RECUSED}")=0)'
        )
        for criteria, colour in ((outside, RED_FILL), (empty, YELLOW_FILL)):
            look = book.book.add_format({"bg_color": colour})
            page.conditional_format(
                *area, {"type": "formula", "criteria": criteria, "format": look}
            )


def _set_up_page(page: "Worksheet", sheet: ScoreSheet) -> None:
    page.freeze_panes(HEADING_ROW, sheet.column(form.KEY_TITLE))
    note = sheet.column(form.KEY_NOTE) - 1
    page.autofilter(HEADING_ROW - 1, 1, _last_row(sheet) - 1, note)
    page.repeat_rows(HEADING_ROW - 1)
    page.print_area(0, 0, _last_row(sheet) - 1, note)
    page.set_footer(f"&L&8{form.CODE_LABEL} {sheet.code}&C&8{sheet.juror.code}&R&8&P / &N")
    page.protect(
        "",
        {
            "autofilter": True,
            "format_columns": True,
            "format_rows": True,
            "select_locked_cells": True,
            "select_unlocked_cells": True,
        },
    )
    page.activate()
    page.set_first_sheet()
    page.set_selection(FIRST_ROW - 1, sheet.score_columns[0] - 1, FIRST_ROW - 1,
                       sheet.score_columns[0] - 1)


def _write_ids(book: NewWorkbook, sheet: ScoreSheet) -> None:
    page = book.book.add_worksheet(form.IDS_SHEET)
    rows = (
        (form.IDS_CODE, [sheet.code]),
        (form.IDS_STAGE, [sheet.stage.code]),
        (form.IDS_JUROR, [sheet.juror.code]),
        (form.IDS_SERIAL, [str(sheet.serial)]),
        (form.IDS_CRITERIA, [criterion.code for criterion in sheet.stage.criteria]),
        (form.IDS_ENTRIES, [entry.code for entry in sheet.entries]),
    )
    # Entries run down a column of their own: a row ends after 16,384 of them.
    for row, (word, values) in enumerate(rows):
        put_text(page, row, 0, word)
        for offset, value in enumerate(values):
            if word == form.IDS_ENTRIES:
                put_text(page, row + 1 + offset, 1, value)
            else:
                put_text(page, row, 1 + offset, value)
    page.very_hidden()
