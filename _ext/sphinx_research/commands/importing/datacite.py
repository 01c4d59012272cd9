"""Works as DataCite has them: data sets, software, theses and preprints.

REST API: https://support.datacite.org/docs/api; the fields: DataCite Metadata Schema 4.6,
https://schema.datacite.org/.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from sphinx_research.commands.identifiers import arxiv_in, doi_in, orcid_in
from sphinx_research.commands.importing import loose, prose
from sphinx_research.commands.importing.found import (
    Draft,
    Found,
    author,
    author_of,
    date_of,
    day,
    pages,
)
from sphinx_research.commands.importing.http import Client, ServiceError

TYPES = {
    "journalarticle": "article",
    "datapaper": "article",
    "conferencepaper": "conference",
    "conferenceproceeding": "book",
    "preprint": "preprint",
    "book": "book",
    "bookchapter": "chapter",
    "dissertation": "thesis",
    "report": "report",
    "projectdeliverable": "report",
    "standard": "report",
    "outputmanagementplan": "report",
    "dataset": "dataset",
    "collection": "dataset",
    "image": "dataset",
    "software": "software",
    "computationalnotebook": "software",
    "model": "software",
    "workflow": "software",
    "presentation": "talk",
    "poster": "talk",
}
"""Our types by those of the schema (``resourceTypeGeneral``), in small letters."""
_BIBTEX = {"article": "article", "phdthesis": "thesis", "inproceedings": "conference"}
"""Our types by DataCite's guess at BibTeX's, for works that are only called ``Text``."""


def work(client: Client, doi: str) -> Found:
    """Ask for a work.

    :raises NotThereError: if DataCite does not have that DOI
    :raises ServiceError: if it gives no usable answer
    """
    address = f"{client.services.datacite}/dois/{quote(doi, safe='')}"
    answer = client.json(address, {"affiliation": "false"})
    attributes = loose.mapping(loose.inside(answer, "data", "attributes"))
    if not attributes.get("titles"):
        msg = "DataCite answers in a form that is not known here; try again later"
        raise ServiceError(msg)
    return read(attributes)


def read(attributes: Mapping[str, Any]) -> Found:
    """Read what DataCite calls the attributes of a DOI."""
    draft = Draft()
    kind = _kind(attributes)
    draft.put("title", _title(attributes))
    draft.put("authors", [one for one in map(_name, _of(attributes, "creators")) if one])
    draft.put("date", _date(attributes))
    container = loose.mapping(attributes.get("container"))
    draft.put("venue", prose.words(loose.line(container.get("title"))))
    draft.put("volume", loose.line(container.get("volume")))
    draft.put("issue", loose.line(container.get("issue")))
    draft.put(
        "pages", pages(*(loose.line(container.get(f"{one}Page")) for one in ("first", "last")))
    )
    if kind in {"dataset", "software"}:
        draft.put("number", loose.line(attributes.get("version")))
    draft.identify(loose.line(attributes.get("doi")))
    for one in _of(attributes, "relatedIdentifiers"):
        if loose.line(one.get("relatedIdentifierType")) == "arXiv" and _same(one):
            draft.put("arxiv", arxiv_in(loose.line(one.get("relatedIdentifier"))))
    if "arxiv" not in draft.data:
        draft.put("publisher", _publisher(attributes))
    for right in _of(attributes, "rightsList"):
        draft.licence(loose.line(right.get("rightsUri")))
    draft.put("abstract", _abstract(attributes))
    draft.put("type", kind)
    return Found(draft.data, "DataCite", published=_published(attributes, kind))


def _of(attributes: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    return loose.mappings(attributes.get(name))


def _kind(attributes: Mapping[str, Any]) -> str:
    types = loose.mapping(attributes.get("types"))
    general = loose.line(types.get("resourceTypeGeneral")).lower()
    if found := TYPES.get(general):
        return found
    said = loose.line(types.get("resourceType")).lower()
    if "thesis" in said or "dissertation" in said:
        return "thesis"
    return _BIBTEX.get(loose.line(types.get("bibtex")).lower(), "misc")


def _title(attributes: Mapping[str, Any]) -> str:
    titles = _of(attributes, "titles")
    main = next((one for one in titles if not one.get("titleType")), titles[0] if titles else {})
    subtitle = next((one for one in titles if one.get("titleType") == "Subtitle"), {})
    parts = [prose.title(loose.line(one.get("title"))) for one in (main, subtitle)]
    return ": ".join(filter(None, parts))


def _name(creator: Mapping[str, Any]) -> dict[str, str]:
    name = prose.words(loose.line(creator.get("name")))
    orcid = next(
        (
            found
            for one in loose.mappings(creator.get("nameIdentifiers"))
            if loose.line(one.get("nameIdentifierScheme")).upper() == "ORCID"
            and (found := orcid_in(loose.line(one.get("nameIdentifier"))))
        ),
        "",
    )
    group = loose.line(creator.get("nameType")) == "Organizational"
    family = prose.words(loose.line(creator.get("familyName")))
    given = prose.words(loose.line(creator.get("givenName")))
    if family and not group:
        return author(family=family, given=given, orcid=orcid)
    return author_of(name, orcid, group=group)


def _date(attributes: Mapping[str, Any]) -> str:
    """Give the day on which it was issued if it is in the year of publication."""
    year = date_of(loose.line(attributes.get("publicationYear")))
    for wanted in ("Issued", "Available", "Submitted"):
        for one in _of(attributes, "dates"):
            found = day(loose.line(one.get("date")))
            if one.get("dateType") == wanted and found and (not year or found[:4] == year):
                return found
    return year


def _publisher(attributes: Mapping[str, Any]) -> str:
    publisher = attributes.get("publisher")
    named = loose.inside(publisher, "name") if isinstance(publisher, dict) else publisher
    found = prose.words(loose.line(named))
    return "" if found.lower() == "arxiv" else found


def _abstract(attributes: Mapping[str, Any]) -> str:
    for one in _of(attributes, "descriptions"):
        if one.get("descriptionType") == "Abstract":
            return prose.abstract(loose.text(one.get("description")))
    return ""


def _same(one: Mapping[str, Any]) -> bool:
    """Whether a related work is another form of this one."""
    return loose.line(one.get("relationType")) in {
        *("IsIdenticalTo", "IsVersionOf", "HasVersion", "IsVariantFormOf", "IsPreviousVersionOf"),
        *("IsNewVersionOf",),
    }


def _published(attributes: Mapping[str, Any], kind: str) -> str:
    """Give the DOI of the paper that a preprint has become."""
    if kind != "preprint":
        return ""
    for one in _of(attributes, "relatedIdentifiers"):
        relation = loose.line(one.get("relationType"))
        if one.get("relatedIdentifierType") == "DOI" and relation in {
            *("IsVersionOf", "IsPreviousVersionOf", "IsVariantFormOf"),
        }:
            return doi_in(loose.line(one.get("relatedIdentifier")))
    return ""
