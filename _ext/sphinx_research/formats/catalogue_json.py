"""All records in one file for other programs: ``catalogue.json``, and its JSON Schema.

E-mail addresses are left out on purpose: the file would be a list of them for harvesters.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, TypeVar

from sphinx_research.formats import catalogue_model as form
from sphinx_research.formats.atom import has_feed
from sphinx_research.formats.exports import EXPORTS
from sphinx_research.formats.facts import authors, container, editors
from sphinx_research.formats.html_text import words
from sphinx_research.formats.site import Site
from sphinx_research.formats.text import one_line
from sphinx_research.formats.works import Contributor, Work, Works
from sphinx_research.records.catalogue import Index, advisors
from sphinx_research.records.model import (
    Collaborator,
    Dated,
    Organisation,
    Person,
    Project,
    Record,
    Stay,
    Venue,
)
from sphinx_research.records.names import PersonName
from sphinx_research.records.views.entry import LINKS
from sphinx_research.records.views.refs import (
    Ref,
    landing_page,
    line,
    organisation_refs,
    page_of,
    somebody_ref,
)

ENDINGS = tuple(export.ending.removeprefix(".") for export in EXPORTS)


def dump(works: Works) -> str:
    """Write ``catalogue.json``, without what is not known.

    :return: nothing if the site has no address
    """
    site = works.site
    if not site.base:
        return ""
    written = _catalogue(works).model_dump_json(by_alias=True, exclude_defaults=True)
    return f"{written}\n"


def schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of what `dump` writes."""
    made = form.Catalogue.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def schema_text() -> str:
    """Write the JSON Schema, for people to read too."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _catalogue(works: Works) -> form.Catalogue:
    site, records = works.site, works.catalogue.records
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for identifier, organisation in sorted(records.organisations.items()):
        parts[organisation.parent or ""].append(identifier)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for identifier, person in sorted(records.people.items()):
        for affiliation in person.affiliations:
            members[affiliation].append(identifier)
    papers = works.of(works.catalogue.in_order(records.publications))
    return form.Catalogue(
        version=1,
        site=form.Site(
            name=site.name,
            address=site.base,
            language=site.language,
            license=site.license,
        ),
        people=tuple(_person(works, one) for one in _by_id(records.people)),
        collaborators=tuple(_collaborator(works, one) for one in _by_id(records.collaborators)),
        projects=tuple(_project(works, one) for one in _by_id(records.projects)),
        publications=tuple(_publication(work, site) for work in papers),
        organisations=tuple(
            _organisation(one, parts[one.id], members[one.id])
            for one in _by_id(records.organisations)
        ),
        venues=tuple(_venue(works, one) for one in _by_id(records.venues)),
    )


R = TypeVar("R", bound=Record)


def _by_id(shelf: dict[str, R]) -> Iterator[R]:
    return (record for _, record in sorted(shelf.items()))


# --- records ------------------------------------------------------------------------------


def _person(works: Works, person: Person) -> form.Person:
    catalogue = works.catalogue
    return form.Person(
        **_name(person.name),
        id=person.id,
        address=works.site.page(page_of(person)),
        files=_files(works, person, catalogue.by_person),
        native_name=person.native_name or "",
        aliases=person.aliases,
        orcid=person.orcid or "",
        roles=tuple(filter(None, map(_stay, person.stays))),
        affiliations=_organisations(works, person.affiliations),
        advisors=_people(works, advisors(person)),
        students=catalogue.students_of.get(person.id, ()),
        projects=catalogue.projects_of.get(person.id, ()),
        publications=catalogue.by_person.get(person.id, ()),
        links=person.links,
    )


def _stay(stay: Stay) -> form.Stay | None:
    dated = stay.role or stay.since or stay.until
    return form.Stay(role=stay.role, **_period(stay)) if dated else None


def _collaborator(works: Works, who: Collaborator) -> form.Collaborator:
    return form.Collaborator(
        **_name(who.name),
        id=who.id,
        native_name=who.native_name or "",
        orcid=who.orcid or "",
        url=who.url or "",
        affiliations=_organisations(works, who.affiliations),
        publications=works.catalogue.by_person.get(who.id, ()),
    )


def _project(works: Works, project: Project) -> form.Project:
    catalogue = works.catalogue
    return form.Project(
        id=project.id,
        title=project.title.plain,
        address=works.site.page(page_of(project)),
        files=_files(works, project, catalogue.by_project),
        short=project.short or "",
        summary=words(line(catalogue, project.summary)),
        theme=project.theme or "",
        **_period(project),
        people=_people(works, catalogue.people_of[project.id]),
        advisors=_people(works, project.advisors),
        organisations=_organisations(works, project.orgs),
        publications=catalogue.by_project.get(project.id, ()),
        tags=project.tags,
        links=project.links,
    )


def _publication(work: Work, site: Site) -> form.Publication:
    paper, page = work.record, landing_page(work.record.id)
    return form.Publication(
        id=paper.id,
        title=paper.title.plain or paper.id,
        address=work.page,
        files={ending: site.file(f"{page}.{ending}") for ending in ENDINGS},
        kind=work.type,
        ours=work.ours,
        author=tuple(map(_author, authors(work))),
        editor=tuple(map(_author, editors(work))),
        issued=str(work.issued or ""),
        status=paper.status or "",
        venue=work.venue.id if work.venue else "",
        container_title=container(work),
        volume=paper.volume or "",
        issue=paper.issue or "",
        page=paper.pages or "",
        number=paper.number or "",
        publisher=paper.publisher or "",
        doi=paper.doi or "",
        arxiv=paper.arxiv or "",
        isbn=paper.isbn or "",
        url=work.address,
        links={name: url for name in LINKS if (url := getattr(paper, name))},
        projects=tuple(project.id for project in work.projects),
        tags=paper.tags,
        award=paper.award or "",
        language=paper.language or "",
        license=paper.license or "",
        abstract=paper.abstract or "",
    )


def _author(one: Contributor) -> form.Author:
    return _same_author(one.name, one.id, one.orcid, one.equal, one.corresponding)


@lru_cache(maxsize=1 << 13)  # authors write more than one paper
def _same_author(
    name: PersonName,
    identifier: str,
    orcid: str,
    equal: bool,  # noqa: FBT001 - as a `Contributor` has it
    corresponding: bool,  # noqa: FBT001 - likewise
) -> form.Author:
    return form.Author(
        **_name(name), id=identifier, orcid=orcid, equal=equal, corresponding=corresponding
    )


def _organisation(
    organisation: Organisation, parts: Iterable[str], people: Iterable[str]
) -> form.Organisation:
    return form.Organisation(
        id=organisation.id,
        name=organisation.name,
        short=organisation.short or "",
        native_name=organisation.native_name or "",
        parent=organisation.parent or "",
        parts=tuple(parts),
        people=tuple(people),
        url=organisation.url or "",
        ror=organisation.ror or "",
    )


def _venue(works: Works, venue: Venue) -> form.Venue:
    return form.Venue(
        id=venue.id,
        name=venue.name,
        short=venue.short or "",
        kind=venue.type or "",
        issn=venue.issn or "",
        url=venue.url or "",
        publications=works.catalogue.by_venue.get(venue.id, ()),
    )


# --- parts of records ---------------------------------------------------------------------


def _name(name: PersonName) -> dict[str, Any]:
    whole = str(name)
    parts = {
        "name": whole,
        "family": name.family,
        "given": name.given,
        "particle": name.particle,
        "suffix": name.suffix,
    }
    # Names are no strings to the model of records, so half a surrogate pair passes it.
    return parts if whole.isascii() else {part: one_line(text) for part, text in parts.items()}


def _period(dated: Dated) -> dict[str, Any]:
    return {"since": str(dated.since or ""), "until": str(dated.until or "")}


def _people(works: Works, named: Iterable[str]) -> tuple[form.Named, ...]:
    return tuple(_named(somebody_ref(works.catalogue, one)) for one in named)


def _organisations(works: Works, named: Iterable[str]) -> tuple[form.Named, ...]:
    return tuple(map(_named, organisation_refs(works.catalogue, *named)))


def _named(ref: Ref) -> form.Named:
    return form.Named(name=str(ref.text), id=ref.id)


def _files(works: Works, record: Person | Project, papers: Index) -> dict[str, str]:
    endings = [*(ENDINGS if papers.get(record.id) else ()), *(["xml"] * has_feed(works, record))]
    page = page_of(record)
    return {ending: works.site.file(f"{page}.{ending}") for ending in endings}
