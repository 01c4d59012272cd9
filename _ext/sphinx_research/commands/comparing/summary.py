"""The whole of a change: all sections, and the few phrases that stand above them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sphinx_research.commands.comparing import git
from sphinx_research.commands.comparing.addresses import addresses
from sphinx_research.commands.comparing.both import Both, name_of, owners
from sphinx_research.commands.comparing.files import code, files, texts
from sphinx_research.commands.comparing.others import news, others
from sphinx_research.commands.comparing.papers import papers
from sphinx_research.commands.comparing.people import (
    people,
    person_changes,
    project_changes,
    projects,
)
from sphinx_research.commands.comparing.problems import problems
from sphinx_research.commands.comparing.statement import (
    Consequence,
    Mark,
    Section,
    number_of,
    verb,
)
from sphinx_research.formats.text import counted
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.model import Record
from sphinx_research.records.problems import Problem


@dataclass(frozen=True, slots=True)
class State:
    """A site before a change or after it.

    :param problems: what is wrong with its records
    """

    folder: Path
    catalogue: Catalogue
    problems: Sequence[Problem]


def consequence(
    since: str, before: State, after: State, changed: Iterable[git.Changed]
) -> Consequence:
    """Say what changes for visitors and maintainers.

    :param since: what the site is compared with
    :param changed: the files that differ
    """
    both = Both(before.catalogue, after.catalogue)
    changed = list(changed)
    known = (before.problems, after.problems)
    pages = texts(before.folder, after.folder, changed, _places(both))
    sections = (
        Section("problems", "Problems", tuple(problems(*known, advice=False))),
        Section("addresses", "Addresses", tuple(addresses(both))),
        Section(
            "code",
            "Files that are not content: a code owner has to review them",
            tuple(code(changed)),
        ),
        Section("people", "People", tuple(people(both))),
        Section("projects", "Projects", tuple(projects(both))),
        Section("papers", "Papers", tuple(papers(both))),
        Section("others", "Other records", tuple(others(both))),
        Section("news", "News", tuple(news(both))),
        Section("texts", "Texts of pages", tuple(pages)),
        Section("files", "Pictures and files", tuple(files(changed))),
        Section("advice", "Advice", tuple(problems(*known, advice=True))),
    )
    told = tuple(section for section in sections if section.items)
    phrases = (*_records(both), *_rest(told))
    return Consequence(since, phrases or ("changes nothing",), told)


def _places(both: Both) -> frozenset[str]:
    """Give the pages of people and projects, of which enough is said if they are new or gone."""
    pairs = (*both.people, *both.projects)
    return frozenset(one.place.path for pair in pairs for one in pair if one)


def _records(both: Both) -> Iterator[str]:
    """Say how many records have come, gone and changed."""
    if new := [after for before, after in both.papers if after and not before]:
        whose = owners(both.after, [paper.id for paper in new])
        yield f"adds {_named(new, 'paper')}{f' to {whose}' if whose else ''}"
    if old := [before for before, after in both.papers if before and not after]:
        yield f"removes {_named(old, 'paper')}"
    if joins := [after for before, after in both.people if after and not before]:
        yield f"{_named(joins, 'person', 'people')} {verb(joins, 'joins', 'join')}"
    if leaves := [before for before, after in both.people if before and not after]:
        yield f"{_named(leaves, 'person', 'people')} {verb(leaves, 'leaves', 'leave')}"
    if begun := [after for before, after in both.projects if after and not before]:
        yield f"adds {_named(begun, 'project')}"
    if over := [before for before, after in both.projects if before and not after]:
        yield f"removes {_named(over, 'project')}"
    # Of people and projects that only get papers, the papers tell.
    people_too = ((old, new) for old, new in both.people if old and new)
    if edited := [new for old, new in people_too if any(person_changes(both, old, new))]:
        yield f"changes {_named(edited, 'person', 'people')}"
    projects_too = ((old, new) for old, new in both.projects if old and new)
    if other := [new for old, new in projects_too if any(project_changes(old, new))]:
        yield f"changes {_named(other, 'project')}"


def _named(records: Iterable[Record], noun: str, several: str = "") -> str:
    return number_of([name_of(record) for record in records], noun, several)


def _rest(sections: Collection[Section]) -> Iterator[str]:
    """Count what else there is, with what a reviewer must not miss in front."""
    by_name = {section.name: section for section in sections}

    def number(name: str, *marks: Mark) -> int:
        section = by_name.get(name)
        return sum(one.mark in (marks or Mark) for one in section.items) if section else 0

    counts = (
        ("changes", number("papers", Mark.CHANGED), "paper", ""),
        ("changes", number("others"), "other record", ""),
        ("adds", number("news", Mark.ADDED), "item of news", "items of news"),
        ("removes", number("news", Mark.REMOVED), "item of news", "items of news"),
        ("", number("texts", Mark.CHANGED), "page with another text", "pages with other texts"),
        ("", number("files"), "picture or file", "pictures or files"),
        ("", number("problems", Mark.WARNING), "new problem", ""),
        ("solves", number("problems", Mark.REMOVED), "problem", ""),
        (
            "",
            number("addresses", Mark.WARNING),
            "address that stops working",
            "addresses that stop working",
        ),
        ("", number("advice", Mark.ADDED), "piece of advice", "pieces of advice"),
        ("", number("code"), "file that is not content", "files that are not content"),
    )
    for what, count, noun, several in counts:
        if count:
            yield f"{what} {counted(count, noun, several)}".strip()
