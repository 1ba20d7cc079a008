"""A juror's scores on one sheet to sign: plain content, and the tags of the template."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sinovik_sheets.documents.minutes import BLANK, PanelMember, letterhead_tags
from sinovik_sheets.text import _, date_text

if TYPE_CHECKING:
    from sinovik_sheets.documents.filling import Value

FILE = "lembar_juri.docx"
MOST_UPRIGHT = 3
"""With more criteria than this the sheet lies across the paper."""


@dataclass(frozen=True, slots=True)
class SheetCriterion:
    """A column of the sheet; `weight` is text as it is to stand ("20 %"), empty for none."""

    code: str
    name: str
    weight: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One entry: `values` maps criterion codes to text as people write it (`85,5`, `R`).

    A criterion without a value stays empty. `reason` says why the juror does not score it.
    """

    entry: str
    title: str
    unit: str
    values: Mapping[str, str]
    total: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class JurorSheet:
    """What one juror signs; `day` None and an empty `place` leave a line to fill in."""

    competition: str
    stage: str
    juror: PanelMember
    criteria: tuple[SheetCriterion, ...]
    rows: tuple[SheetRow, ...]
    letterhead: tuple[str, ...] = ()
    sheet_code: str = ""
    typed_by: str = ""
    place: str = ""
    day: date | None = None
    provisional: bool = False


def render_juror_sheet(template: bytes, sheet: JurorSheet, file: str = FILE) -> bytes:
    """Return the sheet as .docx, in the language being spoken, across if it is wide.

    The same template and sheet give the same bytes. SinovikError, naming `file` and the
    tag, where the template cannot be filled in.
    """
    from sinovik_sheets.documents.filling import Filling, fill

    title = _("Scores of {juror}: {stage}").format(juror=sheet.juror.name, stage=sheet.stage)
    across = len(sheet.criteria) > MOST_UPRIGHT
    return fill(template, Filling(file, title, tags(sheet), landscape=across))


def tags(sheet: JurorSheet) -> "Mapping[str, Value]":
    """Return what every tag of the template stands for."""
    return {
        **letterhead_tags(sheet.letterhead),
        "sementara": sheet.provisional,
        "kompetisi": sheet.competition,
        "tahap": sheet.stage,
        "nama_juri": sheet.juror.name,
        "instansi": sheet.juror.institution,
        "unsur": sheet.juror.element,
        "kode_lembar": sheet.sheet_code,
        "diketik_oleh": sheet.typed_by,
        "tempat": sheet.place or BLANK,
        "tanggal": date_text(sheet.day) if sheet.day else BLANK,
        "kriteria": [
            {"kode": one.code, "nama": one.name, "bobot": one.weight} for one in sheet.criteria
        ],
        "baris_nilai": [
            {
                "nomor": str(number),
                "kode": row.entry,
                "inovasi": row.title,
                "unit": row.unit,
                "nilai": [row.values.get(one.code, "") for one in sheet.criteria],
                "total": row.total,
                "alasan": row.reason,
            }
            for number, row in enumerate(sheet.rows, start=1)
        ],
    }
