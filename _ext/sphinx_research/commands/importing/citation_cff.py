"""``CITATION.cff``: software or data, and the paper that its authors want cited.

Citation File Format 1.2.0: https://doi.org/10.5281/zenodo.5171937.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sphinx_research.commands.importing import loose
from sphinx_research.commands.importing.found import (
    Draft,
    Found,
    author,
    date_of,
    day,
    pages,
)
from sphinx_research.commands.importing.prose import plain_abstract
from sphinx_research.records.markup import escape

TYPES = {
    **dict.fromkeys(("article", "newspaper-article", "magazine-article"), "article"),
    "conference-paper": "conference",
    **dict.fromkeys(("book", "edited-work", "conference", "proceedings", "manual"), "book"),
    "pamphlet": "book",
    "thesis": "thesis",
    **dict.fromkeys(("report", "standard", "government-document", "grant"), "report"),
    "patent": "patent",
    **dict.fromkeys(("data", "dataset", "database"), "dataset"),
    **dict.fromkeys(("software", "software-code", "software-container"), "software"),
    **dict.fromkeys(("software-executable", "software-virtual-machine"), "software"),
    **dict.fromkeys(("presentation", "slides", "video"), "talk"),
    "unpublished": "preprint",
}
"""Our types by those of references; others are ``misc``."""


def read_cff(data: object, source: str) -> list[Found]:
    """Read the content of the file: the work itself, and the paper it wants cited instead."""
    top = loose.mapping(data)
    works = [_read(top, source, "software")]
    if preferred := loose.mapping(top.get("preferred-citation")):
        works.append(_read(preferred, source, "misc"))
    return works


def _read(item: Mapping[str, Any], source: str, usual: str) -> Found:
    draft = Draft()
    kind = TYPES.get(loose.line(item.get("type")), usual)
    draft.put("title", escape(loose.line(item.get("title"))))
    draft.put("authors", _names(item.get("authors")))
    draft.put("editors", _names(item.get("editors")))
    year, month = (loose.line(item.get(name)) for name in ("year", "month"))
    released = day(loose.line(item.get("date-released")) or loose.line(item.get("date-published")))
    draft.put("date", released or date_of(year, month))
    container = item.get("journal") or item.get("collection-title")
    meeting = loose.inside(item, "conference", "name")
    draft.put("venue", loose.line(container) or loose.line(meeting))
    draft.put("volume", loose.line(item.get("volume")))
    draft.put("issue", loose.line(item.get("issue")))
    draft.put("pages", pages(loose.line(item.get("start")), loose.line(item.get("end"))))
    draft.put("number", loose.line(item.get("version" if usual == "software" else "number")))
    for place in ("publisher", "institution"):
        draft.put("publisher", loose.line(loose.inside(item, place, "name")))
    draft.put("isbn", loose.line(item.get("isbn")))
    draft.identify(loose.line(item.get("doi")))
    for one in loose.mappings(item.get("identifiers")):
        if loose.line(one.get("type")) == "doi":
            draft.identify(loose.line(one.get("value")))
    draft.link("code", loose.line(item.get("repository-code") or item.get("repository")))
    draft.link("website" if usual == "software" else "paper", loose.line(item.get("url")))
    draft.put("tags", loose.texts(item.get("keywords")))
    draft.put("abstract", plain_abstract(loose.text(item.get("abstract")).split("\n\n")))
    draft.put("type", kind)
    return Found(draft.data, source)


def _names(value: object) -> list[dict[str, str]]:
    made = (
        author(
            family=loose.line(one.get("family-names")),
            given=loose.line(one.get("given-names")),
            particle=loose.line(one.get("name-particle")),
            suffix=loose.line(one.get("name-suffix")),
            literal=loose.line(one.get("name") or one.get("alias")),
            orcid=loose.line(one.get("orcid")),
        )
        for one in loose.mappings(value)
    )
    return [one for one in made if one]
