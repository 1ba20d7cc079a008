"""update: everything that can be done with what came in, in one run."""

from dataclasses import dataclass

from sinovik_sheets import layout
from sinovik_sheets.model import Stage
from sinovik_sheets.problems import scores
from sinovik_sheets.steps.collect import Collected
from sinovik_sheets.steps.validate import Validation
from sinovik_sheets.text import _
from sinovik_sheets.workspace.decision_runs import sync_decisions
from sinovik_sheets.workspace.registration_runs import (
    RosterRun,
    registration_in_use,
    run_roster,
)
from sinovik_sheets.workspace.runs import (
    Progress,
    Ranked,
    run_collect,
    run_merge,
    run_rank,
    run_validate,
)
from sinovik_sheets.workspace.session import Session


@dataclass(frozen=True)
class StageUpdate:
    """What an update did for one stage."""

    stage: Stage
    validation: Validation
    ranked: Ranked


@dataclass(frozen=True)
class Updated:
    """What an update did: registrations, if there are any; files taken in; every stage."""

    registration: RosterRun | None
    collected: Collected
    stages: tuple[StageUpdate, ...]

    @property
    def needs_people(self) -> bool:
        """Whether anybody must act on what came out."""
        registering = self.registration is not None and self.registration.needs_people
        return (
            registering
            or self.collected.needs_people
            or any(s.validation.needs_people or s.ranked.result.waits for s in self.stages)
        )

    @property
    def next_step(self) -> str:
        """What to do next, in the language being spoken."""
        if self.registration is not None and (self.registration.roster.open or not self.stages):
            return self.registration.next_step
        if not self.stages:
            return "sinovik status" if self.collected.files else "sinovik distribute"
        if any(part.validation.questions for part in self.stages):
            return _("answer the questions in keputusan.xlsx, then: sinovik update")
        if all(not part.validation.needs_people for part in self.stages) and any(
            part.ranked.result.undecided for part in self.stages
        ):
            return _("let the plenary decide (keputusan.xlsx, sheet “Pleno”); then: sinovik update")
        if any(f.rule is scores.NOT_SENT for p in self.stages for f in p.validation.findings):
            return "sinovik distribute"
        if self.needs_people:
            return _("send the messages of 4_temuan; when sheets come back: sinovik update")
        return _(
            "look at the summary, let the plenary decide (keputusan.xlsx, sheet “Pleno”); then:"
            " sinovik finalize"
        )


def run_update(session: Session, stage: str | None, progress: Progress) -> Updated:
    """Bring the roster up to date, then collect, validate, merge and rank what is open."""
    session.workspace.refuse_if_open(layout.DECISIONS)
    registration = None
    if registration_in_use(session):
        progress(_("Registration"))
        registration = run_roster(session, (), lambda path: progress(f"  {path}"))
        if not session.distributed and session.checked.errors:
            return Updated(registration, Collected((), 0), ())  # the jury is not settled yet
    if stage is not None:
        stages = [session.open_stage(stage)]
    else:
        out = session.distributed - set(session.finals)
        stages = [s for s in session.competition.stages if s.code in out]
    with session.writing():
        sync_decisions(session)  # answers given since decide the fates told first
    found = run_collect(session, (), progress=lambda path: progress(f"  {path}"))
    validations = []
    for chosen in stages:
        progress(_("Stage {stage}: validate, merge, rank").format(stage=chosen.code))
        validations.append(run_validate(session, chosen))
    parts = []
    # A summary names the head of the journal, so all that writes into it comes first.
    for chosen, validation in zip(stages, validations, strict=True):
        run_merge(session, chosen)
        parts.append(StageUpdate(chosen, validation, run_rank(session, chosen)))
    return Updated(registration, found, tuple(parts))
