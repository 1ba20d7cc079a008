"""merge: one long table of scores, and who still owes which row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from sinovik_sheets.model import Competition, Criterion, Entry, Juror, Stage
from sinovik_sheets.scoring.result import Absence, Source
from sinovik_sheets.sheets.score_sheet.verdicts import State
from sinovik_sheets.steps.judge import JudgedSheet, Score
from sinovik_sheets.steps.questions import value_text

if TYPE_CHECKING:
    import pandas as pd

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

_STATE_WORDS = {
    State.ACCEPT: "sah",
    State.NOTE: "sah, catatan",
    State.ASK: "ditanyakan",
    State.REJECT: "ditolak",
    State.MISSING: "kosong",
    State.RECUSED: "tidak menilai",
    State.UNPLACED: "tanpa peringkat",
}
"""The words of the column `keadaan`, the same in every language."""


@dataclass
class ScoreTable:
    """The scores of a stage: counted rows, and why every other one is absent.

    `rows` maps entry to juror to criterion to score, 0 where no place is given.
    `lines` are the rows of nilai.csv, one a score, in the order of COLUMNS. `stray`
    maps juror to the entries scored that are not (or no longer) the juror's to score.
    """

    stage: str
    rows: dict[str, dict[str, dict[str, Decimal]]] = field(default_factory=dict)
    absences: dict[tuple[str, str], Absence] = field(default_factory=dict)
    sources: dict[tuple[str, str, str], Source] = field(default_factory=dict)
    reasons: dict[tuple[str, str], str] = field(default_factory=dict)
    lines: list[tuple[str, ...]] = field(default_factory=list)
    stray: dict[str, list[str]] = field(default_factory=dict)

    def frame(self) -> "pd.DataFrame":
        """Return the long table; every column is text, so nothing is rounded."""
        import pandas as pd

        return pd.DataFrame(self.lines, columns=list(COLUMNS), dtype="string")

    def csv(self) -> bytes:
        """Return nilai.csv: UTF-8, commas, decimal points, one line a score."""
        frame = self.frame()
        for column in ("tertulis", "berkas", "lembar"):
            # Excel would compute text that begins so when it opens the file.
            risky = frame[column].str.match(r"[=+\-@\t\r]")
            frame[column] = frame[column].where(~risky, "'" + frame[column])
        return frame.to_csv(index=False, lineterminator="\n").encode("utf-8")

    def count(self, kind: Absence) -> int:
        """Return how many (entry, juror) rows are absent for this reason."""
        return sum(absence is kind for absence in self.absences.values())

    def add(
        self, entry: str, juror: str, sheet: JudgedSheet, criteria: Iterable[Criterion]
    ) -> None:
        """Add what a juror's sheet says about an entry."""
        scores = {c.code: sheet.scores[entry, c.code] for c in criteria}
        absence = _absence(scores)
        if absence is None:
            values = {code: s.value for code, s in scores.items() if s.value is not None}
            self.rows[entry][juror] = values
        else:
            self.absences[entry, juror] = absence
        for code, score in scores.items():
            written = value_text(score)
            place = Source(sheet.file, sheet.sha256, sheet.sheet, score.cell, written)
            self.sources[entry, juror, code] = place
            self.lines.append(
                (
                    self.stage,
                    entry,
                    juror,
                    code,
                    _counted_text(score),
                    _STATE_WORDS[score.state],
                    score.judged.text,
                    "ya" if absence is None else "tidak",
                    place.file,
                    place.sha256,
                    place.sheet,
                    place.cell,
                )
            )


def merge(competition: Competition, stage: Stage, sheets: Iterable[JudgedSheet]) -> ScoreTable:
    """Fit the sheets of a stage together by juror and entry.

    A juror's row for an entry counts only if every criterion has an accepted
    score; of several sheets that hold the entry the latest serial is taken.
    """
    newest: dict[tuple[str, str], JudgedSheet] = {}
    for sheet in sorted(sheets, key=lambda sheet: sheet.issued.serial):
        for code in dict.fromkeys(code for code, _criterion in sheet.scores):
            newest[code, sheet.issued.juror] = sheet
    panel = competition.panel(stage)
    duties = {j.code: {e.code for e in competition.duties(stage, j)} for j in panel}
    table = ScoreTable(stage.code, {entry.code: {} for entry in competition.entries})
    for entry in competition.entries:
        for juror in panel if entry.status is None else ():
            found = newest.get((entry.code, juror.code))
            if entry.code not in duties[juror.code]:
                table.absences[entry.code, juror.code] = Absence.NOT_ASSIGNED
            elif found is not None:
                table.add(entry.code, juror.code, found, stage.criteria)
            _explain_absence(competition, table, entry, juror, found)
    for (code, juror_code), sheet in newest.items():
        if code not in duties.get(juror_code, ()) and _is_stray(competition, code, sheet):
            table.stray.setdefault(juror_code, []).append(code)
    return table


def _is_stray(competition: Competition, code: str, sheet: JudgedSheet) -> bool:
    """Return whether a sheet scores an entry that takes part and bears no conflict."""
    entry, juror = competition.entry[code], competition.juror[sheet.issued.juror]
    return (
        entry.status is None
        and competition.conflict(juror, entry) is None
        and any(key[0] == code and score.value is not None for key, score in sheet.scores.items())
    )


def _explain_absence(
    competition: Competition,
    table: ScoreTable,
    entry: Entry,
    juror: Juror,
    sheet: JudgedSheet | None,
) -> None:
    """Note a row that no sheet holds, and the reason for a recusal."""
    key = (entry.code, juror.code)
    conflict = competition.conflict(juror, entry)
    if sheet is None and key not in table.absences:
        table.absences[key] = Absence.RECUSED if conflict else Absence.MISSING
    if table.absences.get(key) is Absence.RECUSED:
        note = sheet.notes.get(entry.code, "") if sheet else ""
        table.reasons[key] = conflict.reason if conflict else note


def _counted_text(score: Score) -> str:
    """Return the score that counts, "" for none; a place that is not given has no number."""
    if score.value is None or score.state is State.UNPLACED:
        return ""
    return format(score.value, "f")


def _absence(scores: Mapping[str, Score]) -> Absence | None:
    """Return why a row is not counted, None when it is."""
    states = {score.state for score in scores.values()}
    if states & {State.ASK, State.REJECT}:
        return Absence.OPEN
    if State.RECUSED in states:
        return Absence.RECUSED
    return Absence.MISSING if State.MISSING in states else None
