"""Pieces of a text that become others, and nothing else of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sphinx_research.records.characters import with_newlines
from sphinx_research.records.raw import Path

Values = Mapping[Path, str | None]
"""New values by their paths; `None` removes."""


class Splice(NamedTuple):
    """A piece of a text, by positions from 0, and what comes in its place."""

    start: int
    end: int
    new: str


class Lines:
    """A text in which every line ends with one newline character, as the readers see it.

    :param written: the text as it stands in the file, with any line ends and a byte order mark
    """

    def __init__(self, written: str) -> None:
        self._written = written
        self._begin = len(written) - len(written.removeprefix("\ufeff"))
        bare = written[self._begin :]
        self.text = with_newlines(bare)
        self._end = "\r\n" if "\r\n" in bare else "\n"
        self._pairs = [] if self._end == "\n" else _pairs(bare)

    def with_splices(self, splices: Iterable[Splice]) -> str:
        """Give the whole text with pieces replaced, and with its own line ends.

        :raises ValueError: if two pieces overlap
        """
        done: list[str] = []
        at = 0
        for start, end, new in sorted(splices, key=lambda one: (one.start, one.end)):
            first, last = self._position(start), self._position(end)
            if first < at:
                msg = "two changes are in one place"
                raise ValueError(msg)
            done += [self._written[at:first], new.replace("\n", self._end)]
            at = last
        return "".join((*done, self._written[at:]))

    def _position(self, position: int) -> int:
        """Find a position of `text` in what stands in the file."""
        return self._begin + position + bisect_left(self._pairs, position)


def _pairs(text: str) -> list[int]:
    """Give the positions, after newlines have become one character, of those that were two."""
    found: list[int] = []
    position = text.find("\r\n")
    while position >= 0:
        found.append(position - len(found))
        position = text.find("\r\n", position + 2)
    return found


def line_start(text: str, position: int) -> int:
    """Give the position at which the line begins that holds another one."""
    return text.rfind("\n", 0, position) + 1


def line_end(text: str, position: int) -> int:
    """Give the position of the newline that ends a line, or the end of the text."""
    found = text.find("\n", position)
    return len(text) if found < 0 else found


def predecessor(name: str, order: Sequence[str], present: Iterable[str]) -> str | None:
    """Find the field after which people would look for a new one.

    :param order: all fields as the documentation has them
    :return: `None` if it comes before all that are there
    """
    there = list(present)
    if name not in order:
        return there[-1] if there else None
    before = [one for one in order[: order.index(name)] if one in there]
    return before[-1] if before else None
