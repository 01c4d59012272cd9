"""Lists with facets: the form above them, and the pages by year of what is too much for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from markupsafe import Markup as Html
from sphinx.environment import BuildEnvironment

from sphinx_research.formats import schema_org, tags
from sphinx_research.formats.works import Works
from sphinx_research.records.query import FacetsOf, Group
from sphinx_research.records.raw import Kind
from sphinx_research.records.views import facets
from sphinx_research.records.views.refs import landing_page, year_page
from sphinx_research.records.words import noted
from sphinx_research.site.directives.lists import record_list
from sphinx_research.site.fragments import Fragments
from sphinx_research.site.head import above
from sphinx_research.site.nodes import DOMAIN, RecordList
from sphinx_research.site.picture_nodes import IN_LISTS
from sphinx_research.site.pictures import Wanted
from sphinx_research.site.shell import NAME, Shell

if TYPE_CHECKING:
    from sphinx_research.site.domain import ResearchDomain

YEARS_SHELL = year_page(NAME)
"""The name under which Sphinx renders the page that all pages of years are made of."""

LABELS = {
    "type": noted("Type"),
    "venue": noted("Venue"),
    "topic": noted("Topic"),
    "person": noted("Person"),
    "project": noted("Project"),
}
"""What the facets are called."""


def render(fragments: Fragments, node: RecordList) -> str:
    """Render a list, with its form if it has one."""
    listing = fragments.render(node)
    query = node.get("facets")
    if query is None:
        return listing
    root = fragments.places.root(node["docname"])
    uri = fragments.builder.get_target_uri
    found = fragments.catalogue.answer(query).view
    return fragments.template("facets.html").render(
        it=found,
        list=Html(listing),  # noqa: S704 - the template of lists escapes everything
        labels=LABELS,
        group=query.of.group,
        root=root or "./",
        landing=root + uri(landing_page(NAME)).replace(NAME, "*"),
        earlier=[(year, root + uri(year_page(year)), papers) for year, papers in found.earlier],
    )


def long_lists(env: BuildEnvironment) -> list[str]:
    """Name the pages with a list that leaves older papers to the pages of their years."""
    domain = cast("ResearchDomain", env.domains[DOMAIN])
    return [
        page
        for page in sorted(env.all_docs)
        for query in domain.asked(FacetsOf, page)
        if domain.catalogue.answer(query).view.earlier
    ]


def pictures_of_years(env: BuildEnvironment) -> Iterator[Wanted]:
    """Name the pictures that the pages of years show: also of papers that no document lists."""
    if not long_lists(env):
        return
    catalogue = cast("ResearchDomain", env.domains[DOMAIN]).catalogue
    for key in catalogue.ours:
        if image := catalogue.records.publications[key].image:
            yield image.removeprefix("/"), IN_LISTS[Kind.PUBLICATION]


class YearPages:
    """Writes a page for each year with all that the site published in it.

    :param home: the page whose list goes on here
    """

    def __init__(self, works: Works, fragments: Fragments, shell: Shell, home: str) -> None:
        self.works = works
        self.fragments = fragments
        self.shell = shell
        self.home = home
        self._years: dict[int, list[str]] = {}
        papers = works.catalogue.records.publications
        for key in works.catalogue.ours:
            if year := facets.year_of(papers[key]):
                self._years.setdefault(year, []).append(key)

    def pages(self) -> Iterator[tuple[str, str]]:
        """Make the pages: the name of each, and its text."""
        years = list(self._years)
        for year, newer, older in zip(years, [0, *years], [*years[1:], 0], strict=False):
            yield year_page(year), self._page(year, newer, older)

    def _page(self, year: int, newer: int, older: int) -> str:
        keys = self._years[year]
        docname = year_page(year)
        root = self.fragments.places.root(docname)
        uri = self.fragments.builder.get_target_uri
        node = record_list(Kind.PUBLICATION, (Group("", tuple(keys)),), docname, "plain")
        title = self.fragments.words("Publications of {year}", year=year)
        body = self.fragments.template("year.html").render(
            title=title,
            list=Html(self.fragments.render(node)),  # noqa: S704 - likewise
            home=(root + uri(self.home), self._env.titles[self.home].astext()),
            newer=(root + uri(year_page(newer)), newer) if newer else None,
            older=(root + uri(year_page(older)), older) if older else None,
        )
        head = self._head(docname, title, len(keys))
        return self.shell.fill(name=f"{year:0>4}", title=title, head=head, body=body)

    def _head(self, docname: str, title: str, papers: int) -> str:
        site = self.works.site
        said = self.fragments.words.several(
            "{title}: {number} paper.", "{title}: {number} papers.", papers, title=title
        )
        described = tags.write([tags.meta("description", said)])
        if not site.base:
            return described
        trail = above(site, self._env, landing_page("x"))
        here = (title, site.page(docname))
        return described + schema_org.script([schema_org.breadcrumbs([*trail, here])])

    @property
    def _env(self) -> BuildEnvironment:
        return self.fragments.builder.env
