"""The nouns of a competition: plain frozen data, no input and no output."""

from sinovik_sheets.model.competition import Competition, Settings
from sinovik_sheets.model.fate import Fate
from sinovik_sheets.model.judging import (
    DEFAULT_ROUNDING,
    Aggregation,
    Criterion,
    CutTies,
    Method,
    RoundingStep,
    Stage,
    Ties,
)
from sinovik_sheets.model.people import (
    Assignment,
    Category,
    Conflict,
    Entry,
    EntryStatus,
    Juror,
    Unit,
)
from sinovik_sheets.model.preset import Grade, GradeTable, Preset, PresetStatus
from sinovik_sheets.model.registration import (
    Contact,
    FormerWinner,
    Group,
    Registration,
    Section,
    UnitKind,
)
from sinovik_sheets.model.standing import PlenaryDecision, Standing
from sinovik_sheets.model.tier import Tier

__all__ = [
    "DEFAULT_ROUNDING",
    "Aggregation",
    "Assignment",
    "Category",
    "Competition",
    "Conflict",
    "Contact",
    "Criterion",
    "CutTies",
    "Entry",
    "EntryStatus",
    "Fate",
    "FormerWinner",
    "Grade",
    "GradeTable",
    "Group",
    "Juror",
    "Method",
    "PlenaryDecision",
    "Preset",
    "PresetStatus",
    "Registration",
    "RoundingStep",
    "Section",
    "Settings",
    "Stage",
    "Standing",
    "Tier",
    "Ties",
    "Unit",
    "UnitKind",
]
