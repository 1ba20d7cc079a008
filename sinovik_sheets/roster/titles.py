"""Titles of innovations: when two of them are the same, and when they nearly are."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

NEAR = 88
"""Titles that agree to this degree (of 100) are shown to people, who decide."""
MOST = 5
"""Of many like titles only the nearest are worth telling."""
_SHORTEST_BRAND = 5
_EXPLAINED = re.compile(r"^\W*([^(:–—-]+?)\s*(?:[(:–—]|\s-\s)")


@lru_cache(maxsize=65_536)
def plain_title(text: str) -> str:
    """Return a title without case, accents and punctuation, its words parted by one space."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(ch if ch.isalnum() else " " for ch in decomposed if not _is_mark(ch))
    return " ".join(letters.split())


def _in_order(plain: str) -> str:
    """Return the words of a title in the order of the alphabet."""
    return " ".join(sorted(plain.split()))


def _is_mark(character: str) -> bool:
    return unicodedata.combining(character) != 0


@lru_cache(maxsize=65_536)
def _brand(text: str) -> str:
    """Return the name an innovation goes by: `SIPINTER (Sistem ...)` is `sipinter`."""
    explained = _EXPLAINED.match(text)
    brand = plain_title(explained[1]) if explained else ""
    return brand if len(brand) >= _SHORTEST_BRAND else ""


@dataclass(frozen=True)
class Likeness:
    """A title (by its key) that is like another one; `score` from NEAR to 100 (the same)."""

    key: str
    score: int


def _keys_by(texts: Mapping[str, str]) -> Mapping[str, list[str]]:
    """Return the keys of each text; empty texts have none."""
    keys: dict[str, list[str]] = {}
    for key, text in texts.items():
        if text:
            keys.setdefault(text, []).append(key)
    return keys


class Titles:
    """Titles to compare with, each under a key such as the code of its entry."""

    def __init__(self, titles: Iterable[tuple[str, str]]) -> None:
        written = dict(titles)
        self._plain = {key: plain_title(text) for key, text in written.items()}
        self._sorted = {key: _in_order(plain) for key, plain in self._plain.items()}
        self._branded = _keys_by({key: _brand(text) for key, text in written.items()})
        self._called = _keys_by(self._plain)

    def like(self, title: str, *, besides: str = "") -> Iterator[Likeness]:
        """Yield the titles that are the same (100) or nearly so, best first.

        At most MOST of them; word order does not matter. A title that is only the name another one
        explains, `Sipinter` and `SIPINTER (Sistem ...)`, is like it. The one under
        the key `besides` is left out.
        """
        from rapidfuzz import fuzz, process

        plain = plain_title(title)
        if not plain:
            return
        scores: dict[str, int] = {}
        found = process.extract(
            _in_order(plain), self._sorted, scorer=fuzz.ratio, score_cutoff=NEAR, limit=None
        )
        for _other, score, key in found:
            scores[key] = 100 if self._plain[key] == plain else min(99, int(score))
        brand = _brand(title)
        for key in (*self._branded.get(brand or plain, ()), *self._called.get(brand, ())):
            scores.setdefault(key, NEAR)
        scores.pop(besides, None)
        for key in sorted(scores, key=lambda key: (-scores[key], key))[:MOST]:
            yield Likeness(key, scores[key])
