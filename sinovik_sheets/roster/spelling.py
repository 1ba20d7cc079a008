"""One spelling of a text: what case, spaces and punctuation cannot change."""

import re
import unicodedata

_APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’‛ʼʻʹ′＇"))
_BORDER = re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")
_ROMAN = re.compile(r"(x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_WORTH = {"i": 1, "v": 5, "x": 10}


def plain(text: str) -> str:
    """Return a name in lower case, its words parted by one space, without punctuation.

    A number is a word of its own and "&" is "dan". Apostrophes of any form vanish
    inside a word, as do marks nobody sees; any other mark parts words.
    """
    folded = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold()
    kept = []
    for char in unicodedata.normalize("NFKC", folded).replace("&", " dan "):
        sort = unicodedata.category(char)
        if sort[0] in "LMN":
            kept.append(char)
        elif sort != "Cf":
            kept.append(" ")
    return " ".join(_BORDER.sub(" ", "".join(kept)).split())


def number(word: str) -> int | None:
    """Read a word as a number, Arabic or Roman up to XXXIX; None where it is a word."""
    if word.isdecimal() and len(word) <= 6:
        return int(word)
    if not word or not _ROMAN.fullmatch(word):
        return None
    worth = [_ROMAN_WORTH[letter] for letter in word]
    following = [*worth[1:], 0]
    return sum(-one if one < after else one for one, after in zip(worth, following, strict=True))
