"""What feeds hold: a paper or an item of news as an Atom entry (RFC 4287, §4.1.2).

An id must never change and never be used again (§4.2.6).  A paper's is the address of its
landing page.  An item of news has none, so it is told by its owner's page, its date and its
number among the items of that date, counted from the last in the file: new items are
written above old ones, so its id stays, and it stays when the text is mended.  In ids, pages
have no ending: whether one is a file or a folder hangs on the builder, which may change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from markupsafe import Markup as Html

from sphinx_research.formats import abstracts
from sphinx_research.formats.facts import authors
from sphinx_research.formats.html_text import html, shortened, words
from sphinx_research.formats.site import Site
from sphinx_research.formats.text import one_line
from sphinx_research.formats.works import Work, Works
from sphinx_research.formats.xml_text import element, parent
from sphinx_research.records.answers import Query
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.markup import Markup, Span
from sphinx_research.records.query import News
from sphinx_research.records.raw import Kind
from sphinx_research.records.values import PartialDate, arxiv_month
from sphinx_research.records.views.projects import NewsView
from sphinx_research.records.views.refs import Line, Ref, landing_page, line

LONGEST_TITLE = 80
"""Most characters in the title of news, which have only a text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a feed, written.

    :param updated: its date and time in UTC, by RFC 3339
    """

    updated: str
    id: str
    xml: str


@dataclass(frozen=True, slots=True)
class PaperEntry(Query[Entry]):
    """A dated paper, written once for the feeds of all its authors and projects.

    :param works: where the paper is resolved already; no part of the question
    """

    key: str
    site: Site
    works: Works = field(compare=False, repr=False)

    def view(self, catalogue: Catalogue) -> Entry:
        """Write it."""
        work = self.works[self.key]
        updated = moment(_appeared(work))
        atom_id = identity(work, self.site)
        entry = parent("entry", _paper(catalogue, work, atom_id, updated))
        return Entry(updated, atom_id, entry)

    def digest(self, catalogue: Catalogue, view: Entry) -> str:  # noqa: ARG002 - as of any query
        """Tell nothing: no page shows an entry, so none asks whether it has changed."""
        return ""


@dataclass(frozen=True, slots=True)
class NewsEntries(Query[dict[str, tuple[Entry, ...]]]):
    """All news, by the page of the person or project they are about; empty for the site's."""

    site: Site

    def view(self, catalogue: Catalogue) -> dict[str, tuple[Entry, ...]]:
        """Write them."""
        days: defaultdict[tuple[str, str], list[NewsView]] = defaultdict(list)
        for item in catalogue.answer(News()).view:
            days[item.about.docname if item.about else "", str(item.date)].append(item)
        owners: defaultdict[str, list[Entry]] = defaultdict(list)
        for (owner, _), items in days.items():
            for above, item in enumerate(items):
                owners[owner].append(_news(item, len(items) - above, self.site))
        return {owner: tuple(entries) for owner, entries in owners.items()}


@lru_cache(maxsize=1 << 13)  # authors write more than one paper
def person(name: str, page: str) -> str:
    """Write an author; one who is known by name only has no address."""
    uri = element("uri", page) if page.startswith(("https://", "http://")) else ""
    return parent("author", (element("name", name), uri))


def identity(work: Work, site: Site) -> str:
    """The id of a paper."""
    return site.file(landing_page(work.record.id))


def moment(date: PartialDate | None) -> str:
    """The first moment of a date in UTC, by RFC 3339; nothing without a date."""
    return f"{date.first.isoformat()}T00:00:00Z" if date else ""


def _appeared(work: Work) -> PartialDate | None:
    """When a paper came: where only the year is told, as near as the record says more of it."""
    paper, issued = work.record, work.issued
    if issued is None or issued.month:
        return issued
    known = (paper.accepted, arxiv_month(paper.arxiv) if paper.arxiv else None)
    return next((date for date in known if date and date.year == issued.year), issued)


def _paper(catalogue: Catalogue, work: Work, atom_id: str, updated: str) -> Iterator[str]:
    yield element("id", atom_id)
    yield element("title", work.record.title.plain or work.record.id)
    yield element("updated", updated)
    yield element("link", rel="alternate", type="text/html", href=work.page)
    for author in authors(work):
        yield person(str(author.name), author.page)
    for tag in dict.fromkeys(filter(None, map(one_line, work.record.tags))):
        yield element("category", term=tag)
    if summary := _first_paragraph(catalogue, work):
        yield element("summary", summary)


def _first_paragraph(catalogue: Catalogue, work: Work) -> str:
    """The words of the abstract's first paragraph."""
    paragraph = (work.record.abstract or "").lstrip().partition("\n\n")[0]
    if "}`" not in paragraph:  # there is no role, for which the record's name would stand
        return abstracts.words(paragraph)
    return words(line(catalogue, Markup.parse(paragraph)))


def _news(item: NewsView, number: int, site: Site) -> Entry:
    page = site.page(item.about.docname) if item.about else site.base
    told = (item.about, Span("text", ": "), *item.text) if item.about else item.text
    named = {part.docname for part in item.text if isinstance(part, Ref)}
    paper: Line = ()
    if item.publication and item.publication.docname not in named:
        paper = (Span("text", " – "), item.publication)
    author = item.about if item.about and item.about.kind == Kind.PERSON else None
    owner = site.file(item.about.docname if item.about else "")
    atom_id, updated = f"{owner}#news-{item.date}-{number}", moment(item.date)
    children = (
        element("id", atom_id),
        element("title", shortened(words(told), LONGEST_TITLE) or item.when),
        element("updated", updated),
        element("link", rel="alternate", type="text/html", href=page),
        person(words((author,)), page) if author else "",
        element(
            "content", str(Html("<p>{}</p>").format(html((*told, *paper), site))), type="html"
        ),
    )
    return Entry(updated, atom_id, parent("entry", children))
