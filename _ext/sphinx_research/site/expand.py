"""Lists for the builders that are not HTML: each becomes ordinary nodes when written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.query import CardOf, EntryOf, PapersOf, ProjectOf
from sphinx_research.records.raw import Kind
from sphinx_research.records.views.entry import AuthorView, Entry
from sphinx_research.records.views.people import Card
from sphinx_research.records.views.projects import ProjectView
from sphinx_research.records.views.refs import Ref
from sphinx_research.records.words import Words
from sphinx_research.site.heads import expanded_head
from sphinx_research.site.nodes import (
    DOMAIN,
    RecordHead,
    RecordList,
    joined,
    link,
    paragraph,
    phrase,
    ref_nodes,
    refs,
    text_nodes,
)

if TYPE_CHECKING:
    from sphinx_research.site.domain import ResearchDomain


class ExpandLists(SphinxPostTransform):
    """Replace lists and heads; before references are resolved (MyST's at 9, Sphinx's at 10)."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401, ARG002 - docutils' signature
        """Put a bullet list, with headings between groups, where a list stood."""
        domain = cast("ResearchDomain", self.env.domains[DOMAIN])
        if domain.fragments.builder.format == "html":  # which writes lists itself
            return
        for node in list(self.document.findall(RecordList)):
            node.replace_self(expanded(domain.catalogue, node))
        for head in list(self.document.findall(RecordHead)):
            head.replace_self(expanded_head(domain.catalogue, head))


def expanded(catalogue: Catalogue, node: RecordList) -> list[nodes.Node]:
    """Write a list out as nodes that every builder knows."""
    result: list[nodes.Node] = []
    for heading, ids in node["groups"]:
        if heading:
            result.append(nodes.rubric("", heading))
        if lead := node["leads"].get(heading):
            result.append(paragraph(lead))
        listing = nodes.bullet_list()
        for one in ids:
            listing += nodes.list_item("", *_item(catalogue, node, one))
        result.append(listing)
    return result


def _item(catalogue: Catalogue, node: RecordList, identifier: str) -> list[nodes.Node]:
    if node["kind"] == Kind.PERSON:
        card = catalogue.answer(CardOf(identifier, node.get("as_of"))).view
        return [_person(card, catalogue.settings.words)] if card else []
    if node["kind"] == Kind.PROJECT:
        project = catalogue.answer(ProjectOf(identifier)).view
        overview = node["style"] == "overview"
        papers = catalogue.answer(PapersOf(identifier)).view if overview else ()
        return _project(project, papers) if project else []
    entry = catalogue.answer(EntryOf(identifier)).view
    return [_publication(entry, node)] if entry else []


def _publication(entry: Entry, node: RecordList) -> nodes.paragraph:
    number = node["numbers"].get(entry.key)
    parts: list[list[nodes.Node]] = [
        joined(_author(author, node["emphasis"]) for author in entry.authors),
        [nodes.strong("", "", *text_nodes(entry.title))],
        text_nodes(entry.original) if entry.original else [],
        _venue(entry),
        joined([link(one.label, one.url)] for one in entry.links),
    ]
    anchor = node["anchors"].get(entry.key)
    line = paragraph(
        *([nodes.target("", "", ids=[anchor])] if anchor else []),
        *([nodes.Text(f"[{number}] ")] if number else []),
        *joined((part for part in parts if part), ". "),
        nodes.Text("."),
    )
    if entry.note:
        line += [nodes.Text(" "), *text_nodes(entry.note)]
    return line


def _author(author: AuthorView, emphasis: str) -> list[nodes.Node]:
    ref, marks = author.ref, author.marks
    if ref.kind == Kind.PERSON and ref.id == emphasis:
        name: list[nodes.Node] = [nodes.strong("", str(ref.text))]
    elif author.member and not emphasis:
        name = [nodes.strong("", "", *ref_nodes(ref))]
    else:
        name = ref_nodes(ref)
    return [*name, nodes.superscript("", marks)] if marks else name


def _venue(entry: Entry) -> list[nodes.Node]:
    short = f" ({entry.short})" if entry.short and entry.short != entry.venue else ""
    name: list[nodes.Node] = (
        [nodes.emphasis("", entry.venue), nodes.Text(short)] if entry.venue else []
    )
    more = (entry.year, entry.details, entry.rank, entry.award, entry.status)
    return joined([*([name] if name else []), *([nodes.Text(one)] for one in more if one)])


def _person(card: Card, words: Words) -> nodes.paragraph:
    name = ref_nodes(card.ref)
    if card.native_name:
        name.append(nodes.Text(f" {card.native_name}"))
    affiliation = ref_nodes(card.affiliation) if card.affiliation else []
    if card.alumni:
        now = phrase(words("now at {place}"), place=ref_nodes(card.now)) if card.now else []
        return paragraph(*_present(name, _text(card.role), _text(card.years), now))
    return paragraph(*_present(name, _text(card.role), affiliation))


def _project(view: ProjectView, papers: tuple[Ref, ...]) -> list[nodes.Node]:
    title: list[nodes.Node] = [nodes.strong("", "", *ref_nodes(view.ref))]
    result: list[nodes.Node] = [paragraph(*_present(title, refs(view.people), _text(view.years)))]
    if view.summary:
        result.append(paragraph(*text_nodes(view.summary)))
    if papers:
        result.append(paragraph(*refs(papers)))
    return result


def _present(*parts: list[nodes.Node]) -> list[nodes.Node]:
    return joined(part for part in parts if part)


def _text(text: str) -> list[nodes.Node]:
    return [nodes.Text(text)] if text else []
