"""What the head of every page says of it to machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from docutils import nodes
from markupsafe import Markup as Html
from sphinx.environment import BuildEnvironment

from sphinx_research.formats import atom, cards, head, schema_org, tags
from sphinx_research.formats.exports import EXPORTS
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Works
from sphinx_research.records.answers import Query
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.model import Person, Project
from sphinx_research.records.query import Named
from sphinx_research.records.raw import Kind
from sphinx_research.records.views.people import card
from sphinx_research.records.views.refs import PUBLICATIONS_PAGE
from sphinx_research.site.nodes import RecordList

SITE_FEED = "news.xml"
SITE_EXPORTS = "publications"
"""The files of the whole site, the second without its endings."""

MOST_LISTED = 100
"""How many entries of a list are named to them."""


@dataclass(frozen=True, slots=True)
class Head:
    """What records decide of the head of a page, and the files that it offers.

    :param files: the label of each, and its path from the top of the site
    """

    tags: Html
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class HeadOf(Query[Head]):
    """The head of a page, as far as records decide it."""

    docname: str
    site: Site

    def view(self, catalogue: Catalogue) -> Head:
        """Find the record whose page it is, if it is one's."""
        works = Works(catalogue, self.site)
        feeds = [_feed(self.site, SITE_FEED, self.site.name)] if atom.has_feed(works) else []
        record = catalogue.pages.get(self.docname)
        if record is None:
            exports = _exports(SITE_EXPORTS) if self._lists_all(catalogue) else ()
            return Head(tags.write(feeds), tuple(exports))
        if isinstance(record, Person):
            data = schema_org.person(catalogue, record, self.site)
            described, papers = self._person(catalogue, record), catalogue.by_person
        else:
            data = schema_org.project(catalogue, record, self.site)
            described, papers = self._project(record), catalogue.by_project
        files = list(_exports(self.docname)) if papers.get(record.id) else []
        if atom.has_feed(works, record):
            files.append((catalogue.settings.words("Feed"), f"{self.docname}.xml"))
            feeds.append(_feed(self.site, f"{self.docname}.xml", _name(record)))
        return Head(tags.write([*described, *feeds]) + schema_org.script([data]), tuple(files))

    def _lists_all(self, catalogue: Catalogue) -> bool:
        return self.docname == PUBLICATIONS_PAGE and bool(catalogue.ours)

    def _person(self, catalogue: Catalogue, person: Person) -> tuple[tags.Tag, ...]:
        shown = card(catalogue, person)
        where = str(shown.affiliation.text) if shown.affiliation else ""
        interests = "; ".join(interest.text.plain for interest in person.interests)
        said = " – ".join(filter(None, (shown.role, where, interests)))
        return self._page(_name(person), said, "profile")

    def _project(self, project: Project) -> tuple[tags.Tag, ...]:
        said = project.summary.plain if project.summary else ""
        return self._page(_name(project), said, "article")

    def _page(self, title: str, said: str, kind: str) -> tuple[tags.Tag, ...]:
        return head.page(
            self.site,
            title=title,
            description=said or title,
            url=self.site.page(self.docname),
            kind=kind,
        )


def _name(record: Person | Project) -> str:
    return str(record.name) if isinstance(record, Person) else record.title.plain


def _exports(page: str) -> Iterator[tuple[str, str]]:
    return ((export.label, f"{page}{export.ending}") for export in EXPORTS)


def _feed(site: Site, path: str, title: str) -> tags.Tag:
    return tags.link("alternate", site.file(path), type="application/atom+xml", title=title)


def head_of(works: Works, docname: str) -> HeadOf:
    """The question for the tags of a page, which do not depend on the day of the build."""
    return HeadOf(docname, replace(works.site, today=None))


# --- what the page itself tells -----------------------------------------------------------


def page_tags(
    works: Works,
    env: BuildEnvironment,
    docname: str,
    tree: nodes.document,
    image: cards.Image | None = None,
) -> Html:
    """The tags of a document: those that records decide, and what it says and where it is."""
    catalogue, site = works.catalogue, works.site
    written = catalogue.answer(head_of(works, docname)).view.tags
    written += tags.write(cards.tags(image))
    title = env.titles[docname].astext()
    url = site.page(docname)
    data: list[dict[str, Any]] = []
    if docname not in catalogue.pages:
        description = _first_words(tree) or title
        written += tags.write(
            head.page(site, title=title, description=description, url=url, kind="website")
        )
        if docname == env.config.root_doc:
            data.append(schema_org.website(site, description))
        data += _lists(catalogue, site, title, tree)
    trail = above(site, env, docname)
    if trail:
        data.append(schema_org.breadcrumbs([*trail, (title, url)]))
    return written + (schema_org.script(data) if data and site.base else Html())


def _first_words(tree: nodes.document) -> str:
    """Read the first paragraph of a page that its author wrote: none of a list, none of ours."""
    pages = (nodes.document, nodes.section)
    own = (
        _without_numbers(one)
        for one in tree.findall(nodes.paragraph)
        if isinstance(one.parent, pages) and not one["classes"]
    )
    return next(own, "")


def _without_numbers(paragraph: nodes.paragraph) -> str:
    """Read a paragraph without its citations, which mean nothing elsewhere."""
    copy = paragraph.deepcopy()
    for one in list(copy.findall(nodes.inline)):
        if "cite" in one["classes"]:
            one.parent.remove(one)
    return re.sub(r"\s+(?=[.,;:)])", "", " ".join(copy.astext().split()))


def _lists(
    catalogue: Catalogue, site: Site, title: str, tree: nodes.document
) -> Iterator[dict[str, Any]]:
    for one in tree.findall(RecordList):
        ids = list(dict.fromkeys(one.ids_shown))
        kind = Kind(one["kind"])
        found = (catalogue.answer(Named(kind, each)).view for each in ids[:MOST_LISTED])
        entries = [
            (ref.text if isinstance(ref.text, str) else ref.text.plain, site.page(ref.docname))
            for ref in found
            if ref
        ]
        if entries:
            yield schema_org.item_list(title, entries, len(ids))


def above(site: Site, env: BuildEnvironment, docname: str) -> list[tuple[str, str]]:
    """The pages above one, from the home page down: their titles and addresses."""
    root = env.config.root_doc
    folder = docname.rpartition("/")[0]
    pages = [root, f"{folder}/index"]
    if folder in env.titles:  # research/publications, above the landing pages
        pages = [root, f"{folder.rpartition('/')[0]}/index", folder]
    return [
        (site.name if page == root else env.titles[page].astext(), site.page(page))
        for page in pages
        if page in env.titles and docname not in (page, root)
    ]
