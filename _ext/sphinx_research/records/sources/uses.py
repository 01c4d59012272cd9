"""Which directives and roles a page uses that are not on the built-in lists.

A pattern finds every ``{name}`` that could be one, wherever it stands.  Where all are built
in, as nearly always, that is the end of it.  Else the page is tokenized, to tell an example in
code from a use: as this site reads it, and by two other sets of MyST's extensions, for conf.py
may have enabled them.  In doubt it is a use: within another directive, whose text is taken apart
by rules of its own, every mention is one, but for the body of a block of code.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from markdown_it.token import Token

from sphinx_research.records.problems import Place
from sphinx_research.records.raw import Use
from sphinx_research.records.sources.allowed import is_built_in
from sphinx_research.records.sources.tokenizer import (
    CODE,
    PUBLICATION,
    WAYS,
    directive_of,
    options_of,
    tokenizer,
)

_BRACES = re.compile(r"\{([^\s{}]*)\}")
_FENCES = frozenset({"```", "~~~", ":::"})
"""Three signs may end a longer fence."""
_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})"
    r"|([ \t_tnvfreNLP])|[\"/\\]|\n[ \t>:]*)"
)
"""What a directive's option in double quotes may be written with (YAML 1.2, §5.7)."""

Kind = Literal["directive", "role"]
_Mention = tuple[Kind, str]
"""Of which kind, and by which name."""


def foreign_uses(text: str, path: str) -> tuple[Use, ...]:
    """Find the uses of directives and roles that only conf.py can allow.

    :param text: a page as MyST is to read it: its front matter is our own
    """
    lines = _foreign(text)
    found: set[tuple[int, _Mention]] = set()
    if '"' in text and "\\" in text:
        for what, hidden in _foreign(_ESCAPE.sub(_unescaped, text)).items():
            if len(hidden) > len(lines.get(what, ())):
                found |= {(line, what) for line in hidden}
    if lines:
        for way in WAYS:
            found |= _Page(lines).uses(tokenizer(way).parse(text))
    last = text.count("\n") + 1
    return tuple(
        Use(kind, name, Place(path, min(line, last))) for line, (kind, name) in sorted(found)
    )


def _foreign(text: str) -> dict[_Mention, list[int]]:
    """Find what may be a foreign directive or role, with the lines where it is named."""
    found: dict[_Mention, list[int]] = {}
    line, counted = 1, 0
    for kind, name, start in mentions(text):
        if not is_built_in(kind, name):
            line += text.count("\n", counted, start)
            counted = start
            found.setdefault((kind, name), []).append(line)
    return found


def mentions(text: str) -> Iterator[tuple[Kind, str, int]]:
    """Find every ``{name}`` behind the signs of a fence or before a backtick.

    :return: kind, name, and where it stands; one may be of both kinds
    """
    for match in _BRACES.finditer(text):
        before = match.start()
        if text.startswith("`", match.end()):
            yield "role", match[1], before
        while before and text[before - 1].isspace() and text[before - 1] != "\n":
            before -= 1
        if before > 2 and text[before - 3 : before] in _FENCES:  # noqa: PLR2004 - as long as a fence
            yield "directive", match[1], match.start()


def _unescaped(match: re.Match[str]) -> str:
    if match.lastindex is None:  # a sign that stands for itself, or a line that goes on
        return match[0][1:].partition("\n")[0]
    if match[4]:
        return "\n" if match[4] in "nNLP" else " "
    code = int(match[match.lastindex], 16)
    return chr(code) if code <= sys.maxunicode else ""


@dataclass(slots=True)
class _Page:
    """Collects the uses among a page's tokens."""

    lines: dict[_Mention, list[int]]
    found: set[tuple[int, _Mention]] = field(default_factory=set)

    def uses(self, tokens: Iterable[Token]) -> set[tuple[int, _Mention]]:
        for token in tokens:
            first, end = token.map or (0, 0)
            if token.type in {"fence", "colon_fence"}:
                self._fence(token, first + 1, end + 1)
            elif token.type == "inline":
                self._take(first + 1, end + 1, set(_inline(token.children or ())))
        return self.found

    def _fence(self, token: Token, first: int, end: int) -> None:
        """Go through a fence that is no code for sure.

        :param first: its own line; from 1
        :param end: the line after it
        """
        name = directive_of(token)
        if name is None and token.type == "fence":
            return
        if name is not None:
            if ("directive", name) in self.lines:
                self.found.add((first, ("directive", name)))
            if name in PUBLICATION:
                return
            if name in CODE:
                end = first + 1 + options_of(token)
        self._take(first, end, self.lines)

    def _take(self, first: int, end: int, used: Iterable[_Mention]) -> None:
        for what in used:
            lines = self.lines.get(what, [])
            within = lines[bisect_left(lines, first) : bisect_left(lines, end)]
            self.found |= {(line, what) for line in within}


def _inline(tokens: Iterable[Token]) -> Iterator[_Mention]:
    for token in tokens:
        if token.type == "myst_role":
            yield "role", token.meta["name"]
        yield from _inline(token.children or ())
