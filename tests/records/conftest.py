"""A small source tree to write and to load."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from sphinx_research.records.catalogue import Catalogue, Emphasis, Settings
from sphinx_research.records.loading import Loaded, load
from sphinx_research.records.matching import Partner
from sphinx_research.records.problems import Problem, Severity
from sphinx_research.records.tree import Tree as Files

ROLES = {"professor": "Professors", "phd-student": "PhD students"}
THEMES = {"seeing": "Seeing", "reasoning": "Reasoning"}


@dataclass(frozen=True, slots=True)
class Tree:
    """A source directory; texts are dedented, and begin on the line after the quotes."""

    root: Path

    def write(self, path: str, text: str | bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else _plain(text).encode())

    def link(self, path: str, target: Path) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.symlink_to(target)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace what stands exactly once in a file."""
        file = self.root / path
        before = file.read_text("utf-8")
        assert before.count(old) == 1, f"{old!r} stands {before.count(old)} times in {path}"
        file.write_text(before.replace(old, new), "utf-8")

    def load(
        self,
        *,
        today: date | None = None,
        cache: Path | None = None,
        emphasis: Emphasis = "",
        partners: tuple[Partner, ...] = (),
        files: Files | None = None,
    ) -> Loaded:
        settings = Settings(today, ROLES, THEMES, emphasis, partners)
        return load(self.root, settings, cache, files)

    def catalogue(
        self,
        *,
        today: date | None = None,
        emphasis: Emphasis = "",
        partners: tuple[Partner, ...] = (),
    ) -> Catalogue:
        """Load a tree in which nothing is wrong."""
        loaded = self.load(today=today, emphasis=emphasis, partners=partners)
        assert told(loaded) == []
        return loaded.catalogue


def _plain(text: str) -> str:
    return dedent(text).removeprefix("\n")


def told(loaded: Loaded) -> list[str]:
    """Say what is wrong and where; advice apart."""
    return [short(one) for one in loaded.problems if one.code.severity is not Severity.ADVICE]


def short(problem: Problem) -> str:
    """Say what a problem is and where: ``people/ada.md:3 value``."""
    return f"{problem.place} {problem.code.label}"


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Give an empty source directory."""
    root = tmp_path / "site"
    root.mkdir()
    return Tree(root)


# --- a small lab ----------------------------------------------------------------------

LAB = {
    "people/ada.md": """
        ---
        person:
          name: Ada Lovelace
          role: professor
          affiliations: [engine-lab]
          interests: ["Machines that compose"]
          news: [{date: 2024-06, text: A prize}]
        ---
        """,
    "people/charles.md": """
        ---
        person:
          name: Charles Babbage
          role: phd-student
          since: 2021
          affiliations: [ucl]
          advisors: [ada]
        ---
        """,
    "people/alan.md": """
        ---
        person:
          name: Alan Turing
          role: phd-student
          since: 2019
          until: 2023-09
          affiliations: [bletchley]
          education:
            - {degree: PhD, org: ucl, advisors: [ada, mary]}
        ---
        """,
    "people/collaborators.yaml": """
        mary:
          name: Mary Somerville
          url: https://mary.example.org/
        """,
    "research/organisations.yaml": """
        london: {name: University of London}
        ucl: {name: University College, parent: london}
        engine-lab: {name: Engine Laboratory, parent: ucl}
        bletchley: {name: Bletchley Park}
        """,
    "research/venues.yaml": """
        memoirs: {name: Scientific Memoirs, short: Memoirs, type: journal}
        royal: {name: Meeting of the Royal Society, short: MRS, type: conference}
        """,
    "research/engine.md": """
        ---
        project:
          title: The analytical engine
          theme: seeing
        ---

        :::{publication} notes
        :title: Notes on the engine
        :authors: Ada Lovelace*, Charles Babbage
        :venue: memoirs
        :year: 2024-05
        :arxiv: 2404.00001
        :projects: engine
        :tags: computing, music
        :selected:

        An abstract.
        :::

        :::{publication} engine
        :title: The engine
        :authors: Charles Babbage, Mary Somerville
        :venue: royal
        :year: 2023
        :projects: engine
        :award: Gold medal
        :::
        """,
    "research/machine.md": """
        ---
        project:
          title: The universal machine
          theme: reasoning
          people: [alan]
          featured: true
        ---

        :::{publication} machine
        :title: The machine
        :authors: Alan Turing
        :venue: MRS
        :year: 2023
        :projects: machine
        :tags: computing
        :::
        """,
    "research/papers.md": """
        :::{publication} draft
        :title: A draft
        :authors: Ada Lovelace
        :status: under-review
        :::

        :::{publication} patent
        :title: A patent
        :authors: Charles Babbage
        :type: patent
        :year: 2022
        :::
        """,
    "research/cited.bib": """
        @misc{outside,
          title = {Outside},
          author = {Somerville, Mary},
          year = {2020},
          journal = {Memoirs},
          keywords = {computing},
          projects = {engine}
        }
        """,
}
"""Three people, two projects and five papers of theirs, and a work of somebody else."""


@pytest.fixture
def lab(tree: Tree) -> Tree:
    """Give the source directory of a small lab."""
    for path, text in LAB.items():
        tree.write(path, text)
    return tree
