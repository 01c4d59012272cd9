"""CSL-JSON as publications: what citation processors, Zotero and most services can write.

*CSL-JSON*, https://resource.citationstyles.org/schema/v1.0/input/json/ (``csl-data.json``).
Crossref's own JSON is an older cousin of it, so both are read here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sphinx_research.commands.identifiers import arxiv_in
from sphinx_research.commands.importing import loose, prose
from sphinx_research.commands.importing.found import Draft, Found, author, date_of, day

TYPES = {
    "article": "preprint",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "review-book": "article",
    "paper-conference": "conference",
    "book": "book",
    "classic": "book",
    "periodical": "book",
    "chapter": "chapter",
    "entry": "chapter",
    "entry-dictionary": "chapter",
    "entry-encyclopedia": "chapter",
    "thesis": "thesis",
    "report": "report",
    "standard": "report",
    "patent": "patent",
    "dataset": "dataset",
    "software": "software",
    "speech": "talk",
    "manuscript": "misc",
}
"""Our types by CSL's (specification 1.0.2, appendix III); others are ``misc``."""
_DATES = ("issued", "published-print", "published", "published-online", "created")
_ARXIV_NAMES = frozenset({"arxiv", "arxiv.org"})


def read(item: Mapping[str, Any], source: str) -> Found:
    """Read one item."""
    key = loose.line(item.get("citation-key") or item.get("id"))
    return Found(fields(item, TYPES), source, key)


def fields(item: Mapping[str, Any], types: Mapping[str, str]) -> dict[str, Any]:
    """Read the fields that CSL-JSON and Crossref have in common.

    :param types: our types by those of the source
    """
    draft = Draft()
    kind = types.get(loose.line(item.get("type")), "misc")
    draft.put("title", _title(item))
    draft.put("authors", names(item.get("author")))
    if kind in {"book", "misc"}:
        draft.put("authors", names(item.get("editor")))
    elif kind in {"chapter", "conference"}:
        draft.put("editors", names(item.get("editor")))
    draft.put("date", date(item, _DATES))
    container = prose.words(loose.first(item.get("container-title")))
    if container.lower() in _ARXIV_NAMES:
        container = "arXiv"
    genre = loose.line(item.get("genre"))
    if kind in {"thesis", "report"} and genre.lower() != kind:
        draft.put("genre", genre)
    draft.put("venue", container)
    draft.put("volume", loose.line(item.get("volume")))
    draft.put("issue", loose.line(item.get("issue")))
    draft.put("pages", loose.line(item.get("page")))
    number = loose.line(item.get("number"))
    if identifier := arxiv_in(number):
        draft.put("arxiv", identifier)
    elif kind in {"report", "patent", "dataset", "software"}:
        draft.put("number", number)
    elif "pages" not in draft.data:
        draft.put("number", loose.line(item.get("article-number")))
    if kind not in {"article", "preprint"}:
        draft.put("publisher", loose.line(item.get("publisher")))
    draft.put("edition", loose.line(item.get("edition")))
    if kind in {"book", "chapter", "conference"}:
        draft.put("isbn", loose.first(item.get("ISBN")))
    draft.identify(loose.line(item.get("DOI")))
    _link(draft, kind, loose.line(item.get("URL")))
    abstract = loose.text(item.get("abstract"))
    draft.put("abstract", prose.abstract(abstract) if abstract else "")
    draft.put("type", kind)
    return draft.data


def names(value: object) -> list[dict[str, str]]:
    """Read a list of names."""
    read = (_name(one) for one in loose.mappings(value))
    return [one for one in read if one]


def date(item: Mapping[str, Any], fields: tuple[str, ...]) -> str:
    """Read the first of some dates that is there: in parts, as text, or a year alone."""
    for name in fields:
        value = item.get(name)
        parts = loose.inside(value, "date-parts")
        inner = parts[0] if isinstance(parts, list) and parts else None
        found = date_of(*inner[:3]) if isinstance(inner, list) else ""
        texts = (loose.inside(value, "raw"), loose.inside(value, "literal"), value)
        if found := found or next((d for d in map(day, map(loose.line, texts)) if d), ""):
            return found
    return ""


def _title(item: Mapping[str, Any]) -> str:
    title = prose.title(loose.first(item.get("title")))
    subtitle = prose.title(loose.first(item.get("subtitle")))
    if not title or not subtitle or subtitle.casefold() in title.casefold():
        return title or subtitle
    return f"{title}{' ' if title.endswith(('?', '!', ':')) else ': '}{subtitle}"


def _name(value: Mapping[str, Any]) -> dict[str, str]:
    plain = {name: prose.words(loose.first(value.get(name))) for name in _PARTS}
    particle = plain["non-dropping-particle"] or plain["dropping-particle"]
    return author(
        family=plain["family"],
        given=plain["given"],
        particle=particle,
        suffix=plain["suffix"],
        literal=plain["literal"] or plain["name"],
        orcid=loose.line(value.get("ORCID")),
    )


_PARTS = (
    *("family", "given", "non-dropping-particle", "dropping-particle", "suffix"),
    *("literal", "name"),
)


def _link(draft: Draft, kind: str, address: str) -> None:
    """Keep an address that says more than the DOI or the arXiv id."""
    if not address or "doi.org/" in address.lower():
        return
    if "arxiv.org/" in address and (identifier := arxiv_in(address)):
        draft.put("arxiv", identifier)
        return
    name = {"software": "code", "dataset": "data"}.get(kind, "paper")
    draft.link(name, address)
