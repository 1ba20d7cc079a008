"""What the journal keeps of entries: codes given, and the records that belong to each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sinovik_sheets.steps.registration.known import Known
from sinovik_sheets.steps.registration.records import Record, RecordId

KIND = "entry"


@dataclass(frozen=True)
class Tie:
    """What the journal says of a record: the code it belongs to, and by which answer.

    `own` says that the code was given for this record, `counts` that it took the place
    of the version before without a question. `question` is the key of the question
    whose answer decides, empty where none was asked.
    """

    code: str
    own: bool
    counts: bool
    question: str = ""


def ties(events: Iterable[Mapping[str, Any]]) -> dict[RecordId, Tie]:
    """Return what every record was found to be; a later line replaces an earlier one."""
    return {
        (e["sha256"], e["place"]): Tie(e["code"], e["own"], e["counts"], e["question"])
        for e in events
        if e["kind"] == KIND and "sha256" in e
    }


@dataclass(frozen=True)
class GivenCode:
    """What a code was given to; `unit` only for a row that people typed."""

    title: str
    unit: str


def given_codes(events: Iterable[Mapping[str, Any]]) -> dict[str, GivenCode]:
    """Return every code given so far, with what it was given to."""
    return {
        e["code"]: GivenCode(e["title"], e.get("unit", ""))
        for e in events
        if e["kind"] == KIND and "title" in e
    }


@dataclass(frozen=True)
class NewTie:
    """A record that was found to be of an innovation in this run."""

    record: Record
    known: Known
    question: str
    own: bool
    counts: bool = False

    def event(self, time: str) -> Mapping[str, Any]:
        """Return the journal line; the innovation has its code by now."""
        sha256, place = self.record.id
        line = {
            "kind": KIND,
            "time": time,
            "code": self.known.code,
            "sha256": sha256,
            "place": place,
            "own": self.own,
            "counts": self.counts,
            "question": self.question,
        }
        return line | ({"title": self.record.registration.title} if self.own else {})
