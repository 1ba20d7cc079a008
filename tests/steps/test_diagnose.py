"""diagnose: what people are told about a jury, on the sheet, in the terminal and as JSON."""

import random
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from sinovik_sheets.model import Competition, Criterion, Method, Stage
from sinovik_sheets.scoring.diagnostics.thresholds import Colour
from sinovik_sheets.scoring.result import Absence, StageResult
from sinovik_sheets.scoring.sensitivity.scenarios import Diagnostics, Kind
from sinovik_sheets.steps.diagnose import as_json, diagnose, lines
from sinovik_sheets.text import speaking
from stage_results import competition, ranked

Table = dict[str, dict[str, list[str] | Absence]]

CRITERIA = (
    Criterion("K1", "Kebaruan", Decimal(60)),
    Criterion("K2", "Dampak", Decimal(40)),
)
STAGE = Stage("T1", "Tahap 1", CRITERIA, advance=6)
JURORS = tuple(f"J{n:02d}" for n in range(1, 7))


def agreeing(entries: int = 24, seed: int = 4) -> Table:
    """Jurors who see the same, each a little differently."""
    draw = random.Random(seed)  # noqa: S311 - a test repeats itself
    table: Table = {}
    for n in range(1, entries + 1):
        worth = draw.gauss(70, 9)
        table[f"INO-{n:04d}"] = {
            juror: [str(max(0, min(100, round(worth + draw.gauss(0, 4))))) for _c in CRITERIA]
            for juror in JURORS
        }
    return table


def judged(table: Table, stage: Stage = STAGE) -> tuple[Competition, StageResult]:
    contest = competition(stage, table)
    elements = ("akademisi", "birokrasi")
    jurors = tuple(replace(j, element=elements[n % 2]) for n, j in enumerate(contest.jurors))
    kinds = ("OPD", "Desa", "SD")
    entries = tuple(replace(e, kind=kinds[n % 3]) for n, e in enumerate(contest.entries))
    contest = replace(contest, jurors=jurors, entries=entries)
    return contest, ranked(contest, table)


def told(table: Table, stage: Stage = STAGE) -> Diagnostics:
    return diagnose(*judged(table, stage))


def colours(found: Diagnostics) -> Mapping[str, Colour | None]:
    return {row.juror: row.colour for row in found.diagnosis.jurors}


def test_a_jury_that_agrees_gives_no_alarm_about_a_juror() -> None:
    found = told(agreeing())
    assert found.diagnosis.agreement.reliability.colour is Colour.GREEN
    assert Colour.RED not in colours(found).values()
    assert found.sensitivity.top == 6
    assert len(found.sensitivity.own) == 6


def test_a_reversed_juror_is_red_and_told_first() -> None:
    table = agreeing()
    for row in table.values():
        given = row["J03"]
        assert not isinstance(given, Absence)
        row["J03"] = [str(140 - int(score)) if int(score) > 40 else score for score in given]
    found = told(table)
    assert colours(found)["J03"] is Colour.RED
    first = found.concerns[0]
    assert first.colour is Colour.RED
    assert "J03" in first.advice.text()
    with speaking("en"):
        said = lines(found)
    assert 2 <= len(said) <= 3
    assert "sheet Diagnostik Juri" in said[0]
    assert f"{len(found.alarms)} matters" in said[0]


def test_two_equal_sheets_are_one_concern() -> None:
    table = agreeing()
    for row in table.values():
        row["J05"] = row["J02"]
    found = told(table)
    pairs = [c for c in found.concerns if "other" in c.advice.values]
    assert len(pairs) == 1
    assert pairs[0].colour is Colour.YELLOW


def test_a_juror_left_out_is_computed_by_the_method_of_the_stage() -> None:
    stage = replace(STAGE, method=Method.MEDIAN)
    found = told(agreeing(), stage)
    by_juror = {s.code: found.sensitivity.changes(s) for s in found.sensitivity.of(Kind.JUROR)}
    removed = {row.juror: row.removed for row in found.diagnosis.jurors}
    assert {j: r.changes for j, r in removed.items() if r} == by_juror


def test_who_scored_whom_is_warned_of_where_it_decides() -> None:
    table = agreeing()
    strict = list(table)[:12]
    for entry, row in table.items():  # J01-J03 score the first half, 30 points more strictly
        for number, juror in enumerate(JURORS):
            given = row[juror]
            shared = entry in list(table)[10:14]
            if (number < 3) != (entry in strict) and not shared:
                row[juror] = Absence.NOT_ASSIGNED
            elif number < 3 and not isinstance(given, Absence):
                row[juror] = [str(max(0, int(score) - 30)) for score in given]
    found = told(table)
    assert len(found.warnings) == 1
    values = found.warnings[0].values
    assert int(str(values["count"])) > 0
    assert any(entry in str(values["joining"]) for entry in strict)
    assert not told(table, replace(STAGE, method=Method.LENIENCY)).warnings
    assert not told(agreeing()).warnings


def test_too_few_entries_or_jurors_are_told_and_alarm_nobody() -> None:
    few = told(dict(list(agreeing().items())[:3]))
    assert few.diagnosis.too_few is not None
    assert lines(few) == []
    assert as_json(few)["too_few"]
    two = told({e: dict(list(row.items())[:2]) for e, row in agreeing().items()})
    assert two.diagnosis.too_few is not None
    assert not two.grey


def test_no_scores_at_all_are_no_error() -> None:
    nobody = told({f"INO-{n:04d}": dict.fromkeys(JURORS, Absence.MISSING) for n in range(1, 9)})
    assert nobody.sensitivity.own == frozenset()
    assert as_json(nobody)["icc"] is None


def test_the_json_is_plain_and_repeats_itself() -> None:
    found = as_json(told(agreeing()))
    assert found == as_json(told(agreeing()))
    assert found["icc_colour"] == "hijau"
    assert Decimal(found["icc"]) > Decimal("0.75")
    assert [row["juror"] for row in found["jurors"]] == list(JURORS)
    assert {row["n"] for row in found["jurors"]} == {24}
    assert {c["kind"] for c in found["sensitivity"]["changes"]} == {"metode", "bobot", "juri"}


def test_diagnosing_changes_no_result() -> None:
    contest, result = judged(agreeing())
    before = (result.standings, {e: dict(rows) for e, rows in result.rows.items()})
    diagnose(contest, result)
    assert (result.standings, result.rows) == before
