"""The minutes of a final stage and the sheets its jurors sign: what documents say of a result."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sinovik_sheets.documents.juror_sheet import JurorSheet, SheetCriterion, SheetRow
from sinovik_sheets.documents.minutes import (
    Approver,
    InputFile,
    LeftOut,
    Minutes,
    PanelMember,
    PaperSheet,
    RankedEntry,
    Recusal,
    Tie,
    Waiver,
)
from sinovik_sheets.model import Competition, Juror, Stage, Standing
from sinovik_sheets.scoring.result import Absence, StageResult
from sinovik_sheets.scoring.tiers import earned
from sinovik_sheets.sheets.summary import words
from sinovik_sheets.steps.advance import goes_on
from sinovik_sheets.steps.finality import Final
from sinovik_sheets.steps.finality import Waiver as Waived
from sinovik_sheets.steps.judge import JudgedSheet
from sinovik_sheets.text import _, decimal_text, fraction_text, listing

TOP = 10
"""Entries in the top list where nothing says how many win."""


@dataclass(frozen=True)
class Settled:
    """A stage as it was settled, with everything its documents draw on.

    `sheets` are those in use, `waivers` what was left open on purpose.
    """

    competition: Competition
    result: StageResult
    final: Final
    sheets: Sequence[JudgedSheet]
    waivers: Sequence[Waived] = ()
    journal_head: str = ""

    @property
    def day(self) -> date:
        """The day the minutes name."""
        return self.final.day


def minutes(settled: Settled) -> Minutes:
    """Return what the minutes say, in the language being spoken."""
    competition, result = settled.competition, settled.result
    settings, stage = competition.settings, result.stage
    entries = _entries(settled)
    standings = result.standings
    return Minutes(
        competition=settings.name,
        stage=stage.name,
        letterhead=settings.letterhead,
        organiser=settings.organiser,
        city=settings.city,
        day=settled.day,
        provisional=result.provisional,
        panel=tuple(_member(juror) for juror in competition.panel(stage)),
        registered=len(standings),
        scored=sum(standing.place is not None for standing in standings),
        advancing=sum(goes_on(result, s) for s in standings) if result.has_cut else None,
        left_out=tuple(
            LeftOut(s.entry.code, s.entry.title, s.entry.unit, s.entry.status, s.entry.reason)
            for s in standings
            if s.entry.status is not None
        ),
        method=method_sentence(stage),
        cut_rule=words.cut(stage),
        places=result.places,
        results=_top(result, entries),
        ranking=tuple(entries),
        ties=tuple(_ties(result)),
        recusals=tuple(_recusals(settled)),
        waivers=tuple(Waiver(w.text, w.by, w.reason) for w in settled.waivers),
        paper_sheets=tuple(
            _paper(competition, sheet) for sheet in settled.sheets if sheet.filled_by
        ),
        remarks=tuple(_remarks(settled)),
        inputs=tuple(_inputs(settled)),
        journal_head=settled.journal_head,
        journal_lines=settled.final.lines,
        approver=_approver(settled),
    )


def _member(juror: Juror) -> PanelMember:
    return PanelMember(juror.name, juror.institution, juror.element)


def method_sentence(stage: Stage) -> str:
    """Say how the totals come about: method, weights, rounding and ties."""
    weights = ", ".join(
        f"{c.name} {decimal_text(c.weight)} %" for c in stage.criteria if c.weight is not None
    )
    rounded = [
        _("{step} to {places} decimals").format(step=step.value, places=places)
        for step, places in stage.rounding.items()
    ]
    sentences = [
        words.method(stage),
        words.aggregation(stage),
        _("Weights: {weights}.").format(weights=weights),
        _("Rounded half up: {steps}.").format(steps=", ".join(rounded))
        if rounded
        else _("Nothing is rounded."),
        words.ties(stage),
    ]
    if stage.final_weights:
        shares = ", ".join(f"{c} {decimal_text(w)} %" for c, w in stage.final_weights.items())
        sentences.append(_("The total weighs the stages: {shares}.").format(shares=shares))
    return " ".join(sentences)


def _entries(settled: Settled) -> list[RankedEntry]:
    """Return every entry with a standing, by settled place, those without one last."""
    result = settled.result
    shared = _shared(result)
    tiers = earned(settled.competition.tiers, result.stage, result.standings)
    best_first = sorted(
        result.standings,
        key=lambda s: (s.settled_place is None, s.settled_place or 0, s.place or 0, s.entry.code),
    )
    return [
        RankedEntry(
            place=s.place,
            entry=s.entry.code,
            title=s.entry.title,
            unit=s.entry.unit or s.entry.unit_code,
            total=s.total,
            outcome=_outcome(result, s, [tier.name for tier in tiers.get(s.entry.code, ())]),
            plenary_place=s.plenary.place if s.plenary else None,
            reason=s.plenary.reason if s.plenary else "",
            category=settled.competition.category_names.get(s.entry.category, s.entry.category),
            place_in_category=s.place_in_category,
            tied=s.settled_place in shared,
            decided_by=_how(result.stage, s, shared=s.settled_place in shared),
            jurors=s.n,
        )
        for s in best_first
    ]


def _shared(result: StageResult) -> set[int | None]:
    """Return the places that several entries hold once the plenary has spoken."""
    held = Counter(s.settled_place for s in result.standings if s.settled_place is not None)
    return {place for place, count in held.items() if count > 1}


def _how(stage: Stage, standing: Standing, *, shared: bool) -> str:
    """Say what separated an entry from equal totals: the rule, the plenary, or nothing."""
    decided = standing.plenary and standing.plenary.place is not None
    said = (
        words.separated_by(stage, standing),
        words.THE_PLENARY if decided else "",
        _("shared place") if shared else "",
    )
    return "; ".join(filter(None, said))


def _outcome(result: StageResult, standing: Standing, tiers: Sequence[str]) -> str:
    """Say what comes of a place: its tiers, and whether the entry goes on."""
    if standing.place is None:
        return standing.entry.status.value if standing.entry.status else ""
    said = list(tiers)
    if result.has_cut:
        said.append(words.ADVANCES if goes_on(result, standing) else words.STAYS)
    return ", ".join(said)


def _top(result: StageResult, entries: Sequence[RankedEntry]) -> tuple[RankedEntry, ...]:
    """Return the winners: those that go on, else the first places."""
    if result.has_cut:
        through = {s.entry.code for s in result.standings if goes_on(result, s)}
        return tuple(entry for entry in entries if entry.entry in through)
    return tuple(e for e in entries if e.place is not None and (e.plenary_place or e.place) <= TOP)


def _ties(result: StageResult) -> Iterator[Tie]:
    """Yield every group of equal totals with what separated it, the plenary included."""
    shared = _shared(result)
    placed = sorted(
        (s for s in result.standings if s.place is not None), key=lambda s: s.place or 0
    )
    for total, group in groupby(placed, key=lambda standing: standing.total):
        equals = list(group)
        if len(equals) < 2:
            continue
        how = sorted({words.separated_by(result.stage, s) for s in equals} - {""})
        how += filter(None, [_of_plenary(equals)])
        if any(s.settled_place in shared for s in equals):
            how.append(_("shared place"))
        codes = tuple(standing.entry.code for standing in equals)
        yield Tie(equals[0].place or 0, codes, total, "; ".join(how))


def _of_plenary(equals: Sequence[Standing]) -> str:
    """Say which places, and which outcomes, the plenary gave to entries with equal totals."""
    told = []
    for standing in equals:
        made, said = standing.plenary, []
        if made and made.place is not None:
            said.append(_("place {place}").format(place=made.place))
        if made and made.advances is not None:
            said.append(words.ADVANCES if made.advances else words.STAYS)
        if said:
            told.append(f"{standing.entry.code} {', '.join(said)}")
    return f"{words.THE_PLENARY}: {', '.join(told)}" if told else ""


def _recusals(settled: Settled) -> Iterator[Recusal]:
    competition, result = settled.competition, settled.result
    for (code, juror), absence in result.absences.items():
        if absence is Absence.RECUSED:
            person = competition.juror.get(juror)
            reason = result.reasons.get((code, juror), "")
            name = person.name if person else juror
            yield Recusal(name, code, competition.entry[code].title, reason)


def _paper(competition: Competition, sheet: JudgedSheet) -> PaperSheet:
    juror = competition.juror.get(sheet.issued.juror)
    name = juror.name if juror else sheet.issued.juror
    return PaperSheet(name, sheet.filled_by, sheet.issued.code)


def _remarks(settled: Settled) -> Iterator[str]:
    result = settled.result
    yield _("Settled by: {approver}").format(approver=settled.final.approver)
    if settled.final.note:
        yield settled.final.note
    if settled.final.version > 1:
        yield _("This is version {version}; it replaces the earlier minutes.").format(
            version=settled.final.version
        )
    if settled.final.reopened:
        yield _("The version before was opened again: {reason}").format(
            reason=settled.final.reopened
        )
    fell_back = [code for code, score in result.scores.items() if score.fell_back]
    if fell_back:
        yield _("Too few scores to trim, so the plain mean counts: {entries}.").format(
            entries=listing(fell_back)
        )
    lacking = [code for code, score in result.scores.items() if score.absent]
    if lacking:
        yield _("No juror of an element scored {entries}: its weight goes to the others.").format(
            entries=listing(lacking)
        )


def _inputs(settled: Settled) -> Iterator[InputFile]:
    for name, sha256 in sorted(settled.final.inputs.items()):
        yield InputFile(name, sha256)
    for sheet in settled.sheets:
        yield InputFile(sheet.file, sheet.sha256, sheet.issued.juror)


def _approver(settled: Settled) -> Approver:
    """Return who signs: the official of the settings, else who settled the result."""
    settings = settled.competition.settings
    if not settings.signer:
        return Approver(settled.final.approver)
    lines = settings.signer_title.replace("\n", ";").split(";")
    capacity = tuple(line.strip() for line in lines if line.strip())
    return Approver(settings.signer, capacity, nip=settings.signer_nip)


def juror_sheets(settled: Settled) -> Mapping[str, JurorSheet]:
    """Return the sheet each juror signs, by juror code: the scores as they count."""
    competition, stage = settled.competition, settled.result.stage
    return {
        juror.code: _juror_sheet(settled, juror)
        for juror in competition.panel(stage)
        if any(juror.code in rows for rows in settled.result.rows.values())
    }


def _juror_sheet(settled: Settled, juror: Juror) -> JurorSheet:
    competition, stage = settled.competition, settled.result.stage
    own = [sheet for sheet in settled.sheets if sheet.issued.juror == juror.code]
    typed_by = {sheet.filled_by for sheet in own if sheet.filled_by}
    return JurorSheet(
        competition=competition.settings.name,
        stage=stage.name,
        juror=_member(juror),
        criteria=tuple(
            SheetCriterion(
                c.code, c.name, "" if c.weight is None else f"{decimal_text(c.weight)} %"
            )
            for c in stage.criteria
        ),
        rows=tuple(_rows(settled, juror)),
        letterhead=competition.settings.letterhead,
        sheet_code=", ".join(sheet.issued.code for sheet in own),
        typed_by=", ".join(sorted(typed_by)),
        place=competition.settings.city,
        provisional=settled.result.provisional,
    )


def _rows(settled: Settled, juror: Juror) -> Iterator[SheetRow]:
    result = settled.result
    places = {entry.code: entry for entry in settled.competition.duties(result.stage, juror)}
    for code, entry in places.items():
        row = result.rows.get(code, {}).get(juror.code)
        recused = result.absences.get((code, juror.code)) is Absence.RECUSED
        unplaced = result.stage.takes_places  # there a 0 was never written: no place given
        values = {c: "–" if unplaced and not v else decimal_text(v) for c, v in (row or {}).items()}
        if recused:
            values = dict.fromkeys(result.stage.weights, "R")
        total = result.scores[code].juror_totals.get(juror.code) if row else None
        yield SheetRow(
            entry=code,
            title=entry.title,
            unit=entry.unit or entry.unit_code,
            values=values,
            total=fraction_text(total),
            reason=result.reasons.get((code, juror.code), "") if recused else "",
        )
