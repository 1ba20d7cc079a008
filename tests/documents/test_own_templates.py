"""People's own templates: restyled ones work, broken ones are told in words."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest

from documents.content import MINUTES, juror_sheet
from documents.reading import all_xml, lines
from sinovik_sheets.documents import juror_sheet as sheets
from sinovik_sheets.documents import minutes
from sinovik_sheets.documents.filling import names
from sinovik_sheets.documents.juror_sheet import render_juror_sheet
from sinovik_sheets.documents.minutes import render_minutes
from sinovik_sheets.documents.templates import STANDARD
from sinovik_sheets.problems import SinovikError
from sinovik_sheets.text import speaking

GUIDE = Path(__file__).parents[2] / "docs" / "templat_berita_acara.md"
OUTSIDE = {"kode"}
"""Tags of rows that the standard template leaves out: the code of a criterion."""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with speaking("en"):
        yield


def template(*paragraphs: str) -> bytes:
    """Return a template that somebody wrote in Word."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def saved(document: object) -> bytes:
    buffer = BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def refused(data: bytes) -> SinovikError:
    with pytest.raises(SinovikError) as error:
        render_minutes(data, MINUTES, "templat/berita_acara.docx")
    assert "templat/berita_acara.docx" in error.value.message
    assert error.value.fix
    return error.value


def test_a_plain_template_is_filled() -> None:
    data = render_minutes(template("Hasil {{ tahap }}", "{{ penanda_tangan.nama }}"), MINUTES)
    assert lines(data) == ["Hasil Presentasi dan Wawancara", "Drs. Pejabat Contoh, M.Si."]


def test_a_tag_that_word_split_into_pieces_is_still_a_tag() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ ta", "hap", " }}"):
        paragraph.add_run(piece).bold = piece == "hap"
    assert lines(render_minutes(saved(document), MINUTES)) == ["Presentasi dan Wawancara"]


@pytest.mark.parametrize("text", ["{_{ x }_}", "a {_% b %_}", "{{ tahap }}"])
def test_text_that_looks_like_a_tag_stays_as_it_is(text: str) -> None:
    content = minutes.Minutes(text, "Proposal")
    assert lines(render_minutes(template("{{ kompetisi }}"), content)) == [text]


@pytest.mark.parametrize(
    "tag",
    [
        "{{ kompetisi }}",
        "{% autoescape false %}{{ kompetisi }}{% endautoescape %}",
        "{{ kompetisi|string }}",
        "{{ kompetisi|replace('a', '<') }}",
    ],
)
def test_whatever_the_template_says_values_stay_text(tag: str) -> None:
    content = minutes.Minutes("a</w:t></w:r></w:p><w:p>&", "Proposal")
    (line,) = lines(render_minutes(template(tag), content))
    assert line.replace("<", "").startswith(("a/w:t", "/w:t"))


@pytest.mark.parametrize(
    ("tag", "named", "fix"),
    [
        ("{{ tahapan }}", "tahapan", "Did you mean “tahap”?"),
        ("{{ penanda_tangan.namma }}", "namma", "Did you mean “nama”?"),
        ("{%p for x in xyzzy %}", "", ""),
        ("{{ xyzzy }}", "xyzzy", "docs/templat_berita_acara.md"),
    ],
)
def test_an_unknown_tag_is_named_with_the_one_meant(tag: str, named: str, fix: str) -> None:
    error = refused(template("Judul", tag))
    assert named in error.message
    assert fix in error.fix


@pytest.mark.parametrize(
    "tag",
    [
        "{{ tahap }",
        "{{ tahap",
        "{% if %}",
        "{%p for x in hasil %}",
        "{%p endfor %}",
        "{% include 'x' %}",
        "{{ 1 / 0 }}",
        "{{ kompetisi|safe }}",
        "{{ kompetisi + 1 }}",
        "{{ kompetisi() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ tahap|nosuch }}",
        "{{ range(999999999)|list }}",
    ],
)
def test_a_wrong_tag_is_an_error_in_words(tag: str) -> None:
    refused(template("Judul", tag, "Penutup"))


def test_a_syntax_error_names_its_paragraph() -> None:
    error = refused(template("Judul", "Nilai {{ tahap + }} akhir", "Penutup"))
    assert "“Nilai {{ tahap + }} akhir”" in error.message


def test_a_tag_torn_between_paragraphs_is_noticed() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "{% for x in hasil %}{{ x.nilai }}"
    table.cell(0, 1).text = "{% if x.seri %}"
    document.add_paragraph("{% endif %}{% endfor %}")
    error = refused(saved(document))
    assert "begins in one paragraph or row" in error.message


def zipped(**parts: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{\\rtf1 Halo}",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        zipped(a=b"x"),
        zipped(**{"[Content_Types].xml": b"<broken"}),
        template("{{ tahap }}")[:-40],
        zipped(bomb=bytes(30 * 2**20)),
    ],
    ids=["empty", "rtf", "doc or password", "zip", "broken", "cut off", "bomb"],
)
def test_what_is_no_word_document_is_said_so(data: bytes) -> None:
    assert "is not a Word document" in refused(data).message


def test_a_workbook_is_no_word_document() -> None:
    book = Path(__file__).parents[2] / "templates" / "buku" / "kompetisi.xlsx"
    assert "is not a Word document" in refused(book.read_bytes()).message


def test_every_tag_stands_in_the_standard_template_and_in_the_guide() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    contents = {
        minutes.FILE: minutes.tags(MINUTES),
        sheets.FILE: sheets.tags(juror_sheet()),
    }
    for file, tags in contents.items():
        words = all_xml(STANDARD[file]())
        missing = {
            name for name in names(tags) if f".{name}" not in words and f" {name}" not in words
        }
        assert missing <= OUTSIDE, file
        assert [name for name in names(tags) if f"`{name}`" not in guide] == []
        assert file in guide


def test_the_juror_sheet_takes_own_templates_too() -> None:
    sheet = juror_sheet(2, 2)
    own = template(
        "{%p for b in baris_nilai %}", "{{ b.kode }}: {{ b.nilai|join('; ') }}", "{%p endfor %}"
    )
    assert lines(render_juror_sheet(own, sheet)) == ["INO-0001: 85,5; 85,5", "INO-0002: 85,5; 85,5"]
