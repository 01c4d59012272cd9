"""Citation keys: ``lovelace2024notes``."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sphinx_research.records.folding import fold
from sphinx_research.records.markup import Markup
from sphinx_research.records.model.fields import slug
from sphinx_research.records.names import parse_authors

_SMALL = frozenset(
    {
        *("a", "an", "and", "are", "as", "at", "by", "do", "does", "for", "from", "how", "in"),
        *("into", "is", "its", "of", "on", "or", "our", "that", "the", "their", "to", "toward"),
        *("towards", "using", "via", "we", "what", "when", "where", "which", "why", "with"),
        *("without", "der", "die", "das", "ein", "eine", "und", "von", "zur", "zum", "le", "la"),
        *("les", "un", "une", "des", "du", "et", "el", "los", "las", "de", "en"),
    }
)
"""Words that say nothing about a paper."""
_KEY = re.compile(r"[A-Za-z0-9][\w:./+-]{2,80}", re.ASCII)
_LONGEST = 20


def usable(key: str) -> bool:
    """Whether a key that somebody else has given can stay: people may cite it already."""
    return _KEY.fullmatch(key) is not None and bool(slug(key))


def make(data: Mapping[str, Any], taken: Collection[str]) -> str:
    """Make a key of the first author, the year and the title.

    :param taken: keys in use, as `slug` gives them
    """
    family = next(filter(None, _families(data)), "")
    year = str(data.get("date") or "")[:4]
    words = _telling(Markup.parse(str(data.get("title") or "")).plain)
    word = next((one for one in words if not one.isdecimal()), "")
    return unique(f"{family or 'paper'}{year}{word[:_LONGEST]}", taken)


def unique(key: str, taken: Collection[str]) -> str:
    """Put a letter or number behind a key that is in use."""
    if slug(key) not in taken:
        return key
    letters = (f"{key}{letter}" for letter in "bcdefghijklmnopqrstuvwxyz")
    numbers = (f"{key}-{number}" for number in range(2, len(taken) + 3))
    return next(one for way in (letters, numbers) for one in way if slug(one) not in taken)


def _families(data: Mapping[str, Any]) -> Iterator[str]:
    """Give the family names of the first authors; of groups, a word."""
    try:
        authors = parse_authors(data.get("authors"))
    except ValueError:
        return
    for one in authors[:3]:
        yield _ascii(one.name.family) or next(iter(_telling(one.name.literal)), "")


def _telling(text: str) -> list[str]:
    words = map(_ascii, re.findall(r"[^\W_]+", text))
    return [word for word in words if word and word not in _SMALL]


def _ascii(word: str) -> str:
    return "".join(sign for sign in fold(word) if sign.isascii())
