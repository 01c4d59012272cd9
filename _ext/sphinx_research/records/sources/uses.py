"""Which directives and roles a page uses that are not on the built-in lists.

A pattern finds every ``{name}`` that could be one, wherever it stands.  Where all are built
in, as nearly always, that is the end of it.  Else the page is tokenized, to tell an example in
code from a use: as this site reads it, and by two other sets of MyST's extensions, for conf.py
may have enabled them.  In doubt it is a use: within another directive, whose text is taken apart
by rules of its own, every mention is one, but for the body of a block of code, and for a name
alone between two backticks, `{name}`, if all backticks above it come in such pairs.
"""

from __future__ import annotations

import math
import re
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from operator import itemgetter

from markdown_it.token import Token

from sphinx_research.records.problems import Place
from sphinx_research.records.raw import Syntax, Use
from sphinx_research.records.sources.allowed import CODE, PUBLICATION, is_built_in
from sphinx_research.records.sources.tokenizer import (
    FENCES,
    WAYS,
    directive_of,
    flat,
    options_of,
    tokenizer,
)

_BRACES = re.compile(r"\{([^\s{}]*)\}")
_CODE_WORD = re.compile(r"(?<![`\\])`(?:[\w.=-]+|(\{[\w.:+-]+\}))`(?!`)")
"""A word in code: it has no sign at which a directive could cut it in two, and none but its own
backtick that could end it."""
_SIGNS = frozenset({"```", "~~~", ":::"})
"""Three signs may end a longer fence."""
_ESCAPE = re.compile(
    r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})"
    r"|([ \t_tnvfreNLP])|[\"/\\]|\n[ \t>:]*)"
)
"""What a directive's option in double quotes may be written with (YAML 1.2, §5.7)."""

_Mention = tuple[int, Syntax, str]
"""A line from 1, of which kind what it names may be, and the name."""


def foreign_uses(text: str, path: str) -> tuple[Use, ...]:
    """Find the uses of directives and roles that only conf.py can allow.

    :param text: a page as MyST is to read it: its front matter is our own
    """
    foreign = _foreign(text)
    found: set[_Mention] = set()
    if '"' in text and "\\" in text:
        hidden = _foreign(_ESCAPE.sub(_unescaped, text))
        shown, written = Counter(map(_NAMED, foreign)), Counter(map(_NAMED, hidden))
        found = {one for one in hidden if written[_NAMED(one)] > shown[_NAMED(one)]}
    if foreign:
        lines = text.split("\n")
        for way in WAYS:
            for token in tokenizer(way).parse(text):
                found |= _used(token, foreign, lines)
    last = text.count("\n") + 1
    return tuple(
        Use(syntax, name, Place(path, min(line, last))) for line, syntax, name in sorted(found)
    )


_LINE, _NAMED = itemgetter(0), itemgetter(1, 2)


def _foreign(text: str) -> list[_Mention]:
    """Find what may be a foreign directive or role, line by line."""
    found: list[_Mention] = []
    line, counted = 1, 0
    for syntax, name, start in mentions(text):
        if not is_built_in(syntax, name):
            line += text.count("\n", counted, start)
            counted = start
            found.append((line, syntax, name))
    return found


def mentions(text: str) -> Iterator[tuple[Syntax, str, int]]:
    """Find every ``{name}`` behind the signs of a fence or before a backtick.

    :return: kind, name, and where it stands; one may be of both kinds
    """
    for match in _BRACES.finditer(text):
        before = match.start()
        if text.startswith("`", match.end()):
            yield "role", match[1], before
        while before and text[before - 1].isspace() and text[before - 1] != "\n":
            before -= 1
        folded = _may_be_folded(match) and _is_behind_fence(text, before)
        if folded or text[max(before - 3, 0) : before] in _SIGNS:
            yield "directive", match[1], match.start()


def _may_be_folded(match: re.Match[str]) -> bool:
    """Whether braces with a line end before them can hold a name, and no attributes."""
    is_word = match.end() == len(match.string) or match.string[match.end()].isspace()
    return is_word and match[1][:1].isalnum() and "=" not in match[1]


def _is_behind_fence(text: str, before: int) -> bool:
    """Whether the line above ends with a fence: both are one line in an option that goes on.

    So YAML 1.2, §6.5; what begins its lines has been taken off by then.
    """
    while before and text[before - 1] in " \t>:":
        before -= 1
    if not before or text[before - 1] != "\n":
        return False
    before -= 1
    while before and text[before - 1] in " \t":
        before -= 1
    return text[max(before - 3, 0) : before] in _SIGNS


def _unescaped(match: re.Match[str]) -> str:
    if match.lastindex is None:  # a sign that stands for itself, or a line that goes on
        return match[0][1:].partition("\n")[0]
    if match[4]:
        return "\n" if match[4] in "nNLP" else " "
    code = int(match[match.lastindex], 16)
    return chr(code) if code <= sys.maxunicode else ""


def _used(token: Token, foreign: list[_Mention], lines: list[str]) -> set[_Mention]:
    """Tell what a token uses of all that is mentioned on the page.

    :param lines: those of the page
    """
    if token.map is None or token.type not in FENCES | {"inline"}:
        return set()
    first, end = token.map  # lines from 0
    start = bisect_left(foreign, first + 1, key=_LINE)
    mentioned = foreign[start : bisect_left(foreign, end + 1, start, key=_LINE)]
    if not mentioned:
        return set()
    if token.type == "inline":
        tokens = flat(token.children or ())
        roles = {("role", inner.meta["name"]) for inner in tokens if inner.type == "myst_role"}
        return {one for one in mentioned if _NAMED(one) in roles}
    opening = first + token.markup.startswith("`")  # whose own line has no other backticks
    uses = Counter(mentioned) - Counter(_examples(lines[opening:end], opening + 1))
    return {one for one in uses if one[0] <= first + _looked_at(token)}


def _examples(lines: list[str], first: int) -> Iterator[_Mention]:
    """Find names that stand alone in code, down to a backtick that may be anything.

    :param first: the number of the first of the lines
    """
    for number, line in enumerate(lines, first):
        if "`" in _CODE_WORD.sub("", line):
            return
        for match in _CODE_WORD.finditer(line):
            if match[1]:
                yield number, "role", match[1][1:-1]


def _looked_at(token: Token) -> float:
    """Count the lines of a fence in which every mention is a use."""
    directive = directive_of(token)
    if directive is None:
        return math.inf if token.type == "colon_fence" else 0
    if directive[0] in PUBLICATION:
        return 0
    return 1 + options_of(token) if directive[0] in CODE else math.inf
