"""What holds for the checkout as a whole: quick start, honest dependencies, true words."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import sinovik_sheets

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {
    "babel",
    "docx",
    "docxtpl",
    "gspread",
    "num2words",
    "numpy",
    "openpyxl",
    "pandas",
    "scipy",
    "python_calamine",
    "rapidfuzz",
    "rich",
    "xlsxwriter",
}
# `(?:` keeps the pattern from finding itself.
MACHINE_PATH = re.compile(
    r"(?<![\w.~])/(?:home|mnt|opt|root|tmp|var|work|Users)/\w|\b[A-Z]:\\+(?:Users)\\+\w"
)
NOT_OURS = re.compile(r"\.git|\.venv|\.hypothesis|\..+_cache|__pycache__|build|dist")

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUNTIME = [Requirement(text) for text in PROJECT["dependencies"]]
EXTRAS = [
    Requirement(text) for names in PROJECT["optional-dependencies"].values() for text in names
]


def test_help_imports_no_heavy_library() -> None:
    code = (
        "import sys\n"
        "from sinovik_sheets.cli import main\n"
        "sys.argv = ['sinovik', '--help']\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        f"print(*sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "sinovik" in done.stdout
    assert done.stderr.strip() == ""


@pytest.mark.parametrize("requirement", RUNTIME + EXTRAS, ids=str)
def test_every_dependency_has_a_lower_bound_and_no_upper_one(requirement: Requirement) -> None:
    assert [part.operator for part in requirement.specifier] == [">="]


@pytest.mark.parametrize("requirement", RUNTIME + EXTRAS, ids=str)
def test_every_dependency_is_pinned_within_its_bound(requirement: Requirement) -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if not line.startswith("#"))
    versions = {canonicalize_name(name): version for name, version in pins.items()}
    assert versions[canonicalize_name(requirement.name)] in requirement.specifier


def test_the_readme_opens_with_the_two_commands_that_need_nothing() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^python3 \S+$", readme, re.MULTILINE)
    assert commands[:2] == ["python3 scripts/demo.py", "python3 scripts/test.py"]
    assert readme.index(commands[0]) < readme.index("\n## ")


def test_every_script_the_readme_names_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    scripts = {name.replace("\\", "/") for name in re.findall(r"scripts[\\/]\w+\.py", readme)}
    assert scripts
    assert [name for name in sorted(scripts) if not (ROOT / name).is_file()] == []


def test_the_changelog_speaks_of_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.findall(r"^## (\S+)", changelog, re.MULTILINE)[0]
    assert newest in {"Unreleased", sinovik_sheets.__version__}


def own_texts() -> Iterator[tuple[str, str]]:
    """The text files of the checkout, caches and environments left out."""
    for folder, subfolders, names in os.walk(ROOT):
        subfolders[:] = [name for name in subfolders if not NOT_OURS.fullmatch(name)]
        for path in (Path(folder, name) for name in names):
            try:
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def test_no_file_names_a_path_of_one_machine() -> None:
    found = {name: hit.group() for name, text in own_texts() if (hit := MACHINE_PATH.search(text))}
    assert found == {}
