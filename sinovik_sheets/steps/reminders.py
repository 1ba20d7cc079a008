"""The ready message to a juror: what is missing, what to mend, in which file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sinovik_sheets.model import Competition, Juror, Stage
from sinovik_sheets.text import _, date_text, listing

LONGEST = 1200
"""Characters of a message; longer ones are not read to the end on a phone."""
MOST_ENTRIES = 12
MOST_FAULTS = 8


@dataclass(frozen=True)
class Fault:
    """A cell to mend: where it stands in the file to fill in, what is written, what to do."""

    cell: str
    criterion: str
    entry: str
    written: str
    fix: str


@dataclass(frozen=True)
class JurorState:
    """How far one juror is; `missing` holds the codes of entries not wholly scored.

    `repair_file` is the name of the workbook to fill in; empty: the one sent first.
    `lacking_places` are the places not given yet, by the name of the criterion.
    `uncounted` holds the codes of entries whose row as a whole cannot be counted.
    `refused`: what came cannot be used, `undecided`: people must first decide about a
    file; in both cases no sheet need be in use.
    """

    entries: int
    missing: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    questions: int = 0
    repair_file: str = ""
    sheet_received: bool = True
    lacking_places: Mapping[str, Sequence[int]] = field(default_factory=dict)
    uncounted: tuple[str, ...] = ()
    refused: bool = False
    undecided: bool = False

    @property
    def done(self) -> bool:
        """Whether the juror has nothing left to fill in or mend."""
        lacking = self.missing or self.lacking_places or self.faults or self.uncounted
        return self.sheet_received and not (lacking or self.refused)

    @property
    def settled(self) -> bool:
        """Whether every score is there and counts, so that a receipt shows them all."""
        return self.done and not (self.questions or self.undecided)


def reminder(competition: Competition, stage: Stage, juror: Juror, state: JurorState) -> str:
    """Return a WhatsApp text of at most LONGEST characters, in the language being spoken.

    It names nobody but the juror. At most MOST_ENTRIES entries and MOST_FAULTS
    cells are told, fewer where the text would grow too long; the rest is counted.
    """
    for most in range(MOST_FAULTS, 0, -1):
        text = _message(competition, stage, juror, state, most)
        if len(text) <= LONGEST:
            return text
    return _message(competition, stage, juror, state, 0)


def _message(
    competition: Competition, stage: Stage, juror: Juror, state: JurorState, most: int
) -> str:
    entries = MOST_ENTRIES if most else MOST_ENTRIES // 2
    greeting = _("Dear {name},").format(name=_short(juror.name, 80))
    if state.done:
        parts = [greeting, *_thanks(competition, stage, state)]
    else:
        parts = [greeting, *_request(competition, stage, state, entries)]
    if state.faults:
        parts.append(_faults(state, most))
    if state.questions:
        parts.append(
            _(
                "Some of your scores raise a question (number of questions: {count});"
                " the secretariat will ask you about them."
            ).format(count=state.questions)
        )
    if not state.done:
        parts.append(_what_to_do(stage, state))
    parts.append(_("Thank you very much."))
    return "\n\n".join(parts)


def _short(text: str, most: int) -> str:
    """Return text in one line of at most `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _names(competition: Competition, stage: Stage) -> dict[str, str]:
    return {
        "competition": _short(competition.settings.name, 120),
        "stage": _short(stage.name, 80),
    }


def _thanks(competition: Competition, stage: Stage, state: JurorState) -> list[str]:
    names = _names(competition, stage)
    if not state.settled:
        said = [
            _(
                "We have received your score sheet for {competition}, stage {stage}. Not all of"
                " it counts yet: something must be cleared up first."
            ).format(**names)
        ]
        if not state.questions:
            said.append(_("The secretariat will ask you about it."))
        return said
    return [
        _(
            "We have received and read your scores for {competition}, stage {stage}:"
            " all {count} innovations are there."
        ).format(**names, count=state.entries),
        _(
            "Your receipt shows the scores as we read them. Please compare it with your own notes"
            " and tell us if anything differs."
        ),
    ]


def _request(
    competition: Competition, stage: Stage, state: JurorState, most_entries: int
) -> list[str]:
    names = _names(competition, stage)
    if state.refused:
        source = _(
            "We have received a file from you for {competition}, stage {stage}"
            " ({count} innovations), but it cannot be used as a score sheet."
        )
        return [source.format(**names, count=state.entries)]
    if not state.sheet_received:
        source = _(
            "We have not received your score sheet for {competition}, stage {stage}"
            " ({count} innovations) yet."
        )
        return [source.format(**names, count=state.entries)]
    parts = [
        _(
            "Thank you for your score sheet for {competition}, stage {stage}."
            " It is not quite complete yet."
        ).format(**names)
    ]
    if state.missing:
        parts.append(
            _("{count} of {total} innovations are not wholly scored yet: {codes}.").format(
                count=len(state.missing),
                total=state.entries,
                codes=listing(list(state.missing), most_entries),
            )
        )
    if state.uncounted:
        parts.append(
            _("The rows of {count} innovations cannot be counted as they stand: {codes}.").format(
                count=len(state.uncounted), codes=listing(list(state.uncounted), most_entries)
            )
        )
    if state.lacking_places:
        parts.append(lacking_text(state.lacking_places, most_entries))
    return parts


def lacking_text(lacking: Mapping[str, Sequence[int]], most: int = MOST_ENTRIES) -> str:
    """Return which places are not given yet; criteria are named where there are several."""
    lists = {name: listing([str(place) for place in gaps], most) for name, gaps in lacking.items()}
    if len(lists) == 1:
        return _("Places not given yet: {places}.").format(places=next(iter(lists.values())))
    named = "; ".join(f"{_short(name, 30)}: {places}" for name, places in lists.items())
    return _("Places not given yet: {places}.").format(places=named)


def _faults(state: JurorState, most: int) -> str:
    """Return the cells to mend, those with the same way out together."""
    total = len(state.faults)
    lines = [_("Scores that we cannot read or count ({count}):").format(count=total)]
    shown: dict[str, list[str]] = {}
    for fault in state.faults[:most]:
        line = _("• {cell} ({entry}, {criterion}): “{written}”").format(
            cell=fault.cell or "–",
            entry=fault.entry,
            criterion=_short(fault.criterion, 30),
            written=_short(fault.written, 20),
        )
        shown.setdefault(_short(fault.fix, 120), []).append(line)
    for fix, cells in shown.items():
        lines.extend([*cells, f"→ {fix}"])
    if total > most:
        rest = (
            _("… and {count} more, see the sheet Perbaiki.")
            if state.repair_file
            else _("… and {count} more.")
        )
        lines.append(rest.format(count=total - most))
    return "\n".join(lines)


def _what_to_do(stage: Stage, state: JurorState) -> str:
    if state.repair_file:
        text = _("Please fill in the workbook {file} and send it back as .xlsx.").format(
            file=_short(state.repair_file, 80)
        )
    else:
        text = _("Please fill in the score sheet that was sent to you and send it back as .xlsx.")
    if stage.deadline is None:
        return text
    deadline = _("The deadline is {date}.").format(date=date_text(stage.deadline))
    return f"{text} {deadline}"
