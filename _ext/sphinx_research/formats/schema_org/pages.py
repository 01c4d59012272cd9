"""Persons, projects and the site itself as schema.org has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sphinx_research.formats.html_text import words
from sphinx_research.formats.pieces import pieces
from sphinx_research.formats.schema_org.nodes import (
    Node,
    contributor,
    identifier,
    lines,
    names,
    node,
    organisation,
    project_ref,
)
from sphinx_research.formats.site import Site
from sphinx_research.formats.text import one_line
from sphinx_research.formats.works import Contributor
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.markup import Markup
from sphinx_research.records.model import Funding, Person, Project
from sphinx_research.records.values import orcid_address
from sphinx_research.records.views.people import is_alumni
from sphinx_research.records.views.refs import line, page_of, person_ref


def person(catalogue: Catalogue, person: Person, site: Site) -> Node:
    """Describe the page of a person, and the person.

    The page has no ``@id`` of its own: its address names the person, as it does in the
    nodes of their papers.
    """
    page = site.page(page_of(person))
    described = node(
        "Person",
        {
            "@id": page,
            **names(person.name),
            "alternateName": lines((person.native_name, *person.aliases)),
            "url": page,
            "jobTitle": _job(catalogue, person),
            "affiliation": _organisations(catalogue, person.affiliations),
            "memberOf": [
                project_ref(catalogue.records.projects[one], site)
                for one in catalogue.projects_of.get(person.id, ())
            ],
            "alumniOf": _organisations(catalogue, _schools(catalogue, person)),
            "knowsAbout": lines(_words(catalogue, one.text, site) for one in person.interests),
            "award": lines(_words(catalogue, one.title, site) for one in person.awards),
            "identifier": (
                identifier("ORCID", person.orcid, orcid_address(person.orcid))
                if person.orcid
                else None
            ),
            "sameAs": lines((orcid_address(person.orcid), *person.links.values())),
        },
    )
    about = {
        "name": described["name"],
        "url": page,
        "inLanguage": site.language,
        "mainEntity": described,
    }
    return node("ProfilePage", about)


def project(catalogue: Catalogue, project: Project, site: Site) -> Node:
    """Describe a project with its members."""
    since, until = project.since, project.until
    summary = project.summary
    return project_ref(project, site) | node(
        "ResearchProject",
        {
            "alternateName": one_line(project.short or ""),
            "description": _words(catalogue, summary, site) if summary else "",
            "sameAs": lines(project.links.values()),
            "keywords": lines(project.tags),
            "foundingDate": str(since) if since else "",
            "dissolutionDate": str(until) if until else "",
            "member": [
                _member(catalogue, who, site)
                for who in dict.fromkeys((*project.advisors, *catalogue.people_of[project.id]))
            ],
            "parentOrganization": _organisations(catalogue, project.orgs),
            "funding": [_grant(catalogue, one) for one in project.funding],
        },
    )


def item_list(name: str, entries: Sequence[tuple[str, str]], total: int | None = None) -> Node:
    """Describe a list on a page.

    :param entries: the names and addresses of its first entries, or of all
    :param total: how many it has, where that are not all
    """
    return node(
        "ItemList",
        {
            "name": one_line(name),
            "numberOfItems": len(entries) if total is None else total,
            "itemListElement": [
                node("ListItem", {"position": place, "name": one_line(entry), "url": url})
                for place, (entry, url) in enumerate(entries, start=1)
            ],
        },
    )


def breadcrumbs(trail: Sequence[tuple[str, str]]) -> Node:
    """Describe the way from the home page to a page: names and addresses."""
    return node(
        "BreadcrumbList",
        {
            "itemListElement": [
                node(
                    "ListItem",
                    {
                        "position": place,
                        "name": one_line(name),
                        "item": {"@id": url} if url else None,
                    },
                )
                for place, (name, url) in enumerate(trail, start=1)
            ]
        },
    )


def website(site: Site, description: str) -> Node:
    """Describe the site as a whole."""
    return node(
        "WebSite",
        {
            "@id": site.base,
            "name": one_line(site.name),
            "url": site.base,
            "description": one_line(description),
            "inLanguage": site.language,
            "license": site.license,
        },
    )


# --- parts --------------------------------------------------------------------------------


def _words(catalogue: Catalogue, markup: Markup, site: Site) -> str:
    return words(pieces(line(catalogue, markup), site))


def _job(catalogue: Catalogue, person: Person) -> str:
    """The role that the person has here; alumni have none any more."""
    if is_alumni(catalogue, person):
        return ""
    settings = catalogue.settings
    return settings.roles.get(person.role_on(settings.today), "")


def _schools(catalogue: Catalogue, person: Person) -> Iterable[str]:
    """Where the person has finished a degree."""
    today = catalogue.settings.today
    ended = (one.org for one in person.education if one.period.ended(today))
    return dict.fromkeys(ended)


def _organisations(catalogue: Catalogue, named: Iterable[str]) -> list[Node]:
    records = catalogue.records.organisations
    return [organisation(records.get(one, one)) for one in named]


def _member(catalogue: Catalogue, named: str, site: Site) -> Node:
    """A member of a project, who may be known by name only."""
    somebody = catalogue.somebody(named)
    if somebody is None:
        return node("Person", {"name": one_line(named)})
    ref = person_ref(somebody)
    page = site.page(ref.docname) if ref.docname else ref.url
    return contributor(Contributor(somebody.name, somebody.id, somebody.orcid or "", page), site)


def _grant(catalogue: Catalogue, funding: Funding) -> Node:
    funder = catalogue.records.organisations.get(funding.funder, funding.funder)
    return node(
        "Grant",
        {"identifier": one_line(funding.award or ""), "funder": organisation(funder)},
    )
