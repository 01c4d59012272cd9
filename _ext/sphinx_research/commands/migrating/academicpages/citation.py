"""References as people type them.

Such as ``Lovelace, A. (2024). "Notes." <i>Memoirs</i>. 3(1).``
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from sphinx_research.records.folding import fold
from sphinx_research.records.names import parse_authors

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_END_OF_AUTHORS = re.compile(r"\(?\b(?:19|20)\d\d[a-z]?\b\)?|[\"“«]|&quot;")
_AND = re.compile(r",?\s+(?:and|&)\s+|\s*;\s*")
_VANCOUVER = re.compile(r"(\w[\w' -]*?)\s+([A-Z]{1,3})")
_OTHERS = re.compile(r",?\s*\bet\.? al\b\.?.*", re.IGNORECASE)
_WHERE = re.compile(
    r"(?:(?:vol(?:ume)?\.?\s*)?(?P<volume>\d+)(?!\d|\s*[-–—]\s*\d)\s*"
    r"(?:\((?P<issue>[\w–-]{1,12})\)|,\s*no\.\s*(?P<number>\d+))?)?"
    r"[\s,.:;]*(?:pp?\.?\s*)?(?P<pages>\d+\s*[-–—]+\s*\d+)?"
)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/[^\s,;]+)", re.IGNORECASE)
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reference says.

    :param authors: all of them, in order; none if they cannot be told apart
    :param rest: what was not understood
    """

    authors: tuple[str, ...] = ()
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    rest: str = ""


def read_citation(written: str, title: str, venue: str) -> Citation:
    """Read a reference of whose work title and venue are known."""
    text = " ".join(unescape(_TAG.sub("", written[:_LONGEST])).split())
    doi = _DOI.search(text)
    if doi:
        text = f"{text[: doi.start()]}{text[doi.end() :]}"
    end = min(
        (at for at in (_start(text, title), _found(_END_OF_AUTHORS, text)) if at >= 0),
        default=len(text),
    )
    names, rest = text[:end], text[end:]
    rest = re.sub(r"^\W*\(?(?:19|20)\d\d[a-z]?\)?\W*", "", rest)
    rest = _without(rest, title)
    before, after = _around(rest, venue)
    where = _WHERE.match(after.lstrip(" .,;:"))
    found = {name: value or "" for name, value in (where.groupdict() if where else {}).items()}
    left = after.lstrip(" .,;:")[where.end() :] if where else after
    authors = _authors(names)
    rest = " ".join(_words(one) for one in (before, left) if _words(one))
    if not authors and _words(names):
        rest = f"{_words(names)} {rest}".strip()
    return Citation(
        authors=authors,
        volume=found.get("volume", ""),
        issue=found.get("issue", "") or found.get("number", ""),
        pages=found.get("pages", ""),
        doi=doi[1].rstrip(".)") if doi else "",
        rest=re.sub(r"\b(?:19|20)\d\d\b|\bin\b", "", rest, flags=re.IGNORECASE).strip(" .,;:"),
    )


def _authors(written: str) -> tuple[str, ...]:
    """Part the authors; none if that would be a guess."""
    text = written.strip(" .,;:")
    if not text or _OTHERS.search(text):
        return ()
    parts = [one.strip(" ,") for one in _AND.split(text) if one.strip(" ,")]
    if len(parts) > 1 and all(one.count(",") == 1 for one in parts):
        return _checked([_family_first(*one.split(",")) for one in parts])
    pieces = [one.strip() for part in parts for one in part.split(",") if one.strip()]
    if len(pieces) % 2 == 0 and all(_are_initials(one) for one in pieces[1::2]):
        pairs = zip(pieces[::2], pieces[1::2], strict=True)
        return _checked([_family_first(family, given) for family, given in pairs])
    short = [match for one in pieces if (match := _VANCOUVER.fullmatch(one))]
    if len(short) == len(pieces):
        return _checked([_family_first(one[1], ". ".join(one[2])) for one in short])
    if len(parts) == 1 and text.count(",") == 1 and " " not in pieces[0]:
        pieces = [text]  # family name first
    return _checked(pieces) if all(" " in one for one in pieces) else ()


def _are_initials(given: str) -> bool:
    """Tell ``A. A.`` and ``AA`` from a name that is written out."""
    return all(
        one.isupper() and len(one) <= len("AA") for one in re.split(r"[\s.-]+", given.strip(" ."))
    )


def _family_first(family: str, given: str) -> str:
    """Write a name, with the full stop that the end of a sentence may have taken from it."""
    given = given.strip()
    dot = "." if _are_initials(given) and not given.endswith(".") else ""
    return f"{family.strip()}, {given}{dot}"


def _checked(names: list[str]) -> tuple[str, ...]:
    """Give names that this site reads as such."""
    try:
        parse_authors(names)
    except ValueError:
        return ()
    return tuple(names)


def _start(text: str, title: str) -> int:
    return text.casefold().find(title.casefold()) if title else -1


def _found(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.search(text)
    return match.start() if match else -1


def _without(text: str, words: str) -> str:
    at = _start(text, words)
    return text if at < 0 else f"{text[:at]} {text[at + len(words) :]}"


def _around(text: str, venue: str) -> tuple[str, str]:
    at = _start(text, venue)
    return ("", text) if at < 0 else (text[:at], text[at + len(venue) :])


def _words(text: str) -> str:
    """Take the signs off both ends; nothing if there is no word."""
    bare = text.strip(" .,;:()[]\"“”'‘’–—-")
    return bare if fold(bare) else ""
