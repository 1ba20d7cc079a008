"""The parts of an .xlsx beside its sheets: relationships, strings, styles, comments."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from sinovik_sheets.sheets.cells import PLAIN, Position, Style, UnreadableBook
from sinovik_sheets.sheets.reading.containers import Package, target_path
from sinovik_sheets.sheets.reading.plain_xml import cut_strings
from sinovik_sheets.sheets.reading.xml_parts import (
    MAIN,
    Attributes,
    is_true,
    new_parser,
    parse,
    position,
    unescape,
)

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

MAX_SHEETS = 200
_REMEMBERED = 64 * 1024  # bytes of a styles part; the few remembered stay small

_PREFIX = f"{MAIN} "
_STYLE_SECTIONS = frozenset(("numFmts", "fonts", "fills", "cellXfs", "dxfs", "cellStyleXfs"))

# ECMA-376 part 1, 18.8.30; 5-8 and 41-44 are shown with the currency of the reader's
# locale, 27-36 and 50-58 as its dates.
_ACCOUNTING = '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)'
_BUILTIN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: '"$"#,##0', 6: '"$"#,##0', 7: '"$"#,##0.00', 8: '"$"#,##0.00',
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
    37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;[Red](#,##0.00)",
    41: _ACCOUNTING, 42: f'"$"{_ACCOUNTING}', 43: _ACCOUNTING, 44: f'"$"{_ACCOUNTING}',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
} | dict.fromkeys((*range(27, 37), *range(50, 59)), "mm-dd-yy")  # fmt: skip


class Relation(NamedTuple):
    """Where a part points to; `kind` is the last word of the relationship's type."""

    kind: str
    target: str


def relations(package: Package, part: str) -> dict[str, Relation]:
    """Return the inner relationships of a part by their ids."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    found: dict[str, Relation] = {}
    if rels not in package:
        return found

    def start(tag: str, attributes: Attributes) -> None:
        if tag == f"{PACKAGE} Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            path = target_path(part, attributes.get("Target", ""))
            found[attributes.get("Id", "")] = Relation(kind, path)

    parser = new_parser()
    parser.StartElementHandler = start
    parse(parser, package.read(rels))
    return found


class SheetEntry(NamedTuple):
    """A sheet as the workbook part lists it."""

    name: str
    state: str
    relation: str


def sheet_entries(part: bytes) -> list[SheetEntry]:
    """Return the sheets in order; raise UnreadableBook for Strict OOXML or a bomb."""
    entries: list[SheetEntry] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag == f"{MAIN} sheet":
            entries.append(
                SheetEntry(
                    unescape(attributes.get("name", "")),
                    attributes.get("state", "visible"),
                    attributes.get(f"{RELATIONSHIPS} id", ""),
                )
            )
        elif tag == f"{STRICT} workbook":
            raise UnreadableBook("strict")

    parser = new_parser()
    parser.StartElementHandler = start
    parse(parser, part)
    if len(entries) > MAX_SHEETS:
        raise UnreadableBook("unsafe", "sheets")
    if len({entry.name.casefold() for entry in entries}) < len(entries):
        raise UnreadableBook("unsafe", "sheet name twice")
    return entries


SharedString = tuple[str, bool]
"""A text, and whether a part of it is struck through."""


class Runs:
    """Collects the text of a string item from its runs, without phonetic hints.

    `chunks` is the list to which the parser appends character data.
    """

    def __init__(self, chunks: list[str]) -> None:
        self._chunks = chunks
        self.begin()

    def begin(self) -> None:
        """Forget the item before."""
        self._parts: list[str] = []
        self._run_struck = False
        self._phonetic = False
        self.struck = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take an opening tag inside the item."""
        if tag == f"{MAIN} t":
            self._chunks.clear()
        elif tag == f"{MAIN} r":
            self._run_struck = False
        elif tag == f"{MAIN} strike":
            self._run_struck = is_true(attributes, "val", "1")
        elif tag == f"{MAIN} rPh":
            self._phonetic = True

    def end(self, tag: str) -> None:
        """Take a closing tag inside the item."""
        if tag == f"{MAIN} t" and not self._phonetic:
            text = "".join(self._chunks)
            self._parts.append(text)
            self.struck = self.struck or (self._run_struck and bool(text.strip()))
        elif tag == f"{MAIN} rPh":
            self._phonetic = False

    @property
    def text(self) -> str:
        """The text of the item so far."""
        return unescape("".join(self._parts))


def _each_item(part: bytes, tag: str, done: Callable[[Attributes, Runs], None]) -> None:
    chunks: list[str] = []
    runs = Runs(chunks)
    current: Attributes = {}

    def start(name: str, attributes: Attributes) -> None:
        nonlocal current
        if name == tag:
            current = attributes
            runs.begin()
        else:
            runs.start(name, attributes)

    def end(name: str) -> None:
        if name == tag:
            done(current, runs)
        else:
            runs.end(name)

    parser = new_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = chunks.append
    parse(parser, part)


def shared_strings(part: bytes) -> dict[str, SharedString]:
    """Return the shared strings by their ids as the cells write them."""
    rest, plain = cut_strings(part)
    strings = [(string, False) for string in plain]
    _each_item(rest, f"{MAIN} si", lambda _, runs: strings.append((runs.text, runs.struck)))
    return dict(zip(map(str, range(len(strings))), strings, strict=True))


def comments(part: bytes) -> dict[Position, str]:
    """Return the text of the comments by cell."""
    texts: dict[Position, str] = {}

    def done(attributes: Attributes, runs: Runs) -> None:
        texts[position(attributes.get("ref", ""))] = runs.text

    _each_item(part, f"{MAIN} comment", done)
    return texts


def _colour(attributes: Attributes) -> str:
    if "rgb" in attributes:
        return attributes["rgb"][-6:].upper()
    if attributes.get("theme") in ("0", "1"):
        try:
            tint = float(attributes.get("tint", "0"))
        except ValueError:
            return ""
        # Tint darkens the white of theme colour 0 and lightens the black of 1.
        level = 1 + min(tint, 0) if attributes["theme"] == "0" else max(tint, 0)
        return f"{round(255 * min(max(level, 0), 1)):02X}" * 3
    return {"0": "000000", "8": "000000", "1": "FFFFFF", "9": "FFFFFF"}.get(
        attributes.get("indexed", ""), ""
    )


class _Styles:
    """Gathers what `cellXfs` refer to; differential formats are not looked at."""

    def __init__(self) -> None:
        self.section = ""
        self.formats = dict(_BUILTIN)
        self.fonts: list[tuple[bool, str]] = []
        self.fills: list[str] = []
        self.ids: list[tuple[str, str, str]] = []
        self._solid = False

    def start(self, tag: str, attributes: Attributes) -> None:
        name = tag.removeprefix(_PREFIX)
        if name in _STYLE_SECTIONS:
            self.section = name
        elif self.section == "cellXfs" and name == "xf":
            get = attributes.get
            self.ids.append((get("numFmtId", "0"), get("fontId", "0"), get("fillId", "0")))
        elif self.section == "fonts":
            self._font(name, attributes)
        elif self.section == "fills":
            self._fill(name, attributes)
        elif self.section == "numFmts" and name == "numFmt":
            self.formats[int(attributes["numFmtId"])] = attributes["formatCode"]

    def end(self, tag: str) -> None:
        if self.section and tag == _PREFIX + self.section:
            self.section = ""

    def _font(self, name: str, attributes: Attributes) -> None:
        if name == "font":
            self.fonts.append((False, ""))
        elif name == "strike":
            self.fonts[-1] = (is_true(attributes, "val", "1"), self.fonts[-1][1])
        elif name == "color":
            self.fonts[-1] = (self.fonts[-1][0], _colour(attributes))

    def _fill(self, name: str, attributes: Attributes) -> None:
        if name == "fill":
            self.fills.append("")
        elif name == "patternFill":
            self._solid = attributes.get("patternType") == "solid"
        elif name == "fgColor" and self._solid:
            self.fills[-1] = _colour(attributes)

    def style(self, ids: tuple[str, str, str]) -> Style:
        number_format, font, fill = map(int, ids)
        if min(number_format, font, fill) < 0:
            raise ValueError("negative style id")
        shown = self.formats.get(number_format, f"id {number_format}")
        struck, colour = self.fonts[font] if self.fonts else (False, "")
        return Style(shown, struck, colour, self.fills[fill] if self.fills else "")


def styles(part: bytes) -> Mapping[str, Style]:
    """Return the styles by their ids as the cells write them.

    Raises UnreadableBook if they refer to nothing. The sheets of one stage
    mostly share their styles, so those of ordinary size are remembered.
    """
    return _remembered_styles(part) if len(part) <= _REMEMBERED else _read_styles(part)


@lru_cache(maxsize=32)
def _remembered_styles(part: bytes) -> Mapping[str, Style]:
    return _read_styles(part)


def _read_styles(part: bytes) -> Mapping[str, Style]:
    gathered = _Styles()
    parser = new_parser()
    parser.StartElementHandler = gathered.start
    parser.EndElementHandler = gathered.end
    try:
        parse(parser, part)
        found = [gathered.style(ids) for ids in gathered.ids] or [PLAIN]
    except (LookupError, ValueError) as error:
        raise UnreadableBook("broken", "styles") from error
    return {str(key): style for key, style in enumerate(found)}
