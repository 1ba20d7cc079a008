"""The worked examples of docs/cara_menghitung.md come out as printed there."""

from decimal import Decimal
from pathlib import Path

import pytest

from sinovik_sheets.model import Criterion, Method, Stage
from sinovik_sheets.scoring.aggregate import aggregate
from sinovik_sheets.scoring.ranking import Contender, rank
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
