"""One run over a competition folder: what is known at its start, read once and kept."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import PurePosixPath
from random import Random, SystemRandom
from typing import Any

from sinovik_sheets import layout
from sinovik_sheets.model import Competition, PlenaryDecision, Stage
from sinovik_sheets.problems import SinovikError
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.sheets.score_sheet.form import CODE_ALPHABET, CODE_LENGTH
from sinovik_sheets.steps.advance import advanced
from sinovik_sheets.steps.arrivals import arrivals
from sinovik_sheets.steps.check import Checked, check, concerns_registration
from sinovik_sheets.steps.decisions import Decisions, decisions, for_stage
from sinovik_sheets.steps.finality import SETTLING, WAIVED, Final, Waiver, final_results, waivers
from sinovik_sheets.steps.intake import Intake, take_stock
from sinovik_sheets.steps.issued import Issued, issued_sheets
from sinovik_sheets.steps.merge import ScoreTable, merge
from sinovik_sheets.steps.plenary import beside, plenary_decisions
from sinovik_sheets.steps.rank import rank
from sinovik_sheets.steps.validate import open_matters
from sinovik_sheets.stores.journal import Chain, Journal
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
        settled: Final | None = None,
    ) -> None:
        """Begin a run; with `settled` it sees the folder as it was when that result was."""
        self.workspace = workspace
        self.now = now()
        self.settled = settled
        self._random = random or SystemRandom()
        self._results: dict[str, StageResult] = {}
        self._views: dict[str, Session] = {}
        self._supposed: tuple[Mapping[str, Any], ...] = ()
        self._books: dict[PurePosixPath, bytes | None] = {}

    def new_code(self) -> str:
        """Return a random sheet code."""
        return "".join(self._random.choices(CODE_ALPHABET, k=CODE_LENGTH))

    @cached_property
    def journal(self) -> Journal:
        """The journal of the folder, to be written too."""
        return self.workspace.journal()

    @property
    def chain(self) -> Chain:
        """The events this run knows: all of them, or those until a result was settled."""
        if self.settled is not None:
            return self.journal.until(self.settled.lines)
        return Chain((*self.journal.events, *self._supposed)) if self._supposed else self.journal

    def suppose(self, events: Sequence[Mapping[str, Any]]) -> None:
        """Go on as if these events were in the journal, for a run that writes nothing."""
        self._supposed = tuple(events)
        self.forget()

    def book(self, path: PurePosixPath) -> bytes | None:
        """Return a workbook people fill in, as it is or as it was; None without one.

        It is read once: what is settled rests on the bytes that were looked at.
        """
        if self.settled is None:
            if path not in self._books:
                self._books[path] = self.workspace.read(path)
            return self._books[path]
        sha256 = self.settled.inputs.get(path.as_posix())
        return self.workspace.archive.get(sha256) if sha256 else None

    @cached_property
    def checked(self) -> Checked:
        """Settings and roster with everything that is wrong in them."""
        settings = self.book(layout.COMPETITION) or b""
        beside = (layout.ROSTER, layout.UNITS, layout.ASSIGNMENTS)
        return check(settings, *map(self.book, beside))

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
        return issued_sheets(self.chain.events)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the folder for writing; SinovikError if another run wrote since this one began."""
        with self.workspace.locked():
            self.journal.refuse_if_grown()
            yield

    @property
    def decisions(self) -> Decisions:
        """What people decided, as the journal knows it."""
        return decisions(self.chain.events)

    def last_event(self, stage: Stage) -> Mapping[str, Any]:
        """Return the last journal line that concerns a stage; empty without one.

        Results carry its day and hash, so that a re-run changes nothing, and neither
        does what is settled in other stages.
        """
        codes = [known.code for known in self.competition.stages]
        later = set(codes[codes.index(stage.code) + 1 :])
        for event in reversed(self.chain.events):
            about = event.get("to", event.get("stage", ""))
            settles = event["kind"] in SETTLING and (about != stage.code or event["kind"] == WAIVED)
            if not settles and about not in later:
                return event
        return {}

    @property
    def finals(self) -> Mapping[str, Final]:
        """The results that are final, by stage; without the one this run looks at."""
        finals = final_results(self.chain.events)
        if self.settled is not None:
            finals.pop(self.settled.stage, None)
        return finals

    @property
    def reached(self) -> Mapping[str, frozenset[str]]:
        """The entries that went on to each stage."""
        return advanced(self.chain.events)

    @property
    def plenary(self) -> Mapping[tuple[str, str], PlenaryDecision]:
        """What the plenary decided, by (stage, entry)."""
        return plenary_decisions(self.chain.events)

    @property
    def waivers(self) -> Mapping[tuple[str, str], Waiver]:
        """What people leave open on purpose, by (stage, code)."""
        return waivers(self.chain.events)

    def forget(self) -> None:
        """Forget what was derived, after new events were written."""
        self.__dict__.pop("intake", None)
        self._results.clear()
        self._views.clear()

    def forget_books(self) -> None:
        """Forget what was read from workbooks, after one of them was written."""
        self.forget()
        self._books.clear()
        self.__dict__.pop("checked", None)

    def for_stage(self, stage: Stage) -> Competition:
        """Return the competition with the statuses entries have in a stage."""
        return for_stage(self.competition, stage, self.decisions, self.reached)

    @cached_property
    def intake(self) -> Intake:
        """What came in so far, with fates and verdicts."""
        stages = {stage.code: self.for_stage(stage) for stage in self.competition.stages}
        with speaking(self.language), collector_paused():
            intake = take_stock(
                stages,
                self.issued,
                arrivals(self.chain.events),
                self.workspace.archive.get,
                self.decisions.answers,
                {stage: final.lines for stage, final in self.finals.items()},
            )
        if self.settled is not None:  # what lies in the folder now says nothing of then
            for file in intake.files:
                file.removed = file.sha256 in self.settled.aside
            return intake
        lying = {f.sha256 for f in intake.files if self.workspace.lies_in(layout.INBOX, f.path)}
        for file in intake.files:
            file.removed = not file.outside and file.sha256 not in lying
        return intake

    def stage(self, code: str | None, *, to_distribute: bool = False) -> Stage:
        """Return the stage meant: the one named, or the only one open.

        A stage is open when sheets of it are out and its result is not final; where
        none is, the only stage there is. SinovikError when the code is unknown or
        more than one fits.
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
        out = [stage for stage in stages.values() if stage.code in self.distributed]
        open_stages = [stage for stage in out if stage.code not in self.finals]
        if to_distribute and len(open_stages) != 1:
            open_stages = list(stages.values())
        elif not open_stages:
            open_stages = out or list(stages.values())
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

    def view(self, stage: str) -> "Session":
        """Return the run that sees a stage as it holds: as it was settled, else this one."""
        final = self.finals.get(stage)
        if final is None:
            return self
        if stage not in self._views:
            self._views[stage] = Session(self.workspace, lambda: self.now, self._random, final)
        return self._views[stage]

    def result(self, stage: Stage) -> StageResult:
        """Return the result of a stage, earlier ones counted as `Bobot Akhir` says.

        Of a final stage it is the one that was settled, whatever came in since.
        """
        if stage.code not in self._results:
            view = self.view(stage.code)
            if view is self:
                self._results[stage.code] = self._computed(stage)
            else:
                self._results[stage.code] = view.result(view.competition.stage[stage.code])
        return self._results[stage.code]

    def _computed(self, stage: Stage) -> StageResult:
        table = self.table(stage)
        open_count = open_matters(self.intake, stage.code, table)
        before = {}
        for code, weight in stage.final_weights.items():
            if code != stage.code and weight:
                earlier = self.result(self.competition.stage[code])
                open_count += 0 if earlier.final else earlier.open_matters
                for standing in earlier.standings:
                    if standing.stage_total is not None:
                        before[code, standing.entry.code] = standing.stage_total
        result = rank(self.for_stage(stage), stage, table, open_count, before)
        settled = self.settled is not None and self.settled.stage == stage.code
        return replace(beside(result, self.plenary), final=settled)
