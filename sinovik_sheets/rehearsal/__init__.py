"""A rehearsal of a whole competition: invented people at work, the real tool, nothing faked."""

from sinovik_sheets.rehearsal.play import Answer, Scene
from sinovik_sheets.rehearsal.story import Outcome, rehearse

__all__ = ["Answer", "Outcome", "Scene", "rehearse"]
