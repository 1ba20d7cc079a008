"""status, explain, verify: answers about the state and the result."""

import click

from sinovik_sheets.cli import frame
from sinovik_sheets.cli.sheets import fates_text
from sinovik_sheets.steps.explain import explain as explain_step
from sinovik_sheets.text import _, fraction_text
from sinovik_sheets.workspace import Session, inspection
from sinovik_sheets.workspace.inspection import RegistrationStatus
from sinovik_sheets.workspace.runs import held


@frame.command(_("Show who is in, who is missing and what is open."))
@frame.folder_option
@frame.json_option
def status(*, session: Session, as_json: bool) -> int:
    """Show the state of every stage; writes nothing."""
    state = inspection.status(session)
    if as_json:
        frame.print_json(state.as_json())
        return frame.DONE
    frame.tell(session.checked.competition.settings.name)
    if state.registration is not None:
        _tell_registration(state.registration)
    frame.tell(_("Files taken in: {fates}.").format(fates=fates_text(state.fates)))
    for part in state.stages:
        frame.tell("", click.style(f"{part.stage.code} – {part.stage.name}", bold=True))
        if not part.distributed:
            frame.tell(_("Not distributed yet."))
            continue
        frame.table(
            (_("Juror"), _("Expected"), _("Counted"), _("Recused"), _("Missing"), _("Open")),
            [(line.juror, *map(str, line.numbers)) for line in part.lines],
        )
        frame.tell(
            _("Final, settled by {approver}.").format(approver=part.settled_by)
            if part.settled_by
            else _("Open questions: {questions}; open matters: {matters}.").format(
                questions=part.questions, matters=part.open_matters
            )
        )
    frame.next_step(state.next_step)
    return frame.DONE


def _tell_registration(registration: RegistrationStatus) -> None:
    frame.tell(
        _(
            "Registration: {registered} of {expected} units with {entries} innovations;"
            " files: {fates}; open questions: {questions}."
        ).format(
            registered=registration.units_registered,
            expected=registration.units_expected,
            entries=registration.entries,
            fates=fates_text(registration.fates),
            questions=registration.questions,
        )
    )


@frame.command(_("Show why an entry has its place, down to the cell."))
@frame.folder_option
@click.argument("entry")
@frame.stage_option
@frame.json_option
def explain(*, session: Session, entry: str, stage: str | None, as_json: bool) -> int:
    """Trace a place back to every juror's cell."""
    view, chosen = held(session, session.open_stage(stage))
    code = inspection.entry_code(view, entry)
    explanation = explain_step(view.for_stage(chosen), view.result(chosen), code)
    if as_json:
        frame.print_json(explanation.as_json())
        return frame.DONE
    standing = explanation.standing
    frame.tell(
        click.style(f"{standing.entry.code}  {standing.entry.title}", bold=True),
        standing.entry.unit,
        *explanation.sentences,
        *view.decisions.about(chosen.code, code),
    )
    criteria = chosen.criteria
    frame.table(
        (_("Juror"), *(c.code for c in criteria), _("Total"), _("File › cells")),
        [
            (
                f"{line.juror} {line.name}",
                *(line.written.get(c.code, "") for c in criteria),
                fraction_text(line.total) or f"({line.note})",
                f"{line.file} › {line.cells}" if line.file else "",
            )
            for line in explanation.lines
        ],
    )
    for criterion in criteria:
        frame.tell(f"{criterion.code} = {criterion.name}")
    return frame.DONE


@frame.command(_("Check archive and journal, compute the results again."))
@frame.folder_option
@frame.json_option
def verify(*, session: Session, as_json: bool) -> int:
    """Check that nothing was lost or changed, and that the results come out again."""
    report = inspection.verify(session)
    if as_json:
        frame.print_json(report.as_json())
    else:
        for line in report.lines:
            frame.tell(line)
        frame.tell_findings(report.findings)
    return frame.DONE if report.sound else frame.PEOPLE_MUST_ACT
