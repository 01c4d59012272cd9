"""The nodes that others are made of: names, identifiers, organisations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sphinx_research.formats.site import Site
from sphinx_research.formats.text import one_line
from sphinx_research.formats.works import Contributor
from sphinx_research.records.folding import is_native
from sphinx_research.records.model import Organisation, Project
from sphinx_research.records.names import PersonName
from sphinx_research.records.values import orcid_address, ror_address
from sphinx_research.records.views.refs import page_of

Node = dict[str, object]
"""An object of JSON-LD: ``@type``, perhaps ``@id``, and properties."""


def node(kind: str, facts: Mapping[str, object]) -> Node:
    """Make a node of what is known; what is empty says nothing and goes, but for a nought."""
    return {"@type": kind, **{name: value for name, value in facts.items() if value or value == 0}}


def lines(texts: Iterable[str | None]) -> list[str]:
    """Several texts, each on one line and once; what has no words goes."""
    return list(dict.fromkeys(line for text in texts if text and (line := one_line(text))))


def identifier(scheme: str, value: str, url: str = "") -> Node:
    """An identifier, with the name of its scheme."""
    return node("PropertyValue", {"propertyID": scheme, "value": value, "url": url})


def contributor(who: Contributor, site: Site) -> Node:
    """Somebody who has made something: a person, or a collaboration.

    The node's ``@id`` is their page on this site, where another node may tell more of them,
    or else their ORCID iD.  Where they are now says nothing of where they were then.
    """
    if is_group(who):
        return node("Organization", {"name": one_line(who.name.literal), "url": who.page})
    address = orcid_address(who.orcid)
    here = who.page if site.base and who.page.startswith(site.base) else ""
    return node(
        "Person",
        {
            "@id": here or address,
            **names(who.name),
            "url": who.page if who.page != address else "",
            "identifier": identifier("ORCID", who.orcid, address) if who.orcid else None,
            "sameAs": address,
        },
    )


def is_group(who: Contributor) -> bool:
    """Whether this is a collaboration: nobody known, with several words and no family name."""
    literal = who.name.literal
    return not who.id and " " in literal and not is_native(literal)


def names(name: PersonName) -> Node:
    """A person's name, whole and in its parts."""
    return {
        "name": one_line(str(name)),
        "givenName": one_line(name.given),
        "familyName": one_line(name.whole_family),
        "honorificSuffix": one_line(name.suffix),
    }


def organisation_ref(org: Organisation | str) -> Node:
    """Name an organisation, which may be known by name only.

    Its ``@id`` is its entry in the Research Organization Registry.
    """
    if isinstance(org, str):
        return node("Organization", {"name": one_line(org)})
    named = {"@id": ror_address(org.ror), "name": one_line(org.name), "url": org.url}
    return node("Organization", named)


def organisation(org: Organisation | str) -> Node:
    """Describe an organisation by all that is known of it."""
    named = organisation_ref(org)
    if isinstance(org, str):
        return named
    address = ror_address(org.ror)
    return named | node(
        "Organization",
        {
            "alternateName": lines((org.short, org.native_name, *org.aliases)),
            "identifier": identifier("ROR", org.ror, address) if org.ror else None,
            "sameAs": address,
        },
    )


def project_ref(project: Project, site: Site) -> Node:
    """Name a project, which to schema.org is an organisation."""
    page = site.page(page_of(project))
    return node("ResearchProject", {"@id": page, "name": project.title.plain, "url": page})
