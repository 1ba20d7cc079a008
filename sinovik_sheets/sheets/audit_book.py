"""uji_petik.xlsx: score cells that people read again in the file received or on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sinovik_sheets import layout
from sinovik_sheets.model import Criterion, Entry, Juror
from sinovik_sheets.scoring.result import Source
from sinovik_sheets.sheets.cells import Book, column_letters
from sinovik_sheets.sheets.receipt_book import SHORT_HASH
from sinovik_sheets.sheets.workbook import (
    GREEN_FILL,
    PALE,
    RED_FILL,
    YELLOW_FILL,
    NewWorkbook,
    put_text,
    row_height,
)
from sinovik_sheets.text import _, decimal_text

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SHEET, FILES_SHEET = "Uji Petik", "Berkas"
MATCH, DIFFERENT, OPEN = "cocok", "beda", "belum"
_COLUMNS = (
    ("No", 5),
    ("Berkas", 20),
    ("SHA-256", 14),
    ("Lembar", 16),
    ("Sel", 7),
    ("Juri", 18),
    ("Inovasi", 11),
    ("Judul", 24),
    ("Kriteria", 18),
    ("Nilai Dihitung", 10),
    ("Tertulis", 10),
    ("Mengapa", 18),
    ("Nilai di Berkas Asli", 13),
    ("Cocok?", 9),
    ("Pemeriksa", 14),
    ("Catatan", 20),
)
_NAMES = [name for name, _width in _COLUMNS]
_COUNTED, _ORIGINAL, _MATCHES, _READER = map(
    _NAMES.index, ("Nilai Dihitung", "Nilai di Berkas Asli", "Cocok?", "Pemeriksa")
)
_SHOWN_AS_DASH = 'General;General;"–"'
_CENTRED = frozenset(map(_NAMES.index, ("Sel", "Tertulis")))
_SAME_LIST = ("SHA-256", "Lembar", "Sel", "Tertulis", "Mengapa")
_TALLY, _HEADING = 4, 6


@dataclass(frozen=True)
class AuditFacts:
    """What the list is about; `cut`: the stage says who goes on, `places`: jurors give places."""

    competition: str
    stage: str
    stage_name: str
    seed: int
    cut: bool
    places: bool = False


@dataclass(frozen=True)
class AuditLine:
    """One cell to read; `change` in points would change who goes on, None: drawn at random."""

    source: Source
    juror: Juror
    entry: Entry
    criterion: Criterion
    value: Decimal
    change: Decimal | None = None


def change_text(line: AuditLine) -> str:
    """Return the change of the score that would do, with its sign; empty for a random cell."""
    if line.change is None:
        return ""
    sign = "+" if line.change > 0 else "−"
    return f"{sign}{decimal_text(abs(line.change))}"


def _why(line: AuditLine, *, cut: bool) -> str:
    if line.change is None:
        return _("random")
    said = (
        _("could change who goes on: {change}") if cut else _("could change places 1–3: {change}")
    )
    return said.format(change=change_text(line))


def write(facts: AuditFacts, lines: Sequence[AuditLine]) -> bytes:
    """Return the list with room for what people read, in the language being spoken.

    What they type is compared at once, and counted at the top. The same lines give
    the same bytes.
    """
    book = NewWorkbook(_("Spot check: {stage}").format(stage=facts.stage_name))
    page = book.sheet(SHEET)
    last = _HEADING + len(lines)
    for column, (name, width) in enumerate(_COLUMNS):
        page.set_column(column, column, width)
        put_text(page, _HEADING, column, name, book.heading(font_size=10))
    page.set_row(_HEADING, 33)
    _write_head(book, page, facts)
    _write_tally(book, page, len(lines))
    for row, line in enumerate(lines, start=_HEADING + 1):
        _write_line(book, page, row, line, facts)
    _colour(book, page, last)
    page.freeze_panes(_HEADING + 1, 0)
    page.repeat_rows(_HEADING)
    if lines:
        page.autofilter(_HEADING, 0, last, len(_COLUMNS) - 1)
    _write_files(book, lines)
    return book.finish()


def listed(book: Book) -> list[tuple[str, ...]] | None:
    """Return which cells a list names and why, sorted; None when the book is no such list."""
    grid = next((sheet for sheet in book.sheets if sheet.name == SHEET), None)
    if grid is None:
        return None
    heading = _HEADING + 1
    columns = {cell.text: column for (row, column), cell in grid.cells.items() if row == heading}
    if not set(_SAME_LIST) <= columns.keys():
        return None
    rows = sorted({row for row, _column in grid.cells if row > heading})
    named = (tuple(grid.at(row, columns[name]).text for name in _SAME_LIST) for row in rows)
    return sorted(row for row in named if any(row))


def _write_head(book: NewWorkbook, page: "Worksheet", facts: AuditFacts) -> None:
    put_text(page, 0, 0, _("Spot check: read these cells again"), book.title())
    put_text(page, 1, 0, f"{facts.competition} – {facts.stage_name}", book.format(bold=True))
    ask = _(
        "Open the file received (sheet “Berkas” says where it is kept) or take the signed paper,"
        " read the cell named, and type what stands there into the white column “Nilai di Berkas"
        " Asli”. Begin at the top: the list is ordered by how little it takes to change who wins."
    )
    if facts.places:
        ask += " " + _("Where the cell is empty, because the juror gave no place, type “–”.")
    drawn = _("The random cells were drawn with --seed {seed}.").format(seed=facts.seed)
    style = book.remark(text_wrap=True, valign="top")
    page.merge_range(2, 0, 2, len(_COLUMNS) - 1, "", style)
    put_text(page, 2, 0, f"{ask} {drawn}", style)
    page.set_row(2, row_height([(f"{ask} {drawn}", sum(width for _name, width in _COLUMNS))]) + 3)


def _write_tally(book: NewWorkbook, page: "Worksheet", count: int) -> None:
    """Write how many cells match, differ and are still to be read, live."""
    letters = column_letters(_MATCHES + 1)
    area = f"{letters}{_HEADING + 2}:{letters}{_HEADING + 1 + max(count, 1)}"
    fills = {MATCH: GREEN_FILL, DIFFERENT: RED_FILL, OPEN: YELLOW_FILL}
    for column, (word, fill) in enumerate(fills.items(), start=1):
        look = book.body(bold=True, bg_color=fill)
        now = f"{word}: {count if word == OPEN else 0}"
        page.write_formula(_TALLY, column, f'="{word}: "&COUNTIF({area},"{word}")', look, now)


def _write_line(
    book: NewWorkbook, page: "Worksheet", row: int, line: AuditLine, facts: AuditFacts
) -> None:
    ours, centred = book.body(bg_color=PALE), book.body(bg_color=PALE, align="center")
    source = line.source
    texts = (
        str(row - _HEADING),
        source.file,
        source.sha256[:SHORT_HASH],
        source.sheet,
        source.cell,
        f"{line.juror.code} – {line.juror.name}",
        line.entry.code,
        line.entry.title,
        f"{line.criterion.code} – {line.criterion.name}",
        "",
        source.written,
        _why(line, cut=facts.cut),
    )
    for column, text in enumerate(texts):
        put_text(page, row, column, text, centred if column in _CENTRED else ours)
    page.write_number(row, 0, row - _HEADING, centred)
    unplaced = facts.places and not line.value
    look = {"num_format": _SHOWN_AS_DASH} if unplaced else {}
    counted_look = book.body(bg_color=PALE, align="center", **look)
    page.write_number(row, _COUNTED, float(line.value), counted_look)
    for column in range(_ORIGINAL, len(_COLUMNS)):
        page.write_blank(row, column, None, book.body())
    page.write_formula(row, _MATCHES, _comparison(row, unplaced=unplaced), centred, OPEN)
    widths = (width for _name, width in _COLUMNS)
    page.set_row(row, row_height(list(zip(texts, widths, strict=False))))


def _comparison(row: int, *, unplaced: bool) -> str:
    """Return the formula that compares what people read with the score that counts.

    A number typed as text is a number, with comma or point whatever the program's own
    decimal mark is. `unplaced`: nothing counts there, so a dash matches, and so does an
    empty cell once somebody has signed the row.
    """
    counted, original, reader = (
        f"{column_letters(column + 1)}{row + 1}" for column in (_COUNTED, _ORIGINAL, _READER)
    )
    mark = 'MID(1/2&"",2,1)'
    number = f'VALUE(SUBSTITUTE(SUBSTITUTE(TRIM({original}),",",{mark}),".",{mark}))'
    number = f"IF(ISNUMBER({original}),{original},{number})"
    same = f'IF(ROUND({number}-{counted},9)=0,"{MATCH}","{DIFFERENT}")'
    compared, unread = f'IFERROR({same},"{DIFFERENT}")', f'"{OPEN}"'
    if unplaced:
        dash = f'OR(TRIM({original})="–",TRIM({original})="-")'
        compared = f'IF({dash},"{MATCH}",{compared})'
        unread = f'IF({reader}="","{OPEN}","{MATCH}")'
    return f'=IF({original}="",{unread},{compared})'


def _colour(book: NewWorkbook, page: "Worksheet", last: int) -> None:
    fills = {MATCH: GREEN_FILL, DIFFERENT: RED_FILL, OPEN: YELLOW_FILL}
    for word, fill in fills.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
        look = book.book.add_format({"bg_color": fill})
        area = (_HEADING + 1, _MATCHES, max(last, _HEADING + 1), _MATCHES)
        page.conditional_format(*area, rule | {"format": look})


def _write_files(book: NewWorkbook, lines: Sequence[AuditLine]) -> None:
    """Write where each file received is kept byte for byte."""
    page = book.sheet(FILES_SHEET)
    put_text(page, 0, 0, _("Where the files received are kept"), book.title())
    advice = _(
        "Files in “arsip” have no ending. To open one, copy it elsewhere and add .xlsx to the name"
        " (or the ending of the file received); never change or move what lies in “arsip”."
    )
    put_text(page, 1, 0, advice, book.remark())
    for column, (name, width) in enumerate((("Berkas", 50), ("SHA-256", 16), ("Arsip", 76))):
        page.set_column(column, column, width)
        put_text(page, 3, column, name, book.heading())
    files = dict.fromkeys((line.source.file, line.source.sha256) for line in lines)
    for row, (file, sha256) in enumerate(sorted(files), start=4):
        kept = layout.archived(sha256).as_posix()
        for column, text in enumerate((file, sha256[:SHORT_HASH], kept)):
            put_text(page, row, column, text, book.body())
        page.set_row(row, row_height([(file, 50)]))
    page.freeze_panes(4, 0)
    page.repeat_rows(3)
