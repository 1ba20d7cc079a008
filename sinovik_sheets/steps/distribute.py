"""distribute: one workbook a juror, and a supplement for entries added later."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from sinovik_sheets import layout
from sinovik_sheets.model import Competition, Juror, Stage
from sinovik_sheets.sheets import sending_book
from sinovik_sheets.sheets.score_sheet import form
from sinovik_sheets.sheets.score_sheet import writer as score_sheet_writer
from sinovik_sheets.sheets.score_sheet.sheet import ScoreSheet
from sinovik_sheets.sheets.sending_book import Sending
from sinovik_sheets.steps.issued import Issued, in_force, issued_criteria
from sinovik_sheets.steps.plan import Output, Plan
from sinovik_sheets.text import _, date_text

NewCode = Callable[[], str]


@dataclass(frozen=True)
class Distribution:
    """The plan of a distribution and what it means for each juror."""

    plan: Plan
    new: tuple[Issued, ...]
    sendings: tuple[Sending, ...]


def distribute(
    competition: Competition,
    stage: Stage,
    issued: Mapping[str, Issued],
    now: datetime,
    new_code: NewCode,
) -> Distribution:
    """Plan the sheets of a stage: only what no good sheet covers yet is issued.

    Sheets already issued are planned again, to be written where they are
    missing; a file that exists is never replaced. Where places are given, entries
    added later bring a new sheet with all of them.
    """
    outputs, events, new, sendings = [], [], [], []
    for juror in competition.panel(stage):
        sheets = [s for s in issued.values() if (s.stage, s.juror) == (stage.code, juror.code)]
        supplement = _supplement(competition, stage, juror, sheets, issued, new_code)
        if supplement is not None:
            path = layout.score_sheet(stage.code, juror.code, supplement.serial)
            events.append(supplement.event(now.isoformat(timespec="seconds"), path.as_posix()))
            new.append(supplement)
            sheets.append(supplement)
        for sheet in in_force(stage, (sheet for sheet in sheets if sheet.fits(stage))):
            path = layout.score_sheet(stage.code, juror.code, sheet.serial)
            data = score_sheet_writer.write(sheet_of(competition, stage, sheet))
            outputs.append(Output(path, data, keep=True))
            sendings.append(_sending(competition, stage, juror, sheet, path.name))
    if sendings:
        heading = _("Score sheets to send: {stage}").format(stage=stage.name)
        data = sending_book.write(heading, _("Juror"), form.CODE_LABEL, sendings)
        outputs.append(Output(layout.sending_list(stage.code), data))
    return Distribution(Plan(tuple(outputs), tuple(events)), tuple(new), tuple(sendings))


def _supplement(
    competition: Competition,
    stage: Stage,
    juror: Juror,
    sheets: list[Issued],
    issued: Mapping[str, Issued],
    new_code: NewCode,
) -> Issued | None:
    covered = {entry for sheet in sheets if sheet.fits(stage) for entry in sheet.entries}
    duties = [entry.code for entry in competition.duties(stage, juror)]
    lacking = [code for code in duties if code not in covered]
    if not lacking:
        return None
    # Places are given among all the entries of a sheet, so all must stand on the new one.
    entries = duties if stage.takes_places else lacking
    code = new_code()
    while code in issued:
        code = new_code()
    return Issued(
        code,
        stage.code,
        juror.code,
        1 + max((sheet.serial for sheet in sheets), default=0),
        tuple(entries),
        issued_criteria(stage),
    )


def sheet_of(competition: Competition, stage: Stage, sheet: Issued) -> ScoreSheet:
    """Return the score sheet a code was issued for, with today's labels.

    Entries that dropped out since have no row any more.
    """
    known = (competition.entry.get(code) for code in sheet.entries)
    entries = [entry for entry in known if entry is not None and entry.status is None]
    juror = competition.juror[sheet.juror]
    return ScoreSheet(competition, stage, juror, entries, sheet.code, sheet.entries, sheet.serial)


def _sending(
    competition: Competition, stage: Stage, juror: Juror, sheet: Issued, file: str
) -> Sending:
    until = _(" by {date}").format(date=date_text(stage.deadline)) if stage.deadline else ""
    message = _message(stage, sheet).format(
        name=juror.name,
        competition=competition.settings.name,
        stage=stage.name,
        count=len(sheet.entries),
        until=until,
    )
    return Sending(
        recipient=juror,
        file=file,
        code=sheet.code,
        entries=len(sheet.entries),
        message=message,
        link=whatsapp_link(juror.whatsapp, message),
    )


def _message(stage: Stage, sheet: Issued) -> str:
    if sheet.serial == 1:
        return _(
            "Dear {name}, attached is your score sheet for {competition}, stage {stage}"
            " ({count} innovations). Please fill it in and send it back as .xlsx{until}."
            " Thank you."
        )
    if stage.takes_places:
        return _(
            "Dear {name}, attached is a new score sheet for {competition}, stage {stage}"
            " ({count} innovations). It replaces the earlier one, because innovations were"
            " added: please give the places anew and send it back as .xlsx{until}. Thank you."
        )
    return _(
        "Dear {name}, attached is an additional score sheet for {competition}, stage {stage}"
        " ({count} more innovations); your earlier sheet stays valid. Please fill it in and"
        " send it back as .xlsx{until}. Thank you."
    )


def whatsapp_link(number: str, message: str) -> str:
    """Return a wa.me link that opens a chat with the message, empty without a number."""
    digits = re.sub(r"\D", "", number)
    if not digits:
        return ""
    # Excel eats the first 0 of a number; Indonesian mobile numbers begin with 08.
    local = digits.removeprefix("0") if digits.startswith(("0", "8")) else ""
    international = f"62{local}" if local else digits
    return f"https://wa.me/{international}?text={quote(message)}"
