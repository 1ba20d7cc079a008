"""Competitions of earlier years: what was registered then, and what won."""

from collections.abc import Sequence
from pathlib import Path

from sinovik_sheets.problems import Finding, SinovikError, Where
from sinovik_sheets.problems import registration as rules
from sinovik_sheets.roster.eligibility import Earlier, Place
from sinovik_sheets.steps.registration.overview import Previous, registered_by_kind
from sinovik_sheets.workspace.folder import Workspace
from sinovik_sheets.workspace.session import Session


def earlier_competitions(
    session: Session, folders: Sequence[Path], wrong: list[Finding]
) -> Previous:
    """Return what earlier competitions hold: those named, else those of the settings.

    `registered` counts the first folder named, which is last year's. A folder that
    cannot be read is noted in `wrong`.
    """
    settings = session.registration.settings
    named = folders or [session.workspace.root / name for name in settings.previous]
    earlier: list[Earlier] = []
    registered: dict[str, int] | None = None
    for folder in named:
        try:
            before = Session(Workspace(folder), lambda: session.now)
            held = before.checked.competition
            winners = _winners(before)
        except SinovikError as error:
            where = Where(str(folder))
            wrong.append(Finding(rules.PREVIOUS_UNREADABLE, where, value=error.message))
            continue
        name = f"{held.settings.name} {held.settings.year or ''}".strip()
        earlier += [
            Earlier(name, entry.title, entry.unit, winners.get(entry.code, ""))
            for entry in held.entries
        ]
        if folder == named[0]:
            registered = registered_by_kind(held, held.entries)
    return Previous(tuple(earlier), registered)


def _winners(session: Session) -> dict[str, Place]:
    """Return the entries that were through in the last judged stage, with their places."""
    if session.checked.errors or not session.distributed:
        return {}
    stages = [s for s in session.competition.stages if s.code in session.distributed]
    last = stages[-1]
    if last.advance is None and last.minimum_score is None:
        return {}
    return {
        standing.entry.code: Place(standing.place)
        for standing in session.result(last).standings
        if standing.advances and standing.place is not None
    }
