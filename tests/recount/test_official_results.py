"""The second computation meets official results of real juries by itself."""

import csv
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from sinovik_sheets.model import Aggregation, Criterion, Method, RoundingStep, Stage, Ties
from sinovik_sheets.recount import Contestant, Line, recount
from sinovik_sheets.recount.jurors import leniency

ONE_CRITERION = (Criterion("K1", "Nilai", Decimal(100)),)
Table = defaultdict[str, dict[str, dict[str, Decimal]]]


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def counted(
    stage: Stage, table: Table, before: dict[tuple[str, str], Fraction] | None = None
) -> dict[str, Line]:
    field = [Contestant(entry) for entry in table]
    return {line.entry: line for line in recount(stage, table, field, before or {}, {}, {})}


def test_the_worked_example_of_the_documentation() -> None:
    criteria = (Criterion("K1", "K1", Decimal(60)), Criterion("K2", "K2", Decimal(40)))
    given = {
        "A": {"J1": (80, 90), "J2": (85, 80), "J3": (90, 70)},
        "B": {"J1": (90, 75), "J2": (85, 80)},
        "C": {"J1": (70, 95), "J2": (95, 70), "J3": (84, 84)},
        "D": {"J1": (75, 85), "J2": (80, 70), "J3": (85, 80)},
    }
    table: Table = defaultdict(dict)
    for entry, jurors in given.items():
        for juror, (first, second) in jurors.items():
            table[entry][juror] = {"K1": Decimal(first), "K2": Decimal(second)}
    result = counted(Stage("T1", "Tahap 1", criteria), table)
    assert {e: (line.total, line.place, line.decided_by) for e, line in result.items()} == {
        "A": (Fraction(83), 2, "kriteria:K1"),
        "B": (Fraction("83.5"), 1, ""),
        "C": (Fraction(83), 3, "kriteria:K1"),
        "D": (Fraction("79.33"), 4, ""),
    }


@pytest.mark.parametrize(("number", "advance"), [("1", 40), ("2", 20)])
def test_chopin_stages_are_official(shared_data: Path, number: str, advance: int) -> None:
    folder = shared_data / "panels" / "chopin2025"
    official = {
        (row["stage"], row["entry_no"]): row for row in lines(folder / "stage_official.csv")
    }
    table: Table = defaultdict(dict)
    for mark in lines(folder / "scores.csv"):
        if mark["stage"] == number and mark["recused"] == "0":
            table[mark["entry_no"]][mark["juror"]] = {"K1": Decimal(mark["score"])}
    steps = (RoundingStep.MEAN, RoundingStep.CORRECTION, RoundingStep.STAGE, RoundingStep.FINAL)
    weights = {"1": Decimal(30), "2": Decimal(70)}
    stage = Stage(
        number,
        f"Stage {number}",
        ONE_CRITERION,
        method=Method.LIMITED_MEAN,
        limit=Decimal(3 if number == "1" else 2),
        rounding=dict.fromkeys(steps, 2),
        ties=Ties.SHARED,
        advance=advance,
        final_weights={} if number == "1" else weights,
    )
    before = {key: Fraction(row["official_stage_score"]) for key, row in official.items()}
    result = counted(stage, table, before)
    assert {e: line.stage_total for e, line in result.items()} == {
        entry: score for (of, entry), score in before.items() if of == number
    }
    published = [r for r in lines(folder / "official_results.csv") if r["stage"] == number]
    assert {e: (line.total, line.advances) for e, line in result.items()} == {
        row["entry_no"]: (Fraction(row["total"]), row["advanced"] == "1") for row in published
    }
    in_official_order = [result[row["entry_no"]].place or 0 for row in published]
    assert in_official_order == sorted(in_official_order)


def test_skating_panel_scores_are_official(shared_data: Path) -> None:
    """Six ISU events 2016/17 (BuzzFeedNews/figure-skating-scores, CC BY 4.0)."""
    folder = shared_data / "panels" / "isu_skating_2016_17"
    table: Table = defaultdict(dict)
    for line in lines(folder / "component_scores_by_judge.csv"):
        aspect, excluded = line.pop("aspect_id"), line.pop("excluded_judge")
        for juror, mark in line.items():
            if mark and juror != excluded:
                table[aspect][juror] = {"K1": Decimal(mark)}
    stage = Stage(
        "S",
        "Component",
        ONE_CRITERION,
        method=Method.TRIMMED_MEAN,
        aggregation=Aggregation.PER_CRITERION,
        rounding={RoundingStep.CRITERION: 2, RoundingStep.STAGE: 4},
    )
    assert {e: line.total for e, line in counted(stage, table).items()} == {
        row["aspect_id"]: Fraction(row["scores_of_panel"])
        for row in lines(folder / "components.csv")
    }
    assert len(table) == 3_445


def test_points_of_elected_players_are_official(shared_data: Path) -> None:
    folder = shared_data / "panels" / "mlb_mvp"
    ballots: defaultdict[str, Table] = defaultdict(lambda: defaultdict(dict))
    columns = ["1st", "2nd", "3rd", *(f"{n}th" for n in range(4, 11))]
    for row in lines(folder / "ballots.csv"):
        for place, column in enumerate(columns, start=1):
            if row[column]:
                given = {"K1": Decimal(place)}
                ballots[row["election"]][row[column]][row["voter"]] = given
    points = tuple(map(Decimal, (14, 9, 8, 7, 6, 5, 4, 3, 2, 1)))
    stage = Stage("P", "Pemilihan", ONE_CRITERION, method=Method.PLACE_POINTS, points=points)
    official: defaultdict[str, dict[str, Fraction]] = defaultdict(dict)
    for row in lines(folder / "official_points.csv"):
        official[row["election"]][row["player"]] = Fraction(row["official_points"])
    computed = {}
    for election, table in ballots.items():
        voters = {voter for row in table.values() for voter in row}
        nowhere = {voter: {"K1": Decimal(0)} for voter in voters}
        complete: Table = defaultdict(dict, {e: nowhere | row for e, row in table.items()})
        computed[election] = {e: line.total for e, line in counted(stage, complete).items()}
    assert computed == official


def test_leniency_is_that_of_r_and_of_least_squares(shared_data: Path) -> None:
    """R's lm with sum contrasts gives the first five jurors of a stage with 33 recusals."""
    path = shared_data / "panels" / "leniency_reference" / "chopin_stage1_long.csv"
    block: defaultdict[str, dict[str, int]] = defaultdict(dict)
    cells = [(int(row["e"]), int(row["j"]), int(float(row["y"]))) for row in lines(path)]
    for entry, juror, score in cells:
        block[str(entry)][f"J{juror:02d}"] = score
    corrections = leniency(block, 1)
    assert corrections is not None
    effects = [corrections[juror].centre / 10**6 for juror in sorted(corrections)]
    by_r = [-0.46647349, -2.09742587, 1.37876461, 0.11685984, 2.08114556]
    assert effects[:5] == pytest.approx(by_r, abs=1e-5)
    assert sum(correction.centre for correction in corrections.values()) == 0

    design = np.zeros((len(cells) + 1, 84 + 17))
    for at, (entry, juror, _score) in enumerate(cells):
        design[at, entry] = design[at, 84 + juror] = 1
    design[-1, 84:] = 1
    solved = np.linalg.lstsq(design, [score for _e, _j, score in cells] + [0], rcond=None)[0]
    assert effects == pytest.approx(list(solved[84:]), abs=2e-6)
