"""What jurors do to codes, names, totals and notes, and the verdict it deserves."""

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal

from juror_mistakes.sheets import TITLES, WEIGHTS, Sheet, total_meant
from sinovik_sheets.text import decimal_text, speaking


@dataclass(frozen=True)
class Found:
    """A finding: on which row, in which column, and with which value as it stood."""

    rule: str
    entry: str
    key: str
    written: str = ""


@dataclass(frozen=True)
class RowCase:
    """One mistake outside the score cells.

    `holes` are the entries that do not count; on them the scores of the criteria
    in `lost` are no scores, the others only wait.
    """

    code: str
    did: str
    change: Callable[[Sheet], None]
    verdict: str
    found: list[Found]
    holes: Collection[str] = ()
    lost: Collection[str] = tuple(WEIGHTS)


def puts(entry: str, key: str, value: object) -> Callable[[Sheet], None]:
    """The juror writes something into one cell."""

    def change(sheet: Sheet) -> None:
        sheet.at(entry, key).value = value  # type: ignore[assignment]  # a case types what openpyxl's stubs do not foresee

    return change


def in_turn(*changes: Callable[[Sheet], None]) -> Callable[[Sheet], None]:
    """The juror makes several mistakes."""

    def change(sheet: Sheet) -> None:
        for one in changes:
            one(sheet)

    return change


def makes_date(sheet: Sheet) -> None:
    """The program makes a date of a code."""
    code = sheet.at("0002", "#kode")
    code.value, code.number_format = dt.datetime(2026, 2, 3), "d-mmm"


def makes_numbers(sheet: Sheet) -> None:
    """The program makes numbers of the codes: 0001 becomes 1."""
    for entry in TITLES:
        code = sheet.at(entry, "#kode")
        code.value, code.number_format = int(entry), "General"


def swaps(*keys: str) -> Callable[[Sheet], None]:
    """The juror exchanges cells of entries 0002 and 0003; the scores stay."""

    def change(sheet: Sheet) -> None:
        for key in keys:
            one, other = sheet.at("0002", key), sheet.at("0003", key)
            one.value, other.value = other.value, one.value

    return change


def types_total(total: Decimal, blank: Collection[str] = ()) -> Callable[[Sheet], None]:
    """The juror types the total of 0002 and leaves some of its scores blank."""

    def change(sheet: Sheet) -> None:
        sheet.at("0002", "#total").value = float(total)
        for criterion in blank:
            sheet.at("0002", criterion).value = None

    return change


TOTAL = total_meant("0002")
with speaking("id"):
    TOTAL_TEXT = decimal_text(TOTAL)
MISSING = [Found("missing", "0002", criterion) for criterion in WEIGHTS]
NOTE = '=HYPERLINK("http://contoh.invalid","klik")'

ROW_CASES = [
    RowCase(
        "f03",
        "wrote a formula into the notes",
        puts("0002", "#catatan", NOTE),
        "note",
        [Found("formula-in-note", "0002", "#catatan")],
    ),
    RowCase(
        "f04",
        "typed the right total",
        types_total(TOTAL),
        "note",
        [Found("total-typed", "0002", "#total", TOTAL_TEXT)],
    ),
    RowCase(
        "f05",
        "typed only the total",
        types_total(TOTAL, WEIGHTS),
        "reject",
        [Found("total-without-parts", "0002", "#total", TOTAL_TEXT), *MISSING],
        holes=["0002"],
    ),
    RowCase(
        "f05b",
        "typed the total, left a score blank",
        types_total(TOTAL, ["K1"]),
        "missing",
        [Found("total-typed", "0002", "#total", TOTAL_TEXT), MISSING[0]],
        holes=["0002"],
        lost=["K1"],
    ),
    RowCase(
        "f06",
        "typed another total",
        types_total(Decimal(95)),
        "ask",
        [Found("total-differs", "0002", "#total", "95")],
        holes=["0002"],
    ),
    RowCase(
        "f06b",
        "typed another total as text",
        puts("0002", "#total", "95,0"),
        "ask",
        [Found("total-differs", "0002", "#total", "95")],
        holes=["0002"],
    ),
    RowCase(
        "k01",
        "lost the zeros of all codes",
        makes_numbers,
        "note",
        [Found("code-form", entry, "#kode", str(int(entry))) for entry in TITLES],
    ),
    RowCase(
        "k02",
        "added a fixed space to a code",
        puts("0002", "#kode", "0002\xa0"),
        "note",
        [Found("code-form", "0002", "#kode", "0002\xa0")],
    ),
    RowCase(
        "k03",
        "retyped a code wrong",
        puts("0002", "#kode", "0003"),
        "reject",
        [Found("code-changed", "0002", "#kode", "0003")],
        holes=["0002"],
    ),
    RowCase(
        "k04",
        "edited the name of a unit",
        puts("0002", "#unit", "Dinas LH"),
        "note",
        [Found("label-edited", "0002", "#unit", "Dinas LH")],
    ),
    RowCase(
        "k05",
        "swapped codes and names of two rows",
        swaps("#kode", "#inovasi", "#unit"),
        "ask",
        [
            Found("rows-swapped", "0002", "#kode", "0003"),
            Found("rows-swapped", "0003", "#kode", "0002"),
        ],
        holes=["0002", "0003"],
    ),
    RowCase(
        "k05b",
        "swapped codes and names, typed a total",
        in_turn(swaps("#kode", "#inovasi", "#unit"), types_total(Decimal(95))),
        "ask",
        [
            Found("rows-swapped", "0002", "#kode", "0003"),
            Found("rows-swapped", "0003", "#kode", "0002"),
            Found("total-differs", "0002", "#total", "95"),
        ],
        holes=["0002", "0003"],
    ),
    RowCase(
        "k06",
        "swapped the names of two rows",
        swaps("#inovasi", "#unit"),
        "ask",
        [
            Found("names-swapped", "0002", "#inovasi", "0003"),
            Found("names-swapped", "0003", "#inovasi", "0002"),
        ],
        holes=["0002", "0003"],
    ),
    RowCase(
        "k07",
        "has a code that became a date",
        makes_date,
        "reject",
        [Found("code-changed", "0002", "#kode", "3 Februari 2026")],
        holes=["0002"],
    ),
    RowCase(
        "k08",
        "has a code that became 2.0",
        puts("0002", "#kode", 2.0),
        "note",
        [Found("code-form", "0002", "#kode", "2")],
    ),
]
