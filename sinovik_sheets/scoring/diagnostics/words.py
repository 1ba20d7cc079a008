"""What to check: the sentences of a diagnosis, kept as source and values until shown."""

from decimal import Decimal

from sinovik_sheets.scoring.diagnostics.results import Advice, Concordance, Removal, Value
from sinovik_sheets.scoring.diagnostics.thresholds import Colour
from sinovik_sheets.text import N_

_RELIABILITY = {
    Colour.GREEN: N_(
        "Reliability of the jury's joint scores: {value} (good). Other jurors of equal standing"
        " would give a similar order."
    ),
    Colour.YELLOW: N_(
        "Reliability of the jury's joint scores: {value} (moderate). Other jurors of equal"
        " standing would order some entries differently."
    ),
    Colour.RED: N_(
        "Reliability of the jury's joint scores: {value} (low). The jurors' scores differ too"
        " much; the places should be discussed in the plenary before they are decided."
    ),
}


def rounded(value: float, places: int) -> Decimal:
    """Return a figure as it is shown: `places` decimals, and never -0."""
    return Decimal(f"{value:.{places}f}") + Decimal(0)


def reliability(value: float, colour: Colour) -> Advice:
    """Say what the reliability means for the order."""
    return Advice(_RELIABILITY[colour], {"value": rounded(value, 2)})


def concordance(found: Concordance) -> Advice:
    """Say whether the jurors' orders agree by more than chance."""
    values: dict[str, Value] = {"value": rounded(found.w, 2), "p": rounded(found.p, 3)}
    if found.colour is Colour.RED:
        source = N_(
            "Agreement of the jurors' orders (W): {value}; it may be mere chance (p = {p})."
            " The places should be discussed in the plenary before they are decided."
        )
    elif found.p < 0.001:
        values["p"] = Decimal("0.001")
        source = N_("Agreement of the jurors' orders (W): {value}; not by chance (p < {p}).")
    else:
        source = N_("Agreement of the jurors' orders (W): {value}; not by chance (p = {p}).")
    return Advice(source, values)


def inconsistent(juror: str, r: float) -> Advice:
    """Name a juror whose order is unlike the others'."""
    if r < 0:
        source = N_(
            "The order of {juror}'s scores runs against that of the other jurors (r = {r})."
            " Please check: wrong column, wrong scale, or a view that truly differs."
        )
    else:
        source = N_(
            "The order of {juror}'s scores hardly agrees with that of the other jurors (r = {r})."
            " Please check: wrong column, wrong scale, or a view that truly differs."
        )
    return Advice(source, {"juror": juror, "r": rounded(r, 2)})


def slipped(juror: str, r: float, *, down: bool) -> Advice:
    """Name a juror whose scores seem to stand one row too low (`down`) or too high."""
    if down:
        source = N_(
            "Moved up by one row, {juror}'s scores agree far better with the other jurors"
            " (r = {r}). Please check whether they slipped down by a row."
        )
    else:
        source = N_(
            "Moved down by one row, {juror}'s scores agree far better with the other jurors"
            " (r = {r}). Please check whether they slipped up by a row."
        )
    return Advice(source, {"juror": juror, "r": rounded(r, 2)})


def severe(juror: str, points: float, *, complete: bool) -> Advice:
    """Say by how much a juror is below or above colleagues, and whether it matters."""
    if points < 0:
        source = (
            N_(
                "{juror} is on average {points} points below colleagues on the same entries."
                " As all jurors scored (nearly) all entries, this hardly moves a place."
            )
            if complete
            else N_(
                "{juror} is on average {points} points below colleagues on the same entries."
                " Not all jurors scored all entries, so this can cost these entries places."
            )
        )
    else:
        source = (
            N_(
                "{juror} is on average {points} points above colleagues on the same entries."
                " As all jurors scored (nearly) all entries, this hardly moves a place."
            )
            if complete
            else N_(
                "{juror} is on average {points} points above colleagues on the same entries."
                " Not all jurors scored all entries, so this can gain these entries places."
            )
        )
    return Advice(source, {"juror": juror, "points": rounded(abs(points), 1)})


def narrow_or_wide(juror: str, ratio: float) -> Advice:
    """Name a juror who uses much less or much more of the scale than the others."""
    values: dict[str, Value] = {"juror": juror, "ratio": rounded(ratio, 2)}
    if ratio == 0:
        del values["ratio"]
        source = N_("{juror} gave every entry the same score; this does not tell entries apart.")
    elif ratio < 1:
        source = N_(
            "{juror} gave all entries nearly the same score ({ratio} times the spread of the"
            " other jurors); this hardly tells entries apart."
        )
    else:
        source = N_(
            "{juror}'s scores are spread {ratio} times as wide as those of the other jurors,"
            " and so weigh more."
        )
    return Advice(source, values)


def other_scale(juror: str, own: float, others: float) -> Advice:
    """Name a juror whose scores lie at a fraction of the others'."""
    return Advice(
        N_(
            "Half of {juror}'s scores are up to {own}, half of the other jurors' up to {others}."
            " Please check whether another scale was used."
        ),
        {"juror": juror, "own": rounded(own, 1), "others": rounded(others, 1)},
    )


def far_cell(juror: str, entry: str, score: float, others: float) -> Advice:
    """Name one score that is far from the others'."""
    return Advice(
        N_(
            "The score {score} of {juror} for {entry} is far from what the others give, {others}"
            " on average. That does not make it wrong; please confirm it."
        ),
        {
            "juror": juror,
            "entry": entry,
            "score": rounded(score, 2).normalize() + Decimal(0),
            "others": rounded(others, 1),
        },
    )


def many_far_cells(juror: str, count: int, n: int) -> Advice:
    """Name a juror with many scores far from what is expected."""
    return Advice(
        N_("{count} of {juror}'s {n} scores are far from what the other scores let expect."),
        {"juror": juror, "count": count, "n": n},
    )


def identical(juror: str, count: int, n: int) -> Advice:
    """Name a juror who gives one mark for all criteria."""
    return Advice(
        N_("For {count} of {n} entries {juror} gave the same mark for every criterion."),
        {"juror": juror, "count": count, "n": n},
    )


def copied(juror: str, other: str, n: int) -> Advice:
    """Name two jurors whose scores are all the same."""
    return Advice(
        N_(
            "{juror} and {other} gave exactly the same scores for all {n} entries both scored."
            " Please check whether one sheet is a copy of the other."
        ),
        {"juror": juror, "other": other, "n": n},
    )


def removal(found: Removal, top: int) -> Advice:
    """Say how many of the top change without a juror."""
    return Advice(
        N_("Without {juror}'s scores, {count} of the {top} chosen entries would change."),
        {"juror": found.juror, "count": found.changes, "top": top},
    )


def favour(element: str, kind: str, points: float) -> Advice:
    """Say that an element scores a kind of unit unlike the rest of the jury."""
    if points > 0:
        source = N_(
            "Jurors of the element {element} gave entries of {kind} {points} points more than"
            " the other scores let expect. This is a hint to check, not a proof of partiality."
        )
    else:
        source = N_(
            "Jurors of the element {element} gave entries of {kind} {points} points less than"
            " the other scores let expect. This is a hint to check, not a proof of partiality."
        )
    return Advice(source, {"element": element, "kind": kind, "points": rounded(abs(points), 1)})


def grey_zone(entry: str, top: int, chance: float) -> Advice:
    """Say how likely an entry near the cut is to be among the top."""
    return Advice(
        N_("{entry} is in the grey zone: estimated chance of the best {top}: {percent}%."),
        {"entry": entry, "top": top, "percent": round(100 * chance)},
    )


def few_scores(entry: str, n: int) -> Advice:
    """Name an entry with fewer than three scores."""
    return Advice(
        N_("Jurors who scored {entry}: {n}. Three or more make its place reliable."),
        {"entry": entry, "n": n},
    )


def disconnected(count: int) -> Advice:
    """Say that parts of the panel cannot be compared."""
    return Advice(
        N_(
            "The jury falls into {count} groups that share no entry. Who scores mildly in one"
            " cannot be told from better entries; their places cannot be compared."
        ),
        {"count": count},
    )
