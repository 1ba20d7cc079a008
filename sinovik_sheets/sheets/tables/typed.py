"""What people type into the cells of a settings workbook: numbers, dates, lists.

Score cells have their own, stricter reading in `sheets/verdicts.py`.
"""

import re
from datetime import date, timedelta
from decimal import Decimal

from sinovik_sheets.scoring.exact import fifteen
from sinovik_sheets.sheets.cells import Cell, Kind
from sinovik_sheets.sheets.reading.number_formats import Look, look_of

_EXCEL_EPOCH = date(1899, 12, 30)
_MONTHS = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb", "peb"),
    ("maret", "march", "mar"),
    ("april", "apr"),
    ("mei", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("agustus", "august", "agu", "ags", "aug"),
    ("september", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nop", "nov"),
    ("desember", "december", "des", "dec"),
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}


def cell_text(cell: Cell) -> str:
    """Return a cell as text a person would recognise: `12` without `.0`, `20%` as shown."""
    if cell.kind is not Kind.NUMBER:
        return cell.text.strip()
    number = fifteen(cell.text)
    if look_of(cell.style.number_format) is Look.PERCENT:
        return f"{format(fifteen(str(number * 100)), 'f')}%"
    return format(number, "f")


def read_number(text: str) -> Decimal | None:
    """Read `12`, `12,5` or `12.5`; None when it is not such a number."""
    plain = text.strip().removesuffix("%").strip().replace(",", ".")
    return fifteen(plain) if re.fullmatch(r"[+-]?\d{1,15}(\.\d{1,10})?", plain) else None


def read_date(text: str) -> date | None:
    """Read an Excel day number, `17/12/2026`, `2026-12-17` or `17 Desember 2026`.

    The day stands before the month, as Indonesians write it; None otherwise.
    """
    plain = text.strip().casefold()
    if re.fullmatch(r"\d{5}(\.\d+)?", plain):
        return _EXCEL_EPOCH + timedelta(days=int(float(plain)))
    numbers = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", plain)
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})(?:[t ].*)?", plain)
    words = re.fullmatch(r"(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})", plain)
    if numbers:
        day, month, year = (int(part) for part in numbers.groups())
    elif iso:
        year, month, day = (int(part) for part in iso.groups())
    elif words and words[2] in _MONTH_NUMBERS:
        day, month, year = int(words[1]), _MONTH_NUMBERS[words[2]], int(words[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_list(text: str) -> tuple[str, ...]:
    """Read codes separated by commas, semicolons or new lines."""
    return tuple(part.strip() for part in re.split(r"[,;\n]", text) if part.strip())


def read_pairs(text: str) -> dict[str, Decimal] | None:
    """Read `T1=10; T2=90`; None when a part is not code=number or a code repeats."""
    pairs: dict[str, Decimal] = {}
    for part in filter(None, (part.strip() for part in re.split(r"[;\n]", text))):
        code, equals, number_text = part.partition("=")
        number = read_number(number_text)
        if not equals or not code.strip() or number is None or code.strip() in pairs:
            return None
        pairs[code.strip()] = number
    return pairs
