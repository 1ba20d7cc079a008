"""A real word processor opens the documents: F4 paper, repeated headings, nothing cut off."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from documents.content import MINUTES, RANKING, juror_sheet
from office import REQUIRE, convert, soffice
from sinovik_sheets.documents.juror_sheet import render_juror_sheet
from sinovik_sheets.documents.minutes import PanelMember, render_minutes
from sinovik_sheets.documents.templates import juror_sheet_template, minutes_template
from sinovik_sheets.text import speaking

pytestmark = pytest.mark.libreoffice
F4 = (609.4, 935.4)
"""In points."""

Printed = Callable[[bytes], Path]


@pytest.fixture
def printed(tmp_path: Path) -> Printed:
    """Print a document with LibreOffice; skipped (or failed, where demanded) without Writer."""
    folder = Path(soffice()).resolve().parents[1]
    if not any(folder.rglob("*swlo.*")) or not shutil.which("pdftotext"):
        lacking = "LibreOffice Writer or pdftotext was not found"
        if os.environ.get(REQUIRE) == "1":
            pytest.fail(f"{lacking}, and {REQUIRE}=1 demands it")
        pytest.skip(f"NOT TESTED: {lacking}")

    def pdf(data: bytes) -> Path:
        path = tmp_path / "dokumen.docx"
        path.write_bytes(data)
        return convert(path, "pdf", tmp_path / "out")

    return pdf


def run(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def pages(pdf: Path) -> list[str]:
    return run("pdftotext", "-layout", pdf, "-").split("\f")[:-1]


def size(pdf: Path) -> tuple[float, float]:
    found = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", run("pdfinfo", pdf))
    assert found
    return float(found[1]), float(found[2])


def minutes_pdf(printed: Printed, **changes: object) -> Path:
    with speaking("en"):
        return printed(render_minutes(minutes_template(), replace(MINUTES, **changes)))  # type: ignore[arg-type]


def test_minutes_print_on_upright_f4_with_repeated_headings(printed: Printed) -> None:
    pdf = minutes_pdf(printed)
    assert size(pdf) == pytest.approx(F4, abs=1)
    annex = [page for page in pages(pdf) if "INO-0030" in page or "INO-0050" in page]
    assert len(annex) == 2
    assert all("Jurors" in page and "Outcome" in page for page in annex)
    text = "".join(pages(pdf))
    assert [one.entry for one in RANKING if one.entry not in text] == []


@pytest.mark.parametrize("jurors", [3, 7, 8, 9])
def test_the_signature_of_the_approver_is_never_split(printed: Printed, jurors: int) -> None:
    pdf = minutes_pdf(printed, panel=MINUTES.panel[:jurors])
    (page,) = [page for page in pages(pdf) if "NIP. 19800101 200501 1 001" in page]
    assert "Established at" in page
    assert "Drs. Pejabat Contoh, M.Si." in page


@pytest.mark.parametrize(("jurors", "least"), [(5, 5), (9, 9), (16, 16), (17, 1)])
def test_the_approver_signs_on_the_page_of_the_jury(
    printed: Printed, jurors: int, least: int
) -> None:
    panel = tuple(
        PanelMember(f"Juri {number} Contoh, M.Si.", "Universitas Contoh", "akademisi")
        for number in range(1, jurors + 1)
    )
    signer = (
        replace(MINUTES.approver, capacity=("Sekretaris Daerah",)) if MINUTES.approver else None
    )
    pdf = minutes_pdf(printed, panel=panel, approver=signer)
    (page,) = [page for page in pages(pdf) if "NIP. 19800101 200501 1 001" in page]
    assert page.count("Contoh, M.Si.") - 1 >= least


def test_very_long_notes_are_printed_to_the_end(printed: Printed) -> None:
    note = " ".join(f"kata{number}" for number in range(3000))
    text = "".join(pages(minutes_pdf(printed, waivers=(replace(MINUTES.waivers[0], reason=note),))))
    assert "kata0" in text
    assert "kata2999" in text


@pytest.mark.parametrize(("criteria", "across"), [(3, False), (8, True)])
def test_a_juror_sheet_prints_on_f4(printed: Printed, criteria: int, across: bool) -> None:  # noqa: FBT001
    with speaking("en"):
        pdf = printed(render_juror_sheet(juror_sheet_template(), juror_sheet(criteria)))
    assert size(pdf) == pytest.approx(F4[::-1] if across else F4, abs=1)
    texts = pages(pdf)
    assert all("Innovation" in page for page in texts[:-1])
    assert "".join(texts).count("85,5") == 56 * (criteria + 1)
    assert "Pembina unit" in "".join(texts)
