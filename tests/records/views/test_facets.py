from __future__ import annotations

from base64 import b64decode

import pytest

from sphinx_research.records.query import PAPERS, FacetsOf, Newest, Publications
from sphinx_research.records.views.facets import Choice, Facets, newest
from tests.records.conftest import Tree

# --- how much of a list a page shows --------------------------------------------------------


def years(*runs: tuple[int, int]) -> list[int]:
    """Write out the years of papers: so many of each."""
    return [year for year, papers in runs for _ in range(papers)]


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        ([], 0),
        ([(2024, 150)], 150),
        ([(2024, 151)], 100),
        ([(2024, 80), (2023, 25), (2022, 90)], 105),
        ([(2024, 70), (2023, 60), (2022, 90)], 70),
        ([(2024, 40), (2023, 400)], 100),
        ([(2024, 50), (2023, 400)], 50),
        ([(2024, 150), (2023, 400)], 150),
        ([(0, 5), (2024, 300)], 100),
        ([(0, 60), (2024, 300)], 60),
        ([(0, 200), (2024, 300)], 200),
        ([(0, 200)], 200),
    ],
)
def test_a_page_shows_about_a_hundred_papers_and_whole_years_if_it_can(
    runs: list[tuple[int, int]], shown: int
) -> None:
    assert newest(years(*runs)) == shown


# --- the form -------------------------------------------------------------------------------


def _form(tree: Tree, query: Publications) -> Facets:
    return tree.catalogue().answer(FacetsOf(query)).view


def test_a_form_offers_the_values_of_its_list_with_how_many_papers_have_them(lab: Tree) -> None:
    assert _form(lab, Publications()) == Facets(
        total=5,
        years=(Choice("2024", "2024", 1), Choice("2023", "2023", 2), Choice("2022", "2022", 1)),
        choices=(
            (
                "type",
                (
                    Choice("Journal article", "Journal article", 1),
                    Choice("Conference paper", "Conference paper", 2),
                    Choice("Preprint", "Preprint", 1),
                    Choice("Patent", "Patent", 1),
                ),
            ),
            ("venue", (Choice("Memoirs", "Memoirs", 1), Choice("MRS", "MRS", 2))),
            ("topic", (Choice("computing", "computing", 2), Choice("music", "music", 1))),
            (
                "person",
                (
                    Choice("charles", "Charles Babbage", 3),
                    Choice("ada", "Ada Lovelace", 2),
                    Choice("alan", "Alan Turing", 1),
                ),
            ),
            (
                "project",
                (
                    Choice("engine", "The analytical engine", 2),
                    Choice("machine", "The universal machine", 1),
                ),
            ),
        ),
        award=1,
        code=0,
        within="",
        earlier=(),
    )


def test_a_facet_with_one_value_is_not_offered(lab: Tree) -> None:
    form = _form(lab, Publications(person="alan"))

    assert (form.total, form.years, form.choices) == (1, (), ())


def test_a_mark_that_all_papers_have_is_not_offered(lab: Tree) -> None:
    assert _form(lab, Publications(award=True)).award == 0


def test_a_form_says_which_of_our_papers_its_list_has(lab: Tree) -> None:
    """In the order of lists: draft, notes, engine, machine, patent; hers are the first two."""
    (bits,) = b64decode(_form(lab, Publications(person="ada")).within)

    assert f"{bits:08b}" == "11000000"


# --- long lists -----------------------------------------------------------------------------


@pytest.fixture
def many(lab: Tree) -> Tree:
    """Give the lab eighty more papers of 2010, of 2009 and of 2008; every tenth is a patent."""
    blocks = (
        f":::{{publication}} p{number:03}\n:title: Paper {number}\n:authors: Ada Lovelace\n"
        f":year: {2010 - number // 80}\n{':tags: a' if number % 10 else ':type: patent'}\n:::\n"
        for number in range(240)
    )
    lab.write("research/many.md", "\n".join(blocks))
    return lab


def test_a_long_list_leaves_older_papers_to_the_pages_of_their_years(many: Tree) -> None:
    catalogue = many.catalogue()
    query = Publications(group="year")
    groups = catalogue.answer(Newest(query)).view
    form = catalogue.answer(FacetsOf(query)).view

    assert [(group.heading, len(group.ids)) for group in groups] == [
        ("", 1),
        ("2024", 1),
        ("2023", 2),
        ("2022", 1),
        ("2010", 80),
    ]
    assert form.total == 245
    assert form.earlier == ((2009, 80), (2008, 80))


def test_the_pages_of_years_count_what_a_list_of_one_type_leaves_out(many: Tree) -> None:
    catalogue = many.catalogue()
    query = Publications(types=PAPERS, group="type")
    groups = catalogue.answer(Newest(query)).view
    form = catalogue.answer(FacetsOf(query)).view

    assert [(group.heading, len(group.ids)) for group in groups] == [
        ("Preprints and work under review", 73),
        ("Journal articles", 1),
        ("Conference papers", 2),
    ]
    assert form.total == 220
    assert form.earlier == ((2009, 80), (2008, 80))


def test_a_list_of_one_person_is_shown_in_whole(many: Tree) -> None:
    catalogue = many.catalogue()
    query = Publications(person="ada")

    assert [len(group.ids) for group in catalogue.answer(Newest(query)).view] == [242]
    assert catalogue.answer(FacetsOf(query)).view.earlier == ()


def test_a_change_of_what_is_not_shown_changes_no_digest(many: Tree) -> None:
    query = Publications(group="year")
    before = many.catalogue()
    many.edit("research/many.md", ":title: Paper 159\n", ":title: Another\n")
    after = many.catalogue()

    assert after.answer(Newest(query)).digest == before.answer(Newest(query)).digest
    assert after.answer(FacetsOf(query)).digest == before.answer(FacetsOf(query)).digest


def test_a_change_of_what_is_shown_changes_the_digest(many: Tree) -> None:
    query = Publications(group="year")
    before = many.catalogue().answer(Newest(query)).digest
    many.edit("research/many.md", ":title: Paper 11\n", ":title: Another\n")

    assert many.catalogue().answer(Newest(query)).digest != before


def test_a_paper_more_changes_the_form(many: Tree) -> None:
    query = Publications(group="year")
    before = many.catalogue().answer(FacetsOf(query)).digest
    many.write(
        "research/more.md",
        """
        :::{publication} more
        :title: More
        :authors: Alan Turing
        :year: 2009
        :::
        """,
    )

    assert many.catalogue().answer(FacetsOf(query)).digest != before
