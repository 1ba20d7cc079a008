"""The second act: the jury scores proposals and presentations, the secretary settles questions."""

from sinovik_sheets.rehearsal import desk
from sinovik_sheets.rehearsal.cast import PRESENTATION, PROPOSAL, Part
from sinovik_sheets.rehearsal.jury import Jury
from sinovik_sheets.rehearsal.play import Play
from sinovik_sheets.text import _, fraction_text
from sinovik_sheets.workspace.final_runs import FinalizeRun
from sinovik_sheets.workspace.inspection import Verification
from sinovik_sheets.workspace.update import Updated


def play_judging(play: Play, jury: Jury) -> tuple[Updated, FinalizeRun]:
    """Play from the roster to the final result; return the last update, and how it was settled."""
    play.narrate(_("Registration is closed. She checks everything, then makes the score sheets."))
    play.check()
    play.distribute(PROPOSAL)
    _score_proposals(play, jury)
    _mend_proposals(play, jury)
    _choose_nine(play)
    last = _present(play, jury)
    return last, _settle(play)


def _score_proposals(play: Play, jury: Jury) -> None:
    play.narrate(
        _(
            "The jurors score the proposals and send their sheets back. All of it goes into"
            " 3_masuk, under whatever names and in whatever state it comes:"
        ),
        _("J01 types scores such as “85,5” as text, renames the file and sends it twice."),
        _("J02 leaves the last {count} rows empty.").format(count=len(jury.forgotten)),
        _("J03 types one digit too many, far above the scale."),
        _("J04 works with LibreOffice and sends an .ods."),
        _("J05 types a score as if the scale ended at 10; it comes in a zip."),
        _("J06 does not score one innovation: R, with the reason; in the same zip."),
        _(
            "J07 fills in paper; the secretary types it in, signs for it and adds the scan,"
            " named with the sheet code. One score stands there as a percentage."
        ),
        _("And Excel has left a “~$” lock file behind."),
    )
    jury.send(jury.proposals())
    play.update()


def _mend_proposals(play: Play, jury: Jury) -> None:
    desk.answer(play.root, jury.answers)
    play.narrate(
        _(
            "Nothing was guessed. The secretary asks the jurors and answers in"
            " keputusan.xlsx, signed “Oleh” at the top:"
        ),
        *(
            _("{juror}: “{answer}” – {reason}").format(juror=juror, answer=answer, reason=reason)
            for juror, (answer, reason) in jury.answers.items()
        ),
        _(
            "J02 sends a complete sheet; J03 mends the red cell of the repair sheet"
            " 4_temuan/T1/J03_perbaikan.xlsx."
        ),
    )
    jury.send(jury.mended_proposals())
    play.update()
    play.narrate(_("J05 types the refused score anew into its repair sheet."))
    jury.send(jury.retyped_proposal())
    play.update()


def _choose_nine(play: Play) -> None:
    play.narrate(
        _(
            "Nothing is open any more. The plenary agrees with the computed places; the"
            " chair settles the stage, and those above the cut go on."
        )
    )
    play.finalize(PROPOSAL, desk.APPROVER)
    play.advance(PROPOSAL)
    play.distribute(PRESENTATION)


def _present(play: Play, jury: Jury) -> Updated:
    not_ready = [c for c in jury.contestants if c.part is Part.NOT_READY]
    play.narrate(
        _(
            "Only {count} of them are ready to present. The jurors leave the rows of the"
            " others empty, J02 forgets one more; all sheets come in one zip."
        ).format(count=len(jury.presenting))
    )
    jury.send(jury.presentations())
    play.update()
    desk.withdraw(play.root, not_ready)
    jury.send(jury.mended_presentation())
    play.narrate(
        _(
            "An empty row is never a 0. The secretary writes {count} innovations down as"
            " “mundur” with the reason, and J02 fills in the repair sheet."
        ).format(count=len(not_ready))
    )
    return play.update()


def _settle(play: Play) -> FinalizeRun:
    play.narrate(
        _(
            "The plenary meets again. The result becomes final, with minutes and a sheet for"
            " each juror to sign; then it is announced, and every unit gets its feedback."
        )
    )
    settled = play.finalize(PRESENTATION, desk.APPROVER)
    play.publish(PRESENTATION)
    return settled


def look_back(play: Play, settled: FinalizeRun) -> Verification:
    """Play what comes long after: somebody asks why, and everything is checked."""
    winner = settled.result.standings[0]
    play.narrate(
        _("Six months later somebody asks why {entry} won with {total}.").format(
            entry=winner.entry.code, total=fraction_text(winner.total)
        )
    )
    play.explain(winner.entry.code, PRESENTATION)
    return play.verify()
