"""What the head of a page tells search engines, reference managers and social networks.

Publications have three vocabularies: the ``citation_*`` tags of Highwire Press, which
Google Scholar and Zotero read, Dublin Core, and Open Graph.  Other pages have the last two.

- Google Scholar, "Inclusion Guidelines for Webmasters":
  https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
- DCMI, "Expressing Dublin Core metadata using HTML/XHTML meta and link elements":
  https://www.dublincore.org/specifications/dublin-core/dc-html/
- The Open Graph protocol: https://ogp.me/
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from sphinx_research.formats import facts
from sphinx_research.formats.html_text import shortened
from sphinx_research.formats.site import Site
from sphinx_research.formats.tags import Tag, link, meta, prop
from sphinx_research.formats.text import one_line
from sphinx_research.formats.works import Work, Works
from sphinx_research.records.model import PublicationType, Status
from sphinx_research.records.problems import Code, Problem
from sphinx_research.records.query import PAPERS
from sphinx_research.records.values import arxiv_address, doi_address, orcid_address
from sphinx_research.records.views.refs import PUBLICATIONS_PAGE

MOST_CHARACTERS = 200
"""How much of a description search engines and networks show."""

Authors = Sequence[tuple[str, str]]
"""The names of authors, family first, and the ORCID iD of each, if there is one."""


def page(site: Site, *, title: str, description: str, url: str, kind: str) -> tuple[Tag, ...]:
    """Describe a page that is not a publication's.

    Its Dublin Core says what is known of any page: title, language, and who publishes it.

    :param url: the whole address, where there is one
    :param kind: the type of Open Graph: ``website``, ``article`` or ``profile``
    """
    return (
        *_shown(site, title=title, description=description, url=url, kind=kind),
        *_dublin_core(
            ("title", one_line(title)),
            ("language", site.language),
            ("publisher", one_line(site.author)),
        ),
    )


def publication(work: Work, site: Site) -> tuple[Tag, ...]:
    """Describe the landing page of a publication.

    Works of others have no ``citation_*`` tags: Google Scholar takes a page with them for a
    copy of the paper, and we neither wrote nor publish those.  The rest says what the page
    is about, and is theirs too.
    """
    title = one_line(work.record.title.plain)
    # Scholar takes either order; this one leaves no doubt what the family name is.
    authors = [(one_line(one.name.inverted), one.orcid) for one in facts.authors(work)]
    about = work.abstract or _reference(work)
    return (
        *_shown(site, title=title, description=about, url=work.page, kind="article"),
        *_citation(work, title, authors, site),
        *_dublin_core(*_described(work, title, authors)),
    )


def pdfs_elsewhere(works: Works) -> Iterator[Problem]:
    """Find papers of ours whose PDF is not where Scholar takes it: beside the landing pages."""
    site = works.site
    folder = site.file(f"{PUBLICATIONS_PAGE}/")
    for work in works.of(works.catalogue.ours) if site.base else ():
        record = work.record
        if work.type not in PAPERS or not record.pdf:
            continue
        if not facts.own(record.pdf, site):
            cause = f"the PDF of `{record.id}` is on another host, and search engines are not told"
        elif not urlsplit(record.pdf).path.startswith(urlsplit(folder).path):
            cause = f"the PDF of `{record.id}` is not in the folder of the landing pages"
        else:
            continue
        mend = f"put the file into {folder}, if you may"
        yield Problem(Code.PDF_ELSEWHERE, record.place, cause, mend)


def _reference(work: Work) -> str:
    """``Ada Lovelace, Charles Babbage. Scientific Memoirs, 1843``."""
    names = ", ".join(str(author.name) for author in facts.authors(work))
    year = str(work.issued.year) if work.issued else ""
    where = ", ".join(filter(None, (facts.container(work) or facts.publisher(work), year)))
    return ". ".join(filter(None, (names, where)))


# --- Open Graph ---------------------------------------------------------------------------


def _shown(site: Site, *, title: str, description: str, url: str, kind: str) -> Iterator[Tag]:
    """Describe a page as search engines and social networks show it."""
    about = shortened(one_line(description), MOST_CHARACTERS)
    if about:
        yield meta("description", about)
    graph = (
        ("og:type", kind),
        ("og:title", one_line(title)),
        ("og:description", about),
        ("og:url", url),
        ("og:site_name", one_line(site.name)),
        ("og:locale", _locale(site)),
    )
    for name, content in graph:
        if content:
            yield prop(name, content)


def _locale(site: Site) -> str:
    """``en_GB`` of ``en-GB``; of a language without a country nothing, for Open Graph asks it."""
    language, region = site.language_and_region
    return f"{language}_{region}" if region else ""


# --- Dublin Core --------------------------------------------------------------------------


def _dublin_core(*elements: tuple[str, str]) -> Iterator[Tag]:
    yield link("schema.DC", "http://purl.org/dc/elements/1.1/")
    for name, value in elements:
        if value:
            yield meta(f"DC.{name}", value)


_DC_TYPES = {PublicationType.DATASET: "Dataset", PublicationType.SOFTWARE: "Software"}
"""By the DCMI Type Vocabulary, in which all other works are ``Text``."""


def _described(work: Work, title: str, authors: Authors) -> Iterator[tuple[str, str]]:
    """Describe a work in the fifteen elements.

    The date is ``DC.date``.  Scholar reads ``DC.issued`` too, with which it would index works
    of others all the same.
    """
    paper = work.record
    yield "title", title
    for name, _ in authors:
        yield "creator", name
    for editor in facts.editors(work):
        yield "contributor", one_line(editor.name.inverted)
    yield "type", _DC_TYPES.get(work.type, "Text")
    if work.issued and paper.status is not Status.UNDER_REVIEW:
        yield "date", str(work.issued)
    yield "relation.ispartof", facts.container(work)
    yield "publisher", facts.publisher(work)
    yield "identifier", doi_address(paper.doi)
    yield "identifier", arxiv_address(paper.arxiv)
    if paper.isbn:
        yield "identifier", f"urn:isbn:{one_line(paper.isbn)}"
    yield "language", one_line(paper.language or "")
    yield "rights", paper.license or ""


# --- Highwire Press -----------------------------------------------------------------------

_CONTAINERS = {
    PublicationType.ARTICLE: "journal_title",
    PublicationType.CONFERENCE: "conference_title",
    PublicationType.WORKSHOP: "conference_title",
    PublicationType.CHAPTER: "inbook_title",
}
_PUBLISHERS = {
    PublicationType.THESIS: "dissertation_institution",
    PublicationType.REPORT: "technical_report_institution",
}


def _citation(work: Work, title: str, authors: Authors, site: Site) -> Iterator[Tag]:
    """Describe a scholarly work of ours that has appeared, as a preprint at least.

    Scholar takes a page that lacks title, author or date for one without any tags: so a work
    that lacks them has none.  Nor have patents, data, software and talks, which Scholar does
    not index and reference managers would take for articles.
    """
    draft = work.record.status is Status.UNDER_REVIEW and not work.record.arxiv
    if work.ours and work.type in PAPERS and work.issued and authors and not draft:
        for name, value in _cited(work, title, authors, site):
            if value:
                yield meta(f"citation_{name}", value)


def _cited(work: Work, title: str, authors: Authors, site: Site) -> Iterator[tuple[str, str]]:
    paper = work.record
    first, last = facts.pages(work)
    yield "title", title
    for name, orcid in authors:
        yield "author", name
        yield "author_orcid", orcid_address(orcid)
    yield "publication_date", str(work.issued).replace("-", "/")
    if kind := _CONTAINERS.get(work.type):
        yield kind, facts.container(work)
    yield _PUBLISHERS.get(work.type, "publisher"), facts.publisher(work)
    if work.type is PublicationType.REPORT:
        yield "technical_report_number", one_line(paper.number or "")
    yield "volume", one_line(paper.volume or "")
    yield "issue", one_line(paper.issue or "")
    yield "firstpage", first
    yield "lastpage", last
    yield "doi", paper.doi or ""
    yield "arxiv_id", paper.arxiv or ""
    if work.venue and facts.container(work):
        yield "issn", one_line(work.venue.issn or "")
    yield "isbn", one_line(paper.isbn or "")
    yield "language", one_line(paper.language or "")
    for tag in paper.tags:
        yield "keywords", one_line(tag)
    if paper.abstract:
        yield "abstract_html_url", work.page
    yield "public_url", work.page
    # "For security reasons" Scholar takes a PDF in the folder of its page.  Others read the tag
    # too, so that it stands for any PDF of the site; `pdfs_elsewhere` tells of the rest.
    if paper.pdf and facts.own(paper.pdf, site):
        yield "pdf_url", paper.pdf
