"""Days as forms and lists write them; a column of a list tells which part is the month."""

import re
from collections.abc import Iterable
from datetime import date
from enum import Enum

from sinovik_sheets.sheets.cells import Cell, Kind
from sinovik_sheets.sheets.reading.number_formats import Look, look_of
from sinovik_sheets.sheets.tables.typed import cell_text, read_date

_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})")
_WITH_TIME = re.compile(r"(.*?\d)(?:,\s*|\s+|T)\d{1,2}[:.]\d{2}\b.*", re.DOTALL)
_FEWEST = 3
"""So many days that could all be months are no accident."""


class DayOrder(Enum):
    """Which part of 03/05/2020 is the month, as far as a column tells."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNCLEAR = "unclear"


def is_day(cell: Cell) -> bool:
    """Return whether a cell holds a number that is shown as a day."""
    return cell.kind is Kind.NUMBER and look_of(cell.style.number_format) is Look.DATE


def day_order(cells: Iterable[Cell]) -> DayOrder:
    """Return the order that the days of a column prove; the day stands first if nothing does.

    It is unclear where they prove both, and where all days the spreadsheet knows as
    such could be months while all others could not: so it is when a program that
    puts the month first opened a list that puts the day first.
    """
    numbers, texts = [], []
    for cell in cells:
        if is_day(cell):
            day = read_date(cell_text(cell))
            if day is not None:
                numbers.append(day.day)
        elif cell.kind is Kind.TEXT and (parts := _NUMBERS.match(cell.text.strip())):
            texts.append((int(parts[1]), int(parts[3])))
    day_first = any(first > 12 for first, _second in texts)
    month_first = any(second > 12 for _first, second in texts)
    if month_first:
        return DayOrder.UNCLEAR if day_first else DayOrder.MONTH_FIRST
    turned = texts and all(first > 12 for first, _second in texts)
    if turned and len(numbers) >= _FEWEST and max(numbers) <= 12:
        return DayOrder.UNCLEAR
    return DayOrder.DAY_FIRST


def read_day(text: str, order: DayOrder = DayOrder.DAY_FIRST) -> date | None:
    """Read a day, with or without a time behind it; None when it is none or is unclear.

    `17 Desember 2020`, `17/12/2020`, `2020-12-17`, `2020/12/17` and a day number of
    Excel are read.
    """
    timed = _WITH_TIME.fullmatch(text)
    plain = timed[1] if timed else text
    if year_first := _YEAR_FIRST.fullmatch(plain):
        return read_date(f"{year_first[1]}-{year_first[2]:0>2}-{year_first[3]:0>2}")
    parts = _NUMBERS.fullmatch(plain)
    if parts and order is DayOrder.MONTH_FIRST:
        return read_date(f"{parts[3]}/{parts[1]}/{parts[4]}")
    if parts and order is DayOrder.UNCLEAR and is_unclear(plain):
        return None
    return read_date(plain)


def is_unclear(text: str) -> bool:
    """Return whether either part of a day could be the month."""
    parts = _NUMBERS.match(text)
    if parts is None:
        return False
    first, second = int(parts[1]), int(parts[3])
    return max(first, second) <= 12 and first != second
