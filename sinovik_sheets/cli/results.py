"""validate, merge, rank, update: from sheets received to the summary."""

import click

from sinovik_sheets.cli import frame
from sinovik_sheets.cli.registration import tell_roster
from sinovik_sheets.cli.sheets import tell_collected
from sinovik_sheets.problems import Level
from sinovik_sheets.scoring.result import Absence
from sinovik_sheets.sheets.summary import words
from sinovik_sheets.steps.diagnose import as_json as diagnostics_json
from sinovik_sheets.steps.diagnose import lines as diagnostic_lines
from sinovik_sheets.steps.rank import as_json as result_json
from sinovik_sheets.steps.rank import findings as rank_findings
from sinovik_sheets.steps.validate import Validation
from sinovik_sheets.text import _, fraction_text
from sinovik_sheets.workspace import Session, runs
from sinovik_sheets.workspace.runs import Ranked
from sinovik_sheets.workspace.update import run_update

TOP = 10
"""Places printed in the terminal; the summary holds them all."""


@frame.command(_("Tell what is wrong in the sheets, make repair sheets."))
@frame.folder_option
@frame.stage_option
@frame.dry_run_option
@frame.json_option
def validate(*, session: Session, stage: str | None, dry_run: bool, as_json: bool) -> int:
    """Judge every score received."""
    chosen = session.open_stage(stage)
    validation = runs.run_validate(session, chosen, dry_run=dry_run)
    if as_json:
        frame.print_json(
            {
                "findings": [finding.as_json() for finding in validation.findings],
                "counts": validation.counts,
            }
        )
    else:
        frame.tell_findings(validation.findings)
        tell_validation(validation, chosen.code)
    frame.next_step("sinovik merge")
    return frame.PEOPLE_MUST_ACT if validation.needs_people else frame.DONE


def tell_validation(validation: Validation, stage: str) -> None:
    """Print who is in, who is missing, and where to look."""
    frame.table(
        (_("Juror"), _("Expected"), _("Complete"), _("Recused"), _("State")),
        [
            (
                f"{line.code} {line.name}",
                str(line.expected),
                str(line.complete),
                str(line.recused),
                line.state,
            )
            for line in validation.board
        ],
    )
    frame.tell(
        _(
            "Errors: {error}, questions: {question}, missing: {missing}, warnings: {warning},"
            " notes: {note}."
        ).format(**validation.counts),
        _("Report: {path}").format(path=f"4_temuan/{stage}/laporan_temuan.xlsx"),
    )
    if validation.questions:
        frame.tell(
            _("Questions to answer in keputusan.xlsx: {count}.").format(
                count=len(validation.questions)
            )
        )


@frame.command(_("Write the long table of scores and the completeness board."))
@frame.folder_option
@frame.stage_option
@frame.dry_run_option
@frame.json_option
def merge(*, session: Session, stage: str | None, dry_run: bool, as_json: bool) -> int:
    """Fit the sheets together."""
    chosen = session.open_stage(stage)
    table = runs.run_merge(session, chosen, dry_run=dry_run)
    absent = {kind.value: table.count(kind) for kind in Absence}
    counted = sum(len(rows) for rows in table.rows.values())
    if as_json:
        frame.print_json({"stage": chosen.code, "counted": counted, "absent": absent})
    else:
        frame.tell(
            _(
                "Counted rows (juror x entry): {count};"
                " recused {R}, missing {missing}, open {open}."
            ).format(count=counted, **absent),
            _("Table: {path}").format(path=f"5_hasil/{chosen.code}/nilai.csv"),
        )
    frame.next_step("sinovik rank")
    lacking = absent[Absence.MISSING] or absent[Absence.OPEN]
    return frame.PEOPLE_MUST_ACT if lacking else frame.DONE


@frame.command(_("Compute the places and write the summary workbook."))
@frame.folder_option
@frame.stage_option
@frame.dry_run_option
@frame.json_option
def rank(*, session: Session, stage: str | None, dry_run: bool, as_json: bool) -> int:
    """Rank the entries of a stage."""
    ranked = runs.run_rank(session, session.open_stage(stage), dry_run=dry_run)
    if as_json:
        found = {"diagnostics": diagnostics_json(ranked.diagnostics)}
        frame.print_json(result_json(ranked.result) | found)
    else:
        tell_ranked(ranked)
    frame.next_step(_("look at the summary; “sinovik explain CODE” shows why a place is so"))
    return frame.PEOPLE_MUST_ACT if ranked.result.waits else frame.DONE


def tell_ranked(ranked: Ranked) -> None:
    """Print the first places and where the summary lies."""
    result = ranked.result
    placed = [standing for standing in result.standings if standing.place is not None]
    if placed:
        frame.table(
            (_("Place"), _("Code"), _("Innovation"), _("Unit"), _("Total"), "n"),
            [
                (
                    f"{s.place}{' =' if s.tied else ''}",
                    s.entry.code,
                    s.entry.title,
                    s.entry.unit,
                    fraction_text(s.total, result.places),
                    str(s.n),
                )
                for s in placed[:TOP]
            ],
        )
    if len(placed) > TOP:
        frame.tell(_("… and {count} more in the summary.").format(count=len(placed) - TOP))
    frame.tell_findings(rank_findings(result))
    for line in () if result.open_matters else diagnostic_lines(ranked.diagnostics):
        frame.tell(click.style(line, fg="yellow"))
    if result.provisional:
        frame.tell(click.style(words.state(result), fg="yellow", bold=True))
    if ranked.summary is not None:
        frame.tell(_("Summary: {path}").format(path=ranked.summary))


@frame.command(_("Collect, validate, merge and rank in one run."))
@frame.folder_option
@frame.stage_option
@frame.json_option
def update(*, session: Session, stage: str | None, as_json: bool) -> int:
    """Do all that can be done with what came in; findings never stop it."""
    updated = run_update(session, stage, frame.say)
    if as_json:
        frame.print_json(
            {
                "roster": updated.registration.as_json() if updated.registration else None,
                "collect": updated.collected.as_json(),
                "stages": [
                    {
                        "validate": {"counts": part.validation.counts},
                        "rank": result_json(part.ranked.result),
                    }
                    for part in updated.stages
                ],
            }
        )
    else:
        if updated.registration is not None:
            tell_roster(updated.registration)
        tell_collected(updated.collected)
        for part in updated.stages:
            title = f"{part.stage.code} – {part.stage.name}"
            frame.tell("", click.style(title, bold=True))
            told = {finding.where for finding in updated.collected.findings}
            frame.tell_findings(
                finding
                for finding in part.validation.findings
                if finding.level is not Level.NOTE and finding.where not in told
            )
            tell_validation(part.validation, part.stage.code)
            tell_ranked(part.ranked)
    frame.next_step(updated.next_step)
    return frame.PEOPLE_MUST_ACT if updated.needs_people else frame.DONE
