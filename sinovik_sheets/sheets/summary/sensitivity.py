"""The sheet Uji Kepekaan: what the set of those who go on depends on."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, cast

from sinovik_sheets.model import Standing
from sinovik_sheets.scoring.diagnostics.results import Chance
from sinovik_sheets.scoring.diagnostics.thresholds import Colour, TooFew, Zone, of_removal
from sinovik_sheets.scoring.sensitivity.scenarios import (
    CutKind,
    Diagnostics,
    Kind,
    Scenario,
    Sensitivity,
)
from sinovik_sheets.sheets.summary.diagnostic_cells import (
    NONE,
    centred,
    fixed_scale,
    preface,
    rounded,
    section,
    sentences,
    spread,
)
from sinovik_sheets.sheets.summary.layout import SENSITIVITY, Plan
from sinovik_sheets.sheets.summary.page import CODE_WIDTH, TITLE_WIDTH, Page, start
from sinovik_sheets.sheets.workbook import BLUE, GREEN_FILL, RED_FILL, NewWorkbook
from sinovik_sheets.text import _, decimal_text, listing

if TYPE_CHECKING:
    from xlsxwriter.chart_bar import ChartBar

_NARROW, _ACROSS = 8, 18
"""Width and number of the columns right of code and title."""
_LAST = 2 + _ACROSS
_WIDTH = CODE_WIDTH + TITLE_WIDTH + _ACROSS * _NARROW
_LEAVING, _JOINING = (4, 11), (12, _LAST)
_LISTED = 12
_ROWS_TOGETHER, _HEADING_ROWS = 30, 9
_NEAR = 5
_MOST_NEAR, _MOST_BARS, _MOST_TOUCHED = 120, 40, 300
_CHANCE_COLUMNS = (
    "Peringkat",
    "Total",
    "Jarak ke batas",
    "Peluang",
    "Zona",
    "Tempat 5 %",
    "Tempat 95 %",
    "Rentang",
)
_CHART_COLUMN = 2 + len(_CHANCE_COLUMNS) + 2
_CHART_WIDTH = 500
_ROW_PIXELS = 20
_IN, _JOINS, _LEAVES = "ya", "masuk", "keluar"
_ZONES = {Zone.SAFE: Colour.GREEN, Zone.GREY: Colour.YELLOW, Zone.OUT: None}


def write_sensitivity(book: NewWorkbook, plan: Plan) -> None:
    """Write Uji Kepekaan, where there are diagnostics."""
    found = plan.facts.diagnostics
    if found is None:
        return
    page = start(book, plan, SENSITIVITY, _("What the result depends on"))
    page.width(1, CODE_WIDTH)
    page.width(2, TITLE_WIDTH)
    page.width(3, _NARROW, _LAST)
    fixed_scale(page, _WIDTH)
    row = sentences(page, 4, [preface()[0], _line(found.sensitivity)], _WIDTH, _LAST) + 1
    if not found.sensitivity.entries:
        sentences(page, row, [_("There are no totals to look at yet.")], _WIDTH, _LAST)
        return
    row = _write_scenarios(page, plan, row, found.sensitivity)
    breaks = [row - 1]
    row = _write_chances(page, plan, row, found)
    breaks += _write_matrix(page, plan, row, found.sensitivity)
    page.sheet.set_h_pagebreaks(breaks)


def _line(found: Sensitivity) -> str:
    """Say which line between those who go on and the others is looked at."""
    count = len(found.own)
    if found.cut is CutKind.TIER:
        return _(
            "The stage declares no cut: the line looked at is that of the tier “{tier}”, places 1"
            " to {top} ({count} entries)."
        ).format(tier=found.tier, top=found.top, count=count)
    if found.cut is CutKind.WINNERS:
        return _(
            "The stage declares no cut: the line looked at is that of places 1 to {top}"
            " ({count} entries)."
        ).format(top=found.top, count=count)
    return _(
        "The line looked at is that of those who go on by the rule of the stage: {count} entries."
        " All who are tied at the cut are counted as going on."
    ).format(count=count)


def _colour(found: Sensitivity, scenario: Scenario) -> Colour | None:
    if scenario.goes_on is None:
        return None
    return of_removal(found.changes(scenario), found.top, len(found.entries))


def _write_scenarios(page: Page, plan: Plan, row: int, found: Sensitivity) -> int:
    """Write a row a scenario: how many change, who leaves, who joins; return the next row."""
    section(page, row, _("Who changes when something is done otherwise"))
    row += 1
    heading, body = page.book.heading(), page.book.body()
    page.heading(row, 1, "Jenis")
    page.heading(row, 2, "Jika")
    page.heading(row, 3, "Berganti")
    spread(page, row, _LEAVING, "Keluar", heading)
    spread(page, row, _JOINING, "Masuk", heading)
    half = _NARROW * (_LEAVING[1] - _LEAVING[0] + 1)
    for at, scenario in enumerate(found.scenarios, start=row + 1):
        name = _name(plan, scenario)
        page.text(at, 1, scenario.kind.value, body)
        page.text(at, 2, name, body)
        if scenario.goes_on is None:
            why = scenario.note.text() if scenario.note else ""
            page.text(at, 3, NONE, centred(page))
            spread(page, at, (_LEAVING[0], _JOINING[1]), why, body)
            page.height(at, [(name, TITLE_WIDTH), (why, 2 * half)])
        else:
            page.number(at, 3, found.changes(scenario), centred(page, _colour(found, scenario)))
            leaving = listing(list(found.leaving(scenario)), _LISTED)
            joining = listing(list(found.joining(scenario)), _LISTED)
            spread(page, at, _LEAVING, leaving, body)
            spread(page, at, _JOINING, joining, body)
            page.height(at, [(name, TITLE_WIDTH), (leaving, half), (joining, half)])
        row = at
    return row + 2


def _name(plan: Plan, scenario: Scenario) -> str:
    """Say what is done otherwise."""
    if scenario.kind is Kind.JUROR:
        return f"tanpa {scenario.code} {plan.juror_name(scenario.code)}"
    if scenario.kind is Kind.WEIGHT:
        (criterion,) = (c for c in plan.stage.criteria if c.code == scenario.code)
        name = f"{scenario.code} {criterion.name}"
        if not scenario.shift:
            return name
        none, before = Decimal(0), criterion.weight or Decimal(0)
        most = sum(plan.stage.weights.values(), none)
        after = min(max(before + scenario.shift, none), most)
        return f"{name}: {decimal_text(before)} % → {decimal_text(after)} %"
    if scenario.own:
        return _("{method} (the stage's own)").format(method=scenario.code)
    note = scenario.note.text() if scenario.note and scenario.goes_on is not None else ""
    return f"{scenario.code}. {note}" if note else scenario.code


def _short(scenario: Scenario) -> str:
    """Name a scenario at the head of a column."""
    if scenario.kind is Kind.JUROR:
        return f"tanpa {scenario.code}"
    return f"{scenario.code} {scenario.shift:+}" if scenario.shift else scenario.code


def _near(plan: Plan, found: Diagnostics) -> list[tuple[Standing, Chance]]:
    """Return the entries near the cut: the grey ones, and a few on each side of the line."""
    chances = found.diagnosis.chances
    if isinstance(chances, TooFew):
        return []
    by_entry = {chance.entry: chance for chance in chances}
    placed = [s for s in plan.result.standings if s.place and s.entry.code in by_entry]
    own = found.sensitivity.own
    inside = [s for s in placed if s.entry.code in own]
    outside = [s for s in placed if s.entry.code not in own]
    line = {s.entry.code for s in (*inside[-_NEAR:], *outside[:_NEAR])}
    grey = set(found.grey)
    near = [s for s in placed if s.entry.code in line | grey]
    top = len(inside)
    nearest = sorted(near, key=lambda s: (abs((s.place or 0) - top), s.place))[:_MOST_NEAR]
    return [
        (s, by_entry[s.entry.code])
        for s in sorted(nearest, key=lambda s: (s.place or 0, s.entry.code))
    ]


def _write_chances(page: Page, plan: Plan, row: int, found: Diagnostics) -> int:
    """Write how sure the entries near the cut are, with a chart; return the next row."""
    section(page, row, _("How sure the places near the cut are (an estimate)"))
    row += 1
    chances = found.diagnosis.chances
    near = _near(plan, found)
    if isinstance(chances, TooFew):
        return sentences(page, row, [chances.text()], _WIDTH, _LAST) + 1
    row = sentences(page, row, [*_explained(found)], _WIDTH, _LAST)
    for column, name in enumerate(("Kode", "Inovasi", *_CHANCE_COLUMNS), start=1):
        page.heading(row, column, name)
    page.height(row, [(name, _NARROW) for name in _CHANCE_COLUMNS])
    page.sheet.set_row(row - 1, 45)
    first = row + 1
    for at, (standing, chance) in enumerate(near, start=first):
        _write_chance(page, plan, at, standing, chance)
        row = at
    bars = min(len(near), _MOST_BARS)
    pixels = max(240, 90 + 22 * bars)
    if bars:
        _stability_chart(page, (first, first + bars - 1), pixels)
    return max(row, first + pixels // _ROW_PIXELS) + 2


def _explained(found: Diagnostics) -> Iterator[str]:
    yield _(
        "Peluang: share of {rounds} rounds in which the entry is among the best {top} when as many"
        " jurors are drawn anew from this jury (bootstrap of plain means, seed {seed})."
        " With few jurors this is coarse."
    ).format(rounds=found.rounds, top=found.sensitivity.top, seed=found.diagnosis.seed)
    yield _(
        "Zona: aman from 90 %, abu-abu from 10 %, di luar below. Tempat 5 % and 95 %: nine of ten"
        " rounds give a place between them. Jarak ke batas: total above (+) or below (–) the line."
    )


def _write_chance(page: Page, plan: Plan, row: int, standing: Standing, chance: Chance) -> None:
    body, entry = page.book.body, standing.entry
    page.text(row, 1, entry.code, body())
    page.text(row, 2, entry.title, body())
    page.height(row, [(entry.title, TITLE_WIDTH)])
    total = centred(page, num_format=plan.number_format(plan.total_step))
    page.number(row, 3, standing.place, centred(page))
    page.number(row, 4, plan.shown_total(standing), total)
    distance = None if standing.distance is None else rounded(float(standing.distance))
    page.number(row, 5, distance, centred(page, num_format="+0.00;-0.00;0.00"))
    page.number(row, 6, rounded(chance.chance), centred(page, num_format="0%"))
    page.text(row, 7, chance.zone.value, centred(page, _ZONES[chance.zone]))
    for column, value in ((8, chance.best), (9, chance.worst), (10, chance.worst - chance.best)):
        page.number(row, column, value, centred(page))


def _stability_chart(page: Page, rows: tuple[int, int], pixels: int) -> None:
    """Draw each entry's range of places, with end caps: seen where it is one place too."""
    from xlsxwriter.utility import xl_range_abs

    first, last = rows
    chart = cast("ChartBar", page.book.book.add_chart({"type": "bar"}))
    worst, width = 8, 9
    ranges = f"='{SENSITIVITY}'!{xl_range_abs(first - 1, width, last - 1, width)}"
    chart.add_series(
        {
            "categories": [SENSITIVITY, first - 1, 0, last - 1, 0],
            "values": [SENSITIVITY, first - 1, worst, last - 1, worst],
            "fill": {"none": True},
            "border": {"none": True},
            "y_error_bars": {
                "type": "custom",
                "direction": "minus",
                "plus_values": ranges,
                "minus_values": ranges,
                "line": {"color": BLUE, "width": 3},
            },
        }
    )
    title = _("Range of places, 5 % to 95 % of the rounds")
    chart.set_title({"name": title, "name_font": {"size": 12}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    chart.set_x_axis(
        {
            "min": 0,
            "num_font": {"size": 9},
            "num_format": "0",
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
        }
    )
    chart.set_size({"width": _CHART_WIDTH, "height": pixels})
    page.sheet.insert_chart(first - 2, _CHART_COLUMN - 1, chart)


def _write_matrix(page: Page, plan: Plan, row: int, found: Sensitivity) -> list[int]:
    """Write who is in under which scenario, for all whose fate changes; return page breaks."""
    breaks, used = [row - 1], 0
    section(page, row, _("Whose fate changes anywhere"))
    row += 1
    touched = found.touched
    if not touched:
        sentences(page, row, [_("Nobody's: all scenarios give the same.")], _WIDTH, _LAST)
        return []
    said = _(
        "ya = goes on; empty = does not; masuk (green) = only then; keluar (red) = not then."
        " Entries: {count}."
    ).format(count=len(touched))
    notes = [said]
    if len(touched) > _MOST_TOUCHED:
        touched = _nearest(plan, found)
        notes.append(
            _("Only the {count} nearest to the line are shown.").format(count=len(touched))
        )
    row = sentences(page, row, notes, _WIDTH, _LAST)
    for columns in _blocks(found):
        for start_at in range(0, len(touched), _ROWS_TOGETHER):
            part = touched[start_at : start_at + _ROWS_TOGETHER]
            if used + len(part) > _ROWS_TOGETHER:
                breaks.append(row - 1)
                used = 0
            used += len(part) + _HEADING_ROWS
            row = _write_block(page, plan, row, found, (columns, part)) + 1
    return breaks


def _nearest(plan: Plan, found: Sensitivity) -> tuple[str, ...]:
    place = {s.entry.code: s.place or 0 for s in plan.result.standings}
    top = len(found.own)
    nearest = sorted(found.touched, key=lambda entry: abs(place[entry] - top))
    kept = set(nearest[:_MOST_TOUCHED])
    return tuple(entry for entry in found.touched if entry in kept)


def _blocks(found: Sensitivity) -> Iterator[Sequence[Scenario]]:
    """Return the computed scenarios in parts that fit across a page, each criterion in one."""
    computed = [s for s in found.scenarios if s.goes_on is not None and not s.own]
    for kinds in ({Kind.METHOD, Kind.JUROR}, {Kind.WEIGHT}):
        own = [s for s in computed if s.kind in kinds]
        groups = [list(group) for _key, group in groupby(own, key=lambda s: (s.kind, s.code))]
        widest = max(map(len, groups), default=1)
        parts = -(-len(own) // ((_ACROSS - 1) // widest * widest))
        together = -(-len(groups) // max(parts, 1))
        for start_at in range(0, len(groups), together or 1):
            yield [s for group in groups[start_at : start_at + together] for s in group]


def _write_block(
    page: Page,
    plan: Plan,
    row: int,
    found: Sensitivity,
    part: tuple[Sequence[Scenario], Sequence[str]],
) -> int:
    """Write scenarios across and entries down; return the row after them."""
    scenarios, entries = part
    turned = page.book.heading(rotation=90)
    page.heading(row, 1, "Kode")
    page.heading(row, 2, "Inovasi")
    page.text(row, 3, "sekarang", turned)
    for column, scenario in enumerate(scenarios, start=4):
        page.text(row, column, _short(scenario), turned)
    page.sheet.set_row(row - 1, 125)
    row += 1
    bold = page.book.body(bold=True)
    page.text(row, 1, "", bold)
    page.text(row, 2, "Berganti", bold)
    page.text(row, 3, "", bold)
    for column, scenario in enumerate(scenarios, start=4):
        style = centred(page, _colour(found, scenario), bold=True)
        page.number(row, column, found.changes(scenario), style)
    body, known = page.book.body(), plan.competition.entry
    for code in entries:
        row += 1
        title = known[code].title if code in known else ""
        page.text(row, 1, code, body)
        page.text(row, 2, title, body)
        page.height(row, [(title, TITLE_WIDTH)])
        now = code in found.own
        page.text(row, 3, _IN if now else "", centred(page))
        for column, scenario in enumerate(scenarios, start=4):
            then = code in (scenario.goes_on or ())
            text, fill = _fate(now=now, then=then)
            style = page.book.body(align="center", **({"bg_color": fill} if fill else {}))
            page.text(row, column, text, style)
    return row + 1


def _fate(*, now: bool, then: bool) -> tuple[str, str]:
    """Return the word for an entry in a scenario, and its fill."""
    if now == then:
        return (_IN if now else "", "")
    return (_JOINS, GREEN_FILL) if then else (_LEAVES, RED_FILL)
