"""What became of a received file."""

from collections.abc import Mapping
from enum import StrEnum

from sinovik_sheets.text import N_, _


class Fate(StrEnum):
    """What became of a received file; every file has exactly one."""

    USED = "used"
    SUPERSEDED = "superseded"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    EVIDENCE = "evidence"
    REJECTED = "rejected"
    UNKNOWN = "unknown"
    IGNORED = "ignored"

    @property
    def word(self) -> str:
        """The word people see, in the language being spoken."""
        return _(_FATE_WORDS[self])


_FATE_WORDS: Mapping[Fate, str] = {
    Fate.USED: N_("used"),
    Fate.SUPERSEDED: N_("superseded"),
    Fate.DUPLICATE: N_("duplicate"),
    Fate.CONFLICT: N_("conflict"),
    Fate.EVIDENCE: N_("evidence"),
    Fate.REJECTED: N_("rejected"),
    Fate.UNKNOWN: N_("unknown"),
    Fate.IGNORED: N_("ignored"),
}
