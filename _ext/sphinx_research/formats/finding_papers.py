"""All publications in one compact file, by which the scripts of the site find papers.

``search/papers.json`` is fetched when somebody begins to search, and not before: so it is
short rather than plain.  It holds arrays, with places in the first ones for names::

    {"venues": [name, …], "types": [name, …], "topics": [tag, …],
     "people": [[id, name, native name], …], "projects": [[id, title], …],
     "papers": [[slug, title, authors, year, venue, type, topics, people, projects, flags], …]}

The papers of the site come first, newest first as in lists, then those of others.  Title and
authors are plain text; the year is 0 if there is none; venue and type are places, -1 for none;
topics, people and projects are arrays of places; flags are the sum of 1 (has an award), 2
(code), 4 (data) and 8 (by others).  Only people and projects with publications are named.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.model import slug
from sphinx_research.records.query import EntryOf
from sphinx_research.records.views import facets
from sphinx_research.records.views.facets import Traits

FILE = "search/papers.json"
"""Where the site has it."""

NONE = -1


def dump(works: Works) -> str:
    """Write the file, on one line."""
    catalogue = works.catalogue
    records = catalogue.records
    others = [key for key in records.publications if not catalogue.is_ours(key)]
    keys = (*catalogue.ours, *catalogue.in_order(others))
    found = [facets.traits(catalogue, key) for key in keys]
    venues = facets.in_order(one.venue for one in found if one.venue)
    types = facets.types_in_order(catalogue, (one.type for one in found if one.type))
    topics = facets.in_order(topic for one in found for topic in one.topics)
    people = facets.people_in_order(catalogue, (who for one in found for who in one.people))
    projects = facets.projects_in_order(catalogue, (it for one in found for it in one.projects))
    places = [_places(names) for names in (venues, types, topics, people, projects)]
    data = {
        "venues": venues,
        "types": types,
        "topics": topics,
        "people": [_person(catalogue, one) for one in people],
        "projects": [[one, records.projects[one].title.plain] for one in projects],
        "papers": [
            _paper(catalogue, key, one, *places) for key, one in zip(keys, found, strict=True)
        ],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _places(names: Iterable[str]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def _person(catalogue: Catalogue, identifier: str) -> list[str]:
    person = catalogue.records.people[identifier]
    return [identifier, str(person.name), person.native_name or ""]


def _paper(  # noqa: PLR0913, PLR0917 - one for each list of names
    catalogue: Catalogue,
    key: str,
    traits: Traits,
    venues: dict[str, int],
    types: dict[str, int],
    topics: dict[str, int],
    people: dict[str, int],
    projects: dict[str, int],
) -> list[Any]:
    entry = catalogue.answer(EntryOf(key)).view
    authors = [str(author.ref.text) for author in entry.authors] if entry else []
    return [
        slug(key),
        catalogue.records.publications[key].title.plain,
        ", ".join(authors),
        traits.year,
        venues.get(traits.venue, NONE),
        types.get(traits.type, NONE),
        [topics[one] for one in traits.topics],
        [people[one] for one in traits.people],
        [projects[one] for one in traits.projects],
        traits.flags,
    ]
