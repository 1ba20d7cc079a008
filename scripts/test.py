"""Run the tests in the project's own environment; arguments go to pytest."""

import os
import sys

from environment import ROOT, run

if __name__ == "__main__":
    arguments = sys.argv[1:]
    os.chdir(str(ROOT))
    sys.exit(run("-m", "pytest", *arguments))
