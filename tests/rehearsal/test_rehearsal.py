"""The rehearsal ends well, repeats itself, and plays what it promises with the real tool."""

import contextlib
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from office import convert
from sinovik_sheets import layout
from sinovik_sheets.cli import main
from sinovik_sheets.problems import SinovikError
from sinovik_sheets.rehearsal import Scene, rehearse
from sinovik_sheets.rehearsal.cast import CRITERIA, JURORS, Opinions, Part, contestants
from sinovik_sheets.rehearsal.registrants import Registrants
from sinovik_sheets.sheets.cells import Cell, Kind
from sinovik_sheets.sheets.reading.book import read_book
from sinovik_sheets.steps.registration.forms import FormsOut
from sinovik_sheets.steps.units import UnitImport
from sinovik_sheets.text import speaking
from sinovik_sheets.workspace.registration_runs import RosterRun
from sinovik_sheets.workspace.update import Updated

PACKAGE = Path(layout.__file__).parent
PROMISED_FATES = {"used", "superseded", "duplicate", "evidence", "ignored"}
PROMISED_RULES = {"missing", "out-of-range", "low-score", "percent-text", "refused"}


@dataclass(frozen=True)
class Played:
    """A rehearsal that was run from the command line."""

    folder: Path
    code: object
    story: str


@dataclass(frozen=True)
class Heard:
    """A rehearsal that was run from Python."""

    folder: Path
    scenes: Sequence[Scene]

    @property
    def roster_runs(self) -> list[RosterRun]:
        """What `roster` answered, first of all to --dry-run."""
        return [scene.answer for scene in self.scenes if isinstance(scene.answer, RosterRun)]


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    return rehearsed(tmp_path_factory.mktemp("again") / "lomba", 2017)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("rehearsal") / "lomba"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "80")
        code, story = run(["--lang", "en", "demo", str(folder)])
    return Played(folder, code, story)


def run(arguments: Sequence[str]) -> tuple[object, str]:
    """Run a command; return exit code and stdout."""
    stdout = io.StringIO()
    with contextlib.redirect_stdout(stdout), pytest.raises(SystemExit) as end:
        main(arguments)
    return end.value.code, stdout.getvalue()


def answers(folder: Path, *command: str) -> dict[str, object]:
    """Return what a command answers with --json."""
    _code, text = run(["--lang", "en", *command, "-C", str(folder), "--json"])
    answer: dict[str, object] = json.loads(text)
    return answer


def rehearsed(folder: Path, seed: int) -> Heard:
    scenes: list[Scene] = []
    with speaking("en"):
        outcome = rehearse(folder, seed, scenes.append)
    assert outcome.closed
    return Heard(folder, scenes)


def traces(folder: Path) -> list[bytes]:
    """Return the journal and the summaries of both stages."""
    places = (layout.JOURNAL, layout.summary("T1"), layout.summary("T2"))
    return [(folder / place).read_bytes() for place in places]


def test_it_ends_with_exit_code_0_and_the_best_three_in_order(played: Played) -> None:
    assert played.code == 0
    places = re.findall(r"^ ([123]) +INO-\d{4} ", played.story, re.MULTILINE)
    assert places == ["1", "2", "3"]


def test_the_story_fits_a_window_of_80_columns(played: Played) -> None:
    lines = [line for line in played.story.splitlines() if str(played.folder) not in line]
    assert [line for line in lines if len(line) > 80] == []


def test_the_six_of_2017_present_and_nobody_else_has_a_place(played: Played) -> None:
    answer = answers(played.folder, "rank", "--stage", "T2", "--dry-run")
    assert answer["status"] == "final"
    entries = answer["entries"]
    assert isinstance(entries, list)
    placed = {entry["unit"] for entry in entries if entry["place"] is not None}
    assert placed == {c.unit for c in contestants(2017) if c.part is Part.PRESENTS}
    assert {"Bapeda", "DPMPTSP", "Dinas Peternakan dan Kesehatan Hewan"} < placed


def test_57_become_nine_six_and_three_with_minutes_and_an_announcement(played: Played) -> None:
    proposals = answers(played.folder, "rank", "--stage", "T1", "--dry-run")["entries"]
    presented = answers(played.folder, "rank", "--stage", "T2", "--dry-run")["entries"]
    assert isinstance(proposals, list)
    assert isinstance(presented, list)
    through = {entry["entry"] for entry in proposals if entry["goes_on"]}
    assert (len(proposals), len(through)) == (57, 9)
    assert {entry["entry"] for entry in presented} == through
    absent = [entry for entry in presented if entry["status_entry"]]
    best = [entry for entry in presented if entry["goes_on"]]
    assert (len(absent), len(presented) - len(absent), len(best)) == (3, 6, 3)
    assert [entry["place"] for entry in absent] == [None] * 3
    for stage in ("T1", "T2"):
        assert (played.folder / layout.minutes(stage)).exists()
        assert len(list((played.folder / layout.RESULTS / stage / "lembar_juri").iterdir())) == 7
    assert (played.folder / layout.announcement("T2", public=True)).exists()
    assert len(list((played.folder / layout.feedback("T2", "x")).parent.iterdir())) == 6


def test_nothing_is_left_open(played: Played) -> None:
    status = answers(played.folder, "status")
    stages, registration = status["stages"], status["registration"]
    assert isinstance(stages, list)
    assert isinstance(registration, dict)
    assert [registration[key] for key in ("units_registered", "below_minimum", "questions")] == [
        57,
        0,
        0,
    ]
    assert [(s["stage"], s["questions"], s["open_matters"]) for s in stages] == [
        ("T1", 0, 0),
        ("T2", 0, 0),
    ]
    code, _text = run(["--lang", "en", "verify", "-C", str(played.folder)])
    assert code == 0


def test_every_promised_fate_and_mistake_occurs(again: Heard) -> None:
    updates = [scene.answer for scene in again.scenes if isinstance(scene.answer, Updated)]
    fates = {f for update in updates for f, n in update.collected.counts.items() if n}
    rules = {
        finding.rule.code
        for update in updates
        for stage in update.stages
        for finding in stage.validation.findings
        if finding.level.needs_people
    }
    assert fates == PROMISED_FATES
    assert rules == PROMISED_RULES


def test_the_list_of_units_is_imported_but_for_what_is_no_unit(again: Heard) -> None:
    (imported,) = (s.answer for s in again.scenes if isinstance(s.answer, UnitImport))
    counted = {outcome.value: count for outcome, count in imported.counts.items() if count}
    assert counted == {"added": 57, "again": 1, "rejected": 1}
    assert imported.by_kind == {"OPD": 57}
    assert {finding.rule.code for finding in imported.findings} == {"trial-row", "unit-again"}
    aliases = {alias for unit in imported.units for alias in unit.aliases}
    assert aliases == {"Disperdagin", "Disperagin", "Disnak dan Keswan", "Disnak-Keswan"}


def test_two_units_get_forms_of_their_own(again: Heard) -> None:
    (out,) = (s.answer for s in again.scenes if isinstance(s.answer, FormsOut))
    assert sorted(s.recipient.name for s in out.sendings) == ["DPMPTSP", "Diskop dan UMKM"]
    assert len(list((again.folder / layout.FORMS).glob("*.xlsx"))) == 3


def test_every_registration_has_the_fate_the_story_tells(again: Heard) -> None:
    fates = [
        {fate.value: count for fate, count in run.collected.counts.items() if count}
        for run in again.roster_runs
    ]
    assert fates == [
        {"used": 6, "duplicate": 1, "rejected": 1},
        {"used": 7, "duplicate": 1},
        {"used": 7, "duplicate": 1, "conflict": 1},
        {"used": 8, "duplicate": 1},
    ]


def test_every_promised_mistake_in_registrations_is_noticed_and_settled(again: Heard) -> None:
    noticed = [
        {finding.rule.code for finding in run.roster.all_findings} for run in again.roster_runs
    ]
    assert noticed == [
        {"image"},
        {"unit-unclear", "too-young", "version-replaced"},
        {"newer-version", "too-young", "version-replaced"},
        {"version-replaced"},
    ]
    assert [run.needs_people for run in again.roster_runs] == [True, True, True, False]
    last = again.roster_runs[-1].roster
    assert all(entry.passed and entry.status is None for entry in last.entries)


def test_the_unit_that_is_meant_is_suggested_first(again: Heard) -> None:
    (question,) = again.roster_runs[1].roster.open
    assert (question.rule.code, question.value) == ("unit-unclear", "OPD Latian 07")
    suggestions = question.details["suggestions"]
    assert isinstance(suggestions, tuple)
    first, second, *_others = suggestions
    assert first.unit.name == "OPD Latihan 07"
    assert first.score > second.score
    assert any(f"“{first.unit.code} OPD Latihan 07 (" in scene.text for scene in again.scenes)


def test_units_are_counted_by_kind_as_they_register(again: Heard) -> None:
    counted = [
        [(t.registered, t.expected) for t in run.roster.content.by_kind if t.name == "OPD"]
        for run in again.roster_runs
    ]
    assert counted == [[(6, 57)], [(56, 57)], [(57, 57)], [(57, 57)]]
    assert [len(run.roster.entries) for run in again.roster_runs] == [6, 57, 57, 57]


def test_codes_once_given_stay(again: Heard) -> None:
    given = [
        {entry.title: entry.code for entry in run.roster.entries} for run in again.roster_runs[1:]
    ]
    assert given[0] == given[1] == given[2]
    updates = [scene.answer for scene in again.scenes if isinstance(scene.answer, Updated)]
    assert all(u.registration is not None and not u.registration.roster.events for u in updates)
    scored = updates[0].stages[0].ranked.result.standings
    assert {s.entry.title: s.entry.code for s in scored} == given[0]


def test_what_registers_is_what_the_roster_holds(again: Heard) -> None:
    entries = again.roster_runs[-1].roster.entries
    cast = contestants(2017)
    assert {(e.title, e.unit, e.category, e.kind) for e in entries} == {
        (c.title, c.unit, c.category, "OPD") for c in cast
    }
    assert {str(entry.started) for entry in entries} == {"2016-02-01"}
    events = map(json.loads, (again.folder / layout.JOURNAL).read_text("utf-8").splitlines())
    days = {event["modified"] for event in events if event["kind"] == "registered"}
    assert days == {"2017-10-23", "2017-10-25", "2017-10-27"}


def test_the_same_seed_gives_the_same_bytes(played: Played, again: Heard) -> None:
    assert traces(again.folder) == traces(played.folder)


def test_another_seed_ends_well_too_with_another_result(played: Played, tmp_path: Path) -> None:
    other = rehearsed(tmp_path / "other", 1)
    for theirs, ours in zip(traces(other.folder), traces(played.folder), strict=True):
        assert theirs != ours


@given(st.integers(), st.sampled_from(JURORS))
@settings(max_examples=15, deadline=None)
def test_whatever_the_seed_the_nine_are_scored_higher_by_any_six_jurors(
    seed: int, recused: str
) -> None:
    """So that one recusal cannot change who goes on, and all scores lie within the scale."""
    opinions = Opinions(seed)
    totals: dict[bool, list[Decimal]] = {True: [], False: []}
    for contestant in contestants(seed):
        scores = [
            opinions.score("T1", juror, contestant, criterion)
            for juror in JURORS
            if juror != recused
            for criterion in CRITERIA
        ]
        assert all(10 < score < 100 for score in scores)
        totals[contestant.part is Part.NOT_CHOSEN].append(sum(scores, Decimal(0)) / len(scores))
    assert len(totals[False]) == 9
    assert min(totals[False]) > max(totals[True]) + 1


def test_what_is_invented_says_so() -> None:
    cast = contestants(2017)
    invented = [c for c in cast if "Latihan" in c.unit and "Latihan" in c.title]
    assert (len(cast), len(invented)) == (57, 51)
    assert all(c.part is Part.PRESENTS for c in cast if c not in invented)


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "catatan.txt").write_text("milik orang", encoding="utf-8")
    with pytest.raises(SinovikError):
        rehearse(tmp_path, 2017, print)
    assert [path.name for path in tmp_path.iterdir()] == ["catatan.txt"]


def test_the_tool_does_not_know_that_it_is_rehearsed() -> None:
    stage_door = {PACKAGE / "cli" / "__init__.py", PACKAGE / "cli" / "rehearsal.py"}
    told = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if path not in stage_door and PACKAGE / "rehearsal" not in path.parents
        if re.search(
            r"rehears|latihan|sinovik demo", path.read_text(encoding="utf-8"), re.IGNORECASE
        )
    ]
    assert told == []


@given(st.integers())
@settings(max_examples=15, deadline=None)
def test_whatever_the_seed_57_units_register_one_innovation_each(seed: int) -> None:
    cast = contestants(seed)
    assert len({c.unit for c in cast}) == len({c.title for c in cast}) == 57
    units = Registrants(Path(), cast)
    assert (len(units.on_forms), len(units.online)) == (6, 51)
    mistaken = {units.misspelt, units.young, units.twice}
    assert len(mistaken) == 3
    assert all(c.part is Part.NOT_CHOSEN for c in mistaken)


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("place", "sheet"),
    [
        (layout.INBOX / "J04.ods", "Lembar Penilaian"),
        (layout.REGISTRATIONS / "Bapeda.ods", "Inovasi 1"),
    ],
)
def test_libreoffice_opens_an_ods_with_the_same_cells(
    played: Played, tmp_path: Path, place: PurePosixPath, sheet: str
) -> None:
    sent = played.folder / place
    page = load_workbook(convert(sent, "xlsx", tmp_path))[sheet]
    theirs = {
        (cell.row, cell.column): cell.value
        for row in page
        for cell in row
        if cell.value is not None
    }
    grid = next(g for g in read_book(sent.read_bytes()).sheets if g.name == page.title)
    ours = {place: value(cell) for place, cell in grid.cells.items() if cell.kind is not Kind.BLANK}
    assert ours == theirs


def value(cell: Cell) -> object:
    return float(cell.text) if cell.kind is Kind.NUMBER else cell.text
