"""daftar_unit.xlsx: the units of a competition, beside the sheet `Unit` of kompetisi.xlsx.

Lists are imported into it and people edit it; so it is changed in place, row
by row, by the code.
"""

from collections.abc import Iterable

from sinovik_sheets.layout import UNITS
from sinovik_sheets.model import Unit
from sinovik_sheets.sheets.settings import competition_tables as tables
from sinovik_sheets.sheets.settings.unit_rows import read
from sinovik_sheets.sheets.tables.shared_table import SharedTable
from sinovik_sheets.sheets.tables.two_way import EditedWorkbook
from sinovik_sheets.sheets.tables.writer import write_guide, write_table
from sinovik_sheets.sheets.workbook import NewWorkbook
from sinovik_sheets.text import _

__all__ = ["add", "read", "row", "write"]

_UNITS = SharedTable(tables.UNITS, ("Kode",))


def write(units: Iterable[Unit] = ()) -> bytes:
    """Return a new daftar_unit.xlsx with these units, in the language being spoken."""
    book = NewWorkbook(_("Units"))
    rows = [row(unit) for unit in units]
    write_table(book, tables.UNITS, rows, examples=not rows)
    lines = [
        _("The units that may take part, one row each; “sinovik units import” adds to them."),
        _("A unit stands here or in the sheet “Unit” of kompetisi.xlsx, not in both."),
        _("The code of a unit must not change any more once its form or sheets are out."),
        _("Codes are text: write 00123 with its zeros. Change what is wrong, add columns freely."),
    ]
    write_guide(book, tables.UNIT_TABLES, lines)
    return book.finish()


def add(current: bytes | None, units: Iterable[Unit]) -> bytes | None:
    """Return the workbook with these units, None if it has them as they are.

    Rows are found by their codes and otherwise added. What a unit does not say
    is left as it stands; people's rows, columns and sheets stay. SinovikError
    when the workbook cannot be edited or its column of codes is gone.
    """
    if current is None:
        return write(units)
    book = EditedWorkbook(UNITS.name, current, write, (tables.UNITS.sheet, "Petunjuk"))
    book.merge(_UNITS, [{name: text for name, text in row(one).items() if text} for one in units])
    return book.finish()


def row(unit: Unit) -> dict[str, str]:
    """Return a unit as a row of the sheet `Unit`, column to text."""
    return {
        "Kode": unit.code,
        "Nama": unit.name,
        "Jenis": unit.kind,
        "Kode Resmi": unit.official_code,
        "Induk": unit.parent,
        "Alias": "; ".join(unit.aliases),
        "Email": unit.email,
        "WhatsApp": unit.whatsapp,
        "SAKIP": unit.sakip,
        "Kecamatan": unit.district,
        "Kabupaten/Kota": unit.region,
    }
