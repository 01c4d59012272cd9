"""What several formats tell of a work, drawn from its record in one way."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from sphinx_research.formats.site import Site
from sphinx_research.formats.text import one_line
from sphinx_research.formats.works import Contributor, Work
from sphinx_research.records.model import PublicationType, Status

INSTITUTIONAL = frozenset({PublicationType.THESIS, PublicationType.REPORT})
"""What an institution gives out, and no journal or conference."""


def authors(work: Work) -> tuple[Contributor, ...]:
    """The authors, without the ``et al.`` that stands for those whom nobody has named."""
    if work.authors and work.authors[-1].name.literal == "et al.":
        return work.authors[:-1]
    return work.authors


def container(work: Work) -> str:
    """What the work is part of.

    A work under review is not part of it yet, wherever it was sent; a thesis or report is
    no part of its institution.
    """
    if work.record.status is Status.UNDER_REVIEW or work.type in INSTITUTIONAL:
        return ""
    return one_line(work.container)


def publisher(work: Work) -> str:
    """The publisher, or the institution of a thesis or report."""
    named = work.record.publisher or (work.container if work.type in INSTITUTIONAL else "")
    return one_line(named)


def pages(work: Work) -> tuple[str, str]:
    """The first and the last page; of an article without pages, its number and nothing.

    ``1, 5–9`` goes from 1 to 9, and ``12:1–12:25`` from 12:1 to 12:25.
    """
    written = work.record.pages
    if not written:
        article = work.type is PublicationType.ARTICLE
        return (one_line(work.record.number or "") if article else "", "")
    single = _PAGE.findall(one_line(written)) or [""]
    return (single[0], single[-1] if len(single) > 1 else "")


_PAGE = re.compile(r"[^\s,;\u2010-\u2015\u2212-]+")


def permanent(work: Work) -> str:
    """The address by which to cite the work for ever: its DOI, or of a preprint arXiv's DOI.

    arXiv has given one to each of its papers: https://info.arxiv.org/help/doi.html.  A work
    that has appeared elsewhere is not to be cited by it.
    """
    paper = work.record
    if paper.doi:
        return f"https://doi.org/{paper.doi}"
    if paper.arxiv and work.type is PublicationType.PREPRINT:
        return f"https://doi.org/10.48550/arXiv.{paper.arxiv}"
    return ""


def own(address: str | None, site: Site) -> bool:
    """Whether an address is on the host of the site."""
    host = _host(site.base)
    return bool(address and host) and _host(str(address)) == host


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # a bracket that opens no IPv6 address
        return ""
