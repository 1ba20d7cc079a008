"""Texts that leave the house: what points at people is taken out of them.

Patterns see what they were made for and no more: a first name alone, or somebody
described in words, stays. People still read a text before they send it.
"""

import re
from collections.abc import Iterable

from sinovik_sheets.model import Juror

TAKEN_OUT = "[…]"
_CONTACTS = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # e-mail address
    r"|(?<!\d)\(?(?:\+?62|0)[ ()./-]*8(?:[ ()./-]*\d){7,12}(?!\d)"  # mobile telephone
    r"|(?<!\d)(?:19|20)\d{6}[ .-]?\d{6}[ .-]?\d[ .-]?\d{3}(?!\d)"  # NIP
    r"|(?<!\d)\d{16}(?!\d)"  # NIK
)
_TITLES = frozenset({"prof", "dr", "drs", "dra", "drg", "ir", "h", "hj", "kh", "apt", "ns"})
_LONGEST_DEGREE = 4
_DEGREE = re.compile(r"[SMAD][A-Z][a-z]{0,5}")
"""A degree written without dots: MSi, SPd, SKom."""
_SHORT_NAMES = frozenset({"m.", "moh.", "muh.", "mhd.", "abd."})
"""Names that are written short as a rule."""


def without_contacts(text: str) -> str:
    """Return a text without e-mail addresses, mobile telephone numbers and NIP."""
    return _CONTACTS.sub(TAKEN_OUT, text)


def without_people(text: str, jurors: Iterable[Juror]) -> str:
    """Return a text without contacts and without names and codes of these jurors.

    A name is found with and without its titles, whatever the case and the spaces; a
    name of one word only as it is written, for many names are words too.
    """
    clean = without_contacts(text)
    for juror in jurors:
        for pattern in _patterns(juror):
            clean = pattern.sub(TAKEN_OUT, clean)
    return clean


def _patterns(juror: Juror) -> Iterable[re.Pattern[str]]:
    """Yield what stands for a juror, the longest first."""
    for words in (juror.name.split(), _bare(juror.name)):
        if words:
            flags = re.IGNORECASE if len(words) > 1 else re.NOFLAG
            yield re.compile(_whole(r"\s+".join(map(re.escape, words))), flags)
    if re.search(r"\d", juror.code) and re.search(r"[A-Za-z]", juror.code):
        yield re.compile(_whole(re.escape(juror.code)), re.IGNORECASE)


def _bare(name: str) -> list[str]:
    """Return the words of a name without titles: what ends it after a comma, S.Sos, Dr, MM."""
    shouted = name.isupper()
    words = name.split(",", maxsplit=1)[0].split()
    words = [word for word in words if "." not in word or word.casefold() in _SHORT_NAMES]
    return [
        word
        for word in words
        if word.casefold() not in _TITLES
        and not _DEGREE.fullmatch(word)
        and (shouted or not word.isupper() or len(word) > _LONGEST_DEGREE)
    ]


def _whole(pattern: str) -> str:
    return rf"(?<!\w){pattern}(?!\w)"
