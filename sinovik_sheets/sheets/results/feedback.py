"""umpan_balik/KODE.xlsx: what a unit learns about its entry, and nothing about any juror."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sinovik_sheets.model import Criterion, Stage, Standing
from sinovik_sheets.scoring.exact import mean
from sinovik_sheets.sheets.results.content import Outcome
from sinovik_sheets.sheets.results.page import Page, Value, title_with_stage
from sinovik_sheets.sheets.summary import words
from sinovik_sheets.sheets.workbook import NewWorkbook
from sinovik_sheets.text import _, fraction_text

SHEET = "Umpan Balik"
FEWEST_FOR_RANGE = 3
"""Of two jurors the range would be both scores, of one the score itself."""
_WIDTHS = (40, 11, 13, 13, 13, 8)
_NAMES = ("Kriteria", "Bobot (%)", "Rata-rata", "Terendah", "Tertinggi", "n")


@dataclass(frozen=True)
class _Line:
    """What the jury gave on one criterion; no range where too few gave a value.

    `n` counts the jurors that the total rests on, also those who gave no place.
    """

    criterion: Criterion
    values: Sequence[Decimal]
    n: int

    @property
    def has_range(self) -> bool:
        """Whether lowest and highest can be told without telling single values."""
        return len(self.values) >= FEWEST_FOR_RANGE

    def cells(self) -> list[Value]:
        """Return the cells of the line, in the order of the headings."""
        middle = mean(self.values) if self.values else None
        low, high = (min(self.values), max(self.values)) if self.has_range else (None, None)
        return [self.criterion.name, self.criterion.weight, middle, low, high, self.n]


def write(outcome: Outcome, standing: Standing, notes: Sequence[str]) -> bytes:
    """Return the feedback of one entry, in the language being spoken.

    `notes` are the jurors' remarks without their names. They are sorted by their
    text, so that their order says nothing of who wrote them, and equal ones stand
    once. Lowest and highest score are left out where fewer than three jurors scored.
    """
    stage = outcome.result.stage
    book = NewWorkbook(title_with_stage(_("Feedback"), outcome.result))
    page = Page(book, SHEET, _WIDTHS)
    page.head(outcome.competition.settings, outcome.result, _("Feedback on an innovation"))
    page.facts(_facts(outcome, standing), 1)
    lines = _lines(outcome, standing)
    _write_lines(page, lines)
    for sentence in _sentences(stage, standing, lines):
        page.line(sentence, italic=True, font_color="#595959")
    _write_notes(page, sorted(set(notes), key=lambda note: (note.casefold(), note)))
    return book.finish()


def _facts(outcome: Outcome, standing: Standing) -> list[tuple[str, str]]:
    entry, result = standing.entry, outcome.result
    facts = [
        ("Kode", entry.code),
        ("Inovasi", entry.title),
        ("Unit", entry.unit or entry.unit_code),
    ]
    if category := outcome.category(standing):
        facts.append(("Kategori", category))
    if standing.place is not None:
        place = _("{place} of {count}").format(
            place=standing.settled_place, count=len(outcome.placed)
        )
        facts += [("Total", fraction_text(standing.total, result.places)), ("Peringkat", place)]
    if told := outcome.told(standing):
        facts.append(("Predikat/Hasil", told))
    return facts


def _lines(outcome: Outcome, standing: Standing) -> list[_Line]:
    """Return what the counted jurors gave; where they give places, 0 means that they gave none."""
    stage, rows = outcome.result.stage, outcome.result.rows[standing.entry.code].values()
    return [
        _Line(c, [row[c.code] for row in rows if row[c.code] or not stage.takes_places], len(rows))
        for c in stage.criteria
    ]


def _write_lines(page: Page, lines: Sequence[_Line]) -> None:
    book = page.book
    name = book.body(valign="vcenter")
    plain = book.body(valign="vcenter", align="center", num_format="General")
    middle = book.body(valign="vcenter", align="center", num_format="0.00", bold=True)
    styles = [name, plain, middle, plain, plain, plain]
    page.headings(_NAMES)
    for line in lines:
        page.body(line.cells(), styles)
    page.next(6)


def _sentences(stage: Stage, standing: Standing, lines: Sequence[_Line]) -> list[str]:
    """Say how the table is to be read, and how the total comes of it."""
    sentences = [words.method(stage)]
    if stage.takes_places:
        sentences.append(_("The jurors gave places, not scores: 1 is the best."))
    if standing.n == 1:
        return [*sentences, _("Only one juror scored this innovation.")]
    if not all(line.has_range for line in lines):
        sentences.append(_("The range is left out where fewer than three jurors scored."))
    return [
        *sentences,
        _("n is how many jurors count. Names and scores of single jurors are not given."),
    ]


def _write_notes(page: Page, notes: Sequence[str]) -> None:
    if not notes:
        return
    page.next(9)
    page.line(_("Remarks of the jury"), bold=True)
    for note in notes:
        page.line(f"• {note}", border=1, border_color="#BFBFBF")
