"""The receipt (tanda terima) of a juror: the scores as they were read, to compare and sign."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from sinovik_sheets.model import Competition, Juror, Stage
from sinovik_sheets.sheets.score_sheet import form
from sinovik_sheets.sheets.workbook import PALE, NewWorkbook, lines_needed, put_text
from sinovik_sheets.text import _, date_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_Part = TypeVar("_Part")

SHEET = "Tanda Terima"
MOST_PORTRAIT = 6
"""With more criteria than this the receipt lies across the paper."""
SHORT_HASH = 12
"""Characters of a SHA-256 that people compare by eye."""
_NUMBER, _CODE, _TITLE, _TOTAL, _NOTE = 5, 11, 30, 9, 20
_HEAD_COLUMNS = 2
_HIGHEST_ROW = 409  # Excel's limit, in points


@dataclass(frozen=True)
class ReceiptLine:
    """One entry as read: `values` maps criterion codes to text (`85,5`, `R`, `kosong`, `?`)."""

    entry: str
    title: str
    values: Mapping[str, str]
    total: str = ""
    note: str = ""


@dataclass(frozen=True)
class ReceiptFacts:
    """Which file was read; `filled_by` is empty when the juror typed it in himself."""

    sheet_code: str
    file: str
    sha256: str
    received: datetime
    filled_by: str = ""


def write(
    competition: Competition,
    stage: Stage,
    juror: Juror,
    lines: Sequence[ReceiptLine],
    facts: ReceiptFacts,
) -> bytes:
    """Return the receipt, ready to print on F4, in the language being spoken.

    Every value stands as text, exactly as given; one not given stays empty.
    """
    widths = _widths(stage)
    book = NewWorkbook(_("Receipt of scores"))
    page = book.sheet(SHEET, landscape=len(stage.criteria) > MOST_PORTRAIT)
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    heading = _write_head(book, page, widths, _head(competition, stage, juror, facts))
    row = _write_table(book, page, heading, widths, stage, lines)
    row = _write_request(book, page, row + 1, widths, stage)
    _write_signature(book, page, row + 1, widths, competition, juror)
    page.freeze_panes(heading + 1, 3)
    page.repeat_rows(heading)
    return book.finish()


def _widths(stage: Stage) -> list[int]:
    """Return the widths of all columns; no word of a criterion is broken."""
    words = (max(map(len, c.name.split()), default=0) for c in stage.criteria)
    criteria = [min(max(longest, 9), 18) for longest in words]
    return [_NUMBER, _CODE, _TITLE, *criteria, *_for_totals(stage, _TOTAL), _NOTE]


def _for_totals(stage: Stage, part: _Part) -> list[_Part]:
    """Return a part of the column of totals, none where places are given: they have no total."""
    return [] if stage.takes_places else [part]


def _head(
    competition: Competition, stage: Stage, juror: Juror, facts: ReceiptFacts
) -> tuple[tuple[str, str], ...]:
    received = _("{date}, {hour}:{minute}").format(
        date=date_text(facts.received.date()),
        hour=f"{facts.received:%H}",
        minute=f"{facts.received:%M}",
    )
    return (
        (_("Competition"), competition.settings.name),
        (_("Stage"), stage.name),
        (_("Juror"), f"{juror.code} – {juror.name}"),
        (form.CODE_LABEL, facts.sheet_code),
        (_("File"), facts.file),
        (_("Received"), received),
        (form.FILLED_BY_LABEL, facts.filled_by or _("the juror")),
        (_("File mark"), f"{facts.sha256[:SHORT_HASH]}  (SHA-256: {facts.sha256})"),
    )


def _put_across(
    page: "Worksheet", row: int, first: int, widths: Sequence[int], text: str, style: "Format"
) -> None:
    """Write text into one row, merged from column `first` to the last, as high as it needs."""
    page.merge_range(row, first, row, len(widths) - 1, "", style)
    put_text(page, row, first, text, style)
    height = 15 * lines_needed(text, sum(widths[first:])) + 1
    page.set_row(row, min(height, _HIGHEST_ROW))


def _write_head(
    book: NewWorkbook,
    page: "Worksheet",
    widths: Sequence[int],
    head: Sequence[tuple[str, str]],
) -> int:
    """Write title and head block; return the row of the table's heading."""
    put_text(page, 0, 0, _("Receipt of scores"), book.title())
    row = 2
    for label, value in head:
        put_text(page, row, 0, label, book.format(font_color="#595959", valign="top"))
        style = book.format(bold=True, text_wrap=True, valign="top", align="left")
        _put_across(page, row, _HEAD_COLUMNS, widths, value, style)
        row += 1
    return row + 1


def _write_table(
    book: NewWorkbook,
    page: "Worksheet",
    heading: int,
    widths: Sequence[int],
    stage: Stage,
    lines: Sequence[ReceiptLine],
) -> int:
    """Write the table; return the first row below it."""
    total = _for_totals(stage, "Total")
    names = ["No", "Kode", "Inovasi", *(c.name for c in stage.criteria), *total, "Catatan"]
    for column, name in enumerate(names):
        put_text(page, heading, column, name, book.heading(font_size=10))
    needed = max(lines_needed(name, width) for name, width in zip(names, widths, strict=True))
    page.set_row(heading, 15 * needed + 6)
    plain = book.body()
    looks = [
        book.body(align="center"),
        plain,
        plain,
        *[book.body(align="center", bold=True)] * len(stage.criteria),
        *_for_totals(stage, book.body(align="center", bold=True, bg_color=PALE)),
        plain,
    ]
    row = heading
    for number, line in enumerate(lines, start=1):
        row += 1
        values = [line.values.get(c.code, "") for c in stage.criteria]
        total = _for_totals(stage, line.total)
        texts = [str(number), line.entry, line.title, *values, *total, line.note]
        for column, (text, look) in enumerate(zip(texts, looks, strict=True)):
            put_text(page, row, column, text, look)
        needed = max(lines_needed(text, width) for text, width in zip(texts, widths, strict=True))
        page.set_row(row, min(15 * needed + 3, _HIGHEST_ROW))
    return row + 1


def _write_request(
    book: NewWorkbook, page: "Worksheet", row: int, widths: Sequence[int], stage: Stage
) -> int:
    """Write how to read the table and what the juror is asked; return the next row."""
    signs = _(
        "R: not scored by this juror (conflict of interest). kosong: nothing filled in."
        " ?: does not count yet, because it is being asked about or must be corrected."
    )
    request = _(
        "Please compare these scores with your own notes. Some mistakes cannot be seen in a"
        " file, only by you: a column that was sorted on its own, or two criteria exchanged."
    )
    sentences = [(signs, book.remark(text_wrap=True))]
    if stage.takes_places:
        places = _("The numbers are places: 1 is the best. –: no place given.")
        sentences.insert(0, (places, book.remark(text_wrap=True)))
    sentences.append((request, book.format(text_wrap=True, bold=True)))
    for sentence, style in sentences:
        _put_across(page, row, 0, widths, sentence, style)
        row += 1
    return row


def _write_signature(
    book: NewWorkbook,
    page: "Worksheet",
    row: int,
    widths: Sequence[int],
    competition: Competition,
    juror: Juror,
) -> None:
    """Write the block to sign, on the right, wide enough for a long name."""
    place = competition.settings.city or "." * 20
    first = len(widths) - 2
    while first > _HEAD_COLUMNS and sum(widths[first:]) < 48:
        first -= 1
    centre = book.format(align="center", text_wrap=True)
    _put_across(page, row, first, widths, f"{place}, {'.' * 24}", centre)
    _put_across(page, row + 1, first, widths, _("Juror,"), centre)
    page.set_row(row + 2, 54)
    name = book.format(align="center", bold=True, underline=1, text_wrap=True)
    _put_across(page, row + 3, first, widths, juror.name, name)
