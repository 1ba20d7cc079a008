"""The first act: units register, and the roster is made of what they send."""

from collections.abc import Mapping
from datetime import datetime

from sinovik_sheets.model import Competition
from sinovik_sheets.problems.registration import USE
from sinovik_sheets.rehearsal import desk, registrants
from sinovik_sheets.rehearsal.play import Play
from sinovik_sheets.rehearsal.registrants import Registrants, unit_code
from sinovik_sheets.steps.registration.report import suggestions_text
from sinovik_sheets.text import _
from sinovik_sheets.workspace.registration_runs import RosterRun

BEGIN = datetime(2017, 10, 9, 8)
_CLOSED = datetime(2017, 11, 6, 8)


def play_registration(play: Play, units: Registrants) -> Mapping[str, str]:
    """Play from the empty folder to a roster without questions; return its codes by title."""
    competition = _open_registration(play, units)
    _take_in_forms(play, units, competition)
    asked = _take_in_list(play, units, competition)
    _settle_units(play, units, asked)
    run = _settle_correction(play)
    play.wait_until(_CLOSED)
    return {entry.title: entry.code for entry in run.roster.entries}


def _open_registration(play: Play, units: Registrants) -> Competition:
    """Play until the forms are out; return the competition as it is settled then."""
    desk.settle(play.root)
    units.list_units()
    play.narrate(
        _(
            "She types the dates, the minimum age and seven jurors into kompetisi.xlsx. A list"
            " of the {count} OPD lies there, with one row twice and a row “Demo” left in it."
        ).format(count=len(units.cast))
    )
    play.import_units(registrants.UNIT_LIST)
    play.narrate(
        _(
            "Neither row stops the import. Most units use an online form; two ask for a form of"
            " their own, and a blank one lies ready for others."
        )
    )
    competition = play.look().registration
    play.make_forms(units.codes_for_forms(competition))
    return competition


def _take_in_forms(play: Play, units: Registrants, competition: Competition) -> None:
    units.send_forms(competition)
    play.wait_until(registrants.FORMS_SENT)
    play.narrate(
        _(
            "{count} filled forms go into 1_pendaftaran as they came: one is an .ods, one was sent"
            " twice, two name the unit by its short name. A photo lies among them. First she only"
            " looks; nothing is written:"
        ).format(count=len(units.on_forms))
    )
    play.roster(dry_run=True)


def _take_in_list(play: Play, units: Registrants, competition: Competition) -> RosterRun:
    units.take_photo_away()
    units.export_list(competition)
    play.wait_until(registrants.LIST_EXPORTED)
    play.narrate(
        _(
            "She takes the photo away; its form is there already. The other {count} innovations"
            " come in one list, exported from the online form with headings of its own:"
        ).format(count=len(units.online)),
        _("One unit has misspelt its name."),
        _("One innovation seems too young."),
        _("One was sent twice, the second time with the link that was missing."),
    )
    return play.roster()


def _settle_units(play: Play, units: Registrants, asked: RosterRun) -> None:
    (question,) = asked.roster.open
    best = suggestions_text(question).splitlines()[0]
    code = unit_code(asked.roster.competition, units.misspelt)
    desk.decide_registration(play.root, code, "Menurut unit", waiting=[units.young])
    units.export_list_again(asked.roster.competition)
    play.wait_until(registrants.LIST_EXPORTED_AGAIN)
    play.narrate(
        _(
            "The innovation sent twice counts once. In daftar_peserta.xlsx the sheet “Perlu"
            " Diperiksa” suggests “{best}” first; the unit says yes, and she answers {code}."
        ).format(best=best, code=code),
        _("She writes “lolos” beside all innovations but the young one."),
        _("Its unit had typed the wrong year and corrects it; the list is exported once more."),
    )
    play.roster()


def _settle_correction(play: Play) -> RosterRun:
    desk.decide_registration(play.root, USE, "Tahun salah ketik, menurut unit")
    play.narrate(
        _(
            "What was complete is replaced only by a decision: she answers “{answer}”, and writes"
            " “lolos” here too."
        ).format(answer=USE)
    )
    return play.roster()
