"""Sheets that take formulas as they stand; loads XlsxWriter, so import it late."""

from xlsxwriter.worksheet import Worksheet


class PlainFormulas(Worksheet):
    """A sheet that does not look in each formula for functions newer than Excel 2010.

    XlsxWriter puts a prefix before thirty of them, by as many searches a formula: more
    than half the time of a large summary, whose formulas use none of these.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - as in XlsxWriter
        return formula.removeprefix("=")
