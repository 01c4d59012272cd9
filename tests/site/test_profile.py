"""``{profile}``: the heads of pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docutils import nodes

from sphinx_research.site.heads import expanded_head
from sphinx_research.site.nodes import RecordHead
from tests.site.building import Built, Site, links, one, texts, words


@pytest.fixture(scope="session")
def profiles(built: Callable[[str], Built]) -> Built:
    return built("profile")


@pytest.mark.parametrize("page", ["people/ada", "research/engine"])
def test_head_as_nodes_for_other_builders(
    profiles: Built, snapshot: Callable[[str, str], None], page: str
) -> None:
    folder, _, name = page.partition("/")
    (section,) = (
        node
        for node in profiles.env.get_doctree(page).findall(nodes.section)
        if name in node["ids"]
    )
    for head in list(section.findall(RecordHead)):
        head.replace_self(expanded_head(profiles.domain.catalogue, head))

    snapshot(f"profile-{folder}", section.pformat())


def test_head_as_plain_text(site: Callable[[str], Site]) -> None:
    written = site("profile").build("text").out / "people/ada.txt"

    assert written.read_text(encoding="utf-8").split("\n\n") == [
        "Ada Lovelace 埃达\n*****************",
        "[image: Ada Lovelace][image]",
        "PhD student · alumni",
        "Loom Laboratory, Somewhere Else",
        "Advised by Charles Babbage, Mary Somerville, Augustus De Morgan",
        "PhD, LL (2022–now) · School, Home (–2021)",
        "GitHub, Homepage, ORCID, ada [at] loom [dot] example [dot] org",
        "*That brain* of mine",
        "Looking for work on The *Engine* of 10^6 wheels.\n",
    ]


def test_heading_is_the_name_of_the_record(profiles: Built) -> None:
    heading = one(profiles.page("people/ada"), "h1")

    assert words(heading) == "Ada Lovelace 埃达"
    assert one(heading, ".native-name")["lang"] == "zh"


def test_heading_of_a_project_keeps_its_markup(profiles: Built) -> None:
    heading = one(profiles.page("research/engine"), "h1")

    assert words(heading) == "The Engine of 106 wheels"
    assert texts(heading, "em") == ["Engine"]
    assert texts(heading, "sup") == ["6"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("role", "PhD student · alumni"),
        ("affiliations", "Loom Laboratory, Somewhere Else"),
        ("advisors", "advised by Charles Babbage, Mary Somerville, Augustus De Morgan"),
        ("degrees", "PhD, LL (2022–now) · School, Home (–2021)"),
        ("motto", "That brain of mine"),
    ],
)
def test_facts_of_a_person(profiles: Built, name: str, expected: str) -> None:
    assert texts(profiles.page("people/ada"), f".profile .{name}") == [expected]


def test_advisors_are_linked_as_far_as_they_have_an_address(profiles: Built) -> None:
    assert links(profiles.page("people/ada"), ".advisors a") == [
        ("Charles Babbage", "people/charles.html"),
        ("Mary Somerville", "https://mary.example/"),
    ]


def test_students_follow_from_what_others_say_of_their_advisors(profiles: Built) -> None:
    assert links(profiles.page("people/charles"), ".students a") == [
        ("Ada Lovelace", "people/ada.html")
    ]


def test_links_have_small_pictures_that_say_nothing_to_ears(profiles: Built) -> None:
    links = profiles.page("people/ada").select(".profile .links a")

    assert [len(link.select("svg.icon[aria-hidden=true]")) for link in links] == [1, 1, 1]


def test_links_are_completed_and_labelled(profiles: Built) -> None:
    assert links(profiles.page("people/ada"), ".links a") == [
        ("GitHub", "https://github.com/ada"),
        ("Homepage", "https://ada.example/"),
        ("ORCID", "https://orcid.org/0000-0002-1825-0097"),
    ]


def test_email_is_not_written_for_harvesters(profiles: Built) -> None:
    page = profiles.page("people/ada")

    assert texts(page, ".email") == ["ada [at] loom [dot] example [dot] org"]
    assert "ada@" not in str(page)
    assert "mailto:" not in str(page)


def test_script_that_makes_the_email_a_link_is_loaded_where_there_is_one(profiles: Built) -> None:
    loading = [
        page
        for page in ("people/ada", "people/charles", "research/engine")
        if profiles.page(page).select("script[src*=research-copy]")
    ]

    assert loading == ["people/ada"]


def test_photo_has_the_name_as_its_text(profiles: Built) -> None:
    image = one(profiles.page("people/ada"), ".portrait img")

    assert image["alt"] == "Ada Lovelace"
    assert (profiles.out / "people" / str(image["src"])).is_file()


def test_without_a_photo_initials_stand_there_for_the_eyes_only(profiles: Built) -> None:
    monogram = one(profiles.page("people/charles"), ".portrait .monogram")

    assert words(monogram) == "CB"
    assert monogram["aria-hidden"] == "true"


def test_notice_is_shown_until_its_day(profiles: Built) -> None:
    page = profiles.page("people/ada")

    assert texts(page, ".notice") == ["Looking for work on The Engine of 106 wheels."]
    assert links(page, ".notice a")[0][1] == "research/engine.html"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("people", "Charles Babbage, Mary Somerville, A Mechanic"),
        ("advisors", "Ada Lovelace"),
        ("orgs", "Loom Laboratory"),
        ("meta", "Mar 2021 – present · under way"),
        ("funding", "Loom Laboratory, No. 7; of 1823"),
        ("links", "GitHub"),
    ],
)
def test_facts_of_a_project(profiles: Built, name: str, expected: str) -> None:
    assert texts(profiles.page("research/engine"), f".profile .{name}") == [expected]


def test_summary_of_a_project_has_formulas_and_links(profiles: Built) -> None:
    summary = one(profiles.page("research/engine"), ".summary")

    assert len(summary.select("math msub")) == 1
    assert links(summary) == [("Ada Lovelace", "people/ada.html")]


def test_page_without_a_record_has_no_profile(site: Callable[[str], Site]) -> None:
    profiles = site("profile")
    profiles.append("index.md", "\n:::{profile}\n:::\n")

    (warning,) = profiles.build(warns=True).warnings

    assert warning.startswith("index.md:3: WARNING: this page is nobody's and no project's; ")
    assert "front matter" in warning
