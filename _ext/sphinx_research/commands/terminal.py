"""What is shown on a terminal: in colours where it has them, and nothing that moves its cursor."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self, TextIO

from sphinx_research.commands.changes import Changes
from sphinx_research.records.characters import printable

_OF_DIFFS = {"+": "32", "-": "31", "@": "36"}


@dataclass(frozen=True, slots=True)
class Painter:
    """Colours words, or leaves them plain."""

    colours: bool = False

    @classmethod
    def on(cls, stream: TextIO, environment: Mapping[str, str] = os.environ) -> Self:
        """Colour words where colours are shown (https://no-color.org)."""
        plain = environment.get("NO_COLOR") or environment.get("TERM") == "dumb"
        return cls(stream.isatty() and not plain)

    def __call__(self, code: str, text: str) -> str:
        """Give a text in a colour (ECMA-48, §8.3.117)."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colours and code else text


def diff(changes: Changes, paint: Painter) -> str:
    """Show what will change; files may hold what a terminal would obey."""
    lines = map(printable, changes.diff().split("\n"))
    return "\n".join(paint(_OF_DIFFS.get(line[:1], ""), line) for line in lines).rstrip()
