"""The worked examples of docs/cara_menghitung.md come out as printed there."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from sinovik_sheets.model import Criterion, CutTies, Method, Stage
from sinovik_sheets.scoring.aggregate import StageScore, aggregate, score_entries
from sinovik_sheets.scoring.ranking import Contender, advances, rank
from sinovik_sheets.text import fraction_text, speaking

PAGE = Path(__file__).parents[2] / "docs" / "cara_menghitung.md"
CRITERIA = (Criterion("K1", "K1", Decimal(60)), Criterion("K2", "K2", Decimal(40)))
STAGE = Stage("T1", "Tahap", CRITERIA)


def table(first_heading: str, second_heading: str) -> list[dict[str, str]]:
    """Return the rows of the table of the page that begins with these headings."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = next(
        number
        for number, line in enumerate(lines)
        if line.startswith(f"| {first_heading} | {second_heading} |")
    )
    headings = [cell.strip() for cell in lines[start].strip("|").split("|")]
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        rows.append(dict(zip(headings, cells, strict=True)))
    return rows


def test_places_of_the_full_example() -> None:
    """Totals, places, counted jurors and tie-breaks are those printed."""
    rows: dict[str, dict[str, dict[str, Decimal]]] = {}
    for line in table("Inovasi", "Juri"):
        entry = rows.setdefault(line["Inovasi"], {})
        if line["K1"] != "R":
            entry[line["Juri"]] = {"K1": Decimal(line["K1"]), "K2": Decimal(line["K2"])}
            own = aggregate(STAGE, {line["Juri"]: entry[line["Juri"]]}).total
            assert own == Decimal(line["Nilai juri"])
    scores = {entry: aggregate(STAGE, counted) for entry, counted in rows.items()}
    contenders = [
        Contender(entry, "", score.total, score)
        for entry, score in scores.items()
        if score.total is not None
    ]
    with speaking("id"):
        found = [
            {
                "Inovasi": placing.entry,
                "n": str(scores[placing.entry].n),
                "Total": fraction_text(scores[placing.entry].total, 2),
                "Peringkat": str(placing.place),
                "Penentu seri": placing.decided_by.removeprefix("kriteria:"),
            }
            for placing in rank(contenders, STAGE)
        ]
    assert found == table("Inovasi", "n")


@pytest.mark.parametrize("line", table("Metode", "Hasil"), ids=lambda line: line["Metode"])
def test_methods(line: dict[str, str]) -> None:
    """Five scores under each method give the printed result."""
    only = (Criterion("K1", "K1", Decimal(100)),)
    method = Method(line["Metode"].split("`")[1])
    stage = Stage("T1", "Tahap", only, method=method, trim=1, limit=Decimal(10))
    scores = {f"Juri {n}": {"K1": Decimal(v)} for n, v in enumerate((70, 80, 82, 84, 99))}
    with speaking("id"):
        assert fraction_text(aggregate(stage, scores).total, 2) == line["Hasil"]


def test_half_is_rounded_up_as_printed() -> None:
    """84,445 becomes 84,45."""
    only = (Criterion("K1", "K1", Decimal(100)),)
    scores = {"Juri 1": {"K1": Decimal("84.44")}, "Juri 2": {"K1": Decimal("84.45")}}
    with speaking("id"):
        assert fraction_text(aggregate(Stage("T1", "Tahap", only), scores).total, 2) == "84,45"


def _sum(score: StageScore) -> Fraction:
    return sum(score.juror_totals.values(), Fraction(0))


def test_points_for_places_come_out_as_printed() -> None:
    """Sums, projected totals and places of the example with a table of points."""
    printed = table("Inovasi", "Juri 1")
    points = (Decimal(14), Decimal(9), Decimal(8))
    only = (Criterion("K1", "K1", Decimal(100), Decimal(1)),)
    stage = Stage("T1", "Tahap", only, method=Method.PLACE_POINTS, points=points)
    given = {
        line["Inovasi"]: {
            juror: {"K1": Decimal(0 if place == "–" else place)}
            for juror, place in line.items()
            if juror.startswith("Juri") and place != "R"
        }
        for line in printed
    }
    scores = score_entries(stage, given).scores
    contenders = [
        Contender(entry, "", score.total, score)
        for entry, score in scores.items()
        if score.total is not None
    ]
    with speaking("id"):
        found = [
            {
                "Inovasi": placing.entry,
                "Jumlah": fraction_text(_sum(scores[placing.entry]), 0),
                "n": str(scores[placing.entry].n),
                "Total": fraction_text(scores[placing.entry].total, 2),
                "Peringkat": str(placing.place),
            }
            for placing in rank(contenders, stage)
        ]
    assert found == [{name: line[name] for name in found[0]} for line in printed]


ELEMENTS = {"Akademisi": Decimal(40), "LSM": Decimal(30), "Birokrasi": Decimal(30)}


@pytest.mark.parametrize(
    ("first_juror", "method"),
    [
        ("Akademisi 1", Method.ELEMENT_WEIGHTS),
        ("Juri ketat", Method.LENIENCY),
        ("Juri lebar", Method.Z_SCORE),
    ],
)
def test_methods_that_look_at_who_scored_come_out_as_printed(
    first_juror: str, method: Method
) -> None:
    """Plain means, totals and places of the examples, best first."""
    printed = table("Inovasi", first_juror)
    jurors = list(printed[0])[1:-3]
    only = (Criterion("K1", "K1", Decimal(100)),)
    weights = ELEMENTS if method is Method.ELEMENT_WEIGHTS else {}
    stage = Stage("T1", "Tahap", only, method=method, element_weights=weights)
    given = {
        line["Inovasi"]: {j: {"K1": Decimal(line[j])} for j in jurors if line[j] != "R"}
        for line in printed
    }
    elements = {juror: juror.rpartition(" ")[0] for juror in jurors} if weights else None
    panel = score_entries(stage, given, elements)
    contenders = [
        Contender(entry, "", score.total, score)
        for entry, score in panel.scores.items()
        if score.total is not None
    ]
    with speaking("id"):
        found = [
            {
                "Inovasi": placing.entry,
                "Rata-rata biasa": fraction_text(panel.scores[placing.entry].means["K1"], 2),
                "Total": fraction_text(panel.scores[placing.entry].total, 2),
                "Peringkat": str(placing.place),
            }
            for placing in rank(contenders, stage)
        ]
        adjusted = [
            {"Juri": j, "1": fraction_text(a.centre, 2), "2": fraction_text(a.spread, 2)}
            for (j, _code), a in panel.adjustments.items()
        ]
    assert found == [{name: line[name] for name in found[0]} for line in printed]
    if method is Method.LENIENCY:
        assert _by_juror(adjusted, "1") == _by_juror(table("Juri", "Selisih"), "Selisih")
    if method is Method.Z_SCORE:
        spreads = table("Juri", "Rata-rata")
        assert _by_juror(adjusted, "1") == _by_juror(spreads, "Rata-rata")
        assert _by_juror(adjusted, "2") == _by_juror(spreads, "Simpangan baku")


def _by_juror(rows: list[dict[str, str]], column: str) -> dict[str, str]:
    return {row["Juri"]: row[column] for row in rows}


def test_who_goes_on_comes_out_as_printed() -> None:
    """Places, and the outcome under each of the three rules for the cut."""
    printed = table("Inovasi", "Kategori")
    only = (Criterion("K1", "K1", Decimal(100)),)
    stage = Stage("T1", "Tahap", only, advance=3)
    rules = {
        "3 lolos, `sertakan`": (stage, {}),
        "3 lolos, `pleno`": (replace(stage, cut_ties=CutTies.PLENARY), {}),
        "`Lolos Per` kategori": (
            replace(stage, advance=None, advance_per="kategori"),
            {"KES": 1, "PEN": 2},
        ),
    }
    words = {True: "lolos", False: "tidak lolos", None: "diputuskan pleno"}
    totals = {line["Inovasi"]: Decimal(line["Total"].replace(",", ".")) for line in printed}
    scores = {e: aggregate(stage, {"Juri 1": {"K1": total}}) for e, total in totals.items()}
    contenders = [
        Contender(line["Inovasi"], line["Kategori"], Fraction(totals[line["Inovasi"]]), score)
        for line, score in zip(printed, scores.values(), strict=True)
    ]
    placings = rank(contenders, stage)
    outcome = {
        name: advances(contenders, placings, rule, quotas) for name, (rule, quotas) in rules.items()
    }
    places = {placing.entry: str(placing.place) for placing in placings}
    for line in printed:
        entry = line["Inovasi"]
        found = {"Peringkat": places[entry]} | {n: words[o[entry]] for n, o in outcome.items()}
        assert found == {name: line[name] for name in found}
