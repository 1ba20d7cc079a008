"""The units register: on forms and through an online form, with the mistakes people make."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sinovik_sheets import layout
from sinovik_sheets.model import Competition
from sinovik_sheets.rehearsal import files
from sinovik_sheets.rehearsal.cast import Contestant, Part
from sinovik_sheets.rehearsal.files import Sent
from sinovik_sheets.rehearsal.opened_form import Answered, OpenedForm
from sinovik_sheets.sheets.registration import form

UNIT_LIST = "daftar_opd.csv"
PHOTO = "foto formulir.png"
_EXPORT = "Pendaftaran Inovasi (Jawaban)"

FORMS_SENT = datetime(2017, 10, 23, 9)
LIST_EXPORTED, LIST_EXPORTED_AGAIN = datetime(2017, 10, 25, 9), datetime(2017, 10, 27, 9)
_FIRST_ANSWER, _ANSWERS_A_DAY = datetime(2017, 10, 16, 8), 11
_MENDED = datetime(2017, 10, 26, 10)
_STARTED, _STARTED_YOUNG = datetime(2016, 2, 1), datetime(2017, 2, 1)

_AGAIN_LISTED = "OPD Latihan 15"
_MISSPELT, _MISSPELT_AS = "OPD Latihan 07", "OPD Latian 07"
_YOUNG, _TWICE = "OPD Latihan 12", "OPD Latihan 20"
_ASKED_FOR_A_FORM = ("DPMPTSP", "Diskop dan UMKM")
_LIBREOFFICE = "Bapeda"

_HEADINGS = (
    *("Timestamp", "Nama OPD", "Judul Inovasi", "Kategori Inovasi", "Tanggal Mulai Penerapan"),
    *("Tim Inovator", "Link Bukti Dukung"),
)
"""How the online form asks; the sections of our form come behind."""
_TEXT = "Uraian latihan untuk bagian ini."


@dataclass(frozen=True)
class Registrants:
    """The units of one rehearsal; `root` is the competition folder."""

    root: Path
    cast: tuple[Contestant, ...]

    @property
    def misspelt(self) -> Contestant:
        """The innovation of a unit whose name is misspelt in the online form."""
        return self._of(_MISSPELT)

    @property
    def young(self) -> Contestant:
        """The innovation that gives a year too late, and so seems too young."""
        return self._of(_YOUNG)

    @property
    def twice(self) -> Contestant:
        """The innovation sent twice, the second time with the link that was missing."""
        return self._of(_TWICE)

    @property
    def on_forms(self) -> tuple[Contestant, ...]:
        """The innovations that come on our form; the others use the online form."""
        return tuple(c for c in self.cast if c.part is Part.PRESENTS)

    @property
    def asked_for_a_form(self) -> tuple[Contestant, ...]:
        """Those whose units get a form of their own; the others fill in the blank one."""
        return tuple(c for c in self.on_forms if c.unit in _ASKED_FOR_A_FORM)

    @property
    def online(self) -> tuple[Contestant, ...]:
        """The innovations that come in the online form."""
        return tuple(c for c in self.cast if c not in self.on_forms)

    def _of(self, unit: str) -> Contestant:
        return next(c for c in self.cast if c.unit == unit)

    def list_units(self) -> None:
        """Put the list of units beside the workbooks: one unit twice, a trial row left in it."""
        units = [(c.unit, "; ".join(c.short_names)) for c in self.cast]
        text = io.StringIO(newline="")
        # So does Excel save a list where the decimal sign is a comma.
        rows = csv.writer(text, delimiter=";")
        rows.writerow(("Nama OPD", "Singkatan"))
        rows.writerows([*units, (_AGAIN_LISTED, ""), ("Demo", "")])
        (self.root / UNIT_LIST).write_bytes(text.getvalue().encode("utf-8-sig"))

    def send_forms(self, competition: Competition) -> None:
        """Fill in the forms and send them: one as .ods, one twice, and a photo."""
        sent: dict[str, bytes] = {PHOTO: files.picture()}
        for contestant in self.on_forms:
            opened = self._filled(contestant, competition)
            if contestant.unit == _LIBREOFFICE:
                sent[f"{contestant.called}.ods"] = opened.ods(FORMS_SENT)
            else:
                sent[f"{contestant.called}.xlsx"] = opened.xlsx(FORMS_SENT)
        again = _ASKED_FOR_A_FORM[0]
        sent[f"WhatsApp/formulir_{again} (1).xlsx"] = sent[f"{again}.xlsx"]
        self._send(sent, FORMS_SENT)

    def _filled(self, contestant: Contestant, competition: Competition) -> OpenedForm:
        """Fill in the form of a unit, or the blank one under the unit's short name."""
        own = contestant in self.asked_for_a_form
        code = unit_code(competition, contestant) if own else ""
        opened = OpenedForm(self.root / layout.form(code, 1))
        if not own:
            opened.answer(form.UNIT_SHEET, {form.NAME: contestant.called})
        typed_as_text = contestant.unit == _LIBREOFFICE
        answers: dict[str, Answered] = {
            form.TITLE: contestant.title,
            form.CATEGORY: _category(competition, contestant),
            form.STARTED: "1 Februari 2016" if typed_as_text else _STARTED,
            form.INNOVATORS: f"Inovator {contestant.unit} (latihan)",
            form.EVIDENCE: _link(contestant),
        }
        answers |= {form.section_field(section.code): _TEXT for section in competition.sections}
        answers |= {statement.field: form.TICKED for statement in form.STATEMENTS}
        opened.answer(form.page_name(1), answers)
        return opened

    def codes_for_forms(self, competition: Competition) -> list[str]:
        """Return the codes of the units that asked for a form of their own."""
        return sorted(unit_code(competition, c) for c in self.asked_for_a_form)

    def take_photo_away(self) -> None:
        """Take the photo out of the inbox again."""
        (self.root / layout.REGISTRATIONS / PHOTO).unlink()

    def export_list(self, competition: Competition) -> None:
        """Put the answers of the online form into the inbox."""
        data = self._export(competition, LIST_EXPORTED, corrected=False)
        self._send({f"{_EXPORT}.xlsx": data}, LIST_EXPORTED)

    def export_list_again(self, competition: Competition) -> None:
        """Put a second export beside it, in which the year of the young one is corrected."""
        data = self._export(competition, LIST_EXPORTED_AGAIN, corrected=True)
        self._send({f"{_EXPORT} (1).xlsx": data}, LIST_EXPORTED_AGAIN)

    def _export(self, competition: Competition, saved: datetime, *, corrected: bool) -> bytes:
        from openpyxl import Workbook

        workbook = Workbook()
        workbook.properties.created = saved
        page = workbook.worksheets[0]
        page.title = "Jawaban Formulir 1"
        page.append([*_HEADINGS, *(section.name for section in competition.sections)])
        for moment, contestant, link in self._answers():
            mended = corrected and contestant is self.young
            young = contestant is self.young and not corrected
            page.append(
                [
                    _MENDED if mended else moment,
                    _MISSPELT_AS if contestant is self.misspelt else contestant.unit,
                    contestant.title,
                    _category(competition, contestant),
                    _STARTED_YOUNG if young else _STARTED,
                    f"Inovator {contestant.unit}",
                    link,
                    *(_TEXT for _section in competition.sections),
                ]
            )
        return files.xlsx(workbook, saved)

    def _answers(self) -> Iterator[tuple[datetime, Contestant, str | None]]:
        """Yield when an innovation was sent in the online form, and with which link."""
        online = sorted(self.online, key=lambda contestant: contestant.title)
        for number, contestant in enumerate([*online, self.twice]):
            day, hour = divmod(number, _ANSWERS_A_DAY)
            moment = _FIRST_ANSWER + timedelta(days=day, hours=hour, minutes=7 * hour)
            forgotten = contestant is self.twice and number < len(online)
            yield moment, contestant, None if forgotten else _link(contestant)

    def _send(self, sent: Sent, saved: datetime) -> None:
        files.put(self.root / layout.REGISTRATIONS, sent, saved)


def unit_code(competition: Competition, contestant: Contestant) -> str:
    """Return the code that the unit of an innovation was given."""
    return next(unit.code for unit in competition.units if unit.name == contestant.unit)


def _category(competition: Competition, contestant: Contestant) -> str:
    """Return a category as the drop-down offers it."""
    return form.choice_text(contestant.category, competition.category_names[contestant.category])


def _link(contestant: Contestant) -> str:
    return f"https://contoh.go.id/{'-'.join(contestant.called.casefold().split())}"
