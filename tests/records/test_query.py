from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import sphinx_research
from sphinx_research.records.answers import Query
from sphinx_research.records.catalogue import Catalogue, Emphasis
from sphinx_research.records.model import PublicationType
from sphinx_research.records.query import (
    PAPERS,
    Abstract,
    CardOf,
    EntryOf,
    Group,
    Marks,
    Named,
    News,
    People,
    PersonPart,
    ProjectOf,
    Projects,
    Publications,
)
from sphinx_research.records.raw import Kind
from sphinx_research.records.values import PartialDate
from tests.records.conftest import Tree

TODAY = date(2024, 7, 1)
PATENT = frozenset({PublicationType.PATENT})


@pytest.fixture
def catalogue(lab: Tree) -> Catalogue:
    return lab.catalogue(today=TODAY)


def _shown(catalogue: Catalogue, query: Query[tuple[Group, ...]]) -> list[tuple[str, list[str]]]:
    return [(group.heading, list(group.ids)) for group in catalogue.answer(query).view]


# --- lists of publications ------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        (Publications(), ["draft", "notes", "engine", "machine", "patent"]),
        (Publications(person="charles"), ["notes", "engine", "patent"]),
        (Publications(person="mary"), ["engine"]),
        (Publications(project="engine"), ["notes", "engine"]),
        (Publications(org="bletchley"), ["machine"]),
        (Publications(org="london"), ["draft", "notes", "engine", "patent"]),
        (Publications(venue="royal"), ["engine", "machine"]),
        (Publications(venue="memoirs"), ["notes"]),
        (Publications(tag="computing"), ["notes", "machine"]),
        (Publications(since=2023), ["draft", "notes", "engine", "machine"]),
        (Publications(since=2023, until=2023, person="charles"), ["engine"]),
        (Publications(until=2022, person="charles"), ["patent"]),
        (Publications(types=PATENT), ["patent"]),
        (Publications(types=PAPERS), ["draft", "notes", "engine", "machine"]),
        (Publications(types=frozenset({PublicationType.CONFERENCE})), ["engine", "machine"]),
        (Publications(types=frozenset({PublicationType.PREPRINT})), ["draft"]),
        (Publications(selected=True), ["notes"]),
        (Publications(award=True), ["engine"]),
        (Publications(limit=2), ["draft", "notes"]),
        (Publications(person="charles", limit=1), ["notes"]),
        (Publications(limit=9), ["draft", "notes", "engine", "machine", "patent"]),
        (Publications(person="charles", project="engine", tag="music"), ["notes"]),
        (Publications(person="charles", venue="royal", award=True), ["engine"]),
    ],
)
def test_a_list_holds_what_passes_every_filter_in_order(
    catalogue: Catalogue, query: Publications, keys: list[str]
) -> None:
    assert _shown(catalogue, query) == [("", keys)]


@pytest.mark.parametrize(
    "query",
    [
        Publications(person="nobody"),
        Publications(person="alan", project="engine"),
        Publications(since=2030, person="charles"),
        Publications(tag="Computing"),
    ],
)
def test_a_list_of_nothing_has_no_groups(catalogue: Catalogue, query: Publications) -> None:
    assert catalogue.answer(query).view == ()


def test_a_list_by_year_has_the_undated_first_and_without_a_heading(catalogue: Catalogue) -> None:
    assert _shown(catalogue, Publications(group="year")) == [
        ("", ["draft"]),
        ("2024", ["notes"]),
        ("2023", ["engine", "machine"]),
        ("2022", ["patent"]),
    ]


def test_a_list_by_type_has_the_type_of_the_newest_first(catalogue: Catalogue) -> None:
    assert _shown(catalogue, Publications(group="type")) == [
        ("Preprints and work under review", ["draft"]),
        ("Journal articles", ["notes"]),
        ("Conference papers", ["engine", "machine"]),
        ("Patents", ["patent"]),
    ]


def test_a_limit_counts_papers_and_not_groups(catalogue: Catalogue) -> None:
    assert _shown(catalogue, Publications(group="year", limit=3)) == [
        ("", ["draft"]),
        ("2024", ["notes"]),
        ("2023", ["engine"]),
    ]


# --- lists of people and projects -----------------------------------------------------


def test_people_stand_by_role_and_alumni_apart(catalogue: Catalogue) -> None:
    assert _shown(catalogue, People()) == [
        ("Professors", ["ada"]),
        ("PhD students", ["charles"]),
        ("Alumni", ["alan"]),
    ]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (People(which="current"), ["ada", "charles"]),
        (People(which="alumni"), ["alan"]),
        (People(role="phd-student"), ["charles", "alan"]),
        (People(role="phd-student", which="current"), ["charles"]),
        (People(project="engine"), ["ada", "charles"]),
        (People(project="machine"), ["alan"]),
        (People(project="nothing"), []),
        (People(role="nobody"), []),
    ],
)
def test_people_are_filtered(catalogue: Catalogue, query: People, ids: list[str]) -> None:
    assert [one for _, found in _shown(catalogue, query) for one in found] == ids


def test_people_of_one_role_stand_by_family_name(lab: Tree) -> None:
    for name in ("Zoë Árpád", "Émile Borel", "Bo Almgren"):
        page = f"people/{name.split()[1].lower().replace('á', 'a')}.md"
        lab.write(page, f"---\nperson:\n  name: {name}\n---\n")

    assert _shown(lab.catalogue(), People(which="current"))[-1] == (
        "",
        ["almgren", "arpad", "borel"],
    )


@pytest.mark.parametrize(
    ("today", "alumni"),
    [(date(2023, 9, 30), []), (date(2023, 10, 1), ["alan"]), (TODAY, ["alan"])],
)
def test_a_person_is_alumni_from_the_day_after_their_last(
    lab: Tree, today: date, alumni: list[str]
) -> None:
    shown = _shown(lab.catalogue(today=today), People(which="alumni"))

    assert [one for _, ids in shown for one in ids] == alumni


def test_the_last_to_leave_stand_first_among_alumni_and_then_by_name(lab: Tree) -> None:
    for name, until in (("Zoe", "2023-09-30"), ("Bob", "2020"), ("Cy", "2023"), ("Di", "2020-12")):
        page = f"people/{name.lower()}.md"
        lab.write(page, f"---\nperson:\n  name: {name} Zeta\n  until: {until}\n---\n")

    assert _shown(lab.catalogue(today=TODAY), People(which="alumni")) == [
        ("Alumni", ["cy", "alan", "zoe", "bob", "di"]),
    ]


def _over_time(lab: Tree) -> Catalogue:
    """Load the lab with Alan as a student who left, and came back as a professor."""
    stays = (
        "  roles:\n"
        "    - {role: professor, since: 2025-03}\n"
        "    - {role: phd-student, since: 2019, until: 2023-09}\n"
    )
    lab.edit("people/alan.md", "  role: phd-student\n  since: 2019\n  until: 2023-09\n", stays)
    return lab.catalogue(today=TODAY)


@pytest.mark.parametrize(
    ("as_of", "groups"),
    [
        ("2018", [("Professors", ["ada"])]),
        ("2020-05", [("Professors", ["ada"]), ("PhD students", ["alan"])]),
        ("2023", [("Professors", ["ada"]), ("PhD students", ["charles", "alan"])]),
        ("2023-09-30", [("Professors", ["ada"]), ("PhD students", ["charles", "alan"])]),
        ("2023-10-01", [("Professors", ["ada"]), ("PhD students", ["charles"])]),
        ("2025", [("Professors", ["ada", "alan"]), ("PhD students", ["charles"])]),
    ],
)
def test_the_group_of_a_time_has_everybody_in_the_role_of_that_time(
    lab: Tree, as_of: str, groups: list[tuple[str, list[str]]]
) -> None:
    query = People(as_of=PartialDate.parse(as_of))

    assert _shown(_over_time(lab), query) == groups


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (People(as_of=PartialDate(2020), role="phd-student"), ["alan"]),
        (People(as_of=PartialDate(2020), role="professor"), ["ada"]),
        (People(as_of=PartialDate(2025), role="professor"), ["ada", "alan"]),
        (People(as_of=PartialDate(2020), project="machine"), ["alan"]),
        (People(as_of=PartialDate(2024), project="machine"), []),
    ],
)
def test_the_group_of_a_time_is_filtered_by_the_roles_of_that_time(
    lab: Tree, query: People, ids: list[str]
) -> None:
    shown = _shown(_over_time(lab), query)

    assert [one for _, found in shown for one in found] == ids


def test_a_role_that_conf_does_not_have_comes_last_without_a_heading(lab: Tree) -> None:
    lab.write("people/bob.md", "---\nperson:\n  name: Bob Bee\n---\n")

    assert _shown(lab.catalogue(), People(as_of=PartialDate(2020))) == [
        ("Professors", ["ada"]),
        ("PhD students", ["alan"]),
        ("", ["bob"]),
    ]


def test_projects_stand_by_theme_and_then_the_newest(catalogue: Catalogue) -> None:
    assert _shown(catalogue, Projects(group="theme")) == [
        ("Seeing", ["engine"]),
        ("Reasoning", ["machine"]),
    ]


def test_within_a_theme_the_project_with_the_newest_paper_is_first(lab: Tree) -> None:
    lab.edit("research/engine.md", "theme: seeing", "theme: reasoning")
    lab.write(
        "research/none.md", "---\nproject: {title: A, theme: reasoning, people: [ada]}\n---\n"
    )

    assert _shown(lab.catalogue(), Projects()) == [("", ["engine", "machine", "none"])]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (Projects(theme="reasoning"), ["machine"]),
        (Projects(person="charles"), ["engine"]),
        (Projects(person="mary"), []),
        (Projects(featured=True), ["machine"]),
        (Projects(limit=1), ["engine"]),
        (Projects(theme="nothing"), []),
    ],
)
def test_projects_are_filtered(catalogue: Catalogue, query: Projects, ids: list[str]) -> None:
    assert [one for _, found in _shown(catalogue, query) for one in found] == ids


# --- single records and news ----------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        Named(Kind.PERSON, "nobody"),
        EntryOf("nobody"),
        CardOf("mary"),
        ProjectOf("nobody"),
        PersonPart("nobody", "profile"),
    ],
)
def test_nobody_is_nothing(catalogue: Catalogue, query: Query[object]) -> None:
    assert catalogue.answer(query).view is None


def test_an_abstract_is_text_or_nothing(catalogue: Catalogue) -> None:
    assert catalogue.answer(Abstract("notes")).view == "An abstract."
    assert catalogue.answer(Abstract("engine")).view == ""
    assert catalogue.answer(Abstract("nobody")).view == ""


def test_marks_are_explained_where_a_list_has_them(catalogue: Catalogue) -> None:
    assert catalogue.answer(Marks(("engine", "notes"))).view == (("*", "equal contribution"),)
    assert catalogue.answer(Marks(("engine",))).view == ()


def test_news_are_those_of_the_site_its_people_and_projects_newest_first(lab: Tree) -> None:
    lab.write("research/news.yaml", "- {date: 2023, text: A}\n- {date: 2024-07, text: B}\n")
    lab.edit("research/machine.md", "featured: true", "news: [{date: 2024-05, text: C}]")
    catalogue = lab.catalogue()

    found = catalogue.answer(News()).view

    assert [(str(item.date), item.about.id if item.about else "") for item in found] == [
        ("2024-07", ""),
        ("2024-06", "ada"),
        ("2024-05", "machine"),
        ("2023", ""),
    ]
    assert catalogue.answer(News(limit=2)).view == found[:2]
    assert catalogue.answer(News(about="research/machine")).view == found[2:3]
    assert catalogue.answer(News(about="people/charles")).view == ()


# --- digests --------------------------------------------------------------------------

QUERIES: dict[str, Query[Any]] = {
    "all": Publications(),
    "by-year": Publications(group="year"),
    "ada's": Publications(person="ada"),
    "charles's": Publications(person="charles"),
    "alan's": Publications(person="alan"),
    "engine's": Publications(project="engine"),
    "machine's": Publications(project="machine"),
    "memoirs": Publications(venue="memoirs"),
    "royal": Publications(venue="royal"),
    "bletchley's": Publications(org="bletchley"),
    "ucl's": Publications(org="ucl"),
    "music": Publications(tag="music"),
    "patents": Publications(types=PATENT),
    "people": People(),
    "alumni": People(which="alumni"),
    "projects": Projects(),
    "overview": Projects(group="theme"),
    "project engine": ProjectOf("engine"),
    "project machine": ProjectOf("machine"),
    "card ada": CardOf("ada"),
    "card charles": CardOf("charles"),
    "card alan": CardOf("alan"),
    "profile ada": PersonPart("ada", "profile"),
    "profile charles": PersonPart("charles", "profile"),
    "profile alan": PersonPart("alan", "profile"),
    "education alan": PersonPart("alan", "education"),
    "name charles": Named(Kind.PERSON, "charles"),
    "name notes": Named(Kind.PUBLICATION, "notes"),
    "name ucl": Named(Kind.ORGANISATION, "ucl"),
    "entry notes": EntryOf("notes"),
    "entry machine": EntryOf("machine"),
    "entry outside": EntryOf("outside"),
    "abstract notes": Abstract("notes"),
    "marks": Marks(("notes",)),
    "news": News(),
    "news ada": News(about="people/ada"),
}


def digests(tree: Tree, today: date = TODAY) -> dict[str, str]:
    catalogue = tree.load(today=today).catalogue
    return {name: catalogue.answer(query).digest for name, query in QUERIES.items()}


def _moved(tree: Tree, change: Callable[[], object]) -> set[str]:
    """Name the questions that have another digest after a change."""
    before = digests(tree)
    change()
    after = digests(tree)
    return {name for name in QUERIES if before[name] != after[name]}


OF_NOTES = {"all", "by-year", "ada's", "charles's", "engine's", "memoirs", "ucl's", "music"}
"""The lists that show the paper `notes`."""


@pytest.mark.parametrize(
    ("path", "old", "new", "moved"),
    [
        pytest.param(
            "people/charles.md",
            "name: Charles Babbage",
            "name: Charlie Babbage\n  aliases: [Charles Babbage]",
            OF_NOTES
            | {"royal", "patents", "people", "card charles", "name charles", "entry notes"}
            | {"profile charles", "profile ada", "projects", "overview", "project engine"},
            id="name of a person",
        ),
        pytest.param(
            "people/alan.md",
            "name: Alan Turing",
            "name: Alan M. Turing\n  aliases: [Alan Turing]",
            {"all", "by-year", "alan's", "machine's", "royal", "bletchley's", "entry machine"}
            | {"people", "alumni", "card alan", "profile alan", "profile ada"}
            | {"projects", "overview", "project machine"},
            id="name of another person",
        ),
        pytest.param(
            "people/collaborators.yaml",
            "name: Mary Somerville",
            "name: Mary F. Somerville\n  aliases: [Mary Somerville]",
            {"all", "by-year", "charles's", "engine's", "royal", "ucl's", "entry outside"}
            | {"education alan"},
            id="name of a collaborator",
        ),
        pytest.param(
            "research/engine.md",
            "title: Notes on the engine",
            "title: Notes on *the* engine",
            OF_NOTES | {"entry notes", "name notes", "overview"},
            id="title",
        ),
        pytest.param(
            "research/engine.md", "An abstract.", "Another.", {"abstract notes"}, id="abstract"
        ),
        pytest.param("research/engine.md", ":tags: computing, music\n", "", {"music"}, id="tags"),
        pytest.param(
            "research/engine.md",
            ":arxiv: 2404.00001",
            ":arxiv: 2405.00001",
            OF_NOTES | {"entry notes", "name notes", "overview"},
            id="arXiv id",
        ),
        pytest.param(
            "research/engine.md",
            "Lovelace*",
            "Lovelace",
            OF_NOTES | {"entry notes", "marks"},
            id="mark",
        ),
        pytest.param(
            "research/venues.yaml",
            "short: Memoirs",
            "short: Mem.",
            OF_NOTES | {"entry notes", "entry outside"},
            id="venue",
        ),
        pytest.param(
            "research/organisations.yaml",
            "University College,",
            "UCL,",
            {"name ucl", "people", "card charles", "profile charles", "education alan"},
            id="organisation",
        ),
        pytest.param(
            "research/organisations.yaml",
            "ucl: {name: University College, parent: london}",
            "ucl: {name: University College}",
            set(),
            id="parent of an organisation",
        ),
        pytest.param(
            "people/charles.md", "since: 2021", "since: 2020", set(), id="date that is not shown"
        ),
        pytest.param(
            "people/charles.md",
            "since: 2021",
            "motto: Onwards",
            {"profile charles"},
            id="motto",
        ),
        pytest.param(
            "people/ada.md",
            "text: A prize",
            "text: The prize",
            {"news", "news ada"},
            id="news",
        ),
        pytest.param(
            "research/engine.md",
            "title: The analytical engine",
            "title: The engine itself",
            {"projects", "overview", "project engine"},
            id="title of a project",
        ),
        pytest.param(
            "research/cited.bib",
            "title = {Outside}",
            "title = {Elsewhere}",
            {"entry outside", "overview"},
            id="outside work",
        ),
        pytest.param(
            "research/papers.md",
            ":::{publication} draft",
            "Text.\n\n:::{publication} draft",
            set(),
            id="lines",
        ),
    ],
)
def test_a_digest_moves_exactly_when_something_shown_moves(
    lab: Tree, path: str, old: str, new: str, moved: set[str]
) -> None:
    assert _moved(lab, lambda: lab.edit(path, old, new)) == moved


NEW = ":::{publication} new\n:title: New\n:authors: Alan Turing\n:year: 2024\n:::\n"


def test_a_new_paper_moves_the_lists_that_it_joins(lab: Tree) -> None:
    assert _moved(lab, lambda: lab.write("research/new.md", NEW)) == {
        *("all", "by-year", "alan's", "bletchley's"),
    }


def test_a_deleted_paper_moves_the_lists_that_it_leaves(lab: Tree) -> None:
    lab.write("research/new.md", NEW)

    assert _moved(lab, (lab.root / "research/new.md").unlink) == {
        *("all", "by-year", "alan's", "bletchley's"),
    }


def test_a_paper_on_another_page_keeps_its_own_page(lab: Tree) -> None:
    lab.write("research/new.md", NEW)
    page = lab.root / "research/new.md"

    assert _moved(lab, lambda: page.rename(lab.root / "research/newer.md")) == set()


def test_nothing_moves_when_nothing_changes(lab: Tree) -> None:
    assert _moved(lab, (lab.root / "people/ada.md").touch) == set()


def test_the_day_on_which_somebody_leaves_moves_what_shows_it(lab: Tree) -> None:
    before, after = (digests(lab, day) for day in (date(2023, 9, 30), date(2023, 10, 1)))

    assert {name for name in QUERIES if before[name] != after[name]} == {
        *("people", "alumni", "card alan", "profile alan"),
    }


def test_a_stay_that_changes_moves_the_groups_of_its_time_only(lab: Tree) -> None:
    def found() -> dict[int, str]:
        catalogue = lab.catalogue(today=TODAY)
        queries = {year: People(as_of=PartialDate(year)) for year in (2020, 2022, 2024)}
        return {year: catalogue.answer(query).digest for year, query in queries.items()}

    def moved(old: str, new: str) -> set[int]:
        before = found()
        lab.edit("people/charles.md", old, new)
        after = found()
        return {year for year in before if before[year] != after[year]}

    assert moved("  since: 2021\n", "  since: 2022-12\n") == set()
    assert moved("  since: 2022-12\n", "  since: 2023\n") == {2022}
    later = "{role: professor, since: 2024}"
    assert moved(
        "  role: phd-student\n  since: 2023\n",
        f"  roles: [{later}, {{role: phd-student, since: 2023, until: 2023}}]\n",
    ) == {2024}


def test_members_standing_out_move_what_shows_the_papers_of_members(lab: Tree) -> None:
    def found(emphasis: Emphasis) -> dict[str, str]:
        catalogue = lab.load(today=TODAY, emphasis=emphasis).catalogue
        return {name: catalogue.answer(query).digest for name, query in QUERIES.items()}

    off, on = found(""), found("members")

    assert {name for name in QUERIES if off[name] != on[name]} == {
        *(OF_NOTES | {"entry notes", "entry machine", "royal", "patents"}),
        *("alan's", "machine's", "bletchley's"),
    }


def test_digests_are_the_same_in_every_process(lab: Tree) -> None:
    script = (
        "import json, sys; from pathlib import Path;"
        "from tests.records.conftest import Tree; from tests.records.test_query import digests;"
        "print(json.dumps(digests(Tree(Path(sys.argv[1])))))"
    )
    ours = Path(sphinx_research.__file__).parents[1]
    found = []
    for seed in ("1", "2"):
        search = os.pathsep.join(map(str, (ours, Path(__file__).parents[2])))
        done = subprocess.run(  # noqa: S603 - ourselves
            [sys.executable, "-c", script, str(lab.root)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": search},
            capture_output=True,
            check=True,
        )
        found.append(json.loads(done.stdout))

    assert found == [digests(lab), digests(lab)]


@pytest.mark.parametrize("name", QUERIES)
def test_a_question_survives_being_kept_between_builds(name: str) -> None:
    query = QUERIES[name]

    kept = pickle.loads(pickle.dumps(query))  # noqa: S301 - our own

    assert kept == query
    assert hash(kept) == hash(query)
