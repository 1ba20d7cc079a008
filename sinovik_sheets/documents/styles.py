"""The look of the standard templates: Word styles with Indonesian names, F4 paper."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor

from sinovik_sheets.documents.paper import F4
from sinovik_sheets.text import language

if TYPE_CHECKING:
    from docx.document import Document

FONT = "Arial"
FONT_OF_HASHES = "Courier New"
RED, GREY = RGBColor(0xC0, 0, 0), RGBColor(0x7F, 0x7F, 0x7F)
MARGINS = {"left": 25, "right": 20, "top": 15, "bottom": 20}
"""Of the upright page, in millimetres."""
SIGNING_SPACE = 62
"""Four lines in points: the room in which people sign and stamp."""
_KEPT = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
_UNUSED = ("/thumbnail", "/stylesWithEffects", "/numbering", "/customXml")
_LANGUAGES = {"id": "id-ID", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style: sizes and spaces in points.

    `keep` holds it on one page with the next paragraph.
    """

    name: str
    size: float = 11
    align: Any = ALIGN.LEFT
    before: float = 0
    after: float = 0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    capitals: bool = False
    keep: bool = False
    new_page: bool = False
    font: str = FONT
    colour: RGBColor | None = None
    outline: int | None = None


LOOKS = (
    Look("Kop Pemerintah", 14, ALIGN.CENTER, capitals=True, keep=True),
    Look("Kop Kantor", 17, ALIGN.CENTER, bold=True, capitals=True, keep=True),
    Look("Kop Alamat", 9.5, ALIGN.CENTER, after=12),
    Look("Judul", 13, ALIGN.CENTER, bold=True, capitals=True, keep=True),
    Look("Nomor", 11, ALIGN.CENTER, before=3, after=10),
    Look("Sementara", 11, ALIGN.CENTER, bold=True, colour=RED),
    Look("Isi", 11, ALIGN.JUSTIFY, after=6),
    Look("Bagian", 11, before=10, after=4, bold=True, keep=True, outline=0),
    Look("Lampiran", 12, ALIGN.CENTER, after=8, bold=True, keep=True, new_page=True, outline=0),
    Look("Kepala Tabel", 8, ALIGN.CENTER, bold=True, keep=True),
    Look("Isi Tabel", 9),
    Look("Angka Tabel", 9, ALIGN.CENTER),
    Look("Keterangan Tabel", 8, italic=True),
    Look("Sidik", 7, font=FONT_OF_HASHES),
    Look("Tanda Tangan", 11, ALIGN.CENTER, keep=True),
    Look("Nama Penanda Tangan", 11, ALIGN.CENTER, SIGNING_SPACE, bold=True, underline=True),
    Look("Nama Juri", 10, ALIGN.CENTER, before=44, bold=True, underline=True, keep=True),
    Look("Keterangan Juri", 9, ALIGN.CENTER),
    Look("Tag", 8, colour=GREY),
)
TABLE, PLAIN_TABLE = "Tabel", "Tabel Tanpa Garis"


def blank() -> "Document":
    """Return an empty upright F4 document that has our styles and no others."""
    document = docx.Document()
    _drop_unused(document)
    _reset(document)
    for look in LOOKS:
        _add(document, look)
    _add_table_style(document, TABLE, "4")
    _add_table_style(document, PLAIN_TABLE, "")
    _rule_below(document.styles["Kop Alamat"])
    section = document.sections[0]
    section.page_width, section.page_height = F4
    section.left_margin, section.right_margin = Mm(MARGINS["left"]), Mm(MARGINS["right"])
    section.top_margin, section.bottom_margin = Mm(MARGINS["top"]), Mm(MARGINS["bottom"])
    section.header_distance = section.footer_distance = Mm(8)
    return document


def _drop_unused(document: "Document") -> None:
    """Leave out what new documents of the library bring and ours do not need."""
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, one in relations.items() if one.reltype.endswith(_UNUSED)]:
            del relations[key]


def _reset(document: "Document") -> None:
    """Drop the library's styles; set font, size and language of everything."""
    root = document.styles.element
    for style in list(root.iterchildren(qn("w:style"))):
        if style.name_val not in _KEPT:
            root.remove(style)
    fonts = root.find(f".//{qn('w:rPrDefault')}//{qn('w:rFonts')}")
    fonts.attrib.clear()
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), FONT)
    spoken = root.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    spoken.set(qn("w:val"), _LANGUAGES[language()])
    spacing = root.find(f".//{qn('w:pPrDefault')}//{qn('w:spacing')}")
    if spacing is not None:
        spacing.attrib.clear()
        spacing.set(qn("w:after"), "0")
    document.styles["Normal"].font.size = Pt(11)


def _add(document: "Document", look: Look) -> None:
    style: Any = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    font, shape = style.font, style.paragraph_format
    font.name, font.size = look.font, Pt(look.size)
    for name in ("bold", "italic", "underline"):
        if getattr(look, name):
            setattr(font, name, True)
    if look.capitals:
        font.all_caps = True
    if look.colour is not None:
        font.color.rgb = look.colour
    shape.alignment = look.align
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.widow_control = True
    shape.keep_with_next = look.keep or None
    shape.page_break_before = look.new_page or None
    if look.outline is not None:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(look.outline))
        style.element.get_or_add_pPr().append(level)


def _add_table_style(document: "Document", name: str, line: str) -> None:
    """Add a table style; `line` is the width of its rules in eighths of a point."""
    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.TABLE)
    properties = OxmlElement("w:tblPr")
    if line:
        properties.append(
            _borders("w:tblBorders", ("top", "left", "bottom", "right", "insideH", "insideV"), line)
        )
    properties.append(_cell_margins())
    style.element.append(properties)


def _borders(tag: str, sides: tuple[str, ...], line: str, kind: str = "single") -> Any:
    borders = OxmlElement(tag)
    for side in sides:
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", kind), ("sz", line), ("space", "0"), ("color", "auto")):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    return borders


def _cell_margins() -> Any:
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", "28"), ("left", "70"), ("bottom", "28"), ("right", "70")):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), twips)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins


def _rule_below(style: Any) -> None:
    """Draw the rule under a letterhead: a thick line over a thin one."""
    rule = _borders("w:pBdr", ("bottom",), "24", "thickThinSmallGap")
    rule[0].set(qn("w:space"), "4")
    properties = style.element.get_or_add_pPr()
    # The order of paragraph properties is fixed: borders stand before spacing.
    properties.insert_element_before(rule, "w:shd", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
