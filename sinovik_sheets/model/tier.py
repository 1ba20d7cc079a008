"""What a place earns: the tiers of a stage, such as Juara I or Top 45."""

from dataclasses import dataclass, field

from sinovik_sheets.problems import Where


@dataclass(frozen=True, slots=True)
class Tier:
    """A name for the places `first` to `last` of a stage, both included.

    `per` is `kategori` or `kelompok` where places count within each of them, and
    empty where they count among everyone.
    """

    stage: str
    name: str
    first: int
    last: int
    per: str = ""
    description: str = ""
    where: Where = field(default=Where(), compare=False)

    def holds(self, place: int) -> bool:
        """Return whether a place (1 is best) earns the tier."""
        return self.first <= place <= self.last

    def overlaps(self, other: "Tier") -> bool:
        """Return whether a place would earn both where only one of them can be meant."""
        same_field = (self.stage, self.per) == (other.stage, other.per)
        return same_field and self.first <= other.last and other.first <= self.last
