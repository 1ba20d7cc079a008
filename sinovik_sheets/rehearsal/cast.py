"""Who takes part in the rehearsal: six innovations of 2017; all the rest is invented."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from random import Random

JURORS = ("J01", "J02", "J03", "J04", "J05", "J06", "J07")
ELEMENTS = ("akademisi", "LSM", "birokrasi")
CATEGORIES = ("TKP", "TIK", "SOS")
CRITERIA = ("K1", "K2", "K3", "K4", "K5")
PROPOSAL, PRESENTATION = "T1", "T2"

_PRESENTED = (
    (
        "Dinas Perdagangan dan Perindustrian",
        ("Disperdagin", "Disperagin"),
        (
            "Optimalisasi pengukuran ulang kesesuaian takaran BBM pada SPBU melalui monitoring"
            " dan evaluasi secara konsisten"
        ),
        "SOS",
    ),
    ("Bapeda", (), "Analisis kemiskinan partisipatif", "TKP"),
    (
        "Dinas Peternakan dan Kesehatan Hewan",
        ("Disnak dan Keswan", "Disnak-Keswan"),
        "Sistem pelayanan kesehatan hewan terpadu",
        "SOS",
    ),
    ("DPPPA", (), "Laskar Dadi (Datangi Amankan Dari Intimidasi)", "SOS"),
    ("DPMPTSP", (), "Sipinter (Sistem Pelayanan Online Terpadu)", "TIK"),
    (
        "Diskop dan UMKM",
        (),
        "Si Kumis IT (Sistem Informasi Laporan Keuangan Koperasi Berbasis IT)",
        "TIK",
    ),
)
"""Unit, short names, title and category of what the news of 14 December 2017 (Bhirawa) names.

The news has short names only, one of them misprinted once, and no categories; the
full name stands where it is known.
"""

_SUBJECTS = (
    *("Antrean", "Arsip", "Pengaduan", "Perizinan", "Perpustakaan", "Posyandu"),
    *("Persampahan", "Sekolah", "Irigasi", "Kependudukan", "Retribusi", "Terminal"),
    *("Gizi", "Ketenagakerjaan", "Kebencanaan", "Pasar", "Penyuluhan"),
)
_WAYS = ("Daring", "Keliling", "Mandiri")
"""What titles are invented of; no two of them resemble each other."""


class Part(StrEnum):
    """How far an innovation gets."""

    PRESENTS = "presents"
    NOT_READY = "not ready"
    NOT_CHOSEN = "not chosen"


_QUALITY: Mapping[Part, tuple[int, int]] = {
    Part.PRESENTS: (84, 92),
    Part.NOT_READY: (84, 92),
    Part.NOT_CHOSEN: (60, 74),
}
"""The gap is wider than all jurors' moods together: the nine are the same for every seed."""


@dataclass(frozen=True)
class Contestant:
    """An innovation of the rehearsal with its unit; `code` is empty until the roster gives one."""

    title: str
    unit: str
    short_names: tuple[str, ...]
    category: str
    part: Part
    code: str = ""

    @property
    def called(self) -> str:
        """The short name of the unit where it has one, else its name."""
        return self.short_names[0] if self.short_names else self.unit


def contestants(seed: int) -> tuple[Contestant, ...]:
    """Return the 57 innovations of as many units; the seed decides where the real ones stand."""
    real = [
        Contestant(title, unit, short_names, category, Part.PRESENTS)
        for unit, short_names, title, category in _PRESENTED
    ]
    titles = [f"{subject} {way}" for way in _WAYS for subject in _SUBJECTS]
    cast = [
        Contestant(
            f"{title} (Latihan {number:02d})",
            f"OPD Latihan {number:02d}",
            (),
            CATEGORIES[number % len(CATEGORIES)],
            Part.NOT_READY if number <= 3 else Part.NOT_CHOSEN,
        )
        for number, title in enumerate(titles, start=1)
    ]
    dice = Random(seed)  # noqa: S311 - a rehearsal must be able to repeat itself
    for contestant in real:
        cast.insert(dice.randint(0, len(cast)), contestant)
    return tuple(cast)


def with_codes(cast: Iterable[Contestant], codes: Mapping[str, str]) -> tuple[Contestant, ...]:
    """Return the innovations with the codes of their titles, in the order of the codes."""
    coded = (replace(contestant, code=codes[contestant.title]) for contestant in cast)
    return tuple(sorted(coded, key=lambda contestant: contestant.code))


@dataclass(frozen=True)
class Opinions:
    """What every juror thinks of every innovation, by its title; all of it invented."""

    seed: int

    def score(self, stage: str, juror: str, contestant: Contestant, criterion: str) -> Decimal:
        """Return the score a juror means to give: 53 to 99, in half points."""
        quality = self._drawn(_QUALITY[contestant.part], stage, contestant.title)
        mood = self._drawn((-3, 3), stage, juror)
        taste = self._drawn((-4, 4), stage, juror, contestant.title, criterion)
        return quality + mood + taste

    def _drawn(self, bounds: tuple[int, int], *about: str) -> Decimal:
        dice = Random(f"{self.seed} {' '.join(about)}")  # noqa: S311 - as above
        low, high = bounds
        return Decimal(dice.randint(2 * low, 2 * high)) / 2
