"""keputusan.xlsx and the journal: what people wrote is taken in, what the tool asks is shown."""

from collections.abc import Mapping, Sequence
from typing import Any

from sinovik_sheets import layout
from sinovik_sheets.problems import Finding, Where
from sinovik_sheets.problems.decisions import FINAL_ALREADY
from sinovik_sheets.sheets import decisions_book
from sinovik_sheets.steps.decisions import new_answers, new_questions, new_statuses
from sinovik_sheets.steps.finality import new_waivers
from sinovik_sheets.steps.plenary import new_decisions
from sinovik_sheets.steps.validate import open_questions
from sinovik_sheets.text import _, speaking
from sinovik_sheets.workspace.own_books import read_own_book
from sinovik_sheets.workspace.session import Session


def sync_decisions(session: Session) -> list[Finding]:
    """Put what people wrote into keputusan.xlsx into the journal; return what is wrong."""
    events, findings = _written_decisions(session)
    if events:
        session.journal.append(events)
        session.forget()
    return findings


def suppose_decisions(session: Session) -> list[Finding]:
    """Go on as if what people wrote were in the journal; return what is wrong."""
    events, findings = _written_decisions(session)
    session.suppose(events)
    return findings


def _written_decisions(session: Session) -> tuple[list[Mapping[str, Any]], list[Finding]]:
    """Return the journal lines for what people wrote since, and what is wrong in it."""
    findings: list[Finding] = []
    data = session.workspace.read(layout.DECISIONS)
    if data is None:
        return [], findings
    way_out = _("Restore the file from a backup, or delete it: it is then made anew.")
    book = read_own_book(layout.DECISIONS, data, way_out)
    rows = decisions_book.read(book, layout.DECISIONS.name, findings)
    known, now, competition = session.decisions, session.now, session.competition
    events = [
        *new_answers(known, rows.answers, now, findings),
        *new_statuses(competition, known, rows.statuses, now, findings),
        *new_decisions(competition, session.plenary, rows.plenary, now, findings),
        *new_waivers(session.waivers, rows.waivers, now, findings),
    ]
    late = {event["stage"] for event in events if event.get("stage") in session.finals}
    where = Where(layout.DECISIONS.name)
    findings += [Finding(FINAL_ALREADY, where, value=stage) for stage in sorted(late)]
    return events, findings


def write_questions(session: Session) -> None:
    """Number new questions in the journal and bring keputusan.xlsx up to date."""
    questions = open_questions(session.intake)
    with speaking(session.language):
        taken = _numbers_in_books(session)
        session.journal.append(new_questions(session.decisions, questions, session.now, taken))
        known, competition = session.decisions, session.competition
        write_decisions(
            session,
            questions=known.question_rows(session.intake.asked),
            statuses=[
                known.status_row(stage, entry)
                for stage in competition.stages
                if stage.code in session.distributed
                for entry, there in zip(
                    competition.entries, session.for_stage(stage).entries, strict=True
                )
                if entry.status is None and there.reached
            ],
        )


def _numbers_in_books(session: Session) -> list[str]:
    """Return the numbers of questions that stand in keputusan.xlsx."""
    data = session.workspace.read(layout.DECISIONS)
    if data is None:
        return []
    book = read_own_book(layout.DECISIONS, data, _("Restore the file from a backup."))
    return [row.number for row in decisions_book.read(book, layout.DECISIONS.name, []).answers]


def write_decisions(session: Session, **tables: Sequence[Mapping[str, str]]) -> None:
    """Bring tables of keputusan.xlsx up to date (see `decisions_book.update`)."""
    with speaking(session.language):
        current = session.workspace.read(layout.DECISIONS)
        data = decisions_book.update(current, **tables)
    if data is not None:
        session.workspace.write_two_way(layout.DECISIONS, data)
