"""What is still open in a stage, point by point, before its result can be final."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sinovik_sheets.model import Competition, Fate
from sinovik_sheets.problems import Finding
from sinovik_sheets.scoring.result import Absence, StageResult
from sinovik_sheets.steps.arrivals import Arrival
from sinovik_sheets.steps.finality import Waiver
from sinovik_sheets.steps.merge import ScoreTable
from sinovik_sheets.steps.plenary import plenary_findings
from sinovik_sheets.steps.questions import Question
from sinovik_sheets.text import _, listing

FEWEST_SCORES = 3
"""With fewer scores an entry's total says little; people must want it so."""


@dataclass(frozen=True)
class OpenPoint:
    """One open matter; `code` stays the same as long as the matter does."""

    code: str
    text: str


@dataclass(frozen=True)
class Matters:
    """What a stage's open points are found in.

    `numbers` maps keys of questions to their numbers, `unsettled` names earlier stages
    that count or lead here and are not final, `files` is what came in, `others` are
    findings people must act on.
    """

    competition: Competition
    result: StageResult
    table: ScoreTable
    questions: Sequence[Question] = ()
    numbers: Mapping[str, str] | None = None
    unsettled: Sequence[str] = ()
    files: Sequence[Arrival] = ()
    others: Sequence[Finding] = ()


def open_points(matters: Matters) -> list[OpenPoint]:
    """Return every open matter, in the language being spoken."""
    return [
        *_unsettled(matters.unsettled),
        *_questions(matters),
        *_files(matters),
        *_absences(matters),
        *_stray(matters.table),
        *_without_reason(matters.table),
        *_few_scores(matters),
        *_findings([*plenary_findings(matters.result), *matters.others]),
    ]


def _code(word: str, *parts: str) -> str:
    """Return a code of a matter that changes when what it is about does."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:4]
    return f"{word}-{digest}"


def _unsettled(stages: Iterable[str]) -> Iterator[OpenPoint]:
    for stage in stages:
        text = _("Stage {stage} leads to this result and is not final yet.").format(stage=stage)
        yield OpenPoint(f"tahap-{stage}", text)


def _questions(matters: Matters) -> Iterator[OpenPoint]:
    numbers = matters.numbers or {}
    for question in matters.questions:
        number = numbers.get(question.key, question.key[:6])
        yield OpenPoint(number, f"{question.juror} {question.text}".strip())


def _files(matters: Matters) -> Iterator[OpenPoint]:
    """Yield a point for each file that was not used, and of which nothing was asked."""
    own = ("", matters.result.stage.code)
    for file in matters.files:
        unused = file.waits or file.fate in (Fate.REJECTED, Fate.UNKNOWN)
        if unused and file.question is None and file.stage in own and not file.set_aside:
            why = file.finding.message if file.finding else file.fate.word
            yield OpenPoint(_code("berkas", file.sha256), f"{file.path}: {why}")


def _absences(matters: Matters) -> Iterator[OpenPoint]:
    """Yield one point a juror for rows not complete, and one for those held back."""
    words = {
        Absence.MISSING: (
            "belum",
            _("{juror} {name}: {count} entries not scored yet ({entries})."),
        ),
        Absence.OPEN: (
            "tertahan",
            _("{juror} {name}: {count} entries with a wrong or questioned score ({entries})."),
        ),
    }
    for kind, (word, sentence) in words.items():
        by_juror: defaultdict[str, list[str]] = defaultdict(list)
        for (entry, juror), absence in matters.table.absences.items():
            if absence is kind:
                by_juror[juror].append(entry)
        for juror, entries in sorted(by_juror.items()):
            person = matters.competition.juror.get(juror)
            text = sentence.format(
                juror=juror,
                name=person.name if person else "",
                count=len(entries),
                entries=listing(entries, 6),
            )
            yield OpenPoint(_code(f"{juror}-{word}", *entries), text)


def _stray(table: ScoreTable) -> Iterator[OpenPoint]:
    for juror, entries in table.stray.items():
        text = _("{juror} scored entries that are not the juror's: {entries}.").format(
            juror=juror, entries=listing(entries, 6)
        )
        yield OpenPoint(_code(f"{juror}-di-luar", *entries), text)


def _without_reason(table: ScoreTable) -> Iterator[OpenPoint]:
    """Yield a point for each juror who recused without saying why."""
    by_juror: defaultdict[str, list[str]] = defaultdict(list)
    for (entry, juror), absence in table.absences.items():
        if absence is Absence.RECUSED and not table.reasons.get((entry, juror), "").strip():
            by_juror[juror].append(entry)
    for juror, entries in sorted(by_juror.items()):
        text = _("{juror} does not score {entries} (R) and gave no reason.").format(
            juror=juror, entries=listing(entries, 6)
        )
        yield OpenPoint(_code(f"{juror}-alasan", *entries), text)


def _few_scores(matters: Matters) -> Iterator[OpenPoint]:
    """Yield a point for each entry with fewer scores than three, unless the jury is smaller.

    Where scores are still to come, that is told already.
    """
    jurors = len(matters.competition.panel(matters.result.stage))
    waiting = {
        entry
        for (entry, _juror), absence in matters.table.absences.items()
        if absence in (Absence.MISSING, Absence.OPEN)
    }
    for standing in matters.result.standings:
        few = standing.n < min(FEWEST_SCORES, jurors)
        if few and standing.place is not None and standing.entry.code not in waiting:
            text = _("{entry} {title} is scored by {count} juror(s) only.").format(
                entry=standing.entry.code, title=standing.entry.title, count=standing.n
            )
            yield OpenPoint(f"{standing.entry.code}-{standing.n}-juri", text)


def _findings(findings: Iterable[Finding]) -> Iterator[OpenPoint]:
    for finding in findings:
        told = (f"{name}={value}" for name, value in sorted(finding.details.items()))
        parts = (finding.rule.code, finding.entry, finding.value, *told)
        yield OpenPoint(_code(finding.entry or "hal", *parts), finding.message)


def point_rows(
    stage: str, points: Iterable[OpenPoint], known: Mapping[tuple[str, str], Waiver]
) -> list[dict[str, str]]:
    """Return the rows of the sheet Pengecualian: this stage's points, others' waivers."""
    rows = []
    for point in points:
        waiver = known.get((stage, point.code))
        rows.append(_row(stage, point.code, point.text, waiver))
    rows += [_row(w.stage, w.code, w.text, w) for w in known.values() if w.stage != stage]
    return rows


def _row(stage: str, code: str, text: str, waiver: Waiver | None) -> dict[str, str]:
    return {
        "Tahap": stage,
        "Kode": code,
        "Hal": text,
        "Dikecualikan": "ya" if waiver else "",
        "Oleh": waiver.by if waiver else "",
        "Alasan": waiver.reason if waiver else "",
    }
