from __future__ import annotations

import pytest

from sphinx_research.records.views.redirects import files, old_addresses, page_files
from tests.records.conftest import Tree


@pytest.mark.parametrize(
    ("path", "answering"),
    [
        ("/", ("index.html",)),
        ("/about/", ("about/index.html",)),
        ("/about.html", ("about.html",)),
        ("/About.HTM", ("About.HTM",)),
        ("/about", ("about.html", "about/index.html")),
        ("/a/b.c/d", ("a/b.c/d.html", "a/b.c/d/index.html")),
    ],
)
def test_a_server_finds_the_files_of_a_path(path: str, answering: tuple[str, ...]) -> None:
    assert files(path) == answering


def test_an_old_address_knows_its_record_and_its_target(lab: Tree) -> None:
    lab.edit("research/machine.md", ":venue: MRS", ":venue: MRS\n:redirect_from: /a/, /b.html")

    found = list(old_addresses(lab.catalogue()))

    assert [(old.record.id, old.number, old.path, old.target) for old in found] == [
        ("machine", 0, "/a/", "research/publications/machine"),
        ("machine", 1, "/b.html", "research/publications/machine"),
    ]


def test_a_page_is_a_file_or_a_folder(lab: Tree) -> None:
    found = page_files(lab.catalogue())

    assert found["people/ada.html"] == found["people/ada/index.html"] == "people/ada"
    assert found["research/publications/notes.html"] == "research/publications/notes"
    assert found["404.html"] == "404"
    assert "about.html" not in found
