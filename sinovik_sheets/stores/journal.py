"""The journal: one line an event, append-only, each line chained to the one before.

`hash` of a line is the SHA-256 of its JSON without `hash`; `prev` is the
`hash` of the line before. Changing or losing a line breaks the chain.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sinovik_sheets.problems import SinovikError
from sinovik_sheets.stores.files import append_line, write_bytes
from sinovik_sheets.text import _

Event = Mapping[str, Any]
_START = ""


def _canonical(event: Event) -> bytes:
    return json.dumps(event, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _hash(event: Event) -> str:
    return hashlib.sha256(_canonical({k: v for k, v in event.items() if k != "hash"})).hexdigest()


class Chain:
    """Chained events that can be read, not added to."""

    def __init__(self, events: Sequence[Event] = ()) -> None:
        """Hold events that were checked before."""
        self._events = list(events)

    @property
    def events(self) -> Sequence[Event]:
        """All events, oldest first."""
        return self._events

    @property
    def head(self) -> str:
        """The hash of the last line, empty for a new journal."""
        return str(self._events[-1].get("hash", _START)) if self._events else _START

    def of_kind(self, kind: str) -> Iterable[Event]:
        """Return the events of one kind, oldest first."""
        return (event for event in self._events if event["kind"] == kind)

    def until(self, lines: int) -> "Chain":
        """Return the first events, as many as there were lines then."""
        return Chain(self._events[:lines])


class Journal(Chain):
    """The events of a competition, read whole at the start of a run."""

    def __init__(self, path: Path) -> None:
        """Read and check the journal.

        A last line without its end (power cut) is not read. Raises SinovikError
        when the chain is broken elsewhere.
        """
        super().__init__()
        self.path = path
        self._read = path.read_bytes() if path.exists() else b""
        whole, _newline, self._torn = self._read.rpartition(b"\n")
        for number, line in enumerate(whole.split(b"\n") if whole else [], start=1):
            self._events.append(self._checked(line, number))

    def _checked(self, line: bytes, number: int) -> Event:
        try:
            event: Event = json.loads(line)
            sound = event["prev"] == self.head and event["hash"] == _hash(event)
        except (ValueError, KeyError, TypeError):
            sound = False
        if not sound:
            raise SinovikError(
                _("The journal {file} is broken at line {line}.").format(
                    file=self.path.name, line=number
                ),
                _("Restore the folder from a backup; do not edit the journal by hand."),
            )
        return event

    def append(self, events: Iterable[Event]) -> None:
        """Append events in one write, forced to disk; nothing is written for none.

        A line without its end is set aside beside the journal first. Raises
        SinovikError when another run has written since the journal was read.
        """
        lines: list[bytes] = []
        chained: list[Event] = []
        head = self.head
        for event in events:
            line = dict(event) | {"n": len(self._events) + len(chained) + 1, "prev": head}
            line["hash"] = head = _hash(line)
            chained.append(line)
            lines.append(_canonical(line) + b"\n")
        if lines:
            self._make_ready()
            append_line(self.path, b"".join(lines))
            self._read += b"".join(lines)
            self._events.extend(chained)

    def refuse_if_grown(self) -> None:
        """Raise SinovikError when another run has written since the journal was read."""
        on_disk = self.path.read_bytes() if self.path.exists() else b""
        if on_disk != self._read:
            raise SinovikError(
                _("Another run has written into this folder in the meantime; nothing was done."),
                _("Run the command again."),
            )

    def _make_ready(self) -> None:
        self.refuse_if_grown()
        if self._torn:
            write_bytes(self.path.with_name(f"{self.path.name}.sobek"), self._torn)
            self._read = self._read.removesuffix(self._torn)
            write_bytes(self.path, self._read)
            self._torn = b""
