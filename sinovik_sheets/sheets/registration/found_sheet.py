"""A sheet of a returned form: the rows of its hidden keys, and the answers beside them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sinovik_sheets.problems import Where
from sinovik_sheets.sheets.cells import BLANK, Cell, Grid, Position, address
from sinovik_sheets.sheets.registration import form
from sinovik_sheets.sheets.registration.answers import is_filled, shown_text
from sinovik_sheets.sheets.score_sheet.score_text import plain_text
from sinovik_sheets.sheets.tables.table import plain_name

_LABEL_REACH = 4
"""How many columns to the right of its label the code may stand."""
_LABEL_LENGTH = 24
"""How long a label may be, with what people put around it."""
_ANSWERS_BESIDE_KEYS = 2
"""How far right of the keys the answers stand where no key names their column."""
_CODE_LABEL = plain_name(form.CODE_LABEL)
_SIGNS = {form.KEY_MARK, " ", *form.CODE_LABEL[0].upper(), *form.CODE_LABEL[0].lower()}
"""What a key or the label of the code may begin with; few other texts do."""
_FIELDS = {question.field for question in (*form.UNIT_QUESTIONS, *form.PAGE_QUESTIONS)}
_PREFIXES = (form.SECTION_PREFIX, form.STATEMENT_PREFIX)


class FormSheet:
    """A sheet by its hidden keys, wherever its rows and columns have gone.

    `codes` are the form codes beside their label. `rows` maps each field to the
    rows that carry its key; without any the sheet is none of the form's.
    `page` is the name we once gave the page, empty where that is gone.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.is_ids = plain_name(grid.name) == plain_name(form.IDS_SHEET)
        self.rows: Mapping[str, Sequence[int]] = {}
        self.page = ""
        self._answer_column = 0
        marked, labels = _marked(grid)
        self.codes = form.codes_in(" ".join(self._beside(*place) for place in labels))
        if not self.is_ids:
            self._find_keys(marked)

    def _beside(self, row: int, column: int) -> str:
        for offset in range(1, _LABEL_REACH + 1):
            value = shown_text(self.grid.at(row, column + offset))
            if value:
                return plain_text(value).upper()
        return ""

    def _find_keys(self, marked: Iterable[tuple[int, int, str]]) -> None:
        """Take the first column with the page's own key, or with at least two of a question."""
        columns: dict[int, dict[str, list[int]]] = {}
        answer_columns: dict[int, int] = {}
        for column, row, text in sorted(marked):
            if text == form.KEY_ANSWERS:
                answer_columns.setdefault(row, column)
            elif text == form.KEY_PAGE or _is_field(text[1:]):
                columns.setdefault(column, {}).setdefault(text, []).append(row)
        for column, keys in columns.items():
            page_rows = keys.pop(form.KEY_PAGE, [])
            if keys and (page_rows or len(keys) >= 2):
                beside = column + _ANSWERS_BESIDE_KEYS
                named = [answer_columns[row] for row in page_rows if row in answer_columns]
                self._answer_column = next(iter(named), beside)
                self.page = next(filter(None, (self._name(row, column) for row in page_rows)), "")
                self.rows = {key[1:]: self._filled_first(rows) for key, rows in keys.items()}
                return

    def _name(self, row: int, key_column: int) -> str:
        """Return the first text between a page's own key and the column of answers."""
        between = range(key_column + 1, max(self._answer_column, key_column + 2))
        texts = (shown_text(self.grid.at(row, column)) for column in between)
        return next(filter(None, texts), "")

    def _filled_first(self, rows: list[int]) -> Sequence[int]:
        if len(rows) == 1:
            return rows
        return sorted(rows, key=lambda row: (not is_filled(self._at(row)), row))

    def _at(self, row: int) -> Cell:
        return self.grid.at(row, self._answer_column)

    def answer(self, name: str) -> Cell:
        """Return the answer to a field; of several the first that holds anything."""
        rows = self.rows.get(name)
        return self._at(rows[0]) if rows else BLANK

    def is_answered(self, names: Iterable[str]) -> bool:
        """Return whether people may have put an answer to any of these fields."""
        return any(is_filled(self.answer(name)) for name in names)

    def is_used(self, besides: Collection[str]) -> bool:
        """Return whether people put anything on a page that asks for more than `besides`."""
        names = self.rows.keys() - besides
        return bool(names) and (self.is_answered(names) or any(self.outside()))

    def contradictions(self) -> Iterator[tuple[str, str, str]]:
        """Yield field, address and text of further, different answers to a field."""
        for name, rows in self.rows.items():
            for row in rows[1:]:
                cell = self._at(row)
                if is_filled(cell) and shown_text(cell) != shown_text(self.answer(name)):
                    yield name, address(row, self._answer_column), shown_text(cell)

    def outside(self) -> Iterator[tuple[str, str]]:
        """Yield address and text of what stands below the first question, but beside none."""
        keyed = {row for rows in self.rows.values() for row in rows}
        first = min(keyed, default=0)
        for (row, column), cell in self.grid.cells.items():
            beside = column == self._answer_column and row > first and row not in keyed
            if beside and is_filled(cell):
                yield address(row, column), shown_text(cell)

    def where(self, file: str) -> Where:
        """Return the place of the page (its title, or its first field) with each field's cell."""
        cells = {name: address(rows[0], self._answer_column) for name, rows in self.rows.items()}
        first = cells.get(form.TITLE) or next(iter(cells.values()), "")
        return Where(file, self.grid.name, first, cells)


def _is_field(text: str) -> bool:
    return text in _FIELDS or text.startswith(_PREFIXES)


def _marked(grid: Grid) -> tuple[list[tuple[int, int, str]], list[Position]]:
    """Return what may be a key as (column, row, text), and where labels of the code stand."""
    marked: list[tuple[int, int, str]] = []
    labels: list[Position] = []
    for place, cell in grid.cells.items():
        text = cell.text
        sign = text[:1]
        if sign not in _SIGNS:
            continue
        if sign == form.KEY_MARK:
            marked.append((place[1], place[0], text.strip()))
        elif len(text) <= _LABEL_LENGTH and plain_name(text) == _CODE_LABEL:
            labels.append(place)
    return marked, labels
