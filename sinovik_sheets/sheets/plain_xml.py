"""Shortcuts past the XML parser: plain cells and strings, taken by one pattern each.

They are cut out of a part only if it holds no others; what is left of the part goes
through the parser as ever. So the parser stays the judge of the document: without
comments and the like every `<` opens a tag, all tags but the plain ones are its to
see, and a plain one is what it seems wherever they allow it to stand.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple
from xml.sax.saxutils import unescape

from sinovik_sheets.sheets.xml_parts import MAIN

MAX_PLAIN = 4 * 2**20
"""Bytes of a part beyond which it is left to the parser, which needs less memory."""

# Characters that XML allows and parsers leave alone, and the entities it always knows.
_RAW = r"[^<>&\x00-\x08\x0b-\x1f\ufffe\uffff]*"
_TEXT = rf"{_RAW}(?:&(?:amp|lt|gt|quot|apos);{_RAW})*"
_T = rf'<t(?: xml:space="preserve")?>({_TEXT})</t>'
_FLAG = r'="(?:0|1|true|false)"'
_FORMULA = (
    rf'<f(?: t="shared")?(?: aca{_FLAG})?(?: ref="[A-Z0-9:]{{2,21}}")?(?: ca{_FLAG})?'
    rf'(?: si="[0-9]{{1,9}}")?(?: ?/>|>{_TEXT}</f>)'
)
# An empty alternative is faster than a question mark.
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,5})"|)(?: t="([A-Za-z]{1,9})"|)'
    rf"(?: ?/>|>({_FORMULA}|)"
    rf"(?:<v>(?:(-?[0-9]{{1,17}}(?:\.[0-9]{{1,20}})?)|({_TEXT}))</v>|<is>{_T}</is>|)</c>)"
)
_CELL_STEP = _CELL.groups + 1
# Nothing but rows stands between cells, and a cell follows the start of its own row.
_ROWS = re.compile(r'(?:</?row[^<>]*>)*?(?:<row r="([0-9]+)"[^<>/]*>)?')

_STRING = re.compile(f"<si>{_T}</si>")
_STRINGS_START = re.compile(rf'\ufeff?(?:<\?[^<>]*>\s*)?<sst xmlns="{re.escape(MAIN)}"[^<>]*>')


PlainCell = tuple[str, str, str | None, str | None, str | None, str | None, str | None, str | None]
"""Column letters, row, style id, type, formula, decimal number, other value, inline text.

They are as written; what a cell does not have is None or empty.
"""


class PlainCells(NamedTuple):
    """The cells cut out of a sheet, and the part without them."""

    rest: bytes
    cells: Iterable[PlainCell] = ()
    count: int = 0


def plain_text(written: str) -> str:
    """Return what plain character data stands for."""
    if "&" not in written:
        return written
    return unescape(written, {"&quot;": '"', "&apos;": "'"})


def cut_cells(part: bytes) -> PlainCells:
    """Cut the cells out of a sheet that holds only plain ones; else none at all."""
    before, start, behind = _decoded(part).partition("<sheetData>")
    rows, end, after = behind.partition("</sheetData>")
    pieces = _CELL.split(rows)
    between = pieces[::_CELL_STEP]
    rest = "".join((before, start, *between, end, after))
    if not end or _hides_tags(rest) or not _in_their_rows(between, pieces[2::_CELL_STEP]):
        return PlainCells(part)
    cells = zip(*(pieces[group::_CELL_STEP] for group in range(1, _CELL_STEP)), strict=False)
    return PlainCells(rest.encode(), cells, len(between) - 1)


def cut_strings(part: bytes) -> tuple[bytes, list[str]]:
    """Cut the shared strings out of a table that holds only plain ones; else none at all.

    Returns the part without them, and the strings.
    """
    written = _decoded(part)
    start = _STRINGS_START.match(written)
    if start is None:
        return part, []
    items, end, after = written[start.end() :].partition("</sst>")
    pieces = _STRING.split(items)
    rest = "".join((start[0], *pieces[::2], end, after))
    if any(pieces[::2]) or _hides_tags(rest):
        return part, []
    return rest.encode(), [plain_text(string) for string in pieces[1::2]]


def _decoded(part: bytes) -> str:
    try:
        return part.decode() if len(part) <= MAX_PLAIN else ""
    except UnicodeDecodeError:
        return ""


def _hides_tags(rest: str) -> bool:
    """Say whether a comment, CDATA or an instruction could make text of what looks like a tag."""
    return "<!" in rest or rest.rfind("<?") > 1


def _in_their_rows(between: Sequence[str], rows: Sequence[str]) -> bool:
    current = None
    for tags, row in zip(between, chain(rows, (None,)), strict=True):
        if tags:
            match = _ROWS.fullmatch(tags)
            if match is None:
                return False
            current = match[1]
        if row != current:
            return False
    return True
