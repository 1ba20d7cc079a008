"""Invented stages of every kind, small and full of ties, with what the jurors gave."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from sinovik_sheets.model import (
    Aggregation,
    Category,
    Competition,
    Criterion,
    CutTies,
    Entry,
    EntryStatus,
    Group,
    Method,
    RoundingStep,
    Stage,
    Ties,
)
from sinovik_sheets.scoring.result import Absence, StageResult
from stage_results import competition, ranked

ELEMENTS = {"akademisi": Decimal("33.5"), "LSM": Decimal("26.5"), "birokrasi": Decimal(40)}
WEIGHTS = [
    ["100"],
    ["50", "50"],
    ["62.5", "37.5"],
    ["0", "100"],
    ["25", "50", "25"],
    ["30.5", "39", "30.5"],
    ["33.33", "33.33", "33.34"],
]
POINTS = [(), tuple(map(Decimal, ("14", "9.5", "8"))), (Decimal(1),)]

Given = dict[str, dict[str, Sequence[str] | Absence]]


@dataclass
class Contest:
    """A competition of one stage, what its jurors gave, and the totals of before."""

    competition: Competition
    scores: Given
    before: dict[tuple[str, str], Fraction] = field(default_factory=dict)

    def result(self) -> StageResult:
        """The result as the tool computes it."""
        return ranked(self.competition, self.scores, self.before)


def _maybe(strategy: st.SearchStrategy[int]) -> st.SearchStrategy[int | None]:
    return st.none() | strategy


@st.composite
def stages(draw: st.DrawFn, method: Method) -> Stage:
    """A stage judged by a method, its other rules as they come."""
    weights = draw(st.sampled_from(WEIGHTS))
    steps = st.sampled_from(list(RoundingStep))
    minimum = draw(_maybe(st.integers(0, 8)))
    return Stage(
        "T2",
        "Tahap 2",
        tuple(Criterion(f"K{n}", f"Unsur {n}", Decimal(w)) for n, w in enumerate(weights, 1)),
        method=method,
        aggregation=draw(st.sampled_from(Aggregation)),
        trim=draw(st.integers(0, 2)),
        limit=draw(st.sampled_from([Decimal("0.5"), Decimal(1), Decimal("1.25")])),
        rounding=draw(st.dictionaries(steps, st.integers(0, 3))),
        ties=draw(st.sampled_from(Ties)),
        cut_ties=draw(st.sampled_from(CutTies)),
        advance=draw(_maybe(st.integers(0, 6))),
        minimum_score=None if minimum is None else Decimal(minimum) / 2,
        advance_per=draw(st.sampled_from(["", "kategori", "kelompok"])),
        final_weights=draw(
            st.sampled_from(
                [
                    {},
                    {"T2": Decimal(100)},
                    {"T1": Decimal("37.5"), "T2": Decimal("62.5")},
                    {"T1": Decimal(0), "T2": Decimal(100)},
                ]
            )
        ),
        element_weights=ELEMENTS if method is Method.ELEMENT_WEIGHTS else {},
        points=draw(st.sampled_from(POINTS)) if method is Method.PLACE_POINTS else (),
    )


def _entries(draw: st.DrawFn, count: int) -> list[Entry]:
    status = st.sampled_from([None] * 9 + [EntryStatus.WITHDRAWN])
    return [
        Entry(
            f"INO-{number:04d}",
            f"Inovasi {number}",
            category=draw(st.sampled_from("XY")),
            group=draw(st.sampled_from(["", "umum", "replikasi"])),
            status=draw(status),
        )
        for number in range(1, count + 1)
    ]


@st.composite
def contests(draw: st.DrawFn, method: Method) -> Contest:
    """A contest judged by a method; many totals are equal and some rows are absent."""
    stage = draw(stages(method))
    entries = _entries(draw, draw(st.integers(1, 7)))
    jurors = [f"J{number:02d}" for number in range(1, draw(st.integers(1, 6)) + 1)]
    whole = st.integers(0 if stage.points else 1, 4).map(str)
    score = whole if stage.takes_places else whole | st.sampled_from(["2.5", "2.25", "3.01"])
    row = st.lists(score, min_size=len(stage.criteria), max_size=len(stage.criteria))
    absent = st.sampled_from([Absence.RECUSED, Absence.MISSING])
    cell = st.one_of(row, row, row, row, absent)
    scores: Given = {
        entry.code: {} if entry.status else {juror: draw(cell) for juror in jurors}
        for entry in entries
    }
    plain = competition(stage, scores, entries)
    elements = draw(st.lists(st.sampled_from([*ELEMENTS, " lsm", "Birokrasi "]), min_size=6))
    quota = _maybe(st.integers(0, 3))
    settled = replace(
        plain,
        jurors=tuple(
            replace(juror, element=element)
            for juror, element in zip(plain.jurors, elements, strict=False)
        ),
        categories=tuple(Category(code, code, quota=draw(quota)) for code in "XY"),
        groups=tuple(Group(code, code, quota=draw(quota)) for code in ("umum", "replikasi")),
    )
    earlier = st.none() | st.sampled_from([Fraction(2), Fraction("2.5"), Fraction(7, 3)])
    before = {("T1", entry.code): draw(earlier) for entry in entries if stage.final_weights}
    known = {key: total for key, total in before.items() if total is not None}
    return Contest(settled, scores, known)
