"""Lists of records: ``publications``, ``references``, ``people``, ``projects``, ``news``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.typing import OptionSpec

from sphinx_research.records.problems import Code
from sphinx_research.records.query import (
    FacetsOf,
    Group,
    Marks,
    Newest,
    News,
    People,
    Projects,
    Publications,
)
from sphinx_research.records.raw import Kind
from sphinx_research.records.views.refs import page_of
from sphinx_research.site.directives.base import (
    ResearchDirective,
    one_of,
    partial_date,
    types,
    word,
    years,
)
from sphinx_research.site.nodes import (
    Nothing,
    RecordList,
    legend,
    paragraph,
    ref_nodes,
    text_nodes,
)


def record_list(
    kind: Kind, groups: Sequence[Group], docname: str, style: str, emphasis: str = ""
) -> RecordList:
    """Make the one node that stands for a whole list."""
    return RecordList(
        "",
        kind=kind.value,
        groups=[(group.heading, list(group.ids)) for group in groups],
        docname=docname,
        style=style,
        emphasis=emphasis,
        numbers={},
        anchors={},
        backlinks={},
        details=False,
        leads={group.heading: group.lead for group in groups if group.lead},
    )


class PublicationsDirective(ResearchDirective):
    """A list of papers: of the page's person or project, elsewhere all of ours.

    With `person`, `project`, `org` or `venue` it looks through the whole site; with other
    options it stays with the page's person or project.

    :param person: whose papers
    :param project: of which project
    :param org: of which organisation, and those that are part of it
    :param venue: where they appeared
    :param tag: which keyword they have
    :param type: of which types; `papers` stands for all but patents, datasets, software and
        talks
    :param years: from which years
    :param selected: only selected ones
    :param award: only those with an award
    :param group: by what headings part the list
    :param style: whether papers have the numbers by which `{cite}` names them; several such
        lists on a page are counted on
    :param limit: how many at most
    :param facets: a form above the list, by which visitors narrow it: by words, years, type,
        venue, topic, person, project, award and code. It is for one list of a page; a list of
        more than 150 papers of the whole site then shows about the newest 100, and leads to
        pages of the years before, such as `research/publications/years/2019`
    """

    option_spec: ClassVar[OptionSpec] = {
        "person": word,
        "project": word,
        "org": word,
        "venue": word,
        "tag": word,
        "type": types,
        "years": years,
        "selected": directives.flag,
        "award": directives.flag,
        "group": one_of("year", "type", "none"),
        "style": one_of("plain", "numbered"),
        "limit": directives.positive_int,
        "facets": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Show what the filters find, and explain the marks on authors once."""
        options = self.options
        filters = ("person", "project", "org", "venue")
        own = not any(name in options for name in filters)
        person = self.subject(Kind.PERSON) if own or "person" in options else ""
        since, until = options.get("years", (0, 9999))
        query = Publications(
            person=person,
            project=self.subject(Kind.PROJECT) if own or "project" in options else "",
            org=self.known("org", self.records.organisations),
            venue=self.known("venue", self.records.venues),
            tag=self.known("tag", self.domain.catalogue.by_tag),
            types=options.get("type", frozenset()),
            since=since,
            until=until,
            selected="selected" in options,
            award="award" in options,
            group=options.get("group", ""),
            limit=options.get("limit", 0),
        )
        faceted = "facets" in options and self._may_have_facets()
        groups = self.observe(Newest(query) if faceted else query)
        node = record_list(
            Kind.PUBLICATION, groups, self.docname, options.get("style", "plain"), emphasis=person
        )
        if faceted:
            node["facets"] = FacetsOf(query)
            self.observe(node["facets"])
        marks = self.domain.catalogue.answer(Marks(tuple(node.ids_shown))).view
        return [node, *legend(marks)]

    def _may_have_facets(self) -> bool:
        """Whether a form can stand here: its state is the page's address, so there is one."""
        if self.domain.asked(FacetsOf, self.docname):
            cause = "another list of this page has facets already"
            self.warn(Code.VALUE, cause, "remove `facets` from one of them")
            return False
        return self.domain.fragments.places.has_landing_pages


class ReferencesDirective(ResearchDirective):
    """The outside works that the page cites, each once, numbered, with links back."""

    def run(self) -> list[nodes.Node]:
        """Leave the place for them."""
        return [record_list(Kind.PUBLICATION, (), self.docname, "references")]


class PeopleDirective(ResearchDirective):
    """People by role, then the alumni, the last to leave first.

    :param role: of which role
    :param project: of which project
    :param current: no alumni
    :param alumni: only alumni
    :param as-of: the group of that time: everybody who was here on any day of it, under the
        last role they had then, and no alumni. Without a `since`, somebody has been here from
        the beginning
    :param group: whether headings part the list
    :param style: cards; or everybody in a line, by the first letter of the family name
    """

    option_spec: ClassVar[OptionSpec] = {
        "role": word,
        "project": word,
        "current": directives.flag,
        "alumni": directives.flag,
        "as-of": partial_date,
        "group": one_of("role", "none"),
        "style": one_of("cards", "index"),
    }

    def run(self) -> list[nodes.Node]:
        """Show cards."""
        which = next((name for name in ("current", "alumni") if name in self.options), "")
        as_of = self.options.get("as-of")
        if which and as_of:
            cause = f"`as-of` shows the group of {as_of}, and `{which}` that of today"
            self.warn(Code.VALUE, cause, "remove one of them")
            which = ""
        query = People(
            role=self.known("role", self.domain.catalogue.settings.roles),
            which=which,
            project=self.known("project", self.records.projects),
            as_of=as_of,
            letters=self.options.get("style") == "index",
        )
        groups = self.observe(query)
        if self.options.get("group") == "none":
            groups = (Group("", tuple(one for group in groups for one in group.ids)),)
        style = self.options.get("style", "cards")
        node = record_list(Kind.PERSON, groups, self.docname, style)
        if as_of:
            node["as_of"] = as_of
        return [node]


class ProjectsDirective(ResearchDirective):
    """Projects: of the page's person, elsewhere all.

    :param theme: of which theme
    :param person: of whom
    :param featured: only those that the home page shows
    :param group: whether the themes part the list
    :param limit: how many at most
    """

    option_spec: ClassVar[OptionSpec] = {
        "theme": word,
        "person": word,
        "featured": directives.flag,
        "group": one_of("theme", "none"),
        "limit": directives.positive_int,
    }

    def run(self) -> list[nodes.Node]:
        """Show cards, or the overview by theme."""
        query = Projects(
            theme=self.known("theme", self.domain.catalogue.settings.themes),
            person=self.subject(Kind.PERSON),
            featured="featured" in self.options,
            group=self.options.get("group", ""),
            limit=self.options.get("limit", 0),
        )
        groups = self.observe(query)
        style = "overview" if query.group == "theme" else "cards"
        return [record_list(Kind.PROJECT, groups, self.docname, style)]


class NewsDirective(ResearchDirective):
    """News of the page's person or project, elsewhere all, newest first.

    :param person: of whom
    :param project: of which project
    :param limit: how many at most
    """

    option_spec: ClassVar[OptionSpec] = {
        "person": word,
        "project": word,
        "limit": directives.positive_int,
    }

    def run(self) -> list[nodes.Node]:
        """Show the items, newest first."""
        kinds = (Kind.PROJECT,) if "project" in self.options else (Kind.PERSON, Kind.PROJECT)
        owners = (self.records.of(kind).get(self.subject(kind)) for kind in kinds)
        owner = next(filter(None, owners), None)
        about = page_of(owner) if owner else ""
        items = self.observe(News(about, self.options.get("limit", 0)))
        listing = nodes.bullet_list(classes=["news"])
        for item in items:
            when = paragraph(item.when, classes=["when"])
            if item.about and not about:
                when += [nodes.Text(" · "), *ref_nodes(item.about)]
            body = paragraph(*text_nodes(item.text))
            if item.publication:
                body += [nodes.Text(" "), *ref_nodes(item.publication)]
            listing += nodes.list_item("", when, body)
        return [listing if items else Nothing()]
