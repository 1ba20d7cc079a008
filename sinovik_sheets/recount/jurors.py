"""What is taken from jurors by all of their scores: their leniency, or centre and spread."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from sinovik_sheets.recount.whole import Ratio, rounded

Block = Mapping[str, Mapping[str, int]]
"""Entry -> juror -> score, in parts of a common unit."""

PLACES = 6
MILLION = 10**PLACES


class Correction(NamedTuple):
    """A centre and a spread in millionths, as they are printed."""

    centre: int
    spread: int = MILLION

    def applied(self, score: Ratio) -> Ratio:
        """Return (score - centre) / spread, 0 where there is no spread."""
        if not self.spread:
            return Ratio(0, 1)
        return Ratio(score.parts * MILLION - self.centre * score.of, self.spread * score.of)


def leniency(block: Block, of: int) -> dict[str, Correction] | None:
    """Return by how much each juror marks above the others; None where that is unknowable.

    Least squares over all pairs of jurors who scored the same entry, each pair weighted
    by 1 / jurors of that entry: the same optimum as entry + juror effects. One juror is
    held at 0 while solving; then all are moved so that they add up to 0.
    """
    jurors = sorted({juror for row in block.values() for juror in row})
    number = {juror: at for at, juror in enumerate(jurors)}
    links = [[0] * len(jurors) for _juror in jurors]
    pulls = [0] * len(jurors)
    cut = lcm(*(len(row) for row in block.values() if row))
    for row in block.values():
        for juror, score in row.items():
            for other, theirs in row.items():
                if other != juror:
                    links[number[juror]][number[other]] += cut // len(row)
                    pulls[number[juror]] += cut // len(row) * (score - theirs)
    effects = _balanced([list(map(Fraction, line)) for line in links], list(map(Fraction, pulls)))
    if effects is None:
        return None
    units = _adding_up_to_zero([effect * MILLION / of for effect in effects])
    return {juror: Correction(units[at]) for juror, at in number.items()}


def _balanced(links: list[list[Fraction]], pulls: list[Fraction]) -> list[Fraction] | None:
    """Take jurors out one by one, handing their links and pulls on to those that remain.

    A juror left with no link to a later one, except the very last, hangs in the air:
    some jurors are not connected with the others.
    """
    last = len(pulls) - 1
    for out in range(last):
        strength = sum(links[out][out + 1 :], Fraction(0))
        if not strength:
            return None
        for juror in range(out + 1, last + 1):
            share = links[out][juror] / strength
            if not share:
                continue
            pulls[juror] += share * pulls[out]
            for other in range(out + 1, last + 1):
                if other != juror:
                    links[juror][other] += share * links[out][other]
    effects = [Fraction(0)] * len(pulls)
    for juror in reversed(range(last)):
        later = range(juror + 1, last + 1)
        strength = sum((links[juror][other] for other in later), Fraction(0))
        drawn = sum((links[juror][other] * effects[other] for other in later), pulls[juror])
        effects[juror] = drawn / strength
    middle = sum(effects, Fraction(0)) / max(len(effects), 1)
    return [effect - middle for effect in effects]


def _adding_up_to_zero(exact: list[Fraction]) -> list[int]:
    """Round to whole numbers; while they miss 0, the one rounded furthest that way gives way.

    Of equals it is the first; the order is that of the jurors' codes.
    """
    units = [rounded(Ratio(*number.as_integer_ratio()), 0).parts for number in exact]
    while missed := sum(units):
        step = 1 if missed > 0 else -1
        errors = [step * (unit - number) for unit, number in zip(units, exact, strict=True)]
        units[errors.index(max(errors))] -= step
    return units


def standard(block: Block, of: int) -> dict[str, Correction]:
    """Return each juror's mean and sample standard deviation (n - 1)."""
    scores: defaultdict[str, list[int]] = defaultdict(list)
    for row in block.values():
        for juror, score in row.items():
            scores[juror].append(score)
    return {
        juror: Correction(
            rounded(Ratio(sum(given), of * len(given)), PLACES).parts, _spread(given, of)
        )
        for juror, given in scores.items()
    }


def _spread(given: list[int], of: int) -> int:
    """Return the deviation in millionths, from n sum(x^2) - sum(x)^2 and a long decimal root.

    A root that ends in exactly a half has few decimals, so that many more keep it exact.
    """
    count = len(given)
    if count < 2:
        return 0
    squares = count * sum(score * score for score in given) - sum(given) ** 2
    with localcontext(prec=120):
        variance = Decimal(squares) / (count * (count - 1) * of * of)
        root = (variance * MILLION**2).sqrt()
        return int(root.quantize(Decimal(1), ROUND_HALF_UP))
