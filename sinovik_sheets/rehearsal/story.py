"""The story of the rehearsal: what people do, and the commands they run in between."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sinovik_sheets.problems import SinovikError
from sinovik_sheets.rehearsal.cast import Opinions, contestants, with_codes
from sinovik_sheets.rehearsal.judging import look_back, play_judging
from sinovik_sheets.rehearsal.jury import Jury
from sinovik_sheets.rehearsal.play import Play, Scene
from sinovik_sheets.rehearsal.registrants import Registrants
from sinovik_sheets.rehearsal.registration import BEGIN, play_registration
from sinovik_sheets.text import _
from sinovik_sheets.workspace.final_runs import FinalizeRun
from sinovik_sheets.workspace.inspection import Verification
from sinovik_sheets.workspace.runs import Ranked
from sinovik_sheets.workspace.update import Updated

PRESET = "situbondo_2017"


@dataclass(frozen=True)
class Outcome:
    """How a rehearsal ended."""

    last_update: Updated
    settled: FinalizeRun
    verification: Verification

    @property
    def final(self) -> Ranked:
        """The result of the presentations, and its summary."""
        last = self.last_update.stages[-1].ranked
        return replace(last, result=self.settled.result)

    @property
    def closed(self) -> bool:
        """Whether nothing is left open, the result is final and the folder is sound."""
        settled = self.settled.result.final and not self.last_update.needs_people
        return settled and self.verification.sound


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
        " their units are those of the news; everything else is invented: the other units and"
        " innovations, dates, categories, jurors, scores and places. The tool does not know it"
        " is a rehearsal."
    )
    tell(Scene(about))
    play = Play(root, seed, tell, BEGIN)
    play.narrate(_("The secretary makes a folder for the competition."))
    play.make_folder(PRESET)
    units = Registrants(root, contestants(seed))
    codes = play_registration(play, units)
    jury = Jury(root, with_codes(units.cast, codes), Opinions(seed))
    last, settled = play_judging(play, jury)
    return Outcome(last, settled, look_back(play, settled))
