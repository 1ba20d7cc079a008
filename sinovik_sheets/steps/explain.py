"""explain: why an entry has its place, from the place down to every juror's cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sinovik_sheets.model import Competition, Standing
from sinovik_sheets.problems import SinovikError
from sinovik_sheets.scoring.exact import plain
from sinovik_sheets.scoring.result import Absence, StageResult
from sinovik_sheets.sheets.summary import words
from sinovik_sheets.steps.explain_method import method_sentences
from sinovik_sheets.steps.questions import NO_PLACE
from sinovik_sheets.text import _, fraction_text


@dataclass(frozen=True)
class JurorLine:
    """What one juror contributed: scores with their cells, or why nothing.

    `written` holds the scores as they stand in the sheet, counted or not.
    """

    juror: str
    name: str
    total: Fraction | None
    file: str
    sha256: str
    scores: Mapping[str, Decimal]
    written: Mapping[str, str]
    places: Mapping[str, str]
    absence: Absence | None

    @property
    def note(self) -> str:
        """Why the row is not counted, empty when it is; in the language being spoken."""
        words = {
            Absence.RECUSED: _("recused"),
            Absence.OPEN: _("question or error open"),
            Absence.MISSING: _("not complete yet") if self.file else _("no sheet yet"),
            Absence.NOT_ASSIGNED: _("not assigned"),
        }
        return words[self.absence] if self.absence else ""

    @property
    def unplaced(self) -> set[str]:
        """The criteria on which the juror gave the entry no place; their score is 0."""
        return {code for code, written in self.written.items() if written == NO_PLACE}

    @property
    def cells(self) -> str:
        """The cells, such as G13 H13 I13."""
        return " ".join(self.places.values())


@dataclass(frozen=True)
class Explanation:
    """The place of an entry and everything it rests on."""

    standing: Standing
    lines: tuple[JurorLine, ...]
    sentences: tuple[str, ...]
    stage: str

    def as_json(self) -> dict[str, Any]:
        """Return the shape of `explain --json`."""
        standing = self.standing
        return {
            "entry": standing.entry.code,
            "title": standing.entry.title,
            "stage": self.stage,
            "place": standing.place,
            "tied": standing.tied,
            "decided_by": standing.decided_by,
            "total": None if standing.total is None else plain(standing.total, 10),
            "criteria": {code: plain(value) for code, value in standing.criteria.items()},
            "n": standing.n,
            "jurors": [
                {
                    "juror": line.juror,
                    "total": None if line.total is None else plain(line.total, 10),
                    "file": line.file,
                    "sha256": line.sha256,
                    "absence": line.absence.value if line.absence else "",
                    "scores": [
                        {
                            "criterion": code,
                            "value": "" if code in line.unplaced else format(value, "f"),
                            "cell": line.places[code],
                        }
                        for code, value in line.scores.items()
                    ],
                }
                for line in self.lines
            ],
        }


def explain(competition: Competition, result: StageResult, entry: str) -> Explanation:
    """Return why an entry (its code must exist) has its place.

    SinovikError when it did not come to the stage.
    """
    standing = next((s for s in result.standings if s.entry.code == entry), None)
    if standing is None:
        raise SinovikError(
            _("{entry} did not come to stage {stage}.").format(
                entry=entry, stage=result.stage.code
            ),
            _("Ask about an earlier stage with --stage."),
        )
    lines = []
    for juror in competition.panel(result.stage):
        scores = result.rows.get(entry, {}).get(juror.code, {})
        sources = {
            criterion.code: result.sources[entry, juror.code, criterion.code]
            for criterion in result.stage.criteria
            if (entry, juror.code, criterion.code) in result.sources
        }
        first = next(iter(sources.values()), None)
        lines.append(
            JurorLine(
                juror=juror.code,
                name=juror.name,
                total=result.scores[entry].juror_totals.get(juror.code),
                file=first.file if first else "",
                sha256=first.sha256 if first else "",
                scores=scores,
                written={code: source.written for code, source in sources.items()},
                places={code: source.cell for code, source in sources.items()},
                absence=result.absences.get((entry, juror.code)),
            )
        )
    return Explanation(
        standing, tuple(lines), tuple(_sentences(result, standing)), result.stage.code
    )


def _of_plenary(standing: Standing) -> list[str]:
    """Say what the plenary set, and why."""
    made = standing.plenary
    if made is None:
        return []
    said = []
    if made.place is not None:
        said.append(_("The plenary set place {place}.").format(place=made.place))
    if made.advances is not None:
        outcome = words.ADVANCES if made.advances else words.STAYS
        said.append(_("The plenary decided: {outcome}.").format(outcome=outcome))
    return [*said, _("Its reason: {reason}").format(reason=made.reason)] if made.reason else said


def _sentences(result: StageResult, standing: Standing) -> list[str]:
    if standing.place is None:
        status = standing.entry.status
        why = status.value if status else _("not scored completely by any juror yet")
        return [_("No place: {why}.").format(why=why)]
    sentences = [
        _("Place {place} with a total of {total}, the method “{method}” over {n} juror(s).").format(
            place=standing.place,
            total=fraction_text(standing.total, result.places),
            method=result.stage.method.value,
            n=standing.n,
        )
    ]
    sentences += method_sentences(result, standing)
    equal = [
        other.entry.code
        for other in result.standings
        if other.total == standing.total and other is not standing and other.place is not None
    ]
    if equal:
        sentences.append(_("Equal total: {entries}.").format(entries=", ".join(equal)))
    if standing.decided_by:
        sentences.append(_tie_break(result, standing.decided_by))
    if standing.tied:
        sentences.append(_("The place is shared; the plenary may decide."))
    sentences += _of_plenary(standing)
    if standing.recused:
        sentences.append(_("{n} juror(s) recused.").format(n=standing.recused))
    if result.provisional:
        sentences.append(words.state(result))
    return sentences


def _tie_break(result: StageResult, decided_by: str) -> str:
    kind, _colon, code = decided_by.partition(":")
    if kind == "kriteria":
        names = {criterion.code: criterion.name for criterion in result.stage.criteria}
        return _("Tie-break: the mean on “{criterion}” decided.").format(criterion=names[code])
    if kind == "median":
        return _("Tie-break: the median of the jurors' totals decided.")
    return _("Tie-break: more jurors put it above the other decided.")
