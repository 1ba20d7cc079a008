"""Seven jurors fill in their sheets, with the mistakes people make, and send them back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from sinovik_sheets import layout
from sinovik_sheets.problems.scores import REFUSE
from sinovik_sheets.rehearsal.cast import (
    CRITERIA,
    JURORS,
    PRESENTATION,
    PROPOSAL,
    Contestant,
    Opinions,
    Part,
)
from sinovik_sheets.rehearsal.desk import SECRETARY
from sinovik_sheets.rehearsal.files import Sent, put, scan, zipped
from sinovik_sheets.rehearsal.opened_sheet import OpenedSheet, Typed
from sinovik_sheets.sheets.score_sheet.form import RECUSED
from sinovik_sheets.text import decimal_text, speaking

Place = tuple[Contestant, str]
"""A score cell: innovation and criterion."""

_COMMAS, _GAPS, _TYPO, _ODS, _SLIP, _RECUSED, _PAPER = JURORS
"""Who makes which mistake in the first stage."""


@dataclass(frozen=True)
class Jury:
    """The jury of one rehearsal; `root` is the competition folder."""

    root: Path
    contestants: tuple[Contestant, ...]
    opinions: Opinions

    @property
    def forgotten(self) -> tuple[Contestant, ...]:
        """The rows at the end of the list that a juror has not reached yet."""
        return self.contestants[-3:]

    @property
    def typo(self) -> Place:
        """Where a juror types one digit too many: far above the scale."""
        return self.contestants[10], "K2"

    @property
    def slip(self) -> Place:
        """Where a juror types 8,5 instead of 85: within the scale, yet far off."""
        return self.contestants[20], "K4"

    @property
    def percentage(self) -> Place:
        """Where a score is written as a percentage."""
        return self.contestants[30], "K1"

    @property
    def recused(self) -> Contestant:
        """The innovation a juror does not score, with a reason."""
        return self.contestants[40]

    @property
    def presenting(self) -> tuple[Contestant, ...]:
        """The innovations that are presented."""
        return tuple(c for c in self.contestants if c.part is Part.PRESENTS)

    @property
    def skipped(self) -> Contestant:
        """The presentation a juror forgets to score."""
        return self.presenting[2]

    @property
    def answers(self) -> Mapping[str, tuple[str, str]]:
        """What the secretary answers after asking the jurors, with the reason."""
        meant = self._written(PROPOSAL, _PAPER, self.percentage)
        return {
            _SLIP: (REFUSE, "Menurut juri: salah ketik, akan diperbaiki"),
            _PAPER: (meant, "Menurut lembar kertas"),
        }

    def proposals(self) -> Sent:
        """Return what arrives first in the stage of proposals, mistakes included."""
        sheets = {juror: self._blank(PROPOSAL, juror) for juror in JURORS}
        for juror, sheet in sheets.items():
            self._fill(sheet, PROPOSAL, juror, self.contestants)
        self._mistake(sheets)
        commas = sheets[_COMMAS].xlsx()
        email = {
            "J05.xlsx": sheets[_SLIP].xlsx(),
            "J06.xlsx": sheets[_RECUSED].xlsx(),
        }
        return {
            "Nilai Proposal FIX.xlsx": commas,
            "Nilai Proposal FIX (1).xlsx": commas,
            "J02.xlsx": sheets[_GAPS].xlsx(),
            "WhatsApp/penilaian-20171120.xlsx": sheets[_TYPO].xlsx(),
            "J04.ods": sheets[_ODS].ods(),
            "email.zip": zipped(email),
            "J07.xlsx": sheets[_PAPER].xlsx(),
            f"pindaian {sheets[_PAPER].code}.pdf": scan("Lembar kertas Juri 7 (latihan)"),
            "~$J02.xlsx": b"\x05latihan",
        }

    def _mistake(self, sheets: Mapping[str, OpenedSheet]) -> None:
        """Make the mistakes of the first stage, each in its juror's sheet."""
        self._with_commas(sheets[_COMMAS])
        for contestant in self.forgotten:
            self._clear(sheets[_GAPS], contestant)
        self._put(sheets[_TYPO], self.typo, self._meant(PROPOSAL, _TYPO, self.typo) * 10)
        self._put(sheets[_SLIP], self.slip, self._meant(PROPOSAL, _SLIP, self.slip) / 10)
        self._clear(sheets[_RECUSED], self.recused)
        self._put(sheets[_RECUSED], (self.recused, CRITERIA[0]), RECUSED)
        sheets[_RECUSED].remark(self.recused.code, "Pernah menjadi pembina inovasi ini")
        percent = f"{self._written(PROPOSAL, _PAPER, self.percentage)}%"
        self._put(sheets[_PAPER], self.percentage, percent)
        sheets[_PAPER].sign(SECRETARY)

    def mended_proposals(self) -> Sent:
        """Return the sheet completed since, and the one mended in its repair sheet."""
        complete = self._blank(PROPOSAL, _GAPS)
        self._fill(complete, PROPOSAL, _GAPS, self.contestants)
        return {
            "J02 lengkap.xlsx": complete.xlsx(),
            "J03_perbaikan.xlsx": self._mended(PROPOSAL, _TYPO, [self.typo]),
        }

    def retyped_proposal(self) -> Sent:
        """Return the repair sheet of the juror whose score was refused."""
        return {"J05_perbaikan.xlsx": self._mended(PROPOSAL, _SLIP, [self.slip])}

    def presentations(self) -> Sent:
        """Return what arrives from the presentations: one zip, one row forgotten."""
        parts = {}
        for juror in JURORS:
            sheet = self._blank(PRESENTATION, juror)
            scored = [c for c in self.presenting if (juror, c) != (_GAPS, self.skipped)]
            self._fill(sheet, PRESENTATION, juror, scored)
            parts[f"{juror}.xlsx"] = sheet.xlsx()
        return {"presentasi.zip": zipped(parts)}

    def mended_presentation(self) -> Sent:
        """Return the repair sheet of the juror who forgot a presentation."""
        places = [(self.skipped, criterion) for criterion in CRITERIA]
        return {"presentasi J02.xlsx": self._mended(PRESENTATION, _GAPS, places)}

    def send(self, files: Sent) -> None:
        """Put files into 3_masuk."""
        put(self.root / layout.INBOX, files)

    def _blank(self, stage: str, juror: str) -> OpenedSheet:
        return OpenedSheet(self.root / layout.score_sheet(stage, juror, 1))

    def _mended(self, stage: str, juror: str, places: Iterable[Place]) -> bytes:
        sheet = OpenedSheet(self.root / layout.repair_sheet(stage, juror, 1))
        for place in places:
            self._put(sheet, place, self._meant(stage, juror, place))
        return sheet.xlsx()

    def _fill(
        self, sheet: OpenedSheet, stage: str, juror: str, entries: Iterable[Contestant]
    ) -> None:
        for contestant in entries:
            for criterion in CRITERIA:
                place = (contestant, criterion)
                self._put(sheet, place, self._meant(stage, juror, place))

    def _with_commas(self, sheet: OpenedSheet) -> None:
        for contestant in self.contestants:
            for criterion in CRITERIA:
                written = self._written(PROPOSAL, _COMMAS, (contestant, criterion))
                if "," in written:
                    self._put(sheet, (contestant, criterion), written)

    def _meant(self, stage: str, juror: str, place: Place) -> Decimal:
        contestant, criterion = place
        return self.opinions.score(stage, juror, contestant, criterion)

    def _written(self, stage: str, juror: str, place: Place) -> str:
        """Return a score as it is written in Indonesia, with a decimal comma."""
        with speaking("id"):
            return decimal_text(self._meant(stage, juror, place))

    def _clear(self, sheet: OpenedSheet, contestant: Contestant) -> None:
        for criterion in CRITERIA:
            self._put(sheet, (contestant, criterion), None)

    def _put(self, sheet: OpenedSheet, place: Place, typed: Typed) -> None:
        contestant, criterion = place
        sheet.score(contestant.code, criterion, typed)
