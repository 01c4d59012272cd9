"""The file by which the site's scripts find papers."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from sphinx_research.formats import finding_papers
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Catalogue, Records, Settings
from tests.formats.conftest import works_of
from tests.formats.making import TEXTS, publication
from tests.records.conftest import Tree


def read(works: Works) -> dict[str, Any]:
    text = finding_papers.dump(works)
    found = json.loads(text)
    assert isinstance(found, dict)
    return found


def test_the_file_names_each_thing_once_and_papers_by_their_places(lab: Tree) -> None:
    lab.write(
        "research/more.md",
        """
        :::{publication} Über_2025
        :title: Zwölf $x^2$ & <b>
        :authors: Ada Lovelace, Mary Somerville, Ada Lovelace
        :venue: A Club
        :year: 2025
        :award: Prize
        :code: https://code.example.org/
        :data: https://data.example.org/
        :tags: music, Art
        :projects: machine, engine
        :::
        """,
    )
    lab.edit("people/ada.md", "name: Ada Lovelace", "name: Ada Lovelace\n  native_name: 愛達")

    assert read(works_of(lab, base="")) == {
        "venues": ["A Club", "Memoirs", "MRS"],
        "types": ["Journal article", "Conference paper", "Preprint", "Patent"],
        "topics": ["Art", "computing", "music"],
        "people": [
            ["charles", "Charles Babbage", ""],
            ["ada", "Ada Lovelace", "愛達"],
            ["alan", "Alan Turing", ""],
        ],
        "projects": [["engine", "The analytical engine"], ["machine", "The universal machine"]],
        "papers": [
            ["draft", "A draft", "Ada Lovelace", 0, -1, 2, [], [1], [], 0],
            [
                *("über-2025", "Zwölf x2 & <b>", "Ada Lovelace, Mary Somerville, Ada Lovelace"),
                *(2025, 0, -1, [2, 0], [1], [1, 0], 7),
            ],
            [
                *("notes", "Notes on the engine", "Ada Lovelace, Charles Babbage"),
                *(2024, 1, 0, [1, 2], [1, 0], [0], 0),
            ],
            [
                *("engine", "The engine", "Charles Babbage, Mary Somerville"),
                *(2023, 2, 1, [], [0], [0], 1),
            ],
            ["machine", "The machine", "Alan Turing", 2023, 2, 1, [1], [2], [1], 0],
            ["patent", "A patent", "Charles Babbage", 2022, -1, 3, [], [0], [], 0],
            ["outside", "Outside", "Mary Somerville", 2020, 1, -1, [1], [], [0], 8],
        ],
    }


def test_the_file_is_one_line_without_spaces_between_values(lab: Tree) -> None:
    text = finding_papers.dump(works_of(lab))

    assert text.startswith('{"venues":["Memoirs","MRS"],"types":["Journal article",')
    assert text.count("\n") == 1
    assert text.endswith("]}\n")


def test_a_site_without_papers_has_a_file_without_papers() -> None:
    works = Works(Catalogue(Records(), Settings()), Site("The lab"))

    assert read(works) == {
        name: [] for name in ("venues", "types", "topics", "people", "projects", "papers")
    }


@given(title=TEXTS.filter(str.strip), venue=TEXTS.filter(str.strip), tag=TEXTS.filter(str.strip))
def test_whatever_a_paper_holds_the_file_is_json(title: str, venue: str, tag: str) -> None:
    paper = publication(title=f"A {title}", venue=venue, tags=[tag])
    records = Records(publications={"key": paper})
    found = read(Works(Catalogue(records, Settings()), Site("The lab")))

    ((slug, words, _, year, place, _, topics, _, _, flags),) = found["papers"]
    assert (slug, words, year, flags) == ("key", paper.title.plain, 0, 8)
    assert found["venues"][place:] == [paper.venue] * bool(paper.venue)
    assert [found["topics"][topic] for topic in topics] == list(paper.tags)
