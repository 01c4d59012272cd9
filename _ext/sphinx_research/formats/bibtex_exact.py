"""What the usual fields of BibTeX cannot say of a record.

A venue's id, a type that is left to the venue, an abstract in Markdown: such a fact is lost
in fields that other programs understand.  It is said once more in ``as-recorded``, as the
inside of a JSON object (RFC 8259) with the fields of `Publication`; ``null`` stands for a
field that the record does not have, though reading the entry would give one::

    as-recorded = {"type": null, "venue": "tbiom"}

Each fact is there that reading the entry would not give, for the entry is in fact read.
Only of ordinary ones, most of all, it is known beforehand what is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from sphinx_research.formats import bibtex_names
from sphinx_research.formats.works import Work
from sphinx_research.records.markup import Markup
from sphinx_research.records.model import Publication, PublicationType
from sphinx_research.records.names import Author
from sphinx_research.records.problems import Place
from sphinx_research.records.schema import validate
from sphinx_research.records.sources.bibtex_fields import to_record
from sphinx_research.records.sources.bibtex_syntax import Entry, Value
from sphinx_research.records.sources.bibtex_types import TYPES, refined
from sphinx_research.records.sources.latex import to_markup_source

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 .,:;()/?!+'-]*(?<! )")


def as_recorded(work: Work, kind: str, fields: Mapping[str, str]) -> str:
    """Give the content of the field; nothing if the others say everything.

    :param kind: the type of the entry
    :param fields: the others, as written
    """
    said = _of_ordinary(work, kind, fields) if _is_ordinary(work, fields) else None
    said = _by_reading(work.record, kind, fields) if said is None else said
    if not said:
        return ""
    # A brace within a text would count for BibTeX; those around authors come in pairs.
    return _TEXT.sub(_without_braces, json.dumps(said))[1:-1]


def is_plain(text: str) -> bool:
    """Whether text is surely the same in a record, in LaTeX and in Markdown."""
    meaning = any(sign in text for sign in ("  ", "--", "''", "://"))
    return not meaning and _PLAIN.fullmatch(text) is not None


_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')


def _without_braces(match: re.Match[str]) -> str:
    return match[0].replace("{", r"\u007b").replace("}", r"\u007d")


# --- by reading -----------------------------------------------------------------------------

_NOWHERE = Place("")
_FIELDS = tuple(name for name in Publication.model_fields if name not in ("id", "place"))


def _by_reading(record: Publication, kind: str, fields: Mapping[str, str]) -> dict[str, object]:
    values = {name: Value(text, _NOWHERE) for name, text in fields.items()}
    raw = to_record(Entry(kind, record.id, values, _NOWHERE), values, lambda _: None)
    read = validate(raw, lambda _: None)
    return {
        name: _raw(getattr(record, name))
        for name in _FIELDS
        if read is None or getattr(read, name) != getattr(record, name)
    }


def _raw(value: Any) -> object:  # noqa: ANN401 - the value of any field
    """Give a value as a file of records would hold it; nothing for one that is not set."""
    match value:
        case None | False | ():
            return None
        case tuple():
            return [_author(one) if isinstance(one, Author) else str(one) for one in value]
        case bool():
            return True
        case _:
            return str(value) or " "  # a note of nothing but spaces, say, is there all the same


def _author(author: Author) -> dict[str, object]:
    name = author.name
    said = {
        "family": name.family,
        "given": name.given,
        "particle": name.particle,
        "suffix": name.suffix,
        "literal": name.literal,
        "person": author.person,
        "equal": author.equal,
        "corresponding": author.corresponding,
        "marks": list(author.marks),
        "orcid": author.orcid,
    }
    return {key: value for key, value in said.items() if value}


# --- ordinary records -----------------------------------------------------------------------

_ORDINARY_TYPES = frozenset(
    {PublicationType.ARTICLE, PublicationType.CONFERENCE, PublicationType.WORKSHOP}
)
_ORDINARY_FIELDS = frozenset(
    {
        *("id", "place", "title", "authors", "date", "type", "venue", "volume", "issue"),
        *("pages", "doi", "arxiv", "paper", "pdf", "code", "data", "website", "slides"),
        *("poster", "video", "projects", "tags", "selected", "abstract"),
    }
)
_FIGURES = re.compile(r"[0-9]+(?:-[0-9]+)?")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9./?=&#_-]+")
_DOI = re.compile(r"10\.[0-9]+/[a-z0-9./_()-]+")
_WORDS = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ]*(?:-[A-Za-z0-9 ]+)*")
_DERIVING = re.compile(r"arxiv|doi\.org|^corr\b", re.IGNORECASE)
"""What reading may take for another field than the one it stands in."""


def _is_ordinary(work: Work, fields: Mapping[str, str]) -> bool:
    """Whether reading gives all but what `_of_ordinary` looks at."""
    record = work.record
    return (
        work.type in _ORDINARY_TYPES
        and record.model_fields_set <= _ORDINARY_FIELDS
        and (not work.container or is_plain(work.container))
        and all(_FIGURES.fullmatch(one or "0") for one in (record.volume, record.issue))
        and _FIGURES.fullmatch(record.pages or "0") is not None
        and (not record.doi or _DOI.fullmatch(record.doi) is not None)
        and all(map(_WORDS.fullmatch, (*record.projects, *record.tags)))
        and all(_ADDRESS.fullmatch(fields[name]) for name in _ADDRESSES if name in fields)
        and not any(map(_DERIVING.search, (record.doi or "", record.paper or "", work.container)))
        and bibtex_names.are_read(record.authors)
    )


_ADDRESSES = ("url", "pdf", "code", "data", "website", "slides", "poster", "video")


def _of_ordinary(work: Work, kind: str, fields: Mapping[str, str]) -> dict[str, object]:
    """Compare the fields in which ordinary records differ from what reading gives."""
    record = work.record
    arxiv = record.arxiv is not None
    venue = work.container if "journal" in fields or "booktitle" in fields else ""
    said: dict[str, object] = {}
    if not _is_read(record.title, fields.get("title", "")):
        said["title"] = _raw(record.title)
    if record.date != work.issued:
        said["date"] = _raw(record.date)
    if refined(TYPES[kind], venue, arxiv=arxiv) != record.type:
        said["type"] = _raw(record.type)
    if venue != (record.venue or ""):
        said["venue"] = record.venue
    if record.abstract and not is_plain(record.abstract):
        said["abstract"] = record.abstract
    return said


def _is_read(title: Markup, latex: str) -> bool:
    (span, *more) = title.spans or (None,)
    if span and span.kind == "text" and not more and is_plain(span.text):
        return True
    return bool(latex) and Markup.parse(to_markup_source(latex)).unlinked == title
