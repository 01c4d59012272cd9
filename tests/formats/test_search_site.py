from __future__ import annotations

import json
from itertools import accumulate
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sphinx_research.formats import finding_papers, search_site
from sphinx_research.formats.search_site import Page
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Catalogue, Records, Settings
from tests.formats.conftest import works_of
from tests.formats.library import library
from tests.records.conftest import Tree

PAGES = {
    "people/ada": Page("Ada Lovelace", (), "She weaves algebra."),
    "research/engine": Page("The analytical engine", (("Papers", "papers"),), "Brass wheels."),
    "index": Page("Home", (), "Welcome."),
    "about/how": Page("How", (("Why this", "why"), ("Who", "who")), "Cards of brass."),
}


def address(docname: str) -> str:
    return f"{docname}.html"


def written(tree: Tree, pages: dict[str, Page] = PAGES) -> dict[str, Any]:
    found = search_site.files(works_of(tree), pages, address)
    return {path: json.loads(text) for path, text in found}


def texts_with(data: dict[str, Any], word: str) -> list[int]:
    pieces = (text for path, text in data.items() if path.startswith("words/"))
    return [place for piece in pieces for place in accumulate(piece.get(word, ()))]


def test_people_are_known_by_all_their_names_and_by_what_they_do(tree: Tree) -> None:
    assert written(library(tree))["site.json"]["people"] == [
        [
            "people/ada.html",
            "Ada Lovelace",
            "愛達",
            "zh",
            "Countess of Lovelace",
            "Professors",
            "Engine Laboratory",
            "Machines that compose, Work with Mary Somerville",
        ]
    ]


def test_those_who_are_here_come_before_alumni_by_family_name(lab: Tree) -> None:
    people = written(lab)["site.json"]["people"]

    assert [person[1] for person in people] == [
        "Charles Babbage",
        "Ada Lovelace",
        "Alan Turing",
    ]


def test_projects_are_known_by_their_sentence_people_and_theme(lab: Tree) -> None:
    lab.edit("research/engine.md", "theme: seeing", "theme: seeing\n  summary: Of *brass*.")

    assert written(lab)["site.json"]["projects"][0] == [
        "research/engine.html",
        "The analytical engine",
        "",
        "Of brass.",
        "Ada Lovelace, Charles Babbage",
        "Seeing",
    ]


def test_other_pages_are_known_by_title_and_headings(tree: Tree) -> None:
    assert written(library(tree))["site.json"]["pages"] == [
        ["about/how.html", "How", [["Why this", "why"], ["Who", "who"]]],
        ["index.html", "Home", []],
    ]


def test_venues_have_other_names(tree: Tree) -> None:
    library(tree)
    tree.write(
        "research/venues.yaml",
        """
        memoirs: {name: Scientific Memoirs, short: Memoirs, type: journal, aliases: [SciMem]}
        royal: {name: Meeting of the Royal Society, type: conference}
        """,
    )

    assert written(tree)["site.json"]["venues"] == [["Memoirs", "Scientific Memoirs, SciMem"]]


def test_texts_are_numbered_as_papers_json_has_papers_and_then_as_site_json(tree: Tree) -> None:
    library(tree)
    data = written(tree)
    papers = [paper[0] for paper in json.loads(finding_papers.dump(works_of(tree)))["papers"]]
    count = len(papers)

    assert texts_with(data, "abstract") == [papers.index("article")]
    assert texts_with(data, "algebra") == [count]  # the only person
    assert texts_with(data, "brass") == [count + 1, count + 2]  # the project, and "about/how"
    assert texts_with(data, "welcome") == [count + 3]
    assert [*search_site.papers(works_of(tree).catalogue)] == papers


def test_roles_in_an_abstract_are_found_by_the_names_they_show(tree: Tree) -> None:
    data = written(library(tree))
    papers = [*search_site.papers(works_of(tree).catalogue)]

    assert papers.index("article") in texts_with(data, "somerville")
    assert texts_with(data, "person") == []


def test_what_the_heads_of_pages_say_is_found_as_their_text_is(tree: Tree) -> None:
    """Whatever a page has beside: here, nothing."""
    tree.write(
        "people/ada.md",
        """
        ---
        person:
          name: Ada Lovelace
          affiliations: [Laboratory, Institute of Looms]
          advisors: [Augustus De Morgan]
          motto: "*Poetical* science"
          education: [{org: Home, degree: Schooling, until: 2021, badge: true}]
        ---
        # Ada
        """,
    )
    tree.write(
        "research/engine.md",
        """
        ---
        project:
          title: Engine
          people: [ada]
          advisors: [Mary Somerville]
          orgs: [Royal Society]
          funding: [{funder: Treasury, award: G-17, note: of *parliament*}]
        ---
        # Engine
        """,
    )
    data = written(tree, {})

    for word in ("looms", "morgan", "poetical", "schooling"):
        assert texts_with(data, word) == [0], word
    for word in ("somerville", "royal", "treasury", "17", "parliament"):
        assert texts_with(data, word) == [1], word


def test_page_of_a_person_may_be_missing(tree: Tree) -> None:
    data = written(library(tree), {"index": PAGES["index"]})

    assert data["site.json"]["people"][0][1] == "Ada Lovelace"
    assert len(texts_with(data, "welcome")) == 1


def test_first_words_are_those_of_the_pieces(tree: Tree) -> None:
    data = written(library(tree))

    assert data["site.json"]["words"] == [min(data["words/0.json"])]
    assert set(data) == {"words/0.json", "site.json"}


def test_empty_site_has_nothing_to_find(tree: Tree) -> None:
    assert written(tree, {}) == {
        "site.json": {"people": [], "projects": [], "pages": [], "venues": [], "words": []}
    }


def test_same_records_give_the_same_bytes(tree: Tree) -> None:
    library(tree)

    first = list(search_site.files(works_of(tree), PAGES, address))
    second = list(search_site.files(works_of(tree), dict(reversed(PAGES.items())), address))

    assert first == second


@given(st.text(), st.text(), st.text())
def test_any_page_gives_json(title: str, heading: str, text: str) -> None:
    pages = {"odd": Page(title, ((heading, "anchor"),), text)}
    works = Works(Catalogue(Records(), Settings()), Site("Site"))

    for _, file in search_site.files(works, pages, address):
        assert json.loads(file.encode("utf-8", "replace"))
