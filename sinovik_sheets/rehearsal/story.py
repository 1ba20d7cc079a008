"""The story of the rehearsal: what people do, and the commands they run in between."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from sinovik_sheets.problems import SinovikError
from sinovik_sheets.rehearsal import desk
from sinovik_sheets.rehearsal.cast import PRESENTATION, PROPOSAL, Opinions, Part, contestants
from sinovik_sheets.rehearsal.jury import Jury
from sinovik_sheets.steps.check import Checked
from sinovik_sheets.steps.distribute import Distribution
from sinovik_sheets.steps.explain import Explanation, explain
from sinovik_sheets.text import _, fraction_text
from sinovik_sheets.workspace import Session, Workspace, inspection, runs
from sinovik_sheets.workspace.inspection import Verification
from sinovik_sheets.workspace.runs import Ranked, Updated

PRESET = "situbondo_2017"
_BEGIN = datetime(2017, 11, 6, 8)

Answer = Checked | Distribution | Updated | Explanation | Verification


@dataclass(frozen=True)
class Scene:
    """A piece of the story: what people did, or a command and what it answered."""

    text: str = ""
    points: tuple[str, ...] = ()
    command: str = ""
    answer: Answer | None = None


@dataclass(frozen=True)
class Outcome:
    """How a rehearsal ended."""

    last_update: Updated
    verification: Verification

    @property
    def final(self) -> Ranked:
        """The result of the presentations."""
        return self.last_update.stages[-1].ranked

    @property
    def closed(self) -> bool:
        """Whether nothing is left open and the folder is sound."""
        return not self.last_update.needs_people and self.verification.sound


def rehearse(root: Path, seed: int, tell: Callable[[Scene], None]) -> Outcome:
    """Play a competition in a new folder and return how it ended.

    `tell` hears every scene when it has happened. The same seed gives the same
    journal and the same results. SinovikError when the folder is not empty.
    """
    if root.exists() and not (root.is_dir() and not any(root.iterdir())):
        raise SinovikError(
            _("{folder} already exists and is not empty.").format(folder=root),
            _("Name another folder, such as: sinovik demo {folder}").format(
                folder=f"{root.resolve().name}-2"
            ),
        )
    about = _(
        "A rehearsal after the competition of Kabupaten Situbondo, 2017. Six innovations and"
        " their units are those of the news; everything else is invented: the other entries,"
        " categories, jurors, scores and places. The tool does not know it is a rehearsal."
    )
    tell(Scene(about))
    return _Play(root, seed, tell).perform()


class _Play:
    """One performance; an hour passes between two commands."""

    def __init__(self, root: Path, seed: int, tell: Callable[[Scene], None]) -> None:
        self.root = root
        self.jury = Jury(root, contestants(seed), Opinions(seed))
        self._tell = tell
        self._random = Random(seed)  # noqa: S311 - a rehearsal must be able to repeat itself
        self._now = _BEGIN

    def perform(self) -> Outcome:
        self._prepare()
        self._score_proposals()
        self._mend_proposals()
        self._choose_nine()
        last = self._present()
        return Outcome(last, self._look_back(last))

    def _prepare(self) -> None:
        self._narrate(_("The secretary makes a folder for the competition."))
        runs.make_folder(self.root, PRESET)
        self._tell(Scene(command=f"sinovik init {self.root} --preset {PRESET}"))
        self._tell(Scene(command=f"cd {self.root}"))
        misspelt = next(c for c in self.jury.contestants if c.category == "TIK")
        desk.settle(self.root)
        desk.register(
            self.root,
            [replace(c, category="TKI") if c is misspelt else c for c in self.jury.contestants],
        )
        self._narrate(
            _(
                "She types seven jurors into kompetisi.xlsx and {count} innovations into"
                " daftar_peserta.xlsx, one of them with a misspelt category."
            ).format(count=len(self.jury.contestants))
        )
        self._check()
        desk.recategorise(self.root, misspelt.code, misspelt.category)
        self._narrate(_("She mends the cell and checks again."))
        self._check()
        self._distribute(PROPOSAL)

    def _score_proposals(self) -> None:
        jury = self.jury
        self._narrate(
            _(
                "The jurors score the proposals and send their sheets back. All of it goes into"
                " 3_masuk, under whatever names and in whatever state it comes:"
            ),
            _("J01 types scores such as “85,5” as text, renames the file and sends it twice."),
            _("J02 leaves the last {count} rows empty.").format(count=len(jury.forgotten)),
            _("J03 types one digit too many, far above the scale."),
            _("J04 works with LibreOffice and sends an .ods."),
            _("J05 types a score as if the scale ended at 10; it comes in a zip."),
            _("J06 does not score one innovation: R, with the reason; in the same zip."),
            _(
                "J07 fills in paper; the secretary types it in, signs for it and adds the scan,"
                " named with the sheet code. One score stands there as a percentage."
            ),
            _("And Excel has left a “~$” lock file behind."),
        )
        jury.send(jury.proposals())
        self._update()

    def _mend_proposals(self) -> None:
        jury = self.jury
        desk.answer(self.root, jury.answers)
        self._narrate(
            _(
                "Nothing was guessed. The secretary asks the jurors and answers in"
                " keputusan.xlsx, signed “Oleh” at the top:"
            ),
            *(
                _("{juror}: “{answer}” – {reason}").format(
                    juror=juror, answer=answer, reason=reason
                )
                for juror, (answer, reason) in jury.answers.items()
            ),
            _(
                "J02 sends a complete sheet; J03 mends the red cell of the repair sheet"
                " 4_temuan/T1/J03_perbaikan.xlsx."
            ),
        )
        jury.send(jury.mended_proposals())
        self._update()
        self._narrate(_("J05 types the refused score anew into its repair sheet."))
        jury.send(jury.retyped_proposal())
        self._update()

    def _choose_nine(self) -> None:
        session = self._session()
        result = session.result(session.stage(PROPOSAL))
        chosen = {standing.entry.code for standing in result.standings if standing.advances}
        left_out = [c for c in self.jury.contestants if c.code not in chosen]
        desk.leave_out(self.root, left_out)
        self._narrate(
            _(
                "{chosen} innovations go on. The secretary writes the other {count} into"
                " keputusan.xlsx, sheet “Status Peserta”: T2, tidak lolos, with the reason."
            ).format(chosen=len(chosen), count=len(left_out))
        )
        self._update()
        self._distribute(PRESENTATION)

    def _present(self) -> Updated:
        jury = self.jury
        not_ready = [c for c in jury.contestants if c.part is Part.NOT_READY]
        self._narrate(
            _(
                "Only {count} of them are ready to present. The jurors leave the rows of the"
                " others empty, J02 forgets one more; all sheets come in one zip."
            ).format(count=len(jury.presenting))
        )
        jury.send(jury.presentations())
        self._update()
        desk.withdraw(self.root, not_ready)
        jury.send(jury.mended_presentation())
        self._narrate(
            _(
                "An empty row is never a 0. The secretary writes {count} innovations down as"
                " “mundur” with the reason, and J02 fills in the repair sheet."
            ).format(count=len(not_ready))
        )
        return self._update()

    def _look_back(self, last: Updated) -> Verification:
        winner = last.stages[-1].ranked.result.standings[0]
        self._narrate(
            _("Six months later somebody asks why {entry} won with {total}.").format(
                entry=winner.entry.code, total=fraction_text(winner.total)
            )
        )
        session = self._session()
        stage = session.stage(PRESENTATION)
        answer = explain(session.for_stage(stage), session.result(stage), winner.entry.code)
        command = f"sinovik explain {winner.entry.code} --stage {stage.code}"
        self._tell(Scene(command=command, answer=answer))
        verification = inspection.verify(self._session())
        self._tell(Scene(command="sinovik verify", answer=verification))
        return verification

    def _check(self) -> None:
        self._tell(Scene(command="sinovik check", answer=self._session().checked))

    def _distribute(self, code: str) -> None:
        session = self._session()
        done = runs.run_distribute(session, session.stage(code), dry_run=False)
        self._tell(Scene(command=f"sinovik distribute --stage {code}", answer=done))

    def _update(self) -> Updated:
        done = runs.run_update(self._session(), None, lambda _line: None)
        self._tell(Scene(command="sinovik update", answer=done))
        return done

    def _narrate(self, text: str, *points: str) -> None:
        self._tell(Scene(text, points))

    def _session(self) -> Session:
        self._now += timedelta(hours=1)
        return Session(Workspace(self.root), lambda: self._now, self._random)
