from __future__ import annotations

import pytest

from sphinx_research.records.catalogue import Emphasis
from sphinx_research.records.matching import Partner
from sphinx_research.records.query import EntryOf
from sphinx_research.records.raw import Kind
from sphinx_research.records.views.entry import AuthorView, Entry, Link, paper_type
from sphinx_research.records.views.refs import Ref
from tests.records.conftest import Tree

VENUES = """
    memoirs: {name: Scientific Memoirs, short: Memoirs, type: journal}
    royal: {name: Meeting of the Royal Society, type: conference}
    workshop: {name: Workshop on Engines, type: workshop}
    server: {name: Preprint Server, type: repository}
    club: {name: A Club}
    """


def _entry(tree: Tree, options: str = "", *, authors: str = "Ada Lovelace") -> Entry:
    """Load a paper with more options, and take its view."""
    tree.write("people/ada.md", "---\nperson:\n  name: Ada Lovelace\n---\n")
    tree.write(
        "people/collaborators.yaml",
        "mary: {name: Mary Somerville, url: 'https://mary.example.org/'}\nbob: {name: Bob Bee}\n",
    )
    tree.write("research/venues.yaml", VENUES)
    block = f":::{{publication}} key\n:title: A\n:authors: {authors}\n{options}:::\n"
    tree.write("research/papers.md", block)
    found = tree.catalogue().answer(EntryOf("key")).view
    assert found is not None
    return found


# --- authors --------------------------------------------------------------------------


def test_an_author_of_the_site_is_shown_by_their_own_name_and_page(tree: Tree) -> None:
    found = _entry(tree, authors="LOVELACE Ada, Mary  Somerville, Bob Bee, Carl Other")

    assert [author.ref for author in found.authors] == [
        Ref("Ada Lovelace", "people/ada", kind=Kind.PERSON, id="ada"),
        Ref("Mary Somerville", url="https://mary.example.org/", kind=Kind.COLLABORATOR, id="mary"),
        Ref("Bob Bee", kind=Kind.COLLABORATOR, id="bob"),
        Ref("Carl Other"),
    ]


def test_a_stranger_of_the_same_name_is_no_link(tree: Tree) -> None:
    found = _entry(tree, authors="Ada Lovelace <none>, Bob Bee")

    assert found.authors[0] == AuthorView(Ref("Ada Lovelace"))


ANNING = Partner("mary-anning", "Mary Ánning", "https://b.example/people/mary-anning.html")


def test_an_author_with_a_page_on_another_site_is_linked_there_by_the_papers_name(
    tree: Tree,
) -> None:
    _entry(tree, authors="Mary Somerville, Mary Anning*, Bob Anning")

    found = tree.catalogue(partners=(ANNING,)).answer(EntryOf("key")).view

    assert found
    assert found.authors[1:] == (
        AuthorView(Ref("Mary Anning", url=ANNING.url, kind="partner"), "*"),
        AuthorView(Ref("Bob Anning")),
    )


def _members(
    tree: Tree,
    person: str,
    options: str,
    emphasis: Emphasis = "members",
    *,
    author: str = "Ada Bo",
) -> list[bool]:
    """Tell which authors of a paper, Ada and a stranger, stand out."""
    tree.write("people/ada.md", f"---\nperson:\n  name: Ada Bo\n{person}---\n")
    tree.write("people/collaborators.yaml", "mary: {name: Mary Somerville}\n")
    block = f":::{{publication}} key\n:title: A\n:authors: {author}, Cy Du\n{options}:::\n"
    tree.write("research/papers.md", block)
    found = tree.catalogue(emphasis=emphasis).answer(EntryOf("key")).view
    assert found is not None
    return [one.member for one in found.authors]


STAY = "  since: 2021-09\n  until: 2023-06\n"
TWO_STAYS = (
    "  roles:\n"
    "    - {role: professor, since: 2024-05}\n"
    "    - {role: phd-student, since: 2019, until: 2022}\n"
)


@pytest.mark.parametrize(
    ("person", "options", "member"),
    [
        (STAY, ":date: 2021-08\n", False),
        (STAY, ":date: 2021\n", True),
        (STAY, ":date: 2023-06-30\n", True),
        (STAY, ":date: 2023-07\n", False),
        (STAY, ":date: 2024\n:arxiv: 2305.00001\n", False),
        (STAY, ":arxiv: 2305.00001\n", True),
        (STAY, ":arxiv: 2307.00001\n", False),
        (STAY, "", False),
        (TWO_STAYS, ":date: 2022-12\n", True),
        (TWO_STAYS, ":date: 2023\n", False),
        (TWO_STAYS, ":date: 2024\n", True),
        ("", ":date: 1999\n", True),
    ],
)
def test_who_was_a_member_when_the_paper_appeared_stands_out(
    tree: Tree, person: str, options: str, *, member: bool
) -> None:
    assert _members(tree, person, options) == [member, False]


def test_nobody_stands_out_unless_the_site_says_so(tree: Tree) -> None:
    assert _members(tree, STAY, ":date: 2022\n", "") == [False, False]


def test_a_collaborator_is_no_member(tree: Tree) -> None:
    assert _members(tree, "", ":date: 2022\n", author="Mary Somerville") == [False, False]


def test_marks_stand_in_one_order(tree: Tree) -> None:
    found = _entry(tree, authors="Ada Lovelace✉†*, Bob Bee*, Carl Other")

    assert [author.marks for author in found.authors] == ["*†✉", "*", ""]


# --- venue, type and status -----------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "venue", "short"),
    [
        (":venue: memoirs\n", "Scientific Memoirs", "Memoirs"),
        (":venue: Scientific  memoirs\n", "Scientific Memoirs", "Memoirs"),
        (":venue: royal\n", "Meeting of the Royal Society", ""),
        (":venue: Some Journal\n", "Some Journal", ""),
        ("", "", ""),
    ],
)
def test_the_venue_is_the_one_known_or_what_is_written(
    tree: Tree, options: str, venue: str, short: str
) -> None:
    found = _entry(tree, options)

    assert (found.venue, found.short) == (venue, short)


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        (":venue: memoirs\n", "article"),
        (":venue: royal\n", "conference"),
        (":venue: workshop\n", "workshop"),
        (":venue: server\n", "preprint"),
        (":venue: club\n", "misc"),
        (":venue: Some Journal\n", "misc"),
        ("", "preprint"),
        (":type: thesis\n:venue: memoirs\n", "thesis"),
    ],
)
def test_the_type_is_what_is_written_or_what_the_venue_tells(
    tree: Tree, options: str, kind: str
) -> None:
    _entry(tree, options)
    catalogue = tree.catalogue()

    assert paper_type(catalogue, catalogue.records.publications["key"]) == kind


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (":venue: memoirs\n", ""),
        (":arxiv: 2404.00001\n", "preprint"),
        ("", ""),
        (":status: under-review\n", "under review"),
        (":venue: memoirs\n:status: accepted\n", "accepted"),
        (":venue: A preprint server\n:type: preprint\n", "preprint"),
        (":arxiv: 2404.00001\n:status: under-review\n", "under review"),
        (":type: patent\n:arxiv: 2404.00001\n", ""),
    ],
)
def test_the_status_is_shown_until_the_work_is_published(
    tree: Tree, options: str, status: str
) -> None:
    assert _entry(tree, options).status == status


# --- the way to print -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "trail"),
    [
        (":arxiv: 2404.00001\n", ["Preprint Apr 2024"]),
        (
            ":arxiv: 2404.00001\n:accepted: 2024-07-01\n:status: accepted\n:year: 2025\n",
            ["Preprint Apr 2024", "Accepted 1 Jul 2024"],
        ),
        (
            ":arxiv: 2404.00001\n:venue: memoirs\n:accepted: 2024-07\n:date: 2024-10\n",
            ["Preprint Apr 2024", "Accepted Jul 2024", "Published Oct 2024"],
        ),
        (":venue: memoirs\n:year: 2024\n", ["Published 2024"]),
        (":venue: memoirs\n", []),
        (":year: 2024\n:status: under-review\n", []),
    ],
)
def test_one_record_tells_the_whole_way_from_preprint_to_print(
    tree: Tree, options: str, trail: list[str]
) -> None:
    assert list(_entry(tree, options).trail) == trail


# --- details and links ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "details"),
    [
        (":volume: 6\n:issue: 4\n:pages: 10-20\n", "6(4), 10–20"),
        (":volume: 6\n", "6"),
        (":issue: 4\n", "(4)"),
        (":number: CN113269129A\n", "CN113269129A"),
        ("", ""),
    ],
)
def test_details_are_joined_from_what_is_there(tree: Tree, options: str, details: str) -> None:
    assert _entry(tree, options).details == details


def test_the_best_address_is_the_paper_and_the_others_follow(tree: Tree) -> None:
    found = _entry(
        tree,
        ":paper: https://example.org/paper\n:doi: 10.1000/182\n:arxiv: 2404.00001\n"
        ":code: https://example.org/code\n:blog: https://example.org/blog\n",
    )

    assert found.links == (
        Link("Paper", "https://example.org/paper"),
        Link("DOI", "https://doi.org/10.1000/182"),
        Link("arXiv", "https://arxiv.org/abs/2404.00001"),
        Link("Code", "https://example.org/code"),
        Link("Blog", "https://example.org/blog"),
    )


@pytest.mark.parametrize(
    ("options", "links"),
    [
        (
            ":doi: 10.1000/182\n:arxiv: 2404.00001\n",
            [
                ("Paper", "https://doi.org/10.1000/182"),
                ("arXiv", "https://arxiv.org/abs/2404.00001"),
            ],
        ),
        (":arxiv: 2404.00001\n", [("Paper", "https://arxiv.org/abs/2404.00001")]),
        (
            ":type: patent\n:paper: https://patents.example.org/1\n",
            [("Patent", "https://patents.example.org/1")],
        ),
        ("", []),
    ],
)
def test_no_address_is_shown_twice(tree: Tree, options: str, links: list[tuple[str, str]]) -> None:
    assert [(link.label, link.url) for link in _entry(tree, options).links] == links


def test_the_rest_is_shown_as_written(tree: Tree) -> None:
    found = _entry(tree, ":year: 2024-05\n:award: Best paper\n:rank: CCF-A\n")

    assert (found.year, found.award, found.rank) == ("2024", "Best paper", "CCF-A")


def test_names_in_a_note_are_links(tree: Tree) -> None:
    found = _entry(tree, ":note: With {person}`ada`\n")

    assert found.note[1] == Ref("Ada Lovelace", "people/ada", kind=Kind.PERSON, id="ada")
