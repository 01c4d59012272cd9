"""Works of a small source tree."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sphinx_research.formats.site import Site
from sphinx_research.formats.works import Works
from tests.records.conftest import LAB, Tree

BASE = "https://lab.example.org/"


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Give an empty source directory."""
    root = tmp_path / "site"
    root.mkdir()
    return Tree(root)


@pytest.fixture
def lab(tree: Tree) -> Tree:
    """Give the source directory of a small lab."""
    for path, text in LAB.items():
        tree.write(path, text)
    return tree


def works_of(tree: Tree, *, base: str = BASE, today: date | None = None) -> Works:
    """Load a tree in which nothing is wrong, as it is published at `base`."""
    return Works(tree.catalogue(today=today), Site("The lab", base, today=today))
