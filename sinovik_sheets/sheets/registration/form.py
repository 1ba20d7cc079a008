"""What writer and reader of the registration form agree on: names, keys, questions."""

from collections.abc import Iterable
from dataclasses import dataclass

from sinovik_sheets.model import Section
from sinovik_sheets.sheets.score_sheet.form import (
    CODE_ALPHABET,
    CODE_LENGTH,
    GUIDE_SHEET,
    IDS_SHEET,
    codes_in,
)
from sinovik_sheets.text import N_

__all__ = [
    "CODE_ALPHABET",
    "CODE_LABEL",
    "CODE_LENGTH",
    "GUIDE_SHEET",
    "IDS_SHEET",
    "PAGE_QUESTIONS",
    "STATEMENTS",
    "UNIT_QUESTIONS",
    "UNIT_SHEET",
    "Question",
    "Statement",
    "choice_text",
    "codes_in",
    "field_labels",
    "page_name",
    "section_field",
]

UNIT_SHEET = "Unit"
CODE_LABEL = "Kode formulir"
TICKED = "ya"

# The hidden keys: the page itself, the column of answers, then one key a question.
KEY_MARK = "#"
KEY_PAGE, KEY_ANSWERS = "#halaman", "#jawaban"
SECTION_PREFIX, STATEMENT_PREFIX = "bagian:", "pernyataan:"

# Rows of the hidden ids sheet: a word, then its values.
IDS_CODE, IDS_UNIT = "kode_formulir", "unit"
IDS_CATEGORIES, IDS_GROUPS = "kategori", "kelompok"


@dataclass(frozen=True)
class Question:
    """A row of the form with a cell to fill in; its hidden key is `#` and the field.

    `label` is the same in every language, `explanation` a catalogue source. `lines`
    is the room for the answer.
    """

    field: str
    label: str
    explanation: str = ""
    lines: int = 1


@dataclass(frozen=True)
class Statement:
    """What the unit confirms by choosing `ya`; the sentences are catalogue sources."""

    field: str
    name: str
    sentence: str
    explanation: str = N_("Choose “ya” to confirm this.")


CODE, NAME, KIND, DISTRICT = "kode_unit", "unit", "jenis", "kecamatan"
PERSON, NIP, WHATSAPP, EMAIL = "penanggung_jawab", "nip", "whatsapp", "email"
TITLE, CATEGORY, GROUP, STARTED = "judul", "kategori", "kelompok", "mulai"
INNOVATORS, EVIDENCE = "inovator", "bukti"

UNIT_QUESTIONS = (
    Question(CODE, "Kode Unit", N_("Code of the unit, if you know it (NPSN, puskesmas code).")),
    Question(NAME, "Nama Unit", N_("Full official name of the unit."), lines=2),
    Question(KIND, "Jenis", N_("Kind of unit, such as OPD, kelurahan, puskesmas or SD.")),
    Question(DISTRICT, "Kecamatan", N_("Kecamatan where the unit lies.")),
    Question(PERSON, "Penanggung Jawab", N_("Whom we may ask about this form.")),
    Question(NIP, "NIP", N_("NIP of this person, 18 digits.")),
    Question(WHATSAPP, "WhatsApp", N_("Number of this person, beginning with 08.")),
    Question(EMAIL, "Email", N_("E-mail address for the confirmation.")),
)
PAGE_QUESTIONS = (
    Question(TITLE, "Judul Inovasi", N_("Title as it shall stand on a certificate."), lines=2),
    Question(CATEGORY, "Kategori", N_("Choose from the list.")),
    Question(GROUP, "Kelompok", N_("Choose from the list.")),
    Question(
        STARTED,
        "Mulai Diterapkan",
        N_("First day in use: day/month/year, such as 17/12/2020."),
    ),
    Question(INNOVATORS, "Inovator", N_("Names of the innovators, one a line."), lines=4),
    Question(EVIDENCE, "Tautan Bukti", N_("Links to evidence, one a line."), lines=4),
)

# The three statements units sign in the national and provincial competitions.
STATEMENTS = (
    Statement(
        "pernyataan:1",
        "Implementasi",
        N_("This innovation is really in use, since the day given above."),
    ),
    Statement(
        "pernyataan:2",
        "Identitas inovator",
        N_("The persons named above are the true innovators."),
    ),
    Statement(
        "pernyataan:3",
        "Kesediaan replikasi",
        N_("We are ready to help others to replicate this innovation."),
    ),
)


def field_labels(sections: Iterable[Section]) -> dict[str, str]:
    """Return the names people know the fields by, those of the sections included."""
    questions = {question.field: question.label for question in (*PAGE_QUESTIONS, *UNIT_QUESTIONS)}
    statements = {statement.field: statement.name for statement in STATEMENTS}
    return questions | statements | {section_field(part.code): part.name for part in sections}


def page_name(number: int) -> str:
    """Return the name of a page: `Inovasi 1` for 1."""
    return f"Inovasi {number}"


def section_field(code: str) -> str:
    """Return the field of a section."""
    return SECTION_PREFIX + code


def choice_text(code: str, name: str) -> str:
    """Return how a category or group stands in a drop-down: code, dash, name."""
    return f"{code} – {name}" if name else code
