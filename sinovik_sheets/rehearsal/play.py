"""A performance: the clock, the voice, and the commands that people run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from sinovik_sheets.steps.check import Checked
from sinovik_sheets.steps.distribute import Distribution
from sinovik_sheets.steps.explain import Explanation, explain
from sinovik_sheets.steps.finality import Settlement
from sinovik_sheets.steps.registration.forms import FormsOut
from sinovik_sheets.steps.units import UnitImport
from sinovik_sheets.workspace import Session, Workspace, final_runs, inspection, runs
from sinovik_sheets.workspace.final_runs import AdvanceRun, FinalizeRun
from sinovik_sheets.workspace.inspection import Verification
from sinovik_sheets.workspace.publish_runs import Published, run_publish
from sinovik_sheets.workspace.registration_runs import RosterRun, run_forms, run_roster
from sinovik_sheets.workspace.unit_runs import ImportWishes, run_import
from sinovik_sheets.workspace.update import Updated, run_update

Answer = (
    UnitImport
    | FormsOut
    | RosterRun
    | Checked
    | Distribution
    | Updated
    | AdvanceRun
    | FinalizeRun
    | Published
    | Explanation
    | Verification
)


@dataclass(frozen=True)
class Scene:
    """A piece of the story: what people did, or a command and what it answered."""

    text: str = ""
    points: tuple[str, ...] = ()
    command: str = ""
    answer: Answer | None = None


class Play:
    """One performance in a folder; an hour passes between two commands."""

    def __init__(
        self, root: Path, seed: int, tell: Callable[[Scene], None], begin: datetime
    ) -> None:
        self.root = root
        self._tell = tell
        self._random = Random(seed)  # noqa: S311 - a rehearsal must be able to repeat itself
        self._now = begin

    def narrate(self, text: str, *points: str) -> None:
        """Tell what people did."""
        self._tell(Scene(text, points))

    def wait_until(self, moment: datetime) -> None:
        """Let time pass."""
        self._now = moment

    def look(self) -> Session:
        """Return what anybody can see in the folder now."""
        return Session(Workspace(self.root), lambda: self._now, self._random)

    def _run(self) -> Session:
        """Return a new run over the folder, an hour later."""
        self._now += timedelta(hours=1)
        return self.look()

    def make_folder(self, preset: str) -> None:
        """Run `init`, and go into the folder."""
        runs.make_folder(self.root, preset)
        self._tell(Scene(command=f"sinovik init {self.root} --preset {preset}"))
        self._tell(Scene(command=f"cd {self.root}"))

    def import_units(self, name: str) -> None:
        """Run `units import` over a list that lies in the folder."""
        done = run_import(self._run(), [self.root / name], ImportWishes(), dry_run=False)
        self._tell(Scene(command=f"sinovik units import {name}", answer=done))

    def make_forms(self, units: Sequence[str]) -> None:
        """Run `forms` for units of these codes."""
        done = run_forms(self._run(), (), units, dry_run=False)
        chosen = "".join(f" --unit {unit}" for unit in units)
        self._tell(Scene(command=f"sinovik forms{chosen}", answer=done))

    def roster(self, *, dry_run: bool = False) -> RosterRun:
        """Run `roster`."""
        done = run_roster(self._run(), (), lambda _line: None, dry_run=dry_run)
        option = " --dry-run" if dry_run else ""
        self._tell(Scene(command=f"sinovik roster{option}", answer=done))
        return done

    def check(self) -> None:
        """Run `check`."""
        self._tell(Scene(command="sinovik check", answer=self._run().checked))

    def distribute(self, stage: str) -> None:
        """Run `distribute` for a stage."""
        session = self._run()
        done = runs.run_distribute(session, session.stage(stage), dry_run=False)
        self._tell(Scene(command=f"sinovik distribute --stage {stage}", answer=done))

    def update(self) -> Updated:
        """Run `update`."""
        done = run_update(self._run(), None, lambda _line: None)
        self._tell(Scene(command="sinovik update", answer=done))
        return done

    def finalize(self, stage: str, approver: str) -> FinalizeRun:
        """Run `finalize` for a stage."""
        session = self._run()
        settlement = Settlement(approver, "", session.now.date())
        done = final_runs.run_finalize(session, session.stage(stage), settlement, dry_run=False)
        command = f'sinovik finalize --stage {stage} --approver "{approver}"'
        self._tell(Scene(command=command, answer=done))
        return done

    def advance(self, stage: str) -> AdvanceRun:
        """Run `advance` for a stage."""
        session = self._run()
        done = final_runs.run_advance(session, session.stage(stage), dry_run=False)
        self._tell(Scene(command=f"sinovik advance --stage {stage}", answer=done))
        return done

    def publish(self, stage: str) -> None:
        """Run `publish` for a stage, with the list for the public."""
        session = self._run()
        done = run_publish(session, session.stage(stage), public=True, dry_run=False)
        self._tell(Scene(command=f"sinovik publish --stage {stage} --public", answer=done))

    def explain(self, entry: str, stage: str) -> None:
        """Run `explain` about an entry."""
        session = self._run()
        view, chosen = runs.held(session, session.stage(stage))
        answer = explain(view.for_stage(chosen), view.result(chosen), entry)
        self._tell(Scene(command=f"sinovik explain {entry} --stage {stage}", answer=answer))

    def verify(self) -> Verification:
        """Run `verify`."""
        done = inspection.verify(self._run())
        self._tell(Scene(command="sinovik verify", answer=done))
        return done
