"""Lists of authors, as papers and contributors write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sphinx_research.records import values
from sphinx_research.records.folding import is_native
from sphinx_research.records.names.person import (
    SUFFIX,
    PersonName,
    outside,
    parse_name,
    tidy,
)

NOBODY = "none"
"""The id in ``Jane Doe <none>``: nobody of this site, whatever the name says."""


@dataclass(frozen=True, slots=True)
class Author:
    """A name on a paper, and what the paper says of it.

    :param person: the id of the person or collaborator meant, or `NOBODY`; without one
        the name decides
    :param equal: contributed equally (``*``)
    :param corresponding: is the one to write to (``✉``)
    :param marks: any other signs, such as ``†``, whose meaning a note explains
    """

    name: PersonName
    person: str | None = None
    equal: bool = False
    corresponding: bool = False
    marks: tuple[str, ...] = ()
    orcid: str | None = None


def parse_authors(value: object) -> tuple[Author, ...]:
    """Read the authors of a paper.

    A string is a list: ``A B*, C D <id>, and E F``, or ``B, A; D, C``, or BibTeX's
    ``B, A and D, C``.  In a list every item is one author: a name with its marks and
    id, or a mapping of ``name`` (or the name's parts), ``person``, ``equal``,
    ``corresponding``, ``marks`` and ``orcid``.

    "et al." is refused in strings; a reader of BibTeX, where no more may be known, hands
    it on as a literal.

    :raises ValueError: if an author cannot be read; the text names the author
    """
    match value:
        case str():
            authors = _listed(tidy(value))
        case Author() | PersonName() | Mapping():
            authors = [_author(value)]
        case Sequence():
            authors = [_author(item) for item in value]
        case _:
            authors = []
    if not authors:
        msg = f"`{value}` names no authors; write them like Ada Lovelace, Charles Babbage"
        raise ValueError(msg)
    return tuple(authors)


# --- lists ------------------------------------------------------------------------------

_AND = re.compile(r"(?:\s*,)?\s(?:and|&)\s", re.IGNORECASE)
_SEMICOLON = re.compile(r"\s*;\s*(?:(?:and|&)\s)?", re.IGNORECASE)
# A comma before a suffix belongs to the name: "John Smith, Jr., Jane Doe".
_COMMA = re.compile(rf",(?!\s*{SUFFIX.pattern}(?:[^\w.]|$))")


def _listed(text: str) -> list[Author]:
    if ";" in outside(text):
        return [_author(part) for part in _cut(text, _SEMICOLON)]
    parts = _cut(text, _AND)
    if len(parts) > 1 and all("," in outside(part) for part in parts):
        return [_author(part) for part in parts]
    pieces = [piece for part in parts for piece in _cut(part, _COMMA)]
    authors = [_author(piece) for piece in pieces]
    if len(pieces) > len(parts):
        for piece, author in zip(pieces, authors, strict=True):
            _check_whole(piece, author.name)
    return authors


def _cut(text: str, separator: re.Pattern[str]) -> list[str]:
    """Cut at the separators outside brackets; empty pieces are left out."""
    found = list(separator.finditer(outside(text)))
    starts = [0, *(match.end() for match in found)]
    ends = [*(match.start() for match in found), len(text)]
    pieces = (text[start:end].strip() for start, end in zip(starts, ends, strict=True))
    return [piece for piece in pieces if piece]


def _check_whole(piece: str, name: PersonName) -> None:
    """Refuse ``Zheng, Wanrong, Zhu, Haidong``, which commas alone cannot tell apart."""
    one_word = name.literal and " " not in name.literal and not is_native(name.literal)
    if one_word and "{" not in piece:
        msg = (
            f"`{name}` is a single word among names separated by commas; "
            f"separate `Family, Given` by `;`, or write {{{name}}} if that is the whole name"
        )
        raise ValueError(msg)


# --- one author -------------------------------------------------------------------------

_SIGNS = "*†‡§¶‖&^#✉"
_MARKED = re.compile(rf"(?<![{_SIGNS}\\])(?:\s?\\?[{_SIGNS}])+(?=\s?(?:,|$))")
# A caret before another sign is TeX's and Markdown's way to raise it.
_MARK = re.compile(rf"\^(?=[^^])|(([{_SIGNS}])\2*)")
_ID = re.compile(r"\s*<([^<>]*)>")


def with_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """Separate a name from the signs after it or, as in al-folio, after its family name.

    A sign repeated is one mark: ``**``.
    """
    text = tidy(text).replace("\u2217", "*")
    signs = ("".join(found.split()).replace("\\", "") for found in _MARKED.findall(text))
    marks = [mark for run in signs for mark, _ in _MARK.findall(run) if mark]
    return _MARKED.sub("", text), tuple(marks)


def _author(value: object) -> Author:
    match value:
        case Author():
            return value
        case str():
            return _from_text(tidy(value))
        case Mapping():
            return _from_mapping(value)
        case _:
            return Author(parse_name(value))


@lru_cache(maxsize=1 << 16)  # most authors have many papers
def _from_text(text: str) -> Author:
    ids = _ID.findall(text)
    bare, marks = with_marks(_ID.sub("", text))
    if re.search(r"(?i)\bet\.? al\b|^others$", bare):
        msg = f"`{text}` is no author; name them all, the pages shorten long lists"
        raise ValueError(msg)
    if re.search(rf"[{_SIGNS.replace('&', '')}]|[\d¹²³⁰-⁹]$", outside(bare)):
        msg = f"`{text}` holds a stray sign or number; marks like * and † follow the name"
        raise ValueError(msg)
    if len(ids) > 1:
        msg = f"`{text}` has more than one id; write `Name <id>`"
        raise ValueError(msg)
    return _marked(Author(parse_name(bare), person=_id(ids[0]) if ids else None), marks)


def _from_mapping(value: Mapping[Any, Any]) -> Author:
    said = dict(value)
    equal, corresponding = _flag(said, "equal"), _flag(said, "corresponding")
    person, orcid = said.pop("person", None), said.pop("orcid", None)
    marks = said.pop("marks", None) or ()
    author = _author(said["name"]) if said.keys() == {"name"} else Author(parse_name(said))
    author = replace(
        author,
        person=_id(person) if person else author.person,
        equal=author.equal or equal,
        corresponding=author.corresponding or corresponding,
        orcid=values.orcid(str(orcid)) if orcid else author.orcid,
    )
    if not isinstance(marks, (str, list, tuple)):
        msg = f"`marks: {marks}` are no signs; write them like '†'"
        raise ValueError(msg)  # noqa: TRY004 - as for every other wrong value
    return _marked(author, [marks] if isinstance(marks, str) else map(str, marks))


def _flag(said: dict[Any, Any], key: str) -> bool:
    written = said.pop(key, False)
    flag = _FLAGS.get(str(written).lower())
    if flag is None:
        msg = f"`{key}: {written}` is neither true nor false"
        raise ValueError(msg)
    return flag


_FLAGS = {"true": True, "false": False}
"""YAML gives them as texts, as everything."""


def _id(text: object) -> str:
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", str(text)):
        msg = f"`{text}` is not an id; write a page's name, like ada-lovelace, or {NOBODY}"
        raise ValueError(msg)
    return str(text)


def _marked(author: Author, marks: Iterable[str]) -> Author:
    marks = tuple(marks)
    return replace(
        author,
        equal=author.equal or "*" in marks,
        corresponding=author.corresponding or "✉" in marks,
        marks=author.marks + tuple(mark for mark in marks if mark not in {"*", "✉"}),
    )
