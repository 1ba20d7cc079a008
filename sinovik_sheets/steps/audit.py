"""audit: which score cells people read again, against the file received or the paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from sinovik_sheets import layout
from sinovik_sheets.model import Competition
from sinovik_sheets.scoring.ranking import has_cut
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.scoring.sensitivity.pivotal import PivotalScore, pivotal_scores
from sinovik_sheets.sheets import audit_book
from sinovik_sheets.sheets.audit_book import AuditFacts, AuditLine
from sinovik_sheets.steps.plan import Output
from sinovik_sheets.steps.rank import quotas

PIVOTAL, RANDOM = "pivotal", "random"

Key = tuple[str, str, str]
"""Entry, juror and criterion of a score."""


@dataclass(frozen=True)
class Audit:
    """The cells drawn: first those that could change who goes on, then the random ones.

    `counted` is how many score cells the result rests on. `cut` says whether the stage
    says who goes on; without that, winners are those on places 1 to 3.
    """

    facts: AuditFacts
    lines: tuple[AuditLine, ...]
    counted: int

    @property
    def pivotal(self) -> tuple[AuditLine, ...]:
        """The cells that could change who goes on, the least change first."""
        return tuple(line for line in self.lines if line.change is not None)

    def as_json(self) -> dict[str, Any]:
        """Return the shape of `audit --json`; decimals are strings with a point."""
        return {
            "stage": self.facts.stage,
            "seed": self.facts.seed,
            "counted": self.counted,
            "pivotal": len(self.pivotal),
            "random": len(self.lines) - len(self.pivotal),
            "winners": "advance" if self.facts.cut else "places 1-3",
            "cells": [_line_json(line) for line in self.lines],
        }


def audit(competition: Competition, result: StageResult, sample: int, seed: int) -> Audit:
    """Draw the cells that people read again.

    Every counted score that could change who goes on (`pivotal_scores`), the least
    change first; then `sample` others at random, or all where there are fewer. The
    same scores, `sample` and `seed` always draw the same cells: the others are sorted
    by file, sheet and cell and drawn by Python's `random.Random(seed).sample`.
    """
    stage = result.stage
    elements = {juror.code: juror.element for juror in competition.jurors}
    numbers = quotas(competition, stage)
    pivotal = {
        (p.entry, p.juror, p.criterion): p for p in pivotal_scores(result, elements, numbers)
    }
    counted = {
        (entry, juror, code)
        for entry, rows in result.rows.items()
        for juror, row in rows.items()
        for code in row
    }
    others = sorted(counted - pivotal.keys(), key=lambda key: (*_place(result, key), *key))
    chance = Random(seed)  # noqa: S311 - anybody must be able to draw the same cells again
    drawn = chance.sample(others, min(sample, len(others)))
    facts = AuditFacts(
        competition.settings.name,
        stage.code,
        stage.name,
        seed,
        has_cut(stage, numbers),
        stage.takes_places,
    )
    keys = [*pivotal, *drawn]
    lines = tuple(_lines(competition, result, keys, pivotal))
    return Audit(facts, lines, len(counted))


def spot_check(drawn: Audit) -> Output:
    """Return uji_petik.xlsx, in the language being spoken."""
    return Output(layout.spot_check(drawn.facts.stage), audit_book.write(drawn.facts, drawn.lines))


def _place(result: StageResult, key: Key) -> tuple[str, str, str]:
    source = result.sources[key]
    return source.file, source.sheet, source.cell


def _lines(
    competition: Competition,
    result: StageResult,
    keys: list[Key],
    pivotal: dict[Key, PivotalScore],
) -> Iterator[AuditLine]:
    criteria = {criterion.code: criterion for criterion in result.stage.criteria}
    for key in keys:
        entry, juror, code = key
        found = pivotal.get(key)
        yield AuditLine(
            source=result.sources[key],
            juror=competition.juror[juror],
            entry=competition.entry[entry],
            criterion=criteria[code],
            value=result.rows[entry][juror][code],
            change=found.change if found else None,
        )


def _line_json(line: AuditLine) -> dict[str, Any]:
    source = line.source
    return {
        "entry": line.entry.code,
        "juror": line.juror.code,
        "criterion": line.criterion.code,
        "value": format(line.value, "f"),
        "written": source.written,
        "file": source.file,
        "sha256": source.sha256,
        "archived": layout.archived(source.sha256).as_posix(),
        "sheet": source.sheet,
        "cell": source.cell,
        "why": RANDOM if line.change is None else PIVOTAL,
        "change": None if line.change is None else format(line.change, "+f"),
    }
