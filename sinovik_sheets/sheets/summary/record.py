"""The sheets Parameter, Tidak Menilai and Jejak: the rule, the gaps and the sources."""

from collections.abc import Iterator
from fractions import Fraction

from sinovik_sheets.model import Method, RoundingStep
from sinovik_sheets.scoring.result import Absence, StageResult
from sinovik_sheets.sheets.summary import words
from sinovik_sheets.sheets.summary.layout import (
    CRITERIA,
    NOT_SCORED,
    PARAMETERS,
    RULE_ROW,
    TRAIL,
    WEIGHT_ROW,
    Plan,
    cell,
)
from sinovik_sheets.sheets.summary.page import Page, Value, start
from sinovik_sheets.sheets.workbook import NewWorkbook
from sinovik_sheets.text import _, date_text, decimal_text

_PARAMETER_COLUMNS = (("Parameter", 46), ("Isi", 24), ("Keterangan", 84))
_NONE = "–"

_Line = tuple[str | int, Value, str]


def write_parameters(book: NewWorkbook, plan: Plan) -> None:
    """Write Parameter: the rule with the cells that formulas read, and how to check by hand."""
    page = start(book, plan, PARAMETERS, _("Rule and parameters"))
    page.table(RULE_ROW - 1, _PARAMETER_COLUMNS)
    row = RULE_ROW
    for line in (*_rule(plan), *_circumstances(plan)):
        _write_line(page, row, line)
        row += 1
    row = _write_weights(page, plan, row + 1)
    _write_advice(page, plan, row + 1)
    page.sheet.fit_to_pages(1, 1)


def _write_line(page: Page, row: int, line: _Line) -> None:
    label, value, explanation = line
    body = page.book.body
    place = body(num_format=_quoted_format(_("Place {place}")), align="left")
    page.number(row, 1, label, place if isinstance(label, int) else body())
    page.number(row, 2, value, body(align="center", bold=True))
    page.text(row, 3, explanation, body())
    texts = (str(label), value if isinstance(value, str) else "", explanation)
    widths = (width for _name, width in _PARAMETER_COLUMNS)
    page.height(row, list(zip(texts, widths, strict=True)))


def _quoted_format(text: str) -> str:
    """Return the number format that shows a place within words."""
    before, after = text.split("{place}")
    return f'"{before}"0"{after}"' if after else f'"{before}"0'


def _rule(plan: Plan) -> Iterator[_Line]:
    """Yield the lines of the rule, in the order in which `summary_layout` counts on them."""
    stage = plan.stage
    trimmed = stage.method is Method.TRIMMED_MEAN
    trimming = _(
        "Written TRIMMEAN(…,(2h+1)/COUNT(…)): it cuts down to an even number, so 2h are left out."
    )
    yield ("Metode", stage.method.value, words.method(stage))
    yield ("Agregasi", stage.aggregation.value, words.aggregation(stage))
    yield ("Pangkas (h)", stage.trim if trimmed else _NONE, trimming if trimmed else "")
    yield ("Batas Simpangan (L)", (stage.limit if plan.limited else None) or _NONE, "")
    for step in RoundingStep:
        places = stage.rounding.get(step)
        said = _("not rounded at this step") if places is None else _("a half is rounded up")
        yield (_(words.STEP_NAMES[step]), _NONE if places is None else places, said)
    yield from _own_lines(plan)


def _own_lines(plan: Plan) -> Iterator[_Line]:
    """Yield what only some methods have: the weights of elements, or the panel and its points."""
    stage = plan.stage
    for element in plan.elements:
        weight = stage.element_weights[element]
        count = sum(plan.element(juror) == element for juror in plan.jurors)
        share = Fraction(weight) / count if count else None
        yield (_("Element: {name}").format(name=element), weight, words.per_head(count, share))
    if stage.takes_places:
        said = _("To so many a sum is projected where a juror does not score the entry.")
        yield (_("Jurors who count in this stage"), plan.panel_size, said)
        for place, points in enumerate(stage.points, start=1):
            yield (place, points, _("points for this place") if place == 1 else "")


def _circumstances(plan: Plan) -> Iterator[_Line]:
    stage, facts = plan.stage, plan.facts
    weights = "; ".join(f"{code}={decimal_text(w)}" for code, w in stage.final_weights.items())
    total = _("Weights of the stages in percent.") if weights else _("This stage alone.")
    yield ("Seri", stage.ties.value, words.ties(stage))
    yield ("Seri di Batas", stage.cut_ties.value, words.cut(stage))
    yield ("Bobot Akhir", weights or _NONE, total)
    yield ("Tahap", stage.code, stage.name)
    yield (_("Number of entries"), len(plan.rows), "")
    yield (_("Number of jurors"), len(plan.jurors), "")
    yield _open_matters(plan.result)
    yield (_("Made on"), date_text(plan.facts.made_on), "")
    yield (_("Version"), facts.version, "SINOVIK")
    yield (_("Journal head"), _NONE if not facts.journal_head else "", facts.journal_head)


def _open_matters(result: StageResult) -> _Line:
    """Return the line on what is open; in a final result it was left open on purpose."""
    count = result.open_matters
    if not result.final:
        return (_("Open matters"), count, _("Above 0 the result is SEMENTARA."))
    said = _("Left open on purpose; the minutes say by whom and why.") if count else ""
    return (_("Open matters"), count or _NONE, said)


def _write_weights(page: Page, plan: Plan, row: int) -> int:
    """List the criteria with their weights; return the row after the sum."""
    for column, name in enumerate(("Kriteria", "Bobot", "Keterangan"), start=1):
        page.heading(row, column, name)
    center = page.book.body(align="center", bold=True)
    first = row + 1
    for index, criterion in enumerate(plan.stage.criteria):
        row += 1
        scale = f"{decimal_text(criterion.minimum)}–{decimal_text(criterion.maximum)}"
        _write_line(page, row, (f"{criterion.code} {criterion.name}", "", scale))
        weight = cell(WEIGHT_ROW, plan.score_column(index, 0), sheet=CRITERIA)
        page.formula(row, 2, weight, plan.stage.weights[criterion.code], center)
    row += 1
    page.text(row, 1, _("Sum of the weights"), page.book.body(bold=True))
    total = sum(plan.stage.weights.values())
    page.formula(row, 2, f"SUM(B{first}:B{row - 1})", total, center)
    return row + 1


def _write_advice(page: Page, plan: Plan, row: int) -> None:
    width = sum(width for _name, width in _PARAMETER_COLUMNS)
    page.text(row, 1, _("How to check by hand"), page.book.format(bold=True))
    style = page.book.format(text_wrap=True)
    for at, sentence in enumerate(_advice(plan), start=row + 1):
        page.wrapped(at, sentence, width, len(_PARAMETER_COLUMNS), style)


def _advice(plan: Plan) -> Iterator[str]:
    """Yield how to compute a total and a place by hand."""
    yield _(
        "1. Take one entry. It stands in the same row of Ringkasan, Nilai, Kriteria and Koreksi."
    )
    if plan.stage.points:
        yield _(
            "2. In Kriteria compare its places with the jurors' sheets; take the points of each"
            " place from the table above (0 for any other), multiply them by the weight at the"
            " top and divide the sum by 100. Those are the juror's points in Nilai."
        )
    else:
        yield _(
            "2. In Kriteria compare its scores with the jurors' sheets; multiply each by the"
            " weight at the top and divide the sum by 100. That is the juror's total in Nilai."
        )
    yield _(
        "3. Combine the jurors as the method above says, leaving out those without a number,"
        " and round where decimals are declared. That is Nilai tahap."
    )
    if plan.stage.fewer_is_better:
        yield _(
            "4. The place is 1 + the number of lower totals + the number of equal totals with a"
            " smaller Urutan seri. Urutan seri comes from the tie rule above; equal numbers"
            " share the place."
        )
    else:
        yield _(
            "4. The place is 1 + the number of higher totals + the number of equal totals with a"
            " smaller Urutan seri. Urutan seri comes from the tie rule above; equal numbers"
            " share the place."
        )
    yield _(
        "5. Cek says “cocok” where total and places equal the numbers computed apart from this"
        " workbook (at the right of Ringkasan, grey), else “beda”."
    )
    yield _(
        "Every declared rounding is written ROUND(ROUND(…,10),decimals): the inner one removes"
        " the noise of binary arithmetic, so that an exact half is rounded up."
    )


def write_not_scored(book: NewWorkbook, plan: Plan) -> None:
    """Write Tidak Menilai: the recusals with their reasons, then whatever else is not there."""
    page = start(book, plan, NOT_SCORED, _("Not scored"))
    columns = (
        ("Kode", 11),
        ("Inovasi", 44),
        ("Juri", 8),
        ("Nama", 30),
        ("Keadaan", 20),
        ("Alasan", 50),
    )
    absences = plan.result.absences
    order = {standing.entry.code: row for row, standing in plan.rows}
    jurors = {code: number for number, code in enumerate(plan.jurors)}
    listed = sorted(
        (key for key, kind in absences.items() if kind is not Absence.NOT_ASSIGNED),
        key=lambda key: (
            list(Absence).index(absences[key]),
            order.get(key[0], 0),
            jurors.get(key[1], len(jurors)),
            key,
        ),
    )
    page.table(5, columns)
    style = book.body()
    for row, (code, juror) in enumerate(listed, start=6):
        entry = plan.competition.entry.get(code)
        title = entry.title if entry else ""
        kind = words.absence(absences[code, juror])
        reason = plan.result.reasons.get((code, juror), "")
        texts = (code, title, juror, plan.juror_name(juror), kind, reason)
        for column, text in enumerate(texts, start=1):
            page.text(row, column, text, style)
        widths = (width for _name, width in columns)
        page.height(row, list(zip(texts, widths, strict=True)))
    if not listed:
        page.text(6, 1, _("Every juror scored every entry given to them."))


def write_trail(book: NewWorkbook, plan: Plan) -> None:
    """Write Jejak: every file that came in, what became of it, and its SHA-256."""
    page = start(book, plan, TRAIL, _("Trail: the files received and what became of them"))
    columns = (("Berkas", 62), ("Nasib", 14), ("Juri", 8), ("SHA-256", 68))
    head = plan.facts.journal_head
    if head:
        page.text(4, 1, _("Journal head: {head}").format(head=head), book.remark())
    page.table(5, columns)
    style, code = book.body(), book.body(font_name="Consolas", font_size=9)
    for row, (path, sha256, fate, juror) in enumerate(plan.facts.files, start=6):
        for column, text in enumerate((path, fate.word, juror), start=1):
            page.text(row, column, text, style)
        page.text(row, 4, sha256, code)
        page.height(row, [(path, columns[0][1])])
