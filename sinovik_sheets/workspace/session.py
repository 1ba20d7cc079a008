"""One run over a competition folder: what is known at its start, read once and kept."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from random import Random, SystemRandom

from sinovik_sheets import layout
from sinovik_sheets.model import Competition, Stage
from sinovik_sheets.problems import SinovikError
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.sheets.score_sheet.form import CODE_ALPHABET, CODE_LENGTH
from sinovik_sheets.steps.arrivals import arrivals
from sinovik_sheets.steps.check import Checked, check, concerns_registration
from sinovik_sheets.steps.decisions import Decisions, decisions, for_stage
from sinovik_sheets.steps.intake import Intake, take_stock
from sinovik_sheets.steps.issued import Issued, issued_sheets
from sinovik_sheets.steps.merge import ScoreTable, merge
from sinovik_sheets.steps.rank import rank
from sinovik_sheets.steps.validate import open_matters
from sinovik_sheets.stores.journal import Journal
from sinovik_sheets.text import _, listing, speaking
from sinovik_sheets.workspace.folder import Workspace


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the search for reference cycles; the verdicts of a stage form none.

    With hundreds of thousands of living records every search costs more than it finds.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # what was read lives until the end; enabling would search it all
            gc.enable()


class Session:
    """A run; `now` and `random` are handed in so that a run can be repeated."""

    def __init__(
        self,
        workspace: Workspace,
        now: Callable[[], datetime] = datetime.now,
        random: Random | None = None,
    ) -> None:
        self.workspace = workspace
        self.now = now()
        self._random = random or SystemRandom()

    def new_code(self) -> str:
        """Return a random sheet code."""
        return "".join(self._random.choices(CODE_ALPHABET, k=CODE_LENGTH))

    @cached_property
    def journal(self) -> Journal:
        """The journal of the folder."""
        return self.workspace.journal()

    @cached_property
    def checked(self) -> Checked:
        """Settings and roster with everything that is wrong in them."""
        settings = self.workspace.read(layout.COMPETITION) or b""
        roster, units = (self.workspace.read(book) for book in (layout.ROSTER, layout.UNITS))
        return check(settings, roster, units)

    @property
    def competition(self) -> Competition:
        """The competition; SinovikError while settings or roster hold errors."""
        if self.checked.errors:
            raise SinovikError(
                _("Settings or roster hold mistakes ({count}); nothing was done.").format(
                    count=len(self.checked.errors)
                ),
                _("See them with “sinovik check”, mend them, then run the command again."),
                self.checked.errors,
            )
        return self.checked.competition

    @property
    def registration(self) -> Competition:
        """The competition as far as registration needs it.

        SinovikError while what registration needs holds errors; jury, criteria and the
        roster itself need not be right yet.
        """
        errors = [finding for finding in self.checked.errors if concerns_registration(finding)]
        if errors:
            raise SinovikError(
                _("The settings hold mistakes ({count}); nothing was done.").format(
                    count=len(errors)
                ),
                _("See them with “sinovik check”, mend them, then run the command again."),
                errors,
            )
        return self.checked.competition

    @property
    def language(self) -> str:
        """The language of the files this competition gets."""
        return self.checked.competition.settings.language

    @property
    def issued(self) -> Mapping[str, Issued]:
        """The sheets sent out, by code."""
        return issued_sheets(self.journal.events)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the folder for writing; SinovikError if another run wrote since this one began."""
        with self.workspace.locked():
            self.journal.refuse_if_grown()
            yield

    @property
    def decisions(self) -> Decisions:
        """What people decided, as the journal knows it."""
        return decisions(self.journal.events)

    @property
    def last_event_day(self) -> date:
        """The day of the last journal line: results carry it, so a re-run changes nothing."""
        times = [event["time"] for event in self.journal.events if "time" in event]
        return date.fromisoformat(times[-1][:10]) if times else self.now.date()

    def forget(self) -> None:
        """Forget what was derived, after new events were written."""
        self.__dict__.pop("intake", None)

    def forget_books(self) -> None:
        """Forget what was read from workbooks, after one of them was written."""
        self.forget()
        self.__dict__.pop("checked", None)

    def for_stage(self, stage: Stage) -> Competition:
        """Return the competition with the statuses entries have in a stage."""
        return for_stage(self.competition, stage, self.decisions)

    @cached_property
    def intake(self) -> Intake:
        """What came in so far, with fates and verdicts."""
        stages = {stage.code: self.for_stage(stage) for stage in self.competition.stages}
        with speaking(self.language), collector_paused():
            intake = take_stock(
                stages,
                self.issued,
                arrivals(self.journal.events),
                self.workspace.archive.get,
                self.decisions.answers,
            )
        lying = {f.sha256 for f in intake.files if self.workspace.lies_in(layout.INBOX, f.path)}
        for file in intake.files:
            file.removed = not file.outside and file.sha256 not in lying
        return intake

    def stage(self, code: str | None, *, to_distribute: bool = False) -> Stage:
        """Return the stage meant: the one named, or the only one open.

        A stage is open when sheets of it are out; before that, the only stage
        there is. SinovikError when the code is unknown or more than one fits.
        """
        stages = self.competition.stage
        if code is not None:
            for known in stages.values():
                if known.code.casefold() == code.casefold():
                    return known
            raise SinovikError(
                _("There is no stage “{code}”.").format(code=code),
                _("The stages are: {stages}.").format(stages=listing(list(stages))),
            )
        open_stages = [stage for stage in stages.values() if stage.code in self.distributed]
        if len(open_stages) != 1 and (to_distribute or not open_stages):
            open_stages = list(stages.values())
        if len(open_stages) != 1:
            raise SinovikError(
                _("Several stages are possible: {stages}.").format(stages=listing(list(stages))),
                _("Name one with --stage, such as --stage {stage}.").format(
                    stage=next(iter(stages), "T1")
                ),
            )
        return open_stages[0]

    @property
    def distributed(self) -> set[str]:
        """The codes of the stages whose sheets are out."""
        return {sheet.stage for sheet in self.issued.values()}

    def open_stage(self, code: str | None) -> Stage:
        """Return the stage meant; SinovikError when no sheets of it are out yet."""
        stage = self.stage(code)
        if stage.code not in self.distributed:
            raise SinovikError(
                _("No sheets of stage {stage} are out yet.").format(stage=stage.code),
                _("First run: sinovik distribute --stage {stage}").format(stage=stage.code),
            )
        return stage

    def table(self, stage: Stage) -> ScoreTable:
        """Return the scores of a stage."""
        return merge(self.for_stage(stage), stage, self.intake.sheets(stage.code))

    def result(self, stage: Stage) -> StageResult:
        """Return the result of a stage, earlier ones counted as `Bobot Akhir` says."""
        table = self.table(stage)
        open_count = open_matters(self.intake, stage.code, table)
        before = {}
        for code, weight in stage.final_weights.items():
            if code != stage.code and weight:
                earlier = self.result(self.competition.stage[code])
                open_count += earlier.open_matters
                for standing in earlier.standings:
                    if standing.stage_total is not None:
                        before[code, standing.entry.code] = standing.stage_total
        return rank(self.for_stage(stage), stage, table, open_count, before)
