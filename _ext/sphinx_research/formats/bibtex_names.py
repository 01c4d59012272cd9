"""Authors and editors in BibTeX, as `records.sources.bibtex_authors` reads them.

What a paper says of its authors is written as data annotations, by the manual of
biblatex, §3.7; BibTeX itself passes over them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from sphinx_research.formats.latex import escape, to_ascii
from sphinx_research.records.names import Author, PersonName, parse_authors
from sphinx_research.records.problems import Place, Problem
from sphinx_research.records.sources.bibtex_authors import read_names
from sphinx_research.records.sources.bibtex_syntax import Value


def names(authors: Iterable[Author]) -> str:
    """Write names as ``von Last, Jr, First``, with ``and`` between them."""
    return " and ".join(_written(author.name) for author in authors)


def are_read(authors: Iterable[Author]) -> bool:
    """Whether names, in either way of writing, are surely read back to the same parts."""
    return all(_is_simple(author.name) and not author.marks for author in authors)


@lru_cache(maxsize=1 << 16)  # most authors have many papers
def _written(name: PersonName) -> str:
    """Write one name in the simplest way that is read back to the same parts.

    A particle in capitals, say, has none; then the parts are held together by braces.
    """
    if name.literal == "et al.":
        return "others"
    if name.literal:
        return f"{{{escape(name.literal)}}}"
    simple = _in_parts(name, escape)
    if _is_read(simple, name):
        return simple
    return _in_parts(name, lambda part: f"{{{escape(part)}}}")


_LINKING = re.compile(r"\b(?:and|others)\b", re.IGNORECASE)


@lru_cache(maxsize=1 << 16)
def _is_simple(name: PersonName) -> bool:
    return not _LINKING.search(str(name)) and _is_read(_written(name), name)


def marks(role: str, authors: Sequence[Author]) -> dict[str, str]:
    """Write what a paper says of its authors or editors, by the names of the fields.

    :param role: ``author`` or ``editor``
    """
    if not any(map(_says, authors)):
        return {}
    said = {
        f"{role}+an": [_flags(author) for author in authors],
        f"{role}+an:orcid": [_quoted(author.orcid) for author in authors],
        f"{role}+an:person": [_quoted(author.person) for author in authors],
        f"{role}+an:mark": [",".join(map(_quoted, author.marks)) for author in authors],
    }
    return {
        field: "; ".join(f"{number}={text}" for number, text in enumerate(texts, 1) if text)
        for field, texts in said.items()
        if any(texts)
    }


def _says(author: Author) -> object:
    marked = author.equal or author.corresponding or author.marks
    return marked or author.orcid or author.person


def _in_parts(name: PersonName, write: Callable[[str], str]) -> str:
    family = " ".join(write(part) for part in (name.particle, name.family) if part)
    return ", ".join((family, *(write(part) for part in (name.suffix, name.given) if part)))


def _is_read(written: str, name: PersonName) -> bool:
    return all(_parsed(one) == (Author(name),) for one in {written, to_ascii(written)})


def _parsed(text: str) -> tuple[Author, ...]:
    """Read names; those of which anything is wrong are none."""
    problems: list[Problem] = []
    fields = {"author": Value(text, Place(""))}
    try:
        read = parse_authors(read_names(fields, "author", problems.append))
    except ValueError:
        return ()
    return () if problems else read


def _flags(author: Author) -> str:
    said = {"equal": author.equal, "corresponding": author.corresponding}
    return ",".join(word for word, is_said in said.items() if is_said)


def _quoted(text: str | None) -> str:
    return f'"{escape(text)}"' if text else ""
