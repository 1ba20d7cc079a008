"""Results of a stage for tests, ranked from a table of what jurors gave."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from sinovik_sheets.model import Category, Competition, Entry, Juror, Settings, Stage
from sinovik_sheets.scoring.result import Absence, StageResult
from sinovik_sheets.steps.merge import ScoreTable
from sinovik_sheets.steps.rank import rank

Scores = Mapping[str, Mapping[str, Sequence[str] | Absence]]
"""Entry -> juror -> scores in the order of the criteria, or why there are none."""


def competition(
    stage: Stage, scores: Scores, entries: Sequence[Entry] = (), categories: Sequence[str] = ()
) -> Competition:
    """A competition of these entries; those not described are named after their code."""
    known = {entry.code: entry for entry in entries}
    jurors = sorted({juror for row in scores.values() for juror in row})
    return Competition(
        Settings("Lomba Inovasi 2027"),
        stages=(stage,),
        categories=tuple(Category(code, f"Kategori {code}") for code in categories),
        jurors=tuple(Juror(code, f"Nama {code}") for code in jurors),
        entries=tuple(known.get(code, Entry(code, f"Inovasi {code}")) for code in scores),
    )


def ranked(
    settled: Competition,
    scores: Scores,
    before: Mapping[tuple[str, str], Fraction] | None = None,
) -> StageResult:
    """The result of the only stage; every refusal has the same reason."""
    (stage,) = settled.stages
    table = ScoreTable(stage.code)
    for entry, jurors in scores.items():
        table.rows[entry] = {}
        for juror, given in jurors.items():
            if isinstance(given, Absence):
                table.absences[entry, juror] = given
            else:
                codes = (criterion.code for criterion in stage.criteria)
                row = dict(zip(codes, map(Decimal, given), strict=True))
                table.rows[entry][juror] = row
            if given is Absence.RECUSED:
                table.reasons[entry, juror] = "saudara kandung"
    waiting = {Absence.OPEN, Absence.MISSING}
    open_matters = sum(kind in waiting for kind in table.absences.values())
    return rank(settled, stage, table, open_matters, before)
