"""Feeds of news and new papers: Atom, RFC 4287.

The site has a feed of all there is, and each person and project one of their own.  All dates
are those of records, so that equal records give equal feeds; a date without a month or day
is its first moment in UTC.  What has no date is in no feed, and without entries or without
an address of the site there is no feed: its text is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from sphinx_research.formats.feed_entries import (
    Entry,
    NewsEntries,
    PaperEntry,
    identity,
    moment,
    person,
)
from sphinx_research.formats.html_text import words
from sphinx_research.formats.pieces import leads_to
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Work, Works
from sphinx_research.formats.xml_text import DECLARATION, element, parent
from sphinx_research.records.model import Person, Project
from sphinx_research.records.query import News
from sphinx_research.records.views.refs import page_of, somebody_ref

T = TypeVar("T")

MOST_ENTRIES = 50

Authors = tuple[tuple[str, str], ...]
"""Names, each with the address of a page or nothing."""


def site_feed(works: Works) -> str:
    """Write the feed of the site: the news of all, and the papers of all."""
    site = works.site
    return _Feed("news", site.name or site.base, site.base, _answering(site)).write(works)


def person_feed(works: Works, person_id: str) -> str:
    """Write the feed of a person: their news and papers."""
    record = works.catalogue.records.people[person_id]
    name, page = str(record.name), works.site.page(page_of(record))
    return _Feed(page_of(record), name, page, ((name, page),)).write(works, record)


def project_feed(works: Works, project_id: str) -> str:
    """Write the feed of a project: its news, and those of its papers that are ours."""
    catalogue, site = works.catalogue, works.site
    record = catalogue.records.projects[project_id]
    people = [somebody_ref(catalogue, who) for who in catalogue.people_of[project_id]]
    authors = tuple((words((who,)), leads_to(who, site)) for who in people)
    page = site.page(page_of(record))
    feed = _Feed(page_of(record), record.title.plain, page, authors or _answering(site))
    return feed.write(works, record)


def has_feed(works: Works, record: Person | Project | None = None) -> bool:
    """Tell whether a person or project, or else the site, has a feed, without writing it."""
    about = page_of(record) if record else ""
    news = works.catalogue.answer(News(about)).view
    return bool(works.site.base and (news or any(_papers(works, record))))


@dataclass(frozen=True, slots=True)
class _Feed:
    """The head of a feed.

    :param name: of its file, without the ending and from the top of the site
    :param page: the address of the page that it is the feed of
    """

    name: str
    title: str
    page: str
    authors: Authors

    def write(self, works: Works, about: Person | Project | None = None) -> str:
        """Write the feed of a person or project, or else of the site."""
        site = works.site
        entries = _newest(_entries(works, about), _order) if site.base else []
        if not entries:
            return ""
        address = site.file(f"{self.name}.xml")
        head = (
            element("id", address),
            element("title", self.title),
            element("updated", entries[0].updated),
            element("link", rel="self", type="application/atom+xml", href=address),
            element("link", rel="alternate", type="text/html", href=self.page),
            *(person(*author) for author in self.authors),
        )
        feed = parent(
            "feed",
            chain(head, (entry.xml for entry in entries)),
            **{
                "xmlns": "http://www.w3.org/2005/Atom",
                "xml:lang": site.language,
            },
        )
        return f"{DECLARATION}{feed}"


def _entries(works: Works, about: Person | Project | None) -> Iterator[Entry]:
    """Give all entries of a feed, in no order."""
    answer, site = works.catalogue.answer, _undated(works.site)
    news = answer(NewsEntries(site)).view
    if about:
        yield from news.get(page_of(about), ())
    else:
        yield from chain.from_iterable(news.values())
    for work in _newest(
        _papers(works, about), lambda work: (moment(work.issued), identity(work, site))
    ):
        yield answer(PaperEntry(work.record.id, site, works)).view


def _papers(works: Works, about: Person | Project | None) -> Iterator[Work]:
    """Give the papers of a feed: those of ours that have a date."""
    keys = works.catalogue.ours
    if about:
        by_person = isinstance(about, Person)
        index = works.catalogue.by_person if by_person else works.catalogue.by_project
        keys = index.get(about.id, ())
    return (work for work in map(works.__getitem__, keys) if work.ours and work.issued)


def _newest(found: Iterable[T], key: Callable[[T], tuple[str, str]]) -> list[T]:
    """What is newest, by its date and time and then by its id, as far as a feed has room."""
    by_id = sorted(found, key=lambda one: key(one)[1])
    return sorted(by_id, key=lambda one: key(one)[0], reverse=True)[:MOST_ENTRIES]


def _order(entry: Entry) -> tuple[str, str]:
    return entry.updated, entry.id


def _answering(site: Site) -> Authors:
    return ((site.author or site.name or site.base, site.base),)


def _undated(site: Site) -> Site:
    """The site as feeds know it, which do not depend on the day of the build."""
    return replace(site, today=None)
