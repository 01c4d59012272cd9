"""An inverted index of the words of texts, in pieces of which a search fetches only a few.

Words are in order, and each piece holds those from its first word to the next piece's: so
whoever knows the first words knows which pieces may hold a word, or a beginning of words.
Han and kana, which put no spaces between words, are indexed by pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from sphinx_research.records.folding import fold

LONGEST = 32
"""The characters of a word that count; nobody types more of one."""
PIECE = 60_000
"""The bytes of one piece, before it is compressed to less than half."""
COMMON = 0.25
"""A word in more than this share of the texts tells none apart, and is only known to be so …"""
MANY = 400
"""… if there are more texts than this."""

_UNSPACED = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_PLAIN = re.compile(r"[a-z0-9]{2,}")
_RUN = re.compile(rf"[{_UNSPACED}]+|[^{_UNSPACED}]{{2,}}")
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")


def words(text: str) -> set[str]:
    """Read the words by which a text is found: folded, and each once.

    A letter or digit that stands alone is none.
    """
    found: set[str] = set()
    for part in (text,) if text.isascii() else text.split():
        plain = part.isascii()
        found.update(_PLAIN.findall(part.lower()) if plain else _words(part))
    return {word[:LONGEST] for word in found}


@lru_cache(maxsize=1 << 16)
def _words(part: str) -> tuple[str, ...]:
    found: list[str] = []
    apart = "".join(one if unicodedata.category(one)[0] in "LMN" else " " for one in part)
    for run in (run for word in apart.split() for run in _RUN.findall(fold(word))):
        if _IS_UNSPACED.match(run) and len(run) > 1:
            found += (one + other for one, other in pairwise(run))
        else:
            found.append(run)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the index.

    :param first: its first word
    :param text: a JSON object: by word, the numbers of the texts that hold it, each but the
        first as its distance from the one before; 0 in place of them for a common word
    """

    first: str
    text: str


def index(texts: Iterable[str]) -> Iterator[Piece]:
    """Write the index of texts, which it knows by their numbers from 0."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    count = 0
    for number, text in enumerate(texts):
        count = number + 1
        for word in words(text):
            numbers[word].append(number)
    most = count * COMMON if count > MANY else count
    first, entries, size = "", list[str](), 0
    for word in sorted(numbers, key=_in_javascript):
        entry = f'"{word}":{_distances(numbers[word], most)}'  # letters and digits need no escape
        if entries and size + len(entry) > PIECE:
            yield _piece(first, entries)
            entries, size = [], 0
        first = first if entries else word
        entries.append(entry)
        size += len(entry) + 1
    if entries:
        yield _piece(first, entries)


def _piece(first: str, entries: list[str]) -> Piece:
    return Piece(first, f"{{{','.join(entries)}}}\n")


def _in_javascript(word: str) -> bytes:
    """Sort as JavaScript compares: by units of UTF-16."""
    return word.encode("utf-16-be")


def _distances(numbers: list[int], most: float) -> str:
    if len(numbers) > most:
        return "0"
    distances = (after - before for before, after in pairwise((0, *numbers)))
    return f"[{','.join(map(str, distances))}]"
