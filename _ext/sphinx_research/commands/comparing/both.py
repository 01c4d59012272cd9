"""A site before a change and after it, and the words for what has moved between the two."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from sphinx_research.commands.comparing.statement import (
    Item,
    Mark,
    names,
    number_of,
    short,
    verb,
)
from sphinx_research.records.catalogue import Catalogue
from sphinx_research.records.folding import fold
from sphinx_research.records.identities import identities
from sphinx_research.records.markup import Markup
from sphinx_research.records.model import Person, Project, Publication, Record

R = TypeVar("R", bound=Record)

TOLD = frozenset({"id", "place", "name", "title", "role", "roles", "authors", "redirect_from"})
"""Fields of which more is said than their names."""
FIELDS = 9
"""How many fields are named."""


Pair = tuple[R | None, R | None]
"""A record before and after; `None` where it was not, or is not."""


@dataclass(frozen=True)
class Both:
    """The catalogues of the two, which know the same settings."""

    before: Catalogue
    after: Catalogue

    @cached_property
    def people(self) -> tuple[Pair[Person], ...]:
        """All people: those of today in their order, then those who are gone."""
        return _pairs(self.before.records.people, self.after.records.people)

    @cached_property
    def projects(self) -> tuple[Pair[Project], ...]:
        """All projects, likewise."""
        return _pairs(self.before.records.projects, self.after.records.projects)

    @cached_property
    def papers(self) -> tuple[Pair[Publication], ...]:
        """All papers, likewise."""
        return _pairs(self.before.records.publications, self.after.records.publications)

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        """The keys that papers have now, by those they had."""
        return {old.id: new.id for old, new in self.papers if old and new}

    def papers_moved(
        self, old: Iterable[str], new: Iterable[str], came: str, went: str
    ) -> Iterator[str]:
        """Say which papers have come to a person or project, and which have gone.

        :param came: what is said of papers that were here already, as ``{are} linked``
        :param went: likewise of those that are still here
        """
        before, after = self.before.records.publications, self.after.records.publications
        here = set(self._keys.values())
        lost, won = moved([self._keys.get(key, f"-{key}") for key in old], [*new])
        if fresh := [short(after[key].title) for key in won if key not in here]:
            yield f"gets {number_of(fresh, 'paper')}"
        if known := [short(after[key].title) for key in won if key in here]:
            yield f"{number_of(known, 'paper')} {came.format(are=verb(known, 'is', 'are'))}"
        if gone := [short(before[key[1:]].title) for key in lost if key not in here]:
            yield f"loses {number_of(gone, 'paper')}"
        if kept := [short(after[key].title) for key in lost if key in here]:
            yield f"{number_of(kept, 'paper')} {went.format(are=verb(kept, 'is', 'are'))}"


def _pairs(before: Mapping[str, R], after: Mapping[str, R]) -> tuple[Pair[R], ...]:
    """Put records together that are the same: by their ids, or else by what they are known by."""
    lone = (record for key, record in before.items() if key not in after)
    known = {mark: record for record in lone for mark in _marks(record)}
    found: list[Pair[R]] = []
    kept: set[str] = set()
    for key, new in after.items():
        marks = () if key in before else _marks(new)
        twins = (known[mark] for mark in marks if mark in known and known[mark].id not in kept)
        old = before.get(key) or next(twins, None)
        found.append((old, new))
        kept.update([old.id] if old else [])
    return (*found, *((old, None) for key, old in before.items() if key not in kept))


def _marks(record: Record) -> tuple[tuple[str, str], ...]:
    """Give that by which a record is known, whatever its id."""
    if not isinstance(record, Publication):
        return (("name", fold(name_of(record))),)
    return tuple(identities(record.doi, record.arxiv, record.title))


def moved(old: Collection[str], new: Collection[str]) -> tuple[list[str], list[str]]:
    """Tell what is in one only: what has gone, and what has come."""
    were, are = set(old), set(new)
    return [one for one in old if one not in are], [one for one in new if one not in were]


def item(mark: Mark, record: Record, details: Iterable[str]) -> Item:
    """Say something of a record."""
    return Item(mark, name_of(record), tuple(details), record.place.path)


def name_of(record: Record) -> str:
    """Give the title or name of a record."""
    match getattr(record, "title", None) or getattr(record, "name", None):
        case Markup() as title:
            return short(title)
        case None:
            return record.id
        case name:
            return short(str(name))


def renamed(old: Record, new: Record) -> Iterator[str]:
    """Say that an id, a title or a name is another, or only its emphasis and the like."""
    if old.id != new.id:
        yield f"has the id {new.id}, and had {old.id}"
    for field in ("name", "title"):
        if getattr(old, field, None) != getattr(new, field, None):
            before, after = name_of(old), name_of(new)
            yield f"was called {before}" if before != after else "is written in another way"


def fields(old: Record, new: Record, told: Collection[str] = ()) -> Iterator[str]:
    """Name the fields that say something else.

    :param told: those of which more is said, besides `TOLD`
    """
    found = [
        field
        for field in type(new).model_fields
        if field not in TOLD and field not in told and getattr(old, field) != getattr(new, field)
    ]
    if found:
        yield f"changes {names(found, FIELDS)}"


def members(catalogue: Catalogue, key: str) -> tuple[str, ...]:
    """Tell which people of the site have written a paper."""
    people = catalogue.records.people
    return tuple(dict.fromkeys(one.id for one in catalogue.matches[key] if one.id in people))


def somebody(catalogue: Catalogue, identifiers: Iterable[str]) -> list[str]:
    """Name people, collaborators, and whoever is plain text."""
    found = ((who, catalogue.somebody(who)) for who in identifiers)
    return [short(str(one.name) if one else who) for who, one in found]


def owners(catalogue: Catalogue, keys: Iterable[str]) -> str:
    """Say whose papers these are: ``3 people (A, B and C) and 1 project (D)``."""
    papers = [catalogue.records.publications[key] for key in keys]
    people = dict.fromkeys(who for paper in papers for who in members(catalogue, paper.id))
    known = catalogue.records.projects
    projects = dict.fromkeys(one for paper in papers for one in paper.projects if one in known)
    parts = []
    if people:
        parts.append(number_of(somebody(catalogue, people), "person", "people"))
    if projects:
        parts.append(number_of([short(known[one].title) for one in projects], "project"))
    return " and ".join(parts)
