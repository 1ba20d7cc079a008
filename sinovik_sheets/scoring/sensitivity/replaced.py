"""One score replaced by another: what its entry's total becomes, all else as it is."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from sinovik_sheets.model import Aggregation, Method, RoundingStep
from sinovik_sheets.scoring.aggregate import WHOLE, Rows, StageScore, aggregate
from sinovik_sheets.scoring.exact import round_half_up
from sinovik_sheets.scoring.methods import METHODS, Setting
from sinovik_sheets.scoring.result import StageResult

_MEANS = frozenset({Method.MEAN, Method.LENIENCY, Method.Z_SCORE})
"""The methods that average what each juror's value is turned into by itself."""


class Rule:
    """How a stage is computed, with all that its entries share held as it is.

    So the adjustments of jurors (`penyesuaian_juri`, `z_skor`) stay those of the
    scores as they are, whatever score is replaced.
    """

    def __init__(self, result: StageResult, elements: Mapping[str, str]) -> None:
        """Take over a result; `elements` maps jurors to what their element is written as."""
        self.stage = stage = result.stage
        groups = {juror: stage.element_of(written) for juror, written in elements.items()}
        panel = {juror for rows in result.rows.values() for juror in rows}
        self.settings = {
            code: Setting(
                groups,
                {j: a for (j, block), a in result.adjustments.items() if block == code},
                len(panel),
            )
            for code in (WHOLE, *stage.weights)
        }
        self.weights = {code: Fraction(weight) / 100 for code, weight in stage.weights.items()}
        self._before = result.totals_before
        self._shares = {
            code: Fraction(weight) / 100
            for code, weight in (stage.final_weights or {stage.code: Decimal(100)}).items()
        }
        self._share = self._shares.get(stage.code, Fraction(0))
        self._worth: dict[Decimal, Fraction] = {}

    def worth(self, score: Decimal) -> Fraction:
        """Return what a score counts as: itself, or the points of a place."""
        if not self.stage.points:
            return Fraction(score)
        if score not in self._worth:
            row = dict.fromkeys(self.stage.weights, score)
            self._worth[score] = next(iter(aggregate(self.stage, {"": row}).means.values()))
        return self._worth[score]

    def earlier(self, entry: str) -> Fraction:
        """Return what other stages add to the total of an entry."""
        parts = (
            share * self._before[code, entry]
            for code, share in self._shares.items()
            if share and code != self.stage.code
        )
        return sum(parts, Fraction(0))

    def final(self, stage_total: Fraction, earlier: Fraction) -> Fraction:
        """Return the total that is ranked, from that of this stage and of others."""
        rounded = round_half_up(stage_total, self.stage.rounding.get(RoundingStep.STAGE))
        places = self.stage.rounding.get(RoundingStep.FINAL)
        return round_half_up(earlier + self._share * rounded, places)


class ScoredEntry:
    """The counted scores of one entry, one of which may be replaced."""

    def __init__(self, rule: Rule, entry: str, rows: Rows, score: StageScore) -> None:
        """Take over an entry with its counted rows and what they gave."""
        self._rule, self._score = rule, score
        self._earlier = rule.earlier(entry)
        self._means: dict[str, Fraction] = {}
        self._columns = {
            code: {juror: rule.worth(row[code]) for juror, row in rows.items()}
            for code in rule.weights
        }
        self._sums = {
            juror: sum((w * self._columns[c][juror] for c, w in rule.weights.items()), Fraction(0))
            for juror in rows
        }
        per_criterion = rule.stage.aggregation is Aggregation.PER_CRITERION
        self._panel = score.criteria if per_criterion else None
        panel = ((w, score.criteria[code]) for code, w in rule.weights.items())
        self._panel_sum = sum((w * value for w, value in panel), Fraction(0))

    def total(self, juror: str, criterion: str, worth: Fraction) -> Fraction:
        """Return the entry's total with another score there; never less for a higher worth."""
        if self._panel is None:
            gained = self._rule.weights[criterion] * (worth - self._columns[criterion][juror])
            return self._with_sum(juror, self._sums[juror] + gained)
        places = self._rule.stage.rounding.get(RoundingStep.CRITERION)
        panel = round_half_up(self._combined(criterion, juror, worth), places)
        gained = self._rule.weights[criterion] * (panel - self._panel[criterion])
        return self._rule.final(self._panel_sum + gained, self._earlier)

    def score(self, juror: str, criterion: str, worth: Fraction) -> StageScore:
        """Return what separates equal totals, with another score there."""
        change = worth - self._columns[criterion][juror]
        mean = self._score.means[criterion] + change / len(self._sums)
        total = self._juror_total(self._sums[juror] + self._rule.weights[criterion] * change)
        return replace(
            self._score,
            means={**self._score.means, criterion: mean},
            juror_totals={**self._score.juror_totals, juror: total},
        )

    def reach(self, juror: str, worths: Mapping[str, Fraction]) -> list[Fraction]:
        """Return totals beyond which no single replaced score of a juror moves the entry.

        `worths` are what a score may become, by criterion: all of them the least, or all
        of them the greatest.
        """
        if self._panel is not None:
            return [self.total(juror, code, worth) for code, worth in worths.items()]
        weights, columns = self._rule.weights, self._columns
        gains = (weights[code] * (w - columns[code][juror]) for code, w in worths.items())
        return [self._with_sum(juror, self._sums[juror] + max(gains, key=abs))]

    def _with_sum(self, juror: str, weighted: Fraction) -> Fraction:
        return self._rule.final(
            self._combined(WHOLE, juror, self._juror_total(weighted)), self._earlier
        )

    def _juror_total(self, weighted: Fraction) -> Fraction:
        return round_half_up(weighted, self._rule.stage.rounding.get(RoundingStep.JUROR))

    def _combined(self, block: str, juror: str, value: Fraction) -> Fraction:
        """Return the panel's value where one juror's is another; a mean by its difference."""
        stage, setting = self._rule.stage, self._rule.settings[block]
        values = self._columns[block] if block else self._score.juror_totals
        if stage.method not in _MEANS:
            return METHODS[stage.method]({**values, juror: value}, stage, setting).value
        if block not in self._means:
            self._means[block] = METHODS[stage.method](values, stage, setting).value
        before = values[juror]
        if stage.method.adjusts_jurors:
            places = stage.rounding.get(RoundingStep.CORRECTION)
            before = self._score.corrected[juror, block]
            value = round_half_up(setting.adjustments[juror].applied(value), places)
        return self._means[block] + (value - before) / len(values)
