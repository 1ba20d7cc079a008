"""Hold the checkout to its rules: one line a check, all of them, then a summary."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from environment import PYTHON, ROOT, prepare

MOST_FILE_LINES = 400
MOST_FUNCTION_LINES = 60

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as main; main()"
CHECKS = {
    "rules (ruff check)": ("-m", "ruff", "check"),
    "format (ruff format)": ("-m", "ruff", "format", "--check"),
    "types (mypy --strict)": ("-m", "mypy", "--strict"),
    "arrows (import-linter)": ("-c", LINT_IMPORTS),
    "catalogue (build_locale)": ("scripts/build_locale.py", "--check"),
}


def too_long(package: Path) -> Iterator[str]:
    """Name every file of more than 400 lines and every function of more than 60."""
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package.parent).as_posix()
        source = path.read_text(encoding="utf-8")
        lines = len(source.splitlines())
        if lines > MOST_FILE_LINES:
            yield f"{name}: {lines} lines, at most {MOST_FILE_LINES}"
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > MOST_FUNCTION_LINES:
                    yield (
                        f"{name}:{node.lineno}: {node.name} has {length} lines, "
                        f"at most {MOST_FUNCTION_LINES}"
                    )


def report(name: str, complaints: str) -> bool:
    """Print the line of one check and return whether it passed, that is: no complaints."""
    print(f"{name:<28}{'FAILED' if complaints else 'ok'}", flush=True)
    for line in complaints.splitlines():
        print(f"    {line}")
    return not complaints


def complaints_of(*arguments: str) -> str:
    """Run a check and return what it said if it failed, else nothing."""
    done = subprocess.run(
        [str(PYTHON), *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    said = (done.stdout + done.stderr).strip()
    return (said or f"exit code {done.returncode}") if done.returncode else ""


def main() -> int:
    """Run every check; return 1 if any failed, else 0."""
    prepare()
    passed = [report(name, complaints_of(*arguments)) for name, arguments in CHECKS.items()]
    passed.append(report("lengths", "\n".join(too_long(ROOT / "sinovik_sheets"))))
    failed = passed.count(False)
    print(f"{failed} of {len(passed)} checks failed" if failed else f"all {len(passed)} checks ok")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
