"""What came in: every received file gets one fate, every juror's sheet its verdicts.

The outcome is a function of journal, archive and people's answers: names of
files and their order within a run never matter.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sinovik_sheets.model import Competition, Fate, Stage
from sinovik_sheets.problems import Finding, Rule, Where
from sinovik_sheets.problems import files as file_rules
from sinovik_sheets.problems import registration as registration_rules
from sinovik_sheets.problems import scores as rules
from sinovik_sheets.sheets import receipt_book
from sinovik_sheets.sheets.cells import Book
from sinovik_sheets.sheets.registration.reader import form_codes
from sinovik_sheets.sheets.score_sheet.form import codes_in
from sinovik_sheets.sheets.score_sheet.reader import FoundSheet
from sinovik_sheets.sheets.score_sheet.verdicts import State
from sinovik_sheets.sheets.tables.table import plain_name
from sinovik_sheets.steps.arrivals import Arrival, Content, read_content
from sinovik_sheets.steps.issued import Issued, in_force
from sinovik_sheets.steps.judge import JudgedSheet, Returned, judge_sheet
from sinovik_sheets.steps.questions import NO_PLACE, answered
from sinovik_sheets.text import listing

_MOST_CELLS = 3
"""Cells named where sheets differ; the rest is counted."""

GetBytes = Callable[[str], bytes]


@dataclass
class Intake:
    """All received files with their fates, and the sheet in use for each code."""

    files: list[Arrival]
    used: dict[str, JudgedSheet] = field(default_factory=dict)
    changes: dict[str, list[Finding]] = field(default_factory=dict)

    def sheets(self, stage: str) -> list[JudgedSheet]:
        """Return the sheets in use in a stage."""
        return [sheet for sheet in self.used.values() if sheet.issued.stage == stage]

    @property
    def asked(self) -> set[str]:
        """The keys of all questions that arise from what came in, answered or not."""
        return {key for file in self.files for key in file.asked}


def take_stock(
    competitions: Mapping[str, Competition],
    issued: Mapping[str, Issued],
    received: list[Arrival],
    get_bytes: GetBytes,
    answers: Mapping[str, str],
    closed: Mapping[str, int] | None = None,
) -> Intake:
    """Give every received file its fate and every sheet in use its verdicts.

    `competitions` maps each stage code to the competition as it stands in that
    stage: entries that dropped out carry their status. `closed` maps each final
    stage to the journal's line that settled it: what came later is kept, not used.
    """
    first: dict[str, Arrival] = {}
    for file in received:
        original = first.setdefault(file.sha256, file)
        if original is file:
            _identify(competitions, issued, file, get_bytes, answers)
            if file.line > (closed or {}).get(file.stage, file.line):
                file.set_late()
    intake = Intake(received)
    by_code: dict[str, list[Arrival]] = {}
    for file in first.values():
        if file.sheet is not None and file.issued is not None:
            by_code.setdefault(file.issued.code, []).append(file)
    for code, candidates in by_code.items():
        _choose(intake, code, candidates, answers)
    _replace_earlier(competitions, intake)
    for file in received:
        original = first[file.sha256]
        if original is not file:
            file.issued, file.fate = original.issued, Fate.DUPLICATE
    return intake


def _identify(
    competitions: Mapping[str, Competition],
    issued: Mapping[str, Issued],
    file: Arrival,
    get_bytes: GetBytes,
    answers: Mapping[str, str],
) -> None:
    if file.problem:
        file.settle(Fate.REJECTED, file_rules.UNOPENED[file.problem], file.detail or file.path)
        return
    content = read_content(get_bytes(file.sha256))
    if content.book is None:
        codes = [code for code in codes_in(file.path.upper()) if code in issued]
        evidence = content.rule in (file_rules.PDF, file_rules.IMAGE) and len(codes) == 1
        if evidence:
            file.issued = issued[codes[0]]
            file.settle(Fate.EVIDENCE)
        else:
            file.settle(Fate.REJECTED, content.rule, content.detail)
        return
    known = [code for code in content.codes if code in issued]
    if not content.codes and form_codes(content.book):
        file.settle(Fate.REJECTED, registration_rules.FORM_IN_INBOX)
    elif not content.codes:
        file.settle(Fate.UNKNOWN, file_rules.NO_CODE)
    elif not known:
        file.settle(Fate.UNKNOWN)
        file.ask(rules.UNKNOWN_SHEET_CODE, content.codes[0], answers)
    elif len(known) > 1:
        # Whose scores these are cannot be told; a wrong guess would credit another juror.
        file.settle(Fate.REJECTED, rules.HIDDEN_IDS_CHANGED, ", ".join(known))
    else:
        file.issued = issued[known[0]]
        _judge_file(competitions, file, content, answers)


def _judge_file(
    competitions: Mapping[str, Competition],
    file: Arrival,
    content: Content,
    answers: Mapping[str, str],
) -> None:
    found, sheet = content.found, file.issued
    if found is None or sheet is None or content.book is None or not found.has_keys:
        if content.book is not None and _is_receipt(content.book):
            file.settle(Fate.EVIDENCE)
        else:
            file.settle(Fate.REJECTED, rules.NO_KEY_ROW)
        return
    competition = competitions.get(sheet.stage)
    if competition is None or sheet.juror not in competition.juror:
        file.settle(Fate.REJECTED, rules.NO_LONGER_SETTLED, f"{sheet.stage}, {sheet.juror}")
        return
    stage = competition.stage[sheet.stage]
    if len(found.forms) > 1:
        file.settle(Fate.REJECTED, rules.SECOND_FORM, ", ".join(found.forms))
        return
    if changed := _changed_ids(found, sheet):
        file.settle(Fate.REJECTED, rules.HIDDEN_IDS_CHANGED, changed)
        return
    for rule, value in _doubts(content, sheet, file, stage):
        if file.ask(rule, value, answers) != rules.USE:
            file.fate = Fate.REJECTED
            return
    returned = Returned(file.path, file.sha256, content.book, found)
    judged = judge_sheet(competition, stage, sheet, returned)
    file.sheet, file.sheet_asked = answered(stage, judged, answers)


def _is_receipt(book: Book) -> bool:
    """Return whether this is a receipt of ours, sent back signed."""
    return any(plain_name(grid.name) == plain_name(receipt_book.SHEET) for grid in book.sheets)


def _doubts(
    content: Content, sheet: Issued, file: Arrival, stage: Stage
) -> Iterable[tuple[Rule, str]]:
    """Yield what must be asked before a file is used at all."""
    if len(content.codes) > 1:
        yield rules.TWO_CODES, ", ".join(content.codes)
    if file.sender and file.sender != sheet.juror:
        yield rules.WRONG_SENDER, file.sender
    if not sheet.fits(stage):
        scales = (f"{c.code} {c.minimum}–{c.maximum}" for c in stage.criteria)
        yield rules.CHANGED_SINCE, "; ".join(scales)


def _changed_ids(found: FoundSheet, sheet: Issued) -> str:
    """Return which hidden ids differ from what was issued; ids that are gone do not."""
    ids = found.ids
    if ids.code and ids.code != sheet.code:
        return ""  # two codes in one file: that is asked
    pairs = (
        (ids.stage, sheet.stage),
        (ids.juror, sheet.juror),
        (ids.serial, str(sheet.serial)),
        (ids.entries, sheet.entries),
        (ids.criteria, tuple(criterion.code for criterion in sheet.criteria)),
    )
    return ", ".join(
        " ".join(there) if isinstance(there, tuple) else str(there)
        for there, issued in pairs
        if there and there != issued
    )


def _choose(
    intake: Intake, code: str, candidates: list[Arrival], answers: Mapping[str, str]
) -> None:
    """Choose among different sheets under one code, run by run."""
    current: Arrival | None = None
    for run in sorted({file.run for file in candidates}):
        newcomer = _best_of_run([f for f in candidates if f.run == run], answers)
        if newcomer is not None:
            current = _newer(intake, current, newcomer, answers)
    if current is not None and current.sheet is not None:
        current.fate = Fate.USED
        current.asked |= current.sheet_asked
        intake.used[code] = current.sheet


def _replace_earlier(competitions: Mapping[str, Competition], intake: Intake) -> None:
    """Set aside sheets that a later one of the juror replaces: where places are given."""
    own: dict[tuple[str, str], list[Issued]] = {}
    for sheet in intake.used.values():
        own.setdefault((sheet.issued.stage, sheet.issued.juror), []).append(sheet.issued)
    for (code, _juror), sheets in own.items():
        kept = {sheet.code for sheet in in_force(competitions[code].stage[code], sheets)}
        for replaced in {sheet.code for sheet in sheets} - kept:
            del intake.used[replaced]
            for file in intake.files:
                if (
                    file.issued is not None
                    and file.issued.code == replaced
                    and file.fate is Fate.USED
                ):
                    file.fate = Fate.SUPERSEDED


def _holds_all(one: Arrival, other: Arrival) -> bool:
    """Return whether every accepted score of `other` stands unchanged in `one`."""
    if one.sheet is None or other.sheet is None:
        return False
    values = one.sheet.values
    return all(values.get(key) == value for key, value in other.sheet.values.items())


def _difference(file: Arrival, rivals: Iterable[Arrival]) -> dict[str, str]:
    """Return what tells people how far a file differs from its rivals: how often, and where."""
    own = file.sheet.values if file.sheet is not None else {}
    differing: dict[tuple[str, str], None] = {}
    for rival in rivals:
        theirs = rival.sheet.values if rival.sheet is not None else {}
        keys = (*own, *(key for key in theirs if key not in own))
        differing |= {key: None for key in keys if own.get(key) != theirs.get(key)}
    cells = [" ".join(key) for key in differing]
    return {"count": str(len(cells)), "cells": listing(cells, _MOST_CELLS)}


def _written(file: Arrival) -> dict[tuple[str, str], str]:
    """Return what stands in the score cells that are not empty, counted or not."""
    scores = file.sheet.scores if file.sheet is not None else {}
    empty = (State.MISSING, State.UNPLACED)
    return {k: s.judged.text for k, s in scores.items() if s.state not in empty}


def _remarks(file: Arrival) -> tuple[object, ...]:
    return (file.sheet.notes, file.sheet.filled_by) if file.sheet is not None else ()


def _best_of_run(files: list[Arrival], answers: Mapping[str, str]) -> Arrival | None:
    """Return the file of one run that goes on; those it holds are superseded by it.

    Where no file holds all the others' scores, people choose. Among equals it is
    the one with the fewest empty cells.
    """
    if len(files) == 1:
        return files[0]
    for file in sorted(files, key=lambda f: (-len(_written(f)), f.sha256)):
        others = [other for other in files if other is not file]
        if all(_holds_all(file, other) for other in others):
            for other in others:
                other.fate = Fate.DUPLICATE if _holds_all(other, file) else Fate.SUPERSEDED
            return file
    return _chosen_by_people(files, answers)


def _chosen_by_people(files: list[Arrival], answers: Mapping[str, str]) -> Arrival | None:
    """Ask which of several contradicting files is used; None while that is not clear."""
    chosen = []
    for file in files:
        rivals = sorted((f.path, f.sha256) for f in files if f is not file)
        paths = ", ".join(path for path, _sha256 in rivals)
        bound_to = [sha256 for _path, sha256 in rivals]
        told = _difference(file, [f for f in files if f is not file])
        choice = file.ask(rules.CONFLICT, paths, answers, bound_to, **told)
        file.fate = Fate.SUPERSEDED if choice == rules.REFUSE else Fate.CONFLICT
        if choice == rules.USE:
            chosen.append(file)
    if len(chosen) > 1:
        for file in chosen:
            others = sorted(f.path for f in chosen if f is not file)
            file.settle(Fate.CONFLICT, rules.TWO_CHOSEN, ", ".join(others))
    if len(chosen) != 1:
        return None
    for file in files:
        if file is not chosen[0]:
            file.fate, file.question, file.finding = Fate.SUPERSEDED, None, None
    return chosen[0]


def _newer(
    intake: Intake, current: Arrival | None, newcomer: Arrival, answers: Mapping[str, str]
) -> Arrival:
    """Return which of the sheet in use and a later one is in use from now on."""
    if current is None or current.sheet is None or newcomer.sheet is None:
        return newcomer
    chosen = newcomer.fate is Fate.CONFLICT  # by people, among rivals of its run
    if not chosen and _holds_all(current, newcomer):
        same = _holds_all(newcomer, current)
        if same and _remarks(current) != _remarks(newcomer):
            pass  # equal scores with other remarks: the later remarks count
        elif not same or current.sheet.complete or _written(current) == _written(newcomer):
            newcomer.fate = Fate.DUPLICATE if same else Fate.SUPERSEDED
            return current
    elif not chosen and current.sheet.complete:
        told = _difference(newcomer, [current])
        choice = newcomer.ask(rules.CONFLICT, current.path, answers, (current.sha256,), **told)
        if choice != rules.USE:
            newcomer.fate = Fate.SUPERSEDED if choice else Fate.CONFLICT
            return current
    current.fate = Fate.SUPERSEDED
    changed = intake.changes.setdefault(newcomer.stage, [])
    changed.extend(_changed_scores(current.sheet, newcomer.sheet))
    return newcomer


def _changed_scores(older: JudgedSheet, newer: JudgedSheet) -> Iterable[Finding]:
    """List every accepted score that a newer sheet changed."""
    values = newer.values
    for key, value in older.values.items():
        now = values.get(key)
        if now != value:
            score = newer.scores.get(key)
            yield Finding(
                rules.SCORE_CHANGED,
                Where(newer.file, newer.sheet, score.cell if score else ""),
                juror=newer.issued.juror,
                entry=key[0],
                criterion=key[1],
                value=_told(value),
                details={"read": "–" if now is None else _told(now)},
            )


def _told(value: Decimal | State) -> str:
    words: Mapping[object, str] = {State.RECUSED: rules.RECUSE, State.UNPLACED: NO_PLACE}
    return words.get(value) or str(value)
