"""What a source reader hands on: plain values, each with its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Literal

from sphinx_research.records.problems import Place, Problem

Path = tuple[str | int, ...]
"""The way to a value: ``("education", 0, "since")``."""


class Kind(StrEnum):
    """The kinds of records."""

    PERSON = "person"
    PROJECT = "project"
    PUBLICATION = "publication"
    ORGANISATION = "organisation"
    VENUE = "venue"
    COLLABORATOR = "collaborator"
    NEWS = "news"


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A record as written, before validation.

    :param data: builtins only (it is cached on disk), keyed by the model's field names
    :param place: where the record begins
    :param marks: line and column (1-based) of the values inside `data`, by their path
    """

    kind: Kind
    id: str
    data: Mapping[str, Any]
    place: Place
    marks: Mapping[Path, tuple[int, int]] = field(default_factory=dict)

    def place_of(self, path: Path) -> Place:
        """Find the position of a value, or of the nearest thing around it."""
        while path:
            if path in self.marks:
                line, column = self.marks[path]
                return replace(self.place, line=line, column=column)
            path = path[:-1]
        return self.place


Syntax = Literal["directive", "role"]
"""What a name in braces stands for."""


@dataclass(frozen=True, slots=True)
class Use:
    """A directive or role that not every site allows, where a page uses it."""

    kind: Syntax
    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class Source:
    """All that one file holds.

    :param foreign: what the site's settings must allow, or the page is refused
    :param refused: whether the page is refused whatever they allow
    """

    records: tuple[RawRecord, ...] = ()
    problems: tuple[Problem, ...] = ()
    foreign: tuple[Use, ...] = ()
    refused: bool = False
