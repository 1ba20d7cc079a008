"""check, the tiers: which places earn which name."""

from collections.abc import Iterator

from sinovik_sheets.model import Competition, Tier
from sinovik_sheets.problems import Finding
from sinovik_sheets.problems import stages as rules


def check(competition: Competition) -> Iterator[Finding]:
    """Yield what is wrong with the sheet `Predikat`; places no tier names are right."""
    taking_part = sum(entry.status is None for entry in competition.entries)
    for number, tier in enumerate(competition.tiers):
        places = f"{tier.first}–{tier.last}"
        if not 1 <= tier.first <= tier.last:
            yield Finding(rules.TIER_PLACES, tier.where.at("Dari"), value=places)
            continue
        for other in competition.tiers[:number]:
            if tier.overlaps(other):
                details = {"name": tier.name, "other": other.name}
                where = tier.where.at("Dari")
                yield Finding(rules.TIERS_OVERLAP, where, value=places, details=details)
                break
        if _holds_everyone(tier, taking_part):
            everyone = {"name": tier.name, "count": taking_part}
            where, value = tier.where.at("Sampai"), str(tier.last)
            yield Finding(rules.TIER_HOLDS_EVERYONE, where, value=value, details=everyone)


def _holds_everyone(tier: Tier, taking_part: int) -> bool:
    """Return whether no entry can miss the tier, so that it says nothing."""
    return not tier.per and tier.first == 1 and 1 < taking_part <= tier.last
