"""The guides and the README name only what exists: commands, options, files, sheets, messages."""

import re
import shlex
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from itertools import takewhile
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from openpyxl import load_workbook

from sinovik_sheets import __version__, layout
from sinovik_sheets.cli import main
from sinovik_sheets.documents import templates
from sinovik_sheets.model import Competition, EntryStatus, Fate, Method, Settings
from sinovik_sheets.problems import Rule, registration, scores
from sinovik_sheets.roster.unit_kinds import OTHERS_SHEET, Kinds
from sinovik_sheets.sheets import (
    audit_book,
    decisions_book,
    findings_book,
    participants_book,
    receipt_book,
    sending_book,
)
from sinovik_sheets.sheets.registration import form as registration_form
from sinovik_sheets.sheets.results import announcement, feedback, nominations
from sinovik_sheets.sheets.roster import attendance, overview, unit_lists
from sinovik_sheets.sheets.roster.tables import ROSTER_TABLES
from sinovik_sheets.sheets.score_sheet import form
from sinovik_sheets.sheets.settings import assignment_book, assignment_rows
from sinovik_sheets.sheets.settings.competition_tables import COMPETITION_TABLES, SETTINGS_KEYS
from sinovik_sheets.sheets.summary import layout as summary_layout
from sinovik_sheets.sheets.summary import ranking as summary_ranking
from sinovik_sheets.stores.presets import preset_names
from sinovik_sheets.text import DOMAIN, LOCALE_FOLDER, speaking

ROOT = Path(__file__).parents[2]
ADMIN = ROOT / "docs" / "panduan_admin.md"
SECRETARIAT = ROOT / "docs" / "panduan_sekretariat.md"
UNIT = ROOT / "docs" / "panduan_unit.md"
HOW_PLACES_COME = ROOT / "docs" / "cara_menghitung.md"
GUIDES = (*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md")
DECISIONS = (
    decisions_book.QUESTIONS,
    decisions_book.STATUSES,
    decisions_book.PLENARY,
    decisions_book.WAIVERS,
)
TABLES = (*COMPETITION_TABLES, assignment_rows.LISTED, *ROSTER_TABLES, *DECISIONS)
SUMMARY_SHEETS = (
    *(summary_layout.RANKING, summary_layout.TOTALS, summary_layout.CRITERIA),
    *(summary_layout.PER_CATEGORY, summary_layout.CHARTS, summary_layout.PARAMETERS),
    *(summary_layout.CORRECTIONS, summary_layout.NOT_SCORED, summary_layout.TRAIL),
    *(summary_layout.JURY, summary_layout.SENSITIVITY),
)
STAGES, JURORS, SERIALS = ("T1", "T2"), ("J01", "J02", "J03"), (1, 2)
UNITS = ("", "OPD-01")

Capture = pytest.CaptureFixture[str]
each_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)


def help_of(capture: Capture, *command: str) -> str:
    capture.readouterr()
    with pytest.raises(SystemExit) as end:
        main(["--lang", "en", *command, "--help"])
    assert not end.value.code
    return capture.readouterr().out


def commands(capture: Capture, *group: str) -> list[str]:
    """Return the words of every command in working order: `check`, `units import`."""
    listed = re.split(r"^Commands.*$", help_of(capture, *group), maxsplit=1, flags=re.MULTILINE)
    names = re.findall(r"^  (\w+)  ", listed[-1], re.MULTILINE) if listed[1:] else []
    below = [command for name in names for command in commands(capture, *group, name)]
    return below or [" ".join(group)]


def command_in(cell: str) -> str:
    """Return the words of the command a cell of a table begins with."""
    words = cell.strip("`").removeprefix("sinovik ").split()
    return " ".join(takewhile(lambda word: word.isalpha() and word.islower(), words))


def options(help_text: str) -> set[str]:
    """Return the options a help text declares, `--stage` or `-C`."""
    found = re.findall(r"^  (?:-h, )?(--?[A-Za-z][\w-]*)", help_text, re.MULTILINE)
    assert "--help" in found
    return set(found)


def code_blocks(text: str) -> list[str]:
    return re.findall(r"^ *```\w*\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)


def inline_code(text: str) -> list[str]:
    outside = re.sub(r"^ *```.*?^ *```", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"`([^`\n]+)`", outside)


def command_lines(text: str) -> Iterator[list[str]]:
    """Yield the words after `sinovik` of every command line a page shows."""
    lines = [line for block in code_blocks(text) for line in block.splitlines()]
    for line in (*lines, *inline_code(text)):
        told = re.fullmatch(r"\s*(?:[>$] )?(?:sinovik|py -m sinovik_sheets) (\S.*)", line)
        if told:
            yield shlex.split(told[1].partition(" #")[0])


def table_rows(text: str, heading: str) -> list[list[str]]:
    """Return the cells of the rows of all tables whose first column has this heading."""
    rows = []
    for table in text.split(f"\n| {heading} |")[1:]:
        for line in table.splitlines()[2:]:
            if not line.startswith("|"):
                break
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def file_names() -> set[str]:
    """Return every path in a competition folder, and the bare names of the files."""
    paths = [
        *(layout.COMPETITION, layout.UNITS, layout.ASSIGNMENTS, layout.ROSTER, layout.DECISIONS),
        *(layout.OWN_MINUTES, layout.OWN_SIGNED_SHEET, layout.UPDATE_SCRIPT),
        *(layout.JOURNAL, layout.LOCK, layout.forms_sending_list()),
        *(layout.form(unit, serial) for unit in UNITS for serial in SERIALS),
    ]
    for stage in STAGES:
        paths += [
            *(layout.sending_list(stage), layout.findings_report(stage)),
            *(layout.scores(stage), layout.completeness(stage), layout.summary(stage)),
            *(layout.result(stage), layout.spot_check(stage), layout.minutes(stage)),
            layout.participants(stage),
            *(layout.announcement(stage, public=public) for public in (False, True)),
            *(layout.nominations(stage), layout.feedback(stage, "INO-0001")),
        ]
        for juror in JURORS:
            paths += [layout.reminder(stage, juror), layout.receipt(stage, juror)]
            paths.append(layout.signed_sheet(stage, juror))
            for serial in SERIALS:
                paths.append(layout.score_sheet(stage, juror, serial))
                paths.append(layout.repair_sheet(stage, juror, serial))
    inside = (
        layout.sending_list(STAGES[0]),
        layout.feedback(STAGES[0], "INO-0001"),
        layout.signed_sheet(STAGES[0], "J01"),
    )
    below = {f"{path.parent.name}/{path.name}" for path in inside}
    names = {path.name for path in paths} | below | set(templates.STANDARD)
    return names | {path.as_posix() for path in paths}


def folder_names() -> set[str]:
    in_stages = [
        folder
        for stage in STAGES
        for folder in (
            layout.reminder(stage, "J01").parent,
            layout.receipt(stage, "J01").parent,
            layout.sending_list(stage).parent,
            layout.feedback(stage, "INO-0001").parent,
            layout.signed_sheet(stage, "J01").parent,
            layout.earlier_result(stage, 1),
        )
    ]
    below = [
        *in_stages,
        layout.FORMS,
        layout.forms_sending_list().parent,
        *(folder / code for folder in layout.FOLDERS for code in STAGES),
    ]
    return {folder.as_posix() for folder in (*layout.FOLDERS, *below)}


def roster_views() -> set[str]:
    """Return the sheets of daftar_peserta.xlsx that the tool writes as a whole."""
    kinds = Kinds(Competition(Settings("")))
    return {
        *(overview.NAME, attendance.NAME, unit_lists.MISSING, unit_lists.AWARDS, unit_lists.FILES),
        *(kinds.of(name).sheet for name in kinds.names),
        OTHERS_SHEET,
    }


def sheet_names() -> set[str]:
    sending = load_workbook(BytesIO(sending_book.write("Kirim", "Juri", form.CODE_LABEL, ())))
    return {
        *(table.sheet for table in TABLES),
        *roster_views(),
        *(registration_form.UNIT_SHEET, *map(registration_form.page_name, (1, 2))),
        *(form.SCORES_SHEET, form.GUIDE_SHEET, form.REPAIRS_SHEET),
        *(findings_book.SUMMARY_SHEET, findings_book.FINDINGS_SHEET, findings_book.FILES_SHEET),
        receipt_book.SHEET,
        *SUMMARY_SHEETS,
        *(announcement.SHEET, feedback.SHEET, nominations.SHEET),
        *(audit_book.SHEET, audit_book.FILES_SHEET, participants_book.SHEET),
        assignment_book.PLAN,
        *sending.sheetnames,
    }


def spot_check_headings() -> set[str]:
    """Return what stands above the columns of uji_petik.xlsx."""
    facts = audit_book.AuditFacts("", "T1", "", seed=1, cut=True)
    page = load_workbook(BytesIO(audit_book.write(facts, ())))[audit_book.SHEET]
    headings = {str(cell.value) for row in page.iter_rows() for cell in row if cell.value}
    assert "Cocok?" in headings
    return headings


def sheets_in_tables(text: str) -> set[str]:
    """Return the sheets that stand in the first column of tables about sheets."""
    cells = [row[0] for row in table_rows(text, "Lembar")]
    named = {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}
    assert all("`" in cell for cell in cells)
    return named


@cache
def indonesian() -> Sequence[str]:
    path = LOCALE_FOLDER / "id" / "LC_MESSAGES" / f"{DOMAIN}.po"
    with path.open("rb") as stream:
        return tuple(str(message.string) for message in read_po(stream) if message.id)


def test_the_admin_guide_holds_every_command_with_every_option(capsys: Capture) -> None:
    rows = table_rows(ADMIN.read_text(encoding="utf-8"), "Perintah")
    told = {
        command_in(cells[0]): {*re.findall(r"`(-[^` ]+)`", cells[2]), "--help"} for cells in rows
    }
    assert told == {name: options(help_of(capsys, *name.split())) for name in commands(capsys)}
    assert len(rows) == len(told)


def test_the_admin_guide_explains_every_option(capsys: Capture) -> None:
    rows = table_rows(ADMIN.read_text(encoding="utf-8"), "Pilihan")
    explained = {re.split(r"[ `]", cells[0])[1] for cells in rows}
    helps = [help_of(capsys), *(help_of(capsys, *name.split()) for name in commands(capsys))]
    assert explained == set().union(*map(options, helps))


def test_the_readme_lists_every_command(capsys: Capture) -> None:
    rows = table_rows((ROOT / "README.md").read_text(encoding="utf-8"), "Command")
    assert [command_in(cells[0]) for cells in rows] == commands(capsys)


@each_guide
def test_every_command_line_shown_can_be_typed(guide: Path, capsys: Capture) -> None:
    known, general = commands(capsys), options(help_of(capsys))
    for words in command_lines(guide.read_text(encoding="utf-8")):
        name = next((name for name in known if f" {name} " in f" {' '.join(words)} "), "")
        given = {word for word in words if word.startswith("-")}
        allowed = options(help_of(capsys, *name.split())) | {"--lang"} if name else general
        assert name or given, words
        assert given <= allowed, words


@each_guide
def test_every_file_named_exists_in_the_layout(guide: Path) -> None:
    ours = re.compile(r"[\w/<>-]+\.(?:xlsx|docx|csv|json|cmd|jsonl|txt|lock)")
    codes = inline_code(guide.read_text(encoding="utf-8"))
    assert {code for code in codes if ours.fullmatch(code)} <= file_names()


@each_guide
def test_every_folder_named_exists_in_the_layout(guide: Path) -> None:
    numbered = re.compile(r"(?:\d_\w+|arsip)(?:/\w+)*/?")
    codes = inline_code(guide.read_text(encoding="utf-8"))
    named = {code.rstrip("/") for code in codes if numbered.fullmatch(code)}
    assert named <= folder_names()


@each_guide
def test_every_sheet_named_exists(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    named = set(re.findall(r"\b[Ll]embar\s`([^`]+)`", text))
    named |= sheets_in_tables(text)
    assert named <= sheet_names()


@each_guide
def test_every_key_of_the_settings_named_exists(guide: Path) -> None:
    named = set(re.findall(r"\b[Kk]unci\s`([^`]+)`", guide.read_text(encoding="utf-8")))
    assert named <= {key.name for key in SETTINGS_KEYS}


@each_guide
def test_every_column_named_exists(guide: Path) -> None:
    known = {column.name for table in TABLES for column in table.columns}
    known |= {"Catatan", *summary_ranking.WIDTHS, *indonesian()}  # Catatan: of the score sheet
    known |= {"Tahun lalu"}  # of the overview, where an earlier competition is known
    known |= {summary_ranking.PLENARY_PLACE, summary_ranking.PLENARY_REASON}
    known |= spot_check_headings()
    named = set(re.findall(r"\b[Kk]olom\s`([^`]+)`", guide.read_text(encoding="utf-8")))
    assert named <= known


def test_the_secretariat_guide_explains_every_choice_of_an_answer() -> None:
    rows = table_rows(SECRETARIAT.read_text(encoding="utf-8"), "Pilihan")
    explained = {found[1] for cells in rows if (found := re.fullmatch(r"`(\w+)`", cells[0]))}
    rules = [rule for rule in vars(scores).values() if isinstance(rule, Rule)]
    choices = {choice for rule in rules for choice in rule.choices}
    assert explained == {choice for choice in choices if "{" not in choice}


def test_the_secretariat_guide_explains_every_answer_about_registrations() -> None:
    rows = table_rows(SECRETARIAT.read_text(encoding="utf-8"), "Jawaban")
    explained = {found[1] for cells in rows if (found := re.fullmatch(r"`([\w ]+)`", cells[0]))}
    rules = [rule for rule in vars(registration).values() if isinstance(rule, Rule)]
    choices = {choice for rule in rules for choice in rule.choices}
    assert explained == choices | {registration.NOT_LISTED}


def test_the_admin_guide_tells_of_every_sheet_of_settings_and_roster() -> None:
    known = roster_views() | {table.sheet for table in (*COMPETITION_TABLES, *ROSTER_TABLES)}
    assert known - sheets_in_tables(ADMIN.read_text(encoding="utf-8")) == set()


def test_the_secretariat_guide_tells_of_every_sheet_of_decisions_and_summary() -> None:
    known = {*(table.sheet for table in DECISIONS), *SUMMARY_SHEETS}
    assert known - sheets_in_tables(SECRETARIAT.read_text(encoding="utf-8")) == set()


def test_every_method_is_explained() -> None:
    rows = table_rows(HOW_PLACES_COME.read_text(encoding="utf-8"), "Metode")
    explained = {found[1] for cells in rows if (found := re.match(r"`(\w+)`", cells[0]))}
    assert explained == set(Method)


def test_the_unit_guide_tells_of_every_question_of_the_form() -> None:
    rows = table_rows(UNIT.read_text(encoding="utf-8"), "Isian")
    told = [name for cells in rows for name in re.findall(r"`([^`]+)`", cells[0])]
    questions = (*registration_form.UNIT_QUESTIONS, *registration_form.PAGE_QUESTIONS)
    assert told == [question.label for question in questions]


def test_the_readme_lists_the_presets() -> None:
    rows = table_rows((ROOT / "README.md").read_text(encoding="utf-8"), "Preset")
    assert [cells[0].strip("`") for cells in rows] == preset_names()


def test_the_secretariat_guide_explains_every_fate_of_a_file() -> None:
    rows = table_rows(SECRETARIAT.read_text(encoding="utf-8"), "Nasib")
    with speaking("id"):
        assert {cells[0] for cells in rows} == {fate.word for fate in Fate}


def test_the_secretariat_guide_names_every_status_of_an_entry() -> None:
    text = SECRETARIAT.read_text(encoding="utf-8")
    assert [status for status in EntryStatus if f"`{status}`" not in text] == []


def test_every_message_told_stands_in_the_catalogue() -> None:
    of_windows = ("is not recognized", "No module named")
    rows = table_rows(ADMIN.read_text(encoding="utf-8"), "Pesan di layar")
    assert rows
    for message in (cells[0].strip("“”") for cells in rows):
        if not any(words in message for words in of_windows):
            for part in filter(None, (part.strip() for part in message.split("…"))):
                assert any(part in sentence for sentence in indonesian()), part


def test_every_test_the_readme_names_exists() -> None:
    named = re.findall(r"`(tests/[\w/.]+)`", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_page_linked_exists() -> None:
    links = [
        guide.parent / link
        for guide in GUIDES
        for link in re.findall(r"\]\(([\w/.]+)\)", guide.read_text(encoding="utf-8"))
    ]
    assert links
    assert [link for link in links if not link.exists()] == []


def test_the_wheel_named_is_that_of_this_version() -> None:
    named = set(re.findall(r"sinovik_sheets-([\d.]+)-py3", ADMIN.read_text(encoding="utf-8")))
    assert named == {__version__}
