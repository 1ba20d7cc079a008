"""rekapitulasi.xlsx: the ranked summary with live formulas and their cached values."""
