"""What the summary says in words: the rule, the status, and why a tie was decided."""

from decimal import Decimal

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
from sinovik_sheets.scoring.result import Absence
from sinovik_sheets.text import N_, _, decimal_text

MATCH, DIFFERENT = "cocok", "beda"
ADVANCES, STAYS, PLENARY = "lolos", "tidak lolos", "diputuskan pleno"
NOT_YET_SCORED = "belum dinilai"

MARKS = {
    Absence.RECUSED: "R",
    Absence.OPEN: "?",
    Absence.MISSING: "",
    Absence.NOT_ASSIGNED: "–",
}

STEP_NAMES = {
    RoundingStep.CRITERION: N_("Decimals: panel value of a criterion (kriteria)"),
    RoundingStep.JUROR: N_("Decimals: total of a juror (juri)"),
    RoundingStep.MEAN: N_("Decimals: mean before correcting (rerata)"),
    RoundingStep.CORRECTION: N_("Decimals: corrected score (koreksi)"),
    RoundingStep.STAGE: N_("Decimals: stage total (tahap)"),
    RoundingStep.FINAL: N_("Decimals: total over the stages (akhir)"),
}

_KINDS = {
    Absence.RECUSED: N_("does not score (R)"),
    Absence.OPEN: N_("question or error open (?)"),
    Absence.MISSING: N_("not complete yet"),
    Absence.NOT_ASSIGNED: N_("not assigned (–)"),
}


def absence(kind: Absence) -> str:
    """Say why a juror's row is not counted."""
    return _(_KINDS[kind])


def marks() -> str:
    """Explain the signs that stand where a score is not counted."""
    return _(
        "R = does not score; ? = question or error open; empty = not complete yet;"
        " – = not assigned."
    )


def method(stage: Stage) -> str:
    """Say in one sentence how the scores of several jurors become one."""
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
    return _("Mean: the jurors who scored the entry count equally.")


def aggregation(stage: Stage) -> str:
    """Say in one sentence what is averaged."""
    if stage.aggregation is Aggregation.PER_CRITERION:
        return _("The jurors are combined criterion by criterion; then the weights are applied.")
    return _("The weights are applied to each juror's scores; then the totals are combined.")


def ties(stage: Stage) -> str:
    """Say in one sentence what happens to equal totals."""
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
        least = decimal_text(stage.minimum_score)
        parts.append(_("A total below {least} does not go on.").format(least=least))
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
    rung, _colon, code = standing.decided_by.partition(":")
    names = {criterion.code: criterion.name for criterion in stage.criteria}
    words = {
        "kriteria": _("criterion {name}").format(name=names.get(code, code)),
        "median": _("median of the jurors"),
        "perbandingan": _("comparison by the jurors"),
    }
    said = [words.get(rung, standing.decided_by)] if rung else []
    if standing.tied:
        said.append(_("shared place"))
    return "; ".join(said)


def status(competition: Competition, stage: Stage, standing: Standing) -> str:
    """Say whether an entry goes on, or why it has no place."""
    entry = standing.entry
    if entry.status is not None:
        return f"{entry.status.value}: {entry.reason}" if entry.reason else entry.status.value
    if standing.place is None:
        if standing.stage_total is not None:
            return _("another stage is not scored yet")
        return NOT_YET_SCORED
    if not _cut_applies(competition, stage, entry):
        return ""
    return {True: ADVANCES, False: STAYS, None: PLENARY}[standing.advances]


def _cut_applies(competition: Competition, stage: Stage, entry: Entry) -> bool:
    quotas = {c.code for c in competition.categories if c.quota is not None}
    own_quota = bool(stage.advance_per) and entry.category in quotas
    return own_quota or stage.advance is not None or stage.minimum_score is not None
