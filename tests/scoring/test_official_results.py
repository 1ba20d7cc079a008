"""Official results of real juries are met to the last figure."""

import csv
import json
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from sinovik_sheets.model import Aggregation, Criterion, Method, RoundingStep, Stage, Ties
from sinovik_sheets.scoring.aggregate import StageScore, aggregate
from sinovik_sheets.scoring.exact import fifteen, round_half_up
from sinovik_sheets.scoring.ranking import Contender, advances, rank

ONE_CRITERION = (Criterion("K1", "Nilai", Decimal(100)),)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def chopin_stage(code: str, advance: int) -> Stage:
    """Limit 3 in stage 1, else 2; each step rounded to 2 decimals."""
    steps = (RoundingStep.MEAN, RoundingStep.CORRECTION, RoundingStep.STAGE, RoundingStep.FINAL)
    return Stage(
        code,
        f"Stage {code}",
        ONE_CRITERION,
        method=Method.LIMITED_MEAN,
        limit=Decimal(3 if code == "1" else 2),
        rounding=dict.fromkeys(steps, 2),
        ties=Ties.SHARED,
        advance=advance,
    )


class Chopin:
    """The stages of the XIX Chopin Competition that the reference data holds."""

    def __init__(self, folder: Path) -> None:
        self.rules = json.loads((folder / "rules.json").read_text(encoding="utf-8"))
        self.stages = {c: chopin_stage(c, self.rules["advance"][c]) for c in ("1", "2")}
        self.marks = [row for row in table(folder / "scores.csv") if row["recused"] == "0"]
        self.results = table(folder / "official_results.csv")
        self.stage_scores = {
            (row["stage"], row["entry_no"]): Fraction(row["official_stage_score"])
            for row in table(folder / "stage_official.csv")
        }
        self.rows: defaultdict[tuple[str, str], dict[str, dict[str, Decimal]]] = defaultdict(dict)
        for mark in self.marks:
            row = {"K1": fifteen(mark["score"])}
            self.rows[mark["stage"], mark["entry_no"]][mark["juror"]] = row
        self.scores: dict[tuple[str, str], StageScore] = {
            (code, entry): aggregate(self.stages[code], rows)
            for (code, entry), rows in self.rows.items()
        }

    def contenders(self, code: str) -> list[Contender]:
        weights = {c: Fraction(str(w)) for c, w in self.rules["cumulative"][code].items()}
        result = []
        for (stage, entry), score in self.scores.items():
            if stage == code:
                parts = [w * (self.scores[c, entry].total or 0) for c, w in weights.items()]
                total = round_half_up(sum(parts, Fraction(0)), 2)
                result.append(Contender(entry, "", total, score))
        return result


@pytest.fixture(scope="module")
def chopin(shared_data: Path) -> Chopin:
    return Chopin(shared_data / "panels" / "chopin2025")


def test_chopin_every_stage_score_is_official(chopin: Chopin) -> None:
    assert {key: score.total for key, score in chopin.scores.items()} == chopin.stage_scores
    assert len(chopin.stage_scores) == 84 + 40


def test_chopin_every_corrected_mark_is_official(chopin: Chopin) -> None:
    official = {
        (m["stage"], m["entry_no"], m["juror"]): Fraction(m["official_corrected"])
        for m in chopin.marks
    }
    assert {
        (*key, juror): mark
        for key, score in chopin.scores.items()
        for (juror, _), mark in score.corrected.items()
    } == official
    assert len(official) == 124 * 17 - 46


@pytest.mark.parametrize(("code", "going_on"), [("1", 40), ("2", 20)])
def test_chopin_totals_order_and_who_goes_on(chopin: Chopin, code: str, going_on: int) -> None:
    stage, contenders = chopin.stages[code], chopin.contenders(code)
    official = [row for row in chopin.results if row["stage"] == code]
    assert {c.entry: c.total for c in contenders} == {
        row["entry_no"]: Fraction(row["total"]) for row in official
    }
    placings = rank(contenders, stage)
    place = {p.entry: p.place for p in placings}
    in_official_order = [place[row["entry_no"]] for row in official]
    assert in_official_order == sorted(place.values())
    going = advances(contenders, placings, stage, {})
    assert going == {row["entry_no"]: row["advanced"] == "1" for row in official}
    assert sum(goes is True for goes in going.values()) == going_on


def test_skating_every_panel_score_is_official(shared_data: Path) -> None:
    """Six ISU events 2016/17 (BuzzFeedNews/figure-skating-scores, CC BY 4.0)."""
    folder = shared_data / "panels" / "isu_skating_2016_17"
    stage = Stage(
        "S",
        "Component",
        ONE_CRITERION,
        method=Method.TRIMMED_MEAN,
        aggregation=Aggregation.PER_CRITERION,
        trim=1,
        rounding={RoundingStep.CRITERION: 2, RoundingStep.STAGE: 4},
    )
    computed = {}
    for line in table(folder / "component_scores_by_judge.csv"):
        aspect, excluded = line.pop("aspect_id"), line.pop("excluded_judge")
        rows = {j: {"K1": fifteen(mark)} for j, mark in line.items() if mark and j != excluded}
        computed[aspect] = aggregate(stage, rows).criteria["K1"]
    official = {
        row["aspect_id"]: Fraction(row["scores_of_panel"])
        for row in table(folder / "components.csv")
    }
    assert computed == official
    assert len(official) == 3_445
