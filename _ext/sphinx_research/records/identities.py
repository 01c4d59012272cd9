"""By what two records are seen to be of one work: DOI, arXiv id or title."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_research.records.markup import Markup

Identity = tuple[str, str]
"""What it is, as in messages, and its value."""

_ARXIV = "10.48550/arxiv."
"""How the DOIs begin that arXiv gives: https://info.arxiv.org/help/doi.html."""


def identities(doi: str | None, arxiv: str | None, title: Markup) -> Iterator[Identity]:
    """Give what a work is known by, the surest first.

    :param doi: as `records.values.doi` gives it
    :param arxiv: as `records.values.arxiv_id` gives it
    """
    if doi:
        yield "DOI", doi
    if identifier := arxiv or (doi or "").partition(_ARXIV)[2]:
        yield "arXiv id", identifier
    if title.key:
        yield "title", title.key
