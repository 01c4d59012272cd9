"""What is said of a change: plain words, which each form of output makes safe for itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sphinx_research.formats.text import counted, one_line
from sphinx_research.records.markup import Markup

LONGEST = 80
"""How many characters of a title or name are said."""
NAMED = 3
"""How many of several things are named, before only their number is said."""


class Mark(StrEnum):
    """What has become of something."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing, and what has become of it; all texts may hold what strangers have written.

    :param subject: a title, a name, an address or a path
    :param where: the file that says so, if it is one
    :param details: what it means, as phrases
    """

    mark: Mark
    subject: str
    details: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Things of one kind.

    :param name: what programs call it
    """

    name: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Consequence:
    """All that a change means.

    :param since: what the site is compared with, such as ``main (3945635)``
    :param summary: the whole in a few phrases
    :param sections: those that have anything in them
    """

    since: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]


def short(text: str | Markup) -> str:
    """Write a title or name on one line, without its end if it is long."""
    words = one_line(text.plain if isinstance(text, Markup) else text)
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def names(texts: Iterable[str], most: int = NAMED) -> str:
    """Name several things: ``A, B and C``, ``A, B, C and 4 more``."""
    known = list(texts)
    if len(known) <= most:
        return _and(known)
    return f"{', '.join(known[:most])} and {len(known) - most} more"


def number_of(texts: Sequence[str], noun: str, several: str = "") -> str:
    """Count things and name them: ``2 papers (A and B)``."""
    return f"{counted(len(texts), noun, several)} ({names(texts)})"


def verb(things: Collection[object], one: str, several: str) -> str:
    """Choose the form of a verb."""
    return one if len(things) == 1 else several


def _and(texts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(texts[:-1]), *texts[-1:])))
