"""demo: the rehearsal told in plain words, with the commands as people would type them."""

import textwrap
from collections.abc import Iterable
from pathlib import Path

import click

from sinovik_sheets import layout
from sinovik_sheets.cli import frame
from sinovik_sheets.cli.results import tell_ranked
from sinovik_sheets.cli.sheets import fates_text
from sinovik_sheets.problems import Finding, counts, worst_first
from sinovik_sheets.rehearsal import Answer, Scene, rehearse
from sinovik_sheets.sheets.summary import words
from sinovik_sheets.steps.check import Checked
from sinovik_sheets.steps.collect import Collected
from sinovik_sheets.steps.distribute import Distribution
from sinovik_sheets.steps.explain import Explanation
from sinovik_sheets.steps.registration.forms import FormsOut
from sinovik_sheets.steps.registration.report import summary_line
from sinovik_sheets.steps.units import UnitImport
from sinovik_sheets.text import _, fraction_text
from sinovik_sheets.workspace.final_runs import AdvanceRun, FinalizeRun
from sinovik_sheets.workspace.inspection import Verification
from sinovik_sheets.workspace.publish_runs import Published
from sinovik_sheets.workspace.registration_runs import RosterRun
from sinovik_sheets.workspace.update import StageUpdate, Updated

WIDTH = 78


@frame.command(_("Rehearse a whole competition with invented scores."))
@click.argument("folder", type=click.Path(path_type=Path), default=Path("lomba-latihan"))
@click.option(
    "--seed",
    type=int,
    default=2017,
    show_default=True,
    metavar="N",
    help=_("The same number gives the same scores and the same files."),
)
def demo(*, folder: Path, seed: int) -> int:
    """Play the Situbondo competition of 2017 in a new folder."""
    outcome = rehearse(folder, seed, _tell)
    frame.tell("", click.style(_("The best of the presentations (scores invented)"), bold=True))
    tell_ranked(outcome.final)
    _paragraph(
        _(
            "Everything lies in {folder}; open the summary, {decisions} and 4_temuan, try the"
            " commands yourself, then delete the folder."
        ).format(folder=folder, decisions=layout.DECISIONS)
    )
    frame.next_step(_("your own competition: sinovik presets, then sinovik init"))
    return frame.DONE if outcome.closed else frame.PEOPLE_MUST_ACT


def _tell(scene: Scene) -> None:
    if scene.text:
        frame.tell("")
        _paragraph(scene.text)
    for point in scene.points:
        _paragraph(point, "- ", "  ")
    if scene.command:
        frame.tell(click.style(f"> {scene.command}", bold=True))
    for line in _answer(scene.answer):
        _paragraph(line, "  ", "    ")


def _paragraph(text: str, first: str = "", rest: str = "") -> None:
    frame.tell(
        textwrap.fill(
            text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
        )
    )


def _answer(answer: Answer | None) -> Iterable[str]:
    match answer:
        case UnitImport() | FormsOut() | RosterRun():
            yield from _registration(answer)
        case Checked():
            yield from _findings(answer.findings)
            yield _("Errors: {error}, warnings: {warning}.").format(**counts(answer.findings))
        case Distribution():
            yield _("New sheets: {new}; already out: {old}.").format(
                new=len(answer.new), old=len(answer.sendings) - len(answer.new)
            )
        case Updated():
            yield _files(answer.collected)
            for part in answer.stages:
                yield from _stage(part)
        case AdvanceRun() | FinalizeRun() | Published():
            yield from _settled(answer)
        case Explanation():
            yield from _explanation(answer)
        case Verification():
            yield from answer.lines
            yield from _findings(answer.findings)


def _settled(answer: AdvanceRun | FinalizeRun | Published) -> Iterable[str]:
    match answer:
        case AdvanceRun():
            made = answer.advancement
            yield _("Going on to {stage}: {count} of {all}.").format(
                stage=made.following.code,
                count=len(made.through),
                all=len(made.result.standings),
            )
        case FinalizeRun():
            yield from (f"{point.code}: {point.text}" for point in answer.points)
            if answer.final is not None:
                yield _("Stage {stage} is final; the minutes lie in {path}.").format(
                    stage=answer.stage.code, path=layout.minutes(answer.stage.code)
                )
        case Published():
            yield _("Files to announce: {count}.").format(count=len(answer.written))


def _registration(answer: UnitImport | FormsOut | RosterRun) -> Iterable[str]:
    match answer:
        case UnitImport():
            yield from _findings(answer.findings)
            told = [f"{outcome.word} {count}" for outcome, count in answer.counts.items() if count]
            yield _("Rows read: {count} ({outcomes}).").format(
                count=sum(answer.counts.values()), outcomes=", ".join(told)
            )
        case FormsOut():
            yield _("Forms for {units} unit(s) and a blank one in 0_formulir; new: {new}.").format(
                units=len(answer.sendings), new=len(answer.new)
            )
        case RosterRun():
            yield _files(answer.collected)
            yield from _findings(answer.told)
            for tally in answer.roster.content.by_kind:
                if tally.expected:
                    yield _("{kind}: {registered} of {expected} units registered.").format(
                        kind=tally.name, registered=tally.registered, expected=tally.expected
                    )
            yield summary_line(answer.roster)


def _files(found: Collected) -> str:
    return _("Files found: {count} ({fates}); new: {new}.").format(
        count=len(found.files), fates=fates_text(found.counts), new=found.new
    )


def _stage(part: StageUpdate) -> Iterable[str]:
    result = part.ranked.result
    state = words.state(result) or _("final")
    yield f"{part.stage.code} – {part.stage.name}: {state}"
    yield from _findings(f for f in part.validation.findings if f.level.needs_people)


def _findings(findings: Iterable[Finding]) -> Iterable[str]:
    """Yield one line a rule, worst first, with the first place it was met."""
    groups: dict[str, list[Finding]] = {}
    for finding in worst_first(findings):
        groups.setdefault(finding.rule.code, []).append(finding)
    for first, *others in groups.values():
        more = f"(+{len(others)})" if others else ""
        where = first.where.cell or first.where.file
        place = " ".join(part for part in (first.juror, where, more) if part)
        yield f"{frame.level_word(first.level).upper()} {place}: {first.message}"


def _explanation(explanation: Explanation) -> Iterable[str]:
    entry = explanation.standing.entry
    yield f"{entry.code} {entry.title} ({entry.unit})"
    yield from explanation.sentences
    for line in explanation.lines:
        source = f"{line.file} › {line.cells}" if line.file else ""
        total = fraction_text(line.total) or f"({line.note})"
        yield f"{line.juror} {total}  {source}"
