"""Works as OpenAlex has them: https://docs.openalex.org/api-entities/works/work-object.

Since February 2026 it counts requests without a key against a small sum a day, and answers 429
when that is used up: https://developers.openalex.org/guides/authentication.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sphinx_research.commands.identifiers import arxiv_in
from sphinx_research.commands.importing import loose, prose
from sphinx_research.commands.importing.found import (
    Draft,
    Found,
    author_of,
    date_of,
    day,
    pages,
)
from sphinx_research.commands.importing.http import Client, ServiceError

TYPES = {
    "article": "article",
    "review": "article",
    "letter": "article",
    "editorial": "article",
    "preprint": "preprint",
    "book": "book",
    "book-chapter": "chapter",
    "dissertation": "thesis",
    "report": "report",
    "standard": "report",
    "dataset": "dataset",
    "software": "software",
}
"""Our types by OpenAlex's: https://docs.openalex.org/api-entities/works/work-object#type."""
NO_WORKS = frozenset({"paratext", "peer-review", "grant", "supplementary-materials", "erratum"})
"""Types of what nobody lists among their papers."""
PAGES = 10
"""How often the next 200 works are asked for."""


def of_person(client: Client, orcid: str) -> list[Found]:
    """Ask for all works of somebody.

    :raises ServiceError: if OpenAlex gives no usable answer
    """
    found: list[Found] = []
    cursor = "*"
    for _ in range(PAGES):
        params = {"filter": f"author.orcid:{orcid}", "per-page": "200", "cursor": cursor}
        if client.openalex_key:
            params["api_key"] = client.openalex_key
        answer = client.json(f"{client.services.openalex}/works", params)
        results = loose.inside(answer, "results")
        if not isinstance(results, list):
            msg = "OpenAlex answers in a form that is not known here; try again later"
            raise ServiceError(msg)
        works = [one for one in loose.mappings(results) if _is_work(one)]
        found += map(read, works)
        cursor = loose.line(loose.inside(answer, "meta", "next_cursor"))
        if not cursor or not results:
            break
    return found


def read(work: Mapping[str, Any]) -> Found:
    """Read one work."""
    draft = Draft()
    source = loose.mapping(loose.inside(work, "primary_location", "source"))
    kind = TYPES.get(loose.line(work.get("type")), "misc")
    where = loose.line(source.get("type"))
    if kind == "article" and where == "conference":
        kind = "conference"
    if kind == "article" and where == "repository":
        kind = "preprint"
    draft.put("title", prose.title(loose.line(work.get("title") or work.get("display_name"))))
    draft.put("authors", list(_authors(work)))
    draft.put("date", _date(work))
    draft.identify(loose.line(work.get("doi")))
    draft.put("arxiv", _arxiv(work))
    venue = prose.words(loose.line(source.get("display_name")))
    draft.put("venue", "arXiv" if venue.lower().startswith("arxiv") else venue)
    biblio = loose.mapping(work.get("biblio"))
    draft.put("volume", loose.line(biblio.get("volume")))
    draft.put("issue", loose.line(biblio.get("issue")))
    first, last = (loose.line(biblio.get(f"{one}_page")) for one in ("first", "last"))
    draft.put("pages", pages(first, last))
    draft.put("abstract", prose.plain_abstract([_abstract(work)]))
    draft.put("type", kind)
    retracted = (
        "OpenAlex says that it has been retracted" if work.get("is_retracted") is True else ""
    )
    return Found(draft.data, "OpenAlex", retracted=retracted)


def _is_work(work: Mapping[str, Any]) -> bool:
    return loose.line(work.get("type")) not in NO_WORKS and work.get("is_paratext") is not True


def _authors(work: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    for one in loose.mappings(work.get("authorships")):
        person = loose.mapping(one.get("author"))
        name = loose.line(one.get("raw_author_name")) or loose.line(person.get("display_name"))
        if made := author_of(prose.words(name), loose.line(person.get("orcid"))):
            yield made


def _date(work: Mapping[str, Any]) -> str:
    """Give the day, or the year alone where the day is made up: OpenAlex fills in 1 January."""
    year = date_of(loose.line(work.get("publication_year")))
    found = day(loose.line(work.get("publication_date")))
    return year if not found or found.endswith("-01-01") else found


def _arxiv(work: Mapping[str, Any]) -> str:
    for location in loose.mappings(work.get("locations")):
        address = loose.line(location.get("landing_page_url"))
        if "arxiv.org/" in address and (found := arxiv_in(address)):
            return found
    return ""


def _abstract(work: Mapping[str, Any]) -> str:
    """Put an abstract together from the places of its words."""
    index = loose.mapping(work.get("abstract_inverted_index"))
    placed = {
        place: str(word)
        for word, places in index.items()
        if isinstance(places, list)
        for place in places
        if isinstance(place, int)
    }
    return " ".join(placed[place] for place in sorted(placed))[: loose.LONGEST]
