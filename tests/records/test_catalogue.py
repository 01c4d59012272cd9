from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from sphinx_research.records.catalogue import Catalogue, Records, Settings, advisors
from sphinx_research.records.model import Publication
from sphinx_research.records.query import Publications
from sphinx_research.records.raw import Kind
from tests.records.conftest import Tree

NEWEST_FIRST = ("draft", "notes", "engine", "machine", "patent")


@pytest.fixture
def catalogue(lab: Tree) -> Catalogue:
    return lab.catalogue()


# --- order ----------------------------------------------------------------------------


def test_our_papers_are_in_order_undated_first_then_the_newest(catalogue: Catalogue) -> None:
    assert catalogue.ours == NEWEST_FIRST


def _order(tree: Tree, *papers: str) -> tuple[str, ...]:
    """Put papers in order whose keys are a, b… and whose options are given."""
    tree.write("people/ada.md", "---\nperson:\n  name: Ada Lovelace\n---\n")
    text = ""
    for key, options in zip("abcdef", papers, strict=False):
        text += f":::{{publication}} {key}\n:authors: Ada Lovelace\n{options}:::\n"
    tree.write("research/papers.md", text)
    return tree.catalogue().ours


def test_within_a_year_a_month_and_a_day_say_more(tree: Tree) -> None:
    dates = ["2024", "2024-05", "2024-05-03", "2024-06", "2025"]

    assert _order(tree, *(f":title: T{n}\n:date: {one}\n" for n, one in enumerate(dates))) == (
        *("e", "d", "c", "b", "a"),
    )


def test_within_a_year_the_newer_preprint_comes_first_and_then_the_title(tree: Tree) -> None:
    assert _order(
        tree,
        ":title: Z\n:year: 2024\n:arxiv: 2403.00002\n",
        ":title: Y\n:year: 2024\n:arxiv: 2404.00001\n",
        ":title: X\n:year: 2024\n",
        ":title: W\n:year: 2024\n",
        ":title: V\n:year: 2024\n:arxiv: 2403.00010\n",
    ) == ("b", "e", "a", "d", "c")


def test_the_month_of_a_preprint_counts_and_not_its_archive(tree: Tree) -> None:
    assert _order(
        tree,
        ":title: A\n:year: 2007\n:arxiv: math/0612001\n",
        ":title: B\n:year: 2007\n:arxiv: 0704.0001\n",
        ":title: C\n:year: 2007\n:arxiv: hep-th/9901001\n",
    ) == ("b", "a", "c")


def test_keys_are_put_in_order_each_once(catalogue: Catalogue) -> None:
    assert catalogue.in_order(["patent", "draft", "patent", "outside"]) == (
        *("draft", "patent", "outside"),
    )


# --- ours and others ------------------------------------------------------------------


def test_ours_is_what_a_person_of_the_site_wrote(catalogue: Catalogue) -> None:
    assert catalogue.is_ours("engine")
    assert not catalogue.is_ours("outside")
    assert "outside" in catalogue.records.publications


def test_authors_are_matched_to_people_and_collaborators(catalogue: Catalogue) -> None:
    assert [match.id for match in catalogue.matches["engine"]] == ["charles", "mary"]


def test_a_venue_is_found_by_id_name_and_short_name(catalogue: Catalogue) -> None:
    assert catalogue.venue_of == {
        "notes": "memoirs",
        "engine": "royal",
        "machine": "royal",
        "outside": "memoirs",
    }


# --- indexes --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("index", "expected"),
    [
        (
            "by_person",
            {
                "ada": ("draft", "notes"),
                "charles": ("notes", "engine", "patent"),
                "alan": ("machine",),
                "mary": ("engine", "outside"),
            },
        ),
        ("by_project", {"engine": ("notes", "engine", "outside"), "machine": ("machine",)}),
        ("by_venue", {"memoirs": ("notes", "outside"), "royal": ("engine", "machine")}),
        (
            "by_organisation",
            {
                "engine-lab": ("draft", "notes"),
                "ucl": ("draft", "notes", "engine", "patent"),
                "london": ("draft", "notes", "engine", "patent"),
                "bletchley": ("machine",),
            },
        ),
        ("by_tag", {"computing": ("notes", "machine"), "music": ("notes",)}),
        ("people_of", {"engine": ("ada", "charles"), "machine": ("alan",)}),
        ("projects_of", {"ada": ("engine",), "charles": ("engine",), "alan": ("machine",)}),
        ("students_of", {"ada": ("alan", "charles"), "mary": ("alan",)}),
    ],
)
def test_an_index_holds_what_belongs_together_in_order(
    catalogue: Catalogue, index: str, expected: dict[str, tuple[str, ...]]
) -> None:
    assert getattr(catalogue, index) == expected


def test_the_people_whom_a_project_names_come_before_the_authors_of_its_papers(
    lab: Tree,
) -> None:
    lab.edit("research/engine.md", "theme: seeing", "people: [mary, charles, Bob Bee]")

    catalogue = lab.catalogue()

    assert catalogue.people_of["engine"] == ("mary", "charles", "Bob Bee", "ada")
    assert catalogue.projects_of["mary"] == ("engine",)


def test_the_advisors_of_a_person_are_those_of_all_their_time_each_once(lab: Tree) -> None:
    lab.edit("people/alan.md", "affiliations:", "advisors: [mary]\n  affiliations:")
    job = "  employment: [{org: ucl, advisors: [charles, ada]}]\n"
    lab.edit("people/alan.md", "  education:", f"{job}  education:")

    assert advisors(lab.catalogue().records.people["alan"]) == ("mary", "ada", "charles")


def test_parents_of_an_organisation_end_where_they_turn_round(lab: Tree) -> None:
    lab.edit("research/organisations.yaml", "of London", "of London, parent: engine-lab")

    assert list(lab.catalogue().with_parents("ucl")) == ["ucl", "london", "engine-lab"]


def test_an_unknown_organisation_has_no_parents(catalogue: Catalogue) -> None:
    assert list(catalogue.with_parents("nobody")) == []


def test_a_page_knows_its_record(catalogue: Catalogue) -> None:
    assert {page: record.id for page, record in catalogue.pages.items()} == {
        "people/ada": "ada",
        "people/alan": "alan",
        "people/charles": "charles",
        "research/engine": "engine",
        "research/machine": "machine",
    }


def test_somebody_is_a_person_or_a_collaborator(catalogue: Catalogue) -> None:
    ada, mary = catalogue.somebody("ada"), catalogue.somebody("mary")

    assert ada is catalogue.records.people["ada"]
    assert mary is catalogue.records.collaborators["mary"]
    assert catalogue.somebody("nobody") is None


def test_every_kind_has_its_shelf(catalogue: Catalogue) -> None:
    for kind in Kind:
        assert all(record.kind is kind for record in catalogue.records.of(kind).values())
    assert list(catalogue.records.of(Kind.VENUE)) == ["memoirs", "royal"]


def test_an_empty_catalogue_has_empty_indexes() -> None:
    catalogue = Catalogue(Records(), Settings(date(2024, 1, 1)))

    assert catalogue.ours == ()
    assert catalogue.by_person == {}
    assert catalogue.people_of == {}
    assert catalogue.pages == {}


# --- answers --------------------------------------------------------------------------


def test_equal_questions_have_one_answer(catalogue: Catalogue) -> None:
    assert catalogue.answer(Publications(person="ada")) is catalogue.answer(
        Publications(person="ada")
    )


class Counted(dict[str, Publication]):
    """Publications that count how many are asked for, and cannot be gone through."""

    looked_up: int = 0

    def __getitem__(self, key: str) -> Publication:
        self.looked_up += 1
        return super().__getitem__(key)

    def __iter__(self) -> Iterator[str]:
        return pytest.fail("all publications were gone through")

    keys = values = items = __iter__  # type: ignore[assignment]


class Untouched(tuple[str, ...]):
    """Keys that cannot be gone through."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        return pytest.fail("all of our publications were gone through")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Publications(person="alan"), 1),
        (Publications(project="machine"), 1),
        (Publications(org="bletchley"), 1),
        (Publications(tag="music"), 1),
        (Publications(person="charles", tag="computing", since=2000), 1),
        (Publications(venue="royal", group="type"), 2),
    ],
)
def test_a_list_costs_as_much_as_it_may_hold_and_not_as_the_site(
    lab: Tree, query: Publications, found: int
) -> None:
    papers = "".join(
        f":::{{publication}} more{n}\n:title: More {n}\n:authors: Bob Bee <ada>\n:::\n"
        for n in range(300)
    )
    lab.write("research/more.md", papers)
    catalogue = lab.catalogue()
    for index in ("by_person", "by_project", "by_venue", "by_organisation", "by_tag", "people_of"):
        getattr(catalogue, index)  # each is built once per build
    counted = Counted(catalogue.records.publications)
    object.__setattr__(catalogue.records, "publications", counted)
    catalogue.ours = Untouched(catalogue.ours)

    answer = catalogue.answer(query)

    assert sum(len(group.ids) for group in answer.view) == found
    assert counted.looked_up <= 20
