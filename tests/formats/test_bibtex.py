from __future__ import annotations

import re
from textwrap import dedent

import pytest
from pybtex.database import Entry, parse_string

from sphinx_research.formats import bibtex
from sphinx_research.records.model import PublicationType
from tests.formats.making import exported, publication, venue, work, works

MEMOIRS = venue("memoirs", "Scientific Memoirs", "journal", short="Memoirs")


def _parsed(text: str) -> Entry:
    (entry,) = parse_string(text, "bibtex").entries.values()
    return entry


def _plain(text: str) -> str:
    return dedent(text).removeprefix("\n")


def test_an_article_with_all_that_is_cited() -> None:
    article = work(
        MEMOIRS,
        key="lovelace1843",
        title="Notes on the *Analytical* Engine & 3D",
        authors="Ada Lovelace*, Kurt Gödel",
        venue="memoirs",
        date="1843-08-03",
        volume="3",
        issue="2",
        pages="666-731",
        doi="10.1000/182",
        code="https://example.org/code",
        tags="engines, music",
    )

    assert bibtex.entry(article, brief=True) == _plain(r"""
        @article{lovelace1843,
          author = {Lovelace, Ada and Gödel, Kurt},
          title = {Notes on the \emph{Analytical} Engine \&{} {3D}},
          journal = {Scientific Memoirs},
          volume = {3},
          number = {2},
          pages = {666--731},
          year = {1843},
          month = aug,
          day = {3},
          doi = {10.1000/182},
        }
        """)
    assert bibtex.entry(article) == _plain(r"""
        @article{lovelace1843,
          author = {Lovelace, Ada and Gödel, Kurt},
          title = {Notes on the \emph{Analytical} Engine \&{} {3D}},
          journal = {Scientific Memoirs},
          volume = {3},
          number = {2},
          pages = {666--731},
          year = {1843},
          month = aug,
          day = {3},
          doi = {10.1000/182},
          author+an = {1=equal},
          code = {https://example.org/code},
          keywords = {engines, music},
        }
        """)


def test_in_ascii_letters_are_commands_but_for_keys_addresses_and_formulas() -> None:
    paper = work(
        key="gödel",
        title="Über $α + x$ – “Ł”",
        authors="Kurt Gödel",
        publisher="Cafe\u0301 文",
        type="misc",
        website="https://example.org/ö",
        abstract="Élan.\n\nNaïve $é_{n+i}$.",
    )

    assert bibtex.to_ascii(bibtex.entry(paper)) == _plain(r"""
        @misc{gödel,
          author = {G{\"o}del, Kurt},
          title = {{\"U}ber {$α + x$} -- ``{{\L}}''},
          publisher = {Caf{\'e} 文},
          website = {https://example.org/ö},
          abstract = {{\'E}lan.

        Na{\"\i}ve {$é_{n+i}$}.},
        }
        """)


def test_a_preprint_is_written_as_arxiv_gives_it() -> None:
    preprint = work(arxiv="2404.02345", type="preprint")

    assert bibtex.entry(preprint, brief=True) == _plain("""
        @misc{key,
          author = {Lovelace, Ada},
          title = {On Engines},
          year = {2024},
          month = apr,
          eprint = {2404.02345},
          archiveprefix = {arXiv},
          url = {https://arxiv.org/abs/2404.02345},
        }
        """)


@pytest.mark.parametrize(
    ("kind", "entry_type", "container"),
    [
        ("article", "article", "journal"),
        ("conference", "inproceedings", "booktitle"),
        ("workshop", "inproceedings", "booktitle"),
        ("preprint", "misc", "howpublished"),
        ("thesis", "phdthesis", "school"),
        ("book", "book", "series"),
        ("chapter", "incollection", "booktitle"),
        ("report", "techreport", "institution"),
        ("patent", "patent", "howpublished"),
        ("dataset", "dataset", "howpublished"),
        ("software", "software", "howpublished"),
        ("talk", "misc", "howpublished"),
        ("misc", "misc", "howpublished"),
    ],
)
def test_every_type_has_an_entry_type_and_a_field_for_where(
    kind: str, entry_type: str, container: str
) -> None:
    entry = _parsed(bibtex.entry(work(type=kind, venue="Somewhere"), brief=True))

    assert entry.type == entry_type
    assert entry.fields[container] == "Somewhere"


def test_the_table_above_leaves_no_type_out() -> None:
    for kind in PublicationType:
        assert _parsed(bibtex.entry(work(type=str(kind)))).key == "key"


def test_a_thesis_is_called_no_more_than_a_thesis() -> None:
    entry = _parsed(bibtex.entry(work(type="thesis", publisher="University of London")))

    assert (entry.type, entry.fields["type"]) == ("phdthesis", "Thesis")
    assert entry.fields["school"] == "University of London"


def test_what_is_not_known_has_no_field() -> None:
    entry = _parsed(bibtex.entry(work(title="A", authors="Plato", type="misc")))

    assert list(entry.fields) == ["title"]
    assert not re.search(r"\{\}|= ,", bibtex.entry(work()))


def test_names_are_written_in_bibtex_s_ways() -> None:
    authors = [
        {"family": "Gogh", "given": "Vincent", "particle": "van"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"family": "de la Cruz", "given": "Juana"},
        {"literal": "The Engine and Loom Collaboration"},
        {"literal": "王泽卿"},
        {"literal": "et al."},
    ]

    text = bibtex.entry(work(authors=authors), brief=True)

    assert (
        "author = {van Gogh, Vincent and King, Jr., Martin Luther and {de la Cruz}, {Juana} and "
        "{The Engine and Loom Collaboration} and {王泽卿} and others}"
    ) in text
    assert len(_parsed(text).persons["author"]) == 6


def test_what_a_paper_says_of_its_authors_is_annotated() -> None:
    authors = [
        {"name": "Ada Lovelace", "equal": True, "corresponding": True, "person": "ada"},
        {"name": "Charles Babbage", "marks": ["†", "#"], "orcid": "0000-0002-1825-0097"},
    ]

    fields = _parsed(bibtex.to_ascii(bibtex.entry(work(authors=authors)))).fields

    assert fields["author+an"] == "1=equal,corresponding"
    assert fields["author+an:orcid"] == '2="0000-0002-1825-0097"'
    assert fields["author+an:person"] == '1="ada"'
    assert fields["author+an:mark"] == r'2="{\textdagger}","\#"'


def test_editors_of_a_book_of_theirs_are_no_authors_too() -> None:
    book = work(type="book", authors="Ada Lovelace", editors="Ada Lovelace")

    assert list(_parsed(bibtex.entry(book)).persons) == ["editor"]


def test_three_hundred_authors_are_all_there() -> None:
    names = [{"family": f"Author{chr(97 + n % 26)}", "given": "A."} for n in range(300)]

    assert len(_parsed(bibtex.entry(work(authors=names))).persons["author"]) == 300


def test_a_file_has_all_entries_and_an_empty_one_is_empty() -> None:
    papers = works(publication("one"), publication("two"))

    assert list(parse_string(exported(".bib", papers), "bibtex").entries) == ["one", "two"]
    assert exported(".bib", []) == ""


def test_a_paragraph_like_a_field_is_none() -> None:
    abstract = 'x = "y" holds.\n\n@article{a, or not}\n\nMore *of* it.'

    fields = _parsed(bibtex.entry(work(abstract=abstract))).fields

    assert fields["abstract"].startswith('{}x = "y" holds.')
    assert r"\emph{of}" in fields["abstract"]
