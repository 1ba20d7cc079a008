"""rekapitulasi.xlsx: the ranked summary of a stage, live and checked against our numbers."""

from sinovik_sheets.model import Competition
from sinovik_sheets.scoring.result import StageResult
from sinovik_sheets.sheets.summary.corrections import write_corrections
from sinovik_sheets.sheets.summary.jury import write_jury
from sinovik_sheets.sheets.summary.layout import Plan, SummaryFacts
from sinovik_sheets.sheets.summary.ranking import write_ranking
from sinovik_sheets.sheets.summary.record import write_not_scored, write_parameters, write_trail
from sinovik_sheets.sheets.summary.scores import write_criteria
from sinovik_sheets.sheets.summary.sensitivity import write_sensitivity
from sinovik_sheets.sheets.summary.totals import write_totals
from sinovik_sheets.sheets.summary.views import write_categories, write_charts
from sinovik_sheets.sheets.workbook import NewWorkbook
from sinovik_sheets.text import _

__all__ = ["SummaryFacts", "write"]


def write(competition: Competition, result: StageResult, facts: SummaryFacts) -> bytes:
    """Return the workbook, in the language being spoken.

    Totals, means, rounding and places are formulas that hold the values computed
    by `scoring`; scores, `Urutan seri` and what decided a tie are values. Text
    from outside is never a formula. The same input gives the same bytes.
    """
    from sinovik_sheets.sheets.summary.formulas import PlainFormulas

    plan = Plan(competition, result, facts)
    book = NewWorkbook(_("Score summary: {stage}").format(stage=plan.stage.name))
    book.book.worksheet_class = PlainFormulas
    for write_sheet in (
        write_ranking,
        write_totals,
        write_criteria,
        write_categories,
        write_charts,
        write_jury,
        write_sensitivity,
        write_parameters,
        write_corrections,
        write_not_scored,
        write_trail,
    ):
        write_sheet(book, plan)
    return book.finish()
