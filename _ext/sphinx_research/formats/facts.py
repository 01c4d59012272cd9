"""What several formats tell of a work, drawn from its record in one way."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from sphinx_research.formats.site import Site
from sphinx_research.formats.text import one_line
from sphinx_research.formats.works import Contributor, Work
from sphinx_research.records.model import PublicationType, Status
from sphinx_research.records.values import doi_address

STATES = {Status.UNDER_REVIEW: "under review", Status.ACCEPTED: "in press"}
"""What references call the state of a work that nobody can look up yet."""

INSTITUTIONAL = frozenset({PublicationType.THESIS, PublicationType.REPORT})
"""What an institution gives out, and no journal or conference."""


def authors(work: Work) -> tuple[Contributor, ...]:
    """The authors, without the ``et al.`` that stands for those whom nobody has named."""
    return _named(work.authors)


def editors(work: Work) -> tuple[Contributor, ...]:
    """The editors, likewise."""
    return _named(work.editors)


def _named(people: tuple[Contributor, ...]) -> tuple[Contributor, ...]:
    return people[:-1] if people and people[-1].name.literal == "et al." else people


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


def repository(work: Work) -> str:
    """Where a preprint lies: as its record says, or arXiv if that has given it a number."""
    if work.type is not PublicationType.PREPRINT:
        return ""
    named = work.record.publisher or work.container
    return one_line(named or ("arXiv" if work.record.arxiv else ""))


def pages(work: Work) -> tuple[str, str]:
    """The first and the last page; of an article without pages, its number and nothing.

    They stand as written.  Of what may mean several things, such as ``1, 5–9``, the last is
    left out.
    """
    written = work.record.pages
    if not written:
        article = work.type is PublicationType.ARTICLE
        return (one_line(work.record.number or "") if article else "", "")
    run, *more = _SEVERAL.split(one_line(written), maxsplit=1)
    first, last = _ends(run)
    return (first, "" if more else last)


_SEVERAL = re.compile(r"\s*[,;]\s*")
_DASH = r"\s*[-\u2010-\u2015\u2212]+\s*"
_PAGE = r"[^\s\u2010-\u2015\u2212-]+"
_RUN = re.compile(rf"({_PAGE}){_DASH}({_PAGE})")
_IN_PARTS = re.compile(rf"(({_PAGE})-{_PAGE}){_DASH}(\2-{_PAGE})")


def _ends(run: str) -> tuple[str, str]:
    """Part ``9-12``, ``i-xii`` and ``A-9-A-12``; ``A-12`` is one page, ``1-5-9`` who knows."""
    match = _RUN.fullmatch(run)
    if match and (match[2].isalpha() or any(map(str.isdigit, match[1]))):
        return match[1], match[2]
    if match := _IN_PARTS.fullmatch(run):
        return match[1], match[3]
    return re.sub(rf"^{_DASH}|{_DASH}$", "", run), ""


def permanent(work: Work) -> str:
    """The address by which to cite the work for ever: its DOI, or of a preprint arXiv's DOI.

    arXiv has given one to each of its papers: https://info.arxiv.org/help/doi.html.  A work
    that has appeared elsewhere is not to be cited by it.
    """
    paper = work.record
    if paper.doi:
        return doi_address(paper.doi)
    if paper.arxiv and work.type is PublicationType.PREPRINT:
        return doi_address(f"10.48550/arXiv.{paper.arxiv}")
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
