"""The site as one plain list, for language models and whoever else reads text.

The form is that of https://llmstxt.org: Markdown with a heading, a summary, and sections
of which each line is a link and, after a colon, what is behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_research.formats.facts import authors, container
from sphinx_research.formats.html_text import words
from sphinx_research.formats.markdown import escape, heading
from sphinx_research.formats.text import counted
from sphinx_research.formats.works import Work, Works
from sphinx_research.records.model import Person, Project
from sphinx_research.records.views.people import card
from sphinx_research.records.views.refs import line, page_of

MOST_AUTHORS = 6


def index(works: Works) -> str:
    """Write ``llms.txt``: all people, projects and papers of the site, a line each.

    :return: nothing if the site has no address
    """
    site, catalogue = works.site, works.catalogue
    if not site.base:
        return ""
    records = catalogue.records
    people = sorted(records.people.values(), key=lambda person: person.name.sort_key)
    projects = sorted(records.projects.values(), key=lambda project: project.title.key)
    papers = works.of(catalogue.ours)
    counts = ", ".join(
        (
            counted(len(people), "person", "people"),
            counted(len(projects), "project"),
            counted(len(papers), "publication"),
        )
    )
    sections = (
        _section("People", (_person(works, person) for person in people)),
        _section("Projects", (_project(works, project) for project in projects)),
        _section("Publications", map(_paper, papers)),
        _section("Data", _files(works)),
    )
    title = heading(1, site.name or site.base)
    return f"{title}\n\n> A research site: {counts}.\n{''.join(sections)}"


def _section(title: str, lines: Iterable[str]) -> str:
    listed = "\n".join(lines)
    return f"\n## {title}\n\n{listed}\n" if listed else ""


def _line(name: str, url: str, about: str) -> str:
    """Write a line; programs take the name to end at the first square bracket."""
    text = escape(name).replace("\\[", "(").replace("\\]", ")")
    return f"- [{text}]({url}){f': {about}' if about else ''}"


def _person(works: Works, person: Person) -> str:
    shown = card(works.catalogue, person)
    place = str(shown.affiliation.text) if shown.affiliation else ""
    about = ", ".join(filter(None, (shown.role, place, *map(words, shown.interests))))
    return _line(str(person.name), works.site.page(page_of(person)), escape(about))


def _project(works: Works, project: Project) -> str:
    summary = words(line(works.catalogue, project.summary))
    return _line(project.title.plain, works.site.page(page_of(project)), escape(summary))


def _paper(work: Work) -> str:
    names = [str(author.name) for author in authors(work)]
    if len(names) > MOST_AUTHORS:
        names = [*names[: MOST_AUTHORS - 1], f"and {len(names) - MOST_AUTHORS + 1} others"]
    year = str(work.issued.year) if work.issued else ""
    about = ". ".join(filter(None, (", ".join(names), container(work), year)))
    return _line(work.record.title.plain, work.page, escape(about))


def _files(works: Works) -> Iterator[str]:
    site = works.site
    if works.catalogue.ours:
        yield _line("publications.bib", site.file("publications.bib"), "all publications")
    yield _line("catalogue.json", site.file("catalogue.json"), "all of the above, for programs")
    schema = site.file("catalogue.schema.json")
    yield _line("catalogue.schema.json", schema, "what stands in it")
