"""The sections of a CV, from the record of the page's person."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bs4 import Tag

from tests.site.building import Built, Site, links, one, texts, words


@pytest.fixture(scope="session")
def sections(built: Callable[[str], Built]) -> Built:
    return built("sections")


def section(built: Built, name: str) -> Tag:
    return one(built.page("people/ada"), f"section#{name}")


@pytest.mark.parametrize("name", ["employment", "experience"])
def test_section_as_nodes(
    sections: Built, snapshot: Callable[[str, str], None], name: str
) -> None:
    snapshot(name, sections.tree("people/ada", name))


def test_interests_have_the_numbers_of_their_papers(sections: Built) -> None:
    interests = section(sections, "interests")

    assert texts(interests, "li") == ["Engines [1, 2]: with Charles Babbage", "Music"]
    assert links(interests, ".cite a") == [("1", "#notes"), ("2", "#letters")]
    assert texts(interests, "strong em") == ["Engines"]


def test_education(sections: Built) -> None:
    education = section(sections, "education")

    assert texts(education, ".when") == ["Sep 2022 – present"]
    assert texts(education, ".what > p") == [
        "PhD, Weaving",
        "Loom Laboratory, School of Looms · advised by Charles Babbage",
        "a first",
    ]
    assert links(education) == [
        ("Loom Laboratory", "https://loom.example/"),
        ("Charles Babbage", "people/charles.html"),
    ]


def test_employment_puts_the_roles_at_one_place_together(sections: Built) -> None:
    employment = section(sections, "employment")

    assert texts(employment, ".when") == ["2021 – present", "2019 – 2020"]
    assert texts(employment, ".what > .muted") == ["Loom Laboratory, Turin", "Elsewhere, London"]
    assert texts(employment, ".roles > li > p") == [
        "Fellow (2023 – present)",
        "Student, cards, Card Room (2021 – 2022)",
        "advised by Charles Babbage",
    ]


def test_experience_tells_of_projects_with_results_and_own_papers(sections: Built) -> None:
    experience = section(sections, "experience")

    assert texts(experience, ".when") == ["2023 – present", "2019"]
    assert texts(experience, ".what > p:first-child") == ["Fellow", "Writer"]
    assert texts(experience, ".what > .muted") == [
        "Loom Laboratory, Turin",
        "Letters, Elsewhere, London",
    ]
    assert texts(experience, ".project-line") == ["The Engine [1]"] * 2
    assert texts(experience, ".results li") == ["It computes.", "Faster than Ada Lovelace."] * 2


def test_awards(sections: Built) -> None:
    awards = section(sections, "awards")

    assert texts(awards, "li") == [
        "2020, 2021 1st of 5 people: A Prize The Society",
        "Mar 2019 Medal for the The Engine",
    ]
    assert links(awards) == [
        ("A Prize", "https://prize.example/"),
        ("The Engine", "research/engine.html"),
    ]


def test_service(sections: Built) -> None:
    assert texts(section(sections, "service"), "li") == [
        "Reviewer: Memoirs, Meeting (2024)",
        "Chair",
    ]


def test_section_of_somebody_named_on_another_page(sections: Built) -> None:
    page = sections.page("index")

    assert texts(page, ".awards .when") == ["2020, 2021", "Mar 2019"]
    assert ("The Engine", "research/engine.html") in links(page, ".awards a")


def test_section_that_the_record_lacks_leaves_nothing(sections: Built) -> None:
    body = one(sections.page("people/charles"), "[role=main] section")

    assert words(body) == "Charles Babbage"


def test_section_of_nobody_is_reported(site: Callable[[str], Site]) -> None:
    sections = site("sections")
    sections.edit("index.md", ":person: ada\n", "")

    (warning,) = sections.build(warns=True).warnings

    assert warning.startswith("index.md:3: WARNING: `awards` does not know whose it is; ")
    assert ":person:" in warning
