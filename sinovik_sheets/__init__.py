"""Run a public-service innovation competition with the spreadsheets people already know."""

__version__ = "0.1.0"
