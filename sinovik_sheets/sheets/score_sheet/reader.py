"""Find the score sheet in a returned workbook: its codes, rows, columns and cells.

Identity comes from the hidden ids and the visible codes, never from position
or heading text. Nothing is judged here but how the sheet is put together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sinovik_sheets.sheets.cells import BLANK, Book, Cell, Grid, Kind, Position, address
from sinovik_sheets.sheets.score_sheet import form
from sinovik_sheets.sheets.score_sheet.score_text import plain_text
from sinovik_sheets.sheets.tables.table import plain_name
from sinovik_sheets.sheets.tables.typed import cell_text

_LABEL_REACH = 4
"""How many columns to the right of its label a value of the head block may stand."""
_ROW_PARTS = (
    form.KEY_ID,
    form.KEY_CODE,
    form.KEY_TITLE,
    form.KEY_UNIT,
    form.KEY_TOTAL,
    form.KEY_NOTE,
)
_KEY_STARTS = ("#", form.CRITERION_PREFIX)
_HEAD_ROWS = 60
"""How far down the head block and the hidden keys may have been moved."""
_LABEL_LENGTH = 24
"""How long a label may be, with what people put around it."""


@dataclass(frozen=True)
class HiddenIds:
    """What the hidden sheet says; empty parts are gone."""

    code: str = ""
    stage: str = ""
    juror: str = ""
    serial: str = ""
    entries: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()


class ScoreRow(NamedTuple):
    """A row below the key row that holds an id, a code or a score (number from 1)."""

    number: int
    entry_id: Cell
    code: Cell
    title: Cell
    unit: Cell
    total: Cell
    note: Cell


@dataclass(frozen=True)
class FoundSheet:
    """The score sheet as it stands in a file, not yet judged.

    `columns` maps each key of the key row to its column number, `criteria` the
    code of each criterion. `forms` names every sheet that looks like a score
    sheet; the first is the one described here.
    """

    grid: Grid
    forms: tuple[str, ...]
    codes: tuple[str, ...]
    ids: HiddenIds
    columns: Mapping[str, int] = field(default_factory=dict)
    criteria: Mapping[str, int] = field(default_factory=dict)
    rows: tuple[ScoreRow, ...] = ()
    has_keys: bool = False
    filled_by: str = ""

    def place(self, row: int, key: str) -> str:
        """Return the address of a row's cell under a key, or of its first one we know."""
        return address(row, self.columns.get(key) or min(self.columns.values()))


def sheet_codes(book: Book) -> list[str]:
    """Return the different sheet codes a workbook carries, in order of finding.

    They are looked for where we put them: beside their label, in the hidden
    sheet, and in the page footer.
    """
    return _codes([_Page(grid) for grid in book.sheets])


def find_sheet(book: Book) -> FoundSheet | None:
    """Return the score sheet of a workbook, None when nothing resembles one."""
    pages = [_Page(grid) for grid in book.sheets]
    ids = next((page.ids for page in pages if page.is_ids), HiddenIds())
    keyed = [page for page in pages if page.key_row]
    labelled = [page for page in pages if page.codes and not page.is_ids]
    forms = tuple(dict.fromkeys(page.grid.name for page in (*keyed, *labelled)))
    codes = tuple(_codes(pages))
    if not keyed:
        return FoundSheet(labelled[0].grid, forms, codes, ids) if labelled else None
    page = keyed[0]
    columns = page.keys
    criteria = {
        key.removeprefix(form.CRITERION_PREFIX): column
        for key, column in columns.items()
        if key.startswith(form.CRITERION_PREFIX)
    }
    return FoundSheet(
        grid=page.grid,
        forms=forms,
        codes=codes,
        ids=ids,
        columns=columns,
        criteria=criteria,
        rows=tuple(_rows(page.grid, page.key_row, columns, criteria.values())),
        has_keys=bool(criteria) and (form.KEY_ID in columns or form.KEY_CODE in columns),
        filled_by=page.beside(form.FILLED_BY_LABEL),
    )


class _Page:
    """A sheet with what its head says: codes, and the row of hidden keys (0: none)."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.is_ids = plain_name(grid.name) == plain_name(form.IDS_SHEET)
        self._labels: dict[str, list[Position]] = {}
        self._keys: dict[int, dict[str, int]] = {}
        self.ids = _hidden_ids(grid) if self.is_ids else HiddenIds()
        self._read_head()
        self.key_row, self.keys = (0, {}) if self.is_ids else self._find_keys()
        self.codes = form.codes_in(self.ids.code or self.beside(form.CODE_LABEL).upper())

    def _read_head(self) -> None:
        """Sort the texts of the head: keys by their rows, what may be a label by its name."""
        text_kind = Kind.TEXT  # An attribute of an Enum is slow to look up.
        for position, cell in self.grid.cells.items():
            if position[0] > _HEAD_ROWS:
                break  # cells come in reading order
            if cell.kind is not text_kind:
                continue
            text = cell.text.strip()
            if text.startswith(_KEY_STARTS):
                self._keys.setdefault(position[0], {}).setdefault(text, position[1])
            elif len(text) <= _LABEL_LENGTH:
                self._labels.setdefault(plain_name(text), []).append(position)

    def beside(self, label: str) -> str:
        """Return the text right of a label of the head block, empty when there is none."""
        for row, column in self._labels.get(plain_name(label), ()):
            for offset in range(1, _LABEL_REACH + 1):
                value = cell_text(self.grid.at(row, column + offset))
                if value:
                    return plain_text(value)
        return ""

    def _find_keys(self) -> tuple[int, dict[str, int]]:
        known = {*form.LEADING_KEYS, *form.TRAILING_KEYS}
        for row, keys in sorted(self._keys.items()):
            if len(known & set(keys)) >= 2 or any(
                key.startswith(form.CRITERION_PREFIX) for key in keys
            ):
                return row, keys
        return 0, {}


def _codes(pages: Sequence[_Page]) -> list[str]:
    found: list[str] = []
    for page in pages:
        found += page.codes
        if form.CODE_LABEL in page.grid.footer:
            found += form.codes_in(page.grid.footer)
    return list(dict.fromkeys(found))


def _rows(
    grid: Grid, key_row: int, keys: Mapping[str, int], criteria: Iterable[int]
) -> Iterable[ScoreRow]:
    columns = set(criteria)
    identity = {keys[key] for key in (form.KEY_ID, form.KEY_CODE) if key in keys}
    head = _heading_row(grid, key_row, keys)
    wanted = columns | identity
    numbers = {row for row, column in grid.cells if column in wanted and row > head}
    parts = [keys.get(key, 0) for key in _ROW_PARTS]  # no cell stands in column 0
    get = grid.cells.get
    for row in sorted(numbers):
        cells = [get((row, column), BLANK) for column in parts]
        if (
            _filled(cells[0])
            or _filled(cells[1])
            or any(grid.at(row, column).kind is Kind.NUMBER for column in columns)
        ):
            yield ScoreRow(row, *cells)


def _heading_row(grid: Grid, key_row: int, keys: Mapping[str, int]) -> int:
    """Return the row of the visible headings; the scores begin below it.

    Without it only the row of weights, right below the keys, is passed over.
    """
    column = keys.get(form.KEY_CODE, 0)
    for row in range(key_row + 1, key_row + 6):
        if grid.at(row, column).text.strip() == form.CODE_HEADING:
            return row
    return key_row + 1


def _filled(cell: Cell) -> bool:
    return cell is not BLANK and cell.kind is not Kind.BLANK and bool(cell.text.strip())


def _hidden_ids(grid: Grid) -> HiddenIds:
    words: dict[str, list[str]] = {}
    word = ""
    for (_row, column), cell in sorted(grid.cells.items()):
        text = cell_text(cell)
        if column == 1:
            word = text
            words.setdefault(word, [])
        elif text:
            words.setdefault(word, []).append(text)
    return HiddenIds(
        code=_only(words.get(form.IDS_CODE, [])),
        stage=_only(words.get(form.IDS_STAGE, [])),
        juror=_only(words.get(form.IDS_JUROR, [])),
        serial=_only(words.get(form.IDS_SERIAL, [])),
        entries=tuple(" ".join(words.get(form.IDS_ENTRIES, [])).split()),
        criteria=tuple(words.get(form.IDS_CRITERIA, [])),
    )


def _only(values: Sequence[str]) -> str:
    return values[0] if values else ""
