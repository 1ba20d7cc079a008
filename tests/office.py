"""LibreOffice for tests: convert a workbook, or have every formula computed again."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

REQUIRE = "SINOVIK_REQUIRE_LIBREOFFICE"
TIMEOUT = 120
MOST_AT_ONCE = 200
USUAL_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def soffice() -> str:
    """Return the path of LibreOffice's `soffice`.

    Where there is none the test is skipped; with SINOVIK_REQUIRE_LIBREOFFICE=1
    it fails instead.
    """
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    found = on_path or next((place for place in USUAL_PLACES if Path(place).is_file()), None)
    if found:
        return found
    if os.environ.get(REQUIRE) == "1":
        pytest.fail(f"LibreOffice (soffice) was not found, and {REQUIRE}=1 demands it")
    pytest.skip("LibreOffice (soffice) was not found: this test did not run")


def convert(path: Path, to: str, out_dir: Path) -> Path:
    """Convert a document with LibreOffice into `out_dir`; return the new file.

    `to` is a suffix such as `pdf` or `ods`, or `suffix:filter name`. Formulas are
    computed anew only where LibreOffice's defaults say so. A run that gives
    nothing within 120 seconds is tried once more, then fails the test.
    """
    return _convert(path, to, out_dir, settings="")


def convert_many(paths: Sequence[Path], to: str, out_dir: Path) -> list[Path]:
    """Convert documents in few runs of LibreOffice; return the new files in the same order.

    Their names must differ. Unlike one document after the other this takes
    seconds. A run that does not give every file is tried once more, then fails.
    """
    program = soffice()
    out_dir.mkdir(parents=True, exist_ok=True)
    targets = [out_dir / f"{path.stem}.{to.partition(':')[0]}" for path in paths]
    if len(set(targets)) < len(paths) or set(targets) & set(paths):
        raise ValueError("documents would overwrite each other")
    for target in targets:
        target.unlink(missing_ok=True)
    said = ""
    for _attempt in range(2):
        lacking = [p for p, t in zip(paths, targets, strict=True) if not t.is_file()]
        for start in range(0, len(lacking), MOST_AT_ONCE):
            said = _run(program, lacking[start : start + MOST_AT_ONCE], to, out_dir)
    lacking = [p for p, t in zip(paths, targets, strict=True) if not t.is_file()]
    if lacking:
        pytest.fail(f"LibreOffice did not convert {len(lacking)} of {len(paths)} files: {said}")
    return targets


def recalculate(path: Path, out_dir: Path) -> Path:
    """Return a copy of an .xlsx, in `out_dir`, in which every formula was computed anew.

    `out_dir` must not be the folder of `path`.
    """
    return _convert(path, "xlsx:Calc MS Excel 2007 XML", out_dir, settings=ALWAYS_RECALCULATE)


def _convert(path: Path, to: str, out_dir: Path, settings: str) -> Path:
    program = soffice()
    target = out_dir / f"{path.stem}.{to.partition(':')[0]}"
    if target.resolve() == path.resolve():
        raise ValueError(f"{path} would be overwritten")
    target.unlink(missing_ok=True)
    out_dir.mkdir(parents=True, exist_ok=True)
    said = ""
    for _attempt in range(2):
        said = _run(program, [path], to, out_dir, settings)
        if target.is_file():
            return target
    pytest.fail(f"LibreOffice did not convert {path.name} to {to}: {said}")


def _run(program: str, paths: Sequence[Path], to: str, out_dir: Path, settings: str = "") -> str:
    """Run LibreOffice once in a throw-away profile; return what it said."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        user = Path(profile, "user")
        user.mkdir()
        if settings:
            (user / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
        installation = f"-env:UserInstallation={Path(profile).as_uri()}"
        command = [program, installation, "--headless", "--norestore", "--convert-to", to]
        try:
            done = subprocess.run(
                [*command, "--outdir", str(out_dir), *map(str, paths)],
                capture_output=True,
                text=True,
                errors="replace",
                timeout=TIMEOUT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return f"no answer within {TIMEOUT} seconds"
        return done.stdout + done.stderr
