"""publish: the result as it leaves the house, feedback for the units, nominations."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from sinovik_sheets import layout
from sinovik_sheets.model import Competition, Standing
from sinovik_sheets.problems import SinovikError
from sinovik_sheets.roster.discretion import without_people
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.sheets.results import announcement, feedback, nominations
from sinovik_sheets.sheets.results.content import Outcome, outcome
from sinovik_sheets.steps.judge import JudgedSheet
from sinovik_sheets.steps.plan import Output
from sinovik_sheets.text import _


@dataclass(frozen=True)
class Publication:
    """The workbooks of a stage that leave the house, and how far its result is.

    `feedback` counts the entries that get theirs, `nominees` those nominated.
    """

    result: StageResult
    outputs: tuple[Output, ...]
    feedback: int
    nominees: int

    @property
    def files(self) -> list[str]:
        """The paths of the workbooks in the competition folder."""
        return [output.path.as_posix() for output in self.outputs]

    def belongs(self, path: PurePosixPath) -> bool:
        """Return whether a file found among the results may stay: it is written, or still true.

        A public announcement stays true while the result is final.
        """
        public = layout.announcement(self.result.stage.code, public=True)
        return path.as_posix() in self.files or (path == public and self.result.final)

    def as_json(self) -> dict[str, Any]:
        """Return the shape of `publish --json`."""
        return {
            "stage": self.result.stage.code,
            "status": "sementara" if self.result.provisional else "final",
            "open_matters": self.result.open_matters,
            "feedback": self.feedback,
            "nominees": self.nominees,
            "files": self.files,
        }


def refuse_unless_final(result: StageResult) -> None:
    """Raise SinovikError where the public would hear of a result that is not final."""
    if result.provisional:
        raise SinovikError(
            _("The result of stage {stage} is not final yet; nothing was written.").format(
                stage=result.stage.code
            ),
            _("The public hears only what is final. First run: sinovik finalize"),
        )


def publish(
    competition: Competition,
    result: StageResult,
    sheets: Iterable[JudgedSheet],
    *,
    public: bool = False,
) -> Publication:
    """Return what is to be published of a stage, in the language being spoken.

    `competition` holds the entries with the statuses of the stage, `sheets` are
    those in use; a remark is told only where the juror's scores count. Nominations
    come from the last stage.
    """
    stage = result.stage
    told = outcome(competition, result)
    outputs = [Output(layout.announcement(stage.code), announcement.write(told))]
    if public:
        path = layout.announcement(stage.code, public=True)
        outputs.append(Output(path, announcement.write_public(told)))
    is_last = stage.code == competition.stages[-1].code
    nominees = told.nominees() if is_last else []
    if nominees:
        outputs.append(Output(layout.nominations(stage.code), nominations.write(told)))
    scored = [standing for standing in result.standings if standing.n]
    outputs += _feedback(told, scored, list(sheets))
    return Publication(result, tuple(outputs), len(scored), len(nominees))


def _feedback(
    told: Outcome, scored: Iterable[Standing], sheets: Iterable[JudgedSheet]
) -> list[Output]:
    remarks = _remarks(told, sheets)
    stage = told.result.stage.code
    return [
        Output(
            layout.feedback(stage, standing.entry.code),
            feedback.write(told, standing, remarks.get(standing.entry.code, [])),
        )
        for standing in scored
    ]


def _remarks(told: Outcome, sheets: Iterable[JudgedSheet]) -> dict[str, list[str]]:
    """Return what the jurors wrote beside each entry, by its code, without people.

    Only beside scores that count, in the sheet they were taken from: a juror who is
    recused writes the reason there, and that is nobody else's business.
    """
    sources = told.result.sources
    taken_from = {(entry, juror): s.sha256 for (entry, juror, _code), s in sources.items()}
    remarks: dict[str, list[str]] = {}
    for sheet in sheets:
        juror = sheet.issued.juror
        for entry, note in sheet.notes.items():
            counted = juror in told.result.rows.get(entry, {})
            if counted and taken_from.get((entry, juror)) == sheet.sha256:
                text = without_people(note, told.competition.jurors)
                remarks.setdefault(entry, []).append(text)
    return remarks
