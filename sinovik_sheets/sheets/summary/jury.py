"""The sheet Diagnostik Juri: what the scores say about the jury; nothing here changes a score."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, cast

from sinovik_sheets.scoring.diagnostics.results import Agreement, FarCell, Icc, JurorReadings
from sinovik_sheets.scoring.diagnostics.thresholds import Colour, Reading, TooFew
from sinovik_sheets.scoring.sensitivity.scenarios import Diagnostics
from sinovik_sheets.sheets.summary.diagnostic_cells import (
    NONE,
    centred,
    colour_word,
    figure,
    fixed_scale,
    preface,
    rounded,
    section,
    sentences,
    spread,
)
from sinovik_sheets.sheets.summary.layout import JURY, Plan
from sinovik_sheets.sheets.summary.page import Page, start
from sinovik_sheets.sheets.workbook import BLUE, NewWorkbook
from sinovik_sheets.text import N_, _

if TYPE_CHECKING:
    from xlsxwriter.chart_bar import ChartBar

_COLUMNS = (
    ("Juri", 34),
    ("Unsur", 18),
    ("n", 7),
    ("Selisih (poin)", 11),
    ("Sejalan (r)", 11),
    ("Sebaran", 11),
    ("Nilai jauh", 11),
    ("Angka sama", 11),
    ("Berganti tanpa juri ini", 13),
    ("Sama persis dengan", 15),
    ("Warna", 10),
)
_WIDTH = sum(width for _name, width in _COLUMNS)
_LAST = len(_COLUMNS)
_CELLS_LISTED = 100
_ROWS_A_PAGE, _KEPT_TOGETHER = 30, 8
_ROW_PIXELS = 20
_CHART_PIXELS = 1060

_EXPLAINED = (
    N_(
        "Selisih: points above (+) or below (–) the other jurors on the same entries. Sejalan:"
        " correlation with the other jurors' mean. Sebaran: how widely the scores are spread,"
        " 1 = as the middle juror's."
    ),
    N_(
        "Nilai jauh: share of scores far from what entry and juror let expect. Angka sama: share"
        " of rows with one mark for all criteria. Berganti: how many of those who go on would"
        " change without this juror."
    ),
)


class _Measure(NamedTuple):
    """One line about the jury as a whole; `n` entries went into it."""

    name: str
    reading: Reading
    meaning: str
    n: int


def write_jury(book: NewWorkbook, plan: Plan) -> None:
    """Write Diagnostik Juri, where there are diagnostics."""
    found = plan.facts.diagnostics
    if found is None:
        return
    page = start(book, plan, JURY, _("Diagnostics of the jury"))
    for column, (_name, width) in enumerate(_COLUMNS, start=1):
        page.width(column, width)
    fixed_scale(page, _WIDTH)
    row = sentences(page, 4, preface(), _WIDTH, _LAST) + 1
    if found.diagnosis.too_few:
        row = sentences(page, row, [found.diagnosis.too_few.text()], _WIDTH, _LAST) + 1
        _write_concerns(page, row, found)
        return
    row = _write_measures(page, row, found)
    row = _write_concerns(page, row, found)
    # Neither the table of jurors nor its chart is torn by the end of a page.
    breaks, jurors = [], found.diagnosis.jurors
    if row + len(jurors) > _ROWS_A_PAGE:
        breaks.append(row - 1)
    after = _write_jurors(page, plan, row, found)
    if after - max(breaks, default=0) + len(jurors) > _ROWS_A_PAGE:
        breaks.append(after - 1)
    row = _write_chart(page, after, (row + 2, row + 1 + len(jurors)))
    listed = min(len(found.diagnosis.far_cells), _KEPT_TOGETHER)
    if row - max(breaks, default=0) + listed > _ROWS_A_PAGE:
        breaks.append(row - 1)
    page.sheet.set_h_pagebreaks(breaks)
    row = _write_far_cells(page, plan, row, found.diagnosis.far_cells)
    _write_favours(page, row, found)


def _write_measures(page: Page, row: int, found: Diagnostics) -> int:
    """Write what holds for the jury as a whole; return the next free row."""
    section(page, row, _("The jury as a whole"))
    row += 1
    meaning = (4, _LAST - 1)
    page.heading(row, 1, "Ukuran")
    page.heading(row, 2, "Nilai")
    page.heading(row, 3, "n")
    spread(page, row, meaning, "Artinya", page.book.heading())
    page.heading(row, _LAST, "Warna")
    style, plain = page.book.body(), page.book.body(align="center")
    width = sum(width for _name, width in _COLUMNS[meaning[0] - 1 : meaning[1]])
    n = sum(1 for entry in found.diagnosis.design.entries if entry.n)
    for at, measure in enumerate(_measures(found.diagnosis.agreement, n), start=row + 1):
        page.text(at, 1, measure.name, style)
        figure(page, at, 2, measure.reading, "0.00")
        page.number(at, 3, measure.n, plain)
        spread(page, at, meaning, measure.meaning, style)
        colour_word(page, at, _LAST, measure.reading.colour)
        page.height(at, [(measure.meaning, width), (measure.name, _COLUMNS[0][1])])
        row = at
    return row + 2


def _measures(agreement: Agreement, n: int) -> Iterator[_Measure]:
    said = [advice.text() for advice in agreement.advice]
    has_reliability = agreement.reliability.number is not None
    yield _measure(
        _("Reliability of the joint scores, ICC(2,k)"),
        agreement.reliability,
        said[0] if has_reliability and said else "",
        n,
    )
    yield _measure(
        _("The same without leniency, ICC(3,k)"),
        agreement.relative,
        _("What matters where every juror scored every entry: leniency moves no place there."),
        n,
    )
    if isinstance(agreement.icc, Icc):
        for name, value, meaning in _other_iccs(agreement.icc):
            yield _measure(name, Reading(value), meaning, n)
    kendall, name = agreement.kendall, _("Agreement of the orders, Kendall's W")
    if isinstance(kendall, TooFew):
        yield _measure(name, Reading(kendall), "", n)
    else:
        reading = Reading(kendall.w, kendall.colour)
        yield _measure(name, reading, said[-1] if said else "", kendall.entries)
    yield _measure(
        _("Agreement of the scores, Krippendorff's alpha"),
        agreement.alpha,
        _("1 = the same scores, 0 = as by chance; for comparison only, it has no colour."),
        n,
    )
    yield _measure(
        _("Criteria scored alike (halo)"),
        agreement.halo,
        _("Mean correlation between the criteria within a juror; 1 = one impression decides all."),
        n,
    )


def _other_iccs(six: Icc) -> Iterator[tuple[str, float, str]]:
    """Yield the other forms, for comparison: respected juries have low single ones."""
    mean, single = _("mean of the jury"), _("a single juror; for comparison only")
    by_one = _("jurors taken as exchangeable")
    yield "ICC(1,k)", six.icc1_k, f"{mean}; {by_one}"
    yield "ICC(1,1)", six.icc1_1, f"{single}; {by_one}"
    yield "ICC(2,1)", six.icc2_1, single
    yield "ICC(3,1)", six.icc3_1, single


def _measure(name: str, reading: Reading, meaning: str, n: int) -> _Measure:
    """Return a line; where there is no figure it says why."""
    value = reading.value
    return _Measure(name, reading, value.text() if isinstance(value, TooFew) else meaning, n)


def _write_concerns(page: Page, row: int, found: Diagnostics) -> int:
    """Write the sentences to look at, the most urgent first; return the next free row."""
    section(page, row, _("To be checked"))
    row += 1
    if not found.concerns:
        return sentences(page, row, [_("Nothing stands out.")], _WIDTH, _LAST) + 1
    body = page.book.body()
    for concern in found.concerns:
        text = concern.advice.text()
        spread(page, row, (1, _LAST - 1), text, body)
        page.height(row, [(text, _WIDTH - _COLUMNS[-1][1])])
        colour_word(page, row, _LAST, concern.colour)
        row += 1
    return row + 1


def _write_jurors(page: Page, plan: Plan, row: int, found: Diagnostics) -> int:
    """Write a row a juror and what the columns mean; return the next free row."""
    section(page, row, _("Juror by juror"))
    row += 1
    for column, (name, _w) in enumerate(_COLUMNS, start=1):
        page.heading(row, column, name)
    page.height(row, _COLUMNS)
    for at, juror in enumerate(found.diagnosis.jurors, start=row + 1):
        _write_juror(page, plan, at, juror)
        row = at
    notes = [*map(_, _EXPLAINED), *_missing(found)]
    return sentences(page, row + 1, notes, _WIDTH, _LAST) + 1


def _missing(found: Diagnostics) -> Iterator[str]:
    """Say once why figures are missing."""
    reasons = dict.fromkeys(
        reading.value.text()
        for juror in found.diagnosis.jurors
        for reading in _readings(juror)
        if isinstance(reading.value, TooFew)
    )
    for reason in reasons:
        yield f"{NONE} {reason}"


def _readings(juror: JurorReadings) -> tuple[Reading, ...]:
    return (
        juror.severity,
        juror.consistency,
        juror.spread,
        juror.far,
        juror.identical,
        juror.removal,
    )


_LOOKS = ("+0.00;-0.00;0.00", "0.00", "0.00", "0%", "0%", "0")


def _write_juror(page: Page, plan: Plan, row: int, juror: JurorReadings) -> None:
    body = page.book.body
    name = f"{juror.juror} {plan.juror_name(juror.juror)}"
    page.text(row, 1, name, body())
    page.text(row, 2, juror.element, body())
    page.number(row, 3, juror.n, body(align="center"))
    for column, (reading, look) in enumerate(zip(_readings(juror), _LOOKS, strict=True), start=4):
        figure(page, row, column, reading, look)
    copied = ", ".join(juror.copied)
    style = centred(page, Colour.YELLOW if copied else None)
    page.text(row, _LAST - 1, copied or NONE, style)
    colour_word(page, row, _LAST, juror.colour)
    widths = (_COLUMNS[0][1], _COLUMNS[1][1], _COLUMNS[-2][1])
    page.height(row, list(zip((name, juror.element, copied), widths, strict=True)))


def _write_chart(page: Page, at: int, rows: tuple[int, int]) -> int:
    """Draw how far each juror lies above or below the others, around a line at 0.

    `rows` are the first and last row of the table. Return the next free row.
    """
    first, last = rows
    pixels = max(180, 80 + 24 * (last - first + 1))
    chart = cast("ChartBar", page.book.book.add_chart({"type": "bar"}))
    title = _("Points above (+) or below (–) the other jurors on the same entries")
    chart.add_series(
        {
            "name": title,
            "categories": [JURY, first - 1, 0, last - 1, 0],
            "values": [JURY, first - 1, 3, last - 1, 3],
            "fill": {"color": BLUE},
            "gap": 40,
            "data_labels": {"value": True, "num_format": _LOOKS[0]},
        }
    )
    chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
    chart.set_legend({"none": True})
    # Names stay left of the bars, the line at 0 between them.
    chart.set_y_axis(
        {
            "reverse": True,
            "label_position": "low",
            "num_font": {"size": 10},
            "line": {"color": "#000000", "width": 1.25},
        }
    )
    chart.set_x_axis({"major_gridlines": {"visible": False}, "label_position": "none"})
    chart.set_size({"width": _CHART_PIXELS, "height": pixels})
    page.sheet.insert_chart(at - 1, 0, chart)
    return at + pixels // _ROW_PIXELS + 2


def _write_far_cells(page: Page, plan: Plan, row: int, cells: tuple[FarCell, ...]) -> int:
    """Write the scores far from what is expected, farthest first; return the next free row."""
    section(page, row, _("Scores far from what the others give"))
    row += 1
    if not cells:
        return sentences(page, row, [_("Nothing stands out.")], _WIDTH, _LAST) + 1
    note = _("Not wrong by itself; please confirm the score on the juror's sheet.")
    row = sentences(page, row, [note], _WIDTH, _LAST)
    heading = page.book.heading()
    title = (4, 8)
    for column, name in ((1, "Juri"), (2, "Kode"), (3, "n")):
        page.heading(row, column, name)
    spread(page, row, title, "Inovasi", heading)
    for column, name in ((9, "Nilai juri"), (10, "Rerata juri lain"), (11, "Simpangan (SD)")):
        page.heading(row, column, name)
    page.height(row, [("Simpangan (SD)", _COLUMNS[-1][1])])
    titles = {entry.code: entry.title for entry in plan.competition.entries}
    width = sum(width for _name, width in _COLUMNS[title[0] - 1 : title[1]])
    body, two = page.book.body(), page.book.body(align="center", num_format="0.00")
    for at, cell in enumerate(cells[:_CELLS_LISTED], start=row + 1):
        name = f"{cell.juror} {plan.juror_name(cell.juror)}"
        page.text(at, 1, name, body)
        page.text(at, 2, cell.entry, body)
        page.number(
            at, 3, len(plan.result.rows.get(cell.entry, {})), page.book.body(align="center")
        )
        spread(page, at, title, titles.get(cell.entry, ""), body)
        for column, value in ((9, cell.score), (10, cell.others), (11, cell.sds)):
            page.number(at, column, rounded(value), two)
        page.height(at, [(titles.get(cell.entry, ""), width), (name, _COLUMNS[0][1])])
        row = at
    if (more := len(cells) - _CELLS_LISTED) > 0:
        row += 1
        sentences(page, row, [_("… and {count} more.").format(count=more)], _WIDTH, _LAST)
    return row + 2


def _write_favours(page: Page, row: int, found: Diagnostics) -> None:
    """Write how the elements of the jury score the kinds of unit."""
    section(page, row, _("Elements of the jury and kinds of unit"))
    row += 1
    favours = found.diagnosis.favours
    if isinstance(favours, TooFew):
        sentences(page, row, [favours.text()], _WIDTH, _LAST)
        return
    note = _(
        "By how much jurors of an element score entries of a kind higher (+) or lower (–) than"
        " the other scores let expect; p by permutations (seed {seed}), corrected for the number"
        " of pairs. A hint to check, no proof of partiality."
    ).format(seed=found.diagnosis.seed)
    row = sentences(page, row, [note], _WIDTH, _LAST)
    names = ("Unsur", "Jenis unit", "n", "Poin", "SD", "p")
    for column, name in enumerate(names, start=1):
        page.heading(row, column, name)
    colour = len(names) + 1
    page.heading(row, colour, "Warna")
    body = page.book.body
    for at, favour in enumerate(favours, start=row + 1):
        page.text(at, 1, favour.element, body())
        page.text(at, 2, favour.kind, body())
        page.number(at, 3, favour.n, body(align="center"))
        page.number(at, 4, rounded(favour.points), centred(page, num_format=_LOOKS[0]))
        page.number(at, 5, rounded(favour.sds), centred(page, num_format=_LOOKS[0]))
        page.number(at, 6, rounded(favour.p_holm), centred(page, num_format="0.000"))
        colour_word(page, at, colour, favour.colour)
        page.height(at, [(favour.element, _COLUMNS[0][1]), (favour.kind, _COLUMNS[1][1])])
