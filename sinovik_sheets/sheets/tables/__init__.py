"""Sheets that people fill as tables: what their columns are, writing and reading them."""
