from __future__ import annotations

import pytest

from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Works
from sphinx_research.records.matching import Partner
from tests.records.conftest import Tree

MARY = Partner("mary-anning", "Mary Anning", "https://fossils.example.org/people/mary-anning.html")
ORCID = "0000-0002-1825-0097"


@pytest.fixture
def works(tree: Tree) -> Works:
    tree.write("people/ada.md", "---\nperson:\n  name: Ada Lovelace\n---\n")
    tree.write(
        "people/collaborators.yaml",
        "luigi: {name: Luigi Menabrea, url: 'https://luigi.example.org/'}\n"
        f"bob: {{name: Bob Bee, orcid: {ORCID}}}\n",
    )
    tree.write(
        "research/papers.md",
        ":::{publication} key\n:title: A\n"
        ":authors: Ada Lovelace, Luigi Menabrea, Bob Bee, Mary Anning, Cy Du\n"
        ":editors: Mary Anning\n:::\n",
    )
    return Works(tree.catalogue(partners=(MARY,)), Site("The lab", "https://lab.example.org/"))


def test_every_author_who_is_known_has_a_page_here_or_elsewhere(works: Works) -> None:
    assert [(str(author.name), author.page) for author in works["key"].authors] == [
        ("Ada Lovelace", "https://lab.example.org/people/ada.html"),
        ("Luigi Menabrea", "https://luigi.example.org/"),
        ("Bob Bee", f"https://orcid.org/{ORCID}"),
        ("Mary Anning", MARY.url),
        ("Cy Du", ""),
    ]


def test_a_person_of_another_site_has_no_id_here(works: Works) -> None:
    assert [author.id for author in works["key"].authors] == ["ada", "luigi", "bob", "", ""]


def test_an_editor_is_only_a_name(works: Works) -> None:
    assert [(editor.id, editor.page) for editor in works["key"].editors] == [("", "")]
