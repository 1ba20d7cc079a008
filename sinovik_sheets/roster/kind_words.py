"""The words that say of what kind a unit is, and which kind takes in which.

A kind is known by one lower-case word: `sd`, `puskesmas`, `kelurahan`, `opd`. Names
begin with their kind ("Kelurahan Kebonsari"), or it stands in a column of its own
("Kel/Desa"); both are read here.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from sinovik_sheets.roster.spelling import plain

SCHOOLS = frozenset(
    (
        *("tk", "ra", "paud", "kb", "pkbm", "sd", "mi", "smp", "mts", "sma", "ma", "smk"),
        *("slb", "sdlb", "smplb", "smalb"),
    )
)
"""Kinds whose names are numbered and repeat within a kabupaten."""

PLACES = frozenset(("puskesmas", "kecamatan", "kelurahan", "desa", "kabupaten", "kota", "provinsi"))
"""Kinds named by a place: the bare name does not tell which of them is meant."""

STATE_SCHOOL = "negeri"

_BROADER = {
    "opd": frozenset(("kecamatan", "rsud", "upt", "bagian")),
    "upt": SCHOOLS | {"puskesmas", "rsud"},
    "sekolah": SCHOOLS,
    "madrasah": frozenset(("mi", "mts", "ma")),
}
"""Kinds that take in others where a column speaks of them."""

_IN_NAMES = {
    "puskesmas": ("puskesmas", "pkm", "pusat kesehatan masyarakat"),
    "kecamatan": ("kecamatan", "kec", "kantor kecamatan", "kantor camat"),
    "kelurahan": ("kelurahan", "kel", "kantor kelurahan", "kantor lurah"),
    "desa": ("desa", "ds", "pemdes", "pemerintah desa", "kantor desa", "kantor kepala desa"),
    "kabupaten": ("kabupaten", "kab", "pemkab", "pemerintah kabupaten"),
    "kota": ("kota", "pemkot", "pemerintah kota"),
    "provinsi": ("provinsi", "prov", "propinsi", "pemprov", "pemerintah provinsi"),
    "tk": ("tk", "taman kanak kanak"),
    "ra": ("raudhatul athfal", "raudlatul athfal"),
    "paud": ("paud",),
    "pkbm": ("pkbm", "pusat kegiatan belajar masyarakat"),
    "sd": ("sd", "sekolah dasar"),
    "mi": ("mi", "madrasah ibtidaiyah"),
    "smp": ("smp", "sltp", "sekolah menengah pertama"),
    "mts": ("mts", "madrasah tsanawiyah"),
    "sma": ("sma", "smu", "sekolah menengah atas", "sekolah menengah umum"),
    "ma": ("ma", "madrasah aliyah"),
    "smk": ("smk", "sekolah menengah kejuruan"),
    "slb": ("slb", "sekolah luar biasa"),
    "sdlb": ("sdlb", "sekolah dasar luar biasa"),
    "smplb": ("smplb", "sekolah menengah pertama luar biasa"),
    "smalb": ("smalb", "smlb", "sekolah menengah atas luar biasa"),
}
_GLUED = {"n": (STATE_SCHOOL,), "s": ("swasta",), "it": ("islam", "terpadu"), "i": ("islam",)}
"""What letters behind the short name of a kind of school stand for: SDN, SMPS, SDIT."""

_IN_COLUMNS = {
    "ra": ("ra",),
    "kb": ("kb", "kelompok bermain"),
    "rsud": ("rsud", "rs", "rumah sakit", "rumah sakit umum daerah"),
    "bumd": ("bumd", "perumda", "perusda", "perumdam", "pdam", "badan usaha milik daerah"),
    "bagian": ("bagian",),
    "upt": ("upt", "uptd", "unit pelaksana teknis", "unit pelaksana teknis daerah"),
    "sekolah": ("sekolah", "satuan pendidikan"),
    "madrasah": ("madrasah",),
    "opd": (
        *("opd", "skpd", "perangkat daerah", "organisasi perangkat daerah"),
        *("satuan kerja perangkat daerah", "dinas", "badan", "inspektorat"),
        *("sekretariat", "satuan", "kantor"),
    ),
}
"""What a column says beside that; in a name these words are part of the name itself."""

_OFFICES = frozenset(("dinas", "badan", "kantor", "inspektorat", "sekretariat", "satuan"))
_SAID_IN_NAMES = frozenset(("rsud", "bumd", "bagian", "upt"))
_TECHNICAL_UNIT = frozenset(("upt", "uptd"))
_SCHOOL_MARKS = (("satuan", "pendidikan"), ("satdik",), ("spf",))
_AND_OR = re.compile(r"[/,;|]|\b(?:atau|dan)\b", re.IGNORECASE)

_Words = tuple[str, ...]


def _prefixes() -> dict[_Words, tuple[str, _Words]]:
    """Map the words a name begins with to their kind and to what else they say."""
    result: dict[_Words, tuple[str, _Words]] = {}
    for kind, spellings in _IN_NAMES.items():
        for spelling in spellings:
            result[tuple(spelling.split())] = (kind, ())
            if kind in SCHOOLS and " " not in spelling:
                for ending, meant in _GLUED.items():
                    result.setdefault((spelling + ending,), (kind, meant))
    return result


_PREFIXES = _prefixes()
_LONGEST = max(len(words) for words in _PREFIXES)
_COLUMN_WORDS = {
    tuple(spelling.split()): kind
    for kind, spellings in _IN_COLUMNS.items()
    for spelling in spellings
}


def without_unit_mark(words: Sequence[str]) -> _Words:
    """Drop a leading UPT or UPTD, which people write or leave out as they like.

    It stays before an office: an UPT of a dinas is not the dinas.
    """
    rest = tuple(words)
    if len(rest) < 2 or rest[0] not in _TECHNICAL_UNIT or rest[1] in _OFFICES - {"satuan"}:
        return rest
    for mark in _SCHOOL_MARKS:
        if rest[1 : 1 + len(mark)] == mark and len(rest) > 1 + len(mark):
            return rest[1 + len(mark) :]
    return rest if rest[1] in _OFFICES else rest[1:]


def kind_prefix(words: Sequence[str]) -> tuple[str, _Words, int]:
    """Read the kind a name begins with: kind, what else the prefix says, words used.

    The kind is empty where the name begins with none of a school or place.
    """
    for length in range(min(_LONGEST, len(words)), 0, -1):
        found = _PREFIXES.get(tuple(words[:length]))
        if found:
            return *found, length
    return "", (), 0


def _column_kind(words: _Words) -> str:
    """Return the kind the words begin with, whatever stands behind."""
    rest = without_unit_mark(words)
    beginnings = [rest[:length] for length in range(len(rest), 0, -1)]
    found = next((_COLUMN_WORDS[start] for start in beginnings if start in _COLUMN_WORDS), "")
    return kind_prefix(rest)[0] or found or kind_in_name(words) or " ".join(words)


@lru_cache(maxsize=4096)
def kinds(text: str) -> frozenset[str]:
    """Return the kinds that a column's text names: "Kel/Desa" names two.

    A text that is no known kind is a kind of its own; an empty one names none.
    """
    parts = [plain(part) for part in _AND_OR.split(text)]
    return frozenset(_column_kind(tuple(part.split())) for part in parts if part)


def kind_in_name(words: Sequence[str]) -> str:
    """Return the kind a name itself tells, also of an office; empty where it tells none."""
    rest = without_unit_mark(words)
    kind, _meant, _used = kind_prefix(rest)
    if kind or not rest:
        return kind
    if rest[0] in _OFFICES:
        return "opd"
    beginnings = [rest[:length] for length in range(min(4, len(rest)), 0, -1)]
    said = (_COLUMN_WORDS.get(start, "") for start in beginnings)
    found = next((kind for kind in said if kind in _SAID_IN_NAMES), "")
    return found or ("upt" if words[0] in _TECHNICAL_UNIT else "")


def is_office(words: Sequence[str]) -> bool:
    """Whether a name says itself that it is neither of a school nor that of a place."""
    kind = kind_in_name(words)
    return bool(kind) and kind not in SCHOOLS | PLACES


def unglued(spelled: str) -> str:
    """Part the kind from the place in `puskesmassuboh`; empty where nothing is glued."""
    first, _space, rest = spelled.partition(" ")
    for length in range(len(first) - 3, 2, -1):
        if (first[:length],) in _PREFIXES:
            return f"{first[:length]} {first[length:]} {rest}".rstrip()
    return ""


def fits(asked: AbstractSet[str], kinds_of_unit: AbstractSet[str]) -> bool:
    """Whether a unit of these kinds can be meant; what one side does not know forbids nothing."""
    if not asked or not kinds_of_unit:
        return True
    broad = frozenset(asked).union(*(_BROADER.get(kind, frozenset()) for kind in asked))
    return not broad.isdisjoint(kinds_of_unit)
