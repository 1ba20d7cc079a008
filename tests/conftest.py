"""What all tests share: where the reference data lies."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from sinovik_sheets.text import DEFAULT_LANGUAGE, speak


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of reference data; without it the test is skipped, saying so."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    folder = Path(os.environ.get("SINOVIK_SHARED_DATA", beside))
    if not folder.is_dir():
        pytest.skip(f"NOT TESTED: no reference data at {folder}; set SINOVIK_SHARED_DATA")
    return folder


@pytest.fixture(autouse=True)
def _indonesian() -> Iterator[None]:
    """Let no test leave another language behind than the one people see first."""
    speak(DEFAULT_LANGUAGE)
    yield
    speak(DEFAULT_LANGUAGE)
