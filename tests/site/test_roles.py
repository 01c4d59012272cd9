"""The roles of running text: ``{person}``, ``{project}``, ``{org}``, ``{pub}``, ``{venue}``."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.site.building import Built, links, one, texts, words


@pytest.fixture(scope="session")
def roles(built: Callable[[str], Built]) -> Built:
    return built("roles")


@pytest.fixture(scope="session")
def unresolved(built: Callable[[str], Built]) -> Built:
    return built("unresolved")


ENGINE = "The Engine of 106 wheels"
NOTES = "Notes on B7"


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            0,
            [
                ("Ada Lovelace", "people/ada.html"),
                ("she", "people/ada.html"),
                ("Mary Somerville", "https://mary.example/"),
            ],
        ),
        (1, [(ENGINE, "research/engine.html"), ("that machine", "research/engine.html")]),
        (
            2,
            [("Loom Laboratory", "https://loom.example/"), ("here", "https://loom.example/")],
        ),
        (3, [("SM", "https://memoirs.example/"), ("there", "https://memoirs.example/")]),
        (
            4,
            [
                (NOTES, "research/publications/notes.html"),
                ("her notes", "research/publications/notes.html"),
                ("Tables", "research/publications/tables.html"),
                ("A Lost Book", "research/publications/lost.html"),
            ],
        ),
        (5, [("Ada Lovelace", "people/ada.html"), (NOTES, "research/publications/notes.html")]),
        (
            6,
            [
                ("The girl", "people/ada.html"),
                ("the machine", "research/engine.html"),
                ("notes", "research/publications/notes.html"),
            ],
        ),
    ],
    ids=["person", "project", "org", "venue", "pub", "prefixed", "Markdown links"],
)
def test_role_links_the_name_or_another_text(
    roles: Built, paragraph: int, expected: list[tuple[str, str]]
) -> None:
    found = roles.page("index").select("[role=main] p")[paragraph]

    assert links(found) == expected


@pytest.mark.parametrize(
    ("paragraph", "name"),
    [(0, "Luigi Menabrea"), (2, "The Guild")],
    ids=["collaborator", "organisation"],
)
def test_name_without_an_address_is_plain_text(roles: Built, paragraph: int, name: str) -> None:
    found = roles.page("index").select("[role=main] p")[paragraph]

    assert words(found).endswith(name)
    assert name not in texts(found, "a")


def test_name_in_a_link_keeps_its_markup(roles: Built) -> None:
    link = roles.page("index").select("a[href='research/engine.html']")[0]

    assert texts(link, "em") == ["Engine"]
    assert texts(link, "sup") == ["6"]


def test_links_are_written_for_the_folder_of_the_page(roles: Built) -> None:
    page = one(roles.page("people/ada"), "[role=main] p")

    assert (ENGINE, "research/engine.html") in links(page)


# --- names of nobody ----------------------------------------------------------------------

NO_PERSON = "a person is a page in `people/`; others stand in `people/collaborators.yaml`"
NO_NUMBER = (
    "is cited, but has no number on this page; "
    "add a `{publications}` list with `:style: numbered`, or `{references}`"
)


@pytest.mark.parametrize(
    "expected",
    [
        "index.md:3: WARNING: there is no person `aba`; did you mean `ada`?",
        "index.md:3: WARNING: there is no project `engin`; did you mean `engine`?",
        "index.md:4: WARNING: there is no organisation `loomlab`; did you mean `loom-lab`?",
        "index.md:4: WARNING: there is no venue `memoir`; did you mean `memoirs`?",
        "index.md:4: WARNING: there is no publication `note`; did you mean `notes`?",
        f"index.md:5: WARNING: there is no person `somebody-else-altogether`; {NO_PERSON}",
        f"index.md:7: WARNING: `notes` {NO_NUMBER}",
        "index.md:7: WARNING: there is no publication `nots`; did you mean `notes`?",
        f"people/ada.md:7: WARNING: `tables` {NO_NUMBER}",
        "people/ada.md:9: WARNING: there is no person `aba`; did you mean `ada`?",
    ],
)
def test_name_of_nothing_is_reported_at_its_line(unresolved: Built, expected: str) -> None:
    assert f"{expected} [research.unknown-id]" in unresolved.warnings


def test_nothing_is_reported_twice(unresolved: Built) -> None:
    assert len(set(unresolved.warnings)) == len(unresolved.warnings) == 10


def test_text_of_a_name_of_nobody_stays(unresolved: Built) -> None:
    text = words(one(unresolved.page("index"), "[role=main]"))

    assert "Ada Lovelace, aba and engin. loomlab, memoir, note," in text


def test_numbers_that_are_known_are_shown_beside_those_that_are_not(unresolved: Built) -> None:
    page = unresolved.page("people/ada")

    assert texts(page, ".cite") == ["[1]", "[1]"]
