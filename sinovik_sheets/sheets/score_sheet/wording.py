"""What a juror's workbook says about filling it in: for scores, and for places."""

from sinovik_sheets.model import Criterion
from sinovik_sheets.sheets.score_sheet.sheet import ScoreSheet
from sinovik_sheets.text import _, decimal_text


def first_line(sheet: ScoreSheet) -> str:
    """Return what is to be written into the white cells, as the first of the three lines."""
    last = sheet.places_to_give
    if not sheet.stage.takes_places:
        return _(
            "1. If asked, click “Aktifkan Pengeditan”. Fill the white cells with numbers;"
            " type R if you do not score an entry (conflict of interest)."
        )
    if not sheet.stage.points:
        source = _(
            "1. If asked, click “Aktifkan Pengeditan”. Give every entry a place, 1 is the best;"
            " equal places are allowed. R: conflict of interest."
        )
    elif last == len(sheet.entries):
        source = _(
            "1. If asked, click “Aktifkan Pengeditan”. Give every entry a place, 1 (best) to"
            " {last}, each once. R: conflict of interest."
        )
    else:
        source = _(
            "1. If asked, click “Aktifkan Pengeditan”. Give the places 1 (best) to {last}, each"
            " once; other cells stay empty. R: conflict of interest."
        )
    return source.format(last=last)


def scale(sheet: ScoreSheet, criterion: Criterion) -> str:
    """Return the scale of a criterion in few words, as it stands in its heading."""
    if not sheet.stage.takes_places:
        return f"{decimal_text(criterion.minimum)}–{decimal_text(criterion.maximum)}"
    if not sheet.stage.points:
        return _("place, 1 = best")
    return _("places 1–{last}, 1 = best").format(last=sheet.places_to_give)


def refusal(sheet: ScoreSheet, criterion: Criterion) -> tuple[str, str]:
    """Return title and text of the message when something else is typed into a score cell."""
    numbers = f"{decimal_text(criterion.minimum)}–{decimal_text(criterion.maximum)}"
    if not sheet.stage.takes_places:
        text = _("Type a number {scale}, or R if you do not score.")
        return _("Score not accepted"), text.format(scale=numbers)
    if sheet.stage.points:
        text = _("Type a place as a whole number {scale}, each once, or R if you do not judge.")
    else:
        text = _("Type a place as a whole number {scale}, or R if you do not judge.")
    return _("Place not accepted"), text.format(scale=numbers)


def rules(sheet: ScoreSheet) -> tuple[str, ...]:
    """Return the rules of filling in, as they stand in `Petunjuk`."""
    return (
        *(_place_rules(sheet) if sheet.stage.takes_places else _score_rules()),
        _("You may use filters and change column widths. Sorting is not possible."),
        _("Scores are read again from your file; you will get a receipt of what was read."),
    )


def _score_rules() -> tuple[str, ...]:
    return (
        _("Every white score cell needs a number within the scale. Zero is a score."),
        _("R in one cell of a row means: I do not score this entry. Say why in the last column."),
        _("A cell left empty counts as not scored yet; you will be reminded."),
    )


def _place_rules(sheet: ScoreSheet) -> tuple[str, ...]:
    recusal = _(
        "R in one cell of a row means: I do not judge this entry. Say why in the last column."
    )
    if not sheet.stage.points:
        return (
            _("Write places, not scores: 1 is the best. Every entry needs a place."),
            _("Equal places are allowed. The places of all jurors are added up: fewer is better."),
            recusal,
            _("A cell left empty counts as not judged yet; you will be reminded."),
        )
    worth = "; ".join(
        f"{place} = {decimal_text(points)}"
        for place, points in enumerate(sheet.stage.points[: sheet.places_to_give], start=1)
    )
    return (
        _(
            "Write places, not scores: 1 is the best. Give every place from 1 to {last} once,"
            " without a gap."
        ).format(last=sheet.places_to_give),
        _("Points of each place: {points}.").format(points=worth),
        _(
            "Once all these places are given, an empty cell means “no place, 0 points”. Until"
            " then you will be reminded which places are lacking."
        ),
        recusal,
        _("With R the last places may fall away: there are never more places than entries left."),
    )
