"""Play a small competition through, in the project's own environment.

Arguments go to `sinovik demo`.
"""

import sys

from environment import PYTHON, run

if __name__ == "__main__":
    code = run("-m", "sinovik_sheets", "demo", *sys.argv[1:])
    print(f"\nIn this checkout “sinovik” is: {PYTHON} -m sinovik_sheets", file=sys.stderr)
    sys.exit(code)
