"""Made-up research sites of three sizes; each is the same bytes whenever it is written.

What costs time is as real sites have it: names with accents, in two scripts and in both
orders; titles and abstracts with formulas, in Markdown and in LaTeX; half of the papers in
BibTeX files, half on the pages of their projects; pages that ask for names and numbers.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, product
from operator import attrgetter
from pathlib import Path
from random import Random
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Size:
    """How many of what a site has; everybody is in one project."""

    people: int
    papers: int
    projects: int


SIZES = {
    "small": Size(people=20, papers=200, projects=10),
    "medium": Size(people=200, papers=2_000, projects=40),
    "large": Size(people=1_000, papers=10_000, projects=100),
}


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody; `native` is empty for most."""

    given: str
    family: str
    native: str

    def __str__(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def id(self) -> str:
        letters = unicodedata.normalize("NFKD", str(self).replace("ß", "ss"))
        return re.sub(r"[^a-z]+", "-", letters.encode("ascii", "ignore").decode().lower())


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper; its texts are Markdown.  Where `equal`, the first two authors are."""

    number: int
    title: str
    authors: list[Name]
    equal: bool
    year: int
    venue: str
    tags: str
    project: str
    abstract: str
    on_page: bool
    """Whether it stands on its project's page, and not in a BibTeX file."""

    @property
    def key(self) -> str:
        return f"{self.authors[0].id.rpartition('-')[2]}{self.year}n{self.number}"

    @property
    def authors_by_family(self) -> str:
        return " and ".join(f"{name.family}, {name.given}" for name in self.authors)


class Lab:
    """Who there is, and what they have written."""

    def __init__(self, size: Size) -> None:
        self.random = Random(repr(size))  # noqa: S311 - nothing here is a secret
        self.words = yaml.safe_load((HERE / "words.yaml").read_text("utf-8"))
        names = self._names()
        self.people, self.others = names[: size.people], names[size.people : 4 * size.people]
        self.projects = [f"project-{number}" for number in range(size.projects)]
        titles = self._titles(size.papers)
        self.papers = [self._paper(number, title) for number, title in enumerate(titles)]
        self.papers_of: dict[str, list[Paper]] = defaultdict(list)
        for paper in self.papers:
            for author in paper.authors:
                self.papers_of[author.id].append(paper)

    def team(self, everybody: list[Name], project: int) -> list[Name]:
        return everybody[project :: len(self.projects)]

    def leader_of(self, number: int) -> Name:
        """Whoever comes first in the project of the person with that number."""
        return self.people[number % len(self.projects)]

    def text(self, pattern: str) -> str:
        """Put a word of the kind for every ``<kind>``."""
        return re.sub(r"<(\w+)>", lambda kind: self.one(kind[1]), pattern)

    def one(self, kind: str) -> str:
        return str(self.random.choice([*self.words[kind]]))

    def prose(self) -> str:
        return " ".join(map(self.text, self.random.sample(self.words["sentences"], 5)))

    def _names(self) -> list[Name]:
        native = self.words["native"]
        names = [
            Name(given, family, native[family] + native[given] if both <= native.keys() else "")
            for given, family in product(self.words["givens"], self.words["families"])
            for both in [{given, family}]
        ]
        self.random.shuffle(names)
        return names

    def _titles(self, count: int) -> list[str]:
        titles: dict[str, None] = {}
        while len(titles) < count:
            titles[self.text("<methods><systems>: <aims> <subjects> <means>")] = None
        return list(titles)

    def _paper(self, number: int, title: str) -> Paper:
        turn, project = divmod(number, len(self.projects))
        mates, guests = self.team(self.people, project), self.team(self.others, project)
        ours = dict.fromkeys([mates[turn % len(mates)], self.random.choice(mates)])
        authors = [*ours, *self.random.sample(guests, self.random.randint(1, 4))]
        self.random.shuffle(authors)
        return Paper(
            number=number,
            title=title,
            authors=authors,
            equal=self.random.random() < 0.15,
            year=self.random.randint(2012, 2025),
            venue=self.one("venues"),
            tags=f"{self.one('tags')}, {self.one('systems')}",
            project=self.projects[project],
            abstract=self.prose(),
            on_page=turn % 2 == 0,
        )


def generate(folder: Path, size: Size) -> None:
    """Write the sources of a site into a folder that does not exist yet."""
    shutil.copytree(HERE / "site", folder)
    templates = Environment(  # noqa: S701 - no HTML is written here
        loader=FileSystemLoader(HERE / "templates"),
        # BibTeX, YAML and MyST are full of braces.
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    templates.filters["latex"] = latex
    for path, template, values in _files(Lab(size)):
        text = templates.get_template(template).render(values)
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")


def _files(lab: Lab) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Tell the path of each file, its template, and what to fill in."""
    yield "people/collaborators.yaml", "collaborators.yaml", {"others": lab.others[::3]}
    yield "research/organisations.yaml", "organisations.yaml", lab.words
    yield "research/venues.yaml", "venues.yaml", lab.words
    for number, name in enumerate(lab.people):
        values = {"lab": lab, "number": number, "name": name, "papers": lab.papers_of[name.id]}
        yield f"people/{name.id}.md", "person.md", values
    for number, project in enumerate(lab.projects):
        papers = [paper for paper in lab.papers if paper.on_page and paper.project == project]
        values = {"lab": lab, "number": number, "papers": papers}
        yield f"research/{project}.md", "project.md", values
    in_files = sorted((paper for paper in lab.papers if not paper.on_page), key=attrgetter("year"))
    for year, found in groupby(in_files, key=attrgetter("year")):
        yield f"research/papers/{year}.bib", "papers.bib", {"lab": lab, "papers": list(found)}


_ACCENTS = dict(zip("\u0300\u0301\u0302\u0303\u0308\u030a\u030c\u0327", "`'^~\"rvc", strict=True))


def latex(markdown: str) -> str:
    """Write a text as bibliographies do."""
    pieces = re.split(r"(\$[^$]*\$)", markdown)
    pieces[::2] = map(_latex_prose, pieces[::2])
    return "".join(pieces)


def _latex_prose(text: str) -> str:
    text = re.sub(r"\b\w*[A-Z]\w*[A-Z]\w*", r"{\g<0>}", text)
    text = re.sub(r"\*(.+?)\*", r"\\emph{\1}", text)
    text = re.sub(r"\[(.+?)\]\((.+?)\)", r"\\href{\2}{\1}", text)
    text = unicodedata.normalize("NFD", text.replace("\u2013", "--").replace("ß", r"{\ss}"))
    return re.sub(r"(\w)([\u0300-\u0327])", lambda it: rf"{{\{_ACCENTS[it[2]]}{{{it[1]}}}}}", text)
