"""``{news}``: dated items of the site, a person or a project."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.site.building import Built, links, one, texts

OPENS = "Dec 2024 The site opens."
TAKEN = "3 May 2024{} Memoirs take the notes. Notes"
RUNS = "2024{} It runs."
JOINS = "May 2023{} Joins the The Engine."


@pytest.fixture(scope="session")
def news(built: Callable[[str], Built]) -> Built:
    return built("news")


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        (
            "all",
            [
                OPENS,
                TAKEN.format(" · Ada Lovelace"),
                RUNS.format(" · The Engine"),
                JOINS.format(" · Ada Lovelace"),
            ],
        ),
        ("latest", [OPENS, TAKEN.format(" · Ada Lovelace")]),
        ("hers", [TAKEN.format(""), JOINS.format("")]),
        ("its", [RUNS.format("")]),
    ],
)
def test_news_is_newest_first_and_filtered(news: Built, section: str, expected: list[str]) -> None:
    assert texts(one(news.page("index"), f"#{section}"), ".news li") == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("people/ada", [TAKEN.format(""), JOINS.format("")]),
        ("people/charles", []),
        ("research/engine", [RUNS.format("")]),
    ],
)
def test_page_of_a_record_shows_its_own_news(news: Built, page: str, expected: list[str]) -> None:
    assert texts(news.page(page), ".news li") == expected


def test_page_of_a_person_may_show_the_news_of_a_project(news: Built) -> None:
    assert texts(news.page("people/luigi"), ".news li") == [RUNS.format("")]


def test_news_links_whom_and_what_it_is_about(news: Built) -> None:
    assert links(one(news.page("index"), "#latest")) == [
        ("Ada Lovelace", "people/ada.html"),
        ("Notes", "research/publications/notes.html"),
    ]


def test_news_has_markup(news: Built) -> None:
    assert texts(news.page("people/ada"), ".news em") == ["Memoirs"]
