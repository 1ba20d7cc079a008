"""Official codes of units and people: always text, judged by shape, never repaired.

NPSN (Kemendikbud), codes of puskesmas (Kemenkes), of regions (Kemendagri), of perangkat
daerah (Permendagri 90/2019) and the NIP (BKN). The three numberings of regions -
Kemendagri, BPS, Dapodik - do not agree below the kabupaten, so no kecamatan is ever
derived from the code of a puskesmas or school.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from sinovik_sheets.problems import Rule
from sinovik_sheets.problems import codes as rules
from sinovik_sheets.roster.kind_words import SCHOOLS, kinds

_MARKS = {
    **dict.fromkeys(map(ord, "'`´‘’＇｀")),
    **dict.fromkeys(map(ord, "‐‑‒–—−"), "-"),
}
_LABEL = re.compile(r"^(?:(?:NPSN|NIP|NIPPPK)(?:[.:=]+|(?=\d{6})))+(?=.*\d)", re.ASCII)

_NPSN = re.compile(r"[A-Z0-9]{8}", re.ASCII)
_PUSKESMAS = re.compile(r"P\d{10}|\d{7}", re.ASCII)
_OFFICE = re.compile(r"\d\.\d{2}\.\d\.\d{2}\.\d\.\d{2}\.\d{2}\.\d{4}", re.ASCII)
_REGION = re.compile(r"\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?", re.ASCII)
_PARTS_OF_REGION = {
    "provinsi": 1,
    "kabupaten": 2,
    "kota": 2,
    "kecamatan": 3,
    "kelurahan": 4,
    "desa": 4,
}
_SHORTENED_REGION = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}(?:\.\d{1,4})?", re.ASCII)
_SHORTENED_OFFICE = re.compile(r"\d{1,4}(?:\.\d{1,4}){7}", re.ASCII)
_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d*)?E[+-]\d+|\d[.,]\d*E\d+", re.ASCII)
_DECIMAL = re.compile(r"\d{5,}[.,]0+", re.ASCII)
_NUMBER_OR_DATE = re.compile(
    r"\d+,\d+|\d{1,3}(?:[.,]\d{3})+|\d{4}-\d{2}-\d{2}.*|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}", re.ASCII
)

_NIP = re.compile(r"\d{18}", re.ASCII)
_APPOINTED_BY_CONTRACT = 21
_FIRST_YEAR = 1920


def normal(code: str) -> str:
    """Return the form in which codes are compared: upper case, no spaces, no label.

    "NPSN: 2052 2536", "'20522536" and "20522536" are one code. Digits and dots stay as
    they are: the text never passes through a number.
    """
    text = unicodedata.normalize("NFKC", code.translate(_MARKS)).translate(_MARKS).upper()
    joined = "".join("".join(char for char in text if not _unseen(char)).split())
    return _LABEL.sub("", unicodedata.normalize("NFKC", joined).upper())


def _unseen(char: str) -> bool:
    return unicodedata.category(char) in ("Cf", "Cc") and not char.isspace()


def _damage(code: str) -> Rule | None:
    """Notice what a spreadsheet does to any code; what it took away cannot be known."""
    if _SCIENTIFIC.fullmatch(code) or _DECIMAL.fullmatch(code):
        return rules.CODE_AS_NUMBER
    return None


def _npsn(code: str, _kind: str) -> Rule | None:
    if _NPSN.fullmatch(code):
        return None if code.isdecimal() else rules.NPSN_WITH_LETTERS
    if _NUMBER_OR_DATE.fullmatch(code):
        return rules.CODE_AS_NUMBER
    return rules.CODE_LOST_ZEROS if re.fullmatch(r"[0-9]{5,7}", code) else rules.BAD_NPSN


def _puskesmas(code: str, _kind: str) -> Rule | None:
    if _PUSKESMAS.fullmatch(code) or _OFFICE.fullmatch(code):
        return None
    if _NUMBER_OR_DATE.fullmatch(code):
        return rules.CODE_AS_NUMBER
    shortened = re.fullmatch(r"[0-9]{5,6}", code) or _SHORTENED_OFFICE.fullmatch(code)
    return rules.CODE_LOST_ZEROS if shortened else rules.BAD_PUSKESMAS_CODE


def _region(code: str, kind: str) -> Rule | None:
    if _OFFICE.fullmatch(code):
        return None
    if _REGION.fullmatch(code):
        return _region_level(code, kind)
    if _SHORTENED_REGION.fullmatch(code) or _SHORTENED_OFFICE.fullmatch(code):
        return rules.CODE_LOST_ZEROS
    if _NUMBER_OR_DATE.fullmatch(code):
        return rules.CODE_AS_NUMBER
    undotted = code.isdecimal() and len(code) in (4, 6, 7, 10)
    return rules.REGION_CODE_WITHOUT_DOTS if undotted else rules.BAD_REGION_CODE


def _region_level(code: str, kind: str) -> Rule | None:
    parts = code.split(".")
    if len(parts) != _PARTS_OF_REGION[kind]:
        return rules.REGION_CODE_OF_OTHER_LEVEL
    if kind == "kelurahan" and parts[-1][0] != "1":
        return rules.CODE_OF_DESA
    if kind == "desa" and parts[-1][0] == "1":
        return rules.CODE_OF_KELURAHAN
    return None


def _office(code: str, _kind: str) -> Rule | None:
    if _OFFICE.fullmatch(code) or _REGION.fullmatch(code):
        return None
    shortened = _SHORTENED_OFFICE.fullmatch(code)
    return rules.CODE_LOST_ZEROS if shortened else rules.STRANGE_OFFICE_CODE


_CHECKS: dict[str, Callable[[str, str], Rule | None]] = {
    **dict.fromkeys((*SCHOOLS, "sekolah", "madrasah"), _npsn),
    **dict.fromkeys(_PARTS_OF_REGION, _region),
    "puskesmas": _puskesmas,
    "opd": _office,
    "bagian": _office,
}


def problem(kind: str, code: str) -> Rule | None:
    """Return what is wrong with the official code of a unit, None where nothing is.

    `kind` is the unit's kind as people write it (SD, Puskesmas, Kel/Desa, OPD); where it
    names several, one that fits is enough. A kind that has no official code of its own
    takes anything but what a spreadsheet has visibly damaged. An empty code is none.
    """
    text = normal(code)
    if not text:
        return None
    damaged = _damage(text)
    if damaged:
        return damaged
    found = [_CHECKS[one](text, one) if one in _CHECKS else None for one in sorted(kinds(kind))]
    return None if None in found else next(iter(found), None)


def _digits_of_nip(text: str) -> str:
    return re.sub(r"[.\-]", "", normal(text))


def nip_text(nip: str) -> str:
    """Write a NIP as letters do: `19800101 200501 1 001`; what is none stays as it is."""
    digits = _digits_of_nip(nip)
    if not _NIP.fullmatch(digits):
        return nip.strip()
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def _birth_date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def nip_problem(text: str, on: date | None = None) -> Rule | None:
    """Return what is wrong with a NIP, None where nothing is or none is written.

    18 digits, with or without "NIP", spaces and dots: birth date (8), year and month of
    appointment (6; month 21 marks PPPK), sex (1 or 2), serial (3). Appointment lies
    15 to 65 years after birth and, with `on`, not after that day.
    """
    digits = _digits_of_nip(text)
    if not digits:
        return None
    if _damage(normal(text)):
        return rules.CODE_AS_NUMBER
    if not _NIP.fullmatch(digits):
        return rules.BAD_NIP
    if digits.endswith("000"):
        return rules.NIP_CUT_OFF
    birth = _birth_date(digits)
    if birth is None or not _FIRST_YEAR <= birth.year <= (on or date.max).year:
        return rules.NIP_BIRTH_DATE
    year, month = int(digits[8:12]), int(digits[12:14])
    if not (1 <= month <= 12 or month == _APPOINTED_BY_CONTRACT) or (on and year > on.year):
        return rules.NIP_APPOINTMENT
    if not 15 <= year - birth.year <= 65:
        return rules.NIP_AGE
    return None if digits[14] in "12" else rules.NIP_SEX
