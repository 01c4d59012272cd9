"""The name of something, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.markup import Markup, Span
from sphinx_research.records.model import (
    Collaborator,
    Organisation,
    Person,
    Project,
    Publication,
    Record,
    slug,
)
from sphinx_research.records.raw import Kind
from sphinx_research.records.values import arxiv_address, doi_address, orcid_address, ror_address


@dataclass(frozen=True, slots=True)
class Ref:
    """A name with its link: to a page of the site, to an address, or to nothing.

    :param docname: the page, as Sphinx names it
    :param anchor: a place on that page
    :param url: an address elsewhere, for what has no page in the output at hand
    :param kind: what stands behind the name; empty for plain text
    """

    text: str | Markup
    docname: str = ""
    anchor: str = ""
    url: str = ""
    kind: str = ""
    id: str = ""


Line = tuple[Span | Ref, ...]
"""A line of text with its roles resolved: pieces of text, and names with links."""

ROLES = {
    "person": Kind.PERSON,
    "project": Kind.PROJECT,
    "org": Kind.ORGANISATION,
    "pub": Kind.PUBLICATION,
    "venue": Kind.VENUE,
}
"""The roles of running text, and what they name."""

PUBLICATIONS_PAGE = "research/publications"
"""The page that lists every publication of ours; below it are their landing pages."""


def ref(catalogue: Catalogue, kind: Kind, identifier: str) -> Ref | None:
    """Name a record in running text, if it exists; collaborators answer as people do."""
    records = catalogue.records
    named: Ref | None = None
    if kind is Kind.PERSON and (somebody := catalogue.somebody(identifier)):
        named = person_ref(somebody)
    elif kind is Kind.PROJECT and (project := records.projects.get(identifier)):
        named = replace(project_ref(project), text=project.short or project.title)
    elif kind is Kind.PUBLICATION and (paper := records.publications.get(identifier)):
        named = publication_ref(paper)
    elif kind is Kind.ORGANISATION and (organisation := records.organisations.get(identifier)):
        named = organisation_ref(organisation)
    elif kind is Kind.VENUE and (venue := records.venues.get(identifier)):
        named = Ref(venue.short or venue.name, url=venue.url or "", kind=kind, id=identifier)
    return named


def line(catalogue: Catalogue, markup: Markup | None) -> Line:
    """Resolve the roles in a line; one that names nothing leaves its text."""
    spans = markup.spans if markup else ()
    return tuple(_resolved(catalogue, span) if span.kind == "role" else span for span in spans)


def lines(catalogue: Catalogue, markups: Iterable[Markup]) -> tuple[Line, ...]:
    """Resolve the roles in several lines."""
    return tuple(line(catalogue, markup) for markup in markups)


def _resolved(catalogue: Catalogue, span: Span) -> Span | Ref:
    found = ref(catalogue, ROLES[span.role], span.target)
    if found is None:
        return Span("text", span.text or span.target)
    return replace(found, text=span.text) if span.text else found


def person_ref(who: Person | Collaborator) -> Ref:
    """Name a person by their page, a collaborator by their own address."""
    name = str(who.name)
    if isinstance(who, Person):
        return Ref(name, page_of(who), kind=Kind.PERSON, id=who.id)
    return Ref(name, url=who.url or orcid_address(who.orcid), kind=Kind.COLLABORATOR, id=who.id)


def somebody_ref(catalogue: Catalogue, named: str) -> Ref:
    """Name an advisor or project member, who may be plain text."""
    return ref(catalogue, Kind.PERSON, named) or Ref(named)


def project_ref(project: Project) -> Ref:
    """Name a project by its page."""
    return Ref(project.title, page_of(project), kind=Kind.PROJECT, id=project.id)


def organisation_ref(organisation: Organisation) -> Ref:
    """Name an organisation by its own site, else by its entry in the register."""
    url = organisation.url or ror_address(organisation.ror)
    return Ref(organisation.name, url=url, kind=Kind.ORGANISATION, id=organisation.id)


def organisation_refs(catalogue: Catalogue, *named: str | None) -> tuple[Ref, ...]:
    """Name organisations, which may be plain text; absent ones are left out."""
    return tuple(ref(catalogue, Kind.ORGANISATION, name) or Ref(name) for name in named if name)


def publication_ref(paper: Publication) -> Ref:
    """Name a paper by its landing page, and by its address elsewhere."""
    page = landing_page(paper.id)
    return Ref(paper.title, page, url=address(paper), kind=Kind.PUBLICATION, id=paper.id)


def landing_page(key: str) -> str:
    """The page of a publication of its own, which is made of its record and no document."""
    return f"{PUBLICATIONS_PAGE}/{slug(key)}"


def year_page(year: int | str) -> str:
    """The page of all publications of a year, where a list is too long for one page."""
    return f"{PUBLICATIONS_PAGE}/years/{year:0>4}"


def page_of(record: Record) -> str:
    """The document that a record is written in."""
    return record.place.path.removesuffix(".md")


def address(paper: Publication) -> str:
    """The best address of a paper elsewhere: its publisher's, or the preprint's."""
    return paper.paper or doi_address(paper.doi) or arxiv_address(paper.arxiv)
