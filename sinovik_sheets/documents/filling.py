"""Fill a Word template: text stays text, and the same input gives the same bytes.

The only module that knows docxtpl. It is imported where a document is made, so that
nothing else has to load the library.
"""

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from docx.opc.exceptions import OpcError
from docx.oxml.parser import parse_xml
from docxtpl.template import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import escape

from sinovik_sheets.documents.paper import fit_tables, turn
from sinovik_sheets.problems import SinovikError
from sinovik_sheets.sheets.cells import UnreadableBook
from sinovik_sheets.sheets.reading.containers import Package
from sinovik_sheets.sheets.tables.table import closest
from sinovik_sheets.sheets.workbook import safe_text
from sinovik_sheets.sheets.zips import undated
from sinovik_sheets.text import _

Value = str | bool | Sequence["Value"] | Mapping[str, "Value"]
"""What a tag stands for; rows of a table are mappings."""

GUIDE = "docs/templat_berita_acara.md"
_MADE = datetime(2000, 1, 1)
_LONGEST_PROPERTY = 255
_LONGEST_EXCERPT = 80
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_MARKUP = re.compile(r"<[^>]*>")
_UNSAFE_FILTERS = ("safe", "urlize", "xmlattr")
_NO_DOCUMENT = (OpcError, SyntaxError, UnreadableBook, zipfile.BadZipFile)
_FAULTS_OF_A_TEMPLATE = (
    TemplateError, ArithmeticError, AttributeError, LookupError,
    RecursionError, TypeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes into a template: the tags, the document's title, and how the paper lies.

    `file` is the name under which people know the template; errors name it.
    """

    file: str
    title: str
    tags: Mapping[str, Value]
    landscape: bool = False


def fill(template: bytes, filling: Filling) -> bytes:
    """Return the filled document.

    No text among the tags can become markup or a tag; characters that a document cannot
    hold are left out. Tables that would be wider than the text are made narrower.
    SinovikError where the template is no Word document or one of its tags is wrong.
    """
    word = _opened(template, filling.file)
    tags = _cleaned(filling.tags)
    try:
        word.render(tags, _environment())
    except UndefinedError as error:
        raise _unknown_tag(filling, error.message or "") from error
    except SyntaxError as error:  # what the XML parser raises
        raise _torn(filling.file) from error
    except _FAULTS_OF_A_TEMPLATE as error:
        raise _wrong_tag(filling.file, error) from error
    document: Any = word.docx
    if filling.landscape:
        turn(document)
    fit_tables(document)
    _sign(document.core_properties, filling.title)
    return packed(document)


def packed(document: Any) -> bytes:
    """Return the bytes of a python-docx document; the same content gives the same bytes."""
    saved = BytesIO()
    document.save(saved)
    return undated(saved.getvalue())


class _Template(DocxTemplate):
    """A template whose filled parts must be whole; docxtpl alone would mend torn ones."""

    def render_xml_part(
        self, src_xml: str, part: Any, context: Mapping[str, Value], jinja_env: Any = None
    ) -> str:
        # One line a paragraph: a syntax error names the line, and so the paragraph.
        lines = _PARAGRAPH.sub("\n<w:p", src_xml)
        self.current_rendering_part = part
        try:
            filled = jinja_env.from_string(lines).render(context)
        except TemplateSyntaxError as error:
            error.source = lines
            raise
        # Newlines left outside of text are no content; those within become line breaks.
        resolve: Callable[[str], str] = self.resolve_listing
        xml = resolve(filled.replace("\n<w:p", "<w:p"))
        parse_xml(xml)
        return xml


class _Unknown(StrictUndefined):
    """A tag that does not exist; its error holds the bare name."""

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name)


def _environment() -> SandboxedEnvironment:
    """Return the rules for tags: every value is escaped, whatever the template says."""
    environment = SandboxedEnvironment(autoescape=True, undefined=_Unknown, finalize=escape)
    for name in _UNSAFE_FILTERS:
        del environment.filters[name]
    return environment


def _opened(template: bytes, file: str) -> DocxTemplate:
    try:
        package = Package(template)
        for name in sorted(package.names):
            package.read(name)
        word = _Template(BytesIO(template))
        word.init_docx()
    except (*_NO_DOCUMENT, *_FAULTS_OF_A_TEMPLATE) as error:
        raise SinovikError(
            _("The template “{file}” is not a Word document (.docx) that can be opened.").format(
                file=file
            ),
            _(
                "Open it in Word and save it as “Word Document (*.docx)”, without a password; or"
                " remove it, then the standard template is used."
            ),
        ) from error
    return word


def _cleaned(value: Any) -> Any:
    """Return the tags without characters that XML cannot hold."""
    if isinstance(value, str):
        return safe_text(value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, Mapping):
        return {name: _cleaned(one) for name, one in value.items()}
    return value if isinstance(value, bool) else [_cleaned(one) for one in value]


def _sign(properties: Any, title: str) -> None:
    """Let the properties say what the document is, and nothing about people or machines."""
    properties.title = safe_text(title)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = "SINOVIK"
    properties.created = properties.modified = _MADE
    properties.revision = 1


def names(value: Value) -> list[str]:
    """Return the names of all tags in a filling, those of rows too, each once and sorted."""
    if isinstance(value, Mapping):
        below = (name for one in value.values() for name in names(one))
        return sorted({*value, *below})
    if isinstance(value, (str, bool)):
        return []
    return sorted({name for one in value for name in names(one)})


def _unknown_tag(filling: Filling, tag: str) -> SinovikError:
    meant = closest(tag, names(filling.tags))
    fix = _("Did you mean “{suggestion}”?").format(suggestion=meant) if meant else _all_tags()
    message = _("The template “{file}” has a tag that does not exist: “{tag}”.")
    return SinovikError(message.format(file=filling.file, tag=tag), fix)


def _torn(file: str) -> SinovikError:
    message = _(
        "In the template “{file}” a tag begins in one paragraph or row and ends in another."
    )
    fix = _(
        "Write “{paragraph}” alone in a paragraph and “{row}” alone in a row of the table, where"
        " it begins and where it ends."
    ).format(paragraph="{%p ... %}", row="{%tr ... %}")
    return SinovikError(message.format(file=file), f"{fix} {_all_tags()}")


def _wrong_tag(file: str, error: Exception) -> SinovikError:
    near = _excerpt(error)
    if near:
        message = _("In the template “{file}” a tag is wrong near “{near}”: {detail}")
    else:
        message = _("In the template “{file}” a tag is wrong: {detail}")
    return SinovikError(message.format(file=file, near=near, detail=error), _all_tags())


def _excerpt(error: Exception) -> str:
    """Return the words of the paragraph that holds a wrong tag, as far as it is known."""
    if not isinstance(error, TemplateSyntaxError) or not error.source:
        return ""
    lines = error.source.splitlines()
    words = _MARKUP.sub("", lines[min(error.lineno, len(lines)) - 1]).strip()
    return words[:_LONGEST_EXCERPT]


def _all_tags() -> str:
    return _("All tags, with examples, are listed in {guide}.").format(guide=GUIDE)
