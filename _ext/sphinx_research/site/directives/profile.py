"""``{profile}``: the head of a person's or project's page."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from markupsafe import Markup as Html

from sphinx_research.records.integrity import find_file
from sphinx_research.records.problems import Code
from sphinx_research.records.query import PersonPart, ProjectOf
from sphinx_research.records.raw import Kind
from sphinx_research.records.views.entry import Link
from sphinx_research.records.views.people import Card, Profile
from sphinx_research.records.views.projects import ProjectView
from sphinx_research.records.views.refs import Line, Ref
from sphinx_research.site.directives.base import ResearchDirective
from sphinx_research.site.nodes import inline, joined, link, paragraph, refs, text_nodes


class ProfileDirective(ResearchDirective):
    """Who somebody is, or what a project is about, in a few lines."""

    def run(self) -> list[nodes.Node]:
        """Show the head of the page's own record."""
        record = self.page_record()
        if record is None:
            if self.docname not in self.domain.broken_pages:
                mend = (
                    "put it on a page in people/ or research/ whose first line is `---` and "
                    "whose front matter has `person:` or `project:`"
                )
                self.warn(Code.UNKNOWN_ID, "this page is nobody's and no project's", mend)
            return []
        if record.kind is Kind.PERSON:
            view: Profile = self.observe(PersonPart(record.id, "profile"))
            return [self._person(view), *map(_notice, view.notices)]
        project = self.observe(ProjectOf(record.id))
        return [_project(project)] if project else []

    def _person(self, view: Profile) -> nodes.container:
        role = [part for part in (view.card.role, "alumni" if view.card.alumni else "") if part]
        facts = nodes.container(classes=["facts"])
        facts += _line("role", nodes.Text(" · ".join(role)) if role else None)
        facts += _line("affiliations", *refs(view.affiliations))
        facts += _named("advisors", "Advised by", view.advisors)
        facts += _named("students", "Advises", view.students)
        facts += _links(view.links, view.email)
        if view.badges:
            badges = nodes.bullet_list(classes=["badges"])
            badges += [nodes.list_item("", paragraph(badge)) for badge in view.badges]
            facts += badges
        facts += _line("motto", *text_nodes(view.motto))
        return nodes.container("", self._portrait(view.card), facts, classes=["profile"])

    def _portrait(self, card: Card) -> nodes.container:
        if card.photo:
            self.env.note_dependency(card.photo.removeprefix("/"))  # it may come, or go
        if card.photo and find_file(Path(self.env.srcdir), card.photo):
            uri = f"/{card.photo.removeprefix('/')}"
            shown: nodes.Node = nodes.image(uri=uri, alt=str(card.ref.text))
        else:
            # A picture made of letters: it says nothing to other builders or to readers' ears.
            html = Html('<span class="monogram" aria-hidden="true">%s</span>') % card.initials
            shown = nodes.raw("", str(html), format="html")
        return nodes.container("", shown, classes=["portrait"])


def _project(view: ProjectView) -> nodes.container:
    facts = nodes.container(classes=["facts"])
    facts += _line("summary", *text_nodes(view.summary))
    facts += _named("people", "People:", view.people)
    facts += _named("advisors", "Advised by", view.advisors)
    facts += _named("orgs", "At", view.orgs)
    facts += _line("meta", nodes.Text(view.years) if view.years else None)
    for funder, award, note in view.funding:
        parts = joined([refs([funder]), *([[nodes.Text(award)]] if award else [])])
        facts += _line("funding", nodes.Text("Funded by "), *parts, *_after(note))
    facts += _links(view.links, "")
    return nodes.container("", facts, classes=["profile", "project"])


def _after(note: Line) -> list[nodes.Node]:
    return [nodes.Text("; "), *text_nodes(note)] if note else []


def _line(name: str, *content: nodes.Node | None) -> list[nodes.Node]:
    """A paragraph of the head, if there is anything in it."""
    present = [node for node in content if node is not None]
    return [paragraph(*present, classes=[name])] if present else []


def _named(name: str, words: str, who: tuple[Ref, ...]) -> list[nodes.Node]:
    return _line(name, nodes.Text(f"{words} "), *refs(who)) if who else []


def _links(links: tuple[Link, ...], email: str) -> list[nodes.Node]:
    shown: list[list[nodes.Node]] = [[link(one.label, one.url)] for one in links]
    if email:
        shown.append([inline(email, classes=["email"])])
    return _line("links", *joined(shown, " "))


def _notice(notice: Line) -> nodes.container:
    return nodes.container("", paragraph(*text_nodes(notice)), classes=["notice"])
