"""What the summary says in words: the rule, the status, and why a tie was decided."""

from decimal import Decimal
from fractions import Fraction

from sinovik_sheets.model import (
    Aggregation,
    Competition,
    CutTies,
    Entry,
    Method,
    RoundingStep,
    Stage,
    Standing,
    Ties,
)
from sinovik_sheets.scoring.result import Absence, StageResult
from sinovik_sheets.text import N_, _, decimal_text, fraction_text, listing

MATCH, DIFFERENT = "cocok", "beda"
ADVANCES, STAYS, PLENARY = "lolos", "tidak lolos", "diputuskan pleno"
NOT_YET_SCORED = "belum dinilai"
THE_PLENARY = "pleno"
BY_PLENARY = f"({THE_PLENARY})"
ABSENT = "tidak ada"
MOST_PLACES = 10
"""Places whose points are told one by one."""

MARKS = {
    Absence.RECUSED: "R",
    Absence.OPEN: "?",
    Absence.MISSING: "",
    Absence.NOT_ASSIGNED: "–",
}

STEP_NAMES = {
    RoundingStep.CRITERION: N_("Decimals: panel value of a criterion (kriteria)"),
    RoundingStep.JUROR: N_("Decimals: total of a juror (juri)"),
    RoundingStep.MEAN: N_("Decimals: mean before correcting, or of an element (rerata)"),
    RoundingStep.CORRECTION: N_("Decimals: corrected or adjusted score (koreksi)"),
    RoundingStep.STAGE: N_("Decimals: stage total (tahap)"),
    RoundingStep.FINAL: N_("Decimals: total over the stages (akhir)"),
}

ADJUSTMENTS = {
    Method.LENIENCY: (N_("Above the other jurors by"),),
    Method.Z_SCORE: (N_("Mean of the juror"), N_("Standard deviation")),
}
"""What is subtracted from each juror's values, and what they are then divided by."""

_METHODS = {
    Method.MEAN: N_("Mean: the jurors who scored the entry count equally."),
    Method.MEDIAN: N_(
        "Median: the middle one of the jurors' values, of an even number the mean of the"
        " middle two."
    ),
    Method.LENIENCY: N_(
        "Adjusted jurors: from each juror's values is subtracted by how much that juror lies"
        " above the others on the same entries; then all are averaged."
    ),
    Method.Z_SCORE: N_(
        "Standardised: each juror's values become their distance from that juror's mean,"
        " counted in that juror's standard deviations; then all are averaged."
    ),
}

_KINDS = {
    Absence.RECUSED: N_("does not score (R)"),
    Absence.OPEN: N_("question or error open (?)"),
    Absence.MISSING: N_("not complete yet"),
    Absence.NOT_ASSIGNED: N_("not assigned (–)"),
}


def state(result: StageResult) -> str:
    """Say whether the result may still change, empty once people have settled it."""
    if result.final:
        return ""
    if result.open_matters:
        return _("SEMENTARA – open matters: {count}").format(count=result.open_matters)
    if result.undecided:
        return _("SEMENTARA – tied at the cut, the plenary decides: {count}").format(
            count=result.undecided
        )
    return _("SEMENTARA – all scores are in; final after “sinovik finalize”")


def absence(kind: Absence) -> str:
    """Say why a juror's row is not counted."""
    return _(_KINDS[kind])


def marks(stage: Stage, *, points: bool = False) -> str:
    """Explain the signs that stand where a score is not counted.

    `points`: places stand there, and points beside them.
    """
    said = _(
        "R = does not score; ? = question or error open; empty = not complete yet;"
        " – = not assigned."
    )
    if stage.takes_places:
        said += " " + _("Where a juror gives places, – is also no place given.")
    if points:
        said += " " + _("Panel holds points, not places.")
    return said


def method(stage: Stage) -> str:
    """Say how the scores of several jurors become one, with every number of the rule.

    It is one sentence, two where a table gives points for places.
    """
    if stage.method is Method.TRIMMED_MEAN:
        return _(
            "Trimmed mean: the {trim} highest and {trim} lowest are left out, the rest is"
            " averaged; with fewer than {least} jurors all are averaged."
        ).format(trim=stage.trim, least=2 * stage.trim + 2)
    if stage.method is Method.LIMITED_MEAN:
        return _(
            "Limited mean: what lies more than {limit} from the mean of the jurors is moved"
            " to that limit, then averaged."
        ).format(limit=decimal_text(stage.limit or Decimal(0)))
    if stage.method is Method.ELEMENT_WEIGHTS:
        shares = (f"{name} {decimal_text(w)} %" for name, w in stage.element_weights.items())
        return _(
            "Weighted elements: the jurors of one element are averaged, then the means are"
            " weighted ({weights}); the weight of an absent element goes to the others."
        ).format(weights=", ".join(shares))
    if stage.fewer_is_better:
        return _(
            "Sum of places: the places the jurors gave are added up, and fewer is better; where"
            " not all scored the entry the sum is projected to the whole panel."
        )
    if stage.takes_places:
        said = _(
            "Points for places: the places the jurors gave become points, which are added up;"
            " where not all scored the entry the sum is projected to the whole panel."
        )
        return f"{said} {points(stage)}"
    return _(_METHODS[stage.method])


def points(stage: Stage) -> str:
    """Say how many points each place brings; those beyond MOST_PLACES are counted."""
    pairs = [f"{place} = {decimal_text(p)}" for place, p in enumerate(stage.points, start=1)]
    return _("Points by place: {points}; every other place brings 0.").format(
        points=listing(pairs, MOST_PLACES)
    )


def per_head(count: int, share: Fraction | None) -> str:
    """Say how many jurors an element has, and what each of them weighs where all score."""
    if share is None:
        return _("No juror: the weight goes to the other elements.")
    return _("Jurors: {count}; weight of each where all score: {share} %.").format(
        count=count, share=fraction_text(share, 2)
    )


def corrections_title(stage: Stage) -> str:
    """Name what stands in Koreksi."""
    return _("Adjusted values") if stage.method.adjusts_jurors else _("Corrections")


def corrections(stage: Stage) -> str:
    """Say in one sentence what was done to the values in Koreksi."""
    if stage.method is Method.LENIENCY:
        return _("Each value is less by the number above its juror.")
    if stage.method is Method.Z_SCORE:
        return _(
            "(value – mean of the juror) / standard deviation of the juror; with a standard"
            " deviation of 0 it is 0."
        )
    return _("Yellow: moved to the limit around the mean of the jurors.")


def nothing_corrected(result: StageResult) -> str:
    """Say why Koreksi is empty."""
    return unconnected(result) if result.parts else _("The method of this stage corrects nothing.")


def unconnected(result: StageResult) -> str:
    """Say why there are no places where jurors cannot be compared."""
    parts = " | ".join(", ".join(part) for part in result.parts)
    return _(
        "No totals and no places: these groups of jurors share no entry, so how strict they are"
        " cannot be compared: {parts}. Let a juror of each group score entries of the others, or"
        " choose another method."
    ).format(parts=parts)


def aggregation(stage: Stage) -> str:
    """Say in one sentence what is averaged."""
    if stage.aggregation is Aggregation.PER_CRITERION:
        return _("The jurors are combined criterion by criterion; then the weights are applied.")
    return _("The weights are applied to each juror's scores; then the totals are combined.")


def ties(stage: Stage) -> str:
    """Say in one sentence what happens to equal totals."""
    if stage.ties is not Ties.SHARED and stage.fewer_is_better:
        return _(
            "Equal totals are separated by the lower mean place on the heaviest criterion, then on"
            " the next, the lower median of the jurors' totals, and the number of jurors who put"
            " the entry above the others; what stays equal shares the place."
        )
    if stage.ties is Ties.SHARED:
        return _("Equal totals share the place, and the next places are left out (1-2-2-4).")
    return _(
        "Equal totals are separated by the mean of the heaviest criterion, then of the next,"
        " the median of the jurors' totals, and the number of jurors who put the entry above"
        " the others; what stays equal shares the place."
    )


def cut(stage: Stage) -> str:
    """Say in one sentence who goes on."""
    parts = []
    if stage.advance is not None:
        parts.append(_("Places up to {count} go on.").format(count=stage.advance))
    if stage.advance_per:
        parts.append(
            _("Counted per {group}, where a quota of its own wins.").format(group=stage.advance_per)
        )
    if stage.minimum_score is not None:
        limit = decimal_text(stage.minimum_score)
        said = (
            _("A total above {limit} does not go on.")
            if stage.fewer_is_better
            else _("A total below {limit} does not go on.")
        )
        parts.append(said.format(limit=limit))
    if not parts:
        return _("No cut is declared.")
    plenary = stage.cut_ties is CutTies.PLENARY
    parts.append(
        _("A tie at the cut is decided by the plenary.")
        if plenary
        else _("All who are tied at the cut go on.")
    )
    return " ".join(parts)


def decided_by(stage: Stage, standing: Standing) -> str:
    """Say what separated an entry from equal totals, and whether it still shares a place."""
    said = [separated_by(stage, standing), _("shared place") if standing.tied else ""]
    return "; ".join(filter(None, said))


def separated_by(stage: Stage, standing: Standing) -> str:
    """Say what the rule separated an entry from equal totals by, empty where by nothing."""
    rung, _colon, code = standing.decided_by.partition(":")
    names = {criterion.code: criterion.name for criterion in stage.criteria}
    words = {
        "kriteria": _("criterion {name}").format(name=names.get(code, code)),
        "median": _("median of the jurors"),
        "perbandingan": _("comparison by the jurors"),
    }
    return words.get(rung, standing.decided_by)


def status(competition: Competition, stage: Stage, standing: Standing) -> str:
    """Say whether an entry goes on, or why it has no place.

    It is the outcome that holds; "(pleno)" where the plenary set another than was computed.
    """
    entry = standing.entry
    if entry.status is not None:
        return f"{entry.status.value}: {entry.reason}" if entry.reason else entry.status.value
    set_by_plenary = standing.goes_on != standing.advances
    if standing.place is None and not set_by_plenary:
        return _without_place(standing)
    if not set_by_plenary and not _cut_applies(competition, stage, entry):
        return ""
    outcome = {True: ADVANCES, False: STAYS, None: PLENARY}[standing.goes_on]
    return f"{outcome} {BY_PLENARY}" if set_by_plenary else outcome


def _without_place(standing: Standing) -> str:
    if standing.stage_total is not None:
        return _("another stage is not scored yet")
    return _("the jurors cannot be compared") if standing.n else NOT_YET_SCORED


def _cut_applies(competition: Competition, stage: Stage, entry: Entry) -> bool:
    if stage.advance is not None or stage.minimum_score is not None:
        return True
    if stage.advance_per == "kelompok":
        return entry.group in {g.code for g in competition.groups if g.quota is not None}
    quotas = {c.code for c in competition.categories if c.quota is not None}
    return bool(stage.advance_per) and entry.category in quotas
