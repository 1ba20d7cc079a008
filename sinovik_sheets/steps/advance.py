"""advance: who goes on to the next stage, by the result and the plenary's decisions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sinovik_sheets.model import Competition, Stage, Standing
from sinovik_sheets.problems import Finding, SinovikError, Where
from sinovik_sheets.problems import decisions as rules
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.text import _, listing

Event = Mapping[str, Any]
KIND = "advanced"


@dataclass(frozen=True)
class Advancement:
    """Who goes on from one stage to the next; `undecided` waits for the plenary."""

    result: StageResult
    following: Stage
    through: tuple[str, ...]
    undecided: tuple[str, ...]

    def event(self, now: datetime) -> Event:
        """Return the journal line that makes it hold."""
        return {
            "kind": KIND,
            "time": now.isoformat(timespec="seconds"),
            "stage": self.result.stage.code,
            "to": self.following.code,
            "entries": list(self.through),
        }

    def as_json(self) -> dict[str, Any]:
        """Return the shape of `advance --json`."""
        return {
            "stage": self.result.stage.code,
            "to": self.following.code,
            "status": "sementara" if self.result.provisional else "final",
            "through": list(self.through),
            "undecided": list(self.undecided),
        }


def following(competition: Competition, stage: Stage) -> Stage:
    """Return the stage after this one; SinovikError when it is the last."""
    codes = [known.code for known in competition.stages]
    place = codes.index(stage.code) + 1
    if place == len(codes):
        raise SinovikError(
            _("{stage} is the last stage: nobody goes on from it.").format(stage=stage.code),
            _("Settle its result: sinovik finalize --stage {stage}").format(stage=stage.code),
        )
    return competition.stages[place]


def advance(competition: Competition, result: StageResult) -> Advancement:
    """Say who goes on: those the cut and the plenary let through.

    Without a declared cut everybody with a place goes on. Entries that are absent,
    withdrawn, disqualified or not scored do not.
    """
    best_first = sorted(result.standings, key=lambda s: (s.settled_place or 0, s.entry.code))
    through = [s.entry.code for s in best_first if goes_on(result, s)]
    undecided = [s.entry.code for s in result.standings if s.undecided and s.goes_on is None]
    target = following(competition, result.stage)
    return Advancement(result, target, tuple(through), tuple(undecided))


def goes_on(result: StageResult, standing: Standing) -> bool:
    """Return whether an entry goes on from a stage."""
    if standing.place is None:
        return False
    if standing.goes_on is None:
        return not standing.undecided and not result.has_cut
    return standing.goes_on


def advanced(events: Iterable[Event]) -> dict[str, frozenset[str]]:
    """Return the entries that go on to each stage, as the journal knows it."""
    return {e["to"]: frozenset(e["entries"]) for e in events if e["kind"] == KIND}


def participants_findings(
    competition: Competition, result: StageResult, reached: Mapping[str, frozenset[str]]
) -> list[Finding]:
    """Return whether the next stage goes on with others than its result lets through now."""
    codes = [known.code for known in competition.stages]
    target = next(iter(codes[codes.index(result.stage.code) + 1 :]), "")
    if target not in reached:
        return []
    now = {s.entry.code for s in result.standings if goes_on(result, s)}
    different = sorted(now ^ reached[target])
    if not different:
        return []
    details = {"stage": target, "entries": listing(different)}
    where = Where(f"peserta_{target}.xlsx")
    return [Finding(rules.PARTICIPANTS_CHANGED, where, value=result.stage.code, details=details)]


def refuse_everybody(
    result: StageResult, stage: Stage, taking_part: Iterable[str], *, by_hand: bool
) -> None:
    """Raise SinovikError where a stage would go on with entries the cut before did not let through.

    `by_hand`: people have taken some out themselves; then only those the cut stopped are
    wrong. Nothing is raised where no cut is declared.
    """
    if not result.has_cut:
        return
    outcome = {s.entry.code: s for s in result.standings}
    wrong = [
        code
        for code in taking_part
        if code in outcome
        and not goes_on(result, outcome[code])
        and (not by_hand or outcome[code].goes_on is False or outcome[code].undecided)
    ]
    if wrong:
        before = result.stage.code
        raise SinovikError(
            _("{count} entries of {stage} do not go on from {before}: {entries}.").format(
                count=len(wrong), stage=stage.code, before=before, entries=listing(wrong, 6)
            ),
            _("First settle who goes on: sinovik advance --stage {before}").format(before=before),
        )
