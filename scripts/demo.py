"""Play a small competition through, in the project's own environment.

Arguments go to `sinovik demo`.
"""

import sys

from environment import run

if __name__ == "__main__":
    sys.exit(run("-m", "sinovik_sheets", "demo", *sys.argv[1:]))
