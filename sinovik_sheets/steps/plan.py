"""What a writing step wants done: files and journal lines, complete before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any


@dataclass(frozen=True)
class Output:
    """A file to write, relative to the competition folder.

    With `keep` an existing file is left alone: a person may have filled it.
    """

    path: PurePosixPath
    data: bytes
    keep: bool = False


@dataclass(frozen=True)
class Plan:
    """Files and journal events of a step; events are written before the files.

    So a run that is cut off leaves a journal that knows of every file, and a
    second run writes those that are missing.
    """

    outputs: tuple[Output, ...] = ()
    events: tuple[Mapping[str, Any], ...] = ()
