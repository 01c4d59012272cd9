"""What the search of the site knows beside `finding_papers`: the files below ``search/``.

``site.json`` holds people, projects and pages as arrays, and other names of venues::

    {"people": [[address, name, native name, its language, other names, role, affiliation,
                 interests], …],
     "projects": [[address, title, other names, summary, people, theme], …],
     "pages": [[address, title, [[heading, anchor], …]], …],
     "venues": [[name as in papers.json, others], …],
     "words": [the first word of each piece, …]}

``words/0.json`` and so on are the pieces of an index of texts.  These are numbered: first the
abstracts, in the order of ``papers.json``, then the pages of people and of projects, with what
their heads say, and others.
Addresses begin at the top of the site; all texts are plain; what is missing is empty.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sphinx_research.formats import search_words
from sphinx_research.formats.html_text import words
from sphinx_research.formats.text import one_line
from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.model import Person, Project, Venue
from sphinx_research.records.query import CardOf, PersonPart, ProjectOf
from sphinx_research.records.views.people import is_alumni
from sphinx_research.records.views.refs import Ref, lines, page_of

Address = Callable[[str], str]
"""Gives the way from the top of the site to a page, which Sphinx names."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a search sees it.

    :param headings: those below its title, each with its anchor
    """

    title: str
    headings: tuple[tuple[str, str], ...] = ()
    text: str = ""


def files(works: Works, pages: Mapping[str, Page], address: Address) -> Iterator[tuple[str, str]]:
    """Write the files: the path of each below ``search/``, and what it holds.

    :param pages: by the names that Sphinx has for them
    """
    catalogue = works.catalogue
    people = sorted(catalogue.records.people.values(), key=lambda one: _place(catalogue, one))
    projects = sorted(catalogue.records.projects.values(), key=lambda one: one.title.key)
    others = [docname for docname in sorted(pages) if docname not in catalogue.pages]
    in_order = (*map(page_of, people), *map(page_of, projects), *others)

    def texts() -> Iterator[str]:
        yield from (works[key].abstract for key in papers(catalogue))
        for docname in in_order:
            text = pages[docname].text if docname in pages else ""
            yield f"{_head(catalogue, docname)} {text}"

    first_words: list[str] = []
    for number, piece in enumerate(search_words.index(texts())):
        first_words.append(piece.first)
        yield f"words/{number}.json", piece.text
    data = {
        "people": [_person(catalogue, person, address) for person in people],
        "projects": [_project(catalogue, project, address) for project in projects],
        "pages": [_page(pages[docname], address(docname)) for docname in others],
        "venues": list(filter(None, map(_venue, catalogue.records.venues.values()))),
        "words": first_words,
    }
    yield "site.json", json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _head(catalogue: Catalogue, docname: str) -> str:
    """What the head of a page says: it is made of a record, and in no document's text."""
    match catalogue.pages.get(docname):
        case Person() as person:
            profile = catalogue.answer(PersonPart(person.id, "profile")).view
            named = (*profile.affiliations, *profile.advisors, *profile.students)
            return _joined(*map(_name, named), *profile.badges, words(profile.motto))
        case Project() as project:
            view = catalogue.answer(ProjectOf(project.id)).view
            if view is None:
                return ""
            funding = (f"{_name(by)} {award} {words(note)}" for by, award, note in view.funding)
            return _joined(*map(_name, (*view.advisors, *view.orgs)), *funding)
        case _:
            return ""


def papers(catalogue: Catalogue) -> tuple[str, ...]:
    """Give the keys of all publications in the order of ``papers.json``."""
    others = (key for key in catalogue.records.publications if not catalogue.is_ours(key))
    return (*catalogue.ours, *catalogue.in_order(others))


def _place(catalogue: Catalogue, person: Person) -> tuple[bool, tuple[str, ...], str]:
    return is_alumni(catalogue, person), person.name.sort_key, person.id


def _person(catalogue: Catalogue, person: Person, address: Address) -> list[str]:
    card = catalogue.answer(CardOf(person.id)).view
    interests = lines(catalogue, (one.text for one in person.interests))
    return [
        address(page_of(person)),
        str(person.name),
        one_line(person.native_name or ""),
        card.language if card else "",
        _joined(*person.aliases),
        card.role if card else "",
        _name(card.affiliation) if card and card.affiliation else "",
        _joined(*map(words, interests)),
    ]


def _project(catalogue: Catalogue, project: Project, address: Address) -> list[str]:
    view = catalogue.answer(ProjectOf(project.id)).view
    return [
        address(page_of(project)),
        project.title.plain,
        one_line(project.short or ""),
        words(view.summary) if view else "",
        _joined(*map(_name, view.people)) if view else "",
        one_line(catalogue.settings.themes.get(project.theme or "", "")),
    ]


def _page(page: Page, address: str) -> list[Any]:
    return [address, one_line(page.title), page.headings]


def _venue(venue: Venue) -> list[str]:
    others = _joined(venue.name if venue.short else "", venue.native_name or "", *venue.aliases)
    return [venue.short or venue.name, others] if others else []


def _name(named: Ref) -> str:
    return one_line(named.text if isinstance(named.text, str) else named.text.plain)


def _joined(*texts: str) -> str:
    return ", ".join(filter(None, map(one_line, texts)))
