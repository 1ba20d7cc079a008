"""Shortcuts past the XML parser: plain cells and strings, taken by one pattern each.

They are cut out of a part only if it holds no others, and what is left of the part
still goes through the parser. So the parser stays the judge of the document: every
tag but the plain ones is its to see, without comments and the like every `<` starts
a tag or spoils the XML, and a plain element means the same wherever it may stand.
"""

import re
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from sinovik_sheets.sheets.cells import Position
from sinovik_sheets.sheets.reading.xml_parts import MAIN, position, unescape

MAX_PLAIN = 4 * 2**20
"""Bytes of cells or strings beyond which they are left to the parser: it needs less memory."""

# Characters that XML allows and parsers leave alone; the entities it always knows, and
# references to characters it allows.
_RAW = r"[^<>&\x00-\x08\x0b-\x1f\ufffe\uffff]*"
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NUMBERED = "#(?:9|10|13|3[2-9]|[4-9][0-9]|[1-9][0-9]{2,3}|[1-4][0-9]{4})"
_REFERENCE = re.compile(f"&(?:{'|'.join(_ENTITIES)}|{_NUMBERED});")
_TEXT = rf"{_RAW}(?:{_REFERENCE.pattern}{_RAW})*"
_T = rf'<t(?: xml:space="preserve")?>({_TEXT})</t>'
_FLAG = r'="(?:0|1|true|false)"'
_FORMULA = (
    rf'<f(?: t="shared")?(?: aca{_FLAG})?(?: ref="[A-Z0-9:]{{2,21}}")?(?: ca{_FLAG})?'
    rf'(?: si="[0-9]{{1,9}}")?(?: ?/>|>{_TEXT}</f>)'
)
# An empty alternative is faster than a question mark. Columns and rows beyond these
# lengths are rare, and within them every position stands in the grid.
_CELL = re.compile(
    r'<c r="([A-Z]{1,2}[1-9][0-9]{0,5})"(?: s="([0-9]{1,5})"|)(?: t="([A-Za-z]{1,9})"|)'
    rf"(?: ?/>|>({_FORMULA}|)"
    rf"(?:<v>(?:(-?[0-9]{{1,17}}(?:\.[0-9]{{1,20}})?)|({_TEXT}))</v>|<is>{_T}</is>|<v ?/>|)</c>)"
)
_CELL_STEP = _CELL.groups + 1
# Nothing but rows stands between cells, and a cell follows the start of its own row.
_ROWS = re.compile(r'(?:</?row[^<>]*>)*?(?:<row r="([1-9][0-9]{0,5})"[^<>/]*>)?')

_STRING = re.compile(f"<si>{_T}</si>")
_STRINGS_START = re.compile(
    rb'(?:\xef\xbb\xbf)?(?:<\?[^<>]*>\s*)?<sst xmlns="%b"[^<>]*>' % re.escape(MAIN).encode()
)


PlainCell = tuple[Position, str | None, str | None, str | None, str | None, str | None, str | None]
"""Position, style id, type, formula, decimal number, other value and inline text of a cell.

But for the position they are as written; what the cell does not have is None or empty.
"""


class PlainCells(NamedTuple):
    """The cells cut out of a sheet, how many they are, and the part without them."""

    rest: bytes
    cells: Iterable[PlainCell] = ()
    number: int = 0


def plain_value(other: str | None, inline: str | None) -> str | None:
    """Return the value a plain cell has when it is no decimal number."""
    if inline is not None:
        return unescape(_text(inline))
    return other and _text(other)


def cut_cells(part: bytes) -> PlainCells:
    """Cut the cells out of a sheet that holds only plain ones; else none at all."""
    before, start, behind = part.partition(b"<sheetData>")
    rows, end, after = behind.partition(b"</sheetData>")
    pieces = _CELL.split(_decoded(rows))
    between = pieces[::_CELL_STEP]
    positions = list(map(position, pieces[1::_CELL_STEP]))
    rest = b"".join((before, start, "".join(between).encode(), end, after))
    if _hides_tags(rest) or not _in_their_rows(positions, between):
        return PlainCells(part)
    written = (pieces[group::_CELL_STEP] for group in range(2, _CELL_STEP))
    return PlainCells(rest, zip(positions, *written, strict=True), len(positions))


def cut_strings(part: bytes) -> tuple[bytes, list[str]]:
    """Cut the shared strings out of a table that holds only plain ones; else none at all.

    Returns the part without them, and the strings.
    """
    start = _STRINGS_START.match(part)
    if start is None:
        return part, []
    items, end, after = part[start.end() :].partition(b"</sst>")
    pieces = _STRING.split(_decoded(items))
    rest = b"".join((start[0], end, after))
    if any(pieces[::2]) or _hides_tags(rest):
        return part, []
    return rest, [
        unescape(_text(string)) if "&" in string or "_x" in string else string
        for string in pieces[1::2]
    ]


def _text(written: str) -> str:
    return _REFERENCE.sub(_referred, written) if "&" in written else written


def _referred(reference: re.Match[str]) -> str:
    name = reference[0][1:-1]
    return _ENTITIES.get(name) or chr(int(name.removeprefix("#")))


def _decoded(inner: bytes) -> str:
    nothing_plain = "<"
    try:
        return inner.decode() if len(inner) <= MAX_PLAIN else nothing_plain
    except UnicodeDecodeError:
        return nothing_plain


def _hides_tags(rest: bytes) -> bool:
    """Say whether a comment, CDATA or an instruction may make text of what looks like a tag."""
    return b"<!" in rest or rest.rfind(b"<?") > len(b"\xef\xbb\xbf")


def _in_their_rows(positions: Iterable[Position], between: Iterable[str]) -> bool:
    """Say whether nothing but rows is `between` cells, and each cell in the row it names."""
    current = 0
    for (row, _), tags in zip(chain(positions, ((0, 0),)), between, strict=True):
        if tags:
            match = _ROWS.fullmatch(tags)
            if match is None:
                return False
            current = int(match[1] or 0)
        if row != current:
            return False
    return True
