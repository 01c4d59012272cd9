"""The heads of pages for the builders that are not HTML, as nodes that every builder knows."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.query import PersonPart, ProjectOf
from sphinx_research.records.raw import Kind
from sphinx_research.records.views.entry import Link
from sphinx_research.records.views.people import Profile
from sphinx_research.records.views.projects import ProjectView
from sphinx_research.records.views.refs import Line, Ref
from sphinx_research.records.words import Words
from sphinx_research.site.nodes import (
    RecordHead,
    inline,
    joined,
    link,
    paragraph,
    phrase,
    refs,
    text_nodes,
)


def expanded_head(catalogue: Catalogue, node: RecordHead) -> list[nodes.Node]:
    """Write a head out: the picture, then the facts."""
    words = catalogue.settings.words
    if node["kind"] == Kind.PERSON:
        person = catalogue.answer(PersonPart(node["record"], "profile")).view
        facts = _person(person, words) if person else []
    else:
        project = catalogue.answer(ProjectOf(node["record"])).view
        facts = _project(project, words) if project else []
    return [nodes.container("", *node.children, *facts)]


def _person(view: Profile, words: Words) -> list[nodes.Node]:
    alumni = words("alumni") if view.card.alumni else ""
    role = [part for part in (view.card.role, alumni) if part]
    return [
        *_line(nodes.Text(" · ".join(role)) if role else None),
        *_line(*refs(view.affiliations)),
        *_named(words("Advised by {who}"), view.advisors),
        *_named(words("Advises {who}"), view.students),
        *_line(nodes.Text(" · ".join(view.badges)) if view.badges else None),
        *_links(view.links, view.email),
        *_line(*text_nodes(view.motto)),
    ]


def _project(view: ProjectView, words: Words) -> list[nodes.Node]:
    when = " · ".join(filter(None, (view.years, view.status)))
    return [
        *_line(*text_nodes(view.summary)),
        *_named(words("People: {who}"), view.people),
        *_named(words("Advised by {who}"), view.advisors),
        *_named(words("At {who}"), view.orgs),
        *_line(nodes.Text(when) if when else None),
        *(node for funding in view.funding for node in _funding(words, *funding)),
        *_links(view.links, ""),
    ]


def _funding(words: Words, funder: Ref, award: str, note: Line) -> list[nodes.Node]:
    parts = joined([refs([funder]), *([[nodes.Text(award)]] if award else [])])
    after = [nodes.Text("; "), *text_nodes(note)] if note else []
    return _line(*phrase(words("Funded by {who}"), who=parts), *after)


def _line(*content: nodes.Node | None) -> list[nodes.Node]:
    """A paragraph, if there is anything in it."""
    present = [node for node in content if node is not None]
    return [paragraph(*present)] if present else []


def _named(pattern: str, who: Sequence[Ref]) -> list[nodes.Node]:
    return _line(*phrase(pattern, who=refs(who))) if who else []


def _links(links: Sequence[Link], email: str) -> list[nodes.Node]:
    shown: list[list[nodes.Node]] = [[link(one.label, one.url)] for one in links]
    if email:
        shown.append([inline(email, classes=["email"])])
    return _line(*joined(shown))
