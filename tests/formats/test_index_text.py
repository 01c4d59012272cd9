from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from sphinx_research.formats import index_text
from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Works
from sphinx_research.records.catalogue import Catalogue, Records, Settings
from sphinx_research.records.loading import load
from sphinx_research.records.model import Project
from sphinx_research.records.problems import Place
from tests.formats.conftest import BASE, works_of
from tests.formats.making import TEXTS
from tests.records.conftest import Tree
from tests.sample import needs_sample

LINE = re.compile(r"- \[(?P<title>[^\]]+)\]\((?P<url>[^)]+)\)(?:: (?P<about>.*))?")
"""A line as the convention's own parser reads it."""


def _sections(text: str) -> dict[str, list[tuple[str, str, str]]]:
    """Read a file as the convention says, and make sure that CommonMark reads it likewise."""
    head, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    assert re.fullmatch(r"# .+\n\n> .+\n\n", head)
    kinds = [token.tag for token in MarkdownIt().parse(text) if token.type.endswith("_open")]
    assert kinds.count("h1") == kinds.count("blockquote") == 1
    assert kinds.count("h2") == len(parts)
    found: dict[str, list[tuple[str, str, str]]] = {}
    for part in parts:
        name, _, lines = part.partition("\n\n")
        matches = [LINE.fullmatch(line) for line in lines.strip().split("\n")]
        assert all(matches)
        found[name] = [
            (match["title"], match["url"], match["about"] or "") for match in matches if match
        ]
    assert kinds.count("li") == sum(map(len, found.values()))
    return found


def test_every_person_project_and_paper_of_ours_has_a_line(lab: Tree) -> None:
    summary = "  theme: seeing\n  summary: It *computes*, says {person}`mary`."
    lab.edit("research/engine.md", "  theme: seeing", summary)

    text = index_text.index(works_of(lab))

    assert text.startswith("# The lab\n\n> A research site: 3 people, 2 projects, 5 publications.")
    page = f"{BASE}research/publications"
    assert _sections(text) == {
        "People": [
            ("Charles Babbage", f"{BASE}people/charles.html", "PhD students, University College"),
            (
                "Ada Lovelace",
                f"{BASE}people/ada.html",
                "Professors, Engine Laboratory, Machines that compose",
            ),
            ("Alan Turing", f"{BASE}people/alan.html", "PhD students, Bletchley Park"),
        ],
        "Projects": [
            (
                "The analytical engine",
                f"{BASE}research/engine.html",
                "It computes, says Mary Somerville.",
            ),
            ("The universal machine", f"{BASE}research/machine.html", ""),
        ],
        "Publications": [
            ("A draft", f"{page}/draft.html", "Ada Lovelace"),
            (
                "Notes on the engine",
                f"{page}/notes.html",
                "Ada Lovelace, Charles Babbage. Scientific Memoirs. 2024",
            ),
            (
                "The engine",
                f"{page}/engine.html",
                "Charles Babbage, Mary Somerville. Meeting of the Royal Society. 2023",
            ),
            (
                "The machine",
                f"{page}/machine.html",
                "Alan Turing. Meeting of the Royal Society. 2023",
            ),
            ("A patent", f"{page}/patent.html", "Charles Babbage. 2022"),
        ],
        "Data": [
            ("publications.bib", f"{BASE}publications.bib", "all publications"),
            ("catalogue.json", f"{BASE}catalogue.json", "all of the above, for programs"),
            ("catalogue.schema.json", f"{BASE}catalogue.schema.json", "what stands in it"),
        ],
    }


@pytest.mark.parametrize(
    ("count", "said"),
    [(6, "A A, B A, C A, D A, E A, Alan Turing"), (8, "A A, B A, C A, D A, E A, and 3 others")],
)
def test_of_many_authors_the_first_are_named(lab: Tree, count: int, said: str) -> None:
    others = ", ".join(f"{chr(65 + n)} A" for n in range(count - 1))
    lab.edit("research/machine.md", ":authors: Alan Turing", f":authors: {others}, Alan Turing")

    lines = _sections(index_text.index(works_of(lab)))["Publications"]

    (about,) = [about for title, _, about in lines if title == "The machine"]
    assert about == f"{said}. Meeting of the Royal Society. 2023"


def test_an_empty_site_has_no_empty_sections(tree: Tree) -> None:
    assert list(_sections(index_text.index(works_of(tree)))) == ["Data"]


def test_one_is_counted_as_one(tree: Tree) -> None:
    tree.write("people/ada.md", "---\nperson: {name: Ada Lovelace}\n---\n")
    tree.write("research/engine.md", "---\nproject: {title: Engine}\n---\n")
    tree.write("research/a.bib", "@misc{a, title={A}, author={Ada Lovelace}}\n")

    text = index_text.index(works_of(tree))

    assert "\n> A research site: 1 person, 1 project, 1 publication.\n" in text


def test_a_site_without_a_name_is_called_by_its_address(lab: Tree) -> None:
    works = works_of(lab)

    text = index_text.index(Works(works.catalogue, Site("", BASE)))

    assert text.startswith("# https://lab.example.org/\n\n> A research site")


def test_square_brackets_of_a_name_become_round_ones(lab: Tree) -> None:
    lab.edit("research/machine.md", ":title: The machine", ":title: The [universal] machine")

    titles = [title for title, _, _ in _sections(index_text.index(works_of(lab)))["Publications"]]

    assert "The (universal) machine" in titles


def test_a_site_without_an_address_has_none(lab: Tree) -> None:
    assert index_text.index(works_of(lab, base="")) == ""


@given(TEXTS.map(lambda text: f"{text}A"), TEXTS.filter(str.strip))
def test_whatever_records_hold_every_line_is_one(title: str, summary: str) -> None:
    project = Project.model_validate(
        {"id": "x", "place": Place("research/x.md"), "title": title, "summary": summary}
    )
    works = Works(Catalogue(Records(projects={"x": project}), Settings()), Site("Lab", BASE))

    assert len(_sections(index_text.index(works))["Projects"]) == 1


@needs_sample
def test_this_site_is_read_as_it_is() -> None:
    catalogue = load(Path(__file__).parents[2], Settings()).catalogue

    found = _sections(index_text.index(Works(catalogue, Site("This site", BASE))))

    assert [len(found[name]) for name in ("People", "Projects", "Publications")] == [3, 16, 15]
