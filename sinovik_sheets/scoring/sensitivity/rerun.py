"""Who would go on by another rule, other weights, or without a juror: computed anew, exactly."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm

import numpy as np

from sinovik_sheets.model import Aggregation, Entry, Method, RoundingStep, Stage
from sinovik_sheets.scoring.aggregate import StageScore
from sinovik_sheets.scoring.ranking import Contender, advances, rank
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.scoring.sensitivity.combined import Block, There, adjustments, combined, weighed
from sinovik_sheets.scoring.sensitivity.ratios import Ratios, ratios, whole
from sinovik_sheets.scoring.sensitivity.replaced import Rule

Weights = Mapping[str, Fraction]
"""Criterion -> weight in percent; need not be a decimal number."""


class Rerun:
    """The counted scores of a stage as whole numbers, ready to be ranked by other rules.

    `elements` and `quotas` are those of `score_entries` and `advances`. The entries that
    compete are those with a total, or where jurors could not be compared, with a score.
    """

    def __init__(
        self, result: StageResult, elements: Mapping[str, str], quotas: Mapping[str, int]
    ) -> None:
        self.stage, self._quotas, self._elements = result.stage, quotas, elements
        self._rule = Rule(result, elements)
        self.entries = [entry for entry, rows in result.rows.items() if rows]
        self.jurors = sorted({juror for rows in result.rows.values() for juror in rows})
        self._competing = self._competitors(result)
        self._read(result)
        self._weighted: dict[tuple[Fraction, ...], Ratios] = {}

    def _competitors(self, result: StageResult) -> dict[int, Entry]:
        """Return the entries that could have a place, by row."""
        others = [code for code, w in self.stage.final_weights.items() if w]
        others = [code for code in others if code != self.stage.code]
        could = {
            s.entry.code: s.entry
            for s in result.standings
            if s.total is not None
            or (
                result.parts
                and s.entry.status is None
                and all((code, s.entry.code) in result.totals_before for code in others)
            )
        }
        return {row: could[entry] for row, entry in enumerate(self.entries) if entry in could}

    def _read(self, result: StageResult) -> None:
        """Lay the scores out as whole numbers of one unit."""
        codes = [criterion.code for criterion in self.stage.criteria]
        rows = result.rows.values()
        given = {score for row in rows for scores in row.values() for score in scores.values()}
        worths = {score: self._rule.worth(score) for score in given}
        self._unit = lcm(*(worth.denominator for worth in worths.values()))
        numbers = {score: int(worth * self._unit) for score, worth in worths.items()}
        shape = (len(codes), len(self.entries), len(self.jurors))
        self.there: There = np.zeros(shape[1:], dtype=bool)
        column = {juror: at for at, juror in enumerate(self.jurors)}
        small = max(map(abs, numbers.values()), default=0) < 2**53
        self._marks = np.zeros(shape, dtype=np.int64 if small else object)
        for row, entry in enumerate(self.entries):
            for juror, scores in result.rows[entry].items():
                at = column[juror]
                self.there[row, at] = True
                self._marks[:, row, at] = [numbers[scores[code]] for code in codes]

    @property
    def weights(self) -> Weights:
        """The weights of the criteria as they are, in percent."""
        return {code: Fraction(weight) for code, weight in self.stage.weights.items()}

    @cached_property
    def _earlier(self) -> Ratios:
        nothing = Fraction(0)  # of one that has no place anyhow
        return ratios(
            [
                self._rule.earlier(entry) if row in self._competing else nothing
                for row, entry in enumerate(self.entries)
            ]
        )

    def goes_on(
        self, stage: Stage, *, weights: Weights | None = None, without: str | None = None
    ) -> frozenset[str] | None:
        """Return who goes on by the rule of `stage`, one juror left out if one is named.

        Computed as `rank` does, ladder, quotas and minimum included, but for what the
        plenary decides: all who share the place at the cut are in. None where the method
        cannot compare the jurors.
        """
        weights = weights or self.weights
        there = self.there.copy()
        if without is not None:
            there[:, self.jurors.index(without)] = False
        kept = np.flatnonzero(there.any(axis=1)).tolist()
        if not kept:
            return frozenset()
        totals = self._totals(stage, weights, there, kept)
        if totals is None:
            return None
        return _Line(self, stage, weights, there).inside(kept, totals)

    def juror_totals(self, weights: Weights) -> Ratios:
        """Return the total of every juror for every entry, rounded as the stage says."""
        key = tuple(weights[criterion.code] for criterion in self.stage.criteria)
        if key not in self._weighted:
            scale = lcm(*(weight.denominator for weight in key))
            shares = [int(weight * scale) for weight in key]
            biggest = max(map(abs, shares), default=0) * int(abs(self._marks).max(initial=0))
            fits = biggest * max(1, len(shares)) < 2**62
            marks = self._marks if fits else self._marks.astype(object)
            tops = whole(sum(share * marks[at] for at, share in enumerate(shares)))
            totals = Ratios(tops, whole(100 * scale * self._unit))
            self._weighted[key] = totals.rounded(self.stage.rounding.get(RoundingStep.JUROR))
        return self._weighted[key]

    def column(self, criterion: int) -> Ratios:
        """Return what every juror gave every entry on a criterion."""
        return Ratios(whole(self._marks[criterion]), whole(self._unit))

    def _totals(
        self, stage: Stage, weights: Weights, there: There, kept: Sequence[int]
    ) -> Ratios | None:
        """Return the totals that are ranked of the entries kept, None without any."""
        if stage.aggregation is Aggregation.PER_CRITERION:
            found = [
                self._combined(stage, self.column(at), there, kept)
                for at in range(len(stage.criteria))
            ]
            places = stage.rounding.get(RoundingStep.CRITERION)
            panels = [panel.rounded(places) for panel in found if panel is not None]
            if len(panels) < len(found):
                return None
            shares = [weights[criterion.code] / 100 for criterion in stage.criteria]
            total = panels[0].times(shares[0])
            for panel, share in zip(panels[1:], shares[1:], strict=True):
                total = total.plus(panel.times(share))
        else:
            whole_totals = self._combined(stage, self.juror_totals(weights), there, kept)
            if whole_totals is None:
                return None
            total = whole_totals
        return self._final(stage, total.rounded(stage.rounding.get(RoundingStep.STAGE)), kept)

    def _final(self, stage: Stage, total: Ratios, kept: Sequence[int]) -> Ratios:
        share = Fraction(stage.final_weights.get(stage.code, Decimal(0))) / 100
        if stage.final_weights:
            earlier = Ratios(self._earlier.top[kept], self._earlier.bottom[kept])
            total = total.times(share).plus(earlier)
        return total.rounded(stage.rounding.get(RoundingStep.FINAL))

    def _combined(
        self, stage: Stage, values: Ratios, there: There, kept: Sequence[int]
    ) -> Ratios | None:
        """Combine the jurors of one block; the adjustments come from all counted scores."""
        mine = Ratios(values.top[kept], values.bottom)
        counted = there[kept]
        adjusts = stage.method.adjusts_jurors
        adjusted = adjustments(stage.method, mine, counted) if adjusts else ()
        if adjusted is None:
            return None
        groups = tuple(stage.element_of(self._elements.get(j, "")) for j in self.jurors)
        return combined(stage, Block(mine, counted, groups, adjusted))

    def ranked(self, stage: Stage, there: There) -> Mapping[int, Entry]:
        """Return the rows that compete when only these scores count."""
        if stage.method is not Method.ELEMENT_WEIGHTS:
            return self._competing
        groups = tuple(stage.element_of(self._elements.get(j, "")) for j in self.jurors)
        heavy = weighed(stage, Block(self.column(0), there, groups))
        return {row: entry for row, entry in self._competing.items() if heavy[row]}

    def seats(self, stage: Stage, field: str) -> int | None:
        """Return how many of a field go on, None without a number."""
        return self._quotas.get(field, stage.advance) if stage.advance_per else stage.advance

    def contenders(self, rows: Iterable[int], weights: Weights, there: There) -> list[Contender]:
        """Return entries with equal totals as the ladder needs them."""
        totals = self.juror_totals(weights)
        bottom = int(totals.bottom)
        found = []
        for row in rows:
            entry, at = self._competing[row], np.flatnonzero(there[row]).tolist()
            means = {
                criterion.code: Fraction(sum(marks[row, at].tolist()), self._unit * len(at))
                for criterion, marks in zip(self.stage.criteria, self._marks, strict=True)
            }
            given = {self.jurors[j]: Fraction(int(totals.top[row, j]), bottom) for j in at}
            score = StageScore(Fraction(0), given, means=means, n=len(at))
            found.append(Contender(entry.code, entry.category, Fraction(0), score, entry.group))
        return found


class _Line:
    """The line between those who go on and those who do not, field by field."""

    def __init__(self, rerun: Rerun, stage: Stage, weights: Weights, there: There) -> None:
        self._rerun, self._stage, self._weights, self._there = rerun, stage, weights, there

    def inside(self, kept: Sequence[int], totals: Ratios) -> frozenset[str]:
        """Return who goes on, given the totals of the rows kept."""
        stage, rerun = self._stage, self._rerun
        competing = rerun.ranked(stage, self._there)
        one = totals.on_one()
        sign = -1 if stage.fewer_is_better else 1
        worth = {
            row: sign * top
            for row, top in zip(kept, one.top.tolist(), strict=True)
            if row in competing
        }
        fields: defaultdict[str, list[int]] = defaultdict(list)
        for row in worth:
            fields[_field(stage, competing[row])].append(row)
        chosen: set[int] = set()
        for field, rows in fields.items():
            seats = rerun.seats(stage, field)
            if seats is not None:
                chosen |= self._seated(rows, seats, worth)
            elif stage.minimum_score is not None:
                chosen |= set(rows)
        if stage.minimum_score is not None:
            least = sign * Fraction(stage.minimum_score) * int(one.bottom)
            chosen = {row for row in chosen if worth[row] >= least}
        return frozenset(competing[row].code for row in chosen)

    def _seated(self, rows: list[int], seats: int, worth: Mapping[int, int]) -> set[int]:
        """Return the rows with a seat; equal totals across the line climb the ladder."""
        if seats >= len(rows):
            return set(rows)
        if seats < 1:
            return set()
        level = sorted((worth[row] for row in rows), reverse=True)[seats - 1]
        above = {row for row in rows if worth[row] > level}
        tied = [row for row in rows if worth[row] == level]
        if len(above) + len(tied) <= seats:
            return above | set(tied)
        equals = [row for row, value in worth.items() if value == level]
        everyone = dict(
            zip(equals, self._rerun.contenders(equals, self._weights, self._there), strict=True)
        )
        ladder = _with_weights(self._stage, self._weights)
        stage = replace(ladder, advance=seats - len(above), minimum_score=None)
        mine = [everyone[row] for row in tied]
        outcome = advances(mine, rank(everyone.values(), stage), stage, {})
        return above | {row for row in tied if outcome[everyone[row].entry] is not False}


def _field(stage: Stage, entry: Entry) -> str:
    """Return whom an entry competes with for going on, "" for everyone."""
    return {"kategori": entry.category, "kelompok": entry.group}.get(stage.advance_per, "")


def _with_weights(stage: Stage, weights: Weights) -> Stage:
    """Return the stage with its criteria in the order of these weights, for the ladder."""
    scale = lcm(*(weight.denominator for weight in weights.values()))
    criteria = tuple(
        replace(c, weight=Decimal(int(weights[c.code] * scale))) for c in stage.criteria
    )
    return replace(stage, criteria=criteria)
