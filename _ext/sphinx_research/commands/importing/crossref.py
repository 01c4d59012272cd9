"""Papers as Crossref has them.

REST API: https://www.crossref.org/documentation/retrieve-metadata/rest-api/; the format of a
work: https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md.  That a paper was
retracted stands in ``updated-by``, also as Retraction Watch knows it
(https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from sphinx_research.commands.identifiers import arxiv_of, doi_in
from sphinx_research.commands.importing import csl, loose
from sphinx_research.commands.importing.found import Draft, Found
from sphinx_research.commands.importing.http import Client, ServiceError
from sphinx_research.records.values import doi_address

TYPES = {
    "journal-article": "article",
    "proceedings-article": "conference",
    "posted-content": "preprint",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "proceedings": "book",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "reference-entry": "chapter",
    "dissertation": "thesis",
    "report": "report",
    "report-component": "report",
    "standard": "report",
    "dataset": "dataset",
    "database": "dataset",
}
"""Our types by Crossref's: https://api.crossref.org/types."""
_WITHDRAWING = frozenset({"retraction", "withdrawal", "removal"})
_MARKED = re.compile(
    r"(?:retracted|withdrawn)\b(?:\s+(?:article|paper))?\s*[:\]\u2014-]", re.IGNORECASE
)


def work(client: Client, doi: str) -> Found:
    """Ask for a work.

    :raises NotThereError: if Crossref does not have that DOI
    :raises ServiceError: if it gives no usable answer
    """
    params = {"mailto": client.mailto} if client.mailto else None
    address = f"{client.services.crossref}/works/{quote(doi, safe='')}"
    answer = client.json(address, params)
    message = loose.mapping(loose.inside(answer, "message"))
    if not message.get("title") and not message.get("DOI"):
        msg = "Crossref answers in a form that is not known here; try again later"
        raise ServiceError(msg)
    return read(message)


def read(message: Mapping[str, Any]) -> Found:
    """Read what Crossref calls a work."""
    data = csl.fields(_with_place(message), TYPES)
    draft = Draft(data)
    for license_ in loose.mappings(message.get("license")):
        if loose.line(license_.get("content-version")) in {"vor", "unspecified", ""}:
            draft.licence(loose.line(license_.get("URL")))
    for related in _related(message, "has-preprint", "is-version-of", "has-version"):
        draft.put("arxiv", arxiv_of(related))
    data.pop("paper", None)  # the DOI leads there
    published = ""
    if data["type"] == "preprint":
        published = next(iter(_related(message, "is-preprint-of")), "")
        draft.put("venue", _server(message))
    return Found(
        data,
        "Crossref",
        retracted=_retracted(message),
        published=published,
        notes=tuple(_notes(message)),
    )


def _with_place(message: Mapping[str, Any]) -> Mapping[str, Any]:
    """Put right what depositors put where CSL has something else."""
    date = next((name for name in _APPEARED if csl.date(message, (name,))), "")
    return {**message, "issued": message.get(date)} if date else message


_APPEARED = ("published-print", "issued", "published-online", "posted")
"""When a paper appeared: the volume counts, as in its citation, and not the early view."""


def _server(message: Mapping[str, Any]) -> str:
    """Give the name of the preprint server."""
    names = [loose.line(one.get("name")) for one in loose.mappings(message.get("institution"))]
    return next(filter(None, [*names, loose.line(message.get("group-title"))]), "")


def _related(message: Mapping[str, Any], *kinds: str) -> list[str]:
    relations = loose.mapping(message.get("relation"))
    found = (
        doi_in(loose.line(one.get("id")))
        for kind in kinds
        for one in loose.mappings(relations.get(kind))
        if loose.line(one.get("id-type")).lower() == "doi"
    )
    own = doi_in(loose.line(message.get("DOI")))
    return [doi for doi in found if doi and doi != own]


def _updates(message: Mapping[str, Any], field: str) -> list[tuple[str, str]]:
    """Give the kinds and DOIs of updates."""
    return [
        (loose.line(one.get("type")).lower(), doi_in(loose.line(one.get("DOI"))))
        for one in loose.mappings(message.get(field))
    ]


def _retracted(message: Mapping[str, Any]) -> str:
    for kind, doi in _updates(message, "update-to"):
        if kind in _WITHDRAWING:
            return f"this is the notice of a {kind}, not a paper; it is about {doi_address(doi)}"
    for kind, doi in _updates(message, "updated-by"):
        if kind in _WITHDRAWING:
            where = f"; see {doi_address(doi)}" if doi else ""
            return f"the paper has been withdrawn ({kind}){where}"
    if _MARKED.match(loose.first(message.get("title")).lstrip("[(")):
        return "its title says that it has been withdrawn"
    return ""


def _notes(message: Mapping[str, Any]) -> list[str]:
    """Tell of corrections and the like."""
    return [
        f"there is a later notice ({kind.replace('_', ' ')}): {doi_address(doi)}"
        for kind, doi in dict.fromkeys(_updates(message, "updated-by"))
        if doi and kind not in _WITHDRAWING and not kind.startswith("new")
    ]
