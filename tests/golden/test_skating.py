"""ISU events 2016/17 through the tool's own files: five components, nine judges, trimmed.

Figures: BuzzFeedNews/figure-skating-scores, CC BY 4.0.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from golden.contest import (
    PEOPLE_MUST_ACT,
    Contest,
    Rules,
    figures,
    hundredths,
    places,
    recalculated,
    start,
)

COMMITTED = Path(__file__).with_name("isu_2016_two_segments.csv")
COMPONENTS = {
    "Skating": "SS",
    "Transitions": "TR",
    "Performance": "PE",
    "Composition": "CO",
    "Interpretation": "IN",
}
JUDGES = [f"J{number}" for number in range(1, 10)]
SCALE = {"Bobot": 20, "Minimum": 0, "Maksimum": 10, "Langkah": "0,25"}
RULES = Rules(
    {
        "Metode": "rata_rata_terpangkas",
        "Agregasi": "per_kriteria",
        "Pangkas": 1,
        "Pembulatan": "kriteria:2; tahap:4",
        "Seri": "bersama",
    },
    [{"Kode": code, "Nama": name, **SCALE} for name, code in COMPONENTS.items()],
)


class Panels:
    """Figures of performances; rows as in the committed file.

    `marks` maps judge and entry to what is typed, `official` entry and component
    to the score of the panel in hundredths.
    """

    def __init__(self, rows: Sequence[Mapping[str, str]]) -> None:
        segments = list(dict.fromkeys(row["segment"] for row in rows))
        performances = list(dict.fromkeys(row["performance"] for row in rows))
        category = {segment: f"S{number:02d}" for number, segment in enumerate(segments, 1)}
        code = {name: f"P{number:03d}" for number, name in enumerate(performances, 1)}
        self.entries = {code[row["performance"]]: category[row["segment"]] for row in rows}
        self.official: defaultdict[str, dict[str, int]] = defaultdict(dict)
        cells: dict[tuple[str, str, str], float | str] = {}
        for row in rows:
            entry, component = code[row["performance"]], COMPONENTS[row["component"].split()[0]]
            self.official[entry][component] = hundredths(row["scores_of_panel"])
            for judge in JUDGES:
                excluded = judge == row["excluded_judge"]
                cells[judge, entry, component] = "R" if excluded else float(row[judge])
        self.marks = {
            judge: {
                entry: [cells[judge, entry, component] for component in COMPONENTS.values()]
                for entry in self.entries
            }
            for judge in JUDGES
        }

    def held(self, root: Path) -> Contest:
        """A competition in which every judge has sent the sheet back."""
        contest = start(root, RULES, JUDGES, self.entries)
        for judge, marks in self.marks.items():
            contest.send_back(judge, marks)
        return contest

    @property
    def places(self) -> dict[str, int]:
        """Every entry's place by the sum of the official panel scores, the weights being equal."""
        return places({entry: sum(scores.values()) for entry, scores in self.official.items()})

    @property
    def places_in_segment(self) -> dict[str, int]:
        """The same within each segment."""
        result: dict[str, int] = {}
        for segment in set(self.entries.values()):
            members = [entry for entry, of in self.entries.items() if of == segment]
            result |= places({entry: sum(self.official[entry].values()) for entry in members})
        return result


def panel_scores(contest: Contest) -> dict[str, dict[str, int]]:
    return {
        entry: {component: hundredths(score) for component, score in scores.items()}
        for entry, scores in contest.ranked("criteria").items()
    }


def joined(folder: Path) -> list[dict[str, str]]:
    """Put the three files of the reference data together, one row a performance's component."""
    by_judge = {row["aspect_id"]: row for row in figures(folder / "component_scores_by_judge.csv")}
    segment = {
        row["performance_id"]: f"{row['competition']}, {row['program']}"
        for row in figures(folder / "performances_official.csv")
    }
    return [
        by_judge[row["aspect_id"]]
        | {
            "segment": segment[row["performance_id"]],
            "performance": row["performance_id"],
            "component": row["aspect_desc"],
            "scores_of_panel": row["scores_of_panel"],
        }
        for row in figures(folder / "components.csv")
    ]


@pytest.fixture(scope="module")
def all_panels(shared_data: Path) -> Panels:
    return Panels(joined(shared_data / "panels" / "isu_skating_2016_17"))


@pytest.fixture(scope="module")
def all_held(all_panels: Panels, tmp_path_factory: pytest.TempPathFactory) -> Contest:
    contest = all_panels.held(tmp_path_factory.mktemp("skating") / "lomba")
    contest.run("collect", "validate", "rank")
    return contest


def test_all_panel_scores_and_places_are_official_once_the_question_is_answered(
    all_panels: Panels, all_held: Contest
) -> None:
    (low,) = all_held.said["validate"]["findings"]
    assert (low["rule"], low["verdict"], low["value"]) == ("low-score", "ask", "0,25")
    assert all_held.said["rank"]["status"] == "sementara"
    assert all_held.ranked("n")[low["entry"]] == 8
    assert all_held.exit_codes["rank"] == PEOPLE_MUST_ACT

    assert all_held.answer_all("terima", by="Sekretariat") == 1
    all_held.run("validate", "merge", "rank")
    assert all_held.settled
    assert panel_scores(all_held) == all_panels.official
    assert sum(len(scores) for scores in all_panels.official.values()) == 3_445
    assert all_held.ranked("place") == all_panels.places
    assert all_held.ranked("place_in_category") == all_panels.places_in_segment
    assert sum(all_held.ranked("recused").values()) == 8


@pytest.mark.libreoffice
def test_the_formulas_of_the_summary_compute_the_same(all_held: Contest, tmp_path: Path) -> None:
    result = recalculated(all_held.summary, tmp_path / "ulang")
    assert result.differing == []
    assert result.formulas > 689 * 9


def test_two_segments_are_official(tmp_path: Path) -> None:
    panels = Panels(figures(COMMITTED))
    contest = panels.held(tmp_path / "lomba")
    contest.run("collect", "validate", "merge", "rank")
    assert contest.settled
    assert panel_scores(contest) == panels.official
    assert contest.ranked("place") == panels.places
    assert contest.ranked("place_in_category") == panels.places_in_segment
    assert sum(contest.ranked("tied").values()) > 0
    assert sum(contest.ranked("recused").values()) == 8
