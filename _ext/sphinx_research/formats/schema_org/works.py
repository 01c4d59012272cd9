"""Publications as schema.org has them."""

from __future__ import annotations

from sphinx_research.formats import facts
from sphinx_research.formats.schema_org.nodes import (
    Node,
    contributor,
    identifier,
    is_group,
    lines,
    node,
    project_ref,
)
from sphinx_research.formats.site import Site
from sphinx_research.formats.text import one_line
from sphinx_research.formats.works import Work
from sphinx_research.records.model import PublicationType, Status
from sphinx_research.records.values import arxiv_address, doi_address

_TYPES = {
    PublicationType.ARTICLE: "ScholarlyArticle",
    PublicationType.CONFERENCE: "ScholarlyArticle",
    PublicationType.WORKSHOP: "ScholarlyArticle",
    PublicationType.PREPRINT: "ScholarlyArticle",
    PublicationType.THESIS: "Thesis",
    PublicationType.BOOK: "Book",
    PublicationType.CHAPTER: "Chapter",
    PublicationType.REPORT: "Report",
    PublicationType.DATASET: "Dataset",
    PublicationType.SOFTWARE: "SoftwareSourceCode",
    PublicationType.TALK: "PresentationDigitalDocument",
    PublicationType.PATENT: "CreativeWork",
    PublicationType.MISC: "CreativeWork",
}

_PATENT = "http://purl.org/ontology/bibo/Patent"
"""The class of the Bibliographic Ontology: schema.org has none for patents."""


def type_of(work: Work) -> str:
    """The class of schema.org that a work belongs to: ``ScholarlyArticle``."""
    return _TYPES[work.type]


def publication(work: Work, site: Site) -> Node:
    """Describe a publication, with all of its authors in order."""
    paper = work.record
    kind = type_of(work)
    review = paper.status is Status.UNDER_REVIEW
    publisher = facts.publisher(work)
    return node(
        kind,
        {
            "@id": work.page,
            "additionalType": _PATENT if work.type is PublicationType.PATENT else "",
            "name": paper.title.plain,
            "alternateName": paper.original_title.plain if paper.original_title else "",
            "url": work.page,
            "author": [contributor(one, site) for one in facts.authors(work)],
            "datePublished": str(work.issued) if work.issued and not review else "",
            "creativeWorkStatus": (work.status or "").replace("-", " ").capitalize(),
            "publisher": node("Organization", {"name": publisher}) if publisher else None,
            "identifier": _identifiers(work),
            "sameAs": _addresses(work),
            "abstract": work.abstract,
            "keywords": lines(paper.tags),
            "inLanguage": one_line(paper.language or ""),
            "license": paper.license,
            "award": one_line(paper.award or ""),
            "encoding": _pdf(paper.pdf) if paper.pdf else None,
            "sourceOrganization": [project_ref(one, site) for one in work.projects],
            **_particulars(work, kind, site),
        },
    )


def _identifiers(work: Work) -> list[Node]:
    paper = work.record
    found = []
    if paper.doi:
        found.append(identifier("DOI", paper.doi, doi_address(paper.doi)))
    if paper.arxiv:
        found.append(identifier("arXiv", paper.arxiv, arxiv_address(paper.arxiv)))
    if paper.number and work.type is PublicationType.PATENT:
        found.append(identifier("patent number", one_line(paper.number)))
    return found


def _addresses(work: Work) -> list[str]:
    """Where else the same work is found: pages of its own, not of what belongs to it."""
    paper = work.record
    data = paper.data if work.type is PublicationType.DATASET else ""
    return lines((doi_address(paper.doi), arxiv_address(paper.arxiv), paper.paper, data))


def _pdf(address: str) -> Node:
    return node("MediaObject", {"contentUrl": address, "encodingFormat": "application/pdf"})


# --- what only works of one class have ----------------------------------------------------

_PAGED = frozenset({"ScholarlyArticle", "Chapter", "Report"})


def _particulars(work: Work, kind: str, site: Site) -> Node:
    paper = work.record
    more: Node = {"isPartOf": _whole(work, site)}
    if kind in _PAGED:
        more["pageStart"], more["pageEnd"] = facts.pages(work)
    if kind == "Report":
        more["reportNumber"] = one_line(paper.number or "")
    if kind == "Book":
        more |= _of_book(work, site)
    if kind == "SoftwareSourceCode":
        more["codeRepository"] = paper.code
    else:
        more["isBasedOn"] = _basis(work)
    return more


def _basis(work: Work) -> list[Node | str]:
    """The code and data from which a work's results come."""
    paper = work.record
    basis: list[Node | str] = []
    if paper.code:
        basis.append(node("SoftwareSourceCode", {"codeRepository": paper.code}))
    if paper.data and work.type is not PublicationType.DATASET:
        basis.append(paper.data)
    return basis


def _of_book(work: Work, site: Site) -> Node:
    """The facts of a book, which the record of its chapter holds likewise.

    An editor is a person to schema.org, and a committee is none.
    """
    paper = work.record
    return {
        "isbn": one_line(paper.isbn or ""),
        "bookEdition": one_line(paper.edition or ""),
        "editor": [contributor(one, site) for one in facts.editors(work) if not is_group(one)],
    }


_SERIES = {
    PublicationType.ARTICLE: "Periodical",
    PublicationType.CONFERENCE: "CreativeWorkSeries",
    PublicationType.WORKSHOP: "CreativeWorkSeries",
    PublicationType.PREPRINT: "WebSite",
    PublicationType.BOOK: "BookSeries",
}
"""What a venue is to works of a type; schema.org has nothing for the others.

A conference is an event, but what its papers are part of is the series of its proceedings.
"""


def _whole(work: Work, site: Site) -> Node | None:
    """What the work is part of: an issue of a volume of a journal, a series, a book."""
    paper, venue = work.record, work.venue
    name = facts.container(work)
    if not name:
        return None
    if work.type is PublicationType.CHAPTER:
        return node("Book", {"name": name, **_of_book(work, site)})
    if work.type not in _SERIES:
        return None
    known: Node = {}
    if venue:
        known = {
            "alternateName": one_line(venue.short or ""),
            "url": venue.url,
            "issn": one_line(venue.issn or ""),
        }
    whole = node(_SERIES[work.type], {"name": name, **known})
    if volume := one_line(paper.volume or ""):
        whole = node("PublicationVolume", {"volumeNumber": volume, "isPartOf": whole})
    if issue := one_line(paper.issue or ""):
        whole = node("PublicationIssue", {"issueNumber": issue, "isPartOf": whole})
    return whole
