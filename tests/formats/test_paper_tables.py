from __future__ import annotations

import pytest

from sphinx_research.formats.paper_tables import PAPER_COLUMNS, tables
from sphinx_research.formats.tables import Cell, Table
from tests.formats.conftest import works_of
from tests.records.conftest import Tree


def _columns(table: Table, *names: str) -> list[tuple[Cell, ...]]:
    places = [table.columns.index(name) for name in names]
    return [tuple(row[place] for place in places) for row in table.rows]


def _column(table: Table, name: str) -> dict[Cell, Cell]:
    """Give a column by the first cell of its row."""
    place = table.columns.index(name)
    return {row[0]: row[place] for row in table.rows}


@pytest.fixture
def made(lab: Tree) -> dict[str, Table]:
    return tables(works_of(lab))


def test_a_paper_has_one_row_with_everything_on_it(made: dict[str, Table]) -> None:
    papers = made["papers.csv"]

    assert papers.columns == PAPER_COLUMNS
    assert papers.rows[1] == (
        "notes",
        "Notes on the engine",
        "2024",
        "article",
        "Scientific Memoirs",
        "published",
        "ada; charles",
        "engine",
        "",
        "arXiv:2404.00001",
        "",
        "https://lab.example.org/research/publications/notes.html",
    )


def test_the_rows_are_our_papers_in_the_order_of_lists(made: dict[str, Table]) -> None:
    assert _columns(made["papers.csv"], "key", "year", "status") == [
        ("draft", "", "under review"),
        ("notes", "2024", "published"),
        ("engine", "2023", "published"),
        ("machine", "2023", "published"),
        ("patent", "2022", ""),
    ]


def test_persons_are_those_of_the_site_only(made: dict[str, Table]) -> None:
    assert _column(made["papers.csv"], "persons")["engine"] == "charles"


def test_papers_are_counted_by_person_and_year(made: dict[str, Table]) -> None:
    assert made["papers-per-person.csv"] == Table(
        ("person", "name", "year", "papers", "others"),
        (
            ("charles", "Charles Babbage", "2024", 1, 0),
            ("charles", "Charles Babbage", "2023", 1, 0),
            ("charles", "Charles Babbage", "2022", 0, 1),
            ("ada", "Ada Lovelace", "", 1, 0),
            ("ada", "Ada Lovelace", "2024", 1, 0),
            ("alan", "Alan Turing", "2023", 1, 0),
        ),
    )


def test_papers_are_counted_by_project_without_those_of_others(made: dict[str, Table]) -> None:
    assert made["papers-per-project.csv"].rows == (
        ("engine", "The analytical engine", "2024", 1, 0),
        ("engine", "The analytical engine", "2023", 1, 0),
        ("machine", "The universal machine", "2023", 1, 0),
    )


def test_papers_are_counted_by_year(made: dict[str, Table]) -> None:
    assert made["papers-per-year.csv"].rows == (
        ("", 1, 0),
        ("2024", 1, 0),
        ("2023", 2, 0),
        ("2022", 0, 1),
    )


def test_a_person_without_papers_is_counted_once(lab: Tree) -> None:
    lab.write("people/plato.md", "---\nperson:\n  name: Plato\n---\n")

    rows = tables(works_of(lab))["papers-per-person.csv"].rows

    assert [row for row in rows if row[0] == "plato"] == [("plato", "Plato", "", 0, 0)]


def test_without_an_address_of_the_site_papers_have_one_elsewhere(lab: Tree) -> None:
    papers = tables(works_of(lab, base=""))["papers.csv"]

    assert _column(papers, "address")["notes"] == "https://arxiv.org/abs/2404.00001"


def test_an_empty_site_has_empty_tables(tree: Tree) -> None:
    assert {name: table.rows for name, table in tables(works_of(tree)).items()} == {
        "papers.csv": (),
        "papers-per-person.csv": (),
        "papers-per-project.csv": (),
        "papers-per-year.csv": (("", 0, 0),),
    }
