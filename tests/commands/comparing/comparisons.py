"""Two states of the small lab, compared without Git."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from sphinx_research.commands.comparing.statement import Consequence
from sphinx_research.commands.comparing.summary import State, consequence
from tests.records.conftest import LAB, Tree

Edit = Callable[[Tree], None]


def compared(folder: Path, edit: Edit, lab: Mapping[str, str] = LAB) -> Consequence:
    """Say what an edit of the lab changes."""
    states = []
    for name in ("before", "after"):
        tree = Tree(folder / name)
        tree.root.mkdir()
        for path, text in lab.items():
            tree.write(path, text)
        if name == "after":
            edit(tree)
        one = tree.load()
        states.append(State(tree.root, one.catalogue, one.problems))
    return consequence("main", states[0], states[1], [])


def told(consequence: Consequence) -> dict[str, list[tuple[str, ...]]]:
    """Give the items of each section: sign, subject and details."""
    return {
        section.name: [(item.mark, item.subject, *item.details) for item in section.items]
        for section in consequence.sections
    }
