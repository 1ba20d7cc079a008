"""One sheet of the form being written: its head, and a row for each question."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sinovik_sheets.model import Section, Settings
from sinovik_sheets.sheets.cells import address
from sinovik_sheets.sheets.registration import form
from sinovik_sheets.sheets.registration.words import word_count_formula
from sinovik_sheets.sheets.workbook import (
    BLUE,
    GREY_FILL,
    MAX_ROW_HEIGHT,
    RED_FILL,
    WHITE,
    NewWorkbook,
    lines_needed,
    put_text,
)
from sinovik_sheets.text import _, date_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format

KEYS, LABEL, ANSWER, WORDS, EXPLANATION = range(5)
"""The columns of a page, counted from 0; the first is hidden."""

_WIDTHS = (4, 28, 66, 14, 28)
_LINE = 15.0
_ROOM_A_WORD = 6.5
"""How much room a word of Indonesian prose takes with its space, in digits of a column's width."""
_NEARLY = 1.1
"""A cell this much too high for one row is left at its greatest height."""
_FREE_TEXT_LINES = 10
_DAY = "[$-421]d mmmm yyyy"
"""The month in words, so that a day and a month exchanged by the spreadsheet are seen."""


class FormPage:
    """A sheet of the form; questions follow one another from top to bottom."""

    def __init__(self, book: NewWorkbook, name: str, code: str, *, counts_words: bool) -> None:
        self._book = book
        self._sheet = book.sheet(name, landscape=False)
        self._row = 0
        self._first_white: int | None = None
        self._keys = book.format(font_size=8, font_color="#A6A6A6")
        self._after_answers = (WORDS, EXPLANATION) if counts_words else (EXPLANATION,)
        self._limits: dict[int, list[str]] = {}
        hidden = {KEYS} if counts_words else {KEYS, WORDS}
        for column, width in enumerate(_WIDTHS):
            self._sheet.set_column(column, column, width, None, {"hidden": column in hidden})
        for column, text in enumerate((form.KEY_PAGE, name, form.KEY_ANSWERS)):
            put_text(self._sheet, 0, column, text, self._keys)
        self._sheet.set_row(0, 12, None, {"hidden": True})
        self._sheet.set_footer(f"&L&8{form.CODE_LABEL} {code}&C&8&A&R&8&P / &N")

    def head(self, settings: Settings, title: str, facts: Sequence[tuple[str, str]]) -> None:
        """Write letterhead, title, what to do, labelled facts, and the headings."""
        self._letterhead(settings.letterhead)
        self._line(title, self._book.title(), height=24)
        self._line(settings.name, self._book.format(bold=True))
        for sentence in _what_to_do(settings):
            self._line(sentence, self._book.format(font_color=BLUE))
        self._row += 1
        for label, value in facts:
            put_text(self._sheet, self._row, LABEL, label, self._book.format(font_color="#595959"))
            put_text(self._sheet, self._row, ANSWER, value, self._book.format(bold=True))
            self._row += 1
        self._row += 1
        headings = {
            LABEL: _("Question"),
            ANSWER: _("Answer"),
            WORDS: _("Words"),
            EXPLANATION: _("What to write"),
        }
        for column in (LABEL, ANSWER, *self._after_answers):
            put_text(self._sheet, self._row, column, headings[column], self._book.heading())
        self._sheet.repeat_rows(self._row)
        self._row += 1

    def _letterhead(self, lines: Sequence[str]) -> None:
        # The answers stand in the middle of a page; merged cells would make the form heavier.
        for number, line in enumerate(lines, start=1):
            self._row += 1
            rule = {"bottom": 5} if number == len(lines) else {}
            for column in (LABEL, *self._after_answers) if rule else ():
                put_text(self._sheet, self._row, column, "", self._book.format(rule))
            style = self._book.format(rule, align="center", bold=number <= 2)
            put_text(self._sheet, self._row, ANSWER, line, style)
        self._row += 1

    def _line(self, text: str, style: "Format", height: float = _LINE) -> None:
        put_text(self._sheet, self._row, LABEL, text, style)
        self._sheet.set_row(self._row, height)
        self._row += 1

    def ask(self, question: form.Question, answer: str = "", *, locked: bool = False) -> None:
        """Write a question, filled in with `answer`."""
        self._put(_spoken(question), answer, self._white(locked=locked))

    def ask_day(self, question: form.Question) -> None:
        """Write the question for a day."""
        self._put(_spoken(question), "", self._white(num_format=_DAY, align="left"))

    def ask_choice(self, question: form.Question, source: str | Sequence[str]) -> None:
        """Write a question to choose the answer of; `source` are cells or the choices."""
        row = self._put(_spoken(question), "", self._white())
        options = {
            "validate": "list",
            "source": source if isinstance(source, str) else list(source),
            "error_title": question.label[:32],
            "error_message": _("Choose from the list.")[:255],
        }
        self._sheet.data_validation(row, ANSWER, row, ANSWER, options)

    def ask_section(self, section: Section, groups: str) -> None:
        """Write a section of the proposal, with room for its words and a live count of them.

        `groups` names the groups it is asked of, empty for all.
        """
        label, limit = section.name, section.word_limit
        if groups:
            label += "\n" + _("(only for: {groups})").format(groups=groups)
        parts = [section.description, _("Required.") if section.required else _("Optional.")]
        lines = _FREE_TEXT_LINES
        if limit is not None:
            parts.append(_("At most {limit} words.").format(limit=limit))
            lines = max(3, round(limit * _ROOM_A_WORD / (_WIDTHS[ANSWER] - 1)))
        explanation = "\n".join(filter(None, parts))
        question = form.Question(form.section_field(section.code), label, explanation, lines)
        self._count(self._put(question, "", self._white()), limit)

    def _count(self, row: int, limit: int | None) -> None:
        words = _("words").replace('"', "")
        shown = f'0" {words}"' if limit is None else f'0" / {limit} {words}"'
        look = self._book.body(num_format=shown, align="center")
        formula = word_count_formula(address(row + 1, ANSWER + 1))
        self._sheet.write_formula(row, WORDS, formula, look, 0)
        if limit is not None:
            self._limits.setdefault(limit, []).append(address(row + 1, WORDS + 1))

    def _mark_what_is_too_long(self) -> None:
        over = self._book.book.add_format({"bg_color": RED_FILL, "bold": True})
        for limit, cells in self._limits.items():
            rule = {"type": "cell", "criteria": ">", "value": limit, "format": over}
            self._sheet.conditional_format(cells[0], rule | {"multi_range": " ".join(cells)})

    def _white(self, *, locked: bool = False, **look: Any) -> "Format":
        # Text stays what was typed: a line that begins with a dash is no formula.
        look.setdefault("num_format", "@")
        if self._first_white is None and not locked:
            self._first_white = self._row
        return self._book.body(locked=locked, bg_color=GREY_FILL if locked else WHITE, **look)

    def _put(self, question: form.Question, answer: str, answer_style: "Format") -> int:
        """Write the cells of a question in as many rows as it needs; return the first."""
        first = self._row
        label, explanation = question.label, question.explanation
        shown = ((label, _WIDTHS[LABEL]), (explanation, _WIDTHS[EXPLANATION]))
        needed = max(question.lines, *(lines_needed(text, width) for text, width in shown))
        height = needed * _LINE + 3
        if height <= MAX_ROW_HEIGHT * _NEARLY:
            height = min(height, MAX_ROW_HEIGHT)
        rows = -(-int(height) // int(MAX_ROW_HEIGHT))
        key = form.KEY_MARK + question.field
        put_text(self._sheet, first, KEYS, key, self._keys)
        italic = self._book.body(italic=True, font_color="#595959", font_size=10)
        cells = {
            LABEL: (label, self._book.body(bold=True)),
            ANSWER: (answer, answer_style),
            WORDS: ("", self._book.body()),
            EXPLANATION: (explanation, italic),
        }
        for column in (LABEL, ANSWER, *self._after_answers):
            text, style = cells[column]
            if rows > 1:
                self._sheet.merge_range(first, column, first + rows - 1, column, "", style)
            put_text(self._sheet, first, column, text, style)
        for row in range(first, first + rows):
            self._sheet.set_row(row, height / rows)
        self._row += rows
        return first

    def finish(self) -> None:
        """Protect the page lightly and set the cursor into its first white cell."""
        self._mark_what_is_too_long()
        allowed = ("format_columns", "format_rows")
        self._sheet.protect("", dict.fromkeys(allowed, True))
        if self._first_white is not None:
            self._sheet.set_selection(self._first_white, ANSWER, self._first_white, ANSWER)

    def activate(self) -> None:
        """Let the workbook open on this page."""
        self._sheet.activate()


def _spoken(question: form.Question) -> form.Question:
    return replace(question, explanation=_(question.explanation))


def _what_to_do(settings: Settings) -> tuple[str, ...]:
    closes = settings.registration_closes
    until = _(" by {date}").format(date=date_text(closes)) if closes else ""
    return (
        _(
            "1. If asked, click “Aktifkan Pengeditan”. Fill in the white cells,"
            " one page for each innovation."
        ),
        _("2. Fill in the sheet “Unit” once; leave pages you do not need as they are."),
        _("3. Save, then send this file back as .xlsx (not a link, PDF or photo){until}.").format(
            until=until
        ),
    )
