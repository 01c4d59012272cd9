"""``{publication}``: one paper in full."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import Tag

from tests.site.building import Built, Site, links, one, texts, words


@pytest.fixture(scope="session")
def papers(built: Callable[[str], Built]) -> Built:
    return built("publication")


@pytest.fixture(scope="session")
def notes(papers: Built) -> Tag:
    return one(papers.page("research/engine"), "li#notes")


def test_publication_as_nodes(papers: Built, snapshot: Callable[[str, str], None]) -> None:
    snapshot("publication", papers.tree("research/engine", "the-engine"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("year", "2024"),
        ("title", "Notes on Tx2: E=mc2 & <more>"),
        ("authors", "Ada Lovelace*, Luigi Menabrea*, Charles Babbage✉"),
        ("venue", "SM Scientific Memoirs, 3(2), 666–731 Q1 Best Paper"),
        ("rank", "Q1"),
        ("award", "Best Paper"),
        ("note", "Builds on Tables of Logarithms."),
        ("trail", "Preprint Dec 2023 · Accepted May 2024 · Published Sep 2024"),
    ],
)
def test_entry_in_full(notes: Tag, name: str, expected: str) -> None:
    assert texts(notes, f".{name}") == [expected]


def test_title_at_home_leads_to_the_landing_page(notes: Tag) -> None:
    assert str(one(notes, ".title")["href"]).endswith("research/publications/notes.html")


def test_formula_is_mathml_and_a_raised_figure_is_not(notes: Tag) -> None:
    title = one(notes, ".title")

    assert len(title.select("math msup")) == 1
    assert texts(title, "sup") == ["2"]


def test_authors_are_linked_as_far_as_they_are_known(notes: Tag) -> None:
    assert links(notes, ".authors a") == [
        ("Ada Lovelace", "people/ada.html"),
        ("Luigi Menabrea", "https://luigi.example/"),
    ]


def test_links_of_a_paper_name_each_address_once(notes: Tag) -> None:
    assert links(notes, ".links a") == [
        ("Paper", "https://doi.org/10.1000/182"),
        ("arXiv", "https://arxiv.org/abs/2312.00001"),
        ("Code", "https://code.example/engine"),
    ]


def test_marks_are_explained_below_the_entry(papers: Built) -> None:
    assert texts(papers.page("research/engine"), ".marks") == [
        "* equal contribution; ✉ corresponding author"
    ]


def test_abstract_is_part_of_the_page(papers: Built) -> None:
    abstract = one(papers.page("research/engine"), ".abstract")

    assert words(abstract).startswith("The abstract, with her and x2.")
    assert texts(abstract, "em") == ["abstract"]
    assert texts(abstract, "li") == ["It has a list."]
    assert links(abstract) == [("her", "people/ada.html")]
    assert len(abstract.select("math")) == 1


def test_example_in_a_code_block_is_no_paper(papers: Built) -> None:
    page = papers.page("research/engine")

    assert [item["id"] for item in page.select(".publication")] == ["notes"]
    assert "example" not in papers.domain.catalogue.records.publications


def test_paper_may_be_shown_on_another_page_by_its_key(papers: Built) -> None:
    page = papers.page("index")

    assert [item["id"] for item in page.select(".publication")] == ["notes", "tables"]
    assert ("her", "people/ada.html") in links(page, ".abstract a")


def test_paper_of_a_bib_file_is_shown_with_its_abstract(papers: Built) -> None:
    tables = one(papers.page("index"), "#tables")

    assert texts(tables, ".title") == ["Tables of Logarithms"]
    assert texts(tables, ".authors") == ["Charles Babbage"]
    assert texts(tables, ".venue-name") == ["Scientific Memoirs"]
    assert "They hold no errors." in texts(papers.page("index"), ".abstract p")


def test_name_of_nobody_in_an_abstract_is_reported_at_its_line(
    site: Callable[[str], Site],
) -> None:
    papers = site("publication")
    papers.edit("research/engine.md", "- It has a list.", "- It has\n  {person}`nobody`.")
    papers.write("index.md", "# Home\n")

    (warning,) = papers.build(warns=True).warnings

    assert warning.startswith("research/engine.md:27: WARNING: there is no person `nobody`")


def test_key_of_no_paper_is_reported_with_the_nearest(site: Callable[[str], Site]) -> None:
    papers = site("publication")
    papers.edit("index.md", "{publication} tables", "{publication} table")

    (warning,) = papers.build(warns=True).warnings

    assert warning == (
        "index.md:6: WARNING: there is no publication `table`; did you mean `tables`? "
        "[research.unknown-id]"
    )
