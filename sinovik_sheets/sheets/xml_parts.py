"""XML parts of a workbook, tokenised without entities, DTDs or other encodings."""

from typing import NoReturn
from xml.parsers import expat

from sinovik_sheets.sheets.cells import UnreadableBook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

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
