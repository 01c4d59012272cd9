from __future__ import annotations

from sphinx_research.records.identities import identities
from sphinx_research.records.markup import Markup


def test_a_work_is_known_by_doi_arxiv_id_and_title() -> None:
    title = Markup.parse("The *Engine*: notes")

    assert list(identities("10.1000/1", "2404.99999", title)) == [
        ("DOI", "10.1000/1"),
        ("arXiv id", "2404.99999"),
        ("title", "theenginenotes"),
    ]


def test_the_doi_of_arxiv_tells_its_number() -> None:
    assert ("arXiv id", "2404.99999") in identities("10.48550/arxiv.2404.99999", None, Markup())


def test_what_is_not_known_tells_nothing() -> None:
    assert list(identities(None, None, Markup())) == []
    assert list(identities("10.1000/1", "", Markup())) == [("DOI", "10.1000/1")]
