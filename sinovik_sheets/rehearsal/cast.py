"""Who takes part in the rehearsal: six innovations of 2017; all the rest is invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from random import Random

REGISTERED, INVENTED = 57, 51
JURORS = ("J01", "J02", "J03", "J04", "J05", "J06", "J07")
ELEMENTS = ("akademisi", "LSM", "birokrasi")
CATEGORIES = ("TKP", "TIK", "SOS")
CRITERIA = ("K1", "K2", "K3", "K4", "K5")
PROPOSAL, PRESENTATION = "T1", "T2"

_PRESENTED = (
    (
        "Disperdagin",
        (
            "Optimalisasi pengukuran ulang kesesuaian takaran BBM pada SPBU melalui monitoring"
            " dan evaluasi secara konsisten"
        ),
        "SOS",
    ),
    ("Bapeda", "Analisis kemiskinan partisipatif", "TKP"),
    ("Disnak dan Keswan", "Sistem pelayanan kesehatan hewan terpadu", "SOS"),
    ("DPPPA", "Laskar Dadi (Datangi Amankan Dari Intimidasi)", "SOS"),
    ("DPMPTSP", "Sipinter (Sistem Pelayanan Online Terpadu)", "TIK"),
    (
        "Diskop dan UMKM",
        "Si Kumis IT (Sistem Informasi Laporan Keuangan Koperasi Berbasis IT)",
        "TIK",
    ),
)
"""Unit and title as the news of 14 December 2017 (Bhirawa) names them; it names no category."""


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
    """An innovation of the rehearsal, as it stands in the roster."""

    code: str
    title: str
    unit_code: str
    unit: str
    category: str
    part: Part


def contestants(seed: int) -> tuple[Contestant, ...]:
    """Return the 57 registered innovations, in an order the seed decides."""
    real = [(unit, title, category, Part.PRESENTS) for unit, title, category in _PRESENTED]
    invented = [
        (
            f"OPD Latihan {number:02d}",
            f"Inovasi Latihan {number:02d}",
            CATEGORIES[number % len(CATEGORIES)],
            Part.NOT_READY if number <= 3 else Part.NOT_CHOSEN,
        )
        for number in range(1, INVENTED + 1)
    ]
    registered = real + invented
    Random(seed).shuffle(registered)  # noqa: S311 - a rehearsal must be able to repeat itself
    return tuple(
        Contestant(f"INO-{number:04d}", title, f"OPD{number:02d}", unit, category, part)
        for number, (unit, title, category, part) in enumerate(registered, start=1)
    )


@dataclass(frozen=True)
class Opinions:
    """What every juror thinks of every innovation; all of it invented."""

    seed: int

    def score(self, stage: str, juror: str, contestant: Contestant, criterion: str) -> Decimal:
        """Return the score a juror means to give: 53 to 99, in half points."""
        quality = self._drawn(_QUALITY[contestant.part], stage, contestant.code)
        mood = self._drawn((-3, 3), stage, juror)
        taste = self._drawn((-4, 4), stage, juror, contestant.code, criterion)
        return quality + mood + taste

    def _drawn(self, bounds: tuple[int, int], *about: str) -> Decimal:
        dice = Random(f"{self.seed} {' '.join(about)}")  # noqa: S311 - as above
        low, high = bounds
        return Decimal(dice.randint(2 * low, 2 * high)) / 2
