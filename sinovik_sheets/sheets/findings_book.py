"""laporan_temuan.xlsx: what was found in the received sheets, and what became of each file."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sinovik_sheets.model import Competition, Fate, Stage
from sinovik_sheets.problems import Finding, Level, Where, counts, worst_first
from sinovik_sheets.sheets.workbook import (
    GREEN_FILL,
    GREY_FILL,
    PALE,
    RED_FILL,
    WHITE,
    YELLOW_FILL,
    NewWorkbook,
    lines_needed,
    put_text,
    safe_text,
)
from sinovik_sheets.text import N_, _, listing

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SUMMARY_SHEET, FINDINGS_SHEET, FILES_SHEET = "Ringkasan", "Temuan", "Nasib Berkas"
MOST_LISTED = 24
"""Codes or cell ranges listed in one cell; the column `Jumlah` always counts all of them."""

_LEVELS = {
    Level.ERROR: (N_("Error"), N_("Does not count until it is corrected."), RED_FILL),
    Level.QUESTION: (
        N_("Question"),
        N_("Does not count until somebody answers it in keputusan.xlsx."),
        YELLOW_FILL,
    ),
    Level.MISSING: (N_("Missing"), N_("Not filled in yet; the juror is reminded."), PALE),
    Level.WARNING: (N_("Warning"), N_("Counts; please look at it once."), GREY_FILL),
    Level.NOTE: (N_("Note"), N_("Counts; nothing needs to be done."), WHITE),
}
_FATE_COLOURS = {
    Fate.USED: GREEN_FILL,
    Fate.SUPERSEDED: WHITE,
    Fate.DUPLICATE: WHITE,
    Fate.CONFLICT: YELLOW_FILL,
    Fate.EVIDENCE: WHITE,
    Fate.REJECTED: RED_FILL,
    Fate.UNKNOWN: YELLOW_FILL,
    Fate.IGNORED: GREY_FILL,
}
_FINDING_WIDTHS = {
    "Tingkat": 12,
    "Juri": 18,
    "Inovasi": 12,
    "Judul": 28,
    "Kriteria": 18,
    "Berkas": 22,
    "Lembar": 12,
    "Sel": 12,
    "Tertulis": 13,
    "Temuan": 34,
    "Yang perlu dilakukan": 36,
    "Jumlah": 9,
}
_BOARD_WIDTHS = {
    "Juri": 12,
    "Nama": 30,
    "Inovasi": 11,
    "Lengkap": 11,
    "Tidak menilai": 11,
    "Nilai kosong": 11,
    "Nilai salah": 11,
    "Pertanyaan": 12,
    "Keadaan": 30,
    "Berkas perbaikan": 26,
}
_FILE_WIDTHS = {"No": 6, "Berkas": 48, "Nasib": 24, "Juri": 10, "Alasan": 52, "SHA-256": 36}
_HIGHEST_ROW = 409  # Excel's limit, in points


@dataclass(frozen=True)
class FileLine:
    """One file found: its path as people know it, its one fate, and why."""

    path: str
    fate: Fate
    juror: str = ""
    sha256: str = ""
    reason: str = ""


@dataclass(frozen=True)
class JurorLine:
    """How far one juror is.

    Expected, complete and recused count entries; missing, wrong and questions
    count cells. `repair_file` is relative to the report's folder, "" without
    one. `repair_cells` says where an (entry, criterion) stands in the sheet
    made anew; its rows need not be those of the sheet received.
    """

    code: str
    name: str
    expected: int
    complete: int = 0
    recused: int = 0
    missing: int = 0
    wrong: int = 0
    questions: int = 0
    received: bool = True
    repair_file: str = ""
    repair_cells: Mapping[tuple[str, str], Where] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        """Whether nothing is left to fill in, to correct or to answer."""
        open_cells = self.missing + self.wrong + self.questions
        return not open_cells and self.complete + self.recused >= self.expected

    @property
    def state(self) -> str:
        """What is to be done about this juror, gravest first, in the language being spoken."""
        if not self.received and self.expected:
            return _("no sheet yet")
        if self.wrong:
            return _("scores to correct")
        if self.questions:
            return _("questions to answer")
        if self.done:
            return _("complete")
        return _("incomplete") if self.complete + self.recused else _("nothing complete yet")


def write(
    competition: Competition,
    stage: Stage,
    findings: Sequence[Finding],
    files: Sequence[FileLine],
    board: Sequence[JurorLine],
) -> bytes:
    """Return the report in the language being spoken; every finding and file is in it.

    Findings that read alike share a line of `Temuan`, whose `Jumlah` counts
    them; missing scores take at most one line a criterion and one more for
    entries without any score, for each juror and file.
    """
    book = NewWorkbook(_("Findings: {stage}").format(stage=stage.name))
    _write_summary(book, competition, stage, findings, board)
    _write_findings(book, competition, stage, findings, board)
    _write_files(book, files)
    return book.finish()


def _headings(book: NewWorkbook, page: "Worksheet", row: int, widths: Mapping[str, int]) -> None:
    for column, (name, width) in enumerate(widths.items()):
        page.set_column(column, column, width)
        put_text(page, row, column, name, book.heading())
    page.set_row(row, 32)


def _height(texts: Iterable[str], widths: Iterable[int]) -> int:
    lines = (lines_needed(text, width) for text, width in zip(texts, widths, strict=True))
    return min(15 * max(lines) + 2, _HIGHEST_ROW)


def _put_link(
    book: NewWorkbook, page: "Worksheet", at: tuple[int, int], target: Where, text: str
) -> None:
    url = f"external:{target.file}"
    if target.cell:
        url += f"#'{target.sheet}'!{target.cell}"
    link = book.body(font_color="#0563C1", underline=1)
    shown = safe_text(text or target.file)
    page.write_url(*at, url, link, shown, _("Opens {place}").format(place=target)[:255])


def _write_summary(
    book: NewWorkbook,
    competition: Competition,
    stage: Stage,
    findings: Sequence[Finding],
    board: Sequence[JurorLine],
) -> None:
    page = book.sheet(SUMMARY_SHEET)
    last = len(_BOARD_WIDTHS) - 1
    put_text(page, 0, 0, _("Findings: {stage}").format(stage=stage.name), book.title())
    put_text(page, 1, 0, competition.settings.name, book.format(bold=True))
    page.merge_range(2, 0, 2, last, "", book.format(text_wrap=True))
    put_text(page, 2, 0, _what_next(findings, board), book.format(text_wrap=True))
    page.set_row(2, 34)
    put_text(page, 4, 0, "Tingkat", book.heading())
    put_text(page, 4, 1, "Jumlah", book.heading())
    page.merge_range(4, 2, 4, last, "Arti", book.heading())
    row = 5
    for level, number in counts(findings).items():
        word, meaning, colour = _LEVELS[Level(level)]
        put_text(page, row, 0, _(word), book.body(bold=True, bg_color=colour))
        page.write_number(row, 1, number, book.body(align="center", bg_color=colour))
        page.merge_range(row, 2, row, last, "", book.body())
        put_text(page, row, 2, _(meaning), book.body())
        row += 1
    _write_board(book, page, row + 1, board)


def _what_next(findings: Sequence[Finding], board: Sequence[JurorLine]) -> str:
    """Return two sentences: what people do now, and what then."""
    levels = {finding.level for finding in findings}
    mend = any(line.missing or line.wrong or not (line.done or line.questions) for line in board)
    answer = Level.QUESTION in levels or any(line.questions for line in board)
    if mend and answer:
        now = _(
            "Send each juror below who is not complete the ready message in the folder pesan with"
            " the workbook, and answer the questions in keputusan.xlsx."
        )
    elif mend:
        now = _(
            "Send each juror below who is not complete the ready message in the folder pesan with"
            " the workbook."
        )
    elif answer:
        now = _("Answer the questions in keputusan.xlsx.")
    elif Level.ERROR in levels:
        now = _("Settle the findings in the sheet Temuan, beginning at the top.")
    else:
        return _("All scores are in and nothing is open. Go on to the ranking (sinovik rank).")
    then = _("Then run Perbarui.cmd (or sinovik update); it renews this report.")
    return f"{now} {then}"


def _write_board(
    book: NewWorkbook, page: "Worksheet", row: int, board: Sequence[JurorLine]
) -> None:
    _headings(book, page, row, _BOARD_WIDTHS)
    widths = list(_BOARD_WIDTHS.values())
    for line in board:
        row += 1
        colour = RED_FILL if line.wrong else GREEN_FILL if line.done else YELLOW_FILL
        put_text(page, row, 0, line.code, book.body())
        put_text(page, row, 1, line.name, book.body())
        entries = (line.expected, line.complete, line.recused)
        cells = (line.missing, line.wrong, line.questions)
        for column, number in enumerate(entries + cells, start=2):
            page.write_number(row, column, number, book.body(align="center"))
        put_text(page, row, 8, line.state, book.body(bg_color=colour))
        put_text(page, row, 9, "", book.body())
        if line.repair_file:
            _put_link(book, page, (row, 9), Where(line.repair_file), "")
        texts = (line.name, line.state, line.repair_file)
        page.set_row(row, _height(texts, (widths[1], widths[8], widths[9])))


def _write_findings(
    book: NewWorkbook,
    competition: Competition,
    stage: Stage,
    findings: Sequence[Finding],
    board: Sequence[JurorLine],
) -> None:
    page = book.sheet(FINDINGS_SHEET)
    put_text(page, 0, 0, _("Findings: {stage}").format(stage=stage.name), book.title())
    _headings(book, page, 2, _FINDING_WIDTHS)
    repairs = {line.code: line.repair_cells for line in board}
    columns = list(_FINDING_WIDTHS)
    strong = {level: book.body(bold=True, bg_color=look[2]) for level, look in _LEVELS.items()}
    row = 2
    for group in _grouped(stage, findings):
        row += 1
        level = group[0].level
        texts = _texts(competition, stage, group)
        for column, text in enumerate(texts):
            put_text(page, row, column, text, strong[level] if column == 0 else book.body())
        cells = repairs.get(group[0].juror, {})
        targets = [cells[key] for f in group if (key := (f.entry, f.criterion)) in cells]
        if targets:
            position = columns.index("Sel")
            _put_link(book, page, (row, position), targets[0], texts[position])
        page.write_number(row, len(columns) - 1, len(group), book.body(align="center"))
        page.set_row(row, _height(texts, list(_FINDING_WIDTHS.values())[:-1]))
    if not findings:
        row += 1
        put_text(page, row, 0, _("Nothing was found."), book.format())
    page.autofilter(2, 0, row, len(columns) - 1)
    page.freeze_panes(3, 2)
    page.repeat_rows(2)


def _grouped(stage: Stage, findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return the lines of `Temuan`: findings that read alike together, worst first."""
    missing: dict[tuple[object, ...], set[str]] = {}
    for finding in findings:
        if finding.level is Level.MISSING:
            missing.setdefault(_row_of(finding), set()).add(finding.criterion)
    every = {criterion.code for criterion in stage.criteria}
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in worst_first(findings):
        place = (finding.rule.code, finding.juror, finding.where.file, finding.where.sheet)
        words: tuple[str, ...] = (finding.value, finding.message, finding.fix)
        if finding.level is Level.MISSING and finding.entry:
            whole = missing[_row_of(finding)] >= every
            words = () if whole else (finding.criterion,)
        groups.setdefault((*place, *words), []).append(finding)
    return list(groups.values())


def _row_of(finding: Finding) -> tuple[object, ...]:
    where = finding.where
    return (finding.rule.code, finding.juror, where.file, where.sheet, finding.entry)


def _texts(competition: Competition, stage: Stage, group: Sequence[Finding]) -> tuple[str, ...]:
    first = group[0]
    juror = competition.juror.get(first.juror)
    entries = list(dict.fromkeys(finding.entry for finding in group if finding.entry))
    if len(entries) == 1:
        title = competition.entry[entries[0]].title if entries[0] in competition.entry else ""
    else:
        title = _("{count} innovations").format(count=len(entries)) if entries else ""
    return (
        _(_LEVELS[first.level][0]),
        f"{first.juror} – {juror.name}" if juror else first.juror,
        listing(entries, MOST_LISTED),
        title,
        _criteria_text(stage, {finding.criterion for finding in group} - {""}),
        first.where.file,
        first.where.sheet,
        listing(cell_ranges(finding.where.cell for finding in group), MOST_LISTED),
        first.value,
        first.message,
        first.fix,
    )


def _criteria_text(stage: Stage, codes: set[str]) -> str:
    known = {criterion.code: criterion.name for criterion in stage.criteria}
    if len(known) > 1 and codes == set(known):
        return _("all criteria")
    names = [name for code, name in known.items() if code in codes]
    return ", ".join([*names, *sorted(codes - set(known))])


def cell_ranges(cells: Iterable[str]) -> list[str]:
    """Return cells in rectangles, from top to bottom: G7 H7 G8 H8 K9 become G7:H8 and K9.

    The ranges cover exactly these cells; what is no address is kept as it is.
    """
    from xlsxwriter.utility import xl_cell_to_rowcol, xl_range

    named = [cell for cell in dict.fromkeys(cells) if cell]
    places = [cell for cell in named if re.fullmatch(r"[A-Z]{1,3}[1-9]\d*", cell)]
    ranges: dict[tuple[int, int, int], int] = {}
    for row, first, last in _runs({xl_cell_to_rowcol(cell) for cell in places}):
        ranges[row, first, last] = ranges.pop((row - 1, first, last), row)
    corners = sorted((top, first, row, last) for (row, first, last), top in ranges.items())
    return [xl_range(*corner) for corner in corners] + [c for c in named if c not in places]


def _runs(places: set[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Return neighbours within a row as (row, first column, last column), sorted."""
    runs: list[tuple[int, int, int]] = []
    for row, column in sorted(places):
        if runs and runs[-1][0] == row and runs[-1][2] == column - 1:
            runs[-1] = (row, runs[-1][1], column)
        else:
            runs.append((row, column, column))
    return runs


def _write_files(book: NewWorkbook, files: Sequence[FileLine]) -> None:
    page = book.sheet(FILES_SHEET)
    put_text(page, 0, 0, _("What became of each file"), book.title())
    numbers = Counter(line.fate for line in files)
    row = 1
    for fate in (fate for fate in Fate if numbers[fate]):
        colour = _FATE_COLOURS[fate]
        put_text(page, row, 1, fate.word, book.body(bg_color=colour))
        page.write_number(row, 2, numbers[fate], book.body(align="center", bg_color=colour))
        row += 1
    put_text(page, row, 1, _("Files altogether"), book.body(bold=True))
    page.write_number(row, 2, len(files), book.body(bold=True, align="center"))
    heading = row + 2
    _headings(book, page, heading, _FILE_WIDTHS)
    row = heading
    for number, line in enumerate(files, start=1):
        row += 1
        word, colour = line.fate.word, _FATE_COLOURS[line.fate]
        texts = (str(number), line.path, word, line.juror, line.reason, line.sha256)
        page.write_number(row, 0, number, book.body(align="center"))
        for column, text in enumerate(texts[1:], start=1):
            put_text(page, row, column, text, book.body())
        put_text(page, row, 2, word, book.body(bg_color=colour))
        put_text(page, row, 5, line.sha256, book.body(font_name="Consolas", font_size=8))
        page.set_row(row, _height(texts, _FILE_WIDTHS.values()))
    page.autofilter(heading, 0, row, len(_FILE_WIDTHS) - 1)
    page.freeze_panes(heading + 1, 2)
    page.repeat_rows(heading)
