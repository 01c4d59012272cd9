"""Typed links that lead machines from a landing page to all that belongs to the work.

The FAIR Signposting Profile, levels 1 and 2: https://signposting.org/FAIR/.  Level 1 is in
the head of the page; level 2 is a file of its own, a link set (RFC 9264), which says of the
other resources too how they belong to the page.

``cite-as`` (RFC 8574) is the DOI, of a preprint arXiv's: by it the work is to be cited, and
not by the address of our page.  A work without one has no such link.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_research.formats import facts
from sphinx_research.formats.exports import EXPORTS
from sphinx_research.formats.schema_org import type_of
from sphinx_research.formats.site import Site
from sphinx_research.formats.tags import Tag, link
from sphinx_research.formats.works import Work
from sphinx_research.records.model import PublicationType
from sphinx_research.records.values import orcid_address
from sphinx_research.records.views.refs import landing_page

LINKSET = ".linkset.json"
"""How the names of files with link sets end, after that of the landing page."""

_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class _Link:
    """A typed link of a landing page (RFC 8288).

    :param media: the media type of the target, where that is known
    """

    rel: str
    href: str
    media: str = ""


def links(work: Work, site: Site) -> tuple[Tag, ...]:
    """Level 1: the links for the head of the landing page."""
    file = site.file(f"{landing_page(work.record.id)}{LINKSET}")
    found = list(_links(work, site))
    if file:
        found.append(_Link("linkset", file, "application/linkset+json"))
    return tuple(
        link(one.rel, one.href, type=one.media) if one.media else link(one.rel, one.href)
        for one in found
    )


def linkset(work: Work, site: Site) -> str:
    """Level 2: the links of the page, its files and its descriptions, as JSON.

    :return: nothing if the site has no address, for each link goes from a whole address
    """
    if not work.page:
        return ""
    page: dict[str, object] = {"anchor": work.page}
    back: list[dict[str, object]] = []
    here = [_target(work.page, "text/html")]
    for one in _links(work, site):
        page.setdefault(one.rel, [])
        targets = page[one.rel]
        assert isinstance(targets, list)  # noqa: S101 - only the anchor is none
        targets.append(_target(one.href, one.media))
        if inverse := _INVERSE.get(one.rel):
            back.append({"anchor": one.href, inverse: here})
    return json.dumps({"linkset": [page, *back]}) + "\n"


_INVERSE = {"item": "collection", "describedby": "describes"}
"""What leads back to the page from what it leads to."""


def _target(href: str, media: str) -> dict[str, str]:
    return {"href": href, "type": media} if media else {"href": href}


def _links(work: Work, site: Site) -> Iterator[_Link]:
    permanent = facts.permanent(work)
    if permanent:
        yield _Link("cite-as", permanent)
    yield _Link("type", "https://schema.org/AboutPage")
    yield _Link("type", f"https://schema.org/{type_of(work)}")
    authors = (orcid_address(one.orcid) or one.page for one in work.authors)
    for author in dict.fromkeys(filter(None, authors)):
        yield _Link("author", author)
    for export in EXPORTS if site.base else ():
        file = site.file(f"{landing_page(work.record.id)}{export.ending}")
        yield _Link("describedby", file, export.media_type)
    for address, media in _items(work):
        yield _Link("item", address, media)
    if work.record.license:
        yield _Link("license", work.record.license)


# --- what the work consists of ------------------------------------------------------------

_MEDIA = {
    ".pdf": _PDF,
    ".zip": "application/zip",
    ".gz": "application/gzip",
    ".csv": "text/csv",
    ".json": "application/json",
    ".txt": "text/plain",
}


def _items(work: Work) -> Iterator[tuple[str, str]]:
    """The files of the work and their media types.

    They are its PDF, its supplement, and the data or code that the work itself is.  A page
    about files, such as a repository's, is none of them.
    """
    paper = work.record
    if paper.pdf:
        yield paper.pdf, _PDF
    others = [paper.supplement]
    if work.type is PublicationType.DATASET:
        others.append(paper.data)
    if work.type is PublicationType.SOFTWARE:
        others.append(paper.code)
    for address in others:
        path = (address or "").partition("?")[0].partition("#")[0]
        dot = path.rfind(".")
        if address and path[dot:].lower() in _MEDIA and address != paper.pdf:
            yield address, _MEDIA[path[dot:].lower()]
