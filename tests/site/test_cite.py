"""``{cite}`` and ``{references}``: numbers on a page, linked both ways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup

from tests.site.building import Built, Site, links, one, texts, words


@pytest.fixture(scope="session")
def cites(built: Callable[[str], Built]) -> Built:
    return built("cite")


@pytest.fixture(scope="session")
def ada(cites: Built) -> BeautifulSoup:
    return cites.page("people/ada")


def test_cite_as_nodes(cites: Built, snapshot: Callable[[str, str], None]) -> None:
    snapshot("cite", cites.tree("research/essay", "essay"))


def test_numbers_are_sorted_and_runs_drawn_together(ada: BeautifulSoup) -> None:
    assert texts(ada, ".cite") == ["[1]", "[2–5]", "[1, 3]", "[1, 2]", "[1, 6]", "[1]", "[7]"]


def test_numbers_count_through_the_lists_of_a_page(ada: BeautifulSoup) -> None:
    assert texts(ada, "#publications .number") == ["[1]", "[2]", "[3]", "[4]", "[5]"]
    assert texts(ada, "#references .number") == ["[6]", "[7]", "[8]"]


def test_each_number_leads_to_the_entry_that_has_it(ada: BeautifulSoup) -> None:
    shown = links(ada, ".cite a")

    assert shown
    for number, href in shown:
        assert texts(one(ada, href), ".number") == [f"[{number}]"]


def test_links_back_say_to_ears_where_they_lead(ada: BeautifulSoup) -> None:
    back = one(ada, "#second").select(".cited a")

    assert [(words(link), link["aria-label"]) for link in back] == [
        ("1", "Back to citation 1 in the text"),
        ("2", "Back to citation 2 in the text"),
    ]


def test_each_entry_leads_back_to_where_it_is_cited(ada: BeautifulSoup) -> None:
    back = {
        item["id"]: [href for _, href in links(item, ".cited a")]
        for item in ada.select(".publication")
    }

    assert back == {
        "first": [
            "#cite-first-1",
            "#cite-third-1",
            "#cite-first-2",
            "#cite-out-b-1",
            "#cite-first-3",
        ],
        "second": ["#cite-second-1", "#cite-first-2"],
        "third": ["#cite-second-1", "#cite-third-1"],
        "fourth": ["#cite-second-1"],
        "fifth": ["#cite-second-1"],
        "out-b": ["#cite-out-b-1"],
        "out-a": ["#cite-out-a-1", "#cite-out-a-2"],
        "out-c": ["#cite-out-c-1"],
    }
    assert {href for hrefs in back.values() for href in hrefs} == {
        f"#{tag['id']}" for tag in ada.select("span.cite, span.pub[id]")
    }


def test_id_stands_once_on_a_page(ada: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in ada.select("[id]")]

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("people/ada", ["Outside B", "Outside A", "Outside C"]),
        ("research/essay", ["Outside B", "Outside A", "Outside C"]),
    ],
)
def test_references_hold_the_outside_works_in_the_order_of_citing(
    cites: Built, page: str, expected: list[str]
) -> None:
    assert texts(one(cites.page(page), "#references"), ".title") == expected


def test_name_of_an_outside_work_leads_to_the_references(cites: Built) -> None:
    page = cites.page("research/essay")

    assert ("the third", "#out-c") in links(page, ".pub a")


def test_name_of_an_outside_work_leads_to_its_page_where_there_are_none(cites: Built) -> None:
    page = cites.page("research/more")

    assert links(page, ".pub a") == [("Outside B", "research/publications/out-b.html")]


def test_name_of_our_paper_leads_to_its_page(cites: Built) -> None:
    page = cites.page("research/essay")

    assert ("The first paper", "research/publications/first.html") in links(page)


def test_entry_names_the_pages_that_discuss_the_paper(cites: Built, ada: BeautifulSoup) -> None:
    assert links(ada, "#out-b .discussed a") == [
        ("Essay", "research/essay.html"),
        ("More", "research/more.html"),
    ]
    assert links(cites.page("research/essay"), "#out-b .discussed a") == [
        ("Ada Lovelace", "people/ada.html"),
        ("More", "research/more.html"),
    ]


def test_entry_does_not_name_pages_it_links_to_anyway(ada: BeautifulSoup) -> None:
    assert links(ada, "#first .discussed a") == [("Essay", "research/essay.html")]


def test_adding_prose_does_not_change_other_citations(site: Callable[[str], Site]) -> None:
    cites = site("cite")
    before = {str(tag["id"]) for tag in cites.build().page("people/ada").select("[id]")}
    cites.edit("people/ada.md", "One {cite}", "By the way {cite}`fourth`. One {cite}")

    after = {str(tag["id"]) for tag in cites.build().page("people/ada").select("[id]")}

    assert after - before == {"cite-fourth-1"}
    assert not before - after


def test_references_do_not_take_up_papers_of_ours(site: Callable[[str], Site]) -> None:
    cites = site("cite")
    cites.edit("research/essay.md", "ours is {pub}`first`", "ours is {cite}`first`")

    built = cites.build(warns=True)

    assert [warning.partition(" WARNING: `first` is cited")[0] for warning in built.warnings] == [
        "research/essay.md:3:"
    ]
    assert texts(one(built.page("research/essay"), "#references"), ".number") == [
        "[1]",
        "[2]",
        "[3]",
    ]


def test_link_to_an_outside_work_leads_to_its_page(
    site: Callable[[str], Site],
) -> None:
    cites = site("cite")
    cites.append("index.md", "\n[Somebody](#out-a)\n")

    assert ("Somebody", "research/publications/out-a.html") in links(cites.build().page("index"))


def test_page_without_references_lists_nothing_it_cites(site: Callable[[str], Site]) -> None:
    cites = site("cite")
    cites.edit("research/essay.md", "{cite}`out-b` comes A {cite}`out-a`", "A")
    cites.edit("research/essay.md", "{pub}`the third <out-c>`", "C")

    page = cites.build().page("research/essay")

    assert not page.select("#references ol, #references li")
