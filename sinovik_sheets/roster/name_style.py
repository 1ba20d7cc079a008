"""A unit's name read apart from the house style it is written in.

"UPT SD NEGERI X III", "SDN 3 X" and "Sekolah Dasar Negeri 3 X" read the same;
so do "PKM X", "UPT Puskesmas X" and "Puskesmas X (Kecamatan Y)". Order of words
is kept: Perdagangan dan Perindustrian is not Perindustrian dan Perdagangan.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sinovik_sheets.roster.kind_words import (
    PLACES,
    SCHOOLS,
    STATE_SCHOOL,
    kind_prefix,
    without_unit_mark,
)
from sinovik_sheets.roster.spelling import number, plain

_LINKS = frozenset(("dan", "serta"))
_OWNERS = {
    **dict.fromkeys(("n", "neg", STATE_SCHOOL), STATE_SCHOOL),
    **dict.fromkeys(("s", "swasta"), "swasta"),
}
_SHORT_WORDS = {
    "it": ("islam", "terpadu"),
    "muh": ("muhammadiyah",),
    "satap": ("satu", "atap"),
    "dprd": ("dewan", "perwakilan", "rakyat", "daerah"),
}
_HOSPITAL_IN_FULL, _HOSPITAL = "rumah sakit umum daerah", "rsud"
_DISTRICT = frozenset(("kecamatan", "kec"))
_REGIONS = {
    **dict.fromkeys(("kabupaten", "kab", "pemkab"), "kabupaten"),
    **dict.fromkeys(("kota", "pemkot"), "kota"),
}


class Region(NamedTuple):
    """A kabupaten or kota; `sort` is `kabupaten`, `kota`, or empty where not said."""

    sort: str = ""
    name: str = ""

    def admits(self, other: "Region") -> bool:
        """Whether both can be the same; an empty one can be any."""
        if not self.name or not other.name:
            return True
        return self.name == other.name and (
            not (self.sort and other.sort) or self.sort == other.sort
        )


NOWHERE = Region()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a written name says.

    `spelled` is the whole plain name, `base` the same without district and region
    written behind it. `kind` is that of a place or school the name begins with,
    `state` whether it calls a school negeri, `numbers` and `words` are the rest.
    """

    spelled: str
    base: str
    kind: str
    state: bool
    numbers: tuple[int, ...]
    words: tuple[str, ...]
    district: str = ""
    region: Region = NOWHERE

    @property
    def text(self) -> str:
        """The words, parted by spaces."""
        return " ".join(self.words)

    @property
    def joined(self) -> str:
        """The words without spaces: people part Sumber Anyar as they like."""
        return "".join(self.words)


def read_region(text: str) -> Region:
    """Read the name of a kabupaten or kota: "Kab. Situbondo", "Pemkot Pasuruan"."""
    words = plain(text).split()
    kind, _meant, used = kind_prefix(words)
    if kind in ("kabupaten", "kota") and used < len(words):
        return Region(kind, " ".join(words[used:]))
    return Region("", " ".join(words))


def read_district(text: str) -> str:
    """Read the name of a kecamatan, with or without that word; spaces in it do not count."""
    words = plain(text).split()
    kind, _meant, used = kind_prefix(words)
    return "".join(words[used:] if kind == "kecamatan" and used < len(words) else words)


def _known_name(written: str, known: Collection[Region]) -> str:
    """Leave out what stands behind a known name, such as the province."""
    begun = (r.name for r in known if r.name and written.startswith(f"{r.name} "))
    return max(begun, key=len, default=written)


def _cut_region(
    words: tuple[str, ...], first: int, known: Collection[Region]
) -> tuple[tuple[str, ...], Region]:
    """Part the region from the end of a name; a kota only where it is a known one."""
    cities = {one.name for one in known if one.sort != "kabupaten"}
    for position in range(len(words) - 2, first - 1, -1):
        sort = _REGIONS.get(words[position])
        if sort is None:
            continue
        name = _known_name(" ".join(words[position + 1 :]), known)
        if sort == "kabupaten" or name in cities:
            owned = position > first and words[position - 1] == "pemerintah"
            return words[: position - owned], Region(sort, name)
    return words, NOWHERE


def _cut_district(words: tuple[str, ...], first: int) -> tuple[tuple[str, ...], str]:
    """Part the kecamatan from the end of a name."""
    for position in range(len(words) - 2, first - 1, -1):
        if words[position] in _DISTRICT:
            return words[:position], "".join(words[position + 1 :])
    return words, ""


def _same_words(words: Sequence[str]) -> list[str]:
    """Write out short words; leave out links, and "(RSUD)" behind the words it stands for."""
    result: list[str] = []
    for word in " ".join(words).replace(_HOSPITAL_IN_FULL, _HOSPITAL).split():
        for meant in _SHORT_WORDS.get(word, (word,)):
            if meant not in _LINKS and (meant != _HOSPITAL or meant not in result):
                result.append(meant)
    return result


def _core(words: Sequence[str], *, school: bool) -> tuple[bool, tuple[int, ...], tuple[str, ...]]:
    """Read what follows the kind: whether negeri, the numbers, the other words."""
    rest = list(words)
    owner = _OWNERS.get(rest[0], "") if school and rest else ""
    if owner and len(rest) > 1:
        rest = rest[1:]
    numbers: list[int] = []
    others: list[str] = []
    for word in _same_words(rest):
        worth = number(word)
        if worth is None:
            others.append(word)
        else:
            numbers.append(worth)
    return owner == STATE_SCHOOL, tuple(numbers), tuple(others)


def read(name: str, column_kind: str = "", known: Collection[Region] = ()) -> Reading:
    """Read a written name; `column_kind` is its kind where a column tells it.

    `known` are the regions in play: only theirs is a trailing "Kota X" taken for a
    region, as many places are called Kota.
    """
    spelled = plain(name)
    words = without_unit_mark(spelled.split())
    kind, meant, used = kind_prefix(words)
    if used == len(words):
        kind, meant, used = "", (), 0
    tail = words[used:]
    own_region, own_district = NOWHERE, ""
    tail, own_region = _cut_region(tail, 1, known)
    if (kind or column_kind) in SCHOOLS | PLACES:
        tail, own_district = _cut_district(tail, 1)
    cut = len(words) - used - len(tail)
    state, numbers, core = _core((*meant, *tail), school=(kind or column_kind) in SCHOOLS)
    base = spelled.split()
    return Reading(
        spelled,
        " ".join(base[: len(base) - cut]),
        kind,
        state,
        numbers,
        core,
        own_district,
        own_region,
    )
