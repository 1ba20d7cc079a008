"""penugasan.xlsx: who scores what, beside the sheet `Penugasan` of kompetisi.xlsx.

The tool adds rows and people edit them; so it is changed in place, row by row. The
sheet `Rencana` says how good the distribution is and is written anew each time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sinovik_sheets.layout import ASSIGNMENTS
from sinovik_sheets.model import Assignment, Settings
from sinovik_sheets.sheets.roster import look
from sinovik_sheets.sheets.roster.page import Page
from sinovik_sheets.sheets.settings.assignment_rows import LISTED, read
from sinovik_sheets.sheets.tables.shared_table import SharedTable
from sinovik_sheets.sheets.tables.two_way import EditedWorkbook, Value, View
from sinovik_sheets.sheets.tables.writer import write_guide, write_table
from sinovik_sheets.sheets.workbook import NewWorkbook
from sinovik_sheets.text import _

__all__ = ["AssignmentLine", "LoadLine", "StageOutline", "read", "update", "write"]

PLAN = "Rencana"
_WIDTHS = (10, 40, 24, 14)
_IDS = ("Juri", "Tahap", "Inovasi")
_SHARED = SharedTable(LISTED, _IDS)


@dataclass(frozen=True)
class AssignmentLine:
    """A row of the sheet `Penugasan` with what helps to read it."""

    assignment: Assignment
    juror: str
    title: str
    unit: str
    remark: str = ""

    @property
    def row(self) -> dict[str, str]:
        """The row, column to text."""
        made = self.assignment
        return {
            "Juri": made.juror,
            "Tahap": made.stage,
            "Inovasi": made.entry,
            "Nama Juri": self.juror,
            "Judul": self.title,
            "Unit": self.unit,
            "Keterangan": self.remark,
        }


@dataclass(frozen=True)
class LoadLine:
    """A juror with the entries to score."""

    code: str
    name: str
    element: str
    load: int


@dataclass(frozen=True)
class StageOutline:
    """How the entries of a stage are distributed.

    `coverage` and `mixtures` are (what, number of entries), `facts` further sentences.
    """

    stage: str
    name: str
    loads: Sequence[LoadLine]
    coverage: Sequence[tuple[str, int]]
    mixtures: Sequence[tuple[str, int]]
    facts: Sequence[str]


def write() -> bytes:
    """Return an empty penugasan.xlsx, in the language being spoken."""
    book = NewWorkbook(_("Assignments"))
    write_table(book, LISTED, (), examples=False)
    lines = [
        _("Who scores what, one row each; “sinovik assign” adds what is lacking."),
        _("Rows may be added, changed and deleted; then run “sinovik check”."),
        _("An assignment stands here or in the sheet “Penugasan” of kompetisi.xlsx, not in both."),
        _("A stage without any rows: every juror scores every entry of the juror's categories."),
    ]
    write_guide(book, (LISTED,), lines)
    return book.finish()


def update(
    current: bytes | None,
    lines: Sequence[AssignmentLine],
    outlines: Sequence[StageOutline],
    settings: Settings,
    *,
    freed: Iterable[Assignment] = (),
) -> bytes | None:
    """Return the workbook with these rows, None if it says all of this already.

    Rows that are `freed` are used for other lines first; what is left of them is
    emptied. People's rows, columns and sheets stay. SinovikError when the workbook
    cannot be edited or a column of ids is gone.
    """
    book = EditedWorkbook(ASSIGNMENTS.name, current, write, (LISTED.sheet, PLAN, "Petunjuk"))
    rows = [line.row for line in lines]
    _use_again(book, rows, freed)
    book.merge(_SHARED, rows)
    book.show([_plan(outlines, settings)])
    return book.finish()


def _use_again(
    book: EditedWorkbook, rows: Sequence[dict[str, str]], freed: Iterable[Assignment]
) -> None:
    """Write rows that are new over those that were freed, and empty the rest of these."""
    places = {(a.juror, a.stage, a.entry): _row_number(a) for a in freed}
    wanted = {(row["Juri"], row["Tahap"], row["Inovasi"]): row for row in rows}
    empty = dict.fromkeys((column.name for column in LISTED.columns), "")
    free = sorted(number for key, number in places.items() if key not in wanted)
    stages = {stage for _juror, stage, _entry in places}
    new = [row for key, row in wanted.items() if key[1] in stages and key not in places]
    texts = dict(zip(free, [*new, *([empty] * len(free))], strict=False)) if free else {}
    for name in empty if texts else ():
        book.fill(_SHARED, name, {number: row[name] for number, row in texts.items()})


def _row_number(assignment: Assignment) -> int:
    return int("".join(filter(str.isdigit, assignment.where.cell)))


def _plan(outlines: Sequence[StageOutline], settings: Settings) -> View:
    page = Page(PLAN, _WIDTHS, landscape=False)
    page.head(settings, _("Plan of the assignments"))
    page.hold(page.title_row, page.title_row + 1)
    for outline in outlines:
        title = _("Stage {stage}: {name}").format(stage=outline.stage, name=outline.name)
        page.line(title, look.GROUP)
        for fact in outline.facts:
            page.line(fact, look.PLAIN)
        page.next(8)
        page.headings("Kode", "Juri", "Unsur", "Inovasi")
        looks = (look.CODE, look.BODY, look.BODY, look.COUNT)
        for line in outline.loads:
            page.body((line.code, line.name, line.element or None, line.load), looks)
        page.next(8)
        _counts(page, "Juri per Inovasi", outline.coverage)
        _counts(page, "Unsur per Inovasi", outline.mixtures)
    return page.view()


def _counts(page: Page, heading: str, counts: Sequence[tuple[str, int]]) -> None:
    """Write how many entries there are of each sort, the sort across three columns."""
    if not counts:
        return
    rows: list[tuple[Value | None, ...]] = [
        (heading, None, None, "Inovasi"),
        *((text, None, None, count) for text, count in counts),
    ]
    for number, row in enumerate(rows):
        style = look.HEADING if number == 0 else look.BODY
        for column, value in enumerate(row, start=1):
            page.put(column, value, look.COUNT if number and column == 4 else style)
        page.merge(1, 3)
        page.next(18)
    page.next(8)
