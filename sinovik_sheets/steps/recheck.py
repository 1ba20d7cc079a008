"""recheck: compute a result a second time, another way, and compare to the last digit."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from sinovik_sheets.model import Competition
from sinovik_sheets.problems import Finding
from sinovik_sheets.problems import results as rules
from sinovik_sheets.recount import Contestant, Line, recount
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.steps.rank import quotas
from sinovik_sheets.text import fraction_text

_COMPARED: Mapping[str, str] = {
    "stage_total": "Total tahap",
    "total": "Total",
    "place": "Peringkat",
    "place_in_category": "Peringkat kategori",
    "tied": "Seri",
    "decided_by": "Penentu seri",
    "advances": "Lolos",
}
"""What a standing and a recounted line both hold, and its name for people."""

_EXACT_PLACES = 10
"""The most decimals a rule may round to: a rounded total is shown exactly with them."""


def recheck(competition: Competition, result: StageResult) -> list[Finding]:
    """Return one finding for each figure of a result that a second computation denies.

    It starts from the result's own counted rows and earlier totals, by the rule of its
    stage. `competition` is the one that `rank` was given. An entry that takes part and
    has no line in the result, or more than one, is a difference too.
    """
    field = [
        Contestant(entry.code, entry.category, entry.group)
        for entry in competition.entries
        if entry.status is None and entry.reached
    ]
    lines = recount(
        result.stage,
        result.rows,
        field,
        result.totals_before,
        quotas(competition, result.stage),
        {juror.code: juror.element for juror in competition.jurors},
    )
    return list(_differences(result, {line.entry: line for line in lines}))


def _differences(result: StageResult, lines: Mapping[str, Line]) -> Iterator[Finding]:
    listed = Counter(standing.entry.code for standing in result.standings)
    for entry in dict.fromkeys([*listed, *lines]):
        if listed[entry] != 1:
            yield _difference(entry, "Inovasi", listed[entry], 1)
    for standing in result.standings:
        line = lines.get(standing.entry.code, Line(standing.entry.code))
        for name, column in _COMPARED.items():
            ours, second = getattr(standing, name), getattr(line, name)
            if ours != second:
                yield _difference(standing.entry.code, column, ours, second)


def _difference(entry: str, column: str, ours: Any, second: Any) -> Finding:
    details = {"column": column, "second": _shown(second)}
    return Finding(rules.RECOUNT_DIFFERS, entry=entry, value=_shown(ours), details=details)


def _shown(value: Any) -> str:
    """Write a figure so that two different ones never look the same."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if not isinstance(value, Fraction):
        return "-" if value is None else str(value) or "-"
    if (value * 10**_EXACT_PLACES).denominator > 1:
        return str(value)
    return fraction_text(value, _EXACT_PLACES).rstrip("0").rstrip(",.")
