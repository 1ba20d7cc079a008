"""XML parts of a workbook: tokenised without DTDs or other encodings, and their values."""

import re
from functools import lru_cache
from typing import NoReturn
from xml.parsers import expat

from sinovik_sheets.sheets.cells import Position, UnreadableBook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")

Attributes = dict[str, str]


def _refuse_doctype(*_parts: object) -> NoReturn:
    raise UnreadableBook("unsafe", "DOCTYPE")


def _refuse_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.upper() not in ("UTF-8", "US-ASCII", "ASCII"):
        raise UnreadableBook("unsafe", "encoding")


def new_parser(*, namespaces: bool = True) -> expat.XMLParserType:
    """Return a parser that refuses DOCTYPE.

    Its tags are `namespace name`, or without `namespaces` as the part writes them.
    """
    parser = expat.ParserCreate("UTF-8", " " if namespaces else None)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = _refuse_encoding
    return parser


def parse(parser: expat.XMLParserType, part: bytes) -> None:
    """Run the parser over a whole part; raise UnreadableBook if it is no sound XML."""
    if b"\0" in part[:4] or part.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableBook("unsafe", "encoding")
    try:
        parser.Parse(part, True)  # noqa: FBT003 - it takes no keywords
    except expat.ExpatError as error:
        raise UnreadableBook("broken", "XML") from error
    finally:
        # A parser and its handlers hold each other; parted, their memory is free at once.
        parser.StartElementHandler = None
        parser.EndElementHandler = None
        parser.CharacterDataHandler = None


def unescape(text: str) -> str:
    """Turn `_x000D_` escapes into their characters (ECMA-376 part 1, 22.9.2.19).

    Control characters and halves of surrogate pairs stay escaped: no later
    file could hold them.
    """
    if "_x" not in text:
        return text

    def character(match: re.Match[str]) -> str:
        code = int(match[1], 16)
        unfit = (code < 32 and code not in (9, 10, 13)) or 0xD800 <= code < 0xE000
        return match[0] if unfit or code > 0xFFFD else chr(code)

    return _ESCAPE.sub(character, text)


@lru_cache(maxsize=2**16)
def position(reference: str) -> Position:
    """Return row and column of `C7` or `$C$7`; raise UnreadableBook outside the grid."""
    match = _ADDRESS.fullmatch(reference)
    if not match:
        raise UnreadableBook("unsafe", "address")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    if row > 1_048_576 or column > 16_384:
        raise UnreadableBook("unsafe", "outside the grid")
    return row, column


def is_true(attributes: Attributes, name: str, default: str = "0") -> bool:
    """Read an XML boolean attribute."""
    return attributes.get(name, default) in ("1", "true", "on")
