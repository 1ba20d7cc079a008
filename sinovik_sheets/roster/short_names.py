"""How well a short name fits a full one: initials, repeated by digits, and syllables.

DPMPTSP, BP4D, Disperdagin, Bapeda, Dispendukcapil and Diskominfotik are all made the
same way: pieces of the words of the full name, in their order.
"""

import re
from functools import lru_cache

LONGEST = 30
"""Letters; what is longer is no short name."""

_REPEATED = re.compile(r"([^\W\d_])([2-9])")
_MORPHS = ("penge", "peng", "peny", "pem", "pen", "per", "pe", "ke", "se", "ber", "ter")
_CUSTOMARY = {
    "dinas": frozenset(("dis", "din")),
    "sekretariat": frozenset(("set", "sek")),
    "daerah": frozenset(("da",)),
}
_VOWELS = frozenset("aiueo")
_LONGEST_PIECE = 12
_WORD_LEFT_OUT = 0.4
"""Lost when none of the words of a name is in the short one; shared out evenly."""
_CONTRACTED = 0.5
"""The part of that lost where the next word begins alike (Bapeda for Bappeda)."""
_BEHIND = 0.5
"""The part of that lost for words behind the last letter (Diskop for ... Koperasi dan UKM)."""
_LETTER_LEFT_OVER = 1.0
"""Lost for a letter that fits nowhere, in letters, beside the letter itself."""


def letters(text: str) -> str:
    """Return a plain short name as letters only: `bp 4 d` becomes `bppppd`."""
    joined = "".join(word for word in text.split() if word not in ("dan", "serta"))
    repeated = _REPEATED.sub(lambda found: found[1] * int(found[2]), joined)
    return "".join(char for char in repeated if char.isalpha())


@lru_cache(maxsize=4096)
def _stems(word: str) -> tuple[str, ...]:
    """Return what may stand behind the prefix of a word, such as `hub` in `perhubungan`."""
    return tuple(
        stem
        for morph in _MORPHS
        if word.startswith(morph)
        and len(stem := word[len(morph) :]) >= 4
        and not _VOWELS.isdisjoint(stem[:2])
    )


def _gap_quality(word: str, piece: str) -> float:
    """Judge the beginning of the word with one other stretch of it behind: `pendi-k`."""
    for cut in range(len(piece) - 1, 0, -1):
        if word.startswith(piece[:cut]) and piece[cut:] in word[cut + 1 :]:
            return 0.88 if cut > 2 else 0.75
    return 0.0


@lru_cache(maxsize=65_536)
def _quality(word: str, piece: str) -> float:
    """How naturally the piece stands for the word, 0 (not at all) to 1, a letter."""
    if word.startswith(piece) or piece in _CUSTOMARY.get(word, ()):
        return 1.0
    stems = _stems(word)
    begins = any(stem.startswith(piece) for stem in stems)
    if len(piece) == 1:
        return 0.7 if begins else 0.0
    if begins:
        return 0.95
    found = max(_gap_quality(whole, piece) for whole in (word, *stems))
    if word.endswith(piece):
        found = max(found, 0.85 if len(piece) > 2 else 0.7)
    if piece in word:
        found = max(found, 0.65 if len(piece) > 2 else 0.5)
    return min(found, 0.5) if _VOWELS.isdisjoint(piece) else found


@lru_cache(maxsize=16_384)
def short_name_score(short: str, words: tuple[str, ...]) -> int:
    """Return 0 to 100: how well `short` (from `letters`) is made of pieces of `words`.

    100: every letter begins a word or goes on from there, and no word is left out.
    """
    length = len(short)
    if not 2 <= length <= LONGEST or not words:
        return 0
    left_out = _WORD_LEFT_OUT * length / len(words)
    best = [-_LETTER_LEFT_OVER * position for position in range(length + 1)]
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        alike = following[:1] == word[:1]
        skipped = left_out * (_CONTRACTED if alike else 1.0)
        after = [score - skipped for score in best]
        after[length] = best[length] - skipped * _BEHIND
        for start in range(length):
            for end in range(start + 1, min(length, start + _LONGEST_PIECE) + 1):
                quality = _quality(word, short[start:end])
                if quality:
                    worth = best[start] + quality * (end - start)
                    after[end] = max(after[end], worth)
        for end in range(1, length + 1):
            after[end] = max(after[end], after[end - 1] - _LETTER_LEFT_OVER)
        best = after
    return max(0, round(100 * best[length] / length))
