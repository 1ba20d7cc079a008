"""peserta_TAHAP.xlsx: who goes on to a stage, why, and how far everyone is from the cut."""

from collections.abc import Container

from sinovik_sheets.model import Competition, PlenaryDecision, Stage, Standing
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.sheets.summary import words
from sinovik_sheets.sheets.workbook import (
    GREEN_FILL,
    YELLOW_FILL,
    NewWorkbook,
    put_text,
    row_height,
)
from sinovik_sheets.text import _

SHEET = "Peserta"
_CATEGORY, _OUTCOME = "Kategori", "Hasil"
_COLUMNS = (
    ("Peringkat", 10),
    ("Kode", 11),
    ("Inovasi", 40),
    ("Unit", 26),
    (_CATEGORY, 36),
    ("Total", 10),
    ("Jarak ke batas", 10),
    ("Hasil hitung", 13),
    ("Keputusan pleno", 13),
    ("Alasan", 26),
    (_OUTCOME, 13),
)
HEADING_ROW = 4
_COMPUTED = {True: words.ADVANCES, False: words.STAYS, None: words.PLENARY}


def write(
    competition: Competition, result: StageResult, following: Stage, through: Container[str]
) -> bytes:
    """Return the workbook: those that go on first, then the others, all of them.

    `through` holds the codes of those that go on to `following`. Entries that are
    absent, withdrawn or disqualified keep their row.
    """
    book = NewWorkbook(_("Entries of {stage}").format(stage=following.name))
    sheet = book.sheet(SHEET)
    title = _("Who goes on to {stage}").format(stage=following.name)
    put_text(sheet, 0, 0, title, book.title())
    origin = f"{competition.settings.name} – {result.stage.name}"
    put_text(sheet, 1, 0, origin, book.format(bold=True))
    state = words.state(result)
    put_text(sheet, 2, 0, state or words.cut(result.stage), book.remark())
    columns = _columns(result)
    for column, (name, width) in enumerate(columns.items()):
        sheet.set_column(column, column, width)
        put_text(sheet, HEADING_ROW, column, name, book.heading())
    sheet.set_row(HEADING_ROW, row_height(list(columns.items())))
    best_first = sorted(
        result.standings,
        key=lambda s: (s.entry.code not in through, s.settled_place is None, s.settled_place or 0),
    )
    for row, standing in enumerate(best_first, start=HEADING_ROW + 1):
        through_too = standing.entry.code in through
        _write_row(book, row, (competition, result, standing), goes_on=through_too)
    last = HEADING_ROW + len(best_first)
    sheet.autofilter(HEADING_ROW, 0, last, len(columns) - 1)
    sheet.freeze_panes(HEADING_ROW + 1, 3)
    sheet.repeat_rows(HEADING_ROW)
    return book.finish()


def _columns(result: StageResult) -> dict[str, int]:
    """Return the widths by name; without Kategori where no entry has one."""
    named = any(standing.entry.category for standing in result.standings)
    return {name: width for name, width in _COLUMNS if named or name != _CATEGORY}


def _write_row(
    book: NewWorkbook,
    row: int,
    line: tuple[Competition, StageResult, Standing],
    *,
    goes_on: bool,
) -> None:
    competition, result, standing = line
    sheet, entry = book.book.worksheets()[0], standing.entry
    decided = standing.plenary
    columns = _columns(result)
    texts = {
        "Kode": entry.code,
        "Inovasi": entry.title,
        "Unit": entry.unit or entry.unit_code,
        _CATEGORY: competition.category_names.get(entry.category, entry.category),
        "Hasil hitung": _computed(standing) if result.has_cut and standing.place else "",
        "Keputusan pleno": _plenary(decided),
        "Alasan": decided.reason if decided else entry.reason,
        _OUTCOME: words.ADVANCES if goes_on else _final_word(standing),
    }
    numbers = {
        "Peringkat": standing.settled_place,
        "Total": standing.total,
        "Jarak ke batas": standing.distance,
    }
    center = book.body(align="center")
    places = result.places if result.places is not None else 4
    number = book.body(align="center", num_format="0." + "0" * places if places else "0")
    for column, name in enumerate(columns):
        value, style = numbers.get(name), center if name == "Peringkat" else number
        if name in texts:
            told = name == _OUTCOME and texts[name] in (words.ADVANCES, words.PLENARY)
            fill = {"bg_color": GREEN_FILL if goes_on else YELLOW_FILL} if told else {}
            put_text(sheet, row, column, texts[name], book.body(**fill))
        elif value is None:
            sheet.write_blank(row, column, None, style)
        else:
            sheet.write_number(row, column, float(value), style)
    sheet.set_row(
        row, row_height([(texts[name], columns[name]) for name in columns if name in texts])
    )


def _computed(standing: Standing) -> str:
    """Say what the computation gives; one to which no number applies stays."""
    waits = standing.advances is None and not standing.undecided
    return words.STAYS if waits else _COMPUTED[standing.advances]


def _plenary(decided: PlenaryDecision | None) -> str:
    """Say what the plenary set: the outcome, the place, or both."""
    if decided is None:
        return ""
    said = [] if decided.advances is None else [_COMPUTED[decided.advances]]
    if decided.place is not None:
        said.append(_("place {place}").format(place=decided.place))
    return ", ".join(said)


def _final_word(standing: Standing) -> str:
    """Say why an entry does not go on."""
    if standing.entry.status is not None:
        return standing.entry.status.value
    return words.PLENARY if standing.undecided and standing.goes_on is None else words.STAYS
