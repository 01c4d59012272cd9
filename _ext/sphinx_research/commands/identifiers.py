"""Identifiers of works and people, in whatever form somebody gives them."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_research.records import values


def doi_in(*texts: str) -> str:
    """Give the first DOI that an address, or ``doi:10.1000/182``, is; or nothing."""
    return _first(values.doi, texts)


def arxiv_in(*texts: str) -> str:
    """Give the first arXiv identifier that an address, or ``arxiv:2404.02345``, is; or nothing."""
    return _first(values.arxiv_id, texts)


def orcid_in(*texts: str) -> str:
    """Give the first ORCID iD that an address or a text is, or nothing."""
    return _first(values.orcid, texts)


def arxiv_of(doi: str) -> str:
    """Give the arXiv identifier that a DOI of arXiv's stands for, or nothing."""
    return arxiv_in(doi.lower().partition("10.48550/arxiv.")[2])


def _first(read: Callable[[str], str], texts: tuple[str, ...]) -> str:
    for text in texts:
        try:
            return read(text)
        except ValueError:
            continue
    return ""
