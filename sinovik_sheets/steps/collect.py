"""collect: take files in, byte for byte, and say what became of each of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from sinovik_sheets.model import Fate
from sinovik_sheets.problems import Finding, Rule
from sinovik_sheets.steps.arrivals import KIND, read_content
from sinovik_sheets.steps.issued import Issued
from sinovik_sheets.steps.received import ReceivedFile, received_files

Event = Mapping[str, Any]


class FoundFile(Protocol):
    """A file as a source hands it over."""

    @property
    def path(self) -> str:
        """Where it was found, as people know it."""

    @property
    def data(self) -> bytes:
        """Its bytes, empty when they could not be had."""

    @property
    def ignored(self) -> bool:
        """Whether it needs no action (lock and sync files)."""

    @property
    def problem(self) -> Rule | None:
        """Why it could not be had or opened."""

    @property
    def detail(self) -> str:
        """More about the problem."""

    @property
    def modified(self) -> str:
        """The day the file itself carries (2026-12-17), empty when not known."""


class Keeper(Protocol):
    """Where received bytes are kept."""

    def put(self, data: bytes) -> str:
        """Keep bytes and return their SHA-256."""

    def settle(self) -> None:
        """Make sure that what was kept survives a power cut."""


@dataclass(frozen=True)
class Box:
    """An inbox: the kind its files have in the journal, and which strange ones are ours.

    With `dated` the journal also keeps the day a file itself carries.
    """

    kind: str
    is_ours: Callable[[FoundFile], bool]
    dated: bool = False


@dataclass(frozen=True)
class Taken:
    """What one run took in: the files found in order, and the journal lines to add.

    `found` pairs the path of a file with its SHA-256; `settled` holds the files
    that are left alone or could not be had.
    """

    found: tuple[tuple[str, str], ...]
    settled: tuple[ReceivedFile, ...]
    events: tuple[Event, ...]


def take_in(
    files: Iterable[tuple[FoundFile, bool]],
    keeper: Keeper,
    events: Iterable[Event],
    now: datetime,
    box: Box,
    *,
    sender: str = "",
) -> Taken:
    """Keep every file that is new and say what to write into the journal.

    `files` pairs each file with whether it comes from outside the inbox: of those
    only files that belong to this competition are kept; the others are counted
    and left alone.
    """
    known = received_files(events, box.kind, ReceivedFile)
    seen = {(file.path, file.sha256) for file in known}
    run = 1 + max((file.run for file in known), default=0)
    found, settled, new = [], [], []
    for file, outside in files:
        left = _settled(file, run, now, box, outside=outside)
        if left is not None:
            settled.append(left)
            continue
        sha256 = keeper.put(file.data)
        found.append((file.path, sha256))
        if (file.path, sha256) not in seen:
            seen.add((file.path, sha256))
            event = _event(file, sha256, run, now, box, outside=outside)
            sent = {"sender": sender} if sender else {}
            new.append(event | sent)
    keeper.settle()
    return Taken(tuple(found), tuple(settled), tuple(new))


def _event(
    file: FoundFile, sha256: str, run: int, now: datetime, box: Box, *, outside: bool
) -> dict[str, Any]:
    event: dict[str, Any] = {
        "kind": box.kind,
        "time": now.isoformat(timespec="seconds"),
        "run": run,
        "path": file.path,
        "sha256": sha256,
        "size": len(file.data),
    }
    if box.dated and file.modified:
        event["modified"] = file.modified
    if outside:
        event["outside"] = True
    if file.problem is not None:
        event["problem"] = file.problem.code
        event["detail"] = file.detail
    return event


def _settled(
    file: FoundFile, run: int, now: datetime, box: Box, *, outside: bool
) -> ReceivedFile | None:
    """Return a file that is left alone or could not be had, None for all others."""
    left = ReceivedFile(file.path, "", run, now.isoformat(timespec="seconds"))
    if file.ignored or (outside and not box.is_ours(file)):
        left.fate = Fate.IGNORED
        return left
    if file.problem is not None and not file.data:
        left.settle(Fate.REJECTED, file.problem, file.detail)
        return left
    return None


def score_sheets(issued: Mapping[str, Issued]) -> Box:
    """Return the inbox of score sheets: ours are those that carry a code sent out."""

    def is_ours(file: FoundFile) -> bool:
        if any(code in file.path.upper() for code in issued):
            return True
        return any(code in issued for code in read_content(file.data).codes)

    return Box(KIND, is_ours)


@dataclass(frozen=True)
class Collected:
    """The files found in one run with their fates; the counts add up to them."""

    files: tuple[ReceivedFile, ...]
    new: int

    @property
    def counts(self) -> dict[Fate, int]:
        """How many files have each fate."""
        found = Counter(file.fate for file in self.files)
        return {fate: found[fate] for fate in Fate}

    @property
    def findings(self) -> list[Finding]:
        """Why files were not used, where people must act."""
        return [file.finding for file in self.files if file.finding is not None]

    @property
    def needs_people(self) -> bool:
        """Whether a file waits for people; what they have decided about does not."""
        return bool(self.findings)

    def as_json(self) -> dict[str, Any]:
        """Return the shape of `collect --json`."""
        return {
            "files": [
                {
                    "path": file.path,
                    "sha256": file.sha256,
                    "fate": file.fate.value,
                    "juror": file.juror,
                    "stage": file.stage,
                    "reason": file.finding.message if file.finding else "",
                }
                for file in self.files
            ],
            "counts": self.counts,
        }


def collected(taken: Taken, judged: Iterable[ReceivedFile]) -> Collected:
    """Return the files of a run with the fates that judging everything received gave them."""
    by_identity = {(file.path, file.sha256): file for file in judged}
    counted: set[tuple[str, str]] = set()
    files = []
    for identity in taken.found:
        file = by_identity[identity]
        if identity in counted:  # two sources with the same names in them
            file = replace(file, fate=Fate.DUPLICATE, finding=None)
        counted.add(identity)
        files.append(file)
    return Collected((*files, *taken.settled), len(taken.events))
