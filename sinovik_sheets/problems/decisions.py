"""Rules for what the plenary decides and for results that become final."""

from sinovik_sheets.problems import Level, Rule
from sinovik_sheets.text import N_

PLENARY_WITHOUT_REASON = Rule(
    "plenary-without-reason",
    Level.QUESTION,
    N_("The plenary decided otherwise than computed for {entry}, but gave no reason."),
    N_("Write the reason into “Alasan” of the sheet “Pleno”; it is printed in the minutes."),
)
PLENARY_TAKEN_BACK = Rule(
    "plenary-taken-back",
    Level.QUESTION,
    N_("The plenary's decision on {value} was taken back: its cells are empty now."),
    N_("If the plenary did not want that, fill the row in again (an older copy of the file?)."),
)
STATUS_TAKEN_BACK = Rule(
    "status-taken-back",
    Level.QUESTION,
    N_("The status “{was}” of {value} was taken back: its cell is empty now."),
    N_("If nobody wanted that, fill the row in again (an older copy of the file?)."),
)
PLENARY_STALE = Rule(
    "plenary-stale",
    Level.QUESTION,
    N_("The plenary saw {entry} on place {value}; it is computed on place {now} by now."),
    N_("Let the plenary decide again: change or empty the row in the sheet “Pleno”."),
)
PLENARY_PLACES_CLASH = Rule(
    "plenary-places-clash",
    Level.QUESTION,
    N_("With the plenary's places {entry} has place {value}, but {above} stand above it."),
    N_("Fill in “Peringkat Pleno” of every entry that moves, so that places follow 1-2-2-4."),
)
PLENARY_PLACE_SHARED = Rule(
    "plenary-place-shared",
    Level.QUESTION,
    N_("The plenary gave another entry place {value}, where {entry} stands as computed."),
    N_("Fill in “Peringkat Pleno” of {entry} too: the same place if they share it, else its own."),
)
PLENARY_OUTCOME_UNCLEAR = Rule(
    "plenary-outcome-unclear",
    Level.QUESTION,
    N_("The plenary moved {entry} to place {value} across the cut, but not who goes on."),
    N_("Write ya or tidak into “Lolos” of every entry that crosses the cut, with the reason."),
)
PLENARY_WITHOUT_PLACE = Rule(
    "plenary-without-place",
    Level.QUESTION,
    N_("The plenary gave place {value} to {entry}, which has no place in this stage."),
    N_("Empty the row in the sheet “Pleno”, or mend why the entry has no place."),
)
PLENARY_UNDECIDED = Rule(
    "plenary-undecided",
    Level.QUESTION,
    N_("{entry} is tied at the cut: the plenary must decide whether it goes on."),
    N_("Write ya or tidak into “Lolos” of the sheet “Pleno”, with the reason."),
)
PARTICIPANTS_CHANGED = Rule(
    "participants-changed",
    Level.QUESTION,
    N_("Stage {stage} goes on with other entries than stage {value} lets through now: {entries}."),
    N_("If stage {value} is right now, run: sinovik advance --stage {value}"),
)
FINAL_ALREADY = Rule(
    "final-already",
    Level.WARNING,
    N_("Stage {value} is final: what came in or was answered since changes nothing."),
    N_("To count it, open the stage again: sinovik reopen --stage {value}"),
)
