"""The score sheets sent out, as the journal knows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sinovik_sheets.model import Criterion, Stage

KIND = "issued"


@dataclass(frozen=True)
class IssuedCriterion:
    """A criterion as it was when the sheet went out."""

    code: str
    weight: str
    minimum: str
    maximum: str
    step: str

    @classmethod
    def of(cls, criterion: Criterion) -> "IssuedCriterion":
        """Return how a criterion stands in the journal."""
        return cls(
            criterion.code,
            _text(criterion.weight),
            _text(criterion.minimum),
            _text(criterion.maximum),
            _text(criterion.step),
        )

    @property
    def scale(self) -> tuple[str, str, str, str]:
        """What must not change while sheets are out: code and scale."""
        return self.code, self.minimum, self.maximum, self.step


@dataclass(frozen=True)
class Issued:
    """One sheet sent out: whose, for what, and under which code."""

    code: str
    stage: str
    juror: str
    serial: int
    entries: tuple[str, ...]
    criteria: tuple[IssuedCriterion, ...]

    def fits(self, stage: Stage) -> bool:
        """Return whether criteria and scale are still those of the stage."""
        now = [criterion.scale for criterion in issued_criteria(stage)]
        return [criterion.scale for criterion in self.criteria] == now

    def event(self, time: str, file: str) -> Mapping[str, Any]:
        """Return the journal line of this sheet."""
        return {
            "kind": KIND,
            "time": time,
            "code": self.code,
            "stage": self.stage,
            "juror": self.juror,
            "serial": self.serial,
            "file": file,
            "entries": list(self.entries),
            "criteria": [
                {
                    "code": criterion.code,
                    "weight": criterion.weight,
                    "minimum": criterion.minimum,
                    "maximum": criterion.maximum,
                    "step": criterion.step,
                }
                for criterion in self.criteria
            ],
        }


def in_force(stage: Stage, sheets: Iterable[Issued]) -> list[Issued]:
    """Return the sheets of one juror that are in force.

    Where places are given every sheet holds all entries, so the latest counts alone.
    """
    by_serial = sorted(sheets, key=lambda sheet: sheet.serial)
    return by_serial[-1:] if stage.takes_places else by_serial


def issued_criteria(stage: Stage) -> tuple[IssuedCriterion, ...]:
    """Return how the criteria of a stage stand in the journal when a sheet goes out."""
    return tuple(IssuedCriterion.of(criterion) for criterion in stage.criteria)


def issued_sheets(events: Iterable[Mapping[str, Any]]) -> dict[str, Issued]:
    """Return every sheet sent out, by its code, oldest first."""
    return {
        event["code"]: Issued(
            event["code"],
            event["stage"],
            event["juror"],
            event["serial"],
            tuple(event["entries"]),
            tuple(IssuedCriterion(**criterion) for criterion in event["criteria"]),
        )
        for event in events
        if event["kind"] == KIND
    }


def _text(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")
