r"""What the usual fields of BibTeX cannot say of a record.

An entry is the same as its record if a catalogue makes the same of both: it may give a venue
by its full name and a type that the venue tells, but must not lose either.  What would be
lost is said once more in ``as-recorded``, as the inside of a JSON object (RFC 8259) with
the fields of `Publication`; ``null`` stands for a field that the record does not have, though
reading the entry would give one::

    as-recorded = {"venue": "Some Workshop", "note": "See [the page](https://example.org/)"}

What is lost is found by reading the entry.  Only of ordinary ones, most of all, it is known
beforehand.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sphinx_research.formats import abstracts, bibtex_names, latex
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Work, Works
from sphinx_research.records.catalogue import Catalogue, Records, Settings
from sphinx_research.records.markup import Markup, Span
from sphinx_research.records.model import Publication, PublicationType
from sphinx_research.records.names import Author
from sphinx_research.records.problems import Place, Problem
from sphinx_research.records.schema import validate
from sphinx_research.records.sources.bibtex_fields import to_record
from sphinx_research.records.sources.bibtex_syntax import Entry, Value
from sphinx_research.records.sources.bibtex_types import TYPES, refined
from sphinx_research.records.sources.latex import to_markdown, to_markup_source

Fields = Mapping[str, str]


def as_recorded(work: Work, kind: str, fields: Fields, verbatim: Iterable[str]) -> str:
    """Give the content of the field; nothing if the others say everything.

    :param kind: the type of the entry
    :param fields: the others, as written in UTF-8
    :param verbatim: those that are the same in a file in ASCII
    """
    if _is_ordinary(work, fields):
        lost = _of_ordinary(work, kind, fields)
    else:
        in_ascii = {
            name: text if name in verbatim else latex.to_ascii(text)
            for name, text in fields.items()
        }
        lost = _by_reading(work, kind, fields) | _by_reading(work, kind, in_ascii)
    if not lost:
        return ""
    said = {name: _raw(getattr(work.record, name)) for name in _FIELDS if name in lost}
    # A brace within a text would count for BibTeX; those around authors come in pairs.
    return _TEXT.sub(_without_braces, json.dumps(said))[1:-1]


_FIELDS = tuple(name for name in Publication.model_fields if name not in ("id", "place"))
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')


def _without_braces(match: re.Match[str]) -> str:
    return match[0].replace("{", r"\u007b").replace("}", r"\u007d")


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


# --- by reading -----------------------------------------------------------------------------

_NOWHERE = Place("")
_RESOLVED = {"type": "type", "date": "issued", "venue": "container", "status": "status"}
"""Fields of a record of which only that counts which a work makes of them."""


def _read(work: Work, kind: str, fields: Fields) -> Work | None:
    """Read an entry into a catalogue that has the venue of the work; a faulty one into none."""
    values = {name: Value(text, _NOWHERE) for name, text in fields.items()}
    entry = Entry(kind, work.record.id, values, _NOWHERE)
    problems: list[Problem] = []
    record = validate(to_record(entry, values, problems.append), problems.append)
    if problems or not isinstance(record, Publication):
        return None
    venues = {work.venue.id: work.venue} if work.venue else {}
    records = Records(publications={record.id: record}, venues=venues)
    return Works(Catalogue(records, Settings()), Site(""))[record.id]


def _by_reading(work: Work, kind: str, fields: Fields) -> set[str]:
    read = _read(work, kind, fields)
    return {name for name in _FIELDS if read is None or not _is_kept(name, work, read)}


def _is_kept(name: str, work: Work, read: Work) -> bool:
    was, become = _composed(getattr(work.record, name)), _composed(getattr(read.record, name))
    if was == become:
        return True
    if name == "abstract":
        return abstracts.mean_the_same(was or "", become or "")
    fact = _RESOLVED.get(name, "")
    return bool(fact) and _composed(getattr(work, fact)) == _composed(getattr(read, fact))


def _composed(value: Any) -> Any:  # noqa: ANN401 - the value of any field
    """Give the one form of texts that are canonically equivalent (Unicode, D70)."""
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


# --- ordinary records -----------------------------------------------------------------------

_ORDINARY_TYPES = frozenset(
    {
        *(PublicationType.ARTICLE, PublicationType.CONFERENCE, PublicationType.WORKSHOP),
        PublicationType.PREPRINT,
    }
)
_ORDINARY_FIELDS = frozenset(
    {
        *("id", "place", "title", "authors", "date", "type", "venue", "volume", "issue"),
        *("pages", "doi", "arxiv", "paper", "pdf", "code", "data", "website", "slides"),
        *("poster", "video", "projects", "tags", "selected", "abstract"),
    }
)
_ADDRESSES = frozenset({"url", "pdf", "code", "data", "website", "slides", "poster", "video"})
_FIGURES = re.compile(r"[0-9]+(?:-[0-9]+)?")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9./?=&#_-]+")
_DOI = re.compile(r"10\.[0-9]+/[a-z0-9./_()-]+")
_WORDS = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ]*(?:-[A-Za-z0-9 ]+)*")
_DERIVING = re.compile(r"[aA][rR][xX][iI][vV]|doi\.org|^[cC][oO][rR][rR]\b")
"""What reading may take for another field than the one it stands in."""
_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9.,;()/?!+]++| (?! )|:(?!//)|-(?!-)|(?<!')')*+(?<! )")
_INSIDE = r"[A-Za-z0-9](?:[A-Za-z0-9 .,-]*[A-Za-z0-9])?"
_SURE = re.compile(
    rf"""
    (?: [A-Za-z0-9\ .,;()/?!+='"-]++ | :(?!//) | [^\W_] | [–—‘’“”]
      | \{{[A-Za-z0-9.'+-]+\}}
      | \\[%\#] | \\&\{{\}}(?!\\\#|\w+;)
      | (?: \\(?:emph|textbf|texttt)\{{{_INSIDE}\}}
          | \\textsu(?:b|per)script\{{[A-Za-z0-9]+\}}
          | \{{\$[A-Za-z\\](?:[ !"\#%-;=-\[\]^_a-\x7d]|\\[A-Za-z,;:!{{}}|])*+\$\}}
          | \\href\{{https?://[A-Za-z0-9./?=&\#_:+-]+\}}\{{{_INSIDE}\}}
        )(?!\\|\{{\$)
      | \n\n
    )*+
    """,
    re.VERBOSE,
)
"""LaTeX that is read to what it was made of, if every piece and letter of that has its own."""
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def _is_ordinary(work: Work, fields: Fields) -> bool:
    """Whether reading gives all but what `_of_ordinary` looks at."""
    record = work.record
    venue = _venue(fields)
    return (
        work.type in _ORDINARY_TYPES
        and record.model_fields_set <= _ORDINARY_FIELDS
        and (not venue or _PLAIN.fullmatch(work.container) is not None)
        and all(_FIGURES.fullmatch(one or "0") for one in (record.volume, record.issue))
        and _FIGURES.fullmatch(record.pages or "0") is not None
        and (not record.doi or _DOI.fullmatch(record.doi) is not None)
        and all(map(_WORDS.fullmatch, (*record.projects, *record.tags)))
        and all(_ADDRESS.fullmatch(fields[name]) for name in _ADDRESSES & fields.keys())
        and not _DERIVING.search(f"{venue}\n{record.doi}\n{record.paper}")
        and "://" not in fields.get("howpublished", "")
        and bibtex_names.are_read(record.authors)
    )


def _venue(fields: Fields) -> str:
    """The venue that reading gives; what `howpublished` says is none."""
    return fields.get("journal") or fields.get("booktitle") or ""


def _of_ordinary(work: Work, kind: str, fields: Fields) -> set[str]:
    record = work.record
    venue = _venue(fields)
    lost = set()
    if refined(TYPES[kind], venue, arxiv=record.arxiv is not None) != work.type:
        lost.add("type")
    if work.container and not venue:
        lost.add("venue")
    if not _is_title(fields.get("title", ""), record.title):
        lost.add("title")
    if record.abstract and not _is_abstract(fields.get("abstract", ""), record.abstract):
        lost.add("abstract")
    return lost


def _is_title(written: str, title: Markup) -> bool:
    both = (written, latex.to_ascii(written))
    return bool(written) and (
        _is_sure(written, (title,))
        or all(Markup.parse(to_markup_source(one)).unlinked == title for one in both)
    )


def _is_abstract(written: str, markdown: str) -> bool:
    if written and _is_sure(written, abstracts.blocks(markdown)):
        return not abstracts.is_built(markdown)
    both = (written, latex.to_ascii(written))
    return all(abstracts.mean_the_same(markdown, to_markdown(one)) for one in both)


def _is_sure(written: str, lines: Iterable[Markup]) -> bool:
    """Whether LaTeX is surely read to the lines that it was made of."""
    return (
        _SURE.fullmatch(written) is not None
        and not any(span.kind in ("del", "role") for line in lines for span in line.spans)
        and (written.isascii() or all(map(_is_sure_letter, set(_NOT_ASCII.findall(written)))))
    )


@lru_cache(maxsize=1 << 14)
def _is_sure_letter(letter: str) -> bool:
    written = (letter, latex.to_ascii(letter))
    meant = Markup((Span("text", f"a{letter}a"),))
    return all(Markup.parse(to_markup_source(f"a{one}a")) == meant for one in written)
