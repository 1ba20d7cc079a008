"""`python -m sinovik_sheets` is the same program as `sinovik`."""

from sinovik_sheets.cli import main

if __name__ == "__main__":
    main()
