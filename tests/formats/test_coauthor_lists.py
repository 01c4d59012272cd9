from __future__ import annotations

from datetime import date

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from sphinx_research.formats.coauthor_lists import COLUMNS, as_markdown, as_table
from sphinx_research.formats.coauthors import Window, coauthors, incomplete
from tests.formats.conftest import works_of
from tests.records.conftest import Tree

LATELY = Window(date(2020, 7, 2), date(2024, 7, 1))


def _cells(text: str) -> list[list[str]]:
    page = BeautifulSoup(MarkdownIt("gfm-like", {"linkify": False}).render(text), "html.parser")
    return [[cell.get_text() for cell in row("td")] for row in page("tr") if row("td")]


def test_the_table_has_the_columns_of_the_nsf_first(lab: Tree) -> None:
    table = as_table(coauthors(works_of(lab), "alan", LATELY))

    assert table.columns == COLUMNS
    assert table.columns[:4] == ("nsf", "name", "affiliation", "last_active")
    assert table.rows == (
        (
            *("G", "Lovelace, Ada", "Engine Laboratory; University College; University of London"),
            *("", "PhD advisor", 0, "", "", "", "ada"),
        ),
        ("G", "Somerville, Mary", "", "", "PhD advisor", 0, "", "", "", "mary"),
    )


def test_a_co_author_has_the_last_common_work_and_its_date(lab: Tree) -> None:
    table = as_table(coauthors(works_of(lab), "charles", LATELY))

    assert table.rows[0] == (
        *("A", "Lovelace, Ada", "Engine Laboratory; University College; University of London"),
        *("2024-05", "co-author; advisor", 1, "Notes on the engine"),
        *("University College; University of London", "", "ada"),
    )


def test_the_list_can_be_read_as_markdown(lab: Tree) -> None:
    works = works_of(lab)
    person = works.catalogue.records.people["charles"]

    text = as_markdown(works.site, person, LATELY, coauthors(works, "charles", LATELY))

    assert text.startswith("# Co-authors of Charles Babbage\n")
    assert "2020-07-02 to 2024-07-01" in text
    assert _cells(text) == [
        [
            *("Lovelace, Ada", "Engine Laboratory; University College; University of London"),
            *("co-author; advisor", "1", "Notes on the engine", "2024-05"),
            "University College; University of London",
        ],
        ["Somerville, Mary", "", "co-author", "1", "The engine", "2023", ""],
    ]
    assert "(<https://lab.example.org/research/publications/engine.html>)" in text


def test_a_hostile_title_stays_in_its_cell(lab: Tree) -> None:
    lab.edit("research/engine.md", "title: The engine", "title: '| </td><script> | \\[x\\](y) |'")
    works = works_of(lab)
    person = works.catalogue.records.people["charles"]

    text = as_markdown(works.site, person, LATELY, coauthors(works, "charles", LATELY))

    assert _cells(text)[1][4] == "| </td><script> | [x](y) |"


def test_a_list_of_nobody_says_so(lab: Tree) -> None:
    lab.write("people/plato.md", "---\nperson:\n  name: Plato\n---\n")
    works = works_of(lab)

    text = as_markdown(works.site, works.catalogue.records.people["plato"], LATELY, ())

    assert text.endswith("\n\nThere is nobody.\n")


def test_works_with_authors_whom_nobody_has_named_are_told(lab: Tree) -> None:
    lab.write(
        "research/more.bib",
        "@article{more, title={More}, year={2022}, author={Babbage, Charles and others}}\n",
    )
    works = works_of(lab)
    more = incomplete(works, "charles", LATELY)

    text = as_markdown(works.site, works.catalogue.records.people["charles"], LATELY, (), more)

    page = "https://lab.example.org/research/publications/more.html"
    assert text.endswith(f"\n\nNot all authors are named of: [More](<{page}>)\n")
