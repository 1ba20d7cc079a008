"""The project's own `.venv`: made when missing, renewed when its dependencies changed.

Standard library only, and syntax that a Python far too old for the project can
still read, so that its owner gets a sentence instead of a SyntaxError.
"""

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "sinovik-stamp.txt"
COULD_NOT_RUN = 3


def run(*arguments: str) -> int:
    """Run the environment's Python in the caller's folder and return its exit code.

    The environment is made ready first. Exits with code 3 and a sentence on
    stderr where that is not possible.
    """
    prepare()
    sys.stdout.flush()
    return subprocess.call([str(PYTHON), *arguments])


def prepare() -> None:
    """Make `.venv` hold what pyproject.toml and constraints.txt ask for.

    Does nothing when it already does; installs into a working `.venv` in place.
    Exits with code 3 and a sentence on stderr where that is not possible.
    """
    if sys.version_info < (3, 11):
        found = "{}.{}".format(*sys.version_info[:2])
        _give_up(f"This needs Python 3.11 or later; this is Python {found}. Install a newer one.")
    wanted = _fingerprint()
    if _works() and STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    if not (_works() and _works("-m", "pip", "--version")):
        _create()
    STAMP.unlink(missing_ok=True)
    _say("Installing the libraries into .venv; this takes a few minutes the first time.")
    _must(
        "The libraries could not be installed. Is this computer online?",
        *(str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input"),
        *("--disable-pip-version-check", "--no-warn-script-location"),
        *("-c", str(ROOT / "constraints.txt"), "-e", f"{ROOT}[dev]"),
    )
    STAMP.write_text(wanted, encoding="utf-8")
    _say("The environment is ready.")


def _fingerprint() -> str:
    """Hash what the environment depends on, this folder's own place included."""
    digest = hashlib.sha256(str(ROOT).encode())
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update(b"\0" + (ROOT / name).read_bytes())
    return digest.hexdigest()


def _works(*arguments: str) -> bool:
    """Tell whether the environment's Python runs, and is new enough for the project."""
    probe = arguments or ("-c", "import sys; sys.exit(sys.version_info < (3, 11))")
    try:
        done = subprocess.run([str(PYTHON), *probe], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _create() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        _give_up(
            "This Python cannot make a virtual environment: its module ensurepip is missing.\n"
            "On Debian or Ubuntu: sudo apt-get install python3-venv, then run this again."
        )
    _say("Creating the environment .venv.")
    _must(
        "The environment .venv could not be created. Close programs that use it, then try again.",
        *(sys.executable, "-m", "venv", "--clear", str(VENV)),
    )


def _must(sentence: str, *command: str) -> None:
    """Run a command quietly; when it fails show what it said, then give up with `sentence`."""
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        _give_up(sentence)


def _say(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def _give_up(sentence: str) -> NoReturn:
    _say(sentence)
    sys.exit(COULD_NOT_RUN)
