from __future__ import annotations

import pytest

from sphinx_research.formats import facts
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Works
from tests.formats.conftest import works_of
from tests.formats.library import library
from tests.formats.making import work
from tests.records.conftest import Tree


@pytest.mark.parametrize(
    ("written", "first_and_last"),
    [
        ("666-731", ("666", "731")),
        ("666 – 731", ("666", "731")),
        ("666--731", ("666", "731")),
        ("S12–S15", ("S12", "S15")),
        ("12:1–12:25", ("12:1", "12:25")),
        ("i–xii", ("i", "xii")),
        ("i-xii", ("i", "xii")),
        ("A-12", ("A-12", "")),
        ("A-12--A-15", ("A-12", "A-15")),
        ("A-12-A-15", ("A-12", "A-15")),
        ("A-12-B-15", ("A-12-B-15", "")),
        ("1, 5–9", ("1", "")),
        ("1, 5--9", ("1", "")),
        ("1073–1081, 1090", ("1073", "")),
        ("1-5-9", ("1-5-9", "")),
        ("7 - 9", ("7", "9")),
        ("5-", ("5", "")),
        ("7", ("7", "")),
        ("–", ("", "")),
    ],
)
def test_pages_have_a_first_and_a_last(
    tree: Tree, written: str, first_and_last: tuple[str, str]
) -> None:
    tree.write(
        "research/papers.md",
        f"""
        :::{{publication}} paper
        :title: A paper
        :authors: Ada Lovelace
        :type: article
        :number: 104123
        :pages: {written}
        :::
        """,
    )

    assert facts.pages(works_of(tree)["paper"]) == first_and_last


def test_an_article_without_pages_has_its_number(tree: Tree) -> None:
    tree.write(
        "research/papers.md",
        """
        :::{publication} article
        :title: A paper
        :authors: Ada Lovelace
        :type: article
        :number: 104123
        :::

        :::{publication} report
        :title: A report
        :authors: Ada Lovelace
        :type: report
        :number: TR-7
        :::
        """,
    )
    works = works_of(tree)

    assert facts.pages(works["article"]) == ("104123", "")
    assert facts.pages(works["report"]) == ("", "")


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> Works:
    return works_of(library(Tree(tmp_path_factory.mktemp("library"))))


def test_et_al_is_no_author(works: Works) -> None:
    assert [str(one.name) for one in facts.authors(works["outside"])] == ["Mary Somerville"]


def test_et_al_is_no_editor(tree: Tree) -> None:
    entry = """
        @incollection{chapter, title = {Chapter}, author = {Lovelace, Ada}, year = {1843},
          booktitle = {Loom}, editor = {Somerville, Mary and others}}
        """
    tree.write("research/more.bib", entry)

    editors = facts.editors(works_of(tree)["chapter"])

    assert [str(one.name) for one in editors] == ["Mary Somerville"]


@pytest.mark.parametrize("kind", ["thesis", "report"])
def test_a_thesis_or_report_is_no_part_of_its_institution(kind: str) -> None:
    made = work(type=kind, venue="University College")

    assert facts.container(made) == ""
    assert facts.publisher(made) == "University College"


@pytest.mark.parametrize(
    ("kind", "arxiv", "venue", "repository"),
    [
        ("preprint", "2404.02345", None, "arXiv"),
        ("preprint", "2404.02345", "CoRR", "CoRR"),
        ("preprint", None, "bioRxiv", "bioRxiv"),
        ("preprint", None, None, ""),
        ("article", "2404.02345", "Memoirs", ""),
    ],
)
def test_a_preprint_lies_somewhere(
    kind: str, arxiv: str | None, venue: str | None, repository: str
) -> None:
    assert facts.repository(work(type=kind, arxiv=arxiv, venue=venue)) == repository


def test_a_work_under_review_is_part_of_nothing_yet(works: Works) -> None:
    assert works["sent"].container == "Scientific Memoirs"
    assert facts.container(works["sent"]) == ""
    assert facts.container(works["article"]) == "Scientific Memoirs"


def test_a_thesis_has_its_university_for_a_publisher(works: Works) -> None:
    assert facts.publisher(works["thesis"]) == "University College"
    assert facts.publisher(works["book"]) == "Taylor"
    assert facts.publisher(works["article"]) == ""


def test_a_work_is_cited_by_its_doi_and_a_preprint_by_that_of_arxiv(works: Works) -> None:
    assert facts.permanent(works["article"]) == "https://doi.org/10.1000/notes"
    assert facts.permanent(works["preprint"]) == "https://doi.org/10.48550/arXiv.2404.00002"
    assert facts.permanent(works["book"]) == ""


@pytest.mark.parametrize(
    "address", ["https://lab.example.org/a.pdf", "http://LAB.example.org:80/a.pdf"]
)
def test_an_address_on_the_host_of_the_site_is_its_own(address: str) -> None:
    assert facts.own(address, Site("The lab", "https://lab.example.org/group/"))
    assert not facts.own(address, Site("The lab"))


@pytest.mark.parametrize(
    "address",
    [
        "https://lab.example.org.evil.example/a.pdf",
        "https://lab.example.org@evil.example/a.pdf",
        "https://[lab.example.org/a.pdf",
        "https://other.example.org/a.pdf",
        "",
        None,
    ],
)
def test_an_address_on_another_host_is_not_its_own(address: str | None) -> None:
    assert not facts.own(address, Site("The lab", "https://lab.example.org/group/"))
