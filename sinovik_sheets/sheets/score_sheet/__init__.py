"""The juror's workbook: writing it, finding it again in what comes back, judging its cells."""
