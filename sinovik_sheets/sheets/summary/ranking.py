"""The sheet Ringkasan: who stands where and why, live, and checked against our numbers."""

from collections.abc import Mapping

from sinovik_sheets.model import RoundingStep, Standing
from sinovik_sheets.sheets.summary import words
from sinovik_sheets.sheets.summary.layout import (
    HEADING_ROW,
    NOISELESS,
    RANKING,
    TOTALS,
    WEIGHT_ROW,
    Plan,
    cell,
)
from sinovik_sheets.sheets.summary.page import (
    RED,
    TITLE_WIDTH,
    Page,
    filtered,
    start,
)
from sinovik_sheets.sheets.workbook import (
    GREEN_FILL,
    GREY_FILL,
    PALE,
    YELLOW_FILL,
    NewWorkbook,
)
from sinovik_sheets.text import _, date_text

PLACE, CATEGORY, TOTAL = "Peringkat", "Kategori", "Total"
PLENARY_PLACE, PLENARY_REASON = "Peringkat pleno", "Alasan pleno"
PLACE_IN_CATEGORY, TIE_ORDER, CHECK = "Peringkat kategori", "Urutan seri", "Cek"
OUR_TOTAL, OUR_PLACE = "Nilai program", "Peringkat program"
OUR_PLACE_IN_CATEGORY, CATEGORY_NUMBER = "Peringkat kategori program", "Nomor kategori"

WIDTHS: Mapping[str, int] = {
    PLACE: 11,
    PLENARY_PLACE: 11,
    PLENARY_REASON: 28,
    "Kode": 11,
    "Inovasi": TITLE_WIDTH,
    "Unit": 24,
    CATEGORY: 16,
    TOTAL: 10,
    PLACE_IN_CATEGORY: 11,
    "Penentu seri": 19,
    "Status": 19,
    "Jarak ke batas": 9,
    "n": 4,
    "R": 4,
    TIE_ORDER: 8,
    CHECK: 8,
    OUR_TOTAL: 10,
    OUR_PLACE: 10,
    OUR_PLACE_IN_CATEGORY: 10,
    CATEGORY_NUMBER: 10,
}
_OF_CATEGORIES = (CATEGORY, PLACE_IN_CATEGORY, OUR_PLACE_IN_CATEGORY, CATEGORY_NUMBER)
_OF_THE_PLENARY = (PLENARY_PLACE, PLENARY_REASON)
_SIGN = {words.ADVANCES: GREEN_FILL, words.PLENARY: YELLOW_FILL}


def columns(plan: Plan) -> Mapping[str, int]:
    """Return the columns of Ringkasan by name.

    Those of categories and of the plenary only where there are any or it decided anything.
    """
    left_out = (
        *(() if plan.category_codes else _OF_CATEGORIES),
        *(() if plan.plenary_decided else _OF_THE_PLENARY),
    )
    names = [name for name in WIDTHS if name not in left_out]
    return {name: column for column, name in enumerate(names, start=1)}


def write_ranking(book: NewWorkbook, plan: Plan) -> None:
    """Write Ringkasan: places and totals live, and whether they agree with ours."""
    page = start(book, plan, RANKING, _("Ranked summary"))
    at = columns(plan)
    page.text(4, 1, words.method(plan.stage))
    page.text(5, 1, words.aggregation(plan.stage))
    note = _("Made on {date}. n = jurors counted, R = jurors who do not score the entry.")
    page.text(6, 1, note.format(date=date_text(plan.facts.made_on)), book.remark())
    _write_verdict(page, plan)
    for name, column in at.items():
        page.width(column, WIDTHS[name])
        page.heading(HEADING_ROW, column, name)
    page.sheet.set_row(HEADING_ROW - 1, 45)
    for row, standing in plan.rows:
        _write_row(page, plan, row, standing)
    filtered(page, plan, at[CHECK])
    page.sheet.print_area(0, 0, plan.last_row - 1, at[CHECK] - 1)
    page.sheet.repeat_rows(HEADING_ROW - 1)
    page.sheet.freeze_panes(HEADING_ROW, at["Inovasi"])
    page.sheet.activate()


def _write_verdict(page: Page, plan: Plan) -> None:
    """Say whether all agrees, or why there is nothing to compare."""
    if not plan.connected:
        at = columns(plan)
        width = sum(WIDTHS[name] for name, column in at.items() if column <= at[CHECK])
        alarm = page.book.format(bold=True, font_color=RED, text_wrap=True)
        page.wrapped(WEIGHT_ROW, words.unconnected(plan.result), width, at[CHECK], alarm)
        return
    checks = plan.down(columns(plan)[CHECK])
    different = f'COUNTIF({checks},"{words.DIFFERENT}")'
    fine = _("All places and totals agree")
    before, after = _("{count} different").split("{count}")
    count = f'"{_quoted(before)}"&{different}&"{_quoted(after)}"'
    verdict = f'IF({different}=0,"{_quoted(fine)}",{count})'
    page.text(WEIGHT_ROW, 1, f"{CHECK}:", page.book.format(bold=True))
    page.formula(WEIGHT_ROW, 2, verdict, fine, page.book.format(bold=True))
    wrong = page.book.book.add_format({"font_color": RED, "bold": True})
    place = cell(WEIGHT_ROW, 2)
    for area, rule in (
        (place, f'={place}<>"{_quoted(fine)}"'),
        (checks, f'={checks.split(":")[0].replace("$", "")}="{words.DIFFERENT}"'),
    ):
        look = {"type": "formula", "criteria": rule, "format": wrong}
        page.sheet.conditional_format(area.replace("$", ""), look)


def _quoted(text: str) -> str:
    """Return text as it stands inside the quotation marks of a formula."""
    return text.replace('"', '""')


def _write_row(page: Page, plan: Plan, row: int, standing: Standing) -> None:
    at, entry, body = columns(plan), standing.entry, page.book.body
    status = words.status(plan.competition, plan.stage, standing)
    texts = {
        "Kode": entry.code,
        "Inovasi": entry.title,
        "Unit": entry.unit or entry.unit_code,
        CATEGORY: plan.category(entry),
        PLENARY_REASON: standing.plenary.reason if standing.plenary else "",
        "Penentu seri": words.decided_by(plan.stage, standing),
        "Status": status,
    }
    known = {name: text for name, text in texts.items() if name in at}
    for name, text in known.items():
        sign = _SIGN.get(status.removesuffix(f" {words.BY_PLENARY}")) if name == "Status" else None
        page.text(row, at[name], text, body(bg_color=sign) if sign else body())
    page.height(row, [(text, WIDTHS[name]) for name, text in known.items()])
    center = body(align="center")
    totals = plan.totals_of(row)
    page.formula(row, at["n"], f"COUNT({totals})", standing.n, center)
    page.formula(row, at["R"], f'COUNTIF({totals},"R")', standing.recused, center)
    numbers = body(num_format=plan.number_format(plan.total_step), align="center")
    page.number(row, at["Jarak ke batas"], standing.distance, numbers)
    if plan.plenary_decided:
        place = standing.plenary.place if standing.plenary else None
        page.number(row, at[PLENARY_PLACE], place, body(bold=True, align="center"))
    if standing.place is None:
        for name in (PLACE, TOTAL, PLACE_IN_CATEGORY, TIE_ORDER, CHECK):
            if name in at:
                page.text(row, at[name], "", center)
        return
    _write_places(page, plan, row, standing)


def _write_places(page: Page, plan: Plan, row: int, standing: Standing) -> None:
    """Write what is live in the row of an entry with a place, and our own numbers beside it."""
    at, body = columns(plan), page.book.body
    center = body(align="center")
    look = {"num_format": plan.number_format(plan.total_step), "align": "center"}
    strong = body(bold=True, bg_color=PALE, align="center")
    grey = body(bg_color=GREY_FILL, align="center")
    total_style = body(bold=True, bg_color=PALE, **look)
    page.formula(row, at[TOTAL], _total(plan, row), plan.shown_total(standing), total_style)
    page.formula(row, at[PLACE], _place(plan, row), standing.place, strong)
    page.number(row, at[TIE_ORDER], standing.tie_order, center)
    page.number(row, at[OUR_TOTAL], standing.total, body(bg_color=GREY_FILL, **look))
    page.number(row, at[OUR_PLACE], standing.place, grey)
    if plan.category_codes:
        place = _place(plan, row, within=True)
        page.formula(row, at[PLACE_IN_CATEGORY], place, standing.place_in_category, center)
        page.number(row, at[OUR_PLACE_IN_CATEGORY], standing.place_in_category, grey)
        number = plan.category_codes.index(standing.entry.category) + 1
        page.number(row, at[CATEGORY_NUMBER], number, grey)
    page.formula(row, at[CHECK], _check(plan, row), words.MATCH, center)


def _total(plan: Plan, row: int) -> str:
    """Return the formula of the total: this stage's, or the weighted sum of the stages.

    Without a declared rounding ten decimals are kept: binary noise must not
    separate equal totals.
    """
    weights = plan.stage.final_weights
    used = [plan.total_columns[code] for code, weight in weights.items() if weight]
    products = "+".join(
        f"{cell(row, column, sheet=TOTALS)}*"
        f"{cell(WEIGHT_ROW, column, sheet=TOTALS, fixed_row=True)}"
        for column in used
    )
    needed = used or [plan.stage_column]
    total = f"({products})/100" if used else cell(row, plan.stage_column, sheet=TOTALS)
    if plan.total_step is RoundingStep.FINAL:
        total = plan.rounded(total, RoundingStep.FINAL)
    elif plan.total_step is None:
        total = f"ROUND({total},{NOISELESS})"
    stages = ",".join(cell(row, column, sheet=TOTALS) for column in needed)
    return f'IF(COUNT({stages})={len(needed)},{total},"")'


def _place(plan: Plan, row: int, *, within: bool = False) -> str:
    """Return the formula of a place: 1, the better totals, the equal ones that come before.

    Numbers are compared as numbers: COUNTIF would pass them through text.
    """
    at = columns(plan)
    total, order = cell(row, at[TOTAL]), cell(row, at[TIE_ORDER])
    totals, orders = plan.down(at[TOTAL]), plan.down(at[TIE_ORDER])
    same = ""
    if within:
        numbers = plan.down(at[CATEGORY_NUMBER])
        same = f"--({numbers}={cell(row, at[CATEGORY_NUMBER])}),"
    better = "<" if plan.stage.fewer_is_better else ">"
    ahead = f"SUMPRODUCT({same}--ISNUMBER({totals}),--({totals}{better}{total}))"
    # An entry without a total has empty cells there, which count as 0 when compared.
    equal = f"--ISNUMBER({totals}),--({totals}={total})"
    before = f"SUMPRODUCT({same}{equal},--({orders}<{order}))"
    return f'IF({total}="","",1+{ahead}+{before})'


def _check(plan: Plan, row: int) -> str:
    """Return the formula that compares total and places with our own."""
    at = {name: cell(row, column) for name, column in columns(plan).items()}
    tests = [f"ABS({at[TOTAL]}-{at[OUR_TOTAL]})<0.000000001", f"{at[PLACE]}={at[OUR_PLACE]}"]
    if plan.category_codes:
        tests.append(f"{at[PLACE_IN_CATEGORY]}={at[OUR_PLACE_IN_CATEGORY]}")
    verdict = f'IF(AND({",".join(tests)}),"{words.MATCH}","{words.DIFFERENT}")'
    return f'IF(ISNUMBER({at[TOTAL]}),{verdict},"{words.DIFFERENT}")'
