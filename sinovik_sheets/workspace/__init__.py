"""One competition's folder: opening it, running the steps over it, writing what they plan."""

from sinovik_sheets.workspace.folder import Workspace
from sinovik_sheets.workspace.session import Session

__all__ = ["Session", "Workspace"]
