from __future__ import annotations

import pytest
from hypothesis import given

from sphinx_research.formats import citation
from sphinx_research.records.markup import Markup, Span
from sphinx_research.records.model import Publication
from sphinx_research.records.names import parse_authors
from tests.formats.making import publication, publications, venue, work, works

MEMOIRS = venue("memoirs", "Scientific Memoirs", "journal")


def _apa(**fields: object) -> str:
    (one,) = works(publication("key", **fields), venues=(MEMOIRS,))
    return citation.apa(one).plain


def test_an_article_with_its_pieces() -> None:
    article = work(
        MEMOIRS,
        title="Tx²Former",
        authors="Ada Lovelace*, Charles Babbage",
        venue="memoirs",
        date="2024-05-03",
        volume="12",
        issue="3",
        pages="666-731",
        doi="10.1000/182",
    )

    assert citation.apa(article) == Markup(
        (
            Span("text", "Lovelace, A., & Babbage, C. (2024). Tx"),
            Span("sup", "2"),
            Span("text", "Former. "),
            Span("em", "Scientific Memoirs, 12"),
            Span("text", "(3), 666–731. "),
            Span("link", "https://doi.org/10.1000/182", "https://doi.org/10.1000/182"),
        )
    )


ET_AL = {"literal": "et al."}
MARY = ["Mary Somerville"]
BOOK = {"venue": "Loom", "editors": "Mary Somerville; John Herschel", "pages": "1"}


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"type": "misc"}, "Lovelace, A. (n.d.). On Engines."),
        ({"type": "book", "date": "1843", "edition": "2", "publisher": "Taylor", "volume": "3"},
         "Lovelace, A. (1843). On Engines (2nd ed.; Vol. 3). Taylor."),
        ({"type": "chapter", "date": "1843", **BOOK},
         "Lovelace, A. (1843). On Engines. In M. Somerville & J. Herschel (Eds.), Loom (p. 1)."),
        ({"type": "chapter", "date": "1843", "venue": "Loom", "editors": [*MARY, ET_AL]},
         "Lovelace, A. (1843). On Engines. In M. Somerville et al. (Eds.), Loom."),
        ({"type": "chapter", "date": "1843", "venue": "Loom", "editors": [*MARY, "A B", ET_AL]},
         "Lovelace, A. (1843). On Engines. In M. Somerville, A. B, et al. (Eds.), Loom."),
        ({"type": "chapter", "date": "1843", "venue": "Loom", "editors": [ET_AL]},
         "Lovelace, A. (1843). On Engines. In Loom."),
        ({"type": "chapter", "date": "1843", "venue": "Loom", "editors": MARY},
         "Lovelace, A. (1843). On Engines. In M. Somerville (Ed.), Loom."),
        ({"type": "chapter", "date": "1843", "venue": "Loom", "editors": [*MARY, "A B", "C D"]},
         "Lovelace, A. (1843). On Engines. In M. Somerville, A. B, & C. D (Eds.), Loom."),
        ({"type": "conference", "date": "1843", "venue": "Royal Meeting", "pages": "7"},
         "Lovelace, A. (1843). On Engines. Royal Meeting, 7."),
        ({"type": "conference", "date": "1843-06", "venue": "Royal Meeting"},
         "Lovelace, A. (1843, June). On Engines. Royal Meeting."),
        ({"type": "article", "date": "1843", "venue": "memoirs", "number": "12"},
         "Lovelace, A. (1843). On Engines. Scientific Memoirs, Article 12."),
        ({"type": "article", "date": "1843", "venue": "memoirs", "status": "accepted"},
         "Lovelace, A. (1843). On Engines. Scientific Memoirs. In press."),
        ({"type": "article", "venue": "memoirs", "status": "accepted"},
         "Lovelace, A. (in press). On Engines. Scientific Memoirs."),
        ({"status": "under-review"}, "Lovelace, A. (under review). On Engines."),
        ({"type": "preprint", "arxiv": "2404.02345", "title": "On", "venue": "arXiv"},
         "Lovelace, A. (2024). On (arXiv:2404.02345). arXiv. https://arxiv.org/abs/2404.02345"),
        ({"type": "preprint", "arxiv": "2404.02345", "title": "On"},
         "Lovelace, A. (2024). On (arXiv:2404.02345). arXiv. https://arxiv.org/abs/2404.02345"),
        ({"type": "thesis", "date": "1843", "publisher": "University of London"},
         "Lovelace, A. (1843). On Engines [Thesis, University of London]."),
        ({"type": "thesis", "date": "1843", "publisher": "USC", "genre": "PhD thesis"},
         "Lovelace, A. (1843). On Engines [PhD thesis, USC]."),
        ({"type": "report", "date": "1843", "number": "12", "publisher": "Royal Society"},
         "Lovelace, A. (1843). On Engines (Report No. 12). Royal Society."),
        ({"type": "patent", "date": "1843", "number": "CN1A"},
         "Lovelace, A. (1843). On Engines (Patent No. CN1A)."),
        ({"type": "dataset", "date": "1843"}, "Lovelace, A. (1843). On Engines [Data set]."),
        ({"type": "software", "date": "1843"},
         "Lovelace, A. (1843). On Engines [Computer software]."),
        ({"type": "talk", "date": "1843-06-03", "venue": "Royal Meeting"},
         "Lovelace, A. (1843, June 3). On Engines [Talk]. Royal Meeting."),
        ({"title": "Why?", "authors": "Plato", "date": "2024"}, "Plato. (2024). Why?"),
    ],
)  # fmt: skip
def test_each_kind_of_work(fields: dict[str, object], text: str) -> None:
    assert _apa(**fields) == text


def test_the_title_of_a_whole_is_in_italics() -> None:
    book = citation.apa(work(type="book", date="1843", title="On H₂O"))

    assert [(span.kind, span.text) for span in book.spans] == [
        ("text", "Lovelace, A. (1843). "),
        ("em", "On H"),
        ("sub", "2"),
        ("em", "O"),
        ("text", "."),
    ]


@pytest.mark.parametrize(
    ("names", "text"),
    [
        (["Jean-Paul Maria Sartre"], "Sartre, J.-P. M."),
        (["Alexei A. Efros"], "Efros, A. A."),
        (["Wanrong (Zoey) Zheng"], "Zheng, W."),
        (["van Gogh, Vincent", "King, Jr., Martin Luther"], "van Gogh, V., & King, M. L., Jr."),
        (["王泽卿", "Ada Lovelace"], "王泽卿, & Lovelace, A."),
        (["The Engine Collaboration"], "The Engine Collaboration"),
        (["Ada Lovelace", {"literal": "et al."}], "Lovelace, A., et al."),
        ([{"literal": "et al."}], "et al."),
        (["Élodie O'Brien"], "O'Brien, É."),
    ],
)
def test_names_as_lists_of_references_have_them(names: list[object], text: str) -> None:
    assert citation.authors(parse_authors(names)) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (20, "".join(f"B{chr(97 + n)}, A., " for n in range(19)) + "& Bt, A."),
        (21, "".join(f"B{chr(97 + n)}, A., " for n in range(19)) + "… Bu, A."),
    ],
)
def test_of_more_than_twenty_authors_nineteen_and_the_last_are_named(
    count: int, text: str
) -> None:
    names = [{"family": f"B{chr(97 + n)}", "given": "Ann"} for n in range(count)]

    assert citation.authors(parse_authors(names)) == text


def test_without_another_address_the_landing_page_is_given() -> None:
    reference = citation.apa(work(base="https://lab.example.org/", date="2024"))

    assert reference.spans[-1].target == "https://lab.example.org/research/publications/key.html"


@given(record=publications())
def test_any_work_gives_one_line(record: Publication) -> None:
    (one,) = works(record, base="https://lab.example.org/")
    reference = citation.apa(one)

    assert all("\n" not in span.text for span in reference.spans)
    assert reference.spans[-1].kind == "link"
    assert all(span.text for span in reference.spans)
