"""merge: one long table of scores, and a board of what is expected and received."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from sinovik_sheets.model import Competition, Stage
from sinovik_sheets.scoring.result import Absence, Source
from sinovik_sheets.sheets.verdicts import State
from sinovik_sheets.steps.judge import JudgedSheet, Score

if TYPE_CHECKING:
    import pandas

COLUMNS = (
    "tahap",
    "inovasi",
    "juri",
    "kriteria",
    "nilai",
    "keadaan",
    "tertulis",
    "dihitung",
    "berkas",
    "sha256",
    "lembar",
    "sel",
)


@dataclass(frozen=True)
class ScoreTable:
    """The scores of a stage: counted rows, and why every other one is absent.

    `rows` maps entry to juror to criterion to score. `lines` are the rows of
    nilai.csv, one a score, in the order of COLUMNS.
    """

    rows: Mapping[str, Mapping[str, Mapping[str, Decimal]]]
    absences: Mapping[tuple[str, str], Absence]
    sources: Mapping[tuple[str, str, str], Source]
    reasons: Mapping[tuple[str, str], str]
    lines: Sequence[tuple[str, ...]] = field(default=())

    def frame(self) -> "pandas.DataFrame":
        """Return the long table; every column is text, so nothing is rounded."""
        import pandas

        return pandas.DataFrame(self.lines, columns=list(COLUMNS), dtype="string")

    def csv(self) -> bytes:
        """Return nilai.csv: UTF-8, commas, decimal points, one line a score."""
        return self.frame().to_csv(index=False, lineterminator="\n").encode("utf-8")

    def count(self, kind: Absence) -> int:
        """Return how many (entry, juror) rows are absent for this reason."""
        return sum(absence is kind for absence in self.absences.values())


def merge(
    competition: Competition, stage: Stage, sheets: Iterable[JudgedSheet]
) -> ScoreTable:
    """Fit the sheets of a stage together by juror and entry.

    A juror's row for an entry counts only if every criterion has an accepted
    score; of several sheets that hold the entry the latest serial is taken.
    """
    newest: dict[tuple[str, str], JudgedSheet] = {}
    for sheet in sorted(sheets, key=lambda sheet: sheet.issued.serial):
        for entry in dict.fromkeys(entry for entry, _criterion in sheet.scores):
            newest[sheet.issued.juror, entry] = sheet
    rows: dict[str, dict[str, dict[str, Decimal]]] = {}
    absences: dict[tuple[str, str], Absence] = {}
    sources: dict[tuple[str, str, str], Source] = {}
    reasons: dict[tuple[str, str], str] = {}
    lines: list[tuple[str, ...]] = []
    duties = {j.code: {e.code for e in competition.duties(stage, j)} for j in competition.panel(stage)}
    for entry in competition.entries:
        rows[entry.code] = {}
        if entry.status is not None:
            continue
        for juror in competition.panel(stage):
            key = (entry.code, juror.code)
            conflict = competition.conflict(juror, entry)
            if entry.code not in duties[juror.code]:
                absences[key] = Absence.NOT_ASSIGNED
                continue
            found = newest.get((juror.code, entry.code))
            if found is None:
                absences[key] = Absence.RECUSED if conflict else Absence.MISSING
            else:
                scores = {c.code: found.scores[entry.code, c.code] for c in stage.criteria}
                absence = _absence(scores)
                if absence is None:
                    rows[entry.code][juror.code] = _values(scores)
                else:
                    absences[key] = absence
                for code, score in scores.items():
                    place = Source(found.file, found.sha256, found.sheet, score.cell)
                    sources[entry.code, juror.code, code] = place
                    lines.append(_line(stage.code, key, code, score, place, absence is None))
            if absences.get(key) is Absence.RECUSED:
                note = found.notes.get(entry.code, "") if found else ""
                reasons[key] = conflict.reason if conflict else note
    return ScoreTable(rows, absences, sources, reasons, lines)


def _absence(scores: Mapping[str, Score]) -> Absence | None:
    """Return why a row is not counted, None when it is."""
    states = {score.state for score in scores.values()}
    if State.RECUSED in states and not states & {State.ASK, State.REJECT}:
        return Absence.RECUSED
    if states & {State.ASK, State.REJECT}:
        return Absence.OPEN
    return Absence.MISSING if State.MISSING in states else None


def _values(scores: Mapping[str, Score]) -> dict[str, Decimal]:
    return {code: score.value for code, score in scores.items() if score.value is not None}


def _line(
    stage: str, key: tuple[str, str], criterion: str, score: Score, place: Source, counted: bool
) -> tuple[str, ...]:
    value = "" if score.value is None else format(score.value, "f")
    return (
        stage,
        *key,
        criterion,
        value,
        score.state.value,
        score.judged.text,
        "ya" if counted else "tidak",
        place.file,
        place.sha256,
        place.sheet,
        place.cell,
    )
