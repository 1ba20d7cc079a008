"""Which tiers the entries of a stage earn by their places."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter

from sinovik_sheets.model import Entry, Stage, Standing, Tier

_FIELDS: Mapping[str, Callable[[Entry], str]] = {
    "kategori": attrgetter("category"),
    "kelompok": attrgetter("group"),
}
"""Whom an entry's place counts among, by the word in `Per`."""


def earned(
    tiers: Iterable[Tier], stage: Stage, standings: Iterable[Standing]
) -> dict[str, tuple[Tier, ...]]:
    """Return the tiers each placed entry of a stage earns, by its code, as they are listed.

    What counts is the settled place alone: shared places share the tier, whether
    an entry goes on does not matter, and one without a place earns nothing. Where
    a tier counts per category or group, the place is 1 + the number of entries of
    the same one with a better settled place. An entry has several tiers only where
    these count differently.
    """
    placed = [s for s in standings if s.place is not None]
    own = [tier for tier in tiers if tier.stage == stage.code]
    places = {per: _places(placed, per) for per in {tier.per for tier in own}}
    return {
        s.entry.code: tuple(tier for tier in own if tier.holds(places[tier.per][s.entry.code]))
        for s in placed
    }


def _places(placed: Iterable[Standing], per: str) -> dict[str, int]:
    """Return the settled place of each entry, or that within its category or group."""
    settled = [(s.entry, s.settled_place or 0) for s in placed]
    field = _FIELDS.get(per)
    if field is None:
        return {entry.code: place for entry, place in settled}
    rivals: defaultdict[str, list[int]] = defaultdict(list)
    for entry, place in sorted(settled, key=lambda item: item[1]):
        rivals[field(entry)].append(place)
    return {entry.code: 1 + bisect_left(rivals[field(entry)], place) for entry, place in settled}
